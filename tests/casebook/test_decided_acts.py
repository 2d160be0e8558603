"""Decided acts: written with the decision, gone with it, the same whenever they are derived anew."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from casebook import database, schema
from casebook.actor import CONSOLE
from casebook.anchors import Keyring
from casebook.book import open_casebook
from casebook.care.backup import backup, restore
from casebook.care.bundles import export_case, import_case
from casebook.care.verification import verify
from casebook.cli import main
from casebook.decisions import deriving
from casebook.decisions.deriving import refresh_acts
from casebook.refusals import NotPermittedError
from casebook.workflow.recording import Recorded
from casebook.workflow.striking import strike

from .conftest import Template
from .office import ORDINARY, Led, Office, content_of, person

WANTED = {
    "act": 0, "decided_on": "2026-08-13", "violation": "MCF-64", "party_kind": "legal_person", "result": "予以处罚",
    "outcome": "penalty", "direction": "lighter", "tier": "base", "circumstances": "ZB-6-1", "kinds": "fine",
    "gains": 300_000, "fine": 400_000, "confiscated": None, "least": 300_000, "most": 660_000, "months": None,
    "status": "within", "reasons": None,
}  # fmt: skip


def rows(engine: Engine) -> list[dict[str, Any]]:
    acts = schema.decided_acts
    with engine.connect() as connection:
        return [dict(one) for one in connection.execute(select(acts).order_by(acts.c.case_id, acts.c.act)).mappings()]


def held(office: Office) -> list[dict[str, Any]]:
    return rows(office.book.engine)


def struck(office: Office, case: Led) -> None:
    answer = strike(office.book, person("fu"), case.id, case.version, "误记")
    assert isinstance(answer, Recorded), answer
    case.version = answer.version


def test_the_row_of_an_act_is_what_its_receipt_says(office: Office) -> None:
    case = office.led("decided")
    [row] = held(office)
    assert row | {"case_id": case.id} == row
    assert {name: row[name] for name in WANTED} == WANTED


def test_nothing_is_counted_before_the_decision(office: Office) -> None:
    office.led("discussed")
    assert held(office) == []


def test_a_departure_keeps_its_reasons(office: Office) -> None:
    values = content_of("hearing")
    values["conducts"][0]["proposal"] = {"kinds": ["fine"], "fine": "8000.50", "reasons": "拒不说明去向"}
    office.led("decided", values)
    [row] = held(office)
    assert (row["fine"], row["status"], row["reasons"]) == (800_050, "departs", "拒不说明去向")


def test_two_acts_are_two_rows(office: Office) -> None:
    values = content_of("hearing")
    values["conducts"] += content_of("hearing")["conducts"]
    office.led("decided", values)
    assert [row["act"] for row in held(office)] == [0, 1]


def test_who_is_spared_has_no_kinds_and_no_figures(office: Office) -> None:
    office.led("spared", "spared", "spared")
    [row] = held(office)
    assert (row["result"], row["kinds"], row["fine"], row["least"], row["status"]) == ("不予处罚", "", None, None, None)


def test_a_decision_on_the_spot_counts(office: Office) -> None:
    office.led("on_the_spot", "small", "spot")
    [row] = held(office)
    assert row["result"] == "当场处罚"
    assert row["kinds"]


def test_a_decision_that_was_struck_is_gone_and_comes_again_when_made_again(office: Office) -> None:
    case = office.led("decided")
    before = held(office)
    struck(office, case)
    assert held(office) == []
    who, event, issue = ORDINARY["decided"][0]
    case.does(who, {**event, "on": "2026-08-14"}, issue)
    [after] = held(office)
    assert after["decided_on"] == "2026-08-14"
    assert after["receipt"] != before[0]["receipt"]


def test_a_revoked_decision_is_not_counted_until_its_closing_is_struck(office: Office) -> None:
    case = office.led("served")
    before = held(office)
    case.does("ju", {"type": "closed", "on": "2026-08-20", "result": "决定被撤销", "text": "复议撤销。"})
    assert held(office) == []
    struck(office, case)
    assert held(office) == before


def test_derived_anew_they_are_the_same(office: Office) -> None:
    office.led("decided")
    office.led("spared", "spared", "spared")
    before = held(office)
    assert len(before) == 2
    assert refresh_acts(office.book, CONSOLE) == 0
    with office.book.engine.begin() as connection:
        connection.execute(text("UPDATE decided_acts SET fine = 1 WHERE fine IS NOT NULL"))
    assert refresh_acts(office.book, CONSOLE) == 1
    assert held(office) == before
    with office.book.engine.begin() as connection:
        connection.execute(text("DELETE FROM decided_acts"))
    assert refresh_acts(office.book, person("jian")) == 2
    assert held(office) == before


def test_only_who_verifies_may_derive_anew(office: Office) -> None:
    with pytest.raises(NotPermittedError):
        refresh_acts(office.book, person("ju"))


def test_a_casebook_from_before_there_were_rows_has_them_once_it_is_opened(office: Office, url: str) -> None:
    case = office.led("decided")
    struck(office, office.led("decided"))
    before = held(office)
    with office.book.engine.begin() as connection:
        connection.execute(text("DELETE FROM decided_acts"))
    with ThreadPoolExecutor() as several:
        opened = list(several.map(lambda _: open_casebook(url, office.book.keyring), range(3)))
    for one in opened:
        one.engine.dispose()
    assert [row["case_id"] for row in before] == [case.id]
    assert held(office) == before


def test_rows_altered_behind_the_casebook_are_found(office: Office) -> None:
    office.led("decided")
    assert verify(office.book, CONSOLE) == ()
    with office.book.engine.begin() as connection:
        connection.execute(text("UPDATE decided_acts SET fine = 1"))
    (told,) = verify(office.book, CONSOLE)
    assert "统计" in told
    refresh_acts(office.book, CONSOLE)
    assert verify(office.book, CONSOLE) == ()


def test_all_are_derived_anew_in_pieces(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deriving, "AT_ONCE", 1)
    office.led("decided")
    office.led("spared", "spared", "spared")
    before = held(office)
    with office.book.engine.begin() as connection:
        connection.execute(text("DELETE FROM decided_acts"))
    assert refresh_acts(office.book, CONSOLE) == 2
    assert held(office) == before
    assert len(before) == 2


def test_an_act_that_was_waived_has_no_direction(office: Office) -> None:
    values = content_of("hearing")
    waived = content_of("hearing")["conducts"][0]
    waived["proposal"] = {"kinds": []}
    values["conducts"].append(waived)
    office.led("decided", values)
    assert [(row["direction"], row["fine"]) for row in held(office)] == [("lighter", 400_000), (None, None)]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    made = database.open_engine(f"sqlite:///{tmp_path}/restored.db")
    yield made
    made.dispose()


def test_they_are_there_after_a_restore(office: Office, empty: Engine, tmp_path: Path) -> None:
    office.led("decided")
    made = backup(office.book, CONSOLE, tmp_path / "backup.zip")
    restore(empty, office.book.keyring, tmp_path / "backup.zip", made)
    assert len(rows(empty)) == 1
    assert rows(empty) == held(office)


def test_they_are_there_after_an_import(
    office: Office, template: Template, keyring: Keyring, tmp_path: Path, backend: str
) -> None:
    case = office.led("decided")
    export_case(office.book, person("ju"), case.id, tmp_path / "case.zip")
    engine = database.open_engine(template(backend))
    other = type(office.book)(
        engine, keyring.key(), office.book.keyring, office.book.rulebook, office.book.rules_folder, office.book.clock
    )
    import_case(other, person("guan"), tmp_path / "case.zip")
    assert len(rows(engine)) == 1
    assert rows(engine) == held(office)
    engine.dispose()


def test_the_command_derives_them_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/casebook.db")
    monkeypatch.setenv("CASEBOOK_KEYS", str(tmp_path / "keys"))
    assert main(["init"]) == 0
    assert main(["refresh"]) == 0
    assert "重新整理了0个案件的处罚决定" in capsys.readouterr().out
