"""For whom a case waits at each stage, and what is due: asked of every role, on cases led through the gates."""

from datetime import date

import pytest

from casebook.actor import Actor
from casebook.cases.drafts import keep_draft
from casebook.cases.members import able, ask_recusal, assign, decide_recusal
from casebook.refusals import NotPermittedError
from casebook.workflow import agenda as looking
from casebook.workflow import waiting as queue
from casebook.workflow.agenda import Agenda, agenda

from .office import Led, Office, content_of, person

# By stage: the day, and who is waited for with what; nobody else is.
WAITED_FOR = {
    "draft": ("2026-07-05", {"ju": "立案"}),
    "filed": ("2026-07-07", {"wang": "调查终结"}),
    "investigated": ("2026-07-20", {"ju": "负责人同意调查结果"}),
    "approved": ("2026-07-21", {"wang": "事先告知"}),
    "noticed": ("2026-07-22", {"wang": "送达告知书"}),
    "statement": ("2026-07-23", {}),  # the party's time
    "reexamined": ("2026-08-10", {"shen": "法制审核"}),
    "reviewed": ("2026-08-11", {"ju": "集体讨论"}),
    "discussed": ("2026-08-12", {"ju": "决定予以处罚"}),
    "decided": ("2026-08-13", {"wang": "送达决定书"}),
    "served": ("2026-08-15", {}),  # the party's time to pay
    "urged": ("2026-09-10", {}),
    "closed": ("2027-06-01", {}),
}


def seen(office: Office, login: str) -> Agenda:
    return agenda(office.book, person(login))


def waits(office: Office) -> dict[str, str]:
    return {login: one.what for login in ("wang", "shen", "ju") for one in seen(office, login).waiting.cases}


@pytest.mark.parametrize("stage", WAITED_FOR)
def test_who_is_waited_for(office: Office, stage: str) -> None:
    day, expected = WAITED_FOR[stage]
    office.led(stage)
    office.clock.be(day)
    assert waits(office) == expected


def test_an_officer_sees_the_cases_that_he_works_on_and_a_head_all(office: Office) -> None:
    case = office.led("filed")
    assert seen(office, "li").stages == {}
    assert seen(office, "li").own
    assert seen(office, "ju").stages == {"filed": 1}
    assert not seen(office, "ju").own
    assign(office.book, person("ju"), case.id, "li")
    assert [one.what for one in seen(office, "li").waiting.cases] == ["调查终结"]


def test_an_incomplete_draft_waits_for_its_officer_not_for_the_head(office: Office) -> None:
    office.clock.be("2026-07-01")
    values = content_of("hearing")
    del values["officers"]
    office.case(values)
    assert waits(office) == {"wang": "补齐案情，报请立案"}


def test_a_case_is_called_by_what_stands_only_in_ones_own_draft(office: Office) -> None:
    office.clock.be("2026-07-01")
    case = office.case({"party": {"kind": "legal_person"}, "conducts": []})
    keep_draft(office.book, person("wang"), case.id, 1, {"party": {"name": "某某学校"}})
    assert [one.case.party for one in seen(office, "wang").waiting.cases] == ["某某学校"]


def hearing_requested(office: Office) -> Led:
    case = office.led("statement")
    case.does("wang", {"type": "hearing_requested", "on": "2026-07-27"})
    return case


def test_a_hearing_is_called_then_held_on_its_day(office: Office) -> None:
    case = hearing_requested(office)
    assert waits(office) == {"shen": "通知听证"}
    called = {"type": "hearing_called", "on": "2026-07-28", "until": "2026-08-07", "time": "9时", "place": "会议室"}
    case.does("shen", {**called, "by": "沈某"}, "hearing-notice")
    assert waits(office) == {}
    assert {one.deadline.id for one in seen(office, "shen").soon} == {"statement"}
    office.clock.be("2026-08-03")
    assert "hearing" in {one.deadline.id for one in seen(office, "shen").soon}
    office.clock.be("2026-08-07")
    assert waits(office) == {"shen": "举行听证"}
    assert [one.deadline.id for one in seen(office, "shen").overdue] == ["hearing"]


def test_a_failed_review_waits_for_the_officer_until_the_case_has_changed(office: Office) -> None:
    case = office.led("reexamined")
    case.does("shen", {"type": "reviewed", "on": "2026-08-11", "result": "不通过", "text": "金额没有说明。"})
    assert waits(office) == {"wang": "按审核意见修改"}
    values = content_of("hearing")
    values["conducts"][0]["summary"] += "补充说明。"
    case.saves(values)
    assert waits(office) == {"shen": "法制审核"}


