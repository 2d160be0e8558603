"""What a reviewer has answered to the points of review so far: his own alone, for one version of a case, until he concludes."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from casebook import database, schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.plain import Plain, from_text, plain, to_text
from casebook.refusals import UnfitError
from casebook.rights import permit

FIRST: Final = " 核对/"  # no name that somebody gives begins with a blank
LARGEST: Final = 40_000  # characters


def keep_answers(book: Casebook, actor: Actor, case_id: str, version: int, answers: Mapping[str, object]) -> None:
    """Keeps them in place of those before, as a draft is kept.

    Raises:
        UnfitError: they are too long.
    """
    text = to_text({"version": version, "answers": plain(answers)})
    if len(text) > LARGEST:
        raise UnfitError("核对的说明太长，没有保存")
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        values = {"content": text, "saved_at": work.at}
        made = database.inserting(work.connection, schema.views)
        made = made.values(person_id=actor.id, name=FIRST + case_id, **values)
        work.connection.execute(made.on_conflict_do_update(index_elements=["person_id", "name"], set_=values))


def kept_answers(book: Casebook, actor: Actor, case_id: str, version: int) -> dict[str, Plain]:
    """Those to this version of the case; of another version there are none."""
    kept = schema.views.c
    query = select(kept.content).where(kept.person_id == actor.id, kept.name == FIRST + case_id)
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        text = connection.execute(query).scalar_one_or_none()
    found = from_text(text) if text else {}
    answers: dict[str, Plain] = found.get("answers", {}) if found.get("version") == version else {}
    return answers
