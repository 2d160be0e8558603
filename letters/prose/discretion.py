"""裁量理由 as the party reads it: which tier, which circumstance, which part of the range, why this figure (办法 11)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from letters.gates.proposals import Intended
from letters.matter import Act, Matter
from letters.prose.figures import conclusion
from letters.prose.grounds import circumstance_told, is_used_up, tier_told, weighed
from letters.prose.offers import rule_told
from letters.prose.provisions import ALTERNATIVE, for_party, full_title, provisions_told, with_citations
from letters.prose.telling import Telling
from letters.words import money, named_once
from penalty_engine.amounts import ZERO
from penalty_engine.rulebook import Rulebook

__all__ = ["ALTERNATIVE", "discretion", "facts_told", "full_title", "provisions_told"]
OTHER_SUMS: Final = ("capital_amount", "funds_misused")
NOT_ESTABLISHED: Final = "whether.not_established"
DECISIONS: Final = (
    "penalty-decision",
    "no-penalty-decision",
    "on-the-spot-decision",
    "urging-notice",
    "closing-report",
)


def facts_told(act: Act, rulebook: Rulebook) -> tuple[str, ...]:
    """The amounts: how gains were counted where a penalty follows from them, what is still owed, what else was found."""
    told = [with_citations(one) for one in for_party(act.found) if one.id.startswith("gains.") and _gains_matter(act)]
    owed = money(act.found.gains.refundable or ZERO)
    if act.found.gains.refundable and owed not in (act.conduct.summary or ""):
        told.append(f"尚未退还的费用为{owed}。")
    for fact in OTHER_SUMS:
        value = act.conduct.facts.get(fact)
        if isinstance(value, Decimal):
            told.append(f"{rulebook.facts[fact].label}为{money(value)}。")
    return tuple(told)


def _gains_matter(act: Act) -> bool:
    """Whether there are gains to speak of, and a penalty that is counted from them."""
    if not act.found.illegal_gains and not act.conduct.facts.get("fees_collected"):
        return False
    return any(penalty.multiple or penalty.kind == "confiscate_gains" for penalty in act.found.penalties)


def discretion(act: Act, kinds: Sequence[Intended], numbers: Mapping[str, int], matter: Matter) -> tuple[str, ...]:
    """Each finding with its fact, evidence, provision and effect, then the figures that follow, in paragraphs.

    Args:
        act: the act that is told about.
        kinds: the penalties intended, none where none is or is known yet.
        numbers: those of the evidence, by id.
        matter: the case that the act belongs to, and the kind of document that tells of it.
    """
    telling = Telling(act, matter, numbers, "" if matter.kind in DECISIONS else "拟")
    circumstances = [circumstance_told(finding, telling) for finding in weighed(telling)]
    if act.found.direction is None or telling.is_spared:
        barred = [with_citations(one) for one in for_party(act.found) if one.id == NOT_ESTABLISHED]
        return (*circumstances, *barred)
    tier = tier_told(telling) + (telling.say("tier.used") if is_used_up(telling) else "")
    rule = rule_told(kinds, telling, after_tier=bool(tier) and telling.how != "single")
    result = conclusion(kinds, telling, several=len(circumstances) > 1)
    opening, closing = (tier + rule, result) if tier else ("", rule + result)
    return tuple(named_once(paragraph) for paragraph in _in_paragraphs(opening, circumstances, closing) if paragraph)


def _in_paragraphs(opening: str, circumstances: Sequence[str], closing: str) -> tuple[str, ...]:
    """A single circumstance and what follows from it stand together; several stand each by itself."""
    if not circumstances:
        return (opening + closing,)
    first, *rest = circumstances
    return (opening, *circumstances, closing) if rest else (opening, first + closing)
