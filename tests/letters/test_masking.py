"""The public copy: whoever and wherever the file speaks of a natural person, nothing of it is left in what can be read."""

import html
import io
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from letters.bureau import BureauSettings, load_bureau
from letters.kinds import KINDS
from letters.making import make, make_file
from letters.masking import public, unmasked_suspects
from letters.masking.addresses import reduced
from letters.masking.copying import CLOSED, INDEX, PERSONS, changed, masking
from letters.masking.numbers import hidden
from letters.masking.people import plain
from letters.matter import Matter
from penalty_engine.assess import assess
from penalty_engine.case import Case, Contact
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import read_document
from penalty_engine.inputs.rulebook_reading import load_rulebook

from .conftest import TODAY, MatterOf, data_of

NOTICE = KINDS["prior-notice"]
FILE = next((Path(__file__).resolve().parents[2] / "samples" / "files").glob("*全卷.yaml"))
RULEBOOK = load_rulebook()
STABLE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Read = Callable[[str], str]


@pytest.fixture
def read(matter_of: MatterOf) -> Read:
    """What becomes of a text of a file in which several persons are named."""
    changes: dict[str, object] = {
        "party.name": "淄博市张三丰艺术培训学校",
        "party.kind": "other_organization",
        "party.representative": "张三丰",
        "named_persons": ["张三", "欧阳若兰", "阿依古丽·买买提", "John Smith", "王芳", "王建国", "李"],
        "contact.phone": "0533-2793900",
    }
    case = matter_of("training", changes).case
    return masking(case, BureauSettings(), RULEBOOK).text


def texts(value: object) -> list[str]:
    """Every text in a value."""
    said: list[str] = []

    def heard(_: str, text: str) -> str:
        said.append(text)
        return text

    changed(value, heard)
    return said


def bare(text: str) -> str:
    """Without what may be set between the characters of a name or a number."""
    return re.sub(r"[-‐—]", "", plain(html.unescape(re.sub("<[^>]+>", "", text)))).upper()


def left_in(text: str, originals: list[str]) -> list[str]:
    found = bare(text)
    return [one for one in originals if bare(one) in found]


# Readable examples


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("张三收取王建国5000元", "张某乙收取王某乙5000元"),
        ("张三丰与张三", "张某甲与张某乙"),
        ("张 三、张　三、张·三、张\n三", "张某乙、张某乙、张某乙、张某乙"),
        ("欧阳若兰老师", "欧阳某老师"),
        ("阿依古丽·买买提、阿依古丽 买买提、阿依古丽•买买提", "阿某、阿某、阿某"),
        ("由JOHN SMITH和Ｊｏｈｎ　Ｓｍｉｔｈ授课", "由J某和J某授课"),
        ("学生王芳20人次", "学生王某甲20人次"),
        ("姓李的老师", "姓李的老师"),
        ("淄博市张三丰艺术培训学校", "淄博市张某甲艺术培训学校"),
    ],
)
def test_names_keep_the_surname(read: Read, text: str, told: str) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "number",
    [
        "370303197906150007",
        "37030319790615000X",
        "37030319790615000x",
        "３７０３０３１９７９０６１５０００７",
        "370303 19790615 0007",
        "370303-1979-06-15-0007",
        "370303197906\n150007",
        "370303790615000",
        "13000000004",
        "+86 130-0000-0004",
        "130 0000 0004",
        "1300 0000 004",
        "１３００００００００４",
        "0533-2188888",
        "(0533)2188888",
        "（０５３３）２１８８８８８",
        "010 6609 6114",
        "zhang_san@example.com",
        "6222020000000000123",
        "6222 0200 0000 0000",
        "鲁C12345",
        "鲁C·D12345",
    ],
)
def test_numbers_that_lead_to_a_person_are_hidden(read: Read, number: str) -> None:
    assert read(f"联系：{number}，见证据2。") == "联系：×××，见证据2。"
    assert read(f"甲（{number}）乙") == "甲（×××）乙"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("微信号zsf_2026收款", "微信号×××收款"),
        ("QQ：12345678", "QQ：×××"),
        ("护照号码E12345678", "护照号码×××"),
        ("银行卡号 6222 02 1603", "银行卡号 ×××"),
        ("身份证号370303********0007", "身份证号×××"),
        ("电话2188888", "电话×××"),
        ("执法证号：37030009", "执法证号：×××"),
        ("2011年5月1日出生", "×××出生"),
        ("（1979年6月15日生，汉族）", "（×××生，汉族）"),
        ("出生日期：2011-05-01", "出生日期：×××"),
        ("家住淄博市张店区人民西路2号3号楼", "家住淄博市张店区×××"),
        ("户籍地：山东省淄博市桓台县索镇某村", "户籍地：山东省淄博市桓台县×××"),
    ],
)
def test_what_a_label_tells_is_hidden(read: Read, text: str, told: str) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "自2026年3月1日至2026-06-30，收取费用46580元、退还43580.50元",
        "通过微信26580元、支付宝20000元收取，拨打12345热线举报",
        "淄教罚告字〔2026〕第1号；办学许可证（教民137030370000011号）",
        "统一社会信用代码91370303MA3C5A1B2N、91370303MA30000018",
        "2023 2024 2025 2026四个年度，2026-07-01 2026-07-02两次检查",
        "依照《中华人民共和国行政处罚法》第三十二条第（一）项，2026年7月1日生效",
        "位于淄博市张店区人民西路1号，共46人、4间，课程表1份（编号0001至0150）",
        "住址不详；电话2026-07-03告知；12月3日、1.5倍、9时30分至10时40分",
    ],
)
def test_what_leads_to_nobody_stays(read: Read, text: str) -> None:
    assert read(text) == text


