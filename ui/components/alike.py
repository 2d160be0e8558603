"""类案 in a few lines, for pages that judge a case: how its figure stands among earlier decisions, and the way to all of them."""

from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.decisions.similar import likeness, similar
from penalty_engine.assessment import ConductAssessment
from penalty_engine.case import Conduct
from ui import likeness as drawn
from ui.components import telling
from web.office import casebook


def alike(actor: Actor, case: str, place: int, conduct: Conduct, found: ConductAssessment) -> None:
    """One act of a case among earlier decisions like it."""
    with telling.told():
        like = likeness(conduct, found)
        others = similar(casebook(), actor, like, leave_out=case)
        st.html(
            f'<div class="alike"><p>{drawn.sentence(others)}　'
            f'<a href="/similar?case={escape(case)}&act={place}" target="_self">看类案</a></p>'
            f"{drawn.strip(others, drawn.measured(found, like))}{drawn.remark(others.remark, like.measure)}</div>"
        )
