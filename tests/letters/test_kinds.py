"""Every kind of document: what it states, what it never states, what refuses it (documents.md; 规则 L19, L20)."""

import pytest

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.reasons import RefusedError

from .conftest import GONE, MatterOf, text_of
from .samples import ON_THE_SPOT, SPARED, TRANSFERRED, WHOLE, SampleOf, data_of, event_at


def text(kind: str, matter: Matter) -> str:
    return text_of(make(KINDS[kind], matter))


def refused(kind: str, matter: Matter) -> set[tuple[str, str]]:
    return {(refusal.name, refusal.path) for refusal in KINDS[kind].refusals(matter)}


@pytest.mark.parametrize(
    ("number", "kinds"),
    [
        (
            WHOLE,
            {
                *("filing-approval", "inspection-record", "questioning-record", "preservation-notice"),
                *("correction-order", "investigation-report", "prior-notice", "hearing-right-notice"),
                *("reexamination", "hearing-notice", "hearing-record", "legal-review", "discussion-record"),
                *("penalty-decision", "service-receipt", "urging-notice", "closing-report"),
                *("file-cover", "file-contents"),
            },
        ),
        (
            SPARED,
            {
                *("filing-approval", "inspection-record", "questioning-record", "investigation-report"),
                *("hearing-record", "legal-review", "discussion-record", "no-penalty-decision"),
                *("service-receipt", "closing-report", "file-cover", "file-contents"),
            },
        ),
    ],
)
def test_a_case_has_the_documents_that_its_steps_call_for(sample: SampleOf, number: str, kinds: set[str]) -> None:
    matter = sample(number)
    assert {kind.id for kind in KINDS.values() if not kind.refusals(kind.of(matter))} == kinds


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("filing-approval", WHOLE, "当事人涉嫌擅自举办民办学校：违反了《中华人民共和国民办教育促进法》第十二条的规定"),
        ("inspection-record", WHOLE, "检查时间：2026年3月3日9时30分至10时40分"),
        ("inspection-record", WHOLE, "检查人员已出示执法证件，告知当事人有权申请回避"),
        ("questioning-record", WHOLE, "问：收取了多少费用，有没有办学许可证？\n答：一共收了136800元，没有办学许可证。"),
        ("preservation-notice", WHOLE, "收费收据存根三本（编号0001至0150）"),
        ("preservation-notice", WHOLE, "本局将在七个工作日内（2026年3月16日以前）作出处理决定"),
        ("preservation-notice", WHOLE, "依照《中华人民共和国行政处罚法》第五十六条的规定，经本局负责人批准"),
        ("correction-order", WHOLE, "责令你单位于2026年3月25日以前：\n1.立即停止上述违法行为；"),
        ("correction-order", WHOLE, "淄教责改字〔2026〕第7号"),
        ("investigation-report", WHOLE, "2026年3月6日，责令改正（淄教责改字〔2026〕第7号），期限至2026年3月25日。"),
        ("hearing-right-notice", WHOLE, "应当自收到本告知书之日起五个工作日内向本局提出"),
        ("reexamination", WHOLE, "2026年4月22日，当事人以书面方式提出：已经主动退还大部分费用"),
        ("reexamination", WHOLE, "经复核，对当事人的陈述、申辩部分采纳，理由是："),
        ("hearing-notice", WHOLE, "定于2026年5月15日9时在淄博市教育局第二会议室举行听证"),
        ("hearing-notice", WHOLE, "听证由孙某主持"),
        ("legal-review", WHOLE, "UNVERIFIED_SOURCE"),
        ("discussion-record", WHOLE, "出席人员：吴某、郑某、冯某"),
        ("penalty-decision", WHOLE, "教育行政处罚决定书\n淄教罚决字〔2026〕第6号"),
        ("penalty-decision", WHOLE, "你单位于2026年4月20日收到本局《教育行政处罚事先告知书》（淄教罚告字〔2026〕第9号）"),
        ("penalty-decision", WHOLE, "经复核，对上述陈述、申辩部分采纳，理由是：主动退费的情节有证据证明"),
        ("penalty-decision", WHOLE, "你单位于2026年4月23日要求听证。本局于2026年5月15日在淄博市教育局第二会议室举行听证"),
        ("penalty-decision", WHOLE, "对你单位处以：罚款人民币60000元（大写：陆万元整）。"),
        ("penalty-decision", WHOLE, "自收到本决定书之日起十五日内，将罚款缴至下列账户"),
        ("penalty-decision", WHOLE, "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额"),
        ("penalty-decision", WHOLE, "自收到本决定书之日起六十日内向淄博市人民政府申请行政复议"),
        ("penalty-decision", WHOLE, "自收到本决定书之日起六个月内向淄博市张店区人民法院提起行政诉讼"),
        ("urging-notice", WHOLE, "自收到本催告书之日起十个工作日内履行下列义务：\n1.缴纳罚款人民币40000元（大写：肆万元整）。"),
        ("urging-notice", WHOLE, "有权进行陈述和申辩"),
        ("closing-report", WHOLE, "罚款全部缴纳，已经停止办学，应当退还的费用已经退还"),
        ("no-penalty-decision", SPARED, "本局决定对你单位的上述行为不予行政处罚。"),
        ("no-penalty-decision", SPARED, "第三十三条第三款和《淄博市教育局规范行政处罚裁量权办法》第五条第二款的规定，本局就上述行为对你单位进行教育"),
        ("on-the-spot-decision", ON_THE_SPOT, "于2026年10月9日10时20分在淄博市临淄区某某路5号当场决定"),
        ("on-the-spot-decision", ON_THE_SPOT, "应当先申请行政复议"),
        ("transfer-letter", TRANSFERRED, "淄博市公安局张店分局："),
        ("transfer-letter", TRANSFERRED, "上述行为涉嫌犯罪，依照《中华人民共和国行政处罚法》第二十七条第一款的规定"),
    ],
)  # fmt: skip
def test_a_document_states(sample: SampleOf, kind: str, number: str, expected: str) -> None:
    assert expected in text(kind, sample(number))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_the_reviewers_sheet_tells_codes_and_notes(sample: SampleOf, kind: str) -> None:
    for number in (WHOLE, SPARED, ON_THE_SPOT, TRANSFERRED):
        matter = sample(number)
        if KINDS[kind].refusals(KINDS[kind].of(matter)):
            continue
        told = text(kind, matter)
        assert kind == "legal-review" or not any(warning.code in told for warning in matter.assessment.warnings)
        assert "家长来电" not in told, "the note on who reported stays inside"


