"""Anniversaries, ages, working days with their make-up days."""

from datetime import date

import pytest

from penalty_engine.days import (
    HolidaysUnknownError,
    anniversary,
    calendar_days_after,
    completed_age,
    months_after,
    rolled,
    working_days_after,
)


@pytest.mark.parametrize(("on", "age"), [(date(2026, 4, 30), 13), (date(2026, 5, 1), 13), (date(2026, 5, 2), 14)])
def test_生日次日才满周岁(on: date, age: int) -> None:
    assert completed_age(date(2012, 5, 1), on) == age


@pytest.mark.parametrize(("on", "age"), [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14)])
def test_闰日出生的平年自三月一日满周岁(on: date, age: int) -> None:
    assert completed_age(date(2012, 2, 29), on) == age


def test_闰日的周年是二月二十八日() -> None:
    assert anniversary(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert anniversary(date(2024, 6, 30), 2) == date(2026, 6, 30)


def test_月末加月() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_工作日跳过国庆和周末_计入调休上班() -> None:
    assert working_days_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert working_days_after(date(2026, 10, 9), 1) == date(2026, 10, 10)


def test_自然日自次日起算() -> None:
    assert calendar_days_after(date(2026, 7, 5), 90) == date(2026, 10, 3)


def test_当事人的期限遇休息日顺延() -> None:
    assert rolled(date(2026, 10, 3)) == date(2026, 10, 8)


def test_没有公布的年份说明而不猜() -> None:
    with pytest.raises(HolidaysUnknownError, match="2031年的节假日安排尚未收录"):
        working_days_after(date(2030, 12, 31), 1)
