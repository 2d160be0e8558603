"""An office with invented people before a casebook of its own, and one case that is led through the gates as the pages do it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from casebook.actor import CONSOLE, Actor
from casebook.anchors import Keyring
from casebook.book import Casebook, open_casebook
from casebook.cases.members import assign
from casebook.cases.versions import Conflict, create_case
from casebook.people.accounts import NewAccount, add_account
from casebook.refusals import Refused
from casebook.workflow.gates import Gate
from casebook.workflow.happened import read_event
from casebook.workflow.next_steps import Standing, standing
from casebook.workflow.recording import Recorded
from casebook.workflow.stages import gate_for
from letters.bureau import BureauSettings, load_bureau
from penalty_engine.inputs.positioned import read_document
from tests.serving import PASSWORD
from ui.course import steps
from web.issuing import Taken, record_step

SAMPLES = Path(__file__).parents[2] / "samples"
PEOPLE = {
    "wang": ("王某某", "officer", "37030000001"),
    "li": ("李某某", "officer", "37030000002"),
    "shen": ("沈某某", "reviewer", None),
    "ju": ("局某某", "head", None),
}
Way = tuple[tuple[str, dict[str, Any]], ...]
TO_NOTICE: Way = (
    ("wang", {"type": "reported", "on": date(2026, 9, 18), "whom": "学生家长", "text": "来电举报"}),
    ("ju", {"type": "filed", "on": date(2026, 9, 24)}),
    ("wang", {"type": "investigation_closed", "on": date(2026, 9, 30)}),
    ("ju", {"type": "approved", "on": date(2026, 10, 8), "result": "同意"}),
    ("wang", {"type": "noticed", "on": date(2026, 10, 9)}),
)
TO_URGING: Way = (
    ("wang", {"type": "served", "on": date(2026, 10, 9), "of": "prior-notice", "method": "直接送达"}),
    ("wang", {"type": "waived", "on": date(2026, 10, 9), "method": "书面"}),
    ("shen", {"type": "reviewed", "on": date(2026, 10, 10), "result": "通过"}),
    ("ju", {"type": "discussed", "on": date(2026, 10, 12), "result": "同意拟处罚", "present": ["局某某", "傅某某"]}),
    ("ju", {"type": "decided", "on": date(2026, 10, 13), "result": "予以处罚"}),
    ("wang", {"type": "served", "on": date(2026, 10, 13), "of": "penalty-decision", "method": "直接送达"}),
    ("wang", {"type": "urged", "on": date(2026, 11, 2)}),
)


@cache
def bureau() -> BureauSettings:
    """The invented bureau of the samples, with a prefix for cases."""
    stated = load_bureau(SAMPLES / "files" / "bureau.yaml")
    return replace(stated, number_prefixes={**stated.number_prefixes, "case": "淄教罚立"}, government="淄博市人民政府")


def case_file(name: str = "01-擅自举办民办学校-从轻") -> dict[str, Any]:
    """A sample with the officers of this office, without number and days that steps set."""
    content = read_document(SAMPLES / f"{name}.yaml").data
    kept = {key: value for key, value in content.items() if key not in {"number", "filed_on", "decided_on", "letter"}}
    officers = [
        {"name": name, "certificate": certificate} for name, role, certificate in PEOPLE.values() if certificate
    ]
    return {**kept, "officers": officers}


@dataclass
class Office:
    """The people of the office, and a casebook whose clock stands where a test puts it."""

    book: Casebook
    people: dict[str, Actor]

    def at(self, day: date) -> Casebook:
        return replace(self.book, clock=lambda: datetime.combine(day, time(2), UTC))

    def case(self, content: dict[str, Any] | None = None) -> "Led":
        made = create_case(self.at(date(2026, 9, 17)), self.people["wang"], content or case_file())
        assign(self.book, self.people["ju"], made.id, self.people["li"].id)
        return Led(self, made.id, made.version)


@dataclass
class Led:
    """A case on its way."""

    office: Office
    id: str
    version: int

    def tries(
        self, who: str, event: dict[str, Any], settings: BureauSettings | None = None, also: tuple[str, ...] = ()
    ) -> Recorded | Refused | Conflict:
        actor, book = self.office.people[who], self.office.at(event["on"])
        gate, where = self.gate(who, event)
        values = {key: value for key, value in event.items() if key not in {"type", "on"}}
        full = steps.event_of(gate, event["on"], values, actor.name, where.happened)
        return record_step(book, actor, self.id, self.version, Taken(gate, full, also), settings or bureau())

    def does(self, who: str, event: dict[str, Any]) -> Recorded:
        answer = self.tries(who, event)
        assert isinstance(answer, Recorded), answer
        self.version = answer.version
        return answer

    def goes(self, way: Way) -> list[Recorded]:
        return [self.does(who, dict(event)) for who, event in way]

    def gate(self, who: str, event: dict[str, Any]) -> tuple[Gate, Standing]:
        where = standing(self.office.at(event["on"]), self.office.people[who], self.id)
        found = gate_for(read_event({**event, "on": event["on"].isoformat()}), where.stage)
        assert found is not None, (event, where.stage)
        return found, where


def people_of(book: Casebook, password: str = PASSWORD) -> dict[str, Actor]:
    """Enters the people."""
    made = {}
    for login, (name, role, certificate) in PEOPLE.items():
        new = NewAccount(login, name, (role,), password, certificate, "法律职业资格" if role == "reviewer" else None)
        made[login] = Actor(add_account(book, CONSOLE, new), name, frozenset({role}))
    return made


def open_office(url: str, keys: Path) -> Office:
    """The office before a casebook at this address."""
    keyring = Keyring(keys)
    if not keyring.key_file.exists():
        keyring.make()
    book = open_casebook(url, keyring)
    return Office(book, people_of(book))
