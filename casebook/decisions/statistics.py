"""The year of the bureau in figures, from what was decided and recorded. Sums are exact, in yuan.

Cases that were imported are another bureau's, and in no figure.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Select, exists, func, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.decisions.similar import yuan
from casebook.plain import from_text
from casebook.rights import permit
from casebook.workflow.happened import read_event
from casebook.workflow.payments import paid
from casebook.workflow.words import REVOKED

RECORDED: Final = ("filed", "hearing_requested", "hearing_held", "transferred", "withdrawn", "closed", "court_applied")


class Cell(NamedTuple):
    """Acts of one kind: how many, fined how much, how many of them departing from what was recommended."""

    violation: str
    direction: str | None
    acts: int
    fines: Decimal
    departures: int


class Month(NamedTuple):
    """A month's fines in yuan: within what was recommended, and departing from it."""

    month: int
    within: Decimal
    departing: Decimal


class Year(NamedTuple):
    """A year. `recorded`: cases by type of event; `results`: cases by what was decided; `kinds`: acts by kind of penalty."""

    year: int
    recorded: Mapping[str, int]
    results: Mapping[str, int]
    acts: int
    cells: tuple[Cell, ...]
    kinds: Mapping[str, int]
    months: tuple[Month, ...]
    fines: Decimal
    confiscated: Decimal
    paid: Decimal
    departures: int
    revoked: int
    days: Decimal | None  # from filing to decision, the mean; None: no decision


def years(book: Casebook, actor: Actor) -> tuple[int, ...]:
    """The years in which something was filed or decided, the latest first; this year always."""
    events = schema.events.c
    with book.read() as connection:
        permit(connection, actor, "list")
        query = select(func.min(events.happened_on)).where(events.type == "filed", _is_ours(events.case_id))
        first = min(filter(None, (connection.execute(query).scalar(), _first_decision(connection))), default=None)
    this = book.today().year
    return tuple(range(this, min(int(first[:4]) if first else this, this) - 1, -1))


def _first_decision(connection: Connection) -> str | None:
    acts = schema.decided_acts.c
    return connection.execute(select(func.min(acts.decided_on)).where(_is_ours(acts.case_id))).scalar()


def year(book: Casebook, actor: Actor, wanted: int) -> Year:
    """The figures of a year; nobody's name is read."""
    with book.read() as connection:
        permit(connection, actor, "list")
        cells = _cells(connection, wanted)
        months = _months(connection, wanted)
        sums = select(func.sum(schema.decided_acts.c.confiscated)).where(_decided_in(wanted))
        confiscated = connection.execute(sums).scalar() or 0
        return Year(
            wanted, _recorded(connection, wanted), _results(connection, wanted), sum(one.acts for one in cells), cells,
            _kinds(connection, wanted), months, sum((one.fines for one in cells), Decimal(0)), yuan(int(confiscated)) or Decimal(0),
            _paid(connection, wanted), sum(one.departures for one in cells), _revoked(connection, wanted), _days(connection, wanted),
        )  # fmt: skip


def exported_year(book: Casebook, actor: Actor, wanted: int) -> Year:
    """The figures of a year to be taken out of the house: that is entered in the trail."""
    told = year(book, actor, wanted)
    with book.write(actor) as work:
        work.note("export_statistics", "", year=wanted)
    return told


def _span(column: ColumnElement[Any], wanted: int) -> ColumnElement[bool]:
    return column.between(date(wanted, 1, 1).isoformat(), date(wanted, 12, 31).isoformat())


def _decided_in(wanted: int) -> ColumnElement[bool]:
    acts = schema.decided_acts.c
    return _span(acts.decided_on, wanted) & _is_ours(acts.case_id)


def _is_ours(case: ColumnElement[Any]) -> ColumnElement[bool]:
    return case.not_in(select(schema.imports.c.case_id))


