"""Which agreement falls away with a change, and who has to agree again: the same words before it is saved and afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from casebook.workflow.agreements import Fallen
from penalty_engine.days import in_chinese

_CALLED: Final = {"approved": "负责人同意", "reviewed": "法制审核通过", "discussed": "集体讨论"}
_AGAIN: Final = {
    "approved": ("approve", "须由负责人{who}退回，重新调查终结、重新同意以后，才能告知"),
    "reviewed": ("review", "须由法制审核人员{who}再次审核通过，才能决定（应当审核的）"),
    "discussed": ("discuss", "须由负责人{who}再次集体讨论，才能决定（应当讨论的）"),
}


def told(fallen: Iterable[Fallen], able: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> tuple[str, ...]:
    """2026年9月25日的负责人同意（局某某）是对改动以前的案件作出的：须由负责人…重新同意以后，才能告知。

    Args:
        fallen: the agreements that do not hold of the case with the change.
        able: who may do what to the case, by action.
        names: people by id.
    """
    return tuple(_line(one, able, names) for one in fallen)


def _line(one: Fallen, able: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str:
    action, again = _AGAIN[one.kind]
    by = f"（{names[one.agreed.by]}）" if one.agreed.by in names else ""
    people = "、".join(able.get(action, ())) or "（现在没有这样的人员）"
    what = f"{in_chinese(one.agreed.event.on)}的{_CALLED[one.kind]}{by}"
    return f"{what}是对改动以前的案件作出的，对改动以后的案件不算数：{again.format(who=people)}。"
