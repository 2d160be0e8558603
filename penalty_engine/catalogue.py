"""The catalogue of punishable acts as plain data: what a form, a search or another system needs to offer them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from penalty_engine.rulebook import Circumstance, FactType, Range, Rulebook, Tier, TierPenalty, Violation

Data = dict[str, Any]


def catalogue(rulebook: Rulebook) -> list[Data]:
    """Every violation of the rulebook, in its order. Figures are Decimals in yuan, years or multiples; days ISO text."""
    return [_violation(violation, rulebook) for violation in rulebook.violations.values()]


def _violation(violation: Violation, rulebook: Rulebook) -> Data:
    law, period = violation.law, violation.period
    return {
        "id": violation.id,
        "name": violation.name,
        "category": violation.category,
        "act": violation.act,
        "law": law.title,
        "law_code": law.code,
        "rank": law.rank,
        "article": violation.basis_text,
        "breached": violation.breached,
        "basis": list(violation.basis),
        "effective_from": _day(period.start or law.period.start),
        "effective_to": _day(period.end or law.period.end),
        "displaced_from": _day(violation.displaced_from),
        "displaced_by": list(violation.displaced_by),
        "displaced_part": violation.displaced_part,
        "actors": list(violation.actors),
        "enforcer": violation.enforcer,
        "county_only": violation.county_only,
        "joint_enforcement": violation.joint_enforcement,
        "other_authority": violation.other_authority,
        "related": list(violation.related),
        "refers_to": list(violation.refers_to),
        "tiers": [_tier(tier) for tier in violation.tiers],
        "facts": [_fact(rulebook.facts[name]) for name in violation.facts],
        "circumstances": [_circumstance(one, violation) for one in _applicable(violation, rulebook)],
        "synonyms": list(violation.synonyms),
        "common_rank": violation.common_rank,
        "verified": violation.verified and law.verified,
        "note": violation.note,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tier(tier: Tier) -> Data:
    return {
        "tier": tier.name,
        "trigger": tier.trigger,
        "trigger_kind": tier.trigger_kind,
        "any_of": list(tier.any_of),
        "all_of": list(tier.all_of),
        "orders": list(tier.orders),
        "penalties": _penalties(tier.penalties),
        "responsible_persons": _penalties(tier.responsible),
        "unread": tier.unread,
    }


def _penalties(penalties: Iterable[TierPenalty]) -> list[Data]:
    return [
        {
            "kind": penalty.kind,
            "text": penalty.text,
            "required": penalty.required,
            "choice": penalty.choice,
            "rung": penalty.rung,
            "range": _range(penalty.range),
            "on": penalty.on,
            "by": "other_authority" if penalty.by_other_authority else None,
            "consequence": penalty.consequence,
            "unsettled": penalty.unsettled,
        }
        for penalty in penalties
    ]


def _range(scope: Range | None) -> Data | None:
    if scope is None:
        return None
    return {
        "type": scope.type,
        "min": scope.min,
        "max": scope.max,
        "base": scope.base,
        "bands": [{"facts": band.when.facts if band.when else (), "range": _range(band.range)} for band in scope.bands],
        "what": scope.what,
        "term": scope.term,
        "depends": scope.depends,
        "escalation": scope.escalation,
        "note": scope.note,
    }


def _fact(fact: FactType) -> Data:
    return {
        "id": fact.id,
        "label": fact.label,
        "type": fact.type,
        "unit": fact.unit,
        "options": dict(fact.options),
        "why": fact.why,
        "help": fact.help,
        "party": fact.party,
    }


def _applicable(violation: Violation, rulebook: Rulebook) -> Iterator[Circumstance]:
    """All but those of off-campus training where the act can be none (规则 L5)."""
    rules = rulebook.rules
    offcampus = violation.law.code in rules.offcampus_laws or rules.offcampus_fact in violation.facts
    return (one for one in rulebook.circumstances if offcampus or not one.offcampus_only)


def _circumstance(circumstance: Circumstance, violation: Violation) -> Data:
    return {
        "id": circumstance.id,
        "effect": circumstance.effect,
        "text": circumstance.text,
        "elements": [{"id": element.id, "text": element.text} for element in circumstance.elements],
        "citations": list(circumstance.cited),
        "computed": circumstance.computed,
        "natural_person_only": circumstance.natural_person_only,
        "element_of_act": circumstance.id in violation.element_circumstances,
        "verified": circumstance.verified,
        "note": circumstance.note,
    }
