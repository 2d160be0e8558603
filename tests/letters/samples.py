"""The sample cases that go through the whole procedure, with changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from letters.checking import SAMPLES
from letters.matter import Matter
from penalty_engine.inputs.positioned import read_document

SampleOf = Callable[..., Matter]
WHOLE, SPARED, ON_THE_SPOT, TRANSFERRED = "21", "22", "23", "24"


def file_of(number: str) -> Path:
    """The sample's file by its number."""
    return next(SAMPLES.glob(f"{number}-*.yaml"))


def data_of(number: str) -> dict[str, Any]:
    """The values of a sample file."""
    return dict(read_document(file_of(number)).data)


def event_at(number: str, kind: str, which: int = 0) -> int:
    """Where the event of this type stands in the sample's list."""
    events = data_of(number)["events"]
    return [place for place, event in enumerate(events) if event["type"] == kind][which]
