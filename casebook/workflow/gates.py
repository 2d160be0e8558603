"""The gates: which event may happen at which stage, by whose right, where it leads, what it needs and why. All of it data.

`from_`: the stages at which it may happen; `to`: the stage it leads to, None: it stays. `results`: the results of the event
that this gate is for; none: whatever its result. `late`: it may be recorded after later events, in its place by its day.
"""

from typing import Final, NamedTuple

from casebook.workflow.words import (
    ACCEPTED,
    AGREED,
    BY_COURT,
    DECISIONS,
    ENDED_ENFORCEMENT,
    FAILED,
    HANDED_OVER,
    NO_ENFORCEMENT,
    NOT_ACCEPTED,
    NOT_ESTABLISHED,
    NOTICE,
    ON_THE_SPOT,
    PARTLY,
    PASSED,
    PERFORMED,
    PRESERVATION,
    PUNISHED,
    RETURNED,
    REVOKED,
    SPARED,
)
from penalty_engine.case import Event


class Gate(NamedTuple):
    """One gate."""

    id: str
    name: str
    event: str
    action: str
    from_: tuple[str, ...]
    to: str | None
    needs: tuple[str, ...]
    citation: str
    results: tuple[str, ...] = ()
    late: bool = False
    of: tuple[str, ...] = ()

    def takes(self, event: Event) -> bool:
        """Whether the event is of this gate's kind."""
        return (
            self.event == event.type
            and (not self.results or event.result in self.results)
            and (not self.of or event.of in self.of)
        )


BEFORE: Final = ("draft", "filed")
TOLD: Final = ("noticed", "statement", "hearing", "reexamined", "reviewed", "discussed")
DECIDED: Final = ("decided", "spared", "not_established", "on_the_spot")
ENFORCING: Final = ("served", "urged", "court")
OPEN: Final = (*BEFORE, "investigated", "approved", *TOLD, *DECIDED, *ENFORCING)
HEARD: Final = ("statement", "hearing", "reexamined", "reviewed", "discussed")

