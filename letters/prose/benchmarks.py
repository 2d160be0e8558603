"""裁量基准 as the party reads it: the row that fits, what makes it fit, its range (办法 19; 规则 L15)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from letters.gates.proposals import Intended
from letters.prose.offers import is_meant, range_told, what_is_ranged
from letters.prose.telling import Telling
from letters.words import money
from penalty_engine.amounts import statutory
from penalty_engine.assessment import Penalty
from penalty_engine.rulebook import BenchmarkRow
from penalty_engine.wording import BASES, times

REMARKS: Final = re.compile("（[^）]*）")


def rows_told(kinds: Sequence[Intended], telling: Telling) -> Iterator[str]:
    """The row of the benchmark table that fits: what makes it fit, its own range."""
    for penalty in telling.found.penalties:
        if penalty.benchmark and any(is_meant(kind, penalty) for kind in kinds):
            rows = telling.rulebook.violations[penalty.provision].rows
            row = next(row for row in rows if row.id == penalty.benchmark)
            facts = "".join(f"{fact}，" for fact in _row_facts(row, telling))
            what, scope = what_is_ranged(penalty, telling), _row_range(row, penalty)
            yield telling.say("benchmark", facts=facts, source=row.source, grade=row.grade, what=what, range=scope)


def _row_facts(row: BenchmarkRow, telling: Telling) -> Iterator[str]:
    """涉案学生人数12人: the figures that the row's conditions look at."""
    for fact in row.when.facts if row.when else ():
        value, kind = telling.conduct.facts.get(fact), telling.rulebook.facts[fact]
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            amount = money(value) if isinstance(value, Decimal) else f"{value}{kind.unit or ''}"
            yield f"{REMARKS.sub('', kind.label)}{amount}"


def _row_range(row: BenchmarkRow, penalty: Penalty) -> str:
    scope = row.range
    if scope is None or scope.max is None:
        return range_told(penalty.statutory, penalty) if penalty.statutory else ""
    whole = statutory(scope.min, scope.max)
    if penalty.multiple is None or not penalty.multiple.base:
        return range_told(whole, penalty)
    amounts = range_told(whole.times(penalty.multiple.base), penalty)
    return f"{BASES['illegal_gains']}的{times(scope.min, scope.max)}，即{amounts}"
