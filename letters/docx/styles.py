"""The named styles of the documents: what officers find in the style pane of Word and WPS.

Latin letters and figures are in the Chinese font of their style too. The standard excepts nothing from 仿宋, the printed PDF
sets them so, and Word would take quotation marks and dashes, which Chinese shares with English, from a narrow Latin font.
What Word calls 正文 is its own style Normal; a style of ours must not bear that name.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from letters.docx.elements import those, w
from letters.docx.geometry import BODY_SIZE, CHARACTER, LINE, NUMBER_LINE, TIGHTER, mm, points

BODY: Final = "仿宋_GB2312"
TITLE: Final = "方正小标宋简体"
HEADING: Final = "黑体"
SUBHEADING: Final = "楷体_GB2312"
NUMBER: Final = "宋体"
FONTS: Final = {BODY: "仿宋", TITLE: "FZXiaoBiaoSong-B05S", HEADING: "SimHei", SUBHEADING: "楷体", NUMBER: "SimSun"}
"""Each font with the other name under which a computer may have it."""

BLANK: Final = "LetterBlank"
FORM_TABLE: Final = "LetterForm"
RECEIPT_TABLE: Final = "LetterReceipt"
LIST_TABLE: Final = "LetterList"
RULE: Final = 4  # eighths of a point
BORDER: Final = 6


class Style(NamedTuple):
    """A style of paragraphs; what is None is as in `base`. Lengths in twips, `size` in points, indents in characters.

    `line`: the fixed pitch of lines; `natural`: characters stand at their own width, not 28 to the line.
    """

    id: str
    name: str
    base: str = "Normal"
    font: str | None = None
    size: float | None = None
    align: str | None = None
    line: int | None = None
    before: int | None = None
    after: int | None = None
    first: int | None = None
    left: int | None = None
    right: int | None = None
    outline: int | None = None
    following: str | None = None
    keep: bool = False
    natural: bool = False
    ruled: bool = False


def _in_tables(prefix: str, name: str, size: float, line: int) -> Iterator[Style]:
    """The styles of a table's cells."""
    text = f"{prefix}Text"
    yield Style(text, f"{name}文字", size=size, line=line, align="left", natural=True)
    yield Style(f"{prefix}Label", f"{name}标签", text, align="center")
    yield Style(f"{prefix}Centred", f"{name}居中", text, align="center")
    yield Style(f"{prefix}Paragraph", f"{name}段落", text, size=size, first=2)
    yield Style(f"{prefix}Sign", f"{name}签署", text, align="right")


STYLES: Final = (
    Style("Title", "Title"),
    Style("Heading1", "heading 1", outline=0, keep=True),
    Style("Heading2", "heading 2", outline=1, keep=True),
    Style("Footer", "footer"),
    Style(
        "LetterTitle",
        "公文标题",
        "Title",
        font=TITLE,
        size=22,
        align="center",
        line=round(LINE * 1.25),
        after=round(LINE * 0.5),
        following="LetterBody",
        keep=True,
        natural=True,
    ),
    Style("CoverTitle", "封面标题", "LetterTitle", size=26, line=round(LINE * 1.6), before=mm(30), after=mm(20)),
    Style("LetterNumber", "文号", align="center", after=LINE),
    Style("LetterHeading1", "一级标题", "Heading1", font=HEADING, first=2, following="LetterBody"),
    Style("LetterHeading2", "二级标题", "Heading2", font=SUBHEADING, first=2, following="LetterBody"),
    Style("LetterBody", "公文正文", first=2),
    Style("LetterFlush", "顶格正文"),
    Style("LetterAddressee", "抬头", following="LetterBody"),
    Style("LetterRow", "条目", align="left", first=2),
    Style("LetterRowFlush", "顶格条目", align="left"),
    Style("LetterCentred", "居中文字", align="center"),
    Style("LetterRight", "居右文字", align="right"),
    Style("LetterSignature", "落款", align="center", left=10, right=4, keep=True),
    Style("LetterSigner", "落款单位", "LetterSignature", before=2 * LINE, following="LetterSignature"),
    Style("LetterSign", "签名行", align="left"),
    Style("LetterLine", "书写行", align="left", line=LINE - points(RULE / 8), ruled=True),
    *_in_tables("Table", "表格", 12, mm(7)),
    *_in_tables("Receipt", "回证", 14, mm(8)),
    Style("TableGap", "表格间隔", line=LINE // 2, size=1, natural=True),
    Style("TableEnd", "表格末尾", line=points(1), size=1, natural=True),
    Style("PageNumber", "页码", "Footer", font=NUMBER, size=14, line=NUMBER_LINE, natural=True),
)


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
