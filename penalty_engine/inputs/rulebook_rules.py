"""The engine's figures and choices (`Rules`) from the settings, each converted to the type that its field has."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, Final, get_args, get_type_hints

from penalty_engine.inputs.rulebook_files import Entry
from penalty_engine.inputs.rulebook_models import Kind, SettingModel
from penalty_engine.inputs.validation import nearest
from penalty_engine.problems import Problem
from penalty_engine.rulebook import LargeAmount, Rules

KINDS: Final = frozenset(get_args(Kind))
_DIRECTIONS: Final = frozenset({"mitigated", "lighter", "ordinary", "heavier", "conflicting"})
_LATER: Final = frozenset(one.name for one in fields(Rules) if one.default is not MISSING)


class _WrongError(Exception):
    """A value that does not fit its setting; the message is for people."""


@cache
def types() -> dict[str, Any]:
    """The settings that the engine needs, with the types of their values."""
    return {name: _stated(hint) for name, hint in get_type_hints(Rules).items()}


def _stated(hint: Any) -> Any:  # noqa: ANN401 -- types, not values
    """The type of a setting that is there, of one that may be missing from rulebooks kept from before."""
    return get_args(hint)[0] if NoneType in get_args(hint) else hint


def rules(
    settings: Mapping[str, Entry[SettingModel]], file: str, *, kept: bool = False
) -> tuple[Rules | None, list[Problem]]:
    """The figures and choices, or None with what is missing or wrong.

    Args:
        settings: by name.
        file: told where a setting is missing.
        kept: a rulebook kept from before: what was no setting then may be missing.
    """
    values: dict[str, Any] = {}
    problems = []
    for name, wanted in types().items():
        entry = settings.get(name)
        if entry is None and kept and name in _LATER:
            continue
        if entry is None:
            problems.append(Problem(file, 0, "", f"缺少设定“{name}”（settings.yaml 或者 procedure.yaml）"))
            continue
        try:
            values[name] = _converted(name, wanted, entry.model.value)
        except _WrongError as error:
            problems.append(entry.problem(("value",), str(error)))
    for name, entry in settings.items():
        if name not in types():
            problems.append(entry.problem(("id",), f"没有这项设定“{name}”{nearest(name, types())}"))
    return (None if problems else Rules(**values)), problems


def _converted(name: str, wanted: object, value: object) -> object:  # noqa: PLR0911 -- one line a type
    if wanted is int:
        return _whole(value)
    if wanted is bool:
        return _need(isinstance(value, bool), value, "应当是 yes 或者 no")
    if wanted is str:
        return _need(isinstance(value, str) and value != "", value, "应当是文字")
    if wanted is Decimal:
        return _number(value)
    if wanted is LargeAmount:
        return _large_amount(value)
    if wanted == frozenset[str]:
        return frozenset(_words(name, value))
    return _ladder(value)


def _need(fits: bool, value: object, message: str) -> object:  # noqa: FBT001 -- reads as a sentence
    if not fits:
        raise _WrongError(message)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        message = "应当是整数，不能小于 0"
        raise _WrongError(message)
    return value


def _number(value: object) -> Decimal:
    message = "应当是数字，不能小于 0"
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise _WrongError(message)
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _WrongError(message) from None
    if not number.is_finite() or number < 0:
        raise _WrongError(message)
    return number


def _large_amount(value: object) -> LargeAmount:
    if not isinstance(value, dict) or value.keys() != {"citizen", "organisation"}:
        message = "应当写成 {citizen: 金额, organisation: 金额}"
        raise _WrongError(message)
    return LargeAmount(_number(value["citizen"]), _number(value["organisation"]))


def _words(name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        message = "应当是文字的列表"
        raise _WrongError(message)
    permitted = KINDS if name.endswith("_kinds") else _DIRECTIONS if name.endswith("_when") else None
    for word in value:
        if permitted is not None and word not in permitted:
            message = f"不认识“{word}”{nearest(word, permitted)}"
            raise _WrongError(message)
    return value


def _ladder(value: object) -> Mapping[str, int]:
    if not isinstance(value, list):
        message = "应当是列表的列表，由轻到重"
        raise _WrongError(message)
    ranks: dict[str, int] = {}
    for rank, step in enumerate(value):
        for kind in _words("_kinds", step):
            if kind in ranks:
                message = f"“{kind}”在次序中出现了两次"
                raise _WrongError(message)
            ranks[kind] = rank
    return MappingProxyType(ranks)
