"""The result, always in view: outcome, ranges, why, what is open, which steps bind, remarks."""

from decimal import Decimal
from html import escape

import streamlit as st

from penalty_engine.assessment import ConductAssessment, Penalty
from penalty_engine.case import Proposal
from penalty_engine.rendering import STEPS
from ui.components.rules import rule_link
from ui.drawn.axis import ranges, said, svg
from ui.filling import answering, desk
from ui.filling.answering import can_answer
from ui.filling.sections import SECTIONS, section_of
from ui.filling.work import Work
from ui.prose import panel, tree
from ui.words import RANGES, act_of, act_title, named, rank, unmarked

_TITLES = {section.id: section.title for section in SECTIONS}


def result(work: Work, *, asks: bool = True) -> None:
    """The panel at the right. `asks`: whoever looks at it can answer what is open."""
    with st.container(key="result", gap="xsmall"):
        if work.assessment is None:
            _waiting(work, asks=asks)
            return
        for place in range(work.acts):
            act(work, place)
        total = panel.totals(work.assessment)
        if total:
            st.html(total)
        _why(work)
        _open(work, asks=asks)
        with st.expander(f"**程序**　{panel.steps(work.assessment)}", type="compact", key="procedure"):
            st.html(panel.procedure(work))
        count = len(dict.fromkeys((one.code, one.message) for one in work.assessment.warnings))
        if count:
            with st.expander(f"**提示**　{count} 条", type="compact", key="warnings"):
                for code, told in panel.warnings(work.assessment, work.rulebook).items():
                    with st.container(key=f"warning-{code}", gap=None):
                        st.html(told)
                        rule_link(code, "看这条提示的规则")


def _why(work: Work) -> None:
    """为什么: a tree that opens to what each conclusion rests on."""
    found = work.assessment.conducts if work.assessment else ()
    steps = [
        step for step in STEPS if step != "open" and any(one.step == step for act in found for one in act.explanation)
    ]
    with st.expander(f"**为什么**　{' · '.join(STEPS[step] for step in steps)}", type="compact", key="why"):
        st.html('<p class="quiet">点开一句，看它依据的条文、情节、事实和证据。</p>')
        for place, act in enumerate(found):
            title = f"<h4>{act_title(place, work.acts)}　{escape(act.violation.name)}</h4>" if work.acts > 1 else ""
            st.html(f'<div class="why tree">{title}{tree.told(act, work, place)}</div>')


def act(work: Work, place: int) -> None:
    """The result on one act: outcome, ranges, kinds, the proposal."""
    found = work.found(place)
    if found is None:
        return
    st.html(panel.heading(work, place))
    if found.outcome in ("penalty", "no_penalty_discretionary"):
        _drawings(work, place, found)
    kinds = panel.kinds(found, work.rulebook, work.case.conducts[place].proposal if work.case else None)
    if kinds:
        st.html(kinds)


def _drawings(work: Work, place: int, found: ConductAssessment) -> None:
    """Each kind that has a range on its own axis; the recommended ones, else the optional ones too."""
    proposal = work.case.conducts[place].proposal if work.case else None
    intended = proposal.kinds if proposal else ()
    chosen = [one for one in found.penalties if one.is_recommended or one.kind in intended]
    for penalty in chosen:
        drawn = ranges(penalty, _figure(penalty, proposal))
        if drawn is not None:
            legend = panel.rows([(name, text) for name, text in said(drawn) if name != RANGES["figure"]], "legend")
            st.markdown(
                f'<div class="drawing"><p class="name">{escape(drawn.name)}</p>{svg(drawn)}{legend}</div>',
                unsafe_allow_html=True,
            )


def _figure(penalty: Penalty, proposal: Proposal | None) -> Decimal | None:
    """The proposal's figure for this kind."""
    if proposal is None or penalty.kind not in proposal.kinds:
        return None
    return proposal.years if penalty.unit == "year" else proposal.fine


