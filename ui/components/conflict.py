"""Somebody else has gone on with the case meanwhile: what he changed, what both changed, and the officer's choice."""

from html import escape

import streamlit as st

from casebook.cases.changes import Change, Path
from penalty_engine.rulebook import Rulebook
from ui.filling import desk, keeping
from ui.filling.merging import Clash
from ui.prose.panel import listed
from ui.prose.values import side
from ui.words import NOT_FILLED


def conflict(clash: Clash, rulebook: Rulebook) -> None:
    """Their changes; then, for each field that both changed, theirs or mine. Nothing is lost until the choice is made."""
    both = clash.both()
    with st.container(key="conflict"):
        st.html(f'<h4>{_head(clash)}</h4><p class="quiet">{_what(len(both))}</p>')
        others = [one for one in clash.theirs if not any(one.path[: len(path)] == path for path in both)]
        if others:
            st.html(
                f'<p class="label">{_whose(clash)}改动</p>{listed([_told(one, clash, rulebook) for one in others])}'
            )
        chosen = {path: _choice(clash, path, rulebook) for path in both}
        missing = sum(one is None for one in chosen.values())
        mine = tuple(path for path, one in chosen.items() if one)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "合并以后保存" if clash.version is not None else "合并以后接着填",
                key="conflict-settle",
                type="primary",
                disabled=missing > 0,
                on_click=keeping.settle,
                args=(mine,),
            )
            if missing:
                st.html(f'<p class="quiet">还有 {missing} 项没有选择</p>')


def _head(clash: Clash) -> str:
    if clash.version is None:
        return f"您在另一个窗口里改过这个案件（{desk.at_time(clash.at)}）"
    if desk.stands().newer_own:
        return f"您在另一个窗口里保存了新的版本（{desk.at_time(clash.at)}）"
    names = "、".join(dict.fromkeys(escape(one.by) for one in clash.theirs if one.by)) or "他人"
    when = f"（{desk.at_time(clash.at)}）" if clash.at else ""
    return f"{names}保存了新的版本{when}"


def _what(both: int) -> str:
    safe = "您填写的内容都还在，没有覆盖任何人的修改。"
    if not both:
        return f"{safe}两边改的不是同一处，可以直接合并。"
    return f"{safe}有 {both} 处两边都改了，请逐处选择；其余的自动合并。"


def _whose(clash: Clash) -> str:
    return "另一个窗口的" if clash.version is None or desk.stands().newer_own else "对方的"


def _told(change: Change, clash: Clash, rulebook: Rulebook) -> str:
    """当事人的名称：甲 → 乙（李某，14:32）."""
    name = clash.called(change.path, rulebook)
    before = side(change.path, change.before, rulebook, clash.base)
    after = side(change.path, change.after, rulebook, clash.other)
    by = "，".join(part for part in (change.by, desk.at_time(change.at) if change.at else "") if part)
    return (
        f"{escape(name)}：{escape(_brief(before))} → <strong>{escape(_brief(after))}</strong>"
        + (f' <span class="quiet">（{escape(by)}）</span>' if by else "")
    )  # fmt: skip


def _choice(clash: Clash, path: Path, rulebook: Rulebook) -> bool | None:
    """Whether one's own is kept; None: not chosen yet."""
    contents = (clash.base, clash.other, clash.mine)
    given = zip(clash.values(path), contents, strict=True)
    first, theirs, mine = (_brief(side(path, one, rulebook, content)) for one, content in given)
    name = clash.called(path, rulebook)
    options = {False: f"用{_whose(clash)}：{theirs}", True: f"用我的：{mine}"}
    st.radio(
        f"{name}（原来：{first}）",
        list(options),
        index=None,
        format_func=lambda one: options[one],
        key=f"conflict/{clash.at}/{'/'.join(map(str, path))}",
    )
    chosen = st.session_state.get(f"conflict/{clash.at}/{'/'.join(map(str, path))}")
    return None if chosen is None else bool(chosen)


def _brief(text: str) -> str:
    one_line = " ".join(text.split()) or NOT_FILLED
    return one_line if len(one_line) <= MOST else f"{one_line[:MOST]}……"


MOST = 120  # characters of a long text
