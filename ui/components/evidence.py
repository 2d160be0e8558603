"""Section 5: the evidence, a line each; usual pieces by one press, any other typed; changing, taking away."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any, Final

import streamlit as st

from casebook.cases.attachments import Attachment
from letters.evidence import EVIDENCE_KINDS
from penalty_engine.rulebook import Material
from ui.components import attachments, fields, officers
from ui.components.officers import colleagues
from ui.filling import desk, drafting, pieces
from ui.filling.draft import at, in_long_form, put
from ui.filling.work import Work
from ui.words import NOT_FILLED, day

PARTS: Final = ("id", "kind", "title", "pages", "obtained_on", "obtained_by")


def evidence(work: Work) -> None:
    """Every piece in its order, the one that is being changed open; then the ways to another one."""
    items = work.draft.get("evidence") or []
    st.html('<p class="quiet">印入告知书。每一份都可以勾选它证明的情节，和“裁量情节”中选的是同一处。</p>')
    editing = desk.recall("evidence")
    files = attachments.files()
    for place, item in enumerate(items):
        own = [one for one in files if one.evidence == str(item.get("id"))]
        if editing == place:
            _form(work, place, own)
        else:
            _line(work, place, item)
            attachments.shown(own)
    if not desk.fixed():
        _adding(work)
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


def _adding(work: Work) -> None:
    """The usual pieces, each by one press; and an empty one."""
    usual = pieces.usual(work)
    if usual:
        key = desk.widget_key(("evidence", "usual", len(work.draft.get("evidence") or [])))
        st.pills("常用材料，点一下就添一份", list(usual), key=key, on_change=_pick, args=(key, usual))
    if desk.recall("evidence") is None:
        st.button("另写一份", key="evidence-add", on_click=_add)


def _line(work: Work, place: int, item: dict[str, Any]) -> None:
    """证据1 营业执照复印件, in one line."""
    left, right = st.columns((9, 2), vertical_alignment="center")
    kind = EVIDENCE_KINDS.get(item.get("kind", ""), "种类未填写")
    details = [kind]
    details += [f"{item['pages']} 页"] if item.get("pages") else []
    details += [f"{day(item['obtained_on'])}取得"] if item.get("obtained_on") else []
    details += [str(item["obtained_by"])] if item.get("obtained_by") else []
    used = _used(work, str(item.get("id")))
    with left:
        st.html(
            f'<p class="words"><b>证据{place + 1}</b>　{escape(str(item.get("title") or NOT_FILLED))}'
            f'<span class="quiet">（{escape("，".join(details))}）</span></p>'
            f'<p class="quiet">证明：{escape(str(item.get("proves") or NOT_FILLED))}{escape(used)}</p>'
        )
        for key in PARTS:
            fields.mistakes(work, ("evidence", place, key))
    if desk.fixed():
        return
    with right, st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button("修改", key=f"evidence-edit-{place}", type="tertiary", on_click=desk.keep, args=("evidence", place))
        st.button("删去", key=f"evidence-remove-{place}", type="tertiary", on_click=_remove, args=(place,))


def _used(work: Work, one: str) -> str:
    count = sum(
        one in (at(work.draft, ("conducts", act, "circumstances", name, "evidence")) or ())
        for act in range(work.acts)
        for name in pieces.held(work, act)
    )
    return f"；证明 {count} 项情节" if count else ""


def _form(work: Work, place: int, files: Sequence[Attachment]) -> None:
    def path(key: str) -> tuple[str | int, ...]:
        return ("evidence", place, key)

    with st.container(border=True, key="evidence-form", gap="xsmall"):
        st.html(f'<p class="label">证据{place + 1}</p>')
        left, right = st.columns((3, 2))
        with left:
            fields.text(work, path("title"), "名称", hint="例如 营业执照复印件")
        with right:
            fields.choice(work, path("kind"), "种类", EVIDENCE_KINDS, hint=NOT_FILLED)
        fields.text(work, path("proves"), "证明的事实")
        _proves(work, place)
        pages, on = st.columns(2)
        with pages:
            fields.count(work, path("pages"), "页数", hint=NOT_FILLED)
        with on:
            fields.day(work, path("obtained_on"), "取得日期", past=True)
            _same_day(work, place)
        fields.one_person(work, path("obtained_by"), "取证人", _officers(work), of=str(at(work.draft, path("id"))))
        _shows(work, str(at(work.draft, path("id"))))
        with st.container(horizontal=True):
            st.button("填好了", key="evidence-done", type="primary", help="在格里按回车也一样", on_click=desk.keep, args=("evidence", None))  # fmt: skip
            st.button("填好了，再添一份", key="evidence-next", on_click=_add)
        with st.expander(
            "文件：扫描件、照片、录音录像", expanded=bool(files), type="compact", key=f"evidence-files-{place}"
        ):
            attachments.adding(files, str(at(work.draft, path("id"))))
    st.html(_KEYS.format(place=f"{desk.generation()}-{place}"), unsafe_allow_javascript=True)


_KEYS: Final = """<script>(() => {{ /* Enter says that a piece is filled in; the first empty field has the cursor when its form opens */
  if (!window.evidenceKeys) {{
    window.evidenceKeys = true;
    document.addEventListener('keydown', event => {{
      const field = event.target;
      if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return; /* 229: a word is being chosen in an input method */
      if (!field.matches('.st-key-evidence-form input[type=text]:not([role=combobox])')) return;
      setTimeout(() => document.querySelector('.st-key-evidence-done button')?.click(), 100);
    }});
  }}
  setTimeout(() => {{
    const form = document.querySelector('.st-key-evidence-form');
    if (!form || form.dataset.begun === '{place}') return;
    form.dataset.begun = '{place}';
    const fields = document.querySelectorAll('.st-key-evidence-form input[type=text]:not([role=combobox])');
    const empty = [...fields].find(one => !one.value);
    if (empty && !document.activeElement?.closest('.st-key-evidence-form')) empty.focus();
  }}, 150);
}})()</script>"""


def _proves(work: Work, place: int) -> None:
    """The facts and elements of the act, each written into what the piece proves by one press."""
    written = str(at(work.draft, ("evidence", place, "proves")) or "")
    offered = [one for one in drafting.provable(work) if one not in written]
    if offered and not desk.fixed():
        key = desk.widget_key(("evidence", place, "proves", "offered", written))
        st.pills("证明哪些事实，点一下写进上面一格", offered, key=key, on_change=_write_proven, args=(place, key))


def _write_proven(place: int, key: str) -> None:
    chosen, written = st.session_state[key], str(at(desk.draft(), ("evidence", place, "proves")) or "").strip()
    if chosen and chosen not in written:
        put(desk.draft(), ("evidence", place, "proves"), f"{written}；{chosen}" if written else chosen)


def _same_day(work: Work, place: int) -> None:
    """The day of the piece before, by one press: a day that is printed is never taken over unasked."""
    before = at(work.draft, ("evidence", place - 1, "obtained_on")) if place else None
    if isinstance(before, date) and not at(work.draft, ("evidence", place, "obtained_on")) and not desk.fixed():
        st.button(f"同上一份：{day(before)}", key="evidence-same-day", type="tertiary", on_click=_take_day, args=(place, before))  # fmt: skip


def _take_day(place: int, before: date) -> None:
    if not at(desk.draft(), ("evidence", place, "obtained_on")):
        put(desk.draft(), ("evidence", place, "obtained_on"), before)


def _officers(work: Work) -> list[str]:
    """The officers of the case; as long as there are not two, in a small bureau their colleagues too."""
    named = [str(one["name"]) for one in work.draft.get("officers") or [] if one.get("name")]
    others = [one.name for one in colleagues()] if len(named) < officers.LEAST else []
    return list(dict.fromkeys([*named, *(others if len(others) <= officers.MOST_PILLS else [])]))


def _shows(work: Work, one: str) -> None:
    """Which of the circumstances that hold this piece shows: the same link as in the section on circumstances."""
    known = {f"{act}/{name}": text for act in range(work.acts) for name, text in pieces.held(work, act).items()}
    if not known:
        st.html('<p class="quiet">“裁量情节”中认定了情节以后，在这里勾选这份证据证明哪一项。</p>')
        return
    key = desk.widget_key(("evidence", one, "shows"))
    shown = desk.control(key, [name for name in known if one in _cited(name)])
    st.pills(
        "证明的情节（点选）", list(known), selection_mode="multi", default=shown, key=key, format_func=lambda name: known.get(name, name),
        on_change=_take_shows, args=(one, key, tuple(known)),
    )  # fmt: skip


def _cited(name: str) -> list[str]:
    act, circumstance = name.split("/")
    return at(desk.draft(), ("conducts", int(act), "circumstances", circumstance, "evidence")) or []


def _take_shows(one: str, key: str, held: tuple[str, ...]) -> None:
    for name in held:
        act, circumstance = name.split("/")
        stated = in_long_form(desk.draft(), int(act), circumstance)
        others = [shown for shown in stated.get("evidence") or [] if shown != one]
        shown = {*others, one} if name in st.session_state[key] else {*others}
        stated["evidence"] = [item["id"] for item in desk.draft()["evidence"] if item.get("id") in shown]
        if not stated["evidence"]:
            del stated["evidence"]


def _pick(key: str, usual: dict[str, Material]) -> None:
    """A usual piece, with what the rulebook says of it; the rest is filled in."""
    title = st.session_state[key]
    if title in usual:
        pieces.add(desk.draft(), title, usual[title], given=attachments.given(), goes_on=True)
        desk.keep("evidence", len(desk.draft()["evidence"]) - 1)


def _add() -> None:
    """An empty piece."""
    pieces.add(desk.draft(), given=attachments.given(), goes_on=True)
    desk.keep("evidence", len(desk.draft()["evidence"]) - 1)


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
