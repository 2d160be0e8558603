"""Which field stands in which section, and how each section stands."""

from collections.abc import Callable

import pytest

from ui.filling.draft import Draft, blank, drop, put
from ui.filling.sections import facts_asked, section_of, section_of_unknown, states
from ui.filling.work import Work

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("party.name", "party"),
        ("filed_on", "party"),
        ("competence_ground", "act"),
        ("suspected_crime", "act"),
        ("business_activity", "facts"),
        ("conducts[0].summary", "act"),
        ("conducts[1].facts.students", "facts"),
        ("conducts[0].severity", "facts"),
        ("conducts[0].circumstances.ZB-6-1.note", "circumstances"),
        ("evidence[0].title", "evidence"),
        ("conducts[0].proposal.fine", "proposal"),
        ("conducts[0]", "documents"),
        ("officers", "documents"),
        ("contact.phone", "documents"),
    ],
)
def test_every_field_has_its_section(path: str, section: str) -> None:
    assert section_of(path) == section


def test_unknowns_have_theirs() -> None:
    assert section_of_unknown("facts.fees_refunded") == section_of_unknown("severity") == "facts"
    assert section_of_unknown("ZB-5-4.minor") == "circumstances"
    assert section_of_unknown("established") == section_of_unknown("suspected_crime") == "act"


def test_a_new_case_says_what_is_missing(on_desk: OnDesk) -> None:
    found = states(on_desk(blank()))
    assert {one: state.text for one, state in found.items()} == {
        "party": "缺 2 项",
        "act": "缺 3 项",
        "facts": "先选违法行为",
        "circumstances": "先选违法行为",
        "evidence": "没有证据",
        "proposal": "先选违法行为",
        "documents": "",
        "flow": "草稿",
    }


def test_a_finished_case_is_complete_and_printable(sample: Sample, on_desk: OnDesk) -> None:
    found = states(on_desk(sample(1)))
    assert found["documents"].text == "可以打印"
    assert all(state.mood == "done" for one, state in found.items() if one != "flow")


def test_unknown_facts_are_counted_where_they_are_answered(sample: Sample, on_desk: OnDesk) -> None:
    found = states(on_desk(sample(3)))
    assert found["facts"].text.startswith("影响结论的问题 ")
    assert found["circumstances"].text.startswith("影响结论的问题 ")


def test_what_a_letter_lacks_counts_where_it_is_filled_in(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    drop(draft, ("party", "address"))
    drop(draft, ("conducts", 0, "proposal"))
    found = states(on_desk(draft))
    assert found["party"].text == "缺住所或者住址"
    assert found["proposal"].text == "缺拟处罚"
    assert found["documents"].text == "还缺 2 项"


def test_mistakes_come_before_everything_else(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "facts", "fees_collected"), "很多")
    work = on_desk(draft)
    assert states(work)["facts"].text == "1 处有误"
    assert work.mistakes_at(("conducts", 0, "facts", "fees_collected")) == (
        "应当是数字，请写成 46,580、46580.50 或者 4.658万",
    )


def test_where_nothing_is_punished_no_notice_is_made(sample: Sample, on_desk: OnDesk) -> None:
    assert states(on_desk(sample(5)))["documents"].text == "不制作事先告知书"
    assert states(on_desk(sample(8)))["proposal"].text == "拟不予处罚"


def test_where_the_provision_names_another_authority_the_ground_is_missed(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(3)
    assert states(on_desk(draft))["act"].text == "缺管辖依据"
    put(draft, ("competence_ground",), "市政府指定管辖的批复")
    assert states(on_desk(draft))["act"].text == "完整"


def test_a_fact_of_persons_is_not_asked_of_an_organisation(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    drop(draft, ("conducts", 0, "facts", "serving_teacher"))
    asked = {}
    for kind in ("legal_person", "natural_person"):
        put(draft, ("party", "kind"), kind)
        asked[kind] = [one.id for one in facts_asked(on_desk(draft), 0)]
    assert "serving_teacher" not in asked["legal_person"]
    assert "serving_teacher" in asked["natural_person"]


def test_a_stated_fact_is_shown_whomever_it_is_about(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "facts", "serving_teacher"), "no")
    assert "serving_teacher" in [one.id for one in facts_asked(on_desk(draft), 0)]


def test_an_unlawful_figure_is_called_so_and_not_missing(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "proposal", "fine"), 40_000)
    assert states(on_desk(draft))["proposal"] == ("不合法", "wrong")


def test_elements_that_nobody_knows_are_called_so(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "violation"), "XWP-17")
    put(draft, ("conducts", 0, "facts", "trainers"), 3)
    assert states(on_desk(draft))["facts"] == ("行为的要件 2 项未查明", "open")
