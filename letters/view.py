"""What the template of the prior notice needs: composed of case, assessment and rulebook alone, in Chinese (办法 9, 10)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from letters.bureau import BureauSettings
from letters.discretion import discretion, facts_told, provisions_told
from letters.matter import Act, Matter
from letters.proposals import Intended, intended
from letters.words import (
    PENALTY_LAW,
    capitals,
    closed,
    day,
    duration,
    money,
    money_in_full,
    numeral,
    one_line,
    paragraphs,
)
from penalty_engine.case import Case, Conduct, Evidence
from penalty_engine.rulebook import Rulebook

MEASURE: Final = "ZB"
EVIDENCE_KINDS: Final = {
    "documentary": "书证",
    "physical": "物证",
    "audio_visual": "视听资料",
    "electronic": "电子数据",
    "testimony": "证人证言",
    "statement": "当事人的陈述",
    "expert_opinion": "鉴定意见",
    "record": "笔录",
}
BLANK: Final = "\u3000\u3000"
OF_OTHERS: Final = re.compile("（[^）]*(?:机构|部门|机关|人员)[^）]*）$")
WITH_GAINS: Final = "（有违法所得的）"
LONGEST_NAME: Final = 8  # characters that one line end must not tear apart


class Row(NamedTuple):
    """A line of the party block."""

    label: str
    text: str


class ActView(NamedTuple):
    """One act as the letter tells it: paragraphs, and the penalties intended."""

    name: str
    facts: tuple[str, ...]
    provisions: tuple[str, ...]
    discretion: tuple[str, ...]
    penalties: tuple[str, ...]
    orders: tuple[str, ...]


class PriorNotice(NamedTuple):
    """The prior notice, ready to be set."""

    title: str
    bureau: str
    number: str
    date: str
    iso_date: str
    party: tuple[Row, ...]
    you: str
    source: str | None
    filed_on: str
    case_number: str | None
    acts: tuple[ActView, ...]
    evidence: tuple[str, ...]
    total_fine: str | None
    notice_law: str
    statement_law: str
    statement_days: str
    hearing: bool
    hearing_law: str
    hearing_days: str
    contact: tuple[Row, ...]
    names: tuple[str, ...]


def prior_notice(matter: Matter) -> PriorNotice:
    """The view of a prior notice that no reason refuses."""
    case, rulebook = matter.case, matter.rulebook
    letter = case.letter
    acts = matter.punished()
    numbers = {item.id: place for place, item in enumerate(case.evidence, 1)}
    return PriorNotice(
        title="教育行政处罚事先告知书",
        bureau=one_line(matter.bureau.name or rulebook.authority),
        number=one_line(letter.number) if letter and letter.number else _blank_number(matter.bureau),
        date=day(matter.written_on),
        iso_date=matter.written_on.isoformat(),
        party=tuple(_party(case)),
        you="你" if case.party.is_natural_person else "你单位",
        source=_source(case),
        filed_on=day(matter.filed_on) if matter.filed_on else "",
        case_number=one_line(case.number) if case.number else None,
        acts=tuple(_act(act, numbers, rulebook) for act in acts),
        evidence=tuple(_evidence(item) for item in case.evidence),
        total_fine=_total_fine(acts),
        notice_law=_cited(rulebook, matter.written_on, "第四十四条", "第九条"),
        statement_law=_cited(rulebook, matter.written_on, "第四十五条", "第九条第二款"),
        statement_days=numeral(rulebook.rules.statement_days),
        hearing=matter.assessment.procedure.hearing,
        hearing_law=_cited(rulebook, matter.written_on, "第六十三条、第六十四条", "第十条"),
        hearing_days=numeral(rulebook.rules.hearing_request_days),
        contact=tuple(_contact(matter)),
        names=tuple(dict.fromkeys(name for name in _names(case) if len(name) <= LONGEST_NAME)),
    )


def _blank_number(bureau: BureauSettings) -> str:
    """淄教罚告字〔　　〕第　　号, to be filled in by hand."""
    return f"{one_line(bureau.number_prefixes['prior-notice'])}〔{BLANK}〕第{BLANK}号"


def _cited(rulebook: Rulebook, on: date, of_the_law: str, of_the_measure: str) -> str:
    """The articles of 处罚法, and those of 办法 while it is in force."""
    cited = f"{PENALTY_LAW}{of_the_law}"
    measure = rulebook.laws.get(MEASURE)
    if rulebook.measure != MEASURE or measure is None or not measure.period.covers(on):
        return cited
    return f"{cited}和《{measure.title}》{of_the_measure}"


def _party(case: Case) -> Iterator[Row]:
    party = case.party
    natural = party.is_natural_person
    rows = [
        ("当事人", party.name),
        ("公民身份号码" if natural else "统一社会信用代码", party.id_number),
        ("法定代表人" if party.kind == "legal_person" else "负责人", None if natural else party.representative),
        ("住址" if natural else "住所", party.address),
        ("联系电话", party.phone),
        ("监护人", party.guardian.name if party.guardian else None),
        ("监护人联系电话", party.guardian.phone if party.guardian else None),
    ]
    return (Row(label, one_line(text)) for label, text in rows if text)


def _contact(matter: Matter) -> Iterator[Row]:
    contact = matter.contact
    rows = [("联系人", contact.name), ("联系电话", contact.phone), ("联系地址", contact.address)]
    return (Row(label, one_line(text)) for label, text in rows if text)


def _names(case: Case) -> Iterator[str]:
    party = case.party
    names = [party.name, party.representative, party.guardian.name if party.guardian else None]
    if case.contact:
        names.append(case.contact.name)
    return (one_line(name) for name in names if name)


def _source(case: Case) -> str | None:
    """案件来源; its note stays inside: it may name who reported."""
    if case.source is None:
        return None
    return one_line(case.source.kind) + (f"（{day(case.source.on)}）" if case.source.on else "")


def _evidence(item: Evidence) -> str:
    """营业执照复印件（书证，1页，2026年7月3日取得），证明主体资格."""
    kind = EVIDENCE_KINDS.get(item.kind, "")
    details = [] if kind in item.title else [kind]
    if item.pages:
        details.append(f"{item.pages}页")
    if item.obtained_on:
        details.append(f"{day(item.obtained_on)}取得")
    told = f"{one_line(item.title)}（{'，'.join(details)}）" if details else one_line(item.title)
    return f"{told}，证明{one_line(item.proves).removeprefix('证明').rstrip('。；')}" if item.proves else told


def _act(act: Act, numbers: dict[str, int], rulebook: Rulebook) -> ActView:
    conduct, found = act.conduct, act.found
    proposal = conduct.proposal
    kinds = intended(proposal, found, rulebook) if proposal else ()
    return ActView(
        name=rulebook.violations[found.law_applied.provision or found.violation.id].name,
        facts=(*_found(conduct), closed(_when(conduct)), *facts_told(act, rulebook)),
        provisions=provisions_told(act, rulebook),
        discretion=discretion(act, kinds, numbers),
        penalties=tuple(_penalty(kind) for kind in kinds),
        orders=tuple(_orders(act)),
    )


def _found(conduct: Conduct) -> tuple[str, ...]:
    """违法事实 in the officer's words."""
    first, *rest = paragraphs(conduct.summary or "")
    return (first if first.startswith("经") else f"经查，{first}", *rest)


