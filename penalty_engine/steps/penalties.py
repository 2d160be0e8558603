"""What the tier provides for, which kinds are recommended, and their ranges on these facts (规则 L11, L13 至 L16)."""

from collections.abc import Sequence
from typing import NamedTuple

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import Penalty
from penalty_engine.case import Conduct
from penalty_engine.rulebook import BenchmarkRow, Rulebook, Tier, TierPenalty, Violation
from penalty_engine.steps.gains import GainsFinding
from penalty_engine.steps.ranges import Measured, Ranges, benchmark_row, narrows, ranges


class PenaltiesFinding(NamedTuple):
    """The penalties with their ranges, the recommended kinds; `unknown`: fields that would still change them.

    `candidates`, `chosen`: what they were made from, for the reasoning. `lower`: the kinds of the next lower tier
    that 减轻 without a figure falls back on; None where that did not arise.
    """

    penalties: tuple[Penalty, ...]
    recommended: tuple[str, ...]
    unknown: tuple[str, ...]
    candidates: "tuple[Candidate, ...]" = ()
    chosen: "tuple[Candidate, ...]" = ()
    lower: tuple[TierPenalty, ...] | None = None


class Asked(NamedTuple):
    """One provision on one tier, with the direction taken."""

    violation: Violation
    tier: Tier
    conduct: Conduct
    responsible: bool
    chosen: str
    lightened: bool
    gains: GainsFinding
    rulebook: Rulebook
    path: str


class Candidate(NamedTuple):
    """A penalty of the tier with its ranges; `applies` None = an unknown fact decides."""

    source: TierPenalty
    ranges: Ranges
    applies: Answer
    row: BenchmarkRow | None


def provided(tier: Tier, *, responsible: bool) -> Sequence[TierPenalty]:
    """The penalties for this party: those for 直接责任人员 where the case is against one (双罚)."""
    if responsible:
        return (*tier.responsible, *(penalty for penalty in tier.penalties if penalty.on_responsible))
    return tier.penalties


def find_penalties(asked: Asked) -> PenaltiesFinding:
    """The penalties of the tier, in the order of the text, with the recommended ones marked."""
    rules = asked.rulebook.rules
    measured = Measured(asked.chosen, asked.lightened, asked.gains.base, asked.conduct.facts, rules)
    rows = asked.violation.rows
    row = benchmark_row(rows, asked.tier.name, asked.conduct, mitigated=asked.chosen == "mitigated") if rows else None
    candidates = [
        candidate
        for penalty in provided(asked.tier, responsible=asked.responsible)
        if (candidate := _candidate(penalty, asked, measured, row)).applies is not False or penalty.when is None
    ]
    chosen = _recommended(candidates, asked, row)
    penalties = tuple(_told(candidate, asked, is_recommended=candidate in chosen) for candidate in candidates)
    recommended = tuple(dict.fromkeys(candidate.source.kind for candidate in chosen))
    lower = _lower_tier(asked) if not recommended and asked.chosen == "mitigated" else None
    if lower:
        recommended = tuple(dict.fromkeys(penalty.kind for penalty in lower))
    unknown = (*_unknown(candidates, asked), *_unknown_rows(rows, asked))
    return PenaltiesFinding(penalties, recommended, unknown, tuple(candidates), tuple(chosen), lower)


def _unknown_rows(rows: tuple[BenchmarkRow, ...], asked: Asked) -> list[str]:
    """The facts that would tell which benchmark row fits."""
    if asked.conduct.grade is not None:
        return []
    facts = asked.conduct.facts
    fitting = [row for row in rows if row.tier == asked.tier.name and row.when and row.when.holds(facts) is None]
    return [f"facts.{fact}" for row in fitting if row.when for fact in row.when.facts if fact not in facts]


def _candidate(penalty: TierPenalty, asked: Asked, measured: Measured, row: BenchmarkRow | None) -> Candidate:
    scope = penalty.range
    used = row if row is not None and narrows(row, penalty, measured) else None
    found = ranges(scope, measured, used) if scope is not None else Ranges(None)
    applies: Answer = True
    if penalty.when is not None:
        applies = penalty.when.holds(asked.conduct.facts)
    elif penalty.if_gains:
        applies = asked.gains.confiscable != ZERO
    elif found.why == "zero_gains":
        applies = False
    return Candidate(penalty, found, applies, used)


def _is_ours(candidate: Candidate, asked: Asked) -> bool:
    """Whether the penalty is this bureau's to impose on this party."""
    return not candidate.source.by_other_authority and (asked.responsible or not candidate.source.on_responsible)


