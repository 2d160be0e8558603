"""People with accounts: what they may be, their certificates. Nobody is deleted; whoever leaves is made inactive."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from casebook import schema
from casebook.actor import CONSOLE, Actor
from casebook.book import OFFICE, Casebook, Work, new_id
from casebook.people.attempts import failed, forgive, locked
from casebook.people.passwords import fits, hashed
from casebook.people.sessions import end_sessions
from casebook.refusals import NotFoundError, NotPermittedError, UnfitError
from casebook.rights import ROLES, permit

LONGEST = 60


class Account(NamedTuple):
    """A person. `certificate`: 执法证号, of officers; `qualification`: 法律职业资格, of reviewers (处罚法 42, 58)."""

    id: str
    login: str
    name: str
    roles: frozenset[str]
    certificate: str | None
    qualification: str | None
    active: bool


class Certified(NamedTuple):
    """An officer with the number of his certificate (处罚法 42)."""

    id: str
    name: str
    certificate: str


class NewAccount(NamedTuple):
    """What an account is made from; without a password nobody can sign in yet."""

    login: str
    name: str
    roles: tuple[str, ...]
    password: str | None = None
    certificate: str | None = None
    qualification: str | None = None


class PreparedAccount(NamedTuple):
    """An account that may be entered: spelled as it is stored, its password hashed."""

    login: str
    name: str
    roles: str
    certificate: str | None
    qualification: str | None
    password: str | None


def add_account(book: Casebook, actor: Actor, new: NewAccount) -> str:
    """A new account; gives its id.

    Raises:
        UnfitError: with what is missing or wrong.
    """
    with book.read() as connection:
        permit(connection, actor, "manage_people")
    prepared = prepare_account(new)
    with book.write(actor) as work:
        permit(work.connection, actor, "manage_people")
        return enter_account(work, prepared)


def prepare_account(new: NewAccount) -> PreparedAccount:
    """Checks an account and hashes its password: before any transaction, because that takes its time by intention.

    Raises:
        UnfitError: with what is missing or wrong.
    """
    login = new.login.strip().casefold()
    if not login or len(login) > LONGEST or not new.name.strip() or len(new.name) > LONGEST:
        raise UnfitError(f"登录名和姓名应当填写，不超过{LONGEST}个字符")
    _check_roles(new.roles, new.certificate, new.qualification)
    return PreparedAccount(
        login=login,
        name=new.name.strip(),
        roles=spelled(new.roles),
        certificate=new.certificate,
        qualification=new.qualification,
        password=hashed(new.password, login) if new.password else None,
    )


def enter_account(work: Work, prepared: PreparedAccount) -> str:
    """Enters an account, for those who have asked for leave already; gives its id.

    Raises:
        UnfitError: somebody has this login.
    """
    made = new_id()
    row = {**prepared._asdict(), "id": made, "active": True, "created_at": work.at}
    try:
        with work.connection.begin_nested():
            work.connection.execute(insert(schema.people).values(row))
    except IntegrityError:
        raise UnfitError(f"登录名“{prepared.login}”已经有人使用") from None
    work.note("add_account", made, roles=prepared.roles.split())
    return made


def change_account(
    book: Casebook,
    actor: Actor,
    person: str,
    *,
    roles: Iterable[str],
    certificate: str | None,
    qualification: str | None,
    active: bool,
) -> None:
    """Changes what somebody may be; whoever is made inactive or loses a role is signed out everywhere."""
    wanted = tuple(roles)
    _check_roles(wanted, certificate, qualification)
    with book.write(actor) as work:
        permit(work.connection, actor, "manage_people")
        before = account_row(work.connection, person)
        if person == actor.id and (not active or "administrator" not in wanted):
            raise NotPermittedError("不能停用本人的账户，也不能取消本人的管理员职责")
        values = {
            "roles": spelled(wanted),
            "certificate": certificate,
            "qualification": qualification,
            "active": active,
        }
        work.connection.execute(update(schema.people).where(schema.people.c.id == person).values(values))
        if not active or set(before.roles.split()) - set(wanted):
            end_sessions(work, person)
        work.note("change_account", person, roles=sorted(wanted), active=active)


def set_password(book: Casebook, actor: Actor, person: str, password: str) -> None:
    """The administrator sets somebody's password, who is signed out everywhere and need not wait any longer."""
    with book.read() as connection:
        permit(connection, actor, "manage_people")
        login = account_row(connection, person).login
    stored = hashed(password, login)
    with book.write(actor) as work:
        permit(work.connection, actor, "manage_people")
        _set(work, person, stored)
        forgive(work, login)


