"""The course of a case in words: each event with its document, each deadline with how it stands."""

import re
from datetime import date

import pytest

from casebook.cases.documents import Document
from casebook.workflow.deadlines import Deadline
from casebook.workflow.happened import Happened
from penalty_engine.case import Event
from ui.course import flow

DAY = date(2026, 10, 9)
NAMES = {"wang": "王<某>"}


def document(number: str, *, digest: str | None = "sha256:1", voided: str | None = None) -> Document:
    return Document(
        "d1", "prior-notice", number, 5, digest, "wang", "2026-10-09T02:00:00.000000Z", voided, voided, voided
    )


def shown(event: Event, *documents: Document, recorded: date = DAY) -> str:
    return flow.timeline([Happened(event, 1, "wang", 5)], documents, NAMES, {5: recorded})


def test_an_event_tells_who_did_what_when_and_with_which_document() -> None:
    told = shown(Event("noticed", DAY, document="某字〔2026〕第1号"), document("某字〔2026〕第1号"))
    assert "2026年10月9日" in told
    assert "<b>事先告知</b>" in told
    assert "王&lt;某&gt;" in told
    assert 'href="/documents/d1.pdf"' in told


def test_a_void_document_is_struck_through_and_said_to_be() -> None:
    told = shown(Event("noticed", DAY), document("某字〔2026〕第1号", voided="记错"))
    assert "<del>" in told
    assert "已作废" in told


def test_a_document_written_elsewhere_has_no_way_to_it() -> None:
    assert "href" not in shown(Event("noticed", DAY), document("某字〔2026〕第1号", digest=None))


def test_what_was_recorded_late_says_when() -> None:
    assert "2026年10月12日补记" in shown(Event("questioned", DAY, whom="张某"), recorded=date(2026, 10, 12))
    assert "补记" not in shown(Event("questioned", DAY, whom="张某"))


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (Event("served", DAY, of="correction-order", method="直接送达"), "送达《责令改正通知书》"),
        (Event("served", DAY, of="prior-notice", method="直接送达"), "送达方式：直接送达"),
        (Event("waived", DAY, of="hearing", method="书面"), "放弃的权利：放弃听证的权利"),
        (Event("reexamined", DAY, result="部分采纳", text="退费属实"), "结果：部分采纳"),
        (Event("discussed", DAY, result="同意", present=("甲某", "乙某")), "参加讨论的负责人：甲某、乙某"),
        (Event("hearing_called", DAY, until=date(2026, 10, 27)), "听证日期：2026年10月27日"),
        (Event("inspected", DAY, text="<script>"), "&lt;script&gt;"),
    ],
)
def test_what_was_recorded_besides(event: Event, told: str) -> None:
    assert told in shown(event)
    assert "None" not in shown(event)


@pytest.mark.parametrize(
    ("whose", "end", "met", "told", "mood"),
    [
        ("bureau", DAY, True, "✓ 已经办结", "quiet"),
        ("bureau", date(2026, 10, 5), False, "■ 已经超过 4 天", "unlawful"),
        ("party", date(2026, 10, 5), False, "✓ 已经届满", "quiet"),
        ("bureau", date(2026, 10, 11), False, "▲ 临近：还剩 2 天", "departs"),
        ("bureau", DAY, False, "▲ 临近：今天届满", "departs"),
        ("bureau", date(2026, 12, 1), False, "○ 还剩 53 天", "quiet"),
        ("bureau", None, False, "？ 须人工核对", "departs"),
    ],
)
def test_how_a_deadline_stands(whose: str, end: date | None, *, met: bool, told: str, mood: str) -> None:
    assert flow.state(Deadline("x", "期限", end, whose, "某法", met), DAY, 7) == (told, mood)


def test_what_is_still_due_stands_before_what_has_been_met() -> None:
    told = flow.clocks(
        (Deadline("a", "甲", DAY, "bureau", "", met=True), Deadline("b", "乙", DAY, "bureau", "")), DAY, 7
    )
    assert re.findall("<dt>(.)</dt>", told) == ["乙", "甲"]
