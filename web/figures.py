"""The yearly figures, each with what it counts: the same on the page and in the spreadsheet. This system's own summary, no official form."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from casebook.decisions.statistics import Year
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.wording import KINDS

OWN: Final = "这是本系统按案件记录自行汇总的，不是规定的报表；上报时请按上级的表式和口径核对。从别处导入的案件不计。"
NOT_PUNISHED: Final = "没有处罚"


class Figure(NamedTuple):
    """A figure: under which head it stands, its name, its value (None: nothing to compute it from), unit, what it counts."""

    head: str
    name: str
    value: int | Decimal | None
    unit: str
    defined: str


def figures(told: Year) -> Iterator[Figure]:
    """All of them, in their order."""
    yield from _cases(told)
    yield from _decisions(told)
    yield from _acts(told)
    yield from _money(told)


def _cases(told: Year) -> Iterator[Figure]:
    head, recorded = "案件", told.recorded
    yield Figure(head, "立案", recorded["filed"], "件", "立案日期在本年的案件")
    yield Figure(head, "移送", recorded["transferred"], "件", "本年移送公安机关或者其他机关的案件")
    yield Figure(head, "撤案", recorded["withdrawn"], "件", "本年撤案的案件")
    yield Figure(head, "要求听证", recorded["hearing_requested"], "件", "当事人本年要求听证的案件，一案要求几次算一件")
    yield Figure(head, "举行听证", recorded["hearing_held"], "件", "本年举行了听证的案件，一案几次算一件")
    yield Figure(head, "申请法院强制执行", recorded["court_applied"], "件", "本年申请法院强制执行的案件")
    yield Figure(head, "结案", recorded["closed"], "件", "本年结案的案件，包括决定被撤销而结案的")


def _decisions(told: Year) -> Iterator[Figure]:
    head = "决定"
    for result, count in sorted(told.results.items()):
        yield Figure(
            head,
            result,
            count,
            "件",
            f"决定日期在本年、结果为“{result}”的案件；撤销误记的和被撤销的不计，重新作出的计最后一次",
        )
    yield Figure(
        head,
        "决定被撤销",
        told.revoked,
        "件",
        "本年因决定被撤销而结案的案件（经复议、诉讼或者自行纠正）；系统不记录复议、诉讼的其他结果",
    )
    yield Figure(
        head,
        "从立案到决定平均天数",
        told.days,
        "天",
        "本年作出决定的案件自立案之日至决定之日的自然日，取平均；当场处罚没有立案，不计",
    )


def _acts(told: Year) -> Iterator[Figure]:
    yield Figure("违法行为", "决定涉及的违法行为", told.acts, "个", "本年决定所涉的违法行为，一案几个分别计")
    counted: dict[str | None, int] = {}
    for cell in told.cells:
        counted[cell.direction] = counted.get(cell.direction, 0) + cell.acts
    for direction in (*DIRECTIONS, None):
        if direction in counted:
            name = DIRECTIONS[direction] if direction else NOT_PUNISHED
            what = f"裁量方向为“{name}”的违法行为" if direction else "没有给予处罚、因而没有裁量方向的违法行为"
            yield Figure("违法行为", f"其中：{name}", counted[direction], "个", what)
    yield Figure("违法行为", "偏离建议", told.departures, "个", "处罚与本系统的建议不同、写明了理由的违法行为")
    for kind, count in told.kinds.items():
        yield Figure(
            "处罚种类",
            KINDS.get(kind, kind),
            count,
            "个",
            f"给予“{KINDS.get(kind, kind)}”的违法行为，一个行为几种处罚分别计",
        )


def _money(told: Year) -> Iterator[Figure]:
    yield Figure("金额", "罚款合计", told.fines, "元", "本年决定的罚款，按决定书的数额")
    yield Figure("金额", "没收违法所得合计", told.confiscated, "元", "本年决定没收的违法所得")
    yield Figure(
        "金额",
        "缴款合计",
        told.paid,
        "元",
        "缴款日期在本年的各笔缴款，不论决定在哪一年；罚款、没收的违法所得、加处的罚款都计在内，不分开",
    )
