"""The form of each step as data: which fields of the event it asks for, what they are called, and what recording it will do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from casebook.cases.versions import FIXED_AFTER
from casebook.rights import ACTIONS, ROLES
from casebook.workflow.gates import Gate
from casebook.workflow.happened import Happened
from casebook.workflow.needs.particulars import DOCUMENT_OF, MADE_BY
from casebook.workflow.showing import RELATIONS
from casebook.workflow.words import STAGES
from letters.kinds import KINDS
from penalty_engine.days import in_chinese
from ui.filling.dates import Year, read_day, without_year
from ui.filling.sums import read_sum
from web.issuing import HEARING_RIGHT, unprintable_in

PARTICULARS: Final[Mapping[str, str]] = {
    "reason": "text", "in_writing": "method", "several_present": "present", "presider": "by",
    **{one: one for one in ("text", "whom", "until", "result", "items", "place", "amount", "of")},
}  # fmt: skip
NOTHING_CHOSEN: Final = "未选"
ALSO: Final = "also"  # no part of the event: a document that goes out beside its own


class Field(NamedTuple):
    """One field of an event. form: line | long | day | choice | names | lines | money. `options`: value to words.

    `year`: how the year of a day is reckoned that is written without one: an end comes after the step.
    """

    key: str
    label: str
    form: str = "line"
    required: bool = False
    options: Mapping[str, str] = {}
    hint: str = ""
    why: str = ""
    year: Year = "coming"


def _words(*words: str) -> dict[str, str]:
    return {word: word for word in words}


_TIME: Final = Field("time", "时间", hint="例如 9时00分至10时30分")
_RECORDER: Final = Field("by", "记录人")
_TEXT: Final = Field("text", "说明", "long")
_REASON: Final = Field("text", "理由", "long")
_SERVED: Final = (
    Field(
        "method",
        "送达方式",
        "choice",
        options=_words("直接送达", "当场交付", "留置送达", "邮寄送达", "委托送达", "转交送达", "公告送达", "电子送达"),
    ),
    Field("whom", "签收人"),
    Field("place", "送达地点"),
    Field("until", "期限届满日", "day", why="当年节假日安排没有公布、系统不能推算时，人工核对后填写"),
    Field("text", "说明", "long", hint="电子送达的，写明当事人签订了确认书，并把确认书添加为附件"),
)
_SPOKEN: Final = Field("method", "提出的方式", "choice", options={"书面": "书面", "口头": "口头（记录在案）"})
_CLOSED: Final = Field("text", "执行或者处理的情况", "long", hint="印入结案报告")
_OPINION: Final = Field("text", "审核意见", "long", hint="印入法制审核意见书")

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "report": (Field("whom", "举报人或者来源", hint="例如 学生家长"), Field("text", "内容", "long")),
    "file": (Field("text", "立案时查明的情况", "long", hint="印入立案审批表；不填的，用违法事实"),),
    "inspect": (
        _TIME,
        Field("place", "地点"),
        Field("whom", "现场负责人"),
        _RECORDER,
        Field("present", "见证人", "names"),
        Field("text", "现场情况", "long", hint="印入现场检查笔录"),
        Field("items", "现场提取的物品、资料", "lines"),
    ),
    "question": (
        Field("whom", "被询问人"),
        _TIME,
        Field("place", "地点"),
        _RECORDER,
        Field("present", "到场的监护人或者其他人员", "names"),
        Field("text", "问答", "long", hint="印入询问笔录"),
    ),
    "approve_preservation": (_REASON,),
    "handle_preserved": (_TEXT,),
    "preserve": (
        Field("items", "物品清单", "lines"),
        Field("place", "保存地点", required=True),
        Field("by", "批准的负责人", required=True),
        Field("until", "保存期限届满日", "day", why="不填的，按七个工作日计算"),
        _TEXT,
    ),
    "order_correction": (
        Field("until", "改正期限", "day"),
        Field("text", "查明的事实", "long", hint="印入责令改正通知书；不填的，用违法事实"),
    ),
    "recheck": (Field("result", "复查结果", hint="例如 已经停止办学"), _TEXT),
    "close_investigation": (Field("text", "调查情况", "long", hint="印入调查终结报告"),),
    "approve": (Field("text", "意见", "long"),),
    "return": (Field("text", "退回的理由", "long"),),
    "notice": (
        Field(
            ALSO,
            "听证告知书",
            "choice",
            options={HEARING_RIGHT: "另行编号印制一份"},
            hint="不另行印制",
            why="应当告知听证权利的，事先告知书中已经写明；本局另发《听证告知书》的，选另行印制",
        ),
        Field("text", "新的事实", "long", hint="比前次告知更重的，写明发现了什么新的事实；其余不填"),
    ),
    "serve_notice": _SERVED,
    "statement": (_SPOKEN, Field("text", "陈述、申辩的内容", "long")),
    "statement_at_hearing": (_SPOKEN, Field("text", "陈述、申辩的内容", "long")),
    "waive": (
        Field("of", "放弃的权利", "choice", options={"statement": "陈述、申辩", "hearing": "听证"}, hint="两项都放弃"),
        Field("method", "放弃的方式", "choice", options=_words("书面", "口头")),
        _TEXT,
    ),
    "request_hearing": (_SPOKEN, _TEXT),
    "call_hearing": (
        Field("until", "听证日期", "day"),
        Field("time", "听证时间", required=True, hint="例如 9时"),
        Field("place", "听证地点", required=True),
        Field("by", "主持人", why="不能是本案调查人员"),
        Field("present", "听证员、记录员", "names"),
        _TEXT,
    ),
    "hold_hearing": (
        _TIME,
        Field("place", "地点"),
        Field("by", "主持人", why="不能是本案调查人员"),
        Field("whom", "当事人一方到场的人"),
        Field("present", "其他参加人", "names"),
        Field("text", "听证经过", "long", hint="印入听证笔录"),
        Field("result", "当事人的意见", hint="一句话"),
    ),
    "reexamine": (Field("text", "是否采纳的理由", "long", hint="印入复核意见书"),),
    "review_early": (_OPINION,),
    "review": (_OPINION,),
    "fail_review": (_OPINION,),
    "return_by_reviewer": (Field("text", "退回的理由", "long"),),
    "discuss": (
        _TIME,
        Field("place", "地点"),
        Field("by", "主持人"),
        Field("present", "参加讨论的负责人", "names"),
        Field("text", "讨论情况", "long", hint="印入集体讨论笔录；不同意见写在这里"),
        Field("result", "结论", hint="只写同意的意见，例如 同意拟处罚"),
    ),
    "decide": (Field("text", "履行的说明，或者超过期限的依据", "long", hint="印入决定书；没有的不填"),),
    "decide_on_the_spot": (
        Field("time", "时间", required=True, hint="例如 10时20分"),
        Field("place", "地点"),
        _TEXT,
    ),
    "spare": (Field("text", "教育的内容，或者超过期限的依据", "long", hint="印入决定书；不填的，用规则中的文字"),),
    "not_established": (_TEXT,),
    "transfer": (Field("whom", "受移送机关"), Field("text", "移送的理由", "long", hint="印入案件移送函")),
    "withdraw": (_REASON,),
    "serve_decision": _SERVED,
    "serve_other": _SERVED,
    "record": (Field("whom", "受理备案的机关"), _TEXT),
    "pay": (
        Field("amount", "金额", "money"),
        Field("method", "缴纳方式", "choice", options=_words("银行缴纳", "电子支付", "当场收缴")),
        Field("text", "说明", "long", hint="当场收缴超过限额的，写明不当场收缴事后难以执行的理由"),
    ),
    "defer": (Field("until", "准予延期至", "day"), _REASON),
    "urge": (
        Field(
            "amount",
            "催告的金额",
            "money",
            hint="不填的，按尚欠的罚没款；加处罚款由您计算后计入，行政复议、行政诉讼期间不计算",
        ),
        _TEXT,
    ),
    "apply_to_court": (
        Field("whom", "受理的法院"),
        Field("text", "说明", "long", hint="期限须人工核对的，写明已经核对"),
    ),
    "close_performed": (_CLOSED,),
    "close_by_court": (_CLOSED,),
    "close_spared": (_CLOSED,),
    "close_revoked": (_CLOSED,),
    "close_transferred": (_CLOSED,),
}
# Whose name is printed as that of who did it.
SIGNED: Final = frozenset(("file", "approve", "return", "review_early", "review", "fail_review", "return_by_reviewer",
                           "decide", "spare", "not_established"))  # fmt: skip
# Steps that are taken elsewhere, by what happened there and mostly recorded afterwards: their day is never guessed.
HAPPENED: Final = frozenset(("file", "preserve", "order_correction", "hold_hearing", "discuss", "decide_on_the_spot",
                             "apply_to_court"))  # fmt: skip
NO_DAY: Final = "看不出是哪一天，请写成 2026年7月2日 或者 20260702"
SERVABLE: Final = (
    "preservation-notice", "correction-order", "hearing-right-notice", "hearing-notice", "urging-notice",
    "transfer-letter",
)  # fmt: skip


def fields_of(gate: Gate, happened: Sequence[Happened] = ()) -> tuple[Field, ...]:
    """What the form of a gate asks for besides the day, in its order; what its needs ask for is required."""
    needed = {PARTICULARS[need] for need in gate.needs if need in PARTICULARS}
    asked = (*_result(gate), *_of(gate, happened), *FIELDS[gate.id])
    return tuple(one._replace(required=one.required or one.key in needed) for one in asked)


def _result(gate: Gate) -> Iterator[Field]:
    if len(gate.results) > 1:
        yield Field("result", "结果", "choice", required=True, options=_words(*gate.results))


def _of(gate: Gate, happened: Sequence[Happened]) -> Iterator[Field]:
    """Which document was served, where the gate leaves it open: those that have been made."""
    if gate.id == "serve_other":
        made = {one.event.type for one in happened}
        kinds = [one for one in SERVABLE if KINDS[one].event in made]
        yield Field("of", "送达的文书", "choice", options={one: _served(one, happened) for one in kinds})


def _served(kind: str, happened: Sequence[Happened]) -> str:
    number = number_of(kind, happened)
    return f"{KINDS[kind].title}（{number}）" if number else KINDS[kind].title


def number_of(kind: str, happened: Sequence[Happened]) -> str | None:
    """The number of the latest document of a kind that went out with an event; None: not known."""
    made = (
        MADE_BY[kind][0]
        if kind in MADE_BY
        else KINDS[kind].event
        if kind in SERVABLE and kind != "hearing-right-notice"
        else None
    )
    return next((one.event.document for one in reversed(happened) if one.event.type == made), None)


def event_of(
    gate: Gate, on: date, values: Mapping[str, object], who: str, happened: Sequence[Happened]
) -> dict[str, object]:
    """The event as it is recorded: what was filled in, and what follows from the gate itself; `ALSO` is to be taken out of it."""
    event: dict[str, object] = {"type": gate.event, "on": on}
    if len(gate.results) == 1:
        event["result"] = gate.results[0]
    if gate.of:
        event["of"] = _expected(gate, happened)
    if gate.id == "decide_on_the_spot":
        event["method"] = "当场"
    if gate.id in SIGNED:
        event["by"] = who
    event |= {key: value for key, value in values.items() if value not in (None, "", [], ())}
    number = number_of(str(event.get("of")), happened) if gate.event == "served" else None
    return {**event, "document": number} if number else event


def apart(event: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The event itself, and the kinds of documents that go out beside its own."""
    also = event.get(ALSO)
    return {key: value for key, value in event.items() if key != ALSO}, (str(also),) if also else ()


