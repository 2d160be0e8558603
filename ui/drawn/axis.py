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
ROW: Final = 20  # px of a row of labels
LINE: Final = 36  # where the axis runs below one row of them
_CLEAR: Final = 30  # from the axis to the first row below: the mark's triangle is between
LEFT: Final = Decimal(2)  # per cent
WIDTH: Final = Decimal(96)
ROOM: Final = Decimal("1.08")  # beyond a figure outside the law
_NARROWEST: Final = Decimal(
    320
)  # px of the narrowest place that it is drawn in: where no label runs into another there, none does anywhere
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


class _Label(NamedTuple):
    """Words at a place of the width, which they hang on by their start, middle or end."""

    text: str
    x: Decimal
    anchor: str
    colour: str = INK

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """From where to where, in the narrowest place."""
        width = _width(self.text)
        start = self.x - {"start": ZERO, "middle": width / 2, "end": width}[self.anchor]
        return start, start + width


def _width(text: str) -> Decimal:
    """Of words 14 px high, in per cent of the narrowest place."""
    px = sum(14 if not one.isascii() else 8 if one.isalnum() else 5 for one in text)
    return Decimal(px) / _NARROWEST * 100


def svg(drawn: Ranges) -> str:
    """The drawing, with its words for those who do not see it. Every figure is told, each row of labels has room."""
    figure = drawn.figure
    outside = figure is not None and figure > drawn.statutory.max
    scale = _Scale(figure * ROOM if outside and figure is not None else drawn.statutory.max)
    above, below = list(_above(drawn, scale)), list(_below(drawn, scale))
    parts = "".join(
        (*_lawful(drawn, scale), *_statutory(drawn, scale), *_recommended(drawn, scale), *_mark(drawn, scale))
    )
    line = LINE + ROW * max(len(above) - 1, 0)
    rows = [
        *((line - 16 - ROW * (len(above) - 1 - place), row) for place, row in enumerate(above)),
        *((line + _CLEAR + ROW * place, row) for place, row in enumerate(below)),
    ]
    told = "".join(_written(one, y) for y, row in rows for one in row)
    words = "；".join(f"{name}{text}" for name, text in said(drawn))
    return (
        f'<svg class="axis" width="100%" height="{line + _CLEAR + ROW * (len(below) - 1) + 6}" role="img" aria-label="{escape(drawn.name)}：{words}" '
        f'font-size="14" fill="{INK}"><g transform="translate(0 {line - LINE})">{parts}</g>{told}</svg>'
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


def _recommended(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The thick line."""
    part = drawn.recommended
    if part is None:
        return
    yield _line(scale, part.min, part.max, f'stroke="{ACCENT}" stroke-width="12"')
    if part.min == part.max:
        yield _cap(scale, part.min, ACCENT, closed=True, reach=9)
    for end, closed in ((part.min, part.min_inclusive), (part.max, part.max_inclusive)):
        if not closed:
            yield _cap(scale, end, ACCENT, closed=False)


def _mark(drawn: Ranges, scale: _Scale) -> Iterator[str]:
    """The mark of the proposal: a triangle from below."""
    if drawn.figure is not None:
        yield (
            f'<svg x="{scale(drawn.figure)}%" y="{LINE + 3}" width="1" height="14" overflow="visible">'
            f'<path d="M0 0 L6 11 L-6 11 Z" fill="{MARK}"/></svg>'
        )


def _above(drawn: Ranges, scale: _Scale) -> Iterator[list[_Label]]:
    """The rows above the axis: what is recommended; very long figures in a row each."""
    part = drawn.recommended
    if part is None:
        return
    low, high = _low(part.min, drawn.unit), measured(part.max, drawn.unit)
    words = f"建议 {high}" if part.min == part.max else f"建议 {low} 至 {high}"
    rows = [words] if part.min == part.max or _width(words) <= WIDTH else [f"建议 {low}", f"至 {high}"]
    for row in rows:
        yield [_seated(row, scale(part.min), scale(part.max), ACCENT)]


def _below(drawn: Ranges, scale: _Scale) -> Iterator[list[_Label]]:
    """The rows below: both ends of the statutory range, in a row each where one would run into the other; then the mark's figure."""
    whole = drawn.statutory
    low, high = scale(whole.min), scale(whole.max)
    last = _seated(measured(whole.max, drawn.unit), high, high)
    first = _seated(_low(whole.min, drawn.unit), low, low)
    if whole.min == whole.max:
        yield [last]
    elif first.ends[1] < last.ends[0] - 2:
        yield [first, last]
    else:
        yield from ([first], [last])
    if drawn.figure is not None:
        place = scale(drawn.figure)
        yield [_seated(f"拟 {measured(drawn.figure, drawn.unit)}", place, place, MARK)]


def _seated(text: str, low: Decimal, high: Decimal, colour: str = INK) -> _Label:
    """Where a label stands: at the middle, or leaning on the end that is near; never beyond the picture."""
    place, width = (low + high) / 2, _width(text)
    if place < _NEAR_END:
        return _Label(text, max(min(low, 100 - width), ZERO), "start", colour)
    if place > 100 - _NEAR_END:
        return _Label(text, min(max(high, width), Decimal(100)), "end", colour)
    if width / 2 > min(place, 100 - place):
        return _Label(text, max((100 - width) / 2, ZERO), "start", colour)
    return _Label(text, place, "middle", colour)


def _written(label: _Label, y: int) -> str:
    return (
        f'<text x="{round(label.x, 2)}%" y="{y}" text-anchor="{label.anchor}" fill="{label.colour}">{label.text}</text>'
    )
