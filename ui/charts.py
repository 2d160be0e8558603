"""The charts: the bureau's year by violation and by month, earlier cases on one axis. Each has a table that says the same."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any, Final, NamedTuple

import altair as alt

from casebook.decisions.statistics import Year
from penalty_engine.amounts import Interval
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import Rulebook
from ui.axis import ACCENT, INK, LAWFUL, MARK, PAPER, Ranges
from ui.words import grouped

NOT_PUNISHED: Final = "没有处罚"
SHADES: Final = {"减轻": "#c3cedd", "从轻": "#8ea2bd", "一般": "#587093", "从重": ACCENT, "从轻与从重并存": MARK}
WITHIN, DEPARTING, OWN = "在建议之内", "偏离建议", "本案"
MOST_VIOLATIONS: Final = 8
FONT: Final = 14
HEIGHT: Final = 272  # of the two charts side by side
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


class _Bar(NamedTuple):
    """Acts of one violation in one direction."""

    violation: str
    direction: str
    acts: int


def _bars(year: Year, rulebook: Rulebook) -> list[_Bar]:
    """By violation, the most frequent first."""
    total: dict[str, int] = {}
    for cell in year.cells:
        total[cell.violation] = total.get(cell.violation, 0) + cell.acts
    first = sorted(total, key=lambda one: (-total[one], one))
    return [
        _Bar(name_of(cell.violation, rulebook), DIRECTIONS.get(cell.direction or "", NOT_PUNISHED), cell.acts)
        for violation in first
        for cell in year.cells
        if cell.violation == violation
    ]


def name_of(violation: str, rulebook: Rulebook) -> str:
    """What a violation is called; an id that the rulebook no longer has stands for itself."""
    found = rulebook.violations.get(violation)
    return found.name if found else violation


def by_violation(year: Year, rulebook: Rulebook) -> alt.Chart:
    """How many acts were decided, by violation and direction."""
    bars = _bars(year, rulebook)
    names = list(dict.fromkeys(one.violation for one in bars))[:MOST_VIOLATIONS]
    shades = {**SHADES, NOT_PUNISHED: "#d8d4ca"}
    rows = [
        {"violation": _short(one.violation), "name": one.violation, "direction": one.direction, "acts": one.acts, "order": list(shades).index(one.direction)}
        for one in bars
        if one.violation in names
    ]  # fmt: skip
    used = [one for one in shades if any(row["direction"] == one for row in rows)]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=18, stroke=PAPER)
        .encode(
            x=alt.X("acts:Q", title="违法行为（个）", axis=_axis(tickMinStep=1, format="d")),
            y=alt.Y("violation:N", title=None, sort=[_short(one) for one in names], axis=_axis(labelLimit=220)),
            color=alt.Color(
                "direction:N",
                title=None,
                scale=alt.Scale(domain=used, range=[shades[one] for one in used]),
                legend=_legend(),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("name:N", title="违法行为"),
                alt.Tooltip("direction:N", title="裁量方向"),
                alt.Tooltip("acts:Q", title="个数"),
            ],
        )
        .properties(height=max(HEIGHT, 150 + 34 * len(names)))
    )
    return chart


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


def by_month(year: Year) -> alt.Chart:
    """The fines decided in each month; what departs from the recommendation is hollow."""
    rows = [
        {"month": one.month, "status": status, "yuan": float(amount), "said": f"{grouped(amount)}元"}
        for one in year.months
        for status, amount in ((WITHIN, one.within), (DEPARTING, one.departing))
        if amount
    ]
    scale = alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, PAPER])
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=22, strokeWidth=1.5)
        .encode(
            x=alt.X(
                "month:O",
                title="月份",
                scale=alt.Scale(domain=list(range(1, 13))),
                axis=_axis(labelAngle=0),
            ),
            y=alt.Y("yuan:Q", title="罚款（元）", axis=_axis(format=",d", tickCount=4)),
            fill=alt.Fill("status:N", title=None, scale=scale, legend=_legend()),
            stroke=alt.Stroke(
                "status:N",
                title=None,
                scale=alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, MARK]),
                legend=_legend(),
            ),
            tooltip=[
                alt.Tooltip("month:O", title="月份"),
                alt.Tooltip("status:N", title="与建议相比"),
                alt.Tooltip("said:N", title="罚款"),
            ],
        )
        .properties(height=HEIGHT)
    )
    return chart


def by_month_table(year: Year) -> str:
    """The same in a table."""
    rows = [
        (f"{one.month}月", grouped(one.within), grouped(one.departing), grouped(one.within + one.departing))
        for one in year.months
    ]
    head = ("月份", f"{WITHIN}（元）", f"{DEPARTING}（元）", "合计（元）")
    return table(head, rows, f"{year.year}年罚款，按决定的月份", frozenset({1, 2, 3}))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _axis(**more: Any) -> alt.Axis:  # noqa: ANN401 -- whatever an axis takes
    return alt.Axis(
        labelFontSize=FONT,
        titleFontSize=FONT,
        titleFontWeight="normal",
        labelColor=INK,
        titleColor=INK,
        domainColor=LAWFUL,
        grid=False,
        **more,
    )


def _legend() -> alt.Legend:
    return alt.Legend(orient="top", labelFontSize=FONT, labelColor=INK, symbolType="square", symbolSize=120)


class Dot(NamedTuple):
    """An earlier decision on the axis: `level` above it, counted from 0, so that dots do not hide one another."""

    figure: Decimal
    level: int
    status: str
    number: str
    said: str
    circumstances: str
    decided: str


def dots(found: Sequence[Dot], drawn: Ranges | None, own: Decimal | None, title: str) -> alt.LayerChart:
    """Earlier decisions as dots above the ranges of this case, its own figure a triangle below; departures are hollow."""
    top = max((one.level for one in found), default=0)
    spans = _spans(drawn) if drawn else []
    rows = [
        *({"part": what, "low": float(span.min), "high": float(span.max), "y": 0} for what, span, *_ in spans),
        *({"part": "dot", **one._asdict(), "figure": float(one.figure), "y": one.level + 1} for one in found),
        *([{"part": OWN, "figure": float(own), "y": -0.55}] if own is not None else []),
    ]
    x = alt.X("figure:Q", title=title, axis=_axis(format=",~r", tickCount=10), scale=alt.Scale(zero=True, nice=True))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.2, max(top + 1.6, 2)]))
    layers = [
        *(_part(what).mark_rule(strokeWidth=width, stroke=colour).encode(x=alt.X("low:Q", title=title), x2="high:Q", y=y,
                                                                         tooltip=[alt.Tooltip("part:N", title="幅度")])
          for what, _, colour, width in spans),
        _decisions().encode(x=x, y=y),
        _part(OWN).mark_point(shape="triangle-up", size=130, filled=True, fill=MARK, opacity=1).encode(x=x, y=y),
        _part(OWN).mark_text(dx=12, align="left", fontSize=FONT, color=MARK).encode(x=x, y=y, text="part:N"),
    ]  # fmt: skip
    drawing: alt.LayerChart = alt.LayerChart(data=alt.InlineData(values=rows), layer=layers)
    return drawing.properties(height=150 + 26 * min(top + 2, 12))


def _part(what: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart().transform_filter(alt.FieldEqualPredicate(field="part", equal=what))
    return chart


def _spans(drawn: Ranges) -> list[tuple[str, Interval, str, float]]:
    """合法 middle, 法定 thin, 建议 thick, as everywhere (see ui.axis)."""
    parts = (
        ("合法", drawn.lawful, LAWFUL, 5),
        ("法定", drawn.statutory, INK, 1.5),
        ("建议", drawn.recommended, ACCENT, 12),
    )
    return [(what, span, colour, width) for what, span, colour, width in parts if span is not None]


def _decisions() -> alt.Chart:
    hollow = alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, PAPER])
    edge = alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, MARK])
    told = {"number": "案号", "decided": "决定", "said": "数额", "status": "与建议相比", "circumstances": "情节"}
    chart: alt.Chart = (
        _part("dot")
        .mark_point(size=110, strokeWidth=1.8, opacity=1, filled=True)
        .encode(
            fill=alt.Fill("status:N", title=None, scale=hollow, legend=_legend()),
            stroke=alt.Stroke("status:N", title=None, scale=edge, legend=_legend()),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()],
        )
    )
    return chart
