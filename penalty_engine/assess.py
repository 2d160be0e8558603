"""The engine: one function from a case and a rulebook to a reasoned assessment. Pure; "today" is an argument."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from penalty_engine.amounts import ZERO, Interval
from penalty_engine.assessment import (
    Assessment,
    ConductAssessment,
    Deadlines,
    FineTotals,
    Gains,
    Procedure,
    ProposalFinding,
    RulebookReceipt,
    Sentence,
    Totals,
    ViolationName,
    Warning,
)
from penalty_engine.case import Case, Conduct
from penalty_engine.days import calendar_days_after
from penalty_engine.rulebook import Rulebook, Violation
from penalty_engine.steps.circumstances import limitation_expires
from penalty_engine.steps.concurrence import Combined, combine, possible_together
from penalty_engine.steps.procedure import find_procedure
from penalty_engine.steps.proposals import Held, check_proposal, mitigation_not_shown
from penalty_engine.steps.provisions import GRAVITY, Question, assess_provision
from penalty_engine.version import ENGINE
from penalty_engine.wording import say, warn

STEPS = ("law", "whether", "amount", "open")


def assess(case: Case, rulebook: Rulebook, today: date) -> Assessment:
    """Whether to punish, how, within which range and why; what is still open; which steps bind (规则 L1 至 L20).

    `today` stands in for the day of the decision where none is planned. Same inputs, same result.
    """
    decided_on = case.decided_on or today
    conducts: list[ConductAssessment] = []
    warnings: list[Warning] = [Warning(*note) for note in case.notes]
    ruling: list[tuple[Violation, ...]] = []
    for index, conduct in enumerate(case.conducts):
        path = f"conducts[{index}]"
        assessed, provisions, told = _assess_conduct(case, conduct, rulebook, decided_on, today, path)
        conducts.append(assessed)
        ruling.append(provisions)
        warnings += told
    procedure, doubts = find_procedure(case, conducts, ruling, rulebook)
    return Assessment(
        case.number,
        today,
        RulebookReceipt(rulebook.id, rulebook.version, rulebook.digest),
        ENGINE,
        case.digest,
        max((conduct.outcome for conduct in conducts), key=GRAVITY.index),
        all(conduct.settled for conduct in conducts),
        _with_procedure_told(conducts, procedure, rulebook),
        Totals(_fines(conducts)),
        procedure,
        _deadlines(case, rulebook),
        tuple(dict.fromkeys((*warnings, *doubts))),
    )


def _assess_conduct(
    case: Case, conduct: Conduct, rulebook: Rulebook, decided_on: date, today: date, path: str
) -> tuple[ConductAssessment, tuple[Violation, ...], tuple[Warning, ...]]:
    """One act under all the provisions it breaks."""
    question = Question(case, conduct, rulebook.violations[conduct.violation], rulebook, decided_on, today, path)
    others = (question._replace(violation=rulebook.violations[other]) for other in conduct.concurrent)
    both = combine([assess_provision(one) for one in (question, *others)], rulebook, path)
    lead, found = both.lead, both.lead.findings
    possible = possible_together(both, question)
    decisive = tuple(dict.fromkeys(key for one in both.considered for key in one.decisive))
    proposal, told = _proposal(conduct, both, rulebook, path)
    stated = rulebook.violations[conduct.violation]
    confiscable = _confiscable(both)
    assessed = ConductAssessment(
        ViolationName(stated.id, stated.name, "、".join(dict.fromkeys(one.ruling.basis_text for one in both.standing))),
        lead.outcome,
        found.direction,
        lead.alternatives,
        lead.tier_name,
        lead.tier_reason,
        found.law.applied,
        found.gains.base,
        Gains(found.gains.refundable, confiscable),
        both.penalties,
        both.recommended,
        both.orders,
        found.found.findings,
        decisive,
        possible,
        proposal,
        _explained(both),
        both.provisions,
        settled=not decisive and len(possible) == 1,
    )
    provisions = tuple(one.ruling for one in both.standing)
    warnings = [warning for one in both.standing for warning in one.warnings]
    actor = _actor_warnings(case, provisions, rulebook)
    return assessed, provisions, (*warnings, *both.warnings, *actor, *told)


def _confiscable(both: Combined) -> Decimal | None:
    """What may be confiscated, by the provision that confiscates: the leading one or one that stands beside it."""
    taking = [one for one in both.standing if one.findings.direction and one.findings.tier.tier.confiscates]
    return taking[0].findings.gains.confiscable if taking else None


def _explained(both: Combined) -> tuple[Sentence, ...]:
    """The reasoning: the leading provision's, what the others add, and how they stand together."""
    if not both.provisions:
        return both.lead.sentences
    told = dict.fromkeys(both.lead.sentences)
    for one in both.standing:
        told.update(dict.fromkeys(sentence for sentence in one.sentences if sentence.step in ("law", "amount")))
    return tuple(sorted((*told, *both.sentences), key=lambda sentence: STEPS.index(sentence.step)))


