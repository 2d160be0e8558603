"""What is filled in is kept on leaving each field, and comes back as it was."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state import SafeSessionState
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.cases.drafts import draft, own_drafts
from casebook.cases.versions import create_case
from casebook.people.accounts import NewAccount, add_account
from casebook.plain import from_text, to_text
from penalty_engine.rulebook import Rulebook
from ui.filling import desk, keeping
from ui.filling.draft import Draft
from web import who

PAGE = Path(__file__).parents[2] / "ui" / "main.py"


def start(case: str | None = None) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    if case:
        page.query_params["case"] = case
    page.run()
    assert not page.exception
    return page


def new(page: AppTest) -> AppTest:
    return page.button(key="case-new").click().run()


def field(page: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in page.get(kind) if getattr(one, "label", None) == label)


def filled_in(name: str) -> AppTest:
    page = new(start())
    field(page, "radio", "当事人的性质").set_value("自然人").run()
    field(page, "text_input", "姓名").set_value(name).run()
    assert not page.exception
    return page


def case_of(page: AppTest) -> str:
    case = page.query_params["case"]
    return case if isinstance(case, str) else case[-1]


def said(page: AppTest) -> str:
    return " ".join(one.proto.body for one in page.get("html"))


def lies(page: AppTest) -> bool:
    """Whether a case lies on the desk."""
    return "held" in page.session_state and page.session_state["held"].draft is not None


def count(office: Casebook) -> int:
    with office.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one())


@pytest.mark.parametrize("step", ["create_case", "keep_draft", "save"])
def test_an_answer_that_comes_while_the_one_before_is_being_kept_meets_no_other_window(
    officer: Actor, office: Casebook, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Streamlit breaks a run off for the next one wherever its session state is touched: here, just after something was written."""
    before, real = count(office), getattr(keeping, step)
    page = new(start()) if step == "create_case" else filled_in("某甲")
    broken_off: list[str] = []

    def write_and_be_broken_off(*args: Any) -> object:  # noqa: ANN401 -- whatever is written
        done = real(*args)
        context = get_script_run_ctx()
        if not broken_off and context is not None and context.script_requests is not None:
            broken_off.append(step)
            args[-1 if step == "create_case" else 4]["party"]["address"] = "某路1号"  # the next answer
            assert context.script_requests.request_rerun(RerunData())
        return done

    monkeypatch.setattr(keeping, step, write_and_be_broken_off)
    if step == "save":
        page.button(key="save-version").click().run()
    else:
        field(page, "text_input", "名称" if step == "create_case" else "姓名").set_value("某乙").run()
    assert not page.exception
    assert broken_off
    page.run()
    assert "您在另一个窗口里改过" not in said(page)
    assert "他人已经保存" not in said(page)
    assert count(office) == before + 1
    kept = draft(office, officer, case_of(page))
    assert kept is not None
    assert kept.content["party"]["address"] == "某路1号"


@pytest.fixture
def break_off(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], list[str]]:
    """From a step on, Streamlit breaks the run off just after the session state was written to for the n-th time."""

    def after(step: str, times: int) -> list[str]:
        written: list[str] = []
        real, write = getattr(desk if step == "open_case" else keeping, step), SafeSessionState.__setitem__
        armed: list[str] = []

        def begin(*args: Any) -> object:  # noqa: ANN401 -- whatever the step takes
            armed.append(step)
            return real(*args)

        def set_and_be_broken_off(state: SafeSessionState, key: str, value: object) -> None:
            write(state, key, value)
            context = get_script_run_ctx()
            if not armed or len(written) == times or context is None or context.script_requests is None:
                return
            written.append(key)
            if len(written) == times:
                assert context.script_requests.request_rerun(RerunData())

        monkeypatch.setattr(desk if step == "open_case" else keeping, step, begin)
        monkeypatch.setattr(SafeSessionState, "__setitem__", set_and_be_broken_off)
        return written

    return after


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("step", ["open_case", "reopen"])
def test_of_two_cases_neither_is_ever_kept_as_the_other(
    office: Casebook, officer: Actor, break_off: Callable[[str, int], list[str]], step: str, times: int
) -> None:
    page = filled_in("某甲")
    one = case_of(page)
    new(page)
    field(page, "radio", "当事人的性质").set_value("自然人").run()
    field(page, "text_input", "姓名").set_value("某乙").run()
    other = case_of(page)
    written = break_off("open_case" if step == "open_case" else "revived", times)
    page.run()  # the button knows the step as it now is
    if step == "open_case":
        page.button(key="case-back").click().run()
    else:
        page.query_params["case"] = one
        page.run()
    assert len(written) == times
    page.run()
    field(page, "text_input", "住址").set_value("某路1号").run()
    assert not page.exception
    kept = [draft(office, officer, case) for case in (one, other)]
    assert [found and found.content["party"]["name"] for found in kept] == ["某甲", "某乙"]


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_put_together_is_kept_whole(
    office: Casebook, officer: Actor, break_off: Callable[[str, int], list[str]], times: int
) -> None:
    first = filled_in("某甲")
    second = start(case_of(first))
    field(first, "text_input", "联系电话").set_value("0533-1").run()
    field(second, "text_input", "住址").set_value("某路1号").run()
    assert "您在另一个窗口里改过" in said(second)
    written = break_off("revived", times)
    second.button(key="conflict-settle").click().run()
    assert len(written) == times
    second.run()
    assert "您在另一个窗口里改过" not in said(second)
    kept = draft(office, officer, case_of(second))
    assert kept is not None
    assert (kept.content["party"]["phone"], kept.content["party"]["address"]) == ("0533-1", "某路1号")


