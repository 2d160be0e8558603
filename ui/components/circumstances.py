"""Section 4: every circumstance of the measure that can apply, in a fixed order, answered as a whole or by its elements."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from penalty_engine.answers import CHINESE, Answer, every
from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import Circumstance, Element
from ui.components import acts, fields
from ui.components.result import next_question
from ui.filling import desk
from ui.filling.computed import reason
from ui.filling.draft import answer, at, drop, in_long_form, put, put_or_drop, statement
from ui.filling.work import Work
from ui.words import EFFECTS, short

ANSWERS = fields.ANSWERS
_VALUES = {"是": True, "否": False}


def circumstances(work: Work) -> None:
    """What is being asked first; then the groups 不予处罚, 从轻减轻, 从重; then what of all the others."""
    place = desk.act()
    acts.chooser(work)
    asked = (desk.focus() or "").split(".")[0]
    shown = applicable(work, place)
    with st.container(horizontal=True):
        next_question(work, "circumstances")
        _others(work, place, shown)
    first = [one for one in shown if one.id == asked]
    if first:
        with st.container(border=True, key="asked"):
            st.html('<p class="asked">要紧的问题</p>')
            _card(work, place, first[0], opened=True)
    for effect, group in groupby(shown, key=lambda one: one.effect):
        st.html(f"<h4>{EFFECTS[effect]}的情形</h4>")
        for circumstance in group:
            if circumstance.id != asked:
                _card(work, place, circumstance)
    _choose(work, place)
    closed = answer(at(work.draft, ("conducts", place, "unlisted"))) is False
    if not closed and not desk.fixed() and any(_is_open(work, place, one) for one in shown):
        st.html('<p class="quiet">读到这里，没有选“是”的都查过、确实没有的：</p>')
        _others(work, place, shown, "others-below")


def applicable(work: Work, place: int) -> list[Circumstance]:
    """Those that can apply to this party and act, as the rulebook says."""
    natural = at(work.draft, ("party", "kind")) in {None, "natural_person"}
    findings = work.findings(place)
    return [
        one
        for one in work.rulebook.circumstances
        if (natural or not one.natural_person_only) and (not findings or one.id in findings)
    ]


def _others(work: Work, place: int, shown: Sequence[Circumstance], key: str = "others") -> None:
    """其余情节经查均不存在: what was not named is answered no, after a question; and the way back."""
    path = ("conducts", place, "unlisted")
    if desk.fixed():
        return
    if answer(at(work.draft, path)) is False:
        st.button("其余情节改回未查明", key="others-open", type="tertiary", on_click=drop, args=(work.draft, path))
        return
    left = [one for one in shown if _is_open(work, place, one)]
    if left and st.button("其余情节经查均不存在", key=key):
        _confirm(place, tuple(one.text for one in left), sum(one.id in _deciding(work, place) for one in left))


def _deciding(work: Work, place: int) -> set[str]:
    """The circumstances on which the result still hangs."""
    found = work.found(place)
    return {key.split(".", maxsplit=1)[0] for key in found.decisive_unknowns} if found else set()


def _is_open(work: Work, place: int, circumstance: Circumstance) -> bool:
    """Whether somebody has still to answer it: neither stated, nor told by days, lists or other answers."""
    finding = work.findings(place).get(circumstance.id)
    told = circumstance.computed or (finding is not None and finding.source == "computed")
    return not told and not statement(work.draft, place, circumstance.id).stated


@st.dialog("其余情节经查均不存在", width="medium")
def _confirm(place: int, left: tuple[str, ...], decisive: int) -> None:
    matter = f"，其中 {decisive} 项影响结论" if decisive else ""
    st.write(
        f"下面 {len(left)} 项情节还没有回答{matter}。确认以后，它们都按“经查不存在”处理，并写入案件；以后仍可以逐项改。"
    )
    with st.container(height=260, border=True):
        st.html(f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in left)}</ul>")
    with st.container(horizontal=True):
        if st.button("确认，均不存在", key="others-yes", type="primary", on_click=_all_absent, args=(place,)):
            st.rerun()
        if st.button("返回", key="others-no"):
            st.rerun()


def _all_absent(place: int) -> None:
    put(desk.draft(), ("conducts", place, "unlisted"), value=False)
    desk.stop_asking()


def _card(work: Work, place: int, circumstance: Circumstance, *, opened: bool = False) -> None:
    """The measure's words, the answer as a whole; elements, evidence and note where they matter."""
    finding = work.findings(place).get(circumstance.id)
    said = statement(work.draft, place, circumstance.id)
    cited = "；".join(_brief(cited, work) for cited in (finding.citations if finding else circumstance.cited))
    words = f'<p class="words">{escape(circumstance.text)}</p><p class="quiet">{escape(cited)}</p>'
    with st.container(key=f"card-{circumstance.id}", gap="xsmall"):
        if finding is not None and finding.source == "computed" and not said.stated:
            told = escape(reason(work, place, circumstance, finding))
            answered = f'<p class="computed">{CHINESE[finding.holds]}（推算）</p><p class="quiet">{told}</p>'
            st.html(f'<div class="told"><div>{words}</div><div>{answered}</div></div>')
            return
        wanted = f"details-{place}-{circumstance.id}"
        detailed = opened or bool(said.holds or said.elements or said.evidence or said.note) or desk.recall(wanted)
        st.html(words)
        _whole(place, circumstance, _holds(circumstance, finding, work, place))
        if not detailed and (len(circumstance.elements) > 1 or said.stated):
            _open_button(circumstance, wanted)
        fields.mistakes(work, ("conducts", place, "circumstances", circumstance.id))
        _remarks(work, place, circumstance)
        if detailed:
            _details(work, place, circumstance)


