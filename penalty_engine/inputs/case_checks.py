"""What the shape of a case file cannot tell: ids the rulebook lacks, answers that contradict, dates that run backwards."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from pydantic_core import PydanticCustomError

from penalty_engine.answers import every
from penalty_engine.case import RIGHTS, FactValue
from penalty_engine.inputs.case_models import (
    CaseModel,
    ConductModel,
    EventModel,
    StatementModel,
    answer,
    count,
    day,
    money,
)
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.inputs.validation import Fault, nearest, refusal
from penalty_engine.rulebook import BenchmarkRow, Circumstance, Element, FactType, Rulebook


def _yes_or_no(value: object) -> bool:
    found = answer(value)
    if found is None:
        raise AssertionError  # unknown ones are left out before
    return found


_VALUES: Final[dict[str, Callable[[object], FactValue]]] = {
    "money": money,
    "count": count,
    "boolean": _yes_or_no,
    "date": day,
}


def faults(case: CaseModel, rulebook: Rulebook) -> Iterator[Fault]:
    """Everything that is wrong with a well-formed case under this rulebook."""
    if case.rulebook not in {None, rulebook.id, *rulebook.lineage}:
        yield Fault(("rulebook",), f"案件用的是规则“{case.rulebook}”，载入的是“{rulebook.id}”")
    known = [one.id for one in case.evidence]
    for index, evidence in enumerate(case.evidence):
        if evidence.id in known[:index]:
            yield Fault(("evidence", index, "id"), f"证据编号“{evidence.id}”重复")
    yield from _case_dates(case)
    yield from _events(case.events)
    for index, conduct in enumerate(case.conducts):
        for fault in _conduct(conduct, rulebook):
            yield Fault(("conducts", index, *fault.path), fault.message)


def _conduct(conduct: ConductModel, rulebook: Rulebook) -> Iterator[Fault]:
    yield from _known(conduct.violation, rulebook.violations, "违法行为", ("violation",))
    for index, other in enumerate(conduct.concurrent):
        yield from _known(other, rulebook.violations, "违法行为", ("concurrent", index))
        if other == conduct.violation or other in conduct.concurrent[:index]:
            yield Fault(("concurrent", index), f"“{other}”重复：concurrent 只写同一行为另外违反的规定")
    yield from _conduct_dates(conduct)
    values, wrong = fact_values(conduct.facts, rulebook)
    yield from wrong
    collected, refunded = values.get("fees_collected"), values.get("fees_refunded")
    if isinstance(collected, Decimal) and isinstance(refunded, Decimal) and refunded > collected:
        yield Fault(("facts", "fees_refunded"), "已退还的款项多于收取的款项")
    for name, statement in conduct.circumstances.items():
        circumstance = rulebook.circumstance.get(name)
        if circumstance is None:
            yield from _known(name, rulebook.circumstance, "情节", ("circumstances", name))
            continue
        for fault in _statement(statement, circumstance, conduct, values):
            yield Fault(("circumstances", name, *fault.path), fault.message)
    yield from _proposal(conduct)
    if conduct.grade is not None:
        rows = [row.id for one in (conduct.violation, *conduct.concurrent) for row in _rows(one, rulebook)]
        yield from _known(conduct.grade, rows, "裁量基准", ("grade",))


def _rows(violation: str, rulebook: Rulebook) -> tuple[BenchmarkRow, ...]:
    known = rulebook.violations.get(violation)
    return known.rows if known else ()


def _known(one: str, known: Iterable[str], what: str, path: KeyPath) -> Iterator[Fault]:
    if one not in known:
        yield Fault(path, f"规则中没有编号为“{one}”的{what}{nearest(one, known)}")


def fact_values(stated: Mapping[str, object], rulebook: Rulebook) -> tuple[dict[str, FactValue], list[Fault]]:
    """The typed facts that are known (null and unknown are left out), and what is wrong with the others."""
    values: dict[str, FactValue] = {}
    wrong: list[Fault] = []
    for name, value in stated.items():
        fact = rulebook.facts.get(name)
        if fact is None:
            wrong += _known(name, rulebook.facts, "事实", ("facts", name))
        elif value is not None and value != "unknown":
            try:
                values[name] = _fact_value(fact, value)
            except PydanticCustomError as error:
                wrong.append(Fault(("facts", name), error.message()))
    return values, wrong


def _fact_value(fact: FactType, value: object) -> FactValue:
    if fact.type == "choice":
        if not isinstance(value, str) or value not in fact.options:
            raise refusal(f"只能是 {'、'.join(fact.options)} 之一{nearest(str(value), fact.options)}")
        return value
    return _VALUES[fact.type](value)


def _beside_facts(
    statement: StatementModel, elements: Mapping[str, Element], facts: Mapping[str, FactValue]
) -> Iterator[Fault]:
    """An answer that contradicts the typed facts that its elements follow."""
    told = {name: facts.get(element.fact) for name, element in elements.items() if element.fact}
    for name, fact in told.items():
        answer = statement.elements.get(name)
        if isinstance(fact, bool) and answer is not None and answer is not fact:
            yield Fault(("elements", name), f"与事实 {elements[name].fact} 矛盾")
    holds = every(fact if isinstance(fact := told.get(name), bool) else None for name in elements)
    if told and statement.holds is not None and holds is not None and statement.holds is not holds:
        said, names = "成立" if statement.holds else "不成立", "、".join(str(elements[name].fact) for name in told)
        yield Fault((), f"填了{said}，与事实 {names} 矛盾")


def _statement(
    statement: StatementModel, circumstance: Circumstance, conduct: ConductModel, facts: Mapping[str, FactValue]
) -> Iterator[Fault]:
    elements = {element.id: element for element in circumstance.elements}
    for name in statement.elements:
        yield from _known(name, elements, "要件", ("elements", name))
    yield from _beside_facts(statement, elements, facts)
    answers = [statement.elements.get(name) for name in elements]
    if statement.holds is True and False in answers:
        yield Fault((), "情节填了成立，却有要件填了不成立")
    elif statement.holds is False and every(answers):
        yield Fault((), "情节填了不成立，各要件却都填了成立")
    if conduct.harmful_consequences:
        absent = [name for name, element in elements.items() if element.is_absence_of_harm]
        if absent and statement.holds is True:
            yield Fault((), "填了成立（其要件是没有造成危害后果），与“有危害后果”（harmful_consequences）矛盾")
        else:
            for name in absent:
                if statement.elements.get(name):
                    yield Fault(("elements", name), "填了没有造成危害后果，与“有危害后果”（harmful_consequences）矛盾")


def _proposal(conduct: ConductModel) -> Iterator[Fault]:
    proposal = conduct.proposal
    if proposal is None:
        return
    for index, kind in enumerate(proposal.kinds):
        if kind in proposal.kinds[:index]:
            yield Fault(("proposal", "kinds", index), f"“{kind}”重复")
    if proposal.fine and "fine" not in proposal.kinds:
        yield Fault(("proposal", "fine"), "填了罚款数额，处罚种类（kinds）中却没有罚款（fine）")


def _backwards(path: KeyPath, later: date | None, earlier: date | None, message: str) -> Iterator[Fault]:
    if later and earlier and later < earlier:
        yield Fault(path, f"{message}（{earlier.isoformat()}）")


def _conduct_dates(conduct: ConductModel) -> Iterator[Fault]:
    yield from _backwards(("to",), conduct.to, conduct.from_, "终了日期早于开始日期")
    yield from _backwards(("discovered_on",), conduct.discovered_on, conduct.from_, "发现日期早于违法行为开始日期")


def _case_dates(case: CaseModel) -> Iterator[Fault]:
    """Birth, the acts, filing and decision must follow one another."""
    filed, path = _filing(case)
    began = [conduct.from_ for conduct in case.conducts]
    if case.party.kind == "natural_person" and case.party.birth_date and case.party.birth_date > min(began):
        yield Fault(("party", "birth_date"), f"出生日期晚于违法行为开始日期（{min(began).isoformat()}）")
    stated = next((event.on for event in case.events if event.type == "filed"), None)
    if case.filed_on and stated and case.filed_on != stated:
        yield Fault(("filed_on",), f"与事件中的立案日期不一致（{stated.isoformat()}）")
    yield from _backwards(path, filed, min(began), "立案日期早于违法行为开始日期")
    found = [conduct.discovered_on for conduct in case.conducts if conduct.discovered_on]
    yield from _backwards(path, filed, min(found, default=None), "立案日期早于发现日期")
    for index, conduct in enumerate(case.conducts):
        if conduct.discovered_on and case.decided_on and conduct.discovered_on > case.decided_on:
            yield Fault(("conducts", index, "discovered_on"), f"发现日期晚于决定日期（{case.decided_on.isoformat()}）")
    last = max(conduct.to or conduct.from_ for conduct in case.conducts)
    decided = list(_backwards(("decided_on",), case.decided_on, filed, "决定日期早于立案日期"))
    yield from decided or _backwards(
        ("decided_on",), case.decided_on, last, "决定日期早于违法行为终了日期（行为仍在继续的，to 填 null）"
    )


def _filing(case: CaseModel) -> tuple[date | None, KeyPath]:
    """The day of filing, as stated or of the first event filed, and where it stands."""
    if case.filed_on:
        return case.filed_on, ("filed_on",)
    found = ((event.on, index) for index, event in enumerate(case.events) if event.type == "filed")
    day_and_index = next(found, None)
    return (day_and_index[0], ("events", day_and_index[1], "on")) if day_and_index else (None, ())


def filing_day(case: CaseModel) -> date | None:
    """The day of filing: as stated, or of the first event filed."""
    return _filing(case)[0]


def _events(events: list[EventModel]) -> Iterator[Fault]:
    for index, event in enumerate(events):
        if index:
            yield from _backwards(
                ("events", index, "on"), event.on, events[index - 1].on, "事件应当由先到后，前一事件的日期"
            )
        yield from _backwards(("events", index, "until"), event.until, event.on, "期限早于事件的日期")
        if event.type == "waived" and event.of not in {None, *RIGHTS}:
            told = "放弃的权利只能是 statement（陈述、申辩）、hearing（听证），两项都放弃的不填"
            yield Fault(("events", index, "of"), told)
