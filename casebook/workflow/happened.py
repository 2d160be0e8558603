"""What has happened in a case: its events in the order of their days, and questions about them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casebook.plain import Plain
from casebook.workflow.words import DECISIONS, NOTICE
from penalty_engine.case import Event
from penalty_engine.inputs.case_models import EventModel


class Happened(NamedTuple):
    """An event as it was recorded: by whom, making which version, what was under decision then, resting on which receipt."""

    event: Event
    seq: int = 0
    by: str = ""
    version: int = 0
    matter: str = ""
    receipt: str | None = None


def read_event(value: Plain) -> Event:
    """An event of a case file. Raises pydantic's ValidationError."""
    model = EventModel.model_validate(value)
    return Event(**{**vars(model), "present": tuple(model.present), "items": tuple(model.items)})


def events_of(content: dict[str, Plain]) -> tuple[Event, ...]:
    """The events in a stored case file; they were checked when they were recorded."""
    return tuple(read_event(one) for one in content.get("events") or ())


def last(events: Sequence[Event], kind: str, *results: str) -> int | None:
    """The place of the latest event of a type (with one of these results)."""
    places = range(len(events) - 1, -1, -1)
    return next((i for i in places if events[i].type == kind and (not results or events[i].result in results)), None)


def after(events: Sequence[Event], place: int | None, kind: str, *results: str) -> Event | None:
    """The first event of a type after a place (None: from the start)."""
    rest = events[0 if place is None else place + 1 :]
    return next((one for one in rest if one.type == kind and (not results or one.result in results)), None)


def notice_served(events: Sequence[Event]) -> Event | None:
    """The party's receipt of the last notice (处罚法 44)."""
    noticed = last(events, "noticed")
    return None if noticed is None else _served(events[noticed + 1 :], (NOTICE,))


def decision(events: Sequence[Event]) -> Event | None:
    """The decision that stands."""
    place = last(events, "decided")
    return None if place is None else events[place]


def decision_served(events: Sequence[Event]) -> Event | None:
    """The party's receipt of the decision."""
    place = last(events, "decided")
    return None if place is None else _served(events[place + 1 :], DECISIONS)


def _served(events: Iterable[Event], kinds: tuple[str, ...]) -> Event | None:
    """The first service of such a document; a service that does not say of what counts for the document before it."""
    served = (one for one in events if one.type == "served")
    return next((one for one in served if one.of is None or one.of in kinds), None)
