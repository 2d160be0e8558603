"""台账: the cases of the bureau in rows, filtered, a page at a time or whole for a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, Work
from casebook.cases.searching import by_index, is_part_of, words
from casebook.plain import digest, from_text, to_text
from casebook.rights import permit

COUNTED: Final = 10_000  # beyond this many, only that there are more is told
MOST: Final = 20_000  # rows of a spreadsheet
AT_ONCE: Final = 400  # cases whose particulars are looked up together


class Span(NamedTuple):
    """From a day to a day, both included; None: open."""

    first: date | None = None
    last: date | None = None


class Filters(NamedTuple):
    """What is looked for. `due`: over | soon | empty; `mine`: those that whoever asks works on."""

    text: str = ""
    stages: tuple[str, ...] = ()
    violation: str = ""
    filed: Span = Span()
    decided: Span = Span()
    direction: str = ""
    due: str = ""
    mine: bool = False


class Entry(NamedTuple):
    """A row of the register. Yuan; None: not (yet)."""

    id: str
    number: str | None
    party: str | None
    violations: tuple[str, ...]
    stage: str
    officers: tuple[str, ...]
    filed_on: date | None
    decided_on: date | None
    result: str | None
    document: str | None
    directions: tuple[str, ...]
    kinds: tuple[str, ...]
    fine: Decimal | None
    confiscated: Decimal | None
    departs: bool
    closed_on: date | None
    due_on: date | None
    due_what: str | None


class Found(NamedTuple):
    """Some rows, and how many there are; `more`: there are more than were counted."""

    entries: tuple[Entry, ...]
    total: int
    more: bool


def register(book: Casebook, actor: Actor, wanted: Filters, start: int = 0, size: int = 50) -> Found:
    """A page of the register: by deadline where one is asked for, else the case worked on last first.

    That parties' names were read is entered in the trail.
    """
    with book.read() as connection:
        permit(connection, actor, "list")
        chosen = _chosen(connection, book, actor, wanted)
        count = _count(connection, chosen)
        rows = connection.execute(chosen.order_by(*_order(wanted)).offset(start).limit(size)).mappings().all()
        entries = tuple(_entries(connection, rows))
    with book.write(actor) as work:  # short: nobody waits for the looking
        work.note("list", "", text=digest(wanted.text) if wanted.text else None, found=len(entries))
    return Found(entries, min(count, COUNTED), count > COUNTED)


def whole_register(book: Casebook, actor: Actor, wanted: Filters) -> Found:
    """All rows, as far as a spreadsheet takes them. That so many left the house is entered in the trail."""
    with book.read() as connection:
        permit(connection, actor, "export_list")
        chosen = _chosen(connection, book, actor, wanted).order_by(*_order(wanted)).limit(MOST + 1)
        rows = connection.execute(chosen).mappings().all()
        entries = tuple(_entries(connection, rows[:MOST]))
    with book.write(actor) as work:
        work.note("export_list", "", wanted=digest(to_text(wanted)), found=len(entries))
    return Found(entries, len(entries), len(rows) > MOST)


_COLUMNS: Final = ("id", "number", "party", "violations", "stage", "filed_on", "due_on", "due_what")


def _chosen(connection: Connection, book: Casebook, actor: Actor, wanted: Filters) -> Select[Any]:
    cases = schema.cases.c
    return select(*(cases[name] for name in _COLUMNS)).where(*_conditions(Work(connection, book, actor, ""), wanted))


def _count(connection: Connection, chosen: Select[Any]) -> int:
    some = chosen.with_only_columns(schema.cases.c.id).limit(COUNTED + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _order(wanted: Filters) -> tuple[ColumnElement[Any], ...]:
    cases = schema.cases.c
    return (cases.due_on, cases.id) if wanted.due else (cases.updated_at.desc(), cases.id.desc())


def _conditions(work: Work, wanted: Filters) -> Iterator[ColumnElement[bool]]:
    cases, dialect = schema.cases.c, work.connection.dialect.name
    looked_for = words(wanted.text, work.book.rulebook)
    if (indexed := by_index(looked_for, dialect)) is not None:
        yield indexed
    yield from (is_part_of(cases.search, one.word, dialect) for one in looked_for)
    if wanted.stages:
        yield cases.stage.in_(wanted.stages)
    if wanted.violation:
        yield is_part_of(" " + cases.violations + " ", f" {wanted.violation} ", dialect)
    yield from _within(cases.filed_on, wanted.filed)
    yield from _due(work.book, wanted.due)
    if wanted.decided != Span() or wanted.direction:
        acts = schema.decided_acts.c
        decided = select(acts.case_id).where(*_within(acts.decided_on, wanted.decided))
        yield cases.id.in_(decided.where(acts.direction == wanted.direction) if wanted.direction else decided)
    if wanted.mine:
        members = schema.members.c
        yield cases.id.in_(select(members.case_id).where(members.person_id == work.actor.id, members.left_at.is_(None)))


def _within(column: ColumnElement[Any], span: Span) -> Iterator[ColumnElement[bool]]:
    if span.first:
        yield column >= span.first.isoformat()
    if span.last:
        yield column <= span.last.isoformat()


def _due(book: Casebook, due: str) -> Iterator[ColumnElement[bool]]:
    on, today = schema.cases.c.due_on, book.today()
    if due == "over":
        yield on < today.isoformat()
    elif due == "soon":
        yield on.between(today.isoformat(), (today + timedelta(days=book.rulebook.rules.reminder_days)).isoformat())


def _entries(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[Entry]:
    """The rows with what was decided, by whom they are worked on, when they were closed."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        ids = [row["id"] for row in some]
        decided, officers, events = _decided(connection, ids), _officers(connection, ids), _events(connection, ids)
        for row in some:
            yield _entry(row, decided.get(row["id"], []), tuple(officers[row["id"]]), events.get(row["id"], {}))


