"""流转: what has happened, what is due, what can come next and whose turn it is; who works on the case."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.documents import list_documents
from casebook.cases.history import list_versions
from casebook.cases.members import able, allowed
from casebook.people.accounts import names_of
from casebook.workflow.next_steps import NextStep, Standing, standing
from casebook.workflow.recording import Recorded
from casebook.workflow.waiting import awaited
from ui import places
from ui.components import begun, saving, step, team, telling
from ui.course import ahead
from ui.course import flow as course
from ui.course.proposed import untold
from ui.course.steps import by_whom, moves
from ui.scrolling import TO_THE_STEP
from web import who
from web.office import casebook

OnDone = Callable[[Recorded], None]


def flow(
    case_id: str,
    where: Standing | None = None,
    *,
    steps: bool = True,
    on_done: OnDone | None = None,
    shut: str = "",
) -> None:
    """The course of a case that is kept.

    Args:
        case_id: the case.
        where: where it stands, if that has been looked up already.
        steps: whether steps can be taken here; else it is only shown.
        on_done: what the page does once something has been recorded.
        shut: why no step can be taken just now.
    """
    actor = who.signed_in()
    if actor is None:
        return
    with telling.told():
        where = where or standing(casebook(), actor, case_id)
        if step.told(case_id):  # its form is shut again, so that nobody records the same twice
            _open(_opened(case_id), None)
        st.session_state.setdefault(_opened(case_id), begun.opened(case_id) if steps else None)
        names = able(casebook(), actor, case_id)
        following = _ahead(actor, case_id, where, names)
        for told in () if shut else saving.fallen_away(case_id):
            st.html(f'<p class="asked">{escape(told)}</p>')
        if steps and shut:
            st.html(f'<p class="asked">{escape(shut)}</p>')
        elif following is not None:
            if steps and following.yours and following.gate.id == "close_investigation":
                _untold(case_id, where)
            _following(case_id, where, following, on_done if steps else None, may_take=steps)
        _past(actor, case_id, where)
        if not steps:
            return
        if not shut:
            _others(case_id, where, following, names, on_done)
        team.team(actor, case_id, where, allowed(casebook(), actor, case_id), names, on_done)
        _turn(case_id)


def _ahead(actor: Actor, case_id: str, where: Standing, names: ahead.Able) -> NextStep | None:
    """Says what comes next and by whom; gives the step."""
    wanted = awaited(casebook(), actor, case_id)
    following = next((one for one in where.steps if one.gate.id == wanted), None)
    period = ahead.running(where.deadlines, casebook().today())
    st.html(ahead.heading(where.stage, following, period, names))
    return following


def _following(case_id: str, where: Standing, one: NextStep, on_done: OnDone | None, *, may_take: bool) -> None:
    """The step that comes next: what it still needs, with the ways to it; of one's own the one button, then its form."""
    key, own = _opened(case_id), one.yours and may_take
    is_open = own and st.session_state.get(key) == one.gate.id
    with st.container(key=f"flow-next-{'opened' if is_open else 'closed'}", gap="xsmall"):
        if is_open:
            step.step(case_id, where, one, on_done=on_done)
            st.button("先不办", key=f"flow-open-{one.gate.id}", type="tertiary", on_click=_put_off, args=(case_id,))
            return
        step.shut(case_id, one)
        if own:
            st.button(
                f"办理：{one.gate.name}",
                key=f"flow-open-{one.gate.id}",
                type="secondary" if one.reasons else "primary",
                on_click=_enter,
                args=(case_id, one),
            )


def _untold(case_id: str, where: Standing) -> None:
    """Before the investigation is closed: what else it tells of that no step records; a remark, nothing is refused for it."""
    by_id = {one.gate.id: one for one in where.steps}
    for gate, told in untold(where):
        left, right = st.columns((8, 3), vertical_alignment="center")
        left.html(f'<p class="asked">{escape(told)}</p>')
        key = f"flow-late-{gate}"
        right.button(f"补记：{by_id[gate].gate.name}", key=key, on_click=_enter, args=(case_id, by_id[gate], True))


