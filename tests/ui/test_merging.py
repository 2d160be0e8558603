"""Two states of one case put together: nothing of either is lost unless somebody has chosen so."""

from typing import Any

import pytest

from casebook.cases.changes import MISSING, changes
from casebook.plain import from_text, plain, to_text
from ui.filling.merging import Clash

BASE: dict[str, Any] = {
    "party": {"kind": "legal_person", "name": "甲"},
    "conducts": [{"violation": "MCF-64", "from": "2026-03-01", "to": "2026-06-30", "facts": {"fees_collected": 100}}],
    "evidence": [{"id": "E1", "title": "一"}, {"id": "E2", "title": "二"}],
    "events": [],
}


def changed(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever a case file holds
    return {**from_text(to_text(BASE)), **parts}


def act(**parts: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- whatever a case file holds
    return [{**BASE["conducts"][0], **parts}]


def clash(mine: dict[str, Any], other: dict[str, Any]) -> Clash:
    return Clash(BASE, plain(mine), plain(other), tuple(changes(BASE, other)), 2, "")


def test_what_each_changed_alone_is_taken_together() -> None:
    found = clash(changed(party={"kind": "legal_person", "name": "乙"}), changed(conducts=act(summary="办班")))
    assert found.both() == ()
    assert found.merged(()) == changed(party={"kind": "legal_person", "name": "乙"}, conducts=act(summary="办班"))


@pytest.mark.parametrize(("mine", "name"), [((), "丙"), ((("party", "name"),), "乙")])
def test_what_both_changed_goes_by_the_choice(mine: tuple[tuple[str, str], ...], name: str) -> None:
    found = clash(changed(party={"kind": "legal_person", "name": "乙"}), changed(party={"name": "丙"}))
    assert found.both() == (("party", "name"),)
    assert found.values(("party", "name")) == ("甲", "丙", "乙")
    assert found.merged(mine)["party"] == {"name": name}


def test_both_the_same_is_no_conflict() -> None:
    same = changed(party={"kind": "legal_person", "name": "乙"})
    assert clash(same, same).both() == ()


def test_an_act_that_goes_on_is_not_a_day_left_out() -> None:
    going_on, left_out = changed(conducts=act(to=None)), changed(conducts=act())
    del left_out["conducts"][0]["to"]
    found = clash(going_on, left_out)
    path = ("conducts", 0, "to")
    assert found.both() == (path,)
    assert found.values(path) == ("2026-06-30", MISSING, None)
    assert found.merged((path,))["conducts"][0]["to"] is None
    assert "to" not in found.merged(())["conducts"][0]


def test_a_whole_thing_taken_away_meets_a_part_of_it_changed() -> None:
    mine = changed(evidence=[{"id": "E1", "title": "一"}])
    other = changed(evidence=[{"id": "E1", "title": "一"}, {"id": "E2", "title": "二二"}])
    found = clash(mine, other)
    assert found.both() == (("evidence", "E2"),)
    assert found.merged((("evidence", "E2"),))["evidence"] == [{"id": "E1", "title": "一"}]
    assert found.merged(())["evidence"] == other["evidence"]


def test_a_piece_taken_away_does_not_touch_the_one_behind_it() -> None:
    first, second = BASE["evidence"]
    found = clash(changed(evidence=[second]), changed(evidence=[first, {**second, "title": "二二"}, {"id": "E3"}]))
    assert found.both() == ()
    assert found.merged(())["evidence"] == [{**second, "title": "二二"}, {"id": "E3"}]
    found = clash(changed(evidence=[first, {**second, "pages": 2}, {"id": "E3"}]), changed(evidence=[second]))
    assert found.merged(())["evidence"] == [{**second, "pages": 2}, {"id": "E3"}]


def test_pieces_in_another_order_are_one_difference() -> None:
    first, second = BASE["evidence"]
    found = clash(changed(evidence=[second, first]), changed(evidence=[first, {**second, "title": "二二"}]))
    assert found.both() == (("evidence",),)


def test_several_things_taken_away_leave_the_others_in_their_places() -> None:
    found = clash(changed(evidence=[]), changed(party={"kind": "legal_person", "name": "丙"}))
    merged = found.merged(())
    assert merged["evidence"] == []
    assert merged["party"]["name"] == "丙"


def test_events_are_the_casebooks_own() -> None:
    filed = [{"type": "filed", "on": "2026-07-05"}]
    found = clash(changed(events=[], number="1"), changed(events=filed))
    assert found.merged(()) == changed(events=filed, number="1")
