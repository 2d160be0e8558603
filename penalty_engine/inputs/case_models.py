"""The shape of a case file (contract, section 1). What a field accepts and how it refuses is said once, here."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from penalty_engine.amounts import years_to_months
from penalty_engine.answers import Answer
from penalty_engine.inputs.facts_models import EvidenceKind
from penalty_engine.inputs.rulebook_models import Kind
from penalty_engine.inputs.validation import refusal

_ANSWERS: Final[dict[object, Answer]] = {"yes": True, "no": False, "unknown": None}
_MOST_DIGITS: Final = 13  # of whole yuan
_CENTS: Final = -2
_SEVERITIES: Final = ("base", "serious", "very_serious", "unknown")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER: Final = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def answer(value: object) -> Answer:
    """是, 否, 未查明."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _ANSWERS:
        return _ANSWERS[value]
    raise refusal("应当是 yes、no 或者 unknown")


def _not_yes(value: object) -> Answer:
    if answer(value):
        raise refusal("只能是 no 或者 unknown")
    return answer(value)


def day(value: object) -> date:
    """A day; text in the form 2026-07-02 too."""
    if type(value) is date:
        found = value
    else:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise refusal("日期应当写成 2026-07-02 的形式")
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise refusal("没有这一天") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise refusal(f"日期应当在 {_FIRST_YEAR} 年至 {_LAST_YEAR} 年之间")
    return found


def number(value: object) -> Decimal:
    """A finite number, never from binary floating point; text of digits too."""
    if isinstance(value, float):
        raise refusal("小数不能经由二进制浮点数传入，应当用 Decimal 或者加引号的文字")
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise refusal("应当是数字")
    value = Decimal(value)
    if not value.is_finite():
        raise refusal("应当是有限的数")
    return value


def money(value: object) -> Decimal:
    """Yuan: not negative, at most two decimals."""
    amount = number(value)
    if amount < 0:
        raise refusal("金额不能是负数")
    if amount.adjusted() >= _MOST_DIGITS and amount:
        raise refusal("金额过大")
    if _exponent(amount) < _CENTS:
        raise refusal("金额至多两位小数")
    return amount


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def years(value: object) -> Decimal:
    """The length of a ban in years, a whole number of months."""
    length = number(value)
    if not 0 < length <= 100:  # noqa: PLR2004 -- nobody is banned for longer
        raise refusal("年数应当大于 0，不超过 100")
    if years_to_months(length) is None:
        raise refusal("年数折算后应当是整月（例如 0.5、1.25）")
    return length


def count(value: object) -> int:
    """A whole number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusal("应当是整数")
    if not 0 <= value < 10**9:
        raise refusal("不能是负数，也不能超过十位数")
    return value


def words(value: object) -> str:
    """Text; a bare number or day is taken as it was written. Spaces around it do not count."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = str(value)
    elif type(value) is date:
        value = value.isoformat()
    if not isinstance(value, str):
        raise refusal("应当是文字（yes、no 要加引号）" if isinstance(value, bool) else "应当是文字")
    if _INVISIBLE.search(value):
        raise refusal("含有不可见的控制字符")
    return value.strip()


def _some_words(value: object) -> str:
    text = words(value)
    if not text:
        raise refusal("不能是空的")
    return text


def _words_or_none(value: object) -> str | None:
    return None if value is None else words(value) or None


def _or(validate: Any, default: Any = None) -> BeforeValidator:  # noqa: ANN401 -- any validator, any default
    """Null means the default."""
    return BeforeValidator(lambda value: default if value is None else validate(value))


def _as_is(value: object) -> object:
    return value


_YES_NO: Final = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "unknown"]}, {"type": "null"}]}
_NUMBER_SCHEMA: Final = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}]
}
_MAYBE_NUMBER: Final = {"anyOf": [*_NUMBER_SCHEMA["anyOf"], {"type": "null"}]}
_DATE_SCHEMA: Final = {"type": "string", "format": "date"}
_MAYBE_DATE: Final = {"anyOf": [_DATE_SCHEMA, {"type": "null"}]}
_TEXT_SCHEMA: Final = {"type": ["string", "number"]}
_MAYBE_TEXT: Final = {"type": ["string", "number", "null"]}

