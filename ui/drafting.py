"""A first wording of 违法事实 out of what was filled in, for the officer to go on from: days, place, act, figures; nothing else."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ui.draft import at
from ui.sections import facts_asked
from ui.words import day, grouped
from ui.work import Work

_IN_BRACKETS: Final = re.compile(r"（[^）]*）")
_TOLD: Final = {"money": "元", "count": "人"}


def summary(work: Work, place: int) -> str:
    """自…起至…，当事人在…擅自举办民办学校。 Empty as long as act or days are not known."""
    path, violation = ("conducts", place), work.violation(place)
    began, conduct = at(work.draft, (*path, "from")), at(work.draft, path) or {}
    if violation is None or began is None or "to" not in conduct:
        return ""
    until = f"起至{day(conduct['to'])}" if conduct["to"] else "起"
    where = str(at(work.draft, ("party", "address")) or "").strip()
    told = f"自{day(began)}{until}，当事人{f'在{where}' if where else ''}{violation.act}。"
    return told + figures(work, place)


def figures(work: Work, place: int) -> str:
    """涉案学生人数26人，实施违法行为收取的全部款项46,580元。 The sums and numbers that were stated and are not told yet."""
    parts = list(_figures(work, place))
    return f"{'，'.join(parts)}。" if parts else ""


def _figures(work: Work, place: int) -> Iterator[str]:
    stated = at(work.draft, ("conducts", place, "facts")) or {}
    told = re.sub(r"(?<=\d)[,，](?=\d)", "", str(at(work.draft, ("conducts", place, "summary")) or ""))
    for fact in facts_asked(work, place):
        value = stated.get(fact.id)
        if fact.type not in _TOLD or isinstance(value, bool) or not isinstance(value, int | Decimal) or not value:
            continue
        unit = fact.unit or _TOLD[fact.type]
        if not re.search(rf"(?<!\d){re.escape(grouped(Decimal(value)).replace(',', ''))}(?!\d)", told):
            yield f"{_IN_BRACKETS.sub('', fact.label)}{grouped(Decimal(value)).replace(',', '')}{unit}"
