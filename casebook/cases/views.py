"""Filters of the register that somebody keeps to use again, under a name of his own."""

from typing import Final

from sqlalchemy import delete, select

from casebook import database, schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import Plain, digest, from_text, to_text
from casebook.refusals import UnfitError
from casebook.rights import permit

OWN: Final = " "  # what the system keeps for somebody beside his filters begins with a blank
MOST: Final = 30
LONGEST: Final = 30  # characters of a name
LARGEST: Final = 4_000  # characters of a filter


def views(book: Casebook, actor: Actor) -> dict[str, dict[str, Plain]]:
    """Somebody's own kept filters by name."""
    kept = schema.views.c
    with book.read() as connection:
        permit(connection, actor, "list")
        query = select(kept.name, kept.content).where(kept.person_id == actor.id, ~kept.name.startswith(OWN))
        query = query.order_by(kept.name)
        return {name: from_text(content) for name, content in connection.execute(query)}


def keep_view(book: Casebook, actor: Actor, name: str, content: dict[str, Plain]) -> None:
    """Keeps a filter; one of the same name is replaced.

    Raises:
        UnfitError: the name or the filter is too long, or there are too many.
    """
    name, text = name.strip(), to_text(content)
    if not name or len(name) > LONGEST:
        raise UnfitError(f"筛选的名称应当有 1 到 {LONGEST} 个字")
    if len(text) > LARGEST:
        raise UnfitError("筛选条件太长，没有保存")
    kept, people = schema.views.c, schema.people.c
    with book.write(actor) as work:
        permit(work.connection, actor, "list")
        work.connection.execute(select(people.id).where(people.id == actor.id).with_for_update(key_share=True))
        own = select(kept.name).where(kept.person_id == actor.id, ~kept.name.startswith(OWN))
        known = set(work.connection.execute(own).scalars())
        if name not in known and len(known) >= MOST:
            raise UnfitError(f"最多保存 {MOST} 个筛选，请先删除不用的")
        row = {"person_id": actor.id, "name": name, "content": text, "saved_at": work.at}
        made = database.inserting(work.connection, schema.views).values(row)
        again = made.on_conflict_do_update(
            index_elements=["person_id", "name"], set_={"content": text, "saved_at": work.at}
        )
        work.connection.execute(again)
        work.note("keep_view", "", name=digest(name))


def drop_view(book: Casebook, actor: Actor, name: str) -> None:
    """Forgets a filter of one's own; nothing where there is none."""
    kept = schema.views.c
    with book.write(actor) as work:
        permit(work.connection, actor, "list")
        work.connection.execute(delete(schema.views).where(kept.person_id == actor.id, kept.name == name))
        work.note("drop_view", "", name=digest(name))
