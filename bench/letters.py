"""The prior notice: warm, warm with rare characters, and from a cold process."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.timing import per_call, row
from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from penalty_engine import assess, load_case, load_rulebook

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 20)
RARE = "某某䶮㛃喆昇"


def report() -> Iterator[str]:
    """The letter's figures, line by line."""
    sample = min((ROOT / "samples").glob("*.yaml"))
    rulebook = load_rulebook()
    case = load_case(sample, rulebook)
    rare = replace(case, party=replace(case.party, representative=RARE))
    plain, uncommon = (Matter(one, assess(one, rulebook, DAY), rulebook, BureauSettings()) for one in (case, rare))
    kind = KINDS["prior-notice"]
    yield row("一份告知书（热）", per_call(lambda: make(kind, plain).pdf(), 6), 150e-3)
    yield row("一份告知书（热，含生僻字）", per_call(lambda: make(kind, uncommon).pdf(), 6), 200e-3)
    yield row("命令 letters prior-notice 冷启动（整个进程）", _cold(sample), 2.0)


def _cold(sample: Path) -> float:
    """The whole process, median of five."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "letters", "prior-notice", str(sample), "-o", f"{folder}/letter.pdf"]
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 -- our own command
            times.append(time.perf_counter() - start)
    return sorted(times)[2]
