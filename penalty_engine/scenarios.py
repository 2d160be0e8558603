"""The rulebook's own example cases, each with the result it must give (`python -m penalty_engine test`)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from penalty_engine.amounts import Interval, to_fen
from penalty_engine.answers import WORDS
from penalty_engine.assess import assess
from penalty_engine.assessment import Assessment, Penalty
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import read_document
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook
from penalty_engine.wording import number

DEFAULT_DAY = date(2026, 7, 20)


class Scenario(NamedTuple):
    """A case beside the result it must give; `name` states the legal point."""

    name: str
    case: Mapping[str, Any]
    expect: Mapping[str, Any]
    today: date
    file: str
    line: int


class Failure(NamedTuple):
    """A scenario that came out otherwise."""

    scenario: Scenario
    differences: tuple[str, ...]

    def __str__(self) -> str:
        """FILE:LINE: name, then each difference."""
        where = f"{self.scenario.file}:{self.scenario.line}: {self.scenario.name}"
        return "\n".join([where, *(f"    {difference}" for difference in self.differences)])


def load_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """All scenarios of a rulebook folder, in file order. Raises InputError on files that cannot be read."""
    return tuple(scenario for file in sorted(folder.glob("scenarios/*.yaml")) for scenario in _read(file))


def _read(file: Path) -> Iterator[Scenario]:
    document = read_document(file)
    if document.problems:
        raise InputError(document.problems)
    items = document.data.get("scenarios")
    for index, item in enumerate(items if isinstance(items, list) else []):
        missing = {"name", "case", "expect"} - set(item)
        if missing:
            raise InputError([document.problem(("scenarios", index), f"场景缺少{'、'.join(sorted(missing))}")])
        line = document.line(("scenarios", index))
        yield Scenario(item["name"], item["case"], item["expect"], item.get("today", DEFAULT_DAY), document.file, line)


def run_scenario(scenario: Scenario, rulebook: Rulebook) -> Failure | None:
    """None when the case comes out as expected."""
    try:
        case = read_case(scenario.case, rulebook, file=scenario.file)
    except InputError as error:
        return Failure(scenario, tuple(map(str, error.problems)))
    assessment = assess(case, rulebook, scenario.today)
    differences = tuple(_differences(scenario.expect, assessment))
    return Failure(scenario, differences) if differences else None


def _differences(expect: Mapping[str, Any], assessment: Assessment) -> Iterator[str]:
    """What differs; keys not spoken of are free."""
    acts: Sequence[Mapping[str, Any]] = expect.get("conducts") or [expect]
    for index, (wanted, conduct) in enumerate(zip(acts, assessment.conducts, strict=False)):
        mark = f"行为{index + 1}：" if len(acts) > 1 else ""
        for key, value in wanted.items():
            if key in _OF_CONDUCT:
                yield from _compare(f"{mark}{key}", value, _OF_CONDUCT[key](conduct))
            elif key in _CONTAINED:
                lacking = [item for item in value if _written(item) not in _CONTAINED[key](conduct)]
                yield from (f"{mark}{key}：缺少 {item}，实有 {_CONTAINED[key](conduct)}" for item in lacking)
            elif key == "penalties":
                yield from _penalty_differences(mark, value, conduct.penalties)
            elif key not in _OF_CASE and key not in ("conducts", "warnings", "without"):
                yield f"{mark}{key}：不是可以核对的项目"
    for key, value in expect.items():
        if key in _OF_CASE:
            yield from _compare(key, value, _OF_CASE[key](assessment))
    codes = {warning.code for warning in assessment.warnings}
    yield from (f"应有提示 {code}，实有 {sorted(codes)}" for code in expect.get("warnings", ()) if code not in codes)
    yield from (f"不应有提示 {code}" for code in expect.get("without", ()) if code in codes)


def _compare(key: str, wanted: object, actual: object) -> Iterator[str]:
    if _written(wanted) != _written(actual):
        yield f"{key}：应为 {_written(wanted)}，实为 {_written(actual)}"


def _written(value: object) -> object:
    """Values as a scenario writes them: intervals as [a, b), booleans as yes/no, numbers without needless zeros."""
    if isinstance(value, Interval):
        left, right = "(["[value.min_inclusive], ")]"[value.max_inclusive]
        return f"{left}{number(to_fen(value.min))}, {number(to_fen(value.max))}{right}"
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    return str(value) if value is not None else None


def _penalty_differences(mark: str, wanted: Mapping[str, Any], penalties: Sequence[Penalty]) -> Iterator[str]:
    """By kind: statutory, lawful, recommended, or any other field; null = the tier does not know the kind."""
    for kind, fields in wanted.items():
        penalty = next((p for p in penalties if p.kind == kind and p.is_recommended), None)
        penalty = penalty or next((p for p in penalties if p.kind == kind), None)
        if penalty is None or fields is None:
            if (penalty is None) != (fields is None):
                yield f"{mark}{kind}：{'不应有' if fields is None else '没有'}这一种类"
            continue
        for field, value in fields.items():
            yield from _compare(f"{mark}{kind}.{field}", value, getattr(penalty, field))


_OF_CONDUCT: dict[str, Any] = {
    "outcome": lambda c: c.outcome,
    "direction": lambda c: c.direction,
    "tier": lambda c: c.tier,
    "settled": lambda c: c.settled,
    "alternatives": lambda c: c.alternatives,
    "recommended_kinds": lambda c: c.recommended_kinds,
    "orders": lambda c: c.orders,
    "illegal_gains": lambda c: None if c.illegal_gains is None else number(c.illegal_gains),
    "refundable": lambda c: None if c.gains.refundable is None else number(c.gains.refundable),
    "confiscable": lambda c: None if c.gains.confiscable is None else number(c.gains.confiscable),
    "as_of": lambda c: c.law_applied.as_of,
    "milder_of": lambda c: c.law_applied.milder_of,
    "provision": lambda c: c.law_applied.provision,
    "related": lambda c: c.law_applied.related,
    "proposal": lambda c: c.proposal.status if c.proposal else None,
    "decisive_unknowns": lambda c: c.decisive_unknowns,
    "provisions": lambda c: {p.id: p.role for p in c.provisions},
}
_CONTAINED: dict[str, Any] = {
    "counted": lambda c: [f.id for f in c.circumstances if f.counted],
    "not_counted": lambda c: [f.id for f in c.circumstances if not f.counted],
    "hold": lambda c: [f.id for f in c.circumstances if f.holds],
    "do_not_hold": lambda c: [f.id for f in c.circumstances if f.holds is False],
    "unknown": lambda c: [f.id for f in c.circumstances if f.holds is None],
    "decisive": lambda c: c.decisive_unknowns,
    "possible": lambda c: [[p.outcome, p.direction, p.tier] for p in c.possible_outcomes],
    "sentences": lambda c: [s.id for s in c.explanation],
}
_OF_CASE: dict[str, Any] = {
    "case_outcome": lambda a: a.outcome,
    "hearing": lambda a: a.procedure.hearing,
    "simplified": lambda a: a.procedure.simplified,
    "legal_review": lambda a: a.procedure.legal_review,
    "collective_discussion": lambda a: a.procedure.collective_discussion,
    "competent": lambda a: a.procedure.competent,
    "limitation_expires": lambda a: a.deadlines.limitation_expires,
    "decision_due": lambda a: a.deadlines.decision_due,
    "total_statutory": lambda a: a.totals.fine.statutory,
    "total_recommended": lambda a: a.totals.fine.recommended,
}
