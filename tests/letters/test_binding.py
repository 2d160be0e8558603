"""A whole 案卷: its documents in the order of the steps, and pages that are where 卷内目录 says."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from letters import rendering
from letters.binding import documents, entries
from letters.checking import check
from letters.kinds import KINDS
from letters.making import make, make_file
from letters.reasons import RefusedError
from letters.rendering import TEMPLATES, TemplateFaultError, ValueMissingError
from penalty_engine.case import Event

from .samples import ON_THE_SPOT, SPARED, TRANSFERRED, WHOLE, SampleOf

SPARED_FILE = (
    *("filing-approval", "questioning-record", "investigation-report", "discussion-record"),
    *("no-penalty-decision", "service-receipt", "closing-report"),
)
ON_THE_SPOT_FILE = ("inspection-record", "on-the-spot-decision", "closing-report")
TRANSFERRED_FILE = ("inspection-record", "filing-approval", "transfer-letter", "service-receipt")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(SPARED, SPARED_FILE), (ON_THE_SPOT, ON_THE_SPOT_FILE), (TRANSFERRED, TRANSFERRED_FILE)],
)
def test_each_step_calls_for_its_document(sample: SampleOf, number: str, expected: tuple[str, ...]) -> None:
    assert tuple(one.kind.id for one in documents(sample(number))) == expected


def test_what_was_done_with_evidence_preserved_is_told_and_calls_for_no_second_notice(sample: SampleOf) -> None:
    matter = sample(WHOLE)
    preserved = matter.last("evidence_preserved")
    assert preserved is not None
    events = list(matter.case.events)
    handled = Event("evidence_preserved", preserved.on, result="返还")
    events.insert(events.index(preserved) + 1, handled)
    more = matter._replace(case=replace(matter.case, events=tuple(events)))
    assert [one.kind.id for one in documents(more)] == [one.kind.id for one in documents(matter)]
    assert KINDS["preservation-notice"].of(more).event == preserved
    assert KINDS["preservation-notice"].refusals(more) == ()
    assert "处理先行登记保存的证据：返还" in make(KINDS["investigation-report"], more).html


def test_a_decision_that_the_casebook_records_as_on_the_spot_is_one(sample: SampleOf) -> None:
    matter = sample(ON_THE_SPOT)
    told = [
        one._replace(method=None, result="当场处罚") if one.type == "decided" else one for one in matter.case.events
    ]
    more = matter._replace(case=replace(matter.case, events=tuple(told)))
    assert tuple(one.kind.id for one in documents(more)) == ON_THE_SPOT_FILE


def test_the_pages_are_where_the_contents_say(sample: SampleOf, tmp_path: Path) -> None:
    matter = sample(WHOLE)
    file = tmp_path / "file.pdf"
    file.write_bytes(make_file(matter).pdf())
    pages = subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    listed = [int(found[1]) for line in "".join(pages[1:3]).splitlines() if (found := re.search(r"日\s+(\d+)$", line))]
    wanted = entries(matter)
    assert len(wanted) == 19
    assert len(listed[: len(wanted)]) == len(wanted)
    for entry, page in zip(wanted, listed, strict=False):
        assert entry.title.partition("（")[0] in re.sub(r"\s", "", pages[page - 1]), (entry.title, page)


def test_the_pages_are_counted_through(sample: SampleOf, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(make_file(sample(ON_THE_SPOT)).pdf())
    pages = subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")[:-1]
    numbers = [re.findall(r"—\s*(\d+)\s*—", page) for page in pages]
    assert numbers == [[], *([str(place)] for place in range(2, len(pages) + 1))], "the cover bears no number"


def test_what_one_document_lacks_refuses_the_file_and_is_told_with_its_title(sample: SampleOf) -> None:
    with pytest.raises(RefusedError) as caught:
        make_file(sample(WHOLE, {"officers": []}))
    told = [str(refusal) for refusal in caught.value.refusals]
    assert "officers: 《教育行政处罚决定书》：执法人员不足两人或者缺少执法证号，请补填（行政处罚法第四十二条）" in told
    assert len(told) == len(set(told))


def test_every_kind_can_be_made_from_the_samples() -> None:
    found = {one.kind: one.fault for one in check()}
    assert found.keys() == {*KINDS, "file"}
    assert not any(found.values()), found


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(rendering, "OWN_TEMPLATES", tmp_path)
    return tmp_path


def test_the_bureaus_own_template_comes_first(sample: SampleOf, own: Path) -> None:
    changed = (TEMPLATES / "prior-notice.html").read_text().replace("经调查，", "经本局调查，")
    (own / "prior-notice.html").write_text(changed)
    assert "经本局调查，拟对你单位给予行政处罚" in make(KINDS["prior-notice"], sample(WHOLE)).html


def test_a_part_of_its_own_comes_first_too(sample: SampleOf, own: Path) -> None:
    (own / "parts").mkdir()
    (own / "parts" / "signature.html").write_text('<div class="signature"><p class="date">{{ letter.date }}</p></div>')
    assert "（印章）" not in make(KINDS["prior-notice"], sample(WHOLE)).html


@pytest.mark.parametrize(
    ("template", "error", "message"),
    [
        ("{{ letter.nonsense }}", TemplateFaultError, "文书模板 .*prior-notice.html"),
        ("{% if %}", TemplateFaultError, "文书模板 prior-notice.html:1 有错误"),
        ("{% include 'none.html' %}", TemplateFaultError, "none.html"),
        ("{{ letter.unpaid_gains }}", ValueMissingError, "没有填写"),
    ],
)
def test_a_template_that_is_not_right_is_told(
    sample: SampleOf, own: Path, template: str, error: type[Exception], message: str
) -> None:
    (own / "prior-notice.html").write_text(template)
    with pytest.raises(error, match=message):
        make(KINDS["prior-notice"], sample(WHOLE))


def test_a_template_cannot_reach_what_it_is_not_given(sample: SampleOf, own: Path) -> None:
    (own / "prior-notice.html").write_text("{{ letter.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(TemplateFaultError):
        make(KINDS["prior-notice"], sample(WHOLE))
