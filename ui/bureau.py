"""The bureau's settings as a form shows them: fields by their key paths, what is missed without them, what a change has changed."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from casebook.settings import BUREAU, TEMPLATE, Setting
from letters.bureau import BureauSettings, read_bureau
from letters.gates import needs
from letters.gates.needs import Need
from letters.kinds import KINDS
from letters.numbering import CASE
from ui.words import NOT_FILLED
from web.issuing import CASE_FORM
from web.settings import before_any

PREFIXES: Final = "number_prefixes"
FORM: Final = "number_form"
CASE_TITLE: Final = "案件（立案号）"


class Field(NamedTuple):
    """A setting that is filled in. `need`: the need of documents that it meets; `else_`: what holds without it."""

    path: tuple[str, ...]
    label: str
    need: Need | None = None
    else_: str = ""


GROUPS: Final[Mapping[str, tuple[Field, ...]]] = {
    "机关": (
        Field(("name",), "单位名称", else_="不填的，用规则中的名称"),
        Field(("government",), "行政复议机关", needs.GOVERNMENT, else_="不填的，用规则中的本级人民政府"),
        Field(("court",), "起诉的法院", else_="不填的，文书写“有管辖权的人民法院”"),
    ),
    "联系人（印在文书上，案件里另填的优先）": (
        Field(("contact", "name"), "联系人", needs.CONTACT),
        Field(("contact", "phone"), "电话", needs.CONTACT),
        Field(("contact", "address"), "地址", needs.CONTACT),
    ),
    "收款账户": (
        Field(("payee", "bank"), "收款银行", needs.PAYEE),
        Field(("payee", "account_name"), "户名", needs.PAYEE),
        Field(("payee", "account"), "账号", needs.PAYEE),
    ),
}
FIELDS: Final = tuple(field for group in GROUPS.values() for field in group)
NUMBERED: Final[Mapping[str, str]] = {CASE: CASE_TITLE} | {
    kind.id: kind.title for kind in KINDS.values() if kind.numbered
}
Values = dict[tuple[str, ...], str]


def values(bureau: BureauSettings) -> Values:
    """What stands in each field; nothing: empty."""
    found = {field.path: _at(bureau, field.path) for field in FIELDS}
    prefixes = {(PREFIXES, kind): bureau.number_prefixes.get(kind, "") for kind in NUMBERED}
    others = {(PREFIXES, kind): prefix for kind, prefix in bureau.number_prefixes.items()}
    return found | others | prefixes | {(FORM,): bureau.number_form}


def _at(bureau: BureauSettings, path: tuple[str, ...]) -> str:
    value: object = bureau
    for key in path:
        value = getattr(value, key)
    return str(value) if value else ""


def to_text(filled: Values) -> str:
    """The settings as they are stored: what is empty is left out. (JSON is YAML in which every text is quoted.)"""
    made: dict[str, object] = {}
    for path, text in filled.items():
        if text.strip():
            here = made
            for key in path[:-1]:
                here = here.setdefault(key, {})  # type: ignore[assignment]
            here[path[-1]] = text.strip()
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)


def missed(field: Field) -> tuple[str, ...]:
    """The documents that are refused without it."""
    return tuple(kind.title for kind in KINDS.values() if field.need is not None and field.need in kind.needs)


def example(kind: str, prefix: str, form: str, year: int, last: int) -> str:
    """The number that comes next."""
    return (CASE_FORM if kind == CASE else form).format(prefix=prefix, year=year, serial=last + 1)


def shared(filled: Values) -> tuple[str, ...]:
    """Kinds that bear the prefix of another one: their numbers would be the same."""
    seen: dict[str, str] = {}
    twice = []
    for kind, title in NUMBERED.items():
        prefix = filled.get((PREFIXES, kind), "").strip()
        if prefix and prefix in seen:
            twice.append(f"“{title}”与“{seen[prefix]}”都是“{prefix}”")
        seen.setdefault(prefix, title)
    return tuple(twice)


class Changed(NamedTuple):
    """One thing that a version changed."""

    what: str
    before: str
    after: str


def what_changed(before: Setting | None, after: Setting) -> Iterator[Changed]:
    """Field by field; of a template the lines."""
    if after.kind.startswith(TEMPLATE):
        yield Changed(after.kind.removeprefix(TEMPLATE), _state(before), _state(after))
        return
    old, new = (_held(one) for one in (before, after))
    for path in {**old, **new}:
        if old.get(path) != new.get(path):
            yield Changed(_label(path), old.get(path) or NOT_FILLED, new.get(path) or NOT_FILLED)


def _held(setting: Setting | None) -> Values:
    """What a version made hold."""
    return values(read_bureau(setting.content, BUREAU) if setting and setting.content else before_any())


def _label(path: tuple[str, ...]) -> str:
    labels = {field.path: field.label for field in FIELDS}
    if path[0] == PREFIXES and len(path) > 1:
        return f"字号：{NUMBERED.get(path[1], path[1])}"
    return "文号格式" if path == (FORM,) else labels.get(path, ".".join(path))


def _state(setting: Setting | None) -> str:
    if setting is None or setting.content is None:
        return "系统自带的"
    return f"本局的，第{setting.version}版（{len(setting.content.splitlines())}行）"


def lines_changed(before: str, after: str) -> str:
    """The lines that differ between two templates."""
    return "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), "原来", "现在", lineterm="", n=1))
