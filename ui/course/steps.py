"""The form of a step: which fields it asks for now, what is proposed in them, the event that they make, what recording it will do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from casebook.cases.versions import FIXED_AFTER
from casebook.rights import ACTIONS, ROLES
from casebook.workflow.gates import Gate
from casebook.workflow.happened import Happened
from casebook.workflow.needs.particulars import DOCUMENT_OF, MADE_BY
from casebook.workflow.showing import RELATIONS
from casebook.workflow.words import STAGES
from letters.kinds import KINDS
from penalty_engine.days import in_chinese
from ui.course.step_fields import ALSO, DAY, FIELDS, GIVEN, HAPPENED, PARTICULARS, SIGNED, Field, words
from ui.filling.dates import read_day, without_year
from ui.filling.sums import read_sum
from web.issuing import unprintable_in

NO_DAY: Final = "看不出是哪一天，请写成 2026年7月2日 或者 20260702"
SERVABLE: Final = (
    "preservation-notice", "correction-order", "hearing-right-notice", "hearing-notice", "urging-notice",
    "transfer-letter",
)  # fmt: skip


def fields_of(gate: Gate, happened: Sequence[Happened] = ()) -> tuple[Field, ...]:
    """What the form of a gate asks for besides the day, in its order; what its needs ask for is required."""
    needed = {PARTICULARS[need] for need in gate.needs if need in PARTICULARS}
    asked = (*_result(gate), *_of(gate, happened), *FIELDS[gate.id])
    first = gate.id == "notice" and all(one.event.type != "noticed" for one in happened)
    asked = tuple(one for one in asked if not (first and one.key == "text"))  # new facts are of a second notice
    return tuple(one._replace(required=one.required or one.key in needed) for one in asked)


def _result(gate: Gate) -> Iterator[Field]:
    if len(gate.results) > 1:
        yield Field("result", "结果", "choice", required=True, options=words(*gate.results))


def _of(gate: Gate, happened: Sequence[Happened]) -> Iterator[Field]:
    """Which document was served, where the gate leaves it open: those that have been made."""
    if gate.id == "serve_other":
        made = {one.event.type for one in happened}
        kinds = [one for one in SERVABLE if KINDS[one].event in made]
        yield Field("of", "送达的文书", "choice", options={one: _served(one, happened) for one in kinds})


def _served(kind: str, happened: Sequence[Happened]) -> str:
    number = number_of(kind, happened)
    return f"{KINDS[kind].title}（{number}）" if number else KINDS[kind].title


def number_of(kind: str, happened: Sequence[Happened]) -> str | None:
    """The number of the latest document of a kind that went out with an event; None: not known."""
    made = (
        MADE_BY[kind][0]
        if kind in MADE_BY
        else KINDS[kind].event
        if kind in SERVABLE and kind != "hearing-right-notice"
        else None
    )
    return next((one.event.document for one in reversed(happened) if one.event.type == made), None)


def event_of(
    gate: Gate, on: date, values: Mapping[str, object], who: str, happened: Sequence[Happened]
) -> dict[str, object]:
    """The event as it is recorded: what was filled in, and what follows from the gate itself; `ALSO` is to be taken out of it."""
    event: dict[str, object] = {"type": gate.event, "on": on}
    if len(gate.results) == 1:
        event["result"] = gate.results[0]
    if gate.of:
        event["of"] = _expected(gate, happened)
    if gate.id == "decide_on_the_spot":
        event["method"] = "当场"
    if gate.id in SIGNED:
        event["by"] = who
    event |= {key: value for key, value in values.items() if value not in (None, "", [], ())}
    number = number_of(str(event.get("of")), happened) if gate.event == "served" else None
    return {**event, "document": number} if number else event


def apart(event: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The event itself, and the kinds of documents that go out beside its own."""
    also = event.get(ALSO)
    return {key: value for key, value in event.items() if key not in {ALSO, GIVEN}}, (str(also),) if also else ()


def is_given(gate: Gate, event: Mapping[str, object]) -> bool:
    """Whether its document went out there and then, so that none is printed."""
    return gate.id == "order_correction" and bool(event.get(GIVEN) or event.get("document"))


def _expected(gate: Gate, happened: Sequence[Happened]) -> str:
    """The document that a gate speaks of: of several decisions the one that was made."""
    results = [one.event.result for one in happened if one.event.type == "decided"]
    expected = DOCUMENT_OF.get(results[-1] or "", "") if results else ""
    return expected if expected in gate.of else gate.of[0]


