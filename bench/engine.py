"""The engine: one assessment on a loaded case, everything unknown, loading, cold start."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.timing import per_call, row
from penalty_engine import assess, load_rulebook, read_case
from penalty_engine.rendering import to_json

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 7, 20)
FOUND = {
    "party": {"kind": "legal_person", "name": "某某培训学校有限公司", "capacity": "举办者"},
    "filed_on": date(2026, 7, 5),
    "decided_on": date(2026, 9, 1),
    "conducts": [
        {
            "violation": "MCF-64",
            "from": date(2026, 3, 1),
            "to": date(2026, 6, 30),
            "severity": "base",
            "harmful_consequences": False,
            "affects_life_health_or_finance": False,
            "facts": {
                "fees_collected": 46580,
                "fees_refunded": 43580,
                "fees_refundable": 0,
                "is_offcampus_training": True,
            },
            "circumstances": {"ZB-6-1": True},
            "unlisted": "no",
            "proposal": {"kinds": ["fine"], "fine": 4000},
        }
    ],
}
UNKNOWN = {
    "party": {"kind": "natural_person", "name": "张某"},
    "suspected_crime": "unknown",
    "conducts": [{"violation": "WLT-56-28", "from": date(2026, 1, 1), "to": date(2026, 2, 1)}],
}


def report() -> Iterator[str]:
    """The engine's figures, line by line."""
    rulebook = load_rulebook()
    found, unknown = read_case(FOUND, rulebook), read_case(UNKNOWN, rulebook)
    yield row("一次裁量（案情已查清，含完整说理）", per_call(lambda: assess(found, rulebook, DAY)), 150e-6)
    yield row("一次裁量（全部未查明）", per_call(lambda: assess(unknown, rulebook, DAY)), 1e-3)
    yield row("读入一个案件", per_call(lambda: read_case(FOUND, rulebook)))
    result = assess(found, rulebook, DAY)
    yield row("结果写成 JSON", per_call(lambda: to_json(result)))
    yield row("读入并校验整套规则", per_call(load_rulebook, 3), 250e-3)
    yield row("命令 assess 冷启动（整个进程）", _cold(), 0.6)


def _cold() -> float:
    """The whole process of `python -m penalty_engine assess` on one file: the median of seven."""
    sample = min((ROOT / "samples").glob("*.yaml"))
    command = [sys.executable, "-m", "penalty_engine", "assess", str(sample), "--format", "json"]
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
        times.append(time.perf_counter() - start)
    return sorted(times)[3]
