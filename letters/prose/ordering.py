"""责令事项, which are no penalties (处罚法 28): what a document still has to order of this bureau's own."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from letters.matter import Act, Matter
from letters.words import money, one_line

OF_OTHERS: Final = re.compile("（[^）]*(?:机构|部门|机关|人员)[^）]*）$")
WITH_GAINS: Final = "（有违法所得的）"
CORRECTION: Final = re.compile("^责令(?:限期)?改正")
IN_TIME: Final = "corrected_in_time"
GUARDIAN: Final = "责令监护人"


def orders_told(act: Act, matter: Matter) -> Iterator[str]:
    """What is still to be done; what another body has to do is not announced here."""
    rules, guardian = matter.rulebook.rules, matter.case.party.guardian
    for order in act.found.orders:
        if order == rules.education_order or (CORRECTION.match(order) and _is_corrected(act, matter.written_on)):
            continue
        if OF_OTHERS.search(order) or (WITH_GAINS in order and act.found.illegal_gains == 0):
            continue
        told = order.removesuffix(WITH_GAINS)
        if guardian and told.startswith(GUARDIAN):
            told = told.replace(GUARDIAN, f"{GUARDIAN}{one_line(guardian.name)}", 1)
        yield _refund(act, told) if "退还" in told else told


def corrections_told(act: Act, matter: Matter) -> Iterator[str]:
    """What 责令改正通知书 orders: an order that calls for a hearing first is left to the decision (办法 10)."""
    for order in orders_told(act, matter):
        bare = order if order.startswith("责令") else f"责令{order}"
        if matter.rulebook.rules.hearing_orders & {order, bare}:
            yield "立即停止上述违法行为"
        else:
            yield CORRECTION.sub("改正上述违法行为", order).removeprefix("责令")


def _refund(act: Act, order: str) -> str:
    """责令退还所收费用, with what has still to be refunded."""
    told = f"责令{order}" if order.startswith("退还") else order
    if act.found.gains.refundable:
        return f"{told}（尚未退还的有{money(act.found.gains.refundable)}）"
    parts = ["已经退还的除外"] if act.conduct.facts.get("fees_refunded") else []
    parts += ["经查，没有应当退还而尚未退还的款项"] if act.conduct.facts.get("fees_refundable") == 0 else []
    return f"{told}（{'；'.join(parts)}）" if parts else told


def _is_corrected(act: Act, on: date) -> bool:
    """Whether the act had been corrected by then, or was spared for it: there is nothing left to order."""
    corrected = act.conduct.facts.get("corrected_on")
    if isinstance(corrected, date):
        return corrected <= on
    stated = [
        act.conduct.circumstances[one.id]
        for one in act.found.circumstances
        if one.counted and one.id in act.conduct.circumstances
    ]
    return any(statement.elements.get(IN_TIME) for statement in stated)
