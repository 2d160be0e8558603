"""The shape of the rulebook's YAML files. Editors check against the JSON Schema made from these models."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Kind = Literal[
    "warning",
    "public_criticism",
    "fine",
    "confiscate_gains",
    "confiscate_property",
    "confiscate_certificates",
    "suspend_enrolment",
    "suspend_exam",
    "suspend_operations",
    "stop_running",
    "revoke_enrolment",
    "revoke_licence",
    "revoke_teacher_qualification",
    "revoke_certificate_power",
    "restrict_practice",
    "close",
    "other",
]
Status = Literal["verified", "unverified", "system_setting", "unsettled"]
Tier = Literal["base", "serious", "very_serious"]
Text = Annotated[str, Field(min_length=1)]


def _exact(value: object) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        return Decimal(value)
    message = "应当是数字"
    raise ValueError(message)


Exact = Annotated[Decimal, BeforeValidator(_exact, json_schema_input_type=float | str)]
Amount = Annotated[Exact, Field(ge=0, allow_inf_nan=False)]


class Model(BaseModel):
    """No unknown keys anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ConditionModel(Model):
    """条件: exactly one of all / any / not / fact."""

    all: list["ConditionModel"] | None = None
    any: list["ConditionModel"] | None = None
    not_: "ConditionModel | None" = Field(default=None, alias="not")
    fact: str | None = None
    is_: bool | str | int | None = Field(default=None, alias="is")
    at_least: Amount | None = None
    more_than: Amount | None = None
    at_most: Amount | None = None
    less_than: Amount | None = None


class BaseFloor(Model):
    """基数不足此数的，按另一数计."""

    below: Amount
    treat_as: Amount


class BandModel(Model):
    """分段: the first band whose `when` holds; the last has none."""

    when: ConditionModel | None = None
    range: "RangeModel"


class RangeModel(Model):
    """幅度. min null = 法条只有上限."""

    type: Literal["fixed", "multiple", "banded", "years", "unspecified", "unknown"]
    min: Amount | None = None
    max: Amount | None = None
    base: Literal["illegal_gains", "capital_amount"] | None = None
    base_floor: BaseFloor | None = None
    bands: list[BandModel] | None = None
    what: Text | None = None
    term: Literal["permanent", "open"] | None = None
    depends: Text | None = None
    escalation: Text | None = None
    note: Text | None = None


class Consequence(Model):
    """法条随处罚规定的法律后果（不是处罚）."""

    what: Text
    min: Amount
    max: Amount
    start: Text | None = None


class PenaltyModel(Model):
    """处罚. mode required = 应当、并处; optional = 可以、可以并处."""

    kind: Kind
    text: Text
    mode: Literal["required", "optional"]
    range: RangeModel | None = None
    choice: Text | None = None
    rung: int | None = None
    when: Literal["gains_to_confiscate"] | ConditionModel | None = None
    after: Literal["refund"] | None = None
    by: Literal["other_authority"] | None = None
    against: Text | None = None
    on_responsible_persons: bool = False
    consequence: Consequence | None = None
    unsettled: Text | None = None


class TierModel(Model):
    """档次. keeps: what of the lower tier still applies."""

    tier: Tier
    trigger: Text
    trigger_kind: Literal["finding", "event", "event_or_finding", "event_and_finding"] | None = None
    any_of: list[Text] = []
    all_of: list[Text] = []
    orders: list[Text] = []
    keeps: Literal["orders_and_confiscation", "all"] | None = None
    penalties: list[PenaltyModel] = []
    responsible_persons: list[PenaltyModel] = []
    unread: bool = False


class EnforcerModel(Model):
    """实施机关. level county: the provision names the county."""

    text: Text
    level: Literal["county"] | None = None
    others: Text | None = None
    jointly: bool = False


class ViolationModel(Model):
    """违法行为."""

    id: Text
    name: Text
    category: Text
    act: Text
    breached: Text | None = None
    basis: Annotated[list[Text], Field(min_length=1)]
    effective_from: date | None = None
    effective_to: date | None = None
    effective_note: Text | None = None
    displaced_from: date | None = None
    displaced_by: list[Text] = []
    displaced_part: Text | None = None
    displaced_when: ConditionModel | None = None
    premise: ConditionModel | None = None
    actors: list[Text] = []
    enforcer: EnforcerModel
    liable_persons: Text | None = None
    related: list[Text] = []
    refers_to: list[Text] = []
    element_circumstances: list[Text] = []
    tiers: Annotated[list[TierModel], Field(min_length=1)]
    verified: bool
    confidence: Text | None = None
    read: Text
    note: Text | None = None
    unsettled: list[Text] = []
    aimed_at: Literal["responsible_persons"] | None = None


