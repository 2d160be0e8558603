"""Fields of a case file and what stands in them, in words: for telling people what somebody else has changed."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from casebook.cases.changes import Path
from casebook.plain import Plain
from letters.evidence import EVIDENCE_KINDS
from penalty_engine.inputs.positioned import spell
from penalty_engine.rendering import DIRECTIONS, TIERS
from penalty_engine.rulebook import Rulebook
from ui.words import (
    DECIDED_BY,
    EVENTS,
    FIELDS,
    NOT_FILLED,
    NOT_KNOWN,
    PARTY_KINDS,
    ROLES,
    act_of,
    act_title,
    grouped,
    kind_texts,
    named,
)

PARTS: Final = {
    "name": "姓名",
    "certificate": "执法证号",
    "phone": "电话",
    "address": "地址",
    "kind": "种类",
    "title": "名称",
    "proves": "证明的事实",
    "pages": "页数",
    "obtained_on": "取得日期",
    "obtained_by": "取证人",
    "fact": "具体事实",
    "note": "说明",
    "evidence": "证据",
    "holds": "回答",
}
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ANSWERS: Final = {"unknown": NOT_KNOWN, "yes": "是", "no": "否"}
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "party.kind": PARTY_KINDS,
    "evidence.kind": EVIDENCE_KINDS,
    "role": ROLES,
    "decided_by": DECIDED_BY,
    "severity": TIERS,
    "choose": DIRECTIONS,
    "type": EVENTS,
}


def field(path: Path, content: Mapping[str, Plain], rulebook: Rulebook) -> str:
    """违法行为二：拟罚款数额; 证据 3 的名称."""
    spelled = spell(path)
    if path[:1] == ("events",):
        return "办案过程"
    act = act_of(spelled)
    acts = len(content.get("conducts") or ())
    if act is not None and len(path) == 2:  # noqa: PLR2004 -- conducts, place
        return act_title(act, max(acts, act + 1))
    which = f"{act_title(act, acts)}：" if act is not None and acts > 1 else ""
    return which + _named(path, spelled, rulebook)


def _named(path: Path, spelled: str, rulebook: Rulebook) -> str:
    inner = spelled.partition("].")[2] if path[0] == "conducts" else spelled
    if inner in FIELDS:
        return FIELDS[inner]
    name = named(spelled, rulebook)
    if path[0] in ("evidence", "officers") and len(path) > 1:
        name = f"{name} {int(path[1]) + 1}"
    last = str(path[-1])
    return f"{name}的{PARTS[last]}" if last in PARTS and len(path) > 2 and last != "holds" else name  # noqa: PLR2004


def value(path: Path, stated: Plain, rulebook: Rulebook) -> str:
    """What stands in a field, as the form shows it."""
    if stated is None or stated in ("", [], {}):
        return NOT_FILLED
    if isinstance(stated, bool):
        return "是" if stated else "否"
    if isinstance(stated, dict):
        return _group(path, stated, rulebook)
    if isinstance(stated, list):
        return "、".join(value((*path, place), one, rulebook) for place, one in enumerate(stated))
    if isinstance(stated, int | Decimal):
        return grouped(Decimal(stated))
    return _text(path, str(stated), rulebook)


def _text(path: Path, stated: str, rulebook: Rulebook) -> str:
    if stated in _ANSWERS:
        return _ANSWERS[stated]
    day = _DAY.fullmatch(stated)
    if day:
        return f"{day[1]}年{int(day[2])}月{int(day[3])}日"
    return _code(path, stated, rulebook) or stated


def _code(path: Path, stated: str, rulebook: Rulebook) -> str | None:
    """What an id is called."""
    keys = [key for key in path if isinstance(key, str)]
    last = keys[-1] if keys else ""
    if last in ("violation", "concurrent"):
        found = rulebook.violations.get(stated)
        return found.name if found else None
    if last == "kinds":
        return kind_texts(rulebook.violations).get(stated)
    fact = rulebook.facts.get(last) if "facts" in keys else None
    return fact.options.get(stated) if fact else _CODES.get(f"{keys[0]}.{last}", _CODES.get(last, {})).get(stated)


def _group(path: Path, stated: dict[str, Plain], rulebook: Rulebook) -> str:
    """A piece of evidence, a statement, an act: its parts, one after the other."""
    if path[:1] == ("events",):
        return f"{EVENTS.get(str(stated.get('type')), '一步')}（{value(('on',), stated.get('on'), rulebook)}）"
    if path[:1] == ("conducts",) and len(path) == 2:  # noqa: PLR2004 -- conducts, place
        return value((*path, "violation"), stated.get("violation"), rulebook)
    if path[:1] == ("evidence",):
        return f"{stated.get('id', '')} {stated.get('title') or NOT_FILLED}".strip()
    parts = []
    for key, inner in stated.items():
        told = value((*path, key), inner, rulebook)
        name = _part((*path, key), rulebook)
        parts.append(f"{name}：{told}" if name else told)
    return "；".join(parts)


def _part(path: Path, rulebook: Rulebook) -> str:
    last = str(path[-1])
    if last == "holds":
        return ""
    if last in PARTS:
        return PARTS[last]
    return _named(path, spell(path), rulebook)
