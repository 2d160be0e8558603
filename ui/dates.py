"""Days as officers write them: 2026-7-5, 20260705, 2026年7月5日, 7月5日. What is no day stays as it was typed."""

import re
from datetime import date
from typing import Final

from penalty_engine.days import in_chinese

_WIDE: Final = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_PARTED: Final = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_SOLID: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTHS: Final = 12


def read_day(typed: str, today: date) -> date | str:
    """The day that was typed; a day without its year is one of this year."""
    parts = _parts(typed, today)
    try:
        return date(*parts) if parts else typed.strip()
    except ValueError:  # no such day
        return typed.strip()


def _parts(typed: str, today: date) -> tuple[int, int, int] | None:
    plain = "".join(typed.translate(_WIDE).split())
    found = _SOLID.fullmatch(plain) or _PARTED.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (int(part) if part else today.year for part in found.groups())
    return year, month, day


def no_such_day(typed: str, today: date) -> str | None:
    """2026年9月没有31日: why what was written as a day is none; nothing where it is not written as one."""
    parts = _parts(typed, today)
    if parts is None or isinstance(read_day(typed, today), date):
        return None
    year, month, day = parts
    if not 1 <= month <= _MONTHS:
        return f"一年没有{month}月，请核对"
    return f"{year}年{month}月没有{day}日，请核对" if year else None


def shown_day(value: object) -> str:
    """A day of the draft as it stands in its field: 2026年7月5日; what is none as it was typed."""
    if isinstance(value, date):
        return in_chinese(value)
    return "" if value is None else str(value)
