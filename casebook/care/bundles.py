"""One case as a bundle: everything about it, with digests; exported here, imported elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, insert, select

from casebook import schema, trail
from casebook.actor import Actor
from casebook.book import Casebook, Work
from casebook.care.packing import Packed, packed, packing
from casebook.care.rows import in_order, lines, load
from casebook.care.verification import IMPORTED
from casebook.cases.opinions import given_and_answered
from casebook.cases.versions import current
from casebook.decisions.deriving import keep_acts
from casebook.plain import Plain, from_text, to_text
from casebook.refusals import CasebookError
from casebook.rights import permit

KIND: Final = "案件"
OF_THE_CASE: Final = (
    schema.versions, schema.members, schema.recusals, schema.receipts, schema.events, schema.strikes, schema.attachments,
    schema.documents, schema.opinions, schema.imports,
)  # fmt: skip
PERSON: Final = re.compile("(_by|person_id)$")


def export_case(book: Casebook, actor: Actor, case_id: str, path: Path) -> str:
    """Writes the case's bundle; gives its digest. That it left the house is entered in the trail."""
    with book.write(actor) as work:
        permit(work.connection, actor, "export", case_id)
        work.note("export", case_id, version=current(work.connection, case_id).version)
    with book.read() as connection, packing(path) as pack:
        opened = current(connection, case_id)
        pack.add("case.json", [to_text(opened.content)])
        pack.add("evidence.json", [to_text(opened.content.get("evidence") or [])])
        pack.add("tables/cases.jsonl", lines(connection, select(schema.cases).where(schema.cases.c.id == case_id)))
        for table in OF_THE_CASE:
            pack.add(f"tables/{table.name}.jsonl", lines(connection, in_order(table, _of(table, case_id))))
        pack.add("tables/people.jsonl", (to_text(one) + "\n" for one in _people(connection, case_id)))
        pack.add("tables/snapshots.jsonl", lines(connection, in_order(schema.snapshots, _snapshots(case_id))))
        pack.add("tables/blobs.jsonl", lines(connection, in_order(schema.blobs, _blobs(case_id)), 1))
        pack.add("trail.jsonl", (to_text(entry._asdict()) + "\n" for entry in trail.entries(connection, case_id)))
        for name, content in _files(connection, case_id):
            pack.add(name, [content])
        head = trail.head(connection)
        about = {"kind": KIND, "format": 1, "case": case_id, "version": opened.version, "stage": opened.stage}
        made = pack.finish(
            {**about, "trail": head._asdict(), "exported_at": book.clock().isoformat(), "by": actor.name}
        )
    book.keyring.anchor(head)
    return made


def import_case(book: Casebook, actor: Actor, path: Path) -> str:
    """Takes a case in from its bundle; gives its id. Its numbers stay the numbers of where it came from.

    Raises:
        CasebookError: the file has been changed, or the case is here already.
    """
    with packed(path, KIND) as pack, book.write(actor) as work:
        permit(work.connection, actor, "import")
        case_id = str(pack.about["case"])
        if work.connection.execute(select(schema.cases.c.id).where(schema.cases.c.id == case_id)).first() is not None:
            raise CasebookError("这个案件已经在本系统中")
        _take_people(work, pack)
        _take_new(work.connection, schema.snapshots, pack)
        _take_new(work.connection, schema.blobs, pack)
        load(work.connection, schema.cases, pack.lines("tables/cases.jsonl"))
        for table in OF_THE_CASE:
            load(work.connection, table, _lines(pack, table))
        theirs = pack.read("trail.jsonl").decode()
        row = {
            "digest": pack.digest,
            "case_id": case_id,
            "trail": theirs,
            "imported_by": actor.id,
            "imported_at": work.at,
        }
        work.connection.execute(insert(schema.imports).values(row))
        _note(work, pack, case_id)
        keep_acts(work.connection, case_id)
        return case_id


def _of(table: Table, case_id: str) -> Select[Any]:
    return select(table).where(table.c.case_id == case_id)


def _snapshots(case_id: str) -> Select[Any]:
    used = select(schema.receipts.c.snapshot).where(schema.receipts.c.case_id == case_id)
    return select(schema.snapshots).where(schema.snapshots.c.digest.in_(used))


