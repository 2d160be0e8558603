"""The editable document has the page of the standard: sizes, styles, tables, what stays together."""

import re

import pytest
from docx.document import Document
from docx.shared import Mm, Pt

from letters.docx import tables, write_docx
from letters.rendering import STYLESHEET

from .conftest import LetterOf
from .docx_pages import HEAD, MM, VOCABULARY, opened, page


def paragraphs(document: Document) -> dict[str, str]:
    """The style of each paragraph by its text."""
    return {one.text: one.style.name or "" for one in document.paragraphs if one.style}


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
