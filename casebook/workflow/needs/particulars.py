"""Needs on what is recorded of the event itself."""

from collections.abc import Callable, Iterator
from typing import Final

from casebook.workflow.happened import notice_served
from casebook.workflow.needs.need import Need
from casebook.workflow.situation import Situation
from casebook.workflow.words import DECISIONS, NOT_ESTABLISHED, NOTICE, ON_THE_SPOT, PUNISHED, SPARED, URGING, WRITTEN

ELECTRONIC: Final = ("电子", "传真", "邮件", "短信", "微信")
DOCUMENT_OF: Final = {
    PUNISHED: "penalty-decision",
    ON_THE_SPOT: "on-the-spot-decision",
    SPARED: "no-penalty-decision",
    NOT_ESTABLISHED: "no-penalty-decision",
}
MADE_BY: Final = {
    NOTICE: ("noticed", "告知"),
    URGING: ("urged", "催告"),
    **dict.fromkeys(DECISIONS, ("decided", "作出决定")),
}


def _given(field: str, what: str) -> Callable[[Situation], Iterator[str]]:
    def unmet(situation: Situation) -> Iterator[str]:
        if not getattr(situation.event, field):
            yield f"没有填写{what}（{field}）"

    return unmet


def readable(situation: Situation) -> Iterator[str]:
    """The case file can be assessed at all."""
    yield from (f"案件内容有误：{problem.path or '案件'}：{problem.message}" for problem in situation.problems)


def no_result(situation: Situation) -> Iterator[str]:
    """Preserving and what was done with the things afterwards are two events."""
    if situation.event.result:
        yield f"不认识的处理结果“{situation.event.result}”；登记保存时不填，处理时填返还、解除保存、移送、没收或者鉴定"


def in_writing(situation: Situation) -> Iterator[str]:
    """Nobody loses a right by a word that cannot be shown."""
    if situation.event.method != WRITTEN and not situation.event.document:
        yield "放弃权利应当是书面的：填写 method 为“书面”，并把当事人签署的材料添加为附件"


def told_before_waiving(situation: Situation) -> Iterator[str]:
    """A right of which one was not told cannot be given up; on the spot it is told by word of mouth."""
    if situation.last("noticed") is not None:
        if notice_served(situation.events) is None:
            yield "告知书还没有送达的记录，不能放弃陈述、申辩或者听证的权利"
    elif situation.last("filed") is not None or (situation.found and not situation.found.procedure.simplified):
        yield "尚未告知，不能放弃陈述、申辩或者听证的权利"


def several_present(situation: Situation) -> Iterator[str]:
    """集体讨论 is not by one alone."""
    if len(set(situation.event.present)) < 2:  # noqa: PLR2004 -- more than one
        yield "集体讨论应当记录参加讨论的各位负责人（present，不止一人）"


def served_rightly(situation: Situation) -> Iterator[str]:
    """What was served exists; electronically only with the party's signed confirmation (处罚法 61)."""
    event = situation.event
    if event.of in MADE_BY:
        kind, done = MADE_BY[event.of]
        if situation.last(kind) is None:
            yield f"没有{done}，没有可以送达的文书"
    place = situation.last("decided")
    if event.of in DECISIONS and place is not None:
        expected = DOCUMENT_OF.get(situation.events[place].result or "")
        if expected and event.of != expected:
            yield f"决定是“{situation.events[place].result}”，应当送达的文书是 {expected}，不是 {event.of}"
    if any(word in (event.method or "") for word in ELECTRONIC) and "确认书" not in (event.text or ""):
        yield "电子送达须当事人同意并签订确认书：在 text 中写明确认书，并把它添加为附件"


NEEDS: Final = {
    "readable": Need(readable, "案件内容完整，可以裁量", "行政处罚法第四十条"),
    "reason": Need(_given("text", "理由"), "写明理由", "行政处罚法第四十七条"),
    "text": Need(_given("text", "内容"), "写明内容", "行政处罚法第四十七条"),
    "whom": Need(_given("whom", "对方（被询问人、受移送机关）"), "写明对方"),
    "until": Need(_given("until", "期限或者日期"), "写明期限或者日期"),
    "result": Need(_given("result", "结果"), "写明结果"),
    "items": Need(_given("items", "物品清单"), "列出物品清单", "行政处罚法第五十六条"),
    "place": Need(_given("place", "地点"), "写明地点", "行政处罚法第五十二条第二款"),
    "amount": Need(_given("amount", "金额"), "写明金额"),
    "of": Need(_given("of", "送达的是哪一种文书"), "写明送达的是哪一种文书"),
    "no_result": Need(no_result, "登记保存与其后的处理分别记录", "行政处罚法第五十六条"),
    "in_writing": Need(in_writing, "书面放弃", "行政处罚法第六十二条"),
    "told_before_waiving": Need(told_before_waiving, "先告知，后放弃", "行政处罚法第四十四条、第六十二条"),
    "several_present": Need(several_present, "记录参加讨论的各位负责人", "行政处罚法第五十七条第二款"),
    "served_rightly": Need(served_rightly, "送达的文书确已作出；电子送达有确认书", "行政处罚法第六十一条"),
}
