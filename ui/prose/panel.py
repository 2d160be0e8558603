"""The result in words, as HTML: what the assessment says, why, what is open, which steps bind. All text is escaped."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from penalty_engine.assessment import Assessment, ConductAssessment, Penalty, PossibleOutcome
from penalty_engine.case import Proposal
from penalty_engine.rendering import DIRECTIONS, OUTCOMES, STATUSES, TIERS
from penalty_engine.rulebook import Rulebook
from ui.filling.sections import elements_open
from ui.filling.work import Work
from ui.words import EFFECTS, RANGES, act_title, day, grouped, kind_texts, measured, named, short, span

SHOWN: Final = 4  # open questions in sight at once
ANSWERED: Final = {"yes": "是", "no": "否"}


def rows(pairs: Iterator[tuple[str, str]] | Sequence[tuple[str, str]], kind: str = "") -> str:
    """Labels at the left, what belongs to them at the right; the right side is HTML already."""
    inner = "".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in pairs)
    return f'<dl class="rows {kind}">{inner}</dl>' if inner else ""


def listed(items: Sequence[str]) -> str:
    """One below the other; HTML already."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def outcome(found: ConductAssessment) -> str:
    """应当给予行政处罚 · 从轻 · 情节严重."""
    said, direction = [OUTCOMES[found.outcome]], DIRECTIONS.get(found.direction or "")
    if direction:
        said.append(direction if found.outcome == "penalty" else f"给予处罚的，{direction}")
    said += [TIERS[found.tier]] if found.tier in ("serious", "very_serious", "unknown") else []
    return "".join(f"<span>{escape(one)}</span>" for one in said)


def heading(work: Work, place: int) -> str:
    """The outcome of an act; above it which act it is and how sure the outcome is."""
    found = work.found(place)
    if found is None or work.assessment is None:
        return ""
    above = [f"{act_title(place, work.acts)}　{found.violation.name}"] if work.acts > 1 else []
    above += [] if found.settled else ["还有事实没有查明，以下只按已经查明的事实"]
    missed = "、".join(fact.label for fact in elements_open(work, place))
    above += [f"行为的要件没有查明：{missed}。以下以要件具备为前提"] if missed else []
    note = "".join(f'<p class="above">{escape(one)}</p>' for one in above)
    return (
        f'<div class="outcome {found.outcome} {found.direction or ""}">{note}<p class="said">{outcome(found)}</p></div>'
    )


def kinds(found: ConductAssessment, rulebook: Rulebook, intended: Proposal | None) -> str:
    """情节, 责令, the recommended kinds, those that the text has besides, what the bureau may choose; the proposal."""
    return rows([*_kinds(found, rulebook), *_proposal(found, rulebook, intended)])


