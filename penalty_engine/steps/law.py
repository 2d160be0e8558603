"""Which provision rules the act (处罚法 37; 条例 69; 规则 L2, L3): the law of its last day, or a milder later one."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from penalty_engine.amounts import ZERO
from penalty_engine.answers import Answer
from penalty_engine.assessment import LawApplied, Sentence, Warning
from penalty_engine.case import Conduct
from penalty_engine.days import in_chinese
from penalty_engine.rulebook import Range, Rulebook, Tier, TierPenalty, Violation
from penalty_engine.steps.tiers import find_tier
from penalty_engine.wording import doubt, say, warn


class LawFinding(NamedTuple):
    """The provision to assess by. `in_force` None: an unknown fact (`unknown`) decides whether it applies at all."""

    violation: Violation
    applied: LawApplied
    in_force: Answer
    sentences: tuple[Sentence, ...] = ()
    warnings: tuple[Warning, ...] = ()
    unknown: tuple[str, ...] = ()


def find_law(conduct: Conduct, violation: Violation, rulebook: Rulebook, decided_on: date, path: str) -> LawFinding:
    """The provision that rules the act, or that none does, and why."""
    last_day = conduct.ended or decided_on
    where = f"{path}.violation"
    if not violation.period.covers(last_day):
        return _not_in_force(violation, rulebook, last_day, where)
    if violation.displaced_from is None:
        return _in_force(conduct, violation, rulebook, last_day)
    if last_day >= violation.displaced_from:
        return _displaced(conduct, violation, rulebook, last_day, where)
    if violation.displaced_from > decided_on:
        return _in_force(conduct, violation, rulebook, last_day)
    if violation.displaced_part:
        finding = _in_force(conduct, violation, rulebook, last_day)
        unclear = warn(rulebook, "MILDER_UNCLEAR", where, old=violation.basis_text, new=_names(violation, rulebook))
        return finding._replace(warnings=(unclear,))
    return _milder(conduct, violation, rulebook, decided_on, where)


def _in_force(conduct: Conduct, violation: Violation, rulebook: Rulebook, last_day: date) -> LawFinding:
    form = "law.applied" if conduct.ended else "law.applied_ongoing"
    sentence = say(rulebook, form, day=in_chinese(last_day), basis=violation.basis_text)
    applied = LawApplied(last_day, sentence.text, (), violation.id)
    return LawFinding(violation, applied, in_force=True, sentences=(sentence,))


def _not_in_force(violation: Violation, rulebook: Rulebook, last_day: date, where: str) -> LawFinding:
    sentence = say(rulebook, "law.not_in_force", day=in_chinese(last_day), basis=violation.basis_text)
    warnings: tuple[Warning, ...] = ()
    earlier = violation.law.earlier_version
    if earlier and violation.period.start and last_day < violation.period.start:
        warnings = (warn(rulebook, "EARLIER_VERSION_UNREAD", where, earlier=earlier),)
    applied = LawApplied(last_day, sentence.text, (), violation.id, violation.related)
    return LawFinding(violation, applied, in_force=False, sentences=(sentence,), warnings=warnings)


def _displaced(conduct: Conduct, violation: Violation, rulebook: Rulebook, last_day: date, where: str) -> LawFinding:
    """Higher law has taken the place of the whole provision, or of the part that a fact tells (条例 69)."""
    covered = violation.displaced_when.holds(conduct.facts) if violation.displaced_when else True
    since = in_chinese(violation.displaced_from or last_day)
    names = _names(violation, rulebook)
    if covered:
        sentence = say(rulebook, "law.displaced", since=since, basis=violation.basis_text, by=names)
        applied = LawApplied(last_day, sentence.text, (), violation.id, violation.displaced_by)
        told = (warn(rulebook, "DISPLACED", where, basis=violation.basis_text, by=names),)
        return LawFinding(violation, applied, in_force=False, sentences=(sentence,), warnings=told)
    finding = _in_force(conduct, violation, rulebook, last_day)
    part = violation.displaced_part or ""
    told = (warn(rulebook, "PARTLY_DISPLACED", where, since=since, part=part, by=names),)
    if covered is False:
        return finding._replace(warnings=told)
    facts = violation.displaced_when.facts if violation.displaced_when else ()
    return finding._replace(in_force=None, warnings=told, unknown=tuple(f"facts.{fact}" for fact in facts))


def _names(violation: Violation, rulebook: Rulebook) -> str:
    return "、".join(rulebook.violations[other].basis_text for other in violation.displaced_by)


def _milder(conduct: Conduct, old: Violation, rulebook: Rulebook, decided_on: date, where: str) -> LawFinding:
    """Old and new law compared on the tier established; the new one only where it is milder (从旧兼从轻)."""
    last_day = conduct.ended or decided_on
    news = [rulebook.violations[other] for other in old.displaced_by]
    before = _gravity(old, conduct, rulebook)
    verdicts = {_lower(_gravity(new, conduct, rulebook), before) for new in news}
    chosen = news[0] if verdicts == {True} else old
    form = "law.milder_new" if chosen is not old else "law.milder_old"
    sentence = say(
        rulebook, form, day=in_chinese(last_day), old=old.basis_text, new=_names(old, rulebook), basis=chosen.basis_text
    )
    warnings = [doubt(rulebook, "doubt.milder", where)]
    if None in verdicts or len(verdicts) > 1:
        warnings.append(warn(rulebook, "MILDER_UNCLEAR", where, old=old.basis_text, new=_names(old, rulebook)))
    compared = (old.id, *old.displaced_by)
    as_of = decided_on if chosen is not old else last_day
    applied = LawApplied(as_of, sentence.text, compared, chosen.id)
    return LawFinding(chosen, applied, in_force=True, sentences=(sentence,), warnings=tuple(warnings))


class _Gravity(NamedTuple):
    """How grave a provision is on the tier established: rung on the ladder of kinds, ceiling, floor."""

    rung: int
    unit: str | None
    ceiling: Decimal | None
    floor: Decimal


def _gravity(violation: Violation, conduct: Conduct, rulebook: Rulebook) -> _Gravity:
    tier = find_tier(violation, conduct.severity, conduct.facts, conduct.grade).tier
    ladder = rulebook.rules.kind_ladder
    gravest = max(_weighing(tier), key=lambda penalty: ladder.get(penalty.kind, -1), default=None)
    if gravest is None:
        return _Gravity(-1, None, ZERO, ZERO)
    unit, ceiling, floor = _figures(gravest.range)
    return _Gravity(ladder.get(gravest.kind, -1), unit, ceiling, floor)


def _weighing(tier: Tier) -> list[TierPenalty]:
    """Confiscation does not weigh, nor what another authority or another person bears."""
    return [
        penalty
        for penalty in tier.penalties
        if not penalty.kind.startswith("confiscate") and not penalty.by_other_authority and not penalty.on_responsible
    ]


def _figures(scope: Range | None) -> tuple[str | None, Decimal | None, Decimal]:
    if scope is None:
        return None, ZERO, ZERO
    return f"{scope.type}:{scope.base}", scope.max, scope.min or ZERO


def _lower(new: _Gravity, old: _Gravity) -> Answer:
    """Whether the new provision is milder: ladder first, then ceiling, then floor; None = not settled by these."""
    if new.rung != old.rung:
        return new.rung < old.rung
    if new.unit != old.unit or new.ceiling is None or old.ceiling is None:
        return None
    return (new.ceiling, new.floor) < (old.ceiling, old.floor)
