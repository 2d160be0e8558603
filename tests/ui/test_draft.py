"""The draft: reading and writing case files, key paths, statements."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from penalty_engine import read_case
from penalty_engine.rulebook import Rulebook
from ui.filling.draft import Draft, at, blank, drop, in_long_form, put, put_or_drop, read, statement, write

Sample = Callable[[int], Draft]


@pytest.mark.parametrize("number", range(1, 13))
def test_what_is_written_reads_back_as_the_same_case(number: int, sample: Sample, zibo: Rulebook) -> None:
    draft = sample(number)
    again = read(write(draft).encode(), "案件", zibo)
    assert again.problems == ()
    assert again.draft == draft
    assert read_case(again.draft, zibo).digest == read_case(draft, zibo).digest


def test_figures_days_answers_and_text_are_written_as_people_write_them() -> None:
    draft = {
        "party": {"name": "2026"},
        "filed_on": date(2026, 7, 5),
        "conducts": [{"to": None, "facts": {"fees_collected": Decimal("46580.50")}}],
    }
    draft["suspected_crime"] = False
    assert write(draft) == (
        "party:\n"
        '  name: "2026"\n'
        "conducts:\n"
        "  - to: null\n"
        "    facts:\n"
        "      fees_collected: 46580.50\n"
        "filed_on: 2026-07-05\n"
        "suspected_crime: no\n"
    )


def test_an_unfinished_case_comes_back(zibo: Rulebook) -> None:
    assert read(write(blank()).encode(), "案件", zibo) == (blank(), ())
    assert read("number: 淄教罚立〔2026〕1号".encode(), "案件", zibo).draft == {
        **blank(),
        "number": "淄教罚立〔2026〕1号",
    }


def test_mistakes_that_the_form_can_show_are_kept(zibo: Rulebook) -> None:
    content = "party: {kind: legal_person, name: 甲}\nconducts: [{violation: MCF-64, from: 昨天, to: null, facts: {fees_collected: 很多}}]"
    opened = read(content.encode(), "案件", zibo).draft
    assert at(opened, ("conducts", 0, "from")) == "昨天"
    assert at(opened, ("conducts", 0, "facts", "fees_collected")) == "很多"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("party: 某某公司", "案件:1: party: 应当是一组“键: 值”"),
        ("conducts: MCF-64", "案件:1: conducts: 应当是列表"),
        ("party:\n  name: [甲]", "案件:2: party.name: 应当是文字"),
        ("color: red", "案件:1: color: 不认识的键“color”"),
        ("conducts:\n  - facts: {fee: 1}", "案件:2: conducts[0].facts.fee: 规则中没有编号为“fee”的事实"),
        ("conducts:\n  - circumstances: {ZB-9-9: yes}", "规则中没有编号为“ZB-9-9”的情节"),
        ("conducts:\n  - proposal: {kinds: fine}", "conducts[0].proposal.kinds"),
        ("number: 1\nnumber: 2", "键“number”重复"),
        ("a: [", "括号没有闭合"),
        ("", "文件是空的"),
    ],
)
def test_what_the_form_has_no_place_for_is_refused_with_its_line(content: str, told: str, zibo: Rulebook) -> None:
    opened = read(content.encode(), "案件", zibo)
    assert opened.draft is None
    assert any(told in str(problem) for problem in opened.problems), opened.problems


def test_no_text_at_all_is_refused(zibo: Rulebook) -> None:
    assert read(b"\xff\xfe\x00", "照片.yaml", zibo).problems[0].message == "不是 UTF-8 编码的文字文件"


def test_key_paths() -> None:
    draft = blank()
    put(draft, ("conducts", 0, "facts", "students"), 5)
    put(draft, ("conducts", 0, "to"), None)
    assert at(draft, ("conducts", 0, "facts", "students")) == 5
    assert at(draft, ("conducts", 3, "facts")) is None
    assert at("text", ("a", "b")) is None
    put_or_drop(draft, ("conducts", 0, "facts", "students"), "")
    assert draft == {"party": {}, "conducts": [{"to": None}]}
    drop(draft, ("conducts", 0))
    assert draft["conducts"] == []


def test_statements_short_and_long() -> None:
    draft: Draft = {
        "conducts": [
            {"circumstances": {"A": True, "B": "no", "C": {"elements": {"x": "yes", "y": "unknown"}, "note": "见笔录"}}}
        ]
    }
    assert statement(draft, 0, "A").holds is True
    assert statement(draft, 0, "B").holds is False
    assert statement(draft, 0, "C").elements == {"x": True, "y": None}
    assert statement(draft, 0, "C").note == "见笔录"
    assert not statement(draft, 0, "D").stated
    assert in_long_form(draft, 0, "A") == {"holds": True}
    assert in_long_form(draft, 0, "D") == {}
