"""审批: the head's queue; each case on one sheet with what a decision rests on, and the step beside it."""

from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.members import able, allowed
from casebook.workflow.agreements import fallen
from casebook.workflow.matter import PARTS as MATTER
from casebook.workflow.waiting import awaited
from ui.components import judging, opening, opinions, queue, saving, step, telling
from ui.components.dossier import comparison
from ui.components.recusals import recusals
from ui.components.result import act, result
from ui.components.sheet import casehead, sheet
from ui.components.team import named_officers, team
from ui.prose import approving
from ui.reading import Reading
from web.office import casebook

ACTIONS: Final = frozenset({"file", "approve", "discuss", "decide", "close"})
STEPS: Final = (
    "file", "approve", "return", "discuss", "decide", "spare", "not_established", "close_performed", "close_spared",
    "close_by_court", "close_transferred", "close_revoked", "approve_preservation", "defer", "transfer", "withdraw",
)  # fmt: skip
USUAL: Final = (
    "file", "approve", "decide", "spare", "not_established", "discuss", "close_performed", "close_spared",
)  # fmt: skip


def page() -> None:
    """The case of the address, else the queue."""
    opening.case_or(_queue, _case)


def _queue(actor: Actor) -> None:
    st.title("审批", anchor=False)
    recusals(actor)
    told = "没有等您审批的案件。请求立案、调查终结、应当集体讨论、可以作出决定和可以结案的案件列在这里。"
    queue.queue(actor, lambda one: one.action in ACTIONS, told)


def _case(actor: Actor, reading: Reading) -> None:
    casehead(reading, actor, "approval")
    with st.container(key="approval-told"):  # always there: what is said in it must not turn the tabs below back
        step.told(reading.id)
        recusals(actor, reading.id)
        _changed(actor, reading)
    what, measure, do = st.columns((10, 9, 10), gap="medium")
    work = reading.work
    with what:
        st.html(f'<h2 class="column">事实、证据和情节</h2><div class="facts">{approving.facts(work)}</div>')
    with measure, st.container(key="measure", gap="xsmall"):
        st.html('<h2 class="column">裁量</h2>')
        for place in range(work.acts):
            act(work, place)
        _reasons(reading)
        judging.among_others(actor, reading)
    with do, st.container(key="do", gap="xsmall"):
        told = approving.procedure(work, reading.where, reading.opinions)
        st.html(f'<h2 class="column">程序</h2>{told}<h2 class="column">办理</h2>')
        _do(actor, reading)
    _more(actor, reading)


def _reasons(reading: Reading) -> None:
    """Why the proposal departs, in the officer's words."""
    if reading.work.assessment is None:
        telling.empty("案件还不能裁量：必填的内容没有填齐。")
        return
    told = approving.departures(reading.work)
    if told:
        st.html(told)


def _do(actor: Actor, reading: Reading) -> None:
    wanted = awaited(casebook(), actor, reading.id)
    named_officers(actor, reading.id, reading.where, "approval")
    for told in saving.fallen_away(reading.id):
        st.html(f'<p class="asked">{escape(told)}</p>')
    found = judging.open_steps(reading, STEPS)
    one = judging.choose_step(reading, found, (*(("return",) if wanted == "return" else ()), *USUAL))
    if one is None:
        telling.empty(judging.NOT_USUAL if found else "这个案件现在没有由您办理的步骤。")
    else:
        judging.take(reading, one)


def _changed(actor: Actor, reading: Reading) -> None:
    """What is different from the case that somebody agreed to, where his agreement no longer holds."""
    gone = fallen(casebook(), actor, reading.id)
    if gone:
        before, now = gone[0].agreed.version, reading.opened.version
        with st.expander("同意以后改了什么", type="compact", key="approval-changed", expanded=True):
            comparison(actor, reading.id, before, now, MATTER)


def _more(actor: Actor, reading: Reading) -> None:
    """The details, below what a decision needs."""
    filed, reasons, said, people = st.tabs(
        ("案件全文", "结论、理由和提示", "意见", "人员、回避和撤销"), key="approval-more"
    )
    with filed:
        sheet(reading)
    with reasons:
        result(reading.work, asks=False)
    with said:
        opinions.give(actor, reading)
    with people:
        may = allowed(casebook(), actor, reading.id)
        team(actor, reading.id, reading.where, may, able(casebook(), actor, reading.id), None)
