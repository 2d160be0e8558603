"""The named styles of the documents: what officers find in the style pane of Word and WPS.

Latin letters and figures are in the Chinese font of their style too. The standard excepts nothing from 仿宋, the printed PDF
sets them so, and Word would take quotation marks and dashes, which Chinese shares with English, from a narrow Latin font.
What Word calls 正文 is its own style Normal; a style of ours must not bear that name.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from letters.docx.geometry import LINE, NUMBER_LINE, mm, points

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
    Style("LetterLine", "书写行", align="left", line=LINE - points(1), ruled=True),
    *_in_tables("Table", "表格", 12, mm(7)),
    *_in_tables("Receipt", "回证", 14, mm(8)),
    Style("TableGap", "表格间隔", line=LINE // 2, size=1, natural=True),
    Style("TableEnd", "表格末尾", line=points(1), size=1, natural=True),
    Style("PageNumber", "页码", "Footer", font=NUMBER, size=14, line=NUMBER_LINE, natural=True),
)
