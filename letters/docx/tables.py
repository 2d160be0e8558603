"""Tables: widths of columns, cells that reach over several columns or rows, heights left for handwriting."""

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from docx.shared import Pt
from docx.text.parfmt import ParagraphFormat
from lxml.etree import _Element as Element

from letters.docx import styles
from letters.docx.elements import paragraph, those, w
from letters.docx.geometry import TEXT_WIDTH, mm
from letters.docx.grid import Cell, end_of, laid_out
from letters.docx.inline import Bookmark, Piece, Sort, parts, runs
from letters.docx.vocabulary import classes

WIDTHS: Final = {"num": 12, "kind": 26, "remark": 30, "said": 56, "check": 30, "day": 32, "code": 52, "who": 32}
"""Of columns, in millimetres without the padding of their cells."""

HEIGHTS: Final = {"tall": 30, "when": 15, "remark": 12}
"""The room left for handwriting, in millimetres without padding."""

NARROWEST: Final = mm(12)
WIDE_BLANK: Final = "\u3000"
BOTTOM: Final = {"tall", "when"}
CENTRED: Final = {"num", "check", "day"}


class Look(NamedTuple):
    """How a table is set: its style; the style and size (points) of its text; padding, labels, least height of rows in mm."""

    style: str
    text: str
    size: float
    padding_y: float
    padding_x: float
    label: float | None = None
    least: float | None = None


LIST: Final = Look(styles.LIST_TABLE, "Table", 12, 1.2, 2)
PLAIN: Final = Look(styles.FORM_TABLE, "Table", 12, 1.8, 2.5)
FORM: Final = PLAIN._replace(label=40)
FOUR: Final = PLAIN._replace(label=36)
COVER: Final = PLAIN._replace(label=41, least=8 + 2 * 2.2)
RECEIPT: Final = Look(styles.RECEIPT_TABLE, "Receipt", 14, 2.2, 3, label=45)


def table(element: Element, article: tuple[str, ...], bookmarks: Mapping[str, Bookmark]) -> list[Element]:
    """A table, and the paragraphs before and after it that hold it apart from others.

    Args:
        element: the table in HTML.
        article: the classes of the document that it stands in.
        bookmarks: the bookmark of each anchor.
    """
    look = _look(classes(element), article)
    rows = list(element.iter("tr"))
    if not rows:
        return []
    laid = list(laid_out(rows))
    widths = _widths([cell for cells in laid for cell in cells], look)
    properties = w(
        "tblPr",
        w("tblStyle", val=look.style),
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000"),
    )
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    made.extend(_row(row, cells, widths, look, bookmarks) for row, cells in zip(rows, laid, strict=True))
    if look is LIST:
        return [paragraph("TableGap"), made, paragraph("TableGap")]
    return [made, paragraph("TableEnd")]


def _look(own: tuple[str, ...], article: tuple[str, ...]) -> Look:
    if "list" in own:
        return LIST
    if "form" not in own:
        return PLAIN
    if "receipt" in article:
        return RECEIPT
    if "cover" in article:
        return COVER
    return FOUR if "four" in own else FORM


def _widths(cells: list[Cell], look: Look) -> list[int]:
    """Of each column, in twips: those that a label or a class gives; the others share what is left of the text's width."""
    count = max((cell.column + cell.columns for cell in cells), default=1)
    known: dict[int, int] = {}
    for cell in cells:
        width = _width(cell.element, look)
        if width is not None and cell.columns == 1:
            known.setdefault(cell.column, mm(width + 2 * look.padding_x))
    share = max(NARROWEST, (TEXT_WIDTH - sum(known.values())) // max(1, count - len(known)))
    wanted = [known.get(column, share) for column in range(count)]
    edges = [round(TEXT_WIDTH * edge / sum(wanted)) for edge in (0, *accumulate(wanted))]
    return [right - left for left, right in pairwise(edges)]


def _width(element: Element, look: Look) -> float | None:
    """The width in millimetres that a cell asks for."""
    own = next((WIDTHS[name] for name in classes(element) if name in WIDTHS), None)
    return own if own is not None or element.tag != "th" else look.label


def _row(row: Element, cells: list[Cell], widths: list[int], look: Look, bookmarks: Mapping[str, Bookmark]) -> Element:
    named = {name for cell in cells if cell.element.tag == "td" and not cell.goes_on for name in classes(cell.element)}
    is_head = next(row.iterancestors("thead"), None) is not None
    height = max((HEIGHTS[name] + 2 * look.padding_y for name in named if name in HEIGHTS), default=look.least)
    properties = w(
        "trPr",
        *those(
            w("cantSplit") if look is LIST or is_head or "tall" in named else None,
            w("trHeight", val=mm(height), hRule="atLeast") if height is not None else None,
            w("tblHeader") if is_head else None,
        ),
    )
    made = w(
        "tr", *those(properties if len(properties) else None), *(_cell(cell, widths, look, bookmarks) for cell in cells)
    )
    if end_of(cells) < len(widths):
        made.append(_rest(widths[end_of(cells) :], look))
    return made


def _rest(widths: list[int], look: Look) -> Element:
    """An empty cell at the end of a row that has too few."""
    size = (w("tcW", w=sum(widths), type="dxa"), w("gridSpan", val=len(widths)))
    return w("tc", w("tcPr", *size), paragraph(f"{look.text}Text"))


def _cell(cell: Cell, widths: list[int], look: Look, bookmarks: Mapping[str, Bookmark]) -> Element:
    named = set(classes(cell.element))
    properties = w(
        "tcPr",
        *those(
            w("tcW", w=sum(widths[cell.column : cell.column + cell.columns]), type="dxa"),
            w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
            w("vMerge", val=None if cell.goes_on else "restart") if cell.goes_on or cell.rows > 1 else None,
            w("vAlign", val="bottom" if named & BOTTOM else "center"),
        ),
    )
    written = [] if cell.goes_on else list(_paragraphs(cell.element, look, bookmarks))
    return w("tc", properties, *(written or [paragraph(look.text + _text_style(cell.element))]))


def _paragraphs(cell: Element, look: Look, bookmarks: Mapping[str, Bookmark]) -> Iterator[Element]:
    for own, found in parts(cell):
        if not found:
            continue
        style = _text_style(cell) if own is None else _paragraph_style(own, cell)
        text, room = _without_room(found) if style == "Sign" else (found, 0)
        made = paragraph(look.text + style, *runs(text, bookmarks))
        if room:
            ParagraphFormat(made).right_indent = Pt(room * look.size)
        yield made


def _without_room(found: list[Piece]) -> tuple[list[Piece], int]:
    """Wide blanks at the end of what is set to the right: programs let them hang over the edge, so they become an indent."""
    *before, last = found
    if last.sort is not Sort.TEXT:
        return found, 0
    text = last.text.rstrip(WIDE_BLANK)
    return [*before, last._replace(text=text)], len(last.text) - len(text)


def _text_style(cell: Element) -> str:
    named = set(classes(cell))
    if cell.tag == "th":
        return "Label"
    if "when" in named:
        return "Sign"
    return "Centred" if named & CENTRED else "Text"


def _paragraph_style(own: Element, cell: Element) -> str:
    named = classes(own)
    if "when" in named:
        return "Sign"
    return _text_style(cell) if cell.tag == "th" or "plain" in named else "Paragraph"
