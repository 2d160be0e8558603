"""A rendered page written as DOCX: the same page always gives the same bytes."""

import io
from datetime import UTC, datetime

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from letters.docx.elements import allowed
from letters.docx.inline import bookmarks
from letters.docx.packing import without_clock
from letters.docx.sections import section
from letters.docx.stationery import open_stationery
from letters.docx.vocabulary import require_known
from letters.docx.walking import Where, contents


def write_docx(html: str) -> bytes:
    """Write a page that `rendering` made as an editable document.

    Args:
        html: the whole page; its metadata give title, author and dates.

    Raises:
        UnknownMarkupError: an element, a class or an attribute has no counterpart; all of them are named.
        PrintingError: a control character, or a page is referred to that is not there.
    """
    page = document_fromstring(allowed(html).encode(), parser=HTMLParser(encoding="utf-8", no_network=True))
    body = next(page.iter("body"))
    require_known(body)
    document = open_stationery()
    blocks = contents(body, Where(bookmarks(body)))
    document.element.body[:] = [*blocks, _last_section(blocks)]
    _describe(document, page)
    written = io.BytesIO()
    document.save(written)
    return without_clock(written)


def _last_section(blocks: list[Element]) -> Element:
    """The properties of the last section stand at the document's end, not in its last paragraph."""
    last = blocks[-1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if blocks else None
    return section(numbered=True) if last is None else last


def _describe(document: Document, page: Element) -> None:
    """Title, author, language and days, from the page's metadata."""
    said = {meta.get("name"): meta.get("content", "") for meta in page.iterfind("head/meta")}
    properties = document.core_properties
    properties.title = (page.findtext("head/title") or "").strip()
    properties.author = properties.last_modified_by = said.get("author", "")
    properties.language = "zh-CN"
    properties.revision = 1
    if "dcterms.created" in said:
        properties.created = _day(said["dcterms.created"])
    if "dcterms.modified" in said:
        properties.modified = _day(said["dcterms.modified"])


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
