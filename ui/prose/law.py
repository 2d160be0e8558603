"""The law that a case rests on, item by item, each with what is known of its text. Pure HTML, everything escaped."""

import re
from html import escape
from typing import Final

from penalty_engine.assessment import CircumstanceFinding, ConductAssessment, Penalty
from penalty_engine.rendering import TIERS, UNITS
from penalty_engine.rulebook import Law, Rulebook, Setting
from penalty_engine.wording import times
from ui.filling.work import Work
from ui.prose.panel import listed, rows
from ui.words import EFFECTS, NOT_KNOWN, act_title, short, span

VERIFIED, UNVERIFIED = "已与官方原文核对", "未与官方原文核对"
STATUSES: Final = {
    "verified": "已与条文核对",
    "unverified": "未核官方原文",
    "system_setting": "系统设定，条文没有规定",
    "unsettled": "解释上尚无定论",
}
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# Settings that a result can rest on without a provision of the law saying so.
_DOUBTFUL: Final = ("system_setting", "unverified", "unsettled")


def rests_on(work: Work) -> str:
    """The provisions and circumstances that were applied, open; the settings behind the figures, closed."""
    if work.assessment is None:
        return '<p class="quiet">案件还不能裁量，没有可以对照的法律。</p>'
    acts = "".join(_act(work, act, found) for act, found in enumerate(work.assessment.conducts))
    return acts + _settings(work.rulebook)


def _act(work: Work, act: int, found: ConductAssessment) -> str:
    title = f'<p class="label">{act_title(act, work.acts)}</p>' if work.acts > 1 else ""
    items = [_provision(work, act, found), _choice_of_law(found)]
    items += [_circumstance(work.rulebook, one) for one in found.circumstances if one.holds]
    return title + "".join(items)


def _item(head: str, body: str, *, opened: bool = True) -> str:
    return f'<details class="law"{" open" if opened else ""}><summary>{escape(head)}</summary>{body}</details>'


def _provision(work: Work, act: int, found: ConductAssessment) -> str:
    """The provision of the penalty: the act in its terms, the tier, every kind with its statutory range."""
    violation = work.violation(act)
    if violation is None:
        return ""
    told = [("行为", escape(violation.act))]
    told += [("违反", escape(short(violation.breached)))] if violation.breached else []
    told += [("对象", escape("、".join(violation.actors)))] if violation.actors else []
    tier = TIERS.get(found.tier or "", NOT_KNOWN)
    told += [("档次", f"{escape(tier)}{_quiet(found.tier_reason)}")]
    told += [("处罚", listed([_penalty(one) for one in found.penalties]))] if found.penalties else []
    told += [("责令", escape("；".join(found.orders)))] if found.orders else []
    told += [("版本", escape(_version(violation.law, verified=violation.verified)))]
    told += [("注意", escape(violation.note))] if violation.note else []
    told += [("未定", listed([escape(one) for one in violation.unsettled]))] if violation.unsettled else []
    return _item(short(found.violation.basis), rows(told))


def _penalty(one: Penalty) -> str:
    how = ["应当" if one.required else "可以"]
    how += ["择一"] if one.choice else []
    how += ["由其他机关作出"] if one.by else []
    figures = ""
    if one.multiple is not None:
        figures = times(one.multiple.min, one.multiple.max)
    if one.statutory is not None:
        figures += ("，即" if figures else "") + span(one.statutory, UNITS.get(one.unit or "", ""))
    return escape(f"{one.text}（{'，'.join(how)}）{figures}")


def _choice_of_law(found: ConductAssessment) -> str:
    """Which day's law, and why (处罚法 37)."""
    applied = found.law_applied
    return _item("适用哪一时的法律（行政处罚法第三十七条）", f"<p>{escape(short(applied.reason))}</p>")


def _circumstance(rulebook: Rulebook, finding: CircumstanceFinding) -> str:
    """The wording of the measure, its elements, where it stands, whether it was checked."""
    circumstance = rulebook.circumstance[finding.id]
    told = [("原文", f"<b>{escape(circumstance.text)}</b>"), ("效果", EFFECTS[circumstance.effect])]
    if len(circumstance.elements) > 1:
        told += [("要件", listed([escape(one.text) for one in circumstance.elements]))]
    told += [("条文", "<br>".join(escape(short(one)) for one in finding.citations))]
    if not finding.counted:
        told += [("计入", '<span class="departs">不计：同一事实已经用过</span>')]
    told += [("核对", VERIFIED if circumstance.verified else f'<span class="departs">{UNVERIFIED}</span>')]
    told += [("注意", escape(circumstance.note))] if circumstance.note else []
    return _item(short(finding.citations[0]) if finding.citations else circumstance.text, rows(told))


def _version(law: Law, *, verified: bool) -> str:
    version = _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", law.version)
    return f"{short(f'《{law.title}》')}{version}，{VERIFIED if verified else UNVERIFIED}"


def _settings(rulebook: Rulebook) -> str:
    """What no provision says: the bureau answers for it."""
    told = [_setting(one) for one in rulebook.settings.values() if one.status in _DOUBTFUL]
    return _item(f"系统设定和未定事项（{len(told)} 项）", listed(told), opened=False) if told else ""


def _setting(one: Setting) -> str:
    parts = (
        f"{escape(one.label)}",
        f'<span class="departs">{STATUSES[one.status]}</span>',
        _quiet(one.source, one.note),
    )
    return "　".join(parts[:2]) + parts[2]


def _quiet(*texts: str | None) -> str:
    return "".join(f'<br><span class="quiet">{escape(text)}</span>' for text in texts if text)
