"""Intervals of money and of months: open and closed ends, bands, rounding (办法 20; 规则 L13, L14, L18)."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

ZERO: Final = Decimal(0)
FEN: Final = Decimal("0.01")
MONTHS_A_YEAR: Final = Decimal(12)


class Interval(NamedTuple):
    """A range with its ends told: 以上, 以下 include the figure; 不满, 低于, 高于, 超过 do not."""

    min: Decimal
    max: Decimal
    min_inclusive: bool = True
    max_inclusive: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies within, ends respected."""
        above = value >= self.min if self.min_inclusive else value > self.min
        return above and (value <= self.max if self.max_inclusive else value < self.max)

    def is_empty(self) -> bool:
        """Whether no value lies within."""
        return self.min > self.max or (self.min == self.max and not (self.min_inclusive and self.max_inclusive))

    def times(self, factor: Decimal) -> "Interval":
        """The same range with both ends multiplied."""
        return Interval(self.min * factor, self.max * factor, self.min_inclusive, self.max_inclusive)

    def from_above_zero(self) -> "Interval":
        """The same range opened downwards to just above zero (减轻)."""
        return Interval(ZERO, self.max, False, self.max_inclusive)  # noqa: FBT003 -- the open end

    def inward(self, step: Decimal) -> "Interval":
        """Rounded to whole steps (a power of ten) without leaving the range; an end that moves becomes part of it."""
        low, high = self.min.quantize(step, ROUND_CEILING), self.max.quantize(step, ROUND_FLOOR)
        low_in, high_in = self.min_inclusive or low != self.min, self.max_inclusive or high != self.max
        return Interval(low, high, low_in, high_in)


def statutory(minimum: Decimal | None, maximum: Decimal) -> Interval:
    """The statute's range; without a minimum it starts just above zero."""
    return Interval(ZERO, maximum, min_inclusive=False) if minimum is None else Interval(minimum, maximum)


def band(whole: Interval, direction: str, lighter: Decimal, heavier: Decimal, step: Decimal) -> Interval | None:
    """The part of the statutory range that a direction recommends (L14), rounded inward to `step`.

    `lighter` and `heavier` are shares of the width. None where 减轻 has no figure (no statutory minimum).
    """
    if direction == "mitigated":
        below = Interval(ZERO, whole.min, min_inclusive=False, max_inclusive=False)
        return below if whole.min > ZERO else None
    if whole.min == whole.max:
        return whole
    width = whole.max - whole.min
    low, high = whole.min + width * lighter, whole.max - width * heavier
    if direction == "lighter":
        part = Interval(whole.min, low, whole.min_inclusive)
    elif direction == "heavier":
        part = Interval(high, whole.max, max_inclusive=whole.max_inclusive)
    else:
        part = Interval(low, high, min_inclusive=False, max_inclusive=False)
    rounded = part.inward(step)
    return whole if rounded.is_empty() else rounded


def to_fen(value: Decimal) -> Decimal:
    """The amount in yuan with exactly two decimals."""
    return value.quantize(FEN, ROUND_HALF_UP)


def months_to_years(months: Decimal) -> Decimal:
    """Whole months told in years to two decimals."""
    return to_fen(months / MONTHS_A_YEAR)


def years_to_months(years: Decimal) -> Decimal | None:
    """The whole months that a figure in years stands for, or None when it stands for no whole number of them."""
    months = (years * MONTHS_A_YEAR).to_integral_value(ROUND_HALF_UP)
    return months if years in (months_to_years(months), months / MONTHS_A_YEAR) else None
