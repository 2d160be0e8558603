"""Striking an event that was recorded by mistake: the latest one, with a reason; it stays in the record, its document is void."""

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
from casebook.workflow.ledger import happened
from casebook.workflow.recording import CASE_NUMBER, CHANGES_DECISIONS, Recorded
from casebook.workflow.stages import stage_of


def strike(book: Casebook, actor: Actor, case_id: str, seen: int, reason: str) -> Recorded | Refused | Conflict:
    """Takes back what was recorded last."""
    with book.write(actor) as work:
        permit(work.connection, actor, "strike", case_id)
        opened = current(work.connection, case_id)
        if opened.version != seen:
            return conflict(work.connection, case_id, seen, opened.content)
        done = happened(work.connection, case_id)
        if not done or not reason.strip():
            return Refused((Reason("reason", "没有可以撤销的事件，或者没有写明理由", "行政处罚法第四十七条"),))
        gone = max(done, key=lambda one: one.seq)
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
