"""How WeasyPrint sets Han text in letters: flush right edges, no line end inside what belongs together, a rigid line grid.

WeasyPrint justifies by widening spaces, which Chinese has none of; it breaks between any two Han characters; and it makes a
line higher when a rare character comes from another font. All three are changed in private parts of the very version that
requirements.txt pins: `weasyprint.layout.inline.justify_line`, `weasyprint.text.line_break.Layout` and `first_line_metrics`
beside it. Tests of the printed geometry tell when that no longer works.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import inf
from typing import Any, ClassVar, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from letters.typography import unbreakable

WIDE: Final = re.compile("[‘’“”…—·\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
NO: Final = 0  # gboolean
GAPING: Final = 3  # characters that a line may lack before a date or a citation in it is broken after all
_only_spaces = inline.justify_line
_own_metrics = line_break.first_line_metrics
_grid: dict[str, tuple[float, float]] = {}
ffi.cdef("PangoAttribute *pango_attr_allow_breaks_new (gboolean allow_breaks);")


class HanLayout(line_break.Layout):  # type: ignore[misc]
    """A line of text. `room`: CSS pixels more for each Han character when it is drawn, half of them on either side."""

    room = 0.0
    words: ClassVar[tuple[str, ...]] = ()

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 -- WeasyPrint's own signature
        """Set the text; while lines are broken it is not to be torn where it belongs together."""
        super().set_text(text, justify)
        if justify:
            return
        together = partial(pango.pango_attr_allow_breaks_new, NO)
        if self._attribute(together, unbreakable(self.text, self.words)) and self._gapes():
            pango.pango_layout_set_attributes(self.layout, ffi.NULL)
            super().set_text(text)
            self._attribute(together, unbreakable(self.text, self.words, parts=True))

    def _gapes(self) -> bool:
        """Whether the first line is broken so early that justifying it would look bad."""
        if self.max_width is None or self.max_width == inf:
            return False
        line, rest = self.get_first_line()
        width, _ = line_break.line_size(line, self.style)
        return rest is not None and self.max_width - width > GAPING * self.style["font_size"]

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 -- WeasyPrint publishes no types
        """Lay the line out again for drawing, its Han characters with their room."""
        super().reactivate(style)
        if self.room:
            spacing = 0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
            wider = partial(pango.pango_attr_letter_spacing_new, int((spacing + self.room) * TO_UNITS))
            self._attribute(wider, (match.span() for match in WIDE.finditer(self.text)))

    def _attribute(self, made: Callable[[], Any], spans: Iterator[tuple[int, int]]) -> bool:
        """Give an attribute to parts of the text; tells whether there were any."""
        places = tuple(spans)
        if not places:
            return False
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in places:
            attribute = made()
            attribute.start_index = len(self.text[:start].encode())
            attribute.end_index = attribute.start_index + len(self.text[start:end].encode())
            pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)
        return True


def first_line_metrics(line: Any, text: str, layout: Any, *rest: Any, **more: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """WeasyPrint's measures of a line, but height and baseline as if all of it were in the style's first font."""
    style = layout.style
    measured = _own_metrics(line, text, layout, *rest, **more)
    return (*measured[:4], *_first_font(style))


def _first_font(style: Any) -> tuple[float, float]:  # noqa: ANN401
    """Height and baseline (CSS pixels) of a line in the style's first font."""
    key = line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001 -- pinned, see above
    if key not in _grid:
        layout = line_break.Layout(style)
        layout.set_text(" ")
        line, _ = layout.get_first_line()
        _grid[key] = _own_metrics(line, " ", layout, None, False, style)[4:]  # noqa: FBT003
    return _grid[key]


@contextmanager
def kept_together(words: tuple[str, ...]) -> Iterator[None]:
    """Words that no line end tears apart in what is set in here."""
    HanLayout.words = words
    try:
        yield
    finally:
        HanLayout.words = ()


def justify_line(context: Any, line: Any, slack: float) -> None:  # noqa: ANN401 -- WeasyPrint publishes no types
    """Share the slack (CSS pixels) of a line among its Han characters; without any, leave it to WeasyPrint."""
    text = "".join(box.text for box in _texts(line))
    shares = _count(text) - (_is_wide(text[:1]) + _is_wide(text[-1:])) / 2
    if shares <= 0:
        _only_spaces(context, line, slack)
        return
    room = slack / shares
    _spread(line, room, -room / 2 if _is_wide(text[:1]) else 0)


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _texts(child)


def _spread(box: Any, room: float, shift: float) -> float:  # noqa: ANN401
    """Move a box right by `shift` and widen the Han text in it; returns the shift of what follows."""
    if isinstance(box, boxes.TextBox):
        lead, tail = (room / 2 * _is_wide(edge) for edge in (box.text[:1], box.text[-1:]))
        wider = room * _count(box.text)
        box.position_x += shift + lead
        box.width += wider - lead - tail
        box.pango_layout.room = room
        return shift + wider
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(shift, 0)
        return shift
    after = shift
    for child in box.children:
        if child.is_in_normal_flow():
            after = _spread(child, room, after)
    if isinstance(box, boxes.InlineBox):
        box.position_x += shift
    box.width += after - shift
    return after


def _is_wide(character: str) -> bool:
    return WIDE.fullmatch(character) is not None


def _count(text: str) -> int:
    return sum(len(run) for run in WIDE.findall(text))


def install() -> None:
    """Set Han text so from now on, in the whole process."""
    inline.justify_line = justify_line
    line_break.Layout = HanLayout
    line_break.first_line_metrics = first_line_metrics
