"""The tables as migrated, and what the database itself refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from casebook import database, schema
from casebook.anchors import Keyring
from casebook.book import Casebook
from casebook.cases.attachments import attach
from casebook.cases.members import ask_recusal
from casebook.workflow.striking import strike
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER
from penalty_engine.rulebook import Rulebook

from .conftest import BACKENDS, Template
from .office import Clock, Office, person


def test_the_migrations_make_the_tables_of_the_schema(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        assert not compare_metadata(context, schema.METADATA)


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    database.migrate(engine)
    with engine.begin() as connection:
        assert database.revision(connection) == "0004"


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """The index of words in SQLite and of arrays in PostgreSQL are no tables and columns of the schema."""
    return not str(name).startswith(("case_grams", "ix_cases_grams")) or kind not in {"table", "index"}


@pytest.mark.parametrize("table", schema.UNCHANGING)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"], ids=["update", "delete"])
def test_rows_that_nobody_may_change(filled: Engine, table: str, statement: str) -> None:
    column = schema.METADATA.tables[table].columns.keys()[0]
    with filled.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0  # noqa: S608 -- our own names
        with pytest.raises(DBAPIError, match="rows are not changed"):
            connection.execute(text(statement.format(table, column, column)))


@pytest.mark.parametrize("table", schema.NEVER_DELETED)
def test_rows_that_nobody_may_delete(filled: Engine, table: str) -> None:
    with filled.connect() as connection, pytest.raises(DBAPIError, match="rows are not changed"):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


@pytest.mark.parametrize("table", schema.ONLY_CLOSED)
def test_rows_that_may_only_be_closed_and_only_once(filled: Engine, table: str) -> None:
    closing = schema.ONLY_CLOSED[table]
    other = next(name for name in schema.METADATA.tables[table].columns.keys() if name not in closing)  # noqa: SIM118
    stamp = next(name for name in closing if name.endswith("_at"))
    with filled.connect() as connection:
        with pytest.raises(DBAPIError, match="rows are not changed"):
            connection.execute(text(f"UPDATE {table} SET {other} = {other}"))  # noqa: S608
        connection.rollback()
        connection.execute(text(f"UPDATE {table} SET {stamp} = '2026' WHERE {stamp} IS NULL"))  # noqa: S608
        with pytest.raises(DBAPIError, match="rows are not changed"):
            connection.execute(text(f"UPDATE {table} SET {stamp} = '2027'"))  # noqa: S608


@pytest.fixture(scope="module", params=BACKENDS)
def filled(
    request: pytest.FixtureRequest,
    template: Template,
    keyring: Keyring,
    rulebook: Rulebook,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    """A database with a row in each of these tables; the tests here change nothing that stays."""
    engine = database.open_engine(template(request.param))
    clock = Clock(datetime(2026, 1, 5, tzinfo=UTC))
    keys = Keyring(tmp_path_factory.mktemp("anchors"))
    office = Office(Casebook(engine, keyring.key(), keys, rulebook, DEFAULT_FOLDER, clock), clock)
    case = office.led("noticed")
    attach(office.book, person("wang"), case.id, "证据.pdf", b"%PDF-1.7")
    ask_recusal(office.book, person("wang"), case.id, "li", "party", "有利害关系")
    with engine.begin() as connection:
        values = {"d": "sha256:0", "c": case.id, "t": "", "p": "console", "a": "2026"}
        connection.execute(text("INSERT INTO imports VALUES (:d, :c, :t, :p, :a)"), values)
        connection.execute(text("INSERT INTO settings VALUES ('bureau', 1, NULL, :d, :p, :a)"), values)
        opinion = "INSERT INTO opinions VALUES ('1', :c, 1, '', '', :p, :a, NULL, NULL, NULL)"
        connection.execute(text(opinion), values)
    strike(office.book, person("ju"), case.id, case.version, "误记")
    office.led("noticed")
    yield engine
    engine.dispose()
