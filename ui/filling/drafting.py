"""A first wording of 违法事实 out of what was filled in, for the officer to go on from: days, act, figures; nothing else."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from penalty_engine.rulebook import FactType
from ui.filling.draft import answer, at
from ui.filling.sections import elements_open, facts_asked
from ui.filling.sums import read_sum
from ui.filling.work import Work
from ui.words import day, grouped

_IN_BRACKETS: Final = re.compile(r"（[^）]*）")
_TOLD: Final = {"money": "元", "count": "人"}
_QUESTION: Final = re.compile("^是否(?:已)?")
_ALTERNATIVES: Final = re.compile("或|、|之一|其他")
_VERB: Final = re.compile("擅自|违反|拒不|未(?!成年)")  # a name that reads on after 当事人
_FIGURE: Final = r"(\d+(?:[,，]\d{3})*(?:\.\d+)?(?:万(?:\d{4}(?:\.\d+)?)?)?)"


def summary(work: Work, place: int) -> str:
    """自…起至…，当事人擅自举办民办学校。 Empty as long as act or days are not known.

    By its name where the provision's words hold several acts or things, empty where the name does too: which of them it was, only
    the officer has found. Where the act took place is asked nowhere (the party's address need not be the place), so that it is
    left to him too.
    """
    path, violation = ("conducts", place), work.violation(place)
    began, conduct = at(work.draft, (*path, "from")), at(work.draft, path) or {}
    if violation is None or began is None or "to" not in conduct:
        return ""
    named = [violation.name] if _VERB.match(violation.name) else []
    done = next((one for one in (violation.act, *named) if not _ALTERNATIVES.search(one)), None)
    if done is None:
        return ""
    until = f"起至{day(conduct['to'])}" if conduct["to"] else "起"
    return f"自{day(began)}{until}，当事人{done}。{figures(work, place)}"


def figures(work: Work, place: int) -> str:
    """涉及学生26人，共收取费用46580元。 The sums and numbers that were stated and are not told yet."""
    parts = list(_figures(work, place))
    return f"{'，'.join(parts)}。" if parts else ""


def provable(work: Work) -> tuple[str, ...]:
    """What a piece of evidence can prove, in the rulebook's words: what was found to be so, and elements still to be proven."""
    return tuple(dict.fromkeys(one for act in range(work.acts) for one in _provable(work, act)))


def _provable(work: Work, act: int) -> Iterator[str]:
    stated = at(work.draft, ("conducts", act, "facts")) or {}
    elements = elements_open(work, act)
    for fact in facts_asked(work, act):
        if fact in elements or (_has_figure(fact, stated) if fact.type in _TOLD else answer(stated.get(fact.id))):
            yield _QUESTION.sub("", _IN_BRACKETS.sub("", fact.label))


def _has_figure(fact: FactType, stated: Mapping[str, object]) -> bool:
    """Whether a sum or a number other than nought was stated."""
    value = stated.get(fact.id)
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and value != 0


def _figures(work: Work, place: int) -> Iterator[str]:
    stated = at(work.draft, ("conducts", place, "facts")) or {}
    told = str(at(work.draft, ("conducts", place, "summary")) or "")
    for fact in facts_asked(work, place):
        if fact.type == "boolean":
            if fact.told and answer(stated.get(fact.id)) and fact.told not in told:
                yield fact.told
        elif fact.type in _TOLD and _has_figure(fact, stated):
            unit = fact.unit or _TOLD[fact.type]
            if stated[fact.id] not in _amounts(told, unit):
                number = grouped(Decimal(stated[fact.id])).replace(",", "")
                yield _IN_BRACKETS.sub("", fact.told or f"{fact.label}{{}}{unit}").replace("{}", number)


def _amounts(text: str, unit: str) -> set[object]:
    """Every number of this unit in a text, however it is written: 26人; 46580元, 46,580元, 4.658万元."""
    found = re.finditer(rf"(?<![\d.]){_FIGURE}{re.escape(unit)}", text)
    return {read_sum(one[1].replace("，", ",")) for one in found}
