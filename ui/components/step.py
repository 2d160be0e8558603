"""One step of the procedure: why it is still shut, its form, what goes out with it, and the answer of the casebook."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from types import MappingProxyType
from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.documents import list_documents
from casebook.cases.members import able
from casebook.cases.versions import Conflict
from casebook.refusals import CasebookError, Reason, Refused
from casebook.workflow.needs import PARTICULARS
from casebook.workflow.next_steps import NextStep, Standing
from casebook.workflow.recording import Recorded, would_refuse
from casebook.workflow.waiting import ANOTHER
from casebook.workflow.words import STAGES
from letters.kinds import KINDS
from ui import places
from ui.components import begun, telling
from ui.course import steps
from ui.course.proposed import Proposed, proposed
from ui.course.reasons import path_of, plainly, section_for
from ui.course.step_fields import DAY, NOTHING_CHOSEN, Field
from ui.filling import desk
from ui.filling.dates import shown_day
from ui.filling.sections import SECTIONS
from ui.prose import panel
from ui.reading import read
from ui.words import NOT_FILLED
from web import who
from web.issuing import Taken, kind_of, record_step, unprintable_in
from web.office import casebook

OnDone = Callable[[Recorded], None]
_TITLES: Final = {section.id: section.title for section in SECTIONS}
BINDS: Final = frozenset({"approved", "noticed", "decided"})  # events by which the bureau commits itself
_REQUIRED: Final = "（必填）"


def step(
    case_id: str,
    where: Standing,
    one: NextStep,
    *,
    on_done: OnDone | None = None,
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """A gate of the case's stage.

    Args:
        case_id: the case.
        where: where it stands, as the actor sees it.
        one: the step.
        on_done: what the page does once it has been recorded; the page runs again afterwards.
        more: what the page itself puts into the event, such as the points of a review.
    """
    with st.container(key=f"step-{one.gate.id}"):
        shut(case_id, one)
        if one.yours:
            _form(case_id, where, one, on_done, more)
            _answered(case_id, one)
        else:
            st.html(f'<p class="quiet">{escape(steps.by_whom(one.gate, _able(case_id)))}</p>')


def _able(case_id: str) -> Mapping[str, Sequence[str]]:
    actor = who.signed_in()
    return able(casebook(), actor, case_id) if actor else {}


def told(case_id: str) -> bool:
    """Says once what was recorded last; whether there was anything."""
    gate, answer = st.session_state.get(_answer(case_id), (None, None))
    if isinstance(answer, Recorded) and gate is not None:
        del st.session_state[_answer(case_id)]
        number = f"，文号{answer.number}" if answer.number and kind_of(gate) else ""
        telling.done(f"已经记录“{gate.name}”{number}；案件现在是“{STAGES[answer.stage]}”。")
        _to_print(case_id, answer.number)
        return True
    return False


def _to_print(case_id: str, number: str | None) -> None:
    """The way to what has just been issued."""
    actor = who.signed_in()
    made = list_documents(casebook(), actor, case_id) if number and actor is not None else ()
    for one in made:
        if one.number == number and one.digest is not None:
            title = KINDS[one.kind].title
            st.html(
                f'<p class="downloads"><a class="download" href="/documents/{escape(one.id)}.pdf">下载并打印《{title}》</a></p>'
            )


def _answer(case_id: str) -> str:
    return f"step/answer/{case_id}"


def shut(case_id: str, one: NextStep) -> None:
    """What goes out with it; what is still missing today, each with the way to its field."""
    _paper(one)
    reasons = one.reasons if one.yours else tuple(reason for reason in one.reasons if reason.need != ANOTHER)
    _shut(case_id, reasons, one.gate.citation)


def _paper(one: NextStep) -> None:
    kind = kind_of(one.gate)
    if kind is not None:
        st.html(f'<p class="quiet">随同印制《{escape(KINDS[kind].title)}》，记录时编文号</p>')


def _shut(case_id: str, reasons: Sequence[Reason], citation: str) -> None:
    if not reasons:
        st.html(f'<p class="quiet">条件已经具备（{escape(citation)}）</p>')
        return
    st.html(f'<p class="asked">今天办理，还缺 {len(reasons)} 项</p>')
    for place, reason in enumerate(reasons):
        _reason(case_id, reason, f"{reason.need}-{place}")


def _reason(case_id: str, reason: Reason, key: str) -> None:
    section = section_for(reason)
    left, right = st.columns((9, 2), vertical_alignment="center")
    basis = f'<span class="quiet">（{escape(reason.citation)}）</span>' if reason.citation else ""
    left.html(f'<p class="words">{escape(plainly(reason, desk.rulebook()))}{basis}</p>')
    if section is not None:
        right.button(
            _TITLES[section], key=f"way-{key}", type="tertiary", on_click=_go, args=(case_id, section, path_of(reason))
        )


def _go(case_id: str, section: str, path: str) -> None:
    """To the field: on the desk where the case lies there, else to the section on the page of the case."""
    lies = desk.case()
    if lies is None or lies.id != case_id:
        places.go("case", case=case_id, section=section)
    elif path:
        desk.go_to(path)
    else:
        desk.open_section(section)


def _answered(case_id: str, one: NextStep) -> None:
    """Why the casebook did not take it, until it is tried again."""
    gate, answer = st.session_state.get(_answer(case_id), (None, None))
    if gate is None or gate.id != one.gate.id:
        return
    if isinstance(answer, Refused):
        rulebook = desk.rulebook()
        reasons = tuple(reason._replace(message=plainly(reason, rulebook)) for reason in answer.reasons)
        telling.refused(f"没有记录“{one.gate.name}”", reasons)
    elif isinstance(answer, Conflict):
        telling.conflict(answer, desk.rulebook(), lambda: _forget(case_id))
    elif isinstance(answer, str):
        telling.wrong(answer)


def _forget(case_id: str) -> None:
    st.session_state.pop(_answer(case_id), None)


def _form(case_id: str, where: Standing, one: NextStep, on_done: OnDone | None, more: Mapping[str, object]) -> None:
    asked = steps.fields_of(one.gate, where.happened)
    form = begun.Form(case_id, one.gate.id, f"step/{case_id}/{where.version}/{one.gate.id}", (DAY, *asked))
    known = proposed(one.gate, where, casebook().today())
    entered = _day(form, known)
    values = _values(asked, form, entered if isinstance(entered, date) else casebook().today(), known.values)
    prints = kind_of(one.gate) and not steps.is_given(one.gate, values)
    label = "编号并印制" if prints else "记录"
    if not st.button(f"{label}：{one.gate.name}", type="primary", key=f"{form.prefix}/send", on_click=form.try_it):
        return
    _forget(case_id)
    actor = who.signed_in()
    if actor is None:
        return
    day = entered if isinstance(entered, date) else None
    event = {**steps.event_of(one.gate, day or casebook().today(), values, actor.name, where.happened), **more}
    if faults := steps.faults(form.fields, {DAY.key: entered, **values}):
        told = [*faults, *(_refused_besides(case_id, actor, event) if day else ())]
        telling.wrong(f"没有记录，有 {len(told)} 处要改：{'；'.join(told)}")
        return
    if one.reasons and entered == casebook().today():
        telling.wrong(f"今天还不能办理：上面列出的 {len(one.reasons)} 项补齐以后再办")
        return
    typed = {field.key: st.session_state.get(form.key(field)) for field in form.fields}
    if (
        steps.reckoned(form.fields, typed)
        or kind_of(one.gate)
        or one.gate.id == "file"
        or steps.moves(one.gate, where.stage)
    ):
        _confirm(case_id, where, one, event, on_done)
    else:
        _record(case_id, where, one, event, on_done)


def _refused_besides(case_id: str, actor: Actor, event: Mapping[str, object]) -> list[str]:
    """What the casebook would refuse beside what has to be filled in, so that all is told at once."""
    itself, _ = steps.apart(event)
    reasons = would_refuse(casebook(), actor, case_id, itself)
    return [plainly(reason, desk.rulebook()) for reason in reasons if reason.need not in PARTICULARS]


def _day(form: begun.Form, known: Proposed) -> object:
    """The day as it is typed: proposed where it is known, never guessed; what is said of it stands below."""
    left, right = st.columns((1, 1), vertical_alignment="bottom")
    with left:
        entered = _field(DAY, form, casebook().today(), shown_day(known.day))
    right.html(f'<p class="quiet">{escape(known.said)}</p>')
    return entered


def _values(asked: Sequence[Field], form: begun.Form, since: date, known: Mapping[str, str]) -> dict[str, object]:
    """The fields, short ones two in a row; `since`: the day of the step; `known`: what the case says already."""
    values: dict[str, object] = {}
    row: list[Field] = []
    for field in (*asked, None):
        wide = field is None or field.form in {"long", "lines"}
        if wide or len(row) == 2:  # noqa: PLR2004 -- two in a row
            for column, short in zip(st.columns(2) if row else (), row, strict=False):
                with column:
                    values[short.key] = _field(short, form, since, known.get(short.key, ""))
            row = []
        if field is not None and wide:
            values[field.key] = _field(field, form, since)
        elif field is not None:
            row.append(field)
    return values


def _field(field: Field, form: begun.Form, since: date, proposed: str = "") -> object:
    """The field; below it what is wrong with it: at once what no document could print, the rest once it was to be recorded."""
    value = _asked(field, form, since, proposed)
    unfit = unprintable_in(value)
    for told in (unfit,) if unfit else steps.faults((field,), {field.key: value}) if form.tried else ():
        st.html(f'<p class="mistake">{escape(told)}</p>')
    return value


def _asked(field: Field, form: begun.Form, since: date, proposed: str) -> object:
    label, why = field.label + (_REQUIRED if field.required else ""), field.why or None
    key = form.begin(field, proposed)
    if field.form == "choice":
        return st.selectbox(
            label, list(field.options), format_func=lambda one: field.options.get(one, one), key=key, help=why,
            placeholder=field.hint or NOTHING_CHOSEN, on_change=form.keep, index=None,
        )  # fmt: skip
    if field.form == "money":
        hint = field.hint or NOT_FILLED
        entered = st.text_input(f"{label}（元）", key=key, help=why, placeholder=hint, on_change=form.keep)
    elif field.form in {"long", "lines"}:
        hint = field.hint or ("每行一项" if field.form == "lines" else NOT_FILLED)
        entered = st.text_area(label, key=key, help=why, placeholder=hint, height=96, on_change=form.keep)
    else:
        usual = {"day": "例如 2026年7月5日", "names": "姓名之间用顿号分开"}
        hint = field.hint or usual.get(field.form, NOT_FILLED)
        entered = st.text_input(label, key=key, help=why, placeholder=hint, on_change=form.keep)
    return steps.read(field, entered, since)


@st.dialog("办理以前，请核对")
def _confirm(case_id: str, where: Standing, one: NextStep, event: Mapping[str, object], on_done: OnDone | None) -> None:
    """What cannot be undone is told before it is done."""
    kind = kind_of(one.gate)
    _, also = steps.apart(event)
    told = steps.consequences(
        one.gate,
        where.stage,
        event,
        [KINDS[paper].title for paper in ((kind, *also) if kind and not steps.is_given(one.gate, event) else ())],
        numbers_case=one.gate.id == "file",
        strikers=_able(case_id).get("strike", ()),
    )
    st.html("".join(f'<p class="words">{escape(line)}</p>' for line in told))
    if one.gate.event in BINDS:
        _hints(case_id)
    with st.container(horizontal=True):
        if st.button("确认办理", type="primary", key="step-confirm"):
            _record(case_id, where, one, event, on_done)
        if st.button("先不办", key="step-cancel"):
            st.rerun()


def _hints(case_id: str) -> None:
    """What is unverified, unsettled or a setting of this system: seen once more before the bureau binds itself."""
    actor = who.signed_in()
    work = read(actor, case_id).work if actor is not None else None
    hints = panel.warnings(work.assessment, work.rulebook) if work is not None and work.assessment else {}
    if hints:
        with st.container(height=220, border=True, key="step-hints"):
            st.html(f"<b>办理以前，请看过这 {len(hints)} 类提示</b>{''.join(hints.values())}")


def _record(case_id: str, where: Standing, one: NextStep, event: Mapping[str, object], on_done: OnDone | None) -> None:
    """Records; the page then runs again with the answer."""
    actor = who.signed_in()
    if actor is None:
        return
    answer: Recorded | Refused | Conflict | str
    try:
        with st.spinner("正在印制并记录……" if kind_of(one.gate) else "正在记录……"):
            itself, also = steps.apart(event)
            taken = Taken(one.gate, itself, also, given=steps.is_given(one.gate, event))
            answer = record_step(casebook(), actor, case_id, where.version, taken, desk.bureau())
    except CasebookError as error:
        answer = f"没有记录：{error}。"
    st.session_state[_answer(case_id)] = (one.gate, answer)
    if isinstance(answer, Recorded):
        begun.forget(case_id, one.gate.id)
        if on_done is not None:
            on_done(answer)
    st.rerun()
