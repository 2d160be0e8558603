"""台账与统计, driven without a browser: filters, kept filters, pages, the year."""

from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.register import Entry
from casebook.cases.versions import create_case
from casebook.cases.views import views
from penalty_engine.rulebook import Rulebook
from ui import register
from web.figures import Figure

from .case_page import PAGE, written

FIRST = "ledger"


def start(**query: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


@pytest.fixture(scope="module", autouse=True)
def cases(office: Casebook, officer: Actor) -> None:
    for place in range(51):
        create_case(office, officer, {"party": {"name": f"台账{place:02}号学校"}, "conducts": []})


def test_pages_are_turned_and_filters_begin_at_the_first() -> None:
    page = start(text="台账")
    assert "共 51 件，第 1 页，共 2 页" in written(page)
    page.button(key="ledger-after").click().run()
    assert "第 2 页" in written(page)
    assert "台账00号学校" in written(page)
    page.text_input(key="ledger-text").set_value("台账1").run()
    assert "共 10 件，第 1 页，共 1 页" in written(page)
    assert "台账1" in page.query_params["text"]
    page.button(key="ledger-clear").click().run()
    assert page.text_input(key="ledger-text").value == ""
    assert not page.exception


def test_the_address_fills_the_filters_and_the_download_follows_them() -> None:
    page = start(stage="draft", mine="1", text="台账03")
    assert page.multiselect(key="ledger-stages").value == ["draft"]
    assert page.checkbox(key="ledger-mine").value
    assert "共 1 件" in written(page)
    assert 'href="/ledger.xlsx?text=%E5%8F%B0%E8%B4%A603&amp;stage=draft&amp;mine=1"' in written(page)


def test_days_are_written_as_one_likes_and_what_is_none_is_not_asked_for() -> None:
    page = start(text="台账")
    page.text_input(key="ledger-filed-from").set_value("20260705").run()
    assert page.text_input(key="ledger-filed-from").value == "2026年7月5日"
    assert page.query_params["filed_from"] == "2026-07-05"
    assert "没有符合条件的案件" in written(page)
    page.text_input(key="ledger-filed-from").set_value("2026年9月31日").run()
    assert "2026年9月没有31日" in written(page)
    assert "filed_from" not in page.query_params
    page.text_input(key="ledger-filed-from").set_value("上个月").run()
    assert "“上个月”不是日期" in written(page)
    assert "共 51 件" in written(page)


def test_nothing_found_says_what_to_do() -> None:
    assert "没有符合条件的案件" in written(start(text="没有这个名称"))


def test_a_filter_is_kept_and_used_again(office: Casebook, officer: Actor) -> None:
    page = start(text="台账04")
    page.text_input(key="kept-name").set_value("第四号").run()
    page.button(key="kept-save").click().run()
    assert not page.exception
    assert views(office, officer) == {"第四号": {"text": "台账04"}}
    page.button(key="ledger-clear").click().run()
    page.selectbox(key="kept-view").select("第四号").run()
    assert page.text_input(key="ledger-text").value == "台账04"
    page.selectbox(key="kept-drop").select("第四号").run()
    page.button(key="kept-drop-do").click().run()
    assert views(office, officer) == {}
    page.button(key="kept-save").click().run()
    assert "名称应当有" in written(page)


def test_the_year_says_that_it_is_no_official_form() -> None:
    page = start(year="2026")
    said = written(page)
    assert "不是规定的报表" in said
    assert "立案日期在本年的案件" in said
    assert 'href="/statistics.xlsx?year=' in said


ENTRY = Entry(
    "1", "淄教罚立〔2026〕1号", "<b>某公司</b>", ("MCF-64", "JYF-75"), "decided", ("王某",), date(2026, 7, 6), date(2026, 8, 13), "予以处罚",
    None, ("lighter",), ("fine",), Decimal("8000.50"), None, departs=True, closed_on=None, due_on=date(2026, 8, 20), due_what="送达决定书",
)  # fmt: skip


def test_rows_are_escaped_and_lead_to_their_cases(zibo: Rulebook) -> None:
    html = register.register([ENTRY], "dossier", date(2026, 8, 23), zibo)
    assert "&lt;b&gt;某公司&lt;/b&gt;" in html
    assert 'href="/dossier?case=1"' in html
    assert "擅自举办民办学校 等 2 项" in html
    assert "罚款<br>偏离建议" in html
    assert "8,000.50" in html
    assert "■</span> 送达决定书：已超过 3 天" in html
    draft = Entry("2", None, None, (), "draft", (), None, None, None, None, (), (), None, None, False, None, None, None)
    assert "None" not in register.register([draft], "case", date(2026, 8, 23), zibo)


def test_a_figure_that_cannot_be_computed_is_no_zero() -> None:
    html = register.figures(
        [Figure("决定", "平均天数", None, "天", "取平均"), Figure("金额", "罚款", Decimal("1234.5"), "元", "合计")]
    )
    assert '<td class="figure">—</td>' in html
    assert "1,234.50" in html
