"""Section 6: what the officer intends, and at once whether it is within the recommendation, departs from it, or is unlawful."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from html import escape

import streamlit as st

from penalty_engine.amounts import Interval
from penalty_engine.assessment import ConductAssessment
from penalty_engine.inputs.positioned import KeyPath
from ui.components import acts, fields
from ui.components.alike import way
from ui.filling import desk
from ui.filling.draft import at, drop, put
from ui.filling.figures import Track, in_months, in_years, money_track, month_track, whole
from ui.filling.work import Work
from ui.prose import panel
from ui.words import kind_texts

INTENT = {"punish": "给予处罚", "spare": "不予处罚", "open": "尚未拟定"}


def proposal(work: Work) -> None:
    """Whether to punish; by which kinds; the figure; the reasons where it departs."""
    place = desk.act()
    acts.chooser(work)
    path = ("conducts", place, "proposal")
    if not work.violations(place):
        st.html('<p class="quiet">先在“违法行为”中选定违法行为。</p>')
        return
    intent = _intent(work, place)
    key = desk.widget_key((*path, "intent"))
    desk.control(key, INTENT[intent])
    st.radio(
        "拟如何处理",
        list(INTENT.values()),
        list(INTENT).index(intent),
        key=key,
        horizontal=True,
        disabled=desk.fixed(),
        on_change=_intend,
        args=(place, key),
    )
    if intent == "punish":
        _kinds(work, place)
        _figures(work, place)
    _status(work, place)
    if (kept := desk.case()) and work.case:
        st.html(f'<p class="quiet">以前同样的违法行为怎样处理：{way(kept.id, place)}</p>')
    fields.mistakes(work, path)


def _intent(work: Work, place: int) -> str:
    stated = at(work.draft, ("conducts", place, "proposal"))
    if stated is not None:
        return "punish" if stated.get("kinds") else "spare"
    return "punish" if desk.recall(f"punish-{place}") else "open"


def _intend(place: int, key: str) -> None:
    """No kinds mean 不予处罚; that a penalty is intended is told by its kinds, until then it is only kept in mind."""
    path = ("conducts", place, "proposal")
    chosen = next(one for one, words in INTENT.items() if words == st.session_state[key])
    desk.keep(f"punish-{place}", chosen == "punish")
    drop(desk.draft(), path)
    if chosen == "spare":
        put(desk.draft(), path, {"kinds": []})


def _kinds(work: Work, place: int) -> None:
    """The kinds of the tier, each told as the text has it; the recommended ones by one press."""
    found = work.found(place)
    chosen = at(work.draft, ("conducts", place, "proposal", "kinds")) or []
    st.html('<p class="label">处罚种类</p>')
    for kind, told in _options(work, place, found, chosen).items():
        key = desk.widget_key(("conducts", place, "proposal", "kinds", kind))
        desk.control(key, kind in chosen)
        st.checkbox(
            told,
            kind in chosen,
            key=key,
            disabled=desk.fixed(),
            on_change=_take_kind,
            args=(place, kind, key, _year_kinds(work, place)),
        )
    fields.mistakes(work, ("conducts", place, "proposal", "kinds"))
    recommended = set(found.recommended_kinds) if found is not None else set()
    if found is not None and len(recommended) > 1 and recommended != set(chosen):
        st.button(
            "选用建议的种类",
            key="kinds-recommended",
            disabled=desk.fixed(),
            on_click=_set_kinds,
            args=(place, found.recommended_kinds, _year_kinds(work, place)),
        )


def _options(work: Work, place: int, found: ConductAssessment | None, chosen: list[str]) -> dict[str, str]:
    """Each kind once: the bureau's own first, in the order of the text."""
    texts = kind_texts(work.rulebook.violations)
    options: dict[str, str] = {}
    if found is not None and found.penalties:
        for penalty in sorted(found.penalties, key=lambda one: (not one.is_recommended, one.by is not None)):
            marks = ["应当" if penalty.required else "可以", "建议"] if penalty.is_recommended else ["不在建议之内"]
            marks += ["择一"] if penalty.choice else []
            marks += ["由其他机关作出"] if penalty.by else []
            options.setdefault(penalty.kind, f"{penalty.text}（{'，'.join(marks)}）")
        for kind in found.recommended_kinds:
            options.setdefault(kind, f"{texts.get(kind, kind)}（建议）")
    else:
        for violation in work.violations(place):
            for tier in violation.tiers:
                for one in tier.penalties:
                    options.setdefault(one.kind, one.text)
    for kind in chosen:
        options.setdefault(kind, f"{texts.get(kind, kind)}（本档没有）")
    return options


