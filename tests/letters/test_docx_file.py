"""The file of the editable document: reproducible, small, in the order that Word insists on."""

import io
from collections.abc import Iterator
from datetime import date
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree

from letters.docx import stationery, write_docx
from letters.docx.styles import BODY, TITLE

from .docx_pages import HEAD, VOCABULARY, opened, page


def test_the_same_page_gives_the_same_bytes() -> None:
    first = write_docx(HEAD + VOCABULARY)
    stationery._stationery.cache_clear()
    assert write_docx(HEAD + VOCABULARY) == first
    assert write_docx((HEAD + VOCABULARY).replace("警告", "通报")) != first
    with ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_page() -> None:
    properties = opened(write_docx(HEAD + VOCABULARY)).core_properties
    assert (properties.title, properties.author, properties.language) == ("各种写法", "某市教育局", "zh-CN")
    assert properties.created is not None
    assert properties.modified is not None
    assert (properties.created.date(), properties.modified.date()) == (date(2026, 9, 1), date(2026, 9, 2))
    assert properties.comments == ""


def test_only_what_is_needed_is_in_the_file() -> None:
    with ZipFile(io.BytesIO(write_docx(HEAD + VOCABULARY))) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/footer2.xml",
            "word/footer3.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


SEQUENCES = {  # ISO/IEC 29500-1 (transitional): the order in which Word insists on finding what stands in these
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tr": "tblPrEx trPr tc",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tc": "tcPr p",
    "r": "rPr t br fldChar instrText",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "settings": "view zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl compat rsids themeFontLang",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn "
    "adjustLineHeightInTable useFELayout compatSetting",
    "font": "altName panose1 charset family notTrueType pitch sig",
}

ANY_ORDER = {"body", "document", "p", "trPr", "tblGrid", "fonts", "ftr", "rPrDefault", "pPrDefault"}


def test_everything_stands_in_the_order_of_the_format() -> None:
    with ZipFile(io.BytesIO(write_docx(HEAD + VOCABULARY))) as archive:
        parts = [
            etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        ]
    elements = [element for part in parts for element in part.iter("*")]
    wrong = [fault for element in elements for fault in disordered(element)]
    assert wrong == []
    assert {etree.QName(element).localname for element in elements} >= {
        "pPr",
        "rPr",
        "tcPr",
        "sectPr",
        "tblPr",
        "style",
        "compat",
    }


def disordered(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    children = [etree.QName(child).localname for child in element]
    if name in ANY_ORDER or not children:
        return
    order = SEQUENCES[name].split()
    places = [order.index(child) if child in order else -1 for child in children]
    if -1 in places or places != sorted(places):
        yield f"{name}: {children}"


def test_references_of_the_document_are_there() -> None:
    """Every style, bookmark and footer that is named exists: what is missing makes Word repair or forget."""
    document = opened(write_docx(HEAD + VOCABULARY))
    body = document.element.body
    known = {style.style_id for style in document.styles}
    assert set(body.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= known
    assert set(document.styles.element.xpath("//w:basedOn/@w:val | //w:next/@w:val")) <= known
    assert set(body.xpath("//w:footerReference/@r:id")) <= set(document.part.rels)
    pages = {code.split()[1] for code in body.xpath("//w:instrText/text()")}
    assert pages <= set(body.xpath("//w:bookmarkStart/@w:name"))
    marks = body.xpath("//w:bookmarkStart/@w:id")
    assert sorted(marks) == sorted(set(marks)) == sorted(body.xpath("//w:bookmarkEnd/@w:id"))
    for table in document.tables:
        assert isinstance(table._tbl.getnext(), type(document.paragraphs[0]._p))
    assert not body.xpath("//w:tc[not(w:p)]")


def test_fonts_are_known_by_both_their_names() -> None:
    with ZipFile(io.BytesIO(write_docx(page("<p>甲</p>")))) as archive:
        fonts = etree.fromstring(archive.read("word/fontTable.xml"))
    names = {font.get(qn("w:name")): font[0].get(qn("w:val")) for font in fonts}
    assert (names[BODY], names[TITLE]) == ("仿宋", "FZXiaoBiaoSong-B05S")
