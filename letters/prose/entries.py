"""What 卷内目录 tells of a document."""

from typing import NamedTuple

from letters.kinds import KINDS, Kind
from letters.matter import Matter
from letters.words import day, one_line


class Entry(NamedTuple):
    """A document of the file, and its place in the bound one."""

    anchor: str
    title: str
    number: str
    date: str


def entry(kind: Kind, matter: Matter, place: int) -> Entry:
    """The document at a place of the file, counted from 1."""
    event = matter.event
    served = KINDS[event.of].title if event and event.of in KINDS else (event.of if event else None)
    about = served if kind.id == "service-receipt" else (event.whom if event else None)
    number = matter.number if kind.numbered else None
    return Entry(
        anchor=f"document-{place}",
        title=kind.title + (f"（{one_line(about)}）" if about else ""),
        number=one_line(number) if number else "",
        date=day(matter.written_on),
    )
