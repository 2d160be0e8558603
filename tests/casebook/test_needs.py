"""Every need of every gate: a situation that it refuses, with its words, and one that it lets pass."""

from typing import Any

import pytest

from casebook.workflow.gates import GATES, Gate
from casebook.workflow.needs import NEEDS, reasons
from penalty_engine.rulebook import Rulebook

from .office import content_of
from .situations import ASKED, DECIDED, HEARD, JU, NOTICED, SERVED, SHEN, SPOT, TOLD, URGED, WANG, situation

DECIDE = {"type": "decided", "on": "2026-08-13", "result": "予以处罚"}
REVIEWED = {"type": "reviewed", "on": "2026-08-11", "result": "通过"}
DISCUSSED = {"type": "discussed", "on": "2026-08-12", "result": "同意", "present": ["局某", "傅某"]}
PRESERVED = {"type": "evidence_preserved", "on": "2026-07-06", "items": ["账册"]}
RETURNED = {"type": "evidence_preserved", "on": "2026-07-08", "result": "返还"}
PERMITTED = {"type": "approved", "on": "2026-07-06", "result": "同意", "of": "evidence-preservation"}
WAIVED = {"type": "waived", "on": "2026-07-23", "method": "书面"}
PAID = {"type": "paid", "on": "2026-08-20", "amount": 4000}


def changed(name: str = "hearing", path: str = "", value: object = None) -> dict[str, Any]:
    content = content_of(name)
    here: Any = content
    *way, key = path.split(".")
    for step in way:
        here = here[int(step) if step.isdigit() else step]
    here[key] = value
    return content


def fined(amount: int) -> dict[str, Any]:
    return changed(path="conducts.0.proposal", value={"kinds": ["fine"], "fine": amount})


def with_new_evidence(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "evidence": [*content["evidence"], {"id": "E9", "kind": "record", "title": "补充检查笔录"}]}


def event(kind: str = "inspected", on: str = "2026-09-25", **rest: object) -> dict[str, Any]:
    return {"type": kind, "on": on, **rest}


