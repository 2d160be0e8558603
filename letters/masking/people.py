"""Whose names the file gives, and what each is called in the public copy: the surname stays, 某 stands for the rest.

So the courts do it (法释〔2016〕19号第九条): the first character of a minority or foreign name stays, and persons who would then bear
the same name are told apart. The courts number them; here 甲, 乙, 丙 do it, because “张某1” before “20000元” reads as another sum.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product
from typing import Final

from letters.masking.spans import GAPS, HIDDEN, folded
from letters.masking.surnames import COMPOUND, EVERYDAY, SINGLE, surname
from penalty_engine.case import Case, Contact

SHORTEST: Final = 2  # characters of a name that is looked for in running text
LONGEST: Final = 3  # characters of a name without a compound surname
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BETWEEN: Final = re.compile(r"[、,，;；/。]|[0-9][0-9\s\-]{4,}[Xx]?")
SEVERAL: Final = re.compile(r"\s+|以及|和|与|及")
ASIDE: Final = re.compile(r"\([^()]*\)?")
ALSO: Final = re.compile(r"(?:曾用名|又名|别名|原名|化名|本名)[:为是]?\s*([^\s(),，、]+)")
ROLE: Final = re.compile(
    "^(?:法定代表人|负责人|经营者|监护人|当事人|代理人|执法人员|办案人员|主持人|听证员|记录人|书记员|见证人|证人|参加人|学生家长|家长|"
    "学生|学员|考生|教师|老师|校长|园长|班主任|科长|处长|局长|主任|父亲|母亲)+(?=..)"
)
TITLE: Final = re.compile(
    "(?:(?:老师|教师|校长|园长|院长|主任|科长|处长|局长|书记|经理|律师|警官|先生|女士|同志|同学|家长)(?:等人?)?|等人?)$"
)
BODY: Final = re.compile("(?:[局科处室股队所办厅部委会院校园站厂店社组]|公司|中心|小学|中学|大学|政府|机关)$")
SURELY_NO_NAME: Final = re.compile("^..[者员处局部室所厂店站队科区县]$")
_NOT_NAMES: Final = (
    "申请人 经办人 经理 安保 安监 安全 公安 会计 司机 司法 董事 董事长 党委 党组 党办 党政 党支部 全体 全班 全校 全局 成年 成年人 成人 "
    "高中 高校 高考 高招 高职 高中生 高年级 任课 班级 班子 班长 班主任 房东 房主 房管 车主 车管 水利 水务 水电工 华侨 家长 居民 校方 "
    "法院 法官 法人 法制 法规 法务 路人 路政 平台 师生 师傅 师资 常务 常委 广大 广电 单位 宾馆 车间 任何 何人 时任 和解 相关 有关 "
    "国家 国企 国资 国土 公司 公示 公告 别人 计财 计生 纪检 纪委 项目 文旅 文化 金融 金管 管委 管理 经信 应急 康复 农业 农村 商务 宗教 "
    "武装 武警 卫健 卫生 卫计 双方 支部 支队 祖父 祖母 岳父 岳母 养父 养母 门卫 门诊 游客 寿险 党员 容留 平安 安办 督导"
)
NOT_NAMES: Final = frozenset(_NOT_NAMES.split())
DOTTED: Final = re.compile("[\u3400-\u9fff]+[·•‧∙⋅・][\u3400-\u9fff·•‧∙⋅・]+")
HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
LATIN: Final = re.compile("[A-Za-z]+(?:[ .'-]+[A-Za-z]+)+")


def declared(case: Case, common: Contact) -> tuple[str, ...]:
    """Every name that a field of the file gives, each once, plainly written; those that stand as 张某 already are left out.

    Args:
        case: the file; the fields that grow with the procedure come last, so that nobody's name changes with them.
        common: the bureau's own contact.
    """
    party, contact = case.party, case.contact
    sure = [party.name if party.is_natural_person else None, party.representative]
    sure += [*(officer.name for officer in case.officers), *case.named_persons]
    mixed = [party.guardian.name if party.guardian else None, contact.name if contact else None, common.name]
    loose = [item.obtained_by for item in case.evidence]
    loose += [one for event in case.events for one in (event.by, event.whom, *event.present)]
    found = (
        *(name for value in sure for name in _persons(value)),
        *(name for value in mixed for name in _persons(value) if not is_body(name)),
        *(name for value in loose for name in _likely_persons(value)),
    )
    return tuple(dict.fromkeys(name for name in found if len(name) >= SHORTEST and not is_masked(name)))


def masks(names: Iterable[str], text: str) -> Mapping[str, str]:
    """What stands for each name. `text`: the whole file; a 张某 that it holds already is somebody else."""
    names = tuple(names)
    same = Counter(f"{surname(name)}某" for name in names)
    told: dict[str, str] = {}
    for name in names:
        short = f"{surname(name)}某"
        ways = _ways(short, alone=same[short] == 1)
        told[name] = next(way for way in ways if way not in text and way not in told.values())
    return told


def _ways(short: str, *, alone: bool) -> Iterator[str]:
    """张某 for one who is alone; 张某甲, 张某乙 to 张某癸, then 张某甲甲."""
    if alone:
        yield short
    for length in count(1):
        yield from (f"{short}{''.join(stems)}" for stems in product(STEMS, repeat=length))


def plain(name: str) -> str:
    """The name without blanks and dots, in plain characters."""
    return GAPS.sub("", folded(name))


def is_masked(name: str) -> bool:
    """Whether it stands masked in the file itself: 张某, 王某某."""
    return "某" in name or HIDDEN in name


def is_body(name: str) -> bool:
    """政策法规科, 张店区教育局: an organisation or a part of one."""
    return len(name) > LONGEST and BODY.search(name) is not None


def unrecognised(value: str | None) -> Iterator[str]:
    """Parts of a field for persons, bodies and roles that may be a name and were not taken for one."""
    taken = {*_likely_persons(value)}
    for part in _parts(value):
        name = plain(part)
        if (
            SHORTEST <= len(name) <= LONGEST + 1
            and HAN.fullmatch(name)
            and not (name in taken or name in NOT_NAMES or is_body(name) or SURELY_NO_NAME.match(name))
            and not (name[-1] in "人员方局" or ROLE.match(f"{name}某某") or is_masked(name))
        ):
            yield name


def _persons(value: str | None) -> Iterator[str]:
    """The names in a field that holds persons only."""
    for part in _parts(value):
        yield from _likely_names(part) or (plain(part),)
    yield from _aliases(value)


def _likely_persons(value: str | None) -> Iterator[str]:
    """The names in a field that may hold bodies and roles as well: 班级家长 is nobody called 班级."""
    alone = {*map(str.strip, BETWEEN.split(ASIDE.sub("", folded(value or ""))))}
    for part in _parts(value):
        yield from (name for name in _likely_names(part) if name[0] not in EVERYDAY or part in alone)
    yield from _aliases(value)


def _aliases(value: str | None) -> Iterator[str]:
    return (plain(alias) for alias in ALSO.findall(folded(value or "")))


def _parts(value: str | None) -> Iterator[str]:
    """王五老师、记录人：李六（兼） as 王五, 李六: without asides, roles and titles; 王老师 is no name."""
    for part in BETWEEN.split(ASIDE.sub("", folded(value or ""))):
        name = ROLE.sub("", part.rpartition(":")[2].strip()).strip()
        shorter = TITLE.sub("", name).strip()
        if shorter and (shorter == name or len(plain(shorter)) >= SHORTEST):
            yield shorter


def _likely_names(part: str) -> tuple[str, ...]:
    """王五 李六, 王五和李六, 政策法规科 王五: each name by itself; none where it is no name."""
    pieces = [plain(piece) for piece in SEVERAL.split(part) if piece]
    if len(pieces) > 1 and pieces[0] not in COMPOUND and all(_is_name(piece) or is_body(piece) for piece in pieces):
        return tuple(filter(_is_name, pieces))
    return (plain(part),) if DOTTED.fullmatch(part) or LATIN.fullmatch(part) or _is_name(plain(part)) else ()


def _is_name(name: str) -> bool:
    """Whether it is a known surname with a given name, and no everyday word or body."""
    if not HAN.fullmatch(name) or name in NOT_NAMES or SURELY_NO_NAME.match(name):
        return False
    if name[:2] in COMPOUND and len(name) > SHORTEST:
        return len(name) <= LONGEST + 1
    everyday = name[0] in EVERYDAY and BODY.search(name[2:]) is not None
    return name[0] in SINGLE and SHORTEST <= len(name) <= LONGEST and not everyday
