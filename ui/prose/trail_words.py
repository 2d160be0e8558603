"""Entries of the audit trail in words. Pure HTML, everything escaped."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from casebook.plain import Plain, from_text
from casebook.rights import ACTIONS
from casebook.trail import Entry
from letters.kinds import KINDS
from ui.prose.comparing import WHYS
from ui.prose.kept import table
from ui.prose.values import EVENT_NAMES

_ACTIONS: Final = {
    "read": "查看案件", "list": "查看案件列表", "read_attachment": "查看附件", "read_document": "查看文书", "print": "制作文书", "detach": "移除附件",
    "issue": "签发文书", "receipt": "留存裁量凭据", "snapshot": "留存规则", "release": "调离办案人员", "import": "导入案件",
    "look": "查看文书版面", "opine": "提出审核意见", "read_opinions": "查看审核意见", "read_recusals": "查看回避申请",
}  # fmt: skip
_DETAILS: Final = {
    "version": "版本", "versions": "比较的版本", "content": "内容摘要", "receipt": "凭据", "reason": "理由", "number": "文号",
    "document": "文书", "attachment": "附件", "person": "人员", "opinion": "意见", "given": "意见摘要", "answered": "答复摘要",
    "decision": "决定", "recusal": "回避申请", "asked_by": "提出人", "seq": "事件序号", "type": "事件", "rulebook": "规则",
    "bundle": "案件包", "trail": "原审计记录", "found": "件数", "text": "检索词摘要", "kind": "文书", "form": "格式", "public": "公开版", "which": "第几次",
    "violation": "违法行为",
}  # fmt: skip
_WORDS: Final = {
    **EVENT_NAMES, **{id: one.title for id, one in KINDS.items()}, "pdf": "PDF", "docx": "DOCX", "True": "是", "False": "否",
    "granted": "准许", "refused": "驳回", "party": "当事人", "self": "本人", "bureau": "本局",
}  # fmt: skip
_DIGEST: Final = "sha256:"
_SHOWN: Final = 12  # characters of a digest or id


def action(name: str) -> str:
    """查看案件, 法制审核, …"""
    known = ACTIONS.get(name)
    return _ACTIONS.get(name) or WHYS.get(name) or EVENT_NAMES.get(name) or (known.name if known else name)


def entries(found: Sequence[Entry], names: Mapping[str, str], at_time: "Mapping[int, str]") -> str:
    """The entries as a table, the newest first. `names`: of people by id; `at_time`: when, by number of the entry."""
    rows = [
        (
            str(one.seq),
            escape(at_time[one.seq]),
            escape(names.get(one.actor, one.actor)),
            escape(action(one.action)),
            f'<span class="quiet">{escape("；".join(_details(from_text(one.details), names)))}</span>',
        )
        for one in sorted(found, key=lambda one: -one.seq)
    ]
    return table(("序号", "时间", "何人", "何事", "记载"), rows)


def _details(details: dict[str, Plain], names: Mapping[str, str]) -> Iterator[str]:
    for key, value in details.items():
        if value is not None:
            yield f"{_DETAILS.get(key, key)} {_told(value, names)}"


def _told(value: Plain, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "、".join(_told(one, names) for one in value)
    if isinstance(value, dict):
        return "、".join(_told(one, names) for one in value.values())
    text = str(value)
    if text.startswith(_DIGEST):
        return f"{text.removeprefix(_DIGEST)[:_SHOWN]}……"
    is_id = len(text) == 32 and text.isalnum()  # noqa: PLR2004 -- uuid4().hex
    return names.get(text) or _WORDS.get(text) or (text[:_SHOWN] + "……" if is_id else text)
