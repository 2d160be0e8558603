"""What holds in the bureau: the casebook before the file before the defaults; another process's change is seen; own templates are tried first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.care.samples import fill
from casebook.people.accounts import NewAccount, add_account
from casebook.refusals import NotPermittedError, UnfitError
from casebook.settings import BUREAU, Overtaken, Setting, current_settings, save_setting
from letters.bureau import BureauSettings, Payee, read_bureau
from letters.kinds import KINDS
from letters.rendering import shipped
from penalty_engine.problems import InputError
from web import settings

NAME = "prior-notice.html"
KIND = f"template/{NAME}"


@pytest.fixture(scope="module")
def guan(office: Casebook) -> Actor:
    person = add_account(office, CONSOLE, NewAccount("guan-of-settings", "管某", ("administrator",)))
    return Actor(person, "管某", frozenset({"administrator"}))


@pytest.fixture(autouse=True)
def as_shipped(office: Casebook, guan: Actor) -> Iterator[None]:
    """Whatever a test has saved is taken back."""
    yield
    for kind, one in settings.holding(anew=True).saved.items():
        if one.content is not None:
            save_setting(office, guan, kind, one.version, None)
    settings.holding(anew=True)


def begun(kind: str) -> int:
    return settings.holding(anew=True).begun_from(kind)


def test_what_is_saved_holds_at_once_and_no_more_when_taken_back(guan: Actor) -> None:
    assert settings.bureau() == BureauSettings()
    made = settings.save_bureau(guan, begun(BUREAU), "payee: {bank: 某银行, account: '1'}\n")
    assert isinstance(made, Setting)
    assert settings.bureau().payee == Payee("某银行", None, "1")
    settings.save_bureau(guan, made.version, None)
    assert settings.bureau() == BureauSettings()


def test_what_another_process_saves_is_seen_after_a_second(
    office: Casebook, guan: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.holding(anew=True)
    save_setting(office, guan, BUREAU, begun(BUREAU), "court: 某法院\n")
    monkeypatch.setattr(settings, "FRESH", 0)
    assert settings.bureau().court == "某法院"


def test_the_casebook_is_not_asked_for_every_rerun(guan: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save_bureau(guan, begun(BUREAU), "court: 某法院\n")
    asked: list[object] = []
    monkeypatch.setattr(settings, "FRESH", 1000)
    monkeypatch.setattr(settings, "state", asked.append)
    assert settings.bureau().court == settings.bureau().court == "某法院"
    assert asked == []


def test_what_the_settings_do_not_know_is_refused(guan: Actor) -> None:
    before = begun(BUREAU)
    with pytest.raises(InputError) as caught:
        settings.save_bureau(guan, before, "curt: 某法院\n")
    assert str(caught.value.problems[0]).startswith("本局信息:1: curt: 不认识的键“curt”")
    assert begun(BUREAU) == before


def test_who_may_not_configure_is_refused(officer: Actor) -> None:
    with pytest.raises(NotPermittedError):
        settings.save_bureau(officer, begun(BUREAU), "court: 某法院\n")


def test_a_template_that_prints_is_saved_and_holds(guan: Actor) -> None:
    text = shipped()[NAME].replace("经调查，", "经本局调查，")
    assert isinstance(settings.save_template(guan, NAME, begun(KIND), text), Setting)
    assert settings.bureau().templates == ((NAME, text),)
    assert isinstance(settings.save_template(guan, NAME, 0, shipped()[NAME]), Overtaken)
    settings.save_template(guan, NAME, begun(KIND), None)
    assert settings.bureau().templates == ()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (NAME, "\n{% if %}", r"《教育行政处罚事先告知书》：文书模板 prior-notice\.html:2 有错误"),
        ("nonsense.html", "", "没有名为 nonsense.html 的模板"),
    ],
)
def test_a_template_that_does_not_print_is_not_saved(guan: Actor, name: str, text: str, message: str) -> None:
    with pytest.raises(UnfitError, match=message):
        settings.save_template(guan, name, 0, text)
    assert settings.bureau().templates == ()


def test_what_another_template_still_uses_is_not_taken_back(guan: Actor) -> None:
    macros, order = "parts/macros.html", "correction-order.html"
    longer = shipped()[macros] + "\n{% macro greeting() %}<p>您好</p>{% endmacro %}\n"
    greeting = shipped()[order].replace('<section class="opening">', '<section class="opening">{{ write.greeting() }}')
    settings.save_template(guan, macros, begun(f"template/{macros}"), longer)
    settings.save_template(guan, order, begun(f"template/{order}"), greeting)
    with pytest.raises(UnfitError, match=r"《责令改正通知书》：文书模板 correction-order\.html:\d+ 有错误"):
        settings.save_template(guan, macros, begun(f"template/{macros}"), None)
    assert dict(settings.bureau().templates).keys() == {macros, order}


@pytest.mark.parametrize("text", ["x" * 1_100_000, shipped()[NAME]])
def test_nothing_is_tried_before_leave_and_size_are_known(
    guan: Actor, officer: Actor, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(settings, "check", lambda *_: pytest.fail("tried"))
    with pytest.raises((UnfitError, NotPermittedError)):
        settings.save_template(guan if len(text) > 1_000_000 else officer, NAME, begun(KIND), text)


def test_two_threads_never_meet_half_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """At every store of the first look at a casebook another thread looks too."""

    class Watched(dict[str, Any]):
        def __setitem__(self, where: str, value: object) -> None:
            super().__setitem__(where, value)
            answers.append(settings.holding())

    answers: list[settings.Holding] = []
    monkeypatch.setattr(settings, "_read", Watched())
    monkeypatch.setattr(settings, "FRESH", 1000)
    assert answers == [settings.holding()]


def test_the_sample_office_has_settings_that_are_read(tmp_path: Path) -> None:
    keys = Keyring(tmp_path / "keys")
    keys.make()
    book = open_casebook(f"sqlite:///{tmp_path}/casebook.db", keys)
    fill(book)
    held = read_bureau(str(current_settings(book)[BUREAU].content), "示例")
    assert {kind.id for kind in KINDS.values() if kind.numbered} | {"case"} <= held.number_prefixes.keys()
    assert held.payee.account is not None
    book.engine.dispose()
