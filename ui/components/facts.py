"""Section 3: how grave it was, and the typed facts that the rulebook asks for, no others."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import streamlit as st

from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.rulebook import FactType
from ui.components import acts, fields
from ui.filling import desk, drafting
from ui.filling.draft import at, drop, put, statement
from ui.filling.sections import elements_open, facts_asked
from ui.filling.work import Work
from ui.words import NOT_KNOWN, grouped


def facts(work: Work) -> None:
    """What is being asked first; the findings on gravity; then the facts in the rulebook's order."""
    place = desk.act()
    acts.chooser(work)
    if not work.violations(place):
        st.html('<p class="quiet">先在“违法行为”中选定违法行为，这里只列它需要的事实。</p>')
        return
    asked = desk.focus()
    if asked is not None and (asked.startswith("facts.") or asked == "severity"):
        with st.container(border=True, key="asked"):
            st.html('<p class="asked">要紧的问题</p>')
            if asked == "severity":
                _severity(work, place)
            else:
                _fact(work, place, work.rulebook.facts[asked.removeprefix("facts.")])
    if asked != "severity":
        _severity(work, place)
    _grade(work, place)
    _gravity(work, place)
    st.html("<h4>事实</h4>")
    shown = [fact for fact in facts_asked(work, place) if asked != f"facts.{fact.id}"]
    if any(_decides(work, place, fact) for fact in shown):
        st.html(
            '<p class="quiet">标“■ 影响结论”的先查清；其余的写进文书或者备查，知道的填，不知道的留空；没有的填 0 或者选否。</p>'
        )
    _grid(work, place, shown)
    _gains(work, place)
    _told(work, place)


def _severity(work: Work, place: int) -> None:
    """The tiers that the provisions have, by their own words; nothing to find where there is one."""
    options: dict[str, str] = {}
    for violation in work.violations(place):
        for tier in violation.tiers:
            options.setdefault(tier.name, tier.trigger)
    if len(options) > 1:
        fields.one_of(work, ("conducts", place, "severity"), "情节认定", options, nothing=NOT_KNOWN)
        _grounds(work, place)
    else:
        st.html('<p class="quiet">条文只设一档，不用认定情节是否严重。</p>')


def _grounds(work: Work, place: int) -> None:
    """What a finding above the basic tier rests on; and which row of the benchmark, where one is loaded."""
    path: KeyPath = ("conducts", place, "severity_grounds")
    if at(work.draft, ("conducts", place, "severity")) in ("serious", "very_serious") or at(work.draft, path):
        left, right = st.columns(2)
        with left:
            fields.text(work, (*path, "fact"), "认定情节严重的根据（写入文书）", hint="人数、金额、后果……")
        with right:
            fields.evidence(work, (*path, "evidence"), "认定情节严重的证据")


def _grade(work: Work, place: int) -> None:
    rows = {row.id: row.grade for violation in work.violations(place) for row in violation.rows}
    if rows or at(work.draft, ("conducts", place, "grade")):
        fields.choice(
            work,
            ("conducts", place, "grade"),
            "裁量基准的档次",
            rows,
            hint="按填写的事实自动找到",
            why="事实不足以自动找到，或者找到的不合适时选择",
        )


def _gravity(work: Work, place: int) -> None:
    left, right = st.columns(2)
    with left:
        fields.three_valued(
            work,
            ("conducts", place, "harmful_consequences"),
            "是否造成危害后果",
            why="没有造成危害后果是轻微免罚的要件；造成的，追责期限可能是五年",
            after=lambda: _forget_absence_of_harm(place),
        )
        fields.three_valued(work, ("business_activity",), "是否在经营活动中违法", why="决定告知听证的较大数额标准")
    with right:
        fields.three_valued(
            work,
            ("conducts", place, "affects_life_health_or_finance"),
            "是否涉及公民生命健康安全、金融安全",
            why="涉及并且有危害后果的，追责期限为五年",
        )


