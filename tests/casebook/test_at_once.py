"""Two people who do the same thing at the same moment: one has done it, the other is told so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from casebook import schema
from casebook.actor import Actor
from casebook.cases.attachments import attach, remove_attachment
from casebook.cases.documents import list_documents, void_document
from casebook.cases.members import ask_recusal, assign, decide_recusal
from casebook.refusals import UnfitError

from .office import Office, person

JU, FU, WANG = (person(login) for login in ("ju", "fu", "wang"))


def at_once(does: Callable[[Actor], object], *actors: Actor) -> list[str]:
    """What those are told who came too late."""
    start = Barrier(len(actors))

    def tries(actor: Actor) -> str | None:
        start.wait()
        try:
            does(actor)
        except UnfitError as error:
            return str(error)
        return None

    with ThreadPoolExecutor(len(actors)) as several:
        return [told for told in several.map(tries, actors) if told is not None]


@pytest.mark.parametrize("what", ["attachment", "document", "recusal"])
def test_the_second_of_two_is_told_that_it_is_done(office: Office, what: str) -> None:
    book, case = office.book, office.led("noticed")
    if what == "attachment":
        added = attach(book, WANG, case.id, "证据.pdf", b"%PDF-1.7")
        told = at_once(lambda actor: remove_attachment(book, actor, added, "误传"), *[WANG] * 4)
    elif what == "document":
        issued = list_documents(book, JU, case.id)[0].id
        told = at_once(lambda actor: void_document(book, actor, issued, "有误"), JU, FU, JU, FU)
    else:
        asked = ask_recusal(book, WANG, case.id, "li", "party", "有利害关系")
        told = at_once(lambda actor: decide_recusal(book, actor, asked, granted=True, reason="属实"), JU, FU, JU, FU)
    assert len(told) == 3
    assert all("已经" in one for one in told)


def test_an_officer_whom_two_heads_assign_at_once_is_on_the_case_once(office: Office) -> None:
    book, case = office.book, office.led("filed")
    assert at_once(lambda actor: assign(book, actor, case.id, "zhao"), JU, FU, JU, FU) == []
    with book.read() as connection:
        rows = connection.execute(select(schema.members).where(schema.members.c.case_id == case.id)).all()
    assert [row.person_id for row in rows].count("zhao") == 1
