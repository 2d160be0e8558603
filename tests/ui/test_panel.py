"""The result in words."""

from collections.abc import Callable
from datetime import date

from penalty_engine.rulebook import Rulebook
from ui.filling.draft import Draft
from ui.filling.sections import states
from ui.filling.work import Work
from ui.prose import panel

Sample = Callable[[int], Draft]
OnDesk = Callable[[Draft], Work]


def test_the_outcome_says_how_sure_it_is_and_of_which_act(sample: Sample, on_desk: OnDesk) -> None:
    assert "还有事实没有查明" in panel.heading(on_desk(sample(3)), 0)
    assert "还有事实没有查明" not in panel.heading(on_desk(sample(1)), 0)
    assert "违法行为二　未依法履行信息公示" in panel.heading(on_desk(sample(9)), 1)


def test_kinds_orders_circumstances_and_proposal(sample: Sample, on_desk: OnDesk, zibo: Rulebook) -> None:
    work = on_desk(sample(7))
    found, case = work.found(0), work.case
    assert found is not None
    assert case is not None
    told = panel.kinds(found, zibo, case.conducts[0].proposal)
    assert "<dt>责令</dt><dd>责令限期改正</dd>" in told
    assert "责令停业整顿（应当，择一）；罚款（应当）" in told
    assert "吊销营业执照（择一，由其他机关作出）" in told
    assert '责令停业整顿；罚款 200,000 元　<span class="within">在建议之内</span>' in told


def test_open_questions_and_where_they_lead(sample: Sample, on_desk: OnDesk, zibo: Rulebook) -> None:
    found = on_desk(sample(3)).found(0)
    assert found is not None
    questions = panel.open_questions(found, zibo)
    ways = "".join(panel.leads(one, zibo) for one in found.possible_outcomes if one.answers)
    assert questions.count("<li>") == len(found.decisive_unknowns)
    assert "其中已经依法退还的款项" in questions
    assert "若查明“主动消除或者减轻违法行为危害后果”，则<strong>应当给予行政处罚 · 从轻</strong>" in ways
    assert "则<strong>可以不予行政处罚</strong>" in ways


def test_steps_with_reasons_and_clocks(sample: Sample, on_desk: OnDesk) -> None:
    work = on_desk(sample(1))
    assert work.assessment is not None
    assert panel.steps(work.assessment) == "告知听证 · 法制审核 · 集体讨论"
    told = panel.procedure(work)
    assert "责令停止办学（办法第十条）" in told
    assert "2026年12月23日以前，还剩 30 天" in told


def test_warnings_come_with_what_to_do(sample: Sample, on_desk: OnDesk, zibo: Rulebook) -> None:
    work = on_desk(sample(1))
    assert work.assessment is not None
    told = panel.warnings(work.assessment, zibo)
    assert any("系统设定" in one for one in told.values())
    assert all(one.count("怎么办：") == 1 for one in told.values())
    assert told.keys() <= zibo.warnings.keys()


def test_days_left() -> None:
    day = date(2026, 10, 3)
    assert panel.left(day, date(2026, 8, 2)) == "还剩 62 天"
    assert panel.left(day, day) == "今天到期"
    assert panel.left(day, date(2026, 10, 6)) == "已超过 3 天"


def test_the_panel_counts_what_the_sections_count(sample: Sample, on_desk: OnDesk) -> None:
    work = on_desk(sample(3))
    counted = [int(one.text.split()[1]) for one in states(work).values() if one.text.startswith("影响结论的问题")]
    assert work.assessment is not None
    assert panel.counted(work.assessment) == f"影响结论的问题 {sum(counted)} 项"
    assert sum(counted) > 0
