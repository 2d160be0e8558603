"""裁量理由 and the paragraphs beside it: a product of their own, whose exact wording on the cases below is under test.

Refresh with: .venv/bin/pytest tests/letters/test_discretion.py --refresh-golden
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters.bureau import BureauSettings
from letters.gates.proposals import intended
from letters.matter import Act, Matter
from letters.prose.discretion import discretion, facts_told, provisions_told
from letters.prose.grounds import weighed
from letters.prose.telling import Telling
from letters.words import duration, money
from penalty_engine.assess import assess
from penalty_engine.assessment import ConductAssessment, Penalty
from penalty_engine.case import Proposal
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import read_document
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.rulebook import Rulebook
from tests.penalty_engine.strategies import ZIBO, Data, cases

from .conftest import change, data_of

GOLDEN: Final = Path(__file__).parent / "golden"
ROOT: Final = Path(__file__).resolve().parents[2]
DAY: Final = date(2026, 11, 23)
ACT: Final = "conducts.0."


class Story(NamedTuple):
    """A case to be told: a sample by its number, or one of cases/ by its name, with changes; `kind` of document."""

    source: str
    changes: Mapping[str, object] = {}
    kind: str = "prior-notice"

    def data(self) -> dict[str, Any]:
        """The case file's values."""
        data = data_of(self.source) if self.source.isalpha() else sample(self.source)
        for path, value in self.changes.items():
            change(data, path.split("."), value)
        return data


def sample(number: str) -> dict[str, Any]:
    return dict(read_document(next((ROOT / "samples").glob(f"{number}-*.yaml"))).data)


def fine(yuan: int, reasons: str | None = None) -> dict[str, object]:
    return {"kinds": ["fine"], "fine": yuan, "reasons": reasons}


STORIES: Final = {
    "01-从轻": Story("01"),
    "02-从重-两项情节": Story("02"),
    "04-年龄由日期推算": Story("04"),
    "06-种类固定": Story("06"),
    "07-拒不改正达到加重档": Story("07"),
    "09-停止招生和已过时效": Story("09"),
    "10-新法较轻": Story("10"),
    "11-两个行为": Story("11"),
    "12-从轻从重并存": Story("12"),
    "证据所证明的事实": Story("training"),
    "要件所说明的事实": Story("several"),
    "只拟警告": Story("warning"),
    "减轻": Story("01", {ACT + "choose": "mitigated", ACT + "proposal": fine(2000, "退费先于检查，家长没有损失")}),
    "偏离建议": Story("01", {ACT + "proposal": fine(9000, "当事人两次拒收文书，教育后仍不配合")}),
    "处罚决定": Story("01", {ACT + "proposal": fine(3000)}, "penalty-decision"),
    "不予处罚决定": Story("08", {}, "no-penalty-decision"),
    "可以不罚而处罚": Story("08", {ACT + "proposal": {"kinds": ["warning"], "reasons": "新增收费以前已被提醒"}}),
    "与他人共同违法": Story("12", {"joint_with": ["张教罚立〔2026〕7号"]}),
}


def matter_of(story: Story, rulebook: Rulebook = ZIBO) -> Matter:
    case = read_case(story.data(), rulebook)
    return Matter(case, assess(case, rulebook, DAY), rulebook, BureauSettings(), story.kind)


def paragraphs_of(act: Act, matter: Matter) -> tuple[str, ...]:
    proposal = act.conduct.proposal
    kinds = intended(proposal, act.found, matter.rulebook) if proposal and act.is_to_be_punished else ()
    return discretion(act, kinds, numbers_of(matter), matter)


def numbers_of(matter: Matter) -> dict[str, int]:
    return {item.id: place for place, item in enumerate(matter.case.evidence, 1)}


def told(matter: Matter) -> Iterator[str]:
    for act in matter.acts():
        yield f"# {matter.rulebook.violations[act.found.violation.id].name}"
        for heading, paragraphs in (
            ("违法事实", facts_told(act, matter.rulebook)),
            ("处罚依据", provisions_told(act, matter.rulebook)),
            ("裁量理由", paragraphs_of(act, matter)),
        ):
            yield f"## {heading}"
            yield from paragraphs


@pytest.mark.parametrize("name", STORIES)
def test_the_wording_is_as_agreed(name: str, request: pytest.FixtureRequest) -> None:
    text = "\n".join(told(matter_of(STORIES[name]))) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--refresh-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_no_sentence_stands_in_two_letters() -> None:
    """But for what the law itself says of the same act."""
    letters = [matter_of(story) for name, story in STORIES.items() if name[0].isdigit()]
    sentences = [one for matter in letters for act in matter.punished() for one in sentences_of(act, matter)]
    assert len(sentences) > len(letters)
    assert len(set(sentences)) == len(sentences)


