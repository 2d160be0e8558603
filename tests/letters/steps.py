"""The gates before a document, and the events of the whole sample, to be changed."""

from typing import Any

from letters.kinds import KINDS
from letters.matter import Matter
from letters.reasons import Refusal

from .samples import WHOLE, data_of, event_at

Event = dict[str, Any]


Gate = tuple[str, str]


def gates(kind: str, matter: Matter, which: int | None = None) -> set[Gate]:
    return {(one.name, one.path) for one in refusals(kind, matter, which)}


def refusals(kind: str, matter: Matter, which: int | None = None) -> tuple[Refusal, ...]:
    return KINDS[kind].refusals(KINDS[kind].of(matter, which))


def names(kind: str, matter: Matter) -> set[str]:
    return {name for name, _ in gates(kind, matter)}


def events_of(number: str = WHOLE, without: tuple[str, ...] = ()) -> list[Event]:
    """The events of a sample, to be changed."""
    return [dict(event) for event in data_of(number)["events"] if event["type"] not in without]


def up_to(kind: str, *further: Event) -> list[Event]:
    """The events of the whole sample before one of this type, and others instead of the rest."""
    return [*events_of()[: event_at(WHOLE, kind)], *further]


def at(kind: str, field: str, which: int = 0) -> str:
    return f"events.{event_at(WHOLE, kind, which)}.{field}"


def path(kind: str, field: str, which: int = 0) -> str:
    return f"events[{event_at(WHOLE, kind, which)}].{field}"


def inserted(event: Event) -> list[Event]:
    """The events of the whole sample with one more at its day, after what happened on it."""
    events = events_of()
    place = next((n for n, one in enumerate(events) if str(one["on"]) > event["on"]), len(events))
    return [*events[:place], event, *events[place:]]
