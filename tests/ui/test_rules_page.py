"""裁量规则, driven without a browser: an item by its address, found by words, on a day; what the keeper alone is offered."""

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE
from casebook.book import Casebook
from casebook.people.accounts import NewAccount, add_account
from casebook.people.sessions import open_session
from penalty_engine.scenarios import load_scenarios as load
from tests.ui.case_page import written
from web import cookies, who


def rules() -> None:
    from ui.views import rules  # noqa: PLC0415 -- AppTest runs the function by itself

    rules.page()


def opened(**query: str) -> AppTest:
    page = AppTest.from_function(rules, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button if str(one.key).startswith("rule-")]


def test_without_an_item_the_page_says_what_it_is_for() -> None:
    page = opened()
    assert "从左边选一条规则" in written(page)
    assert "校验和场景" not in written(page)
    assert len(labels(page)) == 60


def test_an_item_stands_at_its_address() -> None:
    assert "第六十四条" in written(opened(item="MCF-64"))


def test_words_find_and_a_click_opens() -> None:
    page = opened()
    page.text_input(key="rules-query").input("黑学校").run()
    assert labels(page)[0].startswith("**擅自举办民办学校**")
    page.button(key="rule-MCF-64").click().run()
    assert page.query_params["item"] == "MCF-64"
    assert '<article class="rule"><h2>擅自举办民办学校</h2>' in written(page)


def test_nothing_found_says_what_to_do() -> None:
    page = opened()
    page.text_input(key="rules-query").input("驾驶证").run()
    assert "没有找到，请换一个说法" in written(page)


@pytest.mark.parametrize(("group", "told"), [("benchmarks", "附件1"), ("lists", "没有随办法公布")])
def test_what_was_never_published_says_so(group: str, told: str) -> None:
    page = opened(group=group)
    assert told in written(page)
    assert labels(page) == []


def test_on_another_day_the_measure_has_lapsed() -> None:
    page = opened(item="ZB-7-3")
    page.text_input(key="rules-day").set_value("20280101").run()
    assert page.text_input(key="rules-day").value == "2028年1月1日"
    assert "2028年1月1日已经失效" in written(page)


def test_the_keeper_sees_the_check_and_runs_the_scenarios(office: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    person = add_account(office, CONSOLE, NewAccount("gui-of-rules", "桂某", ("keeper",)))
    with office.write(CONSOLE) as work:
        cookie = cookies._signer("session").sign(open_session(work, person)).decode()
    monkeypatch.setattr(who, "session_cookie", lambda: cookie)
    monkeypatch.setattr("ui.views.rules.load_scenarios", lambda folder: load(folder)[:3])
    page = opened(item="MCF-64")
    assert "没有与官方原文核对" in written(page)
    assert "violations/MCF.yaml:" in written(page)
    page.button(key="rules-scenarios").click().run()
    assert "3 个场景，结论全部与应有的相同" in written(page)
