"""办案: what is proposed, held against the law and the recommendation as it is typed."""

from decimal import Decimal

from .case_page import draft, field, opened, turn, written


def test_a_figure_is_held_against_law_and_recommendation_at_once() -> None:
    page = opened(1, "proposal")
    for figure, status in (("4000", "在建议之内"), ("9000", "合法，但偏离建议"), ("16000", "不合法")):
        field(page, "text_input", "罚款数额（元）").input(figure).run()
        assert f"<b>{status}</b>" in written(page)
    page = turn(page, "documents")
    assert "不合法" in written(page)


def test_the_recommended_kinds_by_one_press() -> None:
    page = opened(3, "proposal")
    field(page, "radio", "拟如何处理").set_value("给予处罚").run()
    page.button(key="kinds-recommended").click().run()
    assert set(draft(page)["conducts"][0]["proposal"]["kinds"]) == {"stop_running", "fine"}
    assert "<b>还没有填完</b>" in written(page)
    assert "偏离建议" not in written(page)
    field(page, "radio", "拟如何处理").set_value("尚未拟定").run()
    assert "proposal" not in draft(page)["conducts"][0]


def test_a_figure_waits_while_its_kind_is_away() -> None:
    page = opened(12, "proposal")
    fine = field(page, "checkbox", "罚款（应当，建议）")
    fine.uncheck().run()
    assert draft(page)["conducts"][0]["proposal"] == {"kinds": ["restrict_practice"], "years": 7}
    field(page, "checkbox", "罚款（应当，建议）").check().run()
    assert field(page, "text_input", "罚款数额（元）").value == "160,000"
    field(page, "checkbox", "五至十年内不受理举办申请（应当，建议）").uncheck().run()
    assert draft(page)["conducts"][0]["proposal"] == {"kinds": ["fine"], "fine": 160000}


def test_intending_a_penalty_without_kinds_is_not_intending_none() -> None:
    page = opened(3, "proposal")
    field(page, "radio", "拟如何处理").set_value("给予处罚").run()
    assert "proposal" not in draft(page)["conducts"][0]
    assert field(page, "radio", "拟如何处理").value == "给予处罚"
    field(page, "radio", "拟如何处理").set_value("不予处罚").run()
    assert draft(page)["conducts"][0]["proposal"] == {"kinds": []}
    assert "<b>不合法</b>" in written(page)


def test_a_slider_comes_once_a_figure_has_been_typed_and_moves_it() -> None:
    page = opened(1, "proposal")
    field(page, "text_input", "罚款数额（元）").set_value("").run()
    assert not page.slider
    field(page, "text_input", "罚款数额（元）").set_value("4,050").run()
    assert page.slider[0].max == 15000
    page.slider[0].set_value(6000).run()
    assert draft(page)["conducts"][0]["proposal"]["fine"] == 6000
    assert field(page, "text_input", "罚款数额（元）").value == "6,000"
    field(page, "text_input", "罚款数额（元）").set_value("16000").run()
    assert not page.slider  # beyond the law there is nothing to slide along
    assert "<b>不合法</b>" in written(page)


def test_a_ban_is_told_in_years_and_months() -> None:
    page = opened(4, "proposal")
    field(page, "text_input", "期限").set_value("18个月").run()
    assert field(page, "text_input", "期限").value == "1年6个月"
    assert draft(page)["conducts"][0]["proposal"]["years"] == Decimal("1.5")
    page.slider[0].set_value(19).run()
    assert field(page, "text_input", "期限").value == "1年7个月"
