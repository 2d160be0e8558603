"""办案: what takes typing away: officers picked, usual evidence by one press, one's own name; and what tells what is wrong."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE
from casebook.book import Casebook
from casebook.people.accounts import Certified, NewAccount, add_account
from letters.bureau import BureauSettings
from penalty_engine.case import Contact
from ui.components import officers
from ui.filling import desk

from .case_page import PAGE, draft, field, turn

PROMPTED = "常用材料，点一下就添一份"


def opened(number: int | None, section: str) -> AppTest:
    """A sample, or a new case, with a section open."""
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    if number is None:
        page.button(key="case-new").click().run()
    else:
        page.selectbox(key="case-sample-0").select(desk.samples()[number - 1].stem).run()
    return turn(page, section)


def said(page: AppTest) -> str:
    found = [str(getattr(one.proto, "body", "")) for kind in ("html", "caption") for one in page.get(kind)]
    return "\n".join([*found, *(one.label for one in page.button)])


@pytest.fixture(scope="module")
def _colleague(office: Casebook) -> None:
    add_account(office, CONSOLE, NewAccount("zhou-filling", "周某", ("officer",), certificate="37030077"))


def test_a_new_case_has_its_officer_and_is_not_yet_begun() -> None:
    page = opened(None, "party")
    assert draft(page)["officers"] == [{"name": "王某", "certificate": "37030001"}]
    assert "还没有填写" in said(page)
    assert "批准立案时由系统编号" in said(page)


def test_whose_names_will_be_printed_is_told_where_the_case_begins_and_in_the_closed_line() -> None:
    assert "执法人员 王某（37030001），在“文书”中改" in said(opened(None, "party"))
    page = opened(1, "documents")
    assert any("执法人员 王某某（37030000001）、李某某（37030000002） · " in one.label for one in page.expander)


ZHOU, OTHER = Certified("1", "周某", "37030077"), Certified("2", "周某", "37030078")


@pytest.mark.parametrize(
    ("there", "wanted", "found"),
    [
        ([{"name": "周某"}], ["37030077"], [("周某", "37030077")]),
        ([{"name": "周 某", "certificate": "37030077"}], ["37030077"], [("周 某", "37030077")]),
        ([{"name": "周某"}], ["37030077", "37030078"], [("周某", "37030077"), ("周某", "37030078")]),
        ([{"name": "周某", "certificate": "37030077"}, {}, {"name": "郑某"}], [], [("郑某", None)]),
    ],
)
def test_a_colleague_who_is_picked_stands_there_once(
    there: list[dict[str, str]], wanted: list[str], found: list[tuple[str, str | None]]
) -> None:
    known = {one.certificate: one for one in (ZHOU, OTHER)}
    after = officers.picked(there, known, wanted)
    assert [(one["name"], one.get("certificate")) for one in after] == found


@pytest.mark.usefixtures("_colleague")
def test_a_colleague_is_picked_with_the_certificate_and_let_go_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officers, "MOST_PILLS", 1000)  # other tests may have made accounts here
    page = opened(None, "documents")
    picked = field(page, "button_group", "从本局执法人员中选（证号随之填好）")
    picked.set_value(["37030001", "37030077"]).run()
    assert draft(page)["officers"][1] == {"name": "周某", "certificate": "37030077"}
    assert [one.value for one in page.text_input if one.label == "执法证号"] == ["37030001", "37030077"]
    field(page, "button_group", "从本局执法人员中选（证号随之填好）").set_value(["37030077"]).run()
    assert draft(page)["officers"] == [{"name": "周某", "certificate": "37030077"}]


def test_officers_of_a_file_stay_and_others_are_typed() -> None:
    page = opened(1, "documents")
    assert [one["name"] for one in draft(page)["officers"]] == ["王某某", "李某某"]
    field(page, "text_input", "执法人员 2").set_value("周某某").run()
    assert draft(page)["officers"][1]["name"] == "周某某"


def test_usual_evidence_comes_by_one_press_and_the_day_of_the_one_before_by_another() -> None:
    page = opened(None, "evidence")
    field(page, "button_group", PROMPTED).set_value("现场检查笔录").run()
    assert draft(page)["evidence"] == [
        {
            "id": "E1",
            "kind": "record",
            "title": "现场检查笔录",
            "proves": "检查时现场的场所、人员和活动",
            "obtained_by": "王某",
        }
    ]
    field(page, "text_input", "取得日期").set_value("20260918").run()
    page.button(key="evidence-next").click().run()
    assert draft(page)["evidence"][1] == {"id": "E2", "obtained_by": "王某"}
    assert "同上一份：2026年9月18日" in said(page)
    page.button(key="evidence-same-day").click().run()
    assert draft(page)["evidence"][1] == {"id": "E2", "obtained_on": date(2026, 9, 18), "obtained_by": "王某"}
    assert "evidence-same-day" not in [one.key for one in page.button]
    page.button(key="evidence-done").click().run()
    assert "<b>证据2</b>" in said(page)


def test_somebody_else_is_remembered_of_the_piece_and_not_of_its_place() -> None:
    page = opened(1, "evidence")
    page.button(key="evidence-edit-1").click().run()
    field(page, "button_group", "取证人").set_value("其他人").run()
    page.button(key="evidence-done").click().run()
    page.button(key="evidence-remove-1").click().run()
    page.button(key="evidence-edit-1").click().run()
    assert "取证人的姓名" not in [one.label for one in page.text_input]


def test_a_piece_is_tied_to_the_circumstances_also_while_something_is_wrong() -> None:
    page = opened(1, "evidence")
    page.button(key="evidence-edit-0").click().run()
    field(page, "text_input", "页数").set_value("许多").run()
    assert "证据1的页数：应当是整数" in said(page)
    field(page, "button_group", "证明的情节（点选）").set_value(["0/ZB-6-1"]).run()
    assert draft(page)["conducts"][0]["circumstances"]["ZB-6-1"]["evidence"] == ["E1", "E4", "E5"]


def test_a_circumstance_gets_its_first_evidence_right_there() -> None:
    page = opened(1, "circumstances")
    del page.session_state["held"].draft["evidence"]
    page.session_state["held"].draft["conducts"][0]["circumstances"]["ZB-6-1"].pop("evidence")
    page.run()
    assert "也可以到“5 证据”一份一份添加" in said(page)
    choosing = next(one for one in page.multiselect if str(one.key).endswith("ZB-6-1/evidence"))
    choosing.set_value([one for one in choosing.options if "退费明细" in one]).run()
    assert [one["title"] for one in draft(page)["evidence"]] == ["退费明细和转账凭证"]
    assert draft(page)["conducts"][0]["circumstances"]["ZB-6-1"]["evidence"] == ["E1"]
    choosing = next(one for one in page.multiselect if str(one.key).endswith("ZB-6-1/evidence"))
    page.session_state["held"].draft["evidence"][0] |= {"obtained_on": date(2026, 9, 28), "obtained_by": "李某某"}
    choosing.set_value(["E1", next(one for one in choosing.options if one.startswith("添一份：对"))]).run()
    assert draft(page)["evidence"][1].keys() == {
        "id",
        "kind",
        "title",
        "proves",
    }  # no form opens: no day, nobody's name


def test_only_what_a_person_must_answer_is_counted() -> None:
    page = opened(3, "circumstances")
    turn(page, "facts")
    field(page, "radio", "是否造成危害后果").set_value("是").run()
    turn(page, "circumstances")
    page.button(key="others").click().run()
    told = next(str(one.value) for one in page.markdown if "还没有回答" in str(one.value))
    listed = next(one.proto.body for one in page.get("html") if one.proto.body.startswith("<ul>"))
    assert f"下面 {listed.count('<li>')} 项情节还没有回答，" in told
    assert "没有造成危害后果的" not in listed  # told by the answer on harm


def test_what_is_left_is_closed_where_the_list_ends_and_details_come_with_the_answer() -> None:
    page = opened(3, "circumstances")
    obstructed = "阻碍行政执法人员依法查处违法行为的"  # one element alone: nothing to open before it is answered
    assert "open-details-0-ZB-7-4" not in [one.key for one in page.button]
    field(page, "radio", obstructed).set_value("否").run()
    assert "open-details-0-ZB-7-4" in [one.key for one in page.button]
    page.button(key="others-below").click().run()
    page.button(key="others-yes").click().run()
    assert draft(page)["conducts"][0]["unlisted"] is False
    assert "others-below" not in [one.key for one in page.button]


def test_reasons_are_asked_for_when_a_figure_departs_and_not_before() -> None:
    page = opened(3, "proposal")
    field(page, "radio", "拟如何处理").set_value("给予处罚").run()
    page.button(key="kinds-recommended").click().run()
    assert "理由" not in [one.label for one in page.text_area]
    page = opened(1, "proposal")
    field(page, "text_input", "罚款数额（元）").set_value("0.9万").run()
    assert "理由" in [one.label for one in page.text_area]


def test_a_sum_in_ten_thousands_is_echoed_and_one_in_doubt_refused() -> None:
    page = opened(1, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").set_value("4.658万元").run()
    assert draft(page)["conducts"][0]["facts"]["fees_collected"] == 46580
    assert "大写：肆万陆仟伍佰捌拾元整" in said(page)
    field(page, "text_input", "实施违法行为收取的全部款项（元）").set_value("4万6").run()
    assert "“4万6”可以有几种读法，请写成 46,580、46580.50 或者 4.658万" in said(page)


def test_the_day_of_correction_tells_what_must_be_done_by_then() -> None:
    assert "全部做完的那一天" in said(opened(1, "facts"))


def test_the_facts_found_are_drafted_and_figures_added_by_one_press_each() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0].pop("summary")
    page.session_state["held"].draft["conducts"][0]["facts"].pop("students")
    page.run()
    page.button(key="summary-draft").click().run()
    assert draft(page)["conducts"][0]["summary"].startswith(
        "自2026年7月1日起至2026年9月20日，当事人违反国家有关规定擅自举办民办学校。"
    )
    assert "summary-draft" not in [one.key for one in page.button]
    turn(page, "facts")
    field(page, "text_input", "涉案学生（幼儿、学员）人数（人）").set_value("26").run()
    page.button(key="summary-figures").click().run()
    assert draft(page)["conducts"][0]["summary"].endswith("涉及学生26人。")
    assert "summary-figures" not in [one.key for one in page.button]


def test_what_is_typed_in_the_same_moment_as_the_draft_is_asked_for_stays() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0].pop("summary")
    page.run()
    field(page, "text_area", "违法事实").set_value("本人写的经过。")
    page.button(key="summary-draft").click().run()
    assert draft(page)["conducts"][0]["summary"] == "本人写的经过。"


def test_the_draft_and_the_figures_are_those_of_the_moment_of_the_press() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0].pop("summary")
    page.run()
    field(page, "text_input", "开始日期").set_value("2026-7-3")
    page.button(key="summary-draft").click().run()
    assert draft(page)["conducts"][0]["summary"].startswith("自2026年7月3日起")
    page.session_state["held"].draft["conducts"][0]["summary"] = "招收学生。"
    turn(page, "facts")
    field(page, "text_input", "涉案学生（幼儿、学员）人数（人）").set_value("27")
    page.button(key="summary-figures").click().run()
    assert draft(page)["conducts"][0]["summary"].endswith("涉及学生27人。")


def test_which_ground_of_competence_is_wanted_is_told_and_none_is_proposed() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0]["facts"].pop("co_authority_joined")
    page.run()
    assert "条文要求会同其他机关" in said(page)
    assert "可以不填；写上的，印在法制审核意见书里。" in said(page)
    assert field(page, "text_input", "管辖依据").value == ""
    assert not [one.label for one in page.button if "违法行为发生" in one.label]


def test_a_day_of_the_source_after_filing_is_doubted_at_its_field() -> None:
    page = opened(1, "party")
    field(page, "text_input", "来源日期").set_value("2026-9-25").run()
    assert "晚于立案日期（2026年9月24日），请核对" in said(page)


def test_facts_on_which_the_result_hangs_are_marked_until_they_are_known() -> None:
    assert "■ 影响结论" not in said(opened(1, "facts"))
    page = opened(3, "facts")
    assert "标“■ 影响结论”的先查清" in said(page)
    before = said(page).count('class="remark">■ 影响结论')
    next(one for one in page.text_input if one.label.startswith("其中已经依法退还的款项")).set_value("0").run()
    assert said(page).count('class="remark">■ 影响结论') == before - 1


def test_elements_of_the_act_are_marked_until_they_are_known() -> None:
    page = opened(3, "facts")
    page.session_state["held"].draft["conducts"][0]["facts"].pop("trainers", None)
    page.run()
    before = said(page).count("■ 行为的要件，没有查明")
    next(one for one in page.text_input if "从业人员" in one.label).set_value("3").run()
    assert said(page).count("■ 行为的要件，没有查明") == before - 1


def test_what_the_bureau_has_set_need_not_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "bureau", lambda: BureauSettings(contact=Contact("王某", "某路1号", "0533-1")))
    page = opened(None, "documents")
    assert field(page, "text_input", "电话").placeholder == "不用填"  # what is used is told above, whole


def test_whom_the_provision_speaks_of_stands_below_the_field_whole() -> None:
    page = opened(1, "party")
    assert field(page, "text_input", "身份").placeholder == "例如 举办者、教师、考生"
    assert any("条文规定的对象：" in one.proto.body for one in page.get("caption"))


def test_the_day_of_discovery_is_that_of_the_source_by_one_press() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0].pop("discovered_on", None)
    page.run()
    day = draft(page)["source"]["on"]
    page.button(key="discovered-0-来源日期").click().run()
    assert draft(page)["conducts"][0]["discovered_on"] == day
    assert "discovered-0-来源日期" not in [one.key for one in page.button]


def test_the_day_of_the_first_inspection_is_offered_beside_that_of_the_source() -> None:
    page = opened(1, "act")
    page.session_state["held"].draft["conducts"][0].pop("discovered_on", None)
    inspected = page.session_state["held"].draft["source"]["on"] + timedelta(days=1)
    page.session_state["held"].draft["events"] = [{"type": "inspected", "on": inspected, "by": "王某某"}]
    page.run()
    page.button(key="discovered-0-现场检查日期").click().run()
    assert draft(page)["conducts"][0]["discovered_on"] == inspected


def test_what_a_piece_proves_is_written_by_presses_on_the_facts() -> None:
    page = opened(1, "evidence")
    page.button(key="evidence-edit-0").click().run()
    offer = next(one for one in page.button_group if one.label.startswith("证明哪些事实"))
    before, chosen = draft(page)["evidence"][0]["proves"], offer.options[0]
    offer.set_value(chosen).run()
    assert draft(page)["evidence"][0]["proves"] == f"{before}；{chosen}"
    offer = next(one for one in page.button_group if one.label.startswith("证明哪些事实"))
    assert chosen not in offer.options
