"""Invented people and cases, one at least at every stage, led there through the gates as an office would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from casebook import schema
from casebook.actor import CONSOLE, Actor
from casebook.book import Casebook, Work
from casebook.cases.documents import Paper
from casebook.cases.members import assign
from casebook.cases.versions import create_case
from casebook.people.accounts import NewAccount, PreparedAccount, enter_account, prepare_account
from casebook.plain import to_text
from casebook.refusals import CasebookError
from casebook.settings import BUREAU, save_setting
from casebook.workflow.recording import Issued, Recorded, record
from penalty_engine.inputs.positioned import read_document

SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
PASSWORD: Final = "示例案件库的口令2026"  # noqa: S105 -- of nobody: invented people in an empty casebook
SET_BY_EVENTS: Final = ("number", "filed_on", "decided_on", "letter", "rulebook")


def fill(book: Casebook) -> int:
    """Fills an empty casebook; gives how many cases there are.

    Raises:
        CasebookError: there are cases already.
    """
    with book.read() as connection:
        if connection.execute(select(schema.cases.c.id).limit(1)).first() is not None:
            raise CasebookError("案件库中已经有案件，示例只放入空的案件库")
    stated = _data("people")
    prepared = [_prepared(one) for one in stated["people"]]
    with book.write(CONSOLE) as work:
        people = {one.login: _entered(work, one) for one in prepared}
    save_setting(book, people["guan"], BUREAU, 0, _bureau(stated["numbers"]))
    ways, cases = _data("ways"), _data("cases")["cases"]
    for one in cases:
        _lead(book, people, stated["numbers"], one, ways.get(one.get("way"), ()))
    return len(cases)


def _data(name: str) -> dict[str, Any]:
    document = read_document(SAMPLES / "casebook" / f"{name}.yaml")
    return document.data


def _bureau(numbers: Mapping[str, str]) -> str:
    """The sample bureau's settings, with the prefixes that the sample cases bear."""
    stated: dict[str, Any] = read_document(SAMPLES / "files" / "bureau.yaml").data
    prefixes = {kind: form.partition("〔")[0] for kind, form in numbers.items()}
    return to_text({**stated, "number_prefixes": {**dict(stated["number_prefixes"]), **prefixes}})


def _prepared(one: dict[str, Any]) -> PreparedAccount:
    roles = tuple(one["roles"])
    new = NewAccount(one["login"], one["name"], roles, PASSWORD, one.get("certificate"), one.get("qualification"))
    return prepare_account(new)


def _entered(work: Work, one: PreparedAccount) -> Actor:
    return Actor(enter_account(work, one), one.name, frozenset(one.roles.split()))


def _lead(
    book: Casebook,
    people: Mapping[str, Actor],
    numbers: Mapping[str, str],
    one: dict[str, Any],
    way: list[dict[str, Any]],
) -> None:
    """Creates the case and goes its way until the stage is reached."""
    earlier = int(one.get("years_earlier", 0))
    steps = [_earlier(step, earlier) for step in way]
    first = min((step["on"] for step in steps), default=date(2026, 11, 20))
    at = _at(book, first)
    content = _content(one, earlier)
    made = create_case(at, people["wang"], content)
    assign(at, people["ju"], made.id, people["li"].id)
    version, stage, wanted = made.version, "draft", one["until"]
    for step in steps:
        event = {key: value for key, value in step.items() if key not in {"who", "issue"}}
        event |= _announced(content) if event["type"] == "noticed" else {}
        issued = _issued(numbers, step.get("issue"))
        answer = record(_at(book, step["on"]), people[step["who"]], made.id, version, event, issued)
        if not isinstance(answer, Recorded):
            raise CasebookError(f"{one['file']}：{event['type']}：{answer}")
        version, before, stage = answer.version, stage, answer.stage
        if stage == wanted and before != stage:
            break
    if stage != wanted:
        raise CasebookError(f"{one['file']} 到了 {stage}，没有到 {wanted}")


def _announced(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a notice tells of the penalties intended: nothing heavier is decided."""
    proposals = [act.get("proposal") or {} for act in content["conducts"]]
    kinds = dict.fromkeys(kind for one in proposals for kind in one.get("kinds") or ())
    return {"kinds": list(kinds), "amount": sum(one.get("fine") or 0 for one in proposals)}


def _at(book: Casebook, day: date) -> Casebook:
    """The casebook on that day."""
    moment = datetime.combine(day, time(2), UTC)
    return replace(book, clock=lambda: moment)


def _issued(numbers: Mapping[str, str], kind: str | None) -> Issued:
    if kind is None:
        return Issued()
    form = partial(_form, numbers[kind])
    return Issued(case_number=form) if kind == "case" else Issued(Paper(kind, form, None))


def _form(form: str, year: int, serial: int) -> str:
    return form.format(year=year, serial=serial)


def _content(one: dict[str, Any], earlier: int) -> dict[str, Any]:
    """The sample's case file, with the officers of this office and without what events set."""
    content = {
        key: value for key, value in read_document(SAMPLES / one["file"]).data.items() if key not in SET_BY_EVENTS
    }
    content["officers"] = [
        {"name": "王某某", "certificate": "37030000001"},
        {"name": "李某某", "certificate": "37030000002"},
    ]
    content = {key: _earlier(value, earlier) for key, value in content.items()}
    for path, value in one.get("changes", {}).items():
        here: Any = content
        *way, last = (int(key) if key.isdigit() else key for key in path.split("."))
        for key in way:
            here = here[key]
        here[last] = value
    return content


def _earlier(value: Any, years: int) -> Any:  # noqa: ANN401 -- mappings, lists and days alike
    """The same with every day some years before, also where a text tells it."""
    if isinstance(value, date):
        return value.replace(year=value.year - years)
    if isinstance(value, dict):
        return {key: _earlier(item, years) for key, item in value.items()}
    if isinstance(value, list):
        return [_earlier(item, years) for item in value]
    return value.replace("2026年", f"{2026 - years}年") if isinstance(value, str) else value
