"""The filters of the register in an address, so that a page, a link and a download speak of the same cases."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from unicodedata import category
from urllib.parse import urlencode

from casebook.cases.register import Filters, Span
from casebook.workflow.words import STAGES
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import Rulebook

DUE: Final = ("over", "soon")
LONGEST: Final = 200  # characters of a text looked for


def wanted_of(query: Mapping[str, str], rulebook: Rulebook) -> Filters:
    """What an address asks for; what it does not say rightly is not asked for."""
    return Filters(
        text_of(query.get("text", "")),
        tuple(one for one in query.get("stage", "").split(",") if one in STAGES),
        query.get("violation", "") if query.get("violation") in rulebook.violations else "",
        _span(query, "filed"),
        _span(query, "decided"),
        query.get("direction", "") if query.get("direction") in DIRECTIONS else "",
        query.get("due", "") if query.get("due") in DUE else "",
        query.get("mine") == "1",
    )


def text_of(text: str) -> str:
    """A text to look for, without what nobody can have meant to look for (PostgreSQL takes no NUL)."""
    return "".join(one for one in text if category(one)[0] != "C").strip()[:LONGEST]


def query_of(wanted: Filters) -> dict[str, str]:
    """The address that asks for it."""
    told = {
        "text": wanted.text,
        "stage": ",".join(wanted.stages),
        "violation": wanted.violation,
        **_days("filed", wanted.filed),
        **_days("decided", wanted.decided),
        "direction": wanted.direction,
        "due": wanted.due,
        "mine": "1" if wanted.mine else "",
    }
    return {key: value for key, value in told.items() if value}


def address(path: str, wanted: Filters) -> str:
    """A path with these filters."""
    query = urlencode(query_of(wanted))
    return f"{path}?{query}" if query else path


def _span(query: Mapping[str, str], name: str) -> Span:
    return Span(_day(query.get(f"{name}_from")), _day(query.get(f"{name}_to")))


def _days(name: str, span: Span) -> dict[str, str]:
    days = {f"{name}_from": span.first, f"{name}_to": span.last}
    return {key: one.isoformat() if one else "" for key, one in days.items()}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
