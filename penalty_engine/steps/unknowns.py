"""What is still open: which unknown facts matter, and where they would lead (规则 L3, L6, L8, L10, L12).

Built from what each kind of answer can do, never by trying all combinations of answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple, cast

from penalty_engine.answers import Answer
from penalty_engine.assessment import PossibleOutcome
from penalty_engine.case import Case, Conduct, FactValue, Statement, TierName
from penalty_engine.rulebook import Circumstance, Condition, Facts, Rulebook, TierPenalty, Violation
from penalty_engine.steps.circumstances import Found, is_used, open_elements
from penalty_engine.steps.directions import direction
from penalty_engine.steps.gains import GainsFinding
from penalty_engine.steps.penalties import imposable
from penalty_engine.steps.tiers import TierFinding, find_tier

Answers = Mapping[str, str]
Triple = tuple[str, str | None, str | None]
_YES_NO: Final = {"yes": True, "no": False}


class State(NamedTuple):
    """Everything about one provision that an answer could still change."""

    conduct: Conduct
    stated: Violation
    tiers: Sequence["TierOption"]
    suspected_crime: Answer
    in_force: Answer
    offcampus: Answer
    found: Found
    gains: GainsFinding
    responsible: bool
    rulebook: Rulebook
    is_discovery_known: bool


class TierOption(NamedTuple):
    """A tier that answers can reach, under the provision that would then rule."""

    violation: Violation
    finding: TierFinding
    answers: Answers


def tier_options(conduct: Conduct, violation: Violation, finding: TierFinding, found: Found) -> list[TierOption]:
    """The tier as it stands, then each other one with a smallest set of answers that reaches it.

    The same tier reached by other answers is another one where they use up what would weigh (规则 L10).
    """
    options = [TierOption(violation, finding, {})]
    if conduct.severity is not None or len(violation.tiers) == 1:
        return options
    seen = {(finding.name, heavier_left(violation, finding, found))}
    for answers in open_ways(violation, conduct):
        severity, facts = answered(conduct, answers)
        reached = find_tier(violation, severity, facts, conduct.grade)
        key = reached.name, heavier_left(violation, reached, found)
        if key not in seen:
            seen.add(key)
            options.append(TierOption(violation, reached, answers))
    return options


def with_answers(case: Case, conduct: Conduct, answers: Answers, rulebook: Rulebook) -> tuple[Case, Conduct]:
    """The case and the act as they would be with these answers given."""
    severity, events = answered(conduct, answers)
    facts = dict(events)
    circumstances = dict(conduct.circumstances)
    for key, value in answers.items():
        if key == "affects_life_health_or_finance":
            conduct = replace(conduct, affects_life_health_or_finance=value == "yes")
        elif key == "harmful_consequences":
            conduct = replace(conduct, harmful_consequences=value == "yes")
        fact = rulebook.facts.get(key.removeprefix("facts."))
        if key in rulebook.circumstance:
            circumstances[key] = Statement(True)  # noqa: FBT003 -- it holds
        elif fact is not None and fact.type != "boolean":
            facts[fact.id] = Decimal(value) if fact.type == "money" else value
    established = True if "established" in answers else conduct.established
    act = replace(conduct, severity=severity, facts=facts, circumstances=circumstances, established=established)
    return (replace(case, suspected_crime=True) if "suspected_crime" in answers else case), act


def heavier_left(violation: Violation, tier: TierFinding, found: Found) -> Answer:
    """Whether a heavier circumstance counts beside that tier: what the tier rests on does not."""
    if any(_counts(one, violation, tier) for one in found.holding):
        return True
    return None if any(_counts(one, violation, tier) for one in found.unknown) else False


def _counts(circumstance: Circumstance, violation: Violation, tier: TierFinding) -> bool:
    return circumstance.effect == "heavier" and not is_used(circumstance, violation, tier)


def open_ways(violation: Violation, conduct: Conduct) -> Iterator[Answers]:
    """The sets of answers that could still establish some tier: none asks again, none contradicts what is known."""
    for answers in violation.ways:
        known = [conduct.facts.get(key.removeprefix("facts.")) for key in answers]
        if False not in known:
            yield {key: value for key, value in answers.items() if not conduct.facts.get(key.removeprefix("facts."))}


def answered(conduct: Conduct, answers: Answers) -> tuple[TierName | None, Facts]:
    """Severity and facts as they would be with these answers given."""
    events = {key.removeprefix("facts."): True for key in answers if key != "severity"}
    facts = {**conduct.facts, **events} if events else conduct.facts
    return cast("TierName | None", answers.get("severity", conduct.severity)), facts


def is_closed(state: State, range_unknown: Sequence[str]) -> bool:
    """Whether no question is open at all: then the present outcome is the only one."""
    asked = (state.suspected_crime, state.conduct.established, state.in_force)
    return not state.found.unknown and len(state.tiers) == 1 and not range_unknown and None not in asked


def possible_outcomes(state: State) -> tuple[PossibleOutcome, ...]:
    """One entry per reachable (outcome, direction, tier), the present one first, with a smallest set of answers."""
    reached: dict[Triple, Answers] = {}
    for triple, answers in _reachable(state):
        known = reached.get(triple)
        if known is None or len(answers) < len(known):
            reached[triple] = answers
    return tuple(PossibleOutcome(*triple, answers) for triple, answers in reached.items())


def _reachable(state: State) -> Iterator[tuple[Triple, Answers]]:
    """In the order of L8: each bar ends the way or leaves a branch behind; the present outcome comes first."""
    if state.suspected_crime:
        yield ("transfer", None, None), {}
        return
    yield from _short_of_crime(state)
    if state.suspected_crime is None:
        yield ("transfer", None, None), {"suspected_crime": "yes"}


def _short_of_crime(state: State) -> Iterator[tuple[Triple, Answers]]:
    """What bars a penalty, then the penalty."""
    conduct = state.conduct
    given: Answers = {}
    if conduct.established is not True:
        yield ("not_established", None, None), given
    if conduct.established is False:
        return
    if conduct.established is None:
        given = {"established": "yes"}
    if state.in_force is False:
        yield ("not_punishable", None, None), given
        return
    if any(circumstance.effect == "no_penalty" for circumstance in state.found.holding):
        yield ("no_penalty", None, None), given
    else:
        yield from _punishable(state, given)
        bar = _cheapest(state, "no_penalty")
        if bar is not None:
            yield ("no_penalty", None, None), {**given, **bar}
    if state.in_force is None:
        displacing = _answering(state, state.stated.displaced_when, holds=True) if state.stated.displaced_when else None
        yield ("not_punishable", None, None), {**given, **(displacing or {})}


def _punishable(state: State, given: Answers) -> Iterator[tuple[Triple, Answers]]:
    """Direction and tier, once nothing bars a penalty."""
    waivers = list(_either(state, "no_penalty_discretionary"))
    sides = list(_lighter_sides(state))
    for option in state.tiers:
        name = option.finding.name
        heavies = list(_heavier_sides(state, option))
        open_to = imposable(option.finding.tier, state.conduct, state.gains, responsible=state.responsible)
        nothing = _leaving_nothing(state, open_to)
        for waived, waiver in waivers:
            for heavier, heavy in heavies:
                for lighter, forced, light in sides:
                    answers = {**given, **option.answers, **waiver, **heavy, **light}
                    chosen = direction(
                        lighter=lighter, heavier=heavier, forced_mitigation=forced, choose=state.conduct.choose
                    )
                    if waived and not (heavier and state.rulebook.rules.waiver_needs_no_heavier):
                        yield ("no_penalty_discretionary", chosen, name), answers
                        continue
                    if open_to:
                        yield ("penalty", chosen, name), answers
                    if nothing is not None:
                        yield ("order_only", None, name), {**answers, **nothing}


def _leaving_nothing(state: State, open_to: Sequence[TierPenalty]) -> Answers | None:
    """The answers after which no penalty can be imposed, e.g. no gains; None where no answer takes all of them away."""
    answers: dict[str, str] = {}
    for penalty in open_to:
        against = _against(penalty, state)
        if against is None:
            return None
        answers |= against
    return answers


def _against(penalty: TierPenalty, state: State) -> Answers | None:
    """The answer that takes one penalty away: no gains, no capital, a condition that fails."""
    gains, facts, scope = state.gains, state.conduct.facts, penalty.range
    if penalty.when is not None:
        return None if penalty.when.holds(facts) else _answering(state, penalty.when, holds=False)
    if penalty.if_gains and gains.base is not None:
        return {"facts.fees_refundable": _told(gains.base)} if gains.confiscable is None else None
    base = (
        "illegal_gains" if penalty.if_gains else scope.base if scope is not None and scope.type == "multiple" else None
    )
    known = gains.base if base == "illegal_gains" else facts.get(base or "")
    always = base is None or known is not None or (scope is not None and scope.base_treated_as is not None)
    if always:
        return None
    collected = facts.get("fees_collected") if base == "illegal_gains" else None
    return {"facts.fees_refunded": _told(collected)} if isinstance(collected, Decimal) else {f"facts.{base}": "0"}


def _told(value: Decimal) -> str:
    return f"{value:f}"


def _either(state: State, effect: str) -> Iterator[tuple[bool, Answers]]:
    """Does a circumstance of that effect hold: as established, and as an answer could make it."""
    holds = any(circumstance.effect == effect for circumstance in state.found.holding)
    yield holds, {}
    if not holds:
        cheapest = _cheapest(state, effect)
        if cheapest is not None:
            yield True, cheapest


def _lighter_sides(state: State) -> Iterator[tuple[bool, bool, Answers]]:
    """(lighter, forced mitigation, answers)."""
    holding = [c for c in state.found.holding if c.effect == "lighter_or_mitigated"]
    forced = any(circumstance.forces_mitigation for circumstance in holding)
    yield bool(holding), forced, {}
    open_to = [c for c in state.found.unknown if c.effect == "lighter_or_mitigated"]
    if not holding and (plain := _first(state, (c for c in open_to if not c.forces_mitigation))):
        yield True, False, plain
    if not forced and (listed := _first(state, (c for c in open_to if c.forces_mitigation))):
        yield True, True, listed


def _heavier_sides(state: State, option: TierOption) -> Iterator[tuple[bool, Answers]]:
    """(heavier, answers): what the tier already rests on does not weigh again."""
    usable = [
        circumstance
        for circumstance in (*state.found.holding, *state.found.unknown)
        if _counts(circumstance, option.violation, option.finding)
    ]
    holds = any(circumstance in state.found.holding for circumstance in usable)
    yield holds, {}
    if not holds and (cheapest := _first(state, usable)):
        yield True, cheapest


def _cheapest(state: State, effect: str) -> Answers | None:
    return _first(state, (c for c in state.found.unknown if c.effect == effect))


def _first(state: State, circumstances: Iterable[Circumstance]) -> Answers | None:
    """The answers that establish one of them, as few as possible."""
    best: Answers | None = None
    for circumstance in circumstances:
        answers = _establishing(state, circumstance)
        if best is None or len(answers) < len(best):
            best = answers
            if len(answers) == 1:
                break
    return best


def _establishing(state: State, circumstance: Circumstance) -> Answers:
    if circumstance.computed == "limitation" and state.is_discovery_known:
        return {_limitation_keys(state)[0]: "no"}
    if circumstance.offcampus_only and state.offcampus is None:
        fact = {f"facts.{state.rulebook.rules.offcampus_fact}": "yes"}
        statement = state.conduct.circumstances.get(circumstance.id)
        return fact if statement is not None and statement.holds else {circumstance.id: "yes", **fact}
    return {circumstance.id: "yes"}


def _answering(state: State, condition: Condition, *, holds: bool) -> Answers | None:
    """One answer after which the condition holds, or fails; None where one answer is not enough."""
    facts = state.conduct.facts
    for fact in condition.facts:
        values: Mapping[str, FactValue] = _YES_NO
        if state.rulebook.facts[fact].type != "boolean":
            values = {option: option for option in state.rulebook.facts[fact].options}
        for told, value in values.items():
            if fact not in facts and condition.holds({**facts, fact: value}) is holds:
                return {f"facts.{fact}": told}
    return None


def decisive_unknowns(
    state: State, outcomes: Sequence[PossibleOutcome], range_unknown: Sequence[str], law_unknown: Sequence[str]
) -> tuple[str, ...]:
    """The fields whose answers can still change the result, the most decisive first."""
    kinds = {outcome.outcome for outcome in outcomes}
    keys: list[str] = []
    if state.suspected_crime is None:
        keys.append("suspected_crime")
    if state.conduct.established is None:
        keys.append("established")
    if "not_punishable" in kinds and len(kinds) > 1:
        keys += law_unknown
    if len(outcomes) > 1 and "no_penalty" in kinds:
        keys += _open_keys(state, [c for c in state.found.unknown if c.effect == "no_penalty"])
    if not kinds & {"penalty", "order_only", "no_penalty_discretionary"}:
        return tuple(dict.fromkeys(keys))
    if "no_penalty_discretionary" in kinds and len(kinds) > 1:
        keys += _open_keys(state, [c for c in state.found.unknown if c.effect == "no_penalty_discretionary"])
    if len(state.tiers) > 1:
        keys += _tier_keys(state)
    keys += range_unknown
    directions = {outcome.direction for outcome in outcomes}
    may_be_waived = "no_penalty_discretionary" in kinds and state.rulebook.rules.waiver_needs_no_heavier
    weighs = may_be_waived or bool(directions & {"heavier", "conflicting"})
    keys += _open_keys(state, [c for c in state.found.unknown if _moves(c, state, heavier_weighs=weighs)])
    return tuple(dict.fromkeys(keys))


def _tier_keys(state: State) -> list[str]:
    """The severity, and each event that would by itself change the tier."""
    present = state.tiers[0]
    keys = [key for option in state.tiers for key in option.answers]
    for answers in open_ways(present.violation, state.conduct):
        severity, facts = answered(state.conduct, answers)
        reached = find_tier(present.violation, severity, facts, state.conduct.grade)
        if len(answers) == 1 and reached.name != present.finding.name:
            keys += answers
    return list(dict.fromkeys(keys))


def _moves(circumstance: Circumstance, state: State, *, heavier_weighs: bool) -> bool:
    """Whether an unknown circumstance can still move the direction, or undo a waiver."""
    if circumstance.effect == "heavier":
        return heavier_weighs and any(_would_tip(circumstance, option, state) for option in state.tiers)
    if circumstance.effect != "lighter_or_mitigated":
        return False
    return not any(c.effect == "lighter_or_mitigated" for c in state.found.holding) or circumstance.forces_mitigation


def _would_tip(circumstance: Circumstance, option: TierOption, state: State) -> bool:
    """Whether it would be the first heavier circumstance that counts on this tier."""
    violation, tier = option.violation, option.finding
    return _counts(circumstance, violation, tier) and heavier_left(violation, tier, state.found) is not True


def _open_keys(state: State, circumstances: Sequence[Circumstance]) -> list[str]:
    """The elements still unanswered, those with fewest left first."""
    stated = state.conduct.circumstances
    keys = [(_open_parts(c, stated.get(c.id), state), c) for c in circumstances]
    ordered = [key for open_to, _ in sorted(keys, key=lambda item: _left(item[0], item[1])) for key in open_to]
    unknown_scope = state.offcampus is None and any(c.offcampus_only for c in circumstances)
    return [*ordered, f"facts.{state.rulebook.rules.offcampus_fact}"] if unknown_scope else ordered


def _open_parts(circumstance: Circumstance, statement: Statement | None, state: State) -> Sequence[str]:
    if circumstance.computed == "limitation" and statement is None:
        return _limitation_keys(state)
    return open_elements(circumstance, statement, state.conduct)


def _limitation_keys(state: State) -> list[str]:
    """What would tell whether the act was found too late: when it was, else whether five years apply (处罚法 36)."""
    if not state.is_discovery_known:
        return ["discovered_on"]
    conduct = state.conduct
    touched, harmful = conduct.affects_life_health_or_finance, conduct.harmful_consequences
    keys = {"affects_life_health_or_finance": touched, "harmful_consequences": harmful}
    return [key for key, answer in keys.items() if answer is None]


def _left(open_to: Sequence[str], circumstance: Circumstance) -> tuple[bool, int]:
    """How many elements are left, those of a circumstance as a whole where none was named; catch-all ones come last."""
    return circumstance.needs_note, len(circumstance.elements) if open_to[0] == circumstance.id else len(open_to)
