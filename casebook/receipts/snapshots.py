"""Rulebooks as they were: their files, once per digest, and loading them again."""

from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select

from casebook import schema
from casebook.book import Work
from casebook.plain import from_text, to_text
from casebook.refusals import CasebookError, NotFoundError
from penalty_engine.inputs.positioned import parse
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook

SCENARIOS: Final = "scenarios"


class Snapshot(NamedTuple):
    """The folder that was loaded, and its files (those of what it extends too): path to text."""

    folder: str
    files: dict[str, str]


def keep_snapshot(work: Work) -> str:
    """Stores the files of the rulebook in use, unless they are there already; gives their digest.

    Raises:
        CasebookError: the files have been changed since the rulebook was loaded.
    """
    book = work.book
    wanted = book.rulebook.digest
    known = select(schema.snapshots.c.digest).where(schema.snapshots.c.digest == wanted)
    if work.connection.execute(known).first() is None:
        files = _files(book.rules_folder)
        if _load(files, book.rules_folder.name).digest != wanted:
            raise CasebookError("规则文件在载入之后被改动，请重新启动系统后再办理")
        row = {"digest": wanted, "rulebook": book.rulebook.id, "version": book.rulebook.version, "stored_at": work.at}
        stored = to_text(Snapshot(book.rules_folder.name, files)._asdict())
        work.connection.execute(insert(schema.snapshots).values(**row, files=stored))
        work.note("snapshot", "", rulebook=wanted)
    return wanted


def load_snapshot(connection: Connection, digest: str) -> Rulebook:
    """The rulebook as it was. Raises InputError when today's programme cannot read it any more."""
    stored = snapshot(connection, digest)
    return _load(stored.files, stored.folder)


def snapshot(connection: Connection, digest: str) -> Snapshot:
    """The rulebook's files as they were."""
    query = select(schema.snapshots.c.files).where(schema.snapshots.c.digest == digest)
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise NotFoundError(f"没有存档的规则 {digest}")
    return Snapshot(**from_text(text))


def _files(folder: Path) -> dict[str, str]:
    """Its YAML files by path, and those of what it extends; its scenarios decide nothing."""
    files = {}
    for path in sorted(folder.rglob("*.yaml")):
        place = path.relative_to(folder)
        if place.parts[0] != SCENARIOS:
            files[(PurePosixPath(folder.name) / place.as_posix()).as_posix()] = path.read_text(encoding="utf-8-sig")
    head = parse(files[f"{folder.name}/rulebook.yaml"], "rulebook.yaml").data
    if isinstance(parent := head.get("extends"), str):
        files |= _files(folder.parent / parent)
    return files


def _load(files: dict[str, str], folder: str) -> Rulebook:
    with TemporaryDirectory(prefix="casebook-rules-") as place:
        for name, text in files.items():
            path = Path(place) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_rulebook(Path(place) / folder, kept=True)
