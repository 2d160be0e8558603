"""The events of a case in the database: what was recorded by whom, and is not struck."""

from sqlalchemy import Connection, func, insert, select

from casebook import schema
from casebook.book import Work
from casebook.plain import Plain, from_text, to_text
from casebook.workflow.happened import Happened, read_event


def happened(connection: Connection, case_id: str) -> tuple[Happened, ...]:
    """What has happened, by its days; of one day in the order of recording."""
    events, strikes = schema.events.c, schema.strikes.c
    struck = select(strikes.seq).where(strikes.case_id == case_id)
    query = select(schema.events).where(events.case_id == case_id, events.seq.not_in(struck)).order_by(events.seq)
    found = [
        Happened(read_event(from_text(row.content)), row.seq, row.recorded_by, row.version, row.matter, row.receipt)
        for row in connection.execute(query)
    ]
    return tuple(sorted(found, key=lambda one: one.event.on))


def enter(work: Work, case_id: str, version: int, event: dict[str, Plain], matter: str, receipt: str | None) -> int:
    """Enters an event; gives its place in the order of recording."""
    events = schema.events.c
    last = work.connection.execute(select(func.max(events.seq)).where(events.case_id == case_id)).scalar()
    seq = (last or 0) + 1
    work.connection.execute(
        insert(schema.events).values(
            case_id=case_id, seq=seq, version=version, type=event["type"], happened_on=event["on"], content=to_text(event),
            matter=matter, receipt=receipt, recorded_by=work.actor.id, recorded_at=work.at,
        )
    )  # fmt: skip
    return seq
