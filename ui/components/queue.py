"""The queue of a page: the cases that wait for whoever is signed in, each a way to its sheet."""

from collections.abc import Callable

import streamlit as st

from casebook.actor import Actor
from casebook.workflow.waiting import Waiting, waiting
from ui import worklist
from ui.components import telling
from ui.filling import desk
from web.office import casebook


def queue(actor: Actor, wanted: Callable[[Waiting], bool], what_for: str) -> None:
    """Those of them that this page is for; without any, what the page is for."""
    with st.spinner("正在查看哪些案件等您处理……"):
        told = waiting(casebook(), actor)
    found = tuple(one for one in told.cases if wanted(one))
    if not found:
        telling.empty(what_for)
        st.html(worklist.unseen(told.unseen))
        return
    st.html(f'<p class="label">等您处理 {len(found)} 件</p>')
    st.html(worklist.waiting_list(found, actor, desk.today(), desk.rulebook()) + worklist.unseen(told.unseen))
