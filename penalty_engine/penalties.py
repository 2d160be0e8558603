"""What the tier provides for, which kinds are recommended, and their ranges on these facts (规则 L11, L13 至 L16)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import Penalty, Sentence, Warning
from penalty_engine.case import Conduct
from penalty_engine.gains import GainsFinding
from penalty_engine.ranges import Measured, Ranges, benchmark_row, ranges
from penalty_engine.rulebook import BenchmarkRow, Rulebook, Tier, TierPenalty, Violation
from penalty_engine.wording import interval, number, say, warn

UNITS = {"CNY": "元", "year": "年", None: ""}


class PenaltiesFinding(NamedTuple):
    """The penalties with their ranges, the recommended kinds; `unknown`: fields that would still change them."""

    penalties: tuple[Penalty, ...]
    recommended: tuple[str, ...]
    unknown: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Warning, ...]


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


class _Candidate(NamedTuple):
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
    rows = asked.rulebook.benchmarks.get(asked.violation.id, ())
    row = benchmark_row(rows, asked.tier.name, asked.conduct, mitigated=asked.chosen == "mitigated") if rows else None
    candidates = [
        candidate
        for penalty in provided(asked.tier, responsible=asked.responsible)
        if (candidate := _candidate(penalty, asked, measured, row)).applies is not False or penalty.when is None
    ]
    chosen = _recommended(candidates, asked, row)
    penalties = tuple(_told(candidate, asked, is_recommended=candidate in chosen) for candidate in candidates)
    recommended = tuple(dict.fromkeys(candidate.source.kind for candidate in chosen))
    sentences, warnings = _reasons(candidates, chosen, asked)
    if not recommended and asked.chosen == "mitigated":
        recommended, milder = _lower_tier(asked)
        sentences = (*sentences, *milder)
    unknown = (*_unknown(candidates, asked), *_unknown_rows(rows, asked))
    return PenaltiesFinding(penalties, recommended, unknown, sentences, warnings)


def _unknown_rows(rows: tuple[BenchmarkRow, ...], asked: Asked) -> list[str]:
    """The facts that would tell which benchmark row fits."""
    if asked.conduct.grade is not None:
        return []
    facts = asked.conduct.facts
    fitting = [row for row in rows if row.tier == asked.tier.name and row.when and row.when.holds(facts) is None]
    return [f"facts.{fact}" for row in fitting if row.when for fact in row.when.facts if fact not in facts]


def _candidate(penalty: TierPenalty, asked: Asked, measured: Measured, row: BenchmarkRow | None) -> _Candidate:
    scope = penalty.range
    used = row if row is not None and (row.range is None or scope is not None) else None
    found = ranges(scope, measured, used) if scope is not None else Ranges(None)
    applies: Answer = True
    if penalty.when is not None:
        applies = penalty.when.holds(asked.conduct.facts)
    elif penalty.if_gains:
        applies = asked.gains.confiscable != ZERO
    elif found.why == "zero_gains":
        applies = False
    return _Candidate(penalty, found, applies, used)


def _is_ours(candidate: _Candidate, asked: Asked) -> bool:
    """Whether the penalty is this bureau's to impose on this party."""
    return not candidate.source.by_other_authority and (asked.responsible or not candidate.source.on_responsible)


def _recommended(candidates: Sequence[_Candidate], asked: Asked, row: BenchmarkRow | None) -> list[_Candidate]:
    """Required kinds; optional ones when heavier; of a group one rung (L16). A benchmark row may name the kinds."""
    rules = asked.rulebook.rules
    open_to = [c for c in candidates if c.applies and _is_ours(c, asked) and c.ranges.why != "no_mitigated_figure"]
    if row is not None and row.kinds:
        return [candidate for candidate in open_to if candidate.source.kind in row.kinds]
    wanted = [c for c in open_to if c.source.required or asked.chosen in rules.optional_when]
    groups: dict[str, list[_Candidate]] = {}
    for candidate in wanted:
        if candidate.source.choice is not None:
            groups.setdefault(candidate.source.choice, []).append(candidate)
    last = asked.chosen in rules.last_rung_when
    picked = [max(g, key=_rung) if last else min(g, key=_rung) for g in groups.values()]
    return [candidate for candidate in wanted if candidate.source.choice is None or candidate in picked]


def _rung(candidate: _Candidate) -> int:
    return candidate.source.rung or 0


def _told(candidate: _Candidate, asked: Asked, *, is_recommended: bool) -> Penalty:
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


def _unknown(candidates: Sequence[_Candidate], asked: Asked) -> tuple[str, ...]:
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


def imposable(tier: Tier, conduct: Conduct, gains: GainsFinding, *, responsible: bool) -> bool:
    """Whether the tier has a penalty that this bureau can impose on this party, the gains being what they are."""
    return any(_can_be_imposed(penalty, conduct, gains) for penalty in provided(tier, responsible=responsible)
               if not penalty.by_other_authority and (responsible or not penalty.on_responsible))  # fmt: skip


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


def _lower_tier(asked: Asked) -> tuple[tuple[str, ...], tuple[Sentence, ...]]:
    """减轻 without a figure: the first rung of the next lower tier is offered (L14)."""
    tiers = asked.violation.tiers
    below = tiers[tiers.index(asked.tier) - 1] if asked.tier is not tiers[0] else None
    kinds = [] if below is None else list(provided(below, responsible=asked.responsible))
    first = [p for p in kinds if p.required and not p.if_gains and not p.by_other_authority and (p.rung or 1) == 1]
    groups = {p.choice or p.kind: p for p in reversed(first)}
    offered = tuple(dict.fromkeys(p.kind for p in reversed(groups.values())))
    if not offered:
        return (), (say(asked.rulebook, "mitigated.nothing_below"),)
    texts = "、".join(penalty.text for penalty in reversed(groups.values()))
    return offered, (say(asked.rulebook, "mitigated.lower_tier", kinds=texts),)


