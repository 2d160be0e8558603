"""案卷, 法制审核, 审批, driven without a browser: everybody sees what is his, at every stage, and nothing reads None."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.care.samples import fill
from casebook.cases.history import list_members
from casebook.cases.listing import EVERYTHING, find_cases
from casebook.cases.members import ask_recusal, list_recusals
from casebook.cases.opinions import list_opinions
from casebook.cases.versions import create_case, open_case, save
from casebook.people.accounts import list_accounts
from casebook.workflow.next_steps import standing
from letters.review_points import POINTS
from ui import places, reading
from ui.components import alike, checklist, dossier, flow, opinions, queue, recusals, saving, step, team
from ui.components.dossier import PARTS
from ui.views import approval, review
from ui.views import dossier as dossier_view
from web import who

PAGES = {"dossier": dossier_view, "review": review, "approval": approval}
HELD = (
    reading,
    alike,
    checklist,
    dossier,
    flow,
    opinions,
    queue,
    recusals,
    saving,
    step,
    team,
    approval,
    dossier_view,
    review,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """The office of the invented people, with cases at every stage."""
    folder = tmp_path_factory.mktemp("judging")
    keys = Keyring(folder / "keys")
    keys.make()
    made = open_casebook(f"sqlite:///{folder / 'casebook.db'}", keys)
    fill(made)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def people(book: Casebook) -> dict[str, Actor]:
    return {one.login: Actor(one.id, one.name, frozenset(one.roles)) for one in list_accounts(book, CONSOLE)}


@contextmanager
def seen(book: Casebook, actor: Actor, page: str, **query: str) -> Iterator[AppTest]:
    """A page as this person sees it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(who, "signed_in", lambda: actor)
        for module in HELD:
            if hasattr(module, "casebook"):
                patch.setattr(module, "casebook", lambda: book)
        test = AppTest.from_function(_run, default_timeout=60, kwargs={"page": page})
        for key, value in query.items():
            test.query_params[key] = value
        yield test.run()


def _run(page: str) -> None:
    from importlib import import_module  # noqa: PLC0415 -- the function alone is what the page is made from

    import_module(f"ui.views.{page}").page()


def written(page: AppTest) -> str:
    assert not page.exception, page.exception
    return "\n".join(str(one.proto.body) for one in page.get("html")) + "\n".join(
        str(one.value) for one in page.markdown
    )


def case_at(book: Casebook, people: dict[str, Actor], stage: str) -> str:
    return next(one.id for one in find_cases(book, people["jian"], EVERYTHING) if one.stage == stage)


def field(page: AppTest, kind: str, part: str) -> Any:  # noqa: ANN401 -- every kind of widget has its own class
    return next(one for one in page.get(kind) if part in str(one.key))


def test_whoever_may_read_sees_every_part_of_every_stage(book: Casebook, people: dict[str, Actor]) -> None:
    stages = {one.stage: one.id for one in find_cases(book, people["jian"], EVERYTHING)}
    for stage, case in stages.items():
        with seen(book, people["jian"], "dossier", case=case) as page:
            assert "None" not in written(page), stage
    for part in PARTS:
        with seen(book, people["jian"], "dossier", case=stages["closed"], part=part) as page:
            assert "None" not in written(page), part
            assert page.segmented_control[0].value == part


def test_the_auditor_looks_and_changes_nothing(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["jian"], "dossier", case=case_at(book, people, "decided"), part="trail") as page:
        assert "作出决定" in written(page) or "决定" in written(page)
        assert [one.label for one in page.button] == []
        assert not page.text_area


def test_officers_do_not_see_the_trail_nor_the_export(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["wang"], "dossier", case=case_at(book, people, "decided"), part="trail") as page:
        assert page.segmented_control[0].value == "case"
        assert not {"审计记录", "导出"} & {*page.segmented_control[0].options}


def test_a_receipt_is_replayed(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["jian"], "dossier", case=case_at(book, people, "decided"), part="receipts") as page:
        page.button[0].click().run()
        assert "重放结果相同" in written(page)


def test_two_versions_are_compared_in_words(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["ju"], "dossier", case=case_at(book, people, "decided"), part="versions") as page:
        page.selectbox(key="compare-from").set_value(1).run()
        told = written(page)
        assert "立案日期" in told
        assert "办理经过“决定”" in told
        assert "filed_on" not in told


