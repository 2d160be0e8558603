import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penalty_engine.inputs.rulebook_building import consequence
from penalty_engine.inputs.rulebook_models import Consequence
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.problems import InputError
from penalty_engine.rulebook import LargeAmount, Material, Rulebook

RULEBOOKS = Path(__file__).parent.parent / "rulebooks"


def _kinds(rulebook: Rulebook, violation: str, tier: str) -> list[str]:
    found = rulebook.violations[violation].tier(tier)
    assert found is not None
    return [penalty.kind for penalty in found.penalties]


def test_the_bureaus_rulebook_is_sound(zibo: Rulebook) -> None:
    assert zibo.id == "zibo"
    assert len(zibo.violations) == 125
    assert any(notice.startswith("违法行为 XWP-17") for notice in zibo.notices)
    assert any(notice.startswith("设定 band_lighter") and "系统设定" in notice for notice in zibo.notices)
    assert not any(notice.startswith("违法行为 MCF-64") for notice in zibo.notices)
    assert zibo.settings["surcharge_daily"].status == "unsettled"


def test_a_higher_tier_keeps_orders_and_confiscation_of_the_lower(tiny: Rulebook) -> None:
    serious = tiny.violations["AA-1"].tier("serious")
    assert serious is not None
    assert serious.orders == ("责令改正", "责令停止")
    assert serious.confiscates
    assert [(penalty.kind, penalty.required) for penalty in serious.penalties] == [
        ("confiscate_gains", True),
        ("fine", True),
    ]


def test_a_tier_that_keeps_all_has_the_merged_penalties_of_the_lower_before_its_own(tiny: Rulebook) -> None:
    assert _kinds(tiny, "AA-1", "very_serious") == ["confiscate_gains", "fine", "restrict_practice"]


def test_a_tier_that_keeps_nothing_has_only_its_own(tiny: Rulebook) -> None:
    tier = tiny.violations["AA-3"].tier("serious")
    assert tier is not None
    assert tier.orders == ()
    assert not tier.confiscates
    assert _kinds(tiny, "AA-3", "serious") == ["revoke_teacher_qualification"]


def test_what_a_violation_carries(tiny: Rulebook) -> None:
    one, two = tiny.violations["AA-1"], tiny.violations["AA-2"]
    assert one.basis_text == "《甲法》第一条第一款、《甲法》第一条第二款"
    assert one.law is tiny.laws["AA"]
    assert (one.synonyms, one.common_rank) == ((), None)
    assert (two.synonyms, two.common_rank) == (("无证", "黑校"), 1)
    assert (two.county_only, two.joint_enforcement, two.other_authority) == (True, True, "公安机关")
    assert two.element_circumstances == {"MM-7-1"}
    scope = two.tiers[0].penalties[0].range
    assert scope is not None
    assert (scope.min, scope.max, scope.base, scope.base_below) == (
        Decimal(1),
        Decimal(5),
        "illegal_gains",
        Decimal(10000),
    )


def test_facts_belong_by_whole_segments_of_the_id(zibo: Rulebook) -> None:
    assert "licensing_level" in zibo.violations["MCF-62-1"].facts
    assert "licensing_level" not in zibo.violations["MCF-64"].facts
    assert "fees_collected" in zibo.violations["MCF-64"].facts
    order = list(zibo.facts)
    for violation in zibo.violations.values():
        assert sorted(violation.facts, key=order.index) == list(violation.facts)


def test_conditions_are_compiled(tiny: Rulebook) -> None:
    banded = tiny.violations["BB-1"]
    assert banded.displaced_when is not None
    assert banded.displaced_when.facts == ("is_training", "school_type")
    assert banded.displaced_when.holds({"is_training": True, "school_type": "private"}) is True
    scope = banded.tiers[0].penalties[0].range
    assert scope is not None
    first, last = scope.bands
    assert first.when is not None
    assert first.when.holds({"illegal_gains": Decimal(100000)}) is True
    assert last.when is None


@pytest.mark.parametrize(
    ("low", "high", "start", "text"),
    [
        (5, 5, "撤销之日起", "自撤销之日起五年内不得申请"),
        (5, 10, "处罚之日起", "自处罚之日起五年至十年内不得申请"),
        (1, 1, None, "一年内不得申请"),
        (12, 20, None, "十二年至二十年内不得申请"),
    ],
)
def test_consequences_are_told_in_chinese(low: int, high: int, start: str | None, text: str) -> None:
    assert consequence(Consequence(what="不得申请", min=Decimal(low), max=Decimal(high), start=start)) == text


