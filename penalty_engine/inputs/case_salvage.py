"""Checks what is left of a case file when some of its values cannot be read, so that all of its problems are told at once."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from penalty_engine.inputs.case_checks import faults
from penalty_engine.inputs.case_models import CaseModel
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.inputs.validation import Fault, validated
from penalty_engine.rulebook import Rulebook

_EARLY: Final = "1900-01-01"  # a fault that tells this day is the stand-in's own
_STAND_INS: Final[dict[tuple[str, str], object]] = {
    ("party", "kind"): "legal_person",
    ("party", "name"): "?",
    ("conducts", "from"): _EARLY,
    ("conducts", "to"): None,
    ("evidence", "kind"): "record",
    ("evidence", "title"): "?",
    ("events", "type"): "closed",
    ("events", "on"): _EARLY,
    ("officers", "name"): "?",
}
_WHOLE: Final = frozenset(
    {"proposal", "guardian", "source", "contact", "letter"}
)  # left out as soon as a part is wrong


def further_faults(data: object, found: Iterable[Fault], rulebook: Rulebook) -> list[Fault]:
    """The faults across fields, found on a copy in which stand-ins take the place of what is wrong already."""
    wrong = {fault.path for fault in found}
    copy: Any = _copied(data)
    for path in sorted(wrong, key=str, reverse=True):
        _mend(copy, path, rulebook)
    model, _ = validated(CaseModel, copy)
    if model is None:
        return []
    return [
        fault
        for fault in faults(model, rulebook)
        if _EARLY not in fault.message and not any(fault.path[: len(path)] == path for path in wrong)
    ]


def _copied(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _mend(copy: Any, path: KeyPath, rulebook: Rulebook) -> None:  # noqa: ANN401 -- whatever the file held
    """Puts a stand-in at the path, or leaves out what is optional."""
    for depth, key in enumerate(path):
        if key in _WHOLE:
            path = path[: depth + 1]
            break
    parent: Any = copy
    try:
        for key in path[:-1]:
            parent = parent[key]
        _replace(parent, path, rulebook)
    except (LookupError, TypeError):  # gone with something around it
        return


def _replace(parent: Any, path: KeyPath, rulebook: Rulebook) -> None:  # noqa: ANN401
    last, section = path[-1], str(path[0])
    if isinstance(parent, list):
        stand_in = _whole(section, path, rulebook)
        if stand_in is None:
            parent.clear()
        else:
            parent[int(last)] = stand_in
    elif not isinstance(parent, dict):
        return
    elif path == ("party",):
        parent["party"] = {"kind": "legal_person", "name": "?"}
    elif path == ("conducts",):
        parent["conducts"] = [_whole(section, path, rulebook)]
    elif (section, str(last)) in _STAND_INS:
        parent[last] = _STAND_INS[section, str(last)]
    elif (section, last) == ("conducts", "violation"):
        parent[last] = next(iter(rulebook.violations), "?")
    elif (section, last) == ("evidence", "id"):
        parent[last] = f"?{path[1]}"
    else:
        parent.pop(last, None)


def _whole(section: str, path: KeyPath, rulebook: Rulebook) -> object:
    """A stand-in for a whole item of the lists at the top; None for an item of any other list."""
    if len(path) > 2:  # noqa: PLR2004 -- a list within an item
        return None
    if section == "conducts":
        return {"violation": next(iter(rulebook.violations), "?"), "from": _EARLY, "to": None}
    if section == "evidence":
        return {"id": f"?{path[-1]}", "kind": "record", "title": "?"}
    if section == "events":
        return {"type": "closed", "on": _EARLY}
    return {"name": "?"} if section == "officers" else None
