"""One act under one provision, in the order of a lawyer's questions: which law, whether, how much, what is open."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from penalty_engine.answers import Answer
from penalty_engine.assessment import CircumstanceFinding, PossibleOutcome, Sentence, Warning
from penalty_engine.case import Case, Conduct
from penalty_engine.days import in_chinese
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.steps.circumstances import Found, Setting, find_circumstances, limitation_years, straddles_age
from penalty_engine.steps.directions import Weighing, alternatives, direction, direction_told, weigh
from penalty_engine.steps.gains import GainsFinding, find_gains, is_offcampus_training
from penalty_engine.steps.law import LawFinding, find_law
from penalty_engine.steps.penalties import Asked, PenaltiesFinding, find_penalties, imposable
from penalty_engine.steps.penalty_reasons import Reasons, penalty_reasons
from penalty_engine.steps.tiers import TierFinding, find_tier
from penalty_engine.steps.unknowns import (
    State,
    TierOption,
    answered,
    decisive_unknowns,
    heavier_left,
    is_closed,
    open_ways,
    possible_outcomes,
    tier_options,
)
from penalty_engine.wording import cite, say, warn

NO_PENALTIES = PenaltiesFinding((), (), ())
WITH_TIER = ("penalty", "order_only", "no_penalty_discretionary")
GRAVITY = (
    "not_punishable",
    "not_established",
    "no_penalty",
    "order_only",
    "no_penalty_discretionary",
    "penalty",
    "transfer",
)


class Findings(NamedTuple):
    """What each step found under one provision, in the order of the steps. `direction` None without a penalty."""

    law: LawFinding
    tier: TierFinding
    gains: GainsFinding
    found: Found
    weighing: Weighing
    outcome: str
    direction: str | None
    penalties: PenaltiesFinding
    reasons: Reasons


class ProvisionAssessment(NamedTuple):
    """What one provision comes to on these facts, with its reasoning and what is open."""

    stated: Violation
    findings: Findings
    tier_reason: str
    alternatives: tuple[str, ...]
    orders: tuple[str, ...]
    possible: tuple[PossibleOutcome, ...]
    decisive: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Warning, ...]

    @property
    def outcome(self) -> str:
        """The outcome under this provision."""
        return self.findings.outcome

    @property
    def ruling(self) -> Violation:
        """The provision assessed by: the stated one, or a milder later one."""
        return self.findings.law.violation

    @property
    def tier_name(self) -> str | None:
        """The tier, where there is a penalty or at least an order to speak of."""
        return self.findings.tier.name if self.outcome in WITH_TIER else None


class Question(NamedTuple):
    """One act, one provision, two days."""

    case: Case
    conduct: Conduct
    violation: Violation
    rulebook: Rulebook
    decided_on: date
    today: date
    path: str


def assess_provision(question: Question, *, result_only: bool = False) -> ProvisionAssessment:
    """The whole way through one provision; `result_only`: without orders, reasoning and what is open."""
    case, conduct, violation, rulebook, decided_on, _, path = question
    law = find_law(conduct, violation, rulebook, decided_on, path)
    responsible = case.party.role == "responsible_person" and not law.violation.aimed_at_responsible
    if responsible and law.in_force and not _has_responsible(law.violation):
        law = _no_responsible(law, rulebook, path)
    ruling = law.violation
    tier = find_tier(ruling, conduct.severity, conduct.facts, conduct.grade)
    gains = find_gains(conduct, ruling, rulebook, path)
    setting = _setting(question, ruling, tier)
    found = find_circumstances(setting)
    weighing = weigh(found.findings, rulebook)
    can_impose = bool(imposable(tier.tier, conduct, gains, responsible=responsible))
    outcome = _outcome(question, law.in_force, weighing, can_impose=can_impose)
    chosen = _direction(weighing, conduct) if outcome in WITH_TIER else None
    penalties, reasons = NO_PENALTIES, Reasons()
    if chosen is not None:
        asked = Asked(ruling, tier.tier, conduct, responsible, chosen, bool(weighing.lighter), gains, rulebook, path)
        penalties = find_penalties(asked)
        reasons = Reasons() if result_only else penalty_reasons(penalties, asked)
    if outcome == "order_only":
        penalties, chosen = penalties._replace(recommended=()), None
    findings = Findings(law, tier, gains, found, weighing, outcome, chosen, penalties, reasons)
    if result_only:
        return ProvisionAssessment(violation, findings, "", (), (), (), (), (), ())
    state = State(
        conduct, violation, _tier_options(question, law, tier, found), case.suspected_crime, law.in_force, setting.offcampus,
        found, gains, responsible, rulebook, setting.discovered_on is not None,
    )  # fmt: skip
    tier_name = tier.name if outcome in WITH_TIER else None
    possible: tuple[PossibleOutcome, ...] = (PossibleOutcome(outcome, chosen, tier_name, {}),)
    decisive: tuple[str, ...] = ()
    if not is_closed(state, penalties.unknown):
        possible = possible_outcomes(state)
        decisive = decisive_unknowns(state, possible, penalties.unknown, law.unknown)
    told = _tier_told(tier, ruling, rulebook)
    return ProvisionAssessment(
        violation,
        findings,
        told.text if outcome in WITH_TIER else "",
        alternatives(chosen, forced_mitigation=weighing.forced_mitigation) if chosen else (),
        _orders(question, findings, responsible=responsible),
        possible,
        decisive,
        _told(question, findings, told, decisive),
        _warnings(question, findings, setting),
    )


def _direction(weighing: Weighing, conduct: Conduct) -> str:
    return direction(
        lighter=bool(weighing.lighter),
        heavier=bool(weighing.heavier),
        forced_mitigation=weighing.forced_mitigation,
        choose=conduct.choose,
    )


def _setting(question: Question, ruling: Violation, tier: TierFinding) -> Setting:
    case, conduct, _, rulebook, decided_on, today, path = question
    discovered = conduct.discovered_on or case.filed_on
    offcampus = is_offcampus_training(conduct, ruling, rulebook)
    return Setting(case.party, conduct, ruling, tier, rulebook, discovered, decided_on, today, offcampus, path)


def _has_responsible(violation: Violation) -> bool:
    """Whether the provision punishes responsible persons at all, or is aimed at persons in such a position itself."""
    return any(tier.responsible or any(p.on_responsible for p in tier.penalties) for tier in violation.tiers)


def _no_responsible(law: LawFinding, rulebook: Rulebook, path: str) -> LawFinding:
    """No penalty for 直接责任人员 in this provision: another one must be found (双罚另有规定的)."""
    sentence = say(rulebook, "law.no_responsible", basis=law.violation.basis_text)
    warning = warn(rulebook, "NO_RESPONSIBLE_RANGE", f"{path}.violation", basis=law.violation.basis_text)
    applied = law.applied._replace(reason=sentence.text, related=law.violation.related)
    return law._replace(in_force=False, applied=applied, sentences=(sentence,), warnings=(*law.warnings, warning))


def _tier_options(question: Question, law: LawFinding, tier: TierFinding, found: Found) -> list[TierOption]:
    """The tiers that answers can reach; where old and new law were compared, each answer compares them anew."""
    conduct, stated = question.conduct, question.violation
    if not law.applied.milder_of:
        return tier_options(conduct, law.violation, tier, found)
    options = [TierOption(law.violation, tier, {})]
    if conduct.severity is not None:
        return options
    ways = [way for other in law.applied.milder_of for way in open_ways(question.rulebook.violations[other], conduct)]
    for answers in ways:
        severity, facts = answered(conduct, answers)
        other = replace(conduct, severity=severity, facts=facts)
        ruling = find_law(other, stated, question.rulebook, question.decided_on, question.path).violation
        reached = find_tier(ruling, other.severity, other.facts, other.grade)
        option = TierOption(ruling, reached, answers)
        if all(_tells_apart(option, earlier, found) for earlier in options):
            options.append(option)
    return options


def _tells_apart(one: TierOption, other: TierOption, found: Found) -> bool:
    return (one.violation, one.finding.name, heavier_left(one.violation, one.finding, found)) != (
        other.violation, other.finding.name, heavier_left(other.violation, other.finding, found)
    )  # fmt: skip


def _outcome(question: Question, in_force: Answer, weighing: Weighing, *, can_impose: bool) -> str:
    """The order of L8: what bars comes before what weighs."""
    case, conduct, rules = question.case, question.conduct, question.rulebook.rules
    if case.suspected_crime:
        return "transfer"
    if conduct.established is not True:
        return "not_established"
    if in_force is False:
        return "not_punishable"
    if weighing.no_penalty:
        return "no_penalty"
    if weighing.waiver and not (weighing.heavier and rules.waiver_needs_no_heavier):
        return "no_penalty_discretionary"
    return "penalty" if can_impose else "order_only"


def _orders(question: Question, findings: Findings, *, responsible: bool) -> tuple[str, ...]:
    """责令 and 教育: no penalties, and due also where none is imposed (处罚法 28, 33; 规则 L8)."""
    rules = question.rulebook.rules
    if findings.outcome in ("not_established", "not_punishable") or findings.law.in_force is False:
        return ()
    orders: tuple[str, ...] = () if responsible else findings.tier.tier.orders
    if (
        any(penalty.after_refund for penalty in findings.tier.tier.penalties)
        and findings.gains.base
        and not responsible
    ):
        orders = tuple(dict.fromkeys((*orders, rules.refund_order)))
    if not orders and question.conduct.ended is None and not responsible:
        orders = (rules.correction_order,)
    if findings.outcome in ("no_penalty", "no_penalty_discretionary"):
        special = [question.rulebook.circumstance[bar.id].order for bar in findings.weighing.no_penalty]
        orders += (*(order for order in special if order), rules.education_order)
    return orders


def _tier_told(tier: TierFinding, ruling: Violation, rulebook: Rulebook) -> Sentence:
    """Why this tier."""
    others = "、".join(other.trigger for other in ruling.tiers[1:])
    return say(rulebook, f"tier.{tier.how}", trigger=tier.tier.trigger, basis=ruling.basis_text, others=others)


def _told(
    question: Question, findings: Findings, tier_told: Sentence, decisive: tuple[str, ...]
) -> tuple[Sentence, ...]:
    """The reasoning of this provision, step by step."""
    rulebook = question.rulebook
    told = [*findings.law.sentences, *_whether_told(question, findings)]
    if findings.outcome in WITH_TIER:
        told.append(tier_told)
        if findings.gains.base is not None or findings.penalties.unknown:
            told += findings.gains.sentences
        if findings.direction is not None:
            told += direction_told(findings.direction, findings.weighing, rulebook)
        told += findings.reasons.sentences
    told.append(say(rulebook, "open.decisive" if decisive else "open.nothing", decisive, count=len(decisive)))
    return tuple(told)


def _whether_told(question: Question, findings: Findings) -> list[Sentence]:
    """Why there is a penalty, or none."""
    grounds = {"no_penalty": findings.weighing.no_penalty, "no_penalty_discretionary": findings.weighing.waiver}
    if findings.outcome not in grounds:
        return [say(question.rulebook, f"whether.{findings.outcome}")]
    return [_bar_told(question, findings.outcome, bar) for bar in grounds[findings.outcome]]


def _bar_told(question: Question, outcome: str, bar: CircumstanceFinding) -> Sentence:
    """One ground for no penalty; 追责期限 with the day and the years that count here."""
    rulebook, conduct, cited = question.rulebook, question.conduct, "、".join(bar.citations)
    if rulebook.circumstance[bar.id].computed == "limitation" and conduct.ended is not None:
        day, years = in_chinese(conduct.ended), limitation_years(conduct, rulebook)
        return cite(rulebook, "whether.limitation", bar.citations, (bar.id,), day=day, years=years, cited=cited)
    text = bar.text.removesuffix("的")
    return cite(rulebook, f"whether.{outcome}", bar.citations, (bar.id,), text=text, cited=cited)


def _warnings(question: Question, findings: Findings, setting: Setting) -> tuple[Warning, ...]:
    """What is doubtful, of all steps."""
    conduct, rulebook, path = question.conduct, question.rulebook, question.path
    where, ruling = f"{path}.violation", findings.law.violation
    warnings = [*findings.law.warnings, *findings.found.warnings]
    if not ruling.verified:
        warnings.append(warn(rulebook, "UNVERIFIED_SOURCE", where, what=ruling.basis_text))
    warnings += [warn(rulebook, "UNSETTLED_READING", where, what=reading) for reading in ruling.unsettled]
    warnings += _premise_warnings(conduct, ruling, rulebook, path)
    if findings.outcome in WITH_TIER:
        warnings += _tier_warnings(findings.tier, ruling, rulebook, f"{path}.severity")
        warnings += [*findings.gains.warnings, *findings.reasons.warnings]
    if findings.outcome == "order_only":
        warnings.append(warn(rulebook, "ORDER_ONLY", path, basis=ruling.basis_text))
    if conduct.choose and findings.direction and not findings.weighing.lighter:
        warnings.append(warn(rulebook, "CHOOSE_WITHOUT_GROUND", f"{path}.choose"))
    age = rulebook.rules.no_penalty_under
    if straddles_age(question.case.party, conduct, setting.last_day, age):
        warnings.append(warn(rulebook, "STRADDLES_AGE", f"{path}.from", age=age))
    return tuple(warnings)


def _premise_warnings(conduct: Conduct, ruling: Violation, rulebook: Rulebook, path: str) -> list[Warning]:
    """Facts that make the act one under this provision at all, such as the three conditions of 53号令 17."""
    holds = ruling.premise.holds(conduct.facts) if ruling.premise else True
    if ruling.premise is None or holds:
        return []
    if holds is False:
        return [warn(rulebook, "PREMISE_LACKING", f"{path}.violation", basis=ruling.basis_text, act=ruling.act)]
    unknown = [fact for fact in ruling.premise.facts if conduct.facts.get(fact) is None]
    labels = "、".join(rulebook.facts[fact].label for fact in unknown)
    return [warn(rulebook, "PREMISE_OPEN", f"{path}.facts.{unknown[0]}", basis=ruling.basis_text, facts=labels)]


def _tier_warnings(tier: TierFinding, ruling: Violation, rulebook: Rulebook, where: str) -> list[Warning]:
    warnings = []
    if tier.lacking:
        warnings.append(warn(rulebook, "TIER_LACKING", where, basis=ruling.basis_text, trigger=tier.tier.trigger))
    if tier.unstated:
        warnings.append(warn(rulebook, "TIER_EVENT_UNSTATED", where, trigger=tier.tier.trigger))
    if tier.contradicted:
        warnings.append(warn(rulebook, "TIER_EVENT_CONTRADICTED", where, basis=ruling.basis_text))
    if tier.tier.unread:
        warnings.append(warn(rulebook, "TIER_UNREAD", where, basis=ruling.basis_text))
    return warnings
