"""The part of a document that holds its styles."""

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element as Element

from letters.docx.elements import those, w
from letters.docx.geometry import BODY_SIZE, CHARACTER, LINE, TIGHTER, mm, points
from letters.docx.styles import BLANK, BODY, FORM_TABLE, LIST_TABLE, RECEIPT_TABLE, STYLES, Style

RULE: Final = 4  # eighths of a point
BORDER: Final = 6


def fill(styles: Element) -> None:
    """Put these styles in the place of whatever a styles part holds."""
    for child in list(styles):
        styles.remove(child)
    styles.append(_defaults())
    styles.append(
        w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0)
    )
    styles.append(_normal())
    styles.append(_builtin("character", "DefaultParagraphFont", "Default Paragraph Font"))
    margins = w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=0, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=0, type="dxa"),
    )
    styles.append(_builtin("table", "TableNormal", "Normal Table", w("tblPr", w("tblInd", w=0, type="dxa"), margins)))
    styles.extend(_paragraph_style(style) for style in STYLES)
    underlined = w("rPr", w("u", val="single"))
    styles.append(_named("character", BLANK, "填写处", "DefaultParagraphFont", underlined))
    styles.append(_table_style(FORM_TABLE, "表格式文书", mm(1.8), mm(2.5)))
    styles.append(_table_style(RECEIPT_TABLE, "送达回证", mm(2.2), mm(3)))
    styles.append(_table_style(LIST_TABLE, "清单", mm(1.2), mm(2)))


def _defaults() -> Element:
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    return w("docDefaults", w("rPrDefault", w("rPr", _fonts(BODY), *_size(BODY_SIZE), language)), w("pPrDefault"))


def _normal() -> Element:
    """Lines of a fixed pitch, justified, Chinese rules for line ends, no space between Han characters and figures.

    22 lines come from the pitch and 28 characters from the spacing, not from the grid of the page, which counts the same: Word
    and WPS would keep to it, but LibreOffice gives a character of 16 points two cells when a cell is 15.8 points wide.
    """
    paragraphs = w(
        "pPr",
        w("widowControl", val=0),
        w("kinsoku"),
        w("overflowPunct"),
        w("autoSpaceDE", val=0),
        w("autoSpaceDN", val=0),
        w("adjustRightInd", val=0),
        w("snapToGrid", val=0),
        w("spacing", before=0, after=0, line=LINE, lineRule="exact"),
        w("jc", val="both"),
    )
    characters = w("rPr", _fonts(BODY), w("snapToGrid", val=0), w("spacing", val=TIGHTER), *_size(BODY_SIZE))
    name = w("name", val="Normal")
    return w("style", name, w("qFormat"), paragraphs, characters, type="paragraph", default=1, styleId="Normal")


def _builtin(kind: str, identity: str, name: str, *properties: Element) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=99),
        w("semiHidden"),
        *properties,
        type=kind,
        default=1,
        styleId=identity,
    )


def _named(
    kind: str, identity: str, name: str, base: str, *properties: Element, following: str | None = None
) -> Element:
    is_ours = not name.isascii()
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=base),
        *those(w("next", val=following) if following else None),
        w("uiPriority", val=1),
        *those(w("qFormat") if is_ours else None),
        *properties,
        type=kind,
        customStyle=1 if is_ours else None,
        styleId=identity,
    )


def _paragraph_style(style: Style) -> Element:
    properties = (w("pPr", *those(*_paragraph_properties(style))), w("rPr", *those(*_run_properties(style))))
    kept = (one for one in properties if len(one))
    return _named("paragraph", style.id, style.name, style.base, *kept, following=style.following)


def _paragraph_properties(style: Style) -> Iterator[Element | None]:
    """In the order that the format demands."""
    if style.keep:
        yield w("keepNext")
        yield w("keepLines")
    if style.ruled:  # between: or Word takes neighbours for one box, and rules only under the last of them
        yield w("pBdr", *(w(side, val="single", sz=RULE, space=0, color="auto") for side in ("bottom", "between")))
    yield _spacing(style)
    yield _indents(style)
    if style.align:
        yield w("jc", val=style.align)
    if style.outline is not None:
        yield w("outlineLvl", val=style.outline)


def _spacing(style: Style) -> Element | None:
    rule = "exact" if style.line is not None else None
    made = w("spacing", before=style.before, after=style.after, line=style.line, lineRule=rule)
    return made if made.attrib else None


def _indents(style: Style) -> Element | None:
    """In hundredths of a character for Word, and in twips for programs that know no characters."""
    width = CHARACTER if style.size is None else points(style.size)
    values: dict[str, int] = {}
    for name, characters in (("left", style.left), ("right", style.right), ("firstLine", style.first)):
        if characters is not None:
            values |= {f"{name}Chars": characters * 100, name: characters * width}
    return w("ind", **values) if values else None


def _run_properties(style: Style) -> Iterator[Element | None]:
    if style.font:
        yield _fonts(style.font)
    if style.natural:
        yield w("spacing", val=0)
    if style.size is not None:
        yield from _size(style.size)


def _size(size: float) -> tuple[Element, Element]:
    """In half points."""
    return w("sz", val=round(size * 2)), w("szCs", val=round(size * 2))


def _fonts(name: str) -> Element:
    return w("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _table_style(identity: str, name: str, high: int, wide: int) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=BORDER, space=0, color="auto") for side in sides))
    margins = (("top", high), ("left", wide), ("bottom", high), ("right", wide))
    padding = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins))
    return _named("table", identity, name, "TableNormal", w("tblPr", borders, padding))
