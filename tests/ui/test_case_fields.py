"""办案: what is typed into the fields: told where it is wrong, shown as it is read, never lost."""

import re
from datetime import date

import pytest

from ui.filling import desk

from .case_page import draft, field, opened, outcome, turn, written


def test_an_act_that_goes_on_needs_no_last_day() -> None:
    page = opened(1, "act")
    field(page, "checkbox", "仍在继续").check().run()
    assert draft(page)["conducts"][0]["to"] is None
    assert "应当给予行政处罚" in outcome(page)
    field(page, "checkbox", "仍在继续").uncheck().run()
    assert "违法行为终了日期（或者仍在继续）" in written(page)


def test_bad_input_is_told_in_chinese_beside_the_field_and_nothing_typed_is_lost() -> None:
    page = opened(1, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").input("大约四万").run()
    assert not page.exception
    assert field(page, "text_input", "实施违法行为收取的全部款项（元）").value == "大约四万"
    assert '<p class="mistake">应当是数字，请写成 46,580、46580.50 或者 4.658万</p>' in written(page)
    assert "有 1 处需要改正" in written(page)
    turn(page, "party")
    assert field(page, "text_input", "名称").value == "淄博某某教育咨询有限公司"
    turn(page, "facts")
    field(page, "text_input", "实施违法行为收取的全部款项（元）").input("46580").run()
    assert "应当给予行政处罚 · 从轻" in outcome(page)


def test_an_answer_on_harm_takes_the_place_of_the_element_on_its_absence() -> None:
    page = opened(3, "facts")
    field(page, "radio", "是否造成危害后果").set_value("否").run()
    turn(page, "circumstances")
    page.button(key="open-details-0-ZB-5-4").click().run()
    assert "没有造成危害后果" in written(page)
    assert not any(one.label == "没有造成危害后果" for one in page.radio)


def test_identity_numbers_are_checked_as_they_are_typed() -> None:
    page = opened(4)
    assert "校验码正确；出生日期 2009年3月2日" in written(page)
    field(page, "text_input", "身份证号").input("370303200903020008").run()
    assert "位数或者校验码不对" in written(page)


def test_a_minor_needs_a_guardian() -> None:
    page = opened(4)
    assert field(page, "text_input", "监护人姓名").value == "冯某"


NONSENSE = "　不像样的东西 -1.005 ☃ "


@pytest.mark.parametrize("section", ["party", "act", "facts", "circumstances", "proposal", "documents"])
def test_nonsense_in_every_field_is_told_or_taken_and_never_lost(section: str) -> None:
    page = opened(4 if section == "party" else 1, section)
    labels = [one.label for one in (*page.text_input, *page.text_area) if not one.disabled]
    assert labels
    for place, label in enumerate(labels):
        entered = [one for one in (*page.text_input, *page.text_area) if not one.disabled]
        if place >= len(entered) or entered[place].label != label:
            continue  # another field has come or gone with the answer before
        before = entered[place].value
        entered[place].set_value(NONSENSE).run()
        assert not page.exception, label
        again = [one for one in (*page.text_input, *page.text_area) if not one.disabled]
        assert again[place].value.split() == NONSENSE.split() or "、" in again[place].value, label
        assert "None" not in written(page), label
        again[place].set_value(before).run()
    assert not page.exception
    assert "应当给予行政处罚" in outcome(page)  # and everything is as it was


@pytest.mark.parametrize(
    ("section", "label", "typed", "told"),
    [
        ("party", "立案日期", "昨天", "看不出是哪一天，请写成 2026年7月2日 或者 20260702"),
        ("party", "立案日期", "2026.2.30", "2026年2月没有30日"),
        ("act", "终了日期", "2026年1月1日", "终了日期早于开始日期（2026年"),
        ("facts", "实施违法行为收取的全部款项（元）", "-5", "金额不能是负数"),
        ("facts", "实施违法行为收取的全部款项（元）", "1.005", "金额至多两位小数"),
        ("proposal", "罚款数额（元）", "四千五", "“四千五”可以有几种读法，请写成"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(section: str, label: str, typed: str, told: str) -> None:
    page = opened(1, section)
    field(page, "text_input", label).set_value(typed).run()
    beside = [one.proto.body for one in page.get("html") if 'class="mistake"' in one.proto.body]
    assert any(told in one for one in beside), beside
    assert not any(re.search("[a-z_]{4,}", re.sub("<[^>]+>", "", one)) for one in beside), beside


def test_a_day_ahead_is_doubted_where_only_past_days_make_sense() -> None:
    page = opened(1, "act")
    assert "在今天以后" not in written(page)
    field(page, "text_input", "发现日期").set_value("2199年1月1日").run()
    assert "在今天以后，请核对" in written(page)


def test_a_count_and_a_certificate_number_are_taken_as_people_type_them() -> None:
    page = opened(1, "facts")
    field(page, "text_input", "涉案学生（幼儿、学员）人数（人）").set_value("26 人").run()
    assert draft(page)["conducts"][0]["facts"]["students"] == 26
    turn(page, "party")
    field(page, "text_input", "统一社会信用代码").set_value("９１３７０３０３ ｍａ３０００００１８").run()
    assert draft(page)["party"]["id_number"] == "91370303MA30000018"


def test_days_are_shown_in_full_however_they_were_typed() -> None:
    page = opened(1, "party")
    field(page, "text_input", "立案日期").set_value("20260925").run()
    assert field(page, "text_input", "立案日期").value == "2026年9月25日"
    assert draft(page)["filed_on"] == date(2026, 9, 25)


def test_fields_that_matter_only_sometimes_come_when_they_do() -> None:
    page = opened(1, "facts")
    assert "认定情节严重的根据（写入文书）" not in [one.label for one in page.text_input]
    page = opened(4, "facts")
    assert draft(page)["conducts"][0]["severity"] == "serious"
    field(page, "text_input", "认定情节严重的根据（写入文书）").set_value("携带通讯设备").run()
    assert draft(page)["conducts"][0]["severity_grounds"]["fact"] == "携带通讯设备"
    turn(page, "party")
    assert "作出决定的机关的名称" not in [one.label for one in page.text_input]
    field(page, "radio", "作出决定的机关").set_value("区县教育局").run()
    field(page, "text_input", "作出决定的机关的名称").set_value("张店区教育和体育局").run()
    assert draft(page)["authority"] == "张店区教育和体育局"


def test_names_in_the_file_are_kept_as_a_list() -> None:
    page = opened(1, "evidence")
    field(page, "text_input", "案卷中提到的其他自然人").set_value("李某某，赵某某 钱某某").run()
    assert draft(page)["named_persons"] == ["李某某", "赵某某", "钱某某"]
    assert field(page, "text_input", "案卷中提到的其他自然人").value == "李某某、赵某某、钱某某"


@pytest.mark.parametrize(
    ("section", "label", "read", "told"),
    [
        ("act", "发现日期", "2026年12月28日", False),
        ("facts", "实际改正完成日", "2026年12月28日", False),
        ("party", "拟作出决定的日期", "2026年12月28日", True),
    ],
)
def test_a_day_without_its_year_is_shown_in_full_and_the_year_told_where_it_is_not_certain(
    monkeypatch: pytest.MonkeyPatch, section: str, label: str, read: str, *, told: bool
) -> None:
    monkeypatch.setattr(desk, "today", lambda: date(2027, 1, 3))
    page = opened(1, section)
    field(page, "text_input", label).set_value("12月28日").run()
    assert field(page, "text_input", label).value == read
    assert (f"没有写年份，按离今天最近的{read}" in written(page)) is told
    field(page, "text_input", label).set_value("20261228").run()
    assert "没有写年份，按" not in written(page)


def test_a_day_of_birth_needs_its_year() -> None:
    page = opened(4)
    field(page, "text_input", "出生日期").set_value("3月2日").run()
    assert field(page, "text_input", "出生日期").value == "3月2日"
    assert "没有写年份，请写成 2026年7月2日" in written(page)
