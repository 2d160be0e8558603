"""What the case itself must hold before a letter is made: party, facts, evidence, officers, settled facts (documents.md)."""

from collections.abc import Iterable, Iterator
from typing import Final

from letters.matter import Act, Matter
from letters.reasons import Refusal, missing
from letters.words import one_line
from penalty_engine.days import completed_age
from penalty_engine.rulebook import Rulebook

OFFICERS_NEEDED: Final = 2
OTHER_DOCUMENT: Final = {
    "transfer": "涉嫌犯罪，应当移送司法机关，请制作案件移送函",
    "penalty": "拟给予行政处罚，应当制作行政处罚决定书",
    "no_penalty": "依法不予行政处罚，应当制作不予行政处罚决定书",
    "no_penalty_discretionary": "可以不予行政处罚；拟予处罚的，请填写拟处罚",
    "order_only": "只有责令事项，没有可以给予的行政处罚，应当制作责令改正通知书",
    "not_established": "违法事实不能成立，不得给予行政处罚，应当制作不予行政处罚决定书",
    "not_punishable": "行为之日没有可以适用的处罚规定，请核对违法行为和日期，确无规定的不得处罚",
}


def for_penalty(matter: Matter) -> Iterator[Refusal]:
    """A penalty is intended for one act at least, and no crime is suspected."""
    if matter.assessment.outcome == "transfer":
        yield Refusal("not_a_penalty", "suspected_crime", OTHER_DOCUMENT["transfer"])
    if matter.punished():
        return
    for place, _, found in matter.acts():
        if found.outcome != "transfer":
            told = OTHER_DOCUMENT.get(found.outcome, "")
            if found.outcome == "penalty":
                told = "拟处罚为不予处罚，本文书只用于拟给予行政处罚的案件，请填写处罚种类，或者制作不予行政处罚决定书"
            yield Refusal("not_a_penalty", f"conducts[{place}]", told)


def for_no_penalty(matter: Matter) -> Iterator[Refusal]:
    """No penalty is to be given for one act at least (处罚法 57)."""
    if matter.assessment.outcome == "transfer":
        yield Refusal("not_spared", "suspected_crime", OTHER_DOCUMENT["transfer"])
    elif not matter.spared():
        for place, _, found in matter.acts():
            told = OTHER_DOCUMENT[found.outcome]
            if found.outcome == "no_penalty_discretionary":
                told = "可以不予行政处罚；决定不予处罚的，请在拟处罚中选不予处罚"
            yield Refusal("not_spared", f"conducts[{place}]", told)


def for_simplified(matter: Matter) -> Iterator[Refusal]:
    """The penalty may be imposed on the spot (处罚法 51)."""
    if not matter.assessment.procedure.simplified:
        told = (
            "不符合当场处罚的条件：只能是警告或者小额罚款，事实应当确凿，且不属于应当听证的情形，"
            "请按普通程序办理（行政处罚法第五十一条）"
        )
        yield Refusal("not_simplified", "", told)


def for_hearing(matter: Matter) -> Iterator[Refusal]:
    """The party has the right to a hearing (规则 L19)."""
    if not matter.assessment.procedure.hearing:
        yield Refusal("no_hearing", "", "本案不属于应当告知听证权利的情形，请使用《教育行政处罚事先告知书》")


def for_correction(matter: Matter) -> Iterator[Refusal]:
    """There is something to correct (处罚法 28)."""
    if not any(act.found.orders for act in matter.acts()):
        yield Refusal(
            "nothing_to_correct", "conducts", "本案没有责令改正的事项，不需要制作本文书；应当责令改正的，请核对违法行为"
        )


def for_transfer(matter: Matter) -> Iterator[Refusal]:
    """A crime is suspected, or the bureau is not competent (处罚法 27)."""
    if matter.assessment.outcome != "transfer" and matter.assessment.procedure.competent:
        yield Refusal(
            "no_transfer",
            "suspected_crime",
            "本案没有认定涉嫌犯罪，也没有认定不属于本局管辖，不需要移送；应当移送的，请更正案件",
        )


def competent(matter: Matter) -> Iterator[Refusal]:
    """Who decides is competent, or says why it is (处罚法 17, 22, 23; 规则 L19)."""
    procedure = matter.assessment.procedure
    if not procedure.competent and not (matter.case.competence_ground or "").strip():
        notes = "；".join(note.rstrip("。；") for note in procedure.competence_notes)
        told = (
            f"{notes or '本局没有管辖权'}。请移送有管辖权的机关；有指定管辖等依据的，填写管辖依据（competence_ground）"
        )
        yield Refusal("not_competent", "competence_ground", told)


def authority(matter: Matter) -> Iterator[Refusal]:
    """A county's letter is not written in the name of the city's bureau."""
    if matter.case.decided_by == "county" and matter.is_of_this_bureau and not matter.rulebook.lineage:
        told = f"由区县作出的案件不能以{matter.rulebook.authority}的名义制作文书，请填写作出机关（或者在 data/bureau.yaml 中填写 name）"
        yield Refusal("missing_field", "authority", told)


