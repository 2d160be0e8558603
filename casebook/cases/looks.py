"""Documents that are looked at page by page: one entry in the trail for each person, document and visit, whichever processes show the pages."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, select

from casebook import schema, trail
from casebook.actor import Actor
from casebook.book import Casebook, stamp
from casebook.cases import blobs
from casebook.cases.documents import READ, readable
from casebook.plain import to_text
from casebook.rights import permit

LOOK: Final = "look"
VISIT: Final = timedelta(minutes=30)  # who looks again later is entered again


def look_at_issued(book: Casebook, actor: Actor, document_id: str) -> bytes:
    """The bytes that were issued, for the screen. That they were read is entered once a visit."""
    with book.read() as connection:
        row = readable(connection, actor, document_id)
    note_look(book, actor, row.case_id, {"content": row.digest}, READ)
    with book.read() as connection:
        return blobs.fetch(connection, row.digest)


def note_look(book: Casebook, actor: Actor, case_id: str, details: Mapping[str, object], action: str = LOOK) -> None:
    """Enters what is being looked at; nothing where this person's very same entry was made within the visit.

    The pages of a document are asked for at the same time and of several processes: they queue for the trail's head, so
    that the second of them finds the entry of the first.
    """
    note = trail.Note(action, case_id, details)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        if _is_entered(connection, book, note, actor):
            return
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        trail.queue(work.connection)
        if not _is_entered(work.connection, book, note, actor):
            work.notes.append(note)


def _is_entered(connection: Connection, book: Casebook, note: trail.Note, actor: Actor) -> bool:
    entries = schema.trail.c
    since = stamp(book.clock() - VISIT)
    query = select(entries.seq).where(
        entries.subject == note.subject, entries.action == note.action, entries.actor == actor.id, entries.at >= since,
        entries.details == to_text(note.details),
    )  # fmt: skip
    return connection.execute(query.limit(1)).first() is not None