Answered = Annotated[bool | None, BeforeValidator(answer), WithJsonSchema(_YES_NO)]
Text = Annotated[str, BeforeValidator(_some_words), WithJsonSchema(_TEXT_SCHEMA)]
MaybeText = Annotated[str | None, BeforeValidator(_words_or_none), WithJsonSchema(_MAYBE_TEXT)]
Day = Annotated[date, BeforeValidator(day), WithJsonSchema(_DATE_SCHEMA)]
MaybeDay = Annotated[date | None, _or(day), WithJsonSchema(_MAYBE_DATE)]
MaybeMoney = Annotated[Decimal | None, _or(money), WithJsonSchema(_MAYBE_NUMBER)]
MaybeYears = Annotated[Decimal | None, _or(years), WithJsonSchema(_MAYBE_NUMBER)]
MaybeCount = Annotated[int | None, _or(count)]


def _statement(value: object) -> object:
    """The short form, an answer alone, is the long form with only `holds`."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list):
        raise refusal("应当是 yes、no、unknown，或者 {holds, elements, evidence, note}")
    return {"holds": answer(value)}


def _severity(value: object) -> object:
    if value not in (None, *_SEVERITIES):
        raise refusal(f"只能是 {'、'.join(_SEVERITIES)} 之一")
    return None if value == "unknown" else value


def _empty_list(value: object) -> object:
    return [] if value is None else value


def _empty_group(value: object) -> object:
    return {} if value is None else value


Severity = Annotated[
    Literal["base", "serious", "very_serious"] | None,
    BeforeValidator(_severity, json_schema_input_type=Literal["base", "serious", "very_serious", "unknown"] | None),
]
_Words = Annotated[list[Text], BeforeValidator(_empty_list)]


class Model(BaseModel):
    """No unknown keys anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class GuardianModel(Model):
    """监护人."""

    name: Text
    phone: MaybeText = None


class SourceModel(Model):
    """案件来源."""

    kind: Text
    on: MaybeDay = None
    note: MaybeText = None


class PartyModel(Model):
    """当事人."""

    kind: Literal["natural_person", "legal_person", "other_organization"]
    name: Text
    role: Annotated[Literal["principal", "responsible_person"], _or(_as_is, "principal")] = "principal"
    capacity: MaybeText = None
    id_number: MaybeText = None
    birth_date: MaybeDay = None
    guardian: GuardianModel | None = None
    representative: MaybeText = None
    address: MaybeText = None
    phone: MaybeText = None


class StatementModel(Model):
    """一项情节: answered as a whole, by its elements, or both."""

    holds: Answered = None
    elements: Annotated[dict[str, Answered], BeforeValidator(_empty_group)] = {}
    evidence: _Words = []
    note: MaybeText = None
    fact: Annotated[MaybeText, Field(description="认定该情节的具体事实，写入文书")] = None


class GroundsModel(Model):
    """认定的根据：具体事实和证据，写入文书."""

    fact: MaybeText = None
    evidence: _Words = []


Stated = Annotated[StatementModel, BeforeValidator(_statement, json_schema_input_type=Answered | StatementModel)]


class ProposalModel(Model):
    """拟处罚. kinds empty = 不予处罚."""

    kinds: list[Kind]
    fine: MaybeMoney = None
    years: MaybeYears = None
    reasons: MaybeText = None