def _past(actor: Actor, case_id: str, where: Standing) -> None:
    book = casebook()
    if where.happened:
        days = {one.version: course.day_of(one.saved_at) for one in list_versions(book, actor, case_id)}
        issued = list_documents(book, actor, case_id)
        st.html("<h4>已经办理</h4>" + course.timeline(where.happened, issued, names_of(book, actor), days))
    else:
        st.html('<p class="quiet">还没有记录任何一步。办理以后，这里依次列出何人、何时、办理了什么、文号是什么。</p>')
    told = course.clocks(where.deadlines, book.today(), book.rulebook.rules.reminder_days)
    if told:
        st.html(f"<h4>期限</h4>{told}")


def _others(
    case_id: str, where: Standing, following: NextStep | None, names: ahead.Able, on_done: OnDone | None
) -> None:
    """The other steps of this stage: one's own that are open now, each with its form; those that are shut; those of others."""
    besides = [one for one in where.steps if one != following]
    own = sorted((one for one in besides if one.yours), key=lambda one: not moves(one.gate, where.stage))
    ready, closed = [one for one in own if not one.reasons], [one for one in own if one.reasons]
    if ready:
        st.html("<h4>您还可以办理</h4>")
    for one in ready:
        _one(case_id, where, one, on_done)
    if closed:
        opened = st.session_state.get(_opened(case_id)) in {one.gate.id for one in closed}
        with st.expander(f"另有 {len(closed)} 项，条件还不具备", type="compact", key="flow-closed", expanded=opened):
            for one in closed:
                _one(case_id, where, one, on_done)
    if others := [one for one in besides if not one.yours]:
        st.html(f"<h4>由他人办理</h4>{_of_others(others, names)}")


def _one(case_id: str, where: Standing, one: NextStep, on_done: OnDone | None) -> None:
    """A step in one line; opened, its form below it."""
    key = _opened(case_id)
    is_open = st.session_state.get(key) == one.gate.id
    state = f":orange[还缺 {len(one.reasons)} 项]" if one.reasons else ":gray[条件具备]"
    with st.container(key=f"section-step-{one.gate.id}-{'opened' if is_open else 'closed'}", gap=None):
        st.button(
            f"**{one.gate.name}** {state}",
            key=f"flow-open-{one.gate.id}",
            type="tertiary",
            width="stretch",
            on_click=_enter,
            args=(case_id, one),
        )
        if is_open:
            with st.container(key=f"flow-body-{one.gate.id}"):
                step.step(case_id, where, one, on_done=on_done)


def _enter(case_id: str, one: NextStep, stays: bool = False) -> None:  # noqa: FBT001, FBT002 -- of a button
    """Opens the form of a step and turns to it, or shuts it; a review is concluded where its points are answered."""
    key = _opened(case_id)
    if one.gate.action == "review":
        places.go("review", case=case_id)
    elif st.session_state.get(key) == one.gate.id and not stays:
        _put_off(case_id)
    else:
        _open(key, one.gate.id)
        turns = st.session_state.get(_turns(case_id), (0, 0))
        st.session_state[_turns(case_id)] = (turns[0] + 1, turns[1])


def _turns(case_id: str) -> str:
    return f"flow/{case_id}/turns"


def _turn(case_id: str) -> None:
    """Brings the form that has just been opened into view."""
    opened, turned = st.session_state.get(_turns(case_id), (0, 0))
    if opened != turned:
        st.session_state[_turns(case_id)] = (opened, opened)
        st.html(f"<script>/* {opened} */ {TO_THE_STEP}</script>", unsafe_allow_javascript=True)


def _put_off(case_id: str) -> None:
    """Shuts the form; what was filled in stays for the next time."""
    _open(_opened(case_id), None)
    begun.shut(case_id)


def _opened(case_id: str) -> str:
    return f"flow/{case_id}/open"


def _open(key: str, gate: str | None) -> None:
    st.session_state[key] = gate


def _of_others(steps: Sequence[NextStep], names: ahead.Able) -> str:
    return f'<ul class="others">{"".join(_of_other(one, names) for one in steps)}</ul>'


def _of_other(one: NextStep, names: ahead.Able) -> str:
    return f'<li>{escape(one.gate.name)}<span class="quiet">　{escape(by_whom(one.gate, names))}</span></li>'