def test_what_is_not_paid_is_urged_once(office: Office) -> None:
    case = office.led("served")
    office.clock.be("2026-09-10")
    assert waits(office) == {"wang": "催告"}
    case.does("wang", {"type": "urged", "on": "2026-09-10", "amount": 4000}, "urging-notice")
    assert waits(office) == {}


def test_deadlines_that_have_passed_come_first_and_are_counted(office: Office) -> None:
    office.led("filed")
    office.clock.be("2026-10-01")
    soon = seen(office, "wang")
    assert [(one.deadline.id, one.deadline.on) for one in soon.soon] == [("decision", date(2026, 10, 4))]
    assert soon.overdue_count == 0
    office.clock.be("2026-10-04")
    assert [one.state for one in seen(office, "wang").overdue] == ["soon"]  # today still
    office.clock.be("2026-10-05")
    over = seen(office, "wang")
    assert [one.state for one in over.overdue] == ["over"]
    assert (over.overdue_count, over.soon_count) == (1, 0)


def test_the_limitation_of_what_is_not_filed_is_told(office: Office) -> None:
    office.clock.be("2026-07-01")
    office.case()
    assert seen(office, "wang").soon == ()
    office.clock.be("2028-06-27")
    told = [
        one for one in (*seen(office, "wang").soon, *seen(office, "wang").overdue) if one.deadline.id == "limitation"
    ]
    assert told == []  # discovered in time (处罚法 36)
    values = content_of("hearing")
    values["conducts"][0]["discovered_on"] = None
    office.case(values)
    told = [
        one for one in (*seen(office, "wang").soon, *seen(office, "wang").overdue) if one.deadline.id == "limitation"
    ]
    assert len(told) == 1


def test_what_has_lain_longest_is_not_crowded_out_and_the_rest_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest, *others = (office.led("approved") for _ in range(3))
    values = content_of("hearing")
    values["conducts"][0]["summary"] += "补充说明。"
    office.clock.be("2026-07-25")
    for one in others:
        one.saves(values)
    monkeypatch.setattr(queue, "OF_A_STAGE", 1)
    found = seen(office, "wang").waiting
    assert [one.case.id for one in found.cases] == [oldest.id]
    assert found.unseen == 2
    monkeypatch.setattr(queue, "OF_A_STAGE", 3)
    assert seen(office, "wang").waiting.unseen == 0
    assert agenda(office.book, person("wang"), most=1).waiting.unseen == 2


def test_who_has_to_stay_away_is_not_given_the_case(office: Office) -> None:
    case = office.led("filed")
    office.clock.be("2026-10-05")
    before = seen(office, "wang")
    assert (before.overdue_count, before.stages, len(before.waiting.cases)) == (1, {"filed": 1}, 1)
    made = ask_recusal(office.book, person("wang"), case.id, "wang", "party", "与当事人有利害关系")
    decide_recusal(office.book, person("ju"), made, granted=True, reason="属实")
    away = seen(office, "wang")
    assert (away.overdue, away.overdue_count, away.soon_count, away.stages) == ((), 0, 0, {})
    assert away.waiting == ((), 0)


