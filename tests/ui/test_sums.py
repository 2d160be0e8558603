"""Sums of money as officers write them: read exactly, or refused with how to write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.filling.sums import figure, read_sum, why_not

YUAN = st.integers(0, 99_999_999)
WRITTEN = st.one_of(
    YUAN.map(str),
    YUAN.map(lambda yuan: f"{yuan:,}"),
    YUAN.map(lambda yuan: f"￥{yuan:,}元"),
    YUAN.map(lambda yuan: f"人民币{yuan}元整"),
    YUAN.map(lambda yuan: f"{Decimal(yuan) / 10_000:f}万"),
    st.tuples(st.integers(1, 99), st.integers(1, 9)).map(lambda both: f"{both[0]}万{both[1]}千"),
    st.tuples(st.integers(1, 99), st.integers(1_000, 9_999)).map(lambda both: f"{both[0]}万{both[1]}元"),
)
PARTED = st.sampled_from(
    [" ", "  ", "\t", "\n", "\u3000", "\xa0", "_", "、", ", ", " ,", "，\u3000", "；", "/", "和", "至", "-", "+", "¥", "￥"]
)  # fmt: skip
SIGNS = "0123456789０１²⑤٤,，.．_- \t\u3000\xa0万千元整￥¥"


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("4.658万元", 46580),
        ("4.658 万", 46580),
        ("4万6580元", 46580),
        ("４万６千５８０", 46580),
        ("4万6千", 46000),
        ("4万6580.5", Decimal("46580.5")),
        ("4.65801万", Decimal("46580.1")),
        ("5千元整", 5000),
        ("人民币46,580元整", 46580),
        ("人民币 ￥46,580 元", 46580),
        ("４６，５８０元", 46580),
        ("46，580", 46580),
        ("－５．５", Decimal("-5.5")),
        ("46,580\t", 46580),
        ("1,234,567.89", Decimal("1234567.89")),
        ("46580.00", 46580),
        ("四万六千五百八十元", 46580),
        ("人民币肆万陆仟伍佰捌拾元整", 46580),
        ("两万〇五百", 20500),
    ],
)
def test_what_is_certain_is_read_exactly(typed: str, yuan: object) -> None:
    assert read_sum(typed) == yuan
    assert type(read_sum(typed)) is type(yuan)


@pytest.mark.parametrize(
    "typed",
    [
        "4万6", "1千5", "4万580", "4.5万300", "46,58", "4,6580", "1 2", "1.2.3", "四万六", "四六五", "二十万三百", "1e5", "٤", "１.2万万",
        "300 500", "300\t500", "300　500", "300, 500", "100_200", "100²", "⑤万", "300￥500", "4万 6580", "0,500",
    ],
)  # fmt: skip
def test_what_could_mean_two_sums_stays_as_it_was_typed(typed: str) -> None:
    assert read_sum(typed) == typed


@given(WRITTEN, PARTED, WRITTEN)
def test_two_sums_are_never_read_as_one(first: str, between: str, second: str) -> None:
    """Only a comma right before three figures belongs to one sum; whatever else parts two sums is no part of one."""
    text = f"{first}{between}{second}"
    assert not isinstance(read_sum(first), str)
    assert read_sum(text) == text.strip()


@given(st.text(SIGNS, max_size=10))
def test_what_is_read_holds_figures_alone_and_none_apart(text: str) -> None:
    if not isinstance(read_sum(text), str):
        assert not set(text) & set("²⑤٤_")
        assert not re.search(r"[万千\d,，.．]\s+[\d,，.．]", text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4万6", "“4万6”可以有几种读法"),
        ("300 500", "“300 500”可以有几种读法"),
        ("300, 500", "“300, 500”可以有几种读法"),
        ("4万 6580", "“4万 6580”可以有几种读法"),
        ("46,58", "“46,58”的逗号、小数点放得不对"),
        ("四万六", "“四万六”可以有几种读法"),
        ("大约四万", "应当是数字"),
    ],
)
def test_the_refusal_tells_why_and_how_to_write_it(typed: str, told: str) -> None:
    assert why_not(typed).startswith(told)
    assert why_not(typed).endswith("写成 46,580、46580.50 或者 4.658万")


def test_a_count_has_no_ten_thousands() -> None:
    assert figure("2万") == "2万"
