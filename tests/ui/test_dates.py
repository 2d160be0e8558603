"""Days as officers write them."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook
from ui.filling.dates import Year, no_such_day, read_day, shown_day, without_year
from ui.filling.mistakes import in_form

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-7-5", "2026-07-05", "2026/7/5", "2026.7.5", "20260705", "2026 07 05", "2026年7月5日", " 2026 年 7 月 5 号 ",
        "７月５日", "7-5", "7月5",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_day(typed: str) -> None:
    assert read_day(typed, TODAY, "past") == date(2026, 7, 5)
    assert shown_day(read_day(typed, TODAY, "past")) == "2026年7月5日"


@pytest.mark.parametrize("year", get_args(Year))
@pytest.mark.parametrize(
    "typed",
    [
        "昨天",
        "2026",
        "2026-13-01",
        "2月30日",
        "2026年",
        "7",
        "0000-01-01",
        "26-7-5-1",
        "7月5 6日",
        "７月5日 8月1日",
        "٧月٥日",
    ],
)
def test_what_is_no_day_stays_as_it_was_typed(typed: str, year: Year) -> None:
    assert read_day(typed, TODAY, year) == typed
    assert shown_day(typed) == typed


@pytest.mark.parametrize(
    ("typed", "since", "year", "read"),
    [
        ("12月28日", date(2027, 1, 3), "past", date(2026, 12, 28)),
        ("1月3日", date(2027, 1, 3), "past", date(2027, 1, 3)),
        ("2月29日", date(2025, 1, 3), "past", date(2024, 2, 29)),
        ("2月29日", date(2025, 6, 1), "past", "2月29日"),
        ("1月10日", date(2026, 12, 20), "coming", date(2027, 1, 10)),
        ("12月28日", date(2026, 12, 20), "coming", date(2026, 12, 28)),
        ("2月29日", date(2026, 12, 20), "coming", "2月29日"),
        ("12月28日", date(2027, 1, 3), "nearest", date(2026, 12, 28)),
        ("1月10日", date(2026, 12, 20), "nearest", date(2027, 1, 10)),
        ("2月29日", date(2025, 12, 20), "nearest", "2月29日"),
        ("12月28日", date(2027, 1, 3), "written", "12月28日"),
        ("2009年3月2日", date(2027, 1, 3), "written", date(2009, 3, 2)),
    ],
)
def test_the_year_that_was_not_written_is_reckoned(typed: str, since: date, year: Year, read: date | str) -> None:
    assert read_day(typed, since, year) == read


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_without_its_year_lies_where_it_can_lie(meant: date, since: date) -> None:
    typed = f"{meant.month}月{meant.day}日"
    assert without_year(typed)
    assert not without_year(shown_day(meant))
    past, coming, nearest = (read_day(typed, since, year) for year in ("past", "coming", "nearest"))
    assert isinstance(past, str) or timedelta() <= since - past < timedelta(days=366)
    assert isinstance(coming, str) or timedelta() <= coming - since < timedelta(days=366)
    assert isinstance(nearest, str) or abs(nearest - since) <= timedelta(days=183)
    for read in (past, coming, nearest):
        assert read == typed if isinstance(read, str) else (read.month, read.day) == (meant.month, meant.day)
    if (meant.month, meant.day) != (2, 29):
        assert not any(isinstance(read, str) for read in (past, coming, nearest))


@given(st.dates(date(1000, 1, 1)), st.dates(), st.sampled_from(get_args(Year)))
def test_a_day_with_its_year_is_that_day(meant: date, since: date, year: Year) -> None:
    for typed in (shown_day(meant), meant.isoformat(), f"{meant:%Y%m%d}"):
        assert read_day(typed, since, year) == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026.9.31", "2026年9月没有31日，请核对"),
        ("20260230", "2026年2月没有30日，请核对"),
        ("9月31日", "9月没有31日，请核对"),
        ("2026-13-01", "一年没有13月，请核对"),
        ("2月29日", "没有写年份，请写成 2026年7月2日"),
        ("2026-9-30", None),
        ("昨天", None),
    ],
)
def test_a_day_that_its_month_has_not_is_told_as_such(typed: str, told: str | None) -> None:
    assert no_such_day(typed) == told


def test_nothing_is_nothing() -> None:
    assert read_day("  ", TODAY, "past") == ""
    assert shown_day(None) == ""


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("终了日期早于开始日期（2026-03-01）", "终了日期早于开始日期（2026年3月1日）"),
        ("填了成立，与事实 fees_refunded 矛盾", "填了成立，与事实 “其中已经依法退还的款项（"),
        ("决定日期早于违法行为终了日期（行为仍在继续的，to 填 null）（2026-06-30）", "请勾选“仍在继续”"),
    ],
)
def test_mistakes_speak_of_fields_not_of_keys(message: str, said: str, zibo: Rulebook) -> None:
    assert said in in_form(Problem("", 0, "", message), zibo).message
