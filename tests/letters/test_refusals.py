"""Each reason why the prior notice is refused, with the field it names; all of them at once (documents.md)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.making import make
from letters.reasons import RefusedError
from penalty_engine.case import Contact

from .conftest import GONE, MatterOf, data_of

KIND = KINDS["prior-notice"]
OFFICER = {"name": "王某", "certificate": "37030001"}


def refused(matter_of: MatterOf, name: str, changes: dict[str, object]) -> set[tuple[str, str]]:
    return {(refusal.name, refusal.path) for refusal in KIND.refusals(matter_of(name, changes))}


@pytest.mark.parametrize("name", ["training", "exam", "several", "warning"])
def test_a_complete_case_is_not_refused(matter_of: MatterOf, name: str) -> None:
    assert KIND.refusals(matter_of(name)) == ()


@pytest.mark.parametrize(
    ("changes", "name", "path"),
    [
        ({"party.id_number": GONE}, "missing_field", "party.id_number"),
        ({"party.address": GONE}, "missing_field", "party.address"),
        ({"party.representative": GONE}, "missing_field", "party.representative"),
        ({"conducts.0.summary": GONE}, "missing_field", "conducts[0].summary"),
        ({"filed_on": GONE}, "missing_field", "filed_on"),
        ({"evidence": [], "conducts.0.circumstances.ZB-6-1": True}, "missing_field", "evidence"),
        ({"contact": GONE}, "missing_field", "contact.phone"),
        ({"contact.address": GONE}, "missing_field", "contact.address"),
        ({"officers": [OFFICER]}, "too_few_officers", "officers"),
        ({"officers": [OFFICER, OFFICER]}, "too_few_officers", "officers"),
        ({"officers": [OFFICER, {**OFFICER, "name": "李某"}]}, "too_few_officers", "officers"),
        ({"officers": [OFFICER, {"name": "李某"}]}, "too_few_officers", "officers"),
        ({"conducts.0.proposal": GONE}, "proposal_missing", "conducts[0].proposal"),
        ({"conducts.0.proposal.fine": GONE}, "proposal_not_exact", "conducts[0].proposal.fine"),
        ({"conducts.0.proposal.fine": 20000}, "proposal_unlawful", "conducts[0].proposal"),
        ({"conducts.0.proposal": {"kinds": ["warning"]}}, "proposal_unlawful", "conducts[0].proposal"),
        ({"conducts.0.proposal.fine": 9000}, "proposal_without_reasons", "conducts[0].proposal.reasons"),
        ({"conducts.0.unlisted": None}, "decisive_unknown", "conducts[0].circumstances.ZB-7-3"),
        ({"conducts.0.facts.fees_refunded": GONE}, "decisive_unknown", "conducts[0].facts.fees_refunded"),
        ({"suspected_crime": True}, "not_a_penalty", "suspected_crime"),
        ({"conducts.0.established": False}, "not_a_penalty", "conducts[0]"),
        ({"conducts.0.circumstances.ZB-5-4": True}, "not_a_penalty", "conducts[0]"),
        ({"letter.date": "2026-07-04"}, "dates_contradict", "filed_on"),
        ({"letter.date": "2026-06-29"}, "dates_contradict", "conducts[0].to"),
        ({"letter.date": "2026-07-01"}, "dates_contradict", "conducts[0].discovered_on"),
        ({"evidence.0.obtained_on": "2026-09-02"}, "dates_contradict", "evidence[0].obtained_on"),
        ({"source.on": "2026-07-06"}, "dates_contradict", "source.on"),
        ({"decided_on": "2026-09-01"}, "dates_contradict", "decided_on"),
        ({"decided_on": "2026-09-10"}, "dates_contradict", "decided_on"),
        ({"events": [{"type": "decided", "on": "2026-08-30"}]}, "dates_contradict", "events[0].on"),
        ({"events": [{"type": "investigation_closed", "on": "2026-07-01"}]}, "dates_contradict", "events[0].on"),
        (
            {"events": [{"type": "statement", "on": "2026-09-02"}, {"type": "noticed", "on": "2026-09-03"}]},
            "dates_contradict",
            "events[0].on",
        ),
        ({"party.name": "淄博市㛃㛃学校\U0002b740\U000e0101"}, "missing_glyph", "party.name"),
        ({"conducts.0.summary": "😀"}, "missing_glyph", "conducts[0].summary"),
        ({"party.address": "淄博市\u202e区店张"}, "unprintable_character", "party.address"),
        ({"evidence.1.title": "现场\u200b笔录"}, "unprintable_character", "evidence[1].title"),
        ({"contact.name": "王\ue000"}, "unprintable_character", "contact.name"),
    ],
)
def test_what_is_refused(matter_of: MatterOf, changes: dict[str, object], name: str, path: str) -> None:
    assert (name, path) in refused(matter_of, "training", changes)


@pytest.mark.parametrize(
    ("changes", "name", "path"),
    [
        ({"party.guardian": GONE}, "missing_field", "party.guardian"),
        ({"conducts.0.proposal.years": GONE}, "proposal_not_exact", "conducts[0].proposal.years"),
        ({"conducts.0.severity": GONE}, "decisive_unknown", "conducts[0].severity"),
    ],
)
def test_what_is_refused_of_a_candidate(matter_of: MatterOf, changes: dict[str, object], name: str, path: str) -> None:
    assert (name, path) in refused(matter_of, "exam", changes)


def test_an_open_circumstance_is_told_by_what_happened(matter_of: MatterOf) -> None:
    stated: dict[str, object] = {"holds": True, "evidence": ["E3"], "note": "内部意见"}
    where = ("missing_field", "conducts[0].circumstances.ZB-6-7.fact")
    assert where in refused(matter_of, "training", {"conducts.0.circumstances.ZB-6-7": stated})
    told = {**stated, "fact": "某某，依照某法第某条应当从轻处罚"}
    assert where not in refused(matter_of, "training", {"conducts.0.circumstances.ZB-6-7": told})


def test_grown_up_since_needs_no_guardian(matter_of: MatterOf) -> None:
    later = {"party.guardian": GONE, "letter.date": "2027-11-01", "decided_on": "2027-12-01"}
    assert ("missing_field", "party.guardian") not in refused(matter_of, "exam", later)


def test_limited_capacity_needs_a_guardian(matter_of: MatterOf) -> None:
    person: dict[str, object] = {
        "party": {
            "kind": "natural_person",
            "name": "张某",
            "id_number": "1",
            "birth_date": "1980-01-01",
            "address": "甲",
        },
        "conducts.0.circumstances.ZB-6-5": {"holds": True, "evidence": ["E3"]},
    }
    assert ("missing_field", "party.guardian") in refused(matter_of, "training", person)


def test_an_unknown_confiscation_is_not_exact(matter_of: MatterOf) -> None:
    changes = {"conducts.0.facts.fees_refundable": GONE}
    assert ("proposal_not_exact", "conducts[0].proposal.kinds") in refused(matter_of, "several", changes)


def test_no_penalty_intended_no_notice(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {"conducts.0.facts": {"fees_collected": 0}, "conducts.0.proposal": {"kinds": []}}
    assert ("not_a_penalty", "conducts[0]") in refused(matter_of, "training", changes)


def test_waived_in_writing_it_may_be_decided_early(matter_of: MatterOf) -> None:
    waived: dict[str, object] = {"decided_on": "2026-09-03", "events": [{"type": "waived", "on": "2026-09-02"}]}
    assert refused(matter_of, "training", waived) == set()


def test_where_holidays_are_unknown_days_from_monday_to_friday_count(matter_of: MatterOf) -> None:
    later: dict[str, object] = {"filed_on": "2027-08-01", "letter.date": "2027-08-20", "decided_on": "2027-08-31"}
    assert ("dates_contradict", "decided_on") in refused(matter_of, "training", later)
    assert refused(matter_of, "training", {**later, "decided_on": "2027-09-01"}) == set()


def test_the_filing_day_may_come_from_an_event(matter_of: MatterOf) -> None:
    events = {"filed_on": GONE, "events": [{"type": "filed", "on": "2026-07-05"}]}
    assert refused(matter_of, "training", events) == set()


def test_the_bureaus_contact_fills_what_the_case_leaves_out(matter_of: MatterOf) -> None:
    bureau = BureauSettings(contact=Contact("周某", "联通路202号", "0533-0000000"))
    assert KIND.refusals(matter_of("training", {"contact": GONE}, bureau)) == ()


def test_all_reasons_are_told_at_once(matter_of: MatterOf) -> None:
    changes = {
        "party.id_number": GONE,
        "party.name": "淄博市㛃\u200b😀",
        "officers": [],
        "letter.date": "2026-07-04",
        "conducts.0.proposal.fine": 20000,
    }
    found = refused(matter_of, "training", changes)
    expected = {
        ("missing_field", "party.id_number"),
        ("too_few_officers", "officers"),
        ("dates_contradict", "filed_on"),
        ("proposal_unlawful", "conducts[0].proposal"),
        ("unprintable_character", "party.name"),
        ("missing_glyph", "party.name"),
    }
    assert expected <= found


def test_reasons_say_what_to_do(matter_of: MatterOf) -> None:
    with pytest.raises(RefusedError) as caught:
        make(KIND, matter_of("training", {"party.address": GONE, "conducts.0.proposal.fine": 9000}))
    address, reasons = map(str, caught.value.refusals)
    assert address == "party.address: 没有填写当事人的住址或者住所，请补填"
    assert reasons == (
        "conducts[0].proposal.reasons: 拟处罚与建议不一致（罚款9000元合法，但不在建议的幅度（3000元以上6600元以下）之内，须说明理由），"
        "没有说明理由，请补填理由或者更正"
    )


def test_unknown_facts_of_any_act_refuse(matter_of: MatterOf) -> None:
    conducts = data_of("several")["conducts"]
    conducts[1]["unlisted"] = None
    assert ("decisive_unknown", "conducts[1].circumstances.ZB-7-3") in refused(
        matter_of, "several", {"conducts": conducts}
    )


def test_blanks_do_not_fill_a_field(matter_of: MatterOf) -> None:
    matter = matter_of()
    blank = replace(matter.case, party=replace(matter.case.party, address="  "), filed_on=date(2026, 7, 5))
    found = KIND.refusals(matter._replace(case=blank))
    assert [(refusal.name, refusal.path) for refusal in found] == [("missing_field", "party.address")]


def test_a_fine_of_nothing_is_unlawful(matter_of: MatterOf) -> None:
    assert ("proposal_unlawful", "conducts[0].proposal") in refused(
        matter_of, "training", {"conducts.0.proposal.fine": Decimal(0)}
    )
