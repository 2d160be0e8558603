"""Intervals: ends, bands, rounding inward; months and years."""

from decimal import Decimal

import pytest

from penalty_engine.amounts import FEN, Interval, band, months_to_years, statutory, years_to_months

SHARE = Decimal("0.30")


def _band(low: str | None, high: str, direction: str, step: Decimal = FEN) -> Interval | None:
    return band(statutory(None if low is None else Decimal(low), Decimal(high)), direction, SHARE, SHARE, step)


@pytest.mark.parametrize(
    ("value", "inside"), [("3000", True), ("15000", True), ("2999.99", False), ("15000.01", False)]
)
def test_以上以下包括本数(value: str, inside: bool) -> None:
    assert statutory(Decimal(3000), Decimal(15000)).holds(Decimal(value)) is inside


@pytest.mark.parametrize(("value", "inside"), [("0", False), ("0.01", True), ("50000", True)])
def test_只有上限的自零以上起(value: str, inside: bool) -> None:
    assert statutory(None, Decimal(50000)).holds(Decimal(value)) is inside


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("lighter", Interval(Decimal(3000), Decimal(6600))),
        ("heavier", Interval(Decimal(11400), Decimal(15000))),
        ("ordinary", Interval(Decimal(6600), Decimal(11400), min_inclusive=False, max_inclusive=False)),
        ("conflicting", Interval(Decimal(6600), Decimal(11400), min_inclusive=False, max_inclusive=False)),
        ("mitigated", Interval(Decimal(0), Decimal(3000), min_inclusive=False, max_inclusive=False)),
    ],
)
def test_分段按幅度的宽度(direction: str, expected: Interval) -> None:
    assert _band("3000", "15000", direction) == expected


def test_没有下限的减轻没有数额() -> None:
    assert _band(None, "50000", "mitigated") is None


def test_定额在各方向都是自己_减轻除外() -> None:
    assert _band("36", "36", "heavier", Decimal(1)) == Interval(Decimal(36), Decimal(36))
    assert _band("36", "36", "mitigated", Decimal(1)) == Interval(
        Decimal(0), Decimal(36), min_inclusive=False, max_inclusive=False
    )


def test_舍入向内_移动的一端成为本数() -> None:
    assert Interval(Decimal("0.013"), Decimal("0.037"), min_inclusive=False).inward(FEN) == Interval(
        Decimal("0.02"), Decimal("0.03")
    )


def test_小到没有中间的_退回整个幅度() -> None:
    assert _band("0.01", "0.02", "ordinary") == Interval(Decimal("0.01"), Decimal("0.02"))


@pytest.mark.parametrize(("direction", "low", "high"), [("lighter", 12, 19), ("ordinary", 20, 28), ("heavier", 29, 36)])
def test_禁止期限按整月(direction: str, low: int, high: int) -> None:
    assert _band("12", "36", direction, Decimal(1)) == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(("years", "months"), [("1.5", 18), ("1.58", 19), ("3", 36), ("0.08", 1)])
def test_年与月互换(years: str, months: int) -> None:
    assert years_to_months(Decimal(years)) == months


def test_不合整月的年数没有月数() -> None:
    assert years_to_months(Decimal("1.55")) is None
    assert months_to_years(Decimal(19)) == Decimal("1.58")
