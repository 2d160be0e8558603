"""What one file cannot tell by itself: ids that nobody defines, ranges and tiers that do not fit, dates the wrong way."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from penalty_engine.forms import SENTENCES, WARNINGS
from penalty_engine.inputs import facts_models
from penalty_engine.inputs import rulebook_building as build
from penalty_engine.inputs import rulebook_models as models
from penalty_engine.inputs.conditions import faults as condition_faults
from penalty_engine.inputs.positioned import KeyPath
from penalty_engine.inputs.rulebook_files import Entry, Sources
from penalty_engine.inputs.validation import Fault, nearest
from penalty_engine.problems import Problem
from penalty_engine.rulebook import Range, Tier

_WITH_PLACE: Final = {"money": 1, "count": 1, "boolean": 0}
ACT_DAYS: Final = ("from", "to")
Facts = dict[str, facts_models.FactModel]
_TIERS: Final = ("base", "serious", "very_serious")
_SIZED: Final = frozenset({"fixed", "multiple", "years"})
ZERO: Final = Decimal(0)


def law_of(entry: Entry[models.ViolationModel]) -> str:
    """The code of the law that the violation's file names."""
    return str(entry.document.data.get("law", ""))


def problems(sources: Sources) -> Iterator[Problem]:
    """Everything across files that is wrong, benchmark rows against the statute apart."""
    facts = {name: entry.model for name, entry in sources.facts.items()}
    for check in (_head, _laws, _circumstances, _facts, _materials, _common, _lists, _texts, _settings):
        yield from check(sources)
    for violation in sources.violations.values():
        yield from violation.problems(_violation(violation, sources, facts))
    for row in sources.benchmarks.values():
        yield from row.problems(_benchmark(row.model, sources, facts))
        if row.model.violation in sources.violations:
            yield from row.problems(_against_statute(row.model, sources.violations[row.model.violation].model))


def _dangling(ids: Iterable[str], known: Iterable[str], what: str, path: KeyPath) -> Iterator[Fault]:
    """One fault for each id that is not known, at its place in the list at `path`."""
    for index, one in enumerate(ids):
        if one not in known:
            yield Fault((*path, index), f"没有编号为“{one}”的{what}{nearest(one, known)}")


def _unknown(one: str, known: Iterable[str], what: str, path: KeyPath) -> Iterator[Fault]:
    if one not in known:
        yield Fault(path, f"没有编号为“{one}”的{what}{nearest(one, known)}")


def _dates(start: date | None, end: date | None) -> Iterator[Fault]:
    if start and end and start > end:
        yield Fault(("effective_to",), f"失效日期早于生效日期（{start.isoformat()}）")


def _head(sources: Sources) -> Iterator[Problem]:
    head = sources.head
    if head:
        yield from head.problems(_unknown(head.model.measure, sources.named["laws"], "法律规范", ("measure",)))


def _laws(sources: Sources) -> Iterator[Problem]:
    for entry in sources.laws.values():
        yield from entry.problems(_dates(entry.model.effective_from, entry.model.effective_to))


def _circumstances(sources: Sources) -> Iterator[Problem]:
    for entry in sources.circumstances.values():
        yield from entry.problems(_circumstance(entry.model, sources))


def _circumstance(model: models.CircumstanceModel, sources: Sources) -> Iterator[Fault]:
    laws = sources.named["laws"]
    if model.id.partition("-")[0] not in laws:
        yield Fault(("id",), "编号应当以法律规范的编号开头（例如 ZB-5-1）")
    for index, citation in enumerate(model.citations):
        yield from _unknown(citation.law, laws, "法律规范", ("citations", index, "law"))
    seen: set[str] = set()
    for index, element in enumerate(model.elements):
        if element.id in seen:
            yield Fault(("elements", index, "id"), f"要件“{element.id}”重复")
        seen.add(element.id)
        if element.fact is not None:
            yield from _yes_or_no(element.fact, sources, ("elements", index, "fact"))
    if (model.computed == "list") != (model.list is not None):
        yield Fault(("list",), "computed: list 与 list 要一起写，或者都不写")


