"""审批: the head's queue; each case on one sheet with what a decision rests on, and the step beside it."""

from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.members import able, allowed
from ui.components import judging, opening, opinions, queue, step, telling
from ui.components.recusals import recusals
from ui.components.result import act, result
from ui.components.sheet import casehead, sheet
from ui.components.team import team
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
    step.told(reading.id)
    recusals(actor, reading.id)
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
        _do(reading)
    _more(actor, reading)


def _reasons(reading: Reading) -> None:
    """Why the proposal departs, in the officer's words."""
    if reading.work.assessment is None:
        telling.empty("案件还不能裁量：必填的内容没有填齐。")
        return
    told = approving.departures(reading.work)
    if told:
        st.html(told)


def _do(reading: Reading) -> None:
    found = judging.open_steps(reading, STEPS)
    one = judging.choose_step(reading, found, USUAL)
    if one is None:
        telling.empty(judging.NOT_USUAL if found else "这个案件现在没有由您办理的步骤。")
        return
    judging.take(reading, one)


def _more(actor: Actor, reading: Reading) -> None:
    """The details, below what a decision needs."""
    filed, reasons, said, people = st.tabs(("案件全文", "结论、理由和提示", "意见", "人员、回避和撤销"))
    with filed:
        sheet(reading)
    with reasons:
        result(reading.work, asks=False)
    with said:
        opinions.give(actor, reading)
    with people:
        may = allowed(casebook(), actor, reading.id)
        team(actor, reading.id, reading.where, may, able(casebook(), actor, reading.id), None)
