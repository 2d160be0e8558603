"""Opinions of reviewers, acts that were decided, settings of the bureau, filters kept for again."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None

GIVEN: Final = "id, case_id, version, path, text, given_by, given_at"


def upgrade() -> None:
    """Tables, and the triggers that hold what nobody may change."""
    _opinions()
    _decided_acts()
    _settings()
    _views()
    make = _postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite
    for statement in make():
        op.execute(statement)


def _opinions() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_opinions_case_id")),
        sa.ForeignKeyConstraint(
            ["case_id", "version"],
            ["versions.case_id", "versions.version"],
            name=op.f("fk_opinions_case_id_version"),
        ),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_opinions_given_by")),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_opinions_answered_by")),
    )
    op.create_index(op.f("ix_opinions_case_id"), "opinions", ["case_id"])


def _decided_acts() -> None:
    texts = ("receipt", "decided_on", "violation", "party_kind", "result", "outcome", "circumstances", "kinds")
    op.create_table(
        "decided_acts",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("direction", "tier", "status", "reasons")),
        *(
            sa.Column(name, sa.BigInteger(), nullable=True)
            for name in ("gains", "fine", "confiscated", "least", "most")
        ),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "act", name=op.f("pk_decided_acts")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decided_acts_case_id")),
        sa.ForeignKeyConstraint(["receipt"], ["receipts.digest"], name=op.f("fk_decided_acts_receipt")),
    )
    op.create_index(op.f("ix_decided_acts_violation_decided_on"), "decided_acts", ["violation", "decided_on"])
    op.create_index(op.f("ix_decided_acts_decided_on"), "decided_acts", ["decided_on"])


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("digest", "saved_by", "saved_at")),
        sa.PrimaryKeyConstraint("kind", "version", name=op.f("pk_settings")),
        sa.ForeignKeyConstraint(["saved_by"], ["people.id"], name=op.f("fk_settings_saved_by")),
    )


def _views() -> None:
    op.create_table(
        "views",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person_id", "name", "content", "saved_at")),
        sa.PrimaryKeyConstraint("person_id", "name", name=op.f("pk_views")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_views_person_id")),
    )


def _sqlite() -> tuple[str, ...]:
    refuse = "FOR EACH ROW {when} BEGIN SELECT RAISE(ABORT, '{table}: rows are not changed'); END"
    return tuple(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} {refuse.format(table=table, when=when)}"
        for table, name, action, when in (
            ("settings", "update", "UPDATE", ""),
            ("settings", "delete", "DELETE", ""),
            ("opinions", "update", f"UPDATE OF {GIVEN}", ""),
            ("opinions", "reopen", "UPDATE", "WHEN OLD.answered_at IS NOT NULL"),
            ("opinions", "delete", "DELETE", ""),
        )
    )


def _postgresql() -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        for table, name, action, each in (
            ("settings", "update", "UPDATE", "ROW"),
            ("settings", "delete", "DELETE", "ROW"),
            ("settings", "truncate", "TRUNCATE", "STATEMENT"),
            ("opinions", "update", f"UPDATE OF {GIVEN}", "ROW"),
            ("opinions", "reopen", "UPDATE", "ROW WHEN (OLD.answered_at IS NOT NULL)"),
            ("opinions", "delete", "DELETE", "ROW"),
            ("opinions", "truncate", "TRUNCATE", "STATEMENT"),
        )
    )