def _yes_or_no(fact: str, sources: Sources, path: KeyPath) -> Iterator[Fault]:
    """A fact that stands for an element or an event must exist and be a yes or no."""
    yield from _unknown(fact, sources.named["facts"], "事实", path)
    if fact in sources.facts and sources.facts[fact].model.type != "boolean":
        yield Fault(path, f"事实“{fact}”不是是否，不能用在这里")


def _facts(sources: Sources) -> Iterator[Problem]:
    known = {prefix for name in sources.named["violations"] for prefix in build.prefixes_of(name)}
    for entry in sources.facts.values():
        model = entry.model
        if (model.type == "choice") != bool(model.options):
            yield entry.problem(("options",), "type 是 choice 的要写 options，其他的不写")
        for index, prefix in enumerate(model.used_by):
            if prefix not in known:
                yield entry.problem(("used_by", index), f"没有违法行为的编号是“{prefix}”或者以它开头")
        numbers = model.told.count("{}") if model.told else 0
        if model.told and (model.type not in _WITH_PLACE or numbers != _WITH_PLACE[model.type]):
            yield entry.problem(("told",), "金额、人数写一处 {}，是否的不写 {}，其他的没有 told")
        for key, others in (("not_before", model.not_before), ("not_after", model.not_after)):
            yield from entry.problems(_days(model, key, others, sources))


def _days(model: facts_models.FactModel, key: str, others: list[str], sources: Sources) -> Iterator[Fault]:
    """What a day is put in order with: other days, of facts or of the act."""
    if others and model.type != "date":
        yield Fault((key,), "只有 type 是 date 的才有先后")
    for index, one in enumerate(others):
        other = sources.facts.get(one)
        if one not in ACT_DAYS and (other is None or other.model.type != "date" or one == model.id):
            yield Fault((key, index), f"“{one}”不是另一个日期：写 from、to 或者 type 是 date 的事实")


def _materials(sources: Sources) -> Iterator[Problem]:
    known = sources.named["facts"]
    for entry in sources.materials.values():
        for index, fact in enumerate(entry.model.facts):
            yield from entry.problems(_unknown(fact, known, "事实", ("facts", index)))


def _common(sources: Sources) -> Iterator[Problem]:
    for entry in sources.common.values():
        known = sources.named["violations"]
        yield from entry.problems(_unknown(entry.model.violation, known, "违法行为", ("violation",)))


def _lists(sources: Sources) -> Iterator[Problem]:
    for entry in sources.lists.values():
        known = sources.named["violations"]
        yield from entry.problems(_unknown(entry.model.violation, known, "违法行为", ("violation",)))


def _texts(sources: Sources) -> Iterator[Problem]:
    """Blanks that are no plain names, or that the engine does not fill."""
    texts = [(SENTENCES.get(key), entry.model.text, entry.problem) for key, entry in sources.sentences.items()]
    texts += [(WARNINGS.get(key), entry.model.text, entry.problem) for key, entry in sources.warnings.items()]
    for filled, text, problem in texts:
        try:
            names = build.blanks(text)
        except ValueError:
            yield problem(("text",), "花括号中只能写一个名称，例如 {amount}；要印出花括号本身的，写两个")
            continue
        unfilled = set(names) - set((filled or "").split())
        if filled is not None and unfilled:
            known = "、".join(f"{{{name}}}" for name in filled.split()) or "没有"
            yield problem(("text",), f"引擎不填{'、'.join(sorted(unfilled))}；这一句可用的空格：{known}")


def _settings(sources: Sources) -> Iterator[Problem]:
    """Settings that name other things."""
    fact, laws = sources.settings.get("offcampus_fact"), sources.settings.get("offcampus_laws")
    if fact and isinstance(fact.model.value, str):
        yield from fact.problems(_yes_or_no(fact.model.value, sources, ("value",)))
    if laws and isinstance(laws.model.value, list):
        codes = [str(code) for code in laws.model.value]
        yield from laws.problems(_dangling(codes, sources.named["laws"], "法律规范", ("value",)))


