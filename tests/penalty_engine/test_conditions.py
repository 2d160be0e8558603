from decimal import Decimal

import pytest

from penalty_engine.answers import Answer
from penalty_engine.inputs.conditions import compiled
from penalty_engine.inputs.positioned import parse
from penalty_engine.inputs.rulebook_models import ConditionModel
from penalty_engine.rulebook import Facts


def _holds(condition: str, facts: Facts) -> Answer:
    return compiled(ConditionModel.model_validate(parse(condition, "f").data)).holds(facts)


@pytest.mark.parametrize(
    ("condition", "facts", "holds"),
    [
        ("{fact: a}", {"a": True}, True),
        ("{fact: a}", {"a": False}, False),
        ("{fact: a}", {}, None),
        ("{fact: a, is: no}", {"a": False}, True),
        ("{fact: a, is: no}", {}, None),
        ("{fact: kind, is: public}", {"kind": "public"}, True),
        ("{fact: kind, is: public}", {"kind": "private"}, False),
        ("{fact: n, is: 3}", {"n": 3}, True),
        ("{fact: sum, at_least: 100}", {"sum": Decimal(100)}, True),
        ("{fact: sum, more_than: 100}", {"sum": Decimal(100)}, False),
        ("{fact: sum, more_than: 99.99}", {"sum": Decimal(100)}, True),
        ("{fact: sum, at_most: 100}", {"sum": Decimal("100.01")}, False),
        ("{fact: sum, less_than: '100.01'}", {"sum": Decimal(100)}, True),
        ("{fact: sum, at_least: 10, less_than: 20}", {"sum": Decimal(20)}, False),
        ("{fact: sum, at_least: 10, less_than: 20}", {"sum": Decimal(10)}, True),
        ("{fact: sum, at_least: 0}", {}, None),
        ("{not: {fact: a}}", {"a": False}, True),
        ("{not: {fact: a}}", {}, None),
        ("{all: [{fact: a}, {fact: b}]}", {"a": True, "b": True}, True),
        ("{all: [{fact: a}, {fact: b}]}", {"a": True}, None),
        ("{all: [{fact: a}, {fact: b}]}", {"b": False}, False),
        ("{any: [{fact: a}, {fact: b}]}", {"b": True}, True),
        ("{any: [{fact: a}, {fact: b}]}", {"b": False}, None),
        ("{any: [{fact: a}, {fact: b}]}", {"a": False, "b": False}, False),
        ("{any: [{all: [{fact: a}, {not: {fact: b}}]}, {fact: c}]}", {"a": True, "b": False}, True),
    ],
)
def test_conditions_are_three_valued_and_exact_at_their_bounds(condition: str, facts: Facts, holds: Answer) -> None:
    assert _holds(condition, facts) is holds


def test_a_condition_tells_which_facts_it_reads_each_once() -> None:
    model = ConditionModel.model_validate(parse("{any: [{fact: a}, {not: {all: [{fact: b}, {fact: a}]}}]}", "f").data)
    assert compiled(model).facts == ("a", "b")
