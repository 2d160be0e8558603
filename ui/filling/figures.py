"""The figures of a proposal: where a slider runs and how far it moves at a time; the length of a ban as officers write it."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from penalty_engine.amounts import Interval, months_to_years, years_to_months
from ui.filling.sums import figure
from ui.words import term

_WIDE: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
_BLANK: Final = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")  # blanks that part no figures
_TERM: Final = re.compile(r"(?:([0-9]{1,3})年)?(?:零?([0-9]{1,4})个?月)?")
_STEPS: Final = ((1_000, 1), (10_000, 10), (100_000, 100))  # width of the range in yuan, yuan at a time
_WIDE_STEP: Final = 1_000
_FEWEST: Final = 2  # places that a slider must have


class Track(NamedTuple):
    """Whole yuan or whole months."""

    low: int
    high: int
    step: int


def money_track(lawful: Interval | None) -> Track | None:
    """The lawful range in round figures of yuan; the exact ends are typed. None: there is nothing to choose from."""
    if lawful is None:
        return None
    width = lawful.max - lawful.min
    step = next((step for most, step in _STEPS if width <= most), _WIDE_STEP)
    return _track(lawful, Decimal(1), step)


def month_track(lawful: Interval | None) -> Track | None:
    """The lawful range in whole months."""
    return None if lawful is None else _track(lawful, Decimal(12), 1)


def _track(lawful: Interval, units: Decimal, step: int) -> Track | None:
    low = int((lawful.min * units / step).to_integral_value(ROUND_CEILING)) * step
    high = int((lawful.max * units / step).to_integral_value(ROUND_FLOOR)) * step
    low += step if low == lawful.min * units and not lawful.min_inclusive else 0
    high -= step if high == lawful.max * units and not lawful.max_inclusive else 0
    return Track(low, high, step) if high - low >= step * (_FEWEST - 1) else None


def whole(amount: object) -> int | None:
    """An amount of the draft in whole yuan, where it is an amount."""
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        return None
    exact = Decimal(amount)
    return int(exact) if exact.is_finite() else None


def read_term(typed: str) -> Decimal | str:
    """1年6个月, 18个月, 2年 or 1.5, in years; what is no length of time stays as it was typed."""
    plain = _BLANK.sub("", typed.translate(_WIDE).strip())
    plain = plain.replace("年半", "年6个月").replace("半年", "6个月")
    parts = _TERM.fullmatch(plain) if plain else None
    if parts is not None and any(parts.groups()):
        years, months = (int(part or 0) for part in parts.groups())
        return in_years(years * 12 + months)
    found = figure(plain.removesuffix("年"))
    return Decimal(found) if isinstance(found, int | Decimal) else typed.strip()


def in_years(months: int) -> Decimal:
    """Whole months in years, as the case file has them."""
    years = months_to_years(Decimal(months))
    return years.normalize() if years != years.to_integral_value() else years.to_integral_value()


def in_months(years: object) -> int | None:
    """A length of the draft in whole months, where it is some."""
    if isinstance(years, bool) or not isinstance(years, int | Decimal):
        return None
    if not Decimal(years).is_finite() or not 0 < years <= 100:  # noqa: PLR2004
        return None
    months = years_to_months(Decimal(years))
    return None if months is None else int(months)


def shown_term(value: object) -> str:
    """1年6个月: a length of the draft as it stands in its field."""
    months = in_months(value)
    if months is None:
        return "" if value is None else str(value)
    return term(months)
