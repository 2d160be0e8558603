"""加处罚款: what may, and need not, be added to a fine that is not paid in time (处罚法 72; 规则 L20)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Final

FEN: Final = Decimal("0.01")
DAY: Final = timedelta(days=1)
NOT_COUNTED: Final = "行政复议、行政诉讼期间不予计算，应当扣除（行政处罚法第七十三条第三款）"


def surcharge(fine: Decimal, payments: Iterable[tuple[date, Decimal]], due: date, on: date, daily: Decimal) -> Decimal:
    """The most that may have been added to a fine by a day, yuan, never more than the fine itself: a bound, not what is owed.

    Every day after the due day counts, up to `on`, for what was still unpaid then (an unsettled reading: the rulebook says
    so); the day of a payment only for the rest. Days of reconsideration or litigation do not count (处罚法 73): they are not
    known here, and whoever tells of the sum says with it that they are still to be taken off (`NOT_COUNTED`).

    Args:
        fine: yuan.
        payments: days and yuan.
        due: the last day on which to pay.
        on: the day asked about.
        daily: the share a day, of the rulebook.
    """
    paid = sorted(one for one in payments if one[0] <= on)
    left = fine - sum((amount for day, amount in paid if day <= due), Decimal(0))
    added, since = Decimal(0), due + DAY
    for day, amount in (*((day, amount) for day, amount in paid if day > due), (on + DAY, Decimal(0))):
        added += max(left, Decimal(0)) * daily * max((day - since).days, 0)
        left, since = left - amount, day
    return min(added, fine).quantize(FEN, ROUND_DOWN)
