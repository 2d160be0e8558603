"""法制审核: the queue; a case as filed, beside it the law, beside that reasoning, checklist, opinions and the conclusion."""

from typing import Final

import streamlit as st

from casebook.actor import Actor
from casebook.cases.listing import Search, find_cases
from ui import worklist
from ui.components import checklist, judging, opening, opinions, queue, step, telling
from ui.components.dossier import comparison
from ui.components.result import result
from ui.components.sheet import casehead, sheet
from ui.filling import desk
from ui.prose import law
from ui.reading import Reading
from web.office import casebook

ACTIONS: Final = frozenset({"review", "hear", "reexamine", "take_down"})
STEPS: Final = (
    "review", "review_early", "return_by_reviewer", "fail_review", "call_hearing", "hold_hearing", "reexamine", "statement",
    "statement_at_hearing", "waive", "request_hearing",
)  # fmt: skip
USUAL: Final = ("review", "reexamine", "review_early")
AT_HEARING: Final = ("hold_hearing", "call_hearing")
PASSING: Final = frozenset({"review", "review_early"})
REVIEWING: Final = frozenset({*PASSING, "return_by_reviewer", "fail_review"})
EARLY: Final = ("investigated", "approved", "noticed")
MOST: Final = 10


def page() -> None:
    """The case of the address, else the queue."""
    opening.case_or(_queue, _case)


def _queue(actor: Actor) -> None:
    st.title("法制审核", anchor=False)
    queue.queue(
        actor,
        lambda one: one.action in ACTIONS,
        "没有等您审核的案件。应当经法制审核的案件，在当事人陈述、申辩的期限届满并且复核以后列在这里；听证、复核等您办理的也在这里。",
    )
    early = find_cases(casebook(), actor, Search(stages=EARLY, most=MOST))
    if early:
        st.html(
            '<h2 class="above">可以先看</h2><p class="quiet">调查已经终结、还没有到审核时候的案件：可以先提意见，也可以先行审核。</p>'
        )
        st.html(worklist.plain_list(early, "review", desk.rulebook()))


def _case(actor: Actor, reading: Reading) -> None:
    casehead(reading, actor, "review")
    step.told(reading.id)
    _since(actor, reading)
    filed, rests, judged = st.columns((10, 8, 11), gap="medium")
    with filed:
        st.html("<h2 class='column'>案件</h2>")
        sheet(reading)
    with rests, st.container(key="law"):
        st.html(f"<h2 class='column'>所依据的法律</h2>{law.rests_on(reading.work)}")
    with judged, st.container(key="judged"):
        _judged(actor, reading)


def _judged(actor: Actor, reading: Reading) -> None:
    """Reasoning, checklist, opinions, conclusion."""
    reasoning, points, said, concluded = st.tabs(("结论和理由", "核对", "意见", "审核结论"))
    with reasoning:
        result(reading.work, asks=False)
        judging.among_others(actor, reading)
    with points:
        checklist.checklist(actor, reading)
    with said:
        opinions.give(actor, reading)
    with concluded:
        _conclude(reading)


def _conclude(reading: Reading) -> None:
    """通过, 退回, 不通过, and what else is the reviewer's at this stage."""
    found = judging.open_steps(reading, STEPS)
    one = judging.choose_step(reading, found, AT_HEARING if reading.where.stage == "hearing" else USUAL)
    if one is None:
        nothing = "这个案件现在没有由您办理的步骤。可以查看，也可以提出意见。"
        telling.empty(judging.NOT_USUAL if found else nothing)
        return
    unanswered, against = checklist.left(reading)
    if one.gate.id in PASSING and unanswered:
        st.html(f'<p class="asked">还有 {unanswered} 项没有核对：先在“核对”中逐项回答，再通过。</p>')
        return
    if one.gate.id in PASSING and against:
        st.html(f'<p class="asked">核对事项中有 {against} 项为“否”：确要通过的，请在说明中写明理由。</p>')
    if one.gate.id == "return_by_reviewer" and not any(opinion.is_open for opinion in reading.opinions):
        st.html('<p class="quiet">还没有待答复的意见：可以先在“意见”中指明哪一处要改，办案人员会在那一处看到。</p>')
    judging.take(reading, one, {"items": checklist.items(reading)} if one.gate.id in REVIEWING else {})


def _since(actor: Actor, reading: Reading) -> None:
    """What is different from the version that he spoke about last."""
    own = [one.version for one in reading.opinions if one.given_by_id == actor.id]
    own += [one.version for one in reading.where.happened if one.event.type == "reviewed" and one.by == actor.id]
    before, now = max(own, default=0), reading.opened.version
    if 0 < before < now:
        with st.expander(f"您上次看的是第 {before} 版，现在是第 {now} 版：有什么不同", type="compact", key="since"):
            comparison(actor, reading.id, before, now)
