"""What is looked at page by page is entered once: also when many pages are asked for at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from casebook import schema
from casebook.cases.looks import LOOK, note_look
from casebook.refusals import NotFoundError, NotPermittedError

from .office import Office, person


def looks(office: Office, case: str) -> list[str]:
    trail = schema.trail.c
    query = select(trail.details).where(trail.subject == case, trail.action == LOOK).order_by(trail.seq)
    with office.book.read() as connection:
        return list(connection.execute(query).scalars())


def test_pages_asked_for_at_the_same_moment_make_one_entry(office: Office) -> None:
    case = office.led("filed")

    def look(page: int) -> None:
        note_look(office.book, person("jian"), case.id, {"kind": "prior-notice", "content": f"sha256:{page // 8}"})

    with ThreadPoolExecutor(8) as several:
        list(several.map(look, range(16)))
    assert len(looks(office, case.id)) == 2  # of each version one


def test_whoever_may_not_read_is_refused_and_nothing_is_entered(office: Office) -> None:
    case = office.led("filed")
    with pytest.raises(NotPermittedError):
        note_look(office.book, person("guan"), case.id, {})
    with pytest.raises(NotFoundError):
        note_look(office.book, person("jian"), "nowhere", {})
    assert looks(office, case.id) == []
