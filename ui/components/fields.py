"""Fields bound to the draft: each shows what stands at its key path and writes what is entered there, and nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any, Final, NamedTuple

import streamlit as st

from letters.gates.characters import unprintable
from penalty_engine.inputs.positioned import KeyPath, spell
from penalty_engine.rulebook import Material
from ui.components import attachments
from ui.filling import desk, pieces
from ui.filling.dates import Year, read_day, shown_day, without_year
from ui.filling.doubts import doubts
from ui.filling.draft import answer, at, drop, put, put_or_drop
from ui.filling.figures import read_term, shown_term
from ui.filling.sums import read_sum
from ui.filling.work import Work
from ui.words import NOT_FILLED, NOT_KNOWN, counted, in_capitals, typed

ANSWERS: Final = ("是", "否", NOT_KNOWN)
_VALUES: Final = {"是": True, "否": False}
_BETWEEN: Final = re.compile(r"[、,，；;\s]+")
_NEW: Final = "添一份："
_SOMEBODY: Final = "其他人"
Parse = Callable[[Any], object]


def _key(path: KeyPath) -> str:
    return desk.widget_key(path)


def _take(path: KeyPath, key: str, parse: Parse) -> None:
    put_or_drop(desk.draft(), path, parse(st.session_state[key]))


def _same(value: object) -> object:
    return value


def mistakes(work: Work, path: KeyPath) -> None:
    """What is wrong with the value, right below it."""
    for told in work.mistakes_at(path):
        st.html(f'<p class="mistake">{escape(told)}</p>')


class _Look(NamedTuple):
    """What a field tells of itself, and how it stands there."""

    why: str | None = None
    hint: str = NOT_FILLED
    tall: bool = False
    disabled: bool = False


def _line(work: Work, path: KeyPath, label: str, shown: str, parse: Parse, look: _Look) -> None:
    """What is typed, as it is shown and as it is read; what is wrong with it below."""
    key = _key(path)
    shown = desk.control(key, shown)
    field = st.text_area if look.tall else st.text_input
    field(
        label,
        shown,
        key=key,
        help=look.why,
        placeholder=look.hint,
        disabled=look.disabled or desk.fixed(),
        on_change=_take,
        args=(path, key, parse),
    )
    mistakes(work, path)
    if unfit := unprintable(shown):
        st.html(f'<p class="mistake">{escape(unfit)}</p>')


def text(
    work: Work,
    path: KeyPath,
    label: str,
    *,
    why: str | None = None,
    hint: str = NOT_FILLED,
    tall: bool = False,
    parse: Callable[[str], object] = str.strip,
) -> None:
    """A line of text, or several."""
    value = at(work.draft, path)
    shown = "" if value is None else str(value)
    _line(work, path, label, shown, lambda typed: parse(typed or ""), _Look(why, hint, tall=tall))


def money(work: Work, path: KeyPath, label: str, *, why: str | None = None, hint: str = NOT_KNOWN) -> None:
    """An amount in yuan: grouped by thousands, 大写 below."""
    value = at(work.draft, path)
    _line(work, path, f"{label}（元）", typed(value), read_sum, _Look(why, hint))
    capitals = in_capitals(value)
    if capitals and value:
        st.caption(f"大写：{capitals}")


def count(
    work: Work, path: KeyPath, label: str, *, unit: str | None = None, why: str | None = None, hint: str = NOT_KNOWN
) -> None:
    """A whole number."""
    named = f"{label}（{unit}）" if unit else label
    _line(work, path, named, typed(at(work.draft, path)), counted, _Look(why, hint))


def day(
    work: Work,
    path: KeyPath,
    label: str,
    *,
    why: str | None = None,
    disabled: bool = False,
    past: bool = False,
    year: Year = "nearest",
) -> None:
    """A day, written in any of the usual ways; the field shows it as 2026年7月5日.

    `past`: it cannot lie ahead, so that a day without its year is certain. `year`: how else it is reckoned; that is told.
    """
    value = at(work.draft, path)
    parse = partial(_day, path, "past" if past else year)
    _line(work, path, label, shown_day(value), parse, _Look(why, "例如 2026年7月5日", disabled=disabled))
    doubted = ["在今天以后，请核对"] if past and isinstance(value, date) and value > work.today else []
    if isinstance(value, date) and desk.recall(_reckoned(path)) == value:
        doubted.append(f"没有写年份，按离今天最近的{shown_day(value)}；不是这一年的，请写上年份")
    for told in (*doubted, *doubts(work.draft, path, work.rulebook)):
        st.html(f'<p class="remark">{escape(told)}</p>')


def _day(path: KeyPath, year: Year, typed: str | None) -> object:
    """The day, and whether its year was reckoned where that is not certain."""
    found = read_day(typed or "", desk.today(), year)
    desk.keep(_reckoned(path), found if year == "nearest" and without_year(typed or "") else None)
    return found


def _reckoned(path: KeyPath) -> str:
    return f"reckoned/{spell(path)}"


def term(work: Work, path: KeyPath, label: str, *, hint: str) -> None:
    """A length of time: 1年6个月."""
    _line(work, path, label, shown_term(at(work.draft, path)), read_term, _Look(hint=hint))


def listed(work: Work, path: KeyPath, label: str, *, hint: str = NOT_FILLED, why: str | None = None) -> None:
    """Several names or numbers in one line, with 、 between them."""
    values = at(work.draft, path) or []
    shown = "、".join(map(str, values)) if isinstance(values, list) else str(values)
    _line(work, path, label, shown, _parted, _Look(why, hint))
    for place in range(len(values)):
        mistakes(work, (*path, place))


def _parted(text: str | None) -> list[str]:
    return [part for part in _BETWEEN.split((text or "").strip()) if part]


def evidence(work: Work, path: KeyPath, label: str, *, take: Callable[[list[str]], None] | None = None) -> None:
    """Which pieces of evidence show something; usual ones that are not listed yet are added by choosing them."""
    chosen = list(at(work.draft, path) or [])
    titles, usual = pieces.titles(work.draft, chosen), pieces.usual(work)
    key = _key(path)
    desk.control(key, chosen)
    st.multiselect(
        label,
        [*titles, *(f"{_NEW}{title}" for title in usual)],
        chosen,
        key=key,
        select_all=False,
        format_func=lambda one: titles.get(one, one),
        placeholder="未选" if titles else "还没有证据：在这里添一份",
        disabled=desk.fixed(),
        on_change=_take_evidence,
        args=(path, key, usual, take),
    )
    for place in range(len(chosen)):
        mistakes(work, (*path, place))


def _take_evidence(
    path: KeyPath, key: str, usual: Mapping[str, Material], take: Callable[[list[str]], None] | None
) -> None:
    draft, chosen = desk.draft(), []
    for one in st.session_state[key]:
        title = str(one).removeprefix(_NEW)
        chosen.append(one if title == one else pieces.add(draft, title, usual[title], given=attachments.given()))
    st.session_state[key] = chosen
    if take is None:
        put_or_drop(draft, path, chosen)
    else:
        take(chosen)


def one_person(work: Work, path: KeyPath, label: str, names: Sequence[str], *, of: str) -> None:
    """A person: one of those who are likely, by one press, or somebody else, whose name is typed. `of`: whom it is about, wherever it stands."""
    value = str(at(work.draft, path) or "")
    typing = f"{of}/{path[-1]}/somebody"
    others = value not in ("", *names) or desk.recall(typing)
    key = desk.widget_key((*path, "one"))
    shown = desk.control(key, _SOMEBODY if others else value or None)
    st.pills(
        label, [*names, _SOMEBODY], default=shown, key=key, disabled=desk.fixed(), on_change=_take_person, args=(path, key, typing)
    )  # fmt: skip
    if others:
        text(work, path, f"{label}的姓名")


def _take_person(path: KeyPath, key: str, typing: str) -> None:
    chosen = st.session_state[key]
    desk.keep(typing, chosen == _SOMEBODY)
    put_or_drop(desk.draft(), path, None if chosen == _SOMEBODY else chosen)


def choice(
    work: Work,
    path: KeyPath,
    label: str,
    options: Mapping[str, str],
    *,
    why: str | None = None,
    hint: str = NOT_KNOWN,
) -> None:
    """One of several; clearing it leaves it open."""
    key, value = _key(path), at(work.draft, path)
    chosen = desk.control(key, value if value in options else None)
    st.selectbox(
        label,
        list(options),
        index=None if chosen is None else list(options).index(chosen),
        format_func=lambda one: options.get(one, one),
        key=key,
        help=why,
        placeholder=hint,
        disabled=desk.fixed(),
        on_change=_take,
        args=(path, key, _same),
    )
    mistakes(work, path)


def one_of(
    work: Work,
    path: KeyPath,
    label: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    nothing: str | None = None,
) -> None:
    """One of a few, all in sight. `default`: what an empty field means; `nothing`: the words for leaving it open."""
    key, value = _key(path), at(work.draft, path)
    shown = [*options.values(), *([nothing] if nothing else [])]
    ids = {words: one for one, words in options.items()}
    chosen = desk.control(key, options.get(str(value or default)) or nothing)
    st.radio(
        label,
        shown,
        index=shown.index(chosen) if chosen in shown else None,
        key=key,
        horizontal=True,
        disabled=desk.fixed(),
        on_change=_take,
        args=(path, key, ids.get),
    )
    mistakes(work, path)


def three_valued(
    work: Work,
    path: KeyPath,
    label: str,
    *,
    why: str | None = None,
    default: bool | None = None,
    after: Callable[[], None] | None = None,
) -> None:
    """是, 否, 未查明. `default`: what an unanswered field means where that is not 未查明."""
    key, value = _key(path), at(work.draft, path)
    found = default if value is None else answer(value)
    chosen = desk.control(key, NOT_KNOWN if found is None else "是" if found else "否")
    st.radio(
        label,
        ANSWERS,
        index=ANSWERS.index(chosen),
        key=key,
        help=why,
        horizontal=True,
        disabled=desk.fixed(),
        on_change=_answered,
        args=(path, key, default, after),
    )
    mistakes(work, path)


def _answered(path: KeyPath, key: str, default: bool | None, after: Callable[[], None] | None) -> None:  # noqa: FBT001
    given = _VALUES.get(st.session_state[key])
    if given is None and default is None:
        drop(desk.draft(), path)
    else:
        put(desk.draft(), path, "unknown" if given is None else given)
    if after is not None:
        after()
