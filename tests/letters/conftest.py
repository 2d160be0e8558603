"""Cases, their assessments and letters for the tests; a change is a key path with its new value."""

import html
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letters import checking
from letters.bureau import BureauSettings, load_bureau
from letters.kinds import KINDS
from letters.making import Letter, make
from letters.matter import Matter
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import read_document
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook

from .samples import SampleOf
from .samples import data_of as sample_data_of

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 8, 20)
GONE = object()
MatterOf = Callable[..., Matter]
LetterOf = Callable[..., Letter]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="session")
def matter_of(rulebook: Rulebook) -> MatterOf:
    """The matter of a case in cases/, with changes: {"party.name": "…", "conducts.0.to": None, "letter": GONE}."""

    def made(
        name: str = "training", changes: dict[str, object] | None = None, bureau: BureauSettings | None = None
    ) -> Matter:
        data = data_of(name)
        for path, value in (changes or {}).items():
            change(data, path.split("."), value)
        case = read_case(data, rulebook)
        return Matter(case, assess(case, rulebook, TODAY), rulebook, bureau or BureauSettings())

    return made


def data_of(name: str) -> dict[str, Any]:
    """The values of a case file in cases/."""
    return deepcopy(read_document(CASES / f"{name}.yaml").data)


def text_of(letter: Letter) -> str:
    """What a reader of the letter reads, a line for each paragraph."""
    body = letter.html.partition("<body>")[2]
    return html.unescape(re.sub(r"\s*\n\s*", "\n", re.sub(r"<[^>]+>", "\n", body)))


def change(data: Any, path: list[str], value: object) -> None:  # noqa: ANN401 -- mappings and lists alike
    *way, last = (int(key) if key.isdigit() else key for key in path)
    for key in way:
        data = data[key]
    if value is GONE:
        data.pop(last)
    else:
        data[last] = value


@pytest.fixture(scope="session")
def letter_of(matter_of: MatterOf) -> LetterOf:
    """The prior notice of a case in cases/, with changes."""

    def made(
        name: str = "training", changes: dict[str, object] | None = None, bureau: BureauSettings | None = None
    ) -> Letter:
        return make(KINDS["prior-notice"], matter_of(name, changes, bureau))

    return made


@pytest.fixture(scope="session")
def bureau() -> BureauSettings:
    return load_bureau(checking.SAMPLES / "bureau.yaml")


@pytest.fixture(scope="session")
def sample(rulebook: Rulebook, bureau: BureauSettings) -> SampleOf:
    """The matter of a sample file by its number, with changes; `without` leaves out all events of these types."""

    def made(
        number: str,
        changes: dict[str, object] | None = None,
        without: tuple[str, ...] = (),
        settings: BureauSettings | None = None,
    ) -> Matter:
        data = sample_data_of(number)
        for path, value in (changes or {}).items():
            change(data, path.split("."), value)
        data["events"] = [event for event in data["events"] if event["type"] not in without]
        case = read_case(data, rulebook)
        return Matter(case, assess(case, rulebook, checking.TODAY), rulebook, settings or bureau)

    return made
