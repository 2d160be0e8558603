"""The printed file: the same bytes for the same letter, no boxes, nothing fetched, text that can be copied (PDF/A)."""

import io
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pytest

from letters.paper import fonts, pdf
from letters.reasons import MissingGlyphError, PrintingError, RefusedError
from letters.rendering import STYLESHEET, TEMPLATES

from .conftest import CASES, LetterOf

ROOT = Path(__file__).resolve().parents[2]


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title>{head}</head><body>{body}</body></html>'


def text_in(printed: bytes) -> str:
    with pdfplumber.open(io.BytesIO(printed)) as document:
        return "".join(page.extract_text() for page in document.pages).replace("\n", "")


def test_the_same_letter_gives_the_same_bytes(letter_of: LetterOf) -> None:
    assert letter_of().pdf() == letter_of().pdf()
    assert letter_of().pdf() != letter_of("training", {"letter.date": "2026-09-02"}).pdf()


def test_another_process_gives_the_same_bytes(letter_of: LetterOf, tmp_path: Path) -> None:
    out = tmp_path / "告知书.pdf"
    command = [
        sys.executable,
        "-m",
        "letters",
        "prior-notice",
        str(CASES / "exam.yaml"),
        "-o",
        str(out),
        "--today",
        "2026-08-20",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    assert out.read_bytes() == letter_of("exam").pdf()


def test_letters_made_at_once_do_not_disturb_each_other(letter_of: LetterOf) -> None:
    letters = [letter_of(name) for name in ("training", "exam", "several", "warning")]
    alone = [letter.pdf() for letter in letters]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda letter: letter.pdf(), letters))
    assert together == alone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "training",
            ["收取款项46580元", "退还43580元", "人民币4000元（大写：肆仟元整）", "91370303MA3C5A1B2N", "2026年9月1日"],
        ),
        ("exam", ["当事人：李䶮", "监护人：李喆", "370303200910120034", "期限为一年六个月", "13800000000"]),
        ("several", ["法定代表人：欧阳昇", "人民币20000元（大写：贰万元整）", "淄教罚告字〔2026〕第17号"]),
    ],
)
def test_figures_names_and_numbers_can_be_copied(letter_of: LetterOf, name: str, expected: list[str]) -> None:
    text = text_in(letter_of(name).pdf())
    assert [one for one in expected if one not in text] == []


def test_characters_beyond_the_basic_plane_are_shown(letter_of: LetterOf) -> None:
    text = text_in(
        letter_of("training", {"party.representative": "\U00020bb7某", "conducts.0.summary": "\U00020bb7" * 40}).pdf()
    )
    assert "法定代表人：\U00020bb7某" in text
    assert "\U00020bb7" * 40 in text


def test_metadata_tags_and_conformance(letter_of: LetterOf) -> None:
    printed = letter_of().pdf()
    with pdfplumber.open(io.BytesIO(printed)) as document:
        assert document.metadata["Title"] == "教育行政处罚事先告知书"
        assert document.metadata["Author"] == "淄博市教育局"
        assert document.metadata["CreationDate"].startswith("D:20260901")
        assert document.doc.catalog["Lang"] == b"zh-CN"
        assert "StructTreeRoot" in document.doc.catalog
        metadata = document.doc.catalog["Metadata"].resolve().get_data().decode()
        assert 'pdfaid:part="3"' in metadata
        assert 'pdfaid:conformance="U"' in metadata


def test_nothing_is_shown_as_a_box(letter_of: LetterOf) -> None:
    """Glyph 0 is the box that stands for what a font lacks; the check boxes of the receipt are characters."""
    for name in ("training", "exam", "several"):
        with pdfplumber.open(io.BytesIO(letter_of(name).pdf())) as document:
            shown = {character["text"] for page in document.pages for character in page.chars}
        assert not [text for text in shown if "(cid" in text or text == "\ufffd"]


