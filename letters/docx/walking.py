"""From the HTML of a page to the paragraphs and tables of a document: each element and class to its style."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Twips
from docx.text.parfmt import ParagraphFormat
from lxml.etree import _Element as Element

from letters.docx.elements import paragraph, w
from letters.docx.geometry import LINE
from letters.docx.inline import Bookmark, pieces, runs
from letters.docx.sections import end_section
from letters.docx.tables import table
from letters.docx.vocabulary import BLOCKS, classes

KEPT_TOGETHER: Final = {"ending", "review", "signed", "signs"}
HEADINGS: Final = {"h1": "LetterTitle", "h2": "LetterHeading1", "h3": "LetterHeading2"}
PARAGRAPHS: Final = {
    "number": "LetterNumber",
    "to": "LetterAddressee",
    "row": "LetterRow",
    "plain": "LetterFlush",
    "centre": "LetterCentred",
    "when": "LetterRight",
    "line": "LetterLine",
    "sign": "LetterSign",
    "bureau": "LetterSigner",
    "seal": "LetterSignature",
    "date": "LetterSignature",
}
PLAIN: Final = "LetterBody"


class Where(NamedTuple):
    """What surrounds an element: the bookmark of each anchor, the classes of its document, whether that is bound in a file."""

    bookmarks: Mapping[str, Bookmark]
    article: tuple[str, ...] = ()
    bound: bool = False


def contents(container: Element, where: Where) -> list[Element]:
    """What a part of a document holds, in its order."""
    written: list[Element] = []
    for child in container.iterchildren("article", *BLOCKS):
        made = _block(child, where)
        if "signs" in classes(child):
            _keep_with_next(written[-1:])
            for first in islice(_paragraphs(made), 1):
                ParagraphFormat(first).space_before = Twips(LINE)
        written += made
    if KEPT_TOGETHER & set(classes(container)):
        _keep_together(written)
    return written


def _block(element: Element, where: Where) -> list[Element]:
    """An element of a page."""
    own = classes(element)
    if element.tag == "article":
        made = contents(element, where._replace(article=own)) or [paragraph(PLAIN)]
        end_section(made[-1], numbered="cover" not in own and ("receipt" not in own or where.bound))
    elif element.tag == "table":
        made = table(element, where.article, where.bookmarks)
    elif element.tag in {"h1", "h2", "h3", "p"}:
        made = _paragraph(element, own, where)
    else:
        made = contents(element, where._replace(bound=where.bound or "sheet" in own))
    if made and (mark := where.bookmarks.get(element.get("id", ""))):
        _mark(made, mark)
    return made


def _paragraph(element: Element, own: tuple[str, ...], where: Where) -> list[Element]:
    """A heading or paragraph; one without anything in it takes no room, unless it is a line to write on."""
    found = pieces(element)
    if not found and "line" not in own:
        return []
    if element.tag in HEADINGS:
        style = "CoverTitle" if element.tag == "h1" and "cover" in where.article else HEADINGS[element.tag]
    else:
        style = next((PARAGRAPHS[name] for name in own if name in PARAGRAPHS), PLAIN)
    if style == "LetterRow" and "record" in where.article:
        style = "LetterRowFlush"
    return [paragraph(style, *runs(found, where.bookmarks))]


def _mark(made: Sequence[Element], mark: Bookmark) -> None:
    """Mark where a part of the document begins, so that its page can be counted."""
    first = next(_paragraphs(made))
    first.insert(1, w("bookmarkStart", id=mark.number, name=mark.name))
    first.insert(2, w("bookmarkEnd", id=mark.number))


def _keep_together(written: Sequence[Element]) -> None:
    """No page ends inside of these."""
    for one in _paragraphs(written):
        ParagraphFormat(one).keep_together = True
    _keep_with_next(written[:-1])


def _keep_with_next(written: Sequence[Element]) -> None:
    for one in _paragraphs(written):
        ParagraphFormat(one).keep_with_next = True


def _paragraphs(written: Sequence[Element]) -> Iterator[CT_P]:
    """Paragraphs, and those in tables: rows stay together when theirs do."""
    return (one for block in written for one in block.iter(qn("w:p")) if isinstance(one, CT_P))
