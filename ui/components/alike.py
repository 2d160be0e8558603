"""类案 in a few lines, for pages that judge a case: how its figure stands among earlier decisions, and the way to all of them."""

from html import escape
from typing import cast

import streamlit as st

from casebook.actor import Actor
from casebook.decisions.similar import Likeness, Similar, likeness, similar
from ui.components import telling
from ui.drawn import likeness as drawn
from ui.filling import desk
from ui.filling.work import Work
from web.office import casebook


def alike(actor: Actor, case: str, work: Work, place: int) -> None:
    """One act of a case among earlier decisions like it; nothing while it cannot be assessed, or no penalty is due."""
    if work.case is None or work.assessment is None:
        return
    found = work.assessment.conducts[place]
    like = likeness(work.case.conducts[place], found, desk.rulebook())
    if found.direction is None:
        return
    with telling.told():
        others = _looked_up(actor, case, like)
        st.markdown(  # st.html would leave the drawing out
            f'<div class="alike"><p>{drawn.sentence(others)}　{way(case, place)}</p>'
            f"{drawn.strip(others, drawn.measured(found, like))}{drawn.remark(others.remark, like.measure)}</div>",
            unsafe_allow_html=True,
        )


def way(case: str, place: int) -> str:
    """The link to all of them."""
    return f'<a href="/similar?case={escape(case)}&amp;act={place}" target="_self">看类案</a>'


def _looked_up(actor: Actor, case: str, like: Likeness) -> Similar:
    """Once for what is on the screen: each time that one looks is entered in the trail."""
    key = f"alike/{case}/{like}"
    if key not in st.session_state:
        st.session_state[key] = similar(casebook(), actor, like, leave_out=case)
    return cast("Similar", st.session_state[key])
