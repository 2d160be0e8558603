"""Hypothesis strategies that make valid cases of the live rulebook, and answers that fill in what a case leaves open."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from penalty_engine.assess import assess
from penalty_engine.assessment import Assessment, ConductAssessment
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.rulebook_reading import load_rulebook

ZIBO: Final = load_rulebook()
Data = dict[str, Any]
Question = tuple[str, object]

_MONEY: Final = tuple(map(Decimal, ("0", "0.01", "0.07", "3000", "9999.99", "10000", "46580", "999999.99", "1000000")))
_LAST_DAYS: Final = (
    *[None, date(2026, 6, 30), date(2026, 7, 1)] * 4,
    *map(date.fromisoformat, ("2025-06-01", "2025-05-31", "2024-07-20", "2024-07-19", "2024-02-29", "2023-10-15")),
    *map(date.fromisoformat, ("2023-10-14", "2022-12-10", "2022-12-09", "2021-07-20", "2021-04-30", "2021-04-29")),
)
_BIRTHS: Final = (
    None,
    *map(date.fromisoformat, ("1990-01-01", "2008-06-30", "2012-06-30", "2012-07-01", "2012-02-29")),
)
_TODAYS: Final = tuple(map(date.fromisoformat, ("2026-07-20", "2026-07-20", "2027-12-09", "2027-12-10")))
_ANSWERS: Final = ("yes", "no", "unknown")
_DECIDING: Final = frozenset(
    {
        "is_offcampus_training",
        "serving_teacher",
        "subject_training",
        "local_rule_part",
        "preschool_act",
        "refused_to_correct",
        "rectification_failed",
        "severe_result",
        "bad_social_impact",
        "capital_amount",
        "illegal_gains",
        "fees_refundable",
    }
)
_EVENTS: Final = frozenset({"refused_to_correct", "rectification_failed", "severe_result", "bad_social_impact"})
_TEACHING: Final = frozenset({"serving_teacher", "subject_training"})  # the elements of XWP-16-1
_OFFCAMPUS_ONLY: Final = frozenset(one.id for one in ZIBO.circumstances if one.offcampus_only)
HARMLESS: Final = "ZB-5-4"  # 没有造成危害后果 is one of its elements


@st.composite
def cases(draw: st.DrawFn, *, concurrent: bool = False) -> Data:
    """A valid case of one act, as plain values; `today` is part of it."""
    violation = ZIBO.violations[draw(st.sampled_from(sorted(ZIBO.violations)))]
    last = draw(st.sampled_from(_LAST_DAYS))
    first = (last or date(2026, 6, 1)) - timedelta(days=draw(st.sampled_from((0, 3, 400))))
    conduct: Data = {"violation": violation.id, "from": first, "to": last}
    if concurrent:
        others = st.sampled_from(sorted(set(ZIBO.violations) - {violation.id}))
        conduct["concurrent"] = draw(st.lists(others, min_size=1, max_size=2, unique=True))
    late = [day for day in (date(2026, 7, 2), date(2026, 7, 20), None) if day is None or day >= first]
    conduct["discovered_on"] = draw(st.sampled_from([first, *late]))
    for key, answers in (
        ("severity", ("base", "serious", "very_serious", "unknown", "unknown")),
        ("established", ("yes", "yes", "yes", "yes", "no", "unknown")),
        ("affects_life_health_or_finance", _ANSWERS),
        ("harmful_consequences", _ANSWERS),
        ("unlisted", ("no", "no", "unknown")),
        ("choose", (None, None, "lighter", "mitigated")),
    ):
        conduct[key] = draw(st.sampled_from(answers))
    asked = {fact for one in (violation.id, *conduct.get("concurrent", ())) for fact in ZIBO.violations[one].facts}
    conduct["facts"] = draw(_facts(sorted(asked)))
    conduct["circumstances"] = draw(_circumstances(harm=conduct["harmful_consequences"]))
    if _TEACHING & conduct["facts"].keys():
        conduct["circumstances"].pop("XWP-16-1", None)  # what its facts tell is not answered twice
    return {
        "today": draw(st.sampled_from(_TODAYS)),
        "party": draw(_parties(first)),
        "suspected_crime": draw(st.sampled_from(("no", "no", "no", "no", "no", "yes", "unknown"))),
        "business_activity": draw(st.sampled_from(_ANSWERS)),
        "conducts": [conduct],
    }


@st.composite
def _parties(draw: st.DrawFn, first: date) -> Data:
    kind = draw(st.sampled_from(("natural_person", "legal_person", "other_organization")))
    party: Data = {"kind": kind, "name": "某人"}
    if kind == "natural_person":
        birth = draw(st.sampled_from(_BIRTHS))
        party["birth_date"] = None if birth is None or birth > first else birth
        party["role"] = draw(st.sampled_from(("principal",) * 5 + ("responsible_person",)))
    return party


@st.composite
def _facts(draw: st.DrawFn, asked: list[str]) -> Data:
    facts: Data = {}
    for name in asked:
        if name in _DECIDING:
            value = draw(st.sampled_from((None, *_values(name))))
            if value is not None:
                facts[name] = value
    if "fees_collected" in asked:
        collected = draw(st.sampled_from((None, *_MONEY)))
        if collected is not None:
            facts["fees_collected"] = collected
            refunded = draw(st.sampled_from((None, Decimal(0), collected)))
            if refunded is not None and "fees_refunded" in asked:
                facts["fees_refunded"] = refunded
    return facts


def _values(name: str) -> tuple[object, ...]:
    fact = ZIBO.facts[name]
    if fact.type == "money":
        return _MONEY
    return tuple(fact.options) if fact.type == "choice" else ("yes", "no")


@st.composite
def _circumstances(draw: st.DrawFn, *, harm: str) -> Data:
    stated: Data = {}
    for name in draw(st.lists(st.sampled_from(sorted(ZIBO.circumstance)), max_size=6, unique=True)):
        circumstance = ZIBO.circumstance[name]
        if draw(st.booleans()):
            answer: object = draw(st.sampled_from(_ANSWERS))
        else:
            answer = {"elements": {one.id: draw(st.sampled_from(_ANSWERS)) for one in circumstance.elements}}
        if not (name == HARMLESS and harm == "yes"):
            stated[name] = answer
    return stated


def assessed(data: Data) -> Assessment:
    """The assessment of a drawn case."""
    case = {key: value for key, value in data.items() if key != "today"}
    return assess(read_case(case, ZIBO), ZIBO, data["today"])


def act(data: Data) -> ConductAssessment:
    """The assessment of its only act."""
    return assessed(data).conducts[0]


def with_answer(data: Data, key: str, value: object) -> Data:
    """The case with one more question answered, named as in decisive_unknowns and in the "if" of possible_outcomes."""
    changed = deepcopy(data)
    conduct = changed["conducts"][0]
    circumstance, _, element = key.partition(".")
    if key == "suspected_crime":
        changed[key] = value
    elif circumstance == "facts":
        conduct["facts"][element] = value
    elif circumstance not in ZIBO.circumstance:
        conduct[key] = value
    elif element:
        conduct["circumstances"][circumstance]["elements"][element] = value
    else:
        stated = conduct["circumstances"].get(circumstance)
        elements = stated["elements"] if isinstance(stated, Mapping) and value == "yes" else {}
        kept = {} if "no" in elements.values() else elements
        conduct["circumstances"][circumstance] = {"holds": value, "elements": kept}
    return changed


def with_answers(data: Data, answers: Mapping[str, str]) -> Data:
    """The case with the answers of an "if" given."""
    for key, value in answers.items():
        data = with_answer(data, key, _of_type(key, value))
    return data


def _of_type(key: str, value: str) -> object:
    fact = ZIBO.facts.get(key.removeprefix("facts."))
    return Decimal(value) if fact is not None and fact.type == "money" else value


def open_questions(data: Data, found: ConductAssessment) -> Iterator[Question]:
    """Every question that the case leaves open, with each answer that it can have."""
    conduct = data["conducts"][0]
    for finding in found.circumstances:
        if finding.holds is None:
            yield from _of_circumstance(finding.id, conduct["circumstances"].get(finding.id))
    for key, answers in (
        ("severity", ("base", "serious", "very_serious")),
        ("established", ("yes", "no")),
        ("affects_life_health_or_finance", ("yes", "no")),
        ("harmful_consequences", ("yes", "no")),
    ):
        if conduct[key] == "unknown":
            yield from ((key, answer) for answer in answers if not _is_contradictory(key, answer, conduct))
    if conduct["discovered_on"] is None and any(
        one.id == "ZB-5-3" and one.holds is None for one in found.circumstances
    ):
        yield from (("discovered_on", day) for day in (conduct["from"], data["today"]))
    if data["suspected_crime"] == "unknown":
        yield from (("suspected_crime", answer) for answer in ("yes", "no"))
    asked = _asked(conduct, found.law_applied.provision)
    for name in asked:
        matters = name not in conduct["facts"] and (name in _DECIDING or name.startswith("fees_"))
        if matters and not _is_answered_otherwise(name, conduct, asked):
            yield from ((f"facts.{name}", value) for value in _possible_values(name, conduct["facts"]))


def _is_answered_otherwise(name: str, conduct: Data, asked: list[str]) -> bool:
    """A question that another answer has settled: 违法所得 derived or found, an event beside a stated severity
    (规则 L10, L11), what only XWP-16-1 asks where all that is not listed was answered no.
    """
    facts = conduct["facts"]
    if name == "illegal_gains":
        return "fees_collected" in facts and ("fees_refunded" in facts or "fees_refunded" not in asked)
    if name in ("fees_collected", "fees_refunded"):
        return "illegal_gains" in facts
    if name in _TEACHING:
        return conduct["unlisted"] == "no" or "XWP-16-1" in conduct["circumstances"]
    return name in _EVENTS and conduct["severity"] != "unknown"


def _of_circumstance(name: str, stated: object) -> Iterator[Question]:
    yield from ((name, answer) for answer in ("yes", "no"))
    if isinstance(stated, Mapping):
        for element, answer in stated["elements"].items():
            if answer == "unknown":
                yield from ((f"{name}.{element}", one) for one in ("yes", "no"))


def _is_contradictory(key: str, answer: str, conduct: Data) -> bool:
    """Harm beside 没有造成危害后果: no case file may say both. What 追责期限 follows from, where that was answered."""
    if "ZB-5-3" in conduct["circumstances"] and key in ("affects_life_health_or_finance", "harmful_consequences"):
        return True
    stated = conduct["circumstances"].get(HARMLESS)
    harmless = stated == "yes" or (isinstance(stated, Mapping) and stated["elements"].get("no_harm") == "yes")
    return (key, answer) == ("harmful_consequences", "yes") and harmless


def _possible_values(name: str, facts: Data) -> list[object]:
    values = list(_values(name))
    collected, refunded = facts.get("fees_collected"), facts.get("fees_refunded")
    if name == "fees_refunded" and collected is not None:
        values = [Decimal(0), collected]
    elif name == "fees_collected" and refunded is not None:
        values = [value for value in _MONEY if value >= refunded]
    return values


def _asked(conduct: Data, ruling: str) -> list[str]:
    """The facts that the act raises: those of the provisions that it breaks, and of the milder one that rules."""
    violations = [ZIBO.violations[one] for one in (conduct["violation"], *conduct.get("concurrent", ()), ruling)]
    facts = dict.fromkeys(fact for violation in violations for fact in violation.facts)
    if any(name in conduct["circumstances"] for name in _OFFCAMPUS_ONLY):
        facts[ZIBO.rules.offcampus_fact] = None
    return list(facts)
