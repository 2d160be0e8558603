"""Why a step cannot be taken, as an officer reads it: without the file's own keys, and with the way to the field."""

import re
from typing import Final

from casebook.refusals import Reason
from letters.kinds import KINDS
from penalty_engine.rulebook import Rulebook
from ui.filling.sections import section_of
from ui.words import named
from web.issuing import AT

_SECTIONS: Final = {
    "two_officers": "documents",
    "evidence": "evidence",
    "settled": "circumstances",
    "proposal": "proposal",
    "to_punish": "proposal",
    "to_spare": "proposal",
    "not_heavier": "proposal",
    "not_heavier_without_new_facts": "evidence",
    "competent": "party",
    "facts_not_established": "act",
    "to_transfer": "act",
}
_FIELDS: Final = {"two_officers": "officers", "evidence": "evidence", "competent": "competence_ground"}
_PATH: Final = re.compile(r"[a-z_]+(\[\d+\])?(\.[A-Za-z0-9_\-]+(\[\d+\])?)*")
_KEYS: Final = re.compile(r"（[a-z_，、：: of为\-]+）")
_UNKNOWN: Final = re.compile(r"^(.*没有查明：)(.+)$")
_KIND: Final = re.compile("|".join(sorted(KINDS, key=len, reverse=True)))


def section_for(reason: Reason) -> str | None:
    """The section of the form in which the reason can be removed; None: not in the form."""
    path = path_of(reason)
    return section_of(path) if path else _SECTIONS.get(reason.need)


def path_of(reason: Reason) -> str:
    """The key path of the field in which it can be removed; empty: none by itself."""
    path = _FIELDS.get(reason.need, "")
    if reason.need.startswith(AT):
        path = reason.need.removeprefix(AT)
    elif reason.need == "readable":
        path = reason.message.split("：")[1]
    return path if _PATH.fullmatch(path) and not path.startswith("events") else ""


def plainly(reason: Reason, rulebook: Rulebook) -> str:
    """The reason in words alone: fields, circumstances and documents by what they are called."""
    text = reason.message
    if found := _UNKNOWN.match(text):
        text = found[1] + "、".join(named(one, rulebook) for one in found[2].split("、"))
    if reason.need == "readable":
        before, path, rest = text.split("：", 2) if text.count("：") > 1 else ("", "", text)
        text = f"{before}：{named(path, rulebook)}：{rest}" if _PATH.fullmatch(path) else text
    return spoken(text)


def spoken(text: str) -> str:
    """A message without the file's own keys, and with who can do what the settings ask for."""
    text = text.replace(
        "案件或者本局设置（data/bureau.yaml）中补填", "本案中补填，或者请系统管理员在“设置”中填写一次，各案通用"
    )
    text = text.replace("请在本局设置（data/bureau.yaml）中补填", "请系统管理员在“设置”中填写一次，各案通用")
    text = _KEYS.sub("", text).replace("在 text 中", "在说明中").replace("填写 method 为“书面”", "选“书面”")
    return _KIND.sub(lambda one: f"《{KINDS[one[0]].title}》", text).replace(" 《", "《").replace("》 ", "》")
