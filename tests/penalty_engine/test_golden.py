"""The reasoning is a product: its exact wording on the sample cases is under test.

Refresh with: .venv/bin/pytest tests/penalty_engine/test_golden.py --refresh-golden
"""

from datetime import date
from pathlib import Path

import pytest

from penalty_engine import assess, load_case
from penalty_engine.rendering import to_text
from penalty_engine.rulebook import Rulebook

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.yaml"))
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_reasoning_reads_as_agreed(sample: Path, zibo: Rulebook, request: pytest.FixtureRequest) -> None:
    told = to_text(assess(load_case(sample, zibo), zibo, DAY))
    golden = GOLDEN / f"{sample.stem}.txt"
    if request.config.getoption("--refresh-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")
