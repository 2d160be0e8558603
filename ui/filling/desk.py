"""What lies on the officer's desk: the session's one draft, its place in the casebook, which section is open. Rulebook and bureau once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

import streamlit as st

from casebook.plain import to_text
from letters.bureau import BureauSettings
from penalty_engine.rulebook import Rulebook
from penalty_engine.search import Index, index
from ui.filling.draft import Draft
from ui.filling.merging import Clash
from ui.filling.pinyin import Spelled, spelled
from ui.filling.sections import SECTIONS, section_of, section_of_unknown
from ui.filling.work import Work, work
from ui.words import act_of
from web import settings
from web.office import casebook

SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
FIRST: Final = SECTIONS[0].id
OFFICE: Final = ZoneInfo("Asia/Shanghai")


Value = TypeVar("Value")


class Place(NamedTuple):
    """Where a draft is kept in the casebook: the case, the version that it was begun from."""

    id: str
    base: int


class Standing(NamedTuple):
    """How the draft on the desk stands to the casebook. Texts are canonical JSON.

    `kept`: what the casebook has as this person's draft, as far as this window knows; `version_text`: the version that the
    draft was begun from; `newer`: a version has been saved since, `newer_own`: only by this person, in another window; `fixed`: why the case
    cannot be changed; `practice`: nothing of it is kept.
    """

    kept: str = ""
    kept_at: str = ""
    version_text: str = ""
    version_at: str = ""
    newer: bool = False
    newer_own: bool = False
    fixed: str = ""
    clash: Clash | None = None
    trouble: str = ""
    practice: bool = False


class Earlier(NamedTuple):
    """The case that lay on the desk before, where it is kept, how it stands."""

    draft: Draft
    case: Place | None
    standing: Standing


@dataclass
class Held:
    """The case on the desk: the draft, where it is kept, how it stands there, the case before it.

    Streamlit breaks a run off, for the next one, wherever its session state is touched. So these stand together in one place
    of it: another case is laid there whole, and what the casebook has just done is remembered without touching it.
    """

    draft: Draft | None = None
    case: Place | None = None
    standing: Standing = field(default_factory=Standing)
    generation: int = 0
    previous: Earlier | None = None


def rulebook() -> Rulebook:
    """The bureau's rulebook, read once a process."""
    return casebook().rulebook


@cache
def finder_index() -> Index:
    """What the violation finder searches."""
    return index(rulebook())


@cache
def spelled_names() -> tuple[Spelled, ...]:
    """What the finder searches by letters."""
    return spelled(rulebook().violations.values())


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
    """2026年7月5日 9:30: a time of the casebook, as the office's clocks show it; of this year without the year."""
    there = datetime.fromisoformat(moment).astimezone(OFFICE)
    year = "" if there.year == today().year else f"{there.year}年"
    return f"{year}{there.month}月{there.day}日 {there:%H:%M}"


def at_time(moment: str) -> str:
    """14:32, or 7月5日 9:30 where that was not today."""
    there = datetime.fromisoformat(moment).astimezone(OFFICE)
    return f"{there:%H:%M}" if there.date() == today() else in_office(moment)


def belongs_to(person: str) -> None:
    """Clears the desk when somebody else sits down at it."""
    if st.session_state.get("owner", person) != person:
        st.session_state.clear()
    st.session_state["owner"] = person


def has_case() -> bool:
    """Whether a case is open."""
    return held().draft is not None


def draft() -> Draft:
    """The case as it is being filled in; widgets write into it."""
    return cast("Draft", held().draft)


def open_case(opened: Draft, where: Place | None = None, standing: Standing | None = None) -> None:
    """Puts a case on the desk in place of the one that lay there. `where`: it is kept there; None: not kept yet."""
    now = held()
    before = None if now.draft is None else Earlier(now.draft, now.case, now.standing)
    kept = standing or Standing(kept=to_text(opened))
    st.session_state["held"] = Held(opened, where, kept, now.generation + 1, before)
    open_section(FIRST)
    look_at(0)


