"""A case as the engine sees it: frozen values, money in yuan (Decimal), days as dates, None = 未查明或未填写."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from penalty_engine.answers import Answer

PartyKind = Literal["natural_person", "legal_person", "other_organization"]
TierName = Literal["base", "serious", "very_serious"]
RIGHTS: Final = ("statement", "hearing")  # 陈述、申辩; 听证: what a party may waive
FactValue = bool | int | str | Decimal | date
Day = date


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


class Guardian(NamedTuple):
    """监护人."""

    name: str
    phone: str | None = None


class Source(NamedTuple):
    """案件来源."""

    kind: str
    on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """当事人."""

    kind: PartyKind
    name: str
    role: Literal["principal", "responsible_person"] = "principal"
    capacity: str | None = None
    id_number: str | None = None
    birth_date: date | None = None
    guardian: Guardian | None = None
    representative: str | None = None
    address: str | None = None
    phone: str | None = None

    @property
    def is_natural_person(self) -> bool:
        """Only natural persons have an age (规则 L7)."""
        return self.kind == "natural_person"


class Statement(NamedTuple):
    """What the officer answered on one circumstance: as a whole, by elements, or both.

    `fact` is what happened, in words for the party; `note` stays inside.
    """

    holds: Answer
    elements: Mapping[str, Answer] = MappingProxyType({})
    evidence: tuple[str, ...] = ()
    note: str | None = None
    fact: str | None = None


class Grounds(NamedTuple):
    """What a finding rests on: what happened, in words for the party, and the evidence that shows it."""

    fact: str | None = None
    evidence: tuple[str, ...] = ()


class Proposal(NamedTuple):
    """拟处罚: what the officer intends. `fine` in yuan, `years` for bans; no kinds = no penalty."""

    kinds: tuple[str, ...]
    fine: Decimal | None = None
    years: Decimal | None = None
    reasons: str | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """One act (一个违法行为). `ended` None = still going on; `severity` None = 未查明."""

    violation: str
    began: date
    ended: date | None
    concurrent: tuple[str, ...] = ()
    cause: str | None = None  # 案由, where the catalogue's name does not fit
    evidence: tuple[str, ...] = ()  # what shows this act; empty: all that the case lists
    discovered_on: date | None = None
    summary: str | None = None
    established: Answer = True
    severity: TierName | None = None
    severity_grounds: Grounds | None = None
    grade: str | None = None
    affects_life_health_or_finance: Answer = None
    harmful_consequences: Answer = None
    facts: Mapping[str, FactValue] = field(default_factory=_nothing)
    circumstances: Mapping[str, Statement] = field(default_factory=_nothing)
    unlisted: Answer = None
    choose: Literal["lighter", "mitigated"] | None = None
    proposal: Proposal | None = None


class Evidence(NamedTuple):
    """一份证据 (处罚法 46)."""

    id: str
    kind: str
    title: str
    proves: str | None = None
    pages: int | None = None
    obtained_on: date | None = None
    obtained_by: str | None = None


class Event(NamedTuple):
    """What happened in the procedure, oldest first.

    `document` is the number of the document made or served, `of` its kind (of a waiver: the right given up); `whom` the person or
    body it concerned; `amount`, `kinds` and `years` of a notice are the penalties it announced.
    """

    type: str
    on: date
    by: str | None = None
    document: str | None = None
    method: str | None = None
    until: date | None = None
    result: str | None = None
    text: str | None = None
    present: tuple[str, ...] = ()
    amount: Decimal | None = None
    place: str | None = None
    time: str | None = None
    whom: str | None = None
    items: tuple[str, ...] = ()
    of: str | None = None
    kinds: tuple[str, ...] = ()
    years: Decimal | None = None

    @property
    def is_on_the_spot(self) -> bool:
        """Whether it is a decision made on the spot, without filing (处罚法 51)."""
        return self.type == "decided" and any((told or "").startswith("当场") for told in (self.method, self.result))

    @property
    def is_handling(self) -> bool:
        """Whether it tells what was done with evidence preserved before (处罚法 56)."""
        return self.type == "evidence_preserved" and bool(self.result)


class Officer(NamedTuple):
    """执法人员 with the number of the certificate (处罚法 42)."""

    name: str
    certificate: str | None = None


class Contact(NamedTuple):
    """联系人, printed in letters."""

    name: str | None = None
    address: str | None = None
    phone: str | None = None


class Letter(NamedTuple):
    """Number and date of the letter to print."""

    number: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """一案一当事人, one or more acts. `digest` is made once at reading, of the normalised case."""

    party: Party
    conducts: tuple[Conduct, ...]
    number: str | None = None
    rulebook: str = "zibo"
    source: Source | None = None
    joint_with: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    events: tuple[Event, ...] = ()
    filed_on: date | None = None
    decided_on: date | None = None
    decided_by: Literal["municipal", "county"] = "municipal"
    authority: str | None = None  # who decides, where it is not the rulebook's own bureau
    competence_ground: str | None = None  # 管辖依据, where competence is not a matter of course
    business_activity: Answer = None
    suspected_crime: Answer = False
    officers: tuple[Officer, ...] = ()
    contact: Contact | None = None
    letter: Letter | None = None
    named_persons: tuple[str, ...] = ()  # other natural persons whom the file names: masked in public copies
    digest: str = ""
    notes: tuple[
        tuple[str, str, str], ...
    ] = ()  # (code, message, path): remarks made at reading, e.g. a bad check digit
