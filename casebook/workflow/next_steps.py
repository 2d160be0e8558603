"""Where a case is and what can come next: its deadlines, the gates of its stage, why each is still shut, who may pass it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.versions import Opened, current
from casebook.plain import Plain
from casebook.refusals import Reason
from casebook.rights import permit, permitted, relation_to
from casebook.workflow.deadlines import Deadline, deadlines
from casebook.workflow.gates import GATES, Gate
from casebook.workflow.happened import Happened, read_event
from casebook.workflow.ledger import happened
from casebook.workflow.looking import look
from casebook.workflow.needs import PARTICULARS, reasons
from casebook.workflow.payments import fines
from casebook.workflow.situation import Situation
from casebook.workflow.stages import stage_of
from penalty_engine.case import Officer


class NextStep(NamedTuple):
    """A gate of the case's stage. `yours`: the actor may pass it; `reasons`: why it would stay shut today.

    What is only missing because the event has not been filled in yet is no reason; that is `fields`.
    """

    gate: Gate
    yours: bool
    reasons: tuple[Reason, ...]
    fields: tuple[str, ...]


class Taken(NamedTuple):
    """A piece of evidence, as far as it tells of a step of the investigation."""

    id: str
    title: str
    on: date | None
    by: str


class Standing(NamedTuple):
    """Where the case is; of the case file what proposes a step: 立案日期, before it has been filed too, kind and day of 案件来源,

    evidence, the day on which 责令改正 was served, and the officers that documents name.
    """

    version: int
    stage: str
    happened: tuple[Happened, ...]
    deadlines: tuple[Deadline, ...]
    steps: tuple[NextStep, ...]
    filed_on: date | None = None
    source: str = ""
    source_on: date | None = None
    evidence: tuple[Taken, ...] = ()
    ordered_on: date | None = None
    officers: tuple[Officer, ...] = ()


def standing(book: Casebook, actor: Actor, case_id: str) -> Standing:
    """Where the case is today, for this actor."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        opened = current(connection, case_id)
        done = happened(connection, case_id)
        events = [one.event for one in done]
        stage = stage_of(events)
        relation = relation_to(connection, actor.id, case_id)
        seen, now = seen_now(connection, book, actor, opened, done)
    steps = tuple(
        NextStep(
            gate,
            permitted(actor.roles, gate.action, relation),
            _unmet(gate, replace(seen, event=read_event(bare_event(gate, now)))),
            tuple(need for need in gate.needs if need in PARTICULARS),
        )
        for gate in GATES
        if stage in gate.from_
    )
    hearing = seen.found is None or seen.found.procedure.hearing
    rules = book.rulebook.rules
    due = deadlines(events, rules, stage=stage, fined=fines(opened.content), hearing=hearing, today=book.today())
    source = opened.content.get("source") or {}
    return Standing(
        opened.version,
        stage,
        done,
        due,
        steps,
        filed_on=_day(opened.content.get("filed_on")),
        source=str(source.get("kind") or ""),
        source_on=_day(source.get("on")),
        evidence=tuple(_taken(opened.content)),
        ordered_on=_ordered_on(opened.content),
        officers=seen.named_officers(),
    )


def _taken(content: dict[str, Plain]) -> Iterator[Taken]:
    for one in content.get("evidence") or ():
        if isinstance(one, dict):
            told = {key: str(one.get(key) or "") for key in ("id", "title", "obtained_by")}
            yield Taken(told["id"], told["title"], _day(one.get("obtained_on")), told["obtained_by"])


def _ordered_on(content: dict[str, Plain]) -> date | None:
    """责令改正通知送达日 as the facts of an act have it."""
    acts = [one for one in content.get("conducts") or () if isinstance(one, dict)]
    days = [_day((one.get("facts") or {}).get("correction_ordered_on")) for one in acts]
    return min((day for day in days if day), default=None)


def _day(stated: object) -> date | None:
    try:
        return date.fromisoformat(str(stated))
    except ValueError:
        return None


def seen_now(
    connection: Connection, book: Casebook, actor: Actor, opened: Opened, done: Sequence[Happened]
) -> tuple[Situation, dict[str, Plain]]:
    """What every gate of the case looks at today, and the event that stands for the one to come."""
    last = max([book.today(), *(one.event.on for one in done)])
    now: dict[str, Plain] = {"type": "reported", "on": last.isoformat()}
    content = {**opened.content, "events": [*opened.content["events"], now]}
    return look(connection, book.rulebook, actor, opened.id, content, read_event(now), done), now


def bare_event(gate: Gate, now: dict[str, Plain]) -> dict[str, Plain]:
    """The event of a gate with nothing filled in but what makes it one of this gate."""
    results = {"result": gate.results[0]} if gate.results else {}
    of = {"of": gate.of[0]} if gate.of else {}
    return {**now, "type": gate.event, **results, **of}


def _unmet(gate: Gate, situation: Situation) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons(gate, situation) if reason.need not in PARTICULARS)