def test_a_law_keeps_its_title_whatever_anybody_is_called(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {
        "named_persons": ["行政"],
        "conducts.0.summary": "行政违反《行政处罚法》《中华人民共和国行政处罚法》",
    }
    matter = public(matter_of("training", changes))
    assert matter.case.conducts[0].summary == "行某违反《行政处罚法》《中华人民共和国行政处罚法》"
    assert "依照《中华人民共和国行政处罚法》第四十四条" in make(NOTICE, matter).html


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("淄博市周村区某某街3号", "淄博市周村区×××"),
        ("山东省淄博市桓台县索镇某村11号", "山东省淄博市桓台县×××"),
        ("张店区人民西路2号", "张店区×××"),
        ("淄博市人民西路东区3号楼", "淄博市×××"),
        ("阳光小区3号楼", "×××"),
        ("人民路市场2号", "×××"),
        ("北京市海淀区某街1号", "北京市海淀区×××"),
        ("淄博市张店区×××", "淄博市张店区×××"),
    ],
)
def test_homes_are_told_by_their_district(address: str, told: str) -> None:
    assert reduced(address) == told


def test_a_natural_person_is_told_by_surname_and_district(matter_of: MatterOf) -> None:
    summary = "当事人在临淄区稷下街道晏婴路88号2号楼1单元302室（李䶮家，２００９年10月12日生）向李 喆学习。"
    letter = make(NOTICE, public(matter_of("exam", {"conducts.0.summary": summary})))
    text = html.unescape(letter.html)
    assert "当事人：李某甲<" in text
    assert "公民身份号码：×××<" in text
    assert "住址：淄博市临淄区×××<" in text
    assert "监护人：李某乙<" in text
    assert "经查，当事人在临淄区×××（李某甲家，×××生）向李某乙学习。" in text
    assert "联系地址：淄博市张店区联通路202号" in text
    assert left_in(text, ["李䶮", "李喆", "13800000000", "2793900", "晏婴路88号", "2009年10月12日"]) == []


