"""The result, always in view: outcome, ranges, why, what is open, which steps bind, remarks."""

from decimal import Decimal

import streamlit as st

from penalty_engine.assessment import ConductAssessment, Penalty
from penalty_engine.case import Proposal
from ui import desk, panel
from ui.axis import ranges, said, svg
from ui.sections import SECTIONS, section_of
from ui.words import act_of, act_title, named
from ui.work import Work

_TITLES = {section.id: section.title for section in SECTIONS}


def result(work: Work) -> None:
    """The panel at the right."""
    with st.container(key="result", gap="small"):
        if work.assessment is None:
            _waiting(work)
            return
        for place in range(work.acts):
            _act(work, place)
        total = panel.totals(work.assessment)
        if total:
            st.html(total)
        _open(work)
        with st.expander("为什么", type="compact", key="why"):
            for place, found in enumerate(work.assessment.conducts):
                title = f"<h4>{act_title(place, work.acts)}</h4>" if work.acts > 1 else ""
                st.html(f'<div class="why">{title}{panel.why(found, work.rulebook)}</div>')
        with st.expander("程序", type="compact", key="procedure"):
            st.html(panel.procedure(work))
        count = len(dict.fromkeys((one.code, one.message) for one in work.assessment.warnings))
        if count:
            with st.expander(f"提示 {count}", type="compact", key="warnings"):
                st.html(f'<div class="why">{panel.warnings(work.assessment, work.rulebook)}</div>')


def _act(work: Work, place: int) -> None:
    found = work.found(place)
    if found is None:
        return
    st.html(panel.heading(work, place))
    if found.outcome in ("penalty", "no_penalty_discretionary"):
        _drawings(work, place, found)
    kinds = panel.kinds(found, work.rulebook)
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
            legend = panel.rows([(name, text) for name, text in said(drawn)], "legend")
            st.markdown(
                f'<div class="drawing"><p class="name">{drawn.name}</p>{svg(drawn)}{legend}</div>',
                unsafe_allow_html=True,
            )


def _figure(penalty: Penalty, proposal: Proposal | None) -> Decimal | None:
    """The proposal's figure for this kind."""
    if proposal is None or penalty.kind not in proposal.kinds:
        return None
    return proposal.years if penalty.unit == "year" else proposal.fine


def _open(work: Work) -> None:
    """What cannot be settled yet, where it would lead, and the way to the next question."""
    if work.assessment is None or work.assessment.settled:
        return
    with st.container(key="open-questions", gap="xsmall"):
        st.html("<h4>还不能定</h4>")
        for place, found in enumerate(work.assessment.conducts):
            if found.settled:
                continue
            title = f"<p>{act_title(place, work.acts)}</p>" if work.acts > 1 else ""
            st.html(f'<div class="open">{title}{panel.open_questions(found, work.rulebook)}</div>')
        next_question(work, "panel")
        with st.expander("查明以后会怎样", type="compact", key="possible"):
            for found in work.assessment.conducts:
                st.html(f'<div class="why">{panel.possible(found, work.rulebook) or "没有别的结果"}</div>')


def next_question(work: Work, where: str) -> None:
    """The way to the most decisive unknown that is not being asked already."""
    for place, found in enumerate(work.assessment.conducts if work.assessment else ()):
        keys = [key for key in found.decisive_unknowns if (place, key) != (desk.act(), desk.focus())]
        if keys:
            st.button("下一个要紧的问题", key=f"next-{where}", on_click=desk.ask, args=(place, keys[0]))
            return


def _waiting(work: Work) -> None:
    """No result yet: what is wrong first, then what is still missing, each with the way to it."""
    if work.mistakes:
        st.html(f'<div class="outcome wrong"><p class="said">有 {len(work.mistakes)} 处需要改正</p></div>')
        st.html('<p class="quiet">改正以后这里给出结论。已经填写的内容都还在。</p>')
        for place, problem in enumerate(work.mistakes):
            _way(f"{_where(problem.path, work)}：{problem.message}", problem.path, f"mistake-{place}")
    else:
        st.html('<div class="outcome"><p class="said">还没有结论</p></div>')
        st.html('<p class="quiet">下面几项填好以后，这里给出结论、幅度和理由，并随每一项回答更新。</p>')
    for place, path in enumerate(work.missing):
        _way(_where(path, work), path, f"missing-{place}")


def _where(path: str, work: Work) -> str:
    one = act_of(path)
    which = f"{act_title(one, work.acts)}，" if one is not None and work.acts > 1 else ""
    return f"{which}{named(path, work.rulebook)}"


def _way(told: str, path: str, key: str) -> None:
    st.button(f"{told}（{_TITLES[section_of(path)]}）", key=key, type="tertiary", on_click=desk.go_to, args=(path,))
