"""The pages: what each is called, where it is found, whom it is shown to. What a page does is asked for again below the pages."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Final, NamedTuple, cast
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from casebook.actor import Actor
from casebook.rights import ACTIONS


class Place(NamedTuple):
    """A page: its module in ui.views, its title, the action that whoever sees it may do (None: everybody). `quiet`: not in the bar."""

    id: str
    title: str
    action: str | None = None
    quiet: bool = False

    def is_for(self, actor: Actor) -> bool:
        """Whether somebody with these roles may do, to some case, what the page is for."""
        return self.action is None or bool(actor.roles & ACTIONS[self.action].permitted.keys())


PLACES: Final = (
    Place("workbench", "工作台"),
    Place("case", "办案", "create"),
    Place("review", "法制审核", "review"),
    Place("approval", "审批", "decide"),
    Place("dossier", "案卷", "read"),
    Place("similar", "类案", "list"),
    Place("ledger", "台账与统计", "list"),
    Place("rules", "裁量规则"),
    Place("settings", "设置"),
    Place("help", "帮助"),
)  # fmt: skip
HOME: Final = PLACES[0].id
NOWHERE: Final = "没有这个页面"
_SEGMENT: Final = re.compile(r"[A-Za-z0-9_.-]+")
_BY_ID: Final = {one.id: one for one in PLACES}


def exists(id: str) -> bool:
    """Whether there is a page with this id."""
    return id in _BY_ID


def page(id: str) -> StreamlitPage:
    """The page with this id, to be linked or switched to."""
    place = _BY_ID[id]
    view = cast("Callable[[], None]", import_module(f"ui.views.{id}").page)
    return st.Page(
        view,
        title=place.title,
        url_path=id,
        default=id == HOME,
        visibility="hidden" if place.quiet else "visible",
    )


def is_there(id: str, actor: Actor) -> bool:
    """Whether there is such a page, and somebody may see it."""
    return id in _BY_ID and _BY_ID[id].is_for(actor)


def pages_of(actor: Actor, address: str | None = None) -> list[StreamlitPage]:
    """The pages that somebody sees, in their order; where the address leads to none of them, one that says so."""
    found = [page(one.id) for one in PLACES if one.is_for(actor)]
    wanted = urlsplit(address or "").path.strip("/")
    if _SEGMENT.fullmatch(wanted) and not is_there(wanted, actor):
        nowhere = cast("Callable[[], None]", import_module("ui.views.nowhere").page)
        found.append(st.Page(nowhere, title=NOWHERE, url_path=wanted, visibility="hidden"))
    return found


def go(id: str, **query: str) -> None:
    """Leaves for another page, such as `go("case", case=…)`."""
    st.switch_page(page(id), query_params=query)
