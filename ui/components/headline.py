"""The line above everything: number, party, violation, state, days left until the decision is due."""

from html import escape

import streamlit as st

from ui.draft import at
from ui.panel import left
from ui.words import shown
from ui.work import Work


def headline(work: Work) -> None:
    """What is being worked on, in one line."""
    violation = work.violation(0)
    more = f" 等 {work.acts} 个违法行为" if work.acts > 1 else ""
    name = escape(violation.name) + more if violation else "违法行为未选"
    st.html(
        f'<div class="headline"><span class="number">{shown(at(work.draft, ("number",)), "未编号")}</span>'
        f'<span class="party">{shown(at(work.draft, ("party", "name")), "当事人未填写")}</span>'
        f'<span class="act">{name}</span>{_state(work)}{_clock(work)}</div>'
    )


def _state(work: Work) -> str:
    return f'<span class="state">{escape(work.stage)}</span>' if work.stage else ""


def _clock(work: Work) -> str:
    due = work.assessment.deadlines.decision_due if work.assessment else None
    if due is None or any(at(one, ("type",)) == "decided" for one in at(work.draft, ("events",)) or []):
        return ""
    late = " late" if due < work.today else ""
    return f'<span class="clock{late}">决定期限{left(due, work.today)}</span>'
