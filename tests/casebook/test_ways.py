"""Ways through the gates on real databases: every gate opens somewhere; the law's hard points hold all along the way."""

from typing import Any

import pytest

from casebook.cases.members import ask_recusal, decide_recusal
from casebook.cases.versions import Conflict, current, open_case, save
from casebook.refusals import NotPermittedError, Refused
from casebook.workflow.gates import GATES
from casebook.workflow.happened import read_event
from casebook.workflow.ledger import happened
from casebook.workflow.next_steps import standing
from casebook.workflow.recording import Issued, Recorded, record, would_refuse
from casebook.workflow.stages import gate_for, stage_of
from casebook.workflow.striking import resting_on, strike
from casebook.workflow.words import STAGES
from penalty_engine.case import Event

from .office import WAYS as OFFICE_WAYS
from .office import Office, paper, person
from .test_needs import changed, fined, with_new_evidence

Do = tuple[str, dict[str, Any]]


def on(day: str, kind: str, **rest: object) -> dict[str, Any]:
    return {"type": kind, "on": day, **rest}


def crime() -> dict[str, Any]:
    return changed(path="suspected_crime", value=True)


def unfounded() -> dict[str, Any]:
    return changed(path="conducts.0.established", value=False)


# Name: the case, the stage it is led to (and what is left out on the way), what is done then, the stage it comes to.
Way = tuple[Any, str, tuple[str, ...], list[Do], str]
WAYS: dict[str, Way] = {
    "移送，由司法机关移回，再结案": (
        crime, "filed", (),
        [
            ("ju", on("2026-07-08", "transferred", whom="某公安分局", text="涉嫌犯罪")),
            ("ju", on("2026-07-20", "approved", result="退回", text="不追究刑事责任，移回")),
            ("ju", on("2026-07-21", "transferred", whom="某公安分局", text="再次移送")),
            ("ju", on("2026-07-28", "closed", result="移送后终结", text="已立为刑事案件")),
        ],
        "closed",
    ),
    "撤案": ("hearing", "investigated", (), [("ju", on("2026-07-21", "withdrawn", text="当事人已经终止"))], "withdrawn"),
    "违法事实不能成立": (
        unfounded, "approved", (),
        [
            ("ju", on("2026-07-22", "decided", result="违法事实不能成立")),
            ("wang", on("2026-07-23", "served", of="no-penalty-decision")),
            ("ju", on("2026-07-24", "closed", result="没有应当履行的内容")),
        ],
        "closed",
    ),
    "先行登记保存、责令改正、复查": (
        "hearing", "filed", (),
        [
            ("wang", on("2026-07-06", "reported", whom="家长", text="补充举报")),
            ("wang", on("2026-07-06", "inspected", present=["张某"])),
            ("wang", on("2026-07-06", "questioned", whom="张某")),
            ("ju", on("2026-07-06", "approved", result="同意", of="evidence-preservation", text="账册可能灭失")),
            ("wang", on("2026-07-06", "evidence_preserved", items=["账册"], place="本局")),
            ("wang", on("2026-07-07", "correction_ordered", until="2026-07-20")),
            ("wang", on("2026-07-07", "served", of="correction-order")),
            ("wang", on("2026-07-10", "evidence_preserved", result="返还")),
            ("wang", on("2026-07-21", "rechecked", result="已改正")),
        ],
        "filed",
    ),
    "告知前审核，书面放弃，直接讨论决定，履行完毕": (
        "hearing", "investigated", (),
        [
            ("shen", on("2026-07-20", "reviewed", result="不通过", text="证据清单有误")),
            ("shen", on("2026-07-21", "reviewed", result="通过")),
            ("ju", on("2026-07-21", "approved", result="同意")),
            ("wang", on("2026-07-22", "noticed")),
            ("wang", on("2026-07-22", "served", of="prior-notice")),
            ("wang", on("2026-07-23", "waived", method="书面")),
            ("ju", on("2026-07-24", "discussed", result="同意", present=["局某", "傅某"])),
            ("ju", on("2026-07-24", "decided", result="予以处罚")),
            ("wang", on("2026-07-24", "served", of="penalty-decision")),
            ("ju", on("2026-08-03", "deferred", result="分期", until="2026-09-30", text="当事人申请，经济困难")),
            ("wang", on("2026-08-04", "paid", amount=1000)),
            ("wang", on("2026-09-29", "paid", amount=3000)),
            ("wang", on("2026-09-29", "recorded", whom="市政府法制部门")),
            ("ju", on("2026-09-30", "closed", result="履行完毕")),
        ],
        "closed",
    ),
    "审核人员退回": ("hearing", "statement", (), [("shen", on("2026-08-05", "reviewed", result="退回", text="补证"))], "filed"),
    "听证期间又提出申辩": (
        "hearing", "hearing", (), [("wang", on("2026-08-08", "statement", text="补充意见"))], "hearing"
    ),
    "决定被撤销": (
        "hearing", "served", (), [("ju", on("2026-10-10", "closed", result="决定被撤销", text="复议撤销"))], "closed"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_a_way_leads_where_it_should(office: Office, name: str) -> None:
    content, to, leave, steps, end = WAYS[name]
    case = office.led(to, content() if callable(content) else content, leave=leave)
    for who, event in steps:
        case.does(who, event)
    assert case.stage == end


def test_every_gate_opens_somewhere() -> None:
    opened = set()
    for way in OFFICE_WAYS.values():
        opened |= passed([event for steps in way.values() for _, event, _ in steps])
    for _, to, _, steps, _ in WAYS.values():
        before: list[dict[str, Any]] = []
        for stage, led in OFFICE_WAYS["hearing"].items():
            before += [event for _, event, _ in led]
            if stage == to:
                break
        opened |= passed([*before, *(event for _, event in steps)])
    assert opened == {gate.id for gate in GATES}


def passed(events: list[dict[str, Any]]) -> set[str]:
    gates = set()
    so_far: list[Event] = []
    for event in map(read_event, events):
        gate = gate_for(event, stage_of(so_far))
        assert gate, (event, stage_of(so_far))
        gates.add(gate.id)
        so_far.append(event)
    return gates


def test_no_gate_opens_at_a_stage_that_is_not_its_own() -> None:
    for gate in GATES:
        event = example(gate.event, gate.results[:1], gate.of[:1])
        for stage in STAGES:
            found = gate_for(event, stage)
            assert found is None or stage in found.from_
            if stage in gate.from_:
                assert found is not None


def example(kind: str, results: tuple[str, ...], of: tuple[str, ...]) -> Event:
    return read_event(
        {"type": kind, "on": "2026-07-06", "result": results[0] if results else None, "of": of[0] if of else None}
    )


def test_a_step_out_of_its_stage_is_refused_with_the_stages_where_it_belongs(office: Office) -> None:
    case = office.led("filed")
    answer = case.tries("wang", on("2026-07-20", "noticed"))
    assert isinstance(answer, Refused)
    assert "立案调查" in answer.reasons[0].message
    assert "负责人审批" in answer.reasons[0].message


def test_the_decision_waits_for_everything_at_once(office: Office) -> None:
    case = office.led("statement")
    case.does("wang", on("2026-07-24", "statement", text="不服"))
    case.does("wang", on("2026-07-24", "hearing_requested"))
    needs = case.refused("ju", on("2026-07-31", "decided", result="予以处罚"))
    assert needs == {"statement_over", "reexamined", "heard", "reviewed", "discussed"}


def test_a_hearing_after_the_review_needs_another_review(office: Office) -> None:
    case = office.led("approved")
    case.does("shen", on("2026-07-21", "reviewed", result="通过"))
    for who, event in (
        ("wang", on("2026-07-22", "noticed")),
        ("wang", on("2026-07-22", "served", of="prior-notice")),
        ("wang", on("2026-07-27", "hearing_requested")),
        ("shen", on("2026-07-28", "hearing_called", until="2026-08-07", by="沈某")),
        ("shen", on("2026-08-07", "hearing_held", by="沈某", text="已听取")),
        ("shen", on("2026-08-10", "reexamined", result="不予采纳", text="没有新的理由")),
    ):
        case.does(who, event)
    assert case.refused("ju", on("2026-08-12", "decided", result="予以处罚")) == {"reviewed", "discussed"}
    case.does("shen", on("2026-08-11", "reviewed", result="通过"))
    assert case.refused("ju", on("2026-08-12", "decided", result="予以处罚")) == {"discussed"}


def test_a_lower_fine_after_the_review_needs_another_review_and_a_higher_one_a_new_notice(office: Office) -> None:
    case = office.led("discussed")
    case.saves(fined(3500))
    assert case.refused("ju", on("2026-08-13", "decided", result="予以处罚")) == {"reviewed", "discussed"}
    case.saves(fined(5000))
    assert "not_heavier" in case.refused("ju", on("2026-08-13", "decided", result="予以处罚"))


def test_a_heavier_notice_needs_new_facts_and_goes_through_investigation_again(office: Office) -> None:
    case = office.led("reexamined")
    case.saves(fined(5000))
    assert case.refused("wang", on("2026-08-11", "noticed")) == {"stage"}
    case.does("ju", on("2026-08-11", "approved", result="退回", text="查明另有收费"))
    case.does("wang", on("2026-08-12", "investigation_closed"))
    case.does("ju", on("2026-08-12", "approved", result="同意"))
    assert case.refused("wang", on("2026-08-12", "noticed", text="查明另有收费")) == {"not_heavier_without_new_facts"}
    case.saves(with_new_evidence(fined(5000)))
    assert case.refused("wang", on("2026-08-12", "noticed", text="查明另有收费")) == {"approved_as_it_is"}
    case.does("ju", on("2026-08-12", "approved", result="退回", text="补充了证据"))
    case.does("wang", on("2026-08-12", "investigation_closed"))
    case.does("ju", on("2026-08-12", "approved", result="同意"))
    case.does("wang", on("2026-08-12", "noticed", text="查明另有收费"), "prior-notice")
    assert case.stage == "noticed"
    assert case.refused("ju", on("2026-08-13", "decided", result="予以处罚")) == {"stage"}


def test_nobody_judges_what_he_investigated_and_nobody_acts_who_is_recused(office: Office) -> None:
    case = office.led("statement")
    recusal = ask_recusal(office.book, person("wang"), case.id, "shen", "party", "与当事人有亲属关系")
    office.clock.be("2026-08-05")
    assert "recusals_decided" in case.refused("ju", on("2026-08-05", "decided", result="予以处罚"))
    decide_recusal(office.book, person("ju"), recusal, granted=True, reason="属实")
    with pytest.raises(NotPermittedError, match="回避"):
        case.tries("shen", on("2026-08-05", "reviewed", result="通过"))


def test_an_officer_who_is_recused_no_longer_counts_as_one_of_two(office: Office) -> None:
    case = office.led("approved")
    recusal = ask_recusal(office.book, person("wang"), case.id, "li", "party", "有利害关系")
    assert case.refused("wang", on("2026-07-22", "noticed")) == {"recusals_decided"}
    decide_recusal(office.book, person("ju"), recusal, granted=True, reason="属实")
    assert case.refused("wang", on("2026-07-22", "noticed")) == {"two_officers"}


def test_what_was_served_late_into_the_record_takes_its_place_by_its_day(office: Office) -> None:
    case = office.led("noticed")
    case.does("wang", on("2026-07-27", "statement", text="不服"))
    case.does("wang", on("2026-07-23", "served", of="prior-notice"))
    with office.book.read() as connection:
        opened = current(connection, case.id)
        assert [one.event.type for one in happened(connection, case.id)][-2:] == ["served", "statement"]
    assert [one["type"] for one in opened.content["events"]][-2:] == ["served", "statement"]
    assert "order" in case.refused("ju", on("2026-07-24", "approved", result="退回", text="倒填日期"))


def test_what_has_not_happened_yet_is_not_recorded(office: Office) -> None:
    case = office.led("filed")
    office.clock.be("2026-07-07")
    told = would_refuse(office.book, person("wang"), case.id, on("2026-07-08", "investigation_closed"))
    assert [reason.need for reason in told] == ["order"]


def test_asking_first_gives_the_same_reasons_and_changes_nothing(office: Office) -> None:
    case = office.led("statement")
    event = on("2026-07-24", "decided", result="予以处罚")
    office.clock.be("2026-07-24")
    asked = would_refuse(office.book, person("ju"), case.id, event)
    answer = case.tries("ju", event)
    assert isinstance(answer, Refused)
    assert answer.reasons == asked
    with office.book.read() as connection:
        assert current(connection, case.id).version == case.version


def test_two_who_record_at_once_do_not_both_get_through(office: Office) -> None:
    case = office.led("investigated")
    stale = case.version
    case.does("ju", on("2026-07-21", "approved", result="同意"))
    answer = record(office.book, person("fu"), case.id, stale, on("2026-07-21", "approved", result="同意"))
    assert isinstance(answer, Conflict)
    assert answer.theirs[0].by == "局某"


def test_a_mistaken_event_is_struck_and_its_document_void(office: Office) -> None:
    case = office.led("noticed")
    office.clock.be("2026-07-23")
    answer = strike(office.book, person("ju"), case.id, case.version, "日期误记")
    assert not isinstance(answer, Refused | Conflict)
    case.version, case.stage = answer.version, answer.stage
    assert case.stage == "approved"
    case.does("wang", on("2026-07-23", "noticed"), "prior-notice")
    assert case.numbers[-2:] == ["淄教罚prior-notice〔2026〕第1号", "淄教罚prior-notice〔2026〕第2号"]


def test_a_step_upon_which_none_rests_is_struck_from_between_and_no_other(office: Office) -> None:
    case = office.led("filed")
    case.does("wang", on("2026-07-07", "questioned", whom="张某"))
    case.does("wang", on("2026-07-07", "correction_ordered", until="2026-07-20"))
    case.does("wang", on("2026-07-21", "rechecked", result="已改正"))
    ju, done = person("ju"), standing(office.book, person("ju"), case.id).happened
    seqs = {one.event.type: one.seq for one in done}
    refused = strike(office.book, ju, case.id, case.version, "误记", seqs["correction_ordered"])
    assert isinstance(refused, Refused)
    assert "“复查”以它为根据" in refused.reasons[0].message
    assert isinstance(strike(office.book, ju, case.id, case.version, "误记", seqs["questioned"]), Recorded)
    left = open_case(office.book, ju, case.id).content["events"]
    assert [one["type"] for one in left if one["type"] in {"questioned", "correction_ordered", "rechecked"}] == [
        "correction_ordered",
        "rechecked",
    ]


def test_what_others_rest_on_is_struck_after_them(office: Office) -> None:
    case = office.led("noticed")
    done = standing(office.book, person("ju"), case.id).happened
    approved = next(one for one in done if one.event.type == "approved")
    assert [one.event.type for one in resting_on(done, approved)] == ["noticed"]
    answer = strike(office.book, person("ju"), case.id, case.version, "误记", approved.seq)
    assert isinstance(answer, Refused)
    assert "“事先告知”以它为根据" in answer.reasons[0].message
    assert standing(office.book, person("ju"), case.id).stage == "noticed"


def test_a_questioning_before_a_notice_stays_as_long_as_the_notice_stands(office: Office) -> None:
    case = office.led("filed")
    case.does("wang", on("2026-07-07", "questioned", whom="张某"))
    for stage in ("investigated", "approved", "noticed"):
        for who, event, issue in OFFICE_WAYS["hearing"][stage]:
            case.does(who, dict(event), issue)
    done = standing(office.book, person("ju"), case.id).happened
    questioned = next(one for one in done if one.event.type == "questioned")
    assert [one.event.type for one in resting_on(done, questioned)] == ["noticed"]


def test_what_a_document_refuses_undoes_the_whole_step(office: Office) -> None:
    case = office.led("approved")
    office.clock.be("2026-07-22")

    def fails(_: object) -> bytes:
        raise ValueError("缺字")

    broken = paper("prior-notice")._replace(make=fails)
    with pytest.raises(ValueError, match="缺字"):
        record(office.book, person("wang"), case.id, case.version, on("2026-07-22", "noticed"), Issued(broken))
    assert case.does("wang", on("2026-07-22", "noticed"), "prior-notice").number == "淄教罚prior-notice〔2026〕第1号"


def test_after_the_decision_the_file_is_closed_to_changes(office: Office) -> None:
    case = office.led("decided")
    answer = save(office.book, person("wang"), case.id, case.version, fined(3000))
    assert isinstance(answer, Refused)


def test_where_a_case_stands_and_what_can_come_next(office: Office) -> None:
    case = office.led("statement")
    office.clock.be("2026-07-24")
    seen = standing(office.book, person("ju"), case.id)
    steps = {step.gate.id: step for step in seen.steps}
    assert (seen.version, seen.stage) == (case.version, "statement")
    assert {one.id for one in seen.deadlines} >= {"decision", "statement", "hearing_request"}
    assert steps["decide"].yours
    assert not steps["reexamine"].yours
    assert {reason.need for reason in steps["decide"].reasons} == {
        "statement_over", "hearing_request_over", "reviewed", "discussed",
    }  # fmt: skip
    assert steps["return"].reasons == ()
    assert steps["return"].fields == ("reason",)
    assert "inspect" not in steps


def test_a_draft_that_cannot_be_assessed_yet_has_next_steps_too(office: Office) -> None:
    case = office.led("draft", {"party": {"name": "某某"}})
    steps = {step.gate.id: step for step in standing(office.book, person("wang"), case.id).steps}
    assert {reason.need for reason in steps["file"].reasons} == {"readable", "two_officers"}
    assert steps["report"].yours
    assert steps["report"].reasons == ()
