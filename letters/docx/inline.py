"""What stands in a paragraph: text, line breaks, blanks to be filled in, numbers of other pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import Final, NamedTuple

from lxml.etree import _Element as Element

from letters.docx import styles
from letters.docx.elements import field, line_break, run
from letters.reasons import PrintingError

SPACES: Final = re.compile("[ \t\r\n\f]+")


class Sort(Enum):
    """What a piece of a paragraph is."""

    TEXT = auto()
    BLANK = auto()
    BREAK = auto()
    PAGE = auto()


class Piece(NamedTuple):
    """A part of a paragraph: of what sort, and its text or the anchor that it counts the page of."""

    sort: Sort
    text: str = ""


class Bookmark(NamedTuple):
    """How Word knows an anchor of the page; hyphens are not allowed in its names."""

    number: int
    name: str


def bookmarks(body: Element) -> Mapping[str, Bookmark]:
    """A bookmark for each anchor."""
    anchors = dict.fromkeys(anchor for element in body.iter("*") if (anchor := element.get("id")))
    return {anchor: Bookmark(number, f"page_{number}") for number, anchor in enumerate(anchors, 1)}


def pieces(element: Element) -> list[Piece]:
    """What is in a paragraph or heading, with blanks as a browser shows them."""
    return _collapsed([Piece(Sort.TEXT, element.text or ""), *(piece for child in element for piece in _pieces(child))])


def parts(cell: Element) -> Iterator[tuple[Element | None, list[Piece]]]:
    """The paragraphs of a cell with what is in them; None: text that stands in the cell itself."""
    loose = [Piece(Sort.TEXT, cell.text or "")]
    for child in cell:
        if child.tag == "p":
            yield None, _collapsed(loose)
            yield child, pieces(child)
            loose = [Piece(Sort.TEXT, child.tail or "")]
        else:
            loose += _pieces(child)
    yield None, _collapsed(loose)


def _pieces(child: Element) -> Iterator[Piece]:
    """An element in the text, and the text behind it."""
    if child.tag == "br":
        yield Piece(Sort.BREAK)
    elif child.tag == "span":
        yield Piece(Sort.BLANK if child.get("class") else Sort.TEXT, child.text or "")
    elif child.tag == "a":
        yield Piece(Sort.PAGE, child.get("href", "").removeprefix("#"))
    yield Piece(Sort.TEXT, child.tail or "")


def _collapsed(given: Iterable[Piece]) -> list[Piece]:
    """Runs of blanks made one, those at a line's start and end taken away; wide ones, and those to be filled in, stay."""
    kept = [Piece(Sort.BREAK)]
    for piece in given:
        if piece.sort != Sort.TEXT:
            if piece.sort == Sort.BREAK:
                _strip_end(kept)
            kept.append(piece)
            continue
        text = SPACES.sub(" ", piece.text)
        last = kept[-1]
        if last.sort == Sort.BREAK or (last.sort == Sort.TEXT and last.text.endswith(" ")):
            text = text.removeprefix(" ")
        if text:
            kept.append(Piece(Sort.TEXT, text))
    _strip_end(kept)
    return kept[1:]


def _strip_end(kept: list[Piece]) -> None:
    if kept[-1].sort == Sort.TEXT:
        text = kept.pop().text.removesuffix(" ")
        if text:
            kept.append(Piece(Sort.TEXT, text))


def runs(found: list[Piece], marks: Mapping[str, Bookmark]) -> list[Element]:
    """The pieces as runs of a paragraph.

    Args:
        found: as `pieces` gives them.
        marks: the bookmark of each anchor.

    Raises:
        PrintingError: a page is asked for that is not in the document.
    """
    return [written for piece in found for written in _runs(piece, marks)]


def _runs(piece: Piece, marks: Mapping[str, Bookmark]) -> list[Element]:
    match piece.sort:
        case Sort.BREAK:
            return [line_break()]
        case Sort.BLANK:
            return [run(piece.text, styles.BLANK)]
        case Sort.PAGE:
            if piece.text not in marks:
                raise PrintingError(f"文书模板引用了文中没有的页：#{piece.text}")
            return field(f"PAGEREF {marks[piece.text].name}", dirty=True)
        case Sort.TEXT:
            return [run(piece.text)]
