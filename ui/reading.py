"""A case that somebody reads: as it stands in the casebook, with what follows from it. Read once for each version."""

from datetime import datetime
from typing import NamedTuple, cast

import streamlit as st

from casebook.actor import Actor
from casebook.cases.opinions import Opinion, list_opinions
from casebook.cases.versions import Opened, open_case
from casebook.workflow.next_steps import Standing, standing
from penalty_engine.days import in_chinese
from ui.filling import desk
from ui.filling.keeping import revived
from ui.filling.work import Work, work
from ui.prose.opinions import settled
from web.office import casebook


class Reading(NamedTuple):
    """The case before a reader."""

    id: str
    opened: Opened
    where: Standing
    work: Work
    opinions: tuple[Opinion, ...]


def at_time(moment: str) -> str:
    """2026年10月28日 10:00: a time of the casebook, as the office's clocks show it."""
    there = datetime.fromisoformat(moment).astimezone(desk.OFFICE)
    return f"{in_chinese(there.date())} {there:%H:%M}"


def read(actor: Actor, case_id: str) -> Reading:
    """The case as it stands now. That it was read is entered in the trail once for each version, not with every press of a button.

    Raises:
        CasebookError: there is no such case, or the actor may not read it.
    """
    book = casebook()
    where = standing(book, actor, case_id)
    known = cast("Opened | None", st.session_state.get(f"reading/{case_id}"))
    if known is None or known.version != where.version:
        known = open_case(book, actor, case_id)
        st.session_state[f"reading/{case_id}"] = known
    found = work(revived(known.content, desk.rulebook()), desk.rulebook(), desk.bureau(), desk.today())
    return Reading(case_id, known, where, found, settled(list_opinions(book, actor, case_id), known.content))
