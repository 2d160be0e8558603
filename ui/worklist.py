"""The lists of the 工作台 as HTML: one case a line, each a link to the page of whoever opens it; states by word and shape."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final, NamedTuple
from urllib.parse import urlencode

from casebook.actor import Actor
from casebook.cases.listing import Listed
from casebook.decisions.statistics import Year
from casebook.workflow.agenda import MOST, Agenda, Due
from casebook.workflow.waiting import Waiting
from casebook.workflow.words import STAGES
from penalty_engine.rulebook import Rulebook
from ui import places
from ui.prose.panel import left
from ui.words import grouped

SHAPES: Final = {"over": "■", "today": "▲", "soon": "●", "running": "○"}
FLOW: Final = "flow"  # the section 流转
PAGES: Final = (  # by the action that a case waits for: where it is done
    (frozenset({"file", "approve", "discuss", "decide", "close"}), "approval"),
    (frozenset({"review", "hear", "reexamine"}), "review"),
)


class Lists(NamedTuple):
    """The three lists. Each case stands in the first of them that it belongs to; in a row, all its deadlines and what it waits for."""

    today: Mapping[str, list[Due]]
    waiting: tuple[Waiting, ...]
    soon: Mapping[str, list[Due]]
    soon_count: int


def lists(found: Agenda) -> Lists:
    """今天要办, then what else waits, then what else runs out; the deadlines of a case, by its id."""
    today, soon = _by_case(found.overdue), _by_case(found.soon)
    waiting = tuple(one for one in found.waiting.cases if one.case.id not in today)
    told = {*today, *(one.case.id for one in waiting)}
    rest = [id for id in soon if id not in told]
    count = found.soon_count - (len(soon) - len(rest))
    return Lists(today, waiting, {id: soon[id] for id in rest[:MOST]}, max(count, len(rest)))


def _by_case(due: Sequence[Due]) -> dict[str, list[Due]]:
    found: dict[str, list[Due]] = {}
    for one in due:
        found.setdefault(one.case.id, []).append(one)
    return found


def due_list(
    due: Mapping[str, Sequence[Due]], waiting: Sequence[Waiting], actor: Actor, today: date, rulebook: Rulebook
) -> str:
    """Cases with their deadlines, the nearest first; one that waits for whoever looks leads to where that is done."""
    by_case = {one.case.id: one for one in waiting}
    rows = []
    for id, ones in due.items():
        waits = by_case.get(id)
        said = " ".join(_deadline(one, today) for one in ones)
        if waits and not any(waits.what in one.deadline.name for one in ones):
            said += f"　下一步：<b>{escape(waits.what)}</b>"
        page = page_for(waits.action, actor) if waits else _page_of(actor)
        rows.append(_row(ones[0].case, page, said, rulebook, fills_in=waits is not None and waits.action == "save"))
    return _listed(rows)


def waiting_list(
    waiting: Sequence[Waiting], actor: Actor, today: date, rulebook: Rulebook, due: Sequence[Due] = ()
) -> str:
    """Cases with what they wait for, and what runs out."""
    rows, soon = [], _by_case(due)
    for one in waiting:
        what = f"<b>{escape(one.what)}</b>"
        if one.case.id in soon:
            what += "".join(f" {_deadline(each, today)}" for each in soon[one.case.id])
        elif one.case.due_on:
            name = f"{one.case.due_what}：" if one.case.due_what not in (None, "", one.what) else ""
            what += f" {clock(date.fromisoformat(one.case.due_on), today, 'running', name)}"
        page = page_for(one.action, actor)
        rows.append(_row(one.case, page, what, rulebook, fills_in=one.action == "save"))
    return _listed(rows)


def unseen(count: int) -> str:
    """That the list is not all: how many cases at these stages were not looked into."""
    told = f"只列最急的；还有 {count} 件处在由您办理的环节，没有逐件查看，可以在台账中按阶段查找。"
    return f'<p class="quiet">{told}</p>' if count else ""


def plain_list(cases: Sequence[Listed], page: str, rulebook: Rulebook) -> str:
    """Cases that wait for nothing in particular, each a way to a page."""
    return _listed(_row(one, page, "", rulebook) for one in cases)


def page_for(action: str, actor: Actor) -> str:
    """The page on which somebody does what a case waits for."""
    wanted = next((page for actions, page in PAGES if action in actions), None)
    return wanted if wanted and places.is_there(wanted, actor) else _page_of(actor)


def _page_of(actor: Actor) -> str:
    """Where somebody looks at a case: the officer in its form, everybody else on its sheet."""
    return "case" if "officer" in actor.roles or not places.is_there("dossier", actor) else "dossier"


def link(page: str, case: str, section: str = "") -> str:
    """The address of a page about a case; of a section of its form."""
    return f"/{page}?{urlencode({'case': case, **({'section': section} if section else {})})}"


def clock(on: date, today: date, state: str, name: str) -> str:
    """■ 已超过 3 天, ● 还剩 5 天: the shape says what the colour says."""
    shown = "over" if on < today else "today" if on == today else state
    return f'<span class="clock {shown}"><span aria-hidden="true">{SHAPES[shown]}</span> {escape(name)}{left(on, today)}</span>'


def _deadline(due: Due, today: date) -> str:
    on = due.deadline.on
    name = due.deadline.name.partition("（")[0]  # what is told in brackets stands with the case
    return clock(on, today, due.state, f"{name}：") if on else escape(name)


def _row(case: Listed, page: str, what: str, rulebook: Rulebook, *, fills_in: bool = False) -> str:
    """A case; its form opens where the work goes on: once the procedure has begun 流转, unless something is to be filled in."""
    section = FLOW if page == "case" and case.stage != "draft" and not fills_in else ""
    names = [rulebook.violations[one].name for one in case.violations if one in rulebook.violations]
    more = f" 等 {len(names)} 项" if len(names) > 1 else ""
    about = " · ".join(part for part in (STAGES[case.stage], case.number, names[0] + more if names else None) if part)
    return (
        f'<li><a href="{escape(link(page, case.id, section))}" target="_self">{escape(case.party or "当事人未填写")}</a>'
        f'{f"<p>{what}</p>" if what else ""}<p class="about">{escape(about)}</p></li>'
    )


def _listed(rows: Sequence[str] | Iterator[str]) -> str:
    return f'<ul class="worklist">{"".join(rows)}</ul>'


def stages(counts: dict[str, int], *, own: bool) -> str:
    """How many open cases stand at which stage, in the order of the work, each a way to the list of them."""
    parts = (
        f'<li><a href="{escape(_ledger(stage, own=own))}" target="_self">{STAGES[stage]}　<b>{counts[stage]}</b></a></li>'
        for stage in STAGES
        if counts.get(stage)
    )
    return f'<ul class="stages" aria-label="案件所处阶段">{"".join(parts)}</ul>'


def ways(pages: Sequence[tuple[str, str]]) -> str:
    """Pages to go to."""
    parts = (f'<li><a href="/{escape(id)}" target="_self">{escape(title)}</a></li>' for id, title in pages)
    return f'<ul class="stages" aria-label="可以打开的页面">{"".join(parts)}</ul>'


def _ledger(stage: str, *, own: bool) -> str:
    return f"/ledger?{urlencode({'stage': stage, **({'mine': '1'} if own else {})})}"


def summary(told: Year) -> str:
    """The year in a line."""
    if not told.acts:
        return '<p class="empty">今年还没有作出决定的案件；有了以后，这里按违法行为、裁量方向和月份列出。</p>'
    parts = [f"{name} {count} 件" for name, count in told.results.items()]
    parts.append(f"罚款合计 {grouped(told.fines)} 元")
    parts.append(f"偏离建议 {told.departures} 项" if told.departures else "没有偏离建议的")
    return f'<p class="quiet">{escape("　".join(parts))}</p>'
