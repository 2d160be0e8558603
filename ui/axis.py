"""One drawing for every range: thin line 法定, middle line 合法, thick line 建议, a mark for 拟处罚, on one axis (ui.md).

An open end has a hollow cap; what lies below the statutory minimum is dashed. Inline SVG as wide as its place;
positions are shares of the width, so that letters keep their size. Only figures and our own words stand in it.
"""

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from typing import Final, NamedTuple

from penalty_engine.amounts import ZERO, Interval
from penalty_engine.assessment import Penalty
from penalty_engine.rendering import UNITS
from ui.words import RANGES, measured, span

INK: Final = "#1a1a1a"  # the colours of config.toml
ACCENT: Final = "#1f3b63"
LAWFUL: Final = "#a9a294"
PAPER: Final = "#fcfbf8"
MARK: Final = "#8f4a00"
HEIGHT: Final = 84
LOW: Final = 64  # without a figure to tell below
LINE: Final = 36  # where the axis runs, px from above
LEFT: Final = Decimal(2)  # per cent
WIDTH: Final = Decimal(96)
ROOM: Final = Decimal("1.08")  # beyond a figure outside the law
_CROWDED: Final = 9  # per cent: the mark of the proposal would stand on the figure
_NEAR_END: Final = 26  # per cent within which a label leans on its end


class Ranges(NamedTuple):
    """What is drawn; `figure` is the proposal's."""

    name: str
    unit: str
    statutory: Interval
    lawful: Interval | None
    recommended: Interval | None
    figure: Decimal | None


def ranges(penalty: Penalty, figure: Decimal | None) -> Ranges | None:
    """The ranges of a kind of penalty: in yuan or years, else in multiples, else none."""
    recommended = penalty.recommended if penalty.is_recommended else None
    if penalty.statutory is not None:
        unit = UNITS.get(penalty.unit or "", "")
        return Ranges(penalty.text, unit, penalty.statutory, penalty.lawful, recommended, figure)
    if penalty.multiple is None:
        return None
    low, times = penalty.multiple.min, penalty.multiple
    whole = Interval(low or ZERO, times.max, min_inclusive=low is not None)
    return Ranges(penalty.text, "倍", whole, None, times.recommended if penalty.is_recommended else None, None)


class _Scale(NamedTuple):
    """From a figure to its place, in per cent of the width."""

    top: Decimal

    def __call__(self, value: Decimal) -> Decimal:
        return round(LEFT + WIDTH * value / self.top, 2)


def svg(drawn: Ranges) -> str:
    """The drawing, with its words for those who do not see it."""
    figure = drawn.figure
    outside = figure is not None and figure > drawn.statutory.max
    scale = _Scale(figure * ROOM if outside and figure is not None else drawn.statutory.max)
    parts = "".join(
        (*_lawful(drawn, scale), *_statutory(drawn, scale), *_recommended(drawn, scale), *_figure(drawn, scale))
    )
    words = "；".join(f"{name}{text}" for name, text in said(drawn))
    return (
        f'<svg class="axis" width="100%" height="{HEIGHT if figure is not None else LOW}" role="img" aria-label="{escape(drawn.name)}：{words}" '
        f'font-size="14" fill="{INK}">{parts}</svg>'
    )


def said(drawn: Ranges) -> Iterator[tuple[str, str]]:
    """The ranges in words and figures."""
    unit = drawn.unit
    yield RANGES["statutory"], span(drawn.statutory, unit)
    if drawn.lawful is not None and drawn.lawful != drawn.statutory:
        yield RANGES["lawful"], span(drawn.lawful, unit)
    yield RANGES["recommended"], span(drawn.recommended, unit) if drawn.recommended else "不建议给予"
    if drawn.figure is not None:
        yield RANGES["figure"], measured(drawn.figure, unit)


def _low(value: Decimal, unit: str) -> str:
    """The lower figure, whose unit follows at the upper one; a length of time stands by itself."""
    return measured(value, unit) if unit == "年" else measured(value, unit).removesuffix(unit)


