"""What somebody is filling in, saved on leaving each field; his alone, until he saves the case."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.database import inserting
from casebook.plain import Plain, from_text, plain, to_text
from casebook.rights import permit, permitted, relation_to


class Draft(NamedTuple):
    """A draft, the version it was begun from, and when it was kept."""

    base: int
    content: dict[str, Plain]
    saved_at: str


class Kept(NamedTuple):
    """When a draft was kept, and how the case stands meanwhile: somebody may have gone on with it.

    `by_others`: of the versions since the draft's own, one at least is somebody else's.
    """

    at: str
    version: int
    stage: str
    by_others: bool


def keep_draft(
    book: Casebook, actor: Actor, case_id: str, base: int, content: Mapping[str, object], seen: str | None = None
) -> Kept | Draft:
    """Keeps the draft in place of the one before.

    `seen`: the text of what the caller takes to be kept. Where another window of the same person has kept something
    else since, nothing is kept, and the answer is what it kept.
    """
    drafts, cases = schema.drafts.c, schema.cases.c
    with book.write(actor) as work:
        permit(work.connection, actor, "save", case_id)
        text = to_text(plain(content))
        own = (drafts.case_id == case_id, drafts.person_id == actor.id)
        values = {"base": base, "content": text, "saved_at": work.at}
        first = inserting(work.connection, schema.drafts).values(case_id=case_id, person_id=actor.id, **values)
        work.connection.execute(first.on_conflict_do_nothing())  # of two windows at once, one waits here for the other
        query = select(drafts.base, drafts.content, drafts.saved_at).where(*own).with_for_update()
        other = work.connection.execute(query).one_or_none()
        if seen is not None and other is not None and other.content not in {seen, text}:
            return Draft(other.base, from_text(other.content), other.saved_at)
        work.connection.execute(update(schema.drafts).where(*own).values(values))
        now = work.connection.execute(select(cases.version, cases.stage).where(cases.id == case_id)).one()
        return Kept(work.at, now.version, now.stage, _by_others(work.connection, actor, case_id, base))


def saved_by_others(book: Casebook, actor: Actor, case_id: str, since: int) -> bool:
    """Whether somebody else has saved a version of the case after this one."""
    with book.read() as connection:
        permit(connection, actor, "save", case_id)
        return _by_others(connection, actor, case_id, since)


def _by_others(connection: Connection, actor: Actor, case_id: str, since: int) -> bool:
    versions = schema.versions.c
    later = (versions.case_id == case_id, versions.version > since, versions.saved_by != actor.id)
    return connection.execute(select(versions.version).where(*later).limit(1)).first() is not None


def draft(book: Casebook, actor: Actor, case_id: str) -> Draft | None:
    """The actor's own draft of the case, if he has one."""
    drafts = schema.drafts.c
    with book.read() as connection:
        permit(connection, actor, "save", case_id)
        query = select(drafts.base, drafts.content, drafts.saved_at)
        row = connection.execute(query.where(drafts.case_id == case_id, drafts.person_id == actor.id)).one_or_none()
        return None if row is None else Draft(row.base, from_text(row.content), row.saved_at)


def draft_if_any(book: Casebook, actor: Actor, case_id: str) -> Draft | None:
    """The same for whoever looks at a case: somebody who may not work on it has none, and asking is no attempt to."""
    with book.read() as connection:
        works = permitted(actor.roles, "save", relation_to(connection, actor.id, case_id))
    return draft(book, actor, case_id) if works else None


def own_drafts(book: Casebook, actor: Actor, most: int = 20) -> tuple[tuple[str, Draft], ...]:
    """The actor's own drafts of cases that he may go on with, by case, the one worked on last first."""
    drafts = schema.drafts.c
    query = select(drafts.case_id, drafts.base, drafts.content, drafts.saved_at).where(drafts.person_id == actor.id)
    with book.read() as connection:
        rows = connection.execute(query.order_by(drafts.saved_at.desc(), drafts.case_id).limit(most)).all()
        return tuple(
            (row.case_id, Draft(row.base, from_text(row.content), row.saved_at))
            for row in rows
            if permitted(actor.roles, "save", relation_to(connection, actor.id, row.case_id))
        )


def drop_draft(book: Casebook, actor: Actor, case_id: str) -> None:
    """Throws the actor's own draft away."""
    drafts = schema.drafts.c
    with book.write(actor) as work:
        permit(work.connection, actor, "save", case_id)
        work.connection.execute(delete(schema.drafts).where(drafts.case_id == case_id, drafts.person_id == actor.id))
