"""At which stage a case is: what its events lead to, one after the other."""

from collections.abc import Iterable

from casebook.workflow.gates import GATES, Gate
from penalty_engine.case import Event


def stage_of(events: Iterable[Event]) -> str:
    """The stage after these events. An event that belongs nowhere there (an imported case) leaves the stage as it is."""
    stage = "draft"
    for event in events:
        gate = gate_for(event, stage)
        stage = (gate.to if gate else None) or stage
    return stage


def gate_for(event: Event, stage: str) -> Gate | None:
    """The gate that this event has to pass at this stage."""
    return next((gate for gate in GATES if gate.takes(event) and stage in gate.from_), None)