def test_an_organisation_stays_known_and_its_people_do_not(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {
        "party.representative": "张三丰",
        "evidence.2.title": "对张三丰的询问笔录",
        "contact.name": "政策法规科",
    }
    case = public(matter_of("training", changes)).case
    assert case.party == replace(matter_of("training", changes).case.party, representative="张某", phone="×××")
    assert case.evidence[2].title == "对张某的询问笔录"
    assert case.contact == Contact("政策法规科", "淄博市张店区联通路202号", "×××")


def test_the_number_of_an_operator_in_place_of_a_code_is_hidden(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {"party.kind": "other_organization", "party.id_number": "370303200910120034"}
    assert public(matter_of("training", changes)).case.party.id_number == "×××"


def test_the_bureaus_own_contact_is_hidden_and_its_office_stays(matter_of: MatterOf) -> None:
    bureau = BureauSettings(name="淄博市教育局", contact=Contact("孙悟空", "淄博市张店区联通路202号", "0533-2790001"))
    changes: dict[str, object] = {"contact": None, "conducts.0.summary": "孙悟空到场检查，电话２７９０００１。"}
    told = public(matter_of("training", changes, bureau))
    assert told.bureau.contact == Contact("孙某", "淄博市张店区联通路202号", "×××")
    assert told.bureau.name == "淄博市教育局"
    assert told.case.conducts[0].summary == "孙某到场检查，电话×××。"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("王一平、李若水", "王某甲、李某甲"),
        ("周芷若 吴劲", "周某 吴某"),
        ("周芷若和吴劲", "周某和吴某"),
        ("张店区教育局 周芷若", "张店区教育局 周某"),
        ("学生家长赵敏", "学生家长赵某"),
        ("记录人：孙悦（兼）", "记录人：孙某（兼）"),
        ("欧阳修（13800000000）", "欧阳某（×××）"),
        ("周芷若老师等", "周某老师等"),
        ("买合木提·艾力", "买某"),
        ("赵敏，女，1990年5月出生", "赵某，女，×××出生"),
        ("高丽", "高某"),
        ("孙悦（曾用名孙小美）", "孙某甲（曾用名孙某乙）"),
    ],
)
def test_who_took_part_is_masked(matter_of: MatterOf, said: str, told: str) -> None:
    events = [{"type": "inspected", "on": "2026-07-03", "by": said, "present": [said], "text": said}]
    event = public(matter_of("training", {"events": events})).case.events[0]
    assert (event.by, event.present, event.text) == (told, (told,), told)


@pytest.mark.parametrize(
    "said",
    [
        "当事人",
        "申请人",
        "局负责人",
        "政策法规科",
        "法规科",
        "张店区人民法院",
        "党组",
        "党组会",
        "班级家长",
        "任课教师",
        "全体学生家长",
        "高新区公安分局",
        "王某",
    ],
)
def test_bodies_and_roles_are_nobodys_name(matter_of: MatterOf, said: str) -> None:
    events = [
        {"type": "discussed", "on": "2026-08-03", "by": said, "whom": said, "present": [said], "text": f"{said}到会"}
    ]
    event = public(matter_of("training", {"events": events})).case.events[0]
    assert (event.by, event.whom, event.present, event.text) == (said, said, (said,), f"{said}到会")


def test_who_stands_masked_already_is_nobody_else(matter_of: MatterOf) -> None:
    """王某, 李某 and 张某 stand in the file: they stay, and a 王一平 of the same surname is told from them."""
    case = public(matter_of("training", {"named_persons": ["王一平"]})).case
    assert [officer.name for officer in case.officers] == ["王某", "李某"]
    assert case.named_persons == ("王某甲",)


def test_a_name_does_not_change_as_the_procedure_goes_on(matter_of: MatterOf) -> None:
    names: dict[str, object] = {"named_persons": ["赵一", "赵二"]}
    later = {**names, "events": [{"type": "inspected", "on": "2026-07-03", "by": "赵三"}]}
    assert public(matter_of("training", names)).case.named_persons == ("赵某甲", "赵某乙")
    assert public(matter_of("training", later)).case.named_persons == ("赵某甲", "赵某乙")
    assert public(matter_of("training", later)).case.events[0].by == "赵某丙"


def test_more_than_ten_of_one_surname_are_told_apart(matter_of: MatterOf) -> None:
    names = [f"赵{given}" for given in "一二三四五六七八九十百千"]
    told = public(matter_of("training", {"named_persons": names})).case.named_persons
    assert len({*told}) == 12
    assert told[-2:] == ("赵某甲甲", "赵某甲乙")


