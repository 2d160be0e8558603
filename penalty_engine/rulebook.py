"""The rulebook as the engine sees it: frozen values, conditions compiled, sentences prebuilt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.answers import Answer
from penalty_engine.assessment import CircumstanceFinding, Sentence, Warning
from penalty_engine.case import FactValue, TierName

Facts = Mapping[str, FactValue]


class Condition(NamedTuple):
    """A condition on typed facts, compiled: `holds(facts)` is three-valued; `facts` are the ids that it reads."""

    holds: Callable[[Facts], Answer]
    facts: tuple[str, ...]


class Period(NamedTuple):
    """Validity, both days inclusive; None = open."""

    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether a day lies within."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Law:
    """A law, regulation or rule by its code (规则 L1). `earlier_version` tells what is not in the rulebook (L3)."""

    code: str
    title: str
    rank: str
    version: str
    period: Period
    verified: bool
    earlier_version: str | None = None
    note: str | None = None


class Citation(NamedTuple):
    """A provision cited for print, with its law's code."""

    law: str
    text: str


class Element(NamedTuple):
    """One element of a circumstance. `fact`: the typed fact it follows; `harm`: it is the absence of harm (L6)."""

    id: str
    text: str
    fact: str | None = None
    is_absence_of_harm: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Circumstance:
    """One circumstance of 办法 5 to 7 or higher law.

    effect: no_penalty | no_penalty_discretionary | lighter_or_mitigated | heavier.
    computed: minor_under | minor_between | limitation | list | None.
    """

    id: str
    effect: str
    text: str
    elements: tuple[Element, ...]
    citations: tuple[Citation, ...]
    cited: tuple[str, ...]
    computed: str | None
    natural_person_only: bool
    needs_guardian: bool  # where it holds, the party is told through a guardian
    in_force_on_act: bool
    offcampus_only: bool
    forces_mitigation: bool
    list: str | None
    double_use: str | None
    needs_note: bool
    order: str | None
    verified: bool
    note: str | None
    element_keys: tuple[str, ...]
    is_plain: bool  # neither dates, nor facts or harm, nor the kind of party tell: unstated, it follows `unlisted`
    ready: Mapping[tuple[Answer, str], CircumstanceFinding]  # by (holds, source); counted where it holds


class Band(NamedTuple):
    """One band of a banded range: `when` None = otherwise."""

    when: Condition | None
    range: "Range"


class Range(NamedTuple):
    """type: fixed | multiple | banded | years | unspecified | unknown. Yuan, multiples or years by type."""

    type: str
    min: Decimal | None = None
    max: Decimal | None = None
    base: str | None = None
    base_below: Decimal | None = None
    base_treated_as: Decimal | None = None
    bands: tuple[Band, ...] = ()
    what: str | None = None
    term: str | None = None
    note: str | None = None
    depends: str | None = None
    escalation: str | None = None


class TierPenalty(NamedTuple):
    """One kind that a tier provides for, as the text has it."""

    kind: str
    text: str
    required: bool
    range: Range | None
    choice: str | None
    rung: int | None
    when: Condition | None
    if_gains: bool
    after_refund: bool
    by_other_authority: bool
    on: str | None
    on_responsible: bool
    consequence: str | None
    unsettled: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Tier:
    """基本, 情节严重, 情节特别严重: lower orders, confiscation and, where so stated, all penalties already merged in."""

    name: TierName
    trigger: str
    trigger_kind: str | None
    any_of: tuple[str, ...]
    all_of: tuple[str, ...]
    orders: tuple[str, ...]
    penalties: tuple[TierPenalty, ...]
    responsible: tuple[TierPenalty, ...]
    confiscates: bool
    unread: bool


@dataclass(frozen=True, slots=True, eq=False)
class Violation:
    """A punishable act (违法行为) with the provision that punishes it."""

    id: str
    name: str
    category: str
    law: Law
    act: str
    breached: str | None
    basis: tuple[str, ...]
    basis_text: str
    period: Period
    effective_note: str | None
    displaced_from: date | None
    displaced_by: tuple[str, ...]
    displaced_part: str | None
    displaced_when: Condition | None
    premise: Condition | None  # what the text asks of the act besides, told by facts
    actors: tuple[str, ...]
    enforcer: str
    county_only: bool
    other_authority: str | None
    joint_enforcement: bool
    liable_persons: str | None
    related: tuple[str, ...]
    refers_to: tuple[str, ...]
    tiers: tuple[Tier, ...]
    facts: tuple[str, ...]
    synonyms: tuple[str, ...]
    common_rank: int | None
    element_circumstances: frozenset[str]
    verified: bool
    note: str | None
    unsettled: tuple[str, ...] = ()
    aimed_at_responsible: bool = False
    rows: tuple["BenchmarkRow", ...] = ()  # 裁量基准 that the bureau loaded for this act
    counts_gains: bool = False  # the form asks for 违法所得, or for what it follows from
    ways: tuple[Mapping[str, str], ...] = ()  # sets of answers that could establish some tier, smallest first

    def tier(self, name: str) -> Tier | None:
        """The tier of that name, if the provision has it."""
        return next((tier for tier in self.tiers if tier.name == name), None)


