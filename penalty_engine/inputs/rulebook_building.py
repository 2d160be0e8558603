"""From the checked models of a rulebook to its frozen values: tiers merged, conditions compiled, sentences prebuilt."""

import string
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from penalty_engine.answers import Answer
from penalty_engine.assessment import CircumstanceFinding, Sentence, Warning
from penalty_engine.inputs import conditions, facts_models
from penalty_engine.inputs import rulebook_models as models
from penalty_engine.rulebook import (
    Band,
    BenchmarkRow,
    Circumstance,
    Citation,
    Condition,
    Element,
    FactType,
    Law,
    ListItem,
    Material,
    Period,
    Range,
    SentenceForm,
    Setting,
    Tier,
    TierPenalty,
    Violation,
    WarningForm,
)
from penalty_engine.steps.tiers import ways_to

CONFISCATIONS: Final = frozenset({"confiscate_gains", "confiscate_property", "confiscate_certificates"})
EFFECTS: Final = ("no_penalty", "no_penalty_discretionary", "lighter_or_mitigated", "heavier")
_DIGITS: Final = "零一二三四五六七八九十"


def law(model: models.LawModel) -> Law:
    """One law."""
    period = Period(model.effective_from, model.effective_to)
    return Law(
        model.code, model.title, model.rank, model.version, period, model.verified, model.earlier_version, model.note
    )


def circumstance(model: models.CircumstanceModel) -> Circumstance:
    """One circumstance."""
    cited = tuple(part.text for part in model.citations)
    return Circumstance(
        id=model.id,
        effect=model.effect,
        text=model.text,
        elements=tuple(
            Element(part.id, part.text, part.fact, part.follows == "absence_of_harm") for part in model.elements
        ),
        citations=tuple(Citation(part.law, part.text) for part in model.citations),
        cited=cited,
        computed=model.computed,
        natural_person_only=model.applies_to == "natural_person",
        needs_guardian=model.needs_guardian,
        in_force_on_act=model.in_force_on_act,
        offcampus_only=model.scope == "offcampus_training",
        forces_mitigation=model.mitigates,
        list=model.list,
        double_use=model.double_use,
        needs_note=model.needs_note,
        order=model.order,
        verified=model.verified,
        note=model.note,
        element_keys=tuple(f"{model.id}.{part.id}" for part in model.elements),
        is_plain=not (model.computed or model.applies_to or any(part.fact or part.follows for part in model.elements)),
        ready=_ready(model, cited),
    )


def _ready(model: models.CircumstanceModel, cited: tuple[str, ...]) -> Mapping[tuple[Answer, str], CircumstanceFinding]:
    """The findings that need nothing of the case but the answer: no evidence, no note, all citations in force."""
    answers: tuple[Answer, ...] = (None, False, True)
    return {
        (holds, source): CircumstanceFinding(
            model.id, model.effect, holds, source, counted=holds is True, citations=cited, text=model.text
        )
        for holds in answers
        for source in ("computed", "unlisted", "stated")
    }


def violation(
    model: models.ViolationModel,
    its_law: Law,
    facts: Iterable[facts_models.FactModel],
    common: facts_models.CommonModel | None,
    rows: Iterable[models.BenchmarkModel] = (),
) -> Violation:
    """One punishable act; `facts` are all that the rulebook has, in the order of the form; `rows` its benchmarks."""
    its_tiers = tiers(model.tiers)
    prefixes = prefixes_of(model.id)
    asked = tuple(fact.id for fact in facts if not prefixes.isdisjoint(fact.used_by))
    return Violation(
        id=model.id,
        name=model.name,
        category=model.category,
        law=its_law,
        act=model.act,
        breached=model.breached,
        basis=tuple(model.basis),
        basis_text="、".join(model.basis),
        period=Period(model.effective_from, model.effective_to),
        effective_note=model.effective_note,
        displaced_from=model.displaced_from,
        displaced_by=tuple(model.displaced_by),
        displaced_part=model.displaced_part,
        displaced_when=condition(model.displaced_when),
        premise=condition(model.premise),
        actors=tuple(model.actors),
        enforcer=model.enforcer.text,
        county_only=model.enforcer.level == "county",
        other_authority=model.enforcer.others,
        joint_enforcement=model.enforcer.jointly,
        liable_persons=model.liable_persons,
        related=tuple(model.related),
        refers_to=tuple(model.refers_to),
        tiers=its_tiers,
        facts=asked,
        synonyms=tuple(common.synonyms) if common else (),
        common_rank=common.rank if common else None,
        element_circumstances=frozenset(model.element_circumstances),
        verified=model.verified,
        note=model.note,
        unsettled=tuple(model.unsettled),
        aimed_at_responsible=model.aimed_at == "responsible_persons",
        counts_gains="illegal_gains" in asked or "fees_collected" in asked,
        rows=tuple(map(benchmark, rows)),
        ways=ways_to(its_tiers),
    )


def prefixes_of(violation_id: str) -> frozenset[str]:
    """The id and its beginnings by whole segments: MCF-62-1, MCF-62, MCF."""
    segments = violation_id.split("-")
    return frozenset("-".join(segments[:count]) for count in range(1, len(segments) + 1))


