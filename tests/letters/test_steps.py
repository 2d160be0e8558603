"""The gates of the procedure, each tried wrongly and rightly (处罚法 44, 45, 56 to 58, 61 to 67, 72; 规则 L19, L20)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from letters.binding import documents, file_refusals
from letters.gates.hearing import hearing_requested_late
from letters.gates.notice import notice_served_on
from letters.gates.review import REFUSING
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

from .conftest import GONE
from .samples import ON_THE_SPOT, SPARED, TRANSFERRED, WHOLE, SampleOf, data_of, event_at

Event = dict[str, Any]
Gate = tuple[str, str]


def gates(kind: str, matter: Matter, which: int | None = None) -> set[Gate]:
    return {(one.name, one.path) for one in refusals(kind, matter, which)}


def refusals(kind: str, matter: Matter, which: int | None = None) -> tuple[Refusal, ...]:
    return KINDS[kind].refusals(KINDS[kind].of(matter, which))


def names(kind: str, matter: Matter) -> set[str]:
    return {name for name, _ in gates(kind, matter)}


def events_of(number: str = WHOLE, without: tuple[str, ...] = ()) -> list[Event]:
    """The events of a sample, to be changed."""
    return [dict(event) for event in data_of(number)["events"] if event["type"] not in without]


def up_to(kind: str, *further: Event) -> list[Event]:
    """The events of the whole sample before one of this type, and others instead of the rest."""
    return [*events_of()[: event_at(WHOLE, kind)], *further]


def at(kind: str, field: str, which: int = 0) -> str:
    return f"events.{event_at(WHOLE, kind, which)}.{field}"


def path(kind: str, field: str, which: int = 0) -> str:
    return f"events[{event_at(WHOLE, kind, which)}].{field}"


def inserted(event: Event) -> list[Event]:
    """The events of the whole sample with one more at its day, after what happened on it."""
    events = events_of()
    place = next((n for n, one in enumerate(events) if str(one["on"]) > event["on"]), len(events))
    return [*events[:place], event, *events[place:]]


def test_the_whole_sample_passes_every_gate(sample: SampleOf) -> None:
    assert file_refusals(sample(WHOLE)) == ()


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


# Competence.


@pytest.mark.parametrize("kind", ["penalty-decision", "correction-order"])
def test_who_is_not_competent_decides_nothing(sample: SampleOf, kind: str) -> None:
    matter = sample(WHOLE)
    procedure = matter.assessment.procedure._replace(competent=False, competence_notes=("由县级机关决定。",))
    elsewhere = matter._replace(assessment=matter.assessment._replace(procedure=procedure))
    [refusal] = refusals(kind, elsewhere)
    assert (refusal.name, refusal.path) == ("not_competent", "competence_ground")
    assert refusal.message.startswith("由县级机关决定。请移送")
    grounded = elsewhere._replace(case=replace(matter.case, competence_ground="淄博市人民政府指定管辖"))
    assert refusals(kind, grounded) == ()
    assert refusals("prior-notice", elsewhere) == ()


def test_the_ground_of_competence_is_read_from_the_case(rulebook: Rulebook) -> None:
    data: dict[str, object] = {**data_of(WHOLE), "competence_ground": "指定管辖决定书"}
    case = read_case(data, rulebook)
    assert case.competence_ground == "指定管辖决定书"
    assert case.digest != read_case(data_of(WHOLE), rulebook).digest
    assert assess(case, rulebook, date(2026, 5, 25)).procedure.competent


# Hearing.


def test_no_investigator_presides(sample: SampleOf) -> None:
    for kind, step in (("hearing-notice", "hearing_called"), ("penalty-decision", "hearing_held")):
        wrong = sample(WHOLE, {at(step, "by"): "孙某、王某某"})
        assert gates(kind, wrong) == {("presided_by_investigator", path(step, "by"))}
        assert gates(kind, sample(WHOLE, {at(step, "by"): "王某"})) == set()


def test_the_seven_days_run_from_the_service_of_the_hearing_notice(sample: SampleOf) -> None:
    """Served on 6 May 2026: seven working days, Saturday the 9th worked, end on 14 May."""
    which = 1
    assert data_of(WHOLE)["events"][event_at(WHOLE, "served", which)]["of"] == "hearing-notice"
    for day, early in (("2026-05-07", True), ("2026-05-06", False)):
        events = events_of()
        served = {**events.pop(event_at(WHOLE, "served", which)), "on": day}
        events.insert(event_at(WHOLE, "hearing_called") + 1, served)
        matter = sample(WHOLE, {"events": events})
        held = next(n for n, one in enumerate(events) if one["type"] == "hearing_held")
        assert (("dates_contradict", path("hearing_called", "until")) in gates("hearing-notice", matter)) is early, day
        assert (("dates_contradict", f"events[{held}].on") in gates("penalty-decision", matter)) is early, day


def test_a_hearing_that_nobody_was_called_to_does_not_carry_a_decision(sample: SampleOf) -> None:
    assert ("missing_field", "events") in gates("penalty-decision", sample(WHOLE, without=("hearing_called",)))


def test_a_hearing_asked_for_too_late_need_not_be_held(sample: SampleOf) -> None:
    """The notice was received on 20 April; five working days end on 27 April."""
    quiet = ("hearing_requested", "hearing_called", "hearing_held")
    for day, late in (("2026-04-27", False), ("2026-04-28", True)):
        events = events_of(without=quiet)
        place = next(n for n, one in enumerate(events) if one["type"] == "reexamined")
        events.insert(place, {"type": "hearing_requested", "on": day})
        matter = sample(WHOLE, {"events": [one for one in events if one.get("of") != "hearing-notice"]})
        assert hearing_requested_late(KINDS["penalty-decision"].of(matter)) is late, day
        assert gates("penalty-decision", matter) == (set() if late else {("not_heard", "events")}), day


# Facts later than the document.


@pytest.mark.parametrize(("kind", "step"), [("filing-approval", "filed"), ("correction-order", "correction_ordered")])
def test_no_document_tells_what_was_found_after_it(sample: SampleOf, kind: str, step: str) -> None:
    assert gates(kind, sample(WHOLE)) == set()
    silent: dict[str, object] = {at(step, "text"): GONE}
    late = ("facts_after_document", "conducts[0].summary")
    assert late in gates(kind, sample(WHOLE, silent))
    told = {**silent, "conducts.0.to": None}
    assert late in gates(kind, sample(WHOLE, {**told, "conducts.0.summary": "2026年3月20日停止办学。"}))
    assert late not in gates(
        kind, sample(WHOLE, {**told, "conducts.0.summary": "自2025年9月1日起招生，2026年99月1日。"})
    )


# Another bureau.


def test_another_bureaus_settings_are_not_used(sample: SampleOf) -> None:
    county: dict[str, object] = {"decided_by": "county", "authority": "张店区教育和体育局"}
    ours, theirs = sample(WHOLE), sample(WHOLE, county)
    assert ours.settings is ours.bureau
    assert (theirs.settings.payee.bank, theirs.settings.court, theirs.settings.contact.name) == (None, None, None)
    assert not theirs.settings.number_prefixes
    found = gates("penalty-decision", theirs)
    assert {("missing_field", "bureau.payee.account"), ("missing_field", "bureau.government")} <= found
    assert ("missing_field", "contact.phone") in gates("prior-notice", theirs)
    told = next(one for one in refusals("penalty-decision", theirs) if one.path == "bureau.government")
    assert "用 --bureau 载入" in told.message
    named = replace(ours.bureau, name="张店区教育和体育局", government="淄博市张店区人民政府")
    assert not gates("penalty-decision", sample(WHOLE, county, settings=named)) & found


# Numbers.


def test_a_number_with_another_kinds_prefix_is_not_used(sample: SampleOf) -> None:
    matter = sample(WHOLE)
    assert KINDS["prior-notice"].of(matter).number == "淄教罚告字〔2026〕第9号"
    assert KINDS["hearing-right-notice"].of(matter).number is None
    plain = sample(WHOLE, {at("noticed", "document"): "第9号"})
    assert KINDS["hearing-right-notice"].of(plain).number == "第9号"


# Urging.


def test_nobody_is_urged_before_the_time_to_pay_has_run(sample: SampleOf) -> None:
    """Served on 26 May 2026: fifteen days end on 10 June."""
    for day, early in (("2026-06-10", True), ("2026-06-11", False)):
        found = gates("urging-notice", sample(WHOLE, {at("urged", "on"): day}))
        assert found == ({("period_running", "events")} if early else set()), day
    served = at("served", "on", 2)
    rolled: dict[str, object] = {served: "2026-05-29", at("urged", "on"): "2026-06-15"}  # ends on Saturday the 13th
    assert gates("urging-notice", sample(WHOLE, rolled)) == {("period_running", "events")}
    unserved = [one for one in events_of() if one.get("of") != "penalty-decision"]
    assert gates("urging-notice", sample(WHOLE, {"events": unserved})) == {("not_served", "events")}


def test_nobody_is_urged_while_payment_is_deferred(sample: SampleOf) -> None:
    def asked(until: str | None) -> set[str]:
        events = inserted({"type": "deferred", "on": "2026-06-09", "until": until})
        return names("urging-notice", sample(WHOLE, {"events": events}))

    assert asked("2026-06-30") == {"period_running"}
    assert asked("2026-06-29") == set()
    assert asked(None) == {"missing_field"}


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(39999, {"too_little"}), (40000, set()), (64000, set()), (64001, {"too_much"})],
)
def test_the_sum_urged_is_what_is_owed_and_a_lawful_surcharge(
    sample: SampleOf, amount: int, expected: set[str]
) -> None:
    """Due on 10 June, urged on the 30th: twenty days at three per cent of the 40 000 unpaid are 24 000."""
    assert names("urging-notice", sample(WHOLE, {at("urged", "amount"): amount})) == expected


def test_days_of_reconsideration_and_litigation_are_said_not_to_count(sample: SampleOf) -> None:
    """They are not recorded: the bound of the surcharge is told with them, and so is what the party is urged for."""
    (refusal,) = KINDS["urging-notice"].refusals(sample(WHOLE, {at("urged", "amount"): 64001}))
    assert "行政复议、行政诉讼期间不予计算，应当扣除（行政处罚法第七十三条第三款）" in refusal.message
    urged = make(KINDS["urging-notice"], sample(WHOLE, {at("urged", "amount"): 64000})).html
    assert "依照该法第七十三条第三款，行政复议、行政诉讼期间不予计算" in urged


def test_nothing_is_added_that_the_officer_has_not_stated(sample: SampleOf) -> None:
    silent = make(KINDS["urging-notice"], sample(WHOLE, {at("urged", "amount"): None})).html
    assert "人民币40000元" in silent
    assert "加处" not in silent


def test_no_surcharge_runs_while_payment_is_deferred(sample: SampleOf) -> None:
    deferred = inserted({"type": "deferred", "on": "2026-06-09", "until": "2026-06-25"})
    urged = next(one for one in deferred if one["type"] == "urged")
    for amount, expected in ((46000, set()), (46001, {"too_much"})):
        urged["amount"] = amount
        assert names("urging-notice", sample(WHOLE, {"events": deferred})) == expected


def test_a_surcharge_is_a_duty_of_its_own(sample: SampleOf) -> None:
    """The party reads what is the fine and what is added."""
    told = "加处的罚款人民币24000元（大写：贰万肆仟元整）"
    assert told in make(KINDS["urging-notice"], sample(WHOLE, {at("urged", "amount"): 64000})).html
    assert "加处的罚款" not in make(KINDS["urging-notice"], sample(WHOLE)).html


def test_who_owes_nothing_is_not_urged(sample: SampleOf) -> None:
    paid: dict[str, object] = {at("paid", "amount"): 60000}
    assert gates("urging-notice", sample(WHOLE, paid)) == {("nothing_owed", "events")}
    assert gates("urging-notice", sample(WHOLE, {**paid, at("urged", "items"): ["退还所收费用"]})) == set()


# Closing.


def test_an_unfinished_case_is_not_closed(sample: SampleOf) -> None:
    assert gates("closing-report", sample(WHOLE, {at("paid", "amount", 1): 39999})) == {("not_finished", "events")}
    assert gates("closing-report", sample(WHOLE, without=("decided",))) == {("not_finished", "events")}
    unserved = [one for one in events_of() if one.get("of") != "penalty-decision"]
    assert gates("closing-report", sample(WHOLE, {"events": unserved})) == {("not_finished", "events")}


@pytest.mark.parametrize("step", ["court_applied", "withdrawn", "transferred"])
def test_a_case_may_be_closed_otherwise_than_by_payment(sample: SampleOf, step: str) -> None:
    events = [one for one in inserted({"type": step, "on": "2026-07-12"}) if one["type"] != "paid"]
    assert gates("closing-report", sample(WHOLE, {"events": events})) == set()


def test_a_case_without_penalty_is_closed_when_the_decision_is_served(sample: SampleOf) -> None:
    assert gates("closing-report", sample(SPARED)) == set()
    assert gates("closing-report", sample(SPARED, without=("served",))) == {("not_finished", "events")}
    assert gates("closing-report", sample(ON_THE_SPOT)) == set()


# Preservation.


def test_what_is_preserved_is_dealt_with_in_seven_working_days(sample: SampleOf) -> None:
    """Preserved on Thursday, 5 March 2026: to 16 March."""
    assert gates("preservation-notice", sample(WHOLE)) == set()
    late = sample(WHOLE, {at("evidence_preserved", "until"): "2026-03-17"})
    assert gates("preservation-notice", late) == {("dates_contradict", path("evidence_preserved", "until"))}
    nobody = sample(WHOLE, {at("evidence_preserved", "by"): GONE})
    assert gates("preservation-notice", nobody) == {("missing_field", path("evidence_preserved", "by"))}


# Before filing, and without.


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("inspection-record", "inspected"),
        ("questioning-record", "questioned"),
        ("preservation-notice", "evidence_preserved"),
        ("correction-order", "correction_ordered"),
    ],
)
def test_an_investigation_may_begin_before_filing(sample: SampleOf, kind: str, step: str) -> None:
    events = events_of()
    early = {**events[event_at(WHOLE, step)], "on": "2026-03-03"}
    if early["type"] == "evidence_preserved":
        early["until"] = "2026-03-10"
    rest = [one for one in events if one["type"] != step]
    assert gates(kind, sample(WHOLE, {"events": [rest[0], early, *rest[1:]]})) == set()


def test_an_investigation_does_not_end_before_filing(sample: SampleOf) -> None:
    events = [{"type": "investigation_closed", "on": "2026-03-04"}]
    found = gates("investigation-report", sample(WHOLE, {"events": events}))
    assert ("dates_contradict", "filed_on") in found


def test_what_is_decided_on_the_spot_need_not_be_filed(sample: SampleOf) -> None:
    place = event_at(ON_THE_SPOT, "decided")
    matter = sample(ON_THE_SPOT)
    assert matter.filed_on is None
    assert gates("file-cover", matter) == set()
    otherwise = sample(ON_THE_SPOT, {f"events.{place}.method": "普通程序"})
    for kind in ("closing-report", "file-cover"):
        assert ("missing_field", "filed_on") in gates(kind, otherwise)


def test_the_filing_approval_bears_the_day_of_filing(sample: SampleOf) -> None:
    matter = sample(TRANSFERRED, without=("filed",))
    first = documents(matter)[0]
    assert first.kind.id == "filing-approval"
    assert first.matter.written_on == date(2026, 3, 5)


# Blank forms.


@pytest.mark.parametrize(("kind", "step"), [("legal-review", "reviewed"), ("discussion-record", "discussed")])
def test_a_blank_form_needs_only_facts_and_officers(sample: SampleOf, kind: str, step: str) -> None:
    little: dict[str, object] = {"conducts.0.proposal": GONE, "evidence": [], "conducts.0.circumstances": {}}
    assert gates(kind, sample(WHOLE, little, (step,))) == set()
    assert {"proposal_missing", "missing_field"} <= names(kind, sample(WHOLE, little))
    bare = {"officers": [], "conducts.0.summary": GONE}
    assert gates(kind, sample(WHOLE, bare, (step,))) == {
        ("too_few_officers", "officers"),
        ("missing_field", "conducts[0].summary"),
    }


# What a refusal says.


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("penalty-decision", {"events": []}),
        ("penalty-decision", {"suspected_crime": True}),
        ("no-penalty-decision", {}),
        ("on-the-spot-decision", {}),
        ("transfer-letter", {}),
        ("closing-report", {"events": []}),
        ("urging-notice", {"events": []}),
    ],
)
def test_every_refusal_says_what_to_do(sample: SampleOf, kind: str, changes: dict[str, object]) -> None:
    advice: Callable[[str], bool] = lambda told: any(word in told for word in ("请", "应当制作", "应当在"))  # noqa: E731
    found = refusals(kind, sample(WHOLE, changes))
    assert found
    assert [one.message for one in found if not advice(one.message)] == []
