"""What is still open: which unknown facts matter, and where they would lead (规则 L3, L6, L8, L10, L12).

Built from what each kind of answer can do, never by trying all combinations of answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, cast

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import PossibleOutcome
from penalty_engine.case import Conduct, TierName
from penalty_engine.circumstances import Found, is_used, open_elements
from penalty_engine.directions import direction
from penalty_engine.gains import GainsFinding
from penalty_engine.penalties import imposable
from penalty_engine.rulebook import Circumstance, Facts, Rulebook, Violation
from penalty_engine.tiers import TierFinding, find_tier

Answers = Mapping[str, str]
Triple = tuple[str, str | None, str | None]


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


class TierOption(NamedTuple):
    """A tier that answers can reach, under the provision that would then rule."""

    violation: Violation
    finding: TierFinding
    answers: Answers


def tier_options(conduct: Conduct, violation: Violation, finding: TierFinding) -> list[TierOption]:
    """The tier as it stands, then each other one with a smallest set of answers that reaches it."""
    options = [TierOption(violation, finding, {})]
    if conduct.severity is not None or len(violation.tiers) == 1:
        return options
    names = {finding.name}
    for answers in violation.ways:
        severity, facts = answered(conduct, answers)
        reached = find_tier(violation, severity, facts, conduct.grade)
        if reached.name not in names:
            names.add(reached.name)
            options.append(TierOption(violation, reached, answers))
    return options


def answered(conduct: Conduct, answers: Answers) -> tuple[TierName | None, Facts]:
    """Severity and facts as they would be with these answers given."""
    events = {key.removeprefix("facts."): True for key in answers if key != "severity"}
    facts = {**conduct.facts, **events} if events else conduct.facts
    return cast("TierName | None", answers.get("severity", conduct.severity)), facts


def possible_outcomes(state: State) -> tuple[PossibleOutcome, ...]:
    """One entry per reachable (outcome, direction, tier), the present one first, with a smallest set of answers."""
    reached: dict[Triple, Answers] = {}
    for triple, answers in _reachable(state):
        known = reached.get(triple)
        if known is None or len(answers) < len(known):
            reached[triple] = answers
    return tuple(PossibleOutcome(*triple, answers) for triple, answers in reached.items())


def _reachable(state: State) -> Iterator[tuple[Triple, Answers]]:
    """In the order of L8: each bar ends the way or leaves a branch behind."""
    conduct = state.conduct
    given: Answers = {}
    if state.suspected_crime:
        yield ("transfer", None, None), given
        return
    if conduct.established is not True:
        yield ("not_established", None, None), given
    if state.suspected_crime is None:
        yield ("transfer", None, None), {"suspected_crime": "yes"}
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
        yield ("not_punishable", None, None), {**given, **_displacing(state)}


def _punishable(state: State, given: Answers) -> Iterator[tuple[Triple, Answers]]:
    """Direction and tier, once nothing bars a penalty."""
    waivers = list(_either(state, "no_penalty_discretionary"))
    sides = list(_lighter_sides(state))
    for option in state.tiers:
        name = option.finding.name
        heavies = list(_heavier_sides(state, option))
        for waived, waiver in waivers:
            for heavier, heavy in heavies:
                for lighter, forced, light in sides:
                    answers = {**given, **option.answers, **waiver, **heavy, **light}
                    chosen = direction(
                        lighter=lighter, heavier=heavier, forced_mitigation=forced, choose=state.conduct.choose
                    )
                    if waived and not (heavier and state.rulebook.rules.waiver_needs_no_heavier):
                        yield ("no_penalty_discretionary", chosen, name), answers
                    else:
                        yield from _by_gains(state, option, chosen, answers)


def _by_gains(state: State, option: TierOption, chosen: str, answers: Answers) -> Iterator[tuple[Triple, Answers]]:
    """A penalty, or orders alone where no penalty can be imposed, e.g. because there are no gains."""
    name, tier, gains = option.finding.name, option.finding.tier, state.gains
    if not imposable(tier, state.conduct, gains, responsible=state.responsible):
        yield ("order_only", None, name), answers
        return
    yield ("penalty", chosen, name), answers
    if gains.confiscable is None and gains.unknown:
        none = gains._replace(base=ZERO if gains.base is None else gains.base, confiscable=ZERO)
        if not imposable(tier, state.conduct, none, responsible=state.responsible):
            nothing = (
                {"facts.illegal_gains": "0"} if gains.base is None else {"facts.fees_refundable": _told(gains.base)}
            )
            yield ("order_only", None, name), {**answers, **nothing}


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
        if circumstance.effect == "heavier" and not is_used(circumstance, option.violation, option.finding)
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
    if circumstance.offcampus_only and state.offcampus is None:
        fact = {f"facts.{state.rulebook.rules.offcampus_fact}": "yes"}
        statement = state.conduct.circumstances.get(circumstance.id)
        return fact if statement is not None and statement.holds else {circumstance.id: "yes", **fact}
    return {circumstance.id: "yes"}


def _displacing(state: State) -> Answers:
    """The answer by which higher law takes the provision's place."""
    condition = state.stated.displaced_when
    for fact in condition.facts if condition else ():
        for value in state.rulebook.facts[fact].options:
            if condition and condition.holds({**state.conduct.facts, fact: value}):
                return {f"facts.{fact}": value}
    return {}


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
        keys += dict.fromkeys(key for option in state.tiers for key in option.answers)
    keys += range_unknown
    directions = {outcome.direction for outcome in outcomes}
    keys += _open_keys(state, [c for c in state.found.unknown if _moves(c, directions, state)])
    return tuple(dict.fromkeys(keys))


def _moves(circumstance: Circumstance, directions: set[str | None], state: State) -> bool:
    """Whether an unknown circumstance can still move the direction."""
    if circumstance.effect == "heavier":
        holds = any(c.effect == "heavier" for c in state.found.holding)
        usable = any(not is_used(circumstance, option.violation, option.finding) for option in state.tiers)
        return usable and not holds and bool(directions & {"heavier", "conflicting"})
    if circumstance.effect != "lighter_or_mitigated":
        return False
    return not any(c.effect == "lighter_or_mitigated" for c in state.found.holding) or circumstance.forces_mitigation


def _open_keys(state: State, circumstances: Sequence[Circumstance]) -> list[str]:
    """The elements still unanswered, those with fewest left first."""
    stated = state.conduct.circumstances
    keys = [(open_elements(c, stated.get(c.id), state.conduct), c) for c in circumstances]
    ordered = [key for open_to, _ in sorted(keys, key=lambda item: _left(item[0], item[1])) for key in open_to]
    unknown_scope = state.offcampus is None and any(c.offcampus_only for c in circumstances)
    return [*ordered, f"facts.{state.rulebook.rules.offcampus_fact}"] if unknown_scope else ordered


def _left(open_to: Sequence[str], circumstance: Circumstance) -> int:
    """How many elements are left: one named element counts one, a circumstance as a whole all of its elements."""
    return len(circumstance.elements) if open_to[0] == circumstance.id else len(open_to)
