"""The documents of a case as an officer chooses among them: which can be made now, what the others lack, how they are addressed."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import urlencode

from casebook.cases.documents import Document
from casebook.workflow.gates import GATES
from letters.kinds import KINDS, Kind
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine.case import Event
from penalty_engine.days import in_chinese
from ui.course.flow import link
from web.issuing import HEARING_RIGHT, KINDS_OF
from web.papers import WantedPaper

NOT_FOR: Final = frozenset(
    ("not_a_penalty", "not_spared", "not_simplified", "no_hearing", "nothing_to_correct", "no_transfer")
)
GROUPS: Final = ("ready", "lacking", "other")
_AFTER: Final = {"decided": ("penalty-decision", "no-penalty-decision", "on-the-spot-decision")}


class Choice(NamedTuple):
    """A kind of document. state: ready | lacking | other (the case does not call for it)."""

    kind: Kind
    state: str
    refusals: tuple[Refusal, ...]

    @property
    def label(self) -> str:
        """可以制作　教育行政处罚事先告知书."""
        told = {"ready": "可以制作", "other": "本案不用"}.get(self.state, f"还缺 {len(self.refusals)} 项")
        return f"{told}　{self.kind.title}"


def choices(matter: Matter, unfinished: Sequence[Refusal] = ()) -> tuple[Choice, ...]:
    """Every kind, in the order of the procedure: those that can be made, those that lack something, those not for this case."""
    found = [_choice(kind, matter, unfinished) for kind in KINDS.values()]
    return tuple(sorted(found, key=lambda one: GROUPS.index(one.state)))


def _choice(kind: Kind, matter: Matter, unfinished: Sequence[Refusal]) -> Choice:
    refusals = tuple(dict.fromkeys((*kind.refusals(matter), *unfinished)))
    other = any(one.name in NOT_FOR for one in refusals)
    return Choice(kind, "other" if other else "lacking" if refusals else "ready", refusals)


def first(found: Sequence[Choice], matter: Matter) -> str:
    """The kind to look at first: the notice until there is one; then that of the last step; else what is to be made."""
    states = {one.kind.id: one.state for one in found}
    if not (matter.happened("noticed") or matter.happened("decided")) and states["prior-notice"] == "ready":
        return "prior-notice"
    for event in reversed(matter.case.events):
        made = _AFTER.get(event.type) or tuple(one.id for one in KINDS.values() if one.event == event.type)
        if ready := [one for one in made if states[one] == "ready"]:
            return ready[0]
    notice = "prior-notice" if states["prior-notice"] != "other" else "no-penalty-decision"
    return notice if states[notice] != "other" else found[0].kind.id


class Way(NamedTuple):
    """What to do next with a document. `in_flow`: it is done in 流转."""

    told: str
    in_flow: bool = False


def next_step(chosen: Choice, given: Document | None, *, recorded: bool) -> Way:
    """The one next thing: fill in what is missing; issue it; or nothing, it has gone out. `recorded`: its step has been taken."""
    title = chosen.kind.title
    if given is not None:
        return Way(f"已经编号印制：{given.number}。下载的 PDF 是印制时留存的那一份；送达在“流转”中记录。", in_flow=True)
    if chosen.state == "other":
        return Way(f"本案不用《{title}》")
    if chosen.refusals:
        return Way(f"《{title}》还缺 {len(chosen.refusals)} 项，点一项就到要填的那一格：")
    if (gate := _issuing(chosen.kind)) and not recorded:
        return Way(
            f"内容齐全。核对以后到“流转”办理“{gate}”，同时编号印制；这里下载的没有编号，供核对和送审。", in_flow=True
        )
    return Way("内容齐全，可以下载。")


def _issuing(kind: Kind) -> str | None:
    """The step that a kind of document is issued with."""
    gates = [gate for gate, issued in KINDS_OF.items() if issued == kind.id]
    return next((gate.name for gate in GATES if gate.id in gates), None)


def shown_refusals(chosen: Choice) -> tuple[Refusal, ...]:
    """Why it cannot be made: of a document that the case does not call for, only that."""
    return tuple(one for one in chosen.refusals if chosen.state != "other" or one.name in NOT_FOR)


def times(kind: Kind, matter: Matter) -> tuple[str, ...]:
    """The steps that a kind may be made for, where there are several: 第 2 次（2026年10月9日，责令改正通知书）."""
    happened = kind.steps(matter)
    if len(happened) < 2:  # noqa: PLR2004 -- several
        return ()
    return tuple(f"第 {place} 次（{'，'.join(_about(one))}）" for place, one in enumerate(happened, 1))


def _about(event: Event) -> Iterator[str]:
    yield in_chinese(event.on)
    if event.of:
        yield KINDS[event.of].title if event.of in KINDS else event.of
    if event.whom:
        yield event.whom


def address(case_id: str, wanted: WantedPaper, page: int | None = None, mark: str = "") -> str:
    """Where a document, or a page of it as a picture, is found."""
    asked = {"which": wanted.which, "public": 1 if wanted.public else None, "v": mark}
    query = urlencode({key: value for key, value in asked.items() if value})
    path = f"/cases/{case_id}/documents/{wanted.kind}" + (f".{wanted.form}" if page is None else f"/{page}.png")
    return f"{path}?{query}" if query else path


def downloads(case_id: str, wanted: WantedPaper, title: str, issued: Document | None) -> str:
    """The ways to take the document along; of an issued one the PDF is what was issued."""
    short = title.removeprefix("教育行政处罚")
    whole = wanted._replace(public=False)
    pdf = f"/documents/{issued.id}.pdf" if issued else address(case_id, whole)
    shared = wanted._replace(public=True)
    first, *rest = (
        (pdf, f"下载{short}（PDF）"),
        (address(case_id, whole._replace(form="docx")), "DOCX，可以修改"),
        (address(case_id, shared), "公开版 PDF"),
        (address(case_id, shared._replace(form="docx")), "公开版 DOCX"),
    )
    others = "".join(f'<a href="{escape(way)}">{escape(name)}</a>' for way, name in rest)
    return f'<p class="downloads"><a class="download" href="{escape(first[0])}">{escape(first[1])}</a>{others}</p>'


def pages(sources: Sequence[str], title: str) -> str:
    """The pages as pictures, one below the other."""
    shown = "".join(
        f'<li><img src="{escape(source)}" alt="{escape(title)}第 {place} 页，共 {len(sources)} 页" loading="lazy"></li>'
        for place, source in enumerate(sources, 1)
    )
    return f'<ol class="pages" tabindex="0">{shown}</ol>'


def issued_for(kind: Kind, matter: Matter, which: int | None, documents: Sequence[Document]) -> Document | None:
    """The document that was issued for this very step, with its bytes; not a void one."""
    event = kind.of(matter, which).event
    own = [one for one in documents if one.kind == kind.id and one.digest is not None and one.voided_at is None]
    if kind.id == HEARING_RIGHT:  # the event bears the number of the notice beside it
        return own[-1] if own else None
    return next((one for one in own if event is not None and one.number == event.document), None)


def issued_table(documents: Sequence[Document], served: Mapping[str, str], days: Mapping[str, str]) -> str:
    """Every number that was given out: what for, when, when it was served, whether it is void."""
    rows = "".join(
        f"<tr><td>{link(one)}</td><td>{escape(KINDS[one.kind].title if one.kind in KINDS else '立案号')}</td>"
        f"<td>{escape(days.get(one.id, ''))}</td><td>{escape(_served(one, served))}</td></tr>"
        for one in documents
    )
    head = "<tr><th>文号</th><th>文书</th><th>编号日期</th><th>送达</th></tr>"
    return f'<table class="issued"><thead>{head}</thead><tbody>{rows}</tbody></table>' if rows else ""


def _served(one: Document, served: Mapping[str, str]) -> str:
    if one.voided_at is not None:
        return f"作废：{one.void_reason}"
    return "" if one.kind not in KINDS else served.get(one.number) or served.get(one.kind, "没有送达的记录")


def services(events: Sequence[Event]) -> dict[str, str]:
    """When each document was served: by its number, where that was recorded, else by its kind."""
    return {
        one.document or one.of or "": f"{in_chinese(one.on)}{f'，{one.method}' if one.method else ''}"
        for one in events
        if one.type == "served"
    }