def test_circumstances_come_in_the_order_of_the_measure(tiny: Rulebook) -> None:
    assert [one.id for one in tiny.circumstances] == ["MM-5-4", "MM-6-1", "MM-7-1"]
    first = tiny.circumstance["MM-5-4"]
    assert first.element_keys == ("MM-5-4.minor", "MM-5-4.corrected_in_time", "MM-5-4.no_harm")
    assert [element.is_absence_of_harm for element in first.elements] == [False, False, True]
    assert first.cited == ("《某市裁量办法》第五条第四项", "《处罚法》第三十三条")
    assert [law.code for law in tiny.circumstance_laws] == ["MM", "CF"]


def test_settings_become_typed_rules(tiny: Rulebook) -> None:
    rules = tiny.rules
    assert rules.band_lighter == Decimal("0.30")
    assert rules.simplified_fine == LargeAmount(Decimal(200), Decimal(3000))
    assert rules.optional_when == frozenset({"heavier"})
    assert rules.kind_ladder["confiscate_gains"] == 1
    assert rules.waiver_needs_no_heavier is True
    assert tiny.settings["statement_days"].status == "unsettled"


def test_sentences_without_blanks_are_ready(tiny: Rulebook) -> None:
    ready = tiny.sentences["plain"].ready
    assert ready is not None
    assert (ready.text, ready.citations, ready.audience) == ("没有空白的句子。", ("《处罚法》第五条",), "party")
    assert tiny.sentences["filled"].ready is None
    assert tiny.warnings["FILLED"].ready is None
    assert tiny.warnings["PLAIN"].ready is not None


def test_benchmarks_and_lists(tiny: Rulebook, zibo: Rulebook) -> None:
    rows = tiny.violations["AA-1"].rows
    assert [(row.id, row.mitigated) for row in rows] == [("AA-1-较轻", False), ("AA-1-减轻", True)]
    assert rows[0].when is not None
    assert rows[0].when.holds({"students": 9}) is True
    assert [item.id for item in tiny.lists["no_penalty"]] == ["N1"]
    assert zibo.lists == {"no_penalty": (), "mitigated": ()}


def test_notices_tell_what_is_unverified_set_or_unsettled(tiny: Rulebook) -> None:
    assert tiny.notices == (
        "法律规范 BB《乙条例》未经与官方原文核对",
        "情节 MM-6-1（主动消除危害后果的）未经与官方原文核对",
        "违法行为 BB-1（分段行为）未经与官方原文核对：转载",
        "设定 band_lighter（band_lighter）系统设定：测试",
        "设定 statement_days（statement_days）解释未定：测试",
        "裁量基准 AA-1-减轻（减轻）未经核对：《某市裁量基准》第1项",
    )


def test_a_district_states_only_what_differs(tiny: Rulebook, district: Rulebook) -> None:
    assert (district.id, district.lineage) == ("tiny-district", ("tiny",))
    assert list(district.violations) == ["AA-1", "AA-2", "AA-3", "BB-1", "AA-9"]
    assert district.violations["AA-3"].name == "三号行为（某区）"
    assert _kinds(district, "AA-1", "very_serious") == _kinds(tiny, "AA-1", "very_serious")
    assert district.rules.band_lighter == Decimal("0.25")
    assert district.rules.band_heavier == Decimal("0.30")
    assert district.digest != tiny.digest


def _copy(tmp_path: Path) -> Path:
    return shutil.copytree(RULEBOOKS / "tiny", tmp_path / "tiny")


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("laws.yaml", "laws:\n", "# 注释\nlaws:\n"),
        ("laws.yaml", "{code: AA, title: 甲法,", "{title: 甲法, code: AA,"),
        ("violations/AA.yaml", "    category: 甲\n", ""),
        ("violations/AA.yaml", "jointly: true", "jointly: yes"),
    ],
)
def test_the_digest_does_not_see_comments_order_of_keys_or_spelling(
    file: str, old: str, new: str, tmp_path: Path, tiny: Rulebook
) -> None:
    folder = _copy(tmp_path)
    if not new:  # the key moves to another place
        _edit(folder / file, "    act: 做了一号行为\n", "    category: 甲\n    act: 做了一号行为\n")
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(old, "", 1), encoding="utf-8")
    else:
        _edit(folder / file, old, new)
    assert load_rulebook(folder).digest == tiny.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("violations/AA.yaml", "max: 20000", "max: 20001"),
        ("settings.yaml", '"0.30", status: system', '"0.31", status: system'),
        ("rulebook.yaml", 'version: "1"', 'version: "1.1"'),
        ("lists/no-penalty.yaml", "首次轻微", "首次且轻微"),
    ],
)
def test_the_digest_sees_every_value(file: str, old: str, new: str, tmp_path: Path, tiny: Rulebook) -> None:
    folder = _copy(tmp_path)
    _edit(folder / file, old, new)
    assert load_rulebook(folder).digest != tiny.digest


