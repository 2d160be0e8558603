"""The assessment: every name is the key of the contract's JSON. Money in yuan, bans in years (two decimals)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import Interval
from penalty_engine.answers import Answer


class Sentence(NamedTuple):
    """One sentence of the reasoning. step: law | whether | amount | procedure | open; audience: party | internal."""

    id: str
    step: str
    text: str
    citations: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    audience: str = "internal"


class Warning(NamedTuple):
    """提示: a code, a message in Chinese, the place it speaks of."""

    code: str
    message: str
    path: str = ""


class ViolationName(NamedTuple):
    """违法行为: `basis` is the provision of the penalty, joined for print."""

    id: str
    name: str
    basis: str


class LawApplied(NamedTuple):
    """Which day's law rules the act and why; `milder_of` only where two provisions were compared (处罚法 37)."""

    as_of: date
    reason: str
    milder_of: tuple[str, ...] = ()
    provision: str = ""
    related: tuple[str, ...] = ()


class Gains(NamedTuple):
    """What must still go back to students, and what may be confiscated (yuan; None = unknown or not provided for)."""

    refundable: Decimal | None
    confiscable: Decimal | None


class Multiple(NamedTuple):
    """A range in multiples of `base` (yuan; None = not known)."""

    min: Decimal | None
    max: Decimal
    base: Decimal | None
    recommended: Interval | None


class Penalty(NamedTuple):
    """One kind that the tier provides for, with its three ranges (None where no amount can be given)."""

    kind: str
    text: str
    required: bool
    choice: str | None
    rung: int | None
    unit: str | None
    statutory: Interval | None
    lawful: Interval | None
    recommended: Interval | None
    multiple: Multiple | None
    basis: str
    benchmark: str | None = None
    provision: str = ""
    what: str | None = None
    term: str | None = None  # permanent | open
    consequence: str | None = None
    on: str | None = None
    by: str | None = None
    is_recommended: bool = False


class CircumstanceFinding(NamedTuple):
    """What was found on one circumstance. source: stated | computed | unlisted; effect as in the rulebook."""

    id: str
    effect: str
    holds: Answer
    source: str
    counted: bool
    citations: tuple[str, ...]
    text: str
    evidence: tuple[str, ...] = ()
    note: str | None = None


class PossibleOutcome(NamedTuple):
    """A result that unknown facts could still lead to, with a smallest set of answers (`answers` is "if" in JSON)."""

    outcome: str
    direction: str | None
    tier: str | None
    answers: Mapping[str, str]


class ProposalFinding(NamedTuple):
    """status: within | departs | unlawful."""

    status: str
    reasons: tuple[str, ...]


class ProvisionFinding(NamedTuple):
    """One of several provisions that the same act breaks (处罚法 29). role: fine | beside | dropped."""

    id: str
    role: str
    outcome: str | None
    direction: str | None
    tier: str | None
    reason: str


class ConductAssessment(NamedTuple):
    """The assessment of one act."""

    violation: ViolationName
    outcome: str
    direction: str | None
    alternatives: tuple[str, ...]
    tier: str | None
    tier_reason: str
    law_applied: LawApplied
    illegal_gains: Decimal | None
    gains: Gains
    penalties: tuple[Penalty, ...]
    recommended_kinds: tuple[str, ...]
    orders: tuple[str, ...]
    circumstances: tuple[CircumstanceFinding, ...]
    decisive_unknowns: tuple[str, ...]
    possible_outcomes: tuple[PossibleOutcome, ...]
    proposal: ProposalFinding | None
    explanation: tuple[Sentence, ...]
    provisions: tuple[ProvisionFinding, ...] = ()
    settled: bool = False


class FineTotals(NamedTuple):
    """Several acts are each fined by themselves, then added up; None when one is unknown."""

    statutory: Interval | None
    recommended: Interval | None


class Totals(NamedTuple):
    """Sums over the acts."""

    fine: FineTotals


class Procedure(NamedTuple):
    """Which steps bind the bureau (办法 8 至 14; 处罚法 42 至 64)."""

    simplified: bool
    hearing: bool
    hearing_reasons: tuple[str, ...]
    legal_review: bool
    legal_review_reasons: tuple[str, ...]
    collective_discussion: bool
    collective_discussion_reasons: tuple[str, ...]
    file_with_government: bool
    competent: bool
    competence_notes: tuple[str, ...]


class Deadlines(NamedTuple):
    """Days that must not be missed; None = not begun or not known."""

    limitation_expires: date | None
    decision_due: date | None


class RulebookReceipt(NamedTuple):
    """Which rulebook the assessment rests on."""

    id: str
    version: str
    digest: str


class Assessment(NamedTuple):
    """The whole answer to one case."""

    case: str | None
    assessed_on: date
    rulebook: RulebookReceipt
    engine: str
    case_digest: str
    outcome: str
    settled: bool
    conducts: tuple[ConductAssessment, ...]
    totals: Totals
    procedure: Procedure
    deadlines: Deadlines
    warnings: tuple[Warning, ...]