GATES: Final = (
    # 调查取证
    Gate("report", "接到举报、交办、移送", "reported", "investigate", BEFORE, None, (), "行政处罚法第五十四条", late=True),
    Gate(
        "file", "立案", "filed", "file", ("draft",), "filed", ("readable", "two_officers"), "行政处罚法第五十四条第二款"
    ),
    Gate(
        "inspect", "现场检查", "inspected", "investigate", BEFORE, None, ("two_officers",),
        "行政处罚法第四十二条、第五十四条、第五十五条", late=True,
    ),
    Gate(
        "question", "询问", "questioned", "investigate", BEFORE, None, ("two_officers", "whom"),
        "行政处罚法第四十二条、第五十五条", late=True,
    ),
    Gate(
        "approve_preservation", "批准先行登记保存", "approved", "approve", (*BEFORE, "investigated"), None, ("reason",),
        "行政处罚法第五十六条", (AGREED,), late=True, of=(PRESERVATION,),
    ),
    Gate(
        "handle_preserved", "处理先行登记保存的证据", "evidence_preserved", "investigate", OPEN, None, ("preserved",),
        "行政处罚法第五十六条", ("返还", "解除保存", "移送", "没收", "鉴定"), late=True,
    ),
    Gate(
        "preserve", "先行登记保存", "evidence_preserved", "investigate", BEFORE, None,
        ("two_officers", "no_result", "preservation_approved", "items"), "行政处罚法第五十六条", late=True,
    ),
    Gate(
        "order_correction", "责令改正", "correction_ordered", "notify", OPEN, None, ("two_officers", "until"),
        "行政处罚法第二十八条第一款", late=True,
    ),
    Gate(
        "recheck", "复查", "rechecked", "investigate", OPEN, None, ("correction_ordered", "result"),
        "行政处罚法第二十八条第一款", late=True,
    ),
    Gate(
        "close_investigation", "调查终结", "investigation_closed", "investigate", ("filed",), "investigated",
        ("readable", "two_officers", "evidence", "settled"), "行政处罚法第四十条、第五十七条第一款",
    ),
    # 审批、告知
    Gate(
        "approve", "负责人同意调查结果", "approved", "approve", ("investigated",), "approved",
        ("readable", "settled", "proposal", "recusals_decided"), "行政处罚法第五十七条第一款", (AGREED,),
    ),
    Gate(
        "return", "负责人退回", "approved", "approve", ("investigated", "approved", *TOLD, "transferred"), "filed",
        ("reason",), "行政处罚法第四十条、第五十七条第一款", (RETURNED,),
    ),
    Gate(
        "notice", "事先告知", "noticed", "notify", ("approved",), "noticed",
        (
            "readable", "two_officers", "evidence", "settled", "to_punish", "competent", "proposal", "approved_as_it_is",
            "recusals_decided", "not_heavier_without_new_facts",
        ),
        "办法第九条、第十条；行政处罚法第四十条、第四十二条、第四十四条、第四十五条",
    ),
    Gate(
        "serve_notice", "送达告知书", "served", "notify", ("noticed",), "statement", ("served_rightly",),
        "办法第九条；行政处罚法第六十一条第二款", late=True, of=(NOTICE,),
    ),
    # 陈述、申辩，听证
    Gate(
        "statement", "当事人陈述、申辩", "statement", "take_down", ("noticed", "statement", "reexamined", "reviewed", "discussed"),
        "statement", ("text",), "办法第九条第二款；行政处罚法第四十五条", late=True,
    ),
    Gate(
        "statement_at_hearing", "当事人陈述、申辩", "statement", "take_down", (*BEFORE, "hearing"), None, ("text",),
        "行政处罚法第四十五条", late=True,
    ),
    Gate(
        "waive", "当事人书面放弃权利", "waived", "take_down", (*BEFORE, *TOLD), None, ("in_writing", "told_before_waiving"),
        "行政处罚法第六十二条", late=True,
    ),
    Gate(
        "request_hearing", "当事人要求听证", "hearing_requested", "take_down", TOLD, "hearing", (),
        "办法第十条；行政处罚法第六十三条、第六十四条第（一）项", late=True,
    ),
    Gate(
        "call_hearing", "通知听证", "hearing_called", "hear", ("hearing",), None,
        ("hearing_requested", "until", "hearing_in_time", "presider"), "行政处罚法第六十四条第（二）项、第（四）项",
    ),
    Gate(
        "hold_hearing", "举行听证", "hearing_held", "hear", ("hearing",), None, ("hearing_called", "presider", "text"),
        "行政处罚法第六十四条",
    ),
    Gate(
        "reexamine", "复核陈述、申辩", "reexamined", "reexamine", ("statement", "hearing", "reviewed", "discussed"), "reexamined",
        ("put_forward", "reason"), "办法第十一条；行政处罚法第四十五条第一款", (ACCEPTED, PARTLY, NOT_ACCEPTED),
    ),
    # 法制审核、集体讨论
    Gate(
        "review_early", "法制审核（告知期间）", "reviewed", "review", ("investigated", "approved", "noticed"), None,
        ("readable", "settled", "another"), "办法第十三条；行政处罚法第五十八条", (PASSED,),
    ),
    Gate(
        "review", "法制审核", "reviewed", "review", HEARD, "reviewed", ("readable", "settled", "another", "reexamined"),
        "办法第十三条；行政处罚法第五十八条", (PASSED,),
    ),
    Gate(
        "fail_review", "法制审核未通过", "reviewed", "review", ("investigated", "approved", *TOLD), None,
        ("another", "reason"), "办法第十三条；行政处罚法第五十八条", (FAILED,),
    ),
    Gate(
        "return_by_reviewer", "法制审核退回", "reviewed", "review", ("investigated", "approved", *TOLD), "filed",
        ("another", "reason"), "办法第十三条；行政处罚法第五十八条", (RETURNED,),
    ),
    Gate(
        "discuss", "集体讨论", "discussed", "discuss", HEARD, "discussed",
        ("readable", "settled", "several_present", "result", "statement_over", "reexamined", "heard", "reviewed"),
        "办法第八条；行政处罚法第五十七条第二款",
    ),
    # 决定
    Gate(
        "decide", "决定予以处罚", "decided", "decide", HEARD, "decided",
        (
            "readable", "two_officers", "evidence", "settled", "to_punish", "competent", "proposal", "recusals_decided",
            "another", "notice_served", "statement_over", "hearing_request_over", "reexamined", "heard", "reviewed",
            "discussed", "not_heavier", "in_ninety_days", "preserved_handled",
        ),
        "办法第八条至第十三条；行政处罚法第四十四条、第四十五条、第五十七条至第六十五条", (PUNISHED,),
    ),
    Gate(
        "decide_on_the_spot", "当场决定", "decided", "decide_on_the_spot", BEFORE, "on_the_spot",
        ("readable", "two_officers", "settled", "to_punish", "competent", "proposal", "simplified", "told_there", "place"),
        "行政处罚法第五十一条、第五十二条", (ON_THE_SPOT,),
    ),
    Gate(
        "spare", "决定不予处罚", "decided", "decide", ("approved", *TOLD), "spared",
        ("readable", "settled", "to_spare", "recusals_decided", "another", "reexamined", "reviewed", "in_ninety_days",
         "preserved_handled"),
        "办法第五条；行政处罚法第三十三条、第五十七条第一款第（二）项", (SPARED,),
    ),
    Gate(
        "not_established", "违法事实不能成立", "decided", "decide", ("approved", *TOLD), "not_established",
        ("readable", "facts_not_established", "recusals_decided", "another", "in_ninety_days", "preserved_handled"),
        "行政处罚法第五十七条第一款第（三）项", (NOT_ESTABLISHED,),
    ),
    Gate(
        "transfer", "移送", "transferred", "decide", (*BEFORE, "investigated", "approved", *TOLD), "transferred",
        ("readable", "whom", "reason", "to_transfer"), "行政处罚法第二十五条、第二十七条、第五十七条第一款第（四）项",
    ),
    Gate(
        "withdraw", "撤案", "withdrawn", "decide", (*BEFORE, "investigated", "approved", *TOLD, "transferred"), "withdrawn",
        ("reason", "preserved_handled"), "行政处罚法第四十条、第五十七条",
    ),
    # 送达、履行、强制执行、结案
    Gate(
        "serve_decision", "送达决定书", "served", "notify", DECIDED, "served", ("served_rightly", "served_there"),
        "行政处罚法第五十二条、第六十一条", late=True, of=DECISIONS,
    ),
    Gate(
        "serve_other", "送达其他文书", "served", "notify", (*OPEN, "transferred"), None, ("served_rightly", "of"),
        "行政处罚法第六十一条第二款", late=True,
    ),
    Gate(
        "record", "备案", "recorded", "notify", (*DECIDED, *ENFORCING), None, (), "办法第十三条；行政处罚法第五十二条第三款", late=True
    ),
    Gate("pay", "缴纳罚没款", "paid", "take_down", (*DECIDED, *ENFORCING), None, ("amount", "cash_there"),
         "行政处罚法第六十七条至第六十九条", late=True),
    Gate(
        "defer", "批准延期或者分期缴纳", "deferred", "approve", ("decided", "on_the_spot", *ENFORCING), None,
        ("until", "reason"), "行政处罚法第六十六条第二款", ("延期", "分期"),
    ),
    Gate(
        "urge", "催告", "urged", "notify", ("served", "urged"), "urged", ("punished", "payment_over", "not_paid"),
        "行政强制法第三十五条、第五十四条",
    ),
    Gate(
        "apply_to_court", "申请法院强制执行", "court_applied", "notify", ("urged",), "court",
        ("urging_over", "not_paid", "court_open"), "办法第十四条；行政强制法第五十三条、第五十四条",
    ),
    Gate(
        "close_performed", "结案（履行完毕）", "closed", "close", ENFORCING, "closed",
        ("punished", "paid", "corrected", "preserved_handled", "filed_with_authorities"), "行政处罚法第六十六条", (PERFORMED,),
    ),
    Gate(
        "close_by_court", "结案（法院执行）", "closed", "close", ("court",), "closed",
        ("reason", "preserved_handled", "filed_with_authorities"), "行政强制法第五十三条至第五十八条", (BY_COURT, ENDED_ENFORCEMENT),
    ),
    Gate(
        "close_spared", "结案（没有应当履行的内容）", "closed", "close", ("served",), "closed",
        ("not_punished", "corrected", "preserved_handled"), "行政处罚法第五十七条", (NO_ENFORCEMENT,),
    ),
    Gate(
        "close_revoked", "结案（决定被撤销）", "closed", "close", (*DECIDED, *ENFORCING), "closed", ("reason",),
        "办法第十六条；行政处罚法第七十五条", (REVOKED,),
    ),
    Gate(
        "close_transferred", "结案（移送后终结）", "closed", "close", ("transferred",), "closed", ("reason",), "行政处罚法第二十七条",
        (HANDED_OVER,),
    ),
)  # fmt: skip
