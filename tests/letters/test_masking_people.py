"""The public copy, person by person: who is masked, who is told apart from whom, who stays."""

import html
from dataclasses import replace

import pytest

from letters.bureau import BureauSettings
from letters.making import make
from letters.masking import public
from penalty_engine.case import Contact

from .conftest import MatterOf
from .masked import NOTICE, left_in, texts


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