def _line(scale: _Scale, low: Decimal, high: Decimal, style: str) -> str:
    return f'<line x1="{scale(low)}%" x2="{scale(high)}%" y1="{LINE}" y2="{LINE}" {style}/>'


def _cap(scale: _Scale, value: Decimal, colour: str, *, closed: bool, reach: int = 7) -> str:
    """A stroke across a closed end, a hollow ring around an open one."""
    x = scale(value)
    if closed:
        return (
            f'<line x1="{x}%" x2="{x}%" y1="{LINE - reach}" y2="{LINE + reach}" stroke="{colour}" stroke-width="1.5"/>'
        )
    return f'<circle cx="{x}%" cy="{LINE}" r="4" fill="{PAPER}" stroke="{colour}" stroke-width="1.5"/>'


def _lawful(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The middle line; dashed where it goes below the statutory minimum (减轻)."""
    lawful, floor = drawn.lawful, drawn.statutory.min
    if lawful is None:
        return
    if lawful.min < floor:
        yield _line(scale, lawful.min, floor, f'stroke="{LAWFUL}" stroke-width="5" stroke-dasharray="5 4"')
        yield _cap(scale, lawful.min, LAWFUL, closed=lawful.min_inclusive)
    yield _line(scale, max(lawful.min, floor), lawful.max, f'stroke="{LAWFUL}" stroke-width="5"')


def _statutory(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The thin line with its ends."""
    whole = drawn.statutory
    yield _line(scale, whole.min, whole.max, f'stroke="{INK}" stroke-width="1.5"')
    yield _cap(scale, whole.min, INK, closed=whole.min_inclusive)
    yield _cap(scale, whole.max, INK, closed=whole.max_inclusive)
    low, high = scale(whole.min), scale(whole.max)
    if whole.min != whole.max:
        anchor = "start" if low < _NEAR_END else "middle"
        if drawn.figure is None or abs(scale(drawn.figure) - low) > _CROWDED:
            yield _label(low, LINE + 22, anchor, _low(whole.min, drawn.unit))
    if drawn.figure is None or abs(scale(drawn.figure) - high) > _CROWDED:
        yield _label(high, LINE + 22, "end", measured(whole.max, drawn.unit))


def _recommended(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The thick line; its figures stand above it."""
    part = drawn.recommended
    if part is None:
        return
    yield _line(scale, part.min, part.max, f'stroke="{ACCENT}" stroke-width="12"')
    if part.min == part.max:
        yield _cap(scale, part.min, ACCENT, closed=True, reach=9)
    for end, closed in ((part.min, part.min_inclusive), (part.max, part.max_inclusive)):
        if not closed:
            yield _cap(scale, end, ACCENT, closed=False)
    high = measured(part.max, drawn.unit)
    words = high if part.min == part.max else f"{_low(part.min, drawn.unit)} 至 {high}"
    place = (scale(part.min) + scale(part.max)) / 2
    yield _label(*_leaning(place, scale(part.min), scale(part.max)), f"建议 {words}", ACCENT)


def _leaning(place: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, int, str]:
    """Where a label stands: over the middle, or leaning on the end that is near."""
    if place < _NEAR_END:
        return low, LINE - 16, "start"
    if place > 100 - _NEAR_END:
        return high, LINE - 16, "end"
    return place, LINE - 16, "middle"


def _figure(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The mark of the proposal: a triangle from below, with the figure."""
    if drawn.figure is None:
        return
    x = scale(drawn.figure)
    yield (
        f'<svg x="{x}%" y="{LINE + 3}" width="1" height="14" overflow="visible">'
        f'<path d="M0 0 L6 11 L-6 11 Z" fill="{MARK}"/></svg>'
    )
    anchor = "start" if x < _NEAR_END else "end" if x > 100 - _NEAR_END else "middle"
    yield _label(x, HEIGHT - 6, anchor, f"拟 {measured(drawn.figure, drawn.unit)}", MARK)


def _label(x: Decimal, y: int, anchor: str, text: str, colour: str = INK) -> str:
    return f'<text x="{x}%" y="{y}" text-anchor="{anchor}" fill="{colour}">{text}</text>'
