"""What officers type is text, whatever it looks like; and nothing but templates and fonts is ever read."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pdfplumber
import pytest

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.masking.copying import changed
from letters.matter import Matter
from letters.paper import pdf
from letters.reasons import PrintingError, RefusedError
from letters.rendering import STYLESHEET, with_style
from penalty_engine.case import Contact

from .conftest import LetterOf
from .samples import WHOLE, SampleOf

HOSTILE = '"\'><img src="file:///etc/passwd"><script>alert(1)</script>{{7*7}}{% raw %}&amp;url(file:///etc/passwd)</p>'
WORDS_OF_OURS = re.compile(
    r"kind|type|role|violation|severity|facts\.|\.id$|\.of$|method|evidence\[\d\]$|rulebook|decided_by|digest"
)
LONG = "".join(f"甲{number:04}" for number in range(800))  # 4 000 characters: several pages


class Structure(HTMLParser):
    """The elements of a page with their attributes, but for what they say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))


def typed(matter: Matter, more: Callable[[str], str]) -> Matter:
    """The matter with every text that a person types changed."""
    case = changed(matter.case, lambda path, text: text if WORDS_OF_OURS.search(path) else more(text))
    contact = Contact(*(more(part) for part in ("王某某", "某路1号", "0533-0000000")))
    bureau = replace(matter.bureau, name=more("某某教育局"), contact=contact, government=more("某某人民政府"))
    return matter._replace(case=case, bureau=bureau)


def letters(matter: Matter) -> Iterator[Letter]:
    """Every document that the case allows, and the whole file."""
    for kind in KINDS.values():
        if not kind.refusals(kind.of(matter)):
            yield make(kind, matter)
    yield make_file(matter)


def text_in(printed: bytes) -> str:
    """Without spaces, line ends, page numbers."""
    with pdfplumber.open(io.BytesIO(printed)) as document:
        return "".join(re.sub(r"\s|—\s\d+\s—\s*$", "", page.extract_text()) for page in document.pages)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><title>试</title>{head}</head><body>{body}</body></html>'


def test_what_is_typed_is_text_in_every_document(sample: SampleOf) -> None:
    plain = list(letters(typed(sample(WHOLE), lambda text: f"{text}甲")))
    hostile = list(letters(typed(sample(WHOLE), lambda text: text + HOSTILE)))
    assert len(plain) == len(hostile) > 15
    for one, other in zip(plain, hostile, strict=True):
        assert Structure(other.html).seen == Structure(one.html).seen
        assert "<script" not in other.html
        assert "7*7" in other.html or HOSTILE[:5] not in other.html


def test_what_is_typed_is_text_in_print(sample: SampleOf) -> None:
    with pdfplumber.open(io.BytesIO(make_file(typed(sample(WHOLE), lambda text: text + HOSTILE)).pdf())) as document:
        text = re.sub(r"\s", "", "".join(page.extract_text() for page in document.pages))
        assert text.count("{{7*7}}{%raw%}&amp;url(file:///etc/passwd)</p>") > 50
        assert "root:" not in text
        assert not any(page.images for page in document.pages)
        assert not any(annotation.get("uri") for page in document.pages for annotation in page.annots)
        assert not {"JavaScript", "EmbeddedFiles", "AA"} & document.doc.catalog.get("Names", {}).keys()
        assert "OpenAction" not in document.doc.catalog


@pytest.mark.parametrize("kind", ["filing-approval", "prior-notice", "penalty-decision", "service-receipt"])
def test_a_long_name_is_printed_whole(sample: SampleOf, kind: str) -> None:
    letter = make(KINDS[kind], sample(WHOLE, {"party.name": LONG}))
    assert letter.html.count(LONG) > 0
    assert text_in(letter.pdf()).count("甲") == letter.html.count("甲")


@pytest.mark.parametrize(
    "path", ["party.name", "conducts.0.summary", "evidence.0.title", "officers.1.name", "events.1.place"]
)
@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\ufeff", "\ue000"])
def test_controls_and_turns_of_direction_are_refused_by_the_field(sample: SampleOf, path: str, character: str) -> None:
    named = re.sub(r"\.(\d)", r"[\1]", path)
    kind = "inspection-record" if path.startswith("events") else "investigation-report"
    with pytest.raises(RefusedError) as caught:
        make(KINDS[kind], sample(WHOLE, {path: f"甲{character}乙"}))
    assert ("unprintable_character", named) in {(one.name, one.path) for one in caught.value.refusals}


def test_the_bureaus_settings_are_looked_through_too(sample: SampleOf) -> None:
    with pytest.raises(RefusedError) as caught:
        make(KINDS["prior-notice"], sample(WHOLE, settings=BureauSettings(name="某\u202e局", court="某𓀀院")))
    paths = {(refusal.name, refusal.path) for refusal in caught.value.refusals}
    assert {("unprintable_character", "bureau.name"), ("missing_glyph", "bureau.court")} <= paths


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\t", "\x85", "\u2028", "\u2029", "\u3000"])
def test_a_name_stays_on_its_line(letter_of: LetterOf, separator: str) -> None:
    assert "当事人：甲乙公司" in text_in(letter_of("training", {"party.name": f"甲{separator}乙公司"}).pdf())


