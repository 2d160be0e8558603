"""The samples are what samples/README.md says they are."""

from datetime import date
from pathlib import Path

import pytest

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.matter import Matter
from penalty_engine import assess, load_case
from penalty_engine.rulebook import Rulebook

FOLDER = Path(__file__).parents[2] / "samples"
ANY_DAY = date(2031, 1, 1)  # results rest on the case's own days

OUTCOMES = {
    "01": ("penalty", ["lighter"], True),
    "02": ("penalty", ["heavier"], True),
    "03": ("penalty", ["ordinary"], False),
    "04": ("penalty", ["lighter"], True),
    "05": ("no_penalty", [None], True),
    "06": ("penalty", ["ordinary"], True),
    "07": ("penalty", ["ordinary"], True),
    "08": ("no_penalty_discretionary", ["lighter"], True),
    "09": ("penalty", ["ordinary", None], True),
    "10": ("penalty", ["ordinary"], True),
    "11": ("penalty", ["ordinary", "ordinary"], True),
    "12": ("penalty", ["conflicting"], True),
}
NO_LETTER = {"03", "05", "08"}
FILES = sorted(FOLDER.glob("*.yaml"))


def test_there_are_twelve() -> None:
    assert [path.name[:2] for path in FILES] == sorted(OUTCOMES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_outcome_direction_settled(path: Path, zibo: Rulebook) -> None:
    number = path.name[:2]
    found = assess(load_case(path, zibo), zibo, ANY_DAY if number != "03" else date(2026, 11, 23))
    assert (found.outcome, [one.direction for one in found.conducts], found.settled) == OUTCOMES[number]
    assert not {"BAD_CHECK_DIGIT", "BIRTH_DATE_MISMATCH", "ACTOR_MISMATCH"} & {one.code for one in found.warnings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_settled_penalties_carry_all_that_a_prior_notice_needs(path: Path, zibo: Rulebook) -> None:
    case = load_case(path, zibo)
    found = assess(case, zibo, date(2026, 11, 23))
    refusals = KINDS["prior-notice"].refusals(Matter(case, found, zibo, BureauSettings()))
    assert bool(refusals) is (path.name[:2] in NO_LETTER), refusals


def test_the_table_names_every_file() -> None:
    table = (FOLDER / "README.md").read_text("utf-8")
    assert all(path.name in table for path in FILES)