def _expected(gate: Gate, happened: Sequence[Happened]) -> str:
    """The document that a gate speaks of: of several decisions the one that was made."""
    results = [one.event.result for one in happened if one.event.type == "decided"]
    expected = DOCUMENT_OF.get(results[-1] or "", "") if results else ""
    return expected if expected in gate.of else gate.of[0]


def read(field: Field, entered: object, since: date) -> object:
    """What was entered, as the event holds it: names and lines as lists, an amount as a number, a day as a day.

    `since`: from where a day without its year is reckoned: today for the day of the step, that day for every other.
    """
    if not isinstance(entered, str):
        return entered
    text = entered.strip()
    if field.form == "day":
        return read_day(text, since, field.year)
    if field.form == "names":
        return [one for one in text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、") if one]
    if field.form == "lines":
        return [one.strip() for one in text.splitlines() if one.strip()]
    return read_sum(text) if field.form == "money" and text else text


def faults(fields: Sequence[Field], values: Mapping[str, object]) -> tuple[str, ...]:
    """What is still to be filled in, or is no figure or no day."""
    told = [f"没有填写{one.label}" for one in fields if one.required and values.get(one.key) in (None, "", [], ())]
    for one in fields:
        value = values.get(one.key)
        if one.form == "money" and value not in (None, "") and not _is_money(value):
            told.append(f"{one.label}应当是不小于零、至多两位小数的数")
        if one.form == "day" and value and not isinstance(value, date):
            told.append(f"{one.label}{NO_DAY}")
        if unfit := unprintable_in(value):
            told.append(f"{one.label}：{unfit}")
    return tuple(told)


def _is_money(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    amount = Decimal(value)
    return amount >= 0 and amount == round(amount, 2)


DAY: Final = Field("on", "日期", "day", required=True, year="past")


def proposed_day(
    gate: Gate, happened: Sequence[Happened], today: date, filed: object = None, source_on: object = None
) -> tuple[date | None, str]:
    """The day that is proposed for a step, none where only who was there knows it; and what is said of it.

    Args:
        gate: the step.
        happened: what stands before it.
        today: the office's day.
        filed: 立案日期 of the case file, where the officer has told it.
        source_on: the day of 案件来源 there.
    """
    if is_first_report(gate, happened) and isinstance(source_on, date):
        return source_on, f"按案件中填写的来源日期{in_chinese(source_on)}；实际是另一天的，请改"
    if gate.id == "file" and isinstance(filed, date):
        return filed, f"按案件中填写的立案日期{in_chinese(filed)}；负责人是另一天批准的，请改"
    if gate.late:
        return None, "填写实际发生的日期，可以补记"
    after = max((one.event.on for one in happened), default=None)
    not_before = f"，不早于前一步的{in_chinese(after)}" if after else ""
    if gate.id in HAPPENED:
        return None, f"填写实际发生的日期{not_before}"
    day = max(today, after or today)
    told = "今天" if day == today else "前一步的日期"
    return day, f"按{told}{in_chinese(day)}；实际是另一天的，请改{not_before}"


def is_first_report(gate: Gate, happened: Sequence[Happened]) -> bool:
    """Whether the step is the one that 案件来源 of the case file tells of."""
    return gate.id == "report" and all(one.event.type != gate.event for one in happened)


def who_may(gate: Gate) -> str:
    """执法人员（本案办案人员）；法制审核人员（非本案办案人员）."""
    permitted = ACTIONS[gate.action].permitted
    told = (f"{ROLES[role]}（{'、'.join(RELATIONS[one] for one in how)}）" for role, how in permitted.items())
    return "；".join(told)


def moves(gate: Gate, stage: str) -> bool:
    """Whether recording it brings the case to another stage."""
    return gate.to is not None and gate.to != stage


def by_whom(gate: Gate, able: Mapping[str, Sequence[str]]) -> str:
    """Who may, and who that is: 由负责人（非本案办案人员）局某某、傅某某办理."""
    names = able.get(gate.action, ())
    return f"由{who_may(gate)}{'、'.join(names)}办理" + ("" if names else "，现在没有这样的人员")


def _days(gate: Gate, event: Mapping[str, object]) -> Iterator[str]:
    """日期2026年12月20日, 改正期限2027年1月10日."""
    for one in (DAY, *FIELDS[gate.id]):
        day = event.get(one.key)
        if isinstance(day, date):
            yield f"{one.label}{in_chinese(day)}"


def reckoned(fields: Sequence[Field], typed: Mapping[str, object]) -> bool:
    """Whether a day was typed without its year, which is then told in full before it is recorded."""
    return any(one.form == "day" and without_year(str(typed.get(one.key) or "")) for one in fields)


def consequences(
    gate: Gate,
    stage: str,
    event: Mapping[str, object],
    papers: Sequence[str],
    *,
    numbers_case: bool,
    strikers: Sequence[str] = (),
) -> tuple[str, ...]:
    """What recording it will do, told before it is done.

    Args:
        gate: the step.
        stage: where the case is.
        event: the event as it will be recorded: every day in it is told in full.
        papers: titles of the documents that go out with it.
        numbers_case: whether the case is given its number.
        strikers: who can strike it again.
    """
    told = [f"记录“{gate.name}”，{'，'.join(_days(gate, event))}。"]
    if gate.to is not None and moves(gate, stage):
        told.append(f"案件由“{STAGES[stage]}”进入“{STAGES[gate.to]}”。")
    if numbers_case:
        told.append("案件编立案号。")
    told += [f"编文号并印制《{paper}》，印出的这一份原样留存，以后下载的都是它。" for paper in papers]
    if gate.to in FIXED_AFTER and stage not in FIXED_AFTER:
        told.append("此后案件内容不能再修改。")
    heads = "、".join(strikers)
    told.append(f"记录以后自己不能改回；记错的，由负责人{heads}写明理由撤销，用过的文号不再使用。")
    return tuple(told)
