"""Days as officers write them."""

from datetime import date

import pytest

from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook
from ui.dates import no_such_day, read_day, shown_day
from ui.mistakes import in_form

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    ["2026-7-5", "2026-07-05", "2026/7/5", "2026.7.5", "20260705", "2026年7月5日", " 2026 年 7 月 5 号 ", "７月５日", "7-5", "7月5"],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_day(typed: str) -> None:
    assert read_day(typed, TODAY) == date(2026, 7, 5)
    assert shown_day(read_day(typed, TODAY)) == "2026年7月5日"


@pytest.mark.parametrize("typed", ["昨天", "2026", "2026-13-01", "2月30日", "2026年", "7", "0000-01-01", "26-7-5-1"])
def test_what_is_no_day_stays_as_it_was_typed(typed: str) -> None:
    assert read_day(typed, TODAY) == typed
    assert shown_day(typed) == typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026.9.31", "2026年9月没有31日，请核对"),
        ("20260230", "2026年2月没有30日，请核对"),
        ("9月31日", "2026年9月没有31日，请核对"),
        ("2026-13-01", "一年没有13月，请核对"),
        ("2026-9-30", None),
        ("昨天", None),
    ],
)
def test_a_day_that_its_month_has_not_is_told_as_such(typed: str, told: str | None) -> None:
    assert no_such_day(typed, TODAY) == told


def test_nothing_is_nothing() -> None:
    assert read_day("  ", TODAY) == ""
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
