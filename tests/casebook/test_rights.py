"""Every cell of the table of rights: role by action by relation, asked of the function that does it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from sqlalchemy import insert

from casebook import database, schema
from casebook.actor import Actor
from casebook.anchors import Keyring
from casebook.book import Casebook
from casebook.cases.attachments import attach
from casebook.cases.documents import list_documents, void_document
from casebook.cases.listing import find_cases
from casebook.cases.members import ask_recusal, assign, decide_recusal
from casebook.cases.versions import create_case, open_case, save
from casebook.refusals import CasebookError, NotPermittedError
from casebook.rights import ACTIONS, RELATIONS, ROLES, permit, permitted
from casebook.workflow.recording import record
from casebook.workflow.striking import strike
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER
from penalty_engine.rulebook import Rulebook

from .conftest import Template
from .office import Clock, Led, Office

# Who may, under which relation: i investigator, f former, o other, r recused, n not about a case; . nobody.
#                     officer  reviewer  head  keeper  auditor  administrator
TABLE = """
list                  n        n         n     .       n        .
read                  ifo      ifo       ifo   .       ifor     .
create                n        .         .     .       .        .
save                  i        .         .     .       .        .
attach                i        .         .     .       .        .
assign                .        .         ifo   .       .        .
ask_recusal           ifo      ifo       ifo   .       .        .
decide_recusal        .        .         ifo   .       .        .
void                  .        .         o     .       .        .
strike                .        .         o     .       .        .
investigate           i        .         .     .       .        .
file                  .        .         o     .       .        .
approve               .        .         o     .       .        .
notify                i        .         .     .       .        .
take_down             i        o         .     .       .        .
hear                  .        o         .     .       .        .
reexamine             i        o         .     .       .        .
opine                 .        o         o     .       .        .
answer_opinion        i        .         .     .       .        .
review                .        o         .     .       .        .
discuss               .        .         o     .       .        .
decide                .        .         o     .       .        .
decide_on_the_spot    i        .         .     .       .        .
close                 .        .         o     .       .        .
read_trail            .        .         .     .       n        n
verify                .        .         .     .       n        n
replay                ifo      ifo       ifo   .       ifor     .
manage_people         .        .         .     .       .        n
configure             .        .         .     .       .        n
keep_rules            .        .         .     n       .        .
export_list           n        n         n     .       n        .
export                .        .         ifo   .       ifo      .
import                .        .         .     .       .        n
backup                .        .         .     .       .        n
"""
LETTERS = dict(zip("ifor" + "n", RELATIONS, strict=True))
ROWS = {row.split()[0]: row.split()[1:] for row in TABLE.strip().splitlines()}


def expected(action: str, role: str, relation: str) -> bool:
    cell = ROWS[action][list(ROLES).index(role)]
    return any(LETTERS[letter] == relation for letter in cell if letter != ".")


def test_the_table_has_every_action() -> None:
    assert ROWS.keys() == ACTIONS.keys()
    assert all(len(cells) == len(ROLES) for cells in ROWS.values())


@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell(action: str) -> None:
    for role, relation in product(ROLES, RELATIONS):
        found = permitted(frozenset({role}), action, relation)
        assert found is expected(action, role, relation), (role, relation)


@pytest.fixture(scope="module")
def case(
    template: Template, keyring: Keyring, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Led]:
    """A case with somebody in each relation to it: for each role a person that has it."""
    clock = Clock(datetime(2026, 1, 5, tzinfo=UTC))
    engine = database.open_engine(template("sqlite"))
    keys = Keyring(tmp_path_factory.mktemp("anchors"))
    office = Office(Casebook(engine, keyring.key(), keys, rulebook, DEFAULT_FOLDER, clock), clock)
    led = office.led("draft")
    with office.book.engine.begin() as connection:
        people = [
            {"id": f"{role}-{relation}", "login": f"{role}-{relation}", "name": role, "roles": role, "active": True, "created_at": ""}
            for role, relation in product(ROLES, RELATIONS)
        ]  # fmt: skip
        connection.execute(insert(schema.people), people)
        for role in ROLES:
            values: list[dict[str, Any]] = [
                {"person_id": f"{role}-investigator", "left_at": None},
                {"person_id": f"{role}-former", "left_at": "2026"},
                {"person_id": f"{role}-recused", "left_at": None},
            ]
            connection.execute(
                insert(schema.members), [{"case_id": led.id, "added_at": "", "added_by": "ju", **one} for one in values]
            )
            recusal = {
                "id": role,
                "case_id": led.id,
                "person_id": f"{role}-recused",
                "asked_by": "self",
                "reason": "有亲属关系",
            }
            decided = {"recorded_by": "ju", "asked_at": "", "decision": "granted", "decided_by": "ju", "decided_at": ""}
            connection.execute(insert(schema.recusals).values({**recusal, **decided}))
    yield led
    engine.dispose()


Does = Callable[[Casebook, Actor, Led], object]


def event(kind: str, **rest: object) -> Does:
    return lambda book, actor, case: record(
        book, actor, case.id, case.version, {"type": kind, "on": "2026-01-05", **rest}
    )


# What does it: functions that ask for leave themselves. Events at stages that they do not belong to are asked of the table above.
FUNCTIONS: dict[str, Does] = {
    "list": lambda book, actor, _: find_cases(book, actor),
    "read": lambda book, actor, case: open_case(book, actor, case.id),
    "create": lambda book, actor, _: create_case(book, actor, {}),
    "save": lambda book, actor, case: save(book, actor, case.id, 99, {}),
    "attach": lambda book, actor, case: attach(book, actor, case.id, "a.pdf", b"%PDF-"),
    "assign": lambda book, actor, case: assign(book, actor, case.id, "nobody"),
    "ask_recusal": lambda book, actor, case: ask_recusal(book, actor, case.id, "nobody", "party", "理由"),
    "strike": lambda book, actor, case: strike(book, actor, case.id, case.version, ""),
    "investigate": event("reported"),
    "file": event("filed"),
    "notify": event("correction_ordered"),
    "take_down": event("statement"),
    "decide": event("withdrawn"),
    "decide_on_the_spot": event("decided", result="当场处罚"),
    "approve": event("approved", result="同意", of="evidence-preservation"),
}


@pytest.mark.parametrize(("action", "role"), list(product(FUNCTIONS, ROLES)))
def test_functions_ask_the_table(case: Led, action: str, role: str) -> None:
    about_the_case = "n" not in "".join(ROWS[action])
    for relation in RELATIONS[:-1] if about_the_case else RELATIONS[-1:]:
        actor = Actor(f"{role}-{relation}", role, frozenset({role}))
        refusal = None
        try:
            FUNCTIONS[action](case.office.book, actor, case)
        except NotPermittedError as error:
            refusal = str(error)
        except CasebookError:
            pass
        if expected(action, role, relation):
            assert refusal is None, relation
        else:
            assert refusal is not None, relation
            assert "不能" in refusal


def test_relations_are_what_the_database_says(case: Led) -> None:
    with case.office.book.read() as connection:
        for role, relation in product(ROLES, RELATIONS[:-1]):
            actor = Actor(f"{role}-{relation}", role, frozenset({role}))
            for action in ACTIONS:
                may = expected(action, role, relation)
                if "n" in "".join(ROWS[action]):
                    continue
                if may:
                    permit(connection, actor, action, case.id)
                else:
                    with pytest.raises(NotPermittedError):
                        permit(connection, actor, action, case.id)


def test_several_roles_add_up() -> None:
    both = frozenset({"officer", "head"})
    assert permitted(both, "save", "investigator")
    assert permitted(both, "decide", "other")
    assert not permitted(both, "decide", "investigator")


def test_nobody_decides_on_his_own_recusal(office: Office) -> None:
    case = office.led("draft")
    ju, fu = (Actor(one, one, frozenset({"head"})) for one in ("ju", "fu"))
    recusal = ask_recusal(office.book, ju, case.id, "ju", "self", "与当事人有亲属关系")
    with pytest.raises(NotPermittedError, match="本人"):
        decide_recusal(office.book, ju, recusal, granted=False, reason="不影响")
    decide_recusal(office.book, fu, recusal, granted=True, reason="属实")
    with pytest.raises(NotPermittedError, match="回避"):
        open_case(office.book, ju, case.id)


def test_a_document_is_voided_by_the_head_and_stays_visible(office: Office) -> None:
    case = office.led("noticed")
    wang, ju = Actor("wang", "王某", frozenset({"officer"})), Actor("ju", "局某", frozenset({"head"}))
    notice = next(one for one in list_documents(office.book, wang, case.id) if one.kind == "prior-notice")
    with pytest.raises(NotPermittedError):
        void_document(office.book, wang, notice.id, "错字")
    void_document(office.book, ju, notice.id, "错字")
    with pytest.raises(CasebookError, match="已经作废"):
        void_document(office.book, ju, notice.id, "错字")
    shown = next(one for one in list_documents(office.book, wang, case.id) if one.id == notice.id)
    assert (shown.number, shown.voided_by, shown.void_reason) == (notice.number, "ju", "错字")
    numbers = [one.number for one in list_documents(office.book, wang, case.id)]
    assert len(numbers) == len(set(numbers))