@pytest.mark.parametrize("login", ["wang", "ju"])
def test_figures_count_what_is_not_listed_too(office: Office, login: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        office.led("filed")
    monkeypatch.setattr(looking, "MOST_OF_ALL", 1)
    monkeypatch.setattr(looking, "MOST_OWN", 1)
    office.clock.be("2026-10-01")
    assert (seen(office, login).overdue_count, seen(office, login).soon_count) == (0, 3)
    office.clock.be("2026-10-05")
    assert (seen(office, login).overdue_count, seen(office, login).soon_count) == (3, 0)
    assert len(seen(office, login).overdue) == 1


def unfound(office: Office) -> Led:
    values = content_of("hearing")
    values["conducts"][0]["discovered_on"] = None
    return office.case(values)


def test_who_judges_sees_the_limitation_of_what_is_not_filed(office: Office) -> None:
    office.clock.be("2028-06-27")
    unfound(office)
    assert [one.deadline.id for one in seen(office, "ju").soon] == ["limitation"]
    assert seen(office, "ju").soon_count == 1


def test_who_judges_and_investigates_loses_nothing_of_his_own(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.clock.be("2028-06-27")
    unfound(office)
    monkeypatch.setattr(looking, "OF_A_STAGE", 0)
    both = Actor("wang", "王某", frozenset({"officer", "reviewer"}))
    assert [one.deadline.id for one in agenda(office.book, both).soon] == ["limitation"]


def test_a_period_of_the_party_that_ends_today_is_listed(office: Office) -> None:
    office.led("statement")
    office.clock.be("2026-07-31")
    found = seen(office, "wang")
    assert [one.deadline.id for one in found.soon] == ["statement"]
    assert (found.overdue_count, found.soon_count) == (0, 1)


def test_what_the_court_has_in_hand_is_not_urged_any_more(office: Office) -> None:
    office.led("court")
    assert seen(office, "wang").overdue == ()


def test_a_fine_that_was_not_paid_in_time_is_to_be_seen_to(office: Office) -> None:
    office.led("served")
    office.clock.be("2026-08-31")
    assert "payment" in {one.deadline.id for one in seen(office, "wang").soon}
    office.clock.be("2026-09-01")
    for login in ("wang", "ju"):
        found = seen(office, login)
        assert [one.deadline.id for one in found.overdue] == ["payment"]
        assert found.overdue_count == 1


@pytest.mark.parametrize("login", ["gui", "guan"])
def test_who_has_no_business_with_cases_sees_none(office: Office, login: str) -> None:
    with pytest.raises(NotPermittedError):
        seen(office, login)


# By stage: the gate that the way leads to, told alike to everybody who may read.
AWAITED = {
    "draft": "file",
    "filed": "close_investigation",
    "investigated": "approve",
    "approved": "notice",
    "noticed": "serve_notice",
    "statement": "review",
    "reexamined": "review",
    "reviewed": "discuss",
    "discussed": "decide",
    "decided": "serve_decision",
    "served": None,
    "closed": None,
}


@pytest.mark.parametrize("stage", AWAITED)
def test_everybody_is_told_the_same_next_step(office: Office, stage: str) -> None:
    case = office.led(stage)
    office.clock.be(WAITED_FOR[stage][0])
    told = {login: queue.awaited(office.book, person(login), case.id) for login in ("wang", "ju", "shen", "jian")}
    assert told == dict.fromkeys(told, AWAITED[stage])


def test_who_may_do_what_to_a_case_is_told_by_name(office: Office) -> None:
    case = office.led("filed")
    names = able(office.book, person("wang"), case.id)
    assert set(names["close"]) == set(names["decide"]) == {person("ju").name, person("fu").name}
    assert names["investigate"] == (person("wang").name,)
    assign(office.book, person("ju"), case.id, "li")
    assert set(able(office.book, person("li"), case.id)["investigate"]) == {person("wang").name, person("li").name}


def changed_after_agreement(office: Office) -> Led:
    case = office.led("approved")
    values = content_of("hearing")
    values["conducts"][0]["summary"] += "补充说明。"
    case.saves(values)
    return case


def test_what_changed_after_the_head_agreed_waits_for_him_until_he_has_agreed_anew(office: Office) -> None:
    case = changed_after_agreement(office)
    assert waits(office) == {"ju": "同意以后案件有改动，请退回"}
    assert {login: queue.awaited(office.book, person(login), case.id) for login in ("wang", "ju")} == {
        "wang": "return", "ju": "return",
    }  # fmt: skip
    case.does("ju", {"type": "approved", "on": "2026-07-22", "result": "退回", "text": "改动后重新报批"})
    assert waits(office) == {"wang": "调查终结"}
    case.does("wang", {"type": "investigation_closed", "on": "2026-07-22"})
    assert waits(office) == {"ju": "负责人同意调查结果"}
    case.does("ju", {"type": "approved", "on": "2026-07-22", "result": "同意"})
    assert waits(office) == {"wang": "事先告知"}


def test_a_change_put_back_takes_no_agreement_away(office: Office) -> None:
    changed_after_agreement(office).saves(content_of("hearing"))
    assert waits(office) == {"wang": "事先告知"}


def test_a_case_that_cannot_be_read_after_the_change_goes_back_too(office: Office) -> None:
    case = office.led("approved")
    values = content_of("hearing")
    values["conducts"][0]["from"] = "看不出"
    case.saves(values)
    assert waits(office) == {"ju": "同意以后案件有改动，请退回"}


def test_who_may_be_spared_is_decided_on_as_the_case_is_now(office: Office) -> None:
    case = office.led("approved", "spared")
    values = content_of("spared")
    values["conducts"][0]["summary"] += "补充说明。"
    case.saves(values)
    assert waits(office)["ju"] == "决定不予处罚"
    assert queue.awaited(office.book, person("wang"), case.id) == "spare"
