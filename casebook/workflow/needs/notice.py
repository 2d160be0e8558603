"""Needs on the notice, statement and hearing (办法 9, 10; 处罚法 44, 45, 62 to 65)."""

from collections.abc import Iterator
from typing import Final

from casebook.workflow import periods
from casebook.workflow.happened import notice_served as service_of_notice
from casebook.workflow.heavier import heavier
from casebook.workflow.needs.need import Need
from casebook.workflow.periods import End
from casebook.workflow.situation import Situation, is_punished, resting
from casebook.workflow.words import AGREED, HEARING_RIGHT, PRESERVATION, STATEMENT_RIGHT
from penalty_engine.days import in_chinese


def to_punish(situation: Situation) -> Iterator[str]:
    """A penalty is intended, and not a prosecution."""
    acts = list(situation.acts())
    if any(found.outcome == "transfer" for _, _, found in acts):
        yield "涉嫌犯罪，应当移送司法机关，不得以行政处罚代替"
    elif acts and not any(is_punished(conduct, found) for _, conduct, found in acts):
        yield "没有拟给予处罚的违法行为，应当作出不予处罚或者违法事实不能成立的决定"


def competent(situation: Situation) -> Iterator[str]:
    """The bureau is competent, or says what makes it so (处罚法 17, 22, 23)."""
    procedure = situation.found.procedure if situation.found else None
    grounded = situation.case is not None and (situation.case.competence_ground or "").strip()
    if procedure is not None and not procedure.competent and not grounded:
        notes = "；".join(note.rstrip("。；") for note in procedure.competence_notes)
        yield f"没有写明本机关的管辖依据：{notes}。有指定管辖、授权等依据的，填写管辖依据；没有的，移送有管辖权的机关"


def proposal(situation: Situation) -> Iterator[str]:
    """What is intended is exact and lawful, and gives reasons where it departs."""
    for place, conduct, found in situation.acts():
        if not is_punished(conduct, found):
            continue
        stated, held = conduct.proposal, found.proposal
        if stated is None:
            yield f"第{place}个违法行为没有填写拟处罚"
            continue
        if "fine" in stated.kinds and stated.fine is None:
            yield f"第{place}个违法行为拟处罚款，没有填写数额"
        if held is not None and held.status == "unlawful":
            yield f"第{place}个违法行为的拟处罚不合法：{'；'.join(held.reasons)}"
        if held is not None and held.status == "departs" and not stated.reasons:
            yield f"第{place}个违法行为的拟处罚偏离建议，没有说明理由"


def approved_as_it_is(situation: Situation) -> Iterator[str]:
    """What the head agreed to is what the party is told."""
    agreed = [
        one for one in situation.since(None, "approved") if one.event.result == AGREED and one.event.of != PRESERVATION
    ]
    if agreed and agreed[-1].matter != situation.matter:
        yield "负责人同意之后案件事实、证据或者拟处罚有改动，应当退回后重新报批"


def not_heavier_without_new_facts(situation: Situation) -> Iterator[str]:
    """A second notice may only be heavier for new facts, shown by new evidence (处罚法 45)."""
    told = situation.noticed
    if told is None or not (beyond := list(heavier(told, resting(situation)))):
        return
    now = {one.id for one in situation.case.evidence} if situation.case else set()
    if not now - told.evidence:
        yield f"比前次告知更重（{'；'.join(beyond)}），没有前次告知之后取得的新证据，不得因陈述、申辩加重处罚"
    if not situation.event.text:
        yield "比前次告知更重，应当写明发现了什么新的事实（text）"


def notice_served(situation: Situation) -> Iterator[str]:
    """处罚法 44, 62."""
    if service_of_notice(situation.events) is None:
        yield "事先告知书没有送达的记录，不得作出决定"


def statement_over(situation: Situation) -> Iterator[str]:
    """办法 9; 处罚法 45, 62: the period has run, or the party gave it up in writing."""
    if not _waived(situation, STATEMENT_RIGHT):
        yield from _over(situation, periods.statement(situation.events, situation.rules), "陈述、申辩期限")


def hearing_request_over(situation: Situation) -> Iterator[str]:
    """处罚法 63, 64: where the right was to be told."""
    if hearing_is_due(situation) and not _waived(situation, HEARING_RIGHT):
        yield from _over(situation, periods.hearing_request(situation.events, situation.rules), "要求听证的期限")


def _over(situation: Situation, end: End | None, what: str) -> Iterator[str]:
    if end is None:
        yield f"告知书没有送达，{what}没有开始"
    elif end.on is None:
        yield f"{what}何时届满不能确定：{end.unknown}"
    elif situation.on <= end.on:
        yield f"{what}至{in_chinese(end.on)}届满，届满之后或者当事人书面放弃之后方可继续"


