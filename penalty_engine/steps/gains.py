"""违法所得: three sums that must not be mixed up (处罚法 28; 规则 L11)."""

from decimal import Decimal
from typing import NamedTuple, cast

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import Sentence, Warning
from penalty_engine.case import Conduct
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.wording import doubt, say, warn, yuan


class GainsFinding(NamedTuple):
    """`base`: 违法所得, of fines by multiple; `refundable`: still owed to students; `confiscable`: what may be taken.

    Yuan; None = unknown. `unknown`: the fields that would tell.
    """

    base: Decimal | None
    refundable: Decimal | None
    confiscable: Decimal | None
    unknown: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Warning, ...]


def is_offcampus_training(conduct: Conduct, violation: Violation, rulebook: Rulebook) -> Answer:
    """Whether the act is 校外培训: by a law that it breaks, else by the fact (规则 L5)."""
    laws = rulebook.rules.offcampus_laws
    if violation.law.code in laws or any(rulebook.violations[one].law.code in laws for one in conduct.concurrent):
        return True
    return cast("Answer", conduct.facts.get(rulebook.rules.offcampus_fact))


def _asked(conduct: Conduct, violation: Violation, rulebook: Rulebook) -> tuple[str, ...]:
    """The facts that the act raises: those of all the provisions that it breaks."""
    if not conduct.concurrent:
        return violation.facts
    broken = (conduct.violation, *conduct.concurrent)
    return (*violation.facts, *(fact for one in broken for fact in rulebook.violations[one].facts))


def _money(conduct: Conduct, asked: tuple[str, ...], fact: str) -> Decimal | None:
    """A sum the officer gave; zero where this act does not raise the question; None = not known."""
    value = conduct.facts.get(fact)
    if value is None:
        return None if fact in asked else ZERO
    return cast("Decimal", value)


class _Sums(NamedTuple):
    """What the officer entered, and what follows from it."""

    collected: Decimal | None
    refunded: Decimal | None
    derived: Decimal | None
    base: Decimal | None


def find_gains(conduct: Conduct, violation: Violation, rulebook: Rulebook, path: str) -> GainsFinding:
    """The three sums: the officer's finding rules, else collected less refunded; owed refunds are not deducted."""
    stated = cast("Decimal | None", conduct.facts.get("illegal_gains"))
    if stated is None and not violation.counts_gains and "fees_collected" not in conduct.facts:
        return GainsFinding(None, None, None, (), (), ())
    collected = cast("Decimal | None", conduct.facts.get("fees_collected"))
    asked = _asked(conduct, violation, rulebook)
    refunded = _money(conduct, asked, "fees_refunded")
    refundable = _money(conduct, asked, "fees_refundable")
    derived = None if collected is None or refunded is None else collected - refunded
    sums = _Sums(collected, refunded, derived, derived if stated is None else stated)
    unknown = _unknown(sums, asked) if sums.base is None else ()
    if refundable is None and sums.base != ZERO:
        unknown += ("facts.fees_refundable",)
    confiscable = ZERO if sums.base == ZERO else None
    if sums.base is not None and refundable is not None:
        confiscable = max(sums.base - refundable, ZERO)
    sentences, warnings = _told(conduct, violation, rulebook, path, sums)
    return GainsFinding(sums.base, refundable, confiscable, unknown, sentences, warnings)


def _unknown(sums: _Sums, asked: tuple[str, ...]) -> tuple[str, ...]:
    """What would tell the base: the finding itself where nothing was collected yet, or what the sum still lacks."""
    if sums.collected is not None:
        return ("facts.fees_refunded",)
    refunded = ("facts.fees_refunded",) if sums.refunded is None else ()
    collected = ("facts.fees_collected", *refunded) if "fees_collected" in asked else ()
    return ("facts.illegal_gains", *collected)


def _told(
    conduct: Conduct, violation: Violation, rulebook: Rulebook, path: str, sums: _Sums
) -> tuple[tuple[Sentence, ...], tuple[Warning, ...]]:
    """How the sums were counted, said in sentences, and what is doubtful about them."""
    base, derived = sums.base, sums.derived
    if base is None:
        return (say(rulebook, "gains.unknown"),), ()
    if "illegal_gains" in conduct.facts:
        told = say(rulebook, "gains.stated" if base else "gains.none", ("facts.illegal_gains",), gains=yuan(base))
        if derived is None or derived == base:
            return (told,), ()
        where = f"{path}.facts.illegal_gains"
        return (told,), (warn(rulebook, "GAINS_DIFFER", where, stated=yuan(base), derived=yuan(derived)),)
    if base == ZERO:
        return (_nothing_gained(sums, rulebook),), ()
    if not sums.refunded or sums.collected is None:
        return (say(rulebook, "gains.collected", ("facts.fees_collected",), gains=yuan(base)),), ()
    return _deduction_told(conduct, violation, rulebook, path, (sums.collected, sums.refunded, base))


def _nothing_gained(sums: _Sums, rulebook: Rulebook) -> Sentence:
    """Nothing was taken, or all of it went back."""
    if not sums.refunded or not sums.collected:
        return say(rulebook, "gains.none", ("facts.fees_collected",))
    because = ("facts.fees_collected", "facts.fees_refunded")
    return say(rulebook, "gains.returned", because, collected=yuan(sums.collected))


def _deduction_told(
    conduct: Conduct, violation: Violation, rulebook: Rulebook, path: str, sums: tuple[Decimal, Decimal, Decimal]
) -> tuple[tuple[Sentence, ...], tuple[Warning, ...]]:
    """That refunds were deducted: unverified for off-campus training, unsettled elsewhere (53号令 42)."""
    collected, refunded, base = map(yuan, sums)
    offcampus = is_offcampus_training(conduct, violation, rulebook)
    because = ("facts.fees_collected", "facts.fees_refunded")
    form = "gains.derived.offcampus" if offcampus else "gains.derived"
    told = say(rulebook, form, because, collected=collected, refunded=refunded, gains=base)
    where = f"{path}.facts.fees_refunded"
    if offcampus:
        return (told,), (warn(rulebook, "UNVERIFIED_SOURCE", where, what=told.citations[-1]),)
    return (told,), (doubt(rulebook, "doubt.refund_deduction", where),)
