"""Finds a punishable act by the words that officers use: names, synonyms, law, article, id (规则 L1)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from penalty_engine.rulebook import Law, Rulebook, Violation

_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100}
_NUMBER: Final = "[0-9零〇一二三四五六七八九十百两]+"
_ARTICLE: Final = re.compile(f"第?({_NUMBER})条(?:第?[（(]?({_NUMBER})[）)]?款)?(?:第?[（(]?({_NUMBER})[）)]?项)?")
_ORDER: Final = re.compile("([0-9]+)号令?")
_ID: Final = re.compile("[A-Z]{2,4}(?:-?[0-9A-Z]+)*")
_SPLIT: Final = re.compile(r"[\s,，、。；;：:《》“”\"']+")
_COUNTRY: Final = "中华人民共和国"
_SHORTEST: Final = 2  # characters of a word worth comparing
_NEAR: Final = 8  # acts shown where none fits every word

_ID_SCORE, _ARTICLE_SCORE, _SAID_SCORE, _NAME_SCORE, _LAW_SCORE, _CATEGORY_SCORE, _ACT_SCORE = (
    200,
    100,
    90,
    60,
    40,
    30,
    20,
)


class Entry(NamedTuple):
    """One act as it is searched: everything lower-case and without blanks."""

    violation: Violation
    id: str
    name: str
    said: tuple[str, ...]
    category: str
    act: str
    laws: tuple[Law, ...]
    articles: frozenset[tuple[int, ...]]
    pairs: frozenset[str]


class Found(NamedTuple):
    """What a query finds, best first; not `exact`: nothing fits every word, these come nearest."""

    violations: tuple[Violation, ...]
    exact: bool = True


class Index(NamedTuple):
    """All acts of a rulebook, those of daily work first; `weights`: how telling a pair of characters is."""

    entries: tuple[Entry, ...]
    weights: Mapping[str, float]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in the order of their first act."""
        return tuple(dict.fromkeys(entry.violation.category for entry in self.entries))


def index(rulebook: Rulebook) -> Index:
    """What `find` searches; build it once for a rulebook."""
    order = sorted(rulebook.violations.values(), key=lambda one: (one.common_rank is None, one.common_rank or 0))
    entries = tuple(_entry(violation, rulebook) for violation in order)
    counted = Counter(pair for entry in entries for pair in entry.pairs)
    return Index(entries, {pair: 1 / count for pair, count in counted.items()})


def find(where: Index, query: str, category: str | None = None) -> Found:
    """The acts that fit every word of the query; where none does, those that share most with it.

    Args:
        where: the rulebook's index.
        query: words as an officer types them: 黑学校, 64条, 民促法第六十四条, MCF-64. Empty: all, daily ones first.
        category: only acts of this category.
    """
    entries = [entry for entry in where.entries if category in {None, entry.violation.category}]
    words = list(_words(query))
    if not words:
        return Found(tuple(entry.violation for entry in entries))
    fitting = _best((_fit(entry, words), entry) for entry in entries)
    if fitting:
        return Found(fitting)
    pairs = {pair for word in words for pair in _pairs(word.text)}
    near = _best((_likeness(entry, pairs, where.weights), entry) for entry in entries)
    return Found(near[:_NEAR], exact=False)


def _best(scored: Iterable[tuple[float, Entry]]) -> tuple[Violation, ...]:
    """Those with a score, the highest first; equals stay in their order."""
    found = [(score, entry) for score, entry in scored if score > 0]
    return tuple(entry.violation for _, entry in sorted(found, key=lambda one: -one[0]))


def _entry(violation: Violation, rulebook: Rulebook) -> Entry:
    cited = "".join((*violation.basis, violation.breached or ""))
    others = [law for law in rulebook.laws.values() if f"《{law.title}》" in cited and law is not violation.law]
    name, act = _plain(violation.name), _plain(violation.act)
    said = tuple(_plain(word) for word in violation.synonyms)
    return Entry(
        violation,
        violation.id.upper(),
        name,
        said,
        _plain(violation.category),
        act,
        (violation.law, *others),
        frozenset(_articles(violation.basis)),
        frozenset(pair for text in (name, act, *said) for pair in _pairs(text)),
    )


