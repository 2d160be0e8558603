"""What was agreed to falls away with the case that it was agreed to: told before it is saved, and after."""

from copy import deepcopy

from casebook.cases.versions import open_case
from casebook.workflow.agreements import fallen, falling

from .office import Office, person


def test_an_agreement_falls_away_with_the_proposal_and_with_nothing_beside_the_matter(office: Office) -> None:
    case, wang = office.led("approved"), person("wang")
    as_it_is = open_case(office.book, wang, case.id).content
    changed, beside = deepcopy(as_it_is), deepcopy(as_it_is)
    changed["conducts"][0]["proposal"]["fine"] = 4_500
    beside["contact"] = {"name": "李某", "phone": "0533-0000000", "address": "某某路1号"}
    told = [falling(office.book, wang, case.id, one) for one in (as_it_is, beside, changed)]
    assert [[one.kind for one in some] for some in told] == [[], [], ["approved"]]
    assert fallen(office.book, wang, case.id) == ()
    case.saves(changed)
    assert [one.kind for one in fallen(office.book, wang, case.id)] == ["approved"]
    again = deepcopy(changed)
    again["conducts"][0]["proposal"]["fine"] = 4_600
    assert falling(office.book, wang, case.id, again) == ()  # it has fallen away already


def test_a_draft_has_nothing_that_could_fall_away(office: Office) -> None:
    case, wang = office.led("draft"), person("wang")
    assert falling(office.book, wang, case.id, {"party": {"name": "某某"}}) == ()
