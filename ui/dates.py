"""Days as officers write them: 2026-7-5, 20260705, 2026年7月5日, 7月5日. What is no day stays as it was typed."""

import re
from datetime import date
from typing import Final

from penalty_engine.days import in_chinese

_WIDE: Final = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_PARTED: Final = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_SOLID: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_day(typed: str, today: date) -> date | str:
    """The day that was typed; a day without its year is one of this year."""
    plain = "".join(typed.translate(_WIDE).split())
    found = _SOLID.fullmatch(plain) or _PARTED.fullmatch(plain)
    if found is None:
        return typed.strip()
    year, month, day = (int(part) if part else today.year for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:  # no such day
        return typed.strip()


def shown_day(value: object) -> str:
    """A day of the draft as it stands in its field: 2026年7月5日; what is none as it was typed."""
    if isinstance(value, date):
        return in_chinese(value)
    return "" if value is None else str(value)
