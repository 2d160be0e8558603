"""Needs on the investigation: officers, evidence, decisive facts, things preserved (处罚法 40 to 43, 54 to 57)."""

from collections.abc import Iterator
from typing import Final

from casebook.workflow.needs.need import Need
from casebook.workflow.situation import Situation
from casebook.workflow.words import AGREED, PRESERVATION

OFFICERS: Final = 2


def two_officers(situation: Situation) -> Iterator[str]:
    """处罚法 42: at least two, each with a certificate, none of them recused."""
    certified = {one.certificate for one in situation.officers() if one.name and one.certificate}
    if len(certified) < OFFICERS:
        away = "（已回避的不计）" if situation.recused else ""
        yield f"有执法证号的执法人员{len(certified)}名，不足两名{away}，请在案件中补填"


def evidence(situation: Situation) -> Iterator[str]:
    """处罚法 40, 46."""
    if situation.case is not None and not situation.case.evidence:
        yield "没有列出证据，事实不清、证据不足的不得处罚"


def settled(situation: Situation) -> Iterator[str]:
    """No fact is left open that could change what comes out."""
    for place, _, found in situation.acts():
        if found.outcome != "transfer":
            if found.decisive_unknowns:
                yield f"第{place}个违法行为尚有要紧的事实没有查明：{'、'.join(found.decisive_unknowns)}"
            elif not found.settled:
                yield f"第{place}个违法行为尚有未查明的事实可能改变处理结果"


def recusals_decided(situation: Situation) -> Iterator[str]:
    """An application is decided on before the case goes on to be decided; the investigation need not stop (处罚法 43)."""
    for person in situation.pending:
        yield f"对{person.name}的回避申请尚未决定"


def preservation_approved(situation: Situation) -> Iterator[str]:
    """处罚法 56: the head approves; each preservation needs an approval of its own."""
    approvals = sum(1 for one in situation.events if _approves(one.type, one.result, one.of))
    done = sum(1 for one in situation.events if one.type == "evidence_preserved" and not one.result)
    if approvals <= done:
        yield "先行登记保存须经本机关负责人批准，没有批准的记录（approved，of 为 evidence-preservation）"


def _approves(kind: str, result: str | None, of: str | None) -> bool:
    return kind == "approved" and result == AGREED and of == PRESERVATION


def preserved(situation: Situation) -> Iterator[str]:
    """Only what is preserved can be handled."""
    if open_preservations(situation) < 1:
        yield "没有尚待处理的先行登记保存"


def preserved_handled(situation: Situation) -> Iterator[str]:
    """Within seven working days something is decided about the things preserved (处罚法 56)."""
    if (left := open_preservations(situation)) > 0:
        yield f"先行登记保存的证据有{left}次尚未处理"


def open_preservations(situation: Situation) -> int:
    """How many preservations nothing has been decided about yet."""
    done = [one for one in situation.events if one.type == "evidence_preserved"]
    return sum(-1 if one.result else 1 for one in done)


def correction_ordered(situation: Situation) -> Iterator[str]:
    """What is rechecked was ordered."""
    if situation.last("correction_ordered") is None:
        yield "没有责令改正的记录，无从复查"


NEEDS: Final = {
    "two_officers": Need(two_officers, "两名以上有执法证、没有回避的执法人员", "行政处罚法第四十二条第一款"),
    "evidence": Need(evidence, "列有证据", "行政处罚法第四十条、第四十六条"),
    "settled": Need(settled, "要紧的事实都已查明", "行政处罚法第四十条"),
    "recusals_decided": Need(recusals_decided, "回避申请都已决定", "行政处罚法第四十三条第三款"),
    "preservation_approved": Need(preservation_approved, "负责人批准了先行登记保存", "行政处罚法第五十六条"),
    "preserved": Need(preserved, "有尚待处理的先行登记保存", "行政处罚法第五十六条"),
    "preserved_handled": Need(preserved_handled, "先行登记保存的证据都已处理", "行政处罚法第五十六条"),
    "correction_ordered": Need(correction_ordered, "有责令改正的记录", "行政处罚法第二十八条第一款"),
}
