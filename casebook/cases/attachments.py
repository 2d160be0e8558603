"""Attachments: evidence files by digest. A removed one is no longer shown with the case; its bytes stay for the record."""

import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple

from sqlalchemy import insert, select, update

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, new_id
from casebook.cases import blobs
from casebook.cases.media import media_of
from casebook.refusals import NotFoundError, UnfitError
from casebook.rights import permit

LONGEST_NAME = 120


class Attachment(NamedTuple):
    """A file of the case. `evidence`: the id in the list of evidence that it shows."""

    id: str
    digest: str
    name: str
    evidence: str | None
    added_by: str
    added_at: str
    removed_at: str | None
    removal_reason: str | None
    size: int
    media_type: str


def attach(book: Casebook, actor: Actor, case_id: str, name: str, content: bytes, evidence: str | None = None) -> str:
    """Adds a file to the case; gives the attachment's id.

    Raises:
        UnfitError: the file is not taken (see `media_of`).
    """
    name = file_name(name)
    media = media_of(name, content)
    with book.write(actor) as work:
        permit(work.connection, actor, "attach", case_id)
        made = blobs.keep(work.connection, content, media.type)
        attachment = new_id()
        work.connection.execute(
            insert(schema.attachments).values(
                id=attachment,
                case_id=case_id,
                digest=made,
                name=name,
                evidence=evidence,
                added_by=actor.id,
                added_at=work.at,
            )
        )
        work.note("attach", case_id, attachment=attachment, content=made)
        return attachment


def list_attachments(book: Casebook, actor: Actor, case_id: str) -> tuple[Attachment, ...]:
    """Every attachment, removed ones too, oldest first."""
    with book.read() as connection:
        permit(connection, actor, "read", case_id)
        attachments, stored = schema.attachments.c, schema.blobs.c
        columns = [attachments[name] for name in Attachment._fields[:-2]]
        query = select(*columns, stored.size, stored.media_type).join(schema.blobs, stored.digest == attachments.digest)
        ordered = query.where(attachments.case_id == case_id).order_by(attachments.added_at, attachments.id)
        return tuple(Attachment(**row) for row in connection.execute(ordered).mappings())


class File(NamedTuple):
    """An attachment with its bytes."""

    name: str
    media_type: str
    content: bytes


def attachment_file(book: Casebook, actor: Actor, attachment: str) -> File:
    """The file. That it was read is entered in the trail."""
    with book.write(actor) as work:
        attachments, stored = schema.attachments.c, schema.blobs.c
        query = select(attachments.case_id, attachments.digest, attachments.name, stored.media_type)
        query = query.join(schema.blobs, stored.digest == attachments.digest).where(attachments.id == attachment)
        row = work.connection.execute(query).one_or_none()
        if row is None:
            raise NotFoundError("没有这个附件")
        permit(work.connection, actor, "read", row.case_id)
        work.note("read_attachment", row.case_id, attachment=attachment)
        return File(row.name, row.media_type, blobs.fetch(work.connection, row.digest))


def attachment_bytes(book: Casebook, actor: Actor, attachment: str) -> bytes:
    """The bytes alone."""
    return attachment_file(book, actor, attachment).content


def remove_attachment(book: Casebook, actor: Actor, attachment: str, reason: str) -> None:
    """Takes a file off the case.

    Raises:
        UnfitError: without a reason, or removed already.
    """
    if not reason.strip():
        raise UnfitError("移除附件应当写明理由")
    attachments = schema.attachments.c
    with book.write(actor) as work:
        found = select(schema.attachments).where(attachments.id == attachment)
        row = work.connection.execute(found.with_for_update()).one_or_none()
        if row is None:
            raise NotFoundError("没有这个附件")
        permit(work.connection, actor, "attach", row.case_id)
        if row.removed_at is not None:
            raise UnfitError("附件已经移除")
        query = update(schema.attachments).where(attachments.id == attachment)
        work.connection.execute(query.values(removed_by=actor.id, removed_at=work.at, removal_reason=reason))
        work.note("detach", row.case_id, attachment=attachment, reason=reason)


def file_name(name: str) -> str:
    """The name alone, without folders and characters that nobody sees; never longer than a file system takes."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(one for one in unicodedata.normalize("NFC", bare) if unicodedata.category(one)[0] != "C").strip()
    if not seen:
        raise UnfitError("文件没有名称")
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot else seen[:LONGEST_NAME]
