"""What may be a name that no field gives: pointed out before a public copy goes out, for no program knows all names."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from letters.bureau import BureauSettings
from letters.masking import people
from letters.masking.copying import CLOSED, INDEX, changed, masked, masking
from letters.masking.spans import folded
from letters.masking.surnames import COMPOUND, EVERYDAY, SINGLE
from penalty_engine.case import Case

FIELDS_OF_PERSONS: Final = ("evidence.obtained_by", "events.by", "events.whom", "events.present")
SURNAME: Final = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE - EVERYDAY))}])"
ANY_SURNAME: Final = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
GIVEN: Final = "(?:(?![的等])[\u3400-\u9fff]){1,2}"
WHO: Final = (
    "证人|举报人|投诉人|见证人|被询问人|询问人|被害人|受害人|法定代表人|负责人|经营者|监护人|代理人|联系人|当事人|执法人员|工作人员|"
    "校长|园长|院长|班主任|主任|会计|教师|老师|教练|保育员|保安|员工|家长|父亲|母亲|儿子|女儿|学生|学员|考生|幼儿|儿童|同学|姓名"
)
AFTER: Final = "(?=[。、,;:)(\\s”]|$|的|等|在|于|称|说|证实|证明|陈述|反映|表示|提供|与|和|及|向|从|被|为|是|系|以|将|已|因|对|到|参加|收取|缴纳|退|询问)"
SURELY_AFTER: Final = "(?=[:(“]|[,，][男女]|称|证实|陈述|反映|提供|表示|询问)"
PAPERS: Final = (
    "证言|证词|证明材料|询问笔录|调查笔录|谈话笔录|谈话记录|陈述|自述|自书材料|情况说明|身份证|户口簿|户口本|准考证|教师资格证|退费|"
    "转账|收条|借条|微信|银行卡"
)
PATTERNS: Final = (
    re.compile(f"(?:{WHO})(?:[:为是“]|名叫)?({SURNAME}{GIVEN}(?:、{SURNAME}{GIVEN})*){AFTER}"),
    re.compile(f"(?:{WHO})({ANY_SURNAME}{GIVEN}){SURELY_AFTER}"),
    re.compile(f"(?:对|向|询问|与|和)({ANY_SURNAME}{GIVEN})(?:进行)?的?(?:调查)?(?:询问|谈话|笔录)"),
    re.compile(f"(?<![\u3400-\u9fff])({ANY_SURNAME}{GIVEN})的?(?:{PAPERS})"),
    re.compile(f"(?:{WHO}|[、，和及与对])({SURNAME}{GIVEN})的?(?:{PAPERS})"),
    re.compile(f"({ANY_SURNAME}{GIVEN})[(（](?:公民)?(?:居民)?身份(?:证|号码)"),
    re.compile(f"(?<![\u3400-\u9fff])({ANY_SURNAME}{GIVEN})[(（，,](?:男|女)(?=[，,)）])"),
    re.compile(f"(?<![\u3400-\u9fff])({SURNAME}{GIVEN})(?:老师|同学|校长|园长|主任|女士|先生)"),
)
NO_GIVEN_NAME: Final = re.compile(
    "某|[员者们]|(?:家长|学生|教师|老师|校长|同学|陈述|证言|时间|期间|情况|课程|费用|身份|许可|张贴|施工|贴|末|边|围)$"
)
_NO_NAME: Final = (
    "陈述 陈诉 张贴 许可 周末 周边 周围 施教 施工 谢绝 柳泉 张店 周村 沂源 桓台 童装 居民 家长 任课 劳动 何时 何地 何种"
)
NO_NAME: Final = frozenset(_NO_NAME.split())


class Suspect(NamedTuple):
    """A place in the file and what stands there that may be a name."""

    path: str
    text: str

    def __str__(self) -> str:
        """The remark to an officer."""
        return f"{self.path}: “{self.text}”可能是人名，公开前请核对；确是自然人姓名的，请列入 named_persons"


def unmasked_suspects(case: Case, bureau: BureauSettings | None = None) -> tuple[Suspect, ...]:
    """What stays in the public copy of a case and may be a name, each once for its place.

    Args:
        case: as it was read, not the masked one.
        bureau: whose contact is masked, too.
    """
    hide = masking(case, bureau or BureauSettings())
    found: dict[Suspect, None] = {}

    def seen(path: str, text: str) -> str:
        key = INDEX.sub("", path)
        if not CLOSED.search(key):
            found.update((Suspect(path, one), None) for one in _in_text(text))
        if key in FIELDS_OF_PERSONS:
            found.update((Suspect(path, one), None) for one in people.unrecognised(text))
        return text

    changed(masked(case, hide), seen)
    return tuple(found)


def _in_text(text: str) -> Iterator[str]:
    """Likely names, in the order of the patterns."""
    plain = folded(text)
    for pattern in PATTERNS:
        for match in pattern.finditer(plain):
            for name in match[1].split("、"):
                if name not in NO_NAME and name[:2] not in NO_NAME and not NO_GIVEN_NAME.search(name[1:]):
                    yield name
