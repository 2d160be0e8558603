"""How WeasyPrint sets Han text in letters: flush right edges, no line end inside what belongs together, a rigid line grid.

WeasyPrint justifies by widening spaces, which Chinese has none of; it breaks between any two Han characters; and it makes a
line higher when a rare character comes from another font. All three are changed in private parts of the very version that
requirements.txt pins: `weasyprint.layout.inline.justify_line`, `weasyprint.text.line_break.Layout` and `first_line_metrics`
beside it. Tests of the printed geometry tell when that no longer works.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from letters.paper.typography import unbreakable

WIDE: Final = re.compile("[‘’“”…—·\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+")
NO: Final = 0  # gboolean
SHORTEST: Final = 8  # characters; narrower columns are broken as WeasyPrint does
LONGEST: Final = 2**21  # CSS pixels; from here on WeasyPrint takes a width for none
LOOSE: Final = 1.0  # characters that a line may lack before another way to break it is tried
SQUEEZE: Final = 1.2  # characters that a line may hold too many, set a little tighter
FLUSH: Final = 2.4  # characters that a line may lack and still be made flush
MOST_ROOM: Final = 0.09  # of a character: with more between them, programs that copy the text see spaces
MARGIN: Final = 0.05  # CSS pixels, for rounding
_only_spaces = inline.justify_line
_own_metrics = line_break.first_line_metrics
_grid: dict[str, tuple[float, float]] = {}
ffi.cdef("PangoAttribute *pango_attr_allow_breaks_new (gboolean allow_breaks);")


class HanLayout(line_break.Layout):  # type: ignore[misc]
    """A line of text. `room`, `squeeze`: CSS pixels more and less for its characters, half of them on either side."""

    room = 0.0
    squeeze = 0.0
    is_used = False
    is_broken = False
    words: ClassVar[tuple[str, ...]] = ()

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 -- WeasyPrint's own signature
        """Set the text; while it is being broken into lines it is not to be torn where it belongs together."""
        if justify or self.is_broken or not self._is_breaking():
            super().set_text(text, justify)
            self._space(self.squeeze, [(0, len(self.text))] if self.squeeze else [])
            return
        self._set_whole(text, parts=False)
        slack = self._slack()
        if slack > LOOSE * self.style["font_size"] and not self._squeezed() and slack > FLUSH * self.style["font_size"]:
            self._set_whole(text, parts=True)
            if self._slack() > LOOSE * self.style["font_size"]:
                self._squeezed()

    def _is_breaking(self) -> bool:
        """Whether this text is being broken into lines of some length."""
        wraps = self.style["white_space"] in ("normal", "pre-wrap", "pre-line")
        return wraps and self.max_width is not None and SHORTEST * self.style["font_size"] < self.max_width < LONGEST

    def _set_whole(self, text: str, *, parts: bool) -> None:
        """Set the text with all that belongs together, or only parts of it, kept whole."""
        if self.is_used:
            self.setup(self.style)
            self._set_width(0)
        self.is_used, self.squeeze = True, 0.0
        super().set_text(text)
        together = partial(pango.pango_attr_allow_breaks_new, NO)
        self._attribute(together, unbreakable(self.text, self.words, parts=parts), pango.pango_attr_list_insert)

    def _slack(self) -> float:
        """How much (CSS pixels) the first line lacks; nothing when it is the last."""
        line, rest = self.get_first_line()
        return 0 if rest is None else float(self.max_width - line_break.line_size(line, self.style)[0])

    def _squeezed(self) -> bool:
        """Take one part more into the first line by setting it a little tighter, where that is enough."""
        allowed = SQUEEZE * self.style["font_size"]
        self._set_width(allowed)
        over = -self._slack()
        line, rest = self.get_first_line()
        characters = len(self.text.encode()[: rest or line.length].decode())
        if rest is not None and 0 < over <= allowed:
            self.squeeze = -(over + MARGIN) / (characters - 1)
            self._space(self.squeeze, [(0, characters)])
        self._set_width(0)
        return bool(self.squeeze)

    def _set_width(self, more: float) -> None:
        """Break lines at the width given, and `more` (CSS pixels)."""
        pango.pango_layout_set_width(self.layout, int((self.max_width + more) * TO_UNITS))

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 -- WeasyPrint publishes no types
        """Lay the line out again for drawing, its Han characters with their room."""
        super().reactivate(style)
        if self.room:
            self._space(self.squeeze + self.room, (match.span() for match in WIDE.finditer(self.text)))

    def _space(self, more: float, spans: Iterable[tuple[int, int]]) -> None:
        """Give parts of the text more (or less) letter spacing than their style says (CSS pixels)."""
        spacing = 0 if self.style["letter_spacing"] == "normal" else self.style["letter_spacing"]
        wider = partial(pango.pango_attr_letter_spacing_new, int((spacing + more) * TO_UNITS))
        self._attribute(wider, spans, pango.pango_attr_list_change)

    def _attribute(self, made: Callable[[], Any], spans: Iterable[tuple[int, int]], add: Callable[..., None]) -> None:
        """Give an attribute to parts of the text; `add` tells whether it joins or replaces what is there."""
        places = tuple(spans)
        if not places:
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in places:
            attribute = made()
            attribute.start_index = len(self.text[:start].encode())
            attribute.end_index = attribute.start_index + len(self.text[start:end].encode())
            add(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def first_line_metrics(line: Any, text: str, layout: Any, *rest: Any, **more: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """WeasyPrint's measures of a line, but height and baseline as if all of it were in the style's first font."""
    style = layout.style
    layout.is_broken = True
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
    room = min(slack / shares, MOST_ROOM * line.style["font_size"])
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