# By need: situations that it refuses with these words, then situations that it lets pass.
Row = tuple[dict[str, Any], str]
CASES: dict[str, tuple[list[Row], list[dict[str, Any]]]] = {
    "readable": (
        [({"event": event(), "content": changed(path="conducts.0.from", value="不知道")}, "conducts[0].from")],
        [{"event": event()}],
    ),
    "reason": ([({"event": event()}, "理由")], [{"event": event(text="事实不清")}]),
    "text": ([({"event": event()}, "内容")], [{"event": event(text="请求从轻")}]),
    "whom": ([({"event": event()}, "被询问人")], [{"event": event(whom="张某")}]),
    "until": ([({"event": event()}, "期限")], [{"event": event(until="2026-09-01")}]),
    "result": ([({"event": event()}, "结果")], [{"event": event(result="已改正")}]),
    "items": ([({"event": event()}, "物品清单")], [{"event": event(items=["账册"])}]),
    "place": ([({"event": event()}, "地点")], [{"event": event(place="园内")}]),
    "amount": ([({"event": event()}, "金额")], [{"event": event(amount=4000)}]),
    "of": ([({"event": event()}, "哪一种文书")], [{"event": event(of="correction-order")}]),
    "no_result": ([({"event": event(result="留着")}, "留着")], [{"event": event()}]),
    "in_writing": (
        [({"event": event("waived", method="口头")}, "书面")],
        [{"event": event("waived", method="书面")}, {"event": event("waived", document="声明")}],
    ),
    "told_before_waiving": (
        [
            ({"event": event("waived"), "events": TOLD[:1]}, "尚未告知"),
            ({"event": event("waived")}, "尚未告知"),
            ({"event": event("waived"), "events": TOLD[:2]}, "还没有送达"),
        ],
        [{"event": event("waived"), "events": SERVED}, {"event": event("waived"), "content": "small"}],
    ),
    "several_present": (
        [({"event": event(present=["局某"])}, "不止一人"), ({"event": event(present=["局某", "局某"])}, "不止一人")],
        [{"event": event(present=["局某", "傅某"])}],
    ),
    "served_rightly": (
        [
            ({"event": event("served", of="prior-notice"), "events": TOLD[:1]}, "没有告知"),
            ({"event": event("served", of="penalty-decision"), "events": TOLD}, "没有作出决定"),
            ({"event": event("served", of="urging-notice"), "events": SERVED}, "没有催告"),
            ({"event": event("served", of="no-penalty-decision"), "events": DECIDED}, "应当送达的文书是 penalty-decision"),
            ({"event": event("served", of="prior-notice", method="电子邮件"), "events": NOTICED}, "确认书"),
        ],
        [
            {"event": event("served", of="prior-notice", method="电子邮件", text="已签订确认书"), "events": NOTICED},
            {"event": event("served", of="penalty-decision"), "events": DECIDED},
        ],
    ),
    "two_officers": (
        [
            ({"event": event(), "content": changed(path="officers", value=[{"name": "王某", "certificate": "1"}])}, "1名"),
            ({"event": event(), "content": changed(path="officers.1.certificate", value=None)}, "1名"),
            ({"event": event(), "content": changed(path="officers.1.certificate", value="37030001")}, "1名"),
            ({"event": event(), "recused": (WANG,)}, "已回避的不计"),
        ],
        [{"event": event()}],
    ),
    "evidence": ([({"event": event(), "content": changed(path="evidence", value=[])}, "没有列出证据")], [{"event": event()}]),
    "settled": (
        [({"event": event(), "content": changed(path="conducts.0.unlisted", value="unknown")}, "没有查明")],
        [{"event": event()}],
    ),
    "recusals_decided": ([({"event": event(), "pending": (WANG,)}, "王某")], [{"event": event()}]),
    "preservation_approved": (
        [
            ({"event": PRESERVED}, "批准"),
            ({"event": event("evidence_preserved", "2026-07-09"), "events": (PERMITTED, PRESERVED)}, "批准"),
        ],
        [{"event": PRESERVED, "events": (PERMITTED,)}],
    ),
    "preserved": (
        [({"event": RETURNED}, "没有尚待处理"), ({"event": RETURNED, "events": (PRESERVED, RETURNED)}, "没有尚待处理")],
        [{"event": RETURNED, "events": (PRESERVED,)}],
    ),
    "preserved_handled": (
        [({"event": event(), "events": (PRESERVED,)}, "1次尚未处理")],
        [{"event": event(), "events": (PRESERVED, RETURNED)}, {"event": event()}],
    ),
    "correction_ordered": (
        [({"event": event("rechecked")}, "没有责令改正")],
        [{"event": event("rechecked"), "events": (event("correction_ordered", "2026-07-07"),)}],
    ),
    "to_punish": (
        [
            ({"event": event(), "content": changed(path="suspected_crime", value=True)}, "移送司法机关"),
            ({"event": event(), "content": "spared"}, "没有拟给予处罚"),
        ],
        [{"event": event()}],
    ),
    "competent": (
        [({"event": event(), "content": changed("small", "conducts.0.violation", "XQF-78")}, "管辖依据")],
        [{"event": event()}, {"event": event(), "content": changed("small", "conducts.0.violation", "XQF-78") | {"competence_ground": "市政府指定管辖"}}],
    ),
    "proposal": (
        [
            ({"event": event(), "content": changed(path="conducts.0.proposal", value=None)}, "没有填写拟处罚"),
            ({"event": event(), "content": changed(path="conducts.0.proposal", value={"kinds": ["fine"]})}, "没有填写数额"),
            ({"event": event(), "content": fined(99999)}, "不合法"),
            ({"event": event(), "content": fined(9000)}, "偏离建议"),
        ],
        [{"event": event()}],
    ),
    "approved_as_it_is": (
        [({"event": event(), "events": (event("approved", "2026-07-21", result="同意"),), "changed_since": True}, "重新报批")],
        [{"event": event(), "events": (event("approved", "2026-07-21", result="同意"),)}],
    ),
    "not_heavier_without_new_facts": (
        [
            ({"event": event("noticed", text="新的事实"), "events": TOLD, "content": fined(5000), "told": fined(4000)}, "没有前次"),
            (
                {"event": event("noticed"), "events": TOLD, "content": with_new_evidence(fined(5000)), "told": fined(4000)},
                "什么新的事实",
            ),
        ],
        [
            {"event": event("noticed"), "events": TOLD, "content": fined(4000), "told": fined(5000)},
            {
                "event": event("noticed", text="另查明收费八万元"), "events": TOLD,
                "content": with_new_evidence(fined(5000)), "told": fined(4000),
            },
            {"event": event("noticed")},
        ],
    ),
    "notice_served": ([({"event": DECIDE, "events": NOTICED}, "没有送达")], [{"event": DECIDE, "events": TOLD}]),
    "statement_over": (
        [
            ({"event": event(on="2026-07-31"), "events": TOLD}, "2026年7月31日届满"),
            ({"event": event(on="2026-07-31"), "events": NOTICED}, "没有开始"),
            ({"event": event(on="2026-07-31"), "events": (*TOLD, {**WAIVED, "of": "hearing"})}, "届满"),
            ({"event": event(on="2026-12-31"), "events": (*NOTICED, event("served", "2026-12-28", of="prior-notice"))}, "2027年"),
        ],
        [
            {"event": event(on="2026-08-01"), "events": TOLD},
            {"event": event(on="2026-07-24"), "events": (*TOLD, WAIVED)},
            {
                "event": event(on="2027-01-11"),
                "events": (*NOTICED, event("served", "2026-12-28", of="prior-notice", until="2027-01-08")),
            },
        ],
    ),
    "hearing_request_over": (
        [({"event": event(on="2026-07-29"), "events": TOLD}, "2026年7月29日届满")],
        [
            {"event": event(on="2026-07-30"), "events": TOLD},
            {"event": event(on="2026-07-24"), "events": (*TOLD, WAIVED)},
            {"event": event(on="2026-07-23"), "events": TOLD, "content": "small"},
        ],
    ),
    "heard": (
        [({"event": DECIDE, "events": ASKED}, "尚未举行")],
        [
            {"event": DECIDE, "events": HEARD},
            {"event": DECIDE, "events": TOLD},
            {"event": DECIDE, "events": (*TOLD, event("hearing_requested", "2026-07-30"))},  # a day too late
            {"event": DECIDE, "events": (*ASKED, event("waived", "2026-07-28", method="书面", of="hearing"))},
        ],
    ),
    "hearing_requested": ([({"event": event(), "events": TOLD}, "没有要求")], [{"event": event(), "events": ASKED}]),
    "hearing_in_time": (
        [({"event": event("hearing_called", "2026-07-28", until="2026-08-06"), "events": ASKED}, "2026年8月6日之后")],
        [{"event": event("hearing_called", "2026-07-28", until="2026-08-07"), "events": ASKED}],
    ),
    "hearing_called": (
        [
            ({"event": event("hearing_held", "2026-08-06"), "events": ASKED}, "没有通知"),
            ({"event": event("hearing_held", "2026-08-06"), "events": HEARD[:-1]}, "2026年8月7日"),
        ],
        [{"event": event("hearing_held", "2026-08-07"), "events": HEARD[:-1]}],
    ),
    "presider": (
        [
            ({"event": event("hearing_held")}, "主持人"),
            ({"event": event("hearing_held", by="王某")}, "调查人员"),
            ({"event": event("hearing_held", by="沈某"), "recused": (SHEN,)}, "回避"),
        ],
        [{"event": event("hearing_held", by="沈某")}],
    ),
    "another": (
        [({"event": DECIDE, "actor": WANG}, "王某"), ({"event": DECIDE, "actor": WANG, "investigators": ()}, "王某")],
        [{"event": DECIDE, "actor": JU}],
    ),
    "put_forward": (
        [({"event": event(), "events": TOLD}, "没有可以复核")],
        [{"event": event(), "events": (*TOLD, event("statement", "2026-07-27"))}, {"event": event(), "events": HEARD}],
    ),
    "reexamined": (
        [
            ({"event": event(), "events": (*TOLD, event("statement", "2026-07-27"))}, "尚未复核"),
            ({"event": event(), "events": HEARD}, "尚未复核"),
            (
                {
                    "event": event(),
                    "events": (*TOLD, event("reexamined", "2026-07-28", result="采纳"), event("statement", "2026-07-29")),
                },
                "2026年7月29日",
            ),
        ],
        [
            {"event": event(), "events": TOLD},
            {"event": event(), "events": (*HEARD, event("reexamined", "2026-08-10", result="采纳"))},
        ],
    ),
    "reviewed": (
        [
            ({"event": DECIDE, "events": TOLD}, "应当经法制审核"),
            ({"event": DECIDE, "events": (*TOLD, {**REVIEWED, "result": "不通过"})}, "不通过"),
            ({"event": DECIDE, "events": (REVIEWED | {"on": "2026-07-05"}, *HEARD)}, "再次审核"),
            ({"event": DECIDE, "events": (*TOLD, REVIEWED), "changed_since": True}, "再次审核"),
            ({"event": DECIDE, "events": HEARD, "content": "small"}, "经过听证程序"),
        ],
        [
            {"event": DECIDE, "events": (*HEARD, REVIEWED)},
            {"event": DECIDE, "events": (REVIEWED | {"on": "2026-07-05"}, *TOLD)},
            {"event": DECIDE, "events": TOLD, "content": "small"},
        ],
    ),
    "discussed": (
        [
            ({"event": DECIDE, "events": TOLD}, "没有讨论记录"),
            ({"event": DECIDE, "events": (*TOLD, DISCUSSED), "changed_since": True}, "再次讨论"),
            ({"event": DECIDE, "events": (*TOLD, DISCUSSED, event("statement", "2026-08-12"))}, "再次讨论"),
        ],
        [{"event": DECIDE, "events": (*TOLD, DISCUSSED)}, {"event": DECIDE, "events": TOLD, "content": "small"}],
    ),
    "not_heavier": (
        [
            ({"event": DECIDE, "events": TOLD, "content": fined(5000), "told": fined(4000)}, "5000元高于告知的4000元"),
            (
                {
                    "event": DECIDE, "events": TOLD, "told": fined(4000),
                    "content": changed(path="conducts.0.proposal", value={"kinds": ["fine", "confiscate_gains"], "fine": 4000}),
                },
                "没有告知没收违法所得",
            ),
            (
                {"event": DECIDE, "events": TOLD, "told": content_of("small"), "content": "hearing"},
                "没有告知违法行为 MCF-64",
            ),
        ],
        [{"event": DECIDE, "events": TOLD, "content": fined(3500), "told": fined(4000)}],
    ),
    "in_ninety_days": (
        [({"event": {**DECIDE, "on": "2026-10-05"}, "events": TOLD}, "2026年10月4日")],
        [
            {"event": {**DECIDE, "on": "2026-10-04"}, "events": TOLD},
            {"event": {**DECIDE, "on": "2026-10-05", "text": "依据某规章"}, "events": TOLD},
        ],
    ),
    "to_spare": (
        [
            ({"event": event()}, "不属于不予处罚"),
            ({"event": event(), "content": changed(path="conducts.0.established", value=False)}, "不能成立的决定"),
        ],
        [{"event": event(), "content": "spared"}],
    ),
    "facts_not_established": (
        [({"event": event()}, "没有认定为不能成立")],
        [{"event": event(), "content": changed(path="conducts.0.established", value=False)}],
    ),
    "to_transfer": (
        [({"event": event("transferred")}, "没有移送的根据")],
        [{"event": event("transferred"), "content": changed(path="suspected_crime", value=True)}],
    ),
    "simplified": ([({"event": event()}, "不符合当场")], [{"event": event(), "content": "small"}]),
    "told_there": (
        [
            ({"event": SPOT[0]}, "听取陈述"),
            ({"event": SPOT[0], "events": (event("statement", "2026-05-05", text="前一日"),)}, "当日"),
        ],
        [{"event": SPOT[0], "events": (event("statement", "2026-05-06", text="没有意见"),)}],
    ),
    "served_there": (
        [({"event": event("served", "2026-05-07"), "events": SPOT}, "当场交付")],
        [{"event": event("served", "2026-05-06"), "events": SPOT}, {"event": event("served"), "events": DECIDED}],
    ),
    "cash_there": (
        [
            ({"event": event("paid", amount=200, method="当场收缴"), "events": SPOT}, "难以执行"),
            ({"event": event("paid", amount=50, method="当场收缴"), "events": SERVED}, "只有当场处罚"),
        ],
        [
            {"event": event("paid", amount=100, method="当场收缴"), "events": SPOT},
            {"event": event("paid", amount=200, method="当场收缴", text="流动经营，事后难以执行"), "events": SPOT},
            {"event": event("paid", amount=4000, method="银行"), "events": SERVED},
        ],
    ),
    "punished": ([({"event": event()}, "没有处罚决定")], [{"event": event(), "events": SERVED}]),
    "not_punished": (
        [({"event": event(), "events": SERVED}, "作出了处罚决定")],
        [{"event": event(), "events": (event("decided", result="不予处罚"),)}],
    ),
    "payment_over": (
        [
            ({"event": event("urged", "2026-08-31"), "events": SERVED}, "2026年8月31日届满"),  # 29 August is a Saturday
            ({"event": event("urged", "2026-08-31"), "events": DECIDED}, "没有送达"),
            (
                {
                    "event": event("urged", "2026-10-01"),
                    "events": (*SERVED, event("deferred", "2026-08-20", until="2026-10-31", result="延期")),
                },
                "2026年10月31日届满",
            ),
        ],
        [{"event": event("urged", "2026-09-01"), "events": SERVED}],
    ),
    "not_paid": (
        [({"event": event("urged"), "events": (*SERVED, PAID)}, "已经缴清")],
        [{"event": event("urged"), "events": (*SERVED, {**PAID, "amount": 3999})}],
    ),
    "paid": (
        [({"event": event("closed"), "events": (*SERVED, {**PAID, "amount": 1000})}, "3000元没有缴纳")],
        [{"event": event("closed"), "events": (*SERVED, PAID)}],
    ),
    "urging_over": (
        [
            ({"event": event("court_applied", "2026-09-25"), "events": URGED[:-1]}, "没有送达"),
            ({"event": event("court_applied", "2026-09-24"), "events": URGED}, "2026年9月24日届满"),
        ],
        [{"event": event("court_applied", "2026-09-25"), "events": URGED}],
    ),
    "court_open": (
        [
            ({"event": event("court_applied", "2027-02-14"), "events": URGED}, "2027年2月14日届满"),
            ({"event": event("court_applied", "2027-02-15"), "events": URGED}, "2027年的节假日"),
            ({"event": event("court_applied", "2027-05-15"), "events": URGED}, "2027年5月14日届满"),
            ({"event": event("court_applied", "2027-05-15"), "events": DECIDED}, "没有送达"),
        ],
        [{"event": event("court_applied", "2027-02-15", text="已核对期限届满"), "events": URGED}],
    ),
    "corrected": (
        [({"event": event("closed"), "events": (event("correction_ordered", "2026-07-07"),)}, "没有复查")],
        [
            {"event": event("closed")},
            {"event": event("closed"), "events": (event("correction_ordered", "2026-07-07"), event("rechecked", "2026-08-01"))},
        ],
    ),
    "filed_with_authorities": (
        [
            ({"event": event("closed"), "events": SPOT, "content": "small"}, "报本机关备案"),
            ({"event": event("closed"), "events": SERVED}, "本级人民政府"),
        ],
        [
            {"event": event("closed"), "events": (*SERVED, event("recorded", "2026-08-20"))},
            {"event": event("closed"), "events": SERVED, "content": "small"},
        ],
    ),
}  # fmt: skip

