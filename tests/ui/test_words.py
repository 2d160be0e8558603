"""Figures, days and names as they stand on the screen."""

from decimal import Decimal

import pytest

from penalty_engine.amounts import Interval
from penalty_engine.rulebook import Rulebook
from ui.filling.sums import figure
from ui.words import (
    act_of,
    counted,
    day,
    identifier,
    in_capitals,
    named,
    rank,
    short,
    shown,
    span,
    typed,
    unmarked,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("46580", 46580),
        ("46,580", 46580),
        ("４６，５８０元", 46580),
        (" ￥46,580.50 ", Decimal("46580.50")),
        ("46 580", "46 580"),
        ("0", 0),
        ("-5", -5),
        ("四万", "四万"),
        ("1.2.3", "1.2.3"),
        ("", ""),
    ],
)
def test_figures_are_understood_however_they_are_grouped(text: str, value: object) -> None:
    assert figure(text) == value
    assert type(figure(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("26人", 26), ("１２ 页", 12), ("9", 9), ("二十人", "二十人"), ("人", "人"), ("26岁", "26岁"), ("", "")],
)
def test_counts_may_have_their_word(text: str, value: object) -> None:
    assert counted(text) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("９１３７０３０３ＭＡ３０００００１８ ", "91370303MA30000018"),
        ("91370303 ma30000018", "91370303MA30000018"),
        ("37030319800101001x", "37030319800101001X"),
        ("没有 证件", "没有 证件"),
        ("", ""),
    ],
)
def test_numbers_of_certificates_are_half_width_without_blanks(text: str, number: str) -> None:
    assert identifier(text) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [(46580, "46,580"), (Decimal("46580.50"), "46,580.50"), ("四万", "四万"), (None, ""), (True, ""), ("12", "12")],
)
def test_figures_stand_grouped_in_their_fields(value: object, text: str) -> None:
    assert typed(value) == text


def test_capitals_only_of_amounts() -> None:
    assert in_capitals(4000) == "肆仟元整"
    assert in_capitals("46,580.50") == "肆万陆仟伍佰捌拾元伍角"
    assert in_capitals("四千五") is None
    assert in_capitals(-1) is None
    assert in_capitals(Decimal("1.005")) is None
    assert in_capitals(True) is None


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(Decimal(3000), Decimal(15000)), "3,000元以上15,000元以下"),
        (Interval(Decimal(0), Decimal(50000), min_inclusive=False), "50,000元以下"),
        (
            Interval(Decimal(6600), Decimal(11400), min_inclusive=False, max_inclusive=False),
            "超过6,600元、不满11,400元",
        ),
        (Interval(Decimal(200), Decimal(200)), "200元"),
    ],
)
def test_ranges_in_words(interval: Interval, text: str) -> None:
    assert span(interval, "元") == text


def test_empty_values_are_never_none() -> None:
    assert day(None) == "未填写"
    assert shown(None) == "未填写"
    assert shown("<b>") == "&lt;b&gt;"


def test_citations_without_the_country() -> None:
    assert short("《中华人民共和国民办教育促进法》第六十四条") == "《民办教育促进法》第六十四条"


def test_labels_are_not_markdown() -> None:
    assert unmarked("![x](http://a)") == r"\!\[x\](http\://a)"


def test_every_field_and_unknown_has_a_name(zibo: Rulebook) -> None:
    assert named("conducts[0].facts.fees_collected", zibo) == "实施违法行为收取的全部款项"
    assert named("facts.students", zibo) == "涉案学生（幼儿、学员）人数"
    assert named("severity", zibo) == "情节是否严重"
    assert named("ZB-6-1", zibo) == "主动消除或者减轻违法行为危害后果"
    assert named("ZB-5-4.minor", zibo).startswith("违法行为轻微（“当事人的违法行为轻微")
    assert named("conducts[0].circumstances.ZB-5-4.elements.minor", zibo) == named("ZB-5-4.minor", zibo)
    assert named("evidence[2].pages", zibo) == "证据3的页数"
    assert named("officers[0].certificate", zibo) == "执法人员1的执法证号"
    assert named("evidence[0]", zibo) == "证据"
    assert named("conducts[1].proposal.fine", zibo) == "拟罚款数额"


def test_fields_in_the_order_of_the_work() -> None:
    paths = ["conducts[0].to", "party.name", "conducts[0].violation", "party.kind"]
    assert sorted(paths, key=rank) == ["party.kind", "party.name", "conducts[0].violation", "conducts[0].to"]
    assert act_of("conducts[2].to") == 2
    assert act_of("party.name") is None
