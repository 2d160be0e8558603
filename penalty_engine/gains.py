"""违法所得: three sums that must not be mixed up (处罚法 28; 规则 L11)."""

from decimal import Decimal
from typing import NamedTuple, cast

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import Sentence, Warning
from penalty_engine.case import Conduct
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.wording import say, warn, yuan


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
    """Whether the act is 校外培训: by its law, else by the fact (规则 L5)."""
    if violation.law.code in rulebook.rules.offcampus_laws:
        return True
    return cast("Answer", conduct.facts.get(rulebook.rules.offcampus_fact))


def _money(conduct: Conduct, violation: Violation, fact: str) -> Decimal | None:
    """A sum the officer gave; zero where this act does not raise the question; None = not known."""
    value = conduct.facts.get(fact)
    if value is None:
        return None if fact in violation.facts else ZERO
    return cast("Decimal", value)


def find_gains(conduct: Conduct, violation: Violation, rulebook: Rulebook, path: str) -> GainsFinding:
    """The three sums: the officer's finding rules, else collected less refunded; owed refunds are not deducted."""
    stated = cast("Decimal | None", conduct.facts.get("illegal_gains"))
    if stated is None and not ({"illegal_gains", "fees_collected"} & {*violation.facts, *conduct.facts}):
        return GainsFinding(None, None, None, (), (), ())
    collected = cast("Decimal | None", conduct.facts.get("fees_collected"))
    refunded = _money(conduct, violation, "fees_refunded")
    refundable = _money(conduct, violation, "fees_refundable")
    derived = None if collected is None or refunded is None else collected - refunded
    base = derived if stated is None else stated
    unknown = () if base is not None else _unknown(collected, refunded)
    if refundable is None:
        unknown += ("facts.fees_refundable",)
    confiscable = None if base is None or refundable is None else max(base - refundable, ZERO)
    sentences, warnings = _told(conduct, violation, rulebook, path, base, derived, collected, refunded)
    return GainsFinding(base, refundable, confiscable, unknown, sentences, warnings)


def _unknown(collected: Decimal | None, refunded: Decimal | None) -> tuple[str, ...]:
    if collected is None and refunded is None:
        return ("facts.illegal_gains", "facts.fees_collected", "facts.fees_refunded")
    return ("facts.fees_collected",) if collected is None else ("facts.fees_refunded",)


def _told(  # noqa: PLR0913 -- the sums stand side by side, as on the officer's sheet
    conduct: Conduct,
    violation: Violation,
    rulebook: Rulebook,
    path: str,
    base: Decimal | None,
    derived: Decimal | None,
    collected: Decimal | None,
    refunded: Decimal | None,
) -> tuple[tuple[Sentence, ...], tuple[Warning, ...]]:
    """How the sums were counted, said in sentences, and what is doubtful about them."""
    if base is None:
        return (say(rulebook, "gains.unknown"),), ()
    warnings: tuple[Warning, ...] = ()
    if base != derived:
        if derived is not None:
            where = f"{path}.facts.illegal_gains"
            warnings = (warn(rulebook, "GAINS_DIFFER", where, stated=yuan(base), derived=yuan(derived)),)
        return (say(rulebook, "gains.stated", ("facts.illegal_gains",), gains=yuan(base)),), warnings
    if not refunded or collected is None:
        return (say(rulebook, "gains.collected", ("facts.fees_collected",), gains=yuan(base)),), ()
    offcampus = is_offcampus_training(conduct, violation, rulebook)
    if not offcampus and conduct.facts.get("illegal_gains") is None:
        warnings = (warn(rulebook, "UNSETTLED_READING", f"{path}.facts.fees_refunded", what="退还款项是否从违法所得中扣除"),)
    form = "gains.derived.offcampus" if offcampus else "gains.derived"
    because = ("facts.fees_collected", "facts.fees_refunded")
    told = say(rulebook, form, because, collected=yuan(collected), refunded=yuan(refunded), gains=yuan(base))
    return (told,), warnings
