"""What is looked at page by page is entered once: also when many pages are asked for at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, local
from typing import Any

import pytest
from sqlalchemy import select

from casebook import schema
from casebook.cases import looks as looking
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


def test_two_that_both_found_nothing_yet_make_one_entry(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    case, together, found = office.led("filed"), (Barrier(2, timeout=20), Barrier(2, timeout=1)), looking._is_entered
    asked = local()

    def slowly(*about: Any) -> bool:  # noqa: ANN401 -- passed on as they are
        is_entered = found(*about)
        asked.times = getattr(asked, "times", -1) + 1
        with suppress(BrokenBarrierError):  # the second time they cannot meet: one waits for the other's transaction
            together[asked.times].wait()
        return is_entered

    monkeypatch.setattr(looking, "_is_entered", slowly)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: looking.note_look(office.book, person("jian"), case.id, {"kind": "x"}), range(2)))
    assert len(looks(office, case.id)) == 1


def test_whoever_may_not_read_is_refused_and_nothing_is_entered(office: Office) -> None:
    case = office.led("filed")
    with pytest.raises(NotPermittedError):
        note_look(office.book, person("guan"), case.id, {})
    with pytest.raises(NotFoundError):
        note_look(office.book, person("jian"), "nowhere", {})
    assert looks(office, case.id) == []
