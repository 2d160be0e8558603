"""Refusals for want of a right, entered in the trail: who, what, which case; so few that nobody can flood it with them."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from casebook import schema
from casebook.actor import Actor
from casebook.plain import from_text
from casebook.refusals import NotPermittedError
from casebook.trail import Note

REFUSED: Final = "refused"
MOST: Final = 50  # of one person in a day


class ForbiddenError(NotPermittedError):
    """Somebody who by his roles, or by what he is to the case, may not do it."""

    def __init__(self, message: str, actor: Actor, action: str, case_id: str | None) -> None:
        super().__init__(message)
        self.actor, self.action, self.case_id = actor, action, case_id


def note_of(connection: Connection, error: ForbiddenError, since: str) -> Iterator[Note]:
    """The entry for a refusal: none when it stands there since then already, or when there are very many."""
    trail = schema.trail.c
    query = select(trail.details).where(
        trail.subject == error.actor.id, trail.action == REFUSED, trail.actor == error.actor.id, trail.at >= since
    )
    entered = [from_text(details) for details in connection.execute(query).scalars()]
    details = {"action": error.action, "case": error.case_id or ""}
    if len(entered) < MOST and details not in entered:
        yield Note(REFUSED, error.actor.id, details)
