"""Figures, capitals, periods, paragraphs, and what belongs together."""

from decimal import Decimal

import pytest

from letters.paper.typography import unbreakable
from letters.words import capitals, closed, duration, money, money_in_full, numeral, one_line, paragraphs


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("4000", "人民币4000元（大写：肆仟元整）"),
        ("4000.00", "人民币4000元（大写：肆仟元整）"),
        ("46580.5", "人民币46580.50元（大写：肆万陆仟伍佰捌拾元伍角）"),
        ("0.07", "人民币0.07元（大写：柒分）"),
        ("1005.05", "人民币1005.05元（大写：壹仟零伍元零伍分）"),
        ("100000000", "人民币100000000元（大写：壹亿元整）"),
        ("1E+3", "人民币1000元（大写：壹仟元整）"),
    ],
)
def test_money_in_figures_and_capitals(yuan: str, expected: str) -> None:
    assert money_in_full(Decimal(yuan)) == expected


def test_money_has_no_separators() -> None:
    assert money(Decimal("1234567.8")) == "1234567.80元"
    assert capitals(Decimal(10)) == "壹拾元整"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("2", "二年"),
        ("1.5", "一年六个月"),
        ("0.5", "六个月"),
        ("10", "十年"),
        ("1.58", "一年七个月"),
        ("1.25", "一年三个月"),
    ],
)
def test_terms_are_told_in_years_and_months(years: str, expected: str) -> None:
    assert duration(Decimal(years)) == expected


def test_numerals() -> None:
    assert [numeral(number) for number in (5, 7, 10, 15, 60)] == ["五", "七", "十", "十五", "六十"]


def test_one_line_without_stray_blanks() -> None:
    assert one_line("  张店区  人民路\t1号 \n A座 302室 ") == "张店区人民路 1号 A座 302室"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一段", ("一段。",)),
        ("一段，\n续行。\n又一段", ("一段，续行。", "又一段。")),
        ("一段\n\n又一段；\n三段：", ("一段。", "又一段；", "三段：")),
        ("", ()),
    ],
)
def test_paragraphs_end_where_sentences_end(text: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(text) == expected


def test_a_paragraph_is_closed_by_a_full_stop() -> None:
    assert [closed(text) for text in ("甲", "甲。", "甲，", "甲！")] == ["甲。", "甲。", "甲。", "甲！"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("于2026年7月5日立案", ["2026年7月5日"]),
        ("第六十四条第一款第（三）项和第五条之一", ["第六十四条第一款第（三）项", "第五条之一"]),
        ("罚款人民币46580.50元，1.33倍", ["人民币46580.50元", "1.33倍"]),
        ("七个工作日、一年六个月、证据12", ["七个工作日", "一年", "六个月", "证据12"]),
        ("无", []),
    ],
)
def test_what_belongs_together(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in unbreakable(text)] == expected


def test_the_longer_name_comes_first() -> None:
    text = "张某某和张某"
    assert [text[start:end] for start, end in unbreakable(text, ("张某", "张某某"))] == ["张某某", "张某"]


def test_parts_of_citations_and_dates() -> None:
    text = "2026年7月5日第六十四条第（三）项"
    assert [text[start:end] for start, end in unbreakable(text, parts=True)] == [
        "2026年",
        "7月5日",
        "第六十四条",
        "第（三）项",
    ]
