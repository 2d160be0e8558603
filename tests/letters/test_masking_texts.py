"""The public copy, text by text: names keep the surname, numbers and homes are hidden, all else stays."""

from collections.abc import Callable

import pytest
from stdnum.cn import uscc

from letters.bureau import BureauSettings
from letters.making import make
from letters.masking import public
from letters.masking.addresses import reduced
from letters.masking.copying import masking
from letters.masking.numbers import hidden

from .conftest import MatterOf
from .masked import NOTICE, RULEBOOK

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


def test_a_mistyped_identity_number_that_could_be_a_code_is_hidden() -> None:
    """Its check digit fits a 统一社会信用代码 and no 身份证号; yet it reads as somebody's."""
    assert uscc.is_valid("370303199011101001")
    assert hidden("证人370303199011101001到场", None) == "证人×××到场"
