"""How every page tells: that there is nothing yet, what went wrong and what is safe, that something was done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from itertools import groupby

import streamlit as st

from casebook.cases.changes import Path
from casebook.cases.versions import Conflict
from casebook.refusals import CasebookError, Reason
from penalty_engine.inputs.positioned import spell
from penalty_engine.rulebook import Rulebook
from ui.filling import desk
from ui.prose.panel import listed
from ui.words import named


def empty(what_for: str) -> None:
    """Nothing is here yet: what the page is for, and the one thing to do."""
    st.html(f'<p class="empty">{escape(what_for)}</p>')


def refused(head: str, reasons: tuple[Reason, ...]) -> None:
    """A gate that stays shut, with all its reasons and what they rest on."""
    told = [
        escape(one.message) + (f'<br><span class="quiet">{escape(one.citation)}</span>' if one.citation else "")
        for one in reasons
    ]
    st.html(f'<div class="status unlawful" role="alert"><b>{escape(head)}</b>{listed(told)}</div>')


def wrong(text: str) -> None:
    """What could not be done, and why."""
    st.html(f'<div class="status unlawful" role="alert">{escape(text)}</div>')


def done(text: str) -> None:
    """What was done."""
    st.html(f'<div class="status within" role="status">{escape(text)}</div>')


@contextmanager
def told() -> Iterator[None]:
    """Whatever the casebook refuses with an exception is told in place of what follows."""
    try:
        yield
    except CasebookError as error:
        st.html(
            f'<div class="status unlawful" role="alert"><b>{escape(str(error))}。</b>'
            '<p>没有改动任何内容。可以<a href="/" target="_self">回到工作台</a>，从列表重新打开。</p></div>'
        )


def conflict(answer: Conflict, rulebook: Rulebook, reload: Callable[[], None]) -> None:
    """Somebody else has been quicker: what he changed and when; nothing of one's own has been done."""
    told = [
        f"{escape(by)}（{escape(desk.in_office(at))}）：{escape('、'.join(dict.fromkeys(_called(one.path, rulebook) for one in some)))}"
        for (by, at), some in groupby(answer.theirs, lambda one: (one.by, one.at))
    ]
    st.html(
        '<div class="status departs" role="alert"><b>没有办理：案件刚刚由别人改动</b>'
        f"{listed(told)}案件和改动都已经保存。请重新载入，看过改动以后再办。</div>"
    )
    st.button("重新载入", key="conflict-reload", on_click=reload)


def _called(path: Path, rulebook: Rulebook) -> str:
    whole = {"events": "办理经过", "evidence": "证据清单"}  # told without which one
    return whole.get(str(path[0])) or named(spell(path), rulebook)
