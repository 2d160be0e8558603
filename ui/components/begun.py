"""The form of a step that is being filled in: kept on leaving each field, there again after a refresh or a lost connection."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import streamlit as st

from casebook.actor import Actor
from casebook.cases.begun import begun, keep_begun
from casebook.refusals import CasebookError
from ui.course.step_fields import Field
from web import who
from web.office import casebook

OPEN: Final = "open"  # which form was open last
Kept = dict[str, Any]


class Form(NamedTuple):
    """The form of a step: the case, the gate, what its widgets' keys begin with, its fields."""

    case: str
    gate: str
    prefix: str
    fields: tuple[Field, ...]

    def key(self, field: Field) -> str:
        """The key of a field's widget."""
        return f"{self.prefix}/{field.key}"

    def begin(self, field: Field, proposed: str) -> str:
        """Puts into the field what was filled in last, else what is proposed; gives its key."""
        key = self.key(field)
        if key not in st.session_state:
            value = _kept(self.case).get(self.gate, {}).get(field.key, proposed)
            if field.form == "choice":
                value = value if value in field.options else None
            st.session_state[key] = value
        return key

    def keep(self) -> None:
        """Keeps what the fields hold now."""
        values = {one.key: st.session_state.get(self.key(one)) for one in self.fields}
        _change(self.case, lambda kept: {**kept, OPEN: self.gate, self.gate: values})

    @property
    def tried(self) -> bool:
        """Whether it was to be recorded already: from then on every field says what is wrong with it."""
        return bool(st.session_state.get(f"{self.prefix}/tried"))

    def try_it(self) -> None:
        """It is to be recorded."""
        st.session_state[f"{self.prefix}/tried"] = True


def opened(case: str) -> str | None:
    """The form that was being filled in when the page was lost."""
    return _kept(case).get(OPEN)


def shut(case: str) -> None:
    """The form is shut; what was filled in stays."""
    if OPEN in _kept(case):
        _change(case, lambda kept: {key: value for key, value in kept.items() if key != OPEN})


def forget(case: str, gate: str) -> None:
    """The step has been recorded."""
    if gate in _kept(case):
        _change(case, lambda kept: {key: value for key, value in kept.items() if key not in {OPEN, gate}})


def _kept(case: str) -> Mapping[str, Any]:
    """What the casebook has; looked up once for each window."""
    key, actor = f"begun/{case}", who.signed_in()
    if key not in st.session_state:
        st.session_state[key] = _read(actor, case) if actor else {}
    kept: Kept = st.session_state[key]
    return kept


def _read(actor: Actor, case: str) -> Kept:
    try:
        return begun(casebook(), actor, case)
    except CasebookError:  # who may not read the case is told so by the page
        return {}


def _change(case: str, change: Callable[[Kept], Kept]) -> None:
    """Puts the change upon what is kept by now: another window may have filled in another step."""
    actor = who.signed_in()
    if actor is None:
        return
    changed = change(_read(actor, case))
    st.session_state[f"begun/{case}"] = changed
    try:
        keep_begun(casebook(), actor, case, changed)
    except CasebookError:  # it stays in this window; recording tells what is wrong
        return
