"""The case sheet: every sample reads without gaps, everything is escaped, every place can be spoken of."""

import re
from collections.abc import Callable

import pytest

from ui.filling.draft import Draft
from ui.filling.sections import section_of
from ui.filling.work import Work
from ui.prose import approving, sheet

HOSTILE = "<script>alert(1)</script>"
SampleOf = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def read(work: Work, opinions: dict[str, str] | None = None) -> str:
    return "".join(sheet.html(part, opinions or {}) for part in sheet.parts(work))


@pytest.mark.parametrize("number", range(1, 13))
def test_every_sample_reads_without_none_and_without_keys(sample: SampleOf, on_desk: OnDesk, number: int) -> None:
    work = on_desk(sample(number))
    text = re.sub(r"<[^>]*>", " ", read(work))
    assert "None" not in text
    assert not re.search(r"\b(True|False|yes|unknown|[a-z]+_[a-z_]+)\b", text), text
    assert sheet.parts(work)[0].title == "当事人"


def test_sums_stand_in_figures_and_in_capitals_and_days_in_words(sample: SampleOf, on_desk: OnDesk) -> None:
    text = read(on_desk(sample(1)))
    assert "46,580元（肆万陆仟伍佰捌拾元整）" in text
    assert "2026年7月1日至2026年9月20日" in text


def test_whatever_was_typed_is_shown_as_text(sample: SampleOf, on_desk: OnDesk) -> None:
    draft = sample(1)
    draft["party"]["name"] = draft["conducts"][0]["summary"] = draft["officers"][0]["name"] = HOSTILE
    draft["evidence"][0]["title"] = draft["evidence"][0]["proves"] = HOSTILE
    draft["conducts"][0]["proposal"]["reasons"] = HOSTILE
    text = read(on_desk(draft))
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") >= 6


def test_every_place_has_one_anchor_and_belongs_to_a_section_of_the_form(sample: SampleOf, on_desk: OnDesk) -> None:
    work = on_desk(sample(1))
    text = read(work)
    for path in sheet.places(work):
        assert path == sheet.WHOLE or text.count(f'id="{sheet.anchor(path)}"') == 1, path
    assert section_of("conducts[0].circumstances.ZB-6-1") == "circumstances"
    assert section_of("conducts[0].proposal.fine") == "proposal"


def test_an_opinion_stands_below_its_place(sample: SampleOf, on_desk: OnDesk) -> None:
    text = read(on_desk(sample(1)), {"party.name": "<i>意见</i>", "evidence": "<i>关于证据</i>"})
    assert re.search(r'<dd id="at-party.name">.*?<i>意见</i></dd>', text)
    assert re.search(r'id="at-evidence">证据</h4><i>关于证据</i>', text)


def test_an_unfinished_case_can_be_read_too(on_desk: OnDesk) -> None:
    text = read(on_desk({"party": {}, "conducts": [{}]}))
    assert "未填写" in text
    assert "尚未拟定" in text


def test_an_element_of_the_act_that_nobody_knows_is_marked_for_reviewer_and_head(
    sample: SampleOf, on_desk: OnDesk
) -> None:
    draft = sample(1)
    draft["conducts"][0] |= {"violation": "XWP-17", "facts": {"has_place_or_site": "yes", "trainers": 3}}
    work = on_desk(draft)
    assert read(work).count(sheet.ELEMENT_OPEN) == 1
    label = work.rulebook.facts["has_organisation"].label
    assert f"没有查明：{label}" in approving.facts(work)
    draft["conducts"][0]["facts"]["has_organisation"] = "yes"
    assert sheet.ELEMENT_OPEN not in read(on_desk(draft))
    assert "没有查明" not in approving.facts(on_desk(draft))
