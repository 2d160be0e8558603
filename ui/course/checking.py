"""核对清单: what a prior notice says, in a line each, from the very values that its template is filled with, and the field each comes from."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from letters.kinds import KINDS
from letters.matter import Act, Matter
from letters.prose.acts import ActView
from letters.view import View
from ui.drawn.axis import ranges, said
from ui.words import act_title

NOTICE: Final = KINDS["prior-notice"]
UNNUMBERED: Final = "（留空：在“流转”办理时编号）"


class Point(NamedTuple):
    """One thing to be checked: what it is called, what the letter says, the key path of its field; empty: it follows from others."""

    label: str
    told: str
    path: str = ""


def points(matter: Matter) -> tuple[Point, ...]:
    """Everything that whoever signs looks at, in the order of the letter; of a letter that can be made."""
    seen = NOTICE.of(matter)
    view = View(NOTICE, seen)
    return tuple(_points(seen, view))


def _points(matter: Matter, view: View) -> Iterator[Point]:
    yield Point("文号", f"{view.number}{'' if matter.number else UNNUMBERED}", "letter.number")
    yield Point("当事人", "，".join(row.text for row in view.party), "party.name")
    acts = matter.punished()
    for act, told in zip(acts, view.acts, strict=True):
        yield from _act(act, told, act_title(act.place, len(tuple(matter.acts()))))
    if view.total_fine:
        yield Point("罚款合计", view.total_fine)
    yield Point("证据", f"{len(view.evidence)} 项", "evidence")
    yield Point("陈述申辩", f"收到之日起{view.period.statement}个工作日内")
    yield Point("听证", _hearing(view))
    yield Point("联系人", "，".join(row.text for row in view.contact), "contact.name")
    yield Point("日期", view.date, "letter.date")


def _act(act: Act, told: ActView, title: str) -> Iterator[Point]:
    base = f"conducts[{act.place}]"
    yield Point(title, told.name, f"{base}.violation")
    yield Point("起止", told.summary[-1].removeprefix("上述行为"), f"{base}.from")
    if counted := told.facts[len(told.summary) :]:
        yield Point("金额", "".join(counted), f"{base}.facts")
    yield Point("依据", told.basis)
    yield Point("拟处罚", "；".join(told.penalties), f"{base}.proposal")
    if allowed := "；".join(_ranges(act)):
        yield Point("幅度", allowed)
    if told.orders:
        yield Point("责令", "；".join(told.orders))


def _ranges(act: Act) -> Iterator[str]:
    """法定 and 建议 of each kind that is intended and has a range."""
    kinds = act.conduct.proposal.kinds if act.conduct.proposal else ()
    for penalty in act.found.penalties:
        drawn = ranges(penalty, None) if penalty.kind in kinds else None
        if drawn is not None:
            yield f"{drawn.name}：" + "，".join(f"{label}{words}" for label, words in said(drawn))


def _hearing(view: View) -> str:
    if not view.hearing:
        return "不告知（没有达到应当告知听证的情形）"
    return f"告知，收到之日起{view.period.hearing_request}个工作日内要求：{'；'.join(view.procedure.hearing_reasons)}"
