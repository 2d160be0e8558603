"""Who may do what: a table of role, action and relation to the case, and the one function that asks it.

Relations: `investigator` works on the case; `former` has worked on it and may neither go on nor judge his own work; `other`
never has; `recused` has been ordered to stay away from it (处罚法 43); `none`: the action is not about a case.
What stands in no row is forbidden.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, exists, select

from casebook import schema
from casebook.actor import Actor
from casebook.forbidden import ForbiddenError
from casebook.refusals import NotFoundError

ROLES: Final = {
    "officer": "执法人员",
    "reviewer": "法制审核人员",
    "head": "负责人",
    "keeper": "规则维护人员",
    "auditor": "监督检查人员",
    "administrator": "系统管理员",
}
RELATIONS: Final = ("investigator", "former", "other", "recused", "none")


class Action(NamedTuple):
    """An action: what it is called, and who may do it, by role: the relations to the case under which he may."""

    name: str
    permitted: Mapping[str, tuple[str, ...]]


_OWN: Final = ("investigator",)
_OTHERS: Final = ("other",)
_ANY: Final = ("investigator", "former", "other")
_WHOLE: Final = ("none",)
_READERS: Final = {"officer": _ANY, "reviewer": _ANY, "head": _ANY, "auditor": (*_ANY, "recused")}

ACTIONS: Final[Mapping[str, Action]] = {
    # cases
    "list": Action("查看案件列表", dict.fromkeys(("officer", "reviewer", "head", "auditor"), _WHOLE)),
    "read": Action("查看案件", _READERS),
    "create": Action("新建案件", {"officer": _WHOLE}),
    "save": Action("修改案件", {"officer": _OWN}),
    "attach": Action("添加或者移除附件", {"officer": _OWN}),
    "assign": Action("指派办案人员", {"head": _ANY}),
    "ask_recusal": Action("记录回避申请", {"officer": _ANY, "reviewer": _ANY, "head": _ANY}),
    "decide_recusal": Action("决定是否回避", {"head": _ANY}),
    "void": Action("作废文书", {"head": _OTHERS}),
    "strike": Action("撤销误记的事件", {"head": _OTHERS}),
    # steps of the workflow (see workflow.gates)
    "investigate": Action("调查取证", {"officer": _OWN}),
    "file": Action("批准立案", {"head": _OTHERS}),
    "approve": Action("审批", {"head": _OTHERS}),
    "notify": Action("告知、送达、催告、申请强制执行", {"officer": _OWN}),
    "take_down": Action("记录当事人的意见、请求和缴款", {"officer": _OWN, "reviewer": _OTHERS}),
    "hear": Action("组织听证", {"reviewer": _OTHERS}),
    "reexamine": Action("复核陈述、申辩", {"officer": _OWN, "reviewer": _OTHERS}),
    "opine": Action("对案件提出审核意见", {"reviewer": _OTHERS, "head": _OTHERS}),
    "answer_opinion": Action("答复审核意见", {"officer": _OWN}),
    "review": Action("法制审核", {"reviewer": _OTHERS}),
    "discuss": Action("记录集体讨论", {"head": _OTHERS}),
    "decide": Action("作出决定", {"head": _OTHERS}),
    "decide_on_the_spot": Action("当场作出决定", {"officer": _OWN}),
    "close": Action("批准结案", {"head": _OTHERS}),
    # the whole
    "read_trail": Action("查看审计记录", {"auditor": _WHOLE, "administrator": _WHOLE}),
    "verify": Action("校验审计记录", {"auditor": _WHOLE, "administrator": _WHOLE}),
    "replay": Action("重放裁量结论", _READERS),
    "manage_people": Action("管理人员账户", {"administrator": _WHOLE}),
    "configure": Action("设置本局信息和文书模板", {"administrator": _WHOLE}),
    "keep_rules": Action("维护规则", {"keeper": _WHOLE}),
    "export_list": Action(
        "导出台账", dict.fromkeys(("officer", "reviewer", "head", "auditor"), _WHOLE)
    ),  # who sees the page
    "export": Action("导出案件", {"head": _ANY, "auditor": _ANY}),
    "import": Action("导入案件", {"administrator": _WHOLE}),
    "backup": Action("备份", {"administrator": _WHOLE}),
}


def _relation() -> Select[bool, bool, bool]:
    """How one person stands to one case; built once, because everything asks it."""
    cases, recusals, members = schema.cases.c, schema.recusals.c, schema.members.c
    person: BindParameter[str] = bindparam("person")
    recused = exists().where(recusals.case_id == cases.id, recusals.person_id == person, recusals.decision == "granted")
    worked = exists().where(members.case_id == cases.id, members.person_id == person)
    works = worked.where(members.left_at.is_(None))
    found = select(recused.label("recused"), works.label("works"), worked.label("worked"))
    return found.where(cases.id == bindparam("case"))


_RELATION: Final = _relation()


def recused(person: str) -> ColumnElement[bool]:
    """Of a query of cases: those from which somebody has been ordered to stay away."""
    cases, recusals = schema.cases.c, schema.recusals.c
    return exists().where(recusals.case_id == cases.id, recusals.person_id == person, recusals.decision == "granted")


def permitted(roles: frozenset[str], action: str, relation: str) -> bool:
    """Whether somebody with these roles, in this relation to the case, may do it."""
    return any(relation in ACTIONS[action].permitted.get(role, ()) for role in roles)


def permit(connection: Connection, actor: Actor, action: str, case_id: str | None = None) -> None:
    """Goes on only when the actor may do it.

    Raises:
        ForbiddenError: he may not; entered in the trail when the transaction ends.
        NotFoundError: there is no such case.
    """
    relation = "none" if case_id is None else relation_to(connection, actor.id, case_id)
    if not permitted(actor.roles, action, relation):
        why = {
            "recused": "，因为已被决定回避",
            "investigator": "，因为是本案的调查人员",
            "former": "，因为曾是本案的调查人员",
        }.get(relation, "")
        names = "、".join(ROLES[role] for role in ROLES if role in actor.roles) or "没有职责"
        told = f"{actor.name}（{names}）不能{ACTIONS[action].name}{why}"
        raise ForbiddenError(told, actor, action, case_id)


def relation_to(connection: Connection, person: str, case_id: str) -> str:
    """How a person stands to a case."""
    row = connection.execute(_RELATION, {"person": person, "case": case_id}).one_or_none()
    if row is None:
        raise NotFoundError("没有这个案件")
    return "recused" if row.recused else "investigator" if row.works else "former" if row.worked else "other"
