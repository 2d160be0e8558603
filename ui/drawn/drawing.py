"""The charts drawn: the bureau's year by violation and by month, earlier cases on one axis. Loading altair takes long: import it on use.

A chart has its own words and a table; what the drawing says of itself is English and not read out (`aria`).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import altair as alt

from casebook.decisions.statistics import Year
from penalty_engine.amounts import Interval
from penalty_engine.rulebook import Rulebook
from ui.drawn.axis import ACCENT, INK, LAWFUL, MARK, PAPER, Ranges
from ui.drawn.charts import DEPARTING, FONT, MOST_VIOLATIONS, NOT_PUNISHED, OWN, SHADES, WITHIN, Dot, bars_of, short
from ui.words import RANGES, grouped

HEIGHT: Final = 272  # of the two charts side by side
LINES: Final[dict[str, Any]] = {"grid": True, "gridColor": "#e7e3d9"}  # to read a length by
ABOVE: Final[dict[str, Any]] = {
    "titleAngle": 0,
    "titleAlign": "left",
    "titleAnchor": "end",
    "titleY": -12,
    "titleX": -44,
}  # no Chinese on its side


def by_violation(year: Year, rulebook: Rulebook) -> alt.Chart:
    """How many acts were decided, by violation and direction."""
    bars = bars_of(year, rulebook)
    names = list(dict.fromkeys(one.violation for one in bars))[:MOST_VIOLATIONS]
    shades = {**SHADES, NOT_PUNISHED: "#d8d4ca"}
    rows = [
        {"violation": short(one.violation), "name": one.violation, "direction": one.direction, "acts": one.acts, "order": list(shades).index(one.direction)}
        for one in bars
        if one.violation in names
    ]  # fmt: skip
    used = [one for one in shades if any(row["direction"] == one for row in rows)]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar(size=18, stroke=PAPER, aria=False)
        .encode(
            x=alt.X("acts:Q", title="违法行为（个）", axis=_axis(tickMinStep=1, format="d", **LINES)),
            y=alt.Y("violation:N", title=None, sort=[short(one) for one in names], axis=_axis(labelLimit=220)),
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
        .mark_bar(size=22, strokeWidth=1.5, aria=False)
        .encode(
            x=alt.X(
                "month:O",
                title="月份",
                scale=alt.Scale(domain=list(range(1, 13))),
                axis=_axis(labelAngle=0),
            ),
            y=alt.Y("yuan:Q", title="罚款（元）", axis=_axis(format=",d", tickCount=4, **LINES, **ABOVE)),
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


def _axis(**more: Any) -> alt.Axis:  # noqa: ANN401 -- whatever an axis takes
    return alt.Axis(
        labelFontSize=FONT,
        titleFontSize=FONT,
        titleFontWeight="normal",
        labelColor=INK,
        titleColor=INK,
        domainColor=LAWFUL,
        aria=False,
        **{"grid": False, **more},
    )


def _legend() -> alt.Legend:
    return alt.Legend(orient="top", labelFontSize=FONT, labelColor=INK, symbolType="square", symbolSize=120, aria=False)


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
        *(_part(what).mark_rule(strokeWidth=width, stroke=colour, aria=False).encode(x=alt.X("low:Q", title=title), x2="high:Q", y=y,
                                                                         tooltip=[alt.Tooltip("part:N", title="幅度")])
          for what, _, colour, width in spans),
        _decisions().encode(x=x, y=y),
        _part(OWN).mark_point(shape="triangle-up", size=130, filled=True, fill=MARK, opacity=1, aria=False).encode(x=x, y=y),
        _part(OWN).mark_text(dx=12, align="left", fontSize=FONT, color=MARK, aria=False).encode(x=x, y=y, text="part:N"),
    ]  # fmt: skip
    drawing: alt.LayerChart = alt.LayerChart(data=alt.InlineData(values=rows), layer=layers)
    sized: alt.LayerChart = drawing.properties(height=150 + 26 * min(top + 2, 12))
    return sized


def _part(what: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart().transform_filter(alt.FieldEqualPredicate(field="part", equal=what))
    return chart


def _spans(drawn: Ranges) -> list[tuple[str, Interval, str, float]]:
    """合法 middle, 法定 thin, 建议 thick, as everywhere (see ui.drawn.axis)."""
    parts = (
        (RANGES["lawful"], drawn.lawful, LAWFUL, 5),
        (RANGES["statutory"], drawn.statutory, INK, 1.5),
        (RANGES["recommended"], drawn.recommended, ACCENT, 12),
    )
    return [(what, span, colour, width) for what, span, colour, width in parts if span is not None]


def _decisions() -> alt.Chart:
    hollow = alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, PAPER])
    edge = alt.Scale(domain=[WITHIN, DEPARTING], range=[ACCENT, MARK])
    told = {"number": "案号", "decided": "决定", "said": "数额", "status": "与建议相比", "circumstances": "情节"}
    chart: alt.Chart = (
        _part("dot")
        .mark_point(size=110, strokeWidth=1.8, opacity=1, filled=True, aria=False)
        .encode(
            fill=alt.Fill("status:N", title=None, scale=hollow, legend=_legend()),
            stroke=alt.Stroke("status:N", title=None, scale=edge, legend=_legend()),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in told.items()],
        )
    )
    return chart
