"""The list that is checked before a notice goes out: it says what the letter says, and leads to where it was filled in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml.html import document_fromstring

from letters.bureau import load_bureau
from letters.making import make
from letters.matter import Matter
from penalty_engine import assess, read_case
from penalty_engine.rulebook import Rulebook
from ui.course.checking import NOTICE, UNNUMBERED, points
from ui.filling.draft import Draft

BUREAU = Path(__file__).parents[2] / "samples" / "files" / "bureau.yaml"


@pytest.fixture
def matter(zibo: Rulebook) -> Callable[[Draft], Matter]:
    def made(draft: Draft) -> Matter:
        case = read_case(draft, zibo)
        return Matter(case, assess(case, zibo, date(2026, 11, 20)), zibo, load_bureau(BUREAU))

    return made


def text(matter: Matter) -> str:
    page: Any = document_fromstring(make(NOTICE, matter).html)  # its published type is that of plain XML
    return "".join(page.text_content().split())


@pytest.mark.parametrize("number", [1, 2, 11, 12])
def test_every_line_stands_in_the_letter(
    number: int, sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    made = matter(sample(number))
    letter = text(made)
    by_label = {one.label: one.told for one in points(made)}
    for label in ("当事人", "联系人", "拟处罚", "起止", "金额", "日期"):
        for part in by_label.get(label, "").replace("；", "，").split("，"):
            assert "".join(part.split()) in letter, label
    assert ("要求听证的权利" in letter) == by_label["听证"].startswith("告知")
    assert f"{made.rulebook.rules.statement_days}" == "7"
    assert "七个工作日" in by_label["陈述申辩"]


def test_a_line_changes_with_the_case(sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]) -> None:
    draft = sample(1)
    draft["conducts"][0]["proposal"]["fine"] = 5000
    draft["letter"] = {}
    by_label = {one.label: one for one in points(matter(draft))}
    assert by_label["拟处罚"].told == "罚款人民币5000元（大写：伍仟元整）"
    assert by_label["拟处罚"].path == "conducts[0].proposal"
    assert by_label["文号"].told.endswith(UNNUMBERED)
    assert "3,000元以上6,600元以下" in by_label["幅度"].told


def test_the_contact_is_the_bureaus_where_the_case_names_none(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    draft = sample(1)
    draft.pop("contact", None)
    made = matter(draft)
    other = made._replace(bureau=replace(made.bureau, contact=made.bureau.contact._replace(phone="0533-9999999")))
    assert "0533-9999999" in next(one.told for one in points(other) if one.label == "联系人")


def test_of_several_acts_each_has_its_own_lines(
    sample: Callable[[int], Draft], matter: Callable[[Draft], Matter]
) -> None:
    found = points(matter(sample(11)))
    assert [one.path for one in found if one.label == "拟处罚"] == ["conducts[0].proposal", "conducts[1].proposal"]
    assert [one.label for one in found if one.path.endswith(".violation")] == ["违法行为一", "违法行为二"]