@pytest.mark.parametrize("number", range(1, 13))
def test_every_sample_comes_back_as_it_was(number: int, sample: Callable[[int], Draft], zibo: Rulebook) -> None:
    before = sample(number)
    after = keeping.revived(from_text(to_text(before)), zibo)
    assert after == before


def test_days_that_are_none_and_text_that_looks_like_days_stay_text(zibo: Rulebook) -> None:
    content = {"filed_on": "2026-02-30", "number": "2026-07-05", "conducts": [{"from": "2026-07-05", "to": None}]}
    assert keeping.revived(content, zibo) == {**content, "conducts": [{"from": date(2026, 7, 5), "to": None}]}


def test_each_field_is_kept_on_leaving_it(office: Casebook, officer: Actor) -> None:
    page = filled_in("某甲")
    kept = draft(office, officer, case_of(page))
    assert kept is not None
    assert kept.content["party"] == {"kind": "natural_person", "name": "某甲"}
    field(page, "text_input", "姓名").set_value("某乙").run()
    again = draft(office, officer, case_of(page))
    assert again is not None
    assert again.content["party"]["name"] == "某乙"
    assert again.base == kept.base


def test_nothing_is_kept_before_something_is_filled_in(office: Casebook, officer: Actor) -> None:
    before = own_drafts(office, officer)
    page = new(start())
    assert "case" not in page.query_params
    assert own_drafts(office, officer) == before


def test_a_new_session_finds_the_case_by_its_address() -> None:
    page = filled_in("某丙")
    field(page, "text_input", "立案日期").set_value("2026年7月6日").run()
    again = start(case_of(page))
    assert again.session_state["held"].draft == page.session_state["held"].draft
    assert again.session_state["held"].draft["filed_on"] == date(2026, 7, 6)
    assert case_of(again) == case_of(page)


def test_going_back_to_the_case_before_makes_no_second_one(office: Casebook, officer: Actor) -> None:
    page = filled_in("某丁")
    case, before = case_of(page), len(own_drafts(office, officer, 1000))
    new(page)
    assert "case" not in page.query_params
    page.button(key="case-back").click().run()
    assert case_of(page) == case
    field(page, "text_input", "姓名").set_value("某戊").run()
    assert len(own_drafts(office, officer, 1000)) == before


def test_cases_that_were_begun_are_offered_on_the_start_page() -> None:
    case = case_of(filled_in("某己"))
    page = start()
    offered = page.selectbox(key="case-earlier-0")
    assert any("某己" in option for option in offered.options)
    offered.set_value(case).run()
    assert page.session_state["held"].draft["party"]["name"] == "某己"


def test_money_stays_exact(zibo: Rulebook) -> None:
    amounts = {"conducts": [{"facts": {"collected": Decimal("46580.50"), "students": 12}}]}
    after = keeping.revived(from_text(to_text(amounts)), zibo)
    assert after == amounts
    assert isinstance(after["conducts"][0]["facts"]["collected"], Decimal)


def other(office: Casebook, login: str, role: str) -> Actor:
    made = NewAccount(login, "另某", (role,), certificate="37030009", qualification="法律职业资格")
    return Actor(add_account(office, CONSOLE, made), "另某", frozenset({role}))


def test_the_case_of_somebody_else_is_read_on_its_sheet_and_not_opened_in_the_form(office: Casebook) -> None:
    theirs = create_case(office, other(office, "li", "officer"), {"party": {"name": "别人的案件"}, "conducts": [{}]})
    page = start(theirs.id)
    assert not lies(page)
    assert not [one for one in page.button if str(one.key).startswith("open-")]
    assert "别人的案件" in said(page)


def test_who_has_no_cases_of_his_own_finds_no_form(office: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewer = other(office, "shen", "reviewer")
    monkeypatch.setattr(who, "signed_in", lambda: reviewer)
    page = start()
    assert "case-new" not in [one.key for one in page.button]
    assert not lies(page)


def test_whoever_sits_down_next_finds_a_clear_desk(office: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    page = filled_in("某庚")
    next_one = other(office, "zhao", "officer")
    monkeypatch.setattr(who, "signed_in", lambda: next_one)
    page.query_params.pop("case")
    page.run()
    assert not lies(page)
    assert "某庚" not in said(page)


def test_nobody_sees_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    page = filled_in("某辛")
    monkeypatch.setattr(who, "session_cookie", lambda: None)
    page.run()
    assert "登录已经失效" in said(page)
    assert "某辛" not in said(page)
    assert not page.button


def test_what_cannot_be_kept_is_told(office: Casebook) -> None:
    page = filled_in("某壬")
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE members SET left_at = '2026-01-01' WHERE case_id = ?", (case_of(page),))
    field(page, "text_input", "姓名").set_value("某癸").run()
    assert "没有保存" in said(page)
    assert page.session_state["held"].draft["party"]["name"] == "某癸"
