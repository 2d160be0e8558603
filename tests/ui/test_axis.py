"""The one drawing for ranges."""

import re
from collections.abc import Callable
from decimal import Decimal

from penalty_engine.amounts import Interval
from ui.axis import Ranges, ranges, said, svg
from ui.draft import Draft
from ui.work import Work

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
