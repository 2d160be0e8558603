"""Sessions: the browser has a token, the database its digest; they end by sign-out, by idling and by age."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, Work, stamp

LASTS: Final = timedelta(hours=12)
IDLE: Final = timedelta(hours=2)
SEEN_EVERY: Final = timedelta(minutes=5)  # the database is not written to for every click
KEPT: Final = timedelta(days=90)


def open_session(work: Work, person: str) -> str:
    """A new session; gives the token, which nothing here remembers."""
    token = secrets.token_urlsafe(32)
    now = work.book.clock()
    sessions = schema.sessions
    work.connection.execute(delete(sessions).where(sessions.c.expires_at < stamp(now - KEPT)))
    work.connection.execute(
        insert(sessions).values(
            digest=_digest(token), person_id=person, opened_at=work.at, seen_at=work.at, expires_at=stamp(now + LASTS)
        )
    )
    return token


def actor_of(book: Casebook, token: str, *, active: bool = True) -> Actor | None:
    """Who is at work with this token; None: nobody, the session is over or the account inactive.

    Not `active`: a program only asks, which does not keep the session from idling away.
    """
    sessions, people = schema.sessions.c, schema.people.c
    now = book.clock()
    query = (
        select(people.id, people.name, people.roles, sessions.seen_at)
        .join(schema.people, people.id == sessions.person_id)
        .where(
            sessions.digest == _digest(token), sessions.ended_at.is_(None), people.active,
            sessions.expires_at > stamp(now), sessions.seen_at > stamp(now - IDLE),
        )
    )  # fmt: skip
    with book.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if active and row.seen_at < stamp(now - SEEN_EVERY):
        _see(book, token, now)
    return Actor(row.id, row.name, frozenset(row.roles.split()))


def _see(book: Casebook, token: str, now: datetime) -> None:
    with book.engine.begin() as connection:
        query = update(schema.sessions).where(schema.sessions.c.digest == _digest(token))
        connection.execute(query.values(seen_at=stamp(now)))


def sign_out(book: Casebook, actor: Actor, token: str) -> None:
    """Ends this session."""
    sessions = schema.sessions.c
    with book.write(actor) as work:
        query = update(schema.sessions).where(sessions.digest == _digest(token), sessions.person_id == actor.id)
        work.connection.execute(query.values(ended_at=work.at))
        work.note("sign_out", actor.id)


def sign_out_everywhere(book: Casebook, actor: Actor) -> None:
    """Ends all of the actor's sessions."""
    with book.write(actor) as work:
        end_sessions(work, actor.id)
        work.note("sign_out_everywhere", actor.id)


def end_sessions(work: Work, person: str) -> None:
    """Ends all sessions of a person."""
    sessions = schema.sessions.c
    query = update(schema.sessions).where(sessions.person_id == person, sessions.ended_at.is_(None))
    work.connection.execute(query.values(ended_at=work.at))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
