"""Saving as a version: two people, two windows, a case that is fixed; nobody overwrites anybody."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.cases.attachments import attach
from casebook.cases.drafts import draft
from casebook.cases.history import open_version
from casebook.cases.members import assign
from casebook.cases.versions import open_case, save
from casebook.people.accounts import NewAccount, add_account
from ui.filling import desk

from .test_keeping import case_of, field, filled_in, said, start

PAGE = Path(__file__).parents[2] / "ui" / "main.py"


@pytest.fixture(scope="module")
def colleague(office: Casebook) -> Actor:
    """Another officer, whom the head sends to every case."""
    made = NewAccount("qian", "钱某", ("officer",), certificate="37030008")
    return Actor(add_account(office, CONSOLE, made), "钱某", frozenset({"officer"}))


@pytest.fixture(scope="module")
def head(office: Casebook) -> Actor:
    """Who assigns."""
    made = NewAccount("sun", "孙某", ("head",))
    return Actor(add_account(office, CONSOLE, made), "孙某", frozenset({"head"}))


def changed_by(office: Casebook, colleague: Actor, head: Actor, page: AppTest, **party: Any) -> None:  # noqa: ANN401
    """The colleague opens the case and saves it with another party."""
    case = case_of(page)
    assign(office, head, case, colleague.id)
    opened = open_case(office, colleague, case)
    content = {**opened.content, "party": {**opened.content["party"], **party}}
    save(office, colleague, case, opened.version, content)


def saved(page: AppTest) -> AppTest:
    page.button(key="save-version").click().run()
    assert not page.exception
    return page


def test_saving_makes_a_version_and_says_when(office: Casebook, officer: Actor) -> None:
    page = filled_in("甲某")
    assert "还没有保存" in said(page)
    saved(page)
    assert "已保存 " in said(page)
    assert page.button(key="save-version").disabled
    assert draft(office, officer, case_of(page)) is None
    assert open_case(office, officer, case_of(page)).content["party"]["name"] == "甲某"


def test_what_no_document_can_print_is_told_below_the_field() -> None:
    assert '<p class="mistake">“😀”打印不出来，请删除，或者换成别的文字</p>' in said(filled_in("甲😀"))


def test_what_two_people_changed_apart_is_put_together(
    office: Casebook, officer: Actor, colleague: Actor, head: Actor
) -> None:
    page = filled_in("乙某")
    saved(page)
    changed_by(office, colleague, head, page, phone="0533-1")
    field(page, "text_input", "住址").set_value("某路1号").run()
    assert "他人已经保存了新的版本" in said(page)
    saved(page)
    told = said(page)
    assert "钱某保存了新的版本" in told
    assert "当事人的联系电话" in told
    assert "0533-1" in told
    page.button(key="conflict-settle").click().run()
    assert not page.exception
    assert "已保存 " in said(page)
    party = open_case(office, officer, case_of(page)).content["party"]
    assert (party["phone"], party["address"]) == ("0533-1", "某路1号")


@pytest.mark.parametrize(("choice", "name"), [("用我的：丁某", "丁某"), ("用对方的：戊某", "戊某")])
def test_what_both_changed_is_chosen_field_by_field(
    choice: str, name: str, office: Casebook, officer: Actor, colleague: Actor, head: Actor
) -> None:
    page = filled_in("丙某")
    saved(page)
    changed_by(office, colleague, head, page, name="戊某")
    field(page, "text_input", "姓名").set_value("丁某").run()
    saved(page)
    assert page.button(key="conflict-settle").disabled
    asked = next(one for one in page.radio if one.label.startswith("当事人的姓名或者名称"))
    assert asked.label.endswith("（原来：丙某）")
    asked.set_value(choice == "用我的：丁某").run()
    page.button(key="conflict-settle").click().run()
    opened = open_case(office, officer, case_of(page))
    assert opened.content["party"]["name"] == name
    before = open_version(office, officer, case_of(page), opened.version - (name == "丁某"))
    assert before["party"]["name"] == "戊某"  # what the other saved stays in the file


def test_a_second_window_of_the_same_person_does_not_silently_win(office: Casebook, officer: Actor) -> None:
    first = filled_in("己某")
    second = start(case_of(first))
    field(first, "text_input", "姓名").set_value("庚某").run()
    field(second, "text_input", "姓名").set_value("辛某").run()
    assert "您在另一个窗口里改过这个案件" in said(second)
    kept = draft(office, officer, case_of(first))
    assert kept is not None
    assert kept.content["party"]["name"] == "庚某"
    next(one for one in second.radio if one.label.startswith("当事人的姓名或者名称")).set_value(True).run()
    second.button(key="conflict-settle").click().run()
    second.run()
    kept = draft(office, officer, case_of(first))
    assert kept is not None
    assert kept.content["party"]["name"] == "辛某"
    assert not second.exception


def test_what_oneself_saved_in_another_window_is_not_said_to_be_somebody_elses() -> None:
    first = saved(filled_in("子某"))
    second = start(case_of(first))
    field(first, "text_input", "住址").set_value("某路3号").run()
    saved(first)
    field(second, "text_input", "联系电话").set_value("0533-3").run()
    told = said(second)
    assert "您在另一个窗口里保存了新的版本，保存时先对照" in told
    assert "他人已经" not in told
    saved(second)
    assert "<h4>您在另一个窗口里保存了新的版本" in said(second)
    assert "另一个窗口的改动" in said(second)


def test_saving_an_old_window_does_not_throw_away_what_the_new_one_has_kept(office: Casebook, officer: Actor) -> None:
    first = filled_in("壬某")
    second = start(case_of(first))
    field(second, "text_input", "住址").set_value("某路2号").run()
    saved(first)
    assert "您在另一个窗口里改过这个案件" in said(first)
    kept = draft(office, officer, case_of(first))
    assert kept is not None
    assert kept.content["party"]["address"] == "某路2号"


def test_after_the_decision_the_form_can_only_be_read(office: Casebook) -> None:
    page = filled_in("癸某")
    saved(page)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET stage = 'decided' WHERE id = ?", (case_of(page),))
    again = start(case_of(page))
    assert "已经作出决定或者终结，案件内容不能再修改" in said(again)
    assert field(again, "text_input", "姓名").disabled
    assert again.button(key="save-version").disabled
    field(page, "text_input", "姓名").set_value("某某").run()  # a window that was open before
    assert "案件内容不能再修改" in said(page)


def test_a_refresh_finds_section_and_act_again() -> None:
    page = filled_in("子某")
    page.button(key="open-act").click().run()
    page.button(key="add-act").click().run()
    assert page.query_params["section"] == "act"
    assert page.query_params["act"] == "2"
    again = AppTest.from_file(str(PAGE), default_timeout=60)
    for key in ("case", "section", "act"):
        again.query_params[key] = page.query_params[key]
    again.run()
    assert again.session_state["section"] == "act"
    assert again.session_state["act"] == 1


def test_an_address_with_nonsense_opens_the_case_all_the_same() -> None:
    page = filled_in("丑某")
    again = AppTest.from_file(str(PAGE), default_timeout=60)
    again.query_params["case"] = case_of(page)
    again.query_params["section"] = "nowhere"
    again.query_params["act"] = "99"
    again.run()
    assert not again.exception
    assert again.session_state["section"] == "party"


def test_times_of_other_days_are_told_with_their_day() -> None:
    assert desk.at_time("2026-01-02T08:30:00.000000Z") == "1月2日 16:30"


def test_a_file_of_a_piece_that_is_gone_does_not_come_under_a_new_one(office: Casebook, officer: Actor) -> None:
    page = filled_in("某丑")
    page.button(key="open-evidence").click().run()
    page.button(key="evidence-add").click().run()
    attach(office, officer, case_of(page), "照片.png", b"\x89PNG\r\n\x1a\n0000", "E1")
    page.button(key="evidence-done").click().run()
    page.button(key="evidence-remove-0").click().run()
    page.button(key="evidence-add").click().run()
    assert not page.exception
    assert [one["id"] for one in page.session_state["held"].draft["evidence"]] == ["E2"]
    saved(page)
    page.button(key="evidence-done").click().run()
    page.button(key="evidence-remove-0").click().run()
    page.button(key="evidence-add").click().run()
    assert [one["id"] for one in page.session_state["held"].draft["evidence"]] == ["E3"]
