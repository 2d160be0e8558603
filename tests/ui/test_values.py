"""Fields and values of a case file in words, and two versions compared."""

import re
from decimal import Decimal

import pytest

from casebook.cases.changes import MISSING, Change, changes
from casebook.plain import Plain, plain
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.rulebook import Rulebook
from ui.prose.comparing import compared
from ui.prose.values import called, value

CASE = {
    "conducts": [{"violation": "MCF-64"}, {"violation": "JYF-75"}],
    "evidence": [{"id": "E7", "title": "账册"}],
    "events": [{"type": "noticed", "on": "2026-10-09"}],
    "officers": [{"name": "王某"}],
}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("party", "name"), "当事人的姓名或者名称"),
        (("conducts", 1, "proposal", "fine"), "违法行为二，拟罚款数额"),
        (("conducts", 0, "facts", "fees_collected"), "违法行为一，实施违法行为收取的全部款项"),
        (("conducts", 0, "circumstances", "ZB-6-1"), "违法行为一，情节“主动消除或者减轻违法行为危害后果”"),
        (
            ("conducts", 0, "circumstances", "ZB-6-1", "evidence"),
            "违法行为一，情节“主动消除或者减轻违法行为危害后果”的证据",
        ),
        (("evidence", 0, "title"), "证据1 账册的名称"),
        (("events", 0), "办理经过“事先告知”（2026年10月9日）"),
        (("officers", 0, "certificate"), "执法人员王某的执法证号"),
        (("decided_by",), "作出决定的机关"),
    ],
)
def test_places_by_what_they_are_called(zibo: Rulebook, path: KeyPath, name: str) -> None:
    assert called(path, CASE, zibo) == name


@pytest.mark.parametrize(
    ("path", "given", "told"),
    [
        (("party", "kind"), "legal_person", "法人"),
        (("evidence", 0, "kind"), "documentary", "书证"),
        (("conducts", 0, "proposal", "fine"), 4000, "4,000元（肆仟元整）"),
        (("conducts", 0, "proposal", "fine"), Decimal("4000.50"), "4,000.50元（肆仟元伍角）"),
        (("conducts", 0, "proposal", "fine"), "许多", "许多"),
        (("conducts", 0, "proposal", "kinds"), ["fine", "warning"], "罚款、警告"),
        (("conducts", 0, "from"), "2026-07-01", "2026年7月1日"),
        (("conducts", 0, "from"), "2026-02-31", "2026-02-31"),
        (("conducts", 0, "established"), "unknown", "未查明"),
        (("conducts", 0, "circumstances", "ZB-6-1"), True, "是"),
        (("conducts", 0, "facts", "students"), 26, "26人"),
        (("party", "name"), None, "未填写"),
        (("party", "guardian"), {}, "未填写"),
        (("events", 0), {"type": "noticed", "on": "2026-10-09", "amount": 4000}, "金额：4,000元（肆仟元整）"),
    ],
)
def test_values_as_an_official_reads_them(zibo: Rulebook, path: KeyPath, given: Plain, told: str) -> None:
    assert value(path, given, zibo) == told


def test_a_comparison_names_places_and_escapes_what_was_typed(zibo: Rulebook) -> None:
    before, after = {"party": {"name": "甲"}}, {"party": {"name": "<b>乙</b>"}, "evidence": [{"id": "E1"}]}
    text = compared(tuple(changes(before, after)), before, after, zibo)
    assert "<td>当事人的姓名或者名称</td><td>甲</td><td>&lt;b&gt;乙&lt;/b&gt;</td>" in text
    assert "<td>证据清单</td><td>未填写</td><td>已记录</td>" in text
    assert compared((), before, before, zibo) == '<p class="quiet">没有不同。</p>'


def test_what_was_taken_away_is_named_by_what_it_was(zibo: Rulebook) -> None:
    text = compared((Change(("evidence", 0), {"id": "E7", "title": "账册"}, MISSING),), CASE, {"evidence": []}, zibo)
    assert "<td>证据1 账册</td><td>名称：账册</td><td>未填写</td>" in text


def test_a_piece_is_the_same_piece_when_one_before_it_is_taken_away(zibo: Rulebook) -> None:
    pieces = [{"id": f"E{one}", "title": title} for one, title in enumerate(("执照", "笔录", "流水"), 1)]
    circumstance = {"holds": True, "evidence": ["E1", "E3"]}
    before = {"conducts": [{"circumstances": {"ZB-6-1": circumstance}}], "evidence": pieces}
    after = plain(
        {"conducts": [{"circumstances": {"ZB-6-1": {"holds": True, "evidence": ["E3"]}}}], "evidence": pieces[1:]}
    )
    text = compared(tuple(changes(before, after)), before, after, zibo)
    assert re.findall("<td>(.*?)</td>", text)[1:3] == ["证据1 执照、证据3 流水", "证据2 流水"]
    assert re.findall("<td>(.*?)</td>", text)[3:] == ["证据1 执照", "名称：执照", "未填写"]
    assert not re.search("E[0-9]", text)


def test_that_an_act_goes_on_is_another_thing_than_no_day(zibo: Rulebook) -> None:
    left_out, goes_on = plain({"conducts": [{}]}), plain({"conducts": [{"to": None}]})
    for before, after, told in (
        (left_out, goes_on, "<td>未填写</td><td>仍在继续</td>"),
        (goes_on, left_out, "<td>仍在继续</td><td>未填写</td>"),
    ):
        assert told in compared(tuple(changes(before, after)), before, after, zibo)


def test_what_is_only_left_out_or_empty_is_no_difference_to_a_reader(zibo: Rulebook) -> None:
    before, after = plain({"number": None}), plain({})
    assert "没有不同" in compared(tuple(changes(before, after)), before, after, zibo)
