"""The one drawing for ranges."""

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations, product

import pytest

from penalty_engine.amounts import Interval
from ui.drawn.axis import Ranges, ranges, said, svg
from ui.filling.draft import Draft
from ui.filling.work import Work

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def drawn(sample: Sample, on_desk: OnDesk, number: int, kind: str = "fine", figure: str | None = None) -> Ranges:
    found = on_desk(sample(number)).found(0)
    assert found is not None
    penalty = next(one for one in found.penalties if one.kind == kind)
    result = ranges(penalty, None if figure is None else Decimal(figure))
    assert result is not None
    return result


def places(picture: str) -> list[float]:
    return [float(place) for place in re.findall(r'x\d?="(-?[\d.]+)%"', picture)]


def test_three_ranges_and_the_mark_on_one_axis(sample: Sample, on_desk: OnDesk) -> None:
    one = drawn(sample, on_desk, 1, figure="4000")
    assert dict(said(one)) == {
        "法定幅度": "3,000元以上15,000元以下",
        "合法幅度（含减轻）": "15,000元以下",
        "建议幅度": "3,000元以上6,600元以下",
        "拟处罚": "4,000元",
    }
    picture = svg(one)
    assert "stroke-dasharray" in picture  # 减轻: below the minimum
    assert "<circle" in picture  # open at zero
    assert ">建议 3,000 至 6,600元<" in picture
    assert ">拟 4,000元<" in picture
    assert all(0 <= place <= 100 for place in places(picture))


def test_open_ends_are_hollow_and_nothing_is_dashed_without_mitigation(sample: Sample, on_desk: OnDesk) -> None:
    picture = svg(drawn(sample, on_desk, 7))
    assert picture.count("<circle") == 2
    assert "stroke-dasharray" not in picture


def test_bans_in_years(sample: Sample, on_desk: OnDesk) -> None:
    one = drawn(sample, on_desk, 12, "restrict_practice", "7")
    assert dict(said(one))["建议幅度"] == "超过6年6个月、不满8年6个月"
    assert ">拟 7年<" in svg(one)


def test_multiples_where_there_is_no_amount(sample: Sample, on_desk: OnDesk) -> None:
    one = drawn(sample, on_desk, 3)
    assert one.unit == "倍"
    assert dict(said(one))["法定幅度"] == "1倍以上5倍以下"


def test_a_figure_beyond_the_law_stays_in_the_picture(sample: Sample, on_desk: OnDesk) -> None:
    assert max(places(svg(drawn(sample, on_desk, 1, figure="90000")))) <= 100


def test_a_fixed_amount_and_a_kind_without_range() -> None:
    fixed = Interval(Decimal(200), Decimal(200))
    assert ">建议 200元<" in svg(Ranges("罚款", "元", fixed, fixed, fixed, None))


def test_names_are_escaped() -> None:
    whole = Interval(Decimal(0), Decimal(5), min_inclusive=False)
    assert "<b>" not in svg(Ranges("<b>", "元", whole, whole, None, None))


def on(low: str, high: str, *, closed: bool = True) -> Interval:
    return Interval(Decimal(low), Decimal(high), min_inclusive=closed, max_inclusive=closed)


GREAT = "10000000000000000000"  # of 20 digits
LINES = {
    "usual": (on("3000", "15000"), on("0", "15000", closed=False), on("3000", "6600")),
    "open": (on("0", "100000", closed=False), None, on("0", "30000", closed=False)),
    "near": (on("14000", "15000"), None, on("14100", "14600")),
    "one figure": (on("200", "200"), on("200", "200"), on("200", "200")),
    "great": (on(GREAT, "5" + GREAT), on("0", "5" + GREAT), on(GREAT, "2" + GREAT)),
    "great and near": (on("4" + GREAT, "5" + GREAT), None, None),
}
FIGURES = (None, "0", "1", "500", "2999.99", "3000", "4000", "14999", "15000", "90000", "4" + GREAT, "9" + GREAT)


@pytest.mark.parametrize(("name", "figure"), list(product(LINES, FIGURES)))
def test_no_figure_is_lost_and_no_two_stand_on_one_another(name: str, figure: str | None) -> None:
    statutory, lawful, recommended = LINES[name]
    chosen = None if figure is None else Decimal(figure)
    picture = svg(Ranges("罚款", "元", statutory, lawful, recommended, chosen))
    labels = re.findall(r'<text x="(-?[\d.]+)%" y="(\d+)" text-anchor="(\w+)" fill="#\w+">([^<]+)<', picture)
    told = " ".join(words for *_, words in labels)
    for value in (statutory.min, statutory.max, *((recommended.min, recommended.max) if recommended else ())):
        assert f"{value:,}" in told
    assert chosen is None or f"拟 {chosen:,}元" in told
    height = int(re.findall(r' height="(\d+)"', picture)[0])
    seats = []
    for x, y, anchor, words in labels:
        width = sum(14 if not one.isascii() else 8 if one.isdigit() else 4 for one in words) / 320 * 100
        left = float(x) - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        assert left >= -0.1
        assert left + width <= 100.1
        assert 12 <= int(y) <= height - 4
        seats.append((int(y), left, left + width))
    for one, other in combinations(seats, 2):
        apart = abs(one[0] - other[0]) >= 16 or one[2] < other[1] or other[2] < one[1]
        assert apart, picture
