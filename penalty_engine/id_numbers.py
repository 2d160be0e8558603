"""身份证号 and 统一社会信用代码: whether the check digit is right, and the date of birth."""

import re
from datetime import date
from typing import Final

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

_FORM: Final = re.compile(r"[0-9]{17}[0-9X]")


def birth_date(number: str) -> date | None:
    """The date of birth in a 身份证号, or None when its form, day or check digit is wrong."""
    try:
        compact = ric.compact(number)
        if not _FORM.fullmatch(compact) or ric.calc_check_digit(compact) != compact[-1]:
            return None
        return ric.get_birth_date(compact)
    except ValidationError:
        return None


def is_organisation(number: str) -> bool:
    """Whether it is a 统一社会信用代码 with the right check digit."""
    return bool(uscc.is_valid(number))