def _take_kind(place: int, kind: str, key: str, year_kinds: frozenset[str]) -> None:
    kinds = at(desk.draft(), ("conducts", place, "proposal", "kinds")) or []
    chosen = [one for one in kinds if one != kind] + ([kind] if st.session_state[key] else [])
    _set_kinds(place, chosen, year_kinds)


def _set_kinds(place: int, kinds: Sequence[str], year_kinds: frozenset[str]) -> None:
    """The kinds intended. A figure whose kind goes waits until the kind comes back."""
    path = ("conducts", place, "proposal")
    stated = at(desk.draft(), path) or {}
    kept = {**desk.recall(f"proposal-{place}", {}), **{one: value for one, value in stated.items() if one != "kinds"}}
    desk.keep(f"proposal-{place}", kept)
    if not kinds:
        drop(desk.draft(), path)
        desk.keep(f"punish-{place}", value=True)
        return
    idle = {"fine"} - {*kinds} | ({"years"} if not year_kinds & {*kinds} else set())
    put(desk.draft(), path, {"kinds": list(kinds), **{one: value for one, value in kept.items() if one not in idle}})


def _year_kinds(work: Work, place: int) -> frozenset[str]:
    """The kinds that last for a number of years to be told."""
    found = work.found(place)
    penalties = found.penalties if found else ()
    return frozenset(one.kind for one in penalties if one.unit == "year" and one.term != "permanent")


def _figures(work: Work, place: int) -> None:
    """The fine with 大写; the length of a ban; each with a slider once it has been typed; the reasons where it departs."""
    stated = at(work.draft, ("conducts", place, "proposal")) or {}
    kinds, found = stated.get("kinds") or [], work.found(place)
    banned = _year_kinds(work, place) & {*kinds}
    if "fine" in kinds or stated.get("fine") is not None:
        path = ("conducts", place, "proposal", "fine")
        fields.money(
            work, path, "罚款数额", hint="确切数额", why="数额由执法人员提出；填好以后可以用滑块在合法幅度内调整"
        )
        _slider(path, money_track(_lawful(found, {"fine"})), whole(stated.get("fine")), int)
    if banned or stated.get("years") is not None:
        path = ("conducts", place, "proposal", "years")
        fields.term(work, path, "期限", hint="例如 1年6个月、18个月")
        _slider(path, month_track(_lawful(found, banned)), in_months(stated.get("years")), in_years)
    if _departs(work, place, found) or stated.get("reasons"):
        fields.text(
            work,
            ("conducts", place, "proposal", "reasons"),
            "理由",
            tall=True,
            hint="与建议不同的，写明理由，印入告知书",
        )


def _departs(work: Work, place: int, found: ConductAssessment | None) -> bool:
    """Whether a proposal that has all its figures departs from the recommendation."""
    intended = work.case.conducts[place].proposal if work.case else None
    if found is None or found.proposal is None or intended is None or panel.is_unfinished(found, intended):
        return False
    return found.proposal.status == "departs"


def _lawful(found: ConductAssessment | None, kinds: AbstractSet[str]) -> Interval | None:
    """What the law permits for the first of these kinds."""
    ranges = (one.lawful for one in (found.penalties if found else ()) if one.kind in kinds)
    return next((one for one in ranges if one is not None), None)


def _slider(path: KeyPath, track: Track | None, value: int | None, parse: Callable[[int], object]) -> None:
    """Moves a figure that has been typed; before, there is none to move: the law leaves it to the officer, not to a default."""
    if track is None or value is None or not track.low <= value <= track.high:
        return
    key = desk.widget_key((*path, "slider"))
    shown = desk.control(key, track.low + round((value - track.low) / track.step) * track.step)
    st.slider(
        "在合法幅度内调整",
        track.low,
        track.high,
        shown,
        step=track.step,
        key=key,
        format="localized" if parse is int else "%d 个月",
        disabled=desk.fixed(),
        on_change=_slide,
        args=(path, key, parse),
    )


def _slide(path: KeyPath, key: str, parse: Callable[[int], object]) -> None:
    put(desk.draft(), path, parse(int(st.session_state[key])))


def _status(work: Work, place: int) -> None:
    """within, departs, unlawful: with the reasons, where the officer types."""
    found = work.found(place)
    if found is None or found.proposal is None:
        return
    intended = work.case.conducts[place].proposal if work.case else None
    if intended is None:
        return
    reasons = panel.listed([escape(reason) for reason in found.proposal.reasons])
    told = panel.standing(found, intended)
    st.html(f'<div class="status {found.proposal.status}"><b>{escape(told)}</b>{reasons}</div>')
