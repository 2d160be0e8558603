"""The case as it is being filled in: one plain dict in the shape of the case file, whatever its state (contract, section 1)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

import yaml

from penalty_engine import InputError, read_case
from penalty_engine.answers import Answer
from penalty_engine.inputs.positioned import KeyPath, parse
from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook

Draft = dict[str, Any]

ANSWERS: Final[dict[object, Answer]] = {True: True, "yes": True, False: False, "no": False}
# Groups that are left out as soon as nothing is in them.
OPTIONAL_GROUPS: Final = frozenset(
    {"source", "guardian", "contact", "letter", "facts", "circumstances", "elements", "severity_grounds"}
)
_ORDER: Final = (  # noqa: SIM905 -- words, read as words
    "number rulebook source party joint_with conducts holds elements evidence events filed_on decided_on decided_by authority "
    "business_activity suspected_crime officers contact letter named_persons "
    "id kind on name role capacity id_number birth_date guardian representative address phone "
    "violation concurrent cause from to discovered_on summary established severity severity_grounds grade affects_life_health_or_finance "
    "harmful_consequences facts circumstances unlisted choose proposal "
    "title proves pages obtained_on obtained_by certificate kinds fine years reasons fact note "
    "type by whom document of method until result text present amount place time items date"
).split()
_RANK: Final = {key: place for place, key in enumerate(_ORDER)}
_LOOKS_LIKE_NUMBER: Final = re.compile(r"[-+.0-9]")


def blank() -> Draft:
    """A new case: nothing is known yet, not even what kind of party it is."""
    return {"party": {}, "conducts": [{}]}


def at(draft: object, path: KeyPath) -> Any:  # noqa: ANN401 -- whatever stands there
    """The value at a key path, or None."""
    here: Any = draft
    for key in path:
        try:
            here = here[key]
        except (LookupError, TypeError):
            return None
    return here


def concerns(draft: Draft, party: str | None) -> bool:
    """Whether the party is of this kind, natural_person or organisation; None is every kind, known or not."""
    kind = at(draft, ("party", "kind"))
    return party is None or (bool(kind) and (party == "natural_person") == (kind == "natural_person"))


def put(draft: Draft, path: KeyPath, value: object) -> None:
    """Sets the value at a key path; the groups on the way, and the items of a list up to it, are made when missing."""
    here: Any = draft
    for key, following in pairwise(path):
        if isinstance(here, list):
            here.extend({} for _ in range(int(key) + 1 - len(here)))
        elif not isinstance(here.get(key), dict | list):
            here[key] = [] if isinstance(following, int) else {}
        here = here[key]
    if isinstance(here, list) and path[-1] == len(here):
        here.append(value)
    else:
        here[path[-1]] = value


def drop(draft: Draft, path: KeyPath) -> None:
    """Takes away what stands at a key path, and the optional group or last officer that is empty then."""
    parent = at(draft, path[:-1])
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
    elif isinstance(parent, list) and isinstance(path[-1], int) and path[-1] < len(parent):
        del parent[path[-1]]
    if not parent and path[:-1] and path[-2] in OPTIONAL_GROUPS:
        drop(draft, path[:-1])
    officers = draft.get("officers")
    while isinstance(officers, list) and officers and not officers[-1]:
        officers.pop()


def put_or_drop(draft: Draft, path: KeyPath, value: object) -> None:
    """Sets the value; nothing, empty text and an empty list mean that the field is not filled in."""
    if value is None or value in ("", []):
        drop(draft, path)
    else:
        put(draft, path, value)


def answer(value: object) -> Answer:
    """是, 否, 未查明, however it was spelled."""
    return ANSWERS.get(value) if isinstance(value, bool | str) else None


class Statement(NamedTuple):
    """What the draft says on one circumstance; not `stated`: nothing."""

    stated: bool
    holds: Answer
    elements: Mapping[str, Answer] = MappingProxyType({})
    evidence: tuple[str, ...] = ()
    note: str = ""
    fact: str = ""


def statement(draft: Draft, act: int, circumstance: str) -> Statement:
    """The statement on a circumstance, short or long form alike."""
    value = at(draft, ("conducts", act, "circumstances", circumstance))
    if isinstance(value, Mapping):
        elements = {name: answer(one) for name, one in (value.get("elements") or {}).items()}
        holds, evidence = answer(value.get("holds")), tuple(value.get("evidence") or ())
        note, fact = value.get("note") or "", value.get("fact") or ""
        return Statement(stated=True, holds=holds, elements=elements, evidence=evidence, note=note, fact=fact)
    return Statement(stated=value is not None, holds=answer(value))


def in_long_form(draft: Draft, act: int, circumstance: str) -> dict[str, Any]:
    """The statement on a circumstance as a group, made so when it was an answer alone or not there."""
    path = ("conducts", act, "circumstances", circumstance)
    value = at(draft, path)
    if not isinstance(value, dict):
        put(draft, path, {} if value is None else {"holds": value})
    return cast("dict[str, Any]", at(draft, path))


class Read(NamedTuple):
    """A case file that was opened: a draft, or why it cannot be one."""

    draft: Draft | None
    problems: tuple[Problem, ...]


# Fields that the form lets an officer correct; what is wrong elsewhere is told with its line and not opened.
_EDITABLE: Final = re.compile(
    r"number|source\.(kind|on)|filed_on|authority|competence_ground|joint_with\[\d+\]|named_persons\[\d+\]|decided_on|decided_by|business_activity|suspected_crime"
    r"|party\.(kind|name|role|capacity|id_number|birth_date|representative|address|phone|guardian\.(name|phone))"
    r"|conducts\[\d+\]\.(violation|from|to|discovered_on|summary|established|severity|affects_life_health_or_finance"
    r"|harmful_consequences|unlisted|choose|cause|grade|evidence\[\d+\]|severity_grounds\.(fact|evidence\[\d+\])|proposal\.(fine|years|reasons)"
    r"|concurrent\[\d+\]|circumstances\.[^.]+(\.(holds|fact|note|elements\.[^.]+|evidence\[\d+\]))?)"
    r"|evidence\[\d+\]\.(kind|title|proves|pages|obtained_on|obtained_by)"
    r"|officers\[\d+\]\.(name|certificate)|contact\.(name|address|phone)|letter\.(number|date)"
)
_FACT: Final = re.compile(r"conducts\[\d+\]\.facts\.([^.]+)")


def read(content: bytes, file: str, rulebook: Rulebook) -> Read:
    """A case file as a draft. What is unfinished or mistaken in fields of the form is kept: the form shows it."""
    try:
        document = parse(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        return Read(None, (Problem(file, 0, "", "不是 UTF-8 编码的文字文件"),))
    if document.problems:
        return Read(None, document.problems)
    draft = _completed(document.data)
    try:
        read_case(draft, rulebook, file=file, where=document.line)
    except InputError as error:
        blocking = tuple(problem for problem in error.problems if not _can_be_corrected(problem.path, draft, rulebook))
        return Read(None if blocking else draft, blocking)
    return Read(draft, ())


def _completed(data: Draft) -> Draft:
    """Room for the party and one act, where the file has none yet."""
    return {**data, "party": data.get("party") or {}, "conducts": data.get("conducts") or [{}]}


def _can_be_corrected(path: str, draft: Draft, rulebook: Rulebook) -> bool:
    fact = _FACT.fullmatch(path)
    place = _EDITABLE.fullmatch(path) is not None if fact is None else fact[1] in rulebook.facts
    known = (
        "circumstances." not in path
        or path.split("circumstances.")[1].split(".", maxsplit=1)[0] in rulebook.circumstance
    )
    return place and known and not isinstance(at(draft, key_path(path)), dict | list)


def key_path(spelled: str) -> KeyPath:
    """conducts[0].facts.students as ("conducts", 0, "facts", "students")."""
    parts = spelled.replace("[", ".[").removeprefix(".").split(".")
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in parts if part)


class _Dumper(yaml.SafeDumper):
    """Writes a case file as people write it: yes, no, figures as they are, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Lists stand two blanks inside their key."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """Text that could be taken for a figure or a day is quoted; long text is folded."""
    style = '"' if _LOOKS_LIKE_NUMBER.match(value) else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")
)
_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"))
_Dumper.add_representer(
    date, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())
)


def write(draft: Draft) -> str:
    """The case file of a draft: the contract's order of keys; what is not filled in is left out."""
    return yaml.dump(_ordered(draft), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _ordered(value: object) -> object:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: _RANK.get(key, len(_RANK)))
        return {key: _ordered(value[key]) for key in keys if value[key] is not None or key == "to"}
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value
