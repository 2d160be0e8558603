"""The filters of the register: what is looked for, kept under a name, in the address so that a refresh finds it again."""

from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.register import Filters, Span
from casebook.cases.views import drop_view, keep_view, views
from casebook.refusals import CasebookError
from casebook.rights import permitted
from casebook.workflow.words import STAGES
from penalty_engine.rendering import DIRECTIONS
from ui.components import telling
from ui.components.days import day_asked, day_of
from ui.filling import desk
from ui.filling.dates import shown_day
from web.filters import query_of, text_of, wanted_of
from web.office import casebook

DUE: Final = {"over": "已经超过", "soon": "临近"}
KEY: Final = "ledger"
ENDS: Final = ("from", "to")


def filters(actor: Actor) -> Filters:
    """The filters, and what they ask for."""
    if f"{KEY}-text" not in st.session_state:
        _show(wanted_of(st.query_params.to_dict(), desk.rulebook()))
    with st.container(key=f"{KEY}-filters"):
        wanted = _asked(actor)
        _remember(wanted)
        _kept(actor, wanted)
    return wanted


def _asked(actor: Actor) -> Filters:
    rules = desk.rulebook()
    one, two, three = st.columns((3, 3, 4))
    one.text_input("案号、当事人或者违法行为", key=f"{KEY}-text", placeholder="写其中一部分")
    two.multiselect("阶段", list(STAGES), format_func=lambda id: STAGES[id], key=f"{KEY}-stages", placeholder="不限")
    three.selectbox(
        "违法行为",
        sorted(rules.violations, key=lambda id: rules.violations[id].name),
        index=None,
        format_func=lambda id: f"{rules.violations[id].name}（{rules.violations[id].basis_text}）",
        key=f"{KEY}-violation",
        placeholder="不限",
    )
    with st.expander("日期、方向和期限", expanded=_more_is_asked(), key=f"{KEY}-more"):
        _more(actor)
    return _wanted()


def _more(actor: Actor) -> None:
    places = st.columns(6)
    for place, (key, label) in enumerate(
        (("filed-from", "立案自"), ("filed-to", "立案至"), ("decided-from", "决定自"), ("decided-to", "决定至"))
    ):
        day_asked(places[place], label, f"{KEY}-{key}")
    places[4].selectbox(
        "裁量方向",
        list(DIRECTIONS),
        index=None,
        format_func=DIRECTIONS.__getitem__,
        key=f"{KEY}-direction",
        placeholder="不限",
    )
    places[5].selectbox(
        "期限", list(DUE), index=None, format_func=DUE.__getitem__, key=f"{KEY}-due", placeholder="不限"
    )
    if permitted(actor.roles, "save", "investigator"):
        st.checkbox("只看我承办的", key=f"{KEY}-mine")


def _more_is_asked() -> bool:
    keys = ("filed-from", "filed-to", "decided-from", "decided-to", "direction", "due", "mine")
    return any(st.session_state.get(f"{KEY}-{key}") for key in keys)


def _show(wanted: Filters) -> None:
    """Puts a filter into its fields."""
    values = {
        "text": wanted.text, "stages": list(wanted.stages),
        "violation": wanted.violation if wanted.violation in desk.rulebook().violations else None,
        "direction": wanted.direction or None, "due": wanted.due or None, "mine": wanted.mine,
    }  # fmt: skip
    spans = {"filed": wanted.filed, "decided": wanted.decided}
    values |= {
        f"{key}-{end}": shown_day(day) for key, span in spans.items() for end, day in zip(ENDS, span, strict=True)
    }
    for key, value in values.items():
        st.session_state[f"{KEY}-{key}"] = value


def _wanted() -> Filters:
    held = {str(key).removeprefix(f"{KEY}-"): value for key, value in st.session_state.items()}
    filed, decided = (Span(*(day_of(held.get(f"{key}-{end}")) for end in ENDS)) for key in ("filed", "decided"))
    return Filters(
        text_of(str(held.get("text") or "")), tuple(held.get("stages") or ()), held.get("violation") or "",
        filed, decided,
        held.get("direction") or "", held.get("due") or "", bool(held.get("mine")),
    )  # fmt: skip


def _remember(wanted: Filters) -> None:
    """In the address; another filter begins at its first page."""
    query = query_of(wanted)
    if st.session_state.get(f"{KEY}/asked", query) != query:
        st.session_state[f"{KEY}/page"] = 0
    st.session_state[f"{KEY}/asked"] = query
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def _kept(actor: Actor, wanted: Filters) -> None:
    """The filters that he has kept, the way to keep this one, and out of it."""
    known = views(casebook(), actor)
    with st.container(horizontal=True, vertical_alignment="bottom", key="ledger-kept"):
        if known:
            st.selectbox(
                "常用筛选",
                list(known),
                index=None,
                key="kept-view",
                placeholder="选一个",
                on_change=_use,
                args=(known,),
                width=280,
            )
        if wanted != Filters():
            with st.popover("保存为常用筛选"):
                _keep(actor, wanted, known)
            st.button("清除条件", key="ledger-clear", on_click=_show, args=(Filters(),))


def _use(known: dict[str, dict[str, str]]) -> None:
    if chosen := st.session_state["kept-view"]:
        _show(wanted_of(known[chosen], desk.rulebook()))
        st.session_state["kept-view"] = None


def _keep(actor: Actor, wanted: Filters, known: dict[str, dict[str, str]]) -> None:
    st.text_input("名称", key="kept-name", placeholder="例如：本季度已决定的")
    st.button("保存", key="kept-save", type="primary", on_click=_save, args=(actor, wanted))
    if known:
        st.selectbox("删除不用的", list(known), index=None, key="kept-drop", placeholder="选一个")
        st.button("删除", key="kept-drop-do", on_click=_drop, args=(actor,))
    if trouble := st.session_state.pop("kept/trouble", None):
        telling.wrong(trouble)


def _save(actor: Actor, wanted: Filters) -> None:
    try:
        keep_view(casebook(), actor, str(st.session_state["kept-name"] or ""), dict(query_of(wanted)))
        st.session_state["kept-name"] = ""
    except CasebookError as error:
        st.session_state["kept/trouble"] = f"{error}。"


def _drop(actor: Actor) -> None:
    if name := st.session_state.get("kept-drop"):
        drop_view(casebook(), actor, name)
