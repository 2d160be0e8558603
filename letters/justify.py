"""Flush right edges for Han text: WeasyPrint only widens spaces, and Chinese has none.

Replaces the private `weasyprint.layout.inline.justify_line` of the very version that requirements.txt pins; a test of the
printed geometry tells when that no longer works.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

WIDE: Final = re.compile("[‘’“”…—·\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
_only_spaces = inline.justify_line


class SpreadLayout(Layout):  # type: ignore[misc]
    """Text drawn with `room` (CSS pixels) more for each Han character, half of it on either side."""

    def __init__(self, text: str, room: float) -> None:
        """Keep what drawing needs; nothing is laid out before."""
        self.text, self.room = text, room
        self.justification_spacing, self.max_width = 0, None

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 -- WeasyPrint publishes no types
        """Lay the line out for drawing, with the room given to its Han characters."""
        super().reactivate(style)
        spacing = 0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for match in WIDE.finditer(self.text):
            attribute = pango.pango_attr_letter_spacing_new(int((spacing + self.room) * TO_UNITS))
            attribute.start_index = len(self.text[: match.start()].encode())
            attribute.end_index = attribute.start_index + len(match[0].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def justify_line(context: Any, line: Any, slack: float) -> None:  # noqa: ANN401 -- WeasyPrint publishes no types
    """Share the slack (CSS pixels) of a line among its Han characters; without any, leave it to WeasyPrint."""
    text = "".join(box.text for box in _texts(line))
    edges = sum(map(_is_wide, (text[:1], text[-1:])))
    shares = _count(text) - edges / 2
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
        lead, tail = (room / 2 if _is_wide(edge) else 0 for edge in (box.text[:1], box.text[-1:]))
        wider = room * _count(box.text)
        box.position_x += shift + lead
        box.width += wider - lead - tail
        box.pango_layout = SpreadLayout(box.text, room)
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
    """Justify Han text from now on, in the whole process."""
    inline.justify_line = justify_line
