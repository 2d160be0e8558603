"""The numbers given out in a case: what for, when served; the head declares one void."""

from collections.abc import Sequence

import streamlit as st

from casebook.actor import Actor
from casebook.cases.documents import Document, void_document
from casebook.cases.members import allowed
from casebook.refusals import CasebookError
from penalty_engine.case import Event
from penalty_engine.days import in_chinese
from ui.components import telling
from ui.course import papers
from ui.course.flow import day_of
from web.office import casebook

_TOLD = "issued/told"


def issued(actor: Actor, case_id: str, documents: Sequence[Document], events: Sequence[Event]) -> None:
    """Every number, void ones too; nothing where none has been given out."""
    if not documents:
        return
    st.html("<h4>已经编号的文书</h4>")
    said, fine = st.session_state.pop(_TOLD, ("", True))
    if said:
        (telling.done if fine else telling.wrong)(said)
    days = {one.id: in_chinese(day_of(one.issued_at)) for one in documents}
    st.html(papers.issued_table(documents, papers.services(events), days))
    left = {one.id: one.number for one in documents if one.voided_at is None}
    if left and "void" in allowed(casebook(), actor, case_id):
        _voiding(actor, left)


def _voiding(actor: Actor, numbers: dict[str, str]) -> None:
    with st.expander("作废文书", type="compact", key="issued-void"), st.form("issued-void-form", border=False):
        st.html('<p class="words">作废的文书仍然列在这里，注明何人因何作废；文号不再使用。</p>')
        one = st.selectbox(
            "文号", list(numbers), index=None, format_func=lambda key: numbers.get(key, key), placeholder="未选"
        )
        reason = st.text_input("作废的理由（必填）", placeholder="例如 印制有误，另行制作")
        if not st.form_submit_button("作废"):
            return
        if one is None:
            st.session_state[_TOLD] = ("没有选要作废的文书。", False)
        else:
            try:
                void_document(casebook(), actor, one, reason)
                st.session_state[_TOLD] = (f"{numbers[one]}已经作废。", True)
            except CasebookError as error:
                st.session_state[_TOLD] = (f"{error}。", False)
        st.rerun()
