"""Checks plain data against a pydantic model and tells everything that is wrong, in Chinese, at its key path."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from penalty_engine.inputs.positioned import KeyPath, LineOf, spell
from penalty_engine.problems import Problem

M = TypeVar("M", bound=BaseModel)
_IS_DATE: Final = "日期应当写成 2026-07-02 的形式"
_IS_NUMBER: Final = "应当是数字"
_IS_WHOLE: Final = "应当是整数"
_IS_GROUP: Final = "应当是一组“键: 值”"
_MESSAGES: Final[dict[str, str]] = {
    "refused": "{message}",
    "value_error": "{error}",
    "string_type": "应当是文字（数字、日期、是否要加引号）",
    "string_too_short": "不能是空的",
    "bool_type": "应当是 yes 或者 no",
    "bool_parsing": "应当是 yes 或者 no",
    "int_type": _IS_WHOLE,
    "int_parsing": _IS_WHOLE,
    "int_from_float": _IS_WHOLE,
    "decimal_type": _IS_NUMBER,
    "decimal_parsing": _IS_NUMBER,
    "is_instance_of": _IS_NUMBER,
    "finite_number": "应当是有限的数",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "应当大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "list_type": "应当是列表",
    "too_short": "至少要有 {min_length} 项",
    "dict_type": _IS_GROUP,
    "mapping_type": _IS_GROUP,
    "model_type": _IS_GROUP,
    "model_attributes_type": _IS_GROUP,
    "date_type": _IS_DATE,
    "date_parsing": _IS_DATE,
    "date_from_datetime_parsing": _IS_DATE,
    "date_from_datetime_inexact": _IS_DATE,
}


class Fault(NamedTuple):
    """What is wrong at a key path, before file and line are known."""

    path: KeyPath
    message: str


def refusal(message: str) -> PydanticCustomError:
    """The error a validator raises to refuse a value with its own message."""
    return PydanticCustomError("refused", "{message}", {"message": message})


def validated(model: type[M], data: object) -> tuple[M | None, list[Fault]]:
    """The model made from the data, or None with everything that is wrong."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, _faults(model, data, error.errors(include_url=False))


def located(faults: Iterable[Fault], file: str, line_of: LineOf) -> list[Problem]:
    """The faults with their file and line."""
    return [Problem(file, line_of(fault.path), spell(fault.path), fault.message) for fault in faults]


def nearest(word: str, words: Iterable[str]) -> str:
    """“，是否应为 x” when a permitted word is near, else nothing."""
    near = get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return f"，是否应为 {near[0]}" if near else ""


def _faults(model: type[BaseModel], data: object, errors: list[ErrorDetails]) -> list[Fault]:
    """Each wrong place once. A value that fits none of several permitted shapes: what is wrong within the one it has."""
    found: dict[KeyPath, list[ErrorDetails]] = {}
    for error in errors:
        found.setdefault(_path(data, error), []).append(error)
    deepened = {path[:depth] for path in found for depth in range(len(path))}
    return [
        Fault(path, "，或者".join(dict.fromkeys(_message(model, path, error) for error in same)))
        for path, same in found.items()
        if len(same) == 1 or path not in deepened
    ]


def _path(data: object, error: ErrorDetails) -> KeyPath:
    """The key path of an error: pydantic's, without the names of the shapes that it tried."""
    path: list[str | int] = []
    here = data
    for key in error["loc"]:
        if isinstance(here, Mapping) and key in here:
            here = here[key]
        elif isinstance(here, list) and key in range(len(here)):
            here = here[int(key)]
        elif not (error["type"] == "missing" and key == error["loc"][-1]):
            continue
        path.append(key)
    return tuple(path)


def _message(model: type[BaseModel], path: KeyPath, error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return f"缺少必填的“{path[-1]}”{_hint(model, path)}"
    if kind == "extra_forbidden":
        return f"不认识的键“{path[-1]}”{nearest(str(path[-1]), _keys(model, path[:-1]))}"
    if kind == "literal_error":
        return _not_one_of(str(context["expected"]), error["input"])
    template = _MESSAGES.get(kind)
    return template.format(**context) if template else f"取值不符合要求（{error['msg']}）"


def _not_one_of(expected: str, given: object) -> str:
    """`expected` is pydantic's list: 'a', 'b' or 'c'."""
    permitted = re.findall(r"'([^']*)'", expected)
    if len(permitted) == 1:
        return f"只能是 {permitted[0]}"
    near = nearest(given, permitted) if isinstance(given, str) else ""
    return f"没有“{given}”这个取值{near}" if near else f"只能是 {'、'.join(permitted)} 之一"


def _keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that a model permits at a key path."""
    return [field.alias or name for one in _models_at(model, path) for name, field in one.model_fields.items()]


def _hint(model: type[BaseModel], path: KeyPath) -> str:
    """What the model says about the field at a key path."""
    found = (_field(one, str(path[-1])) for one in _models_at(model, path[:-1]))
    return next((f"（{field.description}）" for field in found if field and field.description), "")


def _models_at(model: type[BaseModel], path: KeyPath) -> list[type[BaseModel]]:
    models = [model]
    for key in path:
        if isinstance(key, str):
            fields = [field for one in models if (field := _field(one, key))]
            models = [inner for field in fields for inner in _models_within(field.annotation)] or models
    return models


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    return next((field for name, field in model.model_fields.items() if key in {field.alias, name}), None)


def _models_within(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 -- an annotation can be anything
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_within(part)]
