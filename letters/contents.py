"""What a document must say, whatever template sets it: each content with the provision that asks for it.

It is looked for in the document as set, so that neither a template nor a part of it can leave it out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from re import Pattern
from typing import Any, Final, NamedTuple

from lxml.html import document_fromstring

from letters.prose.acts import ActView
from letters.view import View

_SPACE: Final = re.compile(r"\s+")
Told = str | Pattern[str]


class Content(NamedTuple):
    """What must be said, by which provision, in which part the shipped templates say it, and the words to be found."""

    what: str
    basis: str
    part: str
    told: Callable[[View], Iterable[Told]]


def lacking(kind: str, view: View, html: str) -> Iterator[str]:
    """Every content that a document of this kind leaves out. The receipt that goes with it does not count."""
    text = _text(html)
    told = [(one, tuple(one.told(view))) for one in CONTENTS.get(kind, ())]
    for one, wanted in told:
        others = [said for other, texts in told if other is not one for said in texts if isinstance(said, str)]
        if not all(_stands(said, text, others) for said in wanted):
            yield f"没有写明{one.what}（{one.basis}；系统自带的写在 {one.part}）"


def _text(html: str) -> str:
    page: Any = document_fromstring(html)  # its published type is that of plain XML
    for receipt in page.find_class("receipt"):
        receipt.drop_tree()
    return _squeezed(page.text_content())


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def _stands(told: Told, text: str, others: Iterable[str]) -> bool:
    """Whether it is said, and not merely a word of what else must be said: 警告 within the provision."""
    if not isinstance(told, str):
        return told.search(text) is not None
    wanted = _squeezed(told)
    for other in map(_squeezed, others):
        if wanted in other and wanted != other:
            text = text.replace(other, "\n")
    return wanted in text


def _days(numeral: str) -> Pattern[str]:
    """So many days, as 七日 or 七个工作日."""
    return re.compile(f"(?<![一二三四五六七八九十百]){numeral}(个工作)?日")


def _each(acts: Callable[[View], Iterable[ActView]], field: str) -> Callable[[View], Iterable[Told]]:
    """A paragraph or several of every act."""
    return lambda view: (text for act in acts(view) for text in getattr(act, field))


def _punished(view: View) -> tuple[ActView, ...]:
    return view.acts


def _spared(view: View) -> tuple[ActView, ...]:
    return tuple(act for act in view.spared if act.established)


def _rows(view: View) -> Iterator[str]:
    return (row.text for row in view.party)


def _evidence(view: View) -> Iterator[str]:
    return (item.text for item in view.evidence)


def _statement(view: View) -> tuple[Told, ...]:
    return "陈述", "申辩", _days(view.period.statement)


def _hearing(view: View) -> tuple[Told, ...]:
    return ("听证", _days(view.period.hearing_request)) if view.hearing else ()


def _answered(view: View) -> tuple[str, ...]:
    return "陈述", "申辩", *(one.result for one in view.history["reexamined"])


def _payment(view: View) -> tuple[Told, ...]:
    return (*(row.text for row in view.payee), _days(view.period.payment)) if view.has_money else ()


def _remedies(view: View) -> tuple[Told, ...]:
    return (*_reconsideration(view), "行政诉讼", view.court, f"{view.period.litigation}个月")


def _reconsideration(view: View) -> tuple[Told, ...]:
    return "行政复议", view.government or "", _days(view.period.reconsideration)


def _signed(view: View) -> tuple[str, str]:
    return view.bureau, view.date


def _lessons(view: View) -> tuple[str, ...]:
    established = _spared(view)
    return view.step.text if established and view.step.text else tuple(act.lesson for act in established)


_PARTY: Final = "parts/party.html"
_REMEDIES: Final = "parts/remedies.html"
_SIGNATURE: Final = "parts/signature.html"

CONTENTS: Final[Mapping[str, tuple[Content, ...]]] = {
    "prior-notice": (
        Content("当事人", "行政处罚法第四十四条", _PARTY, lambda view: [view.party_name]),
        Content("违法事实", "行政处罚法第四十四条、办法第九条", "parts/facts.html", _each(_punished, "summary")),
        Content("处罚依据", "行政处罚法第四十四条、办法第九条", "parts/basis.html", _each(_punished, "provisions")),
        Content("裁量理由", "行政处罚法第四十四条、办法第九条", "parts/discretion.html", _each(_punished, "discretion")),
        Content("拟作出的行政处罚", "行政处罚法第四十四条", "parts/penalty.html", _each(_punished, "penalties")),
        Content("陈述、申辩的权利和期限", "行政处罚法第四十四条、第四十五条、办法第九条", "prior-notice.html", _statement),
        Content("要求听证的权利和期限", "行政处罚法第六十三条、第六十四条、办法第十条", "prior-notice.html", _hearing),
        Content("本局名称和日期", "行政处罚法第四十四条", _SIGNATURE, _signed),
    ),
    "hearing-right-notice": (
        Content("拟作出的行政处罚", "行政处罚法第六十三条", "parts/penalty.html", _each(_punished, "penalties")),
        Content("要求听证的权利和期限", "行政处罚法第六十三条、第六十四条", "hearing-right-notice.html", _hearing),
    ),
    "hearing-notice": (
        Content(
            "听证的时间、地点", "行政处罚法第六十四条第（二）项", "hearing-notice.html",
            lambda view: [view.step.until, view.step.time, view.step.place],
        ),
    ),
    "penalty-decision": (
        Content("当事人的姓名或者名称、地址", "行政处罚法第五十九条第一款第（一）项", _PARTY, _rows),
        Content("违法事实", "行政处罚法第五十九条第一款第（二）项", "parts/facts.html", _each(_punished, "summary")),
        Content("证据", "行政处罚法第五十九条第一款第（二）项", "parts/evidence.html", _evidence),
        Content("处罚依据", "行政处罚法第五十九条第一款第（三）项", "parts/basis.html", _each(_punished, "provisions")),
        Content("处罚的种类", "行政处罚法第五十九条第一款第（三）项", "parts/penalty.html", _each(_punished, "penalties")),
        Content("裁量基准适用情况", "办法第十一条", "parts/discretion.html", _each(_punished, "discretion")),
        Content("对陈述、申辩是否采纳", "办法第十一条", "parts/told.html", _answered),
        Content("罚没款的缴纳方式和期限", "行政处罚法第五十九条第一款第（四）项", "parts/payment.html", _payment),
        Content("行政复议、行政诉讼的途径和期限", "行政处罚法第五十九条第一款第（五）项", _REMEDIES, _remedies),
        Content("本局名称和决定的日期", "行政处罚法第五十九条第一款第（六）项", _SIGNATURE, _signed),
    ),
    "on-the-spot-decision": (
        Content("当事人", "行政处罚法第五十二条第二款", _PARTY, lambda view: [view.party_name]),
        Content("违法行为", "行政处罚法第五十二条第二款", "parts/facts.html", _each(_punished, "summary")),
        Content("处罚依据", "行政处罚法第五十二条第二款", "parts/basis.html", _each(_punished, "provisions")),
        Content("裁量基准适用情况", "办法第十一条", "parts/discretion.html", _each(_punished, "discretion")),
        Content("处罚的种类和罚款数额", "行政处罚法第五十二条第二款", "parts/penalty.html", _each(_punished, "penalties")),
        Content(
            "时间、地点", "行政处罚法第五十二条第二款", "on-the-spot-decision.html", lambda view: [view.date, view.step.time, view.step.place]
        ),
        Content(
            "行政复议、行政诉讼的途径和期限", "行政处罚法第五十二条第二款", "on-the-spot-decision.html",
            lambda view: [*_reconsideration(view), "行政诉讼", view.court],
        ),
        Content("本局名称", "行政处罚法第五十二条第二款", "parts/letterhead.html", lambda view: [view.bureau]),
        Content(
            "执法人员", "行政处罚法第五十二条第二款", "on-the-spot-decision.html", lambda view: [one.label for one in view.officers]
        ),
    ),
    "no-penalty-decision": (
        Content("当事人", "行政处罚法第五十七条", _PARTY, lambda view: [view.party_name]),
        Content("查明的事实", "行政处罚法第五十七条", "no-penalty-decision.html", _each(_spared, "summary")),
        Content("不予行政处罚", "行政处罚法第五十七条", "no-penalty-decision.html", lambda _: ["不予行政处罚"]),
        Content("教育", "行政处罚法第三十三条第三款、办法第五条第二款", "no-penalty-decision.html", _lessons),
        Content("行政复议的途径和期限", "行政复议法第二十条第三款", _REMEDIES, _reconsideration),
        Content("本局名称和决定的日期", "行政处罚法第五十七条", _SIGNATURE, _signed),
    ),
    "correction-order": (
        Content("当事人", "行政处罚法第二十八条第一款", _PARTY, lambda view: [view.party_name]),
        Content(
            "责令改正的事项和期限", "行政处罚法第二十八条第一款", "correction-order.html",
            lambda view: [view.step.until, *view.corrections_of(act for act in view.every_act if act.established)],
        ),
        Content("行政复议的途径和期限", "行政复议法第二十条第三款", _REMEDIES, _reconsideration),
    ),
    "preservation-notice": (
        Content(
            "登记保存的物品和作出处理决定的期限", "行政处罚法第五十六条", "preservation-notice.html",
            lambda view: [*view.step.items, view.preserved_until],
        ),
    ),
    "urging-notice": (
        Content("履行义务的期限", "行政强制法第三十五条第（一）项", "urging-notice.html", lambda view: [_days(view.period.urging)]),
        Content("应当履行的义务和明确的金额", "行政强制法第三十五条第（三）项", "urging-notice.html", lambda view: view.duties),
        Content(
            "履行的方式和给付方式", "行政强制法第三十五条第（二）项、第（三）项", "urging-notice.html",
            lambda view: [row.text for row in view.payee if view.unpaid_fine or view.unpaid_gains],
        ),
        Content("陈述权和申辩权", "行政强制法第三十五条第（四）项", "urging-notice.html", lambda _: ["陈述", "申辩"]),
    ),
}  # fmt: skip
