"""Receipts: the same bytes years later, or what is different."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook.plain import from_text
from casebook.receipts.replay import replay
from casebook.receipts.snapshots import keep_snapshot, load_snapshot
from casebook.receipts.storing import receipt
from casebook.refusals import CasebookError, NotPermittedError
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook

from .office import Office, person

JU = person("ju")


def receipt_of(office: Office) -> str:
    case = office.led("noticed")
    with office.book.read() as connection:
        made = connection.execute(
            text("SELECT receipt FROM events WHERE case_id = :id AND type = 'noticed'"), {"id": case.id}
        )
        return str(made.scalar_one())


def changed_rules(folder: Path, place: str, before: str, after: str) -> Path:
    copy = folder / "zibo"
    shutil.copytree(DEFAULT_FOLDER, copy)
    file = copy / place
    written = file.read_text()
    assert before in written
    file.write_text(written.replace(before, after, 1))
    return copy


def with_rules(office: Office, folder: Path) -> Office:
    return Office(replace(office.book, rulebook=load_rulebook(folder), rules_folder=folder), office.clock)


def test_a_receipt_replays_to_the_same_bytes(office: Office) -> None:
    found = replay(office.book, JU, receipt_of(office))
    assert found == (True, True, None, (), (), (), ())


def test_a_receipt_holds_inputs_and_result_whole(office: Office) -> None:
    made = receipt_of(office)
    with office.book.read() as connection:
        stored = receipt(connection, made)
        rulebook = load_snapshot(connection, stored.snapshot)
    assert rulebook.digest == office.book.rulebook.digest == stored.snapshot
    assert stored.content["events"][-1] == {
        "type": "noticed",
        "on": "2026-07-22",
        "document": "淄教罚prior-notice〔2026〕第1号",
    }
    assert from_text(stored.result)["assessed_on"] == "2026-07-22"
    assert from_text(stored.result)["rulebook"]["digest"] == stored.snapshot


def test_a_rulebook_is_stored_once(office: Office) -> None:
    receipt_of(office)
    receipt_of(office)
    with office.book.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM snapshots")).scalar_one() == 1


def test_another_engine_is_told_with_what_it_changes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = receipt_of(office)
    monkeypatch.setattr(sys.modules["penalty_engine.assess"], "ENGINE", "9.9.9")
    monkeypatch.setattr("casebook.receipts.replay.ENGINE", "9.9.9")
    found = replay(office.book, JU, made)
    assert found.intact
    assert not found.same
    assert found.engine == "0.1.0"
    assert [(one.path, one.before, one.after) for one in found.differences] == [(("engine",), "0.1.0", "9.9.9")]


def test_a_changed_rule_is_named_with_what_it_changes(office: Office, tmp_path: Path) -> None:
    made = receipt_of(office)
    later = with_rules(office, changed_rules(tmp_path, "settings.yaml", '"0.30"', '"0.20"'))
    assert replay(later.book, JU, made).changed_rules == ("现行规则尚未存档，作出一次告知或者决定之后可以逐条比较",)
    receipt_of(later)
    found = replay(later.book, JU, made)
    assert found.same
    assert found.changed_rules == ("zibo/settings.yaml: band_lighter",)
    assert ("conducts", 0, "penalties", 0, "recommended", "max") in [one.path for one in found.today]


def test_a_receipt_that_was_tampered_with_is_not_intact(office: Office) -> None:
    made = receipt_of(office)
    with office.book.engine.begin() as connection:
        postgresql = connection.dialect.name == "postgresql"
        connection.execute(text(f"DROP TRIGGER receipts_no_update{' ON receipts' if postgresql else ''}"))
        connection.execute(text("UPDATE receipts SET result = replace(result, '4000', '400')"))
        connection.execute(text("UPDATE receipts SET result = replace(result, '3000.00', '300.00')"))
    found = replay(office.book, JU, made)
    assert not found.intact
    assert not found.same


def test_rules_changed_on_disk_behind_the_service_are_not_stored(office: Office, tmp_path: Path) -> None:
    folder = changed_rules(tmp_path, "settings.yaml", '"0.30"', '"0.20"')
    later = with_rules(office, folder)
    (folder / "settings.yaml").write_text((folder / "settings.yaml").read_text().replace('"0.20"', '"0.25"'))
    with later.book.write(JU) as work, pytest.raises(CasebookError, match="重新启动"):
        keep_snapshot(work)


def test_a_districts_rulebook_is_stored_with_what_it_extends(office: Office) -> None:
    folder = Path(__file__).parents[1] / "rulebooks" / "tiny-district"
    district = with_rules(office, folder)
    with district.book.write(JU) as work:
        made = keep_snapshot(work)
        assert load_snapshot(work.connection, made).digest == district.book.rulebook.digest


def test_only_who_may_read_the_case_replays(office: Office) -> None:
    with pytest.raises(NotPermittedError):
        replay(office.book, person("gui"), receipt_of(office))
