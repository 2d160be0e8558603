"""What the form of each step asks for, as data: the fields of its event, what they are called, where they are printed."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from ui.filling.dates import Year
from web.issuing import HEARING_RIGHT

PARTICULARS: Final[Mapping[str, str]] = {
    "reason": "text", "in_writing": "method", "several_present": "present", "presider": "by",
    **{one: one for one in ("text", "whom", "until", "result", "items", "place", "amount", "of")},
}  # fmt: skip
NOTHING_CHOSEN: Final = "未选"
GIVEN: Final = "given"  # no part of the event: its document went out there and then, and is not printed again
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


def words(*several: str) -> dict[str, str]:
    """Options that are told as they are recorded."""
    return {word: word for word in several}


_TIME: Final = Field("time", "时间", hint="例如 9时00分至10时30分")
_RECORDER: Final = Field("by", "记录人")
_TEXT: Final = Field("text", "说明", "long")
_REASON: Final = Field("text", "理由", "long")
_SERVED: Final = (
    Field(
        "method",
        "送达方式",
        "choice",
        options=words("直接送达", "当场交付", "留置送达", "邮寄送达", "委托送达", "转交送达", "公告送达", "电子送达"),
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
    "file": (
        Field(
            "text",
            "立案时查明的情况",
            "long",
            hint="写立案时已经知道的；不填的，印上违法事实，那里可能有立案以后查明的",
        ),
    ),
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
        Field("until", "改正期限", "day", hint="责令立即改正的，填责令的当天"),
        Field(
            GIVEN,
            "责令改正通知书",
            "choice",
            options={"there": "当场已经发出，不再印制"},
            hint="现在编号印制",
            why="立案以前现场检查时责令改正的，在这里按责令的当天补记；当场已经发出书面通知的，不再印制",
        ),
        Field("document", "已发通知书的文号", hint="有文号的填写"),
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
        Field("method", "放弃的方式", "choice", options=words("书面", "口头")),
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
        Field("method", "缴纳方式", "choice", options=words("银行缴纳", "电子支付", "当场收缴")),
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
DAY: Final = Field("on", "日期", "day", required=True, year="past")