def _open_button(circumstance: Circumstance, wanted: str) -> None:
    label = "逐项回答、选证据" if len(circumstance.elements) > 1 else "选证据、写说明"
    st.button(label, key=f"open-{wanted}", type="tertiary", on_click=desk.keep, args=(wanted, True))


def _brief(cited: str, work: Work) -> str:
    """办法第六条第（一）项."""
    measure = work.rulebook.laws.get(work.rulebook.measure)
    return short(cited.replace(f"《{measure.title}》", "办法") if measure else cited)


def _holds(circumstance: Circumstance, finding: CircumstanceFinding | None, work: Work, place: int) -> Answer:
    """The answer as the engine reads it; without an assessment as it was stated."""
    if finding is not None:
        return finding.holds
    said = statement(work.draft, place, circumstance.id)
    if said.holds is not None:
        return said.holds
    return every(said.elements.get(one.id) for one in circumstance.elements)


def _whole(place: int, circumstance: Circumstance, holds: Answer) -> None:
    key = desk.widget_key((place, circumstance.id))
    shown = desk.control(key, CHINESE[holds])
    st.radio(
        circumstance.text, ANSWERS, ANSWERS.index(shown), key=key, horizontal=True, label_visibility="collapsed", disabled=desk.fixed(),
        on_change=_answer_whole, args=(place, circumstance.id, key),
    )  # fmt: skip


def _answer_whole(place: int, one: str, key: str) -> None:
    """The answer as a whole takes the place of answers on elements; evidence and note stay."""
    given = _VALUES.get(st.session_state[key])
    stated = in_long_form(desk.draft(), place, one)
    stated.pop("elements", None)
    stated["holds"] = "unknown" if given is None else given
    _tidy(place, one)


def _tidy(place: int, one: str) -> None:
    """An unknown that says nothing beyond what unanswered means is taken away."""
    draft = desk.draft()
    stated = in_long_form(draft, place, one)
    others_absent = answer(at(draft, ("conducts", place, "unlisted"))) is False
    if stated.get("holds") == "unknown" and (len(stated) > 1 or not others_absent):
        del stated["holds"]
    if not stated:
        drop(draft, ("conducts", place, "circumstances", one))


def _remarks(work: Work, place: int, circumstance: Circumstance) -> None:
    """What the assessment remarks on this very circumstance."""
    where = f"conducts[{place}].circumstances.{circumstance.id}"
    for warning in work.assessment.warnings if work.assessment else ():
        if warning.path.startswith(where) and warning.code != "UNVERIFIED_SOURCE":
            st.html(f'<p class="remark">{escape(warning.message)}</p>')


