"""Receipts: what was assessed, under which rulebook, with which result, to the byte."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from casebook import schema
from casebook.book import Work
from casebook.plain import Plain, digest, from_text, to_text
from casebook.receipts.snapshots import keep_snapshot
from casebook.refusals import NotFoundError
from penalty_engine.assessment import Assessment
from penalty_engine.rendering import to_json


class Receipt(NamedTuple):
    """One stored assessment. `inputs` and `result` are the very texts."""

    digest: str
    case_id: str
    version: int
    assessed_on: str
    inputs: str
    snapshot: str
    engine: str
    result: str
    made_at: str

    @property
    def content(self) -> dict[str, Plain]:
        """The case file that was assessed."""
        values: dict[str, Plain] = from_text(self.inputs)
        return values


def keep_receipt(work: Work, case_id: str, version: int, content: dict[str, Plain], found: Assessment) -> str:
    """Stores the assessment of a version; gives the receipt's digest. The version must be stored already."""
    inputs, result = to_text(content), to_json(found)
    snapshot = keep_snapshot(work)
    made = receipt_digest(case_id, version, found.assessed_on.isoformat(), inputs, snapshot, found.engine, result)
    work.connection.execute(
        insert(schema.receipts).values(
            digest=made, case_id=case_id, version=version, assessed_on=found.assessed_on.isoformat(), inputs=inputs,
            snapshot=snapshot, engine=found.engine, result=result, made_at=work.at,
        )
    )  # fmt: skip
    work.note("receipt", case_id, version=version, receipt=made)
    return made


def receipt_digest(*parts: object) -> str:
    """The digest over all parts of a receipt."""
    return digest(to_text(parts))


def receipt(connection: Connection, made: str) -> Receipt:
    """The receipt of that digest."""
    row = connection.execute(select(schema.receipts).where(schema.receipts.c.digest == made)).one_or_none()
    if row is None:
        raise NotFoundError(f"没有裁量凭据 {made}")
    return Receipt(*row)


def result_of(stored: Receipt) -> dict[str, Plain]:
    """The assessment, as the contract's JSON."""
    values: dict[str, Plain] = from_text(stored.result)
    return values


def day(stored: Receipt) -> date:
    """The day that stood for today."""
    return date.fromisoformat(stored.assessed_on)