def test_a_missing_glyph_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingGlyphError) as caught:
        pdf.write_pdf(page("<p>㐀\U0002ffff</p>"), STYLESHEET)
    assert caught.value.characters == "\U0002ffff"
    assert str(caught.value) == "“\U0002ffff”打印不出来，请删除，或者换成别的文字"


def test_a_letter_with_a_missing_glyph_is_refused(letter_of: LetterOf) -> None:
    letter = letter_of()
    with pytest.raises(RefusedError) as caught:
        letter._replace(html=letter.html.replace("张某", "张\U0002ffff")).pdf()
    assert [refusal.name for refusal in caught.value.refusals] == ["missing_glyph"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "../data/x.png", "ftp://x/y", "file://host/x"]
)
def test_no_file_from_elsewhere_is_read(url: str) -> None:
    with pytest.raises(PrintingError, match="不允许读取"):
        pdf.write_pdf(page(f'<img src="{url}">'), STYLESHEET)


def test_files_of_the_template_folder_can_be_read(tmp_path: Path) -> None:
    style = tmp_path / "a4.css"
    shutil.copy(STYLESHEET, style)
    (tmp_path / "more.css").write_text("p { color: #000 }")
    assert pdf.write_pdf(page("<p>甲</p>", '<link rel="stylesheet" href="more.css">'), style)
    (tmp_path / "elsewhere.css").symlink_to("/etc/hostname")
    with pytest.raises(PrintingError):
        pdf.write_pdf(page("<p>甲</p>", '<link rel="stylesheet" href="elsewhere.css">'), style)


def test_a_mistake_in_the_style_sheet_is_told_each_time(tmp_path: Path) -> None:
    style = tmp_path / "a4.css"
    style.write_text("p { no-such-thing: 1 }")
    for _ in range(2):
        with pytest.raises(PrintingError, match="no-such-thing"):
            pdf.write_pdf(page("<p>甲</p>"), style)


def test_missing_fonts_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "INSTALLED", tmp_path)
    with pytest.raises(fonts.FontsMissingError, match=r"FandolFang-Regular.*script/setup"):
        pdf.write_pdf(page("<p>甲</p>"), STYLESHEET)


def test_the_bureaus_own_fonts_come_first() -> None:
    style = STYLESHEET.read_text("utf-8")
    for office, stand_in in (
        ("方正小标宋简体", "LettersTitle"),
        ("仿宋_GB2312", "FandolFang"),
        ("楷体_GB2312", "FandolKai"),
        ("黑体", "FandolHei"),
    ):
        assert style.index(f'"{office}"') < style.index(stand_in)


def test_each_part_is_in_its_font(letter_of: LetterOf) -> None:
    with pdfplumber.open(io.BytesIO(letter_of("several").pdf())) as document:
        used = {
            (character["fontname"].partition("+")[2], round(character["size"]))
            for page in document.pages
            for character in page.chars
        }
    assert {
        ("FandolFang", 16),
        ("FandolSong-Bold", 22),
        ("FandolHei", 16),
        ("FandolKai", 16),
        ("FandolSong", 14),
    } <= used
    assert ("Noto-Serif-CJK-SC", 16) in used  # 昇


def test_a_process_has_one_set_of_fonts_and_styles(letter_of: LetterOf) -> None:
    letter = letter_of()
    letter.pdf()
    before = pdf._font_configuration(), pdf._parsed(STYLESHEET)
    letter_of("exam").pdf()
    assert (pdf._font_configuration(), pdf._parsed(STYLESHEET)) == before
    assert pdf._font_configuration()._folder is None  # no copies of fonts in the temporary folder


def test_a_warm_letter_is_quick(letter_of: LetterOf) -> None:
    """Half a second is far above what it takes; only a slow path (fonts cut by fontTools: seconds) comes near."""
    letter = letter_of()
    letter.pdf()
    start = time.process_time()
    letter.pdf()
    assert time.process_time() - start < 0.5


def test_the_templates_are_there() -> None:
    assert {path.name for path in TEMPLATES.iterdir()} >= {
        "a4.css",
        "page.html",
        "prior-notice.html",
        "service-receipt.html",
    }
