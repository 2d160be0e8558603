"""How figures, days and lists are written in letters."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cn2an import an2cn

from penalty_engine.amounts import years_to_months
from penalty_engine.days import in_chinese

WIDE: Final = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff‘’“”…—]"
BETWEEN_WIDE: Final = re.compile(f"(?<={WIDE})[ \t]+(?={WIDE})")
PENALTY_LAW: Final = "《中华人民共和国行政处罚法》"
SENTENCE_ENDS: Final = ("。", "！", "？", "；", "：")
SAME_LAW: Final = re.compile("(《[^》]+》)([^《》，。；（）]*(?:（[^）]*）[^《》，。；（）]*)*[、和])\\1")
SPACES: Final = re.compile(r"[ \t\u00a0\u3000]+")


def money(yuan: Decimal) -> str:
    """4000元, 46580.50元: figures without separators, so that they can be copied."""
    whole = yuan.to_integral_value()
    return f"{int(whole)}元" if yuan == whole else f"{yuan:.2f}元"


def money_in_full(yuan: Decimal) -> str:
    """人民币4000元（大写：肆仟元整）."""
    return f"人民币{money(yuan)}（大写：{capitals(yuan)}）"


def capitals(yuan: Decimal) -> str:
    """大写: 肆仟元整."""
    return str(an2cn(f"{yuan:.2f}".removesuffix(".00"), "rmb"))


@lru_cache(maxsize=256)
def numeral(number: int) -> str:
    """七, 十五, 一百二十."""
    return str(an2cn(str(number), "low"))


def duration(years: Decimal) -> str:
    """二年, 一年六个月, 六个月: bans are counted in whole months."""
    months = years_to_months(years)
    if months is None:
        return f"{years.normalize():f}年"
    full, rest = divmod(int(months), 12)
    return (f"{numeral(full)}年" if full else "") + (f"{numeral(rest)}个月" if rest else "")


def day(value: date) -> str:
    """2026年11月23日."""
    return in_chinese(value)


def listed(items: Iterable[str]) -> str:
    """甲、乙、丙."""
    return "、".join(items)


def joined(items: tuple[str, ...], last: str = "和") -> str:
    """甲、乙和丙; empty for nothing."""
    return last.join(one for one in (listed(items[:-1]), *items[-1:]) if one)


def named_once(text: str) -> str:
    """《甲法》第一条、第二条 for 《甲法》第一条、《甲法》第二条: a law that follows upon itself is not named again."""
    count = 1
    while count:
        text, count = SAME_LAW.subn(r"\1\2", text)
    return text


def one_line(text: str) -> str:
    """The text on one line; the blanks that YAML's folding leaves between Han characters go."""
    return BETWEEN_WIDE.sub("", SPACES.sub(" ", " ".join(text.split()))).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """The text's own paragraphs, each closed by a full stop: a new one starts where a sentence ended or a line is empty."""
    told = [""]
    for line in map(one_line, text.splitlines()):
        if not line or told[-1].endswith(SENTENCE_ENDS):
            told.append(line)
        else:
            told[-1] = one_line(f"{told[-1]} {line}")
    return tuple(closed(part) for part in told if part)


def closed(text: str) -> str:
    """The text with a full stop at its end."""
    return text if text.endswith(SENTENCE_ENDS) else f"{text.rstrip('，、')}。"
