"""Section 2: which act it was, when, and what was found."""

from datetime import date
from html import escape

import streamlit as st

from penalty_engine.days import in_chinese
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.rulebook import Violation
from ui.components import acts, fields
from ui.components.finder import finder
from ui.filling import desk, drafting
from ui.filling.draft import at, drop, put, put_or_drop
from ui.filling.work import Work
from ui.prose import panel
from ui.words import NOT_FILLED, short, violation_line

_MUST = "条文写明由其他机关管辖：写明本局可以办理的依据，没有的应当移送。"
_MAY = "可以不填；写上的，印在法制审核意见书里。"
_STATED = "依据已经写明，由审核人员核对；印在法制审核意见书里。"


def act(work: Work) -> None:
    """The violation, the provisions broken besides, the days, the facts found."""
    place = desk.act()
    acts.chooser(work)
    violation = work.violation(place)
    if violation is None or desk.recall("choosing") == place:
        finder(lambda one: _choose(place, one))
        fields.mistakes(work, ("conducts", place, "violation"))
        if violation is not None:
            st.button("不改了", key="choose-cancel", type="tertiary", on_click=desk.keep, args=("choosing", None))
    else:
        _chosen(work, place, violation)
    _days(work, place)
    fields.text(
        work,
        ("conducts", place, "summary"),
        "违法事实",
        tall=True,
        hint="时间、地点、行为、人数、金额……，印入告知书",
        why="金额和日期还要在“事实与金额”中分项填写",
    )
    _drafted(work, place)
    left, right = st.columns(2)
    with left:
        fields.three_valued(work, ("conducts", place, "established"), "违法事实是否成立", default=True)
    with right:
        fields.three_valued(
            work, ("suspected_crime",), "是否涉嫌犯罪", default=False, why="涉嫌犯罪的，应当移送，不能以罚代刑"
        )
    _competence(work)
    _rest(work, place, violation)
    acts.add_and_remove(work)


def _drafted(work: Work, place: int) -> None:
    """A first wording by one press, as long as nothing has been written."""
    written = at(work.draft, ("conducts", place, "summary"))
    if drafting.summary(work, place) and not written and not desk.fixed():
        st.button(
            "用已填的日期和行为起草，再改", key="summary-draft", type="tertiary", on_click=_write_draft, args=(place,)
        )


def _write_draft(place: int) -> None:
    """As the case stands when it is pressed; what was written in the meantime stays."""
    told = drafting.summary(desk.current(), place)
    if told and not at(desk.draft(), ("conducts", place, "summary")):
        put(desk.draft(), ("conducts", place, "summary"), told)


def _rest(work: Work, place: int, violation: Violation | None) -> None:
    """What is seldom filled in; open where something stands in it."""
    path: KeyPath = ("conducts", place)
    stated = any(at(work.draft, (*path, one)) for one in ("cause", "evidence"))
    with st.expander("不常填的：案由、证明违法事实的证据", expanded=stated, type="compact", key="act-rest"):
        left, right = st.columns(2)
        with left:
            name = f"不填的用“{violation.name}”" if violation else NOT_FILLED
            fields.text(work, (*path, "cause"), "案由", hint=name, why="印在文书中的案由；比条文的说法更确切时填写")
        with right:
            fields.evidence(work, (*path, "evidence"), "证明违法事实的证据")
            st.caption("不选的，为全部证据。")


def _choose(place: int, one: str) -> None:
    put(desk.draft(), ("conducts", place, "violation"), one)
    desk.keep("choosing", None)


def _chosen(work: Work, place: int, violation: Violation) -> None:
    """What was chosen, in the provision's terms, and the other provisions that the same act breaks."""
    told = [("条文", short(violation.basis_text)), ("行为", violation.act)]
    told += [("违反", short(violation.breached))] if violation.breached else []
    told += [("对象", "、".join(violation.actors))] if violation.actors else []
    told += [("注意", violation.note)] if violation.note else []
    st.html(
        f'<div class="chosen"><p class="name">{escape(violation.name)}</p>{panel.rows([(a, escape(b)) for a, b in told])}</div>'
    )
    st.button(
        "另选违法行为",
        key="choose-again",
        type="tertiary",
        disabled=desk.fixed(),
        on_click=desk.keep,
        args=("choosing", place),
    )
    _concurrent(work, place, violation)


