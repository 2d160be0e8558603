"""Backup, restore, verification, export and import, on and between both databases."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select, text

from casebook import database, schema, trail
from casebook.actor import CONSOLE
from casebook.anchors import Keyring
from casebook.book import Casebook
from casebook.care.backup import backup, restore
from casebook.care.bundles import export_case, import_case
from casebook.care.verification import problems, verify
from casebook.cases.attachments import attach, attachment_bytes, list_attachments
from casebook.cases.documents import list_documents
from casebook.cases.listing import case_named, find_cases
from casebook.cases.versions import current, open_case
from casebook.receipts.replay import replay
from casebook.refusals import CasebookError, NotFoundError, NotPermittedError
from casebook.workflow.recording import Recorded
from casebook.workflow.striking import strike
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook
from penalty_engine.rulebook import Rulebook

from .conftest import Template, finish
from .office import Clock, Led, Office, person

JU, JIAN, WANG = person("ju"), person("jian"), person("wang")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, template: Template, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables, of either kind."""
    url = f"sqlite:///{tmp_path}/restored.db"
    if request.param == "postgresql":
        url = template("postgresql")
        made = database.open_engine(url)
        with made.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        made.dispose()
    engine = database.open_engine(url)
    yield engine
    engine.dispose()


def work(url: str, keyring: Keyring) -> None:
    """A case with everything that a case can have."""
    engine = database.open_engine(url)
    clock = Clock(datetime(2026, 1, 5, tzinfo=UTC))
    office = Office(Casebook(engine, keyring.key(), keyring, load_rulebook(), DEFAULT_FOLDER, clock), clock)
    case = office.led("decided")
    attach(office.book, WANG, case.id, "笔录.pdf", b"%PDF-1.7 text", "E2")
    assert isinstance(strike(office.book, JU, case.id, case.version, "误记"), Recorded)
    finish(engine)


@pytest.fixture
def worked(backend: str, template: Template, keyring: Keyring, rulebook: Rulebook, tmp_path: Path) -> Iterator[Led]:
    """That case, in a database of its own."""
    engine = database.open_engine(template(backend, work))
    keys = Keyring(tmp_path / "keys")
    keys.make()
    keys.key_file.write_text(keyring.key_file.read_text())
    clock = Clock(datetime(2026, 8, 20, tzinfo=UTC))
    office = Office(Casebook(engine, keyring.key(), keys, rulebook, DEFAULT_FOLDER, clock), clock)
    (listed,) = find_cases(office.book, JU)
    yield Led(office, listed.id, listed.version, listed.stage)
    engine.dispose()


