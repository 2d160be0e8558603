"""After the decision: urging, the surcharge, closing (处罚法 66, 67, 72; 规则 L20)."""

import pytest

from letters.kinds import KINDS
from letters.making import make

from .samples import ON_THE_SPOT, SPARED, WHOLE, SampleOf
from .steps import at, events_of, gates, inserted, names

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
