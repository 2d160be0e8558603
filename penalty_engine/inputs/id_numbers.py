"""身份证号 and 统一社会信用代码: whether the check digit is right, and the date of birth."""

import re
from datetime import date
from typing import Final

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

_FORM: Final = re.compile(r"[0-9]{17}[0-9X]")


def birth_date(number: str) -> date | None:
    """The date of birth in a 身份证号, also where its check digit is wrong; None when its form or day is."""
    try:
        compact = ric.compact(number)
        return ric.get_birth_date(compact) if _FORM.fullmatch(compact) else None
    except ValidationError:
        return None


def is_person(number: str) -> bool:
    """Whether it is a 身份证号 with a real day and the right check digit."""
    compact = ric.compact(number)
    return birth_date(number) is not None and bool(ric.calc_check_digit(compact) == compact[-1])


def is_organisation(number: str) -> bool:
    """Whether it is a 统一社会信用代码 with the right check digit."""
    return bool(uscc.is_valid(number))
