"""Between notice and decision: periods, waivers, the last notice, review and discussion (处罚法 44, 45, 57, 58; 规则 L19, L20)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from letters.gates.notice import notice_served_on
from letters.gates.review import REFUSING
from letters.kinds import KINDS
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

from .conftest import GONE
from .samples import WHOLE, SampleOf, data_of, event_at
from .steps import Event, Gate, at, events_of, gates, inserted, names, path, refusals, up_to

# Periods: 2027 has no holidays announced yet.


def noticed_in(year: int, decided: str, until: str | None = None) -> list[Event]:
    day = f"{year}-04-20"
    return [
        {"type": "noticed", "on": day, "amount": 68400},
        {"type": "served", "on": day, "of": "prior-notice", "until": until},
        {"type": "reviewed", "on": day, "result": "审核通过"},
        {"type": "discussed", "on": day, "result": "同意"},
        {"type": "decided", "on": decided, "document": "淄教罚决字〔2027〕第1号"},
    ]


def test_where_holidays_are_unknown_the_end_is_checked_by_hand(sample: SampleOf) -> None:
    def asked(decided: str, until: str | None) -> set[Gate]:
        return gates("penalty-decision", sample(WHOLE, {"events": noticed_in(2027, decided, until)}))

    unknown = ("holidays_unknown", "events[1].until")
    assert unknown in asked("2027-04-28", None)
    assert unknown in asked("2027-12-28", None)
    assert unknown in asked("2027-05-10", "2027-04-26"), "seven calendar days at least"
    assert ("period_running", "events") in asked("2027-05-06", "2027-05-06")
    assert asked("2027-05-07", "2027-05-06") == set()


def test_a_day_checked_by_hand_shortens_no_period_that_is_known(sample: SampleOf) -> None:
    for decided, early in (("2026-04-29", True), ("2026-04-30", False)):
        found = gates("penalty-decision", sample(WHOLE, {"events": noticed_in(2026, decided, "2026-04-21")}))
        assert (("period_running", "events") in found) is early, decided


def test_unknown_holidays_say_what_to_do(sample: SampleOf) -> None:
    told = refusals("penalty-decision", sample(WHOLE, {"events": noticed_in(2027, "2027-05-10")}))
    assert {one.message for one in told} == {"2027年的节假日安排尚未收录，期限届满日请人工核对，填在送达记录的 until"}


def test_a_hearing_in_a_year_without_holidays(sample: SampleOf) -> None:
    called = {
        "type": "hearing_called",
        "on": "2027-04-24",
        "until": "2027-05-20",
        "time": "9时",
        "place": "某处",
        "by": "孙某",
    }
    served = {"type": "served", "on": "2027-04-24", "of": "hearing-notice"}
    requested = {"type": "hearing_requested", "on": "2027-04-23"}

    def asked(*further: Event) -> set[Gate]:
        return gates("hearing-notice", sample(WHOLE, {"events": [requested, called, *further]}))

    assert ("holidays_unknown", "events") in asked()
    assert ("holidays_unknown", "events[2].until") in asked(served)
    assert asked({**served, "until": "2027-05-08"}) == set()
    assert ("dates_contradict", "events[1].until") in asked({**served, "until": "2027-05-20"})


def test_preservation_in_a_year_without_holidays(sample: SampleOf) -> None:
    event = {"type": "evidence_preserved", "on": "2027-03-05", "by": "局负责人", "place": "某处", "items": ["账册"]}
    assert gates("preservation-notice", sample(WHOLE, {"events": [event]})) == {("holidays_unknown", "events[0].until")}
    assert gates("preservation-notice", sample(WHOLE, {"events": [{**event, "until": "2027-03-11"}]})) == set()


# Waiver.


def waived(of: str | None, on: str = "2026-04-21", decided: str = "2026-04-22") -> list[Event]:
    return up_to(
        "statement",
        {"type": "waived", "on": on, "of": of},
        {"type": "reviewed", "on": "2026-04-22", "result": "审核通过"},
        {"type": "discussed", "on": "2026-04-22", "result": "同意"},
        {"type": "decided", "on": decided, "document": "淄教罚决字〔2026〕第6号"},
    )


@pytest.mark.parametrize(
    ("of", "decided", "running"),
    [
        (None, "2026-04-22", False),
        ("statement", "2026-04-27", True),  # five working days for the hearing end on 27 April
        ("statement", "2026-04-28", False),
        ("hearing", "2026-04-29", True),  # seven for the statement end on 29 April
        ("hearing", "2026-04-30", False),
    ],
)
def test_each_period_falls_away_by_its_own_waiver(sample: SampleOf, of: str, decided: str, running: bool) -> None:
    found = gates("penalty-decision", sample(WHOLE, {"events": waived(of, decided=decided)}))
    assert found == ({("period_running", "events")} if running else set())


def test_nothing_is_waived_before_the_notice_is_received(sample: SampleOf) -> None:
    early = [one for one in waived(None) if one["type"] != "waived"]
    early.insert(event_at(WHOLE, "noticed") + 1, {"type": "waived", "on": "2026-04-18"})
    assert ("period_running", "events") in gates("penalty-decision", sample(WHOLE, {"events": early}))
    for missing in ("noticed", "served"):
        events = [one for one in waived(None) if one["type"] != missing]
        assert ("not_noticed", "events") in gates("penalty-decision", sample(WHOLE, {"events": events})), missing


def test_a_waiver_after_the_decision_comes_too_late(sample: SampleOf) -> None:
    *others, decided = [one for one in waived(None) if one["type"] != "waived"]
    events = [*others, decided, {"type": "waived", "on": "2026-04-24"}]
    assert ("period_running", "events") in gates("penalty-decision", sample(WHOLE, {"events": events}))


def test_another_right_cannot_be_waived(rulebook: Rulebook) -> None:
    with pytest.raises(InputError, match="放弃的权利只能是"):
        read_case({**data_of(WHOLE), "events": [{"type": "waived", "on": "2026-04-21", "of": "review"}]}, rulebook)


def test_a_planned_decision_heeds_the_waiver_of_the_statement_alone(sample: SampleOf) -> None:
    def asked(planned: str, of: str) -> bool:
        events = up_to("served", {"type": "waived", "on": "2026-04-17", "of": of})
        found = gates("prior-notice", sample(WHOLE, {"events": events, "decided_on": planned}))
        return ("dates_contradict", "decided_on") in found

    assert asked("2026-04-24", "statement"), "the five working days for the hearing still run"
    assert not asked("2026-04-25", "statement")
    assert asked("2026-04-27", "hearing")


# The last notice.


def noticed_again(served: str | None) -> list[Event]:
    again: list[Event] = [{"type": "noticed", "on": "2026-05-19", "amount": 68400}]
    if served:
        again.append({"type": "served", "on": served, "of": "prior-notice"})
    events = events_of()
    place = event_at(WHOLE, "reexamined") + 1
    return [*events[:place], *again, *events[place:]]


def test_the_last_notice_must_be_served_and_its_period_run(sample: SampleOf) -> None:
    never = sample(WHOLE, {"events": noticed_again(None)})
    assert ("not_noticed", "events") in gates("penalty-decision", never)
    late = KINDS["penalty-decision"].of(sample(WHOLE, {"events": noticed_again("2026-05-20")}))
    assert notice_served_on(late) == date(2026, 5, 20)
    assert ("period_running", "events") in gates("penalty-decision", late)


def test_a_hearing_right_told_later_has_a_period_of_its_own(sample: SampleOf) -> None:
    def asked(day: str) -> set[Gate]:
        events = [*up_to("statement"), {"type": "served", "on": day, "of": "hearing-right-notice"}]
        reviewed = {"type": "reviewed", "on": "2026-05-08", "result": "审核通过"}
        discussed = {"type": "discussed", "on": "2026-05-08", "result": "同意"}
        decided = {"type": "decided", "on": "2026-05-09", "document": "淄教罚决字〔2026〕第6号"}
        return gates("penalty-decision", sample(WHOLE, {"events": [*events, reviewed, discussed, decided]}))

    assert asked("2026-04-30") == {
        ("period_running", "events")
    }  # to 11 May: the holiday ends on the 5th, Saturday the 9th is worked
    assert asked("2026-04-24") == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({at("noticed", "amount"): 59999}, {("heavier_than_noticed", "conducts[0].proposal.fine")}),
        ({at("noticed", "amount"): 60000}, set()),
        ({at("noticed", "amount"): GONE}, {("missing_field", path("noticed", "amount"))}),
        ({at("noticed", "kinds"): ["warning"]}, {("heavier_than_noticed", "conducts[0].proposal.kinds")}),
        ({at("noticed", "kinds"): ["warning", "fine"]}, set()),
        ({at("noticed", "kinds"): []}, set()),
    ],
)
def test_nothing_heavier_than_noticed(sample: SampleOf, changes: dict[str, object], expected: set[Gate]) -> None:
    assert gates("penalty-decision", sample(WHOLE, changes)) == expected


@pytest.mark.parametrize(("noticed", "refused"), [("2", True), ("3", False), (None, False)])
def test_no_longer_ban_than_noticed(sample: SampleOf, noticed: str | None, refused: bool) -> None:
    matter = sample(WHOLE, {at("noticed", "years"): noticed, at("noticed", "kinds"): []})
    [conduct] = matter.case.conducts
    assert conduct.proposal is not None
    longer = replace(conduct, proposal=conduct.proposal._replace(years=Decimal(3)))
    found = gates("penalty-decision", matter._replace(case=replace(matter.case, conducts=(longer,))))
    assert (("heavier_than_noticed", "conducts[0].proposal.years") in found) is refused


# Review and discussion.


@pytest.mark.parametrize(("step", "name"), [("reviewed", "not_reviewed"), ("discussed", "not_discussed")])
def test_a_negative_result_refuses_the_decision(sample: SampleOf, step: str, name: str) -> None:
    for word in REFUSING:
        assert gates("penalty-decision", sample(WHOLE, {at(step, "result"): f"审核{word}"})) == {
            (name, path(step, "result"))
        }
    assert gates("penalty-decision", sample(WHOLE, {at(step, "result"): GONE})) == {
        ("missing_field", path(step, "result"))
    }
    assert gates("penalty-decision", sample(WHOLE, {at(step, "result"): "同意"})) == set()


def test_the_later_review_counts(sample: SampleOf) -> None:
    refused = {"type": "reviewed", "on": "2026-05-19", "result": "退回补充"}
    assert gates("penalty-decision", sample(WHOLE, {"events": inserted(refused)})) == set()
    again = {"type": "reviewed", "on": "2026-05-21", "result": "退回补充"}
    assert names("penalty-decision", sample(WHOLE, {"events": inserted(again)})) == {"not_reviewed"}


@pytest.mark.parametrize(
    ("step", "day", "names_expected"),
    [
        ("reexamined", "2026-05-14", {"not_reexamined"}),  # before the hearing
        ("reviewed", "2026-05-17", {"not_reviewed"}),  # before the reexamination
        ("discussed", "2026-05-19", {"not_discussed"}),  # before the review
        ("discussed", "2026-05-20", set()),
    ],
)
def test_the_steps_before_a_decision_follow_each_other(
    sample: SampleOf, step: str, day: str, names_expected: set[str]
) -> None:
    events = events_of()
    moved = {**events.pop(event_at(WHOLE, step)), "on": day}
    place = next(n for n, one in enumerate(events) if str(one["on"]) > day)
    assert (
        names("penalty-decision", sample(WHOLE, {"events": [*events[:place], moved, *events[place:]]}))
        == names_expected
    )


def test_a_statement_after_the_reexamination_needs_another(sample: SampleOf) -> None:
    events = inserted({"type": "statement", "on": "2026-05-19", "text": "补充意见"})
    assert gates("penalty-decision", sample(WHOLE, {"events": events})) == {("not_reexamined", "events")}


@pytest.mark.parametrize("step", ["reexamined", "reviewed", "discussed"])
def test_a_step_after_the_decision_does_not_count(sample: SampleOf, step: str) -> None:
    events = events_of()
    event = {**events.pop(event_at(WHOLE, step)), "on": "2026-05-26"}
    place = next(n for n, one in enumerate(events) if one["type"] == "paid")
    found = gates("penalty-decision", sample(WHOLE, {"events": [*events[:place], event, *events[place:]]}))
    assert found & {("not_reviewed", "events"), ("not_discussed", "events"), ("missing_field", "events")}
    assert any(name == "dates_contradict" for name, _ in found)


def test_what_is_put_forward_to_the_urging_does_not_touch_the_decision(sample: SampleOf) -> None:
    quiet = ("statement", "reexamined", "hearing_requested", "hearing_called", "hearing_held")
    events = [one for one in events_of(without=quiet) if one.get("of") != "hearing-notice"]
    place = next(n for n, one in enumerate(events) if one["type"] == "closed")
    events.insert(place, {"type": "statement", "on": "2026-07-12", "text": "正在筹款"})
    assert gates("penalty-decision", sample(WHOLE, {"events": events})) == set()


def test_a_statement_may_still_come_when_the_hearing_has_been_called(sample: SampleOf) -> None:
    events = inserted({"type": "statement", "on": "2026-04-28", "text": "补充意见"})
    assert gates("hearing-notice", sample(WHOLE, {"events": events})) == set()
    assert gates("penalty-decision", sample(WHOLE, {"events": events})) == set()
