"""What the prior notice holds and what it never holds (办法 9, 10; 处罚法 44, 45, 63, 64; documents.md)."""

import pytest

from letters.bureau import BureauSettings
from penalty_engine.case import Contact
from penalty_engine.rulebook import Rulebook

from .conftest import GONE, LetterOf, MatterOf, data_of, text_of


@pytest.mark.parametrize(
    "expected",
    [
        "淄博市教育局\n教育行政处罚事先告知书\n淄教罚告字〔2026〕第1号",
        "当事人：淄博市星光培训学校有限公司",
        "统一社会信用代码：91370303MA3C5A1B2N",
        "法定代表人：张某",
        "住所：淄博市张店区人民西路1号",
        "本案来源为举报。本局于2026年7月5日立案（立案号：淄教罚立〔2026〕12号）",
        "依照《中华人民共和国行政处罚法》第四十四条和《淄博市教育局规范行政处罚裁量权办法》第九条的规定",
        "经查，未取得办学许可证",
        "上述行为自2026年3月1日开始，至2026年6月30日终了。",
        "收取款项46580元，其中未消课的预收费已经依法退还43580元，违法所得按3000元计算",
        "证据1：营业执照复印件（书证，1页，2026年7月3日取得），证明主体资格；",
        "证据4：收费、退费转账记录（电子数据，12页，2026年7月6日取得），证明收费46580元、退费43580元。",
        "违反了《中华人民共和国民办教育促进法》第十二条的规定，依照《中华人民共和国民办教育促进法》第六十四条的规定",
        "危害后果的情形，依照《淄博市教育局规范行政处罚裁量权办法》第六条第（一）项",
        "即3000元以上6600元以下，据此拟罚款4000元，约为违法所得的1.33倍。",
        "拟对你单位处以：罚款人民币4000元（大写：肆仟元整）。",
        "责令事项（不属于行政处罚）：责令停止办学；责令退还所收费用（已经退还的除外；经查，没有应当退还而尚未退还的款项）。",
        "自收到本告知书之日起七个工作日内，有权以书面方式向本局提出陈述、申辩意见",
        "口头提出的，由本局记入笔录",
        "本局不因陈述、申辩而给予更重的处罚",
        "逾期未提出陈述、申辩意见的，视为放弃陈述、申辩的权利；逾期未要求听证的，视为放弃要求听证的权利。",
        "联系人：王某\n联系电话：0533-2793900\n联系地址：淄博市张店区联通路202号",
        "淄博市教育局\n（印章）\n2026年9月1日",
        "送达回证",
    ],
)
def test_the_notice_states(letter_of: LetterOf, expected: str) -> None:
    assert expected in text_of(letter_of())


def test_the_right_to_a_hearing_is_told_where_it_is_due(letter_of: LetterOf) -> None:
    text = text_of(letter_of())
    assert (
        "依照《中华人民共和国行政处罚法》第六十三条、第六十四条和《淄博市教育局规范行政处罚裁量权办法》第十条" in text
    )
    assert "应当自收到本告知书之日起五个工作日内向本局提出。你单位不承担本局组织听证的费用。" in text


def test_an_order_that_was_given_before_is_told_with_its_day(letter_of: LetterOf) -> None:
    given = {"type": "correction_ordered", "on": "2026-07-02", "until": "2026-07-02"}
    later = {**given, "on": "2026-09-03", "until": "2026-09-10"}
    text = text_of(letter_of("training", {"events": [given, later]}))
    assert "本局已于2026年7月2日责令你单位改正上述违法行为。" in text
    assert "2026年9月3日" not in text  # after the letter's day
    assert "本局已于" not in text_of(letter_of())


def test_no_hearing_is_mentioned_where_none_is_due(letter_of: LetterOf, matter_of: MatterOf) -> None:
    assert not matter_of("warning").assessment.procedure.hearing
    text = text_of(letter_of("warning"))
    assert "听证" not in text
    assert "逾期未提出陈述、申辩意见的，视为放弃陈述、申辩的权利。" in text
    assert "拟对你单位处以：警告。" in text