def _reasons(
    candidates: Sequence[_Candidate], chosen: Sequence[_Candidate], asked: Asked
) -> tuple[tuple[Sentence, ...], tuple[Warning, ...]]:
    """Why these kinds and these ranges, and what is doubtful about them."""
    sentences: list[Sentence] = []
    warnings: list[Warning] = []
    for candidate in candidates:
        where = f"{asked.path}.penalties.{candidate.source.kind}"
        if candidate.source.unsettled and candidate.applies is not False:
            warnings.append(warn(asked.rulebook, "UNSETTLED_READING", where, what=candidate.source.unsettled))
        if candidate.source.on_responsible and not asked.responsible:
            sentences.append(say(asked.rulebook, "kinds.on_responsible", text=candidate.source.text))
        if candidate.source.range is not None and candidate.ranges.unit is not None:
            told, doubts = _range_reasons(candidate, asked, where)
            sentences += told
            warnings += doubts
    sentences += _choices_told(candidates, chosen, asked)
    return tuple(sentences), tuple(warnings)


_DOUBTS = {
    "no_figure": "NO_STATUTORY_FIGURE",
    "unread": "RANGE_UNREAD",
    "gains_unknown": "GAINS_UNKNOWN",
    "zero_gains": "ZERO_GAINS",
    "no_mitigated_figure": "MITIGATION_HAS_NO_FIGURE",
}


def _range_reasons(candidate: _Candidate, asked: Asked, where: str) -> tuple[list[Sentence], list[Warning]]:
    """The statutory range and the recommended one, said as a lawyer would."""
    source, found, rulebook = candidate.source, candidate.ranges, asked.rulebook
    unit = UNITS[found.unit]
    what = source.text if found.unit == "CNY" else f"{source.text}的期限"
    warnings: list[Warning] = []
    if found.why in _DOUBTS:
        warnings.append(warn(rulebook, _DOUBTS[found.why], where, text=source.text))
    sentences: list[Sentence] = []
    if found.why == "treated_as" and found.multiple and found.multiple.base is not None:
        sentences.append(say(rulebook, "amount.treated_as", base=number(found.multiple.base)))
        if asked.gains.base == ZERO:
            zero = "没有违法所得时是否也按该数额计算罚款"
            warnings.append(warn(rulebook, "UNSETTLED_READING", where, what=zero))
    times = _times(found.multiple) if found.multiple else ""
    if found.statutory is None:
        if times and found.why == "gains_unknown":
            sentences.append(say(rulebook, "amount.multiple_only", text=what, times=times))
        elif found.why == "zero_gains":
            sentences.append(say(rulebook, "amount.zero_gains"))
        return sentences, warnings
    statutory = interval(found.statutory, unit)
    form = "amount.statutory_multiple" if times else "amount.statutory"
    base = "" if source.range is None else _BASES.get(source.range.base or "", "")
    sentences.append(
        say(rulebook, form, text=what, times=times, base=base, statutory=statutory, basis=asked.violation.basis_text)
    )
    if found.recommended is not None and candidate.applies:
        shown = interval(found.months, "个月") if found.months else interval(found.recommended, unit)
        sentences.append(_band_told(candidate, asked, what, shown))
        if found.statutory.min != found.statutory.max and candidate.row is None:
            warnings.append(warn(rulebook, "SYSTEM_SETTING", where, what=_share(asked)))
    return sentences, warnings


_BASES = {"illegal_gains": "违法所得", "capital_amount": "虚假出资或者抽逃出资金额"}


def _times(multiple: object) -> str:
    low, high = multiple.min, multiple.max  # type: ignore[attr-defined]
    return f"{number(high)}倍以下" if low is None else f"{number(low)}倍以上{number(high)}倍以下"


def _band_told(candidate: _Candidate, asked: Asked, what: str, shown: str) -> Sentence:
    found, row = candidate.ranges, candidate.row
    if row is not None:
        return say(asked.rulebook, "amount.benchmark", (row.id,), text=what, grade=row.grade, recommended=shown)
    if found.statutory is not None and found.statutory.min == found.statutory.max and asked.chosen != "mitigated":
        return say(asked.rulebook, "amount.fixed", text=what, recommended=shown)
    return say(asked.rulebook, f"amount.{asked.chosen}", text=what, recommended=shown)


def _share(asked: Asked) -> str:
    rules = asked.rulebook.rules
    shares = {"lighter": rules.band_lighter, "heavier": rules.band_heavier}
    if asked.chosen in shares:
        return f"建议幅度取法定幅度的{number(shares[asked.chosen] * Decimal(100))}%"
    middle = (Decimal(1) - rules.band_lighter - rules.band_heavier) * Decimal(100)
    return "减轻幅度取法定下限以下" if asked.chosen == "mitigated" else f"建议幅度取法定幅度中间的{number(middle)}%"


def _choices_told(candidates: Sequence[_Candidate], chosen: Sequence[_Candidate], asked: Asked) -> list[Sentence]:
    """Which rung of an either-or group was taken and why; which optional kinds were left out."""
    told: list[Sentence] = []
    for candidate in chosen:
        if candidate.source.choice is not None:
            last = asked.chosen in asked.rulebook.rules.last_rung_when
            told.append(say(asked.rulebook, "kinds.last_rung" if last else "kinds.first_rung", text=candidate.source.text))
    left_out = [c.source.text for c in candidates if not c.source.required and c.source.choice is None and c not in chosen]
    if left_out:
        told.append(say(asked.rulebook, "kinds.optional_left", text="、".join(left_out)))
    return told
