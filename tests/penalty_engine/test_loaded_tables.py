"""What the live rulebook ships empty: benchmark rows and lists, loaded by a bureau on top of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penalty_engine import assess, load_rulebook, read_case
from penalty_engine.amounts import Interval
from penalty_engine.assessment import Assessment
from penalty_engine.rulebook import Rulebook

LIVE = Path(__file__).resolve().parents[2] / "rules" / "zibo"
HEAD = "id: loaded\nversion: '1'\ntitle: 装入基准和清单的规则\nauthority: 某局\nmeasure: ZB\nextends: zibo\n"
BENCHMARKS = """
benchmarks:
  - {id: L, violation: MCF-64, tier: base, grade: 较轻, when: {fact: students, less_than: 20},
     range: {type: multiple, base: illegal_gains, min: 1, max: 2}, source: 某基准, status: verified}
  - {id: H, violation: MCF-64, tier: base, grade: 较重, when: {fact: students, at_least: 20},
     range: {type: multiple, base: illegal_gains, min: 4, max: 5}, source: 某基准, status: unverified}
  - {id: M, violation: MCF-64, tier: base, grade: 减轻, mitigated: true, when: {fact: students, less_than: 20},
     range: {type: multiple, base: illegal_gains, min: "0.5", max: "0.8"}, source: 某基准, status: verified}
  - {id: S, violation: WBF-126-1, tier: serious, grade: 严重, when: {fact: staff_unchecked, at_least: 10},
     range: {type: fixed, min: 100000, max: 200000}, source: 某基准, status: verified}
"""
LIST = """
list: {name}
title: 某清单
items:
  - {{code: "1", title: 事项, violation: MCF-64, basis: 依据, applies: 情形, ground: 理由}}
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "zibo").symlink_to(LIVE)
    own = folder / "loaded"
    (own / "benchmarks").mkdir(parents=True)
    (own / "lists").mkdir()
    (own / "rulebook.yaml").write_text(HEAD, "utf-8")
    (own / "benchmarks" / "all.yaml").write_text(BENCHMARKS, "utf-8")
    for name in ("no_penalty", "mitigated"):
        (own / "lists" / f"{name}.yaml").write_text(LIST.format(name=name), "utf-8")
    return load_rulebook(own)


def _assess(
    rulebook: Rulebook, violation: str = "MCF-64", facts: Mapping[str, object] = {}, **act: object
) -> Assessment:
    conduct = {"violation": violation, "from": date(2026, 3, 1), "to": date(2026, 6, 30), "facts": facts, **act}
    party = {"kind": "legal_person", "name": "某校"}
    return assess(read_case({"party": party, "conducts": [conduct]}, rulebook), rulebook, date(2026, 7, 20))


def _fine(assessment: Assessment) -> tuple[Interval | None, str | None]:
    fine = next(p for p in assessment.conducts[0].penalties if p.kind == "fine")
    return fine.recommended, fine.benchmark


def test_按条件找到的一行代替整个幅度_方向在其中再取(loaded: Rulebook) -> None:
    facts = {"illegal_gains": 10000, "students": 19}
    assert _fine(_assess(loaded, facts=facts)) == (
        Interval(Decimal(13000), Decimal(17000), min_inclusive=False, max_inclusive=False),
        "L",
    )
    assert _fine(_assess(loaded, facts=facts, circumstances={"ZB-6-1": True})) == (
        Interval(Decimal(10000), Decimal(13000)),
        "L",
    )


def test_条件的边界按以上不满(loaded: Rulebook) -> None:
    assert _fine(_assess(loaded, facts={"illegal_gains": 10000, "students": 20}))[1] == "H"


def test_没有核对的行带提示(loaded: Rulebook) -> None:
    messages = [w.message for w in _assess(loaded, facts={"illegal_gains": 10000, "students": 20}).warnings]
    assert "某基准（H）未与官方原文核对。" in messages


def test_条件未知时不用任何一行_并列为未查明(loaded: Rulebook) -> None:
    assessment = _assess(loaded, facts={"illegal_gains": 10000}, unlisted="no")
    assert _fine(assessment) == (
        Interval(Decimal(22000), Decimal(38000), min_inclusive=False, max_inclusive=False),
        None,
    )
    assert assessment.conducts[0].decisive_unknowns == ("facts.students",)


def test_点名的一行优先(loaded: Rulebook) -> None:
    assert _fine(_assess(loaded, facts={"illegal_gains": 10000}, grade="H"))[1] == "H"


def test_减轻用减轻的行_低于法定下限(loaded: Rulebook) -> None:
    facts = {"illegal_gains": 10000, "students": 3}
    found = _fine(_assess(loaded, facts=facts, circumstances={"ZB-6-1": True}, choose="mitigated"))
    assert found == (Interval(Decimal(5000), Decimal(8000)), "M")


def test_基准的条件也能认定档次(loaded: Rulebook) -> None:
    act = _assess(loaded, "WBF-126-1", {"staff_unchecked": 10}).conducts[0]
    assert act.tier == "serious"
    assert "按照本局行政处罚裁量基准" in act.tier_reason


def test_装入不罚清单后该项可以成立(loaded: Rulebook) -> None:
    facts = {"illegal_gains": 10000}
    assert _assess(loaded, facts=facts, circumstances={"ZB-5-6": True}).outcome == "no_penalty"
    other = _assess(loaded, "MCF-62-1", circumstances={"ZB-5-6": True})
    assert other.outcome == "penalty"
    assert "LIST_EMPTY" in {warning.code for warning in other.warnings}


def test_列入减轻清单的必须减轻_没有从轻可选(loaded: Rulebook) -> None:
    act = _assess(loaded, facts={"illegal_gains": 10000}, circumstances={"ZB-6-6": True}).conducts[0]
    assert (act.direction, act.alternatives) == ("mitigated", ())
