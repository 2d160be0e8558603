"""A reduced decision (twenty circumstances and gains) by this engine and by two general rule engines.

Everyone decides outcome, direction and the fine's range: this engine once by the very steps that do so, with each
circumstance's finding and citations, and once whole, with reasoning, what is still unknown, and procedure. The
answers are checked to be the same before anything is timed.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import zen
from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.variables import BaseVariables, boolean_rule_variable

from bench.timing import per_call, row
from penalty_engine import assess, load_rulebook, read_case
from penalty_engine.case import Case
from penalty_engine.rulebook import Rulebook
from penalty_engine.steps.circumstances import Setting, find_circumstances
from penalty_engine.steps.directions import direction, weigh
from penalty_engine.steps.ranges import Measured, ranges
from penalty_engine.steps.tiers import find_tier

DAY = date(2026, 7, 20)
EFFECTS = {
    **{f"A-5-{n}": "no_penalty" for n in range(1, 4)},
    **{f"A-6-{n}": "lighter_or_mitigated" for n in range(1, 8)},
    **{f"A-7-{n}": "heavier" for n in range(1, 11)},
}
HELD = {"A-6-1", "A-6-4"}
GAINS = 30000
PARTY = {"kind": "legal_person", "name": "甲"}
EXPECTED = ("penalty", "lighter", 30000, 66000)
BANDS = {"lighter": (1.0, 2.2), "ordinary": (2.2, 3.8), "heavier": (3.8, 5.0), "conflicting": (2.2, 3.8)}


def report() -> Iterator[str]:
    """The three engines side by side."""
    rulebook, case = _reduced()
    deciders = {
        "本引擎的裁量步骤（情节、方向、幅度）": _steps(rulebook, case),
        "zen-engine 0.37.1": _zen(),
        "business-rules": _business(),
        "本引擎全程（加说理、未查明、程序）": _whole(rulebook, case),
    }
    for name, decide in deciders.items():
        answer = decide()
        if answer != EXPECTED:
            message = f"{name}: {answer}"
            raise AssertionError(message)
        yield row(f"简化决定：{name}", per_call(decide))


def _reduced() -> tuple[Rulebook, Case]:
    """An invented rulebook of twenty circumstances and one act, and a case under it."""
    folder = Path(tempfile.mkdtemp()) / "reduced"
    _write_rulebook(folder)
    rulebook = load_rulebook(folder)
    act = {
        "violation": "A-64",
        "from": date(2026, 1, 1),
        "to": date(2026, 6, 30),
        "facts": {"illegal_gains": GAINS},
        "circumstances": {key: key in HELD for key in EFFECTS},
    }
    return rulebook, read_case({"rulebook": "reduced", "party": PARTY, "conducts": [act]}, rulebook)


def _whole(rulebook: Rulebook, case: Case) -> Callable[[], tuple[Any, ...]]:
    def decide() -> tuple[Any, ...]:
        act = assess(case, rulebook, DAY).conducts[0]
        fine = act.penalties[0].recommended
        return (act.outcome, act.direction, fine.min, fine.max) if fine else ()

    return decide


def _steps(rulebook: Rulebook, case: Case) -> Callable[[], tuple[Any, ...]]:
    conduct, violation = case.conducts[0], rulebook.violations["A-64"]
    scope = violation.tiers[0].penalties[0].range

    def decide() -> tuple[Any, ...]:
        tier = find_tier(violation, conduct.severity, conduct.facts)
        setting = Setting(case.party, conduct, violation, tier, rulebook, None, DAY, DAY, False, "")  # noqa: FBT003
        weighing = weigh(find_circumstances(setting).findings, rulebook)
        light, heavy = bool(weighing.lighter), bool(weighing.heavier)
        chosen = direction(lighter=light, heavier=heavy, forced_mitigation=weighing.forced_mitigation, choose=None)
        fine = ranges(scope, Measured(chosen, light, Decimal(GAINS), conduct.facts, rulebook.rules)).recommended
        return ("no_penalty" if weighing.no_penalty else "penalty", chosen, fine.min, fine.max) if fine else ()

    return decide


def _write_rulebook(folder: Path) -> None:
    """The live rulebook's settings and sentences around invented law."""
    live = Path(__file__).resolve().parent.parent / "rules" / "zibo"
    (folder / "violations").mkdir(parents=True)
    (folder / "circumstances").mkdir()
    for name in ("settings.yaml", "procedure.yaml", "reasoning.yaml", "warnings.yaml"):
        (folder / name).write_text((live / name).read_text("utf-8"), "utf-8")
    laws = [
        {"code": code, "title": "甲办法", "rank": "规范性文件", "version": "1", "verified": True}
        for code in ("A", "XWP")
    ]
    circumstances = [
        {
            "id": key,
            "effect": effect,
            "text": f"情形{key}",
            "elements": [{"id": "holds", "text": "成立"}],
            "citations": [{"law": "A", "text": f"《甲办法》{key}"}],
        }
        for key, effect in EFFECTS.items()
    ]
    fine = {"type": "multiple", "base": "illegal_gains", "min": 1, "max": 5}
    act = {
        "id": "A-64",
        "name": "违法行为",
        "category": "类",
        "act": "违法行为",
        "basis": ["《甲办法》第六十四条"],
        "enforcer": {"text": "机关"},
        "verified": True,
        "read": "甲办法",
        "tiers": [
            {
                "tier": "base",
                "trigger": "基本",
                "penalties": [{"kind": "fine", "text": "罚款", "mode": "required", "range": fine}],
            }
        ],
    }
    facts = [
        {"id": "illegal_gains", "label": "违法所得", "type": "money", "used_by": ["A"], "why": "基数"},
        {"id": "is_offcampus_training", "label": "校外培训", "type": "boolean", "used_by": ["A"], "why": "范围"},
    ]
    files = {
        "rulebook.yaml": {"id": "reduced", "version": "1", "title": "简化", "authority": "局", "measure": "A"},
        "laws.yaml": {"laws": laws},
        "circumstances/all.yaml": {"circumstances": circumstances},
        "violations/A.yaml": {"law": "A", "violations": [act]},
        "facts.yaml": {"facts": facts, "common": []},
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _zen() -> Callable[[], tuple[Any, ...]]:
    """Expressions over the same twenty answers, evaluated by the Rust core."""
    names = {key: key.replace("-", "_").lower() for key in EFFECTS}
    any_of = {e: " or ".join(names[k] for k, effect in EFFECTS.items() if effect == e) for e in set(EFFECTS.values())}
    expressions = [
        ("outcome", f"({any_of['no_penalty']}) ? 'no_penalty' : 'penalty'"),
        ("light", any_of["lighter_or_mitigated"]),
        ("heavy", any_of["heavier"]),
        ("direction", "$.light and $.heavy ? 'conflicting' : $.light ? 'lighter' : $.heavy ? 'heavier' : 'ordinary'"),
        ("low", "gains * ($.direction == 'lighter' ? 1 : $.direction == 'heavier' ? 3.8 : 2.2)"),
        ("high", "gains * ($.direction == 'lighter' ? 2.2 : $.direction == 'heavier' ? 5 : 3.8)"),
    ]
    content = {
        "expressions": [{"id": str(i), "key": key, "value": value} for i, (key, value) in enumerate(expressions)],
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {"id": "ex", "type": "expressionNode", "name": "ex", "content": content, "position": {"x": 0, "y": 0}},
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "ex", "type": "edge"},
            {"id": "2", "sourceId": "ex", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    answers: dict[str, Any] = {names[key]: key in HELD for key in EFFECTS} | {"gains": GAINS}

    def decide() -> tuple[Any, ...]:
        result = decision.evaluate(answers)["result"]
        return (result["outcome"], result["direction"], result["low"], result["high"])

    return decide


class _Answers(BaseVariables):  # type: ignore[misc]
    """The twenty answers as variables; the properties are made from the list of circumstances."""

    def __init__(self, held: set[str]) -> None:
        self.held = held


for _key in EFFECTS:
    _name = _key.replace("-", "_").lower()

    def _variable(self: _Answers, key: str = _key) -> bool:
        return key in self.held

    _variable.__name__ = _name
    setattr(_Answers, _name, boolean_rule_variable(_variable))


class _Outcome(BaseActions):  # type: ignore[misc]
    """Collects what the rules say."""

    def __init__(self) -> None:
        self.effects: set[str] = set()

    @rule_action(params={"effect": "text"})  # type: ignore[untyped-decorator]
    def say(self, effect: str) -> None:
        """One effect that holds."""
        self.effects.add(effect)


def _business() -> Callable[[], tuple[Any, ...]]:
    """One rule a circumstance, then the direction in plain Python."""
    rules = [
        {
            "conditions": {"all": [{"name": key.replace("-", "_").lower(), "operator": "is_true", "value": True}]},
            "actions": [{"name": "say", "params": {"effect": effect}}],
        }
        for key, effect in EFFECTS.items()
    ]

    def decide() -> tuple[Any, ...]:
        actions = _Outcome()
        run_all(rules, _Answers(HELD), actions, stop_on_first_trigger=False)
        light, heavy = "lighter_or_mitigated" in actions.effects, "heavier" in actions.effects
        direction = "conflicting" if light and heavy else "lighter" if light else "heavier" if heavy else "ordinary"
        low, high = BANDS[direction]
        outcome = "no_penalty" if "no_penalty" in actions.effects else "penalty"
        return (outcome, direction, Decimal(str(low)) * GAINS, Decimal(str(high)) * GAINS)

    return decide
