"""Conditions on typed facts, compiled once to nested functions. Kleene logic: a fact that is missing is unknown."""

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from penalty_engine.answers import Answer, either, every, opposite
from penalty_engine.inputs.facts_models import FactModel
from penalty_engine.inputs.rulebook_models import ConditionModel
from penalty_engine.inputs.validation import Fault, nearest
from penalty_engine.rulebook import Condition, Facts

Test = Callable[[Facts], Answer]
_COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
}
_SHAPES: Final = ("all", "any", "not_", "fact")
_NUMBERS: Final = frozenset({"money", "count"})


def compiled(model: ConditionModel) -> Condition:
    """The condition as a function of the facts. The model has passed `faults`."""
    return Condition(_test(model), tuple(dict.fromkeys(_facts(model))))


def _test(model: ConditionModel) -> Test:
    if model.all is not None:
        return _all([_test(part) for part in model.all])
    if model.any is not None:
        return _any([_test(part) for part in model.any])
    if model.not_ is not None:
        return _not(_test(model.not_))
    return _fact(model)


def _all(tests: list[Test]) -> Test:
    return lambda facts: every(test(facts) for test in tests)


def _any(tests: list[Test]) -> Test:
    def holds(facts: Facts) -> Answer:
        result: Answer = False
        for test in tests:
            result = either(result, test(facts))
            if result:
                return True
        return result

    return holds


def _not(test: Test) -> Test:
    return lambda facts: opposite(test(facts))


def _fact(model: ConditionModel) -> Test:
    """The fact itself when it is a yes or no, else all its comparisons."""
    fact = model.fact or ""
    comparisons: list[tuple[Callable[[Any, Any], bool], object]] = []
    comparisons += [(_COMPARISONS[name], limit) for name, limit in _limits(model)]
    if model.is_ is not None or not comparisons:
        comparisons.append((operator.eq, True if model.is_ is None else model.is_))

    def holds(facts: Facts) -> Answer:
        value = facts.get(fact)
        return None if value is None else all(compare(value, limit) for compare, limit in comparisons)

    return holds


def _limits(model: ConditionModel) -> list[tuple[str, Decimal]]:
    return [(name, limit) for name in _COMPARISONS if (limit := getattr(model, name)) is not None]


def _parts(model: ConditionModel) -> Iterator[tuple[tuple[str | int, ...], ConditionModel]]:
    for name in ("all", "any"):
        for index, part in enumerate(getattr(model, name) or ()):
            yield (name, index), part
    if model.not_ is not None:
        yield ("not",), model.not_


def _facts(model: ConditionModel) -> Iterator[str]:
    if model.fact is not None:
        yield model.fact
    for _, part in _parts(model):
        yield from _facts(part)


def faults(model: ConditionModel, types: Mapping[str, FactModel]) -> Iterator[Fault]:
    """What is wrong with a condition, at paths below its own: shape, unknown facts, comparisons that do not fit."""
    shapes = [name for name in _SHAPES if getattr(model, name) is not None]
    if len(shapes) != 1:
        yield Fault((), "条件应当是 all、any、not、fact 之中的一个，且只能一个")
    if (model.all is not None and not model.all) or (model.any is not None and not model.any):
        yield Fault((), "条件的列表是空的")
    if model.fact is not None:
        yield from _fact_faults(model, types)
    elif model.is_ is not None or _limits(model):
        yield Fault((), "比较（is、at_least 等）要与 fact 写在一起")
    for path, part in _parts(model):
        for fault in faults(part, types):
            yield Fault((*path, *fault.path), fault.message)


def _fact_faults(model: ConditionModel, types: Mapping[str, FactModel]) -> Iterator[Fault]:
    fact = types.get(model.fact or "")
    if fact is None:
        yield Fault(("fact",), f"没有编号为“{model.fact}”的事实{nearest(model.fact or '', types)}")
        return
    if fact.type not in _NUMBERS:
        for name, _ in _limits(model):
            yield Fault((name,), f"事实“{fact.id}”不是数，不能比较大小")
    if model.is_ is None:
        if not _limits(model) and fact.type != "boolean":
            yield Fault((), f"事实“{fact.id}”不是是否，要写明怎样比较")
    elif not _can_be(fact, model.is_):
        options = f"（{'、'.join(fact.options)}）" if fact.type == "choice" else ""
        yield Fault(("is",), f"事实“{fact.id}”没有这个取值{options}")


def _can_be(fact: FactModel, value: object) -> bool:
    if fact.type == "boolean":
        return isinstance(value, bool)
    if fact.type == "choice":
        return value in fact.options
    return fact.type in _NUMBERS and isinstance(value, int) and not isinstance(value, bool)
