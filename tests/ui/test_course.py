"""Section 流转 of a case that has been filed: what is not saved given up, steps nobody has recorded, a form brought into view."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.cases.drafts import draft
from casebook.cases.versions import create_case, open_case
from casebook.people.accounts import NewAccount, add_account
from casebook.workflow.recording import Recorded, record
from ui.filling.draft import Draft

from .case_page import PAGE, field, turn, written


@pytest.fixture(scope="module")
def head(office: Casebook) -> Actor:
    made = NewAccount("ju-course", "局某", ("head",))
    return Actor(add_account(office, CONSOLE, made), "局某", frozenset({"head"}))


@pytest.fixture
def case(office: Casebook, officer: Actor, head: Actor, sample: Callable[[int], Draft]) -> str:
    content = {key: value for key, value in sample(1).items() if key not in {"number", "filed_on", "decided_on"}}
    made = create_case(office, officer, {**content, "events": []})
    answer = record(office, head, made.id, 1, {"type": "filed", "on": "2026-09-24"})
    assert isinstance(answer, Recorded), answer
    return made.id


def opened(case: str, section: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["case"], page.query_params["section"] = case, section
    return shown(page.run())


def shown(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def test_what_was_filled_in_since_is_given_up_only_when_that_is_confirmed(
    office: Casebook, officer: Actor, case: str
) -> None:
    before = open_case(office, officer, case)
    page = opened(case, "party")
    field(page, "text_input", "联系电话").set_value("0533-9").run()
    turn(page, "flow")
    shown(page.button(key="course-drop").click().run())
    assert "去掉的不能找回" in written(page)
    kept = draft(office, officer, case)
    assert kept is not None
    assert kept.content["party"]["phone"] == "0533-9"
    shown(page.button(key="drop-confirm").click().run())
    assert draft(office, officer, case) is None
    assert open_case(office, officer, case) == before
    assert page.session_state["section"] == "flow"
    assert not [one for one in page.button if one.key == "course-drop"]
    turn(page, "party")
    assert field(page, "text_input", "联系电话").value != "0533-9"


def test_before_the_investigation_is_closed_unrecorded_steps_are_asked_after(
    office: Casebook, officer: Actor, case: str
) -> None:
    titles = [one["title"] for one in open_case(office, officer, case).content["evidence"]]
    asked = next(one for one in titles if "询问笔录" in one)
    page = opened(case, "flow")
    assert f"“{asked}”在证据中，没有记录“询问”这一步，要补记吗？" in written(page)
    assert not page.button(key="flow-open-close_investigation").disabled  # a remark, no refusal
    assert "scrollIntoView" not in turning(page)
    shown(page.button(key="flow-late-question").click().run())
    assert field(page, "text_input", "被询问人（必填）")
    assert "scrollIntoView" in turning(page)
    assert "scrollIntoView" not in turning(shown(page.run()))  # once
    record(office, officer, case, 2, {"type": "questioned", "on": "2026-09-22", "whom": "张某某", "by": "王某"})
    told = written(opened(case, "flow"))
    assert "没有记录“询问”" not in told


def turning(page: AppTest) -> str:
    """The script that leads to the form of a step."""
    return " ".join(one.proto.body for one in page.get("html") if "st-key-section-step-" in one.proto.body)
