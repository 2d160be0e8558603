"""What lies on the officer's desk: the session's one draft, its place in the casebook, which section is open. Rulebook and bureau once."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast
from zoneinfo import ZoneInfo

import streamlit as st

from casebook.plain import to_text
from letters.bureau import BureauSettings
from penalty_engine import load_rulebook
from penalty_engine.rulebook import Rulebook
from penalty_engine.search import Index, index
from ui.draft import Draft
from ui.sections import section_of, section_of_unknown
from ui.words import act_of
from ui.work import Work, work
from web import settings

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples"
OFFICE: Final = ZoneInfo("Asia/Shanghai")


class Place(NamedTuple):
    """Where a draft is kept in the casebook: the case, the version that it was begun from."""

    id: str
    base: int


@cache
def rulebook() -> Rulebook:
    """The bureau's rulebook, read once a process."""
    return load_rulebook()


@cache
def finder_index() -> Index:
    """What the violation finder searches."""
    return index(rulebook())


def bureau() -> BureauSettings:
    """The bureau's settings, as they hold now."""
    return settings.bureau()


@cache
def samples() -> tuple[Path, ...]:
    """The sample cases in their order."""
    return tuple(sorted(SAMPLES.glob("*.yaml")))


def today() -> date:
    """The office's own day."""
    return datetime.now(OFFICE).date()


def in_office(moment: str) -> str:
    """7月5日 9:30: a time of the casebook, as the office's clocks show it."""
    there = datetime.fromisoformat(moment).astimezone(OFFICE)
    return f"{there.month}月{there.day}日 {there:%H:%M}"


def belongs_to(person: str) -> None:
    """Clears the desk when somebody else sits down at it."""
    if st.session_state.get("owner", person) != person:
        st.session_state.clear()
    st.session_state["owner"] = person


def has_case() -> bool:
    """Whether a case is open."""
    return "draft" in st.session_state


def draft() -> Draft:
    """The case as it is being filled in; widgets write into it."""
    return cast("Draft", st.session_state["draft"])


def open_case(opened: Draft, where: Place | None = None) -> None:
    """Puts a case on the desk in place of the one that lay there. `where`: it is kept there; None: not kept yet."""
    st.session_state["previous"] = (draft(), case()) if has_case() else None
    st.session_state["draft"] = opened
    place(where)
    st.session_state["kept_text"] = to_text(opened)
    st.session_state["generation"] = generation() + 1
    open_section("party")
    look_at(0)


def case() -> Place | None:
    """Where the draft is kept."""
    return cast("Place | None", st.session_state.get("case"))


def place(where: Place | None) -> None:
    """Remembers where the draft is kept, in the address too: a refresh finds it again."""
    st.session_state["case"] = where
    if where is not None:
        st.query_params["case"] = where.id
    else:
        st.query_params.pop("case", None)


def previous() -> tuple[Draft, Place | None] | None:
    """The case that lay on the desk before, if any, and where it is kept: changing the case loses nothing."""
    return cast("tuple[Draft, Place | None] | None", st.session_state.get("previous"))


def generation() -> int:
    """Which case the widgets belong to: those of another case have other keys."""
    return int(st.session_state.get("generation", 0))


def current() -> Work:
    """The draft and what follows from it."""
    return work(draft(), rulebook(), bureau(), today())


def section() -> str | None:
    """The open section."""
    return cast("str | None", st.session_state.get("section"))


def open_section(one: str | None) -> None:
    """Opens a section; the others close."""
    st.session_state["section"] = one
    st.session_state["focus"] = None
    st.session_state["turns"] = turns() + 1


def turns() -> int:
    """How often a section was opened: each time the page turns to its head."""
    return int(st.session_state.get("turns", 0))


def act() -> int:
    """The act that is looked at, counted from 0."""
    return min(int(st.session_state.get("act", 0)), len(draft()["conducts"]) - 1)


def look_at(one: int) -> None:
    """Turns to another act."""
    st.session_state["act"] = one


def go_to(path: str) -> None:
    """Opens the section in which the field at a key path is filled in."""
    one = act_of(path)
    if one is not None:
        look_at(one)
    open_section(section_of(path))


def ask(one: int, key: str) -> None:
    """Opens the section in which a decisive unknown is answered, with its question first."""
    look_at(one)
    open_section(section_of_unknown(key))
    st.session_state["focus"] = key


def focus() -> str | None:
    """The decisive unknown that is being asked."""
    return cast("str | None", st.session_state.get("focus"))


def stop_asking() -> None:
    """No question stands first any more."""
    st.session_state["focus"] = None


def recall(name: str, nothing: Any = None) -> Any:  # noqa: ANN401 -- whatever a component keeps
    """What a component has kept for this case."""
    return st.session_state.get(f"kept/{generation()}/{name}", nothing)


def keep(name: str, value: object) -> None:
    """Keeps something about this case that is no part of it, such as which row is being edited."""
    st.session_state[f"kept/{generation()}/{name}"] = value


def control(key: str, value: object) -> None:
    """Makes a widget show a value, without disturbing what is being typed when it shows it already."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def widget_key(parts: Iterable[object]) -> str:
    """The key of a widget of this case."""
    return "/".join(("case", str(generation()), *map(str, parts)))
