"""What has happened in a case and what is due, as HTML: a line for each event, quiet, with the document that went out with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Final

from casebook.book import OFFICE
from casebook.cases.documents import Document
from casebook.workflow.deadlines import Deadline
from casebook.workflow.gates import GATES, Gate
from casebook.workflow.happened import Happened
from letters.kinds import KINDS
from penalty_engine.case import Event
from penalty_engine.days import in_chinese
from ui.course.step_fields import ALSO, FIELDS, GIVEN
from ui.words import grouped

RIGHTS: Final = {"statement": "放弃陈述、申辩的权利", "hearing": "放弃听证的权利"}
CASE_NUMBER: Final = "立案号"


def gate_of(event: Event) -> Gate | None:
    """The gate that an event is of."""
    return next((gate for gate in GATES if gate.takes(event)), None)


def title(event: Event) -> str:
    """What happened, in a few words: 送达《责令改正通知书》."""
    if event.type == "served" and event.of in KINDS:
        return f"送达《{KINDS[event.of].title}》"
    gate = gate_of(event)
    return gate.name if gate else event.type


def details(event: Event) -> Iterator[tuple[str, str]]:
    """What was recorded of it besides: label and words."""
    gate = gate_of(event)
    if event.result and gate is not None and gate.name != event.result and len(gate.results) != 1:
        yield "结果", event.result
    if event.type == "waived":
        yield "放弃的权利", RIGHTS.get(event.of or "", "陈述、申辩和听证的权利")
    for field in FIELDS[gate.id] if gate else ():
        told = _told(getattr(event, field.key)) if field.key not in {"of", "result", "document", ALSO, GIVEN} else ""
        if told:
            yield field.label, told
    if event.type == "reviewed" and event.items:
        yield "核对", "；".join(event.items)
    if event.type == "noticed" and event.amount is not None:
        yield "告知的罚款", f"{grouped(event.amount)} 元"


def _told(value: object) -> str:
    if isinstance(value, date):
        return in_chinese(value)
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def timeline(
    happened: Sequence[Happened], documents: Iterable[Document], names: Mapping[str, str], recorded: Mapping[int, date]
) -> str:
    """Every event, the first one first.

    Args:
        happened: the events.
        documents: what was issued in the case.
        names: people by id.
        recorded: the day on which each version was made.
    """
    by_version: dict[int, list[Document]] = {}
    for one in documents:
        by_version.setdefault(one.version, []).append(one)
    lines = (_line(one, by_version.get(one.version, ()), names, recorded.get(one.version)) for one in happened)
    return f'<ol class="timeline">{"".join(lines)}</ol>'


def _line(one: Happened, documents: Iterable[Document], names: Mapping[str, str], recorded: date | None) -> str:
    event = one.event
    late = f"，{in_chinese(recorded)}补记" if recorded and recorded > event.on else ""
    issued = "".join(f" <span>{link(document)}</span>" for document in documents)
    stated = f" <span>{escape(event.document)}</span>" if event.document and not issued else ""
    more = "　".join(f"{escape(label)}：{escape(said)}" for label, said in details(event))
    below = f'<p class="quiet">{more}</p>' if more else ""
    return (
        f'<li><time datetime="{event.on.isoformat()}">{in_chinese(event.on)}</time>'
        f"<div><b>{escape(title(event))}</b>{issued or stated}"
        f'<span class="quiet">　{escape(names.get(one.by, ""))}{late}</span>'
        f"{below}</div></li>"
    )


def link(document: Document) -> str:
    """The number of an issued document, leading to its bytes where they are kept; void: struck through, and said."""
    name = KINDS[document.kind].title if document.kind in KINDS else CASE_NUMBER
    number = escape(document.number)
    if document.digest is not None:
        number = f'<a href="/documents/{escape(document.id)}.pdf" aria-label="下载{escape(name)}{number}">{number}</a>'
    return number if document.voided_at is None else f'<del>{number}</del> <span class="unlawful">已作废</span>'


def clocks(deadlines: Sequence[Deadline], today: date, ahead: int) -> str:
    """What is due, each with how it stands in words; what has been met comes last."""
    ordered = sorted(deadlines, key=lambda one: one.met)
    return f'<dl class="clocks">{"".join(_clock(one, today, ahead) for one in ordered)}</dl>' if ordered else ""


def _clock(one: Deadline, today: date, ahead: int) -> str:
    words, mood = state(one, today, ahead)
    end = f"至{in_chinese(one.on)}" if one.on else "届满日不能确定"
    why = f'<p class="quiet">{escape(one.why)}</p>' if one.why else ""
    return (
        f"<dt>{escape(one.name)}</dt>"
        f'<dd><span class="{mood}">{escape(words)}</span>　{end}<span class="quiet">　{escape(one.citation)}</span>{why}</dd>'
    )


def state(one: Deadline, today: date, ahead: int) -> tuple[str, str]:
    """How a deadline stands in words, and its mood: quiet | departs | unlawful."""
    found = one.state(today, ahead)
    if found == "met":
        return "✓ 已经办结", "quiet"
    if one.on is None:
        return "？ 须人工核对", "departs"
    days = (one.on - today).days
    if found == "over":
        return ("✓ 已经届满", "quiet") if one.whose == "party" else (f"■ 已经超过 {-days} 天", "unlawful")
    left = "今天届满" if days == 0 else f"还剩 {days} 天"
    return (f"▲ 临近：{left}", "departs") if found == "soon" and one.whose == "bureau" else (f"○ {left}", "quiet")


def day_of(moment: str) -> date:
    """The office's day of a time of the casebook."""
    return datetime.fromisoformat(moment).astimezone(OFFICE).date()
