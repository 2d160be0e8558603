"""An office at work: its people, and cases led step by step to a stage."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.documents import Making, Paper
from casebook.cases.versions import Conflict, Saved, create_case, save
from casebook.refusals import Refused
from casebook.workflow.recording import Issued, Recorded, record
from penalty_engine.inputs.positioned import read_document

CASES = Path(__file__).parent / "cases"
PEOPLE = {
    "wang": ("王某", "officer", "37030001"),
    "li": ("李某", "officer", "37030002"),
    "zhao": ("赵某", "officer", "37030003"),
    "shen": ("沈某", "reviewer", None),
    "ju": ("局某", "head", None),
    "fu": ("傅某", "head", None),
    "gui": ("桂某", "keeper", None),
    "jian": ("简某", "auditor", None),
    "guan": ("管某", "administrator", None),
}


def people_of(connection: Connection) -> None:
    rows = [
        {
            "id": login, "login": login, "name": name, "roles": role, "certificate": certificate,
            "qualification": "法律职业资格" if role == "reviewer" else None, "active": True,
            "created_at": "2026-01-01T00:00:00.000000Z", "password": None,
        }
        for login, (name, role, certificate) in PEOPLE.items()
    ]  # fmt: skip
    connection.execute(insert(schema.people), rows)


def person(login: str) -> Actor:
    name, role, _ = PEOPLE[login]
    return Actor(login, name, frozenset({role}))


def content_of(name: str) -> dict[str, Any]:
    return deepcopy(read_document(CASES / f"{name}.yaml").data)


def paper(kind: str, prefix: str = "淄教罚") -> Paper:
    def form(year: int, serial: int) -> str:
        return f"{prefix}{kind}〔{year}〕第{serial}号"

    def make(making: Making) -> bytes:
        return f"%PDF-1.7 {making.number}".encode()

    return Paper(kind, form, make)


def case_number(year: int, serial: int) -> str:
    return f"淄教罚立〔{year}〕{serial}号"


@dataclass
class Clock:
    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def be(self, day: str | date) -> None:
        on = date.fromisoformat(day) if isinstance(day, str) else day
        self.moment = datetime.combine(on, time(2), UTC)


# By stage: who does it, the event, what is issued with it. Each row leads on from the one before.
Step = tuple[str, dict[str, Any], str | None]
ORDINARY: dict[str, list[Step]] = {
    "filed": [("ju", {"type": "filed", "on": "2026-07-06"}, None)],
    "investigated": [("wang", {"type": "investigation_closed", "on": "2026-07-20"}, None)],
    "approved": [("ju", {"type": "approved", "on": "2026-07-21", "result": "同意"}, None)],
    "noticed": [("wang", {"type": "noticed", "on": "2026-07-22"}, "prior-notice")],
    "statement": [("wang", {"type": "served", "on": "2026-07-22", "of": "prior-notice", "method": "直接送达"}, None)],
    "hearing": [
        ("wang", {"type": "statement", "on": "2026-07-27", "text": "请求从轻处罚。"}, None),
        ("wang", {"type": "hearing_requested", "on": "2026-07-27"}, None),
        (
            "shen",
            {
                "type": "hearing_called",
                "on": "2026-07-28",
                "until": "2026-08-07",
                "time": "9时",
                "place": "三楼会议室",
                "by": "沈某",
            },
            "hearing-notice",
        ),
        ("shen", {"type": "hearing_held", "on": "2026-08-07", "by": "沈某", "text": "双方到场，质证完毕。"}, None),
    ],
    "reexamined": [
        ("shen", {"type": "reexamined", "on": "2026-08-10", "result": "部分采纳", "text": "退费属实，已经考虑。"}, None)
    ],
    "reviewed": [("shen", {"type": "reviewed", "on": "2026-08-11", "result": "通过"}, None)],
    "discussed": [
        ("ju", {"type": "discussed", "on": "2026-08-12", "result": "同意", "present": ["局某", "傅某", "沈某"]}, None)
    ],
    "decided": [("ju", {"type": "decided", "on": "2026-08-13", "result": "予以处罚"}, "penalty-decision")],
    "served": [("wang", {"type": "served", "on": "2026-08-14", "of": "penalty-decision", "method": "直接送达"}, None)],
    "urged": [("wang", {"type": "urged", "on": "2026-09-10", "amount": 4000}, "urging-notice")],
    "court": [
        ("wang", {"type": "served", "on": "2026-09-11", "of": "urging-notice", "method": "直接送达"}, None),
        ("wang", {"type": "court_applied", "on": "2027-03-01", "text": "已核对复议、诉讼期限届满"}, None),
    ],
    "closed": [
        ("wang", {"type": "recorded", "on": "2027-03-02", "whom": "市政府法制部门"}, None),
        ("ju", {"type": "closed", "on": "2027-06-01", "result": "法院执行完毕", "text": "划拨到账。"}, None),
    ],
}
SPARED: dict[str, list[Step]] = {
    "filed": [("ju", {"type": "filed", "on": "2026-07-06"}, None)],
    "investigated": [("wang", {"type": "investigation_closed", "on": "2026-07-20"}, None)],
    "approved": [("ju", {"type": "approved", "on": "2026-07-21", "result": "同意"}, None)],
    "spared": [("ju", {"type": "decided", "on": "2026-07-22", "result": "不予处罚"}, "no-penalty-decision")],
    "served": [
        ("wang", {"type": "served", "on": "2026-07-23", "of": "no-penalty-decision", "method": "直接送达"}, None)
    ],
    "closed": [("ju", {"type": "closed", "on": "2026-07-24", "result": "没有应当履行的内容"}, None)],
}
ON_THE_SPOT: dict[str, list[Step]] = {
    "on_the_spot": [
        ("wang", {"type": "statement", "on": "2026-05-06", "text": "没有意见。"}, None),
        (
            "wang",
            {"type": "decided", "on": "2026-05-06", "result": "当场处罚", "place": "园内", "time": "10时"},
            "on-the-spot-decision",
        ),
    ],
    "served": [
        ("wang", {"type": "served", "on": "2026-05-06", "of": "on-the-spot-decision", "method": "当场交付"}, None)
    ],
    "closed": [
        ("wang", {"type": "recorded", "on": "2026-05-07", "whom": "本局"}, None),
        ("ju", {"type": "closed", "on": "2026-06-10", "result": "履行完毕"}, None),
    ],
}
WAYS = {"hearing": ORDINARY, "small": ORDINARY, "spared": SPARED, "spot": ON_THE_SPOT}


@dataclass
class Led:
    """A case on its way."""

    office: "Office"
    id: str
    version: int
    stage: str = "draft"
    numbers: list[str] = field(default_factory=list)

    def tries(self, who: str, event: dict[str, Any], issue: str | None = None) -> Recorded | Refused | Conflict:
        self.office.clock.be(max(self.office.clock().date(), date.fromisoformat(event["on"])))
        issued = Issued(paper(issue) if issue else None, case_number)
        answer = record(self.office.book, person(who), self.id, self.version, event, issued)
        if isinstance(answer, Recorded):
            self.version, self.stage = answer.version, answer.stage
            self.numbers += [answer.number] if answer.number else []
        return answer

    def does(self, who: str, event: dict[str, Any], issue: str | None = None) -> Recorded:
        answer = self.tries(who, event, issue)
        assert isinstance(answer, Recorded), answer
        return answer

    def refused(self, who: str, event: dict[str, Any], issue: str | None = None) -> set[str]:
        answer = self.tries(who, event, issue)
        assert isinstance(answer, Refused), answer
        return {reason.need for reason in answer.reasons}

    def saves(self, content: dict[str, Any], who: str = "wang") -> None:
        answer = save(self.office.book, person(who), self.id, self.version, content)
        assert isinstance(answer, Saved), answer
        self.version = answer.version


@dataclass
class Office:
    """The people of the office before one casebook."""

    book: Casebook
    clock: Clock

    def case(self, content: dict[str, Any] | str = "hearing") -> Led:
        values = content_of(content) if isinstance(content, str) else content
        made = create_case(self.book, person("wang"), values)
        return Led(self, made.id, made.version)

    def led(
        self, to: str, content: dict[str, Any] | str = "hearing", way: str = "hearing", leave: tuple[str, ...] = ()
    ) -> Led:
        """A case led to a stage; steps of the stages in `leave` are left out."""
        self.clock.be("2026-01-05")
        case = self.case(content)
        if to == "draft":
            return case
        for stage, steps in WAYS[way].items():
            for who, event, issue in steps if stage not in leave else ():
                case.does(who, dict(event), issue)
            if stage == to:
                assert case.stage == to, (case.stage, to)
                return case
        raise AssertionError(to)
