"""Deadlines and stages from events alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casebook.workflow.deadlines import deadlines, next_deadline
from casebook.workflow.happened import read_event
from casebook.workflow.payments import may_be_added
from casebook.workflow.stages import stage_of
from penalty_engine.rulebook import Rulebook

from .office import content_of
from .situations import DECIDED, HEARD, NOTICED, SERVED, TOLD, URGED
from .test_needs import PERMITTED, PRESERVED, RETURNED


def found(rulebook: Rulebook, *events: dict[str, Any], stage: str = "filed", hearing: bool = True) -> dict[str, Any]:
    read = [read_event(one) for one in events]
    return {one.id: one for one in deadlines(read, rulebook.rules, stage=stage, fined=Decimal(4000), hearing=hearing)}


def test_days_run_from_the_next_day_and_the_partys_own_roll_over_days_off(rulebook: Rulebook) -> None:
    told = found(rulebook, *TOLD)
    assert told["decision"].on == date(2026, 10, 4)  # a Sunday within a holiday: the bureau's own do not roll
    assert told["statement"].on == date(2026, 7, 31)
    assert told["hearing_request"].on == date(2026, 7, 29)
    later = found(rulebook, *URGED)
    assert later["service"].on == date(2026, 8, 24)
    assert later["service"].met
    assert later["payment"].on == date(2026, 8, 31)  # the fifteenth day is a Saturday
    assert later["reconsideration"].on == date(2026, 10, 13)
    assert later["urging"].on == date(2026, 9, 24)


def test_who_is_late_is_told_of_with_what_may_be_added(rulebook: Rulebook) -> None:
    """Ten days late on a fine of 4000; an instalment paid in time counts for less; nothing where it was put off or paid."""

    def told(*more: dict[str, Any], today: date = date(2026, 9, 10)) -> str:
        read = [read_event(one) for one in (*SERVED, *more)]
        seen = deadlines(read, rulebook.rules, stage="served", fined=Decimal(4000), today=today)
        return next(one.name for one in seen if one.id == "payment")

    less = "行政复议、行政诉讼期间不予计算，应当扣除（行政处罚法第七十三条第三款）"
    assert told() == f"当事人缴纳罚款（至今日可以加处罚款，至多1200元；{less}）"
    assert (
        told({"type": "paid", "on": "2026-08-31", "amount": 3000})
        == f"当事人缴纳罚款（至今日可以加处罚款，至多300元；{less}）"
    )
    assert told({"type": "deferred", "on": "2026-08-28", "result": "延期", "until": "2026-09-30"}) == "当事人缴纳罚款"
    assert told({"type": "paid", "on": "2026-09-05", "amount": 4000}) == "当事人缴纳罚款"
    assert told(today=date(2026, 8, 31)) == "当事人缴纳罚款"


def test_make_up_working_days_count(rulebook: Rulebook) -> None:
    told = found(rulebook, *NOTICED, {"type": "served", "on": "2026-09-18", "of": "prior-notice"})
    assert told["statement"].on == date(2026, 9, 29)  # Sunday 20 September is worked, 25 to 27 are days off


def test_a_year_without_known_holidays_is_said(rulebook: Rulebook) -> None:
    told = found(rulebook, *NOTICED, {"type": "served", "on": "2026-12-28", "of": "prior-notice"})
    assert told["statement"].on is None
    assert "2027年" in told["statement"].why
    assert told["statement"].state(date(2027, 1, 4), 7) == "unknown"
    by_hand = found(
        rulebook, *NOTICED, {"type": "served", "on": "2026-12-28", "of": "prior-notice", "until": "2027-01-08"}
    )
    assert by_hand["statement"].on == date(2027, 1, 8)
    assert found(rulebook, *SERVED)["litigation"].on == date(2027, 2, 14)
    assert "顺延" in found(rulebook, *SERVED)["litigation"].why


def test_preserved_things_are_due_in_seven_working_days(rulebook: Rulebook) -> None:
    assert found(rulebook, PERMITTED, PRESERVED)["preservation"].on == date(2026, 7, 15)
    assert found(rulebook, PERMITTED, PRESERVED, RETURNED)["preservation"].met


def test_a_hearing_and_a_correction_are_watched(rulebook: Rulebook) -> None:
    assert found(rulebook, *HEARD[:-1])["hearing"].on == date(2026, 8, 7)
    assert found(rulebook, *HEARD)["hearing"].met
    ordered = {"type": "correction_ordered", "on": "2026-07-07", "until": "2026-07-20"}
    assert found(rulebook, ordered)["recheck"].on == date(2026, 7, 20)
    assert found(rulebook, ordered, {"type": "rechecked", "on": "2026-07-21"})["recheck"].met


def test_where_no_hearing_is_due_its_period_is_not_shown(rulebook: Rulebook) -> None:
    assert "hearing_request" not in found(rulebook, *TOLD, hearing=False)
    assert "hearing_request" in found(rulebook, *HEARD, hearing=False)


def test_on_the_spot_reconsideration_comes_first(rulebook: Rulebook) -> None:
    spot = {"type": "decided", "on": "2026-05-06", "result": "当场处罚"}
    told = found(rulebook, spot, {"type": "served", "on": "2026-05-06", "of": "on-the-spot-decision"})
    assert told["service"].on == date(2026, 5, 6)
    assert told["reconsideration"].on == date(2026, 7, 6)  # the sixtieth day is a Sunday
    assert "litigation" not in told
    assert told["enforcement"].on == date(2026, 10, 6)


def test_enforcement_waits_for_both_remedies_and_for_a_deferral(rulebook: Rulebook) -> None:
    assert found(rulebook, *SERVED)["enforcement"].on == date(2027, 5, 14)
    deferred = {"type": "deferred", "on": "2026-08-20", "until": "2027-06-30", "result": "延期"}
    assert found(rulebook, *SERVED, deferred)["enforcement"].on == date(2027, 9, 30)
    assert found(rulebook, *SERVED, deferred)["payment"].on == date(2027, 6, 30)


def test_a_deferral_never_shortens_the_time_to_pay(rulebook: Rulebook) -> None:
    deferred = {"type": "deferred", "on": "2026-08-16", "until": "2026-08-20", "result": "分期"}
    assert found(rulebook, *SERVED, deferred)["payment"].on == date(2026, 8, 31)
    read = [read_event(one) for one in (*SERVED, deferred)]
    assert may_be_added(read, rulebook.rules, Decimal(4000), date(2026, 9, 1)) == 120


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-09-26", "running"), ("2026-09-27", "soon"), ("2026-10-04", "soon"), ("2026-10-05", "over")],
)
def test_a_deadline_warns_ahead(rulebook: Rulebook, today: str, state: str) -> None:
    deadline = found(rulebook, *TOLD)["decision"]
    assert deadline.state(date.fromisoformat(today), 7) == state
    assert deadline._replace(met=True).state(date.fromisoformat(today), 7) == "met"


def test_the_next_deadline_is_the_bureaus_own(rulebook: Rulebook) -> None:
    content = {**content_of("hearing"), "events": list(TOLD)}
    nearest = next_deadline(content, "statement", rulebook)
    assert nearest is not None
    assert nearest.id == "decision"
    assert next_deadline(content, "closed", rulebook) is None
    paid = {**content, "events": [*SERVED, {"type": "paid", "on": "2026-08-20", "amount": 4000}]}
    assert next_deadline(paid, "served", rulebook) is None


def test_stages_follow_the_events() -> None:
    assert stage_of([]) == "draft"
    assert stage_of([read_event(one) for one in DECIDED[:1]]) == "filed"
    assert stage_of([read_event({"type": "paid", "on": "2026-08-20"})]) == "draft"  # belongs nowhere there
