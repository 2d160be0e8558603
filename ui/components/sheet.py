"""The case as filed, on the page, with the opinions at their places; and the line that tells which case it is."""

from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.workflow.words import STAGES
from ui import places
from ui.components.headline import act_named, lines
from ui.filling import desk
from ui.prose import opinions
from ui.prose import sheet as made
from ui.prose.panel import left
from ui.reading import Reading, at_time
from ui.worklist import link


def sheet(reading: Reading) -> None:
    """Every section, one below the other."""
    known = made.places(reading.work)
    said = opinions.by_place(reading.opinions, at_time, known)
    with st.container(key="sheet"):
        whole = said.get(made.WHOLE, "")
        st.html(whole + "".join(made.html(part, said) for part in made.parts(reading.work)))


def casehead(reading: Reading, actor: Actor, here: str) -> None:
    """Number, party, act, stage, version, the next deadline of the bureau; the ways to the other pages of this case."""
    draft, work = reading.opened.content, reading.work
    party = draft.get("party") or {}
    with st.container(key="top", horizontal=True, vertical_alignment="center"):
        more = (
            f'<span class="state">{STAGES[reading.opened.stage]}</span>'
            f'<span class="clock">第 {reading.opened.version} 版</span>{_clock(reading)}{_ways(reading, actor, here)}'
        )
        st.html(lines(draft.get("number"), party.get("name"), act_named(work), more))


def _ways(reading: Reading, actor: Actor, here: str) -> str:
    """办案, 法制审核, 审批, 案卷, as far as they are for him."""
    titles = {one.id: one.title for one in places.PLACES}
    wanted = [one for one in ("case", "review", "approval", "dossier") if one != here and places.is_there(one, actor)]
    links = "".join(f'<a href="{escape(link(one, reading.id))}" target="_self">{titles[one]}</a>' for one in wanted)
    return f'<span class="ways">{links}</span>'


def _clock(reading: Reading) -> str:
    due = next((one for one in reading.where.deadlines if one.whose == "bureau" and not one.met and one.on), None)
    if due is None or due.on is None:
        return ""
    late = " late" if due.on < desk.today() else ""
    return f'<span class="clock{late}">{escape(due.name)}：{left(due.on, desk.today())}</span>'
