"""The case as filed, on the page, with the opinions at their places; and the line that tells which case it is."""

from html import escape

import streamlit as st

from casebook.workflow.words import STAGES
from ui import desk, opinions
from ui import sheet as made
from ui.panel import left
from ui.reading import Reading, at_time
from ui.words import shown


def sheet(reading: Reading) -> None:
    """Every section, one below the other."""
    known = made.places(reading.work)
    said = opinions.by_place(reading.opinions, at_time, known)
    with st.container(key="sheet"):
        whole = said.get(made.WHOLE, "")
        st.html(whole + "".join(made.html(part, said) for part in made.parts(reading.work)))


def casehead(reading: Reading) -> None:
    """Number, party, act, stage, version, the next deadline of the bureau."""
    draft, work = reading.opened.content, reading.work
    violation = work.violation(0)
    name = (
        escape(violation.name) + (f" 等 {work.acts} 个违法行为" if work.acts > 1 else "")
        if violation
        else "违法行为未选"
    )
    party = draft.get("party") or {}
    with st.container(key="top"):
        st.html(
            f'<div class="headline"><span class="number">{shown(draft.get("number"), "未编号")}</span>'
            f'<span class="party">{shown(party.get("name"), "当事人未填写")}</span><span class="act">{name}</span>'
            f'<span class="state">{STAGES[reading.opened.stage]}</span>'
            f'<span class="clock">第 {reading.opened.version} 版</span>{_clock(reading)}</div>'
        )


def _clock(reading: Reading) -> str:
    due = next((one for one in reading.where.deadlines if one.whose == "bureau" and not one.met and one.on), None)
    if due is None or due.on is None:
        return ""
    late = " late" if due.on < desk.today() else ""
    return f'<span class="clock{late}">{escape(due.name)}：{left(due.on, desk.today())}</span>'
