"""One act under one provision, in the order of a lawyer's questions: which law, whether, how much, what is open."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from penalty_engine.answers import Answer
from penalty_engine.assessment import CircumstanceFinding, PossibleOutcome, Sentence, Warning
from penalty_engine.case import Case, Conduct
from penalty_engine.circumstances import Found, Setting, find_circumstances, straddles_age
from penalty_engine.directions import Weighing, alternatives, direction, direction_told, weigh
from penalty_engine.gains import GainsFinding, find_gains, is_offcampus_training
from penalty_engine.law import LawFinding, find_law
from penalty_engine.penalties import Asked, PenaltiesFinding, find_penalties, imposable
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.tiers import TierFinding, find_tier
from penalty_engine.unknowns import State, TierOption, answered, decisive_unknowns, possible_outcomes, tier_options
from penalty_engine.wording import cite, say, warn

NO_PENALTIES = PenaltiesFinding((), (), (), (), ())
GRAVITY = ("not_punishable", "not_established", "no_penalty", "order_only", "no_penalty_discretionary", "penalty", "transfer")


class ProvisionAssessment(NamedTuple):
    """What one provision comes to on these facts."""

    stated: Violation
    law: LawFinding
    tier: TierFinding
    tier_told: Sentence
    gains: GainsFinding
    found: Found
    weighing: Weighing
    outcome: str
    direction: str | None
    alternatives: tuple[str, ...]
    finding: PenaltiesFinding
    orders: tuple[str, ...]
    possible: tuple[PossibleOutcome, ...]
    decisive: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[Warning, ...]

    @property
    def tier_name(self) -> str | None:
        """The tier, where there is a penalty or at least an order to speak of."""
        return self.tier.name if self.outcome in ("penalty", "order_only", "no_penalty_discretionary") else None

    @property
    def circumstances(self) -> tuple[CircumstanceFinding, ...]:
        """All circumstances that can apply."""
        return self.found.findings


class Question(NamedTuple):
    """One act, one provision, two days."""

    case: Case
    conduct: Conduct
    violation: Violation
    rulebook: Rulebook
    decided_on: date
    today: date
    path: str


def assess_provision(question: Question) -> ProvisionAssessment:
    """The whole way through one provision."""
    case, conduct, violation, rulebook, decided_on, _, path = question
    law = find_law(conduct, violation, rulebook, decided_on, path)
    responsible = case.party.role == "responsible_person"
    if responsible and law.in_force and not _has_responsible(law.violation):
        law = _no_responsible(law, rulebook, path)
    ruling = law.violation
    tier = find_tier(ruling, conduct.severity, conduct.facts)
    gains = find_gains(conduct, ruling, rulebook, path)
    offcampus = is_offcampus_training(conduct, ruling, rulebook)
    setting = _setting(question, ruling, tier, offcampus)
    found = find_circumstances(setting)
    weighing = weigh(found.findings, rulebook)
    can_impose = imposable(tier.tier, conduct, gains, responsible=responsible)
    outcome = _outcome(question, law.in_force, weighing, can_impose=can_impose)
    chosen: str | None = None
    finding, others = NO_PENALTIES, ()
    if outcome in ("penalty", "no_penalty_discretionary", "order_only"):
        chosen = direction(
            lighter=bool(weighing.lighter), heavier=bool(weighing.heavier),
            forced_mitigation=weighing.forced_mitigation, choose=conduct.choose,
        )  # fmt: skip
        asked = Asked(ruling, tier.tier, conduct, responsible, chosen, bool(weighing.lighter), gains, rulebook, path)
        finding = find_penalties(asked)
        others = alternatives(chosen, forced_mitigation=weighing.forced_mitigation)
    if outcome == "order_only":
        finding, chosen, others = finding._replace(recommended=()), None, ()
    options = _tier_options(question, law, tier)
    state = State(
        conduct, violation, options, case.suspected_crime, law.in_force, offcampus, found, gains, responsible, rulebook
    )
    possible = possible_outcomes(state)
    decisive = decisive_unknowns(state, possible, finding.unknown, law.unknown)
    tier_told = _tier_told(tier, ruling, rulebook)
    sentences = _told(question, law, outcome, weighing, chosen, tier_told, gains, finding, decisive)
    return ProvisionAssessment(
        violation, law, tier, tier_told, gains, found, weighing, outcome, chosen, others, finding,
        _orders(question, law, tier, weighing, outcome, responsible=responsible), possible, decisive, sentences,
        _warnings(question, law, tier, outcome, weighing, found, gains, finding, setting),
    )  # fmt: skip


def _setting(question: Question, ruling: Violation, tier: TierFinding, offcampus: Answer) -> Setting:
    case, conduct, _, rulebook, decided_on, today, path = question
    discovered = conduct.discovered_on or case.filed_on
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


def _tier_options(question: Question, law: LawFinding, tier: TierFinding) -> list[TierOption]:
    """The tiers that answers can reach; where old and new law were compared, each answer compares them anew."""
    conduct, stated = question.conduct, question.violation
    if not law.applied.milder_of:
        return tier_options(conduct, law.violation, tier)
    options = [TierOption(law.violation, tier, {})]
    if conduct.severity is not None:
        return options
    ways = [way for other in law.applied.milder_of for way in question.rulebook.violations[other].ways]
    for answers in ways:
        severity, facts = answered(conduct, answers)
        other = replace(conduct, severity=severity, facts=facts)  # type: ignore[arg-type]
        ruling = find_law(other, stated, question.rulebook, question.decided_on, question.path).violation
        reached = find_tier(ruling, other.severity, other.facts)
        if all((ruling, reached.name) != (option.violation, option.finding.name) for option in options):
            options.append(TierOption(ruling, reached, answers))
    return options


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


def _orders(
    question: Question, law: LawFinding, tier: TierFinding, weighing: Weighing, outcome: str, *, responsible: bool
) -> tuple[str, ...]:
    """责令 and 教育: no penalties, and due also where none is imposed (处罚法 28, 33; 规则 L8)."""
    rules = question.rulebook.rules
    if outcome in ("not_established", "not_punishable") or law.in_force is False:
        return ()
    orders: tuple[str, ...] = () if responsible else tier.tier.orders
    if not orders and question.conduct.ended is None and not responsible:
        orders = (rules.correction_order,)
    if outcome in ("no_penalty", "no_penalty_discretionary"):
        special = [question.rulebook.circumstance[finding.id].order for finding in weighing.no_penalty]
        orders += (*(order for order in special if order), rules.education_order)
    return orders


def _tier_told(tier: TierFinding, ruling: Violation, rulebook: Rulebook) -> Sentence:
    """Why this tier."""
    others = "、".join(other.trigger for other in ruling.tiers[1:])
    return say(rulebook, f"tier.{tier.how}", trigger=tier.tier.trigger, basis=ruling.basis_text, others=others)


def _told(  # noqa: PLR0913 -- the reasoning in the order of the steps
    question: Question,
    law: LawFinding,
    outcome: str,
    weighing: Weighing,
    chosen: str | None,
    tier_told: Sentence,
    gains: GainsFinding,
    finding: PenaltiesFinding,
    decisive: tuple[str, ...],
) -> tuple[Sentence, ...]:
    """The reasoning of this provision, step by step."""
    rulebook = question.rulebook
    told = [*law.sentences]
    if outcome == "no_penalty":
        told += [
            cite(
                rulebook, "whether.no_penalty", bar.citations,
                text=bar.text.removesuffix("的"), cited="、".join(bar.citations),
            )._replace(because=(bar.id,))
            for bar in weighing.no_penalty
        ]  # fmt: skip
    elif outcome == "no_penalty_discretionary":
        cited = weighing.waiver[0].citations
        told.append(cite(rulebook, "whether.discretionary", cited, text=weighing.waiver[0].text, cited="、".join(cited)))
    else:
        told.append(say(rulebook, f"whether.{outcome}"))
    if outcome in ("penalty", "no_penalty_discretionary", "order_only"):
        told += [tier_told, *gains.sentences]
        if chosen is not None:
            told += direction_told(chosen, weighing, rulebook)
        told += finding.sentences
    told.append(say(rulebook, "open.decisive" if decisive else "open.nothing", decisive, count=len(decisive)))
    return tuple(told)


def _warnings(  # noqa: PLR0913 -- one place gathers the doubts of all steps
    question: Question,
    law: LawFinding,
    tier: TierFinding,
    outcome: str,
    weighing: Weighing,
    found: Found,
    gains: GainsFinding,
    finding: PenaltiesFinding,
    setting: Setting,
) -> tuple[Warning, ...]:
    conduct, rulebook, path, ruling = question.conduct, question.rulebook, question.path, law.violation
    where = f"{path}.violation"
    warnings = [*law.warnings, *found.warnings]
    if not ruling.verified:
        warnings.append(warn(rulebook, "UNVERIFIED_SOURCE", where, what=ruling.basis_text))
    warnings += [warn(rulebook, "UNSETTLED_READING", where, what=reading) for reading in ruling.unsettled]
    if outcome in ("penalty", "order_only", "no_penalty_discretionary"):
        warnings += [*_tier_warnings(tier, ruling, rulebook, f"{path}.severity"), *gains.warnings, *finding.warnings]
        if outcome == "order_only":
            warnings.append(warn(rulebook, "ORDER_ONLY", path, basis=ruling.basis_text))
    if conduct.choose and outcome in ("penalty", "no_penalty_discretionary") and not weighing.lighter:
        warnings.append(warn(rulebook, "CHOOSE_WITHOUT_GROUND", f"{path}.choose"))
    rules = rulebook.rules
    if straddles_age(question.case.party, conduct, setting.last_day, rules.no_penalty_under):
        warnings.append(warn(rulebook, "STRADDLES_AGE", f"{path}.from", age=rules.no_penalty_under))
    return tuple(warnings)


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
