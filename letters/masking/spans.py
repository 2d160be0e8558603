"""Finding what is to be hidden however it is written: full-width forms count as their plain ones, blanks do not count."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

HIDDEN: Final = "×××"
INVISIBLE: Final = "\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef"
GAP: Final = rf"[\s·•‧∙⋅・.{INVISIBLE}]*"  # what may stand between the characters of a name
GAPS: Final = re.compile(GAP)
BREAK: Final = rf"[\s{INVISIBLE}]*"


class _Plain(dict[int, str]):
    """The plain form of a character, where that is one character; looked up once."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_PLAIN: Final = _Plain()


def folded(text: str) -> str:
    """The text with every character in its plain form, character for character: places stay what they are."""
    return text.translate(_PLAIN)


def replaced(text: str, pattern: re.Pattern[str], told: Callable[[re.Match[str]], str | None]) -> str:
    """The text with what the pattern finds told otherwise: its last group, else the whole of it; None leaves it."""
    parts, done = [], 0
    for match in pattern.finditer(folded(text)):
        start, end = match.span(match.lastindex or 0)
        if (instead := told(match)) is not None:
            parts += [text[done:start], instead]
            done = end
    return "".join((*parts, text[done:]))


def any_of(words: Iterable[str], between: str) -> re.Pattern[str] | None:
    """A pattern for each of the words, the longest first, with that between their characters; None: there are none."""
    longest_first = sorted({*words}, key=lambda word: (-len(word), word))
    spelt = (between.join(map(re.escape, word)) for word in longest_first)
    return re.compile("|".join(map(_whole, spelt, longest_first)), re.IGNORECASE) if longest_first else None


def _whole(spelt: str, word: str) -> str:
    """Latin letters and digits only where no others stand beside them."""
    before = "(?<![0-9A-Za-z])" if word[0].isascii() else ""
    after = "(?![0-9A-Za-z])" if word[-1].isascii() else ""
    return f"{before}{spelt}{after}"
