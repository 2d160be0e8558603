"""Days as officers write them: 2026-7-5, 20260705, 2026年7月5日, 7月5日. What is no day stays as it was typed.

A day without its year is reckoned from a day that is known, never taken to be of this year because it is typed in it.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Final, Literal

from penalty_engine.days import in_chinese

_WIDE: Final = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_BLANK: Final = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")  # blanks that part no figures
_PARTED: Final = re.compile(r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_SOLID: Final = re.compile(r"([0-9]{4})\s?([0-9]{2})\s?([0-9]{2})")
_MONTHS: Final = 12
_LEAP: Final = 2024
_HALF_A_YEAR: Final = 183

# Which year a day without one is of. past: the last such day until the day it is reckoned from; coming: the first such day
# from then on; nearest: that which lies nearest to it; written: none, the year has to be written.
Year = Literal["past", "coming", "nearest", "written"]


def read_day(typed: str, since: date, year: Year) -> date | str:
    """The day that was typed; `since` is the day from which one without its year is reckoned."""
    parts = _parts(typed)
    if parts is None:
        return typed.strip()
    written, month, day = parts
    found = _day(written, month, day) if written is not None else _reckoned(month, day, since, year)
    return found or typed.strip()


def without_year(typed: str) -> bool:
    """Whether what was typed is a day whose year has to be reckoned."""
    parts = _parts(typed)
    return parts is not None and parts[0] is None


def _reckoned(month: int, day: int, since: date, year: Year) -> date | None:
    typed, known = (month, day), (since.month, since.day)
    if year == "past":
        return _day(since.year - (typed > known), month, day)
    if year == "coming":
        return _day(since.year + (typed < known), month, day)
    if year == "nearest":
        around = (_day(since.year + one, month, day) for one in (0, -1, 1))
        return next((one for one in around if one and abs((one - since).days) <= _HALF_A_YEAR), None)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # no such day
        return None


def _parts(typed: str) -> tuple[int | None, int, int] | None:
    plain = _BLANK.sub("", typed.translate(_WIDE).strip())
    found = _SOLID.fullmatch(plain) or _PARTED.fullmatch(plain)
    if found is None:
        return None
    year, month, day = found.groups()
    return int(year) if year else None, int(month), int(day)


def no_such_day(typed: str) -> str | None:
    """2026年9月没有31日: why what was written as a day is none; nothing where it is not written as one."""
    parts = _parts(typed)
    if parts is None or parts[0] == 0:
        return None
    year, month, day = parts
    if not 1 <= month <= _MONTHS:
        return f"一年没有{month}月，请核对"
    if 1 <= day <= monthrange(year or _LEAP, month)[1]:
        return None if year else "没有写年份，请写成 2026年7月2日"
    return f"{year}年{month}月没有{day}日，请核对" if year else f"{month}月没有{day}日，请核对"


def shown_day(value: object) -> str:
    """A day of the draft as it stands in its field: 2026年7月5日; what is none as it was typed."""
    if isinstance(value, date):
        return in_chinese(value)
    return "" if value is None else str(value)