def edited(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The packed file with members changed (None: left out), and the manifest as it was."""
    copy = path.with_name(f"edited-{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(copy, "w") as after:
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return copy


def test_a_backup_restores_on_either_database_to_the_same_rows(worked: Led, empty: Engine, tmp_path: Path) -> None:
    book, file = worked.office.book, tmp_path / "backup.zip"
    made = backup(book, CONSOLE, file)
    assert restore(empty, book.keyring, file, made) == made
    restored = replace(book, engine=empty)
    assert verify(restored, CONSOLE) == ()
    assert open_case(restored, WANG, worked.id).content == open_case(book, WANG, worked.id).content
    (attached,) = list_attachments(restored, WANG, worked.id)
    assert attachment_bytes(restored, WANG, attached.id) == b"%PDF-1.7 text"
    assert list_documents(restored, WANG, worked.id) == list_documents(book, WANG, worked.id)
    again = Office(restored, worked.office.clock).led("filed")
    numbers = [one.number for one in list_documents(restored, WANG, again.id)]
    assert numbers == ["淄教罚立〔2026〕2号"]  # the count goes on


def test_a_backup_knows_where_the_trail_ended(worked: Led, tmp_path: Path) -> None:
    book = worked.office.book
    backup(book, CONSOLE, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as file:
        told = json.loads(file.read("manifest.json"))["trail"]
    with book.read() as connection:
        assert trail.head(connection)._asdict() == told
    assert book.keyring.anchors()[told["seq"]] == told["mac"]


def test_sessions_and_passwords_tried_are_in_no_backup(worked: Led, tmp_path: Path) -> None:
    backup(worked.office.book, CONSOLE, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as file:
        assert not {"tables/sessions.jsonl", "tables/attempts.jsonl", "tables/codes.jsonl"} & set(file.namelist())
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda name, data: data.replace(b"4000", b"4001") if name.endswith("versions.jsonl") else data,
            "versions.jsonl",
        ),
        (lambda name, data: None if name.endswith("trail.jsonl") else data, "trail.jsonl"),
        (lambda name, data: data[:-1] if name == "manifest.json" else data, "损坏"),
    ],
    ids=["changed", "left out", "broken manifest"],
)
def test_a_backup_that_was_changed_is_not_restored(
    worked: Led, tmp_path: Path, change: Callable[[str, bytes], bytes | None], told: str
) -> None:
    backup(worked.office.book, CONSOLE, tmp_path / "backup.zip")
    target = database.open_engine(f"sqlite:///{tmp_path}/other.db")
    with pytest.raises(CasebookError, match=told):
        restore(target, worked.office.book.keyring, edited(tmp_path / "backup.zip", change))


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], **about: object) -> Path:
    """The packed file with members changed (None: left out), and a manifest that says so."""
    members = dict[str, bytes]()
    with zipfile.ZipFile(path) as pack:
        told = json.loads(pack.read("manifest.json"))
        for name in told["members"]:
            if (content := change(name, pack.read(name))) is not None:
                members[name] = content
    told["members"] = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in members.items()}
    copy = path.with_name(f"repacked-{path.name}")
    with zipfile.ZipFile(copy, "w") as after:
        for name, data in {**members, "manifest.json": json.dumps({**told, **about}).encode()}.items():
            after.writestr(name, data)
    return copy


def older(path: Path, revision: str, *younger: str) -> Path:
    """The backup as it would have been made before these tables were there."""
    with zipfile.ZipFile(path) as pack:
        rows = json.loads(pack.read("manifest.json"))["rows"]
    left = {name: count for name, count in rows.items() if name not in younger}
    gone = {f"tables/{name}.jsonl" for name in younger}
    return repacked(path, lambda name, data: None if name in gone else data, revision=revision, rows=left)


SINCE_0004 = ("opinions", "decided_acts", "settings", "views")


def test_a_backup_from_before_tables_were_added_is_restored(office: Office, empty: Engine, tmp_path: Path) -> None:
    case, book = office.led("decided"), office.book
    backup(book, CONSOLE, tmp_path / "backup.zip")
    restore(empty, book.keyring, older(tmp_path / "backup.zip", "0003", *SINCE_0004))
    restored = replace(book, engine=empty)
    assert verify(restored, CONSOLE) == ()
    assert open_case(restored, WANG, case.id).content == open_case(book, WANG, case.id).content
    with restored.read() as connection:
        assert database.revision(connection) == "0004"
        assert connection.execute(select(schema.decided_acts.c.case_id)).scalars().all() == [case.id]
    assert Office(restored, office.clock).led("filed").stage == "filed"


def test_a_backup_of_a_newer_system_is_told_of(worked: Led, empty: Engine, tmp_path: Path) -> None:
    book = worked.office.book
    backup(book, CONSOLE, tmp_path / "backup.zip")
    with pytest.raises(CasebookError, match="更新的系统"):
        restore(empty, book.keyring, older(tmp_path / "backup.zip", "9999"))
    assert inspect(empty).get_table_names() == []


def test_a_backup_changed_together_with_its_manifest_does_not_verify(
    worked: Led, empty: Engine, tmp_path: Path
) -> None:
    """Plain digests can be computed anew by anybody; the trail's cannot."""
    book, file = worked.office.book, tmp_path / "backup.zip"
    made = backup(book, CONSOLE, file)
    forged = repacked(
        file, lambda name, data: data.replace(b"4000", b"4001") if name == "tables/versions.jsonl" else data
    )
    with pytest.raises(CasebookError, match="被改动"):
        restore(empty, book.keyring, forged)
    assert inspect(empty).get_table_names() == []  # nothing stays of what did not hold
    with pytest.raises(CasebookError, match="摘要"):
        restore(empty, book.keyring, forged, made)


def test_only_an_empty_database_is_restored_into_and_only_with_the_key(worked: Led, tmp_path: Path) -> None:
    book, file = worked.office.book, tmp_path / "backup.zip"
    backup(book, CONSOLE, file)
    with pytest.raises(CasebookError, match="不是空的"):
        restore(book.engine, book.keyring, file)
    other = Keyring(tmp_path / "other keys")
    other.make()
    target = database.open_engine(f"sqlite:///{tmp_path}/other.db")
    with pytest.raises(CasebookError, match="密钥不对"):
        restore(target, other, file)


ATTACKS = {
    "a version's content": ("versions", "UPDATE versions SET content = replace(content, '4000', '4001') WHERE version = 3", "第3版的内容"),
    "content and digest": ("versions", "UPDATE versions SET content = '{}', digest = 'sha256:x' WHERE version = 3", "第3版的内容"),
    "who saved it": ("versions", "UPDATE versions SET saved_by = 'li' WHERE version = 4", "第4版的保存人"),
    "an event": ("events", "UPDATE events SET content = replace(content, '2026-07-22', '2026-07-02')", "事件与案件内容不一致"),
    "what was under decision": ("events", "UPDATE events SET matter = 'sha256:x' WHERE seq = 3", "第3个事件"),
    "a receipt": ("receipts", "UPDATE receipts SET result = '{}'", "裁量凭据"),
    "a file": ("blobs", "UPDATE blobs SET content = X'00'", "的内容被改动"),
    "a number": ("documents", "UPDATE documents SET number = 'X' WHERE kind = 'case'", "文书"),
    "the version that counts": (None, "UPDATE cases SET version = version - 1", "现行版本"),
    "an attachment": ("attachments", "DELETE FROM attachments", "附件"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_whatever_was_changed_behind_the_trail_is_found(worked: Led, name: str) -> None:
    table, statement, told = ATTACKS[name]
    book = worked.office.book
    assert verify(book, JIAN) == ()
    with book.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
            statement = statement.replace("X'00'", "'\\x00'")
        elif table:
            for action in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{action}"))
        connection.execute(text(statement))
    with book.read() as connection:
        assert told in "；".join(problems(connection, book.key, {}))


def test_a_case_is_exported_whole_and_imported_elsewhere(worked: Led, tmp_path: Path, template: Template) -> None:
    book, file = worked.office.book, tmp_path / "case.zip"
    export_case(book, JU, worked.id, file)
    with zipfile.ZipFile(file) as pack:
        names = pack.namelist()
        assert json.loads(pack.read("evidence.json"))[0]["id"] == "E1"
        assert len(pack.read("trail.jsonl").splitlines()) > 15
    assert "documents/淄教罚prior-notice〔2026〕第1号.pdf" in names
    assert any(name.startswith("attachments/") and name.endswith("笔录.pdf") for name in names)
    elsewhere = replace(book, engine=database.open_engine(template("sqlite")), keyring=Keyring(tmp_path / "k"))
    elsewhere.keyring.folder.mkdir()
    other = Office(elsewhere, worked.office.clock)
    own = other.led("filed")
    assert import_case(elsewhere, person("guan"), file) == worked.id
    assert open_case(elsewhere, JIAN, worked.id).content == open_case(book, WANG, worked.id).content
    assert verify(elsewhere, CONSOLE) == ()
    numbers = [one.number for one in list_documents(elsewhere, JIAN, worked.id)]
    assert numbers == [one.number for one in list_documents(book, JIAN, worked.id)]
    with elsewhere.read() as connection:
        number = current(connection, own.id).content["number"]
    assert number in numbers  # another bureau's number may be the same
    assert replay(elsewhere, JU, _receipt(elsewhere, worked.id)).same
    with pytest.raises(CasebookError, match="已经在"):
        import_case(elsewhere, person("guan"), file)
    with pytest.raises(NotFoundError, match="几个案件"):
        case_named(elsewhere, JU, number)
    export_case(elsewhere, JU, worked.id, tmp_path / "again.zip")


def _receipt(book: Casebook, case_id: str) -> str:
    with book.read() as connection:
        rows = connection.execute(text("SELECT digest FROM receipts WHERE case_id = :id"), {"id": case_id})
        return str(rows.scalars().first())


def test_a_bundle_that_was_changed_is_not_imported(worked: Led, tmp_path: Path) -> None:
    book, file = worked.office.book, tmp_path / "case.zip"
    export_case(book, JU, worked.id, file)
    forged = edited(file, lambda name, data: data + b"x" if name == "case.json" else data)
    with pytest.raises(CasebookError, match=r"case\.json"):
        import_case(book, person("guan"), forged)
    with pytest.raises(CasebookError, match="备份"):
        restore(book.engine, book.keyring, file)


def test_people_of_elsewhere_cannot_sign_in_and_only_administrators_import(worked: Led, tmp_path: Path) -> None:
    book, file = worked.office.book, tmp_path / "case.zip"
    export_case(book, JU, worked.id, file)
    with pytest.raises(NotPermittedError):
        import_case(book, JU, file)
    with pytest.raises(NotPermittedError):
        export_case(book, person("guan"), worked.id, file)
    with zipfile.ZipFile(file) as pack:
        people = [json.loads(line) for line in pack.read("tables/people.jsonl").splitlines()]
    assert people
    assert all(one.keys() == {"id", "name", "certificate"} for one in people)
