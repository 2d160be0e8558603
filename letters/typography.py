"""What a line end must not tear apart: a figure and its unit, a date, the article of a citation, a name."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LONGEST: Final = 9  # characters; a longer citation may break between article, paragraph and item, lest the line before gape
NUMERAL: Final = "[零〇一二三四五六七八九十百]+"
ARTICLE: Final = f"第{NUMERAL}条(?:之{NUMERAL})?"
PARAGRAPH: Final = f"第{NUMERAL}款"
ITEM: Final = f"第（{NUMERAL}）项"
CITATION: Final = f"{ARTICLE}(?:{PARAGRAPH})?(?:{ITEM})?|{PARAGRAPH}(?:{ITEM})?|{ITEM}"
DATE: Final = r"\d{4}年\d{1,2}月\d{1,2}日"
UNIT: Final = "%|万?元|万元|倍|年|个月|个工作日|日|天|人|名|份|页|次|周?岁|课时|平方米"
FIGURE: Final = rf"\d[\d.,]*(?:{UNIT})"
SPELT: Final = f"{NUMERAL}(?:个工作日|个月|年|倍)"
BEFORE: Final = "[（《“]*"
AFTER: Final = "[，。；：、）》”！？]*"
PARTS: Final = re.compile(f"(?:{ARTICLE}|{PARAGRAPH}|{ITEM}){AFTER}")
TAG_OR_TEXT: Final = re.compile(r"<[^>]*>|[^<]+")


def keep_together(html: str, words: Iterable[str] = ()) -> str:
    """Wrap whatever belongs together in the body's text; punctuation goes with what it stands beside."""
    pattern = _pattern(tuple(words))
    head, body, rest = html.partition("<body")
    return head + body + TAG_OR_TEXT.sub(lambda part: _marked(part[0], pattern), rest)


def _marked(part: str, pattern: re.Pattern[str]) -> str:
    return part if part.startswith("<") else pattern.sub(_wrapped, part)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    named = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    return re.compile(f"{BEFORE}(?:{'|'.join([*named, DATE, CITATION, FIGURE, SPELT])}){AFTER}")


def _wrapped(match: re.Match[str]) -> str:
    text = match[0]
    parts = PARTS.findall(text) if len(text) > LONGEST and PARTS.match(text) else [text]
    return "".join(f'<span class="together">{part}</span>' for part in parts)