def end_sessions_of(book: Casebook, actor: Actor, person: str) -> None:
    """The administrator signs somebody out everywhere."""
    with book.write(actor) as work:
        permit(work.connection, actor, "manage_people")
        account_row(work.connection, person)
        end_sessions(work, person)
        work.note("sign_out_everywhere", person)


def change_password(book: Casebook, actor: Actor, old: str, new: str) -> None:
    """Somebody changes his own password, and is signed out everywhere. Wrong ones count as they do in signing in.

    Raises:
        NotPermittedError: the old one is wrong, or was wrong too often.
        UnfitError: the new one is not good enough.
    """
    with book.read() as connection:
        row = account_row(connection, actor.id)
    if until := locked(book, row.login):
        raise NotPermittedError(_waits(until))
    # Passwords are tried and made outside any transaction: that takes its time by intention.
    if not fits(row.password, old):
        until = failed(book, row.login)
        raise NotPermittedError(f"原密码不对。{_waits(until)}" if until else "原密码不对")
    stored = hashed(new, row.login)
    with book.write(actor) as work:
        if account_row(work.connection, actor.id).password != row.password:
            raise NotPermittedError("密码刚才已经在别处修改，请用新密码重新登录")
        _set(work, actor.id, stored)
        forgive(work, row.login)


def _waits(until: str) -> str:
    return f"失败次数过多，请在 {datetime.fromisoformat(until).astimezone(OFFICE):%H:%M:%S} 以后再试"


def _set(work: Work, person: str, stored: str) -> None:
    query = update(schema.people).where(schema.people.c.id == person)
    work.connection.execute(query.values(password=stored))
    end_sessions(work, person)
    work.note("set_password", person)


def list_accounts(book: Casebook, actor: Actor) -> tuple[Account, ...]:
    """Everybody with an account, inactive ones too."""
    people = schema.people.c
    with book.read() as connection:
        permit(connection, actor, "manage_people")
        rows = connection.execute(select(schema.people).where(people.id != CONSOLE.id).order_by(people.login))
        return tuple(account(row) for row in rows)


def names_of(book: Casebook, actor: Actor) -> dict[str, str]:
    """Names by id: who signs in may know who his colleagues are."""
    people = schema.people.c
    with book.read() as connection:
        known = connection.execute(select(people.id).where(people.id == actor.id, people.active)).first()
        if known is None:
            raise NotPermittedError("账户已经停用")
        return {one: name for one, name in connection.execute(select(people.id, people.name))}  # noqa: C416 -- rows are no pairs to dict()


def certified_officers(book: Casebook, actor: Actor) -> tuple[Certified, ...]:
    """The officers at work now, by name, for whoever fills in a case to name those who investigate it.

    Raises:
        NotPermittedError: the actor makes no cases, or his account is no longer active.
    """
    people = schema.people.c
    with book.read() as connection:
        permit(connection, actor, "create")
        query = select(people.id, people.name, people.roles, people.certificate).where(people.active)
        rows = connection.execute(query.order_by(people.name, people.login)).all()
    officers = [one for one in rows if "officer" in one.roles.split() and one.certificate]
    if actor.id not in {one.id for one in rows}:
        raise NotPermittedError("账户已经停用")
    return tuple(Certified(one.id, one.name, one.certificate) for one in officers)


def account(row: Row[tuple[object, ...]]) -> Account:
    """The account in a row."""
    return Account(
        row.id, row.login, row.name, frozenset(row.roles.split()), row.certificate, row.qualification, row.active
    )


def account_row(connection: Connection, person: str) -> Row[tuple[object, ...]]:
    """The row of a person."""
    row = connection.execute(select(schema.people).where(schema.people.c.id == person)).one_or_none()
    if row is None:
        raise NotFoundError("没有这个人员")
    return row


def spelled(roles: Iterable[str]) -> str:
    """Roles as they are stored."""
    return " ".join(sorted(set(roles)))


def _check_roles(roles: Iterable[str], certificate: str | None, qualification: str | None) -> None:
    wanted = set(roles)
    if unknown := wanted - ROLES.keys():
        raise UnfitError(f"没有这种职责：{'、'.join(sorted(unknown))}；可用：{'、'.join(ROLES)}")
    if "officer" in wanted and not (certificate or "").strip():
        raise UnfitError("执法人员应当填写执法证号（行政处罚法第四十二条）")
    if "reviewer" in wanted and not (qualification or "").strip():
        raise UnfitError("法制审核人员应当填写法律职业资格，或者此前已从事审核的说明（行政处罚法第五十八条第二款）")
    if "auditor" in wanted and len(wanted) > 1:
        raise UnfitError("监督检查人员不兼任其他职责：只看，不改")
