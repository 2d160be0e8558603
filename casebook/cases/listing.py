"""The list of cases: one short row each, derived from the case file; searched by party, number or violation."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Result, RowMapping, Select, func, literal, select, tuple_, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, Work
from casebook.cases.searching import LATEST, Word, by_index, folded, grams, is_part_of, words
from casebook.plain import Plain, digest, from_text
from casebook.refusals import NotFoundError
from casebook.rights import permit
from casebook.workflow.deadlines import next_deadline
from penalty_engine.rulebook import Rulebook

PAGE: Final = 50
LONGEST: Final = 400  # characters that a search looks through; an index row of PostgreSQL holds no more
AT_ONCE: Final = 200  # rows derived anew between two looks at what others want


class Listed(NamedTuple):
    """A case in the list."""

    id: str
    version: int
    stage: str
    number: str | None
    party: str | None
    violations: tuple[str, ...]
    filed_on: str | None
    due_on: str | None
    due_what: str | None
    updated_at: str


class Search(NamedTuple):
    """What is looked for. `text`: part of a number, of a party's name, of a violation's id or name, several words together."""

    text: str = ""
    stages: tuple[str, ...] = ()
    due_by: date | None = None
    worked_on_by: str | None = None
    after: Listed | None = None  # the last one of the page before (of a list that is not by deadline)
    most: int = PAGE


EVERYTHING: Final = Search()


def row(content: dict[str, Plain], stage: str, rulebook: Rulebook) -> dict[str, object]:
    """The row of a case, whatever state its file is in."""
    number, party, violations = _text(content.get("number")), party_name(content), tuple(_violations(content))
    names = (rulebook.violations[one].name for one in violations if one in rulebook.violations)
    due = next_deadline(content, stage, rulebook)
    return {
        "number": number,
        "party": party,
        "violations": " ".join(violations),
        "filed_on": _text(content.get("filed_on")),
        "due_on": due.on.isoformat() if due and due.on else None,
        "due_what": due.name if due else None,
        "search": folded(" ".join(part for part in (number, party, *violations, *names) if part))[:LONGEST],
        "grams": grams((part[:LONGEST] for part in (number, party) if part), violations),
    }


def find_cases(book: Casebook, actor: Actor, wanted: Search = EVERYTHING) -> tuple[Listed, ...]:
    """The cases wanted: by deadline where one is asked for, else the one worked on last first.

    That parties' names were read is entered in the trail.
    """
    with book.write(actor) as work:
        permit(work.connection, actor, "list")
        found = _found(work.connection, wanted, words(wanted.text, book.rulebook))
        query = select(*listed_columns()).where(schema.cases.c.id.in_(found)).order_by(*_order(wanted))
        rows = listed_from(work.connection.execute(query))
        work.note("list", "", text=digest(wanted.text) if wanted.text else None, found=len(rows))
    return rows


def listed_columns() -> tuple[ColumnElement[Any], ...]:
    """The columns of a case in a list."""
    return tuple(schema.cases.c[name] for name in Listed._fields)


def listed_from(rows: Result[Any]) -> tuple[Listed, ...]:
    """Cases out of rows of these columns."""
    return tuple(Listed(**{**one, "violations": tuple(one["violations"].split())}) for one in rows.mappings())


def _found(connection: Connection, wanted: Search, looked_for: tuple[Word, ...]) -> list[str]:
    """Ids: first among the cases worked on last; when they are not enough, by the index."""
    cases, dialect = schema.cases.c, connection.dialect.name
    indexed = by_index(looked_for, dialect)
    if indexed is None or wanted.due_by:
        return list(connection.execute(_matching(_chosen(wanted), looked_for, dialect, wanted.most)).scalars())
    latest = _chosen(wanted).limit(LATEST).subquery()
    here = [is_part_of(latest.c.search, word.word, dialect) for word in looked_for]
    query = select(latest.c.id).where(*here).order_by(latest.c.updated_at.desc(), latest.c.id.desc()).limit(wanted.most)
    found = list(connection.execute(query).scalars())
    if len(found) == wanted.most:
        return found
    everywhere = _matching(_chosen(wanted).where(indexed), looked_for, dialect, wanted.most)
    return list(connection.execute(everywhere.with_only_columns(cases.id)).scalars())


def _matching(chosen: Select[Any], looked_for: tuple[Word, ...], dialect: str, most: int) -> Select[Any]:
    texts = [is_part_of(schema.cases.c.search, word.word, dialect) for word in looked_for]
    return chosen.where(*texts).limit(most)


def _order(wanted: Search) -> tuple[ColumnElement[Any], ...]:
    cases = schema.cases.c
    return (cases.due_on, cases.id) if wanted.due_by else (cases.updated_at.desc(), cases.id.desc())


def _chosen(wanted: Search) -> Select[Any]:
    """All that is wanted but for the text, in its order; the columns are those of one narrow index."""
    cases = schema.cases.c
    found = select(cases.id, cases.updated_at, cases.search).order_by(*_order(wanted))
    if wanted.stages:
        found = found.where(cases.stage.in_(wanted.stages))
    if wanted.due_by:
        found = found.where(cases.due_on <= wanted.due_by.isoformat())
    if wanted.after:
        last = (wanted.after.updated_at, wanted.after.id)
        found = found.where(tuple_(cases.updated_at, cases.id) < tuple_(*map(literal, last)))
    if wanted.worked_on_by:
        members = schema.members.c
        own = select(members.case_id).where(members.person_id == wanted.worked_on_by, members.left_at.is_(None))
        found = found.where(cases.id.in_(own))
    return found


def case_named(book: Casebook, actor: Actor, name: str) -> str:
    """The id of the case with this id or number.

    Raises:
        NotFoundError: there is none, or several (imported ones may bear the number of another bureau).
    """
    cases = schema.cases.c
    with book.read() as connection:
        permit(connection, actor, "list")
        found = connection.execute(select(cases.id).where((cases.id == name) | (cases.number == name))).scalars().all()
    if len(found) != 1:
        raise NotFoundError(f"没有案号或者编号为“{name}”的案件" if not found else f"案号“{name}”有几个案件，请用编号")
    return str(found[0])


def refresh(book: Casebook, actor: Actor, told: Callable[[int, int], None] = lambda _done, _of: None) -> int:
    """Derives every row anew from its case file, after the rules have changed; gives how many were different.

    Some at a time, and only those that are different are written: nobody who works meanwhile has to wait, and what was
    done before an interruption need not be done again. `told`: how many have been looked at, of how many.
    """
    with book.read() as connection:
        permit(connection, actor, "verify")
        total = connection.execute(select(func.count()).select_from(schema.cases)).scalar_one()
    changed = done = 0
    last = ""
    while some := _stated(book, last):
        changed += _renew(book, actor, some)
        done, last = done + len(some), some[-1]["id"]
        told(done, max(done, total))
    if not changed:
        with book.write(actor) as work:
            _note_refresh(work, 0)
    return changed


def _stated(book: Casebook, last: str) -> list[RowMapping]:
    """The next rows after this one, with the case files that they should follow from."""
    cases, versions = schema.cases.c, schema.versions.c
    now = (versions.case_id == cases.id) & (versions.version == cases.version)
    query = select(schema.cases, versions.content).join(schema.versions, now).where(cases.id > last)
    with book.read() as connection:
        return list(connection.execute(query.order_by(cases.id).limit(AT_ONCE)).mappings())


def _renew(book: Casebook, actor: Actor, some: list[RowMapping]) -> int:
    """Writes those rows that should be different; a case that somebody has gone on with meanwhile has a newer one."""
    derived = ((one, row(from_text(one["content"]), one["stage"], book.rulebook)) for one in some)
    different = [(one, values) for one, values in derived if any(one[name] != values[name] for name in values)]
    if not different:
        return 0
    with book.write(actor) as work:
        changed = sum(_replace(work.connection, one, values) for one, values in different)
        _note_refresh(work, changed)
    return changed


def _replace(connection: Connection, one: RowMapping, values: Mapping[str, object]) -> int:
    cases = schema.cases.c
    same = (cases.id == one["id"]) & (cases.version == one["version"]) & (cases.stage == one["stage"])
    return connection.execute(update(schema.cases).where(same).values(values)).rowcount


def _note_refresh(work: Work, changed: int) -> None:
    work.note("refresh", changed=changed, rulebook=work.book.rulebook.digest)


def _text(value: Plain) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def party_name(content: dict[str, Plain]) -> str | None:
    """What the party of a case file is called, in whatever state it is."""
    party = content.get("party")
    return _text(party.get("name")) if isinstance(party, dict) else None


def _violations(content: dict[str, Plain]) -> Iterator[str]:
    conducts = content.get("conducts")
    for conduct in conducts if isinstance(conducts, list) else ():
        if isinstance(conduct, dict):
            others = conduct.get("concurrent")
            for one in (conduct.get("violation"), *(others if isinstance(others, list) else ())):
                if text := _text(one):
                    yield text
