"""Searching among very many cases: parts of numbers and parties' names, and violations by id or name.

An index of pairs of characters finds what is rare; what is common is found among the cases worked on last.
Both databases have such an index: GIN over an array in PostgreSQL, FTS5 in SQLite.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, text

from casebook import schema
from penalty_engine.rulebook import Rulebook

LATEST: Final = 2_000  # cases that are looked through without the index


def folded(words: str) -> str:
    """Text as searches compare it: full-width and half-width, upper and lower case alike."""
    return unicodedata.normalize("NFKC", words).casefold()


def grams(texts: Iterable[str], violations: Iterable[str]) -> str:
    """What the index holds of a case: each pair of neighbouring characters, each violation, as words of plain letters."""
    found = dict.fromkeys(gram for one in texts for gram in _pairs(folded(one)))
    found.update(dict.fromkeys(map(_violation, violations)))
    return " ".join(found)


def _pairs(words: str) -> Iterator[str]:
    return (f"{ord(one):x}x{ord(other):x}" for one, other in pairwise(words))


def _violation(id: str) -> str:
    return "v" + "".join(f"{ord(one):x}" for one in folded(id))


class Word(NamedTuple):
    """One word looked for: as a part of the text, in pairs of characters, and the violations whose id or name has it."""

    word: str
    pairs: tuple[str, ...]
    violations: tuple[str, ...]


def words(looked_for: str, rulebook: Rulebook) -> tuple[Word, ...]:
    """The words, each of which a case must have."""
    return tuple(
        Word(
            word,
            tuple(_pairs(word)),
            tuple(
                _violation(one.id)
                for one in rulebook.violations.values()
                if word in folded(one.id) or word in folded(one.name)
            ),
        )
        for word in folded(looked_for).split()
    )


def is_part_of(search: ColumnElement[Any], word: str, dialect: str) -> ColumnElement[bool]:
    """Whether the text has the word in it: twice as fast as LIKE on Chinese text."""
    place_in = func.strpos if dialect == "postgresql" else func.instr
    return place_in(search, word) > 0


def by_index(looked_for: Iterable[Word], dialect: str) -> ColumnElement[bool] | None:
    """The condition that the index answers; None: the words are too short for it."""
    usable = [word for word in looked_for if word.pairs or word.violations]
    if not usable:
        return None
    return _in_array(usable) if dialect == "postgresql" else _in_fts(usable)


def _in_array(looked_for: Iterable[Word]) -> ColumnElement[bool]:
    held: ColumnElement[Any] = literal_column("string_to_array(cases.grams, ' ')")  # the words of the index itself
    return and_(
        *(
            or_(
                *([held.op("@>")(_array(word.pairs))] if word.pairs else []),
                *([held.op("&&")(_array(word.violations))] if word.violations else []),
            )
            for word in looked_for
        )
    )


def _array(held: Iterable[str]) -> ColumnElement[Any]:
    return func.string_to_array(" ".join(held), " ")


def _in_fts(looked_for: Iterable[Word]) -> ColumnElement[bool]:
    parts = ((*([f"({' AND '.join(word.pairs)})"] if word.pairs else ()), *word.violations) for word in looked_for)
    query = " AND ".join(f"({' OR '.join(part)})" for part in parts)
    found = text("SELECT rowid FROM case_grams WHERE case_grams MATCH :grams").bindparams(grams=query)
    return schema.cases.c.no.in_(found.columns(schema.cases.c.no).scalar_subquery())
