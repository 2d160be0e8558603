"""The bureau's settings: every key may be left out; what is wrong is told with its line."""

from pathlib import Path

import pytest

from letters import bureau
from letters.bureau import BureauSettings, load_bureau
from letters.numbering import kind_of
from penalty_engine.case import Contact
from penalty_engine.problems import InputError


def test_without_a_file_the_defaults_hold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bureau, "SETTINGS", tmp_path / "none.yaml")
    assert load_bureau() == BureauSettings()
    assert BureauSettings().contact == Contact(None, None, None)
    assert BureauSettings().number_prefixes["prior-notice"] == "淄教罚告字"


def test_settings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "bureau.yaml"
    file.write_text(
        "name: 张店区教育和体育局\nnumber_prefixes: {prior-notice: 张教罚告字}\ncontact: {name: 王某, phone: '0533-1'}\n"
    )
    found = load_bureau(file)
    assert found.name == "张店区教育和体育局"
    assert found.number_prefixes["prior-notice"] == "张教罚告字"
    assert found.contact == Contact("王某", None, "0533-1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nmae: 甲\n", "bureau.yaml:1: nmae: 不认识的键“nmae”，是否应为 name"),
        ("contact:\n  phone: yes\n", "bureau.yaml:2: contact.phone: 应当是文字（数字、日期、是否要加引号）"),
        ("name: ''\n", "bureau.yaml:1: name: 不能是空的"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "bureau.yaml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        load_bureau(file)
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [message]


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="文件不存在"):
        load_bureau(tmp_path / "none.yaml")


def test_the_prefix_of_cases_tells_no_kind_of_document() -> None:
    prefixes = {"case": "淄教罚", "prior-notice": "淄教罚告字"}
    assert kind_of("淄教罚决字〔2026〕第1号", prefixes) is None
    assert kind_of("淄教罚告字〔2026〕第1号", prefixes) == "prior-notice"
