"""Who works on a case and who stays away from it; taking back what was recorded last."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.history import list_members
from casebook.cases.members import (
    Colleague,
    Recusal,
    allowed,
    ask_recusal,
    assign,
    decide_recusal,
    list_colleagues,
    list_recusals,
    release,
)
from casebook.cases.versions import Conflict
from casebook.refusals import CasebookError, Refused
from casebook.workflow.happened import Happened
from casebook.workflow.next_steps import Standing
from casebook.workflow.recording import Recorded
from casebook.workflow.striking import resting_on, strike
from casebook.workflow.words import STAGES
from penalty_engine.days import in_chinese
from ui.components import telling
from ui.course import ahead
from ui.course.flow import title
from web.office import casebook

ASKED_BY: Final = {"party": "当事人提出", "self": "本人提出", "bureau": "本局提出"}
DECIDED: Final = {"granted": "决定回避", "refused": "决定不回避"}
OnDone = Callable[[Recorded], None]
TAKING: Final = frozenset(("save", "review", "strike", "take_down"))  # who records steps may record one wrongly
_HERE: Final = "team"
_TOLD: Final = f"{_HERE}/told"


def team(
    actor: Actor, case_id: str, where: Standing, may: frozenset[str], able: ahead.Able, on_done: OnDone | None
) -> None:
    """The people of the case and who adds to them, recusals, the taking back of a mistake: by the head, else how he is asked."""
    st.html("<h4>办案人员</h4>")
    _say()
    here = [one for one in list_members(casebook(), actor, case_id) if one.left_at is None]
    st.html(f'<p class="words">{escape("、".join(one.name for one in here) or "没有")}</p>')
    if told := ahead.assigning(able, len(here), may="assign" in may):
        st.html(f'<p class="quiet">{escape(told)}</p>')
    colleagues = list_colleagues(casebook(), actor, case_id)
    _differences(actor, case_id, where, ({one.name for one in here}, colleagues), able, may)
    if "assign" in may:
        _assigning(actor, case_id, colleagues, {one.person_id: one.name for one in here})
    _recusals(actor, case_id, colleagues, may)
    if where.happened and may & TAKING:
        st.html(f'<h4>记错了怎么办</h4><p class="quiet">{escape(ahead.mending(able, own="strike" in may))}</p>')
    if "strike" in may and where.happened:
        _striking(actor, case_id, where, on_done)


def _differences(
    actor: Actor,
    case_id: str,
    where: Standing,
    people: tuple[set[str], tuple[Colleague, ...]],
    able: ahead.Able,
    may: frozenset[str],
) -> None:
    """Whom the documents name and whom the case is assigned to are to be the same: what differs; the head assigns by one press."""
    here, colleagues = people
    for line in ahead.differences([one.name for one in where.officers], here, able):
        st.html(f'<p class="asked">{escape(line)}</p>')
    if "assign" in may:
        _assign_by_press(actor, case_id, _unassigned(where, here, colleagues), "team")


def _unassigned(where: Standing, here: set[str], colleagues: Sequence[Colleague]) -> list[Colleague]:
    """Officers that documents name and to whom the case is not assigned."""
    named = {one.name for one in where.officers} - here
    return [one for one in colleagues if one.name in named and "officer" in one.roles]


def _assign_by_press(actor: Actor, case_id: str, wanted: Sequence[Colleague], prefix: str) -> None:
    for one in wanted:
        key = f"{prefix}-named-{one.id}"
        st.button(f"指派{one.name}", key=key, on_click=_assign_named, args=(actor, case_id, one, prefix))


def named_officers(actor: Actor, case_id: str, where: Standing, place: str) -> None:
    """Beside a step of the head: who is named in documents and not assigned yet, one press each; `place`: where on the page."""
    if where.stage not in {"draft", "filed"} or "assign" not in allowed(casebook(), actor, case_id):
        return
    _say(place)
    here = {one.name for one in list_members(casebook(), actor, case_id) if one.left_at is None}
    wanted = _unassigned(where, here, list_colleagues(casebook(), actor, case_id))
    if wanted:
        names = "、".join(one.name for one in wanted)
        st.html(f'<p class="asked">“文书”中的执法人员{escape(names)}还不是本案办案人员，指派以后才能一起填写</p>')
        _assign_by_press(actor, case_id, wanted, place)


def _assign_named(actor: Actor, case_id: str, one: Colleague, place: str) -> None:
    _do(f"已经指派{one.name}为本案办案人员。", lambda: assign(casebook(), actor, case_id, one.id), place)


def _say(place: str = _HERE) -> None:
    said, fine = st.session_state.pop(f"{place}/told", ("", True))
    if said:
        (telling.done if fine else telling.wrong)(said)


def _do(done: str, act: Callable[[], object], place: str = _HERE) -> None:
    """Does it, and has the next run say so where it was pressed, or why not."""
    try:
        act()
        st.session_state[f"{place}/told"] = (done, True)
    except CasebookError as error:
        st.session_state[f"{place}/told"] = (f"{error}。", False)


def _assigning(actor: Actor, case_id: str, colleagues: tuple[Colleague, ...], here: dict[str, str]) -> None:
    names = {one.id: one.name for one in colleagues if "officer" in one.roles and one.id not in here}
    with st.expander("指派、调离", type="compact", key="team-assign"):
        left, right = st.columns(2)
        with left:
            _choose(actor, case_id, "指派", names, assign)
        with right:
            _choose(actor, case_id, "调离", here, release)


def _choose(actor: Actor, case_id: str, what: str, names: dict[str, str], act: Callable[..., None]) -> None:
    key = f"team-{what}"
    st.selectbox(f"{what}办案人员", list(names), index=None, format_func=lambda one: names.get(one, one), key=key,
                 placeholder="未选")  # fmt: skip

    def do() -> None:
        if person := st.session_state[key]:
            _do(f"已经{what}{names[person]}。", lambda: act(casebook(), actor, case_id, person))

    st.button(what, key=f"{key}-do", on_click=do, disabled=not names)


def _recusals(actor: Actor, case_id: str, colleagues: tuple[Colleague, ...], may: frozenset[str]) -> None:
    names = {one.id: one.name for one in colleagues}
    for one in list_recusals(casebook(), actor, case_id):
        _recusal(actor, one, names.get(one.person_id, "已经停用的人员"), may)
    if "ask_recusal" not in may:
        return
    with st.expander("记录回避申请", type="compact", key="team-recusal"), st.form("team-recusal-form", border=False):
        person = st.selectbox("申请回避的人员", list(names), index=None, format_func=lambda one: names.get(one, one),
                              placeholder="未选")  # fmt: skip
        by = st.selectbox("由谁提出", list(ASKED_BY), format_func=lambda one: ASKED_BY.get(one, one))
        reason = st.text_input("理由", placeholder="例如 与本案有直接利害关系")
        if st.form_submit_button("记录申请"):
            if person:
                _do(f"已经记录对{names[person]}的回避申请。",
                    lambda: ask_recusal(casebook(), actor, case_id, person, by, reason))  # fmt: skip
            else:
                st.session_state[_TOLD] = ("没有选申请回避的人员。", False)
            st.rerun()


def _recusal(actor: Actor, one: Recusal, name: str, may: frozenset[str]) -> None:
    decided = DECIDED.get(one.decision or "", "尚未决定")
    why = f"：{one.decision_reason}" if one.decision_reason else ""
    mood = "quiet" if one.decision else "asked"
    st.html(
        f'<p class="words">申请{escape(name)}回避　{ASKED_BY.get(one.asked_by, "")}：{escape(one.reason)}'
        f'　<span class="{mood}">{decided}{escape(why)}</span></p>'
    )
    if one.decision or "decide_recusal" not in may or one.person_id == actor.id:
        return
    with st.form(f"recusal-{one.id}", border=False):
        granted = st.radio("决定", list(DECIDED), format_func=lambda key: DECIDED.get(key, key), horizontal=True)
        reason = st.text_input("决定的理由")
        if st.form_submit_button("作出决定"):
            _do(f"已经就{name}的回避作出决定。",
                lambda: decide_recusal(casebook(), actor, one.id, granted=granted == "granted", reason=reason))  # fmt: skip
            st.rerun()


def _striking(actor: Actor, case_id: str, where: Standing, on_done: OnDone | None) -> None:
    """A step upon which no later one rests is taken back; it stays in the record. Of any other it is said what comes first."""
    steps = {one.seq: one for one in sorted(where.happened, key=lambda one: -one.seq)}
    with st.expander("撤销误记的一步", type="compact", key="team-strike"):
        seq = st.selectbox(
            "撤销哪一步", list(steps), format_func=lambda one: _dated(steps[one]) if one in steps else "", key=f"team-strike-{where.version}"
        )  # fmt: skip
        gone = steps[seq]
        name = title(gone.event)
        if resting := resting_on(where.happened, gone):
            first = "".join(f"<li>{escape(_dated(one))}</li>" for one in resting)
            st.html(f'<p class="asked">后面的步骤以它为根据，由您依次先撤销：</p><ol class="others">{first}</ol>')
            return
        with st.form("team-strike-form", border=False):
            st.html(
                f'<p class="words">撤销“{escape(name)}”：这一步和随同印制的文书作废，用过的文号不再使用；'
                "撤销的记录和理由长期保留。</p>"
            )
            reason = st.text_input("撤销的理由（必填）", placeholder="例如 日期记错")
            if st.form_submit_button(f"撤销“{name}”"):
                _strike(actor, case_id, where, (gone.seq, reason), on_done)
                st.rerun()


def _dated(one: Happened) -> str:
    """2026年9月25日　立案."""
    return f"{in_chinese(one.event.on)}　{title(one.event)}"


def _strike(actor: Actor, case_id: str, where: Standing, gone: tuple[int, str], on_done: OnDone | None) -> None:
    seq, reason = gone
    try:
        answer = strike(casebook(), actor, case_id, where.version, reason, seq)
    except CasebookError as error:
        st.session_state[_TOLD] = (f"{error}。", False)
        return
    if isinstance(answer, Refused):
        st.session_state[_TOLD] = ("；".join(one.message for one in answer.reasons), False)
    elif isinstance(answer, Conflict):
        by = "、".join(dict.fromkeys(one.by for one in answer.theirs))
        st.session_state[_TOLD] = (f"没有撤销：{by}刚刚改动了案件，请看过以后再办。", False)
    else:
        st.session_state[_TOLD] = (f"已经撤销，案件回到“{STAGES[answer.stage]}”。", True)
        if on_done is not None:
            on_done(answer)
