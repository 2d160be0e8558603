"""加处罚款 (处罚法 72): three per cent a day of what is unpaid, from the day after the last day to pay, never above the fine."""

from datetime import date
from decimal import Decimal

import pytest

from penalty_engine.surcharge import surcharge

DUE = date(2026, 6, 10)
DAILY = Decimal("0.03")


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("on", "added"),
    [(june(9), 0), (june(10), 0), (june(11), 300), (june(20), 3000), (date(2026, 7, 13), 9900), (date(2026, 7, 14), 10000), (date(2030, 1, 1), 10000)],
)  # fmt: skip
def test_each_day_after_the_last_day_to_pay_up_to_the_fine(on: date, added: int) -> None:
    assert surcharge(Decimal(10000), [], DUE, on, DAILY) == added


@pytest.mark.parametrize(
    ("payments", "added"),
    [
        ([(june(10), 10000)], 0),  # in time
        ([(june(10), 4000)], 1800),  # ten days on the rest
        ([(june(11), 10000)], 0),  # on the day itself nothing is unpaid any more
        ([(june(16), 4000)], 1500 + 900),  # five days on the whole, five on the rest
        ([(june(18), 3000), (june(16), 4000)], 1500 + 360 + 270),  # in whatever order they were recorded
        ([(june(16), 20000)], 1500),  # more than the fine: nothing is given back
        ([(june(21), 10000)], 3000),  # after the day asked about
    ],
)
def test_what_is_paid_no_longer_counts(payments: list[tuple[date, int]], added: int) -> None:
    read = [(day, Decimal(amount)) for day, amount in payments]
    assert surcharge(Decimal(10000), read, DUE, june(20), DAILY) == added


def test_parts_of_a_fen_are_dropped() -> None:
    assert surcharge(Decimal("100.55"), [], DUE, june(11), DAILY) == Decimal("3.01")