def _recommended(candidates: Sequence[Candidate], asked: Asked, row: BenchmarkRow | None) -> list[Candidate]:
    """Required kinds; optional ones when heavier; of a group one rung (L16). A benchmark row may name the kinds."""
    rules = asked.rulebook.rules
    open_to = [c for c in candidates if c.applies and _is_ours(c, asked) and c.ranges.why != "no_mitigated_figure"]
    if row is not None and row.kinds:
        return [candidate for candidate in open_to if candidate.source.kind in row.kinds]
    wanted = [c for c in open_to if c.source.required or asked.chosen in rules.optional_when]
    groups: dict[str, list[Candidate]] = {}
    for candidate in wanted:
        if candidate.source.choice is not None:
            groups.setdefault(candidate.source.choice, []).append(candidate)
    last = asked.chosen in rules.last_rung_when
    picked = [sorted(group, key=_rung)[-1 if last else 0] for group in groups.values()]
    return [candidate for candidate in wanted if candidate.source.choice is None or candidate in picked]


def _rung(candidate: Candidate) -> int:
    """The rung of a ladder; alternatives have none and keep the order of the text."""
    return candidate.source.rung or 0


def _told(candidate: Candidate, asked: Asked, *, is_recommended: bool) -> Penalty:
    source, found = candidate.source, candidate.ranges
    return Penalty(
        source.kind,
        source.text,
        source.required,
        source.choice,
        source.rung,
        found.unit,
        found.statutory,
        found.lawful,
        found.recommended,
        found.multiple,
        asked.violation.basis_text,
        candidate.row.id if candidate.row and found.unit else None,
        asked.violation.id,
        source.range.what if source.range else None,
        source.range.term if source.range else None,
        source.consequence,
        source.on,
        _borne_elsewhere(source, asked),
        is_recommended,
    )


def _borne_elsewhere(source: TierPenalty, asked: Asked) -> str | None:
    """other_authority: imposed by another body; other_person: by a case and letter of its own (双罚)."""
    if source.by_other_authority:
        return "other_authority"
    return "other_person" if source.on_responsible and not asked.responsible else None


def _unknown(candidates: Sequence[Candidate], asked: Asked) -> tuple[str, ...]:
    """The fields that would still tell a range or a kind."""
    unknown: list[str] = []
    for candidate in candidates:
        source = candidate.source
        if source.when is not None and candidate.applies is None:
            unknown += [f"facts.{fact}" for fact in source.when.facts if fact not in asked.conduct.facts]
        if source.if_gains and asked.gains.confiscable is None:
            unknown += asked.gains.unknown
        if candidate.ranges.why == "gains_unknown":
            by_gains = source.range is None or source.range.base != "capital_amount"
            told = [field for field in asked.gains.unknown if field != "facts.fees_refundable"]
            unknown += told if by_gains else ["facts.capital_amount"]
    return tuple(dict.fromkeys(unknown))


def imposable(tier: Tier, conduct: Conduct, gains: GainsFinding, *, responsible: bool) -> list[TierPenalty]:
    """The penalties of the tier that this bureau can impose on this party, the gains being what they are."""
    return [
        penalty
        for penalty in provided(tier, responsible=responsible)
        if not penalty.by_other_authority
        and (responsible or not penalty.on_responsible)
        and _can_be_imposed(penalty, conduct, gains)
    ]


def _can_be_imposed(penalty: TierPenalty, conduct: Conduct, gains: GainsFinding) -> bool:
    if penalty.when is not None:
        return penalty.when.holds(conduct.facts) is not False
    if penalty.if_gains:
        return gains.confiscable != ZERO
    scope = penalty.range
    if scope is None or scope.type != "multiple" or scope.base_treated_as is not None:
        return True
    base = gains.base if scope.base == "illegal_gains" else conduct.facts.get(scope.base or "")
    return base != ZERO


def _lower_tier(asked: Asked) -> tuple[TierPenalty, ...]:
    """减轻 without a figure: the first rung of the next lower tier is offered (L14)."""
    tiers = asked.violation.tiers
    if asked.tier is tiers[0]:
        return ()
    below = provided(tiers[tiers.index(asked.tier) - 1], responsible=asked.responsible)
    groups: dict[str, TierPenalty] = {}
    for penalty in below:
        if penalty.required and not penalty.if_gains and not penalty.by_other_authority:
            groups.setdefault(penalty.choice or penalty.kind, penalty)
    return tuple(groups.values())
