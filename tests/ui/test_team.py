"""The people of a case and the taking back of a mistake, driven as the head and as an officer would."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.cases.history import list_members
from casebook.cases.members import list_recusals
from casebook.cases.versions import create_case
from casebook.people.accounts import NewAccount, add_account
from casebook.workflow.next_steps import standing
from casebook.workflow.recording import record
from ui.filling.draft import Draft
from web import who


def page() -> None:
    """The course of the case in the address."""
    import streamlit as st  # noqa: PLC0415 -- runs in a script of its own

    from ui.components.flow import flow  # noqa: PLC0415

    flow(st.query_params["case"])


@pytest.fixture(scope="module")
def colleagues(office: Casebook) -> dict[str, Actor]:
    new = (
        NewAccount("ju-team", "局某", ("head",)),
        NewAccount("li-team", "李某", ("officer",), certificate="37030002"),
        NewAccount("jian-team", "简某", ("auditor",)),
    )
    return {one.name: Actor(add_account(office, CONSOLE, one), one.name, frozenset(one.roles)) for one in new}


@pytest.fixture
def case(office: Casebook, officer: Actor, sample: Callable[[int], Draft]) -> str:
    made = create_case(office, officer, {**sample(1), "number": None})
    record(office, officer, made.id, 1, {"type": "reported", "on": "2026-09-18", "whom": "家长"})
    return made.id


Enter = Callable[[Actor, str], AppTest]


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Enter:
    def entered(actor: Actor, case_id: str) -> AppTest:
        monkeypatch.setattr(who, "signed_in", lambda: actor)
        app = AppTest.from_function(page, default_timeout=60)
        app.query_params["case"] = case_id
        return shown(app.run())

    return entered


def shown(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def field(app: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in app.get(kind) if str(getattr(one, "label", "")).startswith(label))


def test_the_head_puts_an_officer_on_the_case_and_takes_him_off(
    office: Casebook, colleagues: dict[str, Actor], case: str, enter: Enter
) -> None:
    head, li = colleagues["局某"], colleagues["李某"]
    app = enter(head, case)
    field(app, "selectbox", "指派").select(li.id).run()
    shown(app.button(key="team-指派-do").click().run())
    assert "已经指派李某" in said(app)
    assert {one.name for one in list_members(office, head, case)} == {"王某", "李某"}
    field(app, "selectbox", "调离").select(li.id).run()
    shown(app.button(key="team-调离-do").click().run())
    assert [one.name for one in list_members(office, head, case) if one.left_at is None] == ["王某"]


def test_a_mistake_is_taken_back_with_a_reason(
    office: Casebook, colleagues: dict[str, Actor], case: str, enter: Enter
) -> None:
    head = colleagues["局某"]
    app = enter(head, case)
    field(app, "button", "撤销“").click().run()
    assert "没有写明理由" in said(app)
    assert standing(office, head, case).happened
    field(app, "text_input", "撤销的理由").set_value("记错了案件")
    shown(field(app, "button", "撤销“").click().run())
    assert "已经撤销，案件回到“草稿”" in said(app)
    assert standing(office, head, case).happened == ()


def test_an_application_for_recusal_is_entered_and_decided(
    office: Casebook, officer: Actor, colleagues: dict[str, Actor], case: str, enter: Enter
) -> None:
    app = enter(officer, case)
    field(app, "selectbox", "申请回避").select(officer.id)
    field(app, "text_input", "理由").set_value("近亲属")
    shown(field(app, "button", "记录申请").click().run())
    assert "已经记录对王某的回避申请" in said(app)
    assert "尚未决定" in said(app)
    head = colleagues["局某"]
    app = enter(head, case)
    field(app, "radio", "决定").set_value("refused")
    field(app, "text_input", "决定的理由").set_value("不属实")
    shown(field(app, "button", "作出决定").click().run())
    assert "决定不回避：不属实" in said(app)
    assert [one.decision for one in list_recusals(office, head, case)] == ["refused"]


def test_who_may_only_look_is_offered_nothing(colleagues: dict[str, Actor], case: str, enter: Enter) -> None:
    app = enter(colleagues["简某"], case)
    assert "接到举报" in said(app)
    assert not [one for one in app.button if one.label]
    assert "由他人办理" in said(app)


def test_whoever_may_not_read_is_told_so(colleagues: dict[str, Actor], enter: Enter) -> None:
    assert "没有这个案件" in said(enter(colleagues["局某"], "nowhere"))


def test_an_officer_is_told_by_name_who_adds_people_and_strikes_mistakes(
    officer: Actor, colleagues: dict[str, Actor], case: str, enter: Enter
) -> None:
    app = enter(officer, case)
    heads = "([^、（）]+、)*局某(、[^、（）]+?)*(（其中一位即可）)?"  # other modules of tests may have made heads of their own
    assert re.search(f"现在 1 名，增加、调离由负责人{heads}在本案的", said(app))
    assert re.search(f"请告诉负责人{heads}", said(app))
    assert re.search(f"由负责人（非本案办案人员）{heads}办理", said(app))
    assert "不少于两名" in said(enter(colleagues["局某"], case))