def _forget_absence_of_harm(place: int) -> None:
    """The answer on harm takes the place of what was answered on its absence as an element."""
    for circumstance in desk.rulebook().circumstances:
        if not statement(desk.draft(), place, circumstance.id).stated:
            continue
        for element in circumstance.elements:
            if element.is_absence_of_harm:
                drop(desk.draft(), ("conducts", place, "circumstances", circumstance.id, "elements", element.id))


def _grid(work: Work, place: int, needed: list[FactType]) -> None:
    """Two columns, read line by line."""
    for start in range(0, len(needed), 2):
        for column, fact in zip(st.columns(2), needed[start : start + 2], strict=False):
            with column:
                _fact(work, place, fact)


def _fact(work: Work, place: int, fact: FactType) -> None:
    _FIELDS[fact.type](work, place, fact)
    if _decides(work, place, fact):
        st.html('<p class="remark">■ 影响结论</p>')
    elif fact in elements_open(work, place):
        st.html('<p class="remark">■ 行为的要件，没有查明</p>')
    if fact.help:
        st.caption(fact.help)


def _decides(work: Work, place: int, fact: FactType) -> bool:
    """Whether the outcome, the direction or a range still hangs on it."""
    found = work.found(place)
    return found is not None and f"facts.{fact.id}" in found.decisive_unknowns


def _money(work: Work, place: int, fact: FactType) -> None:
    found = work.found(place)
    derived = found.illegal_gains if found and fact.id == "illegal_gains" else None
    hint = NOT_KNOWN if derived is None else f"推算为 {grouped(derived)}"
    fields.money(work, _path(place, fact), fact.label, why=fact.why, hint=hint)


def _count(work: Work, place: int, fact: FactType) -> None:
    fields.count(work, _path(place, fact), fact.label, unit=fact.unit, why=fact.why)


def _boolean(work: Work, place: int, fact: FactType) -> None:
    fields.three_valued(work, _path(place, fact), fact.label, why=fact.why)


def _choice(work: Work, place: int, fact: FactType) -> None:
    fields.choice(work, _path(place, fact), fact.label, fact.options, why=fact.why)


def _date(work: Work, place: int, fact: FactType) -> None:
    fields.day(work, _path(place, fact), fact.label, why=fact.why, past=fact.past)


def _path(place: int, fact: FactType) -> tuple[str | int, ...]:
    return ("conducts", place, "facts", fact.id)


_FIELDS: Final[Mapping[str, Callable[[Work, int, FactType], None]]] = {
    "money": _money,
    "count": _count,
    "boolean": _boolean,
    "choice": _choice,
    "date": _date,
}


def _gains(work: Work, place: int) -> None:
    """What the sums come to."""
    found = work.found(place)
    if found is None or found.illegal_gains is None:
        return
    told = f"违法所得 {grouped(found.illegal_gains)} 元"
    if found.gains.refundable:
        told += f"；尚应退还 {grouped(found.gains.refundable)} 元"
    if found.gains.confiscable:
        told += f"；可以没收 {grouped(found.gains.confiscable)} 元"
    st.caption(told)


def _told(work: Work, place: int) -> None:
    """The sums and numbers go into 违法事实 by one press, where that is written and does not tell them."""
    summary, more = _summary_and_more(work, place)
    if summary and more and not desk.fixed():
        st.html(f'<p class="quiet">“违法事实”里还没有写：{escape(more)}</p>')
        st.button("补写进违法事实", key="summary-figures", type="tertiary", on_click=_write_more, args=(place,))


def _summary_and_more(work: Work, place: int) -> tuple[str, str]:
    summary = at(work.draft, ("conducts", place, "summary"))
    return str(summary or "").strip(), drafting.figures(work, place)


def _write_more(place: int) -> None:
    """As the figures stand when it is pressed."""
    summary, more = _summary_and_more(desk.current(), place)
    if summary and more:
        put(desk.draft(), ("conducts", place, "summary"), f"{summary}{more}")
