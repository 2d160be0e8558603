"""Pieces of evidence: what they are called, which usual ones are offered, how a new one begins, what has none."""

from collections.abc import Callable

from ui.filling import pieces
from ui.filling.draft import Draft, blank, put
from ui.filling.sections import states
from ui.filling.work import Work

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def test_pieces_are_called_as_they_are_printed_whatever_their_ids(sample: Sample) -> None:
    draft = sample(1)
    del draft["evidence"][0]
    assert pieces.told(draft, ["E2", "E5"]) == "证据1、证据4"
    assert pieces.titles(draft, ["E1"]) | {"E2": "证据1 现场检查笔录及照片"} == pieces.titles(draft, ["E1"])
    assert pieces.told(draft, ["E1"]) == "E1（证据清单中没有）"


def test_usual_pieces_fit_the_party_and_the_facts_and_are_offered_once(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    del draft["evidence"][3:]
    offered = pieces.usual(on_desk(draft))
    assert list(offered) == [
        "现场检查笔录", "现场照片", "对张某某的询问笔录", "收款账户流水", "报名表", "退费明细和转账凭证", "证人的询问笔录"
    ]  # fmt: skip
    draft["party"]["kind"] = "natural_person"
    assert "身份证复印件" in pieces.usual(on_desk(draft))
    exam = pieces.usual(on_desk(sample(5)))  # nobody paid anything
    assert not {"收款账户流水", "报名表"} & exam.keys()


def test_nothing_of_a_party_is_offered_before_its_kind_is_known(on_desk: OnDesk) -> None:
    assert list(pieces.usual(on_desk(blank()))) == [
        "现场检查笔录", "现场照片", "对当事人的询问笔录", "证人的询问笔录"
    ]  # fmt: skip


def test_a_new_piece_never_has_the_day_and_has_the_collector_only_where_its_form_opens(
    sample: Sample, on_desk: OnDesk
) -> None:
    draft = sample(1)
    material = pieces.usual(on_desk(draft))["证人的询问笔录"]
    collector = draft["evidence"][-1]["obtained_by"]
    known = {"kind": "testimony", "title": "证人的询问笔录", "proves": material.proves}
    made = pieces.add(draft, "证人的询问笔录", material, goes_on=True, given=())
    assert draft["evidence"].pop() == {"id": made, **known, "obtained_by": collector}
    made = pieces.add(draft, "证人的询问笔录", material, given=())
    assert draft["evidence"].pop() == {"id": made, **known}
    del draft["evidence"]
    pieces.add(draft, goes_on=True, given=())
    assert draft["evidence"] == [{"id": "E1", "obtained_by": "王某某"}]  # the first officer of the case


def test_a_material_whose_kind_hangs_on_the_piece_leaves_it_to_the_officer(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    pieces.add(draft, "现场照片", pieces.usual(on_desk(draft))["现场照片"], given=())
    assert "kind" not in draft["evidence"][-1]


def test_the_state_tells_how_many_and_what_has_none(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    assert states(on_desk(draft))["evidence"].text == "5 份"
    del draft["conducts"][0]["circumstances"]["ZB-6-1"]["evidence"]
    found = states(on_desk(draft))["evidence"]
    assert found == ("5 份，1 项情节还没有证据", "open")


def test_what_holds_is_known_while_something_is_wrong_elsewhere(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    right = pieces.held(on_desk(draft), 0)
    put(draft, ("evidence", 0, "pages"), "许多")
    work = on_desk(draft)
    assert work.assessment is None
    assert list(right) == ["ZB-6-1"]
    assert pieces.held(work, 0) == right


def test_the_id_of_a_piece_that_is_gone_is_never_given_again(sample: Sample) -> None:
    draft = sample(1)
    del draft["evidence"][2:]
    assert pieces.add(draft, given=()) == "E3"
    assert pieces.add(draft, given=("E7", "E5", "照片")) == "E8"
    del draft["evidence"][0]
    assert pieces.add(draft, given=()) == "E9"