def _when(conduct: Conduct) -> str:
    began = day(conduct.began)
    if conduct.ended is None:
        return f"上述行为自{began}开始，至今仍在继续"
    if conduct.ended == conduct.began:
        return f"上述行为发生于{began}"
    return f"上述行为自{began}开始，至{day(conduct.ended)}终了"


def _penalty(kind: Intended) -> str:
    """警告; 罚款人民币4000元（大写：肆仟元整）; 限制从业，二年内不得…."""
    if kind.is_told_by_its_ban and kind.years is not None:
        return f"{duration(kind.years)}内{kind.what}"
    told = kind.text
    if kind.yuan is not None:
        told += money_in_full(kind.yuan)
    if kind.permanent:
        told += f"，永久{kind.what}" if kind.what else "，永久"
    elif kind.years is not None:
        told += _for(kind.years, kind.what)
    return f"{told}（依法{kind.consequence}）" if kind.consequence else told


def _for(years: Decimal, what: str | None) -> str:
    """A ban is told by what it forbids, anything else by how long it lasts."""
    if what and what.startswith(("不得", "禁止")):
        return f"，{duration(years)}内{what}"
    return f"，期限为{duration(years)}"


def _orders(act: Act) -> Iterator[str]:
    """责令事项 of this bureau; what another body has to do is not announced here."""
    gains = act.found.gains
    for order in act.found.orders:
        if OF_OTHERS.search(order) or (WITH_GAINS in order and act.found.illegal_gains == 0):
            continue
        told = order.removesuffix(WITH_GAINS)
        told = f"责令{told}" if told.startswith("退还") else told
        if "退还" in order and gains.refundable:
            told += f"（尚未退还的有{money(gains.refundable)}）"
        elif "退还" in order and act.conduct.facts.get("fees_refunded"):
            told += "（已经退还的除外）"
        yield told


def _total_fine(acts: Iterable[Act]) -> str | None:
    """分别裁量，合并处罚: the sum, where more than one act is fined."""
    proposals = [act.conduct.proposal for act in acts]
    fines = [
        proposal.fine for proposal in proposals if proposal and "fine" in proposal.kinds and proposal.fine is not None
    ]
    total = sum(fines, Decimal(0))
    return f"人民币{money(total)}（大写：{capitals(total)}）" if len(fines) > 1 else None
