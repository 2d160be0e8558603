"""Days, ages, anniversaries, working days (处罚法 36, 85; 规则 L7, L20)."""

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar  # 法定节假日与调休


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def completed_age(birth: date, on: date) -> int:
    """Full years of age (周岁) on a day; a birthday is reached the day after it."""
    years = on.year - birth.year
    return years if (on.month, on.day) > (birth.month, birth.day) else years - 1


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later, or the last day of that month when it has none such."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


class HolidaysUnknownError(Exception):
    """The holiday library does not cover the year; the message names it."""

    def __init__(self, year: int) -> None:
        """Keep the year."""
        self.year = year
        super().__init__(f"{year}年的节假日安排尚未收录，工作日期限请人工核对")


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether the day is a working day, 调休 included. Raises HolidaysUnknownError for a year not announced yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise HolidaysUnknownError(day.year) from error


def working_days_after(start: date, count: int) -> date:
    """The last of `count` working days that run from the day after `start`."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def calendar_days_after(start: date, count: int) -> date:
    """The last of `count` calendar days that run from the day after `start`."""
    return start + timedelta(days=count)


def rolled(day: date) -> date:
    """The day itself, or the next working day when the party's own period ends on a day off."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def in_chinese(day: date) -> str:
    """2026年7月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
