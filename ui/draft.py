"""The case as it is being filled in: one plain dict in the shape of the case file, whatever its state (contract, section 1)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

import yaml

from penalty_engine.answers import Answer
from penalty_engine.positioned import KeyPath, parse
from penalty_engine.problems import Problem

Draft = dict[str, Any]

UNKNOWN: Final = "unknown"
ANSWERS: Final[dict[object, Answer]] = {True: True, "yes": True, False: False, "no": False}
# Groups that are left out as soon as nothing is in them.
OPTIONAL_GROUPS: Final = frozenset({"source", "guardian", "contact", "letter", "facts", "circumstances", "elements"})
_LISTS: Final = ("conducts", "evidence", "officers", "events", "joint_with")
_GROUPS: Final = ("party", "source", "contact", "letter")
_ORDER: Final = (  # noqa: SIM905 -- words, read as words
    "number rulebook source party joint_with conducts holds elements evidence events filed_on decided_on decided_by "
    "business_activity suspected_crime officers contact letter "
    "id kind on name role capacity id_number birth_date guardian representative address phone "
    "violation concurrent from to discovered_on summary established severity grade affects_life_health_or_finance "
    "harmful_consequences facts circumstances unlisted choose proposal "
    "title proves pages obtained_on obtained_by certificate kinds fine years reasons note date"
).split()
_RANK: Final = {key: place for place, key in enumerate(_ORDER)}
_LOOKS_LIKE_NUMBER: Final = re.compile(r"[-+.0-9]")


def blank() -> Draft:
    """A new case: nothing is known yet, not even what kind of party it is."""
    return {"party": {}, "conducts": [{}]}


def at(draft: object, path: KeyPath) -> Any:  # noqa: ANN401 -- whatever stands there
    """The value at a key path, or None."""
    here: Any = draft
    for key in path:
        try:
            here = here[key]
        except (LookupError, TypeError):
            return None
    return here


def has(draft: object, path: KeyPath) -> bool:
    """Whether something stands at a key path, an explicit null included."""
    parent = at(draft, path[:-1])
    return isinstance(parent, dict | list) and (path[-1] in parent if isinstance(parent, dict) else True)


def put(draft: Draft, path: KeyPath, value: object) -> None:
    """Sets the value at a key path; the groups on the way are made when missing."""
    here: Any = draft
    for key in path[:-1]:
        if isinstance(here, dict) and not isinstance(here.get(key), dict | list):
            here[key] = {}
        here = here[key]
    here[path[-1]] = value


def drop(draft: Draft, path: KeyPath) -> None:
    """Takes away what stands at a key path, and the optional group that is empty then."""
    parent = at(draft, path[:-1])
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
    elif isinstance(parent, list) and isinstance(path[-1], int) and path[-1] < len(parent):
        del parent[path[-1]]
    if not parent and path[:-1] and path[-2] in OPTIONAL_GROUPS:
        drop(draft, path[:-1])


def put_or_drop(draft: Draft, path: KeyPath, value: object) -> None:
    """Sets the value; nothing, empty text and an empty list mean that the field is not filled in."""
    if value is None or value in ("", []):
        drop(draft, path)
    else:
        put(draft, path, value)


def answer(value: object) -> Answer:
    """是, 否, 未查明, however it was spelled."""
    return ANSWERS.get(value) if isinstance(value, bool | str) else None


class Statement(NamedTuple):
    """What the draft says on one circumstance; not `stated`: nothing."""

    stated: bool
    holds: Answer
    elements: Mapping[str, Answer] = MappingProxyType({})
    evidence: tuple[str, ...] = ()
    note: str = ""


def statement(draft: Draft, act: int, circumstance: str) -> Statement:
    """The statement on a circumstance, short or long form alike."""
    value = at(draft, ("conducts", act, "circumstances", circumstance))
    if isinstance(value, Mapping):
        elements = {name: answer(one) for name, one in (value.get("elements") or {}).items()}
        holds, evidence, note = answer(value.get("holds")), tuple(value.get("evidence") or ()), value.get("note") or ""
        return Statement(stated=True, holds=holds, elements=elements, evidence=evidence, note=note)
    return Statement(stated=value is not None, holds=answer(value))


def in_long_form(draft: Draft, act: int, circumstance: str) -> dict[str, Any]:
    """The statement on a circumstance as a group, made so when it was an answer alone or not there."""
    path = ("conducts", act, "circumstances", circumstance)
    value = at(draft, path)
    if not isinstance(value, dict):
        put(draft, path, {} if value is None else {"holds": value})
    return cast("dict[str, Any]", at(draft, path))


class Read(NamedTuple):
    """A case file that was opened: a draft, or why it cannot be one."""

    draft: Draft | None
    problems: tuple[Problem, ...]


def read(content: bytes, file: str) -> Read:
    """A case file as a draft. Unfinished and mistaken values are kept: the form shows them; a wrong shape is refused."""
    try:
        document = parse(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        return Read(None, (Problem(file, 0, "", "不是 UTF-8 编码的文字文件"),))
    problems = (*document.problems, *(document.problem(path, told) for path, told in _misshapen(document.data)))
    return Read(None, problems) if problems else Read(_completed(document.data), ())


def _completed(data: Draft) -> Draft:
    data.setdefault("party", {})
    if not data.get("conducts"):
        data["conducts"] = [{}]
    return data


def _misshapen(data: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
    """Groups that are no groups and lists that are no lists: the form has no place for them."""
    wrong: list[tuple[KeyPath, str]] = [
        ((key,), "应当是一组“键: 值”") for key in _GROUPS if not isinstance(data.get(key), dict | None)
    ]
    wrong += [((key,), "应当是列表") for key in _LISTS if not isinstance(data.get(key), list | None)]
    for key in ("conducts", "evidence", "officers"):
        items = data.get(key)
        for place, item in enumerate(items if isinstance(items, list) else ()):
            if not isinstance(item, dict):
                wrong.append(((key, place), "应当是一组“键: 值”"))
            elif key == "conducts":
                wrong += [((key, place, *path), told) for path, told in _misshapen_conduct(item)]
    return wrong


def _misshapen_conduct(conduct: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
    wrong: list[tuple[KeyPath, str]] = [
        ((key,), "应当是一组“键: 值”")
        for key in ("facts", "circumstances", "proposal")
        if not isinstance(conduct.get(key), dict | None)
    ]
    stated = conduct.get("circumstances")
    for name, value in stated.items() if isinstance(stated, dict) else ():
        if isinstance(value, dict) and not (
            isinstance(value.get("elements"), dict | None) and isinstance(value.get("evidence"), list | None)
        ):
            wrong.append((("circumstances", name), "要件应当是一组“键: 值”，证据应当是列表"))
    return wrong


class _Dumper(yaml.SafeDumper):
    """Writes a case file as people write it: yes, no, figures as they are, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Lists stand two blanks inside their key."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """Text that could be taken for a figure or a day is quoted; long text is folded."""
    style = '"' if _LOOKS_LIKE_NUMBER.match(value) else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")
)
_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"))
_Dumper.add_representer(
    date, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())
)


def write(draft: Draft) -> str:
    """The case file of a draft: the contract's order of keys; what is not filled in is left out."""
    return yaml.dump(_ordered(draft), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _ordered(value: object) -> object:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: _RANK.get(key, len(_RANK)))
        return {key: _ordered(value[key]) for key in keys if value[key] is not None or key == "to"}
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value
