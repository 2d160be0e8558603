"""身份证号 and 统一社会信用代码: whether the check digit is right, and the date of birth."""

from datetime import date

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError


def birth_date(number: str) -> date | None:
    """The date of birth in a 身份证号, or None when its length, day or check digit is wrong."""
    try:
        compact = ric.compact(number)
        if len(compact) != 18 or ric.calc_check_digit(compact[:-1]) != compact[-1].upper():  # noqa: PLR2004 -- GB 11643
            return None
        return ric.get_birth_date(compact)
    except (ValidationError, ValueError, IndexError):
        return None


def is_organisation(number: str) -> bool:
    """Whether it is a 统一社会信用代码 with the right check digit."""
    return bool(uscc.is_valid(number))