def party(matter: Matter) -> Iterator[Refusal]:
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
    if birth is not None and completed_age(birth, matter.written_on) < matter.rulebook.rules.lighter_under:
        return "未成年人"
    holding = {finding.id for _, _, found in matter.acts() for finding in found.circumstances if finding.holds}
    personal = [matter.rulebook.circumstance[one] for one in holding]
    if birth is None and {one.computed for one in personal} & {"minor_under", "minor_between"}:
        return "未成年人"
    return "精神病人或者智力残疾人" if any(one.needs_guardian for one in personal) else None


def facts(matter: Matter) -> Iterator[Refusal]:
    """违法事实 of every act."""
    return _summaries(matter.acts())


def punished_facts(matter: Matter) -> Iterator[Refusal]:
    """违法事实 of each act to be punished."""
    return _summaries(matter.punished())


def spared_facts(matter: Matter) -> Iterator[Refusal]:
    """The facts of each act that no penalty is given for."""
    return _summaries(matter.spared())


def _summaries(acts: Iterable[Act]) -> Iterator[Refusal]:
    for place, conduct, _ in acts:
        yield from missing(f"conducts[{place}].summary", conduct.summary, "违法事实")


def grounded(matter: Matter) -> Iterator[Refusal]:
    """A circumstance that the law leaves to be named (其他依法…) is told by what happened and under which provision."""
    for place, conduct, found in (*matter.punished(), *matter.spared()):
        for finding in found.circumstances:
            stated = conduct.circumstances.get(finding.id)
            open_worded = matter.rulebook.circumstance[finding.id].needs_note
            if finding.counted and open_worded and not (stated and stated.fact):
                told = f"“{finding.text}”没有写明具体事实和所依据的条款，请补填"
                yield Refusal("missing_field", f"conducts[{place}].circumstances.{finding.id}.fact", told)


def filed(matter: Matter) -> Iterator[Refusal]:
    """立案日期."""
    return missing("filed_on", matter.filed_on, "立案日期")


def filed_unless_on_the_spot(matter: Matter) -> Iterator[Refusal]:
    """立案日期; what was decided on the spot was not filed (处罚法 51, 54)."""
    if any(event.is_on_the_spot for event in matter.case.events):
        return iter(())
    return filed(matter)


def _where(matter: Matter) -> str:
    """Where the settings are filled in: this bureau's own do not serve another one."""
    if matter.settings is matter.bureau:
        return "本局设置（data/bureau.yaml）中补填"
    return f"{one_line(matter.authority)}自己的设置中补填（用 --bureau 载入），本局的设置不能用于其他机关"


def evidence(matter: Matter) -> Iterator[Refusal]:
    """Something that shows the facts (处罚法 46)."""
    if not matter.case.evidence:
        yield Refusal("missing_field", "evidence", "没有列出证据，请补填认定违法事实的证据")


def officers(matter: Matter) -> Iterator[Refusal]:
    """Two with certificates (处罚法 42)."""
    certified = {officer for officer in matter.case.officers if officer.name and officer.certificate}
    if len(certified) < OFFICERS_NEEDED:
        told = "执法人员不足两人或者缺少执法证号，请补填（行政处罚法第四十二条）"
        yield Refusal("too_few_officers", "officers", told)
        return
    numbers = [
        one.certificate for one in certified if any(map(str.isalnum, one.certificate or ""))
    ]  # others are masked
    if len(set(numbers)) < len(numbers):
        yield Refusal("too_few_officers", "officers", "两名执法人员的执法证号相同，请核对")


def contact(matter: Matter) -> Iterator[Refusal]:
    """Somebody to turn to."""
    for part, label in (("name", "姓名"), ("address", "地址"), ("phone", "电话")):
        if not getattr(matter.contact, part):
            told = f"没有填写联系人的{label}，请在案件或者{_where(matter)}"
            yield Refusal("missing_field", f"contact.{part}", told)


def payee(matter: Matter) -> Iterator[Refusal]:
    """Where the fine is paid (处罚法 67): needed as soon as money is to be paid."""
    kinds = {kind for act in matter.punished() if act.conduct.proposal for kind in act.conduct.proposal.kinds}
    if not kinds & {"fine", "confiscate_gains"}:
        return
    for part, label in (("bank", "收款银行"), ("account_name", "收款户名"), ("account", "收款账号")):
        if not getattr(matter.settings.payee, part):
            told = f"没有填写缴纳罚没款的{label}，请在{_where(matter)}"
            yield Refusal("missing_field", f"bureau.payee.{part}", told)


def government(matter: Matter) -> Iterator[Refusal]:
    """Who hears reconsideration (处罚法 59; 行政复议法 24)."""
    if not (matter.government or "").strip():
        told = f"没有填写行政复议机关（作出机关的本级人民政府），请在{_where(matter)}"
        yield Refusal("missing_field", "bureau.government", told)


def settled(matter: Matter) -> Iterator[Refusal]:
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
