"""The trail for those who look after it; that they looked is entered as well."""

from casebook import trail
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.rights import permit
from casebook.trail import Entry


def read_trail(
    book: Casebook, actor: Actor, subject: str | None = None, before: int | None = None
) -> tuple[Entry, ...]:
    """The latest entries, or all about one case or person; `before`: only those before this one (the next page)."""
    with book.write(actor) as work:
        permit(work.connection, actor, "read_trail")
        work.note("read_trail", subject or "")
        if subject is not None:
            return tuple(trail.entries(work.connection, subject))
        return trail.latest(work.connection, before)
