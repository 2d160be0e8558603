"""The index by which searches find what is rare: FTS5 in SQLite, GIN in PostgreSQL."""

from typing import Final

from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None

SQLITE: Final = (
    """
    CREATE VIRTUAL TABLE case_grams
    USING fts5(grams, content='cases', content_rowid='no', detail='none', tokenize='ascii')
    """,
    """
    CREATE TRIGGER cases_grams_insert AFTER INSERT ON cases BEGIN
        INSERT INTO case_grams(rowid, grams) VALUES (NEW.no, NEW.grams);
    END
    """,
    """
    CREATE TRIGGER cases_grams_update AFTER UPDATE OF grams ON cases WHEN OLD.grams <> NEW.grams BEGIN
        INSERT INTO case_grams(case_grams, rowid, grams) VALUES ('delete', OLD.no, OLD.grams);
        INSERT INTO case_grams(rowid, grams) VALUES (NEW.no, NEW.grams);
    END
    """,
)
POSTGRESQL: Final = ("CREATE INDEX ix_cases_grams ON cases USING gin (string_to_array(grams, ' '))",)


def upgrade() -> None:
    """Cases that are there already are entered when their rows are derived anew (python -m casebook refresh)."""
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)
