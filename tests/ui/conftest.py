"""The bureau's rulebook, and the samples as drafts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from letters.bureau import BureauSettings
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook
from ui.draft import Draft, read
from ui.work import Work, work

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def zibo() -> Rulebook:
    """The bureau's own rulebook."""
    return load_rulebook()


@pytest.fixture
def sample(zibo: Rulebook) -> Callable[[int], Draft]:
    """A sample by its number, fresh each time."""

    def opened(number: int) -> Draft:
        path = next(path for path in SAMPLES if path.name.startswith(f"{number:02}"))
        draft = read(path.read_bytes(), path.name, zibo).draft
        assert draft is not None
        return draft

    return opened


@pytest.fixture
def on_desk(zibo: Rulebook) -> Callable[[Draft], Work]:
    """A draft with what follows from it, on a fixed day and with a bureau that has told no contact."""
    return lambda draft: work(draft, zibo, BureauSettings(), TODAY)
