"""Users of a casebook in a process of their own: each write is told on standard output once it has been acknowledged.

`python -m bench.casebook_user KIND …` reads the address from DATABASE_URL and the keys from CASEBOOK_KEYS.
"""

import sys
import threading
import time
from datetime import UTC, datetime
from itertools import count
from typing import Final

from casebook.actor import Actor
from casebook.book import Casebook, open_casebook
from casebook.cases.documents import Paper
from casebook.cases.versions import Conflict, Saved, create_case, current, save
from casebook.workflow.recording import Issued, Recorded, record

OFFICER = Actor("bench-officer", "王某", frozenset({"officer"}))
ROUND: Final = 10  # turns in which a user does everything once
_told = threading.Lock()


def tell(*parts: object) -> None:
    """One line, whole, at once."""
    with _told:
        sys.stdout.write(" ".join(map(str, parts)) + "\n")
        sys.stdout.flush()


def content(note: object) -> dict[str, object]:
    """A small case file."""
    officers = [{"name": "王某", "certificate": "1"}, {"name": "李某", "certificate": "2"}]
    party = {"kind": "legal_person", "name": f"某某培训学校{note}"}
    return {"party": party, "conducts": [{"violation": "MCF-64", "summary": str(note)}], "officers": officers}


def paper(kind: str) -> Paper:
    """A document with a number and a few bytes."""
    return Paper(
        kind, lambda year, serial: f"{kind}〔{year}〕{serial}", lambda making: f"%PDF-{making.number}".encode()
    )


def write_without_end(book: Casebook) -> None:
    """Creates, saves, records and issues for as long as it is let."""
    for turn in count():
        case = create_case(book, OFFICER, content(turn))
        tell(case.id, 1)
        for version in (1, 2):
            answer = save(book, OFFICER, case.id, version, content(f"{turn}.{version}"))
            assert isinstance(answer, Saved), answer
            tell(case.id, answer.version)
        told = order(book, case.id, 3)
        tell(case.id, told.version, told.number)


def order(book: Casebook, case_id: str, version: int) -> Recorded:
    """An order with a document number."""
    today = book.today().isoformat()
    event = {"type": "correction_ordered", "on": today, "until": today}
    answer = record(book, OFFICER, case_id, version, event, Issued(paper("correction-order")))
    assert isinstance(answer, Recorded), answer
    return answer


def work(book: Casebook, shared: str, seconds: float, pause: float) -> None:
    """One user for some time, and ten turns at least: mostly his own case, at times the one that all share, at times a number."""
    own = create_case(book, OFFICER, content("own")).id
    version, end = 1, time.monotonic() + seconds
    for turn in count():
        if turn >= ROUND and time.monotonic() > end:
            return
        started = time.monotonic()
        if turn % ROUND == 3:  # noqa: PLR2004 -- one in ten
            told = order(book, own, version)
            version = told.version
            tell("number", time.monotonic() - started, told.number)
        elif turn % ROUND == 7:  # noqa: PLR2004
            add_one(book, shared)
        else:
            answer = save(book, OFFICER, own, version, content(turn))
            assert isinstance(answer, Saved), answer
            version = answer.version
            tell("save", time.monotonic() - started)
        time.sleep(pause)


def add_one(book: Casebook, case_id: str) -> None:
    """Counts one further in the case that all share; whoever comes second looks again."""
    with book.read() as connection:
        opened = current(connection, case_id)
    while True:
        started = time.monotonic()
        answer = save(book, OFFICER, case_id, opened.version, {**opened.content, "count": opened.content["count"] + 1})
        if isinstance(answer, Saved):
            tell("shared", time.monotonic() - started)
            return
        assert isinstance(answer, Conflict), answer
        tell("conflict", time.monotonic() - started)
        opened = opened._replace(version=answer.version, content=answer.content)


def main(arguments: list[str]) -> None:
    """`write` without end; `work SHARED USERS SECONDS PAUSE`: several users of one process."""
    book = open_casebook(clock=lambda: datetime.now(UTC))
    tell("ready")
    if arguments[0] == "write":
        write_without_end(book)
        return
    shared, users, seconds, pause = arguments[1], int(arguments[2]), float(arguments[3]), float(arguments[4])
    threads = [threading.Thread(target=work, args=(book, shared, seconds, pause)) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1:])
