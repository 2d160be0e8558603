"""The tables. Days and times are ISO text (times in UTC), so that both databases hold, sort and digest the same bytes."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
METADATA: Final = MetaData(naming_convention=NAMES)


def _text(name: str, *more: ForeignKey, null: bool = False) -> Column[str]:
    return Column(name, Text, *more, nullable=null)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _case() -> Column[str]:
    return _text("case_id", ForeignKey("cases.id"))


def _person(name: str, *, null: bool = False) -> Column[str]:
    return _text(name, ForeignKey("people.id"), null=null)


people = Table(
    "people",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("login"),
    _text("name"),
    _text("roles"),  # ids, sorted, between spaces
    _text("certificate", null=True),  # 执法证号
    _text("qualification", null=True),  # 法律职业资格, of reviewers
    _text("password", null=True),  # argon2id; null: cannot sign in
    Column("active", Boolean, nullable=False),
    _text("created_at"),
    UniqueConstraint("login"),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("digest", Text, primary_key=True),  # of the token, which only the browser has
    _person("person_id"),
    _text("opened_at"),
    _text("seen_at"),
    _text("expires_at"),
    _text("ended_at", null=True),
    Index(None, "person_id"),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("login", Text, primary_key=True),
    _number("failures"),
    _text("last_at"),
    _text("locked_until", null=True),
)

codes = Table(
    "codes",
    METADATA,
    Column("digest", Text, primary_key=True),
    _text("expires_at"),
    _text("used_at", null=True),
)

cases = Table(
    "cases",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("no", BigInteger, nullable=False),  # from the id; what SQLite's index of words knows a case by
    _number("version"),  # of the row below that is current
    _text("stage"),
    _text("number", null=True),
    _text("party", null=True),
    _text("violations"),  # ids between spaces
    _text("filed_on", null=True),
    _text("due_on", null=True),  # the next deadline
    _text("due_what", null=True),
    _text("search"),  # what a search looks through, folded
    _text("grams"),  # what an index finds it by (see cases.searching)
    _text("created_at"),
    _text("updated_at"),
    Index("ix_cases_search", "updated_at", "id", "search", "stage"),  # holds all that a search reads
    Index(None, "stage", "updated_at"),
    Index(None, "due_on", "id"),
    Index(None, "number"),
    UniqueConstraint("no"),
)

versions = Table(
    "versions",
    METADATA,
    _case(),
    _number("version"),
    _text("content"),  # the case file as canonical JSON
    _text("digest"),
    _text("why"),  # created | saved | an event's type | …
    _person("saved_by"),
    _text("saved_at"),
    PrimaryKeyConstraint("case_id", "version"),
)

drafts = Table(
    "drafts",
    METADATA,
    _case(),
    _person("person_id"),
    _number("base"),  # the version it was begun from
    _text("content"),
    _text("saved_at"),
    PrimaryKeyConstraint("case_id", "person_id"),
)

members = Table(
    "members",
    METADATA,
    _case(),
    _person("person_id"),
    _text("added_at"),
    _person("added_by"),
    _text("left_at", null=True),
    PrimaryKeyConstraint("case_id", "person_id", "added_at"),
    Index(None, "person_id"),
)

recusals = Table(
    "recusals",
    METADATA,
    Column("id", Text, primary_key=True),
    _case(),
    _person("person_id"),
    _text("asked_by"),  # party | self | bureau
    _text("reason"),
    _person("recorded_by"),
    _text("asked_at"),
    _text("decision", null=True),  # granted | refused
    _text("decision_reason", null=True),
    _person("decided_by", null=True),
    _text("decided_at", null=True),
    Index(None, "case_id"),
)

snapshots = Table(
    "snapshots",
    METADATA,
    Column("digest", Text, primary_key=True),  # the rulebook's own
    _text("rulebook"),
    _text("version"),
    _text("files"),  # JSON: path to text, those it extends included
    _text("stored_at"),
)

receipts = Table(
    "receipts",
    METADATA,
    Column("digest", Text, primary_key=True),  # of case, version, day, inputs, rulebook, engine and result
    _case(),
    _number("version"),
    _text("assessed_on"),
    _text("inputs"),  # the case file assessed
    _text("snapshot", ForeignKey("snapshots.digest")),
    _text("engine"),
    _text("result"),  # the assessment, as the contract's JSON
    _text("made_at"),
    ForeignKeyConstraint(["case_id", "version"], ["versions.case_id", "versions.version"]),
    Index(None, "case_id"),
)

events = Table(
    "events",
    METADATA,
    _case(),
    _number("seq"),  # in the order of recording; the case file holds them in the order of their days
    _number("version"),  # the version that it made
    _text("type"),
    _text("happened_on"),
    _text("content"),
    _text("matter"),  # digest of what was under decision (see workflow.matter)
    _text("receipt", ForeignKey("receipts.digest"), null=True),
    _person("recorded_by"),
    _text("recorded_at"),
    PrimaryKeyConstraint("case_id", "seq"),
    ForeignKeyConstraint(["case_id", "version"], ["versions.case_id", "versions.version"]),
    Index(None, "type", "happened_on"),
)

strikes = Table(
    "strikes",
    METADATA,
    _case(),
    _number("seq"),
    _number("version"),
    _text("reason"),
    _person("struck_by"),
    _text("struck_at"),
    PrimaryKeyConstraint("case_id", "seq"),
    ForeignKeyConstraint(["case_id", "seq"], ["events.case_id", "events.seq"]),
)

blobs = Table(
    "blobs",
    METADATA,
    Column("digest", Text, primary_key=True),
    _number("size"),
    _text("media_type"),
    Column("content", LargeBinary, nullable=False),
)

attachments = Table(
    "attachments",
    METADATA,
    Column("id", Text, primary_key=True),
    _case(),
    _text("digest", ForeignKey("blobs.digest")),
    _text("name"),
    _text("evidence", null=True),  # id in the list of evidence
    _person("added_by"),
    _text("added_at"),
    _person("removed_by", null=True),
    _text("removed_at", null=True),
    _text("removal_reason", null=True),
    Index(None, "case_id"),
)

counters = Table(
    "counters",
    METADATA,
    _text("kind"),
    _number("year"),
    _number("last"),
    PrimaryKeyConstraint("kind", "year"),
)

documents = Table(
    "documents",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("origin"),  # empty: our own; else the bundle that it was imported with
    _text("kind"),
    _number("year"),
    _number("serial"),
    _text("number"),
    _case(),
    _number("version"),
    _text("digest", ForeignKey("blobs.digest"), null=True),  # null: written outside this system
    _person("issued_by"),
    _text("issued_at"),
    _person("voided_by", null=True),
    _text("voided_at", null=True),
    _text("void_reason", null=True),
    UniqueConstraint("origin", "kind", "year", "serial"),
    UniqueConstraint("origin", "number"),
    ForeignKeyConstraint(["case_id", "version"], ["versions.case_id", "versions.version"]),
    Index(None, "case_id"),
)

imports = Table(
    "imports",
    METADATA,
    Column("digest", Text, primary_key=True),  # of the bundle
    _case(),
    _text("trail"),  # the case's entries in the trail of where it came from, as they were
    _person("imported_by"),
    _text("imported_at"),
    Index(None, "case_id"),
)

# What a reviewer says about one place of a case; the officer answers it.
opinions = Table(
    "opinions",
    METADATA,
    Column("id", Text, primary_key=True),
    _case(),
    _number("version"),  # the version that it speaks of
    _text("path"),  # key path in the case file; empty: the case as a whole
    _text("text"),
    _person("given_by"),
    _text("given_at"),
    _text("answer", null=True),
    _person("answered_by", null=True),
    _text("answered_at", null=True),
    ForeignKeyConstraint(["case_id", "version"], ["versions.case_id", "versions.version"]),
    Index(None, "case_id"),
)

# One row for each act that was decided, derived from the receipt of the decision: what is counted and compared.
decided_acts = Table(
    "decided_acts",
    METADATA,
    _case(),
    _number("act"),  # place in the case file, from 0
    _text("receipt", ForeignKey("receipts.digest")),
    _text("decided_on"),
    _text("violation"),
    _text("party_kind"),
    _text("result"),  # of the decision: 予以处罚, 不予处罚, …
    _text("outcome"),
    _text("direction", null=True),
    _text("tier", null=True),
    _text("circumstances"),  # ids of those counted, between spaces
    _text("kinds"),  # ids of the kinds decided, between spaces
    Column("gains", BigInteger, nullable=True),  # fen, as all sums here
    Column("fine", BigInteger, nullable=True),
    Column("confiscated", BigInteger, nullable=True),
    Column("least", BigInteger, nullable=True),  # recommended fine
    Column("most", BigInteger, nullable=True),
    Column("months", Integer, nullable=True),
    _text("status", null=True),  # of the proposal: within | departs
    _text("reasons", null=True),  # why it departs
    PrimaryKeyConstraint("case_id", "act"),
    Index(None, "violation", "decided_on"),
    Index(None, "decided_on"),
)

# Settings of the bureau and its own templates: every version stays.
settings = Table(
    "settings",
    METADATA,
    _text("kind"),  # bureau, or template/ and the name of its file
    _number("version"),
    _text("content", null=True),  # null: taken back, what is shipped holds again
    _text("digest"),
    _person("saved_by"),
    _text("saved_at"),
    PrimaryKeyConstraint("kind", "version"),
)

# Filters of a list that somebody wants to use again.
views = Table(
    "views",
    METADATA,
    _person("person_id"),
    _text("name"),
    _text("content"),  # JSON
    _text("saved_at"),
    PrimaryKeyConstraint("person_id", "name"),
)

trail = Table(
    "trail",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _text("actor"),
    _text("action"),
    _text("subject"),  # a case, a person, or empty
    _text("details"),  # JSON: digests, numbers, reasons; never personal data
    _text("mac"),
    Index(None, "subject"),
)

trail_head = Table(
    "trail_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _number("seq"),
    _text("mac"),
    _text("seal"),
    CheckConstraint("id = 1", name="single"),
)

# What nobody may change, whatever he holds in his hands; and what may only be closed, not rewritten.
UNCHANGING: Final = (
    "versions", "events", "strikes", "snapshots", "receipts", "blobs", "imports", "trail", "settings",
)  # fmt: skip
ONLY_CLOSED: Final = {
    "documents": ("voided_by", "voided_at", "void_reason"),
    "attachments": ("removed_by", "removed_at", "removal_reason"),
    "recusals": ("decision", "decision_reason", "decided_by", "decided_at"),
    "members": ("left_at",),
    "opinions": ("answer", "answered_by", "answered_at"),
}
NEVER_DELETED: Final = (*ONLY_CLOSED, "cases", "people", "counters", "trail_head")
