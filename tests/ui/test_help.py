"""帮助: out of the one guide; every section and stage is told of; practice is not kept."""

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.drafts import own_drafts
from casebook.workflow.words import STAGES
from tests.ui.case_page import field, written
from ui.filling.sections import SECTIONS
from ui.helping import GUIDE, filling, topics


def test_topics_are_those_of_the_guide_without_the_command_line() -> None:
    titles = [one.title for one in topics()]
    assert titles[0] == "第一次办案"
    assert {"怎么填", "阶段的意思", "系统不知道什么", "键盘", "打印"} <= set(titles)
    assert "不用页面" not in titles
    assert not [one for one in topics() if ".md)" in one.text or "python -m" in one.text]


def test_every_section_of_the_form_says_what_to_fill_in() -> None:
    assert {section.title for section in SECTIONS} <= filling().keys()
    assert all(filling().values())


def test_every_stage_is_told_of() -> None:
    told = next(one.text for one in topics() if one.title == "阶段的意思")
    assert [line.split("|")[1].strip() for line in told.splitlines()[2:]] == list(STAGES.values())


def view() -> None:
    from ui.filling import desk  # noqa: PLC0415 -- AppTest runs the function by itself
    from ui.views import case, help  # noqa: A004, PLC0415

    (case if desk.has_case() else help).page()


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr("ui.components.help.places.go", lambda _: __import__("streamlit").rerun())
    opened = AppTest.from_function(view, default_timeout=60).run()
    assert not opened.exception
    return opened


def test_the_page_shows_the_guide(page: AppTest) -> None:
    assert topics()[0].text in written(page)
    assert [one.label for one in page.expander] == [one.title for one in topics()[1:]]


def test_nothing_of_practice_is_kept(page: AppTest, office: Casebook, officer: Actor) -> None:
    before = own_drafts(office, officer)
    page.button(key="practice-open").click().run()
    field(page, "text_input", "名称").input("练习公司").run()
    assert not page.exception
    assert page.session_state["held"].draft["party"]["name"] == "练习公司"
    assert "练习：填写的内容不保存" in written(page)
    assert page.button(key="save-version").disabled
    assert own_drafts(office, officer) == before
    assert "case" not in page.query_params


def test_pictures_of_the_guide_are_not_shown_beside_what_they_show() -> None:
    assert "](pictures/" in GUIDE.read_text("utf-8")
    assert not any("![" in one.text for one in topics())