def _waived(situation: Situation, right: str) -> bool:
    return any(one.event.of in {None, right} for one in situation.since_notice("waived"))


def hearing_is_due(situation: Situation) -> bool:
    """Whether the right to a hearing was told, or would have to be."""
    told = situation.noticed is not None and situation.noticed.hearing
    return told or (situation.found is not None and situation.found.procedure.hearing)


def heard(situation: Situation) -> Iterator[str]:
    """A hearing asked for in time has been held, or the wish was given up in writing (处罚法 63, 64)."""
    end = periods.hearing_request(situation.events, situation.rules)
    for asked in situation.since_notice("hearing_requested"):
        in_time = end is None or end.on is None or asked.event.on <= end.on
        place = situation.happened.index(asked)
        done = situation.since(place, "hearing_held") or [
            one for one in situation.since(place, "waived") if one.event.of in {None, HEARING_RIGHT}
        ]
        if hearing_is_due(situation) and in_time and not done:
            yield f"当事人于{in_chinese(asked.event.on)}要求听证，尚未举行"


def hearing_requested(situation: Situation) -> Iterator[str]:
    """A hearing follows a request."""
    if not situation.since_notice("hearing_requested"):
        yield "告知之后没有要求听证的记录"


def hearing_in_time(situation: Situation) -> Iterator[str]:
    """处罚法 64: told seven working days before."""
    day = situation.event.until
    earliest = periods.hearing_earliest(situation.event, situation.rules)
    if earliest.on is None:
        yield f"不能确定最早的听证日期：{earliest.unknown}"
    elif day is not None and day <= earliest.on:
        yield f"应当在举行听证的七日前通知：{in_chinese(earliest.on)}之后方可举行"


def hearing_called(situation: Situation) -> Iterator[str]:
    """Held on the day that the parties were told, or later."""
    place = situation.last("hearing_called")
    day = situation.events[place].until if place is not None else None
    if day is None:
        yield "没有通知听证的记录"
    elif situation.on < day:
        yield f"通知的听证日期是{in_chinese(day)}"


def presider(situation: Situation) -> Iterator[str]:
    """处罚法 64: somebody who has not investigated the case."""
    name = situation.event.by
    if not name:
        yield "没有填写听证主持人（by）"
    elif name in {one.name for one in situation.investigators} | {one.name for one in situation.officers()}:
        yield f"{name}是本案调查人员，不能主持听证"
    elif name in {one.name for one in situation.recused}:
        yield f"{name}已被决定回避，不能主持听证"


NEEDS: Final = {
    "to_punish": Need(to_punish, "拟给予处罚，且不涉嫌犯罪", "行政处罚法第二十七条、第五十七条第一款"),
    "competent": Need(competent, "本机关有管辖权", "行政处罚法第二十二条、第二十三条"),
    "proposal": Need(proposal, "拟处罚确切、合法，偏离建议的有理由", "行政处罚法第四十四条、第五十七条"),
    "approved_as_it_is": Need(
        approved_as_it_is, "负责人同意之后，事实、证据、拟处罚没有改动", "行政处罚法第五十七条第一款"
    ),
    "not_heavier_without_new_facts": Need(
        not_heavier_without_new_facts, "比前次告知更重的，有新的事实和证据", "行政处罚法第四十五条第二款"
    ),
    "notice_served": Need(notice_served, "告知书已经送达", "办法第九条；行政处罚法第四十四条、第六十二条"),
    "statement_over": Need(
        statement_over, "陈述、申辩期限已满，或者书面放弃", "办法第九条第二款；行政处罚法第四十五条、第六十二条"
    ),
    "hearing_request_over": Need(
        hearing_request_over,
        "要求听证的期限已满，或者书面放弃（应当告知听证权利的）",
        "行政处罚法第六十四条第（一）项、第八十五条",
    ),
    "heard": Need(heard, "及时要求的听证已经举行，或者书面放弃", "办法第十条；行政处罚法第六十三条至第六十五条"),
    "hearing_requested": Need(hearing_requested, "告知之后有要求听证的记录", "行政处罚法第六十四条第（一）项"),
    "hearing_in_time": Need(
        hearing_in_time, "听证日期在通知七个工作日之后", "行政处罚法第六十四条第（二）项、第八十五条"
    ),
    "hearing_called": Need(hearing_called, "已经通知听证，且已到通知的日期", "行政处罚法第六十四条第（二）项"),
    "presider": Need(presider, "主持人不是本案调查人员，也没有回避", "行政处罚法第六十四条第（四）项"),
}
