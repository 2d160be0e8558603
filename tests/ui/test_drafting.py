"""The first wording of 违法事实: what was filled in, nothing else."""

from collections.abc import Callable

import pytest

from ui.filling import drafting
from ui.filling.draft import Draft, blank, drop, put
from ui.filling.work import Work

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def test_days_act_and_figures_are_told(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    drop(draft, ("conducts", 0, "summary"))
    assert drafting.summary(on_desk(draft), 0) == (
        "自2026年7月1日起至2026年9月20日，当事人违反国家有关规定擅自举办民办学校。"
        "共收取费用46580元，已经退还43580元，涉及学生26人。"
    )


def test_nothing_is_invented(sample: Sample, on_desk: OnDesk) -> None:
    assert drafting.summary(on_desk(blank()), 0) == ""
    draft = sample(1)
    for path in (("summary",), ("facts",)):
        drop(draft, ("conducts", 0, *path))
    put(draft, ("conducts", 0, "to"), None)
    assert drafting.summary(on_desk(draft), 0) == "自2026年7月1日起，当事人违反国家有关规定擅自举办民办学校。"


def test_no_draft_tells_alternatives_or_where_the_party_is_at_home(sample: Sample, on_desk: OnDesk) -> None:
    draft, drafted = sample(1), 0
    drop(draft, ("conducts", 0, "summary"))
    for violation in on_desk(draft).rulebook.violations:
        put(draft, ("conducts", 0, "violation"), violation)
        told = drafting.summary(on_desk(draft), 0)
        assert not any(word in told for word in ("或", "、", "之一", "其他", draft["party"]["address"]))
        drafted += bool(told)
    assert drafted > 20  # still of use


def test_an_act_of_several_elements_is_drafted_by_its_name_and_tells_those_that_were_found(
    sample: Sample, on_desk: OnDesk
) -> None:
    draft = sample(1)
    drop(draft, ("conducts", 0, "summary"))
    put(draft, ("conducts", 0, "violation"), "XWP-17")
    put(draft, ("conducts", 0, "facts"), {"trainers": 2, "has_organisation": True, "subject_training": True})
    assert drafting.summary(on_desk(draft), 0) == (
        "自2026年7月1日起至2026年9月20日，当事人擅自举办校外培训机构。有培训从业人员2人，有相应的组织机构和分工。"
    )
    put(draft, ("conducts", 0, "summary"), "有相应的组织机构和分工，有教师2人。")
    put(draft, ("conducts", 0, "facts", "has_organisation"), value=False)
    assert drafting.figures(on_desk(draft), 0) == ""


def test_only_figures_that_are_not_told_yet_are_added(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    assert drafting.figures(on_desk(draft), 0) == ""
    put(draft, ("conducts", 0, "summary"), "招收学生126人，收取46,580元。")
    assert drafting.figures(on_desk(draft), 0) == "已经退还43580元，涉及学生26人。"


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("至2026年9月26日，收取46580元，退还43580元", "涉及学生26人。"),
        ("26人，收取4.658万元，退还43，580元", ""),
        ("26人，收取4万6580元，退还43,580.00元", ""),
        ("126人，收取46580元，退还143580元", "已经退还43580元，涉及学生26人。"),
    ],
)
def test_a_figure_is_told_where_its_unit_stands_by_it(sample: Sample, on_desk: OnDesk, summary: str, told: str) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "summary"), summary)
    assert drafting.figures(on_desk(draft), 0) == told


def test_evidence_is_offered_what_was_found_and_the_elements_not_what_was_not_so(
    sample: Sample, on_desk: OnDesk
) -> None:
    draft = sample(1)
    put(draft, ("conducts", 0, "violation"), "XWP-17")
    put(draft, ("conducts", 0, "facts", "serving_teacher"), value=False)
    put(draft, ("conducts", 0, "facts", "fees_refundable"), 0)
    offered = drafting.provable(on_desk(draft))
    assert "涉案学生人数" in offered
    assert "有专门培训场所或特定网站、应用程序" in offered  # an element that nobody has stated
    assert not any("在职教师" in one or "尚未退还" in one for one in offered)
    assert drafting.provable(on_desk(blank())) == ()