def _kinds(found: ConductAssessment, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    counted = [one for one in found.circumstances if one.counted]
    if counted:
        yield "情节", "<br>".join(escape(f"{EFFECTS[one.effect]}：{one.text.removesuffix('的')}") for one in counted)
    if found.orders:
        yield "责令", escape("；".join(found.orders))
    if found.recommended_kinds:
        texts = kind_texts(rulebook.violations) | {p.kind: p.text for p in reversed(found.penalties)}
        told = {p.kind: _told(p) for p in reversed(found.penalties) if p.is_recommended}
        yield "建议种类", escape("；".join(told.get(kind, texts.get(kind, kind)) for kind in found.recommended_kinds))
    others = [f"{p.text}（{_limits(p)}）" if _limits(p) else p.text for p in found.penalties if not p.is_recommended]
    if others and found.outcome in ("penalty", "no_penalty_discretionary"):
        yield "条文另有", f'<span class="quiet">{escape("；".join(dict.fromkeys(others)))}</span>'
    if found.alternatives:
        yield "也可以", escape("、".join(DIRECTIONS[one] for one in found.alternatives))


def _proposal(found: ConductAssessment, rulebook: Rulebook, intended: Proposal | None) -> Iterator[tuple[str, str]]:
    """What is intended, and how it stands to the law and to the recommendation."""
    if found.proposal is None or intended is None:
        return
    texts = kind_texts(rulebook.violations) | {p.kind: p.text for p in reversed(found.penalties)}
    years = {p.kind for p in found.penalties if p.unit == "year"}
    said = []
    for kind in intended.kinds:
        figure = f" {grouped(intended.fine)} 元" if kind == "fine" and intended.fine is not None else ""
        figure = f" {measured(intended.years, '年')}" if kind in years and intended.years is not None else figure
        said.append(f"{texts.get(kind, kind)}{figure}")
    reasons = listed([escape(reason) for reason in found.proposal.reasons])
    told = escape("；".join(said) or "不予处罚")
    yield "拟处罚", f'{told}　<span class="{found.proposal.status}">{standing(found, intended)}</span>{reasons}'


def is_unfinished(found: ConductAssessment, intended: Proposal) -> bool:
    """Whether a kind that has a figure still lacks it, which is no departure yet."""
    years = {p.kind for p in found.penalties if p.unit == "year"}
    fine, ban = "fine" in intended.kinds, not years.isdisjoint(intended.kinds)
    return (fine and intended.fine is None) or (ban and intended.years is None)


def standing(found: ConductAssessment, intended: Proposal) -> str:
    """在建议之内; 合法，但偏离建议; 不合法; 还没有填完."""
    status = found.proposal.status if found.proposal else "within"
    return "还没有填完" if status == "departs" and is_unfinished(found, intended) else STATUSES[status]


def _told(penalty: Penalty) -> str:
    mode = "应当" if penalty.required else "可以"
    limits = _limits(penalty)
    return f"{penalty.text}（{mode}，{limits}）" if limits else f"{penalty.text}（{mode}）"


def _limits(penalty: Penalty) -> str:
    parts = ["择一"] if penalty.choice else []
    parts += ["由其他机关作出"] if penalty.by else []
    parts += [f"对{penalty.on}"] if penalty.on else []
    return "，".join(parts)


def totals(assessment: Assessment) -> str:
    """Several acts: each by itself, then added up."""
    if len(assessment.conducts) < 2 or assessment.totals.fine.recommended is None:  # noqa: PLR2004 -- several
        return ""
    whole, part = assessment.totals.fine.statutory, assessment.totals.fine.recommended
    if not part.max:
        return ""
    pairs = [
        (
            "合计罚款",
            f"{RANGES['recommended']} {escape(span(part, '元'))}"
            + (f"，{RANGES['statutory']} {escape(span(whole, '元'))}" if whole else ""),
        )
    ]
    return rows(pairs)


def open_questions(found: ConductAssessment, rulebook: Rulebook) -> str:
    """The unknown facts that can still change the result, the most decisive first."""
    names = [escape(named(key, rulebook)) for key in found.decisive_unknowns]
    more = len(names) - SHOWN
    rest = f"<details><summary>另外 {more} 项</summary>{listed(names[SHOWN:])}</details>" if more > 0 else ""
    return listed(names[:SHOWN]) + rest


def counted(assessment: Assessment) -> str:
    """影响结论的问题 3 项: each open one once, as the form marks them; not what merely has no answer."""
    return f"影响结论的问题 {sum(len(found.decisive_unknowns) for found in assessment.conducts)} 项"


def leads(one: PossibleOutcome, rulebook: Rulebook) -> str:
    """若……则……: where unknown facts could lead."""
    return f"若{escape(_if(one.answers, rulebook))}，则<strong>{escape(_then(one))}</strong>"


def _then(one: PossibleOutcome) -> str:
    said = [OUTCOMES[one.outcome], DIRECTIONS.get(one.direction or "", ""), TIERS.get(one.tier or "", "")]
    return " · ".join(part for part in said if part and part not in ("一般", "基本"))


def _if(answers: Mapping[str, str], rulebook: Rulebook) -> str:
    return "，并且".join(_answered(key, value, rulebook) for key, value in answers.items())


def _answered(key: str, value: str, rulebook: Rulebook) -> str:
    name = named(key, rulebook)
    if key == "severity":
        return f"认定为{TIERS.get(value, value)}"
    if key in rulebook.circumstance:
        return f"查明“{name}”" if value == "yes" else f"查明不属于“{name}”"
    fact = rulebook.facts.get(key.removeprefix("facts."))
    told = fact.options.get(value) if fact else None
    return f"“{name}”为{told or ANSWERED.get(value, value)}"


def steps(assessment: Assessment) -> str:
    """告知听证 · 法制审核 · 集体讨论: those that bind the bureau."""
    due = assessment.procedure
    named_steps = (("告知听证", due.hearing), ("法制审核", due.legal_review), ("集体讨论", due.collective_discussion))
    said = [name for name, is_due in (*named_steps, ("可以当场作出", due.simplified)) if is_due]
    return " · ".join(said) or "没有特别的步骤"


def procedure(work: Work) -> str:
    """Which steps bind the bureau, with the reasons, and the clocks."""
    return rows(_procedure(work.assessment, work.today)) if work.assessment else ""


def _procedure(assessment: Assessment, today: date) -> Iterator[tuple[str, str]]:
    steps = assessment.procedure
    for label, due, reasons in (
        ("告知听证", steps.hearing, steps.hearing_reasons),
        ("法制审核", steps.legal_review, steps.legal_review_reasons),
        ("集体讨论", steps.collective_discussion, steps.collective_discussion_reasons),
    ):
        yield label, f"应当{listed([escape(short(one)) for one in reasons])}" if due else "不是必经"
    if steps.simplified:
        yield "简易程序", "可以当场作出"
    if steps.file_with_government:
        yield "备案", "决定后报本级人民政府备案"
    if steps.competence_notes:
        notes = listed([escape(short(one)) for one in steps.competence_notes])
        yield "管辖", f'{notes}<span class="quiet">管辖依据写在“违法行为”一节</span>'
    clocks = assessment.deadlines
    if clocks.decision_due:
        yield "作出决定", f"{day(clocks.decision_due)}以前，{left(clocks.decision_due, today)}"
    if clocks.limitation_expires:
        yield "追责期限", f"至{day(clocks.limitation_expires)}"


def left(due: date, today: date) -> str:
    """还剩 62 天, 今天到期, 已超过 3 天."""
    days = (due - today).days
    if days > 0:
        return f"还剩 {days} 天"
    return "今天到期" if days == 0 else f"已超过 {-days} 天"


def warnings(assessment: Assessment, rulebook: Rulebook) -> dict[str, str]:
    """The warnings by their code, each code with what to do about it, told once."""
    told: dict[str, list[str]] = {}
    for code, message in dict.fromkeys((one.code, one.message) for one in assessment.warnings):
        if code in rulebook.warnings:
            told.setdefault(code, []).append(message)
    return {code: _warning(messages, rulebook.warnings[code].remedy) for code, messages in told.items()}


def _warning(messages: Sequence[str], remedy: str) -> str:
    said = "".join(f"<p>{escape(short(one))}</p>" for one in messages)
    return f'{said}<p class="quiet">怎么办：{escape(remedy)}</p>'