def _open(work: Work, *, asks: bool) -> None:
    """What cannot be settled yet, where it would lead, and the way to the next question."""
    if work.assessment is None or work.assessment.settled:
        return
    with st.container(key="open-questions", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f"<b>还不能定</b>　{panel.counted(work.assessment)}", width="content")
            if asks:
                next_question(work, "panel")
        for place, found in enumerate(work.assessment.conducts):
            if found.settled:
                continue
            title = f"<p>{act_title(place, work.acts)}</p>" if work.acts > 1 else ""
            st.html(f'<div class="open">{title}{panel.open_questions(found, work.rulebook)}</div>')
        with st.expander("查明以后会怎样", type="compact", key="possible", on_change="rerun") as possible:
            if possible.open:
                for place, found in enumerate(work.assessment.conducts):
                    _possible(work, place, found)


def _possible(work: Work, place: int, found: ConductAssessment) -> None:
    """Where the unknown facts could lead; one that a single answer decides can be answered here."""
    title = f"<h4>{act_title(place, work.acts)}</h4>" if work.acts > 1 else ""
    led = [one for one in found.possible_outcomes if one.answers]
    if title or not led:
        st.html(title + ("" if led else '<p class="quiet">没有别的结果</p>'))
    for number, one in enumerate(led):
        st.html(f'<p class="possible">{panel.leads(one, work.rulebook)}</p>')
        (key, value), *more = one.answers.items()
        if more or desk.fixed() or not can_answer(key, value, work.rulebook):
            continue
        with st.container(horizontal=True, key=f"possible-{place}-{number}"):
            for label, given in _choices(value):
                st.button(
                    label,
                    key=f"possible-{place}-{key}-{given}",
                    type="tertiary",
                    on_click=_answer,
                    args=(place, key, given),
                )


def _choices(value: str) -> tuple[tuple[str, str], ...]:
    """What one press answers: 是 and 否, or the finding that is spoken of."""
    if value in ("yes", "no"):
        return ("已经查明：是", "yes"), ("已经查明：不是", "no")
    return (("就这样认定", value),)


def _answer(place: int, key: str, given: str) -> None:
    answering.answer(desk.draft(), place, key, given, desk.rulebook())


def next_question(work: Work, where: str) -> None:
    """The way to the most decisive unknown; from the one that is being asked, to the one after it."""
    questions = [
        (place, key)
        for place, found in enumerate(work.assessment.conducts if work.assessment else ())
        for key in found.decisive_unknowns
    ]
    now = (desk.act(), desk.focus())
    following = questions[questions.index(now) + 1 :] if now in questions else questions
    for question in (following or [one for one in questions if one != now])[:1]:
        st.button("下一个要紧的问题", key=f"next-{where}", on_click=desk.ask, args=question)


def _waiting(work: Work, *, asks: bool) -> None:
    """No result yet: what is wrong first, then what is still missing, each with the way to it."""
    if not asks:
        lacking = [_where(path, work) for path in sorted(work.missing, key=rank)]
        wrong = [f"{_where(problem.path, work)}：{problem.message}" for problem in work.mistakes]
        told = panel.listed([escape(one) for one in (*wrong, *(f"{one}未填写" for one in lacking))])
        st.html(f'<div class="outcome"><p class="said">还没有结论</p></div>{told}')
        return
    if work.mistakes:
        st.html(f'<div class="outcome wrong"><p class="said">有 {len(work.mistakes)} 处需要改正</p></div>')
        st.html('<p class="quiet">改正以后这里给出结论。已经填写的内容都还在。</p>')
        for place, problem in enumerate(work.mistakes):
            _way(unmarked(f"{_where(problem.path, work)}：{problem.message}"), problem.path, f"mistake-{place}")
    else:
        st.html('<div class="outcome"><p class="said">还没有结论</p></div>')
        st.html('<p class="quiet">下面几项填好以后，这里给出结论、幅度和理由，并随每一项回答更新。</p>')
    for place, path in enumerate(sorted(work.missing, key=rank)):
        st.button(_where(path, work), key=f"missing-{place}", type="tertiary", on_click=desk.go_to, args=(path,))


def _where(path: str, work: Work) -> str:
    one = act_of(path)
    which = f"{act_title(one, work.acts)}，" if one is not None and work.acts > 1 else ""
    return f"{which}{named(path, work.rulebook)}"


def _way(told: str, path: str, key: str) -> None:
    st.button(f"{told}（{_TITLES[section_of(path)]}）", key=key, type="tertiary", on_click=desk.go_to, args=(path,))