def _entry(row: RowMapping, acts: list[Any], officers: tuple[str, ...], events: Mapping[str, Any]) -> Entry:
    fines = [one.fine for one in acts if one.fine is not None]
    confiscated = [one.confiscated for one in acts if one.confiscated is not None]
    decided, closed = events.get("decided"), events.get("closed")
    return Entry(
        row["id"], row["number"], row["party"], tuple(row["violations"].split()), row["stage"], officers,
        _day(row["filed_on"]),
        _day(acts[0].decided_on if acts else None),
        acts[0].result if acts else None,
        decided.get("document") if decided and acts else None,
        tuple(dict.fromkeys(one.direction for one in acts if one.direction)),
        tuple(dict.fromkeys(kind for one in acts for kind in one.kinds.split())),
        Decimal(sum(fines)) / 100 if fines else None,
        Decimal(sum(confiscated)) / 100 if confiscated else None,
        any(one.status == "departs" for one in acts),
        _day(closed.get("on") if closed else None),
        _day(row["due_on"]), row["due_what"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    """A day as it is stored; what is no day (a draft may hold anything) is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _decided(connection: Connection, ids: Iterable[str]) -> dict[str, list[Any]]:
    acts = schema.decided_acts
    found = defaultdict[str, list[Any]](list)
    for one in connection.execute(select(acts).where(acts.c.case_id.in_(ids)).order_by(acts.c.case_id, acts.c.act)):
        found[one.case_id].append(one)
    return found


def _officers(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    members, people = schema.members.c, schema.people.c
    query = (
        select(members.case_id, people.name)
        .join(schema.people, people.id == members.person_id)
        .where(members.case_id.in_(ids), members.left_at.is_(None))
        .order_by(members.added_at, people.id)
    )
    found = defaultdict[str, list[str]](list)
    for case, name in connection.execute(query):
        found[case].append(name)
    return found


def _events(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The last decision and the closing of each, that were not struck."""
    events, strikes = schema.events.c, schema.strikes.c
    struck = select(strikes.seq).where(strikes.case_id == events.case_id, strikes.seq == events.seq).exists()
    query = (
        select(events.case_id, events.type, events.content)
        .where(events.case_id.in_(ids), events.type.in_(("decided", "closed")), ~struck)
        .order_by(events.seq)
    )
    found = defaultdict[str, dict[str, Any]](dict)
    for case, kind, content in connection.execute(query):
        found[case][kind] = from_text(content)
    return found
