"""What is being filled in is kept in the casebook on leaving each field, and is there again after a refresh or a lost connection.

A case comes into being with the first entry; until then nothing is kept. The address tells which case it is.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, Final, NamedTuple

import streamlit as st

from casebook.actor import Actor
from casebook.cases.drafts import draft as own_draft
from casebook.cases.drafts import keep_draft, own_drafts
from casebook.cases.versions import create_case, open_case
from casebook.plain import Plain, to_text
from casebook.refusals import CasebookError
from casebook.rights import permitted
from penalty_engine.rulebook import Rulebook
from ui import desk
from ui.draft import Draft, at
from web import who
from web.office import casebook

# Where a day may stand in a case file (contract, section 1); besides the facts that are days.
DAYS: Final = frozenset(
    ("on", "from", "to", "until", "date", "birth_date", "discovered_on", "obtained_on", "filed_on", "decided_on")
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Earlier(NamedTuple):
    """A case that somebody was filling in, by what it is called."""

    case: str
    name: str


def keep() -> None:
    """Keeps the draft when something has changed; says so when that does not work."""
    actor = who.signed_in()
    if actor is None or not may_keep(actor):
        return
    try:
        text = to_text(desk.draft())
        if text != st.session_state.get("kept_text"):
            _keep(actor)
            st.session_state["kept_text"] = text
    except (CasebookError, TypeError, ValueError) as error:
        why = str(error) if isinstance(error, CasebookError) else "有的内容不能原样保存，例如不是数的数"
        _tell(f"没有保存：{why}。请先“保存案件文件”到本机，再告诉管理员。")


def _keep(actor: Actor) -> None:
    book, case = casebook(), desk.case()
    if case is None:
        made = create_case(book, actor, desk.draft())
        case = desk.Place(made.id, made.version)
        desk.place(case)
    keep_draft(book, actor, case.id, case.base, desk.draft())


def may_keep(actor: Actor) -> bool:
    """Whether what he fills in is kept: only officers have cases of their own."""
    return permitted(actor.roles, "create", "none")


def reopen(case: str) -> None:
    """Puts a case on the desk again as it was left, or tells why not."""
    actor = who.signed_in()
    if actor is None:
        return
    try:
        found = own_draft(casebook(), actor, case)
        if found is None:
            opened = open_case(casebook(), actor, case)
            content, base = opened.content, opened.version
        else:
            content, base = found.content, found.base
    except CasebookError as error:
        st.query_params.pop("case", None)
        _tell(f"这个案件没有打开：{error}。")
        return
    desk.open_case(revived(content, desk.rulebook()), desk.Place(case, base))


def earlier() -> tuple[Earlier, ...]:
    """The cases that whoever is signed in was filling in, the last one first."""
    actor = who.signed_in()
    if actor is None or not may_keep(actor):
        return ()
    return tuple(Earlier(case, _name(found.content, found.saved_at)) for case, found in own_drafts(casebook(), actor))


def _name(content: Plain, saved_at: str) -> str:
    named = [str(one) for one in (at(content, ("number",)), at(content, ("party", "name"))) if one]
    return f"{'　'.join(named) or '当事人未填写'}（{desk.in_office(saved_at)}保存）"


def revived(content: Plain, rulebook: Rulebook) -> Draft:
    """A case file out of the casebook as the form has it: days are days again."""
    facts = {one.id for one in rulebook.facts.values() if one.type == "date"}
    return dict(_revived(content, DAYS | facts))


def _revived(content: dict[str, Any], days: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield key, dict(_revived(value, days))
        elif isinstance(value, list):
            yield key, [dict(_revived(one, days)) if isinstance(one, dict) else one for one in value]
        else:
            yield key, _day(value) if key in days else value


def _day(value: object) -> object:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:  # no such day: the form shows it as it was typed
        return value


def _tell(text: str) -> None:
    st.html(f'<div class="status unlawful">{escape(text)}</div>')
