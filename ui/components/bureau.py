"""设置: the bureau's particulars and its number prefixes, each a form; whoever may not change them reads them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from casebook.actor import Actor
from casebook.cases.numbers import last_serials
from casebook.people.accounts import names_of
from casebook.refusals import CasebookError
from casebook.settings import BUREAU, Overtaken, Setting
from penalty_engine.problems import InputError
from ui.bureau import (
    FIELDS,
    FORM,
    GROUPS,
    NUMBERED,
    PREFIXES,
    Field,
    Values,
    example,
    missed,
    shared,
    to_text,
    values,
    what_changed,
)
from ui.components import telling
from ui.filling import desk
from ui.words import NOT_FILLED
from web import settings
from web.office import casebook

BEGUN = "settings-begun"
TOLD = "settings-told"


def particulars(actor: Actor, *, changes: bool) -> None:
    """本局信息. `changes`: whether the actor may change it."""
    _told()
    if not changes:
        st.html("".join(_read(title, fields) for title, fields in GROUPS.items()))
        return
    held = values(settings.bureau())
    _begin([field.path for field in FIELDS], held)
    with st.form("bureau-form", border=False):
        filled: Values = {}
        for title, fields in GROUPS.items():
            st.html(f"<h2>{escape(title)}</h2>")
            for column, field in zip(st.columns(3), fields, strict=True):
                with column:
                    filled[field.path] = st.text_input(
                        field.label, key=_key(field.path), placeholder=NOT_FILLED, max_chars=200
                    )
                    if lacking := _lacking(field, held[field.path]):
                        st.html(lacking)
        if st.form_submit_button("保存", type="primary", key="bureau-save"):
            _save(actor, {**held, **filled})


def prefixes(actor: Actor, *, changes: bool) -> None:
    """文号: a prefix for each kind that is numbered, with the number that would come next."""
    _told()
    held, year = values(settings.bureau()), desk.today().year
    last = last_serials(casebook(), year)
    st.html(
        '<p class="quiet">系统只自带《教育行政处罚事先告知书》的字号（出自本局的设计）；其余的没有依据，没有编造。'
        "字号没有设定的，不能在系统中编号制发，文书上留空手写。</p>"
    )
    for one in shared(held):
        telling.wrong(f"{one}：各种文书分别从 1 号编起，文号会重复，请改成不同的字号。")
    if changes:
        paths = [*((PREFIXES, kind) for kind in NUMBERED), (FORM,)]
        _begin(paths, held)
        with st.form("prefix-form", border=False):
            filled = {path: _prefix(path, held, year, last) for path in paths}
            if st.form_submit_button("保存", type="primary", key="prefix-save"):
                _save(actor, {**held, **filled})
        return
    rows = "".join(
        f"<tr><th>{escape(title)}</th><td>{_next(kind, held, year, last)}</td></tr>" for kind, title in NUMBERED.items()
    )
    st.html(
        f'<table class="list"><thead><tr><th>文书</th><th>下一个文号</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _prefix(path: tuple[str, ...], held: Values, year: int, last: dict[str, int]) -> str:
    left, right = st.columns((1, 1), vertical_alignment="bottom")
    if path == (FORM,):
        filled = left.text_input(
            "文号格式", key=_key(path), help="要有 {prefix}、{year}、{serial} 三处：字号、年份、序号"
        )
        right.html('<p class="quiet">立案号另用“字号〔年份〕序号号”</p>')
        return filled
    kind = path[1]
    filled = left.text_input(NUMBERED[kind], key=_key(path), placeholder="未设定，例如“某教罚某字”", max_chars=40)
    right.html(f'<p class="quiet">{_next(kind, held, year, last)}</p>')
    return filled


def _next(kind: str, held: Values, year: int, last: dict[str, int]) -> str:
    """The number that would come next, or that there can be none."""
    prefix = held.get((PREFIXES, kind), "")
    if not prefix:
        return '<span class="departs">未设定：编号制发以前由本局填写</span>'
    return f"下一个文号　{escape(example(kind, prefix, held[FORM,], year, last.get(kind, 0)))}"


def _told() -> None:
    """What was saved just now; else where what holds comes from."""
    if said := st.session_state.pop(TOLD, None):
        telling.done(said)
    held = settings.holding()
    if (saved := held.saved.get(BUREAU)) and saved.content is not None:
        return
    where = "来自文件 data/bureau.yaml" if held.is_from_file else "还没有填写，用的是系统自带的"
    st.html(f'<p class="quiet">现行的设置{where}；在这里保存以后，以保存的为准。</p>')


def _read(title: str, fields: Sequence[Field]) -> str:
    held = values(settings.bureau())
    rows = "".join(
        f"<dt>{escape(field.label)}</dt><dd>{escape(held[field.path]) or NOT_FILLED}{_lacking(field, held[field.path])}</dd>"
        for field in fields
    )
    return f'<h2>{escape(title)}</h2><dl class="rows wide">{rows}</dl>'


def _lacking(field: Field, text: str) -> str:
    """What does not come out as long as the field is empty."""
    if text:
        return ""
    if field.else_:
        return f'<p class="quiet">{escape(field.else_)}</p>'
    titles = missed(field)
    return f'<p class="remark">{NOT_FILLED}：{escape(titles[0])}等 {len(titles)} 种文书不能制作</p>' if titles else ""


def _key(path: tuple[str, ...]) -> str:
    return f"settings/{'/'.join(path)}"


def _begin(paths: Sequence[tuple[str, ...]], held: Values) -> None:
    """Fills the fields when the form is drawn for the first time, and remembers which version that was."""
    if _key(paths[0]) not in st.session_state:
        st.session_state[BEGUN] = settings.holding().begun_from(BUREAU)
        for path in paths:
            st.session_state[_key(path)] = held.get(path, "")


def _save(actor: Actor, filled: Values) -> None:
    """Saves, or tells what is wrong or who was quicker."""
    before = settings.holding(anew=True).saved.get(BUREAU)
    begun = int(st.session_state[BEGUN])
    try:
        made = settings.save_bureau(actor, begun, to_text(filled))
    except InputError as error:
        telling.wrong("没有保存：" + "；".join(one.message for one in error.problems))
    except CasebookError as error:
        telling.wrong(f"没有保存：{error}。")
    else:
        if isinstance(made, Overtaken):
            _overtaken(actor, before, made.current)
        else:
            st.session_state[BEGUN] = made.version
            st.session_state[TOLD] = "已经保存，几秒之内各处都按新的设置。"
            st.rerun()


def _overtaken(actor: Actor, before: Setting | None, now: Setting) -> None:
    """Somebody else has saved in between: who, what holds now, and how to go on."""
    name = names_of(casebook(), actor).get(now.saved_by, "别人")
    changed = "；".join(f"{one.what}：{one.before} → {one.after}" for one in what_changed(before, now))
    telling.wrong(
        f"没有保存：您打开以后，{name}在{desk.in_office(now.saved_at)}保存过本局设置。"
        f"{changed or '请刷新页面看现行的内容'}。您填写的还在上面；刷新页面以后按现行的内容重新填写再保存。"
    )
