"""工作台 and 类案, driven without a browser, by each role; their words and tables without Streamlit."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook
from casebook.cases.listing import Listed
from casebook.cases.versions import create_case
from casebook.decisions.similar import Earlier, Likeness, Remark, Similar
from casebook.decisions.statistics import Cell, Month, Year
from casebook.people.accounts import NewAccount, add_account
from casebook.workflow.agenda import Agenda, Due
from casebook.workflow.deadlines import Deadline
from casebook.workflow.waiting import Queue, Waiting
from penalty_engine.rulebook import Rulebook
from ui import places, worklist
from ui.drawn import charts, drawing, likeness
from ui.views import workbench
from web import who

from .case_page import PAGE, written

FIRST = "workbench"
TODAY = date(2026, 11, 28)
OFFICER, HEAD = Actor("wang", "王某", frozenset({"officer"})), Actor("ju", "局某", frozenset({"head"}))
CASE = Listed(
    "1",
    3,
    "filed",
    "淄教罚立〔2026〕1号",
    "<b>某公司</b>",
    ("MCF-64",),
    "2026-09-01",
    "2026-11-30",
    "作出处罚决定",
    "x",
)


def start() -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception
    return page


@pytest.fixture
def as_(office: Casebook, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Actor]:
    """Somebody of a role sits down."""

    def sit(role: str) -> Actor:
        law = "法律职业资格" if role == "reviewer" else None
        with office.read() as connection:
            known = connection.exec_driver_sql("SELECT id FROM people WHERE login = ?", (f"desk-{role}",)).scalar()
        id = known or add_account(office, CONSOLE, NewAccount(f"desk-{role}", "某人", (role,), None, "37030009", law))
        actor = Actor(str(id), "某人", frozenset({role}))
        monkeypatch.setattr(who, "signed_in", lambda: actor)
        return actor

    return sit


def test_a_new_officer_is_told_what_to_do_first(as_: Callable[[str], Actor]) -> None:
    as_("officer")
    page = start()
    assert "您还没有案件" in written(page)
    assert [one.label for one in page.button] == ["看一个示例", "新建案件"]
    page.button(key="desk-new").click().run()
    assert not page.exception
    assert page.session_state["held"].draft["conducts"]


def test_an_officer_finds_his_draft_waiting(office: Casebook, as_: Callable[[str], Actor]) -> None:
    actor = as_("officer")
    create_case(office, actor, {"party": {"kind": "legal_person", "name": "某甲公司"}, "conducts": []})
    said = written(start())
    assert "某甲公司" in said
    assert "补齐案情，报请立案" in said
    assert "我的案件" in said


@pytest.mark.parametrize("role", ["reviewer", "head", "auditor"])
def test_who_judges_sees_the_whole_bureau_and_makes_no_case(
    office: Casebook, officer: Actor, as_: Callable[[str], Actor], role: str
) -> None:
    create_case(office, officer, {"party": {"kind": "legal_person", "name": "某乙公司"}, "conducts": []})
    as_(role)
    page = start()
    assert "全局案件" in written(page)
    assert "desk-new" not in [one.key for one in page.button]


@pytest.mark.parametrize(("role", "words"), [("keeper", "现行规则"), ("administrator", "系统管理")])
def test_who_has_no_business_with_cases_finds_his_own(as_: Callable[[str], Actor], role: str, words: str) -> None:
    as_(role)
    said = written(start())
    assert words in said
    assert "公司" not in said


def test_of_a_case_that_one_may_not_read_neither_number_nor_reasons_are_shown(zibo: Rulebook) -> None:
    one = EARLIER._replace(readable=False, departs=True, number=None, reasons=None)
    found = Similar(Likeness("MCF-64"), (one,), more=False, remark=None)
    assert likeness.departures(found, "dossier") == ""
    html = likeness.listed(found, zibo, "dossier")
    assert "回避案件" in html
    assert "href" not in html


def test_that_not_every_case_was_looked_into_is_said() -> None:
    assert "还有 12 件" in worklist.unseen(12)
    assert worklist.unseen(0) == ""


def due(on: str, state: str) -> Due:
    return Due(CASE, Deadline("decision", "作出处罚决定", date.fromisoformat(on), "bureau", "处罚法60"), state)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        ("2026-11-25", "over", "■</span> 作出处罚决定：已超过 3 天"),
        ("2026-11-28", "soon", "▲</span> 作出处罚决定：今天到期"),
        ("2026-12-02", "soon", "●</span> 作出处罚决定：还剩 4 天"),
    ],
)
def test_a_deadline_is_told_by_word_and_shape(zibo: Rulebook, on: str, state: str, words: str) -> None:
    html = worklist.due_list({"1": [due(on, state)]}, (), OFFICER, TODAY, zibo)
    assert words in html
    assert "&lt;b&gt;某公司&lt;/b&gt;" in html
    assert 'href="/case?case=1&amp;section=flow"' in html


def test_each_goes_to_where_his_work_is_done(zibo: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "is_there", lambda _id, _actor: True)
    assert worklist.page_for("approve", HEAD) == "approval"
    assert worklist.page_for("review", HEAD) == "review"
    assert worklist.page_for("investigate", OFFICER) == "case"
    html = worklist.waiting_list([Waiting(CASE, "决定予以处罚", "decide")], HEAD, TODAY, zibo)
    assert 'href="/approval?case=1"' in html
    assert "还剩 2 天" in html
    assert 'href="/dossier?case=1"' in worklist.due_list({"1": [due("2026-12-02", "soon")]}, (), HEAD, TODAY, zibo)


def test_a_case_under_way_opens_where_it_goes_on(zibo: Rulebook) -> None:
    def opened(stage: str, action: str) -> str:
        waits = Waiting(CASE._replace(stage=stage), "什么", action)
        return worklist.waiting_list([waits], OFFICER, TODAY, zibo)

    assert 'href="/case?case=1&amp;section=flow"' in opened("filed", "investigate")
    assert 'href="/case?case=1"' in opened("draft", "save")
    assert 'href="/case?case=1"' in opened("reviewed", "save")  # to be mended


def of(case: str, on: str, state: str) -> Due:
    return due(on, state)._replace(case=CASE._replace(id=case))


def waits(case: str, what: str = "决定予以处罚", action: str = "decide") -> Waiting:
    return Waiting(CASE._replace(id=case), what, action)


AGENDA = Agenda(
    TODAY, True, (of("1", "2026-11-20", "over"), of("1", "2026-11-25", "over"), of("2", "2026-11-28", "soon")), 2,
    (of("1", "2026-12-01", "soon"), of("3", "2026-12-02", "soon"), of("4", "2026-12-03", "soon")), 7, False,
    Queue((waits("2"), waits("3"), waits("5")), 0), {"filed": 5},
)  # fmt: skip


def test_a_case_stands_in_one_list_with_all_that_it_is_about(zibo: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "is_there", lambda _id, _actor: True)
    told = worklist.lists(AGENDA)
    assert (list(told.today), [one.case.id for one in told.waiting], list(told.soon)) == (["1", "2"], ["3", "5"], ["4"])
    assert told.soon_count == 5  # of seven, two stand elsewhere
    html = worklist.due_list(told.today, AGENDA.waiting.cases, HEAD, TODAY, zibo)
    assert html.count("<li>") == 2
    assert "已超过 8 天" in html
    assert "已超过 3 天" in html
    assert "<b>决定予以处罚</b>" in html
    assert 'href="/approval?case=2"' in html  # where it is done
    waiting = worklist.waiting_list(told.waiting, HEAD, TODAY, zibo, AGENDA.soon)
    assert "●</span> 作出处罚决定：还剩 4 天" in waiting


@pytest.mark.parametrize(
    ("overdue", "waiting", "soon", "columns"),
    [
        (1, 1, 1, [1, 1, 1]),
        (1, 1, 0, [1, 2]),
        (0, 1, 1, [2, 1]),
        (1, 0, 1, [2, 1]),
        (0, 1, 0, [3]),
        (0, 0, 0, [1, 1, 1]),
    ],
)
def test_a_list_without_a_case_leaves_no_column_blank(
    as_: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch, overdue: int, waiting: int, soon: int, columns: list[int]
) -> None:  # fmt: skip
    as_("officer")
    agenda = AGENDA._replace(
        overdue=AGENDA.overdue[:2] * overdue, overdue_count=overdue, soon=AGENDA.soon[2:] * soon, soon_count=soon,
        waiting=Queue((waits("5"),) * waiting, 0),
    )  # fmt: skip
    monkeypatch.setattr(workbench, "agenda", lambda _book, _actor: agenda)
    page = start()
    seen = [sum("desk-list" in str(one.proto) for one in column.children.values()) for column in page.columns]
    assert [count for count in seen if count] == columns
    said = written(page)
    assert said.index("今天要办") < said.index("等我处理") < said.index("临近期限")


EARLIER = Earlier(
    "7", "淄教罚立〔2025〕7号", 0, date(2025, 3, 1), "base", "lighter", Decimal(3000), Decimal(4000), None, Decimal("1.33"),
    ("fine",), ("ZB-6-1",), departs=False, reasons=None,
)  # fmt: skip
DEPARTING = EARLIER._replace(
    case="8", number=None, figure=Decimal(3), fine=Decimal(9000), departs=True, reasons="<拒不退费>"
)
LIKE = Likeness("MCF-64", "base", "lighter", Decimal(3000), "multiple", Decimal(2), Decimal(6000))


def test_a_case_among_others_in_a_sentence() -> None:
    found = Similar(LIKE, (EARLIER, DEPARTING), more=False, remark=None)
    assert likeness.sentence(found) == (
        "同类决定 <b>2</b> 项，1.33 倍至 3 倍，中位数 2.16 倍；本案 <b>2 倍</b>，在其中。"
    )
    alone = found._replace(cases=(EARLIER,), like=LIKE._replace(figure=None))
    assert likeness.sentence(alone) == "同类决定 <b>1</b> 项，都是1.33 倍。本案还没有拟定数额。"
    assert likeness.sentence(alone, of_case=False) == "同类决定 <b>1</b> 项，都是1.33 倍。"
    assert likeness.sentence(found._replace(cases=())) == "没有同类的处罚决定可以比较。"
    assert "在其外" in likeness.sentence(found._replace(like=LIKE._replace(figure=Decimal(5))))


def test_a_remark_asks_for_reasons_and_is_no_rule() -> None:
    remark = Remark("outside", Decimal(5), Decimal(1), Decimal(3), Decimal(2), 4)
    said = likeness.remark(remark, "multiple")
    assert "请说明理由" in said
    assert "不是裁量规则" in said
    assert "最低 1 倍与最高 3 倍之外" in said
    assert "中位数 2 元相差较大" in likeness.remark(remark._replace(kind="far"), "amount")
    assert likeness.remark(None, "amount") == ""


def test_tables_of_earlier_decisions_are_escaped_and_lead_to_them(zibo: Rulebook) -> None:
    found = Similar(LIKE, (EARLIER, DEPARTING), more=False, remark=None)
    html = likeness.listed(found, zibo, "dossier")
    assert '<a href="/dossier?case=7" target="_self">淄教罚立〔2025〕7号</a>' in html
    assert "1.33 倍，4,000 元" in html
    assert "主动消除或者减轻违法行为危害后果<" in html
    assert "未编号" in html
    assert "<a " not in likeness.listed(found, zibo, None)
    assert "&lt;拒不退费&gt;" in likeness.departures(found, None)
    assert likeness.departures(found._replace(cases=(EARLIER,)), None) == ""


def test_departures_are_hollow_and_equal_figures_do_not_hide_one_another(zibo: Rulebook) -> None:
    found = Similar(LIKE, (EARLIER, EARLIER._replace(case="9"), DEPARTING), more=False, remark=None)
    dots = likeness.dots(found, zibo)
    assert [(one.level, one.status) for one in dots] == [(0, "在建议之内"), (1, "在建议之内"), (0, "偏离建议")]
    drawn = drawing.dots(dots, None, Decimal(2), "倍数").to_dict()
    assert len(drawn["datasets"][drawn["data"]["name"]]) == 4  # three decisions and the case itself
    strip = likeness.strip(found, None)
    assert strip.count("<circle") == 3
    assert strip.count("<path") == 1


YEAR = Year(
    2026, {}, {"予以处罚": 2}, 3,
    (Cell("MCF-64", "lighter", 2, Decimal("12000.50"), 1), Cell("JYF-79-3", None, 1, Decimal(0), 0)), {"fine": 2},
    tuple(Month(one, Decimal(one == 8) * 4000, Decimal(one == 8) * 8000) for one in range(1, 13)), Decimal("12000.50"), Decimal(0),
    Decimal(0), 1, 0, None,
)  # fmt: skip


def test_the_charts_of_the_year_say_what_their_tables_say(zibo: Rulebook) -> None:
    bars = drawing.by_violation(YEAR, zibo).to_dict()
    rows = bars["datasets"][bars["data"]["name"]]
    assert [(row["name"], row["direction"], row["acts"]) for row in rows] == [
        ("擅自举办民办学校", "从轻", 2), (zibo.violations["JYF-79-3"].name, "没有处罚", 1),
    ]  # fmt: skip
    assert "12,000.50" in charts.by_violation_table(YEAR, zibo)
    months = drawing.by_month(YEAR).to_dict()
    assert [(row["month"], row["status"], row["yuan"]) for row in months["datasets"][months["data"]["name"]]] == [
        (8, "在建议之内", 4000.0), (8, "偏离建议", 8000.0),
    ]  # fmt: skip
    assert '<td>8月</td><td class="figure">4,000</td><td class="figure">8,000</td>' in charts.by_month_table(YEAR)
    assert "偏离建议 1 项" in worklist.summary(YEAR)
