"""What somebody has filled in of steps that he has not recorded yet: his own alone, by case, until the step is recorded."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import delete, select

from casebook import database, schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import Plain, from_text, plain, to_text
from casebook.refusals import UnfitError
from casebook.rights import permit

FIRST: Final = " 步骤/"  # no name that somebody gives begins with a blank
LARGEST: Final = 200_000  # characters


def keep_begun(book: Casebook, actor: Actor, case_id: str, begun: Mapping[str, object]) -> None:
    """Keeps it in place of what was kept before; nothing begun: it is forgotten.

    Raises:
        UnfitError: it is too long.
    """
    kept, text = schema.views.c, to_text(plain(begun))
    if len(text) > LARGEST:
        raise UnfitError("填写的内容太长，没有留存")
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        own = (kept.person_id == actor.id, kept.name == FIRST + case_id)
        if not begun:
            work.connection.execute(delete(schema.views).where(*own))
            return
        values = {"content": text, "saved_at": work.at}
        made = database.inserting(work.connection, schema.views)
        made = made.values(person_id=actor.id, name=FIRST + case_id, **values)
        work.connection.execute(made.on_conflict_do_update(index_elements=["person_id", "name"], set_=values))


def begun(book: Casebook, actor: Actor, case_id: str) -> dict[str, Plain]:
    """What was kept last."""
    kept = schema.views.c
    query = select(kept.content).where(kept.person_id == actor.id, kept.name == FIRST + case_id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        text = connection.execute(query).scalar_one_or_none()
    found: dict[str, Plain] = from_text(text) if text else {}
    return found