def _details(work: Work, place: int, circumstance: Circumstance) -> None:
    """Elements where there are several; what happened; evidence; a note."""
    with st.container(key=f"details-{circumstance.id}", gap="xsmall"):
        if len(circumstance.elements) > 1:
            for element in circumstance.elements:
                _element(work, place, circumstance, element)
        said = statement(work.draft, place, circumstance.id)
        if said.holds is not False:
            _text(
                work,
                place,
                circumstance.id,
                "fact",
                ("具体事实（写入文书）", said.fact, "例如：检查后五日内退还全部学费"),
            )
        left, right = st.columns(2)
        with left:
            _evidence(work, place, circumstance)
            if not work.draft.get("evidence"):
                st.html('<p class="quiet">也可以到“5 证据”一份一份添加，添加时勾选它证明的情节。</p>')
        with right:
            hint = "写明所依据的法律、法规、规章条款" if circumstance.needs_note else "未填写"
            _text(work, place, circumstance.id, "note", ("说明（不写入文书）", said.note, hint))


def _text(work: Work, place: int, circumstance: str, part: str, shown: tuple[str, str, str]) -> None:
    """A line of text of a circumstance: `shown` is its label, what it holds, and the hint of an empty one."""
    label, value, hint = shown
    path = ("conducts", place, "circumstances", circumstance, part)
    key = desk.widget_key(path)
    desk.control(key, value)
    st.text_input(
        label, key=key, placeholder=hint, disabled=desk.fixed(), on_change=_take, args=(place, circumstance, part, key)
    )
    fields.mistakes(work, path)


def _element(work: Work, place: int, circumstance: Circumstance, element: Element) -> None:
    """One element: asked, or told where another answer tells it."""
    said = statement(work.draft, place, circumstance.id)
    told = _told_elsewhere(work, place, element)
    if told is not None and element.id not in said.elements:
        answered = f'<p class="computed">{CHINESE[told]}（由“事实与金额”中的回答得出）</p>'
        st.html(f'<div class="told"><p class="element">{escape(element.text)}</p>{answered}</div>')
        return
    key = desk.widget_key((place, circumstance.id, element.id))
    holds = said.elements.get(element.id)
    shown = desk.control(key, CHINESE[said.holds if holds is None and said.holds else holds])
    st.radio(
        element.text, ANSWERS, ANSWERS.index(shown), key=key, horizontal=True, disabled=desk.fixed(),
        on_change=_answer_element, args=(place, circumstance.id, element.id, key),
    )  # fmt: skip
    fields.mistakes(work, ("conducts", place, "circumstances", circumstance.id, "elements", element.id))


def _told_elsewhere(work: Work, place: int, element: Element) -> Answer:
    if element.is_absence_of_harm:
        harm = answer(at(work.draft, ("conducts", place, "harmful_consequences")))
        return None if harm is None else not harm
    return answer(at(work.draft, ("conducts", place, "facts", element.fact))) if element.fact else None


def _answer_element(place: int, one: str, element: str, key: str) -> None:
    """An answer on an element takes the place of the answer as a whole."""
    stated = in_long_form(desk.draft(), place, one)
    stated.pop("holds", None)
    given = _VALUES.get(st.session_state[key])
    put_or_drop(desk.draft(), ("conducts", place, "circumstances", one, "elements", element), given)
    if not in_long_form(desk.draft(), place, one):
        drop(desk.draft(), ("conducts", place, "circumstances", one))


def _evidence(work: Work, place: int, circumstance: Circumstance) -> None:
    """Which pieces of evidence show it; where there is none yet, the ways to one."""
    path: tuple[str | int, ...] = ("conducts", place, "circumstances", circumstance.id, "evidence")
    fields.evidence(work, path, "证据", take=lambda chosen: _put(place, circumstance.id, "evidence", chosen))


def _take(place: int, one: str, part: str, key: str) -> None:
    _put(place, one, part, st.session_state[key].strip())


def _put(place: int, one: str, part: str, value: str | list[str]) -> None:
    stated = in_long_form(desk.draft(), place, one)
    if value:
        stated[part] = value
    else:
        stated.pop(part, None)
    _tidy(place, one)


def _choose(work: Work, place: int) -> None:
    """从轻 or 减轻, where the law leaves the choice to the bureau."""
    found, path = work.found(place), ("conducts", place, "choose")
    if found is None or not ({"lighter", "mitigated"} & {found.direction, *found.alternatives} or at(work.draft, path)):
        return
    options = {one: DIRECTIONS[one] for one in ("lighter", "mitigated")}
    fields.one_of(work, path, "从轻或者减轻的选择", options, nothing="没有选择，按从轻")
