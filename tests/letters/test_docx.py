"""The editable document: the same words as the page, named styles, the page of the standard, opened by a real program."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from letters.bureau import BureauSettings
from letters.docx import stationery, tables, vocabulary, write_docx
from letters.docx.styles import BODY, TITLE
from letters.docx.vocabulary import UnknownMarkupError
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.reasons import PrintingError, RefusedError
from letters.rendering import STYLESHEET, TEMPLATES
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.rulebook import Rulebook

from .conftest import LetterOf, text_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))
MM = 25.4 / 72
FOOT = 265  # mm from the top: page numbers stand below
HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>各种写法</title>
<meta name="author" content="某市教育局">
<meta name="dcterms.created" content="2026-09-01">
<meta name="dcterms.modified" content="2026-09-02">
</head>
"""
VOCABULARY = """<body>
<div class="sheet" id="cover"><article class="letter cover"><header><h1>某市教育局<br>行政处罚案卷</h1></header>
<table class="form"><tr><th>当事人</th><td>某某学校</td></tr><tr><th>归档日期</th><td></td></tr></table></article></div>
<div class="sheet" id="contents"><article class="letter contents"><header><h1>卷内目录</h1></header>
<table class="list"><thead><tr><th class="num">序号</th><th>文书名称</th><th class="code">文号</th><th class="day">日期</th>
<th class="num">页码</th></tr></thead><tbody><tr><td class="num">1</td><td>询问笔录</td><td class="code">某教〔2026〕1号</td>
<td class="day">2026年9月1日</td><td class="num"><a class="page" href="#document-1"></a></td></tr></tbody></table>
</article></div>
<div class="sheet" id="document-1"><article class="letter record"><header><h1>某市教育局<br>询问笔录</h1>
<p class="number">某教〔2026〕1号</p></header>
<section class="party"><p class="row">被询问人：<span class="blank">　　　　　　　　</span>　性别：<span class="blank">　　　</span></p></section>
<section class="opening"><p class="to">某某学校：</p><p>经查，“某某”于
2026年收费46580元。</p><p class="orders">责令退还。</p><p class="penalty">警告。</p><p class="total">合计一项。</p>
<p class="plain">顶格一段。</p><p class="centre">居中一段。</p><p class="when">年　　月　　日</p><p class="row indented">账号：1</p></section>
<section class="hearing"><h2>一、证据</h2><h3>（一）第一项</h3><div class="list"><p>证据1：甲；</p><p>证据2：乙。</p></div>
<table class="list evidence"><thead><tr><th class="num">号</th><th class="kind">种类</th><th class="check">意见</th>
<th class="remark">备注</th><th class="code">码</th></tr></thead><tbody><tr><td class="num">1</td><td class="kind">书证</td>
<td class="check">□是　□否</td><td class="remark">无</td><td class="code">丙</td></tr></tbody></table>
<div class="lines"><p>已经记下的话。</p><p class="line"></p><p class="line"></p><p class="line"></p></div></section>
<section class="review"><h2>二、复核</h2>
<table class="list"><tr><th class="who">人员</th><td class="who">甲</td><td class="remark"></td><th class="said">说明</th></tr></table></section>
<section class="ending"><h2>三、其他</h2><p>最后一段。</p><div class="signed"><div class="signature"><p class="bureau">某市教育局</p>
<p class="seal">（印章）</p><p class="date">2026年9月1日</p></div></div></section>
<section class="signs"><p class="sign">被询问人（签名）：<span class="blank">　　　　　　</span>　　年　　月　　日</p></section>
</article></div>
<div class="sheet" id="document-2"><article class="letter sheet-form"><header><h1>立案审批表</h1></header>
<table class="form four"><tr><th>立案号</th><td>某号</td><th>日期</th><td>某日</td></tr>
<tr><th rowspan="2">案由</th><td colspan="3">第一行<br>第二行</td></tr><tr><td colspan="3"><p>甲段。</p><p class="plain">乙段。</p></td></tr>
<tr><th>意见</th><td class="tall" colspan="3"><p class="plain">同意。</p><p class="when">签名：　　　　年　　月　　日</p></td></tr></table>
</article></div>
<article class="letter receipt"><header><h1>送达回证</h1></header><table class="form"><tr><th>受送达人</th><td>某某学校</td></tr>
<tr><th>签章</th><td class="when">年　　月　　日　　</td></tr></table></article>
</body>
</html>"""
FULL_PAGE = f'<body><article class="letter"><p class="plain">{"国" * 28 * 30}</p></article></body>'