class ViolationsFile(Model):
    """violations/<code>.yaml: all acts that one law punishes."""

    law: Text
    violations: Annotated[list[ViolationModel], Field(min_length=1)]


class LawModel(Model):
    """法律、法规、规章或者规范性文件."""

    code: Text
    title: Text
    rank: Literal["法律", "行政法规", "地方性法规", "部门规章", "规范性文件"]
    version: Text
    effective_from: date | None = None
    effective_to: date | None = None
    earlier_version: Text | None = None
    verified: bool
    note: Text | None = None


class LawsFile(Model):
    """laws.yaml."""

    laws: list[LawModel]


class ElementModel(Model):
    """要件. fact: follows that typed fact; follows no_harm: 未另行回答的，从“危害后果”一项."""

    id: Text
    text: Text
    fact: Text | None = None
    follows: Literal["absence_of_harm"] | None = None


class CitationModel(Model):
    """依据."""

    law: Text
    text: Text


class CircumstanceModel(Model):
    """裁量情节."""

    id: Text
    effect: Literal["no_penalty", "no_penalty_discretionary", "lighter_or_mitigated", "heavier"]
    text: Text
    elements: Annotated[list[ElementModel], Field(min_length=1)]
    citations: Annotated[list[CitationModel], Field(min_length=1)]
    computed: Literal["minor_under", "minor_between", "limitation", "list"] | None = None
    list: Literal["no_penalty", "mitigated"] | None = None
    applies_to: Literal["natural_person"] | None = None
    needs_guardian: bool = False
    in_force_on_act: bool = False
    scope: Literal["offcampus_training"] | None = None
    mitigates: bool = False
    double_use: Literal["refusal_tier", "serious_tier"] | None = None
    needs_note: bool = False
    order: Text | None = None
    verified: bool = True
    note: Text | None = None


class CircumstancesFile(Model):
    """circumstances/*.yaml."""

    circumstances: list[CircumstanceModel]


class BenchmarkModel(Model):
    """裁量基准的一行."""

    id: Text
    violation: Text
    tier: Tier
    grade: Text
    when: ConditionModel | None = None
    range: RangeModel | None = None
    kinds: list[Kind] = []
    mitigated: bool = False
    source: Text
    status: Status


class BenchmarksFile(Model):
    """benchmarks/*.yaml."""

    benchmarks: list[BenchmarkModel]


class ListItemModel(Model):
    """清单事项."""

    code: Text
    title: Text
    violation: Text
    basis: Text
    applies: Text
    ground: Text
    measures: Text | None = None


class ListFile(Model):
    """lists/*.yaml."""

    items: list[ListItemModel]
    list: Literal["no_penalty", "mitigated"]
    title: Text
    note: Text | None = None


class SettingModel(Model):
    """一项设定: value with status and source."""

    id: Text
    label: Text
    value: Any
    status: Status
    source: Text
    note: Text | None = None


class SettingsFile(Model):
    """settings.yaml, procedure.yaml."""

    settings: list[SettingModel]


class SentenceModel(Model):
    """说理语句. {名称} are blanks that the engine fills."""

    id: Text
    step: Literal["law", "whether", "amount", "procedure", "open"]
    audience: Literal["party", "internal"]
    text: Text
    citations: list[Text] = []


class SentencesFile(Model):
    """reasoning.yaml."""

    sentences: list[SentenceModel]


class WarningModel(Model):
    """提示: what it says and what to do."""

    code: Text
    text: Text
    remedy: Text


class WarningsFile(Model):
    """warnings.yaml."""

    warnings: list[WarningModel]


class RulebookFile(Model):
    """rulebook.yaml."""

    id: Text
    version: Text
    title: Text
    authority: Text
    government: Text | None = None
    measure: Text
    extends: Text | None = None
    note: Text | None = None
