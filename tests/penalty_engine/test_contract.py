"""The assessment as the contract has it: keys, types, words and nulls, on every scenario of the live rulebook."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.rulebook_models import Kind
from penalty_engine.rendering import to_json
from penalty_engine.rulebook import Rulebook
from penalty_engine.scenarios import load_scenarios, run_scenario

SCENARIOS = load_scenarios(Path(__file__).resolve().parents[2] / "rules" / "zibo")
KINDS = frozenset(get_args(Kind))
PUNISHED = ("penalty", "no_penalty_discretionary")
OUTCOMES = (
    "transfer", "penalty", "no_penalty_discretionary", "order_only", "no_penalty", "not_established", "not_punishable"
)  # fmt: skip
ENDS = {"min", "max", "min_inclusive", "max_inclusive"}


@pytest.fixture(scope="module")
def results(zibo: Rulebook) -> list[dict[str, Any]]:
    """The JSON of all scenarios, amounts as Decimals."""
    told = (to_json(assess(read_case(one.case, zibo), zibo, one.today)) for one in SCENARIOS)
    return [json.loads(line, parse_float=Decimal) for line in told]


def _acts(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [act for result in results for act in result["conducts"]]


def test_every_scenario_comes_out_as_a_lawyer_wrote_it(zibo: Rulebook) -> None:
    failures = [str(failure) for one in SCENARIOS if (failure := run_scenario(one, zibo)) is not None]
    assert failures == []


def test_no_legal_point_is_made_twice() -> None:
    assert [name for name, count in Counter(one.name for one in SCENARIOS).items() if count > 1] == []


def test_every_circumstance_holds_in_some_scenario_and_fails_in_another(zibo: Rulebook) -> None:
    held, failed = set[str](), set[str]()
    for one in SCENARIOS:
        for act in assess(read_case(one.case, zibo), zibo, one.today).conducts:
            held |= {found.id for found in act.circumstances if found.holds}
            failed |= {found.id for found in act.circumstances if found.holds is False}
    never = {"ZB-5-6", "ZB-6-6"}  # the lists ship empty
    assert set(zibo.circumstance) - held == never
    assert failed == set(zibo.circumstance)


def test_the_case_as_a_whole(results: list[dict[str, Any]]) -> None:
    for result in results:
        assert result["case"] is None or isinstance(result["case"], str)
        assert _is_day(result["assessed_on"])
        assert result["outcome"] == min((act["outcome"] for act in result["conducts"]), key=OUTCOMES.index)
        assert result["settled"] is all(act["settled"] for act in result["conducts"])
        assert result["case_digest"].startswith("sha256:")
        assert all(day is None or _is_day(day) for day in result["deadlines"].values())
        for warning in result["warnings"]:
            assert set(warning) == {"code", "message", "path"}
            assert all(isinstance(value, str) for value in warning.values())
        for value in result["totals"]["fine"].values():
            assert value is None or _is_range(value)


def test_direction_and_tier_are_null_where_there_is_nothing_to_weigh(results: list[dict[str, Any]]) -> None:
    for act in _acts(results):
        assert act["outcome"] in OUTCOMES
        assert (act["direction"] is not None) is (act["outcome"] in PUNISHED)
        assert (act["tier"] is not None) is (act["outcome"] in (*PUNISHED, "order_only"))
        assert act["direction"] in (None, "mitigated", "lighter", "ordinary", "heavier", "conflicting")
        assert act["tier"] in (None, "base", "serious", "very_serious", "unknown")
        assert set(act["alternatives"]) <= {"mitigated", "lighter"}
        assert isinstance(act["tier_reason"], str)
        assert _is_day(act["law_applied"]["as_of"])
        assert len(act["law_applied"].get("milder_of", ["", ""])) >= 2


def test_sums_are_numbers_with_two_decimals_or_null(results: list[dict[str, Any]]) -> None:
    for act in _acts(results):
        assert set(act["gains"]) == {"refundable", "confiscable"}
        for amount in (act["illegal_gains"], *act["gains"].values()):
            assert amount is None or _has_two_decimals(amount)


def test_penalties(results: list[dict[str, Any]]) -> None:
    for act in _acts(results):
        assert set(act["recommended_kinds"]) <= KINDS
        for penalty in act["penalties"]:
            assert penalty["kind"] in KINDS
            assert isinstance(penalty["required"], bool)
            assert penalty["unit"] in (None, "CNY", "year")
            assert isinstance(penalty["text"], str)
            assert isinstance(penalty["basis"], str)
            ranges = [penalty[name] for name in ("statutory", "lawful", "recommended")]
            assert all(value is None or _is_range(value) for value in ranges)
            assert (ranges[0] is None) is (ranges[1] is None)
            assert penalty["unit"] is not None or ranges == [None, None, None]
            if penalty["multiple"] is not None:
                assert set(penalty["multiple"]) >= {"min", "max"}


def test_what_is_open(results: list[dict[str, Any]]) -> None:
    for act in _acts(results):
        assert act["settled"] is (act["decisive_unknowns"] == [])
        assert all(isinstance(key, str) for key in act["decisive_unknowns"])
        now = {name: act[name] for name in ("outcome", "direction", "tier")}
        assert now in [{name: one[name] for name in now} for one in act["possible_outcomes"]]
        for one in act["possible_outcomes"]:
            assert set(one) == {"outcome", "direction", "tier", "if"}
            assert all(isinstance(answer, str) for answer in one["if"].values())


def test_findings_and_reasoning(results: list[dict[str, Any]]) -> None:
    effects = ("no_penalty", "no_penalty_discretionary", "lighter_or_mitigated", "heavier")
    for act in _acts(results):
        for finding in act["circumstances"]:
            assert finding["effect"] in effects
            assert finding["holds"] in ("yes", "no", "unknown")
            assert finding["source"] in ("stated", "computed", "unlisted")
            assert finding["holds"] == "yes" or finding["counted"] is False
            assert finding["citations"]
        for sentence in act["explanation"]:
            assert sentence["step"] in ("law", "whether", "amount", "procedure", "open")
            assert sentence["audience"] in ("party", "internal")
            assert sentence["text"].endswith("。")
        if act["proposal"] is not None:
            assert set(act["proposal"]) == {"status", "reasons"}
            assert act["proposal"]["status"] in ("within", "departs", "unlawful")
            assert (act["proposal"]["reasons"] == []) is (act["proposal"]["status"] == "within")


def test_every_gate_has_its_reasons(results: list[dict[str, Any]]) -> None:
    for result in results:
        procedure = result["procedure"]
        for gate in ("hearing", "legal_review", "collective_discussion"):
            assert procedure[gate] is bool(procedure[f"{gate}_reasons"])
        assert not (procedure["simplified"] and procedure["hearing"])


def _is_day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def _is_range(value: dict[str, Any]) -> bool:
    return set(value) == ENDS and all(_has_two_decimals(value[end]) for end in ("min", "max"))


def _has_two_decimals(amount: object) -> bool:
    return isinstance(amount, Decimal) and amount.as_tuple().exponent == -2
