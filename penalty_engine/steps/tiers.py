"""Which statutory tier is reached (规则 L10): a finding, or events that the text names. Never by aggravation."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, cast

from penalty_engine.answers import Answer, either, every
from penalty_engine.case import TierName
from penalty_engine.rulebook import Facts, Tier, Violation

REFUSAL_FACTS: Final = frozenset({"refused_to_correct", "rectification_failed"})  # 拒不改正, 整顿不达标
RANK: Final[Mapping[str, int]] = {"base": 0, "serious": 1, "very_serious": 2}


class TierFinding(NamedTuple):
    """`tier` is what the assessment rests on; `name` is "unknown" when nothing established tells which one it is.

    how: single | found | event | benchmark | none_higher | unknown. `by_finding`, `by_refusal`: what the tier already rests on
    and so may not weigh again. `lacking`: the provision lacks the tier that was found. `unstated`: the finding
    stands, but the event that the text also asks for is not recorded. `contradicted`: the event is recorded as no.
    """

    tier: Tier
    name: str
    how: str
    by_finding: bool = False
    by_refusal: bool = False
    lacking: bool = False
    unstated: bool = False
    contradicted: bool = False


def find_tier(violation: Violation, severity: TierName | None, facts: Facts, grade: str | None = None) -> TierFinding:
    """The highest tier that is established; base when none is; "unknown" when a higher one stays open.

    Without a finding, a benchmark row that is named (`grade`) or whose conditions hold tells the tier (规则 L10).
    """
    base = violation.tiers[0]
    highest = violation.tiers[-1]
    lacking = severity is not None and RANK[severity] > RANK[highest.name]
    if highest is base:
        return TierFinding(base, base.name, "single", lacking=lacking)
    finding, is_open, contradicted = TierFinding(base, base.name, "none_higher", lacking=lacking), False, False
    for tier in violation.tiers[1:]:
        event, found = _event(tier, facts), _found(tier, severity)
        reached = _reached(tier, found, event)
        if reached:
            finding, is_open = _reaching(tier, facts, found, event, lacking=lacking), False
        elif reached is None:
            is_open = True
        elif event is False and found:
            contradicted = True
    if is_open and finding.tier is base:
        return _by_benchmark(violation, facts, grade) or TierFinding(base, "unknown", "unknown")
    return finding._replace(contradicted=True) if contradicted else finding


def _by_benchmark(violation: Violation, facts: Facts, grade: str | None) -> TierFinding | None:
    """The tier of the benchmark row that is named, else the highest of the rows whose conditions hold."""
    named = [row.tier for row in violation.rows if row.id == grade]
    fitting = named or [row.tier for row in violation.rows if row.when and row.when.holds(facts)]
    tier = violation.tier(max(fitting, key=lambda name: RANK[name])) if fitting else None
    return None if tier is None else TierFinding(tier, tier.name, "benchmark", by_finding=RANK[tier.name] > 0)


def _reaching(tier: Tier, facts: Facts, found: Answer, event: Answer, *, lacking: bool) -> TierFinding:
    """A tier that is reached, with what it rests on."""
    refusal = [fact for fact in (*tier.any_of, *tier.all_of) if fact in REFUSAL_FACTS]
    needs_event = tier.trigger_kind in ("event", "event_and_finding")
    by_refusal = any(facts.get(fact) for fact in refusal) or (needs_event and event is None and bool(refusal))
    return TierFinding(
        tier,
        tier.name,
        "event" if event else "found",
        by_finding=found is True and tier.trigger_kind != "event",
        by_refusal=by_refusal,
        lacking=lacking,
        unstated=event is None and tier.trigger_kind == "event_and_finding",
    )


def _found(tier: Tier, severity: TierName | None) -> Answer:
    """What the officer's finding says about a tier."""
    return None if severity is None else RANK[severity] >= RANK[tier.name]


def _event(tier: Tier, facts: Facts) -> Answer:
    """What the recorded events say about a tier; unknown where the text names none."""
    if tier.any_of:
        result: Answer = False
        for fact in tier.any_of:
            result = either(result, cast("Answer", facts.get(fact)))
        return result
    return every(cast("Answer", facts.get(fact)) for fact in tier.all_of) if tier.all_of else None


def _reached(tier: Tier, found: Answer, event: Answer) -> Answer:
    """And, or: as the text has it. An event left unstated beside a stated severity does not unsettle."""
    if tier.trigger_kind == "event_and_finding":
        return every((found, event)) if event is not None or found is not True else True
    if event:
        return True
    if tier.trigger_kind == "event" and event is False:
        return False
    return found


def ways_to(tiers: Sequence[Tier]) -> tuple[Mapping[str, str], ...]:
    """Sets of answers that could each establish some tier, the smallest first."""
    ways: list[Mapping[str, str]] = [{"severity": tier.name} for tier in tiers]
    for tier in tiers[1:]:
        ways += [{f"facts.{fact}": "yes"} for fact in tier.any_of]
        ways += [{"severity": tier.name, f"facts.{fact}": "yes"} for fact in tier.any_of]
        if tier.all_of:
            events = {f"facts.{fact}": "yes" for fact in tier.all_of}
            ways += [events, {"severity": tier.name, **events}]
    return tuple(ways)