def test_usual_materials_are_read_seen_by_the_digest_and_may_be_left_out(tmp_path: Path, tiny: Rulebook) -> None:
    assert tiny.materials == ()
    assert tiny.digest.startswith("sha256:2279d4fda395")  # of rulebooks kept from before there were any
    folder = _copy(tmp_path)
    material = "{title: 账册, kind: documentary, proves: 收取的款项, facts: [fees_collected]}"
    photographs = "{title: 照片, proves: 现场}"
    _edit(folder / "facts.yaml", "common:", f"materials:\n  - {material}\n  - {photographs}\ncommon:")
    found = load_rulebook(folder)
    assert found.materials == (
        Material("账册", "documentary", "收取的款项", None, ("fees_collected",)),
        Material("照片", None, "现场", None, ()),
    )
    assert found.digest != tiny.digest


def test_days_of_facts_that_cannot_lie_ahead_are_marked(zibo: Rulebook) -> None:
    days = {fact.id: fact.past for fact in zibo.facts.values() if fact.type == "date"}
    assert {id for id, past in days.items() if past} == {"correction_ordered_on", "corrected_on", "last_handled_on"}
    assert not days["correction_due_on"]
    assert not any(fact.past for fact in zibo.facts.values() if fact.type != "date")


def test_a_material_names_facts_that_there_are(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    material = "{title: 账册, kind: documentary, proves: 收取的款项, facts: [fees]}"
    _edit(folder / "facts.yaml", "common:", f"materials:\n  - {material}\ncommon:")
    with pytest.raises(InputError) as raised:
        load_rulebook(folder)
    assert [one.path for one in raised.value.problems] == ["materials[0].facts[0]"]


def test_what_became_a_setting_later_may_lack_only_in_a_rulebook_kept_from_before(tmp_path: Path) -> None:
    copy = shutil.copytree(RULEBOOKS / "tiny", tmp_path / "tiny")
    lines = (copy / "settings.yaml").read_text("utf-8").splitlines(keepends=True)
    (copy / "settings.yaml").write_text("".join(one for one in lines if "similar_" not in one), "utf-8")
    with pytest.raises(InputError) as raised:
        load_rulebook(copy)
    assert [name for name in ("similar_gains_factor", "similar_least", "similar_far") if name in str(raised.value)] == [
        "similar_gains_factor", "similar_least", "similar_far",
    ]  # fmt: skip
    rules = load_rulebook(copy, kept=True).rules
    assert (rules.similar_gains_factor, rules.similar_least, rules.similar_far) == (None, None, None)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    _edit(folder / "violations" / "AA.yaml", "related: [AA-2]", "related: [AA-8]\n    nmae: 名")
    _edit(folder / "violations" / "AA.yaml", "min: 5000, max: 20000", "min: 50000, max: 20000")
    _edit(folder / "violations" / "BB.yaml", "at_least: 100000", "at_least: -1")
    _edit(folder / "laws.yaml", "effective_to: 2029-12-31", "effective_to: 2019-12-31")
    (folder / "reasoning.yaml").write_text("sentences: [\n", encoding="utf-8")
    (folder / "settings.yaml").unlink()
    with pytest.raises(InputError) as caught:
        load_rulebook(folder)
    told = {(Path(problem.file).name, problem.path) for problem in caught.value.problems}
    assert {
        ("AA.yaml", "violations[0].nmae"),
        ("BB.yaml", "violations[0].tiers[0].penalties[0].range.bands[0].when.at_least"),
        ("laws.yaml", "laws[0].effective_to"),
        ("reasoning.yaml", ""),
        ("rulebook.yaml", ""),
    } <= told


def test_the_same_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    shutil.copy(folder / "violations" / "BB.yaml", folder / "violations" / "CC.yaml")
    with pytest.raises(InputError) as caught:
        load_rulebook(folder)
    first, second = folder / "violations" / "BB.yaml", folder / "violations" / "CC.yaml"
    assert str(caught.value) == f"{second}:3: violations[0]: “BB-1”重复，{first}:3 已经有了"


def test_a_folder_that_is_no_rulebook(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不是规则文件夹"):
        load_rulebook(tmp_path)


def test_periods_include_both_days(tiny: Rulebook) -> None:
    period = tiny.laws["MM"].period
    assert period.covers(date(2020, 1, 1))
    assert period.covers(date(2029, 12, 31))
    assert not period.covers(date(2030, 1, 1))
