"""The shape of facts.yaml: typed facts, common violations, usual materials of evidence."""

from typing import Literal

from pydantic import Field

from penalty_engine.inputs.rulebook_models import Model, Text

EvidenceKind = Literal[
    "documentary",
    "physical",
    "audio_visual",
    "electronic",
    "testimony",
    "statement",
    "expert_opinion",
    "record",
]


class FactModel(Model):
    """类型化事实. used_by: 违法行为编号或其前缀; past: 填写时已经过去的日期; party: 只对这样的当事人才问.

    told: 违法事实里怎样写，数字的地方写 {}（是否的，查明为“是”才写）; not_before, not_after: 照理不早于、不晚于的日期（from、to 是行为的起止）.
    """

    id: Text
    label: Text
    type: Literal["money", "count", "boolean", "choice", "date"]
    unit: Text | None = None
    options: dict[str, str] = Field(default={})
    used_by: list[Text]
    why: Text
    help: Text | None = None
    told: Text | None = None
    past: bool = False
    not_before: list[Text] = Field(default=[])
    not_after: list[Text] = Field(default=[])
    party: Literal["natural_person", "organisation"] | None = None


class MaterialModel(Model):
    """常见的一份证据材料，只供填写时挑选. {person}: 法定代表人、负责人或者当事人本人. facts: 问到其中一项的案件才列出.

    kind 不写的，由执法人员选.
    """

    title: Text
    kind: EvidenceKind | None = None
    proves: Text
    party: Literal["natural_person", "organisation"] | None = None
    facts: list[Text] = Field(default=[])


class CommonModel(Model):
    """常用违法行为和检索词."""

    violation: Text
    rank: int
    synonyms: list[Text]


class FactsFile(Model):
    """facts.yaml."""

    facts: list[FactModel]
    common: list[CommonModel]
    materials: list[MaterialModel] = Field(default=[])
