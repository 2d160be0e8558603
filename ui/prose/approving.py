"""What a decision rests on, short enough for one screen. Pure HTML, everything escaped."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from casebook.cases.opinions import Opinion
from casebook.workflow.happened import Happened, last
from casebook.workflow.next_steps import Standing
from casebook.workflow.words import PASSED
from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.case import Event
from ui.filling import pieces
from ui.filling.draft import at, statement
from ui.filling.sections import elements_open
from ui.filling.work import Work
from ui.prose.panel import left, listed, rows
from ui.prose.values import value
from ui.words import EFFECTS, NOT_FILLED, act_title, day, shown


def facts(work: Work) -> str:
    """Who did what when, shown by what, in which circumstances."""
    return "".join(_act(work, act) for act in range(work.acts)) + rows(list(_evidence(work)))


def _act(work: Work, act: int) -> str:
    path = ("conducts", act)
    violation = work.violation(act)
    title = f"{act_title(act, work.acts)}　" if work.acts > 1 else ""
    name = escape(violation.name) if violation else NOT_FILLED
    ended = at(work.draft, (*path, "to"))
    until = value(("to",), ended, None) if ended else "仍在继续"
    pairs = [("起止", f"{value(('from',), at(work.draft, (*path, 'from')), None)}至{until}")]
    found = work.found(act)
    if found is not None and found.illegal_gains is not None:
        pairs.append(("违法所得", value(("amount",), found.illegal_gains, None)))
    missed = elements_open(work, act)
    if missed:
        labels = escape("、".join(fact.label for fact in missed))
        pairs.append(("要件", f'<span class="asked">没有查明：{labels}</span>'))
    held = [one for one in work.findings(act).values() if one.holds]
    told = listed([_circumstance(work, act, one) for one in held]) or "没有认定的情节"
    pairs.append(("情节", told))
    summary = shown(at(work.draft, (*path, "summary")))
    return f'<p class="name"><b>{title}{name}</b></p><p class="summary">{summary}</p>{rows(pairs)}'


def _circumstance(work: Work, act: int, one: CircumstanceFinding) -> str:
    evidence = pieces.told(work.draft, statement(work.draft, act, one.id).evidence)
    shows = (
        escape(evidence) if evidence else "推算" if one.source != "stated" else '<span class="asked">没有列证据</span>'
    )
    counted = "" if one.counted else "，不计"
    return f'{escape(one.text.removesuffix("的"))} → <b>{EFFECTS[one.effect]}</b>{counted}　<span class="quiet">{shows}</span>'


def _evidence(work: Work) -> Iterator[tuple[str, str]]:
    items = work.draft.get("evidence") or []
    names = "；".join(f"证据{place} {one.get('title') or NOT_FILLED}" for place, one in enumerate(items, 1))
    yield (
        "证据",
        f"{len(items)} 项　<span class='quiet'>{escape(names)}</span>"
        if items
        else '<span class="asked">没有列证据</span>',
    )


def procedure(work: Work, where: Standing, opinions: Sequence[Opinion]) -> str:
    """What has been done, what the party put forward and what became of it, until when to decide, what is still open."""
    return rows(list(_procedure(work, where, opinions)))


def _procedure(work: Work, where: Standing, opinions: Sequence[Opinion]) -> Iterator[tuple[str, str]]:
    events = [one.event for one in where.happened]
    officers = [one for one in work.draft.get("officers") or [] if one.get("certificate")]
    yield "执法人员", escape("、".join(str(one.get("name")) for one in officers)) or '<span class="asked">未填写</span>'
    yield from _told(events)
    steps = work.assessment.procedure if work.assessment else None
    yield "法制审核", _review(where.happened, due=bool(steps and steps.legal_review))
    yield "集体讨论", _discussion(events, due=bool(steps and steps.collective_discussion))
    for one in where.deadlines:
        if one.id == "decision" and one.on:
            yield "决定期限", _clock(one.on, work.today)
    still = sum(one.is_open for one in opinions)
    if opinions:
        waits = f'，<span class="asked">{still} 条没有答复</span>' if still else "，都已答复"
        yield "审核意见", f"{len(opinions)} 条{waits}"


def _told(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """The notice, and what the party said to it."""
    place = last(events, "noticed")
    if place is None:
        yield "告知", "尚未告知"
        return
    after = events[place + 1 :]
    served = next((one.on for one in after if one.type == "served"), None)
    yield (
        "告知",
        f"{day(events[place].on)}" + (f"，{_short(served)}送达" if served else "，<span class='asked'>没有送达</span>"),
    )
    said = [one.text or "" for one in after if one.type == "statement"]
    waived = any(one.type == "waived" for one in after)
    yield "陈述申辩", escape("；".join(said)) if said else "书面放弃" if waived else "没有提出"
    examined = next((one for one in reversed(after) if one.type == "reexamined"), None)
    if examined is not None:
        yield "复核", f"<b>{shown(examined.result)}</b>　{shown(examined.text, '')}"
    held = next((one.on for one in after if one.type == "hearing_held"), None)
    if held or any(one.type == "hearing_requested" for one in after):
        yield "听证", f"{_short(held)}举行" if held else '<span class="asked">已经要求，没有举行</span>'


def _review(happened: Sequence[Happened], *, due: bool) -> str:
    done = next((one.event for one in reversed(happened) if one.event.type == "reviewed"), None)
    if done is None:
        return '<span class="asked">应当审核，尚未审核</span>' if due else "不是必经"
    mark = "within" if done.result == PASSED else "unlawful"
    by = f"，{escape(done.by)}" if done.by else ""
    return f'<span class="{mark}">{shown(done.result)}</span>（{_short(done.on)}{by}）{_note(done)}'


def _discussion(events: Sequence[Event], *, due: bool) -> str:
    done = next((one for one in reversed(events) if one.type == "discussed"), None)
    if done is None:
        return '<span class="asked">应当讨论，尚未讨论</span>' if due else "不是必经"
    return f"{shown(done.result)}（{_short(done.on)}，{escape('、'.join(done.present))}）{_note(done)}"


def _note(event: Event) -> str:
    return f'<br><span class="quiet">{escape(event.text)}</span>' if event.text else ""


def _short(on: date | None) -> str:
    return f"{on.month}月{on.day}日" if on else ""


def _clock(on: date, today: date) -> str:
    late = "unlawful" if on < today else ""
    return f'<span class="{late}">{day(on)}，{left(on, today)}</span>'


def departures(work: Work) -> str:
    """The officer's own reasons where he departs from the recommendation, or where he gives any."""
    pairs = []
    for act in range(work.acts):
        reasons = at(work.draft, ("conducts", act, "proposal", "reasons"))
        found = work.found(act)
        departs = found is not None and found.proposal is not None and found.proposal.status == "departs"
        if reasons or departs:
            told = shown(reasons) if reasons else '<span class="asked">没有写理由</span>'
            pairs.append(("偏离理由" if departs else "拟定理由", told))
    return rows(pairs)
