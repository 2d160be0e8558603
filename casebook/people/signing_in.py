"""Signing in: after a few failures a login waits, longer each time; the first administrator comes in by a one-time code."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from casebook import schema
from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook, stamp
from casebook.people.accounts import NewAccount, enter_account, prepare_account
from casebook.people.attempts import failed, forgive, locked
from casebook.people.passwords import fits, hashed, outdated
from casebook.people.sessions import open_session
from casebook.refusals import NotPermittedError

CODE_LASTS: Final = timedelta(days=1)
WRONG: Final = "登录名或者密码不对"
BAD_CODE: Final = "代码不对、已经用过或者过期；在服务器上运行 python -m casebook init 可以取得新的代码"


class SignedIn(NamedTuple):
    """Somebody signed in: the token for his browser."""

    actor: Actor
    token: str


class Rejected(NamedTuple):
    """Nobody signed in; the same words whether the login or the password is wrong. `until`: locked out till then."""

    message: str
    until: str | None = None


def sign_in(book: Casebook, login: str, password: str) -> SignedIn | Rejected:
    """Signs somebody in."""
    login = login.strip().casefold()[:100]
    if until := locked(book, login):
        return Rejected("失败次数过多，请稍后再试", until)
    # Somebody signing in at the same moment may have renewed the stored form of the very same password: it is looked at once more.
    return _opened(book, login, password) or _opened(book, login, password) or Rejected(WRONG)


def _opened(book: Casebook, login: str, password: str) -> SignedIn | Rejected | None:
    """None: what is stored was changed while the password was tried."""
    people = schema.people.c
    with book.read() as connection:
        query = select(people.id, people.name, people.roles, people.password).where(
            people.login == login, people.active
        )
        row = connection.execute(query).one_or_none()
    # The password is tried outside any transaction: it takes its time by intention.
    if not fits(row.password if row else None, password) or row is None:
        return Rejected(WRONG, failed(book, login))
    actor = Actor(row.id, row.name, frozenset(row.roles.split()))
    renewed = hashed(password, login) if outdated(row.password) else None
    with book.write(actor) as work:
        # It may have been changed meanwhile, to keep out whoever knows the old one: then this one no longer opens anything.
        same = update(schema.people).where(people.id == row.id, people.password == row.password, people.active)
        if work.connection.execute(same.values(password=renewed or row.password)).rowcount == 0:
            return None
        forgive(work, login)
        work.note("sign_in", actor.id)
        return SignedIn(actor, open_session(work, actor.id))


def awaits_first_administrator(book: Casebook) -> bool:
    """Whether nobody can look after the system yet."""
    with book.read() as connection:
        return not _has_administrator(connection)


def first_code(book: Casebook) -> str | None:
    """A one-time code for the first administrator, to be printed on the console; None: there is one already.

    A code made before no longer works.
    """
    with book.write(CONSOLE) as work:
        if _has_administrator(work.connection):
            return None
        code = secrets.token_urlsafe(12)
        work.connection.execute(delete(schema.codes))
        expires = stamp(book.clock() + CODE_LASTS)
        work.connection.execute(insert(schema.codes).values(digest=_digest(code), expires_at=expires))
        work.note("first_code")
        return code


def become_first_administrator(book: Casebook, code: str, new: NewAccount) -> SignedIn:
    """Makes the first administrator out of whoever has the code, and signs him in.

    Raises:
        NotPermittedError: the code is wrong, used or expired, or there is an administrator.
        UnfitError: the account cannot be made so.
    """
    codes = schema.codes.c
    roles = tuple(dict.fromkeys(("administrator", *new.roles)))
    good = (codes.digest == _digest(code.strip())) & codes.used_at.is_(None) & (codes.expires_at > stamp(book.clock()))
    with book.read() as connection:
        if connection.execute(select(codes.digest).where(good)).first() is None:  # nobody else has a password hashed
            raise NotPermittedError(BAD_CODE)
    prepared = prepare_account(new._replace(roles=roles))
    with book.write(CONSOLE) as work:
        used = update(schema.codes).where(good).values(used_at=work.at)
        if work.connection.execute(used).rowcount != 1 or _has_administrator(work.connection):
            raise NotPermittedError(BAD_CODE)
        person = enter_account(work, prepared)
        work.note("first_administrator", person)
        return SignedIn(Actor(person, prepared.name, frozenset(roles)), open_session(work, person))


def _has_administrator(connection: Connection) -> bool:
    people = schema.people.c
    rows = connection.execute(select(people.roles).where(people.active, people.id != CONSOLE.id)).scalars()
    return any("administrator" in roles.split() for roles in rows)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
