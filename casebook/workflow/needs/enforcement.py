"""Needs on service, payment, enforcement and closing (处罚法 52, 66 to 72; 行政强制法 53, 54)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from casebook.workflow import payments, periods
from casebook.workflow.happened import decision
from casebook.workflow.needs.need import Need
from casebook.workflow.situation import Situation
from casebook.workflow.words import ON_THE_SPOT, PUNISHED
from penalty_engine.days import in_chinese
from penalty_engine.wording import yuan


def _result(situation: Situation) -> str | None:
    decided = decision(situation.events)
    return decided.result if decided else None


def _due(situation: Situation) -> Decimal:
    return situation.decided.due if situation.decided else Decimal(0)


def served_there(situation: Situation) -> Iterator[str]:
    """A decision on the spot is handed over on the spot (处罚法 52)."""
    decided = decision(situation.events)
    if decided and decided.result == ON_THE_SPOT and situation.on != decided.on:
        yield f"当场决定应当当场交付：决定于{in_chinese(decided.on)}作出"


def cash_there(situation: Situation) -> Iterator[str]:
    """What officers may take in themselves (处罚法 67, 68)."""
    amount, event = situation.event.amount, situation.event
    if "当场" not in (event.method or "") or amount is None:
        return
    if _result(situation) != ON_THE_SPOT:
        yield "只有当场处罚的罚款可以当场收缴"
    elif amount > situation.rules.cash_fine and not event.text:
        yield f"超过{yuan(situation.rules.cash_fine)}的，写明不当场收缴事后难以执行的理由（text）方可当场收缴"


def punished(situation: Situation) -> Iterator[str]:
    """There is a penalty to be performed."""
    if _result(situation) not in {PUNISHED, ON_THE_SPOT}:
        yield "没有处罚决定"


def not_punished(situation: Situation) -> Iterator[str]:
    """There is none."""
    if _result(situation) in {PUNISHED, ON_THE_SPOT}:
        yield "作出了处罚决定，应当按履行完毕或者法院执行的情况结案"


def payment_over(situation: Situation) -> Iterator[str]:
    """Nobody is urged before his time is up (处罚法 66, 67)."""
    end = periods.payment(situation.events, situation.rules)
    if end is None or end.on is None:
        yield "决定书没有送达的记录"
    elif situation.on <= end.on:
        yield f"履行期限至{in_chinese(end.on)}届满"
    elif end.unknown:
        yield from _uncertain(situation, end.unknown)


def not_paid(situation: Situation) -> Iterator[str]:
    """Something is still owed."""
    due = _due(situation)
    if due and payments.paid(situation.events) >= due:
        yield "罚没款已经缴清"


def paid(situation: Situation) -> Iterator[str]:
    """Nothing is."""
    left = _due(situation) - payments.paid(situation.events)
    if left > 0:
        yield f"罚没款尚有{yuan(left)}没有缴纳"


def urging_over(situation: Situation) -> Iterator[str]:
    """行政强制法 54: ten working days after the urging was served."""
    end = periods.urging(situation.events, situation.rules)
    if end is None:
        yield "催告书没有送达的记录"
    elif end.on is None:
        yield f"催告期限何时届满不能确定：{end.unknown}"
    elif situation.on <= end.on:
        yield f"催告期限至{in_chinese(end.on)}届满"


def court_open(situation: Situation) -> Iterator[str]:
    """行政强制法 53: after both remedies have lapsed, within three months; deferral over (处罚法 72)."""
    opens, closes = (one(situation.events, situation.rules) for one in (periods.enforcement_opens, periods.enforcement))
    if opens is None or opens.on is None or closes is None or closes.on is None:
        yield "决定书没有送达的记录，申请行政复议、提起行政诉讼的期限没有开始"
    elif situation.on <= opens.on:
        yield f"申请行政复议、提起行政诉讼或者延期缴纳的期限至{in_chinese(opens.on)}届满，届满之后方可申请"
    elif situation.on > closes.on and not situation.event.text:
        yield f"申请法院强制执行的期限已于{in_chinese(closes.on)}届满，有正当理由的在 text 中写明"
    elif opens.unknown:
        yield from _uncertain(situation, opens.unknown)


def _uncertain(situation: Situation, why: str) -> Iterator[str]:
    if not situation.event.text:
        yield f"{why}；人工核对期限已经届满的，在 text 中写明"


def corrected(situation: Situation) -> Iterator[str]:
    """What was ordered to be mended has been looked at again."""
    ordered = situation.last("correction_ordered")
    if ordered is not None and not situation.since(ordered, "rechecked"):
        yield "责令改正之后没有复查的记录"


def filed_with_authorities(situation: Situation) -> Iterator[str]:
    """On the spot: with one's own bureau (处罚法 52); grave decisions: with the government (办法 13)."""
    if situation.last("recorded") is not None:
        return
    if _result(situation) == ON_THE_SPOT:
        yield "当场处罚决定没有报本机关备案的记录（recorded）"
    elif situation.decided is not None and situation.decided.file_with_government:
        yield "重大行政处罚决定没有报本级人民政府法制部门备案的记录（recorded）"


NEEDS: Final = {
    "served_there": Need(served_there, "当场处罚的，当场交付", "行政处罚法第五十二条第一款"),
    "cash_there": Need(cash_there, "当场收缴限于当场处罚，超过限额的有理由", "行政处罚法第六十七条、第六十八条"),
    "punished": Need(punished, "有处罚决定", "行政处罚法第六十六条"),
    "not_punished": Need(not_punished, "没有处罚决定", "行政处罚法第六十六条"),
    "payment_over": Need(payment_over, "缴纳期限（包括延期）已满", "行政处罚法第六十六条、第六十七条"),
    "not_paid": Need(not_paid, "尚未缴清", "行政强制法第三十四条、第五十三条"),
    "paid": Need(paid, "已经缴清", "行政处罚法第六十六条"),
    "urging_over": Need(urging_over, "催告期限已满", "行政强制法第五十四条、第六十九条"),
    "court_open": Need(
        court_open, "复议、诉讼和延期的期限已满，未超过申请期限", "行政强制法第五十三条；行政处罚法第七十二条第二款"
    ),
    "corrected": Need(corrected, "责令改正的已经复查", "行政处罚法第二十八条第一款"),
    "filed_with_authorities": Need(
        filed_with_authorities, "应当备案的已经备案", "办法第十三条；行政处罚法第五十二条第三款"
    ),
}