def _violation(entry: Entry[models.ViolationModel], sources: Sources, facts: Facts) -> Iterator[Fault]:
    model, law, known = entry.model, law_of(entry), sources.named["violations"]
    if law not in sources.named["laws"]:
        yield Fault(("id",), f"laws.yaml 中没有编号为“{law}”的法律规范（本文件开头的 law）")
    if not model.id.startswith(f"{law}-"):
        yield Fault(("id",), f"编号应当以本文件的法律编号开头（{law}-…）")
    yield from _dates(model.effective_from, model.effective_to)
    for name in ("related", "displaced_by", "refers_to"):
        yield from _dangling(getattr(model, name), known, "违法行为", (name,))
    yield from _dangling(
        model.element_circumstances, sources.named["circumstances"], "情节", ("element_circumstances",)
    )
    if model.displaced_by and not model.displaced_from:
        yield Fault(("displaced_by",), "写了取代的规定，还要写自何日起（displaced_from）")
    if model.displaced_when:
        yield from _within(condition_faults(model.displaced_when, facts), "displaced_when")
    if model.premise:
        yield from _within(condition_faults(model.premise, facts), "premise")
    if model.enforcer.jointly and not model.enforcer.others:
        yield Fault(("enforcer", "jointly"), "会同执法的要写明会同的机关（others）")
    yield from _tier_order(model.tiers)
    for index, tier in enumerate(model.tiers):
        yield from _within(_tier(tier, sources, facts), "tiers", index)


def _within(found: Iterable[Fault], *prefix: str | int) -> Iterator[Fault]:
    for fault in found:
        yield Fault((*prefix, *fault.path), fault.message)


def _tier_order(tiers: list[models.TierModel]) -> Iterator[Fault]:
    places = [_TIERS.index(tier.tier) for tier in tiers]
    if places[0] != 0:
        yield Fault(("tiers", 0, "tier"), "第一档应当是 base")
    for index in range(1, len(places)):
        if places[index] <= places[index - 1]:
            yield Fault(("tiers", index, "tier"), "各档应当依次是 base、serious、very_serious，不能重复")
    if tiers[0].keeps:
        yield Fault(("tiers", 0, "keeps"), "第一档下面没有可以保留的内容")


def _tier(tier: models.TierModel, sources: Sources, facts: Facts) -> Iterator[Fault]:
    by_event = tier.trigger_kind is not None and tier.trigger_kind.startswith("event")
    if by_event and not (tier.any_of or tier.all_of):
        yield Fault(("trigger_kind",), "由事件触发的档次要写 any_of 或者 all_of")
    if tier.tier != "base" and not tier.trigger_kind and not tier.unread:
        yield Fault(("trigger_kind",), "缺少 trigger_kind（finding、event 等）")
    for name in ("any_of", "all_of"):
        for index, fact in enumerate(getattr(tier, name)):
            yield from _yes_or_no(fact, sources, (name, index))
    for name in ("penalties", "responsible_persons"):
        for index, penalty in enumerate(getattr(tier, name)):
            yield from _within(_penalty(penalty, facts), name, index)


def _penalty(penalty: models.PenaltyModel, facts: Facts) -> Iterator[Fault]:
    if penalty.rung is not None and penalty.choice is None:
        yield Fault(("rung",), "写了 rung 的要写 choice")
    if isinstance(penalty.when, models.ConditionModel):
        yield from _within(condition_faults(penalty.when, facts), "when")
    if penalty.consequence and penalty.consequence.min > penalty.consequence.max:
        yield Fault(("consequence", "min"), "下限高于上限")
    if penalty.range:
        yield from _within(_range(penalty.range, facts), "range")


