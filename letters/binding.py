"""A whole 案卷: which documents its steps call for, in their order, bound into one file with counted pages."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from markupsafe import Markup

from letters.kinds import KINDS, Kind
from letters.matter import Matter
from letters.prose.entries import Entry, entry
from letters.reasons import Refusal
from letters.rendering import body, render
from letters.view import View
from penalty_engine.case import Event

TITLE: Final = "行政处罚案卷"
BY_EVENT: Final = {
    kind.event: kind.id for kind in reversed(KINDS.values()) if kind.event not in {None, "decided", "noticed"}
} | {"noticed": "prior-notice"}


class Sheet(NamedTuple):
    """A document of the file: its anchor, its body."""

    anchor: str
    body: Markup


class _File(NamedTuple):
    """What the template of the file speaks of."""

    title: str
    bureau: str
    iso_date: str
    sheets: tuple[Sheet, ...]


class Bound(NamedTuple):
    """A document and the matter at its step."""

    kind: Kind
    matter: Matter


def documents(matter: Matter) -> tuple[Bound, ...]:
    """The documents of the case, one for each step that calls for one, in the order of the steps."""
    return tuple(_documents(matter))


def _documents(matter: Matter) -> Iterator[Bound]:
    counted: dict[str, int] = {}
    if matter.filed_on and not matter.happened("filed"):
        yield Bound(KINDS["filing-approval"], KINDS["filing-approval"].of(matter))
    for event in matter.case.events:
        if event.is_handling:
            continue
        counted[event.type] = counted.get(event.type, 0) + 1
        for kind in _kinds(event, matter):
            yield Bound(kind, kind.of(matter, counted[event.type]))


def _kinds(event: Event, matter: Matter) -> Iterator[Kind]:
    """Which documents a step calls for; a decision by what is decided."""
    if event.type != "decided":
        if event.type in BY_EVENT:
            yield KINDS[BY_EVENT[event.type]]
        return
    if matter.punished():
        yield KINDS["on-the-spot-decision" if event.is_on_the_spot else "penalty-decision"]
    if matter.spared():
        yield KINDS["no-penalty-decision"]


def entries(matter: Matter) -> tuple[Entry, ...]:
    """What 卷内目录 lists."""
    return tuple(entry(one.kind, one.matter, place) for place, one in enumerate(documents(matter), 1))


def file_refusals(matter: Matter) -> tuple[Refusal, ...]:
    """Every reason of every document of the file, each with the document's title."""
    cover = KINDS["file-cover"]
    refusals = (
        Refusal(refusal.name, refusal.path, f"《{one.kind.title}》：{refusal.message}")
        for one in (Bound(cover, cover.of(matter)), *documents(matter))
        for refusal in one.kind.refusals(one.matter)
    )
    return tuple(dict.fromkeys(refusals))


def bind(matter: Matter) -> tuple[str, tuple[str, ...]]:
    """The file in HTML, and the names that are not to be torn apart."""
    cover, contents = KINDS["file-cover"], KINDS["file-contents"]
    listed = entries(matter)
    front = (View(cover, cover.of(matter)), View(contents, contents.of(matter), listed, bound=True))
    views = (*front, *(View(one.kind, one.matter, bound=True) for one in documents(matter)))
    anchors = ("cover", "contents", *(one.anchor for one in listed))
    own = matter.bureau.templates
    sheets = tuple(Sheet(anchor, body(view.template, view, own)) for anchor, view in zip(anchors, views, strict=True))
    head = views[0]
    return render("file.html", _File(TITLE, head.bureau, head.iso_date, sheets), own), head.names
