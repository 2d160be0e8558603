"""The public copy of a matter: a new matter whose own words are masked, so that no template needs to know."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from letters.bureau import BureauSettings
from letters.masking import addresses, numbers, people
from letters.masking.spans import GAP, HIDDEN, any_of, replaced
from letters.matter import Matter
from penalty_engine.assessment import Assessment
from penalty_engine.case import Case
from penalty_engine.rulebook import Rulebook

Change = Callable[[str, str], str]
INDEX: Final = re.compile(r"\[\d+\]")
NOBODY: Final = "某某"
# Words of the rulebook and of the case file's form: nobody writes into them.
CLOSED: Final = re.compile(
    r"(?:^|\.)(?:violation|concurrent|grade|severity|choose|kinds|type|of|role|rulebook|decided_by|digest)$"
    r"|^(?:party|evidence)\.kind$|^conducts\.facts\."
)
NUMBERS: Final = ("party.phone", "party.guardian.phone", "contact.phone", "officers.certificate")
PERSONS: Final = ("party.representative", "party.guardian.name", "officers.name", "contact.name", "named_persons")


@dataclass(frozen=True, slots=True)
class Masking:
    """What is hidden in one file, and what stands for each name."""

    natural: bool
    own: str | None
    told: Mapping[str, str]
    names: re.Pattern[str] | None
    known: tuple[re.Pattern[str], ...]
    home: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """Free text: homes, numbers, names; what a law is called stays."""
        text = addresses.hidden(text, self.home)
        for pattern in self.known:
            text = replaced(text, pattern, lambda _: HIDDEN)
        text = numbers.hidden(text, self.own)
        return replaced(text, self.names, self._told) if self.names else text

    def field(self, path: str, text: str) -> str:
        """The value of a field; `path` as in the case file."""
        key = INDEX.sub("", path)
        if CLOSED.search(key) or (key == "party.id_number" and text == self.own):
            return text
        if key in NUMBERS or key == "party.id_number":
            return HIDDEN
        if key == "party.address" and self.natural:
            return addresses.reduced(text)
        if (key in PERSONS or (key == "party.name" and self.natural)) and len(people.plain(text)) < people.SHORTEST:
            return NOBODY
        return self.text(text)

    def _told(self, match: re.Match[str]) -> str | None:
        return None if match.lastgroup == "law" else self.told.get(people.plain(match[0]).casefold())


def public(matter: Matter) -> Matter:
    """The matter as anybody may read it.

    Names of natural persons keep their surname; their identity numbers, phones and certificates go; their homes are told by the
    district. What organisations are called, their codes and addresses stay, as does the bureau's office. The assessment is that of
    the case as it is; refusals are to be sought in the case as it is, too.
    """
    hide = masking(matter.case, matter.bureau, matter.rulebook)
    case = masked(matter.case, hide)
    contact = matter.bureau.contact
    name = hide.field("contact.name", contact.name) if contact.name else None
    common = contact._replace(name=name, phone=HIDDEN if contact.phone else None)
    return matter._replace(
        case=case,
        assessment=_assessed(matter.assessment, matter.case, hide),
        bureau=replace(matter.bureau, contact=common),
        event=changed(matter.event, hide.field, "events[0]"),
    )


def masking(case: Case, bureau: BureauSettings, rulebook: Rulebook | None = None) -> Masking:
    """What is to be hidden in this file. `rulebook`: its laws keep their titles whatever anybody is called."""
    party = case.party
    natural = party.is_natural_person
    own = None if natural or not party.id_number or numbers.is_of_a_person(party.id_number) else party.id_number
    told = people.masks(people.declared(case, bureau.contact), "\n".join(_said(case)))
    phones = [
        party.phone,
        party.guardian.phone if party.guardian else None,
        *(one.certificate for one in case.officers),
    ]
    phones += [case.contact.phone if case.contact else None, bureau.contact.phone, None if own else party.id_number]
    known = (numbers.known(phones), numbers.birthday(party.birth_date))
    return Masking(
        natural=natural,
        own=own,
        told={name.casefold(): instead for name, instead in told.items()},
        names=_with_laws(any_of(told, GAP), rulebook),
        known=tuple(pattern for pattern in known if pattern is not None),
        home=addresses.pattern_of(party.address) if natural and party.address else None,
    )


def masked(case: Case, hide: Masking) -> Case:
    """The case with every text changed; what was remarked at reading speaks of the original and is left out."""
    copy: Case = changed(case, hide.field)
    return replace(copy, party=replace(copy.party, birth_date=None), notes=())


def changed(value: Any, change: Change, path: str = "") -> Any:  # noqa: ANN401 -- whatever values a case is made of
    """The value with every text in it changed; `change` gets its key path."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, Mapping):
        return MappingProxyType({key: changed(part, change, f"{path}.{key}") for key, part in value.items()})
    if isinstance(value, tuple):
        keys = getattr(value, "_fields", None)
        if keys is None:
            return tuple(changed(part, change, f"{path}[{place}]") for place, part in enumerate(value))
        return type(value)(*(changed(part, change, f"{path}.{key}") for key, part in zip(keys, value, strict=True)))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{k: changed(part, change, f"{path}.{k}".lstrip(".")) for k, part in parts.items()})
    return value


def _assessed(assessment: Assessment, case: Case, hide: Masking) -> Assessment:
    """The same assessment; only what it repeats of the case is masked, never the words of the rulebook."""
    said = [text for text in _said(case) if people.plain(text).casefold() not in hide.told]

    def repeated(message: str) -> str:
        for text in (text for text in said if text in message):
            message = message.replace(text, hide.text(text))
        return message

    return assessment._replace(
        case=hide.text(assessment.case) if assessment.case else None,
        conducts=tuple(
            conduct._replace(
                circumstances=tuple(
                    found._replace(
                        note=hide.text(found.note) if found.note else None,
                        evidence=tuple(map(hide.text, found.evidence)),
                    )
                    for found in conduct.circumstances
                )
            )
            for conduct in assessment.conducts
        ),
        warnings=tuple(
            warning._replace(message=repeated(warning.message))
            for warning in assessment.warnings
            if tuple(warning) not in case.notes
        ),
    )


def _said(case: Case) -> tuple[str, ...]:
    """Every text of the file."""
    said: list[str] = []

    def heard(_: str, text: str) -> str:
        said.append(text)
        return text

    changed(case, heard)
    return tuple(said)


def _with_laws(names: re.Pattern[str] | None, rulebook: Rulebook | None) -> re.Pattern[str] | None:
    """The names, or before them the title of a law, which is nobody's name."""
    titles = {law.title for law in rulebook.laws.values()} if rulebook else set()
    if names is None or not titles:
        return names
    short = {title.removeprefix("中华人民共和国") for title in titles}
    laws = "|".join(f"《{re.escape(title)}》" for title in sorted(titles | short))
    return re.compile(f"(?P<law>{laws})|{names.pattern}", names.flags)
