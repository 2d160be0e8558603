"""What holds for every case of the live rulebook, whatever is known and unknown (规则 L6 to L18)."""

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from penalty_engine.amounts import Interval
from penalty_engine.assessment import ConductAssessment, Penalty
from penalty_engine.rendering import to_json
from penalty_engine.rulebook import Tier

from .strategies import ZIBO, Data, act, assessed, cases, open_questions, with_answer, with_answers

STABLE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def triple(found: ConductAssessment) -> tuple[str, str | None, str | None]:
    return found.outcome, found.direction, found.tier


def possible(found: ConductAssessment) -> set[tuple[str, str | None, str | None]]:
    return {(one.outcome, one.direction, one.tier) for one in found.possible_outcomes}


def lies_within(inner: Interval, outer: Interval) -> bool:
    """Whether each figure of the inner range is one of the outer; ends respected."""
    low = inner.min > outer.min or (inner.min == outer.min and (outer.min_inclusive or not inner.min_inclusive))
    high = inner.max < outer.max or (inner.max == outer.max and (outer.max_inclusive or not inner.max_inclusive))
    return low and high


@settings(STABLE, max_examples=400)
@given(data=cases())
def test_the_recommendation_lies_within_the_law_and_the_statute_too(data: Data) -> None:
    for penalty in act(data).penalties:
        if penalty.statutory is None:
            assert penalty.lawful is None
            assert penalty.recommended is None
            continue
        assert penalty.lawful is not None
        assert lies_within(penalty.statutory, penalty.lawful)
        assert penalty.lawful.max == penalty.statutory.max
        if penalty.recommended is not None:
            assert not penalty.recommended.is_empty()
            assert lies_within(penalty.recommended, penalty.lawful)


@settings(STABLE, max_examples=400)
@given(data=cases(), one=st.sampled_from(["ZB-6-1", "ZB-6-2", "CFF-32-3", "ZB-6-3", "ZB-6-5", "ZB-6-7"]))
def test_one_more_lighter_circumstance_never_raises_a_bound(data: Data, one: str) -> None:
    before, after = act(with_answer(data, one, "no")), act(with_answer(data, one, "yes"))
    assume(before.outcome == after.outcome == "penalty")
    for old, new in _same_penalties(before, after):
        assert old.statutory == new.statutory
        for higher, lower in ((old.lawful, new.lawful), (old.recommended, new.recommended)):
            if higher is not None and lower is not None:
                assert (lower.min, lower.max) <= (higher.min, higher.max)
                assert lower.max <= higher.max


@settings(STABLE, max_examples=400)
@given(data=cases(), one=st.sampled_from([f"ZB-7-{item}" for item in range(1, 11)] + ["XWP-16-2", "XWP-16-3"]))
def test_one_more_heavier_circumstance_never_lowers_a_bound(data: Data, one: str) -> None:
    before, after = act(with_answer(data, one, "no")), act(with_answer(data, one, "yes"))
    assume(before.outcome == after.outcome == "penalty")
    for old, new in _same_penalties(before, after):
        assert old.statutory == new.statutory
        assert old.lawful == new.lawful
        if old.recommended is not None and new.recommended is not None:
            assert new.recommended.min >= old.recommended.min
            assert new.recommended.max >= old.recommended.max


def _same_penalties(before: ConductAssessment, after: ConductAssessment) -> Iterator[tuple[Penalty, Penalty]]:
    assert before.tier == after.tier
    assert [(p.kind, p.text) for p in before.penalties] == [(p.kind, p.text) for p in after.penalties]
    return zip(before.penalties, after.penalties, strict=True)


@settings(STABLE, max_examples=250)
@given(data=cases())
def test_any_answer_leads_to_a_result_that_was_told_as_possible(data: Data) -> None:
    found = act(data)
    assert triple(found) in possible(found)
    for key, value in open_questions(data, found):
        reached = triple(act(with_answer(data, key, value)))
        assert reached in possible(found), (key, value, reached, possible(found))


@settings(STABLE, max_examples=400)
@given(data=cases())
def test_the_answers_of_a_possible_outcome_really_reach_it(data: Data) -> None:
    found = act(data)
    assert len(possible(found)) == len(found.possible_outcomes)
    for one in found.possible_outcomes:
        reached = triple(act(with_answers(data, one.answers)))
        assert reached == (one.outcome, one.direction, one.tier), (dict(one.answers), reached)


