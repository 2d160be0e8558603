"""What became of a case: its versions with who saved them, who works on it, its receipts."""

from typing import NamedTuple

from sqlalchemy import select, union

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.versions import content_of
from casebook.plain import Plain
from casebook.rights import permit


class Version(NamedTuple):
    """A version without its content. `why`: created, saved, struck, imported, or the type of the event recorded."""

    version: int
    why: str
    saved_by: str
    saved_at: str
    digest: str


class Member(NamedTuple):
    """Who investigates the case, or did."""

    person_id: str
    name: str
    added_at: str
    left_at: str | None


class ReceiptOf(NamedTuple):
    """A receipt without its inputs and result."""

    digest: str
    version: int
    assessed_on: str
    snapshot: str
    engine: str


def list_versions(book: Casebook, actor: Actor, case_id: str) -> tuple[Version, ...]:
    """Every version of the case, the first one first."""
    versions, people = schema.versions.c, schema.people.c
    query = select(versions.version, versions.why, people.name, versions.saved_at, versions.digest)
    query = query.join(schema.people, people.id == versions.saved_by).where(versions.case_id == case_id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return tuple(Version(*row) for row in connection.execute(query.order_by(versions.version)))


def open_version(book: Casebook, actor: Actor, case_id: str, version: int) -> dict[str, Plain]:
    """The case file as it was. That it was read is entered in the trail."""
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        work.note("read", case_id, version=version)
        return content_of(work.connection, case_id, version)


def names_in_case(book: Casebook, actor: Actor, case_id: str) -> dict[str, str]:
    """What everybody is called who had to do with the case, by id."""
    members, recusals, entries, people = schema.members.c, schema.recusals.c, schema.trail.c, schema.people.c
    ids = union(
        select(members.person_id).where(members.case_id == case_id),
        select(recusals.person_id).where(recusals.case_id == case_id),
        select(entries.actor).where(entries.subject == case_id),
    )
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        rows = connection.execute(select(people.id, people.name).where(people.id.in_(ids)))
        return {id: name for id, name in rows}  # noqa: C416 -- rows are no pairs to dict()


def list_members(book: Casebook, actor: Actor, case_id: str) -> tuple[Member, ...]:
    """Who investigates the case, or did, in the order in which they came."""
    members, people = schema.members.c, schema.people.c
    query = select(members.person_id, people.name, members.added_at, members.left_at)
    query = query.join(schema.people, people.id == members.person_id).where(members.case_id == case_id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return tuple(Member(*row) for row in connection.execute(query.order_by(members.added_at, members.person_id)))


def list_receipts(book: Casebook, actor: Actor, case_id: str) -> tuple[ReceiptOf, ...]:
    """The receipts of the case, oldest first."""
    receipts = schema.receipts.c
    columns = [receipts[name] for name in ReceiptOf._fields]
    query = select(*columns).where(receipts.case_id == case_id).order_by(receipts.version)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return tuple(ReceiptOf(*row) for row in connection.execute(query))
