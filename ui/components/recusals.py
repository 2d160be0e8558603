"""Applications for recusal that wait for the head's decision (行政处罚法 43)."""

from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.members import Pending, decide_recusal, pending_recusals
from casebook.refusals import CasebookError
from ui.components import telling
from ui.reading import at_time
from ui.words import NOT_FILLED
from web.office import casebook

ASKED_BY = {"party": "当事人", "self": "本人", "bureau": "本局"}
_ERROR = "recusal/error"


def recusals(actor: Actor, case_id: str | None = None) -> None:
    """Each with what was asked and why, and the decision; nothing where none waits."""
    for one in pending_recusals(casebook(), actor, case_id):
        with st.container(key=f"pending-{one.id}", border=True):
            where = (
                ""
                if case_id
                else f'<a href="/approval?case={escape(one.case_id)}" target="_self">{escape(one.party or NOT_FILLED)}</a>　'
            )
            st.html(
                f'<p class="words"><b>回避申请</b>　{where}{ASKED_BY.get(one.asked_by, "")}申请{escape(one.person)}回避'
                f"（{at_time(one.asked_at)}）<br>理由：{escape(one.reason)}</p>"
            )
            _decide(actor, one)
    if error := st.session_state.pop(_ERROR, None):
        telling.wrong(error)


def _decide(actor: Actor, one: Pending) -> None:
    if one.person_id == actor.id:
        st.html('<p class="quiet">不能决定本人是否回避，由其他负责人决定。</p>')
        return
    key = f"recusal/{one.id}/reason"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("决定的理由", key=key)
        for told, granted in (("准许回避", True), ("驳回申请", False)):
            st.button(told, key=f"recusal/{one.id}/{granted}", on_click=_send, args=(actor, one.id, granted, key))


def _send(actor: Actor, recusal: str, granted: bool, key: str) -> None:  # noqa: FBT001 -- a callback's arguments
    try:
        decide_recusal(casebook(), actor, recusal, granted=granted, reason=st.session_state.get(key) or "")
    except CasebookError as error:
        st.session_state[_ERROR] = f"没有办理：{error}。"