def sentences_of(act: Act, matter: Matter) -> list[str]:
    return [one for paragraph in paragraphs_of(act, matter) for one in paragraph.split("。") if one]


@pytest.mark.parametrize("name", STORIES)
def test_every_circumstance_weighed_is_told_with_its_articles_and_evidence(name: str) -> None:
    matter = matter_of(STORIES[name])
    numbers = numbers_of(matter)
    for act in matter.acts():
        paragraphs = paragraphs_of(act, matter)
        for finding in weighed(Telling(act, matter, numbers, "拟")):
            wanted = [f"依照{'和'.join(finding.citations)}", *(f"证据{numbers[one]}" for one in finding.evidence)]
            assert any(all(one in paragraph for one in wanted) for paragraph in paragraphs)


@pytest.mark.parametrize("name", STORIES)
def test_no_other_circumstance_and_no_note_is_told(name: str) -> None:
    matter = matter_of(STORIES[name])
    for act in matter.acts():
        text = "".join(paragraphs_of(act, matter))
        named = {finding.id for finding in weighed(Telling(act, matter, {}, "拟"))}
        for finding in act.found.circumstances:
            assert finding.id in named or finding.text.removesuffix("的") not in text
            assert finding.note is None or finding.note not in text
        for warning in matter.assessment.warnings:
            assert warning.code not in text
            assert warning.message not in text


@pytest.mark.parametrize("name", STORIES)
def test_every_figure_intended_is_concluded_once(name: str) -> None:
    matter = matter_of(STORIES[name])
    for act in matter.punished():
        text = "".join(paragraphs_of(act, matter))
        assert act.conduct.proposal is not None
        for kind in intended(act.conduct.proposal, act.found, matter.rulebook):
            if kind.kind == "fine" and kind.yuan is not None:
                assert len(re.findall(f"(?:拟|据此)(?:并处)?罚款{money(kind.yuan)}", text)) == 1
            if kind.kind == "confiscate_gains" and kind.yuan is not None:
                assert text.count(f"没收违法所得{money(kind.yuan)}") == 1
            if kind.years is not None:
                assert text.count(f"定为{duration(kind.years)}") == 1


def test_unknown_elements_are_not_told() -> None:
    circumstance = {"holds": True, "elements": {"on_own_initiative": True, "harm_reduced": None}, "evidence": ["E1"]}
    matter = matter_of(Story("training", {ACT + "circumstances": {"ZB-6-1": circumstance}}))
    text = "".join(paragraphs_of(next(matter.acts()), matter))
    assert "证据1证明主体资格，据此认定本案符合“出于主动”的要件" in text
    assert "消除或者减轻了危害后果" not in text


def test_without_fact_evidence_or_elements_the_circumstances_own_words_stand() -> None:
    matter = matter_of(Story("training", {ACT + "circumstances": {"ZB-7-4": True}}))
    assert "经查，本案属于阻碍行政执法人员依法查处违法行为的情形，依照" in paragraphs_of(next(matter.acts()), matter)[0]


def test_evidence_that_proves_nothing_in_words_is_named() -> None:
    changes = {ACT + "circumstances": {"ZB-7-4": {"holds": True, "evidence": ["E3"]}}}
    matter = matter_of(Story("exam", changes))
    assert any("证据3为黑色手机一部，据此认定本案属于阻碍" in one for one in paragraphs_of(next(matter.acts()), matter))


def test_a_fact_shared_by_two_acts_is_told_once() -> None:
    shared = {"ZB-6-1": {"holds": True, "fact": "当事人主动上交了全部款项。", "evidence": ["E3"]}}
    changes = {f"conducts.{place}.circumstances": shared for place in (0, 1)}
    matter = matter_of(Story("11", {**changes, ACT + "proposal.fine": 20000}))
    first, second = ("".join(paragraphs_of(act, matter)) for act in matter.acts())
    assert "当事人主动上交了全部款项（证据3），属于主动消除" in first
    assert "前述同一事实对这一行为同样成立（证据3），属于主动消除" in second
    assert "主动上交" not in second


def test_past_the_measures_end_it_is_not_named() -> None:
    changes = {"decided_on": "2027-12-20", ACT + "circumstances": {}}
    matter = matter_of(Story("training", changes))
    (text,) = paragraphs_of(next(matter.acts()), matter)
    assert "没有查实从轻、减轻或者从重处罚的情形" in text
    assert "裁量权办法" not in text