def test_a_number_beside_a_name_is_no_part_of_it(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {"party.representative": "赵一 13800000000", "conducts.0.summary": "赵一到场"}
    case = public(matter_of("training", changes)).case
    assert (case.party.representative, case.conducts[0].summary) == ("赵某 ×××", "赵某到场")


def test_names_of_one_character_are_masked_in_their_field_alone(matter_of: MatterOf) -> None:
    case = public(matter_of("training", {"party.representative": "张", "conducts.0.summary": "张店区某培训班"})).case
    assert (case.party.representative, case.conducts[0].summary) == ("某某", "张店区某培训班")


def test_the_assessment_stays_and_repeats_nothing(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {
        "party.id_number": "370303200910120035",
        "party.capacity": "李䶮的老师",
        "conducts.0.circumstances.ZB-6-4": {"holds": True, "note": "李䶮自述", "evidence": ["E1"]},
    }
    matter = matter_of("exam", changes)
    told = public(matter).assessment
    assert any("370303200910120035" in warning.message for warning in matter.assessment.warnings)
    assert any("李䶮的老师" in warning.message for warning in matter.assessment.warnings)
    assert any("李某甲的老师" in warning.message for warning in told.warnings)
    assert left_in("\n".join(texts(told)), ["李䶮", "370303200910120035"]) == []
    assert told.conducts[0].explanation == matter.assessment.conducts[0].explanation
    assert told.conducts[0].penalties == matter.assessment.conducts[0].penalties


@pytest.mark.parametrize("name", ["training", "exam", "several", "warning"])
def test_masking_twice_is_masking_once(matter_of: MatterOf, name: str) -> None:
    once = public(matter_of(name))
    assert public(once) == once


def test_a_mistyped_identity_number_that_could_be_a_code_is_hidden() -> None:
    """Its check digit fits a 统一社会信用代码 and no 身份证号; yet it reads as somebody's."""
    assert uscc.is_valid("370303199011101001")
    assert hidden("证人370303199011101001到场", None) == "证人×××到场"


# Properties: whatever stands wherever

SURNAMES = st.sampled_from(["赵", "钱", "欧阳", "诸葛", "慕容", "禤", "尉迟"])
GIVEN = st.text("骞彧翀懿瑄晗玥霖婧翊", min_size=1, max_size=2)
HAN_NAMES = st.builds(lambda surname, given: surname + given, SURNAMES, GIVEN)
FOREIGN = st.builds(lambda first, last: f"{first}·{last}", *[st.text("娅茜莎妮婕翀懿", min_size=2, max_size=4)] * 2)
NAMES = HAN_NAMES | FOREIGN
BETWEEN = st.sampled_from(["", "", "", " ", "\u3000", "\n", "·", " · "])
DAYS = st.dates(date(1940, 1, 1), date(2020, 12, 31))
IDS = st.builds(lambda day, tail: f"370303{day:%Y%m%d}{tail}", DAYS, st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True))
OLD_IDS = st.builds(lambda day, tail: f"370303{day:%y%m%d}{tail:03}", DAYS, st.integers(0, 999))
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"0533-[2-9][0-9]{6}", fullmatch=True)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
AROUND = st.sampled_from(["", "，", "。", "（", "）", "、", "由", "向", "的", "在2026年7月1日", "收取46580元；"])


@st.composite
def spelt(draw: st.DrawFn, original: str) -> str:
    """The name or number as somebody may have typed it."""
    if original[0] in "0123456789":
        cuts = {11: (3, 7), 12: (5,), 15: (6, 12), 18: (6, 10, 14)}[len(original)]
        mark = draw(st.sampled_from(["", "", " ", "-", "\u3000", "\n"]))
        parts = [original[start:end] for start, end in zip((0, *cuts), (*cuts, None), strict=True)]
        written = mark.join(parts)
    else:
        written = "".join(one + draw(BETWEEN) for one in original[:-1]) + original[-1]
    return written.translate(WIDE) if draw(st.booleans()) else written


