"""Which circumstances hold, by their elements, the law of the day and what the dates tell (规则 L2, L5 至 L7, L9)."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, cast

from penalty_engine.answers import Answer, every, opposite
from penalty_engine.assessment import CircumstanceFinding, Warning
from penalty_engine.case import Conduct, Party, Statement
from penalty_engine.days import anniversary, completed_age
from penalty_engine.rulebook import Circumstance, Element, Rulebook, Violation
from penalty_engine.steps.tiers import TierFinding
from penalty_engine.wording import warn

NOTHING: Final[Mapping[str, Answer]] = MappingProxyType({})


class Setting(NamedTuple):
    """What the circumstances of one act are judged against."""

    party: Party
    conduct: Conduct
    violation: Violation
    tier: TierFinding
    rulebook: Rulebook
    discovered_on: date | None
    decided_on: date
    today: date
    offcampus: Answer
    path: str

    @property
    def last_day(self) -> date:
        """The act's last day; still going on: the day of the decision."""
        return self.conduct.ended or self.decided_on


class Found(NamedTuple):
    """All circumstances that can apply, in the rulebook's order; of them, in force: those that hold, those unknown."""

    findings: tuple[CircumstanceFinding, ...]
    holding: tuple[Circumstance, ...]
    unknown: tuple[Circumstance, ...]
    warnings: tuple[Warning, ...]


def find_circumstances(setting: Setting) -> Found:
    """Every circumstance of the rulebook that can apply to this act."""
    findings: list[CircumstanceFinding] = []
    holding: list[Circumstance] = []
    unknown: list[Circumstance] = []
    warnings: list[Warning] = []
    stated = setting.conduct.circumstances
    now, then = _expired(setting.rulebook, setting.decided_on, setting.last_day)
    expired_any, unlisted = bool(then), setting.conduct.unlisted
    for circumstance in setting.rulebook.circumstances:
        statement = stated.get(circumstance.id)
        if circumstance.offcampus_only and not _can_be_offcampus(setting, statement):
            continue
        if statement is None and circumstance.is_plain and not expired_any:
            findings.append(circumstance.ready[unlisted, "unlisted"])
            if unlisted is None:
                unknown.append(circumstance)
            continue
        holds, source = _holds(circumstance, statement, setting, warnings)
        expired = then if circumstance.in_force_on_act else now
        cited = _still_cited(circumstance, expired) if expired else circumstance.cited
        counted = holds is True and _counts(circumstance, statement, cited, setting, warnings)
        if cited and holds is not False:
            (holding if holds else unknown).append(circumstance)
        findings.append(_finding(circumstance, statement, holds, source, cited, counted=counted))
    return Found(tuple(findings), tuple(holding), tuple(unknown), tuple(warnings))


def _can_be_offcampus(setting: Setting, statement: Statement | None) -> bool:
    """Whether the act is 校外培训 or may be: not where nobody says so and its form does not ask (规则 L5)."""
    if setting.offcampus is not None:
        return setting.offcampus
    return statement is not None or setting.rulebook.rules.offcampus_fact in setting.violation.facts


def _finding(
    circumstance: Circumstance,
    statement: Statement | None,
    holds: Answer,
    source: str,
    cited: tuple[str, ...],
    *,
    counted: bool,
) -> CircumstanceFinding:
    """The finding; a readymade one where the case adds neither evidence nor note and every citation is in force."""
    evidence, note = (statement.evidence, statement.note) if statement else ((), None)
    if not evidence and note is None and counted is (holds is True) and len(cited) == len(circumstance.cited):
        return circumstance.ready[holds, source]
    cited = cited or circumstance.cited
    return CircumstanceFinding(
        circumstance.id, circumstance.effect, holds, source, counted, cited, circumstance.text, evidence, note
    )


