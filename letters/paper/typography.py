"""What a line end must not tear apart: a figure and its unit, a date, the article of a citation, a short name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

NUMERAL: Final = "[零〇一二三四五六七八九十百]+"
ARTICLE: Final = f"第{NUMERAL}条(?:之{NUMERAL})?"
PARAGRAPH: Final = f"第{NUMERAL}款"
ITEM: Final = f"第（{NUMERAL}）项"
CITATION: Final = f"{ARTICLE}(?:{PARAGRAPH})?(?:{ITEM})?|{PARAGRAPH}(?:{ITEM})?|{ITEM}"
YEAR: Final = r"\d{4}年"
DAY: Final = r"\d{1,2}月\d{1,2}日"
UNIT: Final = "%|万?元|倍|年|个月|个工作日|日|天|人|名|份|页|次|周?岁|课时|平方米|号"
FIGURE: Final = rf"(?:人民币)?\d[\d.,]*(?:{UNIT})"
SPELT: Final = f"{NUMERAL}(?:个工作日|个月|年|倍)"
CAPITALS: Final = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{3,12}"
EVIDENCE: Final = r"证据\d+"
WHOLES: Final = (f"{YEAR}(?:{DAY})?", DAY, CITATION, FIGURE, SPELT, CAPITALS, EVIDENCE)
PARTS: Final = (YEAR, DAY, ARTICLE, PARAGRAPH, ITEM, FIGURE, SPELT, CAPITALS, EVIDENCE)


def unbreakable(text: str, words: tuple[str, ...] = (), *, parts: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of whatever belongs together in a text; `words` such as short names do too.

    `parts`: only the parts of dates and citations, for a line that would gape if they were kept whole.
    """
    return (match.span() for match in _pattern(words, PARTS if parts else WHOLES).finditer(text))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], forms: tuple[str, ...]) -> re.Pattern[str]:
    named = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.compile("|".join([*named, *forms]))
