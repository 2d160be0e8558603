"""The gates as a table for people, made from the data itself (docs/gates.md)."""

from collections.abc import Iterator
from typing import Final

from casebook.rights import ACTIONS, ROLES
from casebook.workflow.gates import GATES, Gate
from casebook.workflow.needs import NEEDS
from casebook.workflow.words import STAGES

RELATIONS: Final = {"investigator": "本案办案人员", "former": "曾经办案的人员", "other": "非本案办案人员", "none": ""}
HEAD: Final = """# 办案流程的关口

本表由程序中的数据生成（`casebook/workflow/gates.py`），不手工修改。每一关：在哪些阶段可以办理、由谁办理、办理后到哪个阶段、
须具备哪些条件。条件不具备时，系统拒绝并一次列出全部理由。每个条件都有试图蒙混过关的测试（`tests/casebook/test_needs.py`）。

| 关口 | 事件 | 何人 | 在哪些阶段 | 办理后 | 须具备 | 依据 |
| --- | --- | --- | --- | --- | --- | --- |
"""


def gates_table() -> str:
    """The whole document."""
    return HEAD + "".join(map(_row, GATES)) + "\n## 条件\n\n" + "".join(_needs())


def _row(gate: Gate) -> str:
    event = gate.event + (f"：{'、'.join(gate.results)}" if gate.results else "")
    stages = "、".join(STAGES[one] for one in gate.from_)
    to = STAGES[gate.to] if gate.to else "不变"
    late = "（可以补记）" if gate.late else ""
    cells = (
        f"{gate.name}{late}",
        event,
        _who(gate),
        stages,
        to,
        "；".join(NEEDS[one].what for one in gate.needs) or "—",
        gate.citation,
    )
    return f"| {' | '.join(cells)} |\n"


def _who(gate: Gate) -> str:
    permitted = ACTIONS[gate.action].permitted
    return "；".join(f"{ROLES[role]}（{'、'.join(RELATIONS[one] for one in how)}）" for role, how in permitted.items())


def _needs() -> Iterator[str]:
    for name, need in NEEDS.items():
        yield f"- `{name}` {need.what}{f'（{need.citation}）' if need.citation else ''}\n"
