"""The stages of a case, and the words in which results of events are recorded."""

from typing import Final

STAGES: Final = {
    "draft": "草稿",
    "filed": "立案调查",
    "investigated": "调查终结",
    "approved": "负责人审批",
    "noticed": "已告知",
    "statement": "陈述申辩期",
    "hearing": "听证",
    "reexamined": "复核",
    "reviewed": "法制审核",
    "discussed": "集体讨论",
    "decided": "已决定处罚",
    "spared": "不予处罚",
    "not_established": "违法事实不能成立",
    "on_the_spot": "当场处罚",
    "served": "已送达",
    "urged": "催告",
    "court": "申请强制执行",
    "transferred": "移送",
    "withdrawn": "撤案",
    "closed": "结案",
}
ENDED: Final = ("withdrawn", "closed")

AGREED, RETURNED = "同意", "退回"
PASSED, FAILED = "通过", "不通过"
ACCEPTED, PARTLY, NOT_ACCEPTED = "采纳", "部分采纳", "不予采纳"
PUNISHED, SPARED, NOT_ESTABLISHED, ON_THE_SPOT = "予以处罚", "不予处罚", "违法事实不能成立", "当场处罚"
PERFORMED, BY_COURT, ENDED_ENFORCEMENT, REVOKED = "履行完毕", "法院执行完毕", "终结执行", "决定被撤销"
NO_ENFORCEMENT, HANDED_OVER = "没有应当履行的内容", "移送后终结"

WRITTEN: Final = "书面"
STATEMENT_RIGHT, HEARING_RIGHT = "statement", "hearing"  # what was waived (`of`); nothing: both

NOTICE, HEARING_NOTICE_OF_RIGHT = "prior-notice", "hearing-right-notice"
URGING: Final = "urging-notice"
DECISIONS: Final = ("penalty-decision", "no-penalty-decision", "on-the-spot-decision")
PRESERVATION: Final = "evidence-preservation"