def _range(value: models.RangeModel, facts: Facts) -> Iterator[Fault]:
    """Whether the figures fit the type of the range."""
    if value.min is not None and value.max is not None and value.min > value.max:
        yield Fault(("min",), "下限高于上限")
    if value.type in {"fixed", "multiple"} and value.max is None:
        yield Fault(("max",), f"type 是 {value.type} 的要写上限（max）")
    if value.type == "years" and value.max is None and value.term is None:
        yield Fault(("max",), "type 是 years 的要写上限（max）或者 term")
    if value.type not in _SIZED and (value.min is not None or value.max is not None):
        yield Fault(("type",), f"type 是 {value.type} 的不写 min、max")
    if (value.type == "multiple") != (value.base is not None):
        yield Fault(("base",), "type 是 multiple 的要写基数（base），其他的不写")
    if value.base_floor and value.type != "multiple":
        yield Fault(("base_floor",), "base_floor 只用于 multiple")
    if (value.type == "banded") != (value.bands is not None):
        yield Fault(("bands",), "type 是 banded 的要写 bands，其他的不写")
    if value.bands is not None:
        yield from _bands(value.bands, facts)


def _bands(bands: list[models.BandModel], facts: Facts) -> Iterator[Fault]:
    if [index for index, band in enumerate(bands) if band.when is None] != [len(bands) - 1]:
        yield Fault(("bands",), "分段的最后一段（也只有这一段）不写 when")
    for index, band in enumerate(bands):
        if band.when:
            yield from _within(condition_faults(band.when, facts), "bands", index, "when")
        if band.range.type == "banded":
            yield Fault(("bands", index, "range", "type"), "分段之内不能再分段")
        yield from _within(_range(band.range, facts), "bands", index, "range")


def _benchmark(row: models.BenchmarkModel, sources: Sources, facts: Facts) -> Iterator[Fault]:
    yield from _unknown(row.violation, sources.named["violations"], "违法行为", ("violation",))
    if row.when:
        yield from _within(condition_faults(row.when, facts), "when")
    if row.range:
        yield from _within(_range(row.range, facts), "range")
    if not row.range and not row.kinds:
        yield Fault((), "裁量基准的一行要有幅度（range）或者处罚种类（kinds）")


def _against_statute(row: models.BenchmarkModel, violation: models.ViolationModel) -> Iterator[Fault]:
    """A row must not leave the statute: another tier, other kinds, figures outside the range (规则 L15)."""
    tier = next((tier for tier in build.tiers(violation.tiers) if tier.name == row.tier), None)
    if tier is None:
        yield Fault(("tier",), f"{violation.id} 没有这一档")
        return
    permitted = {penalty.kind for penalty in tier.penalties}
    for index, kind in enumerate(row.kinds):
        if kind not in permitted:
            yield Fault(("kinds", index), f"{violation.id} 的这一档没有这种处罚")
    if row.range is not None and row.range.max is not None:
        yield from _outside(row, row.range, violation.id, tier)


def _outside(row: models.BenchmarkModel, limits: models.RangeModel, violation: str, tier: Tier) -> Iterator[Fault]:
    statutory = [
        one
        for penalty in tier.penalties
        if not row.kinds or penalty.kind in row.kinds
        for one in _sized(penalty.range)
        if one.type == limits.type
    ]
    if not statutory:
        yield Fault(("range", "type"), f"{violation} 的这一档没有 {limits.type} 类型的幅度")
    elif not any(_contains(one, limits, mitigated=row.mitigated) for one in statutory):
        yield Fault(("range",), f"超出法定幅度（{'；'.join(map(_told, statutory))}）")


def _sized(value: Range | None) -> Iterator[Range]:
    """The ranges with figures: the range itself or those of its bands."""
    if value is not None and value.type == "banded":
        for band in value.bands:
            yield from _sized(band.range)
    elif value is not None and value.type in _SIZED:
        yield value


def _contains(statutory: Range, row: models.RangeModel, *, mitigated: bool) -> bool:
    """Whether a row lies within the statute; a row for mitigated cases may lie below it."""
    above = mitigated or (row.min or ZERO) >= (statutory.min or ZERO)
    return above and (statutory.max is None or (row.max or ZERO) <= statutory.max)


def _told(value: Range) -> str:
    return f"{value.min if value.min is not None else '—'} 至 {value.max if value.max is not None else '—'}"
