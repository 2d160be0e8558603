"""Violations by the letters of their pinyin."""

import pytest

from penalty_engine.rulebook import Rulebook
from ui.filling.pinyin import _readings, by_letters, spelled


@pytest.mark.parametrize(
    ("letters", "id"),
    [
        ("szjb", "MCF-64"),  # 擅自举办民办学校
        ("sazb", "MCF-64"),
        ("shanzijb", "MCF-64"),
        ("SZJB", "MCF-64"),
        ("mbxx", "MCF-64"),
        ("hxx", "MCF-64"),  # 黑学校, a synonym
    ],
)
def test_letters_find_names_and_synonyms(letters: str, id: str, zibo: Rulebook) -> None:
    found = by_letters(letters, spelled(zibo.violations.values()))
    assert id in [one.id for one in found]


def test_the_name_itself_comes_first(zibo: Rulebook) -> None:
    found = by_letters("szjbmbxx", spelled(zibo.violations.values()))
    assert [one.id for one in found][:1] == ["MCF-64"]


@pytest.mark.parametrize(
    ("character", "readings"),
    [
        ("行", {"xing", "hang"}),
        ("重", {"zhong", "chong"}),
        ("调", {"diao", "tiao"}),
        ("校", {"xiao", "jiao"}),
        ("长", {"chang", "zhang"}),
        ("参", {"can", "shen"}),
        ("没", {"mo", "mei"}),
        ("强", {"qiang", "jiang"}),
    ],
)
def test_every_reading_of_a_character_counts(character: str, readings: set[str]) -> None:
    assert readings <= _readings(character)


def test_xing_and_hang_are_both_accepted(zibo: Rulebook) -> None:
    names = [one for one in zibo.violations.values() if "行" in one.name]
    assert names
    for one in names:
        place = [character for character in one.name if "\u4e00" <= character <= "\u9fff"].index("行")
        if place >= 1:
            rest = spelled([one])[0].syllables
            before = "".join(min(syllable)[0] for syllable in rest[:place])
            for letter in "xh":
                assert one in by_letters(before + letter, spelled([one]))


@pytest.mark.parametrize("query", ["", "a", "擅自", "MCF-64", "zzzzzzzz", "64", "s" * 40])
def test_what_is_no_letters_finds_nothing(query: str, zibo: Rulebook) -> None:
    assert by_letters(query, spelled(zibo.violations.values())) == ()