@pytest.mark.parametrize(
    ("changes", "without", "name"),
    [
        ({}, ("served",), "not_noticed"),
        ({}, ("served", "waived", "noticed"), "not_noticed"),
        ({}, ("hearing_held",), "not_heard"),
        ({}, ("reviewed",), "not_reviewed"),
        ({}, ("discussed",), "not_discussed"),
        ({}, ("reexamined",), "missing_field"),
        ({"conducts.0.proposal.fine": 70000}, (), "heavier_than_noticed"),
        ({"officers": []}, (), "too_few_officers"),
        ({"conducts.0.proposal": GONE}, (), "proposal_missing"),
        ({"suspected_crime": True}, (), "not_a_penalty"),
    ],
)
def test_no_decision(sample: SampleOf, changes: dict[str, object], without: tuple[str, ...], name: str) -> None:
    matter = sample(WHOLE, changes, without)
    assert name in {refusal[0] for refusal in refused("penalty-decision", matter)}
    with pytest.raises(RefusedError):
        make(KINDS["penalty-decision"], matter)


def test_no_decision_before_the_period_has_run(sample: SampleOf) -> None:
    """Received on 20 April 2026: seven working days, the May holiday among them, end on 29 April."""
    quick = ("statement", "reexamined", "hearing_requested", "hearing_called", "hearing_held", "reviewed", "discussed")
    served = f"events.{event_at(WHOLE, 'served', 2)}"  # the decision's own service
    for day, early in (("2026-04-29", True), ("2026-04-30", False)):
        changes = {f"events.{event_at(WHOLE, 'decided')}.on": day, f"{served}.on": "2026-05-26"}
        found = refused("penalty-decision", sample(WHOLE, changes, quick))
        assert (("period_running", "events") in found) is early, day


@pytest.mark.parametrize(("step", "early"), [("waived", False), ("inspected", True)])
def test_waived_in_writing_it_may_be_decided_at_once(sample: SampleOf, step: str, early: bool) -> None:
    events = data_of(WHOLE)["events"][: event_at(WHOLE, "statement")]
    events += [{"type": step, "on": "2026-04-21"}, {"type": "decided", "on": "2026-04-22"}]
    found = refused("penalty-decision", sample(WHOLE, {"events": events}))
    assert (("period_running", "events") in found) is early


