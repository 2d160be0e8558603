"""裁量规则: every item is shown in words, found by words, held against a day; what is empty says why."""

from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from penalty_engine.inputs.rulebook_models import ConditionModel
from penalty_engine.rulebook import Range, Rulebook
from penalty_engine.search import index
from ui.rules.items import GROUPS, Item, beside, items, search, sources
from ui.rules.saying import said_condition, said_force, said_range, said_value
from ui.rules.showing import Reading, shown

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def every(zibo: Rulebook) -> tuple[Item, ...]:
    return items(zibo, sources().lines)


class Text(HTMLParser):
    """The words of a page; open elements are counted."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.opened = "", list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag != "br":
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read(zibo: Rulebook, id: str, day: date = TODAY, *, keeps: bool = False) -> str:
    text = Text(shown(id, Reading(zibo, sources(), day, keeps)))
    assert text.opened == []
    return text.words


def test_ids_are_told_apart_across_the_whole_rulebook(every: tuple[Item, ...]) -> None:
    assert len({one.id for one in every}) == len(every)
    assert {one.group for one in every} == GROUPS.keys() - {"benchmarks", "lists"}


def test_every_item_is_said_in_words(every: tuple[Item, ...], zibo: Rulebook) -> None:
    for one in every:
        words = read(zibo, one.id)
        assert one.id in words
        assert not {"None", "True", "False", "{", "illegal_gains", "system_setting"} & set(words.split()), one.id
        assert "None" not in words


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("MCF-64", "罚款（应当）：违法所得的1倍以上5倍以下"),
        ("SXQ-74-4", "罚款（应当）：5,000元以上30,000元以下"),
        (
            "WLT-56-28",
            "执法机关认定的违法所得1,000,000元以上：违法所得的1倍以上10倍以下；其余的：100,000元以上1,000,000元以下",
        ),
        ("ZB-5-4", "各项都成立才成立违法行为轻微及时纠正没有造成危害后果"),
        ("large_share", "50%"),
        ("simplified_fine", "公民 200；法人或者其他组织 3,000"),
        ("MITIGATION_HAS_NO_FIGURE", "改用更轻的种类或者下一档"),
        ("ZB", "2022年12月10日至2027年12月9日"),
        ("MCF-64", "附件没有公布"),
        ("JFF-1", "没有编号为 JFF-1 的规则"),
    ],
)
def test_what_an_item_says(zibo: Rulebook, id: str, told: str) -> None:
    assert told in read(zibo, id)


def test_what_comes_from_outside_is_escaped(zibo: Rulebook) -> None:
    assert "<script>" not in shown("<script>alert(1)</script>", Reading(zibo, sources(), TODAY))


def test_only_the_keeper_is_told_the_line(zibo: Rulebook) -> None:
    assert "violations/MCF.yaml:" in read(zibo, "MCF-64", keeps=True)
    assert "yaml" not in read(zibo, "MCF-64")


@pytest.mark.parametrize(
    ("id", "day", "holds", "words"),
    [
        ("ZB-7-3", date(2027, 12, 9), True, "有效"),
        ("ZB-7-3", date(2027, 12, 10), False, "已经失效"),
        ("ZB-5-4", date(2027, 12, 10), None, "只能依据《中华人民共和国行政处罚法》"),
        ("XQF-79-5", date(2025, 5, 31), False, "尚未施行"),
        ("SXQ-74-4", date(2025, 5, 31), True, "有效"),
        ("SXQ-74-4", date(2025, 6, 1), False, "已由上位法规定，对新的行为不适用"),
        ("band_lighter", date(2026, 1, 1), None, ""),
    ],
)
def test_what_holds_on_a_day(zibo: Rulebook, id: str, day: date, holds: bool | None, words: str) -> None:
    assert said_force(zibo, id, day) == (holds, words)


@pytest.mark.parametrize(
    ("group", "query", "first"),
    [
        (None, "黑学校", "MCF-64"),
        ("violations", "民促法64条", "MCF-64"),
        ("circumstances", "轻微 纠正", "ZB-5-4"),
        (None, "ZB-5-4", "ZB-5-4"),
        (None, "听证 期限", "hearing_request_days"),
        ("warnings", "清单", "LIST_EMPTY"),
        ("laws", "规范行政处罚裁量权", "ZB"),
    ],
)
def test_an_item_is_found_by_words(
    every: tuple[Item, ...], zibo: Rulebook, group: str | None, query: str, first: str
) -> None:
    found = search(every, index(zibo), group, query)
    assert found[0].id == first
    assert group is None or {one.group for one in found} == {group}


def test_what_nothing_fits_is_not_found(every: tuple[Item, ...], zibo: Rulebook) -> None:
    assert search(every, index(zibo), None, "驾驶证") == ()
    assert search(every, index(zibo), "benchmarks", "") == ()
    assert len(search(every, index(zibo), None, "")) == len(every)


def test_conditions_read_aloud(zibo: Rulebook) -> None:
    model = ConditionModel.model_validate(
        {
            "all": [
                {"fact": "fees_collected", "more_than": 10000, "at_most": 20000},
                {"not": {"fact": "victims", "at_least": 3}},
            ]
        }
    )
    label, victims = zibo.facts["fees_collected"].label, zibo.facts["victims"]
    assert said_condition(model, zibo.facts) == (
        f"{label}超过10,000元、20,000元以下，并且并非（{victims.label}3{victims.unit or ''}以上）"
    )


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Range("fixed", max=Decimal(50000)), "50,000元以下"),
        (Range("fixed", min=Decimal(3000), max=Decimal(3000)), "3,000元"),
        (Range("years", min=Decimal(1), max=Decimal(3), what="停止招生"), "1年以上3年以下，停止招生"),
        (Range("years", term="permanent", what="不得从教"), "终身，不得从教"),
        (Range("multiple", max=Decimal(2), base="illegal_gains"), "违法所得的2倍以下"),
        (Range("unspecified", depends="情节轻重"), "法条没有写数额或者期限（情节轻重）"),
    ],
)
def test_ranges_in_words(scope: Range, said: str) -> None:
    assert said_range(scope, {}) == said


def test_values_in_words() -> None:
    assert said_value([["warning"], ["fine", "close"]]) == "警告 → 罚款、责令关闭"
    assert (said_value("0.03"), said_value("100"), said_value(14), said_value(True)) == ("3%", "100", "14", "是")


def test_what_is_read_with_an_item(every: tuple[Item, ...], zibo: Rulebook) -> None:
    assert beside("SXQ-74-4", zibo) == ("XQF-79-5", "SXQ")
    assert beside("ZB-5-4", zibo) == ("ZB", "CFF")
    assert beside("band_lighter", zibo) == ()
    known = {one.id for one in every}
    assert all(known.issuperset(beside(one.id, zibo)) for one in every)
