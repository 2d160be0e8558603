"""Figures and sums of money as officers write them, read exactly or not at all: what could mean two things is never guessed."""

import re
from decimal import Decimal
from typing import Final

from cn2an import cn2an

_WIDE: Final = str.maketrans(
    "０１２３４５６７８９．，－￥\u3000", "0123456789.,-¥ "
)  # these alone: ², ⑤ are no digits of a sum
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FIGURE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_UNIT: Final = {"万": Decimal(10_000), "千": Decimal(1_000)}
_ONE_UNIT: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)([万千])")
_MIXED: Final = re.compile(r"(?:([0-9]{1,8})万)?(?:([0-9])千)?([0-9]{3,4}(?:\.[0-9]{1,2})?)?")
_SPOKEN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?[万千]\s*[0-9].*|[0-9]+\.[0-9]+[万千].+")
_SEVERAL: Final = re.compile(r"-?[0-9][0-9,.]*(?:[,.]?[_\s]+[0-9,.]+)+")
_BEFORE_UNIT: Final = re.compile(r"(?<=[0-9]) +(?=[万千])")  # any other blank may part two sums
_MISPLACED: Final = re.compile(r"-?[0-9,.]*[0-9][0-9,.]*")
_SPELLED: Final = re.compile("[零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
_SAME_NUMERAL: Final = str.maketrans("两〇○", "二零零")
_TAIL: Final = {"万": 4, "千": 3}  # digits that must follow, so that each has its place

HOW: Final = "写成 46,580、46580.50 或者 4.658万"


def figure(text: str) -> int | Decimal | str:
    """The number that was typed, also grouped by thousands: 46,580 · ４６５８０元. What is no number stays as it was typed."""
    plain = _plain(text)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return _exact(Decimal(plain)) if _FIGURE.fullmatch(plain) else text.strip()


def read_sum(text: str) -> int | Decimal | str:
    """An amount in yuan: as `figure`, and 4.658万元, 4万6580元, 4万6千, 四万六千元. What could be two sums (4万6, 四万六, 300 500) stays as it was typed."""
    plain = _plain(text)
    spelled = _spelled(plain)
    if spelled is not None:
        return spelled
    single = _ONE_UNIT.fullmatch(plain)
    if single:
        return _exact((Decimal(single[1]) * _UNIT[single[2]]).normalize())
    mixed = _MIXED.fullmatch(plain)
    if mixed and (mixed[1] or mixed[2]):
        tens, thousands, rest = mixed.groups()
        wanted = _TAIL["千" if thousands else "万"]
        if rest is None or len(rest.partition(".")[0]) == wanted:
            return _exact(Decimal(tens or 0) * _UNIT["万"] + Decimal(thousands or 0) * _UNIT["千"] + Decimal(rest or 0))
    return figure(text)


def _spelled(plain: str) -> int | None:
    """四万六千五百八十, also in capital figures; None for what is none in full, such as 四万六."""
    numerals = plain.translate(_SAME_NUMERAL)
    if not _SPELLED.fullmatch(numerals):
        return None
    try:
        return int(cn2an(numerals, "strict"))
    except ValueError:
        return None


def why_not(text: str) -> str:
    """Why what was typed is no sum, with how to write it."""
    plain = _plain(text)
    if _SPELLED.fullmatch(plain.translate(_SAME_NUMERAL)) or _SPOKEN.fullmatch(plain) or _SEVERAL.fullmatch(plain):
        return f"“{text.strip()}”可以有几种读法，请{HOW}"
    if _MISPLACED.fullmatch(plain):
        return f"“{text.strip()}”的逗号、小数点放得不对，请{HOW}"
    return f"应当是数字，请{HOW}"


def _plain(text: str) -> str:
    """Half-width, without the words for yuan before and after it."""
    plain = text.translate(_WIDE).strip().removeprefix("人民币").strip().removeprefix("¥").strip()
    return _BEFORE_UNIT.sub("", plain.removesuffix("整").removesuffix("元").strip())


def _exact(value: Decimal) -> int | Decimal:
    """Whole sums as whole numbers; 46580.50 keeps its fen as they were typed."""
    return int(value) if value == value.to_integral_value() else value
