"""Mechanisms that the live rulebook cannot show, on an invented law beside it: one point a test."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penalty_engine import assess, load_rulebook, read_case
from penalty_engine.amounts import Interval
from penalty_engine.assessment import Assessment, ConductAssessment, Penalty
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

LIVE = Path(__file__).resolve().parents[2] / "rules" / "zibo"
HEAD = "id: {name}\nversion: '1'\ntitle: 虚构的规则\nauthority: 某局\nmeasure: ZB\nextends: {parent}\n"
LAWS = "laws:\n  - {code: QQ, title: 虚构条例, rank: 行政法规, version: '1', verified: true}\n"
VIOLATIONS = """
law: QQ
violations:
  - id: QQ-1
    name: 罚款并限制从业
    category: 虚构
    act: 虚构行为
    basis: [《虚构条例》第一条]
    enforcer: {text: 教育行政部门}
    verified: true
    read: 虚构
    tiers:
      - tier: base
        trigger: 基本
        orders: [责令改正]
        penalties:
          - {kind: fine, text: 罚款, mode: required, range: {type: fixed, min: 1000, max: 11000}}
          - {kind: restrict_practice, text: 限制从业, mode: required, range: {type: years, min: 1, max: 3, what: 不得任职}}
      - tier: serious
        trigger: 情节严重
        trigger_kind: finding
        keeps: orders_and_confiscation
        penalties:
          - {kind: fine, text: 罚款, mode: required, range: {type: fixed, min: 11000, max: 50000}}
  - id: QQ-2
    name: 倍数罚款
    category: 虚构
    act: 虚构行为
    basis: [《虚构条例》第二条]
    enforcer: {text: 教育行政部门}
    verified: true
    read: 虚构
    tiers:
      - tier: base
        trigger: 基本
        penalties:
          - {kind: fine, text: 罚款, mode: required, range: {type: multiple, base: illegal_gains, min: 1, max: 5}}
  - id: QQ-3
    name: 择一
    category: 虚构
    act: 虚构行为
    basis: [《虚构条例》第三条]
    enforcer: {text: 教育行政部门}
    verified: true
    read: 虚构
    tiers:
      - tier: base
        trigger: 基本
        penalties:
          - {kind: warning, text: 警告, mode: required, choice: alt-1}
          - {kind: public_criticism, text: 通报批评, mode: required, choice: alt-1}
  - id: QQ-4
    name: 分段罚款
    category: 虚构
    act: 虚构行为
    basis: [《虚构条例》第四条]
    enforcer: {text: 教育行政部门}
    verified: true
    read: 虚构
    tiers:
      - tier: base
        trigger: 基本
        penalties:
          - kind: fine
            text: 罚款
            mode: required
            range:
              type: banded
              bands:
                - {when: {fact: illegal_gains, at_least: 1000}, range: {type: multiple, base: illegal_gains, min: 1, max: 10}}
                - {range: {type: fixed, min: 100, max: 1000}}
"""
FACTS = """
facts:
  - {id: students, label: 人数, type: count, unit: 人, used_by: [QQ-1], why: 规模}
  - {id: illegal_gains, label: 违法所得, type: money, unit: 元, used_by: [QQ-2, QQ-4], why: 基数}
common: []
"""
BENCHMARKS = """
benchmarks:
  - {id: 较轻, violation: QQ-1, tier: base, grade: 较轻, when: {fact: students, less_than: 10}, kinds: [fine],
     range: {type: fixed, min: 1000, max: 3000}, source: 某基准, status: verified}
  - {id: 一般, violation: QQ-1, tier: base, grade: 一般, when: {fact: students, at_least: 10, less_than: 30},
     range: {type: fixed, min: 3000, max: 8000}, source: 某基准, status: verified}
  - {id: 严重, violation: QQ-1, tier: serious, grade: 严重, when: {fact: students, at_least: 30},
     range: {type: fixed, min: 20000, max: 30000}, source: 某基准, status: verified}
  - {id: 通报, violation: QQ-3, tier: base, grade: 通报, kinds: [public_criticism], source: 某基准, status: verified}
  - {id: 定额, violation: QQ-4, tier: base, grade: 定额, range: {type: fixed, min: 100, max: 200}, source: 某基准,
     status: verified}
