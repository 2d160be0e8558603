"""What a kind of document needs before it is made: each need with what it is called and the check that refuses."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from letters import refusals, step_refusals
from letters.characters import character_refusals
from letters.date_checks import date_refusals
from letters.matter import Matter
from letters.proposals import proposal_refusals
from letters.reasons import Refusal
from letters.step_refusals import recorded


class Need(NamedTuple):
    """`told`: what the list of kinds says of it; `refuse`: every reason why it is not met."""

    told: str
    refuse: Callable[[Matter], Iterator[Refusal]]


def _proposals(matter: Matter) -> Iterator[Refusal]:
    return proposal_refusals(matter.punished(), matter.rulebook)


def _characters(matter: Matter) -> Iterator[Refusal]:
    return character_refusals(matter.case, matter.bureau)


AUTHORITY: Final = Need("作出机关", refusals.authority)
DATES: Final = Need("日期互不矛盾", date_refusals)
CHARACTERS: Final = Need("没有看不见的或者字体中没有的字符", _characters)
ALWAYS: Final = (AUTHORITY, DATES, CHARACTERS)

FOR_PENALTY: Final = Need("拟给予行政处罚", refusals.for_penalty)
FOR_NO_PENALTY: Final = Need("不予行政处罚", refusals.for_no_penalty)
FOR_SIMPLIFIED: Final = Need("符合当场处罚条件", refusals.for_simplified)
FOR_HEARING: Final = Need("应当告知听证权利", refusals.for_hearing)
FOR_CORRECTION: Final = Need("有责令改正事项", refusals.for_correction)
FOR_TRANSFER: Final = Need("涉嫌犯罪或者不属于本局管辖", refusals.for_transfer)

PARTY: Final = Need("当事人身份、地址、负责人或者监护人", refusals.party)
FACTS: Final = Need("违法事实", refusals.facts)
PUNISHED_FACTS: Final = Need("违法事实", refusals.punished_facts)
SPARED_FACTS: Final = Need("查明的事实", refusals.spared_facts)
GROUNDED: Final = Need("兜底情节的事实和条款（认定了的）", refusals.grounded)
FILED: Final = Need("立案日期", refusals.filed)
EVIDENCE: Final = Need("证据", refusals.evidence)
OFFICERS: Final = Need("两名执法人员及执法证号", refusals.officers)
CONTACT: Final = Need("联系人、地址、电话", refusals.contact)
PAYEE: Final = Need("收款银行（有罚没款的）", refusals.payee)
GOVERNMENT: Final = Need("行政复议机关", refusals.government)
SETTLED: Final = Need("没有未查明的关键事实", refusals.settled)
PROPOSAL: Final = Need("合法、确切的拟处罚，偏离建议的有理由", _proposals)

NOTICE_SERVED: Final = Need("告知书已送达，陈述申辩期限已满或者书面放弃", step_refusals.statement_period)
ANSWERED: Final = Need("陈述申辩已复核（提出过的）", step_refusals.answered)
HEARD: Final = Need("听证已举行（要求过的）", step_refusals.heard)
REVIEWED: Final = Need("法制审核（应当审核的）", step_refusals.reviewed)
DISCUSSED: Final = Need("集体讨论（应当讨论的）", step_refusals.discussed)
NOT_HEAVIER: Final = Need("罚款不高于告知的", step_refusals.not_heavier)
HEARING_IN_TIME: Final = Need("听证在通知七个工作日以后举行", step_refusals.hearing_in_time)
WITHIN_OWED: Final = Need("催告金额不超过应缴的", step_refusals.urged_sum)

PRESERVED: Final = Need(
    "先行登记保存的记录：物品、地点",
    recorded("evidence_preserved", "先行登记保存", ("items", "物品清单"), ("place", "保存地点")),
)
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
