"""What somebody has to see to: what is due, what waits for him, his cases by stage. Whoever judges cases sees the whole bureau's."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.listing import Listed, listed_columns, listed_from
from casebook.plain import Plain, from_text
from casebook.rights import permit, recused
from casebook.workflow.deadlines import Deadline, deadlines
from casebook.workflow.happened import events_of
from casebook.workflow.payments import fines
from casebook.workflow.waiting import Queue, waiting_in
from casebook.workflow.words import ENDED
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

JUDGES: Final = frozenset({"reviewer", "head", "auditor"})
WITH_PERIODS: Final = ("statement", "served", "urged")  # stages at which a period of the party may be running
MOST: Final = 8
WITHOUT_DAY: Final = ("draft", *WITH_PERIODS)  # stages whose rows do not hold all that runs out
MOST_OWN, MOST_OF_ALL, OF_A_STAGE = 150, 60, 40  # cases whose periods are computed


class Due(NamedTuple):
    """A deadline of a case. `state` as in Deadline.state."""

    case: Listed
    deadline: Deadline
    state: str


class Agenda(NamedTuple):
    """`own`: of the cases that he investigates; else of the whole bureau. `stages`: how many open cases stand where.

    `overdue`: the first of so many cases; `soon`: those looked into, of so many; `at_least`: there may be more.
    `today`: whose clock it was.
    """

    today: date
    own: bool
    overdue: tuple[Due, ...]
    overdue_count: int
    soon: tuple[Due, ...]
    soon_count: int
    at_least: bool
    waiting: Queue
    stages: Mapping[str, int]


def agenda(book: Casebook, actor: Actor, most: int = MOST) -> Agenda:
    """The day's work. That parties' names were read is entered in the trail."""
    today, own = book.today(), not actor.roles & JUDGES
    until = today + timedelta(days=book.rulebook.rules.reminder_days)
    with book.read() as connection:
        permit(connection, actor, "list")
        looked = _looked(connection, actor)
        due = [one for case, content in looked.cases for one in _due(book, case, content)]
        overdue = _ordered(one for one in due if _is_overdue(one, today))
        soon = _ordered(one for one in due if one.state == "soon" and not _is_overdue(one, today))
        overdue_count = _count(connection, actor, overdue, None, today, own=own)
        soon_count = _count(connection, actor, soon, today + timedelta(days=1), until, own=own)
        waiting = waiting_in(connection, book, actor, most, {one.case.id for one in overdue[:most]})
        stages = _by_stage(connection, actor, own=own)
    with book.write(actor) as work:  # short: nobody waits for the looking
        work.note("list", "", found=len({*(one.case.id for one in due), *(one.case.id for one in waiting.cases)}))
    return Agenda(
        today, own, overdue[:most], overdue_count, soon, soon_count, looked.at_least, waiting, stages,
    )  # fmt: skip


def _is_overdue(due: Due, today: date) -> bool:
    """What the bureau has to do by today, and a fine that was not paid in time, until the court has it in hand."""
    on = due.deadline.on
    if on is None or on > today:
        return False
    unpaid = due.deadline.id == "payment" and on < today and due.case.stage != "court"
    return due.deadline.whose == "bureau" or unpaid


def _ordered(due: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(due, key=lambda one: (one.deadline.on or date.max, one.case.id, one.deadline.id)))


class Looked(NamedTuple):
    """Cases whose deadlines are computed, with their files. `at_least`: there are more that may have one."""

    cases: list[tuple[Listed, dict[str, Plain]]]
    at_least: bool


def _looked(connection: Connection, actor: Actor) -> Looked:
    """His own; for whoever judges, besides, the nearest of the bureau and those at stages that hold more than a row tells."""
    cases, versions = schema.cases.c, schema.versions.c
    own = listed_from(connection.execute(_own(actor))) if "officer" in actor.roles else ()
    queries = [_longest(stage) for stage in WITHOUT_DAY] if actor.roles & JUDGES else []
    several = [listed_from(connection.execute(query)) for query in queries]
    at_least = len(own) == MOST_OWN or any(len(some) == OF_A_STAGE for some in several)
    nearest = listed_from(connection.execute(_nearest())) if actor.roles & JUDGES else ()
    found = {one.id: one for some in (own, nearest, *several) for one in some}
    files = (
        select(cases.id, versions.content)
        .join(schema.versions, (versions.case_id == cases.id) & (versions.version == cases.version))
        .where(cases.id.in_(found))
    )
    return Looked([(found[id], from_text(content)) for id, content in connection.execute(files)], at_least)


def _own(actor: Actor) -> Select[Any]:
    cases = schema.cases.c
    query = select(*listed_columns()).where(*_scope(actor, own=True))
    return query.order_by(cases.due_on.is_(None), cases.due_on, cases.updated_at, cases.id).limit(MOST_OWN)


def _scope(actor: Actor, *, own: bool) -> Iterator[ColumnElement[bool]]:
    """The open cases that are told of: his own, unless he has to stay away from one; or the whole bureau's."""
    cases, members = schema.cases.c, schema.members.c
    yield cases.stage.not_in(ENDED)
    if own:
        yield ~recused(actor.id)
        yield cases.id.in_(select(members.case_id).where(members.person_id == actor.id, members.left_at.is_(None)))