class FactType(NamedTuple):
    """A typed fact that the form asks for. type: money | count | boolean | choice | date; `past`: a day that cannot lie ahead.

    `party`: natural_person | organisation, where it can be true of such alone; `not_before`, `not_after`: the days, of facts
    or from | to of the act, that it can hardly lie before or after; `told`: how the facts found tell it, {} for its number.
    """

    id: str
    label: str
    type: str
    unit: str | None
    options: Mapping[str, str]
    why: str
    help: str | None = None
    past: bool = False
    party: str | None = None
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    told: str | None = None


class Material(NamedTuple):
    """A usual piece of evidence, offered to be picked and no more: no law lists what a case must have.

    `kind`: None where it hangs on the piece itself; `party`: natural_person | organisation, where only such have it;
    `facts`: it comes up where one of these is asked.
    """

    title: str
    kind: str | None
    proves: str
    party: str | None
    facts: tuple[str, ...]


class BenchmarkRow(NamedTuple):
    """A row of a benchmark table (裁量基准) that a bureau loaded: conditions to a sub-range or to kinds."""

    id: str
    violation: str
    tier: TierName
    grade: str
    when: Condition | None
    range: Range | None
    kinds: tuple[str, ...]
    mitigated: bool
    source: str
    status: str


class ListItem(NamedTuple):
    """An item of the 不罚清单 or 减轻处罚清单 (规则 L9)."""

    id: str
    title: str
    violation: str
    basis: str
    applies: str
    ground: str
    measures: str | None


class Setting(NamedTuple):
    """A value that a lawyer may question: with its status and where it comes from."""

    id: str
    label: str
    value: object
    status: str
    source: str
    note: str | None


class LargeAmount(NamedTuple):
    """较大数额 in yuan, for citizens and for organisations."""

    citizen: Decimal
    organisation: Decimal

    def of(self, natural_person: bool) -> Decimal:  # noqa: FBT001 -- a fact about the party, not a switch
        """The threshold for this party."""
        return self.citizen if natural_person else self.organisation


@dataclass(frozen=True, slots=True)
class Rules:
    """The figures and choices that the engine's mechanisms need, from settings.yaml and procedure.yaml."""

    band_lighter: Decimal
    band_heavier: Decimal
    no_penalty_under: int
    lighter_under: int
    limitation_years: int
    limitation_extended_years: int
    waiver_needs_no_heavier: bool
    optional_when: frozenset[str]
    last_rung_when: frozenset[str]
    kind_ladder: Mapping[str, int]
    correction_order: str
    education_order: str
    refund_order: str
    offcampus_fact: str
    offcampus_laws: frozenset[str]
    simplified_kinds: frozenset[str]
    simplified_fine: LargeAmount
    hearing_kinds: frozenset[str]
    hearing_doubtful_kinds: frozenset[str]
    hearing_orders: frozenset[str]
    large_business: LargeAmount
    large_other: LargeAmount
    large_share: Decimal
    large_floor: LargeAmount
    statement_days: int
    hearing_request_days: int
    hearing_notice_days: int
    decision_days: int
    service_days: int
    payment_days: int
    surcharge_daily: Decimal
    reconsideration_days: int
    litigation_months: int
    preservation_days: int
    cash_fine: Decimal
    urging_days: int
    enforcement_months: int
    reminder_days: int
    licensing_kinds: frozenset[str]
    licensing_levels: frozenset[str]
    county_capacities: frozenset[str]
    # What only finds and points out earlier cases. None: a rulebook kept from before these were settings; nothing is pointed out.
    similar_gains_factor: Decimal | None = None
    similar_least: int | None = None
    similar_far: Decimal | None = None


class SentenceForm(NamedTuple):
    """A sentence of the reasoning before its blanks are filled; `ready` when it has none."""

    id: str
    step: str
    audience: str
    text: str
    citations: tuple[str, ...]
    ready: Sentence | None


class WarningForm(NamedTuple):
    """A warning before its blanks are filled, with what to do about it; `ready` when it has none."""

    code: str
    text: str
    remedy: str
    ready: Warning | None


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """A bureau's whole rulebook. `digest`: SHA-256 of the canonical JSON of the loaded values."""

    id: str
    version: str
    title: str
    authority: str
    government: str | None
    measure: str
    digest: str
    laws: Mapping[str, Law]
    circumstances: tuple[Circumstance, ...]
    circumstance: Mapping[str, Circumstance]
    circumstance_laws: tuple[Law, ...]
    violations: Mapping[str, Violation]
    facts: Mapping[str, FactType]
    lists: Mapping[str, tuple[ListItem, ...]]
    settings: Mapping[str, Setting]
    rules: Rules
    sentences: Mapping[str, SentenceForm]
    warnings: Mapping[str, WarningForm]
    notices: tuple[str, ...]
    materials: tuple[Material, ...] = ()
    lineage: tuple[str, ...] = ()  # ids of the rulebooks that this one extends, nearest first