REFUSED = [(need, situation, told) for need, (refused, _) in CASES.items() for situation, told in refused]
PASSED = [(need, situation) for need, (_, passed) in CASES.items() for situation in passed]
PAIRS = [(gate, need) for gate in GATES for need in gate.needs]


def test_every_need_has_its_cases() -> None:
    assert CASES.keys() == NEEDS.keys()


@pytest.mark.parametrize(("need", "given", "told"), REFUSED, ids=[f"{need}-{told}" for need, _, told in REFUSED])
def test_a_need_refuses(rulebook: Rulebook, need: str, given: dict[str, Any], told: str) -> None:
    said = list(NEEDS[need].unmet(situation(rulebook, **given)))
    assert said
    assert told in "；".join(said)


@pytest.mark.parametrize(("need", "given"), PASSED, ids=[f"{need}-{place}" for place, (need, _) in enumerate(PASSED)])
def test_a_need_lets_pass(rulebook: Rulebook, need: str, given: dict[str, Any]) -> None:
    assert not list(NEEDS[need].unmet(situation(rulebook, **given)))


@pytest.mark.parametrize(("gate", "need"), PAIRS, ids=[f"{gate.id}-{need}" for gate, need in PAIRS])
def test_a_gate_stays_shut_while_any_of_its_needs_is_not_met(rulebook: Rulebook, gate: Gate, need: str) -> None:
    given, _ = CASES[need][0][0]
    told = reasons(gate, situation(rulebook, **given))
    assert need in {reason.need for reason in told}
    assert all(reason.message for reason in told)
