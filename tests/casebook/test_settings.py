"""Settings: every version stays, the second of two is told, what holds is found again in a backup, changes are noticed."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casebook import database, trail
from casebook.anchors import Keyring
from casebook.book import Casebook
from casebook.care.backup import backup, restore
from casebook.care.verification import problems
from casebook.cases.numbers import last_serials
from casebook.plain import digest, from_text
from casebook.refusals import NotPermittedError, UnfitError
from casebook.settings import (
    BUREAU,
    LONGEST,
    Overtaken,
    Setting,
    current_settings,
    save_setting,
    setting_history,
    state,
)

from .office import Clock, Office, person

GUAN = person("guan")
OWN = "template/prior-notice.html"


def saved(book: Casebook, kind: str, begun_from: int, content: str | None) -> Setting:
    made = save_setting(book, GUAN, kind, begun_from, content)
    assert isinstance(made, Setting)
    return made


def wrong(book: Casebook) -> list[str]:
    with book.read() as connection:
        return list(problems(connection, book.key, {}))


def test_what_was_saved_last_holds_and_every_version_stays(book: Casebook, clock: Clock) -> None:
    assert current_settings(book) == {}
    assert state(book) == 0
    saved(book, BUREAU, 0, "court: 甲法院\n")
    clock.be("2026-11-21")
    second = saved(book, BUREAU, 1, "court: 乙法院\n")
    own = saved(book, OWN, 0, "<p>")
    assert current_settings(book) == {BUREAU: second, OWN: own}
    assert state(book) == 3
    assert [(one.kind, one.version, one.content) for one in setting_history(book, GUAN)] == [
        (BUREAU, 2, "court: 乙法院\n"),
        (OWN, 1, "<p>"),
        (BUREAU, 1, "court: 甲法院\n"),
    ]


def test_taken_back_leaves_nothing_to_hold_but_what_was(book: Casebook) -> None:
    saved(book, OWN, 0, "<p>")
    gone = saved(book, OWN, 1, None)
    assert current_settings(book)[OWN] == gone
    assert (gone.version, gone.content, gone.digest) == (2, None, digest(""))
    assert wrong(book) == []


def test_the_second_of_two_is_told_what_holds_now(book: Casebook) -> None:
    first = saved(book, BUREAU, 0, "court: 甲法院\n")
    assert save_setting(book, GUAN, BUREAU, 0, "court: 乙法院\n") == Overtaken(first)
    assert current_settings(book) == {BUREAU: first}
    assert state(book) == 1


@pytest.mark.parametrize(
    ("content", "message"), [("court: 甲法院\n", "没有可以保存的改动"), ("长" * LONGEST, "超过 256 KB")]
)
def test_what_changes_nothing_or_is_too_long_is_refused(book: Casebook, content: str, message: str) -> None:
    saved(book, BUREAU, 0, "court: 甲法院\n")
    with pytest.raises(UnfitError, match=message):
        save_setting(book, GUAN, BUREAU, 1, content)
    assert state(book) == 1


@pytest.mark.parametrize("login", ["wang", "shen", "ju", "gui", "jian"])
def test_only_the_administrator_configures(book: Casebook, login: str) -> None:
    with pytest.raises(NotPermittedError):
        save_setting(book, person(login), BUREAU, 0, "court: 甲法院\n")
    with pytest.raises(NotPermittedError):
        setting_history(book, person(login))
    assert current_settings(book) == {}


def test_the_trail_tells_who_saved_what(book: Casebook) -> None:
    made = saved(book, BUREAU, 0, "contact: {name: 王某, phone: '0533'}\n")
    with book.read() as connection:
        *_, entry = trail.entries(connection)
    assert (entry.actor, entry.action, entry.subject) == ("guan", "configure", "")
    assert from_text(entry.details) == {"setting": BUREAU, "of": 1, "stored": made.digest, "taken_back": False}


def test_a_version_is_not_changed(book: Casebook) -> None:
    saved(book, BUREAU, 0, "court: 甲法院\n")
    with pytest.raises(DatabaseError), book.engine.begin() as connection:
        connection.execute(text("UPDATE settings SET content = 'court: 丙法院'"))


@pytest.mark.parametrize(
    ("column", "value"),
    [("content", "payee: {account: 666}"), ("saved_by", "wang"), ("digest", "sha256:0"), ("version", "7")],
)
def test_a_change_behind_the_back_is_found(book: Casebook, column: str, value: str) -> None:
    saved(book, BUREAU, 0, "payee: {account: '111'}\n")
    assert wrong(book) == []
    _without_guard(book, f"UPDATE settings SET {column} = '{value}'")  # noqa: S608 -- our own words
    version = value if column == "version" else "1"
    assert f"设置 bureau 第{version}版被改动、不见了或者没有审计记录" in wrong(book)


def test_a_version_that_is_gone_is_missed(book: Casebook) -> None:
    saved(book, BUREAU, 0, "payee: {account: '111'}\n")
    _without_guard(book, "DELETE FROM settings")
    assert wrong(book) == ["设置 bureau 第1版被改动、不见了或者没有审计记录"]


def test_settings_come_back_from_a_backup(book: Casebook, tmp_path: Path) -> None:
    made = saved(book, BUREAU, 0, "court: 甲法院\n")
    backup(book, GUAN, tmp_path / "office.backup")
    engine = database.open_engine(f"sqlite:///{tmp_path}/restored.db")
    restore(engine, Keyring(book.keyring.folder), tmp_path / "office.backup")
    again = Casebook(engine, book.key, book.keyring, book.rulebook, book.rules_folder, book.clock)
    assert current_settings(again) == {BUREAU: made}
    engine.dispose()


def _without_guard(book: Casebook, statement: str) -> None:
    """As somebody could who has the database in his own hands."""
    with book.engine.begin() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON settings"
        for guard in ("settings_no_update", "settings_no_delete"):
            connection.execute(text(f"DROP TRIGGER {guard}{on}"))
        connection.execute(text(statement))


def test_the_last_number_of_a_year_is_known(office: Office) -> None:
    office.led("noticed")
    assert last_serials(office.book, 2026)["prior-notice"] == 1
    assert last_serials(office.book, 2025) == {}