def test_without_a_number_the_official_blank_is_left(letter_of: LetterOf) -> None:
    assert text_of(letter_of("exam")).count("淄教罚告字〔　　〕第　　号") == 2
    other = BureauSettings(number_prefixes={"prior-notice": "张教罚告字"})
    assert "张教罚告字〔　　〕第　　号" in text_of(letter_of("exam", None, other))


def test_a_minor_is_told_with_guardian_and_term(letter_of: LetterOf) -> None:
    text = text_of(letter_of("exam"))
    assert "当事人：李䶮\n公民身份号码：370303200910120034" in text
    assert "监护人：李喆\n监护人联系电话：13800000000" in text
    assert "拟对你处以：责令停止参加相关国家教育考试，期限为一年六个月。" in text
    assert "1.5" not in text
    assert "你单位" not in text


def test_what_other_bodies_do_is_not_told_as_an_order(letter_of: LetterOf, matter_of: MatterOf) -> None:
    assert "终止继续参加考试（考试机构工作人员）" in matter_of("exam").assessment.conducts[0].orders
    assert "考试机构" not in text_of(letter_of("exam"))


def test_several_acts_are_told_apart(letter_of: LetterOf) -> None:
    text = text_of(letter_of("several"))
    assert text.count("（一）发布虚假招生简章或广告骗取钱财") == 4
    assert text.count("（二）擅自分立、合并民办学校") == 4
    assert "1.警告；\n2.没收违法所得人民币20000元（大写：贰万元整）。" in text
    assert "尚未退还的费用为400000元。" in text
    assert "拟没收违法所得20000元，即违法所得420000元扣除应当退还的400000元" in text
    assert "上述行为自2026年3月1日开始，至今仍在继续。" in text


def test_several_fines_are_added_up(letter_of: LetterOf) -> None:
    other = {
        "violation": "MCF-64",
        "from": "2026-01-01",
        "to": "2026-02-20",
        "summary": "在另一地点擅自举办培训学校。",
        "severity": "base",
        "harmful_consequences": False,
        "affects_life_health_or_finance": False,
        "facts": {"fees_collected": 1000, "fees_refunded": 0, "fees_refundable": 0, "is_offcampus_training": True},
        "unlisted": False,
        "proposal": {"kinds": ["fine"], "fine": "3000.50"},
    }
    conducts = [*data_of("training")["conducts"], other]
    text = text_of(letter_of("training", {"conducts": conducts}))
    assert "分别裁量，合并处罚，罚款合计人民币7000.50元（大写：柒仟元伍角）。" in text


@pytest.mark.parametrize("name", ["training", "exam", "several", "warning"])
def test_nothing_internal_is_printed(letter_of: LetterOf, matter_of: MatterOf, name: str) -> None:
    text, found = text_of(letter_of(name)), matter_of(name).assessment
    party = {s.text for conduct in found.conducts for s in conduct.explanation if s.audience == "party"}
    internal = {s.text for conduct in found.conducts for s in conduct.explanation if s.audience == "internal"}
    assert internal
    assert not [sentence for sentence in internal - party if sentence in text]
    for warning in found.warnings:
        assert warning.code not in text
        assert warning.message not in text


def test_circumstances_that_do_not_count_are_not_mentioned(letter_of: LetterOf, matter_of: MatterOf) -> None:
    changes = {"conducts.0.circumstances.ZB-7-3": {"holds": False, "evidence": ["E2"], "note": "没有继续办学"}}
    text = text_of(letter_of("training", changes))
    for finding in matter_of("training", changes).assessment.conducts[0].circumstances:
        if not finding.counted:
            assert finding.text.removesuffix("的") not in text
    assert "没有继续办学" not in text


def test_informants_and_notes_stay_inside(letter_of: LetterOf) -> None:
    changes = {
        "source.note": "举报人赵某，电话13900000000",
        "conducts.0.circumstances.ZB-6-1": {"holds": True, "note": "内部备忘"},
    }
    text = text_of(letter_of("training", changes))
    assert "赵某" not in text
    assert "内部备忘" not in text


