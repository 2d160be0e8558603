"""The figures of a proposal: lengths of bans, where sliders run."""

from decimal import Decimal

import pytest

from penalty_engine.amounts import Interval
from ui.filling.figures import Track, in_months, in_years, money_track, month_track, read_term, shown_term


@pytest.mark.parametrize(
    ("typed", "years", "shown"),
    [
        ("1年6个月", "1.5", "1年6个月"),
        ("18个月", "1.5", "1年6个月"),
        ("18月", "1.5", "1年6个月"),
        (" 1 年 6 个月", "1.5", "1年6个月"),
        ("2年", "2", "2年"),
        ("1.5", "1.5", "1年6个月"),
        ("１．５年", "1.5", "1年6个月"),
        ("半年", "0.5", "6个月"),
        ("1年半", "1.5", "1年6个月"),
        ("19个月", "1.58", "1年7个月"),
    ],
)
def test_lengths_as_officers_write_them(typed: str, years: str, shown: str) -> None:
    assert read_term(typed) == Decimal(years)
    assert shown_term(read_term(typed)) == shown


@pytest.mark.parametrize("typed", ["很久", "一年", "年", "-1年", "1年x", "1 2年", "1年1 8个月"])
def test_what_is_no_length_stays_as_it_was_typed(typed: str) -> None:
    assert shown_term(read_term(typed)) in (typed, "-1")


def test_every_month_of_a_century_comes_back() -> None:
    assert [in_months(in_years(months)) for months in range(1, 1201)] == list(range(1, 1201))


@pytest.mark.parametrize("value", [None, True, "1年", Decimal("NaN"), Decimal("0.3"), 101, 0, -1])
def test_no_months_of_what_is_no_length(value: object) -> None:
    assert in_months(value) is None


@pytest.mark.parametrize(
    ("lawful", "track"),
    [
        (Interval(Decimal(3000), Decimal(15000)), Track(3000, 15000, 100)),
        (Interval(Decimal(0), Decimal(15000), min_inclusive=False), Track(100, 15000, 100)),
        (Interval(Decimal("46000.50"), Decimal(230000)), Track(47000, 230000, 1000)),
        (Interval(Decimal(0), Decimal(200)), Track(0, 200, 1)),
        (Interval(Decimal(5000), Decimal(5000)), None),
        (None, None),
    ],
)
def test_a_slider_stays_within_the_law_in_round_figures(lawful: Interval | None, track: Track | None) -> None:
    assert money_track(lawful) == track


def test_bans_go_by_months() -> None:
    assert month_track(Interval(Decimal(1), Decimal(3))) == Track(12, 36, 1)
    assert month_track(Interval(Decimal(1), Decimal(3), max_inclusive=False)) == Track(12, 35, 1)
