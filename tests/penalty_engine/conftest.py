"""Rulebooks that many tests read; they are frozen, so one of each will do."""

from pathlib import Path

import pytest

from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook

RULEBOOKS = Path(__file__).parent.parent / "rulebooks"


@pytest.fixture(scope="session")
def tiny() -> Rulebook:
    """An invented rulebook, small and complete."""
    return load_rulebook(RULEBOOKS / "tiny")


@pytest.fixture(scope="session")
def district() -> Rulebook:
    """An invented district's rulebook that extends the tiny one."""
    return load_rulebook(RULEBOOKS / "tiny-district")


@pytest.fixture(scope="session")
def zibo() -> Rulebook:
    """The bureau's own rulebook."""
    return load_rulebook()