def test_a_case_that_is_not_there_is_told_in_words(book: Casebook, people: dict[str, Actor]) -> None:
    for page_id, login in (("dossier", "jian"), ("review", "shen"), ("approval", "ju")):
        with seen(book, people[login], page_id, case="nothing") as page:
            assert "没有这个案件" in written(page)


def test_the_search_finds_by_party(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["shen"], "dossier") as page:
        page.text_input(key="dossier-search").set_value("淄博庚").run()
        assert "淄博庚教育咨询有限公司" in written(page)
        assert "淄博甲教育咨询有限公司" not in written(page)
        page.text_input(key="dossier-search").set_value("没有这个单位").run()
        assert "没有这样的案件" in written(page)


def test_the_queues_hold_what_is_ones_own(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["shen"], "review") as page:
        assert "淄博庚教育咨询有限公司" in written(page)
        assert "可以先看" in written(page)
    with seen(book, people["ju"], "approval") as page:
        told = written(page)
        assert "淄博壬教育咨询有限公司" in told  # discussed: to be decided
        assert "淄博庚教育咨询有限公司" not in told  # the review has not passed yet


def test_review_passes_only_when_every_point_is_answered_and_the_points_are_recorded(
    book: Casebook, people: dict[str, Actor]
) -> None:
    case = case_at(book, people, "reviewed")  # once more: a step that leads nowhere else is recorded without a question
    with seen(book, people["shen"], "review", case=case) as page:
        assert "还有 7 项没有核对" in written(page)
        assert not [one for one in page.button if "法制审核" in one.label]
        for place, point in enumerate(POINTS):
            field(page, "radio", f"/{point.id}/answer").set_value("否" if place == 1 else "是")
        field(page, "text_input", "/facts/remark").set_value("租金待核。")
        page.run()
        assert "有 1 项为“否”" in written(page)
        next(one for one in page.button if one.label == "记录：法制审核").click().run()
        assert "已经记录“法制审核”" in written(page)
    event = standing(book, people["shen"], case).happened[-1].event
    assert event.result == "通过"
    assert event.items[1] == "事实是否清楚：否。租金待核。"
    assert len(event.items) == len(POINTS)


def test_an_opinion_is_stuck_to_its_place_and_shown_there(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "noticed")
    with seen(book, people["shen"], "review", case=case) as page:
        field(page, "selectbox", "/place").set_value("conducts[0].circumstances.ZB-6-1")
        field(page, "text_area", "opinion/").set_value("退费凭证<b>不全</b>。")
        page.button(key="opinion-give").click().run()
        assert "退费凭证&lt;b&gt;不全&lt;/b&gt;。" in written(page)
        assert field(page, "text_area", "opinion/").value == ""
        page.button(key="opinion-give").click().run()
        assert "没有写内容" in written(page)
    (given,) = list_opinions(book, people["shen"], case)
    assert given.path == "conducts[0].circumstances.ZB-6-1"


def test_a_decision_stands_on_one_sheet(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["ju"], "approval", case=case_at(book, people, "discussed")) as page:
        told = written(page)
        for part in ("应当从轻或者减轻", "证据4、证据5", "部分采纳", "通过", "同意拟处罚", "在建议之内", "拟 4,000元"):
            assert part in told, part
        chosen = field(page, "selectbox", "judging/")
        assert chosen.value == "decide"
        assert "return" in chosen.options or any("退回" in one for one in chosen.options)


def test_before_the_bureau_binds_itself_the_hints_are_shown(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "investigated")
    with seen(book, people["ju"], "approval", case=case) as page:
        next(one for one in page.button if one.label == "记录：负责人同意调查结果").click().run()
        told = written(page)
        assert "办理以前，请看过这" in told
        assert "怎么办：" in told[told.index("办理以前，请看过这") :]
        assert not page.button(key="step-confirm").disabled


def test_a_recusal_waits_for_the_head_and_not_for_himself(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "filed")
    ask_recusal(book, people["wang"], case, people["ju"].id, "party", "与当事人有利害关系")
    with seen(book, people["ju"], "approval") as page:
        assert "不能决定本人是否回避" in written(page)
    with seen(book, people["fu"], "approval", case=case) as page:
        field(page, "text_input", "recusal/").set_value("情况属实")
        next(one for one in page.button if one.label == "准许回避").click().run()
        assert "回避申请" not in written(page)
    assert [one.decision for one in list_recusals(book, people["fu"], case)] == ["granted"]


