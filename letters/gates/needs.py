"""What a kind of document needs before it is made: each need with what it is called and the check that refuses."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from letters.gates import hearing, notice, payment, refusals, review, steps
from letters.gates.characters import character_refusals
from letters.gates.date_checks import date_refusals, facts_after_document
from letters.gates.proposals import proposal_refusals
from letters.gates.steps import recorded
from letters.matter import Matter
from letters.reasons import Refusal


class Need(NamedTuple):
    """`told`: what the list of kinds says of it; `refuse`: every reason why it is not met."""

    told: str
    refuse: Callable[[Matter], Iterator[Refusal]]


def _proposals(matter: Matter) -> Iterator[Refusal]:
    return proposal_refusals(matter.punished(), matter.rulebook)


AUTHORITY: Final = Need("作出机关", refusals.authority)
DATES: Final = Need("日期互不矛盾", date_refusals)
CHARACTERS: Final = Need("没有看不见的或者字体中没有的字符", character_refusals)
BEFORE: Final = (AUTHORITY, DATES)  # characters are looked at last, on the page of what lacks nothing else
ALWAYS: Final = (*BEFORE, CHARACTERS)

FOR_PENALTY: Final = Need("拟给予行政处罚", refusals.for_penalty)
FOR_NO_PENALTY: Final = Need("不予行政处罚", refusals.for_no_penalty)
FOR_SIMPLIFIED: Final = Need("符合当场处罚条件", refusals.for_simplified)
FOR_HEARING: Final = Need("应当告知听证权利", refusals.for_hearing)
FOR_CORRECTION: Final = Need("有责令改正事项", refusals.for_correction)
FOR_TRANSFER: Final = Need("涉嫌犯罪或者不属于本局管辖", refusals.for_transfer)

COMPETENT: Final = Need("属于本机关管辖，或者填写了管辖依据", refusals.competent)
FACTS_KNOWN: Final = Need("所述事实不晚于文书日期，或者该步骤写明当时查明的情况", facts_after_document)

PARTY: Final = Need("当事人身份、地址、负责人或者监护人", refusals.party)
FACTS: Final = Need("违法事实", refusals.facts)
PUNISHED_FACTS: Final = Need("违法事实", refusals.punished_facts)
SPARED_FACTS: Final = Need("查明的事实", refusals.spared_facts)
GROUNDED: Final = Need("兜底情节的事实和条款（认定了的）", refusals.grounded)
FILED: Final = Need("立案日期", refusals.filed)
FILED_UNLESS_ON_THE_SPOT: Final = Need("立案日期（当场处罚的除外）", refusals.filed_unless_on_the_spot)
EVIDENCE: Final = Need("证据", refusals.evidence)
OFFICERS: Final = Need("两名执法人员及执法证号", refusals.officers)
CONTACT: Final = Need("联系人、地址、电话", refusals.contact)
PAYEE: Final = Need("收款银行（有罚没款的）", refusals.payee)
GOVERNMENT: Final = Need("行政复议机关", refusals.government)
SETTLED: Final = Need("没有未查明的关键事实", refusals.settled)
PROPOSAL: Final = Need("合法、确切的拟处罚，偏离建议的有理由", _proposals)

NOTICE_SERVED: Final = Need(
    "最后一次告知书已送达，陈述申辩期限、要求听证的期限已满或者分别书面放弃", notice.periods_over
)
ANSWERED: Final = Need("陈述申辩、听证以后已经复核（提出过的）", notice.answered)
NOT_HEAVIER: Final = Need("处罚种类、罚款、期限不重于告知的", notice.not_heavier)
HEARD: Final = Need("听证已举行（在期限内要求过的）", hearing.heard)
HEARING_IN_TIME: Final = Need("听证在通知书送达七个工作日以后举行，由非本案调查人员主持", hearing.called_in_time)
HELD_IN_TIME: Final = Need("听证（举行过的）在通知书送达七个工作日以后举行，由非本案调查人员主持", hearing.held_in_time)
REVIEWED: Final = Need("听证、复核以后法制审核通过（应当审核的）", review.reviewed)
DISCUSSED: Final = Need("听证、审核以后集体讨论同意（应当讨论的）", review.discussed)
PAYMENT_OVER: Final = Need("决定书已送达，缴款期限（包括准予延期的）已满", payment.payment_over)
WITHIN_OWED: Final = Need("还有没履行的义务，催告金额与应缴的一致", payment.urged_sum)
FINISHED: Final = Need("决定已送达并履行或者申请法院执行，或者已经移送、撤案、当场决定", payment.finished)

PRESERVED: Final = Need(
    "先行登记保存的记录：物品、地点、批准的负责人",
    recorded(
        "evidence_preserved", "先行登记保存", ("items", "物品清单"), ("place", "保存地点"), ("by", "批准的负责人")
    ),
)
PRESERVED_IN_TIME: Final = Need("先行登记保存不超过七个工作日", steps.preserved)
ORDERED: Final = Need("责令改正的记录：改正期限", recorded("correction_ordered", "责令改正", ("until", "改正期限")))
STATED: Final = Need("陈述、申辩的记录：内容", recorded("statement", "陈述、申辩", ("text", "内容")))
REEXAMINED: Final = Need(
    "复核的记录：是否采纳、理由", recorded("reexamined", "陈述、申辩复核", ("result", "意见"), ("text", "理由"))
)
HEARING_REQUESTED: Final = Need("要求听证的记录", recorded("hearing_requested", "要求听证"))
HEARING_CALLED: Final = Need(
    "通知听证的记录：听证日期、时间、地点、主持人",
    recorded(
        "hearing_called",
        "通知听证",
        ("until", "听证日期（until）"),
        ("time", "听证时间"),
        ("place", "听证地点"),
        ("by", "主持人"),
    ),
)
DECIDED: Final = Need("作出决定的记录：文号", recorded("decided", "作出决定", ("document", "文号")))
DECIDED_THERE: Final = Need(
    "当场决定的记录：时间、地点", recorded("decided", "当场决定", ("time", "时间"), ("place", "地点"))
)
TRANSFERRED: Final = Need(
    "移送的记录：受移送机关、理由", recorded("transferred", "移送", ("whom", "受移送机关"), ("text", "移送理由"))
)
CLOSED: Final = Need("结案的记录：执行或者处理结果", recorded("closed", "结案", ("result", "结果")))
