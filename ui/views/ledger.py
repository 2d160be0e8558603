"""台账与统计: the cases of the bureau in rows, filtered and taken along as a spreadsheet; the year in figures."""

from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.register import COUNTED, Filters, Found, register
from casebook.decisions.statistics import year, years
from ui import places
from ui import register as tables
from ui.components import telling
from ui.components.register import KEY, filters
from ui.drawn import charts
from ui.filling import desk
from web import figures, who
from web.filters import address
from web.office import casebook

SIZE: Final = 50
PARTS: Final = ("台账", "统计")


def page() -> None:
    """The page."""
    actor = who.signed_in()
    if actor is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="ledger-head"):
        st.title("台账与统计", anchor=False)
        first = PARTS[1] if "year" in st.query_params else PARTS[0]
        part = st.segmented_control(
            "看什么", PARTS, default=first, required=True, key="ledger-part", label_visibility="collapsed"
        )
    with telling.told():
        if part == PARTS[1]:
            _statistics(actor)
        else:
            _register(actor)


def _register(actor: Actor) -> None:
    wanted = filters(actor)
    start = int(st.session_state.get(f"{KEY}/page", 0)) * SIZE
    with st.spinner("正在查找"):
        found = register(casebook(), actor, wanted, start, SIZE)
    if not found.entries:
        _nothing(wanted)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="ledger-pages"):
        _turning(found, start)
        st.html(f'<a class="download" href="{escape(address("/ledger.xlsx", wanted))}" target="_self">导出 Excel</a>')
    page = "case" if "officer" in actor.roles or not places.is_there("dossier", actor) else "dossier"
    with st.container(key="ledger-rows"):
        st.html(tables.register(found.entries, page, desk.today(), desk.rulebook()))


def _turning(found: Found, start: int) -> None:
    """How many there are, and the ways to the other pages."""
    pages = -(-found.total // SIZE)
    now = start // SIZE
    more = f"{COUNTED:,} 件以上" if found.more else f"{found.total:,} 件"
    st.html(f'<p class="quiet">共 {more}，第 {now + 1} 页，共 {pages} 页</p>')
    if pages > 1:
        st.button("上一页", key="ledger-before", disabled=now == 0, on_click=_turn, args=(now - 1,))
        st.button("下一页", key="ledger-after", disabled=now + 1 >= pages, on_click=_turn, args=(now + 1,))


def _turn(page: int) -> None:
    st.session_state[f"{KEY}/page"] = page


def _nothing(wanted: Filters) -> None:
    if wanted == Filters():
        telling.empty(
            "这里列出全部案件，可以按条件筛选，导出 Excel。现在还没有案件；执法人员新建案件以后，这里就有了。"
        )
    else:
        telling.empty("没有符合条件的案件。可以放宽或者清除条件再看。")


def _statistics(actor: Actor) -> None:
    known = years(casebook(), actor)
    asked = st.query_params.get("year", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in known else known[0]
    with st.container(horizontal=True, vertical_alignment="bottom", key="ledger-year"):
        wanted = st.selectbox(
            "年份", known, index=known.index(chosen), format_func=lambda one: f"{one}年", key="year", width=160
        )
        st.html(f'<a class="download" href="/statistics.xlsx?year={wanted}" target="_self">导出 Excel</a>')
    st.query_params.from_dict({"year": str(wanted)})
    told, rules = year(casebook(), actor, wanted), desk.rulebook()
    st.html(f'<p class="quiet">{figures.OWN}</p>{tables.figures(figures.figures(told))}')
    if told.acts:
        st.html(f'<h2 class="above">按违法行为</h2>{charts.by_violation_table(told, rules)}')
        st.html(f'<h2 class="above">按月份</h2>{charts.by_month_table(told)}')
