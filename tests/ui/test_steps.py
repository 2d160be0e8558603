"""The forms of the steps as data: nothing that a gate needs is left out, and what is recorded is of that gate."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.refusals import Reason
from casebook.workflow.gates import GATES, Gate
from casebook.workflow.happened import Happened, read_event
from casebook.workflow.needs import PARTICULARS
from casebook.workflow.needs.particulars import DOCUMENT_OF
from casebook.workflow.words import PUNISHED
from penalty_engine.case import Event
from penalty_engine.days import in_chinese
from penalty_engine.rulebook import Rulebook
from ui.course import step_fields, steps
from ui.course.reasons import path_of, plainly, section_for
from ui.course.step_fields import Field

BY_ID = {gate.id: gate for gate in GATES}
DAY = date(2026, 10, 9)
TODAY = date(2026, 11, 28)
DECIDED = Happened(Event("decided", DAY, result=PUNISHED, document="淄教罚决字〔2026〕第6号"))
ORDERED = Happened(Event("correction_ordered", DAY, document="淄教责改字〔2026〕第7号"))
BEFORE = (ORDERED, DECIDED)
gates = pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)


def filled(gate: Gate) -> dict[str, object]:
    """Something in every field."""
    entered = {"day": DAY, "money": 100, "names": ["甲某", "乙某"], "lines": ["账册一本"]}
    fields = steps.fields_of(gate, BEFORE)
    return {one.key: next(iter(one.options)) if one.options else entered.get(one.form, "某某") for one in fields}


@gates
def test_what_a_gate_needs_of_the_event_is_asked_for_and_required(gate: Gate) -> None:
    asked = {one.key for one in steps.fields_of(gate, BEFORE) if one.required}
    assert {step_fields.PARTICULARS[need] for need in gate.needs if need in PARTICULARS} <= asked


@gates
def test_no_field_is_asked_for_twice(gate: Gate) -> None:
    keys = [one.key for one in steps.fields_of(gate, BEFORE)]
    assert len(keys) == len(set(keys))


@gates
def test_what_is_recorded_is_of_this_gate(gate: Gate) -> None:
    event, _ = steps.apart(steps.event_of(gate, DAY, filled(gate), "局某某", BEFORE))
    read = read_event({**event, "on": DAY.isoformat()})
    assert gate.takes(read)
    assert next(one for one in GATES if one.takes(read) and set(one.from_) & set(gate.from_)).event == gate.event


def test_the_decision_served_is_the_one_that_was_made() -> None:
    for result, kind in DOCUMENT_OF.items():
        made = Happened(Event("decided", DAY, result=result, document="某字〔2026〕第1号"))
        event = steps.event_of(BY_ID["serve_decision"], DAY, {}, "王某", (made,))
        assert (event["of"], event["document"]) == (kind, "某字〔2026〕第1号")


def test_only_what_was_made_can_be_served() -> None:
    of = steps.fields_of(BY_ID["serve_other"], BEFORE)[0]
    assert of.options == {"correction-order": "责令改正通知书（淄教责改字〔2026〕第7号）"}


def test_a_decision_on_the_spot_says_so_in_the_way_that_letters_read() -> None:
    event = steps.event_of(BY_ID["decide_on_the_spot"], DAY, {"time": "10时", "place": "园内"}, "王某", ())
    assert read_event({**event, "on": DAY.isoformat()}).is_on_the_spot


@pytest.mark.parametrize(
    ("form", "entered", "read"),
    [
        ("names", "局某某、傅某某， 沈某某", ["局某某", "傅某某", "沈某某"]),
        ("lines", "账册一本\n\n 登记表一册 \n", ["账册一本", "登记表一册"]),
        ("money", "46,580.50", Decimal("46580.50")),
        ("money", "４千", 4000),
        ("money", "4千5", "4千5"),
        ("line", "  张某某 ", "张某某"),
        ("day", "2026-10-9", DAY),
        ("day", "10月9日", DAY),
        ("day", "1月10日", date(2027, 1, 10)),  # an end lies after the step
        ("day", "国庆以后", "国庆以后"),
    ],
)
def test_reading_what_was_entered(form: str, entered: object, read: object) -> None:
    told = steps.read(Field("key", "项目", form), entered, DAY)
    assert told == read


@pytest.mark.parametrize("value", ["四千", Decimal("1.005"), -1])
def test_what_is_no_amount_is_told(value: object) -> None:
    assert steps.faults((Field("amount", "金额", "money"),), {"amount": value}) == (
        "金额应当是不小于零、至多两位小数的数",
    )


def test_an_order_that_was_given_there_is_not_printed_again() -> None:
    order = BY_ID["order_correction"]
    assert steps.is_given(order, {"given": "there"})
    assert steps.is_given(order, {"document": "淄教责改字〔2026〕第7号"})
    assert not steps.is_given(order, {})
    assert not steps.is_given(BY_ID["notice"], {"document": "某字〔2026〕第1号"})
    assert steps.apart({"type": "correction_ordered", "given": "there"})[0] == {"type": "correction_ordered"}


def test_new_facts_are_asked_for_at_a_second_notice_alone() -> None:
    noticed = Happened(Event("noticed", DAY))
    asked = [{one.key for one in steps.fields_of(BY_ID["notice"], done)} for done in (BEFORE, (*BEFORE, noticed))]
    assert ["text" in one for one in asked] == [False, True]


def test_what_is_required_is_told_by_its_name() -> None:
    fields = steps.fields_of(BY_ID["transfer"])
    assert steps.faults(fields, {"text": "涉嫌犯罪"}) == ("没有填写受移送机关",)


@gates
def test_a_day_that_only_who_was_there_knows_is_never_guessed(gate: Gate) -> None:
    day, said = steps.proposed_day(gate, BEFORE, TODAY)
    if gate.late or gate.id in step_fields.HAPPENED:
        assert day is None
        assert "实际发生的日期" in said
    else:
        assert day == TODAY
        assert "按今天2026年11月28日" in said  # never in silence
    assert gate.late or "不早于前一步的2026年10月9日" in said


def test_filing_proposes_the_day_that_the_officer_has_told() -> None:
    assert steps.proposed_day(BY_ID["file"], (), TODAY, DAY)[0] == DAY
    assert steps.proposed_day(BY_ID["file"], (), TODAY)[0] is None


def test_no_step_is_proposed_before_the_last_one() -> None:
    day, said = steps.proposed_day(BY_ID["decide"], BEFORE, date(2026, 10, 1))
    assert day == DAY
    assert "前一步的日期2026年10月9日" in said


@gates
@given(data=st.data())
def test_every_day_that_a_step_records_is_told_in_full(gate: Gate, data: st.DataObject) -> None:
    asked = (step_fields.DAY, *steps.fields_of(gate, BEFORE))
    days = {one.key: data.draw(st.dates(), one.key) for one in asked if one.form == "day"}
    values = {**filled(gate), **days}
    event, _ = steps.apart(steps.event_of(gate, days.pop("on"), values, "局某某", BEFORE))
    told = " ".join(steps.consequences(gate, gate.from_[0], event, (), numbers_case=False))
    recorded = [value for value in event.values() if isinstance(value, date)]
    assert len(recorded) == len(days) + 1
    for day in recorded:
        assert in_chinese(day) in told


def test_a_day_whose_year_was_not_typed_is_noticed() -> None:
    asked = (step_fields.DAY, *steps.fields_of(BY_ID["order_correction"]))
    assert steps.reckoned(asked, {"on": "2026-12-20", "until": "1月10日"})
    assert steps.reckoned(asked, {"on": "12-20", "until": ""})
    assert not steps.reckoned(asked, {"on": "2026-12-20", "until": "20270110", "text": "1月10日"})


def test_the_day_of_a_step_lies_behind_and_its_ends_ahead() -> None:
    assert steps.read(step_fields.DAY, "12月28日", date(2027, 1, 3)) == date(2026, 12, 28)
    for gate in GATES:
        for one in steps.fields_of(gate, BEFORE):
            if one.form == "day":
                assert steps.read(one, "1月3日", date(2026, 12, 28)) == date(2027, 1, 3)


def test_what_is_no_day_is_told() -> None:
    assert steps.faults((step_fields.DAY,), {"on": "国庆以后"}) == (f"日期{steps.NO_DAY}",)
    assert steps.faults((step_fields.DAY,), {"on": ""}) == ("没有填写日期",)
    assert steps.faults((step_fields.DAY,), {"on": DAY}) == ()


def test_who_may_is_told_with_names() -> None:
    decide = BY_ID["decide"]
    assert steps.by_whom(decide, {"decide": ("局某某", "傅某某")}) == "由负责人（非本案办案人员）局某某、傅某某办理"
    assert "现在没有这样的人员" in steps.by_whom(decide, {})


def test_what_will_happen_is_told() -> None:
    told = " ".join(
        steps.consequences(BY_ID["decide"], "discussed", {"on": DAY}, ["教育行政处罚决定书"], numbers_case=False)
    )
    for part in ("集体讨论", "已决定处罚", "《教育行政处罚决定书》", "不能再修改", "撤销", "2026年10月9日"):
        assert part in told
    assert "由负责人局某某写明理由撤销" in " ".join(
        steps.consequences(BY_ID["pay"], "served", {"on": DAY}, (), numbers_case=False, strikers=("局某某",))
    )
    assert "立案号" in " ".join(steps.consequences(BY_ID["file"], "draft", {"on": DAY}, (), numbers_case=True))


@pytest.mark.parametrize(
    ("reason", "path"),
    [
        (Reason("two_officers", "不足两名"), "officers"),
        (Reason("at:party.address", "没有填写"), "party.address"),
        (
            Reason("readable", "案件内容有误：conducts[0].facts.fees_refunded：没有填写"),
            "conducts[0].facts.fees_refunded",
        ),
        (Reason("at:events", "没有送达的记录"), ""),
        (Reason("settled", "没有查明"), ""),
    ],
)
def test_a_reason_leads_to_the_field_itself_where_it_is_of_one(reason: Reason, path: str) -> None:
    assert path_of(reason) == path


def test_what_the_settings_lack_is_told_with_who_fills_it_in(zibo: Rulebook) -> None:
    told = plainly(
        Reason("at:contact.name", "没有填写联系人的姓名，请在案件或者本局设置（data/bureau.yaml）中补填"), zibo
    )
    assert told == "没有填写联系人的姓名，请在本案中补填，或者请系统管理员在“设置”中填写一次，各案通用"


@pytest.mark.parametrize(
    ("reason", "told", "section"),
    [
        (
            Reason("settled", "第1个违法行为尚有要紧的事实没有查明：ZB-5-4.corrected_in_time、severity"),
            "第1个违法行为尚有要紧的事实没有查明：",
            "circumstances",
        ),
        (
            Reason("readable", "案件内容有误：party.name：没有填写"),
            "案件内容有误：当事人的姓名或者名称：没有填写",
            "party",
        ),
        (Reason("presider", "没有填写听证主持人（by）"), "没有填写听证主持人", None),
        (
            Reason("served_rightly", "应当送达的文书是 penalty-decision，不是 no-penalty-decision"),
            "应当送达的文书是《教育行政处罚决定书》，不是《不予行政处罚决定书》",
            None,
        ),
        (Reason("at:party.address", "没有填写当事人的地址，请补填"), "没有填写当事人的地址，请补填", "party"),
        (Reason("at:events", "没有送达的记录（served，of: prior-notice），请补记"), "没有送达的记录，请补记", None),
    ],
)
def test_reasons_are_told_in_words(reason: Reason, told: str, section: str | None, zibo: Rulebook) -> None:
    said = plainly(reason, zibo)
    assert said.startswith(told)
    assert not re.search(r"[a-z_]{3,}", said)
    assert section_for(reason) == section
