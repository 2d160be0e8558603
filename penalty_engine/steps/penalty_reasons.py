"""Why these kinds and these ranges: the sentences of the amount, and what is doubtful about them."""

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from penalty_engine.amounts import MONTHS_A_YEAR, ZERO, Interval
from penalty_engine.assessment import Sentence, Warning
from penalty_engine.rulebook import Rulebook
from penalty_engine.steps.penalties import Asked, Candidate, PenaltiesFinding
from penalty_engine.wording import BASES, doubt, interval, number, phrase, say, spread, term, times, warn

DOUBTS: Final = {
    "no_figure": "NO_STATUTORY_FIGURE",
    "unread": "RANGE_UNREAD",
    "gains_unknown": "GAINS_UNKNOWN",
    "zero_gains": "ZERO_GAINS",
    "no_mitigated_figure": "MITIGATION_HAS_NO_FIGURE",
}
STATUSES: Final = {
    "unverified": "UNVERIFIED_SOURCE",
    "unsettled": "UNSETTLED_READING",
    "system_setting": "SYSTEM_SETTING",
}


class Reasons(NamedTuple):
    """Sentences for the reasoning, warnings for the officer."""

    sentences: tuple[Sentence, ...] = ()
    warnings: tuple[Warning, ...] = ()


def penalty_reasons(finding: PenaltiesFinding, asked: Asked) -> Reasons:
    """All that is to be said about the penalties of one provision."""
    sentences: list[Sentence] = []
    warnings: list[Warning] = []
    for candidate in finding.candidates:
        where = f"{asked.path}.penalties.{candidate.source.kind}"
        if candidate.source.unsettled and candidate.applies is not False:
            warnings.append(warn(asked.rulebook, "UNSETTLED_READING", where, what=candidate.source.unsettled))
        if candidate.source.on_responsible and not asked.responsible:
            sentences.append(say(asked.rulebook, "kinds.on_responsible", text=candidate.source.text))
        if candidate.ranges.unit is not None:
            warnings += _range_doubts(candidate, asked, where)
            sentences += _range_told(candidate, asked, is_recommended=candidate in finding.chosen)
    sentences += _choices_told(finding, asked)
    if finding.lower is not None:
        kinds = "、".join(penalty.text for penalty in finding.lower)
        form = "mitigated.lower_tier" if finding.lower else "mitigated.nothing_below"
        sentences.append(say(asked.rulebook, form, kinds=kinds))
    return Reasons(tuple(sentences), tuple(warnings))


def _range_doubts(candidate: Candidate, asked: Asked, where: str) -> list[Warning]:
    """No figure in the text, unknown or no gains, a band that the system set."""
    found, rulebook = candidate.ranges, asked.rulebook
    warnings = []
    if found.why in DOUBTS:
        warnings.append(warn(rulebook, DOUBTS[found.why], where, text=candidate.source.text))
    if found.why == "treated_as" and asked.gains.base == ZERO:
        warnings.append(doubt(rulebook, "doubt.zero_treated", where))
    if candidate.applies and found.recommended and found.statutory and found.statutory.min != found.statutory.max:
        warnings.append(warn(rulebook, "SYSTEM_SETTING", where, what=_share(rulebook, asked.chosen)))
    if candidate.row is not None and candidate.row.status in STATUSES:
        what = f"{candidate.row.source}（{candidate.row.id}）"
        warnings.append(warn(rulebook, STATUSES[candidate.row.status], where, what=what))
    return warnings


def _range_told(candidate: Candidate, asked: Asked, *, is_recommended: bool) -> list[Sentence]:
    """The statutory range, and of what is recommended the part of it, said as a lawyer would."""
    source, found, rulebook = candidate.source, candidate.ranges, asked.rulebook
    multiple = times(found.multiple.min, found.multiple.max) if found.multiple else ""
    if found.why == "zero_gains":
        return [say(rulebook, "amount.zero_gains")]
    if found.statutory is None:
        return [say(rulebook, "amount.multiple_only", text=source.text, times=multiple)] if multiple else []
    told: list[Sentence] = []
    if found.why == "treated_as" and found.multiple and found.multiple.base is not None:
        told.append(say(rulebook, "amount.treated_as", base=number(found.multiple.base)))
    told.append(_statutory_told(candidate, asked, found.statutory, multiple))
    if not is_recommended:
        return [sentence._replace(audience="internal") for sentence in told]
    if found.recommended is not None:
        what = source.text if found.unit == "CNY" else "期限"
        shown = spread(found.months, term) if found.months else interval(found.recommended, "元")
        told.append(_band_told(candidate, asked, what, shown))
    return told


def _statutory_told(candidate: Candidate, asked: Asked, whole: Interval, multiple: str) -> Sentence:
    """The statute's range: an amount, a multiple of something, or the length of a ban, told by what it forbids."""
    source, rulebook, basis = candidate.source, asked.rulebook, asked.violation.basis_text
    if candidate.ranges.unit == "year":
        what = (source.range and source.range.what) or source.text
        statutory = spread(whole.times(MONTHS_A_YEAR), term)
        return say(rulebook, "amount.statutory_term", text=what, statutory=statutory, basis=basis)
    statutory = interval(whole, "元")
    if not multiple:
        return say(rulebook, "amount.statutory", text=source.text, statutory=statutory, basis=basis)
    base = "" if source.range is None else BASES.get(source.range.base or "", "")
    return say(
        rulebook,
        "amount.statutory_multiple",
        text=source.text,
        times=multiple,
        base=base,
        statutory=statutory,
        basis=basis,
    )


def _band_told(candidate: Candidate, asked: Asked, what: str, shown: str) -> Sentence:
    found, row = candidate.ranges, candidate.row
    if row is not None:
        return say(asked.rulebook, "amount.benchmark", (row.id,), text=what, grade=row.grade, recommended=shown)
    if found.statutory is not None and found.statutory.min == found.statutory.max and asked.chosen != "mitigated":
        return say(asked.rulebook, "amount.fixed", text=what, recommended=shown)
    return say(asked.rulebook, f"amount.{asked.chosen}", text=what, recommended=shown)


@lru_cache(maxsize=64)
def _share(rulebook: Rulebook, chosen: str) -> str:
    """What the system's own band is (L14): the same words for every case of that direction."""
    rules = rulebook.rules
    shares = {"lighter": rules.band_lighter, "heavier": rules.band_heavier, "mitigated": ZERO}
    share = shares.get(chosen, Decimal(1) - rules.band_lighter - rules.band_heavier)
    return phrase(rulebook, f"band.{chosen if chosen in shares else 'ordinary'}", share=number(share * Decimal(100)))


def _choices_told(finding: PenaltiesFinding, asked: Asked) -> list[Sentence]:
    """Which rung of an either-or group was taken and why; which optional kinds were left out."""
    form = "kinds.last_rung" if asked.chosen in asked.rulebook.rules.last_rung_when else "kinds.first_rung"
    picked = [candidate.source.text for candidate in finding.chosen if candidate.source.choice is not None]
    told = [say(asked.rulebook, form, text=text) for text in picked]
    left_out = [
        candidate.source.text
        for candidate in finding.candidates
        if not candidate.source.required and candidate.source.choice is None and candidate not in finding.chosen
    ]
    if left_out:
        told.append(say(asked.rulebook, "kinds.optional_left", text="、".join(left_out)))
    return told
