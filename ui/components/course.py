"""Section 8: the course of the case on the desk; steps are taken on its saved version, never on a draft."""

import streamlit as st

from casebook.cases.drafts import drop_draft
from casebook.refusals import CasebookError
from casebook.workflow.next_steps import standing
from casebook.workflow.recording import Recorded
from ui.components import telling
from ui.components.flow import flow
from ui.components.saving import save_button
from ui.filling import desk, keeping
from ui.filling.work import Work
from web import who
from web.office import casebook

UNSAVED = "有填写的内容还没有存为案件的版本；各步骤都以已经保存的版本为准，请先保存"
DROPPED = "上次保存以后填写的内容都去掉，案件回到已经保存的版本；去掉的不能找回。已经记录的步骤、已经有的同意不受影响。"


def course(_: Work) -> None:
    """流转 of the case on the desk; what is not saved yet is saved first."""
    place, actor = desk.case(), who.signed_in()
    if place is None or actor is None:
        st.html('<p class="quiet">案件保存以后，这里记录立案、告知、决定、送达等每一步，并印制随同发出的文书。</p>')
        return
    with telling.told():
        where = standing(casebook(), actor, place.id)
        state = keeping.state()
        if where.version != place.base and not state.saves:
            _anew()
            st.rerun()
        if state.saves:
            with st.container(horizontal=True):
                save_button("保存后办理", "course-save", main=True)
                if where.stage != "draft" and st.button("放弃改动", key="course-drop"):
                    _drop()
        flow(place.id, where, on_done=_anew, shut=UNSAVED if state.saves else "")


@st.dialog("放弃改动")
def _drop() -> None:
    """Whether what was filled in since the last version is really to go; until the case is filed it may be all there is."""
    st.html(f'<p class="words">{DROPPED}</p>')
    with st.container(horizontal=True):
        if st.button("放弃改动", type="primary", key="drop-confirm", on_click=_anew):
            st.rerun()
        if st.button("先不放弃", key="drop-cancel"):
            st.rerun()


def _anew(_: Recorded | None = None) -> None:
    """Lays the case on the desk as it now stands: nothing of the draft was unsaved, or it is given up."""
    place, actor = desk.case(), who.signed_in()
    if place is None or actor is None:
        return
    try:
        drop_draft(casebook(), actor, place.id)
    except CasebookError as error:  # the next opening tells
        telling.wrong(f"{error}。")
    keeping.reopen(place.id, stay=True)
