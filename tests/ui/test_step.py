"""The component for one step, driven as a page would show it: refused, recorded, confirmed, overtaken."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases import begun
from casebook.cases.versions import create_case, open_case, save
from casebook.workflow.next_steps import standing
from casebook.workflow.recording import Recorded, record
from penalty_engine.days import in_chinese
from ui.filling.dates import read_day
from ui.filling.draft import Draft


def page() -> None:
    """Every step of the case in the address."""
    import streamlit as st  # noqa: PLC0415 -- runs in a script of its own

    from casebook.workflow.next_steps import standing  # noqa: PLC0415
    from ui.components import step  # noqa: PLC0415
    from web import who  # noqa: PLC0415
    from web.office import casebook  # noqa: PLC0415

    case, gate = st.query_params["case"], st.query_params["gate"]
    actor = who.signed_in()
    assert actor is not None
    where = st.session_state.setdefault("where", standing(casebook(), actor, case))
    step.told(case)
    for one in where.steps:
        if one.gate.id == gate:
            step.step(case, where, one, on_done=lambda _: st.session_state.pop("where"))


def start(case: str, gate: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params["case"], app.query_params["gate"] = case, gate
    return shown(app.run())


def shown(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def field(app: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in app.get(kind) if str(getattr(one, "label", "")).startswith(label))


def send(app: AppTest) -> AppTest:
    button: Any = next(one for one in app.get("button") if "：" in str(getattr(one, "label", "")))
    return shown(button.click().run())


@pytest.fixture
def case(office: Casebook, officer: Actor, sample: Callable[[int], Draft]) -> str:
    content = {key: value for key, value in sample(1).items() if key not in {"number", "filed_on", "decided_on"}}
    return create_case(office, officer, content).id


def test_an_event_is_recorded_with_what_was_filled_in(office: Casebook, officer: Actor, case: str) -> None:
    app = start(case, "inspect")
    field(app, "text_input", "地点").set_value("某某路8号")
    field(app, "text_input", "见证人").set_value("赵某、钱某")
    field(app, "text_area", "现场提取").set_value("课程表一份\n收据一本")
    field(app, "text_input", "日期").set_value("2026-9-18")
    send(app)
    assert "已经记录“现场检查”" in said(app)
    event = open_case(office, officer, case).content["events"][-1]
    assert (event["type"], event["on"], event["place"]) == ("inspected", "2026-09-18", "某某路8号")
    assert (event["present"], event["items"]) == (["赵某", "钱某"], ["课程表一份", "收据一本"])


def test_a_day_that_has_not_come_is_refused_and_not_turned_into_today(
    office: Casebook, officer: Actor, case: str
) -> None:
    app = start(case, "inspect")
    field(app, "text_input", "日期").set_value("21990101")
    send(app)
    assert "没有记录“现场检查”" in said(app)
    assert "2199年1月1日还没有到" in said(app)
    assert open_case(office, officer, case).content["events"] == []


def test_a_day_without_its_year_is_told_in_full_before_it_is_recorded(
    office: Casebook, officer: Actor, case: str
) -> None:
    app = start(case, "inspect")
    ahead = next(day for one in (1, 2) if (day := office.today() + timedelta(days=one)).month != 2 or day.day != 29)
    meant = read_day(f"{ahead.month}月{ahead.day}日", office.today(), "past")
    assert isinstance(meant, date)
    assert meant < office.today()
    field(app, "text_input", "日期").set_value(f"{ahead.month}月{ahead.day}日")
    send(app)
    assert f"记录“现场检查”，日期{in_chinese(meant)}。" in said(app)
    assert not app.button(key="step-confirm").disabled
    assert open_case(office, officer, case).content["events"] == []


@pytest.mark.parametrize(("typed", "told"), [("", "没有填写日期"), ("上周五", "看不出是哪一天")])
def test_a_day_that_was_not_told_is_never_today(
    office: Casebook, officer: Actor, case: str, typed: str, told: str
) -> None:
    app = start(case, "statement_at_hearing")
    assert field(app, "text_input", "日期").value == ""
    field(app, "text_input", "日期").set_value(typed)
    send(app)
    assert told in said(app)
    assert open_case(office, officer, case).content["events"] == []


def test_what_is_required_is_asked_for_before_anything_is_recorded(office: Casebook, officer: Actor, case: str) -> None:
    app = start(case, "question")
    field(app, "text_input", "被询问人").set_value("")
    send(app)
    assert "没有填写被询问人" in said(app)
    assert open_case(office, officer, case).content["events"] == []


def test_what_no_document_can_print_is_refused_where_it_is_typed(office: Casebook, officer: Actor, case: str) -> None:
    app = start(case, "inspect")
    field(app, "text_input", "日期").set_value("2026-9-18")
    field(app, "text_area", "现场情况").set_value("教室两间😀")
    send(app)
    told = "“😀”打印不出来，请删除，或者换成别的文字"
    assert f'<p class="mistake">{told}</p>' in said(app)  # beside the field
    assert f"现场情况：{told}" in said(app)
    assert open_case(office, officer, case).content["events"] == []
    field(app, "text_area", "现场情况").set_value("教室两间")
    send(app)
    assert "已经记录“现场检查”" in said(app)


def test_the_first_report_is_proposed_from_the_source_of_the_case(office: Casebook, officer: Actor, case: str) -> None:
    content = open_case(office, officer, case).content
    save(office, officer, case, 1, {**content, "source": {"kind": "举报", "on": "2026-09-16"}})
    app = start(case, "report")
    assert field(app, "text_input", "日期").value == "2026年9月16日"
    assert field(app, "text_input", "举报人或者来源").value == "举报"
    assert "按案件中填写的来源日期" in said(app)
    send(app)
    event = open_case(office, officer, case).content["events"][-1]
    assert (event["on"], event["whom"]) == ("2026-09-16", "举报")
    assert field(start(case, "report"), "text_input", "日期").value == ""  # another one is not known


def test_who_may_not_is_told_who_may(case: str) -> None:
    app = start(case, "file")
    assert "由负责人（非本案办案人员）" in said(app)
    assert not app.button


def test_what_is_missing_leads_to_its_section(office: Casebook, officer: Actor, case: str) -> None:
    content = open_case(office, officer, case).content
    save(office, officer, case, 1, {**content, "officers": []})
    app = start(case, "inspect")
    assert "不足两名" in said(app)
    assert any(one.label == "文书" for one in app.button)
    field(app, "text_input", "日期").set_value("2026-9-18")
    send(app)
    assert "没有记录“现场检查”" in said(app)


def test_a_step_that_moves_the_case_is_confirmed_first(office: Casebook, officer: Actor, case: str) -> None:
    content = open_case(office, officer, case).content
    assert content["conducts"]
    app = start(case, "decide_on_the_spot")
    field(app, "text_input", "日期").set_value("2026-9-18")
    field(app, "text_input", "时间").set_value("10时")
    field(app, "text_input", "地点").set_value("园内")
    send(app)
    assert "案件由“草稿”进入“当场处罚”" in said(app)
    assert open_case(office, officer, case).content["events"] == []
    shown(app.button(key="step-cancel").click().run())
    assert open_case(office, officer, case).content["events"] == []


def test_what_cannot_be_done_today_is_not_offered_for_confirmation(office: Casebook, case: str) -> None:
    app = start(case, "decide_on_the_spot")
    field(app, "text_input", "日期").set_value(office.today().isoformat())
    field(app, "text_input", "时间").set_value("10时")
    field(app, "text_input", "地点").set_value("园内")
    send(app)
    assert not [one for one in app.button if one.key == "step-cancel"]
    assert "今天还不能办理" in said(app)


def test_whoever_was_overtaken_is_told_by_whom(office: Casebook, officer: Actor, case: str) -> None:
    app = start(case, "inspect")
    answer = record(office, officer, case, 1, {"type": "reported", "on": "2026-09-18"})
    assert isinstance(answer, Recorded)
    field(app, "text_input", "日期").set_value("2026-9-18")
    send(app)
    assert "没有办理：案件刚刚由别人改动" in said(app)
    assert "王某" in said(app)
    assert len(standing(office, officer, case).happened) == 1


def test_every_field_says_what_is_wrong_with_it_all_at_once(case: str) -> None:
    app = start(case, "order_correction")
    assert '<p class="mistake">' not in said(app)  # nothing is wrong before it was to be recorded
    field(app, "text_input", "日期").set_value("国庆以后")
    send(app)
    assert '<p class="mistake">没有填写改正期限</p>' in said(app)
    assert '<p class="mistake">日期看不出是哪一天' in said(app)
    assert "有 2 处要改" in said(app)


def test_what_was_filled_in_is_there_after_a_refresh(office: Casebook, officer: Actor, case: str) -> None:
    app = start(case, "inspect")
    field(app, "text_area", "现场情况").set_value("教室两间").run()
    assert begun.begun(office, officer, case)["open"] == "inspect"
    again = start(case, "inspect")
    assert field(again, "text_area", "现场情况").value == "教室两间"
    field(again, "text_input", "日期").set_value("2026-9-18")
    send(again)
    assert "已经记录“现场检查”" in said(again)
    assert begun.begun(office, officer, case) == {}


def test_a_record_among_the_evidence_proposes_its_step_once(office: Casebook, officer: Actor, case: str) -> None:
    content = open_case(office, officer, case).content
    piece = {
        "id": "E9",
        "kind": "statement",
        "title": "对张某的询问笔录",
        "obtained_on": "2026-09-22",
        "obtained_by": "王某",
    }
    save(office, officer, case, 1, {**content, "evidence": [piece]})
    app = start(case, "question")
    values = [field(app, "text_input", label).value for label in ("日期", "被询问人", "记录人")]
    assert values == ["2026年9月22日", "张某", "王某"]
    assert "按证据“对张某的询问笔录”" in said(app)  # never in silence
    send(app)
    assert "已经记录“询问”" in said(app)
    assert field(start(case, "question"), "text_input", "被询问人").value == ""


def test_an_order_given_at_the_inspection_is_recorded_with_its_day_and_not_printed_again(
    office: Casebook, officer: Actor, case: str
) -> None:
    record(office, officer, case, 1, {"type": "inspected", "on": "2026-09-22"})
    app = start(case, "order_correction")
    field(app, "text_input", "日期").set_value("2026-9-18")
    field(app, "text_input", "改正期限").set_value("2026-9-18")
    field(app, "selectbox", "责令改正通知书").set_value("there")
    send(app)
    assert "编文号并印制" not in said(app)
    assert app.button(key="step-confirm").label == "确认办理"
    event = {"type": "correction_ordered", "on": "2026-09-18", "until": "2026-09-18"}
    assert isinstance(record(office, officer, case, 2, event), Recorded)
    assert [one["type"] for one in open_case(office, officer, case).content["events"]] == [
        "correction_ordered",
        "inspected",
    ]
