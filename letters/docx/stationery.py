"""The empty document that all are written on: styles, settings, footers, names of fonts; made once by python-docx."""

import io
from functools import cache
from typing import Final

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.hdrftr import FooterPart
from lxml import etree
from lxml.etree import _Element as Element

from letters.docx.elements import field, run, w
from letters.docx.geometry import points
from letters.docx.styles import FONTS
from letters.docx.stylesheet import fill

KEPT: Final = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
)
WORD_2013: Final = 15
ODD: Final = "rIdOdd"
EVEN: Final = "rIdEven"
NONE: Final = "rIdNone"


def open_stationery() -> Document:
    """A new empty document; its footers are known by ODD, EVEN and NONE."""
    return docx.Document(io.BytesIO(_stationery()))


@cache
def _stationery() -> bytes:
    document = docx.Document()
    package = document.part.package
    for rels in (package.rels, document.part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype not in KEPT]:
            del rels[name]
    for element in (document.element.body, document.core_properties._element, document.settings.element):  # noqa: SLF001 -- no other way to empty it
        element[:] = []
    fill(document.styles.element)
    document.settings.element.extend(_settings())
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, etree.tostring(_font_table()), package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    for name, content in ((ODD, _page_number("right")), (EVEN, _page_number("left")), (NONE, w("p"))):
        footer = FooterPart.new(package)
        footer.element[:] = [content]
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.FOOTER, footer, name)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _page_number(side: str) -> Element:
    """— 1 —, one character from the outer side."""
    properties = w(
        "pPr", w("pStyle", val="PageNumber"), w("ind", **{f"{side}Chars": 100, side: points(14)}), w("jc", val=side)
    )
    return w("p", properties, run("— "), *field("PAGE", "1"), run(" —"))


def _settings() -> tuple[Element, ...]:
    """Odd and even pages have their own footers; Chinese line ends as in any Chinese document of Word; blanks at an end are underlined."""
    version = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=WORD_2013
    )
    return (
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("ulTrailSpace"), w("doNotExpandShiftReturn"), w("useFELayout"), version),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def _font_table() -> Element:
    """The fonts by both their names: 86 is the character set GB 2312."""
    fonts = (w("font", w("altName", val=other), w("charset", val=86), name=name) for name, other in FONTS.items())
    return w("fonts", *fonts)