def lay_anew(changed: Draft, where: Place | None, standing: Standing) -> None:
    """Puts another state of the same case on the desk; section and act stay as they are."""
    now = held()
    st.session_state["held"] = Held(changed, where, standing, now.generation + 1, now.previous)
    tell_address()


def held() -> Held:
    """What lies on the desk; to be got hold of before anything is written in the casebook."""
    if "held" not in st.session_state:
        st.session_state["held"] = Held()
    return cast("Held", st.session_state["held"])


def stands() -> Standing:
    """How the draft stands to the casebook."""
    return held().standing


def stand(standing: Standing) -> None:
    """Remembers how the draft stands to the casebook."""
    held().standing = standing


def fixed() -> bool:
    """Whether the case cannot be changed any more."""
    return bool(stands().fixed)


def case() -> Place | None:
    """Where the draft is kept."""
    return held().case


def tell_address() -> None:
    """The address tells case, section and act: a refresh, or a link sent to a colleague, finds them again."""
    told = st.query_params.to_dict()
    wanted = address()
    new = {key: value for key, value in told.items() if key not in {"case", "section", "act"}} | wanted
    if new != told:
        st.query_params.from_dict(new)  # all at once: each change by itself would be one more step on the way back
    st.session_state["told"] = {key: wanted.get(key) for key in ("section", "act")}


def address() -> dict[str, str]:
    """Case, section and act of what lies on the desk; one without a section is that of the first."""
    where, opened = case(), section() or FIRST
    if where is None:
        return {}
    parts = {"case": where.id, "section": "" if opened == FIRST else opened, "act": str(act() + 1) if act() else ""}
    return {key: value for key, value in parts.items() if value}


def follow_address() -> None:
    """Opens the section and act that the address names, when somebody came by it: a link, the way back."""
    wanted = {key: st.query_params.get(key) for key in ("section", "act")}
    if wanted != st.session_state.get("told"):
        aim(**wanted)


def aim(section: str | None, act: str | None) -> None:
    """Opens a section and turns to an act, counted from 1, as an address names them; what there is not is passed over."""
    look_at(max(0, int(act) - 1) if act and act.isdecimal() else 0)
    named = section or FIRST
    if named in {one.id for one in SECTIONS} and named != st.session_state.get("section"):
        open_section(named)
    tell_address()


def previous() -> Earlier | None:
    """The case that lay on the desk before, if any: changing the case loses nothing."""
    return held().previous


def generation() -> int:
    """Which case the widgets belong to: those of another case have other keys."""
    return held().generation


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
    st.session_state["sought"] = ""
    st.session_state["turns"] = turns() + 1
    tell_address()


def turns() -> int:
    """How often a section was opened: each time the page turns to its head."""
    return int(st.session_state.get("turns", 0))


def act() -> int:
    """The act that is looked at, counted from 0."""
    return min(int(st.session_state.get("act", 0)), len(draft()["conducts"]) - 1)


def look_at(one: int) -> None:
    """Turns to another act."""
    st.session_state["act"] = one
    tell_address()


def go_to(path: str) -> None:
    """Opens the section in which the field at a key path is filled in, and leads to the field itself."""
    one = act_of(path)
    if one is not None:
        look_at(one)
    open_section(section_of(path))
    st.session_state["sought"] = path


def sought() -> str:
    """The key path of the field that somebody is being led to; empty: none."""
    return str(st.session_state.get("sought") or "")


def is_sought(section: str) -> bool:
    """Whether somebody is being led to a field of this section."""
    return bool(sought()) and section_of(sought()) == section


def found() -> None:
    """He has been led there."""
    st.session_state["sought"] = ""


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


def control(key: str, value: Value) -> Value:
    """Makes a widget show a value, without disturbing what is being typed when it shows it already.

    The widget is given the same value as its default: a browser that missed the one set here must not send back an empty one.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return value


def widget_key(parts: Iterable[object]) -> str:
    """The key of a widget of this case."""
    return "/".join(("case", str(generation()), *map(str, parts)))
