"""裁量规则 as other pages need it: the way to an item of the rulebook, by its id."""

import streamlit as st

from ui import places
from ui.filling import desk
from ui.rules.items import sources
from ui.words import unmarked

PAGE = "rules"


def rule_link(id: str, label: str | None = None) -> None:
    """A link to an item of the rulebook: an act, a circumstance, a setting, a warning, a law. `label`: else what it is called."""
    st.page_link(places.page(PAGE), label=unmarked(label or title(id)), query_params={"item": id})


def title(id: str) -> str:
    """What an item is called; its id where the rulebook does not know it."""
    rulebook = desk.rulebook()
    if id in rulebook.violations:
        return rulebook.violations[id].name
    if id in rulebook.circumstance:
        return rulebook.circumstance[id].text.removesuffix("的")
    if id in rulebook.settings:
        return rulebook.settings[id].label
    return rulebook.laws[id].title if id in rulebook.laws else id


def line_of(id: str) -> str | None:
    """Where it stands in rules/: file and line."""
    return sources().lines.get(id)
