"""What stands in a case file, told in words: each field by what it is called, each value as an official reads it. Plain text, no HTML."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from casebook.cases.changes import EVIDENCE, MISSING, id_of, placed
from casebook.plain import Plain
from letters.evidence import EVIDENCE_KINDS
from letters.kinds import KINDS as PAPERS
from penalty_engine.inputs.positioned import KeyPath, spell
from penalty_engine.rendering import DIRECTIONS, TIERS
from penalty_engine.rulebook import FactType, Rulebook
from penalty_engine.wording import KINDS, number
from ui.filling.draft import at
from ui.words import (
    DECIDED_BY,
    FIELDS,
    NOT_FILLED,
    NOT_KNOWN,
    PARTY_KINDS,
    ROLES,
    act_title,
    day,
    grouped,
    in_capitals,
    named,
    violation_line,
)

EVENT_NAMES: Final = {
    "reported": "接到举报、交办、移送", "filed": "立案", "inspected": "现场检查", "questioned": "询问",
    "evidence_preserved": "先行登记保存", "correction_ordered": "责令改正", "rechecked": "复查",
    "investigation_closed": "调查终结", "approved": "负责人审批", "noticed": "事先告知", "served": "送达",
    "statement": "陈述、申辩", "waived": "放弃权利", "hearing_requested": "要求听证", "hearing_called": "通知听证",
    "hearing_held": "举行听证", "reexamined": "复核", "reviewed": "法制审核", "discussed": "集体讨论", "decided": "决定",
    "paid": "缴款", "recorded": "备案", "deferred": "延期或者分期缴纳", "urged": "催告", "court_applied": "申请法院强制执行",
    "transferred": "移送", "withdrawn": "撤案", "closed": "结案",
}  # fmt: skip
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "role": ROLES,
    "decided_by": DECIDED_BY,
    "severity": TIERS,
    "choose": DIRECTIONS,
    "type": EVENT_NAMES,
    "kinds": KINDS,
    "of": {id: f"《{one.title}》" for id, one in PAPERS.items()},
}
_ANSWERS: Final = {"yes": "是", "no": "否", "unknown": NOT_KNOWN}
_MORE: Final = {
    "source": "案件来源", "source.note": "案件来源的说明", "party.role": "双罚中的地位", "party.phone": "电话",
    "party.guardian.phone": "监护人的电话", "joint_with": "同案其他当事人的案号", "cause": "案由", "evidence": "证据",
    "grade": "裁量基准", "choose": "从轻或者减轻的选择", "severity_grounds": "情节认定的根据", "decided_by": "作出决定的机关",
    "authority": "决定机关的名称", "competence_ground": "管辖依据", "named_persons": "其他自然人", "contact.name": "联系人",
    "contact.phone": "联系电话", "contact.address": "联系地址", "letter.number": "告知书文号", "facts": "事实",
    "circumstances": "裁量情节", "conducts": "违法行为", "events": "办理经过", "rulebook": "规则",
}  # fmt: skip
_PARTS: Final = {
    "id": "编号", "kind": "种类", "title": "名称", "proves": "证明事项", "pages": "页数", "obtained_on": "取得日期",
    "obtained_by": "取得人", "name": "姓名", "certificate": "执法证号", "on": "日期", "by": "记录人或者主持人", "document": "文号",
    "method": "方式", "until": "期限", "result": "结果", "text": "内容", "present": "参加人员", "amount": "金额", "place": "地点",
    "time": "时间", "whom": "对方", "items": "事项", "of": "所涉文书", "kinds": "处罚种类", "years": "年数", "type": "事项",
    "holds": "是否存在", "elements": "要件", "note": "说明", "fact": "事实", "evidence": "证据", "fine": "罚款", "reasons": "理由",
    "phone": "电话", "address": "地址",
}  # fmt: skip
_RANK: Final = {key: place for place, key in enumerate(_PARTS)}
_CALLED_BY: Final = {"events": ("type", "on"), "evidence": ("id",)}  # what the item is called by already
_INNER: Final = frozenset({"evidence", "note", "fact", "holds", "elements"})  # of a circumstance
GOES_ON: Final = "仍在继续"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ACT: Final = 2  # conducts[0] is two keys long


def called(path: KeyPath, content: Plain, rulebook: Rulebook) -> str:
    """What the place is called; of several acts which one, of a list which item."""
    if path[:1] == ("conducts",) and len(path) > 1:
        count = len(at(content, ("conducts",)) or ())
        which = act_title(int(path[1]), count) if count > 1 else ""
        name = _in_act(path[_ACT:], rulebook)
        return "，".join(part for part in (which, name) if part) or act_title(0, 1)
    path = placed(content, path)
    if path[:1] in {("evidence",), ("officers",), ("events",)} and len(path) > 1:
        item = _item(path, content)
        return "的".join(part for part in (item, *(_part(key) for key in path[2:] if isinstance(key, str))) if part)
    return "证据清单" if path == ("evidence",) else _named(spell(path), rulebook)


def _in_act(path: KeyPath, rulebook: Rulebook) -> str:
    if not path:
        return ""
    if path[0] == "circumstances" and len(path) > 1:
        name = named(str(path[1]), rulebook)
        if path[2:3] == ("elements",) and len(path) > 3:  # noqa: PLR2004 -- circumstances, id, elements, element
            name = named(f"{path[1]}.{path[3]}", rulebook)
        inner = _PARTS[str(path[2])] if len(path) > 2 and path[2] in _INNER else ""  # noqa: PLR2004 -- as above
        return f"情节“{name}”" + (f"的{inner}" if inner and inner != "要件" else "")
    words = [key for key in path if isinstance(key, str)]
    return _named(".".join(words), rulebook)


def _named(path: str, rulebook: Rulebook) -> str:
    known = {**_MORE, **FIELDS}
    if path in known:
        return known[path]
    name = named(path, rulebook)
    first = path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
    return name if name != path else known.get(first, path)


def _item(path: KeyPath, content: Plain) -> str:
    one = at(content, path[:2]) or {}
    if path[0] == "events":
        name = EVENT_NAMES.get(str(one.get("type")), "一步")
        return f"办理经过“{name}”（{value(('on',), one.get('on'), None)}）" if one else "办理经过"
    if path[0] == "evidence":
        return f"证据{int(path[1]) + 1} {one.get('title') or ''}".strip()
    return f"执法人员{one.get('name') or int(path[1]) + 1}"


def _part(key: str) -> str:
    return _PARTS.get(key, key)


def value(path: KeyPath, given: Plain, rulebook: Rulebook | None) -> str:
    """What stands at the place: 是, 2026年7月5日, 3,000元（叁仟元整）, 未填写."""
    if given in (None, "", [], {}):
        return NOT_FILLED
    key = next((str(one) for one in reversed(path) if isinstance(one, str)), "")
    fact = _fact(path, rulebook)
    if isinstance(given, dict):
        return _group(path, given, rulebook)
    if isinstance(given, list | tuple):
        return "、".join(value((*path, place), one, rulebook) for place, one in enumerate(given))
    if fact is not None:
        return _of_fact(fact, given)
    return _word(path, key, given, rulebook) or _plain(key, given)


def side(path: KeyPath, given: Plain, rulebook: Rulebook | None, content: Plain) -> str:
    """One side of a change: what stood there; nothing, or of an act's last day an explicit null, which says that it goes on.

    `content`: the case file on this side, in which the pieces that are cited have their names.
    """
    if given is MISSING:
        return NOT_FILLED
    if given is None and path[-1:] == ("to",):
        return GOES_ON
    return value(path, _cited(path, given, _pieces(content)), rulebook)


def _pieces(content: Plain) -> dict[str, str]:
    """证据4 退费明细和转账凭证, by id."""
    pieces = enumerate(at(content, (EVIDENCE,)) or ())
    return {id_of(one): _item((EVIDENCE, place), content) for place, one in pieces}


def _cited(path: KeyPath, given: Plain, known: Mapping[str, str]) -> Plain:
    """The same with the names of the pieces for their ids, wherever an act or a circumstance cites some."""
    if isinstance(given, dict):
        return {key: _cited((*path, key), one, known) for key, one in given.items()}
    if not isinstance(given, list) or path[0] != "conducts":
        return given
    if path[-1] == EVIDENCE:
        return [known.get(str(one), f"{one}（证据清单中没有）") for one in given]
    return [_cited((*path, place), one, known) for place, one in enumerate(given)]


def _word(path: KeyPath, key: str, given: Plain, rulebook: Rulebook | None) -> str | None:
    """What a fixed word of the case file, or an id of the catalogue, is called."""
    if key in {"violation", "concurrent"} and rulebook and given in rulebook.violations:
        return violation_line(rulebook.violations[given])
    return (_words(path, key) or {}).get(str(given))


def _plain(key: str, given: Plain) -> str:
    if isinstance(given, bool):
        return "是" if given else "否"
    if key in {"fine", "amount"}:
        return sum_of(given)
    if isinstance(given, int | Decimal):
        return number(Decimal(given)) + ("年" if key == "years" else "")
    if isinstance(given, date):
        return day(given)
    text = str(given)
    if _DAY.fullmatch(text):
        return _day(text)
    return _ANSWERS.get(text, text)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:  # no such day: as it was typed
        return text


def sum_of(given: Plain) -> str:
    """3,000元（叁仟元整）; what is no sum as it was typed."""
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        return str(given)
    capitals = in_capitals(given)
    return f"{grouped(Decimal(given))}元" + (f"（{capitals}）" if capitals else "")


def _fact(path: KeyPath, rulebook: Rulebook | None) -> FactType | None:
    if rulebook is not None and len(path) > 1 and path[-2] == "facts":
        return rulebook.facts.get(str(path[-1]))
    return None


def _of_fact(fact: FactType, given: Plain) -> str:
    if fact.type == "money":
        return sum_of(given)
    if isinstance(given, str) and given in fact.options:
        return fact.options[given]
    told = _plain(fact.id, given)
    return f"{told}{fact.unit}" if fact.unit and isinstance(given, int | Decimal) and given is not True else told


def _words(path: KeyPath, key: str) -> Mapping[str, str] | None:
    if key == "kind":
        return PARTY_KINDS if path[:1] == ("party",) else EVIDENCE_KINDS if path[:1] == ("evidence",) else None
    return _WORDS.get(key)


def _group(path: KeyPath, given: dict[str, Plain], rulebook: Rulebook | None) -> str:
    """A group as a whole: each of its fields that is filled in."""
    told = []
    known = _CALLED_BY.get(str(path[0]), ())
    for key, one in sorted(given.items(), key=lambda item: _RANK.get(item[0], len(_RANK))):
        if one in (None, "", [], {}) or key in known:
            continue
        where = (*path, key)
        name = called(where, {}, rulebook) if rulebook and path[:1] == ("conducts",) else _part(key)
        told.append(f"{name}：{value(where, one, rulebook)}")
    return "；".join(told) or "已记录"
