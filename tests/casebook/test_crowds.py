"""Many processes at once, and processes that are killed: nothing acknowledged is lost, no number is given twice.

The long proofs are in script/bench casebook; these are the same ones, smaller.
"""

from pathlib import Path

import pytest

from bench.casebook_proof import Place, crowd, kill_at_random
from casebook.anchors import Keyring

from .conftest import BACKENDS, Template


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, template: Template, keyring: Keyring, tmp_path: Path) -> Place:
    keys = Keyring(tmp_path / "keys")
    keys.make()
    keys.key_file.write_text(keyring.key_file.read_text())
    return Place(template(request.param), keys)


def test_killing_writers_loses_no_acknowledged_write(place: Place) -> None:
    came = kill_at_random(place, 60, most=50)
    assert came.acknowledged >= 60
    assert came.kills >= 2
    assert came.wrong == ()


def test_users_in_two_processes_lose_no_update_and_get_no_number_twice(place: Place) -> None:
    came = crowd(place, users=6, seconds=1.5, pause=0.0)
    assert came.wrong == ()
    assert came.counted == came.expected > 0
    assert len(came.numbers) == len(set(came.numbers)) > 0
    assert len(came.saves) > 20
