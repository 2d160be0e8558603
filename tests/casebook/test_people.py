"""Accounts and signing in."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from casebook import database, trail
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.people import accounts, passwords, signing_in
from casebook.people.accounts import NewAccount
from casebook.people.sessions import actor_of, sign_out, sign_out_everywhere
from casebook.people.signing_in import Rejected, SignedIn, become_first_administrator, first_code, sign_in
from casebook.refusals import NotPermittedError, UnfitError

from .office import Clock, person

PASSWORD = "一段足够长而好记的口令2026"
GUAN = person("guan")
CHEN = NewAccount("Chen", "陈某", ("officer",), PASSWORD, "37030009")


def signed_in(book: Casebook, login: str = "chen", password: str = PASSWORD) -> SignedIn:
    answer = sign_in(book, login, password)
    assert isinstance(answer, SignedIn), answer
    return answer


def test_signing_in_and_out(book: Casebook) -> None:
    made = accounts.add_account(book, GUAN, CHEN)
    answer = signed_in(book, " CHEN ")
    assert actor_of(book, answer.token) == answer.actor == Actor(made, "陈某", frozenset({"officer"}))
    assert actor_of(book, answer.token + "x") is None
    other = signed_in(book)
    sign_out(book, answer.actor, answer.token)
    assert actor_of(book, answer.token) is None
    assert actor_of(book, other.token) is not None
    sign_out_everywhere(book, answer.actor)
    assert actor_of(book, other.token) is None


def test_the_database_knows_neither_passwords_nor_tokens(book: Casebook) -> None:
    accounts.add_account(book, GUAN, CHEN)
    token = signed_in(book).token
    with book.read() as connection:
        stored = connection.execute(text("SELECT password FROM people WHERE login = 'chen'")).scalar_one()
        digest = connection.execute(text("SELECT digest FROM sessions")).scalar_one()
    assert stored.startswith("$argon2id$")
    assert token not in digest


def test_nobody_waits_for_a_password_to_be_hashed(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    real = passwords.hashed

    def slowly(password: str, login: str) -> str:
        with book.write(GUAN) as work:  # would wait in vain for a transaction around it
            work.note("meanwhile")
        return real(password, login)

    monkeypatch.setattr(database, "WAIT", 50)
    monkeypatch.setattr(accounts, "hashed", slowly)
    book.engine.dispose()
    made = accounts.add_account(book, GUAN, CHEN)
    accounts.set_password(book, GUAN, made, PASSWORD + "新")
    with book.read() as connection:
        assert [one.action for one in trail.latest(connection)].count("meanwhile") == 2


def test_a_password_that_is_changed_while_it_is_tried_opens_nothing(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = accounts.add_account(book, GUAN, CHEN)

    def slowly(stored: str | None, password: str) -> bool:
        accounts.set_password(book, GUAN, made, PASSWORD + "新")
        return passwords.fits(stored, password)

    monkeypatch.setattr(signing_in, "fits", slowly)
    assert sign_in(book, "chen", PASSWORD) == Rejected("登录名或者密码不对")
    with book.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar_one() == 0


def test_two_who_sign_in_at_once_while_the_stored_form_is_outdated_both_come_in(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = accounts.add_account(book, GUAN, CHEN)
    with book.write(GUAN) as work:
        old = PasswordHasher(time_cost=1).hash(PASSWORD)
        work.connection.execute(text("UPDATE people SET password = :old WHERE id = :id"), {"old": old, "id": made})
    others: list[SignedIn] = []

    def meanwhile(stored: str | None, password: str) -> bool:
        monkeypatch.setattr(signing_in, "fits", passwords.fits)
        others.append(signed_in(book))
        return passwords.fits(stored, password)

    monkeypatch.setattr(signing_in, "fits", meanwhile)
    assert actor_of(book, signed_in(book).token) == actor_of(book, others[0].token)


def test_sessions_end_by_idling_by_age_and_with_the_account(book: Casebook, clock: Clock) -> None:
    made = accounts.add_account(book, GUAN, CHEN)
    token = signed_in(book).token
    clock.moment += timedelta(hours=1, minutes=59)
    assert actor_of(book, token)
    clock.moment += timedelta(hours=1, minutes=59)
    assert actor_of(book, token)  # being seen keeps it alive
    clock.moment += timedelta(hours=2, minutes=1)
    assert actor_of(book, token) is None
    token = signed_in(book).token
    seen = []
    for _ in range(7):
        clock.moment += timedelta(hours=1, minutes=45)
        seen.append(actor_of(book, token) is not None)
    assert seen == [True] * 6 + [False]  # older than twelve hours
    token = signed_in(book).token
    accounts.change_account(book, GUAN, made, roles=("officer",), certificate="1", qualification=None, active=False)
    assert actor_of(book, token) is None
    assert isinstance(sign_in(book, "chen", PASSWORD), Rejected)


def test_a_login_waits_after_failures_longer_each_time(book: Casebook, clock: Clock) -> None:
    accounts.add_account(book, GUAN, CHEN)
    answers = [sign_in(book, "chen", "wrong") for _ in range(5)]
    assert [isinstance(one, Rejected) and one.until is not None for one in answers] == [False] * 4 + [True]
    locked = sign_in(book, "chen", PASSWORD)
    assert isinstance(locked, Rejected)
    assert locked.until is not None
    clock.moment += timedelta(seconds=31)
    again = sign_in(book, "chen", "wrong")
    assert isinstance(again, Rejected)
    assert again.until is not None
    clock.moment += timedelta(seconds=31)
    assert isinstance(sign_in(book, "chen", PASSWORD), Rejected)  # sixty seconds this time
    clock.moment += timedelta(seconds=30)
    signed_in(book)
    assert isinstance(sign_in(book, "chen", "wrong"), Rejected)
    signed_in(book)  # counted from the start again


def test_a_login_that_does_not_exist_is_answered_alike(book: Casebook) -> None:
    accounts.add_account(book, GUAN, CHEN)
    known = [sign_in(book, "chen", "wrong") for _ in range(5)]
    unknown = [sign_in(book, "nobody", "wrong") for _ in range(5)]
    assert known == unknown
    assert isinstance(sign_in(book, "console", "wrong"), Rejected)


def test_the_first_administrator_comes_in_by_a_code_once(book: Casebook) -> None:
    assert first_code(book) is None  # there is one
    with book.engine.begin() as connection:
        connection.execute(text("UPDATE people SET active = :no WHERE login = 'guan'"), {"no": False})
    code = first_code(book)
    assert code
    new = NewAccount("first", "首任", (), PASSWORD)
    with pytest.raises(NotPermittedError):
        become_first_administrator(book, "another code", new)
    with pytest.raises(UnfitError):
        become_first_administrator(book, code, new._replace(password="short"))
    first = become_first_administrator(book, code, new)
    assert first.actor.roles == {"administrator"}
    assert actor_of(book, first.token) == first.actor
    with pytest.raises(NotPermittedError):
        become_first_administrator(book, code, new._replace(login="second"))
    assert first_code(book) is None


def test_a_code_expires_and_a_newer_one_takes_its_place(book: Casebook, clock: Clock) -> None:
    with book.engine.begin() as connection:
        connection.execute(text("UPDATE people SET active = :no WHERE login = 'guan'"), {"no": False})
    old, new = first_code(book), first_code(book)
    assert old
    assert new
    with pytest.raises(NotPermittedError):
        become_first_administrator(book, old, NewAccount("first", "首任", (), PASSWORD))
    clock.moment += timedelta(days=1, seconds=1)
    with pytest.raises(NotPermittedError):
        become_first_administrator(book, new, NewAccount("first", "首任", (), PASSWORD))


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (CHEN._replace(login=" "), "登录名"),
        (CHEN._replace(password="short"), "12"),
        (CHEN._replace(password="aaaaaaaaaaaaaaaa"), "过于简单"),
        (CHEN._replace(password="chen-2026-11-20"), "过于简单"),
        (CHEN._replace(certificate=" "), "执法证号"),
        (CHEN._replace(roles=("reviewer",)), "法律职业资格"),
        (CHEN._replace(roles=("auditor", "head")), "不兼任"),
        (CHEN._replace(roles=("king",)), "king"),
        (CHEN._replace(login="WANG"), "已经有人使用"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_accounts_that_cannot_be_made(book: Casebook, new: NewAccount, told: str) -> None:
    with pytest.raises(UnfitError, match=told):
        accounts.add_account(book, GUAN, new)


def test_changing_a_password_signs_out_everywhere(book: Casebook) -> None:
    accounts.add_account(book, GUAN, CHEN)
    answer = signed_in(book)
    with pytest.raises(NotPermittedError):
        accounts.change_password(book, answer.actor, "wrong", "另一段足够长而好记的口令")
    accounts.change_password(book, answer.actor, PASSWORD, "另一段足够长而好记的口令")
    assert actor_of(book, answer.token) is None
    assert isinstance(sign_in(book, "chen", PASSWORD), Rejected)
    signed_in(book, password="另一段足够长而好记的口令")
    accounts.set_password(book, GUAN, answer.actor.id, PASSWORD)
    signed_in(book)


def test_wrong_passwords_count_wherever_they_are_tried(book: Casebook, clock: Clock) -> None:
    accounts.add_account(book, GUAN, CHEN)
    chen, new = signed_in(book).actor, "另一段足够长而好记的口令"
    for told in ("原密码不对$", "原密码不对$", "原密码不对$", "原密码不对$", "原密码不对。失败次数过多"):
        with pytest.raises(NotPermittedError, match=told):
            accounts.change_password(book, chen, "wrong", new)
    with pytest.raises(NotPermittedError, match=r"失败次数过多，请在 \d\d:\d\d:\d\d 以后再试"):
        accounts.change_password(book, chen, PASSWORD, new)
    assert isinstance(sign_in(book, "chen", PASSWORD), Rejected)
    clock.moment += timedelta(seconds=31)
    accounts.change_password(book, chen, PASSWORD, new)
    signed_in(book, password=new)


def test_a_new_password_that_is_too_simple_changes_nothing(book: Casebook) -> None:
    accounts.add_account(book, GUAN, CHEN)
    answer = signed_in(book)
    with pytest.raises(UnfitError, match="过于简单"):
        accounts.change_password(book, answer.actor, PASSWORD, "aaaaaaaaaaaaaaaa")
    assert actor_of(book, answer.token)


def test_others_can_write_while_a_password_is_made(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.add_account(book, GUAN, CHEN)
    chen = signed_in(book).actor
    made = passwords.hashed

    def meanwhile(password: str, login: str) -> str:
        with book.write(GUAN) as work:
            work.note("meanwhile")
        return made(password, login)

    monkeypatch.setattr(accounts, "hashed", meanwhile)
    accounts.change_password(book, chen, PASSWORD, "另一段足够长而好记的口令")
    accounts.set_password(book, GUAN, chen.id, PASSWORD)
    with book.read() as connection:
        assert sum(1 for one in trail.entries(connection) if one.action == "meanwhile") == 2


def test_the_administrator_cannot_lock_himself_out(book: Casebook) -> None:
    with pytest.raises(NotPermittedError, match="本人"):
        accounts.change_account(
            book, GUAN, "guan", roles=("keeper",), certificate=None, qualification=None, active=True
        )


def test_losing_a_role_ends_the_sessions(book: Casebook) -> None:
    made = accounts.add_account(book, GUAN, CHEN._replace(roles=("officer", "head")))
    token = signed_in(book).token
    accounts.change_account(book, GUAN, made, roles=("officer",), certificate="1", qualification=None, active=True)
    assert actor_of(book, token) is None
    assert {one.login for one in accounts.list_accounts(book, GUAN)} >= {"chen", "wang"}
    assert "console" not in {one.login for one in accounts.list_accounts(book, GUAN)}
    assert accounts.names_of(book, person("wang"))["li"] == "李某"


def test_officers_at_work_are_named_with_their_certificates_to_those_who_make_cases(book: Casebook) -> None:
    made = accounts.add_account(book, GUAN, CHEN)
    chen = accounts.Certified(made, "陈某", "37030009")
    assert chen in accounts.certified_officers(book, person("wang"))
    assert "shen" not in {one.id for one in accounts.certified_officers(book, person("wang"))}  # no officer
    accounts.change_account(
        book, GUAN, made, roles=("officer",), certificate="37030009", qualification=None, active=False
    )
    assert chen not in accounts.certified_officers(book, person("wang"))
    with pytest.raises(NotPermittedError):
        accounts.certified_officers(book, person("jian"))
    with pytest.raises(NotPermittedError, match="停用"):
        accounts.certified_officers(book, Actor(made, "陈某", frozenset({"officer"})))


def test_weaker_hashes_are_made_anew_on_signing_in(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    made = accounts.add_account(book, GUAN, CHEN)
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher())
    signed_in(book)
    with book.read() as connection:
        stored = connection.execute(text("SELECT password FROM people WHERE id = :id"), {"id": made}).scalar_one()
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_the_administrator_ends_somebodys_sessions(book: Casebook) -> None:
    accounts.add_account(book, GUAN, CHEN)
    answer = signed_in(book)
    with pytest.raises(NotPermittedError):
        accounts.end_sessions_of(book, person("ju"), answer.actor.id)
    assert actor_of(book, answer.token) is not None
    accounts.end_sessions_of(book, GUAN, answer.actor.id)
    assert actor_of(book, answer.token) is None