def _cells(connection: Connection, wanted: int) -> tuple[Cell, ...]:
    acts = schema.decided_acts.c
    departs = func.sum(func.coalesce((acts.status == "departs").cast(Integer), 0))
    query = (
        select(acts.violation, acts.direction, func.count(), func.coalesce(func.sum(acts.fine), 0), departs)
        .where(_decided_in(wanted))
        .group_by(acts.violation, acts.direction)
        .order_by(acts.violation, acts.direction)
    )
    return tuple(
        Cell(violation, direction, count, yuan(int(fines)) or Decimal(0), int(off))
        for violation, direction, count, fines, off in connection.execute(query)
    )


def _months(connection: Connection, wanted: int) -> tuple[Month, ...]:
    acts = schema.decided_acts.c
    month, departs = func.substr(acts.decided_on, 6, 2), func.coalesce(acts.status, "") == "departs"
    query = (
        select(month, departs, func.coalesce(func.sum(acts.fine), 0))
        .where(_decided_in(wanted))
        .group_by(month, departs)
    )
    within, departing = Counter[int](), Counter[int]()
    for told, off, fines in connection.execute(query):
        (departing if off else within)[int(told)] += int(fines)
    return tuple(Month(one, Decimal(within[one]) / 100, Decimal(departing[one]) / 100) for one in range(1, 13))


def _results(connection: Connection, wanted: int) -> dict[str, int]:
    acts = schema.decided_acts.c
    query = select(acts.result, func.count(acts.case_id.distinct())).where(_decided_in(wanted)).group_by(acts.result)
    return {result: count for result, count in connection.execute(query)}  # noqa: C416 -- rows are no pairs to dict()


def _kinds(connection: Connection, wanted: int) -> dict[str, int]:
    acts = schema.decided_acts.c
    query = select(acts.kinds, func.count()).where(_decided_in(wanted)).group_by(acts.kinds)
    found = Counter[str]()
    for kinds, count in connection.execute(query):
        found.update(dict.fromkeys(kinds.split(), count))
    return dict(found)


def _happened(wanted: int, *columns: ColumnElement[Any]) -> Select[Any]:
    """Events of the year that were not struck."""
    events, strikes = schema.events.c, schema.strikes.c
    struck = exists().where(strikes.case_id == events.case_id, strikes.seq == events.seq)
    return select(*columns).where(_span(events.happened_on, wanted), ~struck, _is_ours(events.case_id))


def _recorded(connection: Connection, wanted: int) -> dict[str, int]:
    events = schema.events.c
    query = _happened(wanted, events.type, func.count(events.case_id.distinct())).where(events.type.in_(RECORDED))
    found = {kind: count for kind, count in connection.execute(query.group_by(events.type))}  # noqa: C416
    return {kind: found.get(kind, 0) for kind in RECORDED}


def _paid(connection: Connection, wanted: int) -> Decimal:
    events = schema.events.c
    query = _happened(wanted, events.content).where(events.type == "paid")
    return paid(read_event(from_text(one)) for one in connection.execute(query).scalars())


def _revoked(connection: Connection, wanted: int) -> int:
    """Cases closed in the year because the decision had been revoked (they are in no other figure of decisions)."""
    events = schema.events.c
    query = _happened(wanted, events.content).where(events.type == "closed")
    return sum(1 for one in connection.execute(query).scalars() if from_text(one).get("result") == REVOKED)


def _days(connection: Connection, wanted: int) -> Decimal | None:
    """The mean over the cases that were filed before they were decided (当场处罚 is not filed)."""
    acts, cases = schema.decided_acts.c, schema.cases.c
    query = (
        select(acts.case_id, acts.decided_on, cases.filed_on)
        .join(schema.cases, cases.id == acts.case_id)
        .where(_decided_in(wanted), cases.filed_on.is_not(None))
        .distinct()
    )
    days = [(date.fromisoformat(on) - date.fromisoformat(filed)).days for _, on, filed in connection.execute(query)]
    return (Decimal(sum(days)) / len(days)).quantize(Decimal("0.1")) if days else None
