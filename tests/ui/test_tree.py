"""The reasoning as a tree, and answers given where the result asks for them."""

import re
from collections.abc import Callable

import pytest

from penalty_engine.rulebook import Rulebook
from ui.filling.answering import answer, can_answer
from ui.filling.draft import Draft, blank, statement
from ui.filling.work import Work
from ui.prose import tree

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def told(work: Work) -> str:
    found = work.found(0)
    assert found is not None
    return tree.told(found, work, 0)


def test_the_recommended_range_opens_to_effect_article_circumstance_and_evidence(
    sample: Sample, on_desk: OnDesk
) -> None:
    found = on_desk(sample(1)).found(0)
    assert found is not None
    nodes = tree.grown(one for one in found.explanation if one.step == "amount")
    way = next(one for one in nodes if one.sentence.id == "amount.lighter")
    below = {one.sentence.id: one for one in way.rests_on}
    assert set(below) == {"amount.statutory_multiple", "direction.lighter"}
    assert [one.sentence.id for one in below["direction.lighter"].rests_on] == ["circumstance.lighter"]
    html = told(on_desk(sample(1)))
    assert re.search(r">证据4 [^<]+</li>", html)
    assert "办法第六条第（一）项" in html or "裁量权办法》第六条第（一）项" in html
    assert "实施违法行为收取的全部款项：46,580" in html


@pytest.mark.parametrize("number", range(1, 13))
def test_every_sentence_has_its_place_in_the_tree(number: int, sample: Sample, on_desk: OnDesk) -> None:
    work = on_desk(sample(number))
    for place, found in enumerate(work.assessment.conducts if work.assessment else ()):
        html = re.sub(r"<[^>]+>", "", tree.told(found, work, place))
        for one in found.explanation:
            if one.step != "open":
                assert one.text.replace("《中华人民共和国", "《") in html, one.id


def test_a_tree_is_well_formed(sample: Sample, on_desk: OnDesk) -> None:
    html = told(on_desk(sample(1)))
    for tag in ("details", "summary", "ul", "li", "p", "h5"):
        assert html.count(f"<{tag}") == html.count(f"</{tag}>"), tag


def test_what_was_typed_is_escaped(sample: Sample, on_desk: OnDesk) -> None:
    draft = sample(1)
    draft["evidence"][3]["title"] = "<img src=x>"
    assert "<img" not in told(on_desk(draft))


def test_an_answer_on_the_whole_takes_the_place_of_the_elements(zibo: Rulebook) -> None:
    draft = blank()
    answer(draft, 0, "ZB-5-4.minor", "yes", zibo)
    assert dict(statement(draft, 0, "ZB-5-4").elements) == {"minor": True}
    answer(draft, 0, "ZB-5-4", "no", zibo)
    assert statement(draft, 0, "ZB-5-4").holds is False
    assert not statement(draft, 0, "ZB-5-4").elements


@pytest.mark.parametrize(
    ("key", "value", "possible"),
    [
        ("ZB-5-5", "yes", True),
        ("severity", "serious", True),
        ("facts.is_offcampus_training", "no", True),
        ("facts.fees_refunded", "46580", False),
        ("suspected_crime", "yes", True),
    ],
)
def test_only_what_one_press_can_answer_is_offered(key: str, value: str, possible: bool, zibo: Rulebook) -> None:
    assert can_answer(key, value, zibo) is possible


def test_answers_stand_where_the_form_would_put_them(zibo: Rulebook) -> None:
    draft = blank()
    answer(draft, 0, "severity", "serious", zibo)
    answer(draft, 0, "facts.is_offcampus_training", "no", zibo)
    answer(draft, 0, "suspected_crime", "yes", zibo)
    assert draft["conducts"][0] == {"severity": "serious", "facts": {"is_offcampus_training": False}}
    assert draft["suspected_crime"] is True
