"""What officers type is text, whatever it looks like."""

import io

import pdfplumber
import pytest
from jinja2 import UndefinedError

from letters.rendering import ValueMissingError, render, with_style
from letters.view import prior_notice

from .conftest import LetterOf, MatterOf

HOSTILE = '<img src="file:///etc/passwd"><script>alert(1)</script>{{7*7}}{% raw %}&amp;</p>'


@pytest.mark.parametrize(
    "path",
    ["party.name", "party.address", "conducts.0.summary", "evidence.0.title", "contact.name", "number", "source.kind"],
)
def test_what_is_typed_is_text(letter_of: LetterOf, path: str) -> None:
    letter = letter_of("training", {path: HOSTILE})
    assert "<img" not in letter.html
    assert "<script" not in letter.html
    assert "{{7*7}}" in letter.html
    assert "49" not in letter.html.replace("43580", "")
    with pdfplumber.open(io.BytesIO(letter.pdf())) as document:
        text = "".join(page.extract_text() for page in document.pages).replace("\n", "").replace(" ", "")
        assert 'file:///etc/passwd"><script>' in text
        assert "root:" not in text
        assert not any(page.images or page.annots for page in document.pages)


def test_a_missing_value_is_an_error(matter_of: MatterOf) -> None:
    view = prior_notice(matter_of())
    with pytest.raises(ValueMissingError):
        render("prior-notice.html", view._replace(bureau=None))  # type: ignore[arg-type]
    with pytest.raises(UndefinedError):
        render("prior-notice.html", object())


def test_the_preview_carries_its_style_and_no_links(letter_of: LetterOf) -> None:
    html = with_style(letter_of().html)
    assert html.count("<style>") == 1
    assert "@page" in html
    assert "src=" not in html
    assert "href=" not in html
