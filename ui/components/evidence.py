"""Section 5: the evidence, a line each; adding, changing, taking away."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from casebook.cases.attachments import Attachment
from letters.evidence import EVIDENCE_KINDS
from ui import desk
from ui.components import attachments, fields
from ui.draft import at, in_long_form
from ui.words import NOT_FILLED, day
from ui.work import Work


def evidence(work: Work) -> None:
    """Every piece in its order; the one that is being changed is open."""
    items = work.draft.get("evidence") or []
    if not items:
        st.html('<p class="quiet">这里列出认定违法事实和情节的证据，印入告知书；列出以后可以在“裁量情节”中选用。</p>')
    editing = desk.recall("evidence")
    files = attachments.files()
    for place, item in enumerate(items):
        own = [one for one in files if one.evidence == str(item.get("id"))]
        if editing == place:
            _form(work, place, own)
        else:
            _line(work, place, item)
            attachments.shown(own)
    st.button("添加证据", key="evidence-add", disabled=desk.fixed(), on_click=_add)
    if items or at(work.draft, ("named_persons",)):
        fields.listed(
            work,
            ("named_persons",),
            "案卷中提到的其他自然人",
            hint="例如 李某某、赵某某",
            why="学生、家长、证人等的姓名；公开文书时隐去",
        )
    listed = {str(item.get("id")) for item in items}
    with st.expander("不属于某一份证据的材料", type="compact", key="evidence-others"):
        attachments.adding([one for one in files if one.evidence not in listed], None)


def _line(work: Work, place: int, item: dict[str, Any]) -> None:
    """E1 营业执照复印件, in one line."""
    left, right = st.columns((9, 2), vertical_alignment="center")
    kind = EVIDENCE_KINDS.get(item.get("kind", ""), "种类未填写")
    details = [kind]
    details += [f"{item['pages']} 页"] if item.get("pages") else []
    details += [f"{day(item['obtained_on'])}取得"] if item.get("obtained_on") else []
    details += [str(item["obtained_by"])] if item.get("obtained_by") else []
    used = _used(work, str(item.get("id")))
    with left:
        st.html(
            f'<p class="words"><b>{escape(str(item.get("id", "")))}</b>　{escape(str(item.get("title") or NOT_FILLED))}'
            f'<span class="quiet">（{escape("，".join(details))}）</span></p>'
            f'<p class="quiet">证明：{escape(str(item.get("proves") or NOT_FILLED))}{escape(used)}</p>'
        )
        for key in ("id", "kind", "title", "pages", "obtained_on"):
            fields.mistakes(work, ("evidence", place, key))
    if desk.fixed():
        return
    with right, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button("修改", key=f"evidence-edit-{place}", type="tertiary", on_click=desk.keep, args=("evidence", place))
        st.button("删去", key=f"evidence-remove-{place}", type="tertiary", on_click=_remove, args=(place,))


def _used(work: Work, one: str) -> str:
    count = sum(one in finding.evidence for act in range(work.acts) for finding in work.findings(act).values())
    return f"；已用于 {count} 项情节" if count else ""


def _form(work: Work, place: int, files: Sequence[Attachment]) -> None:
    def path(key: str) -> tuple[str | int, ...]:
        return ("evidence", place, key)

    with st.container(border=True, key="evidence-form"):
        left, right = st.columns(2)
        with left:
            fields.text(work, path("title"), "名称", hint="例如 营业执照复印件")
        with right:
            fields.choice(work, path("kind"), "种类", EVIDENCE_KINDS, hint=NOT_FILLED)
        fields.text(work, path("proves"), "证明的事实")
        pages, by, on = st.columns(3)
        with pages:
            fields.count(work, path("pages"), "页数", hint=NOT_FILLED)
        with by:
            fields.text(work, path("obtained_by"), "取证人")
        with on:
            fields.day(work, path("obtained_on"), "取得日期", past=True)
        _shows(work, str(at(work.draft, path("id"))))
        attachments.adding(files, str(at(work.draft, path("id"))))
        st.button("填好了", key="evidence-done", type="primary", on_click=desk.keep, args=("evidence", None))


def _shows(work: Work, one: str) -> None:
    """Which of the circumstances that hold this piece shows: the same link as in the section on circumstances."""
    held = {
        f"{act}/{finding.id}": finding
        for act in range(work.acts)
        for finding in work.findings(act).values()
        if finding.holds and finding.source == "stated"
    }
    if not held:
        return
    key = desk.widget_key(("evidence", one, "shows"))
    shown = desk.control(key, [name for name, finding in held.items() if one in finding.evidence])
    st.multiselect(
        "证明的情节",
        list(held),
        shown,
        key=key,
        select_all=False,
        format_func=lambda name: held[name].text.removesuffix("的"),
        placeholder="未选",
        on_change=_take_shows,
        args=(one, key, tuple(held)),
    )


def _take_shows(one: str, key: str, held: tuple[str, ...]) -> None:
    for name in held:
        act, circumstance = name.split("/")
        stated = in_long_form(desk.draft(), int(act), circumstance)
        others = [shown for shown in stated.get("evidence") or [] if shown != one]
        shown = {*others, one} if name in st.session_state[key] else {*others}
        stated["evidence"] = [item["id"] for item in desk.draft()["evidence"] if item.get("id") in shown]


def _add() -> None:
    """A new piece with the next free number."""
    items = desk.draft().setdefault("evidence", [])
    taken = {str(item.get("id")) for item in items}
    number = next(n for n in range(1, len(items) + 2) if f"E{n}" not in taken)
    items.append({"id": f"E{number}"})
    desk.keep("evidence", len(items) - 1)


def _remove(place: int) -> None:
    """Takes a piece away, also where circumstances name it."""
    draft = desk.draft()
    gone = draft["evidence"].pop(place).get("id")
    desk.keep("evidence", None)
    for conduct in draft["conducts"]:
        stated = (conduct.get("circumstances") or {}).values()
        for group in (conduct, conduct.get("severity_grounds"), *stated):
            shown = at(group, ("evidence",)) or []
            if gone in shown:
                shown.remove(gone)
