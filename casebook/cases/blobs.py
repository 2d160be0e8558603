"""Bytes by their digest, each once. They lie in the database: one backup holds all, whatever machine a process runs on."""

from typing import Final

from sqlalchemy import Connection, insert, select

from casebook import schema
from casebook.plain import digest
from casebook.refusals import CasebookError, NotFoundError

MEGABYTE: Final = 1024 * 1024


def keep(connection: Connection, content: bytes, media_type: str) -> str:
    """Stores the bytes, unless they are there already; gives their digest."""
    made = digest(content)
    if connection.execute(select(schema.blobs.c.digest).where(schema.blobs.c.digest == made)).first() is None:
        row = {"digest": made, "size": len(content), "media_type": media_type, "content": content}
        connection.execute(insert(schema.blobs).values(row))
    return made


def fetch(connection: Connection, made: str) -> bytes:
    """The bytes of that digest, which they are checked against."""
    row = connection.execute(select(schema.blobs.c.content).where(schema.blobs.c.digest == made)).scalar_one_or_none()
    if row is None:
        raise NotFoundError(f"没有文件 {made}")
    content = bytes(row)
    if digest(content) != made:
        raise CasebookError(f"文件 {made} 的内容与摘要不符，请从备份恢复")
    return content
