"""办案: every sample, a case from nothing, changed answers, acts and evidence, what the letter lacks, whatever a file holds."""

from datetime import date
from decimal import Decimal

import pytest

from ui.filling.draft import put
from ui.filling.sections import SECTIONS

from .case_page import draft, field, opened, outcome, start, turn, written


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
    assert draft(page)["evidence"][-1]["id"] == "E6"
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
    put(page.session_state["held"].draft, path, value)
    for section in SECTIONS:
        turn(page, section.id)
        assert "None" not in written(page), section.title
    assert outcome(page)


def test_evidence_of_the_act_itself_goes_with_the_piece() -> None:
    page = opened(1, "act")
    field(page, "multiselect", "证明违法事实的证据").set_value(["E1", "E2"]).run()
    assert draft(page)["conducts"][0]["evidence"] == ["E1", "E2"]
    turn(page, "evidence")
    page.button(key="evidence-remove-0").click().run()
    assert draft(page)["conducts"][0]["evidence"] == ["E2"]
    assert not page.exception
