"""What somebody has to see to: what is due, what waits for him, his cases by stage. Whoever judges cases sees the whole bureau's."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.listing import Listed, listed_columns, listed_from
from casebook.plain import Plain, from_text
from casebook.rights import permit
from casebook.workflow.deadlines import Deadline, deadlines
from casebook.workflow.happened import events_of
from casebook.workflow.payments import fines
from casebook.workflow.waiting import Waiting, waiting_in
from casebook.workflow.words import ENDED
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

JUDGES: Final = frozenset({"reviewer", "head", "auditor"})
WITH_PERIODS: Final = ("statement", "served", "urged")  # stages at which a period of the party may be running
MOST: Final = 8
MOST_OWN, MOST_OF_ALL, OF_A_STAGE = 150, 60, 20  # cases whose periods are computed


class Due(NamedTuple):
    """A deadline of a case. `state` as in Deadline.state."""

    case: Listed
    deadline: Deadline
    state: str


class Agenda(NamedTuple):
    """`own`: of the cases that he investigates; else of the whole bureau. `stages`: how many open cases stand where.

    `overdue`, `soon`: the first of so many. `today`: whose clock it was.
    """

    today: date
    own: bool
    overdue: tuple[Due, ...]
    overdue_count: int
    soon: tuple[Due, ...]
    soon_count: int
    waiting: tuple[Waiting, ...]
    stages: Mapping[str, int]


def agenda(book: Casebook, actor: Actor, most: int = MOST) -> Agenda:
    """The day's work. That parties' names were read is entered in the trail."""
    today, own = book.today(), not actor.roles & JUDGES
    with book.read() as connection:
        permit(connection, actor, "list")
        cases = _cases(connection, actor, own=own)
        due = [one for case, content in cases for one in _due(book, case, content)]
        waiting = waiting_in(connection, book, actor, most)
        stages = _by_stage(connection, actor, own=own)
    with book.write(actor) as work:  # short: nobody waits for the looking
        work.note("list", "", found=len({*(one.case.id for one in due), *(one.case.id for one in waiting)}))
    overdue = _ordered(
        one for one in due if one.deadline.whose == "bureau" and one.deadline.on and one.deadline.on <= today
    )
    soon = _ordered(one for one in due if one.state == "soon" and one.deadline.on != today)
    return Agenda(today, own, overdue[:most], len(overdue), soon[:most], len(soon), waiting, stages)


def _ordered(due: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(due, key=lambda one: (one.deadline.on or date.max, one.case.id, one.deadline.id)))


def _cases(connection: Connection, actor: Actor, *, own: bool) -> list[tuple[Listed, dict[str, Plain]]]:
    """The cases whose deadlines are computed, with their files."""
    cases, versions = schema.cases.c, schema.versions.c
    queries = [_own(actor)] if own else [_nearest(), *map(_latest, WITH_PERIODS)]
    found = {one.id: one for query in queries for one in listed_from(connection.execute(query))}
    files = (
        select(cases.id, versions.content)
        .join(schema.versions, (versions.case_id == cases.id) & (versions.version == cases.version))
        .where(cases.id.in_(found))
    )
    return [(found[id], from_text(content)) for id, content in connection.execute(files)]


def _own(actor: Actor) -> Select[Any]:
    cases, members = schema.cases.c, schema.members.c
    query = select(*listed_columns()).join(schema.members, members.case_id == cases.id)
    query = query.where(members.person_id == actor.id, members.left_at.is_(None), cases.stage.not_in(ENDED))
    return query.order_by(cases.due_on.is_(None), cases.due_on, cases.id).limit(MOST_OWN)


def _nearest() -> Select[Any]:
    cases = schema.cases.c
    return (
        select(*listed_columns()).where(cases.due_on.is_not(None)).order_by(cases.due_on, cases.id).limit(MOST_OF_ALL)
    )


def _latest(stage: str) -> Select[Any]:
    cases = schema.cases.c
    return select(*listed_columns()).where(cases.stage == stage).order_by(cases.updated_at.desc()).limit(OF_A_STAGE)


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
    cases, members = schema.cases.c, schema.members.c
    query = select(cases.stage, func.count()).where(cases.stage.not_in(ENDED)).group_by(cases.stage)
    if own:
        mine = select(members.case_id).where(members.person_id == actor.id, members.left_at.is_(None))
        query = query.where(cases.id.in_(mine))
    return {stage: count for stage, count in connection.execute(query)}  # noqa: C416 -- rows are no pairs to dict()
