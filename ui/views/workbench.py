"""工作台: what is due, what waits for whoever is signed in, where the cases stand; the bureau's year below."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import streamlit as st

from casebook.actor import Actor
from casebook.decisions.statistics import year
from casebook.rights import permitted
from casebook.workflow.agenda import Agenda, agenda
from ui import places, worklist
from ui.components import telling
from ui.components.officers import new_case
from ui.drawn import charts
from ui.filling import desk
from ui.filling.draft import read
from ui.words import day
from web import who
from web.office import casebook

WEEK: Final = "一二三四五六日"


def page() -> None:
    """The home page of everybody."""
    if case := st.query_params.get("case"):  # an address of a case from before there was this page
        places.go("case", case=case)
    actor = who.signed_in()
    if actor is None:
        return
    with st.container(key="desk-head", horizontal=True, vertical_alignment="center"):
        today = desk.today()
        st.html(f'<h1>工作台<span class="quiet">{day(today)}　星期{WEEK[today.weekday()]}</span></h1>')
        _begin(actor)
    if permitted(actor.roles, "list", "none"):
        with telling.told():
            _work(actor)
    else:
        _elsewhere(actor)


def _begin(actor: Actor) -> None:
    """The ways to a case, for those who have cases of their own."""
    if permitted(actor.roles, "create", "none"):
        if st.button("看一个示例", key="desk-sample"):
            path = desk.samples()[0]
            if opened := read(path.read_bytes(), path.name, desk.rulebook()).draft:
                desk.open_case(opened)
                places.go("case")
        if st.button("新建案件", key="desk-new", type="primary"):
            desk.open_case(new_case())
            places.go("case")


def _work(actor: Actor) -> None:
    found = agenda(casebook(), actor)
    whose = "我的案件" if found.own else "全局案件"
    if not found.stages:
        _nothing_yet(actor, found)
        return
    _three(_lists(found, actor))
    st.html(f'<h2 class="above">{whose}</h2>{worklist.stages(dict(found.stages), own=found.own)}')
    _year(actor, found.today.year)


def _year(actor: Actor, this: int) -> None:
    """The bureau's year in two charts, each with its table."""
    told, rules = year(casebook(), actor, this), desk.rulebook()
    st.html(f'<h2 class="above">{this}年本局的处罚决定</h2>{worklist.summary(told)}')
    if not told.acts:
        return
    from ui.drawn import drawing  # noqa: PLC0415 -- altair takes long to load: only who sees a chart waits for it

    left, right = st.columns(2, gap="large")
    with left:
        st.altair_chart(
            drawing.by_violation(told, rules),
            key="year-violations",
            alt="按违法行为和裁量方向的柱形图，下面有同样内容的表格",
        )
        with st.expander("按违法行为的表格"):
            st.html(charts.by_violation_table(told, rules))
    with right:
        if told.fines:
            st.altair_chart(drawing.by_month(told), key="year-months", alt="按月份的罚款柱形图，下面有同样内容的表格")
            with st.expander("按月份的表格"):
                st.html(charts.by_month_table(told))
        else:
            telling.empty("今年还没有罚款的决定。")


def _so_many(found: Agenda, count: int) -> int | str:
    """How many: not every period of a party is computed where there are very many cases."""
    return f"至少 {count}" if count and found.at_least else count


class _List(NamedTuple):
    """One of the three lists: how many cases it tells of, its rows, what is said when there is none, what is said below."""

    title: str
    so_many: int | str
    rows: str
    nothing: str
    below: str = ""


def _lists(found: Agenda, actor: Actor) -> tuple[_List, ...]:
    told, rules = worklist.lists(found), desk.rulebook()
    queue, today = found.waiting, found.today
    other, further = ("别的" if elsewhere else "" for elsewhere in (queue.cases, found.soon))
    return (
        _List("今天要办", _so_many(found, found.overdue_count),
              worklist.due_list(told.today, queue.cases, actor, today, rules), "没有到期的事项。"),
        _List("等我处理", len(told.waiting), worklist.waiting_list(told.waiting, actor, today, rules, found.soon),
              f"没有{other}等您处理的案件。", worklist.unseen(queue.unseen)),
        _List("临近期限", _so_many(found, told.soon_count),
              worklist.due_list(told.soon, queue.cases, actor, today, rules), f"近期没有{further}将要届满的期限。"),
    )  # fmt: skip


def _three(lists: Sequence[_List]) -> None:
    """Side by side; one without a case takes no column of its own, but stands below the one before it."""
    full = [one for one in lists if one.so_many]
    columns = iter(st.columns(len(full) or len(lists), gap="medium"))
    place, alone = next(columns), len(full) == 1
    begun = False
    for one in lists:
        if begun and (one.so_many or not full):
            place = next(columns)
        begun = begun or bool(one.so_many) or not full
        with place:
            st.html(_html(one, wide=alone))


def _html(one: _List, *, wide: bool) -> str:
    body = one.rows if one.so_many else f'<p class="empty">{one.nothing}</p>'
    shape = "desk-list wide" if wide else "desk-list"
    return f'<section class="{shape}"><h2>{one.title}<span>{one.so_many or ""}</span></h2>{body}{one.below}</section>'


def _nothing_yet(actor: Actor, found: Agenda) -> None:
    """A new bureau, or somebody without a case."""
    if permitted(actor.roles, "create", "none"):
        telling.empty("这里列出到期的、等您处理的和临近期限的案件。您还没有案件：先新建一个，或者看一个示例。")
    elif found.own:
        telling.empty("这里列出到期的、等您处理的和临近期限的案件。现在还没有案件。")
    else:
        telling.empty("这里列出到期的、等您处理的和临近期限的案件。本局还没有案件：执法人员新建案件以后，这里就有了。")


def _elsewhere(actor: Actor) -> None:
    """Those who keep the rules or the system: where their work is."""
    rules = desk.rulebook()
    if "keeper" in actor.roles:
        st.html(
            f'<h2 class="above">现行规则</h2><p>{rules.title}，{rules.version}版。'
            f"需要留意的设定和未核对的来源共 {len(rules.notices)} 处。</p>"
        )
    if "administrator" in actor.roles:
        st.html(
            '<h2 class="above">系统管理</h2><p>案件由执法人员、审核人员和负责人办理；您管理人员账户和本局设置。</p>'
        )
    ways = [one for one in places.PLACES if one.id != places.HOME and not one.quiet and one.is_for(actor)]
    st.html(worklist.ways([(one.id, one.title) for one in ways]))
