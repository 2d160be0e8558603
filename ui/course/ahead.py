"""What comes next in a case, by whom, and how to mend what was recorded wrongly: as HTML, for whoever looks at it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from casebook.workflow.deadlines import Deadline
from casebook.workflow.next_steps import NextStep
from casebook.workflow.waiting import ANOTHER
from casebook.workflow.words import ENDED, STAGES
from penalty_engine.days import in_chinese
from ui.course.steps import by_whom

Able = Mapping[str, Sequence[str]]


def running(deadlines: Iterable[Deadline], today: date) -> Deadline | None:
    """The period of the party that runs: until it is over nothing further can be done."""
    open_ = [one for one in deadlines if one.whose == "party" and not one.met and one.on and one.on >= today]
    return min(open_, key=lambda one: one.on or date.max, default=None)


def heading(stage: str, step: NextStep | None, period: Deadline | None, able: Able) -> str:
    """下一步　事先告知, by whom; while a period of the party runs, until when to wait; of an ended case, that it has ended."""
    here = f'<p class="quiet">案件现在：<b class="stage">{escape(STAGES[stage])}</b></p>'
    if step is None:
        told = "案件已经办结，没有下一步。" if stage in ENDED else _waits(period) or "现在没有必经的下一步。"
        return f'{here}<p class="words"><b>{told}</b></p>'
    waits = f'<p class="words">{_waits(period)}</p>' if period and step.reasons else _listed(step)
    whose = "由您办理" if step.yours else escape(by_whom(step.gate, able))
    return f'{here}<p class="ahead">下一步　<b>{escape(step.gate.name)}</b>　<span>{whose}</span></p>{waits}'


_LISTS: Final = {"审批": ("file", "approve", "discuss", "decide", "close"), "法制审核": ("review", "hear")}


def _listed(step: NextStep) -> str:
    """Nobody has to hand in what stands in another's list already."""
    found = next((name for name, actions in _LISTS.items() if step.gate.action in actions), None)
    if step.yours or found is None or any(reason.need != ANOTHER for reason in step.reasons):
        return ""
    return f'<p class="quiet">本案已经列在对方的“{found}”中，不必另外提交；办理以后这里就有下一步。</p>'


def _waits(period: Deadline | None) -> str:
    return f"先等{escape(period.name)}届满：{in_chinese(period.on)}" if period and period.on else ""


def mending(able: Able, *, own: bool) -> str:
    """Who strikes a step that was recorded wrongly, and how he is asked."""
    if own:
        return "记错的一步，在下面“撤销误记的一步”中选出撤销，须写明理由；后面的步骤以它为根据的，先撤销后面的。"
    heads = "、".join(able.get("strike", ()))
    if not heads:
        return "记错的一步，由没有办过本案的负责人撤销；现在没有这样的人员。"
    return (
        f"记错的一步自己不能改：请告诉负责人{heads}（其中一位即可）哪一步错在哪里，由负责人打开本案的“审批—人员、回避和撤销”"
        "写明理由撤销，撤销以后重新记录。后面的步骤以它为根据的，从后往前逐步撤销；没有的，可以单独撤销。"
    )


def assigning(able: Able, people: int, *, may: bool) -> str:
    """Who puts a second officer on the case, and where; nothing where that is known to whoever looks."""
    few = f"现在 {people} 名，" if people < TWO else ""
    if may:
        return f"{few}执法人员不少于两名：在下面“指派、调离”中指派。" if few else ""
    heads = "、".join(able.get("assign", ()))
    who = f"负责人{heads}" if heads else "负责人（现在没有这样的人员）"
    return f"{few}增加、调离由{who}在本案的“审批—人员、回避和撤销”中办理；指派以后，对方就能在“办案”中一起填写。"


def differences(named: Sequence[str], here: Collection[str], able: Able) -> Iterator[str]:
    """Where the officers that documents name are not those who work on the case, and who mends it.

    Args:
        named: the officers in the case file, section 文书.
        here: who works on the case.
        able: who may do what to the case, by action.
    """
    heads = "、".join(able.get("assign", ())) or "（现在没有这样的人员）"
    if missing := [one for one in named if one and one not in here]:
        who = "、".join(missing)
        yield f"“文书”中的执法人员{who}还不是本案办案人员，不能一起填写：由负责人{heads}指派；不办本案的，在“文书”中改。"
    if extra := sorted({*here} - {*named}):
        who = "、".join(extra)
        yield f"办案人员{who}没有写在“文书”的执法人员中，不会印入文书：参加执法的，在“文书”中点选。"


TWO = 2