class ConductModel(Model):
    """一个违法行为. to: an explicit null means that it is still going on."""

    violation: Text
    concurrent: _Words = []
    from_: Day = Field(alias="from")
    to: MaybeDay = Field(description="仍在继续的填 null")
    cause: Annotated[MaybeText, Field(description="案由；不填的用违法行为的名称")] = None
    evidence: Annotated[_Words, Field(description="证明这一行为的证据编号；不填的为全部证据")] = []
    discovered_on: MaybeDay = None
    summary: MaybeText = None
    established: Answered = True
    severity: Severity = None
    severity_grounds: GroundsModel | None = None
    grade: MaybeText = None
    affects_life_health_or_finance: Answered = None
    harmful_consequences: Answered = None
    facts: Annotated[dict[str, Any], BeforeValidator(_empty_group)] = {}
    circumstances: Annotated[dict[str, Stated], BeforeValidator(_empty_group)] = {}
    unlisted: Annotated[bool | None, BeforeValidator(_not_yes), WithJsonSchema(_YES_NO)] = None
    choose: Literal["lighter", "mitigated"] | None = None
    proposal: ProposalModel | None = None


class EvidenceModel(Model):
    """一份证据 (处罚法 46)."""

    id: Text
    kind: EvidenceKind
    title: Text
    proves: MaybeText = None
    pages: MaybeCount = None
    obtained_on: MaybeDay = None
    obtained_by: MaybeText = None


class EventModel(Model):
    """一个程序事件."""

    type: Literal[
        "reported",
        "filed",
        "inspected",
        "questioned",
        "evidence_preserved",
        "correction_ordered",
        "rechecked",
        "investigation_closed",
        "approved",
        "noticed",
        "served",
        "statement",
        "waived",
        "hearing_requested",
        "hearing_called",
        "hearing_held",
        "reexamined",
        "reviewed",
        "discussed",
        "decided",
        "paid",
        "recorded",
        "deferred",
        "urged",
        "court_applied",
        "transferred",
        "withdrawn",
        "closed",
    ]
    on: Day
    by: MaybeText = None
    document: MaybeText = None
    method: MaybeText = None
    until: MaybeDay = None
    result: MaybeText = None
    text: MaybeText = None
    present: _Words = []
    amount: MaybeMoney = None
    place: MaybeText = None
    time: Annotated[MaybeText, Field(description="起止时间，例如 9时00分至10时30分")] = None
    whom: Annotated[MaybeText, Field(description="被询问人、受移送机关等")] = None
    items: _Words = []
    of: Annotated[
        MaybeText,
        Field(description="所送达文书的种类，例如 prior-notice；放弃的权利：statement、hearing，不填为两项都放弃"),
    ] = None
    kinds: Annotated[list[Kind], BeforeValidator(_empty_list), Field(description="告知的处罚种类")] = []
    years: Annotated[MaybeYears, Field(description="告知的限制期限，年")] = None


class OfficerModel(Model):
    """执法人员."""

    name: Text
    certificate: MaybeText = None


class ContactModel(Model):
    """联系人."""

    name: MaybeText = None
    address: MaybeText = None
    phone: MaybeText = None


class LetterModel(Model):
    """文书的文号和日期."""

    number: MaybeText = None
    date: MaybeDay = None


class CaseModel(Model):
    """案件文件：一案一当事人，一个或者几个违法行为."""

    number: MaybeText = None
    rulebook: MaybeText = None
    source: SourceModel | None = None
    party: PartyModel
    joint_with: _Words = []
    conducts: Annotated[list[ConductModel], Field(min_length=1)]
    evidence: Annotated[list[EvidenceModel], BeforeValidator(_empty_list)] = []
    events: Annotated[list[EventModel], BeforeValidator(_empty_list)] = []
    filed_on: MaybeDay = None
    decided_on: MaybeDay = None
    decided_by: Annotated[Literal["municipal", "county"], _or(_as_is, "municipal")] = "municipal"
    authority: Annotated[MaybeText, Field(description="作出机关，与规则中的机关不同时填写")] = None
    competence_ground: Annotated[MaybeText, Field(description="管辖依据，例如指定管辖的文件")] = None
    business_activity: Answered = None
    suspected_crime: Answered = False
    officers: Annotated[list[OfficerModel], BeforeValidator(_empty_list)] = []
    contact: ContactModel | None = None
    letter: LetterModel | None = None
    named_persons: Annotated[_Words, Field(description="案卷中提到的其他自然人，公开版中隐去")] = []
