"""类案: earlier decisions like a case, or on a violation; where this case's figure stands among them."""

from decimal import Decimal
from typing import NamedTuple

import streamlit as st

from casebook.actor import Actor
from casebook.cases.drafts import draft_if_any
from casebook.cases.versions import open_case
from casebook.decisions.similar import Likeness, Nearness, Similar, likeness, likeness_of, similar
from casebook.plain import Plain
from penalty_engine.assess import assess
from penalty_engine.assessment import ConductAssessment
from penalty_engine.inputs.casefile import read_case
from penalty_engine.problems import InputError
from penalty_engine.rendering import DIRECTIONS, TIERS
from ui import places
from ui.components import telling
from ui.drawn import likeness as told
from ui.filling import desk
from ui.words import act_title, shown
from web import who
from web.office import casebook


class Looked(NamedTuple):
    """What is looked for, and whose case it is."""

    like: Likeness
    case: str | None = None
    found: ConductAssessment | None = None


def page() -> None:
    """The page."""
    actor = who.signed_in()
    if actor is None:
        return
    st.title("类案", anchor=False)
    with telling.told():
        case = st.query_params.get("case")
        looked = _of_case(actor, case) if case else None
        looked = looked or _of_violation()
        if looked is None:
            telling.empty(
                "这里把以前的处罚决定放在一起比较：同一违法行为、同一档次、同一方向、违法所得相近的，各罚了多少，为什么。先选一个违法行为。"
            )
            return
        _compared(actor, looked)


def _of_case(actor: Actor, case: str) -> Looked | None:
    """The act of a case that the address names."""
    content = _content(actor, case)
    try:
        read = read_case(content, desk.rulebook())
    except InputError:
        telling.wrong("这个案件还没有填到可以裁量的程度，不能按案情比较。可以先按违法行为查看。")
        return None
    assessment = assess(read, desk.rulebook(), desk.today())
    acts = range(len(read.conducts))
    st.html(f'<p class="quiet">{shown(read.party.name)}　{shown(read.number, "未编号")}</p>')
    act = 0
    if len(acts) > 1:
        asked = st.query_params.get("act", "0")
        act = st.selectbox(
            "违法行为",
            acts,
            index=int(asked) if asked.isdecimal() and int(asked) in acts else 0,
            format_func=lambda one: f"{act_title(one, len(acts))}　{assessment.conducts[one].violation.name}",
            key="similar-act",
        )
    found = assessment.conducts[act]
    return Looked(likeness(read.conducts[act], found, desk.rulebook()), case, found)


def _content(actor: Actor, case: str) -> Plain:
    """What whoever asks is filling in; else the case as it stands."""
    own = draft_if_any(casebook(), actor, case)
    return own.content if own else open_case(casebook(), actor, case).content


def _of_violation() -> Looked | None:
    """Without a case: a violation, a tier and a direction that are chosen."""
    rules = desk.rulebook()
    one, two, three = st.columns((3, 1, 1))
    violation = one.selectbox(
        "违法行为",
        sorted(rules.violations, key=lambda id: rules.violations[id].name),
        index=None,
        format_func=lambda id: f"{rules.violations[id].name}（{rules.violations[id].basis_text}）",
        placeholder="输入名称或者法条查找",
        key="similar-violation",
    )
    tiers: list[str] = [tier.name for tier in rules.violations[violation].tiers] if violation else []
    tier = two.selectbox(
        "档次", tiers, index=None, format_func=lambda id: TIERS[id], placeholder="不限", key="similar-tier"
    )
    direction = three.selectbox(
        "裁量方向",
        list(DIRECTIONS),
        index=None,
        format_func=lambda id: DIRECTIONS[id],
        placeholder="不限",
        key="similar-direction",
    )
    return Looked(likeness_of(violation, tier, direction, rules)) if violation else None


def _compared(actor: Actor, looked: Looked) -> None:
    near = _nearness(looked)
    with st.spinner("正在查找同类决定"):
        found = similar(casebook(), actor, looked.like, near, looked.case)
    said = told.sentence(found, of_case=looked.case is not None)
    st.html(f'<p class="lead">{said}</p>{told.remark(found.remark, looked.like.measure)}')
    if not found.cases:
        telling.empty("可以放宽上面的条件再看。作出决定的案件自动进入这里，不需要登记。")
        return
    _drawn(found, looked)
    sheet = "dossier" if places.is_there("dossier", actor) else None
    if departing := told.departures(found, sheet):
        st.html(f'<h2 class="above">偏离建议的</h2>{departing}')
    rules = desk.rulebook()
    st.html(f'<h2 class="above">全部</h2>{told.listed(found, rules, sheet)}')
    if found.more:
        st.caption("只列出最近的决定；更早的请缩小条件。")


def _nearness(looked: Looked) -> Nearness:
    """How near they have to be; the factor begins with the setting."""
    rules = desk.rulebook().rules
    if looked.case is None:
        return Nearness()
    like = looked.like
    with st.container(horizontal=True, vertical_alignment="bottom", key="similar-filters"):
        tier = st.checkbox(f"同一档次（{TIERS.get(like.tier or '', '未定')}）", value=True, key="similar-same-tier")
        direction = st.checkbox(
            f"同一方向（{DIRECTIONS.get(like.direction or '', '未定')}）", value=True, key="similar-same-direction"
        )
        usual = rules.similar_gains_factor
        factor = None
        if usual and like.gains is not None and st.checkbox("违法所得相近", value=True, key="similar-close"):
            factor = st.number_input(
                "相差几倍以内",
                min_value=1.0,
                value=float(usual),
                step=0.5,
                format="%.1f",
                key="similar-factor",
                help="开始时的倍数是系统设定，条文没有规定",
                width=180,
            )
    return Nearness(tier, direction, Decimal(str(factor)) if factor else None)


def _drawn(found: Similar, looked: Looked) -> None:
    dots = told.dots(found, desk.rulebook())
    if not dots:
        return
    from ui.drawn import drawing  # noqa: PLC0415 -- altair takes long to load: only who sees a chart waits for it

    drawn = told.measured(looked.found, looked.like) if looked.found else None
    chart = drawing.dots(dots, drawn, looked.like.figure, told.TITLES[looked.like.measure])
    st.altair_chart(chart, key="similar-dots", alt="同类决定的数额，下面有同样内容的表格")
    if looked.case:
        st.html('<p class="quiet">▲ 本案拟处罚　细线为法定幅度，粗线为本案的建议幅度。</p>')