@settings(STABLE, max_examples=100)
@given(data=cases(concurrent=True))
def test_they_reach_it_also_where_several_provisions_compete(data: Data) -> None:
    for one in act(data).possible_outcomes:
        assert triple(act(with_answers(data, one.answers))) == (one.outcome, one.direction, one.tier)


@settings(STABLE, max_examples=300)
@given(data=cases())
def test_nothing_changes_what_is_called_settled(data: Data) -> None:
    found = act(data)
    assume(found.settled)
    assert found.decisive_unknowns == ()
    assert possible(found) == {triple(found)}
    for key, value in open_questions(data, found):
        assert _settled_part(act(with_answer(data, key, value))) == _settled_part(found), (key, value)


@settings(STABLE, max_examples=250)
@given(data=cases())
def test_what_is_not_settled_names_a_question_that_is_open(data: Data) -> None:
    found = act(data)
    assert found.settled == (not found.decisive_unknowns)
    keys = {key for key, _ in open_questions(data, found)}
    assert set(found.decisive_unknowns) <= keys, (found.decisive_unknowns, keys)


def _settled_part(found: ConductAssessment) -> object:
    ranges = [(p.kind, p.text, p.statutory, p.lawful, p.recommended) for p in found.penalties]
    return triple(found), found.recommended_kinds, ranges


@settings(STABLE, max_examples=300)
@given(data=cases())
def test_the_recommended_kinds_are_the_tiers_own_or_a_milder_tiers_when_mitigated(data: Data) -> None:
    found = act(data)
    kinds = {penalty.kind for penalty in found.penalties}
    if found.direction == "mitigated" and not set(found.recommended_kinds) <= kinds:
        tiers = ZIBO.violations[found.law_applied.provision].tiers
        kinds = {penalty.kind for tier in tiers for penalty in _everything(tier)}
    assert set(found.recommended_kinds) <= kinds
    assert (found.outcome in ("penalty", "no_penalty_discretionary")) or not found.recommended_kinds
    assert all(penalty.by is None for penalty in found.penalties if penalty.is_recommended)


def _everything(tier: Tier) -> tuple[Any, ...]:
    return (*tier.penalties, *tier.responsible)


@settings(STABLE, max_examples=250)
@given(data=cases(concurrent=True), seed=st.integers(0, 2**16))
def test_the_same_case_gives_the_same_bytes_in_whatever_order_it_is_written(data: Data, seed: int) -> None:
    once = to_json(assessed(data))
    assert to_json(assessed(data)) == once
    assert to_json(assessed(_shuffled(data, random.Random(seed)))) == once  # noqa: S311 -- no secret


def _shuffled(value: Any, order: random.Random) -> Any:  # noqa: ANN401 -- whatever a case holds
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: _shuffled(value[key], order) for key in keys}
    return [_shuffled(item, order) for item in value] if isinstance(value, list) else value


@settings(STABLE, max_examples=250)
@given(data=cases(concurrent=True))
def test_every_amount_of_money_has_two_decimals(data: Data) -> None:
    found = json.loads(to_json(assessed(data)), parse_float=Decimal, parse_int=Decimal)
    amounts = [*_amounts(found["totals"])]
    for conduct in found["conducts"]:
        amounts += [conduct["illegal_gains"], *conduct["gains"].values()]
        for penalty in conduct["penalties"]:
            amounts += [*_amounts([penalty["statutory"], penalty["lawful"], penalty["recommended"]])]
    assert all(amount.as_tuple().exponent == -2 for amount in amounts if amount is not None)


def _amounts(value: Any) -> Iterator[Decimal | None]:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, dict):
        for inner in value.values():
            yield from _amounts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _amounts(inner)
    elif isinstance(value, Decimal):
        yield value


@settings(STABLE, max_examples=250)
@given(data=cases(concurrent=True))
def test_several_provisions_never_add_up_their_fines(data: Data) -> None:
    found = assessed(data)
    fines = [penalty for penalty in found.conducts[0].penalties if penalty.kind == "fine"]
    assert len({penalty.provision for penalty in fines}) <= 1
    assert len(found.conducts[0].provisions) == 1 + len(data["conducts"][0]["concurrent"])