def page(body: str) -> str:
    return f"{HEAD}<body><article class='letter'>{body}</article></body></html>"


def opened(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


def blocks(document: Document) -> Iterator[str]:
    """The text of each paragraph, those of tables among them, in the order of the document."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from cells(block)


def cells(table: Table) -> Iterator[str]:
    seen = {cell._tc: cell for row in table.rows for cell in row.cells}
    for cell in seen.values():
        yield from (paragraph.text for paragraph in cell.paragraphs)


def bare(text: str) -> str:
    return "".join(text.split())


def paragraphs(document: Document) -> dict[str, str]:
    """The style of each paragraph by its text."""
    return {one.text: one.style.name or "" for one in document.paragraphs if one.style}


# The same words


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_document_has_the_words_of_its_page(sample: Path, rulebook: Rulebook) -> None:
    made = {kind: letter for kind, letter in letters_of(sample, rulebook) if letter is not None}
    assert len(made) >= 3
    for kind, letter in made.items():
        told = bare("".join(blocks(opened(letter.docx()))))
        assert told == bare(text_of(letter)), kind


def letters_of(sample: Path, rulebook: Rulebook) -> Iterator[tuple[str, Letter | None]]:
    case = load_case(sample, rulebook)
    matter = Matter(case, assess(case, rulebook, date(2026, 11, 20)), rulebook, BureauSettings())
    for kind in KINDS.values():
        try:
            yield kind.id, make(kind, matter)
        except RefusedError:
            yield kind.id, None


def test_the_whole_vocabulary_is_written_and_nothing_is_lost() -> None:
    used = {(str(one.tag), name) for one in etree.HTML(VOCABULARY).iter("*") for name in one.get("class", "").split()}
    assert used >= {(tag, name) for tag, names in vocabulary.CLASSES.items() for name in names.split()}
    told = bare("".join(blocks(opened(write_docx(HEAD + VOCABULARY)))))
    assert told == bare(re.sub("<[^>]+>", "", VOCABULARY))


def test_blanks_are_those_of_a_browser() -> None:
    body = '<p>甲　乙\n  丙<span class="blank">　　 </span>\n丁 </p><p>\n 戊<br>\n  己 </p>'
    assert [text for text in blocks(opened(write_docx(page(body)))) if text] == ["甲　乙 丙　　  丁", "戊\n己"]


def test_rare_characters_stay() -> None:
    names = "䶮𫖯㛃喆"
    assert names in "".join(blocks(opened(write_docx(page(f"<p>{names}</p>")))))


# Nothing is dropped silently, nothing gets in


def test_what_is_unknown_is_an_error_that_names_all_of_it() -> None:
    body = '<p class="shout">甲</p><img src="x.png"><ul><li>乙</li></ul><p style="color: red">丙</p>'
    with pytest.raises(UnknownMarkupError) as caught:
        write_docx(page(body))
    assert caught.value.unknown == ("<p> 的 class “shout”", "元素 <img>", "元素 <ul>", "元素 <li>", "<p> 的属性 style")
    assert "只制作 PDF" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<section>没有放进段落的话</section>", "<section> 中没有放进段落的文字“没有放进段落的话”"),
        ("<section><p>甲</p>后面的话</section>", "<section> 中没有放进段落的文字“后面的话”"),
        ("<table><tr>散<td>甲</td></tr></table>", "<tr> 中没有放进段落的文字“散”"),
        ('<section><span class="blank">　</span></section>', "<section> 中的 <span>"),
        ("<table><tr><td><table><tr><td>甲</td></tr></table></td></tr></table>", "<td> 中的 <table>"),
        ('<table><tr><td colspan="0">甲</td></tr></table>', "<td> 的 colspan “0”"),
        ('<table><tr><td rowspan="x">甲</td></tr></table>', "<td> 的 rowspan “x”"),
        ("<article class='letter'><p>甲</p></article>", "<article> 中的 <article>"),
    ],
)
def test_what_would_be_lost_is_an_error(body: str, told: str) -> None:
    with pytest.raises(UnknownMarkupError) as caught:
        write_docx(page(body))
    assert told in caught.value.unknown


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(PrintingError, match="#document-9"):
        write_docx(page('<table><tr><td><a class="page" href="#document-9"></a></td></tr></table>'))


@pytest.mark.parametrize("character", ["\x07", "\x00", "\ufffe", "\ud800", "&#7;"])
def test_control_characters_are_refused(character: str) -> None:
    with pytest.raises(PrintingError, match=r"U\+"):
        write_docx(page(f"<p>甲{character}乙</p>"))


def test_text_cannot_become_markup() -> None:
    hostile = "</w:t></w:r><w:r><w:instrText>INCLUDETEXT /etc/passwd</w:instrText>]]>&amp;<!ENTITY x SYSTEM 'file:///etc/passwd'>"
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    written = write_docx(page(f"<p>{escaped}</p>").replace("各种写法", escaped))
    document = opened(written)
    assert [text for text in blocks(document) if text] == [hostile]
    assert document.core_properties.title == hostile
    assert not list(document.element.body.iter(qn("w:instrText")))


def test_every_class_of_the_templates_is_known() -> None:
    known = {name for names in vocabulary.CLASSES.values() for name in names.split()}
    markup = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    used = {name for found in re.findall(r'class="([^"{]*)"', markup) for name in found.split()}
    assert used - known == set()


# The paper


def test_the_page_is_that_of_the_standard(letter_of: LetterOf) -> None:
    document = opened(letter_of().docx())
    assert document.settings.odd_and_even_pages_header_footer
    assert len(document.sections) == 2
    for section in document.sections:
        high, wide = (int(section._sectPr.xpath(f"string(w:pgSz/@w:{side})")) / 20 for side in ("h", "w"))
        top, right, bottom, left = (
            int(section._sectPr.xpath(f"string(w:pgMar/@w:{side})")) / 20 for side in ("top", "right", "bottom", "left")
        )
        assert [wide * MM, high * MM] == pytest.approx([210, 297], abs=0.02)
        assert [top * MM, right * MM, bottom * MM, left * MM] == pytest.approx([37, 26, 35, 28], abs=0.02)
        assert section._sectPr.xpath("string(w:docGrid/@w:type)") == "linesAndChars"
        pitch = int(section._sectPr.xpath("string(w:docGrid/@w:linePitch)")) / 20
        assert 22 * pitch <= high - top - bottom < 22.1 * pitch
        character = 16 + int(section._sectPr.xpath("string(w:docGrid/@w:charSpace)")) / 4096
        assert 28 * character <= wide - right - left < 28.01 * character


def test_page_numbers_stand_outside_and_not_on_the_receipt(letter_of: LetterOf) -> None:
    letter, receipt = opened(letter_of().docx()).sections
    odd, even = letter.footer.paragraphs[0], letter.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert [str(one._p.pPr.jc.val) for one in (odd, even) if one._p.pPr is not None and one._p.pPr.jc is not None] == [
        "RIGHT (2)",
        "LEFT (0)",
    ]
    assert odd._p.xpath("string(.//w:instrText)").strip() == "PAGE"
    assert (receipt.footer.paragraphs[0].text, receipt.even_page_footer.paragraphs[0].text) == ("", "")


def test_styles_have_names_and_office_fonts(letter_of: LetterOf) -> None:
    document = opened(letter_of("several").docx())
    named = paragraphs(document)
    assert named["淄博市教育局\n教育行政处罚事先告知书"] == "公文标题"
    assert named["淄教罚告字〔2026〕第17号"] == "文号"
    assert named["一、违法事实"] == "一级标题"
    assert {text: name for text, name in named.items() if text.startswith("（一）")}.popitem()[1] == "二级标题"
    assert [named[text] for text in ("淄博市教育局", "（印章）")] == ["落款单位", "落款"]
    assert "公文正文" in named.values()
    fonts = {
        style.name: style.element.xpath("string(w:rPr/w:rFonts/@w:eastAsia)")
        for style in document.styles
        if style.element.rPr is not None
    }
    assert {name: fonts[name] for name in ("Normal", "公文标题", "一级标题", "二级标题", "页码")} == {
        "Normal": "仿宋_GB2312",
        "公文标题": "方正小标宋简体",
        "一级标题": "黑体",
        "二级标题": "楷体_GB2312",
        "页码": "宋体",
    }
    assert document.styles["一级标题"].base_style is not None
    assert document.styles["一级标题"].base_style.name == "Heading 1"
    assert not [style.name for style in document.styles if style.name == "正文"]


def test_sizes_indents_and_pitch() -> None:
    styles = opened(write_docx(page("<p>甲</p>"))).styles
    sizes = {name: styles[name].font.size.pt for name in ("Normal", "公文标题", "页码", "表格文字", "回证文字")}
    assert sizes == {"Normal": 16, "公文标题": 22, "页码": 14, "表格文字": 12, "回证文字": 14}
    assert styles["Normal"].element.xpath("string(w:pPr/w:spacing/@w:lineRule)") == "exact"
    assert styles["公文正文"].element.xpath("string(w:pPr/w:ind/@w:firstLineChars)") == "200"


def test_what_belongs_together_stays_on_a_page() -> None:
    document = opened(write_docx(HEAD + VOCABULARY))
    kept = {one.text: one.paragraph_format.keep_with_next for one in document.paragraphs}
    assert [kept[text] for text in ("三、其他", "最后一段。", "（印章）")] == [True] * 3
    assert kept["2026年9月1日"]  # what is to be signed does not begin a page
    assert not kept["顶格一段。"]
    assert document.styles["heading 1"].element.xpath("w:pPr/w:keepNext")


def test_tables_have_the_columns_of_the_page() -> None:
    document = opened(write_docx(HEAD + VOCABULARY))
    cover, contents, _, review, form, receipt = document.tables
    assert cover.style is not None
    assert receipt.style is not None
    assert (cover.style.name, receipt.style.name) == ("表格式文书", "送达回证")
    for table in document.tables:
        assert sum(column.width for column in table.columns if column.width) == pytest.approx(Mm(156), abs=Mm(0.1))
    assert [column.width.mm for column in contents.columns if column.width][::4] == pytest.approx([16, 16], abs=0.05)
    assert form.cell(1, 0)._tc is form.cell(2, 0)._tc
    assert form.cell(1, 1)._tc is form.cell(1, 3)._tc
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in contents.rows] == [True, False]
    assert form.rows[3].height == pytest.approx(Mm(33.6), abs=Mm(0.05))
    assert review.rows[0].height == pytest.approx(Mm(14.4), abs=Mm(0.05))
    assert {one.paragraph_format.keep_with_next for one in review.rows[0].cells[1].paragraphs} == {True}


def test_tables_that_are_not_regular() -> None:
    rows = '<tr><th rowspan="2">甲</th><td>乙</td><td>丙</td></tr><tr><td>丁</td></tr><tr></tr>'
    document = opened(write_docx(page(f'<table class="list"></table><table class="list">{rows}</table>')))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["甲", "乙", "丙"],
        ["甲", "丁", ""],
        ["", "", ""],
    ]
    assert {sum(int(width) for width in row._tr.xpath("w:tc/w:tcPr/w:tcW/@w:w")) for row in table.rows} == {8845}


def test_blanks_at_the_end_of_what_is_signed() -> None:
    """Wide blanks become an indent, for programs let them hang over the edge; those that are ruled stay."""
    cells = '<tr><td class="when">年　　</td><td class="when">签名：<span class="blank">　　</span></td></tr>'
    (table,) = opened(write_docx(page(f'<table class="form">{cells}</table>'))).tables
    day, name = (cell.paragraphs[0] for cell in table.rows[0].cells)
    assert (day.text, day.paragraph_format.right_indent) == ("年", Pt(24))
    assert (name.text, name.paragraph_format.right_indent) == ("签名：　　", None)


def test_widths_and_heights_are_those_of_the_style_sheet() -> None:
    css = STYLESHEET.read_text("utf-8")
    widths = dict(re.findall(r"(?:th)?\.(\w+) \{ width: (\d+)mm", css))
    assert {name: float(widths[name]) for name in tables.WIDTHS} == tables.WIDTHS
    assert set(re.findall(r"td\.(\w+) \{[^}]*vertical-align: bottom", css)) == tables.BOTTOM
    heights = dict(re.findall(r"td\.(\w+) \{ height: (\d+)mm", css))
    assert {name: float(height) for name, height in heights.items()} == tables.HEIGHTS
    labels = {"form": tables.FORM, "form.four": tables.FOUR, "receipt .form": tables.RECEIPT}
    for selector, look in labels.items():
        assert f".{selector} th {{ width: {look.label}mm" in css


def test_lines_for_handwriting_are_ruled_one_by_one() -> None:
    document = opened(write_docx(HEAD + VOCABULARY))
    ruled = [one for one in document.paragraphs if one.style and one.style.name == "书写行"]
    assert len(ruled) == 3
    assert len(document.styles["书写行"].element.xpath("w:pPr/w:pBdr/w:between")) == 1
    blanks = [run.text for one in document.paragraphs for run in one.runs if run.style.name == "填写处"]
    assert blanks == ["　" * 8, "　" * 3, "　" * 6]


# The file


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


# Opened by a real program


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Iterator[dict[str, tuple[str, PDF]]]:
    """Documents with their HTML, printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    pages = {"vocabulary": HEAD + VOCABULARY, "full": HEAD + FULL_PAGE + "</html>"}
    for sample in SAMPLES:
        if sample.stem[:2] in {"01", "04", "11"}:
            case = load_case(sample, rulebook)
            matter = Matter(case, assess(case, rulebook, date(2026, 11, 20)), rulebook, BureauSettings())
            pages[sample.stem[:2]] = make(KINDS["prior-notice"], matter).html
    for name, html in pages.items():
        (folder / f"{name}.docx").write_bytes(write_docx(html))
    print_all(folder)
    documents = {name: pdfplumber.open(folder / f"{name}.pdf") for name in pages}
    yield {name: (pages[name], document) for name, document in documents.items()}
    for document in documents.values():
        document.close()


def print_all(folder: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice 没有安装：script/setup dev"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *sorted(map(str, folder.glob("*.docx")))], check=True, capture_output=True, timeout=300)


def lines(one: Page) -> list[str]:
    """The lines of a page without its number."""
    text = one.crop((0, 0, one.width, FOOT / MM)).extract_text()
    return [line for line in text.splitlines() if line.strip()]


def number(one: Page) -> tuple[str, bool]:
    """The page's number, and whether it stands on the right."""
    foot = one.crop((0, FOOT / MM, one.width, one.height))
    return bare(foot.extract_text()), bool(foot.chars) and foot.chars[0]["x0"] > one.width / 2


@pytest.mark.parametrize("name", ["01", "04", "11", "vocabulary"])
def test_nothing_is_lost_in_printing(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    html, document = printed[name]
    told = sorted(bare("".join("".join(lines(one)) for one in document.pages)))
    expected = bare(re.sub("<[^>]+>", "", html.partition("<body>")[2]))
    counted = "3" if name == "vocabulary" else ""  # the page of the only document in the list
    assert "".join(told) == "".join(sorted(expected + counted))


@pytest.mark.parametrize("name", ["01", "04", "11", "vocabulary", "full"])
def test_the_printed_page_is_a4_within_its_margins(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    for one in printed[name][1].pages:
        assert (one.width * MM, one.height * MM) == pytest.approx((210, 297), abs=0.2)
        inside = one.crop((0, 0, one.width, FOOT / MM)).chars
        assert min(character["x0"] for character in inside) * MM >= 27.9
        assert max(character["x1"] for character in inside if character["text"] not in " 　，。；：、）") * MM <= 184.3
        assert min(character["top"] for character in inside) * MM >= 36.9


def test_a_printed_page_has_22_lines_of_28_characters(printed: dict[str, tuple[str, PDF]]) -> None:
    assert [len(line) for line in lines(printed["full"][1].pages[0])] == [28] * 22


@pytest.mark.parametrize("name", ["01", "04", "11"])
def test_printed_pages_are_numbered_outside_but_not_the_receipt(printed: dict[str, tuple[str, PDF]], name: str) -> None:
    *letter, receipt = printed[name][1].pages
    assert [number(one) for one in letter] == [(f"—{place}—", place % 2 == 1) for place in range(1, len(letter) + 1)]
    assert number(receipt) == ("", False)
    assert "送达回证" in "".join(lines(receipt))
    assert "（印章）" in "".join(lines(letter[-1]))
    assert "联系人" in "".join(lines(letter[-1]))


def test_a_bound_file_counts_its_pages_through(printed: dict[str, tuple[str, PDF]]) -> None:
    pages = printed["vocabulary"][1].pages
    numbers = [number(one)[0] for one in pages]
    assert numbers[:3] == ["", "—2—", "—3—"]
    listed = next(line for line in lines(pages[1]) if "询问笔录" in line)
    assert listed.endswith("3")
    assert "询问笔录" in "".join(lines(pages[2])[:2])


def test_the_whole_file_of_a_case(rulebook: Rulebook) -> None:
    case = load_case(SAMPLES[0], rulebook)
    matter = Matter(case, assess(case, rulebook, date(2026, 11, 20)), rulebook, BureauSettings())
    letter = make_file(matter)
    document = opened(letter.docx())
    assert bare("".join(blocks(document))) == bare(text_of(letter))
    assert len(document.sections) == letter.html.count("<article")


def test_fonts_are_known_by_both_their_names() -> None:
    with ZipFile(io.BytesIO(write_docx(page("<p>甲</p>")))) as archive:
        fonts = etree.fromstring(archive.read("word/fontTable.xml"))
    names = {font.get(qn("w:name")): font[0].get(qn("w:val")) for font in fonts}
    assert (names[BODY], names[TITLE]) == ("仿宋", "FZXiaoBiaoSong-B05S")