def _competence(work: Work) -> None:
    """By what the bureau is competent, where the provision chosen does not make it a matter of course."""
    found = work.assessment.procedure if work.assessment else None
    if not (found and found.competence_notes) and not work.draft.get("competence_ground"):
        return
    must = found is not None and not found.competent
    fields.text(work, ("competence_ground",), "管辖依据", hint="指定管辖、授权的文件和文号，或者允许上级直接查处的条款")
    notes = "".join(f'<p class="quiet">{escape(short(one))}</p>' for one in (found.competence_notes if found else ()))
    if str(work.draft.get("competence_ground") or "").strip():
        st.html(f'{notes}<p class="quiet">{_STATED}</p>')
    else:
        st.html(notes + f'<p class="{"remark" if must else "quiet"}">{_MUST if must else _MAY}</p>')


def _concurrent(work: Work, place: int, violation: Violation) -> None:
    """处罚法 29: the same act under several provisions; related ones come first."""
    path = ("conducts", place, "concurrent")
    known, chosen = work.rulebook.violations, at(work.draft, path) or []
    first = (*chosen, *violation.related, *violation.refers_to)
    others = [one for one in dict.fromkeys((*first, *known)) if one != violation.id]
    key = desk.widget_key(path)
    shown = desk.control(key, [one for one in chosen if one in others])
    st.multiselect(
        "同一个行为同时违反的其他规定",
        others,
        shown,
        key=key,
        select_all=False,
        format_func=lambda one: violation_line(known[one]) if one in known else f"{one}（规则中没有）",
        placeholder=_related(work, violation),
        disabled=desk.fixed(),
        help="同一个行为违反数个规定的，不重复罚款，按罚款数额高的规定处罚（行政处罚法第二十九条）；不是同一个行为的，请另加违法行为",
        on_change=_take_concurrent,
        args=(path, key),
    )
    for index in range(len(chosen)):
        fields.mistakes(work, (*path, index))


def _related(work: Work, violation: Violation) -> str:
    names = [work.rulebook.violations[one].name for one in violation.related if one in work.rulebook.violations]
    return f"没有；可能相关的：{'、'.join(names[:3])}" if names else "没有"


def _take_concurrent(path: tuple[str | int, ...], key: str) -> None:
    put_or_drop(desk.draft(), path, list(st.session_state[key]))


def _days(work: Work, place: int) -> None:
    began, ended = ("conducts", place, "from"), ("conducts", place, "to")
    going_on = "to" in at(work.draft, ("conducts", place)) and at(work.draft, ended) is None
    left, middle, right = st.columns(3)
    with left:
        fields.day(work, began, "开始日期", past=True)
    with middle:
        fields.day(
            work, ended, "终了日期", disabled=going_on, past=True, why="最后一天；适用哪部法、追责期限、年龄都看这一天"
        )
        key = desk.widget_key((*ended, "going-on"))
        desk.control(key, going_on)
        st.checkbox("仍在继续", going_on, key=key, disabled=desk.fixed(), on_change=_take_going_on, args=(ended, key))
    with right:
        fields.day(
            work,
            ("conducts", place, "discovered_on"),
            "发现日期",
            past=True,
            why="第一次调查的日期，或者查证属实的举报日期；不填的按立案日期",
        )
        _discovered(work, place)


def _discovered(work: Work, place: int) -> None:
    """The day of the report or inspection by one press: whether it was the first that came to light, the officer knows."""
    path = ("conducts", place, "discovered_on")
    if at(work.draft, path) is not None or desk.fixed():
        return
    for name, told in _first_days(work).items():
        label, key = f"同{name}（{in_chinese(told)}）", f"discovered-{place}-{name}"
        st.button(label, key=key, type="tertiary", on_click=put, args=(work.draft, path, told))


def _first_days(work: Work) -> dict[str, date]:
    """来源日期 and the day of the first inspection; one of them where they are the same."""
    source = at(work.draft, ("source", "on"))
    held = [one.get("on") for one in work.draft.get("events") or [] if one.get("type") == "inspected"]
    inspected = min((on for on in held if isinstance(on, date)), default=None)
    days = {"来源日期": source, "现场检查日期": inspected if inspected != source else None}
    return {name: on for name, on in days.items() if isinstance(on, date)}


def _take_going_on(path: tuple[str | int, ...], key: str) -> None:
    if st.session_state[key]:
        put(desk.draft(), path, None)
    else:
        drop(desk.draft(), path)