@st.composite
def secrets(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Names that a field gives, and numbers that stand only in running text."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=plain))
    return names, draw(st.lists(IDS | OLD_IDS | MOBILES | LANDLINES, max_size=4, unique=True))


def is_free(key: str) -> bool:
    """Whether officers write in their own words there."""
    kept = {"party.id_number", "party.name", "evidence.id", *PERSONS}
    return not CLOSED.search(key) and key not in kept and not key.endswith(".evidence")


def strewn(case: Case, originals: list[str], data: st.DataObject, *, most: int) -> Case:
    """The case with some of the originals in some of its texts, at the start, at the end, or in the middle."""
    chosen = data.draw(st.lists(st.integers(0, 200), min_size=1, max_size=most))
    place = 0

    def strew(path: str, text: str) -> str:
        nonlocal place
        key = INDEX.sub("", path)
        place += 1
        if place not in chosen or not is_free(key):
            return text
        before, after = data.draw(AROUND), data.draw(AROUND)
        said = before + data.draw(spelt(data.draw(st.sampled_from(originals)))) + after
        where = data.draw(st.sampled_from([0, len(text) // 2, len(text)]))
        return f"{text[:where]}，{said}。{text[where:]}"

    strewn_case: Case = changed(case, strew)
    return strewn_case


def matter_with(data: dict[str, Any], names: list[str]) -> Matter:
    case = read_case({**data, "named_persons": names}, RULEBOOK)
    return Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, BureauSettings())


@settings(STABLE, max_examples=150)
@given(data=st.data(), secret=secrets(), name=st.sampled_from(["training", "exam", "several"]))
def test_nothing_is_left_in_a_letter_whatever_stands_wherever(
    data: st.DataObject, secret: tuple[list[str], list[str]], name: str
) -> None:
    names, numbers = secret
    matter = matter_with(data_of(name), names)
    case = strewn(matter.case, names + numbers, data, most=40)
    told = public(matter._replace(case=case, assessment=assess(case, RULEBOOK, TODAY)))
    originals = [*names, *numbers, "李䶮", "李喆", "欧阳昇", "370303200910120034", "13800000000", "2793900"]
    assert left_in(make(NOTICE, told).html, originals) == []
    assert left_in("\n".join(texts(told.case) + texts(told.assessment)), originals) == []


@settings(STABLE, max_examples=150)
@given(data=st.data(), secret=secrets())
def test_whoever_a_field_names_is_found_in_every_text(data: st.DataObject, secret: tuple[list[str], list[str]]) -> None:
    """The same, with the names in the fields for persons and not in the list of others."""
    names, numbers = secret
    first, last = names[0], names[-1]
    values = data_of("exam")
    values["party"] |= {"name": first, "phone": "13912345678", "guardian": {"name": last, "phone": "15812345678"}}
    values["officers"][0]["name"], values["contact"]["name"] = last, first
    matter = matter_with(values, [])
    case = strewn(matter.case, [first, last, "13912345678", *numbers], data, most=40)
    told = public(matter._replace(case=case))
    assert left_in("\n".join(texts(told.case)), [first, last, "13912345678", "15812345678", *numbers]) == []


@settings(STABLE, max_examples=300)
@given(text=st.text("张三丰李王2026年7月1日收取-0533 第号（），。元《》行政处罚法·\n某×", max_size=60))
def test_text_without_a_name_or_number_keeps_every_other_character(text: str) -> None:
    """Masking only replaces: what stands between the masks is the text itself, in its order."""
    case = read_case({**data_of("training"), "named_persons": ["张三", "张三丰", "李三"]}, RULEBOOK)
    told = masking(case, BureauSettings(), RULEBOOK).text(text)
    kept = re.split("×××|张某[甲乙]|李某甲", told)
    place = 0
    for part in kept:
        found = text.find(part, place)
        assert found >= 0
        place = found + len(part)


# What is printed


def named_file() -> tuple[Matter, list[str]]:
    """A whole file with real names for those that stand masked in the sample, and numbers and homes in its texts."""
    names = {
        "张某某": "张骞懿",
        "王某某": "王彧",
        "李某某": "欧阳翀",
        "赵某": "赵婧",
        "孙某": "孙玥",
        "周某": "周霖",
        "吴某": "吴晗",
        "郑某": "郑翊",
        "冯某": "冯瑄",
    }
    text = json.dumps(read_document(FILE).data, ensure_ascii=False, default=str)
    for masked, name in names.items():
        text = text.replace(masked, name)
    values = json.loads(text)
    values["conducts"][0]["summary"] += "学生家长赵 婧（370303197906150007，电话13000000004）证实。"
    values["conducts"][0]["circumstances"]["ZB-6-1"]["fact"] += "，由欧\n阳翀经手退入6222020000000000123"
    case = read_case(values, RULEBOOK)
    bureau = load_bureau(FILE.parent / "bureau.yaml")
    bureau = replace(bureau, contact=Contact("王彧", "淄博市张店区联通路202号", "0533-2790001"))
    numbers = ["370303197906150007", "13000000004", "6222020000000000123", "2790001", "37030000001", "0533-0000008"]
    return Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, bureau), [*names.values(), *numbers]


def test_nothing_is_left_in_any_document_of_a_file() -> None:
    matter, originals = named_file()
    plainly = make_file(matter).html
    assert left_in(plainly, originals) == originals  # the file does speak of all of them
    letter = make_file(matter, public=True)
    assert left_in(letter.html, originals) == []
    assert left_in("\n".join(letter.names), originals) == []
    assert "欧阳某" in letter.html


def test_nothing_is_left_in_the_printed_letter(tmp_path: Path) -> None:
    """Text layer, metadata, bookmarks, tags and every other object of the PDF."""
    matter, originals = named_file()
    printed = make(NOTICE, matter, public=True).pdf()
    path = tmp_path / "公示.pdf"
    path.write_bytes(printed)
    shown = [
        subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
        for command in (
            ["pdftotext", str(path), "-"],
            ["pdfinfo", "-meta", str(path)],
            ["pdfinfo", str(path)],
            ["qpdf", "--json", str(path)],
        )
    ]
    assert left_in("\n".join(shown), originals) == []
    with pdfplumber.open(io.BytesIO(printed)) as document:
        outlines = [str(title) for _, title, *_ in document.doc.get_outlines()]
        strings = [*map(str, document.metadata.values()), *outlines]
        text = "".join(page.extract_text() for page in document.pages)
    assert "欧阳某" in text
    assert left_in("\n".join((*strings, text)), originals) == []
    for original in originals:
        assert original.encode("utf-16-be") not in printed


# What no field names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("证人李四称其子报名缴费5000元", ["李四"]),
        ("对王小明的询问笔录", ["王小明"]),
        ("李红的证言", ["李红"]),
        ("家长赵丽（身份证号370303199001011234）", ["赵丽"]),
        ("学员陈晓东、孙悦等12人", ["陈晓东", "孙悦"]),
        ("会计高丽，女，1985年生", ["高丽"]),
        ("教师欧阳娜娜授课", []),
        ("教师欧阳娜娜称", ["欧阳娜娜"]),
        ("学生家长的证言、当事人的陈述、对当事人的询问笔录、现场检查笔录", []),
        ("周末安排教师任课，学员于2026年7月报名，居民身份证复印件", []),
        ("对张某的询问笔录、教师王某某陈述", []),
    ],
)
def test_likely_names_that_no_field_gives_are_pointed_out(matter_of: MatterOf, text: str, names: list[str]) -> None:
    found = unmasked_suspects(matter_of("training", {"evidence.1.title": text}).case)
    assert [(one.path, one.text) for one in found] == [("evidence[1].title", name) for name in names]


def test_names_that_are_masked_are_not_pointed_out(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {"evidence.1.title": "对李四的询问笔录", "named_persons": ["李四"]}
    assert unmasked_suspects(matter_of("training", changes).case) == ()


def test_who_took_part_and_is_not_surely_a_person_is_pointed_out(matter_of: MatterOf) -> None:
    events = [
        {
            "type": "inspected",
            "on": "2026-07-03",
            "by": "政策法规科",
            "whom": "当事人",
            "present": ["禚国维", "局负责人", "见证人"],
        }
    ]
    found = unmasked_suspects(matter_of("training", {"events": events}).case)
    assert [(one.path, one.text) for one in found] == [("events[0].present[0]", "禚国维")]
    assert str(found[0]) == (
        "events[0].present[0]: “禚国维”可能是人名，公开前请核对；确是自然人姓名的，请列入 named_persons"
    )


def test_the_samples_name_nobody() -> None:
    """They were written without names; nothing else in them is taken for one."""
    for path in sorted(FILE.parents[1].rglob("[0-9]*.yaml")):
        case = read_case(read_document(path).data, RULEBOOK)
        assert unmasked_suspects(case) == (), path.name
        assert public(Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, BureauSettings())).case.named_persons == ()
