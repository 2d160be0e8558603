"""Tables: widths of columns, cells that reach over several columns or rows, heights left for handwriting."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from docx.shared import Pt
from docx.text.parfmt import ParagraphFormat
from lxml.etree import _Element as Element

from letters.docx import styles
from letters.docx.elements import paragraph, those, w
from letters.docx.geometry import TEXT_WIDTH, mm
from letters.docx.inline import Bookmark, Piece, parts, runs
from letters.docx.vocabulary import classes

WIDTHS: Final = {
    "num": 12,
    "kind": 26,
    "remark": 30,
    "check": 30,
    "day": 32,
    "code": 52,
}  # mm, without the cell's padding
HEIGHTS: Final = {"tall": 30, "when": 15}
WIDE_BLANK: Final = "\u3000"
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


class Cell(NamedTuple):
    """A cell in the grid of a table, counted from 0; `goes_on`: it continues one from above."""

    element: Element
    column: int
    columns: int
    rows: int
    goes_on: bool = False


def table(element: Element, article: tuple[str, ...], bookmarks: Mapping[str, Bookmark]) -> list[Element]:
    """A table, and the paragraphs before and after it that hold it apart from others.

    Args:
        element: the table in HTML.
        article: the classes of the document that it stands in.
        bookmarks: the bookmark of each anchor.
    """
    look = _look(classes(element), article)
    rows = list(element.iter("tr"))
    laid = list(_laid_out(rows))
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


def _laid_out(rows: list[Element]) -> Iterator[list[Cell]]:
    """The cells of each row by columns, those among them that reach down from a row above."""
    reaching: dict[int, Cell] = {}
    for row in rows:
        laid: list[Cell] = []
        for element in row.iterchildren("th", "td"):
            laid += _reaching(reaching, _end(laid))
            laid.append(Cell(element, _end(laid), _span(element, "colspan"), _span(element, "rowspan")))
        laid += _reaching(reaching, _end(laid))
        yield laid
        left = (cell._replace(rows=cell.rows - 1, goes_on=True) for cell in laid)
        reaching = {cell.column: cell for cell in left if cell.rows}


def _reaching(reaching: Mapping[int, Cell], column: int) -> Iterator[Cell]:
    while cell := reaching.get(column):
        yield cell
        column += cell.columns


def _end(laid: list[Cell]) -> int:
    """The first column that is free."""
    return laid[-1].column + laid[-1].columns if laid else 0


def _span(element: Element, name: str) -> int:
    return max(1, int(element.get(name, "1")))


def _widths(cells: list[Cell], look: Look) -> list[int]:
    """Of each column, in twips: those that a label or a class gives; the others share what is left."""
    count = max((cell.column + cell.columns for cell in cells), default=1)
    known: dict[int, int] = {}
    for cell in cells:
        width = _width(cell.element, look)
        if width is not None and cell.columns == 1:
            known.setdefault(cell.column, mm(width + 2 * look.padding_x))
    open_columns = count - len(known)
    share = (TEXT_WIDTH - sum(known.values())) // open_columns if open_columns else 0
    return [known.get(column, share) for column in range(count)]


def _width(element: Element, look: Look) -> float | None:
    """The width in millimetres that a cell asks for."""
    own = next((WIDTHS[name] for name in classes(element) if name in WIDTHS), None)
    return own if own is not None or element.tag != "th" else look.label


def _row(row: Element, cells: list[Cell], widths: list[int], look: Look, bookmarks: Mapping[str, Bookmark]) -> Element:
    named = {name for cell in cells for name in classes(cell.element)}
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
    made = w("tr", *those(properties if len(properties) else None))
    made.extend(_cell(cell, widths, look, bookmarks) for cell in cells)
    if _end(cells) < len(widths):  # a row with too few cells
        made.append(
            w(
                "tc",
                w("tcPr", w("tcW", w=sum(widths[_end(cells) :]), type="dxa"), _columns(len(widths) - _end(cells))),
                paragraph(f"{look.text}Text"),
            )
        )
    return made


def _columns(count: int) -> Element:
    return w("gridSpan", val=count)


def _cell(cell: Cell, widths: list[int], look: Look, bookmarks: Mapping[str, Bookmark]) -> Element:
    named = set(classes(cell.element))
    properties = w(
        "tcPr",
        *those(
            w("tcW", w=sum(widths[cell.column : cell.column + cell.columns]), type="dxa"),
            w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
            w("vMerge", val=None if cell.goes_on else "restart") if cell.goes_on or cell.rows > 1 else None,
            w("vAlign", val="bottom" if named & set(HEIGHTS) else "center"),
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
