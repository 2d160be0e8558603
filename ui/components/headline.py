"""What stays above everything: party and violation; below them number, state, days left until the decision is due."""

from html import escape

import streamlit as st

from ui.filling.draft import at
from ui.filling.work import Work
from ui.prose.panel import left
from ui.words import shown


def headline(work: Work) -> None:
    """What is being worked on, in two lines as high as the buttons beside them; a name too long for its line is told when pointed at."""
    party, number = at(work.draft, ("party", "name")), at(work.draft, ("number",))
    st.html(lines(number, party, act_named(work), f"{_state(work)}{_clock(work)}"))


def act_named(work: Work) -> str:
    """The first act, and how many there are."""
    violation = work.violation(0)
    if violation is None:
        return "违法行为未选"
    return violation.name + (f" 等 {work.acts} 个违法行为" if work.acts > 1 else "")


def lines(number: object, party: object, act: str, more: str) -> str:
    """Both lines; `more`, as HTML, follows the number."""
    return (
        f'<div class="headline"><span class="party"{_titled(party)}>{shown(party, "当事人未填写")}</span>'
        f'<span class="act"{_titled(act)}>{escape(act)}</span></div>'
        f'<div class="headline"><span class="number">{shown(number, "未编号")}</span>{more}</div>'
    )


def _titled(name: object) -> str:
    return f' title="{escape(str(name))}"' if name else ""


def _state(work: Work) -> str:
    return f'<span class="state">{escape(work.stage)}</span>' if work.stage else ""


def _clock(work: Work) -> str:
    due = work.assessment.deadlines.decision_due if work.assessment else None
    if due is None or any(at(one, ("type",)) == "decided" for one in at(work.draft, ("events",)) or []):
        return ""
    late = " late" if due < work.today else ""
    return f'<span class="clock{late}">决定期限{left(due, work.today)}</span>'
