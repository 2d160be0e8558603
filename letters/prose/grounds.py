"""What a finding rests on, as the party reads it: fact, evidence, provision, effect (办法 5 to 7; 规则 L6, L7, L10)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from letters.evidence import shown_by
from letters.prose.telling import HIGHER, Telling
from letters.words import closed, day, joined, listed, numeral, one_line
from penalty_engine.assessment import CircumstanceFinding
from penalty_engine.case import Conduct, Grounds, Statement
from penalty_engine.days import completed_age
from penalty_engine.rulebook import Circumstance
from penalty_engine.steps.circumstances import element_answer, limitation_years

WEIGHED: Final = ("no_penalty_discretionary", "lighter_or_mitigated", "heavier")
UNSAID: Final = Statement(None)
NO_GROUNDS: Final = Grounds()
REMARK: Final = re.compile("（[^）]*）$")


def tier_told(telling: Telling) -> str:
    """Why this tier: what happened, shown by which evidence, reaches it or does not; empty where nothing is to be said."""
    how, ruling, grounds = telling.how, telling.ruling, telling.conduct.severity_grounds or NO_GROUNDS
    if how == "benchmark":
        return next(sentence.text for sentence in telling.found.explanation if sentence.id == "tier.benchmark")
    if how in HIGHER:
        fact = grounds.fact or _refusal(telling)
        reached = telling.say("tier.reached", basis=ruling.basis_text, trigger=telling.tier.trigger)
        return closed(_rested(grounds._replace(fact=fact), reached, telling))
    if how == "none_higher" and grounds != NO_GROUNDS:
        missed = telling.say("tier.not_reached", basis=ruling.basis_text, trigger=ruling.tiers[1].trigger)
        return closed(_rested(grounds, missed, telling))
    if how == "single" and grounds.fact:
        return closed(_with_evidence(grounds.fact, grounds, telling))
    return ""


def _refusal(telling: Telling) -> str | None:
    """拒不改正 by its dates: the order served, its period over, nothing corrected."""
    facts = telling.conduct.facts
    ordered, due = facts.get("correction_ordered_on"), facts.get("correction_due_on")
    if not facts.get("refused_to_correct") or not isinstance(ordered, date) or not isinstance(due, date):
        return None
    return telling.say("tier.refused", ordered=day(ordered), due=day(due))


def is_used_up(telling: Telling) -> bool:
    """Whether something would be heavier, had it not already reached the tier (规则 L10)."""
    held = (finding for finding in telling.found.circumstances if finding.holds and not finding.counted)
    return telling.how in HIGHER and any(telling.rulebook.circumstance[finding.id].double_use for finding in held)


def weighed(telling: Telling) -> Iterator[CircumstanceFinding]:
    """The circumstances that count towards the outcome, in the order in which they are weighed."""
    found = telling.found
    for effect in (found.outcome,) if telling.is_spared else WEIGHED:
        yield from (finding for finding in found.circumstances if finding.counted and finding.effect == effect)


def circumstance_told(finding: CircumstanceFinding, telling: Telling) -> str:
    """One circumstance: what happened, by which evidence, under which provisions, with which effect."""
    circumstance = telling.rulebook.circumstance[finding.id]
    statement = telling.conduct.circumstances.get(finding.id, UNSAID)
    fact = _again(finding, statement, telling) or statement.fact or _by_dates(circumstance, telling)
    elements = [] if fact else _elements(circumstance, statement, finding, telling.conduct)
    if elements:
        what = telling.say("meets", elements="".join(f"“{element}”" for element in elements))
    elif fact and circumstance.computed == "limitation":
        what = ""
    else:
        what = telling.say("belongs", what=_named(circumstance, telling))
    rested = _rested(Grounds(fact, finding.evidence), what, telling)
    return telling.say("circumstance", found=rested, cited=joined(finding.citations), effect=_effect(finding, telling))


def _named(circumstance: Circumstance, telling: Telling) -> str:
    """The circumstance in its provision's words; of a list, with the item that fits."""
    if circumstance.text.endswith("的"):
        return f"{circumstance.text}情形"
    items = telling.rulebook.lists.get(circumstance.list or "", ())
    return circumstance.text + listed(f"“{item.title}”" for item in items if item.violation == telling.ruling.id)


def _effect(finding: CircumstanceFinding, telling: Telling) -> str:
    effect = finding.effect
    if effect == "no_penalty_discretionary" and not telling.is_spared:
        effect = "not_waived"
    elif effect == "no_penalty_discretionary" and telling.act.is_to_be_spared:
        effect = "waived"
    elif telling.rulebook.circumstance[finding.id].forces_mitigation:
        effect = "mitigated"
    return telling.say(f"effect.{effect}")


def _rested(grounds: Grounds, what: str, telling: Telling) -> str:
    """What it amounts to, resting on what happened; without that on what the evidence proves, else on its own words."""
    if grounds.fact:
        told = _with_evidence(grounds.fact, grounds, telling)
        return f"{told}，{what}" if what else told
    proofs = "，".join(_proofs(grounds, telling))
    return f"{proofs}，据此认定本案{what}" if proofs else f"经查，本案{what}"


def _with_evidence(fact: str, grounds: Grounds, telling: Telling) -> str:
    """退还未消课费用43580元（证据4、证据5）."""
    evidence = shown_by(grounds.evidence, telling.numbers)
    told = one_line(fact).rstrip("。；，、")
    return f"{told}（{evidence}）" if evidence else told


def _proofs(grounds: Grounds, telling: Telling) -> Iterator[str]:
    """证据4证明收费46580元、退费43580元."""
    for item in telling.matter.case.evidence:
        if item.id in grounds.evidence and item.id in telling.numbers:
            proves = one_line(item.proves or "").removeprefix("证明").rstrip("。；，、")
            told = f"证明{proves}" if proves else f"为{one_line(item.title)}"
            yield f"证据{telling.numbers[item.id]}{told}"


def _again(finding: CircumstanceFinding, statement: Statement, telling: Telling) -> str | None:
    """The same fact already told with an earlier act is not told twice."""
    for other in telling.matter.punished():
        earlier = other.conduct.circumstances.get(finding.id, UNSAID)
        if other.place < telling.act.place and statement.fact and earlier.fact == statement.fact:
            return telling.say("again")
    return None


def _by_dates(circumstance: Circumstance, telling: Telling) -> str | None:
    """What the dates themselves tell: the age, the time that went by."""
    conduct, case = telling.conduct, telling.matter.case
    birth, discovered = case.party.birth_date, conduct.discovered_on or case.filed_on
    if circumstance.computed in {"minor_under", "minor_between"} and birth is not None:
        when = f"至{day(telling.last_day)}"
        if conduct.ended:
            when = "行为时" if conduct.ended == conduct.began else "行为终了时"
        return telling.say("born", birth=day(birth), when=when, age=numeral(completed_age(birth, telling.last_day)))
    if circumstance.computed == "limitation" and conduct.ended and discovered:
        years = numeral(limitation_years(conduct, telling.rulebook))
        return telling.say("too_late", ended=day(conduct.ended), discovered=day(discovered), years=years)
    return None


def _elements(
    circumstance: Circumstance, statement: Statement, finding: CircumstanceFinding, conduct: Conduct
) -> list[str]:
    """The elements that hold, where they were answered one by one or follow from typed facts."""
    if circumstance.computed or (not statement.elements and finding.source != "computed"):
        return []
    held = [one for one in circumstance.elements if element_answer(one, statement.elements, conduct)]
    return [REMARK.sub("", element.text) for element in held]