def test_a_law_that_follows_upon_itself_is_named_once() -> None:
    (provision,) = provisions_told(next(matter_of(STORIES["06-种类固定"]).acts()), ZIBO)
    assert "《教师资格条例》第十九条第一款第（二）项、第十九条第二款规定的违法行为" in provision


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"severity": "serious", "proposal": {"kinds": ["suspend_exam"], "years": "0.5"}, "choose": "mitigated"},
         "期限短于法定最短期限一年，据此拟定为六个月"),
        ({"violation": "JST-20", "severity": "base", "proposal": {"kinds": ["suspend_exam"], "years": 3}},
         "规定的处罚只有禁止参加教师资格考试一种，法定期限为三年，没有幅度"),
    ],
)  # fmt: skip
def test_terms_are_told_in_years_and_months(changes: dict[str, object], expected: str) -> None:
    matter = matter_of(Story("04", {ACT + key: value for key, value in changes.items()}))
    text = "".join(paragraphs_of(next(matter.acts()), matter))
    assert expected in text
    assert not re.search(r"\d(?:年以|个月)", text)


def test_a_benchmark_row_is_named_with_what_made_it_fit(tmp_path: Path) -> None:
    (tmp_path / "zibo").symlink_to(ROOT / "rules" / "zibo")
    own = tmp_path / "loaded"
    (own / "benchmarks").mkdir(parents=True)
    head = "id: loaded\nversion: '1'\ntitle: 某规则\nauthority: 某局\nmeasure: ZB\nextends: zibo\n"
    row = (
        "benchmarks:\n  - {id: L, violation: MCF-64, tier: base, grade: 较轻, when: {fact: students, less_than: 30},\n"
        "     range: {type: multiple, base: illegal_gains, min: 1, max: 2}, source: 某文号, status: verified}\n"
    )
    (own / "rulebook.yaml").write_text(head, "utf-8")
    (own / "benchmarks" / "a.yaml").write_text(row, "utf-8")
    matter = matter_of(Story("01", {ACT + "proposal": fine(3500)}), load_rulebook(own))
    text = "".join(paragraphs_of(next(matter.acts()), matter))
    assert "涉案学生人数26人，按照本局行政处罚裁量基准（某文号；" in text
    assert "属于“较轻”一档，罚款的幅度为违法所得的1倍以上2倍以下，即3000元以上6000元以下。" in text
    assert "罚款取该档幅度中较低的部分，即3000元以上3900元以下，据此拟罚款3500元" in text


def proposed(found: ConductAssessment) -> Proposal | None:
    """What the assessment itself recommends, each figure in the middle of its range."""
    if found.outcome not in ("penalty", "no_penalty_discretionary") or not found.recommended_kinds:
        return None
    ranged = [one for one in found.penalties if one.kind in found.recommended_kinds and one.lawful]
    yuan = next((middle(one) for one in ranged if one.unit == "CNY"), None)
    years = next((middle(one) for one in ranged if one.unit == "year"), None)
    return Proposal(found.recommended_kinds, yuan, None if years is None else Decimal(round(years * 2)) / 2)


def middle(penalty: Penalty) -> Decimal:
    whole = penalty.recommended or penalty.lawful
    assert whole is not None
    return ((whole.min + whole.max) / 2).quantize(Decimal("0.01"))


def test_no_sentence_of_the_rulebook_is_idle() -> None:
    said = set()
    for file in (ROOT / "letters" / "prose").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values)
                said.add("".join(parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(re.escape(node.value))
    known = [one for one in said - {r"letter\..+"} if re.match(r"[a-z_]+(\\.|$)", one)]
    forms = [one.removeprefix("letter.") for one in ZIBO.sentences if one.startswith("letter.")]
    assert forms
    assert not [form for form in forms if not any(re.fullmatch(one.removeprefix("letter\\."), form) for one in known)]


ODD: Final = re.compile(r"[{}]|None|[，、；。][，、；。]|拟拟|的的|（）|《《|：。")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(cases(), cases(concurrent=True)), st.sampled_from(["prior-notice", "penalty-decision"]))
def test_whatever_the_case_the_text_is_whole_and_tells_what_counts_alone(data: Data, kind: str) -> None:
    case = read_case({key: value for key, value in data.items() if key != "today"}, ZIBO)
    proposal = proposed(assess(case, ZIBO, data["today"]).conducts[0])
    case = replace(case, conducts=(replace(case.conducts[0], proposal=proposal),))
    matter = Matter(case, assess(case, ZIBO, data["today"]), ZIBO, BureauSettings(), kind)
    act = next(matter.acts())
    paragraphs = paragraphs_of(act, matter)
    for paragraph in (*paragraphs, *facts_told(act, ZIBO), *provisions_told(act, ZIBO)):
        assert paragraph.endswith("。")
        assert not ODD.search(paragraph), paragraph
        assert kind != "penalty-decision" or not re.search("拟(?!线)", paragraph)
    text = "".join(paragraphs)
    named = [*weighed(Telling(act, matter, {}, ""))]
    assert all("和".join(finding.citations) in text for finding in named)
    for finding in act.found.circumstances:
        assert finding in named or finding.text.removesuffix("的") not in text
