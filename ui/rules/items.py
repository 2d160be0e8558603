"""The items of the rulebook: what each is called, which group it is in, what it is found by, where it stands in rules/."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from penalty_engine.inputs.rulebook_building import fact
from penalty_engine.inputs.rulebook_files import Entry, read_sources
from penalty_engine.inputs.rulebook_models import BandModel, TierModel, ViolationModel
from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER
from penalty_engine.rulebook import Rulebook
from penalty_engine.search import Index, find
from ui.rules.saying import Bands, said_condition
from ui.words import EFFECTS, short

GROUPS: Final = {
    "violations": "违法行为",
    "circumstances": "裁量情节",
    "benchmarks": "裁量基准",
    "lists": "不罚、减轻清单",
    "settings": "设定",
    "procedure": "程序门槛和期限",
    "warnings": "提示",
    "laws": "法律规范",
}
PROCEDURE: Final = "procedure.yaml"
_ASIDE: Final = str.maketrans("", "", " \t\n，。、；：“”《》（）()")


class Item(NamedTuple):
    """An item of the rulebook. `told`: a second line under its title; `said`: what it is found by."""

    id: str
    group: str
    title: str
    told: str
    said: str


class Sources(NamedTuple):
    """What the files tell besides the rulebook itself: the line of each item, and what bands and rows ask, in words."""

    lines: Mapping[str, str]
    bands: Mapping[str, Bands]
    rows: Mapping[str, str]


def items(rulebook: Rulebook, lines: Mapping[str, str]) -> tuple[Item, ...]:
    """Every item, group by group, in the order of the rulebook."""
    return tuple(
        one._replace(said=_folded(f"{one.id}{one.title}{one.told}{one.said}")) for one in _items(rulebook, lines)
    )


def _items(rulebook: Rulebook, lines: Mapping[str, str]) -> Iterator[Item]:
    for act in rulebook.violations.values():
        yield Item(act.id, "violations", act.name, short(act.basis_text), act.act + "".join(act.synonyms))
    for one in rulebook.circumstances:
        words = "".join((*(element.text for element in one.elements), *one.cited))
        yield Item(one.id, "circumstances", one.text, f"{EFFECTS[one.effect]}　{short(one.cited[0])}", words)
    for act in rulebook.violations.values():
        for row in act.rows:
            yield Item(row.id, "benchmarks", f"{act.name}：{row.grade}", row.source, act.id)
    for name, entries in rulebook.lists.items():
        for entry in entries:
            title = "不罚清单" if name == "no_penalty" else "减轻处罚清单"
            yield Item(entry.id, "lists", entry.title, title, f"{entry.applies}{entry.basis}{entry.violation}")
    for setting in rulebook.settings.values():
        group = "procedure" if PROCEDURE in lines.get(setting.id, "") else "settings"
        yield Item(setting.id, group, setting.label, setting.source, setting.note or "")
    for warning in rulebook.warnings.values():
        yield Item(warning.code, "warnings", blanked(warning.text), warning.remedy, "")
    for law in rulebook.laws.values():
        yield Item(law.code, "laws", law.title, f"{law.rank}　{law.version}", law.note or "")


def beside(id: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The items that one reads with this one: acts that displace or touch it, its own law, the circumstances that are elements of it."""
    if act := rulebook.violations.get(id):
        own = sorted(act.element_circumstances)
        return tuple(dict.fromkeys((*act.displaced_by, *act.related, *act.refers_to, *own, act.law.code)))
    if one := rulebook.circumstance.get(id):
        return tuple(dict.fromkeys(cited.law for cited in one.citations))
    return ()


def blanked(text: str) -> str:
    """A text whose blanks are shown as such: {what} as ……."""
    parts = text.replace("}", "{").split("{")
    return "".join("……" if place % 2 else part for place, part in enumerate(parts))


def search(every: Iterable[Item], acts: Index, group: str | None, query: str) -> tuple[Item, ...]:
    """The items of a group (None: of all) that fit every word; acts as the finder of 办案 finds them."""
    within = [one for one in every if group in {None, one.group}]
    words = [_folded(word) for word in query.split()]
    if not words:
        return tuple(within)
    by_id = {one.id: one for one in within if one.group == "violations"}
    found = find(acts, query)
    best = [by_id[one.id] for one in found.violations if one.id in by_id and (found.exact or group == "violations")]
    rest = [one for one in within if one.group != "violations" and all(word in one.said for word in words)]
    return (*best, *rest)


def _folded(text: str) -> str:
    return text.translate(_ASIDE).lower()


@cache
def sources(folder: Path = DEFAULT_FOLDER) -> Sources:
    """Read once a process, as the rulebook is."""
    found, _ = read_sources(folder)
    groups: tuple[Mapping[str, Entry[Any]], ...] = (
        found.violations, found.circumstances, found.benchmarks, found.settings, found.warnings, found.laws
    )  # fmt: skip
    lines = {id: _line(entry) for group in groups for id, entry in group.items()}
    lines |= {id.partition("/")[2]: _line(entry) for id, entry in found.lists.items()}
    facts = {id: fact(entry.model) for id, entry in found.facts.items()}
    bands: dict[str, Bands] = {
        id: {
            (one.range.type, one.range.min, one.range.max): said_condition(one.when, facts)
            for one in _bands(entry.model)
            if one.when
        }
        for id, entry in found.violations.items()
    }
    rows = {id: said_condition(one.model.when, facts) for id, one in found.benchmarks.items() if one.model.when}
    return Sources(lines, bands, rows)


def _line(entry: Entry[Any]) -> str:
    return f"{entry.document.file}:{entry.document.line(entry.path)}"


def _bands(model: ViolationModel) -> Iterator[BandModel]:
    for tier in model.tiers:
        yield from _bands_of(tier)


def _bands_of(tier: TierModel) -> Iterator[BandModel]:
    for penalty in (*tier.penalties, *tier.responsible_persons):
        if penalty.range:
            yield from penalty.range.bands or ()
