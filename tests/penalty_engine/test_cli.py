"""The commands: streams, exit codes, and the keys of the contract."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penalty_engine.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))
Run = Callable[..., tuple[int, str, str]]
CASE = """
number: 淄教罚立〔2026〕12号
party: {kind: legal_person, name: 某某公司, capacity: 举办者}
conducts:
  - violation: MCF-64
    from: 2026-03-01
    to: 2026-06-30
    facts: {fees_collected: 46580, fees_refunded: 43580, fees_refundable: 0, is_offcampus_training: yes}
    circumstances: {ZB-6-1: yes}
filed_on: 2026-07-05
"""
BAD = """
party: {kind: robot, name: x, nmae: y}
conducts:
  - {violation: MCF-640, from: 2026-05-01, to: 2026-04-01, facts: {fees_collected: 10.123}}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "case.yaml"
    file.write_text(CASE, "utf-8")
    return file


def _assessed(run: Run, *files: Path) -> list[dict[str, Any]]:
    code, out, err = run("assess", *files, "--format", "json", "--today", "2026-07-20")
    assert (code, err) == (0, "")
    return [json.loads(line, parse_float=Decimal) for line in out.splitlines()]


def test_the_keys_of_the_contract_are_there(run: Run, case: Path) -> None:
    (result,) = _assessed(run, case)
    assert set(result) >= {
        "case", "assessed_on", "rulebook", "engine", "case_digest", "outcome", "settled", "conducts", "totals",
        "procedure", "deadlines", "warnings",
    }  # fmt: skip
    assert set(result["rulebook"]) == {"id", "version", "digest"}
    (act,) = result["conducts"]
    assert set(act) >= {
        "violation", "outcome", "direction", "alternatives", "tier", "tier_reason", "law_applied", "illegal_gains",
        "gains", "penalties", "recommended_kinds", "orders", "circumstances", "decisive_unknowns",
        "possible_outcomes", "proposal", "explanation",
    }  # fmt: skip
    assert set(act["penalties"][0]) >= {
        "kind", "text", "required", "choice", "rung", "unit", "statutory", "lawful", "recommended", "multiple",
        "basis", "benchmark",
    }  # fmt: skip
    assert set(act["circumstances"][0]) >= {"id", "effect", "holds", "source", "counted", "citations"}
    assert set(act["possible_outcomes"][0]) == {"outcome", "direction", "tier", "if"}
    assert set(act["explanation"][0]) == {"id", "step", "text", "citations", "because", "audience"}
    assert set(result["procedure"]) == {
        "simplified", "hearing", "hearing_reasons", "legal_review", "legal_review_reasons", "collective_discussion",
        "collective_discussion_reasons", "file_with_government", "competent", "competence_notes",
    }  # fmt: skip


def test_the_example_of_the_contract_comes_out(run: Run, case: Path) -> None:
    (result,) = _assessed(run, case)
    act = result["conducts"][0]
    fine = act["penalties"][0]
    whole = {"min_inclusive": True, "max_inclusive": True}
    assert fine["statutory"] == {"min": Decimal("3000.00"), "max": Decimal("15000.00"), **whole}
    assert fine["lawful"] == {"min": 0, "max": 15000, "min_inclusive": False, "max_inclusive": True}
    assert fine["recommended"] == {"min": 3000, "max": 6600, **whole}
    assert (act["direction"], act["alternatives"], act["illegal_gains"]) == ("lighter", ["mitigated"], 3000)
    assert act["gains"] == {"refundable": 0, "confiscable": None}
    assert result["deadlines"] == {"limitation_expires": "2028-06-30", "decision_due": "2026-10-03"}
    assert "milder_of" not in act["law_applied"]


def test_money_is_written_with_two_decimals(run: Run, case: Path) -> None:
    _, out, _ = run("assess", case, "--format", "json", "--today", "2026-07-20")
    assert '"illegal_gains": 3000.00' in out
    assert '"statutory": {"min": 3000.00, "max": 15000.00' in out


def test_the_same_input_gives_the_same_bytes(run: Run, case: Path) -> None:
    outputs = {run("assess", case, "--format", "json", "--today", "2026-07-20")[1] for _ in range(3)}
    assert len(outputs) == 1


def test_several_files_give_one_object_a_line_in_order(run: Run) -> None:
    results = _assessed(run, *SAMPLES)
    assert len(results) == len(SAMPLES) == 12
    assert len({result["case"] for result in results}) == 12


def test_one_bad_file_and_there_is_no_output_at_all(run: Run, case: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BAD, "utf-8")
    code, out, err = run("assess", case, bad, "--format", "json")
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert [line.removeprefix(f"{bad}:").partition(": ")[0] for line in lines] == ["2", "2", "4", "4", "4"]
    assert "conducts[0].facts.fees_collected: 金额至多两位小数" in err
    assert "conducts[0].to: 终了日期早于开始日期" in err


@pytest.mark.parametrize("content", ["", "[", "- 1", "\x00", "a: &x 1\nb: *x", "party: 1"])
def test_no_bad_input_shows_a_traceback(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(content, "utf-8")
    code, out, err = run("assess", file)
    assert (code, out) == (2, "")
    assert str(file) in err
    assert "Traceback" not in err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, out, err = run("assess", tmp_path / "none.yaml")
    assert (code, out) == (2, "")
    assert "文件不存在" in err


def test_check_lists_what_is_not_verified(run: Run) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert "125项违法行为" in out
    assert "系统设定" in out


def test_check_tells_errors_with_1_and_what_is_unreadable_with_2(run: Run, tmp_path: Path) -> None:
    assert run("check", "--rulebook", tmp_path)[0] == 2
    (tmp_path / "rulebook.yaml").write_text("id: x\n", "utf-8")
    code, out, err = run("check", "--rulebook", tmp_path)
    assert (code, out) == (1, "")
    assert "rulebook.yaml" in err


def test_violations_lists_the_whole_catalogue(run: Run) -> None:
    code, out, _ = run("violations", "--format", "json")
    catalogue = json.loads(out)
    assert code == 0
    assert len(catalogue) == 125
    entry = next(one for one in catalogue if one["id"] == "MCF-64")
    assert set(entry) >= {"id", "name", "law", "tiers", "facts", "circumstances", "synonyms", "verified"}


def test_schema_is_json(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert isinstance(json.loads(out), dict)