@pytest.mark.parametrize("name", ["某䶮", "𫖯某", "㛃䶮", "喆昇堃頔", "\U00020bb7野"])
def test_rare_characters_are_printed_in_every_font(sample: SampleOf, name: str) -> None:
    """In the letterhead, in headings, in tables, in running text."""
    matter = typed(sample(WHOLE), lambda text: f"{text}{name}")
    for kind in ("prior-notice", "filing-approval"):
        letter = make(KINDS[kind], matter)
        printed = letter.pdf()
        said = letter.html.partition("<body>")[2]
        assert [text_in(printed).count(character) for character in name] == [said.count(one) for one in name]
        with pdfplumber.open(io.BytesIO(printed)) as document:
            shown = {character["fontname"].partition("+")[2] for one in document.pages for character in one.chars}
        assert any(font.startswith("Noto") for font in shown)


@pytest.mark.parametrize("path", ["party.name", "evidence.0.proves", "contact.address"])
def test_a_character_that_no_font_has_is_refused_by_the_field(sample: SampleOf, path: str) -> None:
    with pytest.raises(RefusedError) as caught:
        make(KINDS["prior-notice"], sample(WHOLE, {"contact": {}, path: "甲𓀀"}))
    named = re.sub(r"\.(\d)", r"[\1]", path)
    assert ("missing_glyph", named) in {(refusal.name, refusal.path) for refusal in caught.value.refusals}
    assert any("“𓀀”打印不出来" in refusal.message for refusal in caught.value.refusals)


@pytest.mark.parametrize("character", ["😀", "\u202e"])
def test_a_document_is_refused_only_for_what_it_prints_itself(sample: SampleOf, character: str) -> None:
    """What was recorded of a step cannot be edited: it must not stand in the way of every other document."""
    matter = sample(WHOLE, {"events.1.text": f"教室两间{character}"})
    refused = {one.id: {found.path for found in one.refusals(one.of(matter))} for one in KINDS.values()}
    whole = sample(WHOLE)
    before = {one.id: {found.path for found in one.refusals(one.of(whole))} for one in KINDS.values()}
    assert {one for one in KINDS if refused[one] != before[one]} == {"inspection-record"}
    assert refused["inspection-record"] == {"events[1].text"}


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd">',
        '<img src="FILE:///etc/passwd">',
        '<img src="../README.md">',
        '<img src="%2e%2e/README.md">',
        '<img src="../templates-of-others/x.png">',
        '<img src="a4.css%00.png">',
        '<img src="//host/x.png">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="data:image/png;base64,AAAA">',
        '<p style="background: url(file:///etc/passwd)">甲</p>',
        '<p style="list-style-image: url(ftp://x/y); display: list-item">甲</p>',
        '<a rel="attachment" href="file:///etc/passwd">甲</a>',
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
        '<style>@import "file:///etc/passwd";</style>',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<base href="file:///etc/"><img src="passwd">',
    ],
)
def test_no_file_from_elsewhere_is_read(markup: str) -> None:
    with pytest.raises(PrintingError, match="不允许读取的文件：") as caught:
        pdf.write_pdf(page(markup, markup if markup.startswith(("<style", "<link", "<base")) else ""), STYLESHEET)
    assert "Error" not in str(caught.value)


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>甲", '<iframe src="file:///etc/passwd"></iframe>甲'])
def test_scripts_and_frames_do_nothing(markup: str) -> None:
    assert text_in(pdf.write_pdf(page(markup), STYLESHEET)) == "甲"


def test_no_link_leads_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates-of-others").mkdir()
    style = tmp_path / "templates" / "a4.css"
    style.write_text("p { color: #000 }")
    (tmp_path / "templates-of-others" / "x.css").write_text("p { color: #000 }")
    (style.parent / "file.css").symlink_to(tmp_path / "templates-of-others" / "x.css")
    (style.parent / "folder").symlink_to(tmp_path / "templates-of-others")
    (style.parent / "inside.css").symlink_to(style)
    for name in ("file.css", "folder/x.css", "../templates-of-others/x.css"):
        with pytest.raises(PrintingError, match=r"不允许读取的文件：.*css"):
            pdf.write_pdf(page("<p>甲</p>", f'<link rel="stylesheet" href="{name}">'), style)
    assert pdf.write_pdf(page("<p>甲</p>", '<link rel="stylesheet" href="inside.css">'), style)


@pytest.mark.parametrize("name", ["nothing.png", "."])
def test_a_file_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(PrintingError, match=f"不存在或者不能读取：.*/templates/{name.strip('.')}"):
        pdf.write_pdf(page(f'<img src="{name}">'), STYLESHEET)


@pytest.mark.parametrize("source", ["local(FandolFang)", "url(file:///etc/passwd)", "url(../fonts/x.otf)"])
def test_fonts_are_used_by_their_names_alone(source: str) -> None:
    """WeasyPrint would keep copies of others in the temporary folder."""
    with pytest.raises(PrintingError, match="“某体”的字体文件放入 fonts/office"):
        pdf.write_pdf(page("甲", f"<style>@font-face {{ font-family: 某体; src: {source} }}</style>"), STYLESHEET)


def test_the_preview_carries_its_style_and_no_links(letter_of: LetterOf) -> None:
    html = with_style(letter_of().html)
    assert html.count("<style>") == 1
    assert "@page" in html
    assert "src=" not in html
    assert "href=" not in html
