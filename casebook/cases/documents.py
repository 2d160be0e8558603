"""Documents issued in a case: their numbers and bytes; a voided one stays visible and its number is not used again."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, Work, new_id
from casebook.cases import blobs
from casebook.cases.numbers import Form, allot
from casebook.plain import Plain
from casebook.refusals import NotFoundError, UnfitError
from casebook.rights import permit
from penalty_engine.assessment import Assessment

READ: Final = "read_document"


class Making(NamedTuple):
    """What a document is made from: its number, the case file with the event, the assessment it rests on."""

    number: str
    content: dict[str, Plain]
    found: Assessment | None


class Paper(NamedTuple):
    """A document to be issued with an event. `form` writes its number; `make` its bytes, None: it is written elsewhere."""

    kind: str
    form: Form
    make: Callable[[Making], bytes] | None
    media_type: str = "application/pdf"


class Document(NamedTuple):
    """An issued document."""

    id: str
    kind: str
    number: str
    version: int
    digest: str | None
    issued_by: str
    issued_at: str
    voided_by: str | None
    voided_at: str | None
    void_reason: str | None


def number_for(work: Work, kind: str, form: Form, on: date) -> tuple[int, str]:
    """The next serial number of the kind, and how it is written."""
    serial = allot(work.connection, kind, on.year)
    return serial, form(on.year, serial)


def issue(work: Work, case_id: str, version: int, kind: str, numbered: tuple[int, int, str], made: str | None) -> None:
    """Enters an issued document: (year, serial, number), and the digest of its bytes."""
    year, serial, number = numbered
    document = new_id()
    work.connection.execute(
        insert(schema.documents).values(
            id=document, origin="", kind=kind, year=year, serial=serial, number=number, case_id=case_id,
            version=version, digest=made, issued_by=work.actor.id, issued_at=work.at,
        )
    )  # fmt: skip
    work.note("issue", case_id, document=document, number=number, content=made)


def list_documents(book: Casebook, actor: Actor, case_id: str) -> tuple[Document, ...]:
    """Every document of the case, voided ones too, oldest first."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        documents = schema.documents.c
        columns = [documents[name] for name in Document._fields]
        query = select(*columns).where(documents.case_id == case_id).order_by(documents.issued_at, documents.id)
        return tuple(Document(*row) for row in connection.execute(query))


class Issue(NamedTuple):
    """An issued document with its bytes."""

    kind: str
    number: str
    content: bytes


class Readable(NamedTuple):
    """Where an issued document and its bytes are."""

    case_id: str
    kind: str
    number: str
    digest: str


def document_file(book: Casebook, actor: Actor, document_id: str) -> Issue:
    """The document as it was issued. That it was read is entered in the trail."""
    with book.write(actor) as work:
        row = readable(work.connection, actor, document_id)
        work.note(READ, row.case_id, content=row.digest)
        return Issue(row.kind, row.number, blobs.fetch(work.connection, row.digest))


def readable(connection: Connection, actor: Actor, document_id: str) -> Readable:
    """Case, kind, number and digest of an issued document that the actor may read: whoever asks enters that he does.

    Raises:
        NotFoundError: there is none, or its bytes are not kept here.
    """
    documents = schema.documents.c
    query = select(documents.case_id, documents.kind, documents.number, documents.digest)
    row = connection.execute(query.where(documents.id == document_id)).one_or_none()
    if row is None or row.digest is None:
        raise NotFoundError("没有这份文书，或者它不是在本系统中印制的")
    permit(connection, actor, "read", row.case_id)
    return Readable(*row)


def note_printed(book: Casebook, actor: Actor, case_id: str, kind: str, form: str, *, public: bool) -> None:
    """Enters in the trail that a document was made from the case for the actor, without being issued."""
    with book.write(actor) as work:
        permit(work.connection, actor, "read", case_id)
        work.note("print", case_id, kind=kind, form=form, public=public)


def void_document(book: Casebook, actor: Actor, document_id: str, reason: str) -> None:
    """Declares a document void; it stays, with who did it and why.

    Raises:
        UnfitError: without a reason, or void already.
    """
    if not reason.strip():
        raise UnfitError("作废文书应当写明理由")
    documents = schema.documents.c
    with book.write(actor) as work:
        found = select(schema.documents).where(documents.id == document_id)
        row = work.connection.execute(found.with_for_update()).one_or_none()
        if row is None:
            raise NotFoundError("没有这份文书")
        permit(work.connection, actor, "void", row.case_id)
        if row.voided_at is not None:
            raise UnfitError(f"{row.number}已经作废")
        void(work, document_id, reason)
        work.note("void", row.case_id, number=row.number, reason=reason)


def void(work: Work, document_id: str, reason: str) -> None:
    """Marks the document."""
    query = update(schema.documents).where(schema.documents.c.id == document_id)
    work.connection.execute(query.values(voided_by=work.actor.id, voided_at=work.at, void_reason=reason))
