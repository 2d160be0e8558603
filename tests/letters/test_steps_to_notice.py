"""Before a notice: filing, competence, preservation, facts later than the document; blank forms; what a refusal says (处罚法 51, 54, 56; 规则 L19)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from letters.binding import documents, file_refusals
from letters.kinds import KINDS
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import read_case
from penalty_engine.rulebook import Rulebook

from .conftest import GONE
from .samples import ON_THE_SPOT, TRANSFERRED, WHOLE, SampleOf, data_of, event_at
from .steps import at, events_of, gates, names, path, refusals


def test_the_whole_sample_passes_every_gate(sample: SampleOf) -> None:
    assert file_refusals(sample(WHOLE)) == ()


# Competence.


@pytest.mark.parametrize("kind", ["penalty-decision", "correction-order"])
def test_who_is_not_competent_decides_nothing(sample: SampleOf, kind: str) -> None:
    matter = sample(WHOLE)
    procedure = matter.assessment.procedure._replace(competent=False, competence_notes=("由县级机关决定。",))
    elsewhere = matter._replace(assessment=matter.assessment._replace(procedure=procedure))
    [refusal] = refusals(kind, elsewhere)
    assert (refusal.name, refusal.path) == ("not_competent", "competence_ground")
    assert refusal.message.startswith("由县级机关决定。请移送")
    grounded = elsewhere._replace(case=replace(matter.case, competence_ground="淄博市人民政府指定管辖"))
    assert refusals(kind, grounded) == ()
    assert refusals("prior-notice", elsewhere) == ()


def test_the_ground_of_competence_is_read_from_the_case(rulebook: Rulebook) -> None:
    data: dict[str, object] = {**data_of(WHOLE), "competence_ground": "指定管辖决定书"}
    case = read_case(data, rulebook)
    assert case.competence_ground == "指定管辖决定书"
    assert case.digest != read_case(data_of(WHOLE), rulebook).digest
    assert assess(case, rulebook, date(2026, 5, 25)).procedure.competent


# Facts later than the document.


@pytest.mark.parametrize(("kind", "step"), [("filing-approval", "filed"), ("correction-order", "correction_ordered")])
def test_no_document_tells_what_was_found_after_it(sample: SampleOf, kind: str, step: str) -> None:
    assert gates(kind, sample(WHOLE)) == set()
    silent: dict[str, object] = {at(step, "text"): GONE}
    late = ("facts_after_document", "conducts[0].summary")
    assert late in gates(kind, sample(WHOLE, silent))
    told = {**silent, "conducts.0.to": None}
    assert late in gates(kind, sample(WHOLE, {**told, "conducts.0.summary": "2026年3月20日停止办学。"}))
    assert late not in gates(
        kind, sample(WHOLE, {**told, "conducts.0.summary": "自2025年9月1日起招生，2026年99月1日。"})
    )


# Another bureau.


def test_another_bureaus_settings_are_not_used(sample: SampleOf) -> None:
    county: dict[str, object] = {"decided_by": "county", "authority": "张店区教育和体育局"}
    ours, theirs = sample(WHOLE), sample(WHOLE, county)
    assert ours.settings is ours.bureau
    assert (theirs.settings.payee.bank, theirs.settings.court, theirs.settings.contact.name) == (None, None, None)
    assert not theirs.settings.number_prefixes
    found = gates("penalty-decision", theirs)
    assert {("missing_field", "bureau.payee.account"), ("missing_field", "bureau.government")} <= found
    assert ("missing_field", "contact.phone") in gates("prior-notice", theirs)
    told = next(one for one in refusals("penalty-decision", theirs) if one.path == "bureau.government")
    assert "用 --bureau 载入" in told.message
    named = replace(ours.bureau, name="张店区教育和体育局", government="淄博市张店区人民政府")
    assert not gates("penalty-decision", sample(WHOLE, county, settings=named)) & found


# Numbers.


def test_a_number_with_another_kinds_prefix_is_not_used(sample: SampleOf) -> None:
    matter = sample(WHOLE)
    assert KINDS["prior-notice"].of(matter).number == "淄教罚告字〔2026〕第9号"
    assert KINDS["hearing-right-notice"].of(matter).number is None
    plain = sample(WHOLE, {at("noticed", "document"): "第9号"})
    assert KINDS["hearing-right-notice"].of(plain).number == "第9号"


# Preservation.


def test_what_is_preserved_is_dealt_with_in_seven_working_days(sample: SampleOf) -> None:
    """Preserved on Thursday, 5 March 2026: to 16 March."""
    assert gates("preservation-notice", sample(WHOLE)) == set()
    late = sample(WHOLE, {at("evidence_preserved", "until"): "2026-03-17"})
    assert gates("preservation-notice", late) == {("dates_contradict", path("evidence_preserved", "until"))}
    nobody = sample(WHOLE, {at("evidence_preserved", "by"): GONE})
    assert gates("preservation-notice", nobody) == {("missing_field", path("evidence_preserved", "by"))}


# Before filing, and without.


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("inspection-record", "inspected"),
        ("questioning-record", "questioned"),
        ("preservation-notice", "evidence_preserved"),
        ("correction-order", "correction_ordered"),
    ],
)
def test_an_investigation_may_begin_before_filing(sample: SampleOf, kind: str, step: str) -> None:
    events = events_of()
    early = {**events[event_at(WHOLE, step)], "on": "2026-03-03"}
    if early["type"] == "evidence_preserved":
        early["until"] = "2026-03-10"
    rest = [one for one in events if one["type"] != step]
    assert gates(kind, sample(WHOLE, {"events": [rest[0], early, *rest[1:]]})) == set()


def test_an_investigation_does_not_end_before_filing(sample: SampleOf) -> None:
    events = [{"type": "investigation_closed", "on": "2026-03-04"}]
    found = gates("investigation-report", sample(WHOLE, {"events": events}))
    assert ("dates_contradict", "filed_on") in found


def test_what_is_decided_on_the_spot_need_not_be_filed(sample: SampleOf) -> None:
    place = event_at(ON_THE_SPOT, "decided")
    matter = sample(ON_THE_SPOT)
    assert matter.filed_on is None
    assert gates("file-cover", matter) == set()
    otherwise = sample(ON_THE_SPOT, {f"events.{place}.method": "普通程序"})
    for kind in ("closing-report", "file-cover"):
        assert ("missing_field", "filed_on") in gates(kind, otherwise)


def test_the_filing_approval_bears_the_day_of_filing(sample: SampleOf) -> None:
    matter = sample(TRANSFERRED, without=("filed",))
    first = documents(matter)[0]
    assert first.kind.id == "filing-approval"
    assert first.matter.written_on == date(2026, 3, 5)


# Blank forms.


@pytest.mark.parametrize(("kind", "step"), [("legal-review", "reviewed"), ("discussion-record", "discussed")])
def test_a_blank_form_needs_only_facts_and_officers(sample: SampleOf, kind: str, step: str) -> None:
    little: dict[str, object] = {"conducts.0.proposal": GONE, "evidence": [], "conducts.0.circumstances": {}}
    assert gates(kind, sample(WHOLE, little, (step,))) == set()
    assert {"proposal_missing", "missing_field"} <= names(kind, sample(WHOLE, little))
    bare = {"officers": [], "conducts.0.summary": GONE}
    assert gates(kind, sample(WHOLE, bare, (step,))) == {
        ("too_few_officers", "officers"),
        ("missing_field", "conducts[0].summary"),
    }


# What a refusal says.


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("penalty-decision", {"events": []}),
        ("penalty-decision", {"suspected_crime": True}),
        ("no-penalty-decision", {}),
        ("on-the-spot-decision", {}),
        ("transfer-letter", {}),
        ("closing-report", {"events": []}),
        ("urging-notice", {"events": []}),
    ],
)
def test_every_refusal_says_what_to_do(sample: SampleOf, kind: str, changes: dict[str, object]) -> None:
    advice: Callable[[str], bool] = lambda told: any(word in told for word in ("请", "应当制作", "应当在"))  # noqa: E731
    found = refusals(kind, sample(WHOLE, changes))
    assert found
    assert [one.message for one in found if not advice(one.message)] == []
