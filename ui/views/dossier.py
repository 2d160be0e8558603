"""案卷: everything about one case, to be read and not to be changed; without a case, the search for one."""

from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.listing import Listed, Search, find_cases
from casebook.workflow.words import STAGES
from ui.components import opening, telling
from ui.components.dossier import PARTS, parts_for
from ui.components.sheet import casehead
from ui.filling import desk
from ui.reading import Reading
from web.office import casebook

MOST = 20


def page() -> None:
    """The case of the address, else the search for one."""
    opening.case_or(_search, _case)


def _case(actor: Actor, reading: Reading) -> None:
    casehead(reading, actor, "dossier")
    known = parts_for(actor)
    wanted = st.query_params.get("part", "case")
    st.session_state.setdefault("dossier-part", wanted if wanted in known else "case")
    st.segmented_control(
        "看案卷的哪一部分",
        list(known),
        required=True,
        format_func=lambda one: known[one],
        key="dossier-part",
        label_visibility="collapsed",
    )
    chosen = str(st.session_state["dossier-part"])
    st.query_params["part"] = chosen
    with st.container(key=f"dossier-{chosen}"):
        PARTS[chosen][2](actor, reading)


def _search(actor: Actor) -> None:
    """Finds a case by what is known of it."""
    st.title("案卷", anchor=False)
    telling.empty("查看一个案件的全部：案情与结论、经过与期限、审核意见、各版本、凭据、文书和附件。先找到案件。")
    text = st.text_input("找案件", key="dossier-search", placeholder="案号、当事人或者违法行为，几个词用空格分开")
    found = find_cases(casebook(), actor, Search(text=text, most=MOST))
    if not found:
        telling.empty("没有这样的案件，请换一个词。" if text else "还没有案件。")
    st.html(f'<ul class="found">{"".join(map(_row, found))}</ul>')


def _row(one: Listed) -> str:
    names = desk.rulebook().violations
    about = (one.number, STAGES[one.stage], *(names[id].name for id in one.violations if id in names))
    return (
        f'<li><a href="/dossier?case={escape(one.id)}" target="_self">{escape(one.party or "当事人未填写")}</a>'
        f'　<span class="quiet">{escape("　".join(part for part in about if part))}</span></li>'
    )
