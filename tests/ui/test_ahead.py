"""What comes next in words: whose turn it is by name, for what to wait, how a mistake is mended, who adds people."""

from datetime import date

from casebook.refusals import Reason
from casebook.workflow.deadlines import Deadline
from casebook.workflow.gates import GATES
from casebook.workflow.happened import Happened
from casebook.workflow.next_steps import NextStep, Standing, Taken
from casebook.workflow.waiting import ANOTHER
from penalty_engine.case import Event
from ui.course import ahead
from ui.course.proposed import untold

DAY = date(2026, 10, 9)
BY_ID = {gate.id: gate for gate in GATES}
ABLE = {"decide": ("局某某", "<傅>"), "strike": ("局某某",), "assign": ("局某某", "傅某某")}
PERIOD = Deadline("statement", "陈述、申辩期限", date(2026, 10, 20), "party", "办法第九条")


def step(gate: str, *reasons: str, yours: bool = False) -> NextStep:
    return NextStep(BY_ID[gate], yours, tuple(Reason(one, one) for one in reasons), ())


def test_whose_turn_it_is_stands_there_by_name() -> None:
    told = ahead.heading("discussed", step("decide"), None, ABLE)
    assert "<b>决定予以处罚</b>" in told
    assert "由负责人（非本案办案人员）局某某、&lt;傅&gt;办理" in told
    assert "由您办理" in ahead.heading("approved", step("notice", yours=True), None, ABLE)


def test_what_stands_in_anothers_list_need_not_be_handed_in() -> None:
    assert "不必另外提交" in ahead.heading("discussed", step("decide", ANOTHER), None, ABLE)
    for other in (step("decide", "evidence"), step("decide", yours=True), step("notice")):
        assert "不必另外提交" not in ahead.heading("discussed", other, None, ABLE)


def test_a_period_of_the_party_is_waited_for() -> None:
    assert ahead.running((PERIOD,), DAY) == PERIOD
    for gone in (PERIOD._replace(met=True), PERIOD._replace(whose="bureau"), PERIOD._replace(on=date(2026, 10, 8))):
        assert ahead.running((gone,), DAY) is None
    assert "2026年10月20日" in ahead.heading("statement", step("review", "statement_over"), PERIOD, ABLE)
    assert "2026年10月20日" in ahead.heading("served", None, PERIOD, ABLE)


def test_an_ended_case_says_so() -> None:
    assert "已经办结" in ahead.heading("closed", None, None, ABLE)
    assert "已经办结" not in ahead.heading("served", None, None, ABLE)


def test_a_wrong_entry_names_who_strikes_it() -> None:
    assert "负责人局某某" in ahead.mending(ABLE, own=False)
    assert "现在没有这样的人员" in ahead.mending({}, own=False)
    assert "撤销误记的一步" in ahead.mending(ABLE, own=True)


def test_who_adds_a_second_officer_is_named() -> None:
    assert ahead.assigning(ABLE, 1, may=False).startswith("现在 1 名，增加、调离由负责人局某某、傅某某")
    assert "不少于两名" in ahead.assigning(ABLE, 1, may=True)
    assert ahead.assigning(ABLE, 2, may=True) == ""


def test_whom_the_documents_name_and_who_works_on_the_case_are_compared() -> None:
    missing, extra = ahead.differences(["王某某", "李某某"], {"王某某", "赵某某"}, ABLE)
    assert "执法人员李某某还不是本案办案人员" in missing
    assert "由负责人局某某、傅某某指派" in missing
    assert extra.startswith("办案人员赵某某没有写在“文书”的执法人员中")
    assert not list(ahead.differences(["王某某", ""], {"王某某"}, ABLE))


def test_what_evidence_and_facts_tell_of_and_nobody_recorded_is_asked_after() -> None:
    steps = tuple(step(one, yours=True) for one in ("inspect", "question", "order_correction", "close_investigation"))
    taken = (Taken("E1", "现场检查笔录及照片", DAY, "王某"), Taken("E2", "收据", DAY, ""))
    where = Standing(3, "filed", (), (), steps, evidence=taken, ordered_on=DAY)
    assert [gate for gate, _ in untold(where)] == ["inspect", "order_correction"]
    assert "2026年10月9日责令改正" in dict(untold(where))["order_correction"]
    done = tuple(Happened(Event(kind, DAY), 1, "wang", 2) for kind in ("inspected", "correction_ordered"))
    assert not list(untold(where._replace(happened=done)))
    assert not list(untold(where._replace(steps=tuple(one._replace(yours=False) for one in steps))))
