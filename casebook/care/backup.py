"""Backup while people work, and restore. One form for both databases: what was in SQLite may come back in PostgreSQL."""

from pathlib import Path
from typing import Final

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect, select

from casebook import database, schema, trail
from casebook.actor import Actor
from casebook.anchors import Keyring
from casebook.book import Casebook
from casebook.care.packing import Packed, packed, packing
from casebook.care.rows import in_order, lines, load
from casebook.care.verification import problems_of_records
from casebook.decisions.deriving import derive_all
from casebook.refusals import CasebookError
from casebook.rights import permit

KIND: Final = "备份"
LEFT_OUT: Final = ("sessions", "attempts", "codes")  # who was signed in is nobody's business later
TABLES: Final = tuple(table for table in schema.METADATA.sorted_tables if table.name not in LEFT_OUT)


def backup(book: Casebook, actor: Actor, path: Path) -> str:
    """Writes everything, as it is at one moment, into a file; gives the file's digest."""
    with book.write(actor) as work:
        permit(work.connection, actor, "backup")
        work.note("backup")
    with book.read() as connection, packing(path) as pack:
        head = trail.head(connection)
        counts = {
            table.name: pack.add(
                f"tables/{table.name}.jsonl",
                lines(connection, in_order(table, select(table)), 1 if table is schema.blobs else 500),
            )
            for table in TABLES
        }
        made = pack.finish(
            {
                "kind": KIND, "format": 1, "revision": database.revision(connection), "rows": counts,
                "trail": head._asdict(), "made_at": book.clock().isoformat(),
            }
        )  # fmt: skip
    book.keyring.anchor(head)
    return made


def restore(engine: Engine, keyring: Keyring, path: Path, expected: str | None = None) -> str:
    """Fills an empty database from a backup, if everything in it holds; gives the backup's digest.

    Args:
        engine: of an empty database.
        keyring: with the key that the trail was made with.
        path: the backup.
        expected: the digest that was told when the backup was made.

    Raises:
        CasebookError: the database is not empty, the file has been changed, or what it holds does not verify.
    """
    key = keyring.key()
    with packed(path, KIND) as pack:
        if expected is not None and pack.digest != expected:
            raise CasebookError(f"备份的摘要是 {pack.digest}，不是 {expected}")
        if inspect(engine).get_table_names():
            raise CasebookError("数据库不是空的；恢复只能写入空的数据库：换一个地址，或者先把原来的数据库移开")
        with database.writing(engine) as connection:  # all of it in one: what does not hold leaves nothing
            _shape(connection, pack.about["revision"])
            _fill(connection, pack)
            database.migrate_within(connection)
            if wrong := list(problems_of_records(connection, key, {})):
                raise CasebookError("备份的内容没有通过校验，没有恢复：\n" + "\n".join(wrong))
            derive_all(connection)
    keyring.set_aside()
    return pack.digest


def _shape(connection: Connection, revision: str) -> None:
    """The tables as they were when the backup was made."""
    try:
        database.migrate_within(connection, revision)
    except CommandError as error:
        raise CasebookError(f"备份出自更新的系统（{revision}），请先升级本系统再恢复") from error


def _fill(connection: Connection, pack: Packed) -> None:
    """A backup older than a table has none of its rows."""
    for table in TABLES:
        if table.name not in pack.about["rows"]:
            continue
        count = load(connection, table, pack.lines(f"tables/{table.name}.jsonl"))
        if count != pack.about["rows"][table.name]:
            raise CasebookError(f"{table.name} 应当有 {pack.about['rows'][table.name]} 行，实有 {count} 行")
    head = trail.head(connection)
    if head._asdict() != pack.about["trail"]:
        raise CasebookError("备份清单中的审计记录末尾与内容不符")
