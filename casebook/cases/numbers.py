"""Document numbers: allotted by kind and year in the transaction that issues the document; never used twice."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from casebook import schema
from casebook.book import Casebook
from casebook.database import inserting

Form = Callable[[int, int], str]  # year, serial -> 淄教罚告字〔2026〕第1号


def allot(connection: Connection, kind: str, year: int) -> int:
    """The next serial number. Whoever else wants one of this kind and year waits until the transaction ends."""
    query = inserting(connection, schema.counters).values(kind=kind, year=year, last=1)
    counters = schema.counters.c
    query = query.on_conflict_do_update(index_elements=["kind", "year"], set_={"last": counters.last + 1})
    return int(connection.execute(query.returning(counters.last)).scalar_one())


def last_serials(book: Casebook, year: int) -> dict[str, int]:
    """The last serial number allotted in a year, by kind; a kind of which none was has none."""
    counters = schema.counters.c
    with book.read() as connection:
        rows = connection.execute(select(counters.kind, counters.last).where(counters.year == year))
        return {row.kind: row.last for row in rows}