def test_a_review_before_the_hearing_is_not_enough(sample: SampleOf) -> None:
    events = data_of(WHOLE)["events"]
    review = events.pop(event_at(WHOLE, "reviewed"))
    events.insert(event_at(WHOLE, "hearing_held"), {**review, "on": "2026-05-14"})
    assert ("not_reviewed", "events") in refused("penalty-decision", sample(WHOLE, {"events": events}))


def test_the_hearing_is_called_seven_working_days_before(sample: SampleOf) -> None:
    place = event_at(WHOLE, "hearing_called")
    for day, early in (("2026-05-08", True), ("2026-05-09", False)):  # 24 April, and the May holiday
        found = refused("hearing-notice", sample(WHOLE, {f"events.{place}.until": day}))
        assert (("dates_contradict", f"events[{place}].until") in found) is early, day


def test_a_payee_is_needed_only_for_money(sample: SampleOf) -> None:
    nobody = BureauSettings()
    assert ("missing_field", "bureau.payee.account") in refused("penalty-decision", sample(WHOLE, settings=nobody))
    assert not {path for _, path in refused("on-the-spot-decision", sample(ON_THE_SPOT, settings=nobody))} & {
        "bureau.payee.account"
    }


def test_a_county_writes_in_its_own_name(sample: SampleOf) -> None:
    assert ("missing_field", "authority") in refused("penalty-decision", sample(WHOLE, {"decided_by": "county"}))
    named = {"decided_by": "county", "authority": "张店区教育和体育局"}
    found = refused("penalty-decision", sample(WHOLE, named))
    assert ("missing_field", "authority") not in found
    assert ("missing_field", "bureau.government") in found, "the city's government does not hear it"


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS.values() if kind.form])
def test_without_a_step_recorded_a_form_is_printed_to_be_filled_in(sample: SampleOf, kind: str) -> None:
    known_early: dict[str, object] = {
        "conducts.0.to": "2026-03-05",
        "conducts.0.summary": "当事人未取得办学许可证，招生培训。",
    }
    matter = sample(WHOLE, known_early if kind == "filing-approval" else {}, without=(KINDS[kind].event or "",))
    html = make(KINDS[kind], matter).html
    assert 'class="line"' in html or 'class="tall"' in html or kind == "service-receipt"


def test_each_step_has_its_own_document(sample: SampleOf) -> None:
    matter = sample(WHOLE)
    first, last = (text_of(make(KINDS["service-receipt"], matter, which)) for which in (1, 4))
    assert "《教育行政处罚事先告知书》" in first
    assert "《履行行政处罚决定催告书》" in last
    assert "■直接送达" in first


def test_what_came_later_is_not_told(sample: SampleOf) -> None:
    """The urging of 30 June speaks of 40 000 although they were paid on 10 July."""
    assert "缴纳罚款人民币40000元" in text("urging-notice", sample(WHOLE))


def test_a_number_of_another_kind_is_not_borrowed(sample: SampleOf) -> None:
    changes: dict[str, object] = {
        "letter": {"number": "淄教罚告字〔2026〕第9号", "date": "2026-05-25"},
        f"events.{event_at(WHOLE, 'decided')}.document": GONE,
    }
    assert "淄教罚决字〔　　〕第　　号" in text("penalty-decision", sample(WHOLE, changes))


def test_only_what_shows_the_act_is_listed_with_its_number(sample: SampleOf) -> None:
    told = text("penalty-decision", sample(WHOLE, {"conducts.0.evidence": ["E2", "E4"]}))
    assert "证据2：现场检查笔录及照片" in told
    assert "证据4：退费明细和转账凭证" in told
    assert "证据1：" not in told


def test_the_cause_is_the_officers_where_the_catalogues_name_does_not_fit(sample: SampleOf) -> None:
    assert "案由\n无证办学" in text("file-cover", sample(WHOLE, {"conducts.0.cause": "无证办学"}))


def test_a_guardian_is_told_of_the_rights_and_named_in_the_order(matter_of: MatterOf) -> None:
    told = text("prior-notice", matter_of("exam"))
    assert "你和你的监护人自收到本告知书之日起七个工作日内，有权" in told
    assert "受送达人\n李䶮（监护人：李喆）" in told


def test_facts_that_cannot_be_proved_are_not_told(sample: SampleOf) -> None:
    changes: dict[str, object] = {"conducts.0.established": False, "conducts.0.proposal": GONE}
    told = text("no-penalty-decision", sample(SPARED, changes))
    assert "立案调查的事项\n本局对你单位涉嫌违规增加收费项目一事立案调查。" in told
    assert "向12名学员收取" not in told
    assert "违法事实不能成立" in told
    assert "教育\n" not in told.partition("决定\n")[2]
