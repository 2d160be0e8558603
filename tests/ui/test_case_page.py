"""办案, driven without a browser: every sample, a case from nothing, changed answers, bad input."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui import desk
from ui.draft import put
from ui.sections import SECTIONS

PAGE = Path(__file__).parents[2] / "ui" / "main.py"
NAMES = [path.stem for path in desk.samples()]


def start() -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception
    return page


def opened(number: int, section: str | None = None) -> AppTest:
    page = start()
    name = next(name for name in NAMES if name.startswith(f"{number:02}"))
    page.selectbox(key="case-sample-0").select(name).run()
    assert not page.exception
    return turn(page, section) if section else page


def turn(page: AppTest, section: str) -> AppTest:
    if page.session_state["section"] != section:
        page.button(key=f"open-{section}").click().run()
    assert not page.exception
    return page


def field(page: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in page.get(kind) if getattr(one, "label", None) == label)


def texts(page: AppTest) -> Iterator[str]:
    """Everything that is written on the page."""
    for kind in ("html", "markdown", "caption", "button", "radio", "text_input", "text_area", "checkbox", "expander"):
        for one in page.get(kind):
            proto = one.proto
            yield str(getattr(proto, "body", "") or getattr(proto, "label", "") or getattr(one, "label", ""))
            value = getattr(one, "value", "")
            yield value if isinstance(value, str) else ""


def written(page: AppTest) -> str:
    return "\n".join(texts(page))


def outcome(page: AppTest) -> str:
    """The outcomes in the panel, without their tags."""
    said = [one.proto.body for one in page.get("html") if 'class="outcome' in one.proto.body]
    return " ".join(said).replace("</span><span>", " · ").replace("<span>", "").replace("</span>", "")


def draft(page: AppTest) -> dict[str, Any]:
    return dict(page.session_state["draft"])


def test_the_empty_desk_says_what_it_is_for_and_offers_the_ways_to_a_case() -> None:
    page = start()
    assert "系统只作建议" in written(page)
    assert [one.label for one in page.button] == ["新建案件"]
    assert len(page.selectbox(key="case-sample-0").options) == 12


@pytest.mark.parametrize("number", range(1, 13))
def test_every_sample_shows_in_every_section_without_none(number: int) -> None:
    page = opened(number)
    assert outcome(page)
    for section in SECTIONS:
        turn(page, section.id)
        assert "None" not in written(page), section.title


def test_a_changed_answer_changes_the_outcome_at_once() -> None:
    page = opened(1, "circumstances")
    assert "应当给予行政处罚 · 从轻" in outcome(page)
    field(page, "radio", "主动消除或者减轻违法行为危害后果的").set_value("否").run()
    assert "应当给予行政处罚 · 一般" in outcome(page)
    field(page, "radio", "阻碍行政执法人员依法查处违法行为的").set_value("是").run()
    assert "应当给予行政处罚 · 从重" in outcome(page)
    assert draft(page)["conducts"][0]["circumstances"]["ZB-7-4"] == {"holds": True}


def test_elements_tell_the_whole() -> None:
    page = opened(3, "circumstances")
    whole = "初次违法且危害后果轻微并及时改正的"
    page.button(key="open-details-0-CFF-33-1-2").click().run()
    for element in ("初次违法", "危害后果轻微", "及时改正"):
        assert field(page, "radio", whole).value == "未查明"
        field(page, "radio", element).set_value("是").run()
    assert field(page, "radio", whole).value == "是"
    assert "可以不予行政处罚" in outcome(page)


def test_the_next_question_opens_its_section_and_stands_first_and_all_get_their_turn() -> None:
    page = opened(3)
    asked = []
    for _ in range(40):
        page.button(key="next-panel").click().run()
        assert not page.exception
        assert "要紧的问题" in written(page)
        if page.session_state["focus"] in asked:
            break
        asked.append(page.session_state["focus"])
    assert "facts.fees_refunded" in asked
    assert len(asked) > 10
    assert page.session_state["focus"] == asked[0]


def test_all_other_circumstances_are_answered_no_after_a_question_and_can_be_reopened() -> None:
    page = opened(3, "circumstances")
    page.button(key="others").click().run()
    assert "unlisted" not in draft(page)["conducts"][0] or draft(page)["conducts"][0]["unlisted"] == "unknown"
    page.button(key="others-yes").click().run()
    assert draft(page)["conducts"][0]["unlisted"] is False
    assert field(page, "radio", "阻碍行政执法人员依法查处违法行为的").value == "否"
    page.button(key="others-open").click().run()
    assert field(page, "radio", "阻碍行政执法人员依法查处违法行为的").value == "未查明"


def test_a_case_from_nothing_to_a_result() -> None:
    page = start()
    page.button(key="case-new").click().run()
    assert "还没有结论" in written(page)
    field(page, "radio", "当事人的性质").set_value("法人").run()
    field(page, "text_input", "名称").input("某某公司").run()
    turn(page, "act")
    page.text_input(key="finder-query").input("黑学校").run()
    page.button(key="found-MCF-64").click().run()
    field(page, "text_input", "开始日期").set_value("2026-07-01").run()
    field(page, "text_input", "终了日期").set_value("2026-09-20").run()
    assert "应当给予行政处罚" in outcome(page)
    turn(page, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").input("46,580").run()
    refunded = next(one for one in page.text_input if one.label.startswith("其中已经依法退还的款项"))
    refunded.input("４３５８０元").run()
    assert "3,000元以上15,000元以下" in written(page)
    assert "大写：肆万陆仟伍佰捌拾元整" in written(page)
    assert draft(page)["conducts"][0]["facts"] == {"fees_collected": 46580, "fees_refunded": 43580}


def test_an_act_that_goes_on_needs_no_last_day() -> None:
    page = opened(1, "act")
    field(page, "checkbox", "仍在继续").check().run()
    assert draft(page)["conducts"][0]["to"] is None
    assert "应当给予行政处罚" in outcome(page)
    field(page, "checkbox", "仍在继续").uncheck().run()
    assert "违法行为终了日期（或者仍在继续）" in written(page)


def test_bad_input_is_told_in_chinese_beside_the_field_and_nothing_typed_is_lost() -> None:
    page = opened(1, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").input("四万六").run()
    assert not page.exception
    assert field(page, "text_input", "实施违法行为收取的全部款项（元）").value == "四万六"
    assert '<p class="mistake">应当是数字，请写成 46,580、46580.50 或者 4.658万</p>' in written(page)
    assert "有 1 处需要改正" in written(page)
    turn(page, "party")
    assert field(page, "text_input", "名称").value == "淄博某某教育咨询有限公司"
    turn(page, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").input("46580").run()
    assert "应当给予行政处罚 · 从轻" in outcome(page)


def test_an_answer_on_harm_takes_the_place_of_the_element_on_its_absence() -> None:
    page = opened(3, "facts")
    field(page, "radio", "是否造成危害后果").set_value("否").run()
    turn(page, "circumstances")
    page.button(key="open-details-0-ZB-5-4").click().run()
    assert "没有造成危害后果" in written(page)
    assert not any(one.label == "没有造成危害后果" for one in page.radio)


def test_identity_numbers_are_checked_as_they_are_typed() -> None:
    page = opened(4)
    assert "校验码正确；出生日期 2009年3月2日" in written(page)
    field(page, "text_input", "身份证号").input("370303200903020008").run()
    assert "位数或者校验码不对" in written(page)


def test_a_minor_needs_a_guardian() -> None:
    page = opened(4)
    assert field(page, "text_input", "监护人姓名").value == "冯某"


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


def test_acts_are_added_and_removed() -> None:
    page = opened(1, "act")
    page.button(key="add-act").click().run()
    assert len(draft(page)["conducts"]) == 2
    page.button(key="remove-act").click().run()
    page.button(key="remove-act-yes").click().run()
    assert not page.exception
    assert [one["violation"] for one in draft(page)["conducts"]] == ["MCF-64"]


def test_evidence_that_goes_goes_from_the_circumstances_too() -> None:
    page = opened(1, "evidence")
    page.button(key="evidence-remove-3").click().run()
    assert [one["id"] for one in draft(page)["evidence"]] == ["E1", "E2", "E3", "E5"]
    assert draft(page)["conducts"][0]["circumstances"]["ZB-6-1"]["evidence"] == ["E5"]
    page.button(key="evidence-add").click().run()
    assert draft(page)["evidence"][-1]["id"] == "E4"
    assert "应当给予行政处罚" in outcome(page)  # an unfinished piece does not hide the result
    field(page, "text_input", "名称").input("退费明细").run()
    field(page, "selectbox", "种类").select("书证").run()
    page.button(key="evidence-done").click().run()
    assert "退费明细" in written(page)
    assert "应当给予行政处罚" in outcome(page)


def test_what_the_letter_lacks_is_named_with_the_way_to_it() -> None:
    page = opened(1, "party")
    field(page, "text_input", "住所").input("").run()
    turn(page, "documents")
    assert "没有填写当事人的住址或者住所，请补填" in written(page)
    assert "住址或者住所" in page.button(key="refusal-0").label
    page.button(key="refusal-0").click().run()
    assert page.session_state["section"] == "party"
    assert "party-address" in "".join(one.proto.body for one in page.get("html") if "<script>" in one.proto.body)


def test_unfinished_officers_hold_up_the_letter_not_the_result() -> None:
    page = opened(3, "documents")
    assert "officers" in draft(page)
    assert len(draft(page)["officers"]) == 1
    field(page, "text_input", "地址").input("某某路").run()
    certificates = [one for one in page.text_input if one.label == "执法证号"]
    certificates[1].input("37030000099").run()
    assert draft(page)["officers"][1] == {"certificate": "37030000099"}
    assert "应当给予行政处罚" in outcome(page)
    assert "没有填写执法人员2的姓名，请补填" in written(page)
    next(one for one in page.text_input if one.label == "执法证号" and one.value == "37030000099").input("").run()
    assert len(draft(page)["officers"]) == 1


def test_where_no_penalty_is_due_there_is_no_prior_notice() -> None:
    page = opened(5, "documents")
    assert "本案不制作事先告知书" in written(page)
    assert not page.get("download_button") or all(
        one.proto.label != "下载事先告知书（PDF）" for one in page.get("download_button")
    )


def test_what_users_type_is_escaped() -> None:
    page = opened(1)
    field(page, "text_input", "名称").input("<img src=x onerror=alert(1)>").run()
    bodies = "".join(one.proto.body for one in page.get("html"))
    assert "<img" not in bodies
    assert "&lt;img" in bodies


def test_changing_the_case_loses_nothing() -> None:
    page = opened(1)
    field(page, "text_input", "名称").input("改过的名称").run()
    page.button(key="case-new").click().run()
    page.button(key="case-back").click().run()
    assert field(page, "text_input", "名称").value == "改过的名称"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("party", "kind"), "company"),
        (("party", "id_number"), 370303),
        (("party", "birth_date"), "昨天"),
        (("party", "birth_date"), date(2030, 1, 1)),
        (("party", "guardian"), {"phone": "1"}),
        (("conducts", 0, "violation"), "MCF-99"),
        (("conducts", 0, "concurrent"), ["MCF-99"]),
        (("conducts", 0, "from"), "2026-13-01"),
        (("conducts", 0, "from"), date(2027, 1, 1)),
        (("conducts", 0, "severity"), "grave"),
        (("conducts", 0, "harmful_consequences"), "perhaps"),
        (("conducts", 0, "harmful_consequences"), False),
        (("conducts", 0, "facts", "fees_refunded"), Decimal("NaN")),
        (("conducts", 0, "facts", "fees_collected"), Decimal("1.005")),
        (("conducts", 0, "facts", "students"), "许多"),
        (("conducts", 0, "facts", "licence_status"), "gone"),
        (("conducts", 0, "facts", "is_offcampus_training"), "maybe"),
        (("conducts", 0, "circumstances", "ZB-6-1"), {"holds": True, "elements": {"harm_reduced": False}}),
        (("conducts", 0, "circumstances", "ZB-6-1"), {"holds": True, "evidence": ["E9"]}),
        (("conducts", 0, "circumstances", "ZB-6-1"), "perhaps"),
        (("conducts", 0, "proposal"), {"kinds": ["fine"], "fine": "很多", "years": Decimal("0.33")}),
        (("conducts", 0, "proposal"), {"kinds": ["stop_running"], "fine": 5}),
        (("evidence", 0), {"id": "E1", "kind": "photo"}),
        (("filed_on",), date(2020, 1, 1)),
        (("decided_on",), date(2020, 1, 1)),
        (("officers",), None),
        (("suspected_crime",), "unknown"),
    ],
    ids=str,
)
def test_whatever_a_case_file_holds_no_section_fails(path: tuple[str | int, ...], value: object) -> None:
    page = opened(1)
    put(page.session_state["draft"], path, value)
    for section in SECTIONS:
        turn(page, section.id)
        assert "None" not in written(page), section.title
    assert outcome(page)


NONSENSE = "　不像样的东西 -1.005 ☃ "


@pytest.mark.parametrize("section", ["party", "act", "facts", "circumstances", "proposal", "documents"])
def test_nonsense_in_every_field_is_told_or_taken_and_never_lost(section: str) -> None:
    page = opened(4 if section == "party" else 1, section)
    labels = [one.label for one in (*page.text_input, *page.text_area) if not one.disabled]
    assert labels
    for place, label in enumerate(labels):
        entered = [one for one in (*page.text_input, *page.text_area) if not one.disabled]
        if place >= len(entered) or entered[place].label != label:
            continue  # another field has come or gone with the answer before
        before = entered[place].value
        entered[place].set_value(NONSENSE).run()
        assert not page.exception, label
        again = [one for one in (*page.text_input, *page.text_area) if not one.disabled]
        assert again[place].value.split() == NONSENSE.split() or "、" in again[place].value, label
        assert "None" not in written(page), label
        again[place].set_value(before).run()
    assert not page.exception
    assert "应当给予行政处罚" in outcome(page)  # and everything is as it was


@pytest.mark.parametrize(
    ("section", "label", "typed", "told"),
    [
        ("party", "立案日期", "昨天", "看不出是哪一天，请写成 2026年7月2日 或者 20260702"),
        ("party", "立案日期", "2026.2.30", "2026年2月没有30日"),
        ("act", "终了日期", "2026年1月1日", "终了日期早于开始日期（2026年"),
        ("facts", "实施违法行为收取的全部款项（元）", "-5", "金额不能是负数"),
        ("facts", "实施违法行为收取的全部款项（元）", "1.005", "金额至多两位小数"),
        ("proposal", "罚款数额（元）", "四千", "应当是数字，请写成"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(section: str, label: str, typed: str, told: str) -> None:
    page = opened(1, section)
    field(page, "text_input", label).set_value(typed).run()
    beside = [one.proto.body for one in page.get("html") if 'class="mistake"' in one.proto.body]
    assert any(told in one for one in beside), beside
    assert not any(re.search("[a-z_]{4,}", re.sub("<[^>]+>", "", one)) for one in beside), beside


def test_a_day_ahead_is_doubted_where_only_past_days_make_sense() -> None:
    page = opened(1, "act")
    assert "在今天以后" not in written(page)
    field(page, "text_input", "发现日期").set_value("2199年1月1日").run()
    assert "在今天以后，请核对" in written(page)


def test_a_count_and_a_certificate_number_are_taken_as_people_type_them() -> None:
    page = opened(1, "facts")
    field(page, "text_input", "涉案学生（幼儿、学员）人数（人）").set_value("26 人").run()
    assert draft(page)["conducts"][0]["facts"]["students"] == 26
    turn(page, "party")
    field(page, "text_input", "统一社会信用代码").set_value("９１３７０３０３ ｍａ３０００００１８").run()
    assert draft(page)["party"]["id_number"] == "91370303MA30000018"


def test_days_are_shown_in_full_however_they_were_typed() -> None:
    page = opened(1, "party")
    field(page, "text_input", "立案日期").set_value("20260925").run()
    assert field(page, "text_input", "立案日期").value == "2026年9月25日"
    assert draft(page)["filed_on"] == date(2026, 9, 25)


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


def test_fields_that_matter_only_sometimes_come_when_they_do() -> None:
    page = opened(1, "facts")
    assert "认定情节严重的根据（写入文书）" not in [one.label for one in page.text_input]
    page = opened(4, "facts")
    assert draft(page)["conducts"][0]["severity"] == "serious"
    field(page, "text_input", "认定情节严重的根据（写入文书）").set_value("携带通讯设备").run()
    assert draft(page)["conducts"][0]["severity_grounds"]["fact"] == "携带通讯设备"
    turn(page, "party")
    assert "作出决定的机关的名称" not in [one.label for one in page.text_input]
    field(page, "radio", "作出决定的机关").set_value("区县教育局").run()
    field(page, "text_input", "作出决定的机关的名称").set_value("张店区教育和体育局").run()
    assert draft(page)["authority"] == "张店区教育和体育局"


def test_names_in_the_file_are_kept_as_a_list() -> None:
    page = opened(1, "evidence")
    field(page, "text_input", "案卷中提到的其他自然人").set_value("李某某，赵某某 钱某某").run()
    assert draft(page)["named_persons"] == ["李某某", "赵某某", "钱某某"]
    assert field(page, "text_input", "案卷中提到的其他自然人").value == "李某某、赵某某、钱某某"


def test_evidence_of_the_act_itself_goes_with_the_piece() -> None:
    page = opened(1, "act")
    field(page, "multiselect", "证明违法事实的证据").set_value(["E1", "E2"]).run()
    assert draft(page)["conducts"][0]["evidence"] == ["E1", "E2"]
    turn(page, "evidence")
    page.button(key="evidence-remove-0").click().run()
    assert draft(page)["conducts"][0]["evidence"] == ["E2"]
    assert not page.exception
