"""Case versions: added, never changed. Whoever saves tells which version he began from; the second of two sees what changed."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, Work, new_id, number_of
from casebook.cases import listing
from casebook.cases.changes import Change, Path, changes, touch
from casebook.plain import Plain, digest, from_text, plain, to_text
from casebook.refusals import NotFoundError, Reason, Refused, UnfitError
from casebook.rights import permit

MOST_BYTES: Final = 2 * 1024 * 1024
FIXED_AFTER: Final = (
    "decided",
    "spared",
    "not_established",
    "on_the_spot",
    "served",
    "urged",
    "court",
    "closed",
    "withdrawn",
)


# Built once: every save runs them.
_CURRENT: Final = (
    select(schema.cases.c.version, schema.cases.c.stage, schema.versions.c.content, schema.versions.c.saved_at)
    .join(
        schema.versions,
        (schema.versions.c.case_id == schema.cases.c.id) & (schema.versions.c.version == schema.cases.c.version),
    )
    .where(schema.cases.c.id == bindparam("case"))
)
_MOVE_ON: Final = update(schema.cases).where(
    schema.cases.c.id == bindparam("case"), schema.cases.c.version == bindparam("seen")
)
_ADD: Final = insert(schema.versions)
_DROP_DRAFT: Final = delete(schema.drafts).where(
    schema.drafts.c.case_id == bindparam("case"), schema.drafts.c.person_id == bindparam("person")
)


class Opened(NamedTuple):
    """A case as it stands, and since when."""

    id: str
    version: int
    stage: str
    content: dict[str, Plain]
    saved_at: str


class Saved(NamedTuple):
    """A case that was saved: its new version."""

    id: str
    version: int


class Conflict(NamedTuple):
    """Somebody else has saved in between. `theirs`: what changed since; `both`: the fields that both have changed."""

    version: int
    content: dict[str, Plain]
    theirs: tuple[Change, ...]
    both: tuple[Path, ...]


def create_case(book: Casebook, actor: Actor, content: Mapping[str, object]) -> Saved:
    """A new case with this content, whatever its state; who creates it works on it."""
    with book.write(actor) as work:
        permit(work.connection, actor, "create")
        case_id = new_id()
        values = _stored({**content, "events": []})
        row = listing.row(from_text(values), "draft", book.rulebook)
        rest = {
            "id": case_id,
            "no": number_of(case_id),
            "version": 1,
            "stage": "draft",
            "created_at": work.at,
            "updated_at": work.at,
        }
        work.connection.execute(insert(schema.cases).values(**row, **rest))
        add_version(work, case_id, 1, values, "created")
        member = {"case_id": case_id, "person_id": actor.id, "added_at": work.at, "added_by": actor.id}
        work.connection.execute(insert(schema.members).values(member))
        return Saved(case_id, 1)


def open_case(book: Casebook, actor: Actor, case_id: str) -> Opened:
    """The case as it stands. That it was read is entered in the trail."""
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        opened = current(work.connection, case_id)
        work.note("read", case_id, version=opened.version)
        return opened


def look_into(book: Casebook, actor: Actor, case_id: str) -> Opened:
    """The case as it stands, for making what is looked at: whoever calls enters that (see looks)."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        return current(connection, case_id)


def current(connection: Connection, case_id: str) -> Opened:
    """The case as it stands, for those who have asked for leave already."""
    row = connection.execute(_CURRENT, {"case": case_id}).one_or_none()
    if row is None:
        raise NotFoundError("没有这个案件")
    return Opened(case_id, row.version, row.stage, from_text(row.content), row.saved_at)


def content_of(connection: Connection, case_id: str, version: int) -> dict[str, Plain]:
    """The case file as it was in one version."""
    versions = schema.versions.c
    query = select(versions.content).where(versions.case_id == case_id, versions.version == version)
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise NotFoundError(f"没有第{version}版")
    content: dict[str, Plain] = from_text(text)
    return content


def save(
    book: Casebook, actor: Actor, case_id: str, seen: int, content: Mapping[str, object]
) -> Saved | Conflict | Refused:
    """A new version of the case file, begun from version `seen`; also while it is incomplete.

    Events are not changed in this way (see workflow.record), and nothing is after the decision.

    Raises:
        UnfitError: the content is too large or not exact.
    """
    with book.write(actor) as work:
        permit(work.connection, actor, "save", case_id)
        before = current(work.connection, case_id)
        values = _stored({**content, "events": before.content.get("events", [])})
        if before.version != seen:
            return conflict(work.connection, case_id, seen, from_text(values))
        if before.stage in FIXED_AFTER:
            return Refused((Reason("not_decided", "已经作出决定或者终结的案件，案件内容不能再修改"),))
        if to_text(before.content) == values:
            return Saved(case_id, seen)
        if not move_on(work, before, from_text(values), before.stage):
            return conflict(work.connection, case_id, seen, from_text(values))
        add_version(work, case_id, seen + 1, values, "saved")
        work.connection.execute(_DROP_DRAFT, {"case": case_id, "person": actor.id})
        return Saved(case_id, seen + 1)


def move_on(work: Work, before: Opened, content: dict[str, Plain], stage: str) -> bool:
    """Makes the next version the current one; False: somebody else has been quicker."""
    row = listing.row(content, stage, work.book.rulebook)
    rest = {"version": before.version + 1, "stage": stage, "updated_at": work.at}
    moved = work.connection.execute(_MOVE_ON, {**row, **rest, "case": before.id, "seen": before.version})
    return moved.rowcount == 1


def add_version(work: Work, case_id: str, version: int, text: str, why: str) -> None:
    """Stores a version, and enters its digest in the trail."""
    made = digest(text)
    row = {"case_id": case_id, "version": version, "content": text, "digest": made, "why": why}
    work.connection.execute(_ADD, {**row, "saved_by": work.actor.id, "saved_at": work.at})
    work.note(why, case_id, version=version, content=made)


def conflict(connection: Connection, case_id: str, seen: int, mine: dict[str, Plain]) -> Conflict:
    """What changed since version `seen`, version by version, and which of it `mine` changes too."""
    base = content_of(connection, case_id, seen)
    now = current(connection, case_id)
    theirs = tuple(_since(connection, case_id, seen))
    ours = [change.path for change in changes(base, mine) if change.path[:1] != ("events",)]
    both = dict.fromkeys(change.path for change in theirs for path in ours if touch(change.path, path))
    return Conflict(now.version, now.content, theirs, tuple(both))


def _since(connection: Connection, case_id: str, seen: int) -> Iterator[Change]:
    versions, people = schema.versions.c, schema.people.c
    query = (
        select(versions.content, versions.saved_at, people.name)
        .join(schema.people, people.id == versions.saved_by)
        .where(versions.case_id == case_id, versions.version >= seen)
        .order_by(versions.version)
    )
    before = None
    for content, at, name in connection.execute(query):
        after = from_text(content)
        if before is not None:
            yield from (change._replace(by=name, at=at) for change in changes(before, after))
        before = after


def _stored(content: Mapping[str, object]) -> str:
    try:
        text = to_text(plain(content))
    except TypeError:
        raise UnfitError("案件内容中有不能原样保存的值（例如二进制小数），应当用文字或者 Decimal") from None
    if len(text.encode()) > MOST_BYTES:
        raise UnfitError(f"案件内容超过 {MOST_BYTES // 1024 // 1024} MB，大段材料请作为附件添加")
    return text