def read(field: Field, entered: object, since: date) -> object:
    """What was entered, as the event holds it: names and lines as lists, an amount as a number, a day as a day.

    `since`: from where a day without its year is reckoned: today for the day of the step, that day for every other.
    """
    if not isinstance(entered, str):
        return entered
    text = entered.strip()
    if field.form == "day":
        return read_day(text, since, field.year)
    if field.form == "names":
        return [one for one in text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、") if one]
    if field.form == "lines":
        return [one.strip() for one in text.splitlines() if one.strip()]
    return read_sum(text) if field.form == "money" and text else text


def faults(fields: Sequence[Field], values: Mapping[str, object]) -> tuple[str, ...]:
    """What is still to be filled in, or is no figure or no day."""
    told = [f"没有填写{one.label}" for one in fields if one.required and values.get(one.key) in (None, "", [], ())]
    for one in fields:
        value = values.get(one.key)
        if one.form == "money" and value not in (None, "") and not _is_money(value):
            told.append(f"{one.label}应当是不小于零、至多两位小数的数")
        if one.form == "day" and value and not isinstance(value, date):
            told.append(f"{one.label}{NO_DAY}")
        if unfit := unprintable_in(value):
            told.append(f"{one.label}：{unfit}")
    return tuple(told)


def _is_money(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    amount = Decimal(value)
    return amount >= 0 and amount == round(amount, 2)


def proposed_day(
    gate: Gate, happened: Sequence[Happened], today: date, filed: object = None, source_on: object = None
) -> tuple[date | None, str]:
    """The day that is proposed for a step, none where only who was there knows it; and what is said of it.

    Args:
        gate: the step.
        happened: what stands before it.
        today: the office's day.
        filed: 立案日期 of the case file, where the officer has told it.
        source_on: the day of 案件来源 there.
    """
    if is_first_report(gate, happened) and isinstance(source_on, date):
        return source_on, f"按案件中填写的来源日期{in_chinese(source_on)}；实际是另一天的，请改"
    if gate.id == "file" and isinstance(filed, date):
        return filed, f"按案件中填写的立案日期{in_chinese(filed)}；负责人是另一天批准的，请改"
    if gate.late:
        return None, "填写实际发生的日期，可以补记"
    after = max((one.event.on for one in happened), default=None)
    not_before = f"，不早于前一步的{in_chinese(after)}" if after else ""
    if gate.id in HAPPENED:
        return None, f"填写实际发生的日期{not_before}"
    day = max(today, after or today)
    told = "今天" if day == today else "前一步的日期"
    return day, f"按{told}{in_chinese(day)}；实际是另一天的，请改{not_before}"


def is_first_report(gate: Gate, happened: Sequence[Happened]) -> bool:
    """Whether the step is the one that 案件来源 of the case file tells of."""
    return gate.id == "report" and all(one.event.type != gate.event for one in happened)


def who_may(gate: Gate) -> str:
    """执法人员（本案办案人员）；法制审核人员（非本案办案人员）."""
    permitted = ACTIONS[gate.action].permitted
    told = (f"{ROLES[role]}（{'、'.join(RELATIONS[one] for one in how)}）" for role, how in permitted.items())
    return "；".join(told)


def moves(gate: Gate, stage: str) -> bool:
    """Whether recording it brings the case to another stage."""
    return gate.to is not None and gate.to != stage


def by_whom(gate: Gate, able: Mapping[str, Sequence[str]]) -> str:
    """Who may, and who that is: 由负责人（非本案办案人员）局某某、傅某某办理."""
    names = able.get(gate.action, ())
    return f"由{who_may(gate)}{'、'.join(names)}办理" + ("" if names else "，现在没有这样的人员")


def _days(gate: Gate, event: Mapping[str, object]) -> Iterator[str]:
    """日期2026年12月20日, 改正期限2027年1月10日."""
    for one in (DAY, *FIELDS[gate.id]):
        day = event.get(one.key)
        if isinstance(day, date):
            yield f"{one.label}{in_chinese(day)}"


def reckoned(fields: Sequence[Field], typed: Mapping[str, object]) -> bool:
    """Whether a day was typed without its year, which is then told in full before it is recorded."""
    return any(one.form == "day" and without_year(str(typed.get(one.key) or "")) for one in fields)


def consequences(
    gate: Gate,
    stage: str,
    event: Mapping[str, object],
    papers: Sequence[str],
    *,
    numbers_case: bool,
    strikers: Sequence[str] = (),
) -> tuple[str, ...]:
    """What recording it will do, told before it is done.

    Args:
        gate: the step.
        stage: where the case is.
        event: the event as it will be recorded: every day in it is told in full.
        papers: titles of the documents that go out with it.
        numbers_case: whether the case is given its number.
        strikers: who can strike it again.
    """
    told = [f"记录“{gate.name}”，{'，'.join(_days(gate, event))}。"]
    if gate.to is not None and moves(gate, stage):
        told.append(f"案件由“{STAGES[stage]}”进入“{STAGES[gate.to]}”。")
    if numbers_case:
        told.append("案件编立案号。")
    told += [f"编文号并印制《{paper}》，印出的这一份原样留存，以后下载的都是它。" for paper in papers]
    if gate.to in FIXED_AFTER and stage not in FIXED_AFTER:
        told.append("此后案件内容不能再修改。")
    heads = "、".join(strikers)
    told.append(f"记录以后自己不能改回；记错的，由负责人{heads}写明理由撤销，用过的文号不再使用。")
    return tuple(told)
