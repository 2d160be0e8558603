"""The hearing: who presides, the days before it, what it carries (处罚法 63 to 65; 规则 L19, L20)."""

from letters.gates.hearing import hearing_requested_late
from letters.kinds import KINDS

from .samples import WHOLE, SampleOf, data_of, event_at
from .steps import at, events_of, gates, path


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