def _proposal(
    conduct: Conduct, both: Combined, rulebook: Rulebook, path: str
) -> tuple[ProposalFinding | None, tuple[Warning, ...]]:
    """The officer's figure held against the ranges."""
    if conduct.proposal is None:
        return None, ()
    chosen = both.lead.findings.direction
    against = Held(both.lead.outcome, chosen, both.penalties, both.recommended, _confiscable(both))
    found = check_proposal(conduct.proposal, against, rulebook)
    told: tuple[Warning, ...] = ()
    if mitigation_not_shown(conduct.proposal, chosen, both.penalties, rulebook.rules):
        told = (warn(rulebook, "MITIGATION_NOT_SHOWN", f"{path}.proposal.fine"),)
    return found, told


def _actor_warnings(case: Case, provisions: Sequence[Violation], rulebook: Rulebook) -> tuple[Warning, ...]:
    """A party that the provision does not speak of (ACTOR_MISMATCH)."""
    capacity = case.party.capacity
    if not capacity or case.party.role == "responsible_person":
        return ()
    where = "party.capacity"
    return tuple(
        warn(rulebook, "ACTOR_MISMATCH", where, capacity=capacity, actors="、".join(one.actors), basis=one.basis_text)
        for one in provisions
        if one.actors and not any(_fits(capacity, case.party.kind, actor) for actor in one.actors)
    )


_KINDS = {"natural_person": ("自然人", "个人", "任何人"), "legal_person": ("法人", "单位", "任何人")}


def _fits(capacity: str, kind: str, actor: str) -> bool:
    general = _KINDS.get(kind, ("其他组织", "单位", "任何人"))
    return capacity in actor or actor in capacity or any(word == actor for word in general)


def _fines(conducts: Sequence[ConductAssessment]) -> FineTotals:
    """Each act by itself, then added up; waived acts left out; None when one is unknown (规则 L17)."""
    counted = [found for found in conducts if found.outcome == "penalty"]
    fines = [(p, found) for found in counted for p in found.penalties if p.kind == "fine"]
    statutory = [p.statutory for p, _ in fines if p.multiple is None or p.multiple.base != ZERO]
    recommended = [p.recommended for p, _ in fines if p.is_recommended]
    return FineTotals(_sum(statutory), _sum(recommended))


def _sum(ranges: Sequence[Interval | None]) -> Interval | None:
    known = [one for one in ranges if one is not None]
    if len(known) < len(ranges):
        return None
    return reduce(_plus, known) if known else Interval(Decimal("0.00"), Decimal("0.00"))


def _plus(one: Interval, other: Interval) -> Interval:
    return Interval(
        one.min + other.min,
        one.max + other.max,
        one.min_inclusive and other.min_inclusive,
        one.max_inclusive and other.max_inclusive,
    )


def _deadlines(case: Case, rulebook: Rulebook) -> Deadlines:
    """The first limitation that runs out; the decision's ninety days (处罚法 36, 60)."""
    expiring = [day for conduct in case.conducts if (day := limitation_expires(conduct, rulebook)) is not None]
    due = None if case.filed_on is None else calendar_days_after(case.filed_on, rulebook.rules.decision_days)
    return Deadlines(min(expiring, default=None), due)


def _with_procedure_told(
    conducts: Sequence[ConductAssessment], procedure: Procedure, rulebook: Rulebook
) -> tuple[ConductAssessment, ...]:
    """The procedure is the case's: its sentences close the first act's reasoning."""
    told = []
    if procedure.hearing:
        told.append(say(rulebook, "procedure.hearing", reasons="；".join(procedure.hearing_reasons)))
    if procedure.simplified:
        told.append(say(rulebook, "procedure.simplified"))
    if procedure.legal_review:
        told.append(say(rulebook, "procedure.legal_review", reasons="；".join(procedure.legal_review_reasons)))
    if procedure.collective_discussion:
        reasons = "；".join(procedure.collective_discussion_reasons)
        told.append(say(rulebook, "procedure.collective_discussion", reasons=reasons))
    first, *rest = conducts
    return (first._replace(explanation=(*first.explanation, *told)), *rest)