def _nearest() -> Select[Any]:
    cases = schema.cases.c
    return (
        select(*listed_columns()).where(cases.due_on.is_not(None)).order_by(cases.due_on, cases.id).limit(MOST_OF_ALL)
    )


def _longest(stage: str) -> Select[Any]:
    """Those of a stage that have lain longest."""
    cases = schema.cases.c
    query = select(*listed_columns()).where(cases.stage == stage)
    return query.order_by(cases.updated_at, cases.id).limit(OF_A_STAGE)


def _count(
    connection: Connection, actor: Actor, listed: Iterable[Due], first: date | None, last: date, *, own: bool
) -> int:
    """How many cases: all whose row tells the day, and those listed for something that it does not tell."""
    on = schema.cases.c.due_on
    span = on <= last.isoformat() if first is None else on.between(first.isoformat(), last.isoformat())
    query = select(func.count()).select_from(schema.cases).where(span, *_scope(actor, own=own))
    low, high = first.isoformat() if first else "", last.isoformat()
    others = {one.case.id for one in listed if not one.case.due_on or not low <= one.case.due_on <= high}
    return connection.execute(query).scalar_one() + len(others)


def _due(book: Casebook, case: Listed, content: dict[str, Plain]) -> Iterator[Due]:
    """What is open and has a day."""
    rules, today = book.rulebook.rules, book.today()
    running = deadlines(events_of(content), rules, stage=case.stage, fined=fines(content), today=today)
    for one in (*running, *_limitation(case, content, book.rulebook, today)):
        if (state := one.state(today, rules.reminder_days)) not in {"met", "unknown"}:
            yield Due(case, one, state)


def _limitation(case: Listed, content: dict[str, Plain], rulebook: Rulebook, today: date) -> Iterator[Deadline]:
    """The day until which an act has to be discovered, as long as it is neither discovered nor filed (处罚法 36)."""
    if case.stage != "draft":
        return
    try:
        read = read_case(content, rulebook)
    except InputError:
        return
    end = assess(read, rulebook, today).deadlines.limitation_expires
    if end and any(one.discovered_on is None for one in read.conducts):
        yield Deadline("limitation", "追责期限届满", end, "bureau", "行政处罚法第三十六条")


def _by_stage(connection: Connection, actor: Actor, *, own: bool) -> dict[str, int]:
    stage = schema.cases.c.stage
    query = select(stage, func.count()).where(*_scope(actor, own=own)).group_by(stage)
    return {stage: count for stage, count in connection.execute(query)}  # noqa: C416 -- rows are no pairs to dict()