def _blobs(case_id: str) -> Select[Any]:
    used = [select(one.c.digest).where(one.c.case_id == case_id) for one in (schema.attachments, schema.documents)]
    return select(schema.blobs).where(schema.blobs.c.digest.in_(used[0].union(used[1])))


def _people(connection: Connection, case_id: str) -> Iterator[dict[str, Plain]]:
    """Everybody whom the case's rows name: name and certificate, nothing more."""
    ids = set[str]()
    for table in OF_THE_CASE:
        columns = [column for column in table.columns if PERSON.search(column.name) and column.foreign_keys]
        for column in columns:
            ids |= set(connection.execute(select(column).where(table.c.case_id == case_id)).scalars()) - {None}
    people = schema.people.c
    query = select(people.id, people.name, people.certificate).where(people.id.in_(ids)).order_by(people.id)
    yield from (dict(row) for row in connection.execute(query).mappings())


def _files(connection: Connection, case_id: str) -> Iterator[tuple[str, bytes]]:
    """Documents and attachments once more under names that people read."""
    blobs, documents, attachments = schema.blobs.c, schema.documents.c, schema.attachments.c
    issued = select(documents.number, blobs.media_type, blobs.content).join(
        schema.blobs, blobs.digest == documents.digest
    )
    for number, media_type, content in connection.execute(issued.where(documents.case_id == case_id)):
        yield f"documents/{number}.{media_type.rpartition('/')[2]}", bytes(content)
    added = select(attachments.id, attachments.name, blobs.content).join(
        schema.blobs, blobs.digest == attachments.digest
    )
    for attachment, name, content in connection.execute(added.where(attachments.case_id == case_id)):
        yield f"attachments/{attachment[:8]}-{name}", bytes(content)


def _lines(pack: Packed, table: Table) -> Iterator[str]:
    """A table's lines; the numbers of documents keep apart from our own. A bundle older than the table has none."""
    if f"tables/{table.name}.jsonl" not in pack:
        return
    for line in pack.lines(f"tables/{table.name}.jsonl"):
        row = from_text(line)
        yield to_text({**row, "origin": row["origin"] or pack.digest}) if table is schema.documents else line


def _take_people(work: Work, pack: Packed) -> None:
    """People of elsewhere: known by name, unable to sign in."""
    for line in pack.lines("tables/people.jsonl"):
        one = from_text(line)
        if work.connection.execute(select(schema.people.c.id).where(schema.people.c.id == one["id"])).first() is None:
            stub = {"login": f"imported:{one['id']}", "roles": "", "active": False, "created_at": work.at}
            work.connection.execute(insert(schema.people).values(**one, **stub))


def _take_new(connection: Connection, table: Table, pack: Packed) -> None:
    """Rows known by their digest, those that are not here yet."""
    known = set(connection.execute(select(table.c.digest)).scalars())
    load(
        connection,
        table,
        (one for one in pack.lines(f"tables/{table.name}.jsonl") if from_text(one)["digest"] not in known),
    )


def _note(work: Work, pack: Packed, case_id: str) -> None:
    """Enters in our trail what came in."""
    work.note("import", case_id, bundle=pack.digest, trail=pack.about["trail"])
    for line in pack.lines("tables/versions.jsonl"):
        row = from_text(line)
        work.note(IMPORTED, case_id, version=row["version"], content=row["digest"])
    for line in pack.lines("tables/receipts.jsonl"):
        row = from_text(line)
        work.note(IMPORTED, case_id, version=row["version"], receipt=row["digest"])
    for line in pack.lines("tables/documents.jsonl"):
        row = from_text(line)
        work.note(IMPORTED, case_id, document=row["id"], number=row["number"], content=row["digest"])
    for line in pack.lines("tables/attachments.jsonl"):
        row = from_text(line)
        work.note(IMPORTED, case_id, attachment=row["id"], content=row["digest"])
    opinions = schema.opinions.c
    for stored in work.connection.execute(select(schema.opinions).where(opinions.case_id == case_id)).mappings():
        given, answered = given_and_answered(stored)
        work.note(IMPORTED, case_id, opinion=stored["id"], given=given, **({"answered": answered} if answered else {}))
