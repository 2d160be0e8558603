"""Sections: every document begins a new page, on the grid of 22 lines by 28 characters, with page numbers or without."""

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from letters.docx import geometry, stationery
from letters.docx.elements import w


def end_section(last: Element, *, numbered: bool) -> None:
    """Let a section end with this paragraph."""
    properties = last.find(qn("w:pPr"))
    if properties is None:
        raise ValueError("every paragraph has a style")
    properties.append(section(numbered=numbered))


def section(*, numbered: bool) -> Element:
    """The page; `numbered`: page numbers at the outer side."""
    odd, even = (stationery.ODD, stationery.EVEN) if numbered else (stationery.NONE, stationery.NONE)
    margins = w(
        "pgMar",
        top=geometry.TOP,
        right=geometry.RIGHT,
        bottom=geometry.BOTTOM,
        left=geometry.LEFT,
        header=geometry.FOOTER,
        footer=geometry.FOOTER,
        gutter=0,
    )
    return w(
        "sectPr",
        _footer("default", odd),
        _footer("even", even),
        w("type", val="nextPage"),
        w("pgSz", w=geometry.PAGE_WIDTH, h=geometry.PAGE_HEIGHT),
        margins,
        w("cols", space=geometry.CHARACTER),
        w("docGrid", type="linesAndChars", linePitch=geometry.LINE, charSpace=geometry.CHARACTER_SPACE),
    )


def _footer(pages: str, part: str) -> Element:
    made = w("footerReference", type=pages)
    made.set(qn("r:id"), part)
    return made
