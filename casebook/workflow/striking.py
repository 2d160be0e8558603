"""Striking an event that was recorded by mistake and upon which no later one rests, with a reason; it stays in the record, its document is void."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import insert, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.documents import void
from casebook.cases.versions import Conflict, add_version, conflict, current, move_on
from casebook.decisions.deriving import keep_acts
from casebook.plain import to_text
from casebook.refusals import Reason, Refused
from casebook.rights import permit
from casebook.workflow.gates import GATES
from casebook.workflow.happened import Happened
from casebook.workflow.ledger import happened
from casebook.workflow.recording import CASE_NUMBER, CHANGES_DECISIONS, Recorded
from casebook.workflow.stages import gate_for, stage_of
from penalty_engine.days import in_chinese

# What is recorded beside the way of a case, and which later events rest on it; on any other event rests whatever is not of these.
_SENT: Final = frozenset(("noticed", "decided", "closed"))  # what went out tells of the steps before it
BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "reported": _SENT,
    "inspected": _SENT,
    "questioned": _SENT,
    "correction_ordered": _SENT | {"rechecked", "served"},
    "rechecked": _SENT,
}


def resting_on(done: Sequence[Happened], gone: Happened) -> tuple[Happened, ...]:
    """The events that have to be struck before this one, the last recorded first; none: it can be struck."""
    place = done.index(gone)
    found = [
        one for one in done if one.seq > gone.seq and _rests(one, gone)
    ]  # what was recorded before it rests on nothing of it
    so_far = [one.event for one in done[:place]]
    for one in done[place + 1 :]:
        if one in found:
            continue
        if gate_for(one.event, stage_of(so_far)) is None:
            found.append(one)
        else:
            so_far.append(one.event)
    return tuple(sorted(found, key=lambda one: -one.seq))


def _rests(one: Happened, gone: Happened) -> bool:
    on_it = BESIDE.get(gone.event.type)
    return one.event.type not in BESIDE if on_it is None else one.event.type in on_it


def strike(
    book: Casebook, actor: Actor, case_id: str, seen: int, reason: str, seq: int | None = None
) -> Recorded | Refused | Conflict:
    """Takes back an event.

    Args:
        book: the casebook.
        actor: who strikes it.
        case_id: the case.
        seen: the version that the actor has before him.
        reason: why it is struck.
        seq: which one, by its place in the order of recording; None: the one that was recorded last.
    """
    with book.write(actor) as work:
        permit(work.connection, actor, "strike", case_id)
        opened = current(work.connection, case_id)
        if opened.version != seen:
            return conflict(work.connection, case_id, seen, opened.content)
        done = happened(work.connection, case_id)
        if not done or not reason.strip():
            return Refused((Reason("reason", "没有可以撤销的事件，或者没有写明理由", "行政处罚法第四十七条"),))
        gone = next((one for one in done if one.seq == seq), None) if seq else max(done, key=lambda one: one.seq)
        if gone is None:
            return Refused((Reason("reason", "这一步已经撤销"),))
        if resting := resting_on(done, gone):
            return Refused(tuple(Reason("order", _first(one)) for one in resting))
        place = done.index(gone)
        events = opened.content["events"]
        content = {**opened.content, "events": [*events[:place], *events[place + 1 :]]}
        if day := {"filed": "filed_on", "decided": "decided_on"}.get(gone.event.type):
            content.pop(day, None)
        documents = schema.documents.c
        query = select(documents.id, documents.kind, documents.number).where(
            documents.case_id == case_id, documents.version == gone.version, documents.voided_at.is_(None)
        )
        for row in work.connection.execute(query).all():
            void(work, row.id, reason)
            work.note("void", case_id, number=row.number, reason=reason)
            if row.kind == CASE_NUMBER:
                content.pop("number", None)
        stage = stage_of(one.event for one in done if one is not gone)
        version = seen + 1
        if not move_on(work, opened, content, stage):
            return conflict(work.connection, case_id, seen, opened.content)
        add_version(work, case_id, version, to_text(content), "struck")
        work.connection.execute(
            insert(schema.strikes).values(
                case_id=case_id, seq=gone.seq, version=version, reason=reason, struck_by=actor.id, struck_at=work.at
            )
        )
        work.note("strike", case_id, seq=gone.seq, type=gone.event.type, reason=reason)
        if gone.event.type in CHANGES_DECISIONS:
            keep_acts(work.connection, case_id)
        return Recorded(version, stage)


def _first(one: Happened) -> str:
    gate = next((gate for gate in GATES if gate.takes(one.event)), None)
    return f"{in_chinese(one.event.on)}的“{gate.name if gate else one.event.type}”以它为根据，先撤销那一步"