def _expired(rulebook: Rulebook, decided_on: date, last_day: date) -> tuple[frozenset[str], frozenset[str]]:
    """The laws that are not in force on the day of the decision; and those not in force on both days (规则 L2)."""
    laws = rulebook.circumstance_laws
    now = frozenset(law.code for law in laws if not law.period.covers(decided_on))
    return now, now | frozenset(law.code for law in laws if not law.period.covers(last_day))


def _still_cited(circumstance: Circumstance, expired: frozenset[str]) -> tuple[str, ...]:
    """The citations that are still in force: past the measure's end a circumstance rests on higher law alone."""
    return tuple(citation.text for citation in circumstance.citations if citation.law not in expired)


def _counts(
    circumstance: Circumstance,
    statement: Statement | None,
    cited: tuple[str, ...],
    setting: Setting,
    warnings: list[Warning],
) -> bool:
    """Whether a circumstance that holds also weighs, with what must be said about it."""
    where = f"{setting.path}.circumstances.{circumstance.id}"
    rulebook = setting.rulebook
    if not cited:
        warnings.append(warn(rulebook, "RULE_EXPIRED", where, text=circumstance.text, rest="本项不再适用"))
        return False
    if is_used(circumstance, setting.violation, setting.tier):
        warnings.append(warn(rulebook, "DOUBLE_USE", where, text=circumstance.text))
        return False
    if len(cited) < len(circumstance.cited):
        rest = f"只依据{'、'.join(cited)}适用"
        warnings.append(warn(rulebook, "RULE_EXPIRED", where, text=circumstance.text, rest=rest))
    if not circumstance.verified:
        warnings.append(warn(rulebook, "UNVERIFIED_SOURCE", where, what=cited[0]))
    if circumstance.needs_note and (statement is None or not statement.note):
        warnings.append(warn(rulebook, "NOTE_MISSING", f"{where}.note", text=circumstance.text))
    return True


def _holds(
    circumstance: Circumstance, statement: Statement | None, setting: Setting, warnings: list[Warning]
) -> tuple[Answer, str]:
    """Whether it holds and where that comes from: computed | stated | unlisted."""
    if circumstance.natural_person_only and not setting.party.is_natural_person:
        if statement is not None:
            _contradicts(circumstance, statement, computed=False, setting=setting, warnings=warnings)
        return False, "computed"
    if circumstance.computed is not None:
        computed = _computed(circumstance, setting, statement, warnings)
        if computed is not None:
            if statement is not None:
                _contradicts(circumstance, statement, computed=computed, setting=setting, warnings=warnings)
            return computed, "computed"
    answer, source = _answered(circumstance, statement, setting.conduct)
    if answer and circumstance.offcampus_only and setting.offcampus is None:
        return None, source
    return answer, source


def _answered(circumstance: Circumstance, statement: Statement | None, conduct: Conduct) -> tuple[Answer, str]:
    """As stated; unstated, as the typed facts tell; else as all that was not listed was answered."""
    if statement is not None:
        return _stated(circumstance, statement, conduct), "stated"
    if circumstance.elements[0].fact and conduct.facts:
        elements = [element_answer(element, NOTHING, conduct) for element in circumstance.elements]
        if every(elements) is not None or True in elements:
            return every(elements), "computed"
    if conduct.harmful_consequences and any(element.is_absence_of_harm for element in circumstance.elements):
        return False, "computed"
    return (None if circumstance.computed == "limitation" else conduct.unlisted), "unlisted"


def _stated(circumstance: Circumstance, statement: Statement, conduct: Conduct) -> Answer:
    """The answer as a whole; where there is none, all elements together (Kleene)."""
    if statement.holds is not None:
        return statement.holds
    return every(element_answer(element, statement.elements, conduct) for element in circumstance.elements)


def element_answer(element: Element, stated: Mapping[str, Answer], conduct: Conduct) -> Answer:
    """One element: as answered, else as the typed fact or the harm tells."""
    answer = stated.get(element.id)
    if answer is not None:
        return answer
    if element.is_absence_of_harm:
        return opposite(conduct.harmful_consequences)
    return cast("Answer", conduct.facts.get(element.fact)) if element.fact else None


