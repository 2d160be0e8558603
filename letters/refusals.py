"""Why a letter is refused: every reason at once, with the field it concerns and what to do (documents.md)."""

from collections.abc import Iterator
from typing import Final

from letters.characters import character_refusals
from letters.date_checks import date_refusals
from letters.matter import Matter
from letters.proposals import proposal_refusals
from letters.reasons import Refusal, missing
from penalty_engine.days import completed_age
from penalty_engine.rulebook import Rulebook

OFFICERS_NEEDED: Final = 2
INCAPACITY: Final = ("ZB-5-2", "ZB-6-5")
OTHER_DOCUMENT: Final = {
    "transfer": "涉嫌犯罪，应当移送司法机关",
    "no_penalty": "依法不予行政处罚，应当制作不予行政处罚决定书",
    "no_penalty_discretionary": "可以不予行政处罚；拟予处罚的，请填写拟处罚",
    "order_only": "只有责令事项，没有可以给予的行政处罚，应当制作责令改正通知书",
    "not_established": "违法事实不能成立，不得给予行政处罚",
    "not_punishable": "行为之日没有可以适用的处罚规定",
}


def prior_notice_refusals(matter: Matter) -> tuple[Refusal, ...]:
    """Every reason why the prior notice cannot be made; none: it can."""
    return (
        *_outcome(matter),
        *_party(matter),
        *_acts(matter),
        *_file(matter),
        *_unknown(matter),
        *proposal_refusals(matter.punished(), matter.rulebook),
        *date_refusals(matter),
        *character_refusals(matter.case, matter.bureau),
    )


def _outcome(matter: Matter) -> Iterator[Refusal]:
    """A prior notice announces a penalty, and nothing else."""
    if matter.assessment.outcome == "transfer":
        yield Refusal("not_a_penalty", "suspected_crime", OTHER_DOCUMENT["transfer"])
    if matter.punished():
        return
    for place, _, found in matter.acts():
        if found.outcome != "transfer":
            told = OTHER_DOCUMENT.get(found.outcome, "拟处罚为不予处罚，事先告知书只用于拟给予行政处罚的案件")
            yield Refusal("not_a_penalty", f"conducts[{place}]", told)


def _party(matter: Matter) -> Iterator[Refusal]:
    """名称、证件号码、地址; 法定代表人; 监护人."""
    party = matter.case.party
    number = "身份证号" if party.is_natural_person else "统一社会信用代码"
    yield from missing("party.name", party.name, "当事人的姓名或者名称")
    yield from missing("party.id_number", party.id_number, f"当事人的{number}")
    yield from missing("party.address", party.address, "当事人的住址或者住所")
    if not party.is_natural_person:
        yield from missing("party.representative", party.representative, "法定代表人或者负责人的姓名")
    elif party.guardian is None and (why := _needs_guardian(matter)):
        yield Refusal("missing_field", "party.guardian", f"当事人是{why}，没有填写监护人，请补填监护人的姓名和电话")


def _needs_guardian(matter: Matter) -> str | None:
    """Minors and persons without full capacity are told through their guardians."""
    birth = matter.case.party.birth_date
    now = matter.written_on
    grown = matter.rulebook.rules.lighter_under
    if birth is not None and completed_age(birth, now) < grown:
        return "未成年人"
    holding = {finding.id for _, _, found in matter.acts() for finding in found.circumstances if finding.holds}
    if birth is None and holding & {"ZB-5-1", "ZB-6-4"}:
        return "未成年人"
    return "精神病人或者智力残疾人" if holding & {*INCAPACITY} else None


def _acts(matter: Matter) -> Iterator[Refusal]:
    """违法事实 of each act."""
    for place, conduct, _ in matter.punished():
        yield from missing(f"conducts[{place}].summary", conduct.summary, "违法事实")


def _file(matter: Matter) -> Iterator[Refusal]:
    """立案日期, evidence, two officers with certificates, somebody to turn to."""
    case = matter.case
    yield from missing("filed_on", matter.filed_on, "立案日期")
    if not case.evidence:
        yield Refusal("missing_field", "evidence", "没有列出证据，请补填认定违法事实的证据")
    certified = {officer for officer in case.officers if officer.name and officer.certificate}
    if len(certified) < OFFICERS_NEEDED:
        told = "执法人员不足两人或者缺少执法证号，请补填（行政处罚法第四十二条）"
        yield Refusal("too_few_officers", "officers", told)
    contact = matter.contact
    for part, label in (("name", "姓名"), ("address", "地址"), ("phone", "电话")):
        if not getattr(contact, part):
            told = f"没有填写联系人的{label}，请在案件或者本局设置（data/bureau.yaml）中补填"
            yield Refusal("missing_field", f"contact.{part}", told)


def _unknown(matter: Matter) -> Iterator[Refusal]:
    """Nothing may be held against a party while a decisive fact is unknown."""
    for place, _, found in matter.acts():
        if found.outcome == "transfer":
            continue
        for key in found.decisive_unknowns:
            told = f"“{_named(key, matter.rulebook)}”尚未查明，可能改变处理结果，请查明后填写"
            yield Refusal("decisive_unknown", f"conducts[{place}].{_place(key, matter.rulebook)}", told)
        if not found.settled and not found.decisive_unknowns:
            yield Refusal("decisive_unknown", f"conducts[{place}]", "尚有未查明的事实可能改变处理结果，请查明后填写")


NAMES: Final = {"severity": "情节是否严重", "established": "违法事实是否成立", "suspected_crime": "是否涉嫌犯罪"}


def _place(key: str, rulebook: Rulebook) -> str:
    """Where in the act the answer is given."""
    circumstance, _, element = key.partition(".")
    if circumstance not in rulebook.circumstance:
        return key
    return f"circumstances.{circumstance}.elements.{element}" if element else f"circumstances.{circumstance}"


def _named(key: str, rulebook: Rulebook) -> str:
    """What a decisive unknown asks, in the rulebook's own words."""
    first, _, rest = key.partition(".")
    if first == "facts" and rest in rulebook.facts:
        return rulebook.facts[rest].label
    if (circumstance := rulebook.circumstance.get(first)) is not None:
        return next((e.text for e in circumstance.elements if e.id == rest), circumstance.text)
    return NAMES.get(key, key)