def _plain(text: str) -> str:
    return _SPLIT.sub("", text).lower()


def _articles(basis: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """第六十二条第（三）项 as (62,) and (62, 3): with and without its item."""
    for match in _ARTICLE.finditer("，".join(basis)):
        article = number(match[1])
        yield (article,)
        if match[3]:
            yield article, number(match[3])


def number(text: str) -> int:
    """64, 六十四, 一百二十六."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character] if character in _DIGITS else int(character)
    return total + digit


class _Word(NamedTuple):
    """One word of a query: an article (with its item), an id, or text."""

    text: str
    article: tuple[int, ...] = ()


def _words(query: str) -> Iterator[_Word]:
    """The words of a query; 民促法64条 is two of them."""
    for part in _SPLIT.split(query.strip()):
        text = part
        match = _ARTICLE.search(part)
        if match:
            items = (match[1], match[3]) if match[3] else (match[1],)
            yield _Word(match[0], tuple(number(item) for item in items))
            text = part[: match.start()] + part[match.end() :]
        elif part.isdecimal():
            yield _Word(part, (int(part),))
            continue
        if text:
            yield _Word(text.lower())


def _fit(entry: Entry, words: Iterable[_Word]) -> float:
    """The sum over all words; zero as soon as one of them finds nothing."""
    total = 0.0
    for word in words:
        score = _score(entry, word)
        if not score:
            return 0
        total += score
    return total + _closeness(entry)


def _score(entry: Entry, word: _Word) -> float:
    """The best that the act has to say to this word."""
    if word.article:
        return _ARTICLE_SCORE if word.article in entry.articles else 0
    return next((score for fits, score in _claims(entry, word.text) if fits), 0)


def _claims(entry: Entry, text: str) -> Iterator[tuple[bool, float]]:
    """From the most telling to the least."""
    yield _same_id(entry.id, text.upper()), _ID_SCORE
    yield text in entry.said, _SAID_SCORE + _NAME_SCORE
    yield any(text in said or (len(said) >= _SHORTEST and said in text) for said in entry.said), _SAID_SCORE
    yield text in entry.name, _NAME_SCORE + _NAME_SCORE * len(text) / len(entry.name)
    yield any(_names(law, text) for law in entry.laws), _LAW_SCORE + _names(entry.laws[0], text)
    yield text in entry.category, _CATEGORY_SCORE
    yield text in entry.act, _ACT_SCORE


def _closeness(entry: Entry) -> float:
    """Acts of daily work come first among equals."""
    rank = entry.violation.common_rank
    return 0 if rank is None else 1 / rank


def _same_id(known: str, typed: str) -> bool:
    if not _ID.fullmatch(typed):
        return False
    return known == typed or known.startswith(f"{typed}-") or known.replace("-", "") == typed.replace("-", "")


def _names(law: Law, text: str) -> bool:
    """A part of the title, its usual abbreviation (民促法), or its number (53号令)."""
    order = _ORDER.fullmatch(text)
    if order:
        return f"第{order[1]}号" in law.version
    title = law.title.removeprefix(_COUNTRY)
    return len(text) >= _SHORTEST and (text in law.title or (text[-1] == title[-1] and _within(text, title)))


def _within(text: str, title: str) -> bool:
    """Whether the characters stand in the title in this order: 民促法 in 民办教育促进法."""
    characters = iter(title)
    return all(character in characters for character in text)


def _likeness(entry: Entry, pairs: set[str], weights: Mapping[str, float]) -> float:
    """How many pairs of neighbouring characters the act shares with the query, rare ones weighing more."""
    shared = sum(weights[pair] for pair in pairs & entry.pairs)
    return shared + _closeness(entry) / 100 if shared else 0


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