def tiers(stated: Sequence[models.TierModel]) -> tuple[Tier, ...]:
    """The tiers, each with what it keeps of the one below."""
    merged: list[Tier] = []
    for model in stated:
        merged.append(_tier(model, merged[-1] if merged else None))
    return tuple(merged)


def _tier(model: models.TierModel, lower: Tier | None) -> Tier:
    own = tuple(map(penalty, model.penalties))
    orders = tuple(model.orders)
    if lower and model.keeps:
        named = {one.kind for one in own}
        kept = (one for one in lower.penalties if model.keeps == "all" or one.kind in CONFISCATIONS)
        own = (*(one for one in kept if one.kind not in named), *own)
        orders = (*lower.orders, *orders)
    return Tier(
        name=model.tier,
        trigger=model.trigger,
        trigger_kind=model.trigger_kind,
        any_of=tuple(model.any_of),
        all_of=tuple(model.all_of),
        orders=tuple(dict.fromkeys(orders)),
        penalties=own,
        responsible=tuple(map(penalty, model.responsible_persons)),
        confiscates=any(one.kind == "confiscate_gains" for one in own),
        unread=model.unread,
    )


def penalty(model: models.PenaltyModel) -> TierPenalty:
    """One kind of penalty as the text has it."""
    when = model.when
    return TierPenalty(
        kind=model.kind,
        text=model.text,
        required=model.mode == "required",
        range=range_of(model.range),
        choice=model.choice,
        rung=model.rung,
        when=None if isinstance(when, str) else condition(when),
        if_gains=when == "gains_to_confiscate",
        after_refund=model.after == "refund",
        by_other_authority=model.by == "other_authority",
        on=model.against,
        on_responsible=model.on_responsible_persons,
        consequence=consequence(model.consequence) if model.consequence else None,
        unsettled=model.unsettled,
    )


def range_of(model: models.RangeModel | None) -> Range | None:
    """A range, its bands and floor of the base included."""
    if model is None:
        return None
    floor = model.base_floor
    return Range(
        type=model.type,
        min=model.min,
        max=model.max,
        base=model.base,
        base_below=floor.below if floor else None,
        base_treated_as=floor.treat_as if floor else None,
        bands=tuple(Band(condition(band.when), _always(range_of(band.range))) for band in model.bands or ()),
        what=model.what,
        term=model.term,
        note=model.note,
        depends=model.depends,
        escalation=model.escalation,
    )


def _always(value: Range | None) -> Range:
    if value is None:
        raise AssertionError
    return value


def condition(model: models.ConditionModel | None) -> Condition | None:
    """The condition compiled."""
    return None if model is None else conditions.compiled(model)


def consequence(model: models.Consequence) -> str:
    """自撤销之日起五年内不得重新申请认定教师资格."""
    low, high = _in_chinese(model.min), _in_chinese(model.max)
    years = f"{high}年内" if model.min == model.max else f"{low}年至{high}年内"
    return f"{'自' if model.start else ''}{model.start or ''}{years}{model.what}"


def _in_chinese(years: Decimal) -> str:
    """Whole years to 99 in Chinese: 五, 十, 十二, 二十."""
    if years != int(years) or years >= 100:  # noqa: PLR2004 -- two digits
        return f"{years.normalize():f}"
    tens, ones = divmod(int(years), 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def fact(model: facts_models.FactModel) -> FactType:
    """One typed fact."""
    return FactType(
        id=model.id,
        label=model.label,
        type=model.type,
        unit=model.unit,
        options=MappingProxyType(dict(model.options)),
        why=model.why,
        help=model.help,
        past=model.past,
        party=model.party,
        not_before=tuple(model.not_before),
        not_after=tuple(model.not_after),
        told=model.told,
    )


def material(model: facts_models.MaterialModel) -> Material:
    """One usual piece of evidence."""
    return Material(model.title, model.kind, model.proves, model.party, tuple(model.facts))


def benchmark(model: models.BenchmarkModel) -> BenchmarkRow:
    """One row of a benchmark table."""
    return BenchmarkRow(
        model.id,
        model.violation,
        model.tier,
        model.grade,
        condition(model.when),
        range_of(model.range),
        tuple(model.kinds),
        model.mitigated,
        model.source,
        model.status,
    )


def list_item(model: models.ListItemModel) -> ListItem:
    """One item of a list."""
    return ListItem(model.code, model.title, model.violation, model.basis, model.applies, model.ground, model.measures)


def setting(model: models.SettingModel) -> Setting:
    """One setting with its status and source."""
    return Setting(model.id, model.label, model.value, model.status, model.source, model.note)


def blanks(text: str) -> list[str]:
    """The names of the {blanks} in a text. ValueError when it has anything else in braces."""
    names = []
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(name)
        names.append(name)
    return names


def sentence(model: models.SentenceModel) -> SentenceForm:
    """A sentence, ready when it has no blanks."""
    citations = tuple(model.citations)
    ready = None
    if not blanks(model.text):
        ready = Sentence(model.id, model.step, model.text.format(), citations, (), model.audience)
    return SentenceForm(model.id, model.step, model.audience, model.text, citations, ready)


def warning(model: models.WarningModel) -> WarningForm:
    """A warning, ready when it has no blanks."""
    ready = None if blanks(model.text) else Warning(model.code, model.text.format())
    return WarningForm(model.code, model.text, model.remedy, ready)
