"""What a line end must not tear apart: a figure and its unit, a date, the article of a citation, a short name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

LONGEST: Final = 8  # characters; a longer citation may break between article, paragraph and item, lest the line before gape
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
EVIDENCE: Final = r"证据\d+"
PARTS: Final = re.compile(f"{ARTICLE}|{PARAGRAPH}|{ITEM}")


def unbreakable(text: str, words: tuple[str, ...] = ()) -> Iterator[tuple[int, int]]:
    """Start and end of each part of a text that belongs together; `words` such as short names do too."""
    for match in _pattern(words).finditer(text):
        if len(match[0]) > LONGEST and match[0][0] == "第":
            yield from (part.span() for part in PARTS.finditer(text, *match.span()))
        else:
            yield match.span()


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    named = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.compile("|".join([*named, YEAR, DAY, CITATION, FIGURE, SPELT, EVIDENCE]))
