"""The officers of the case: one's own name stands there already, colleagues are picked, others are typed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from casebook.people.accounts import Certified, certified_officers
from casebook.refusals import CasebookError
from ui.components import fields
from ui.filling import desk
from ui.filling.draft import Draft, at, blank, drop
from ui.filling.keeping import may_keep
from ui.filling.work import Work
from ui.words import NOT_FILLED
from web import who
from web.office import casebook

MOST_PILLS: Final = 12
LEAST: Final = 2  # 处罚法 42
_BOTH: Final = "立案审批表、调查终结报告、现场笔录等印上这里写的，事先告知书不印；同办人员要一起填写本案的，还须由负责人指派，“流转—办案人员”中写明差谁。"


def new_case() -> Draft:
    """A new case of whoever is signed in: he is its first officer."""
    actor = who.signed_in()
    own = [one for one in _known() if actor is not None and one.id == actor.id]
    return {**blank(), "officers": [_stated(one) for one in own]} if own else blank()


def _stated(one: Certified) -> dict[str, Any]:
    return {"name": one.name, "certificate": one.certificate}


def _known() -> tuple[Certified, ...]:
    """Those who may be picked; nobody for somebody who makes no cases."""
    actor = who.signed_in()
    if actor is None or not may_keep(actor):
        return ()
    try:
        return certified_officers(casebook(), actor)
    except CasebookError:  # his account has just been closed
        return ()


def colleagues() -> tuple[Certified, ...]:
    """The same, asked for once for each case on the desk."""
    known: tuple[Certified, ...] | None = desk.recall("officers")
    if known is None:
        known = _known()
        desk.keep("officers", known)
    return known


def officers_told(draft: Draft) -> str:
    """王某某（37030000001）、李某某（执法证号未填写）."""
    named = [one for one in at(draft, ("officers",)) or [] if one and one.get("name")]
    return "、".join(f"{one['name']}（{one.get('certificate') or '执法证号未填写'}）" for one in named) or NOT_FILLED


def officers(work: Work) -> None:
    """At least two with certificates (处罚法 42): picked by name; whoever has no account here is typed."""
    st.html(f'<h4>执法人员</h4><p class="quiet">{_BOTH}</p>')
    named = work.draft.get("officers") or []
    known = {one.certificate: one for one in colleagues()}
    if known and not desk.fixed():
        numbers = {one.get("certificate") for one in named}
        _pick(known, [one for one in known if one in numbers])
    for place in range(max(LEAST, len(named))):
        left, right = st.columns(2)
        with left:
            fields.text(work, ("officers", place, "name"), f"执法人员 {place + 1}")
        with right:
            fields.text(work, ("officers", place, "certificate"), "执法证号")


def _pick(known: dict[str, Certified], chosen: list[str]) -> None:
    """Colleagues at one press each; of a large bureau out of a list."""
    key = desk.widget_key(("officers", "picked"))
    desk.control(key, chosen)
    label, names = "从本局执法人员中选（证号随之填好）", [one.name for one in known.values()]

    def told(one: str) -> str:
        found = known.get(one)
        return one if found is None else found.name if names.count(found.name) == 1 else f"{found.name}（{one}）"

    if len(known) <= MOST_PILLS:
        st.pills(
            label, list(known), selection_mode="multi", default=chosen, format_func=told, key=key, on_change=_take, args=(key, known)
        )  # fmt: skip
    else:
        st.multiselect(
            label, list(known), chosen, format_func=told, key=key, select_all=False, placeholder="未选", on_change=_take, args=(key, known)
        )  # fmt: skip


def _take(key: str, known: dict[str, Certified]) -> None:
    """Who was picked comes after those who stand there; who was let go goes."""
    draft, wanted = desk.draft(), list(st.session_state[key] or ())
    draft["officers"] = picked(at(draft, ("officers",)) or [], known, wanted)
    if not draft["officers"]:
        drop(draft, ("officers",))


def picked(there: list[dict[str, Any]], known: Mapping[str, Certified], wanted: Sequence[str]) -> list[dict[str, Any]]:
    """The officers after a pick, each once: a certificate tells who it is; a name typed without one is completed by it."""
    kept = [
        dict(one) for one in there if one and (one.get("certificate") in wanted or one.get("certificate") not in known)
    ]
    for number in wanted:
        if any(one.get("certificate") == number for one in kept):
            continue
        unnumbered = (one for one in kept if one.get("name") == known[number].name and not one.get("certificate"))
        typed = next(unnumbered, None)
        if typed is None:
            kept.append(_stated(known[number]))
        else:
            typed["certificate"] = number
    return kept
