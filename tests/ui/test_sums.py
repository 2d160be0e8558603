"""Sums of money as officers write them: read exactly, or refused with how to write them."""

from decimal import Decimal

import pytest

from ui.sums import figure, read_sum, why_not


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
        ("４６，５８０元", 46580),
        ("1,234,567.89", Decimal("1234567.89")),
        ("46580.00", 46580),
    ],
)
def test_what_is_certain_is_read_exactly(typed: str, yuan: object) -> None:
    assert read_sum(typed) == yuan
    assert type(read_sum(typed)) is type(yuan)


@pytest.mark.parametrize(
    "typed", ["4万6", "1千5", "4万580", "4.5万300", "46,58", "4,6580", "1 2", "1.2.3", "四万", "1e5", "٤", "１.2万万"]
)
def test_what_could_mean_two_sums_stays_as_it_was_typed(typed: str) -> None:
    assert read_sum(typed) == typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [("4万6", "“4万6”可以有几种读法"), ("46,58", "“46,58”的逗号、小数点放得不对"), ("四万", "应当是数字")],
)
def test_the_refusal_tells_why_and_how_to_write_it(typed: str, told: str) -> None:
    assert why_not(typed).startswith(told)
    assert why_not(typed).endswith("写成 46,580、46580.50 或者 4.658万")


def test_a_count_has_no_ten_thousands() -> None:
    assert figure("2万") == "2万"
