"""The editable document says the same words as the page; nothing is dropped silently, nothing gets in."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from letters.bureau import BureauSettings
from letters.docx import vocabulary, write_docx
from letters.docx.vocabulary import UnknownMarkupError
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.reasons import PrintingError, RefusedError
from letters.rendering import TEMPLATES
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.rulebook import Rulebook

from .conftest import text_of
from .docx_pages import HEAD, SAMPLES, VOCABULARY, bare, blocks, opened, page


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


def test_the_whole_file_of_a_case(rulebook: Rulebook) -> None:
    case = load_case(SAMPLES[0], rulebook)
    matter = Matter(case, assess(case, rulebook, date(2026, 11, 20)), rulebook, BureauSettings())
    letter = make_file(matter)
    document = opened(letter.docx())
    assert bare("".join(blocks(document))) == bare(text_of(letter))
    assert len(document.sections) == letter.html.count("<article")