def test_pages_are_not_for_everybody() -> None:
    officer, auditor = Actor("a", "甲", frozenset({"officer"})), Actor("b", "乙", frozenset({"auditor"}))
    assert not places.is_there("review", officer)
    assert not places.is_there("approval", officer)
    assert places.is_there("dossier", officer)
    assert places.is_there("dossier", auditor)
    assert Path(dossier_view.__file__).stem in {place.id for place in places.PLACES}


def test_the_points_answered_so_far_are_there_again_after_a_refresh(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "reexamined")
    with seen(book, people["shen"], "review", case=case) as page:
        field(page, "radio", f"{POINTS[0].id}/answer").set_value("否").run()
        field(page, "text_input", f"{POINTS[0].id}/remark").set_value("证据不足").run()
    with seen(book, people["shen"], "review", case=case) as page:
        assert field(page, "radio", f"{POINTS[0].id}/answer").value == "否"
        assert field(page, "text_input", f"{POINTS[0].id}/remark").value == "证据不足"
        assert field(page, "radio", f"{POINTS[1].id}/answer").value is None


def test_nothing_is_chosen_where_no_step_is_usual(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["fu"], "approval", case=case_at(book, people, "decided")) as page:
        assert field(page, "selectbox", "judging/").value is None
        assert "现在没有条件具备、通常要您办理的步骤" in written(page)


def test_nothing_is_chosen_that_cannot_be_done_yet(book: Casebook, people: dict[str, Actor]) -> None:
    with seen(book, people["ju"], "approval", case=case_at(book, people, "approved")) as page:
        chosen = field(page, "selectbox", "judging/")
        assert chosen.value is None
        assert any(one.startswith("决定不予处罚（还缺") for one in chosen.options)


def test_a_review_is_concluded_where_its_points_are_answered(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "reexamined")
    went: list[tuple[str, str]] = []
    with (
        pytest.MonkeyPatch.context() as patch,
        seen(book, people["shen"], "dossier", case=case, part="course") as page,
    ):
        patch.setattr(places, "go", lambda place, *, case: went.append((place, case)))
        page.button(key="flow-open-review").click().run()
        assert went == [("review", case)]
        assert not [one for one in page.button if one.label == "记录：法制审核"]


def test_the_head_is_led_to_send_back_what_changed_after_he_agreed(book: Casebook, people: dict[str, Actor]) -> None:
    case = case_at(book, people, "approved")
    members = {one.person_id for one in list_members(book, people["jian"], case)}
    officer = next(one for one in people.values() if one.id in members)
    opened = open_case(book, officer, case)
    opened.content["conducts"][0]["summary"] += "另有补充。"
    save(book, officer, case, opened.version, opened.content)
    with seen(book, people["ju"], "approval") as page:
        assert "同意以后案件有改动，请退回" in written(page)
    with seen(book, people["ju"], "approval", case=case) as page:
        told = written(page)
        assert field(page, "selectbox", "judging/").value == "return"
        assert "对改动以后的案件不算数" in told
        assert "<td>违法事实</td>" in told
        assert "另有补充。" in told
        assert "现在没有条件具备" not in told
    with seen(book, officer, "dossier", case=case, part="course") as page:
        assert "下一步　<b>负责人退回</b>" in written(page)


def test_the_head_assigns_whom_the_documents_name_beside_the_filing(book: Casebook, people: dict[str, Actor]) -> None:
    values = open_case(book, people["wang"], case_at(book, people, "filed")).content
    values = {key: value for key, value in values.items() if key not in {"number", "filed_on"}} | {"events": []}
    case = create_case(book, people["wang"], values).id
    with seen(book, people["ju"], "approval", case=case) as page:
        (other,) = [one for one in page.button if str(one.key).startswith("approval-named-")]
        assert other.label == "指派李某某"
        other.click().run()
        assert "已经指派李某某为本案办案人员" in written(page)
        assert not [one for one in page.button if str(one.key).startswith("approval-named-")]
    assert {one.name for one in list_members(book, people["jian"], case)} == {"王某某", "李某某"}
