"""Violations by the letters of their pinyin: szjb or sazb for 擅自举办……; every reading of a character counts (行: x and h)."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from penalty_engine.rulebook import Violation

_LETTERS: Final = re.compile(r"[a-z]{2,30}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_RARE: Final = 1000  # after the acts of daily work
_NAME, _INNER, _LOOSE = 0, 1, 2  # how well it fits, the best first


class Spelled(NamedTuple):
    """A name or synonym in pinyin: for each character the syllables that it may be read as."""

    violation: Violation
    syllables: tuple[frozenset[str], ...]
    loose: re.Pattern[str]


def spelled(violations: Iterable[Violation]) -> tuple[Spelled, ...]:
    """Names and synonyms, read once."""
    return tuple(
        _spelled(violation, text) for violation in violations for text in (violation.name, *violation.synonyms)
    )


def _spelled(violation: Violation, text: str) -> Spelled:
    syllables = tuple(_readings(character) for character in text if _HAN.match(character))
    first, *others = (f"(?:{'|'.join(map(_shortened, sorted(one)))})" for one in syllables or (frozenset({"-"}),))
    return Spelled(violation, syllables, re.compile(first + "".join(f"{one}?" for one in others)))


@cache
def _readings(character: str) -> frozenset[str]:
    """Every syllable that a character may be read as."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 -- its dictionary is read when somebody first types letters

    read = pinyin(character, style=Style.NORMAL, heteronym=True)
    return frozenset(one for one in read[0] if one.isascii() and one.isalpha())


def _shortened(syllable: str) -> str:
    """The first letter, and any of the others in their order: s, sh, sa, shan."""
    return syllable[0] + "".join(f"{letter}?" for letter in syllable[1:])


def by_letters(query: str, names: Sequence[Spelled]) -> tuple[Violation, ...]:
    """What the letters fit, best first; nothing for what is not letters."""
    letters = "".join(query.lower().split())
    if not _LETTERS.fullmatch(letters):
        return ()
    ranks: dict[str, tuple[int, Violation]] = {}
    for name in names:
        rank = _rank(letters, name)
        if rank is not None and rank < ranks.get(name.violation.id, (_LOOSE + 1,))[0]:
            ranks[name.violation.id] = (rank, name.violation)
    found = sorted(ranks.values(), key=lambda one: (one[0], one[1].common_rank or _RARE))
    best = [one for one in found if one[0] < _LOOSE]
    return tuple(violation for _, violation in best or found)


def _rank(letters: str, name: Spelled) -> int | None:
    initials = [frozenset(syllable[0] for syllable in one) for one in name.syllables]
    for start in range(len(initials) - len(letters) + 1):
        if all(letter in initials[start + place] for place, letter in enumerate(letters)):
            return _NAME if start == 0 else _INNER
    return _LOOSE if name.loose.fullmatch(letters) else None