def open_elements(circumstance: Circumstance, statement: Statement | None, conduct: Conduct) -> Sequence[str]:
    """What is still unanswered: the elements, or the circumstance as a whole where no element was answered."""
    if statement is None or not statement.elements:
        return (circumstance.id,)
    return [
        key
        for element, key in zip(circumstance.elements, circumstance.element_keys, strict=True)
        if element_answer(element, statement.elements, conduct) is None
    ] or (circumstance.id,)


def _computed(
    circumstance: Circumstance, setting: Setting, statement: Statement | None, warnings: list[Warning]
) -> Answer:
    """What dates and lists tell; None where they do not."""
    if circumstance.computed == "limitation":
        return limitation_expired(setting)
    if circumstance.computed == "list":
        items = setting.rulebook.lists.get(circumstance.list or "", ())
        if items and any(item.violation == setting.violation.id for item in items):
            return None
        if statement is not None and _stated(circumstance, statement, setting.conduct) is not False:
            where = f"{setting.path}.circumstances.{circumstance.id}"
            warnings.append(warn(setting.rulebook, "LIST_EMPTY", where, text=circumstance.text))
        return False
    birth = setting.party.birth_date
    if birth is None:
        return None
    rules = setting.rulebook.rules
    age = completed_age(birth, setting.last_day)
    if circumstance.computed == "minor_under":
        return age < rules.no_penalty_under
    return rules.no_penalty_under <= age < rules.lighter_under


def _contradicts(
    circumstance: Circumstance,
    statement: Statement,
    *,
    computed: bool,
    setting: Setting,
    warnings: list[Warning],
) -> None:
    """A stated value that contradicts what the dates tell is a warning; the dates rule (规则 L7)."""
    if circumstance.computed == "list":
        return
    answer = _stated(circumstance, statement, setting.conduct)
    if answer is not None and answer is not computed:
        where = f"{setting.path}.circumstances.{circumstance.id}"
        warnings.append(warn(setting.rulebook, "COMPUTED_CONTRADICTS", where, text=circumstance.text))


def limitation_expires(conduct: Conduct, rulebook: Rulebook) -> date | None:
    """The last day on which the act may still be discovered; None while it goes on. Five years only when established."""
    return None if conduct.ended is None else anniversary(conduct.ended, limitation_years(conduct, rulebook))


def limitation_years(conduct: Conduct, rulebook: Rulebook) -> int:
    """Five where life, health or finance is touched and harm was done, both established; else two."""
    extended = every((conduct.affects_life_health_or_finance, conduct.harmful_consequences))
    return rulebook.rules.limitation_extended_years if extended else rulebook.rules.limitation_years


def limitation_expired(setting: Setting) -> Answer:
    """Whether the act was found too late (处罚法 36). Not discovered and not filed: by today at the latest."""
    conduct, rules = setting.conduct, setting.rulebook.rules
    if conduct.ended is None:
        return False
    known = setting.discovered_on
    day = known or setting.today
    if day <= anniversary(conduct.ended, rules.limitation_years):
        return False
    if known is None:
        return None
    if day > anniversary(conduct.ended, rules.limitation_extended_years):
        return True
    return opposite(every((conduct.affects_life_health_or_finance, conduct.harmful_consequences)))


def is_used(circumstance: Circumstance, violation: Violation, tier: TierFinding) -> bool:
    """No fact counts twice: what reached the tier, or is an element of the act, is not also heavier (规则 L10)."""
    if circumstance.effect != "heavier":
        return False
    if circumstance.id in violation.element_circumstances:
        return True
    if circumstance.double_use == "refusal_tier":
        return tier.by_refusal
    return circumstance.double_use == "serious_tier" and tier.by_finding


def straddles_age(party: Party, conduct: Conduct, last_day: date, age: int) -> bool:
    """Whether the act began before that age was reached and ended after: only the days from it on count."""
    birth = party.birth_date
    return birth is not None and completed_age(birth, conduct.began) < age <= completed_age(birth, last_day)
