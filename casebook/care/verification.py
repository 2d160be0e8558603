"""Verification: the trail is whole, and everything else in the database is what the trail says was stored."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select, text

from casebook import schema, trail
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.opinions import given_and_answered
from casebook.decisions.deriving import acts_of, cases_with_acts, stored_acts
from casebook.plain import digest, from_text
from casebook.receipts.storing import Receipt, receipt_digest
from casebook.rights import permit
from casebook.workflow.ledger import happened
from casebook.workflow.matter import matter

IMPORTED: Final = "imported"


class Told(NamedTuple):
    """What the trail tells was stored: versions of cases and settings with digest and actor; receipts; documents, attachments, opinions by id.

    An opinion: the digest of what was given, and of its answer (None: none yet).
    """

    versions: dict[tuple[str, int], tuple[str, str | None]]
    receipts: set[str]
    documents: dict[str, tuple[str, str | None]]
    attachments: dict[str, str]
    opinions: dict[str, tuple[str | None, str | None]]
    settings: dict[tuple[str, int], tuple[str, str]]


def verify(book: Casebook, actor: Actor) -> tuple[str, ...]:
    """Everything that is wrong, in words; nothing: all is as it was stored."""
    with book.write(actor) as work:
        permit(work.connection, actor, "verify")
        work.note("verify")
    with book.read() as connection:
        found = tuple(problems(connection, book.key, book.keyring.anchors()))
        if not found:
            book.keyring.anchor(trail.head(connection))
    return found


def problems(connection: Connection, key: bytes, anchors: Mapping[int, str]) -> Iterator[str]:
    """The trail first, then what it speaks of, then what is derived from that."""
    yield from problems_of_records(connection, key, anchors)
    yield from _acts(connection)


def problems_of_records(connection: Connection, key: bytes, anchors: Mapping[int, str]) -> Iterator[str]:
    """The same without what can be derived anew."""
    yield from trail.breaks(connection, key, anchors)
    told = _told(connection)
    yield from _versions(connection, told)
    yield from _receipts(connection, told)
    yield from _files(connection, told)
    yield from _opinions(connection, told)
    yield from _events(connection)
    yield from _settings(connection, told)
    if connection.dialect.name == "sqlite":
        yield from (f"SQLite：{row[0]}" for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok")
        yield from (f"SQLite：{row[0]} 有无主的行" for row in connection.execute(text("PRAGMA foreign_key_check")))


def _told(connection: Connection) -> Told:
    told = Told({}, set(), {}, {}, {}, {})
    for entry in trail.entries(connection):
        details = from_text(entry.details)
        if isinstance(details.get("version"), int) and "content" in details:
            who = None if entry.action == IMPORTED else entry.actor
            told.versions[entry.subject, details["version"]] = (details["content"], who)
        if "receipt" in details and "version" in details:
            told.receipts.add(details["receipt"])
        if "document" in details:
            told.documents[details["document"]] = (details["number"], details["content"])
        if "attachment" in details and "content" in details:
            told.attachments[details["attachment"]] = details["content"]
        if "opinion" in details:
            given, answered = told.opinions.get(details["opinion"], (None, None))
            told.opinions[details["opinion"]] = (details.get("given", given), details.get("answered", answered))
        if "setting" in details:
            told.settings[details["setting"], details["of"]] = (details["stored"], entry.actor)
    return told


def _versions(connection: Connection, told: Told) -> Iterator[str]:
    seen = set()
    rows = connection.execute(select(schema.versions), execution_options={"yield_per": 500})
    for row in rows:
        place = (row.case_id, row.version)
        seen.add(place)
        stored, who = told.versions.get(place, (None, None))
        if digest(row.content) != row.digest or stored != row.digest:
            yield f"案件 {row.case_id} 第{row.version}版的内容被改动，或者没有审计记录"
        elif who is not None and who != row.saved_by:
            yield f"案件 {row.case_id} 第{row.version}版的保存人被改动"
    yield from (f"案件 {case} 第{version}版不见了" for case, version in sorted(told.versions.keys() - seen))
    versions, cases = schema.versions.c, schema.cases.c
    newest = select(versions.case_id, func.max(versions.version).label("newest")).group_by(versions.case_id).subquery()
    current = select(cases.id).join(newest, newest.c.case_id == cases.id, isouter=True)
    wrong = connection.execute(current.where(cases.version != func.coalesce(newest.c.newest, 0))).scalars()
    yield from (f"案件 {case} 的现行版本不是最后一版" for case in wrong)


def _receipts(connection: Connection, told: Told) -> Iterator[str]:
    seen = set()
    for row in connection.execute(select(schema.receipts), execution_options={"yield_per": 100}):
        stored = Receipt(*row)
        seen.add(stored.digest)
        if stored.digest != receipt_digest(*stored[1:8]) or stored.digest not in told.receipts:
            yield f"裁量凭据 {stored.digest} 被改动，或者没有审计记录"
    yield from (f"裁量凭据 {made} 不见了" for made in sorted(told.receipts - seen))


def _files(connection: Connection, told: Told) -> Iterator[str]:
    known = set()
    for row in connection.execute(select(schema.blobs), execution_options={"yield_per": 1}):
        known.add(row.digest)
        if digest(bytes(row.content)) != row.digest:
            yield f"文件 {row.digest} 的内容被改动"
    documents, attachments = schema.documents.c, schema.attachments.c
    rows = connection.execute(select(documents.id, documents.number, documents.digest))
    issued = {one: (number, made) for one, number, made in rows}
    files = {one: made for one, made in connection.execute(select(attachments.id, attachments.digest))}  # noqa: C416 -- rows are no pairs
    yield from (f"文书 {one} 被改动、不见了或者没有审计记录" for one in _different(issued, told.documents))
    yield from (f"附件 {one} 被改动、不见了或者没有审计记录" for one in _different(files, told.attachments))
    wanted = {made for _, made in issued.values() if made is not None} | {*files.values()}
    yield from (f"文件 {made} 不见了" for made in sorted(wanted - known))


def _opinions(connection: Connection, told: Told) -> Iterator[str]:
    rows = connection.execute(select(schema.opinions), execution_options={"yield_per": 500})
    stored = {row["id"]: given_and_answered(row) for row in rows.mappings()}
    yield from (f"审核意见 {one} 被改动、不见了或者没有审计记录" for one in _different(stored, told.opinions))


def _different(stored: Mapping[str, object], told: Mapping[str, object]) -> list[str]:
    return sorted(one for one in {*stored, *told} if stored.get(one) != told.get(one))


def _settings(connection: Connection, told: Told) -> Iterator[str]:
    rows = connection.execute(select(schema.settings)).all()
    changed = [f"{row.kind} 第{row.version}版" for row in rows if digest(row.content or "") != row.digest]
    stored = {(row.kind, row.version): (row.digest, row.saved_by) for row in rows}
    differing = sorted(one for one in {*stored, *told.settings} if stored.get(one) != told.settings.get(one))
    named = (*changed, *(f"{kind} 第{version}版" for kind, version in differing))
    yield from (f"设置 {one}被改动、不见了或者没有审计记录" for one in dict.fromkeys(named))


def _events(connection: Connection) -> Iterator[str]:
    """The events recorded are those in the case files, and were about what they say they were."""
    cases, versions, events = schema.cases.c, schema.versions.c, schema.events.c
    with_events = select(events.case_id).distinct()
    current = select(cases.id, versions.content).join(
        schema.versions, (versions.case_id == cases.id) & (versions.version == cases.version)
    )
    for case_id, content in connection.execute(current.where(cases.id.in_(with_events))).all():
        recorded = [from_text(one) for one in _contents(connection, case_id)]
        if recorded != from_text(content).get("events"):
            yield f"案件 {case_id} 的事件与案件内容不一致"
    made_by = select(events.case_id, events.seq, events.matter, versions.content).join(
        schema.versions, (versions.case_id == events.case_id) & (versions.version == events.version)
    )
    for row in connection.execute(made_by, execution_options={"yield_per": 500}):
        if row.matter != matter(from_text(row.content)):
            yield f"案件 {row.case_id} 第{row.seq}个事件所依据的内容被改动"


def _acts(connection: Connection) -> Iterator[str]:
    """What statistics count is what receipts say; one that cannot be read is told of with the receipts."""
    for case_id in cases_with_acts(connection):
        try:
            same = stored_acts(connection, case_id) == list(acts_of(connection, case_id))
        except Exception:  # noqa: BLE001 -- whatever a damaged receipt may do
            same = False
        if not same:
            yield f"案件 {case_id} 在统计和类案中的处罚决定与裁量凭据不一致；凭据没有问题的，用 refresh 命令重新整理"


def _contents(connection: Connection, case_id: str) -> list[str]:
    order = [one.seq for one in happened(connection, case_id)]
    events = schema.events.c
    rows = connection.execute(select(events.seq, events.content).where(events.case_id == case_id))
    written = {seq: content for seq, content in rows}  # noqa: C416
    return [written[seq] for seq in order]
