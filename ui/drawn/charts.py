"""What the charts are of (see ui.drawn.drawing): the bureau's year by violation and by month, each in a table that says the same."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Final, NamedTuple

from casebook.decisions.statistics import Year
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import Rulebook
from ui.drawn.axis import ACCENT, MARK
from ui.words import grouped

NOT_PUNISHED: Final = "没有处罚"
SHADES: Final = {"减轻": "#c3cedd", "从轻": "#8ea2bd", "一般": "#587093", "从重": ACCENT, "从轻与从重并存": MARK}
WITHIN, DEPARTING, OWN = "在建议之内", "偏离建议", "本案"
MOST_VIOLATIONS: Final = 8
FONT: Final = 14
LONGEST: Final = 13  # characters of a name that an axis has room for


def table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, right: frozenset[int] = frozenset()) -> str:
    """A plain table of escaped cells; `right`: the columns that hold figures."""
    said = "".join(f'<th scope="col"{_class(place, right)}>{escape(one)}</th>' for place, one in enumerate(head))
    body = "".join(
        f"<tr>{''.join(f'<td{_class(place, right)}>{one}</td>' for place, one in enumerate(row))}</tr>" for row in rows
    )
    return f'<div class="scroll"><table class="plain"><caption>{escape(caption)}</caption><thead><tr>{said}</tr></thead><tbody>{body}</tbody></table></div>'


def _class(place: int, right: frozenset[int]) -> str:
    return ' class="figure"' if place in right else ""


class Bar(NamedTuple):
    """Acts of one violation in one direction."""

    violation: str
    direction: str
    acts: int


def bars_of(year: Year, rulebook: Rulebook) -> list[Bar]:
    """By violation, the most frequent first."""
    total: dict[str, int] = {}
    for cell in year.cells:
        total[cell.violation] = total.get(cell.violation, 0) + cell.acts
    first = sorted(total, key=lambda one: (-total[one], one))
    return [
        Bar(name_of(cell.violation, rulebook), DIRECTIONS.get(cell.direction or "", NOT_PUNISHED), cell.acts)
        for violation in first
        for cell in year.cells
        if cell.violation == violation
    ]


def name_of(violation: str, rulebook: Rulebook) -> str:
    """What a violation is called; an id that the rulebook no longer has stands for itself."""
    found = rulebook.violations.get(violation)
    return found.name if found else violation


def by_violation_table(year: Year, rulebook: Rulebook) -> str:
    """The same in a table, with the fines."""
    rows = [
        (
            escape(name_of(cell.violation, rulebook)), DIRECTIONS.get(cell.direction or "", NOT_PUNISHED),
            str(cell.acts), grouped(cell.fines), str(cell.departures),
        )
        for cell in year.cells
    ]  # fmt: skip
    head = ("违法行为", "裁量方向", "个数", "罚款（元）", "偏离建议")
    return table(head, rows, f"{year.year}年处罚决定，按违法行为和裁量方向", frozenset({2, 3, 4}))


def by_month_table(year: Year) -> str:
    """The same in a table."""
    rows = [
        (f"{one.month}月", grouped(one.within), grouped(one.departing), grouped(one.within + one.departing))
        for one in year.months
    ]
    head = ("月份", f"{WITHIN}（元）", f"{DEPARTING}（元）", "合计（元）")
    return table(head, rows, f"{year.year}年罚款，按决定的月份", frozenset({1, 2, 3}))


def short(name: str) -> str:
    """A name as long as an axis has room for."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


class Dot(NamedTuple):
    """An earlier decision on the axis: `level` above it, counted from 0, so that dots do not hide one another."""

    figure: Decimal
    level: int
    status: str
    number: str
    said: str
    circumstances: str
    decided: str
