"""Needs on review, discussion and decision (办法 8, 11, 13; 处罚法 45, 51, 52, 57, 58, 60)."""

from collections.abc import Iterator
from typing import Final

from casebook.workflow.heavier import heavier
from casebook.workflow.needs.need import Need
from casebook.workflow.situation import Situation, is_spared, resting
from casebook.workflow.words import PASSED
from penalty_engine.days import calendar_days_after, in_chinese


def another(situation: Situation) -> Iterator[str]:
    """Nobody reviews or decides what he has investigated himself."""
    own = any(one.id == situation.actor.id for one in situation.investigators)
    if own or any(situation.actor.is_officer(one) for one in situation.officers()):
        yield f"{situation.actor.name}是本案调查人员，不能审核或者决定本案"


def put_forward(situation: Situation) -> Iterator[str]:
    """There is something to reexamine."""
    if not situation.since_notice("statement", "hearing_held"):
        yield "告知之后没有陈述、申辩或者听证的记录，没有可以复核的"


def reexamined(situation: Situation) -> Iterator[str]:
    """What the party put forward after the notice has been examined (处罚法 45, 65)."""
    said = situation.since_notice("statement", "hearing_held")
    done = situation.last("reexamined")
    if said and (done is None or situation.happened.index(said[-1]) > done):
        yield f"当事人{in_chinese(said[-1].event.on)}的陈述、申辩（包括在听证中的）尚未复核"


def reviewed(situation: Situation) -> Iterator[str]:
    """Where due, passed, of the case as it is now, after the hearing (办法 13; 处罚法 58)."""
    procedure = situation.found.procedure if situation.found else None
    held = situation.since_notice("hearing_held")
    if procedure is None or not (procedure.legal_review or held):
        return
    place = situation.last("reviewed")
    if place is None:
        why = "；".join(procedure.legal_review_reasons) or "经过听证程序"
        yield f"应当经法制审核（{why}），没有审核记录，不得作出决定"
        return
    review = situation.happened[place]
    if review.event.result != PASSED:
        yield f"法制审核的结果是“{review.event.result}”，审核未通过的不得作出决定"
    elif held and situation.happened.index(held[-1]) > place:
        yield "法制审核之后举行了听证，应当再次审核"
    elif review.matter != situation.matter:
        yield "法制审核之后案件事实、证据或者拟处罚有改动，应当再次审核"


def discussed(situation: Situation) -> Iterator[str]:
    """Where due, of the case as it is now, after all that the party put forward (办法 8; 处罚法 57)."""
    procedure = situation.found.procedure if situation.found else None
    if procedure is None or not procedure.collective_discussion:
        return
    place = situation.last("discussed")
    if place is None:
        yield f"应当经负责人集体讨论（{'；'.join(procedure.collective_discussion_reasons)}），没有讨论记录"
    elif situation.since(place, "statement", "hearing_held"):
        yield "集体讨论之后当事人又有陈述、申辩或者听证，应当再次讨论"
    elif situation.happened[place].matter != situation.matter:
        yield "集体讨论之后案件事实、证据或者拟处罚有改动，应当再次讨论"


def not_heavier(situation: Situation) -> Iterator[str]:
    """Never beyond the notice (处罚法 44, 45)."""
    if situation.noticed is not None:
        for told in heavier(situation.noticed, resting(situation)):
            yield f"{told}；发现新的事实的，应当退回调查并重新告知"


def in_ninety_days(situation: Situation) -> Iterator[str]:
    """处罚法 60; later only where another law, regulation or rule allows, which is then stated."""
    filed = next((one.on for one in situation.events if one.type == "filed"), None)
    if filed is not None and not situation.event.text:
        due = calendar_days_after(filed, situation.rules.decision_days)
        if situation.on > due:
            yield f"自立案之日起的期限已于{in_chinese(due)}届满，应当在 text 中写明可以超过该期限的依据"


def to_spare(situation: Situation) -> Iterator[str]:
    """No penalty for any act, and at least one act that was established."""
    acts = list(situation.acts())
    for place, conduct, found in acts:
        if not is_spared(conduct, found):
            yield f"第{place}个违法行为不属于不予处罚的情形"
    if acts and all(found.outcome == "not_established" for _, _, found in acts):
        yield "违法事实都不能成立，应当作出违法事实不能成立的决定"


def facts_not_established(situation: Situation) -> Iterator[str]:
    """处罚法 57 (3)."""
    for place, _, found in situation.acts():
        if found.outcome != "not_established":
            yield f"第{place}个违法行为没有认定为不能成立（established 填 no）"


def to_transfer(situation: Situation) -> Iterator[str]:
    """A crime suspected (27), or another authority competent (22 to 25)."""
    found = situation.found
    if found is not None and found.outcome != "transfer" and found.procedure.competent:
        yield "没有填写涉嫌犯罪（suspected_crime），本机关也有管辖权，没有移送的根据"


def simplified(situation: Situation) -> Iterator[str]:
    """处罚法 51."""
    if situation.found is not None and not situation.found.procedure.simplified:
        yield "不符合当场处罚的条件（只有警告，或者对公民二百元、对法人和其他组织三千元以下的罚款）"


def told_there(situation: Situation) -> Iterator[str]:
    """On the spot too the party is told first, and listened to (处罚法 44, 45, 62)."""
    said = [one for one in situation.since(None, "statement", "waived") if one.event.on == situation.on]
    if not said:
        yield "当场决定之前应当告知并听取陈述、申辩：没有当日的陈述、申辩或者书面放弃的记录"


NEEDS: Final = {
    "another": Need(another, "不是本案调查人员", "行政处罚法第四十三条、第五十七条、第五十八条"),
    "put_forward": Need(put_forward, "当事人有陈述、申辩或者听证", "行政处罚法第四十五条第一款"),
    "reexamined": Need(
        reexamined,
        "当事人的陈述、申辩（包括在听证中的）都已复核",
        "办法第十一条；行政处罚法第四十五条第一款、第六十五条",
    ),
    "reviewed": Need(
        reviewed, "法制审核已经通过，其后没有听证，也没有改动（应当审核的）", "办法第十三条；行政处罚法第五十八条"
    ),
    "discussed": Need(
        discussed,
        "已经集体讨论，其后没有陈述、申辩、听证，也没有改动（应当讨论的）",
        "办法第八条；行政处罚法第五十七条第二款",
    ),
    "not_heavier": Need(not_heavier, "不重于告知的处罚", "行政处罚法第四十四条、第四十五条第二款"),
    "in_ninety_days": Need(in_ninety_days, "在立案之日起的期限之内，超过的写明依据", "行政处罚法第六十条"),
    "to_spare": Need(
        to_spare,
        "各违法行为都属于不予处罚，且不是全部不能成立",
        "办法第五条；行政处罚法第三十三条、第五十七条第一款第（二）项",
    ),
    "facts_not_established": Need(
        facts_not_established, "各违法行为都认定为不能成立", "行政处罚法第五十七条第一款第（三）项"
    ),
    "to_transfer": Need(to_transfer, "涉嫌犯罪，或者本机关没有管辖权", "行政处罚法第二十五条、第二十七条"),
    "simplified": Need(simplified, "符合当场处罚的条件", "行政处罚法第五十一条"),
    "told_there": Need(told_there, "当日已经告知并听取陈述、申辩", "行政处罚法第四十四条、第四十五条、第六十二条"),
}
