from itertools import pairwise

import pytest

from penalty_engine.rulebook import Rulebook
from penalty_engine.search import Index, find, index, number


@pytest.fixture(scope="module")
def acts(zibo: Rulebook) -> Index:
    return index(zibo)


def found(acts: Index, query: str, category: str | None = None) -> list[str]:
    return [violation.id for violation in find(acts, query, category).violations]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("黑学校", "MCF-64"),
        ("无证办学", "MCF-64"),
        ("MCF-64", "MCF-64"),
        ("mcf64", "MCF-64"),
        ("民促法64条", "MCF-64"),
        ("民促法第六十四条", "MCF-64"),
        ("《民办教育促进法》第六十四条", "MCF-64"),
        ("民促法 第62条第（3）项", "MCF-62-3"),
        ("家教", "XWP-18-2"),
        ("高考作弊", "JYF-79-2"),
        ("幼儿园 小学化", "SXQ-74-4"),
        ("在家里补课收钱", "XWP-17"),
        ("没有许可证办补习班", "XWP-17"),
        ("未保法", "WBF-126-1"),
    ],
)
def test_what_officers_type_finds_the_act(acts: Index, query: str, first: str) -> None:
    assert found(acts, query)[0] == first


def test_every_synonym_of_daily_work_finds_its_act(acts: Index, zibo: Rulebook) -> None:
    for violation in zibo.violations.values():
        for word in violation.synonyms:
            assert violation.id in found(acts, word), word


def test_an_article_finds_all_its_acts_and_no_other_article(acts: Index) -> None:
    assert set(found(acts, "第六十四条")) >= {"MCF-64", "MCT-64-1", "XWP-17"}
    assert "MCF-62-3" not in found(acts, "第六十四条")
    assert found(acts, "64条") == found(acts, "第六十四条") == found(acts, "64")


def test_a_law_is_found_by_its_number_too(acts: Index) -> None:
    assert all(one.startswith("XWP") for one in found(acts, "53号令"))


def test_without_words_the_acts_of_daily_work_come_first(acts: Index, zibo: Rulebook) -> None:
    everything = find(acts, "  ").violations
    ranks = [violation.common_rank for violation in everything if violation.common_rank is not None]
    assert len(everything) == len(zibo.violations)
    assert [violation.common_rank for violation in everything[: len(ranks)]] == ranks
    assert all(one < other for one, other in pairwise(ranks))


def test_a_category_leaves_only_its_acts(acts: Index, zibo: Rulebook) -> None:
    assert "考试" in acts.categories
    assert {zibo.violations[one].category for one in found(acts, "", "考试")} == {"考试"}


def test_what_comes_near_is_told_apart_from_what_fits(acts: Index) -> None:
    assert find(acts, "黑学校").exact
    assert not find(acts, "没有许可证办补习班").exact


def test_what_nobody_says_finds_nothing(acts: Index) -> None:
    assert found(acts, "xyz") == []
    assert found(acts, "龘䶮") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("64", 64), ("六十四", 64), ("一百二十六", 126), ("十", 10), ("二十", 20), ("一百零三", 103), ("三", 3)],
)
def test_numerals(text: str, value: int) -> None:
    assert number(text) == value