"""
ITEMS = """
list: {name}
title: 某清单
items:
  - {{code: "1", title: 事项, violation: QQ-2, basis: 依据, applies: 情形, ground: 理由}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The live rulebook, and beside it an invented one that extends it."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "zibo").symlink_to(LIVE)
    own = folder / "invented"
    for place, text in (
        ("rulebook.yaml", HEAD.format(name="invented", parent="zibo")),
        ("laws.yaml", LAWS),
        ("facts.yaml", FACTS),
        ("violations/QQ.yaml", VIOLATIONS),
        ("benchmarks/all.yaml", BENCHMARKS),
        ("lists/no-penalty.yaml", ITEMS.format(name="no_penalty")),
        ("lists/mitigated.yaml", ITEMS.format(name="mitigated")),
    ):
        (own / place).parent.mkdir(parents=True, exist_ok=True)
        (own / place).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def invented(folder: Path) -> Rulebook:
    return load_rulebook(folder / "invented")


def _whole(rulebook: Rulebook, violation: str, facts: Mapping[str, object] = {}, **act: object) -> Assessment:
    days = {"from": date(2026, 3, 1), "to": date(2026, 6, 30), "discovered_on": date(2026, 7, 2)}
    conduct = {"violation": violation, **days, "facts": dict(facts), "unlisted": "no", **act}
    case = {"party": {"kind": "legal_person", "name": "某校"}, "conducts": [conduct]}
    return assess(read_case(case, rulebook), rulebook, date(2026, 7, 20))


def _act(rulebook: Rulebook, violation: str, facts: Mapping[str, object] = {}, **act: object) -> ConductAssessment:
    return _whole(rulebook, violation, facts, **act).conducts[0]


def _penalty(found: ConductAssessment, kind: str) -> Penalty:
    return next(penalty for penalty in found.penalties if penalty.kind == kind)


def _closed(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def _open(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high), min_inclusive=False, max_inclusive=False)


# ---- 裁量基准


def test_基准只缩小建议_不改变法定和合法的幅度(invented: Rulebook) -> None:
    fine = _penalty(_act(invented, "QQ-1", {"students": 9}, severity="base"), "fine")
    assert (fine.statutory, fine.lawful) == (_closed("1000", "11000"), _closed("1000", "11000"))
    assert (fine.recommended, fine.benchmark) == (_open("1600", "2400"), "较轻")


def test_罚款的基准不套用于同一档的限制从业(invented: Rulebook) -> None:
    found = _act(invented, "QQ-1", {"students": 15}, severity="base")
    assert _penalty(found, "fine").benchmark == "一般"
    ban = _penalty(found, "restrict_practice")
    assert (ban.recommended, ban.benchmark) == (_closed("1.67", "2.33"), None)


def test_定额的基准不套用于按倍数的一段(invented: Rulebook) -> None:
    fine = _penalty(_act(invented, "QQ-4", {"illegal_gains": 1000}, grade="定额"), "fine")
    assert (fine.statutory, fine.benchmark) == (_closed("1000", "10000"), None)
    assert fine.recommended == _open("3700", "7300")
    fine = _penalty(_act(invented, "QQ-4", {"illegal_gains": "999.99"}, grade="定额"), "fine")
    assert (fine.recommended, fine.benchmark) == (_open("130", "170"), "定额")


def test_点名的一行认定档次_不看其他行的条件(invented: Rulebook) -> None:
    found = _act(invented, "QQ-1", {"students": 40}, grade="一般")
    assert (found.tier, _penalty(found, "fine").benchmark) == ("base", "一般")


def test_没有点名的_条件成立的一行认定档次(invented: Rulebook) -> None:
    found = _act(invented, "QQ-1", {"students": 30})
    assert (found.tier, _penalty(found, "fine").benchmark) == ("serious", "严重")
    assert _penalty(found, "fine").recommended == _open("23000", "27000")


def test_认定的情节先于基准的条件(invented: Rulebook) -> None:
    found = _act(invented, "QQ-1", {"students": 30}, severity="base")
    assert (found.tier, _penalty(found, "fine").benchmark) == ("base", None)


def test_在基准以外而在法定幅度以内的_偏离而不是不合法(invented: Rulebook) -> None:
    proposal = {"kinds": ["fine"], "fine": 9000}
    found = _act(invented, "QQ-1", {"students": 9}, severity="base", proposal=proposal)
    assert found.proposal is not None
    assert found.proposal.status == "departs"


def test_基准可以指明种类(invented: Rulebook) -> None:
    assert _act(invented, "QQ-3").recommended_kinds == ("warning",)
    assert _act(invented, "QQ-3", grade="通报").recommended_kinds == ("public_criticism",)


def test_人数未知时说明还缺人数(invented: Rulebook) -> None:
    found = _act(invented, "QQ-1", severity="base")
    assert (found.settled, found.decisive_unknowns) == (False, ("facts.students",))


def test_超出法定幅度的一行不能装入(folder: Path) -> None:
    own = folder / "beyond"
    (own / "benchmarks").mkdir(parents=True)
    (own / "rulebook.yaml").write_text(HEAD.format(name="beyond", parent="invented"), "utf-8")
    row = "{id: 超, violation: QQ-1, tier: base, grade: 超, range: {type: fixed, min: 500, max: 2000}, source: 某, status: verified}"
    (own / "benchmarks" / "all.yaml").write_text(f"benchmarks:\n  - {row}\n", "utf-8")
    with pytest.raises(InputError, match="超出法定幅度"):
        load_rulebook(own)


# ---- 清单


def test_不罚清单的事项还须符合其适用情形(invented: Rulebook) -> None:
    facts = {"illegal_gains": 1000}
    assert _act(invented, "QQ-2", facts, circumstances={"ZB-5-6": "yes"}).outcome == "no_penalty"
    assert _act(invented, "QQ-2", facts, circumstances={"ZB-5-6": "no"}).outcome == "penalty"


def test_装入清单后没有回答的_列为未查明(invented: Rulebook) -> None:
    found = _act(invented, "QQ-2", {"illegal_gains": 1000}, circumstances={"ZB-5-6": "unknown", "ZB-6-6": "no"})
    assert found.decisive_unknowns == ("ZB-5-6",)
    assert ("no_penalty", None) in {(one.outcome, one.direction) for one in found.possible_outcomes}


def test_减轻清单之上选择从轻不起作用(invented: Rulebook) -> None:
    answers = {"ZB-5-6": "no", "ZB-6-6": "yes"}
    found = _act(invented, "QQ-2", {"illegal_gains": 1000}, circumstances=answers, choose="lighter")
    assert (found.direction, found.alternatives) == ("mitigated", ())
    assert _penalty(found, "fine").recommended == _open("0", "1000")


def test_减轻清单与从重情形并存的_仍为并存(invented: Rulebook) -> None:
    answers = {"ZB-5-6": "no", "ZB-6-6": "yes", "ZB-7-4": "yes"}
    found = _act(invented, "QQ-2", {"illegal_gains": 1000}, circumstances=answers)
    assert (found.direction, found.alternatives) == ("conflicting", ())


def test_已经从轻而减轻清单未查明的_可能减轻(invented: Rulebook) -> None:
    answers = {"ZB-5-6": "no", "ZB-6-6": "unknown", "ZB-6-1": "yes"}
    found = _act(invented, "QQ-2", {"illegal_gains": 1000}, circumstances=answers)
    assert (found.direction, found.decisive_unknowns) == ("lighter", ("ZB-6-6",))
    assert {one.direction for one in found.possible_outcomes} == {"lighter", "mitigated"}


# ---- 取整到分


@pytest.mark.parametrize(
    ("gains", "circumstances", "statutory", "recommended"),
    [
        ("0.01", {"ZB-6-1": "yes"}, _closed("0.01", "0.05"), _closed("0.01", "0.02")),
        ("0.01", {}, _closed("0.01", "0.05"), _closed("0.03", "0.03")),
        ("0.01", {"ZB-7-4": "yes"}, _closed("0.01", "0.05"), _closed("0.04", "0.05")),
        ("0.07", {"ZB-6-1": "yes"}, _closed("0.07", "0.35"), _closed("0.07", "0.15")),
        ("0.07", {}, _closed("0.07", "0.35"), _closed("0.16", "0.26")),
        ("0.07", {"ZB-7-4": "yes"}, _closed("0.07", "0.35"), _closed("0.27", "0.35")),
    ],
)
def test_很小的违法所得也取整到分_不出幅度(
    invented: Rulebook, gains: str, circumstances: dict[str, str], statutory: Interval, recommended: Interval
) -> None:
    answers = {"ZB-5-6": "no", "ZB-6-6": "no", **circumstances}
    fine = _penalty(_act(invented, "QQ-2", {"illegal_gains": gains}, circumstances=answers), "fine")
    assert (fine.statutory, fine.recommended) == (statutory, recommended)


# ---- 区县沿用（办法第十九条）


def test_区县只改一项设定的_其余沿用(folder: Path, invented: Rulebook) -> None:
    own = folder / "district"
    own.mkdir()
    (own / "rulebook.yaml").write_text(HEAD.format(name="district", parent="invented"), "utf-8")
    setting = "{id: band_lighter, label: 从轻, value: '0.25', status: verified, source: 某区规定}"
    (own / "settings.yaml").write_text(f"settings:\n  - {setting}\n", "utf-8")
    district = load_rulebook(own)
    assert district.lineage == ("invented", "zibo")
    answers = {"ZB-5-6": "no", "ZB-6-6": "no", "ZB-6-1": "yes"}
    for rulebook, top in ((invented, "2200"), (district, "2000")):
        fine = _penalty(_act(rulebook, "QQ-2", {"illegal_gains": 1000}, circumstances=answers), "fine")
        assert fine.recommended == _closed("1000", top)


# ---- 管辖的提示


def test_会同而没有记录的提示_已会同的不提示(zibo: Rulebook) -> None:
    def notes(**facts: object) -> tuple[str, ...]:
        return _whole(zibo, "MCF-64", {"illegal_gains": 3000, **facts}).procedure.competence_notes

    assert any("是否已经会同没有记录" in note for note in notes())
    assert not any("没有记录" in note for note in notes(co_authority_joined="yes"))


def test_许可证由区县发的_停止招生要提示(zibo: Rulebook) -> None:
    def notes(level: str) -> tuple[str, ...]:
        facts = {"illegal_gains": 0, "licensing_level": level}
        return _whole(zibo, "MCF-62-2", facts, severity="serious").procedure.competence_notes

    assert any("审批权限" in note for note in notes("county"))
    assert not any("审批权限" in note for note in notes("municipal"))


# ---- 说理


def test_不建议的罚款不向当事人说幅度(zibo: Rulebook) -> None:
    found = _act(zibo, "JYF-76", {"illegal_gains": 1000, "fees_refundable": 0}, severity="base")
    assert "fine" not in found.recommended_kinds
    assert not [one for one in found.explanation if "罚款" in one.text and one.audience == "party"]


def test_过了追责期限的_说明终了之日和年限(zibo: Rulebook) -> None:
    extended = {"affects_life_health_or_finance": "yes", "harmful_consequences": "yes"}
    days = {"from": date(2021, 9, 1), "to": date(2021, 10, 1), "discovered_on": date(2026, 10, 2)}
    for years, answers in (("2", {"affects_life_health_or_finance": "no"}), ("5", extended)):
        told = [one.text for one in _act(zibo, "MCT-63-5", **days, **answers).explanation]  # type: ignore[arg-type]
        assert any(f"该行为终了于2021年10月1日，在{years}年内没有被发现" in text for text in told)