def test_a_departure_is_told_with_its_reasons(letter_of: LetterOf) -> None:
    changes = {
        "conducts.0.proposal": {"kinds": ["fine"], "fine": 9000, "reasons": "当事人两次拒收文书，教育后仍不配合"}
    }
    text = text_of(letter_of("training", changes))
    assert "本局拟罚款9000元，为违法所得的3倍，高于这一幅度。" in text
    assert "作出这一选择的理由是：当事人两次拒收文书，教育后仍不配合。" in text


def test_past_its_end_the_measure_is_not_cited(letter_of: LetterOf) -> None:
    dates = {"letter.date": "2027-12-13", "filed_on": "2027-12-01", "decided_on": GONE}
    text = text_of(letter_of("training", dates))
    assert "依照《中华人民共和国行政处罚法》第四十四条的规定，现将" in text
    assert "《淄博市教育局规范行政处罚裁量权办法》第九条" not in text


def test_without_a_date_the_letter_is_dated_by_its_assessment(letter_of: LetterOf) -> None:
    assert "（印章）\n2026年8月20日" in text_of(letter_of("training", {"letter": GONE}))


def kindergarten() -> dict[str, object]:
    """A person who ran a kindergarten without a licence: a fine and a ban of five to ten years."""
    act = {
        "violation": "XQF-78",
        "facts": {"preschool_act": "kindergarten", "fees_collected": 55200, "fees_refunded": 0, "fees_refundable": 0},
        "circumstances": {},
        "proposal": {"kinds": ["fine", "restrict_practice"], "fine": 160000, "years": 7},
    }
    person = {"kind": "natural_person", "name": "姜某", "id_number": "1", "birth_date": "1980-01-01", "address": "甲"}
    return {"party": person, "conducts.0": {**data_of("training")["conducts"][0], **act}}


def test_a_range_of_years_is_never_told_as_the_penalty(letter_of: LetterOf) -> None:
    text = text_of(letter_of("training", kindergarten()))
    assert "2.七年内不受理其举办幼儿园或者其他教育机构的申请。" in text
    assert "五至十年" not in text.partition("五、拟作出的行政处罚")[2]


def test_where_several_duties_come_into_question_none_is_named_as_broken(
    letter_of: LetterOf, rulebook: Rulebook
) -> None:
    assert "或者" in str(rulebook.violations["XQF-78"].breached)
    text = text_of(letter_of("training", kindergarten()))
    assert "违反了" not in text
    assert "上述行为属于《中华人民共和国学前教育法》第七十八条" in text


def test_the_bureaus_contact_fills_what_the_case_leaves_out(letter_of: LetterOf) -> None:
    bureau = BureauSettings(name="淄博市教育局", contact=Contact("周某", "联通路202号", "0533-0000000"))
    text = text_of(letter_of("training", {"contact": {"name": "王某"}}, bureau))
    assert "联系人：王某\n联系电话：0533-0000000\n联系地址：联通路202号" in text


def test_facts_of_several_lines_become_paragraphs(letter_of: LetterOf) -> None:
    summary = "在张店区\n开班，\n收费三万元。\n另在周村区开班"
    text = text_of(letter_of("training", {"conducts.0.summary": summary}))
    assert "经查，在张店区开班，收费三万元。\n另在周村区开班。" in text


def test_acts_that_go_unpunished_are_left_out(letter_of: LetterOf) -> None:
    waived = {
        **data_of("training")["conducts"][0],
        "summary": "另一次轻微的行为，已经及时纠正。",
        "circumstances": {"ZB-5-4": True},
        "proposal": {"kinds": []},
    }
    text = text_of(letter_of("training", {"conducts": [*data_of("training")["conducts"], waived]}))
    assert "另一次轻微的行为" not in text
    assert "（一）" not in text.replace("第（一）项", "")
