"""Rows that nobody may change or delete, held by the database itself."""

from collections.abc import Iterator
from typing import Final

from alembic import op
from sqlalchemy import inspect

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

UNCHANGING: Final = ("versions", "events", "strikes", "snapshots", "receipts", "blobs", "imports", "trail")
ONLY_CLOSED: Final = {
    "documents": ("voided_by", "voided_at", "void_reason"),
    "attachments": ("removed_by", "removed_at", "removal_reason"),
    "recusals": ("decision", "decision_reason", "decided_by", "decided_at"),
    "members": ("left_at",),
}
NEVER_DELETED: Final = (*ONLY_CLOSED, "cases", "people", "counters", "trail_head")
CLOSED_BY: Final = {
    "documents": "voided_at",
    "attachments": "removed_at",
    "recusals": "decided_at",
    "members": "left_at",
}


def upgrade() -> None:
    """A trigger for each; a document that was voided stays voided, and so on."""
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    for statement in make():
        op.execute(statement)


def _columns(table: str) -> str:
    """The columns that are not for closing."""
    names = (column["name"] for column in inspect(op.get_bind()).get_columns(table))
    return ", ".join(name for name in names if name not in ONLY_CLOSED[table])


def _sqlite() -> Iterator[str]:
    for table in UNCHANGING:
        yield _sqlite_trigger(table, "update", "UPDATE")
    for table in (*UNCHANGING, *NEVER_DELETED):
        yield _sqlite_trigger(table, "delete", "DELETE")
    for table, closed in CLOSED_BY.items():
        yield _sqlite_trigger(table, "update", f"UPDATE OF {_columns(table)}")
        yield _sqlite_trigger(table, "reopen", "UPDATE", f"WHEN OLD.{closed} IS NOT NULL")


def _sqlite_trigger(table: str, name: str, action: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} FOR EACH ROW {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: rows are not changed'); END"
    )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: rows are not changed', TG_TABLE_NAME; END $$"
    )
    for table in UNCHANGING:
        yield _postgresql_trigger(table, "update", "UPDATE")
    for table in (*UNCHANGING, *NEVER_DELETED):
        yield _postgresql_trigger(table, "delete", "DELETE")
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    for table, closed in CLOSED_BY.items():
        yield _postgresql_trigger(table, "update", f"UPDATE OF {_columns(table)}")
        yield _postgresql_trigger(table, "reopen", "UPDATE", f"WHEN (OLD.{closed} IS NOT NULL)")


def _postgresql_trigger(table: str, name: str, action: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()"
    )
