"""When a period ends: computed, or checked by hand where the holidays are not known yet (处罚法 85; 规则 L20)."""

from datetime import date

from letters.reasons import Refusal
from penalty_engine.days import (
    HolidaysUnknownError,
    calendar_days_after,
    in_chinese,
    rolled,
    working_days_after,
)


def working_end(since: date, days: int, checked: date | None, path: str) -> date | Refusal:
    """The last of the working days that run from the day after.

    Args:
        since: the day that the period follows.
        days: working days.
        checked: the last day as checked by hand; it counts only where the holidays are not known.
        path: the field for it.
    """
    try:
        return working_days_after(since, days)
    except HolidaysUnknownError as unknown:
        return _checked(unknown.year, calendar_days_after(since, days), checked, path)


def payment_end(since: date, days: int, checked: date | None, path: str) -> date | Refusal:
    """The last of the calendar days that the party has; a day off moves it to the next working day."""
    try:
        return rolled(calendar_days_after(since, days))
    except HolidaysUnknownError as unknown:
        return _checked(unknown.year, calendar_days_after(since, days), checked, path)


def _checked(year: int, earliest: date, checked: date | None, path: str) -> date | Refusal:
    """The day checked by hand, if it can be right: no period ends before as many calendar days have run."""
    if checked is not None and checked >= earliest:
        return checked
    told = f"{year}年的节假日安排尚未收录，期限届满日请人工核对，填在送达记录的 until"
    if checked is not None:
        told += f"（不会早于{in_chinese(earliest)}）"
    return Refusal("holidays_unknown", path, told)
