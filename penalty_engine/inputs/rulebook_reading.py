"""Loads a rulebook: every file read once, checked with all problems told at once, turned into frozen values."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from penalty_engine.forms import Forms
from penalty_engine.inputs import rulebook_building as build
from penalty_engine.inputs import rulebook_checks as checks
from penalty_engine.inputs.rulebook_files import Sources, read_sources, shown
from penalty_engine.inputs.rulebook_models import RulebookFile
from penalty_engine.inputs.rulebook_rules import rules as rules_of
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Circumstance, Law, ListItem, Rulebook, Rules, Violation

DEFAULT_FOLDER: Final = Path(__file__).resolve().parents[2] / "rules" / "zibo"
_STATUS: Final = {"unverified": "未经核对", "system_setting": "系统设定", "unsettled": "解释未定"}


def load_rulebook(folder: Path | None = None, *, kept: bool = False) -> Rulebook:
    """The rulebook in a folder (default: the bureau's own); `kept`: one from before, for looking back, not for work.

    Raises:
        InputError: all problems of all files.
    """
    folder = folder or DEFAULT_FOLDER
    sources, problems = read_sources(folder)
    if not sources.named:
        raise InputError(problems)
    rules, wrong = rules_of(sources.settings, f"{shown(folder)}/rulebook.yaml", kept=kept)
    problems += wrong
    problems += checks.problems(sources)
    if problems or rules is None or sources.head is None:
        raise InputError(problems)
    return _built(sources, sources.head.model, rules)


def _built(sources: Sources, head: RulebookFile, rules: Rules) -> Rulebook:
    laws = {code: build.law(entry.model) for code, entry in sources.laws.items()}
    circumstances = _circumstances(sources)
    violations = _violations(sources, laws)
    settings = {name: build.setting(entry.model) for name, entry in sources.settings.items()}
    return Rulebook(
        id=head.id,
        version=head.version,
        title=head.title,
        authority=head.authority,
        government=head.government,
        measure=head.measure,
        digest=_digest(sources, head),
        laws=MappingProxyType(laws),
        circumstances=circumstances,
        circumstance=MappingProxyType({one.id: one for one in circumstances}),
        circumstance_laws=_cited_laws(circumstances, laws),
        violations=MappingProxyType(violations),
        facts=MappingProxyType({name: build.fact(entry.model) for name, entry in sources.facts.items()}),
        materials=tuple(build.material(entry.model) for entry in sources.materials.values()),
        lists=_lists(sources),
        settings=MappingProxyType(settings),
        rules=rules,
        sentences=Forms({name: build.sentence(entry.model) for name, entry in sources.sentences.items()}),
        warnings=Forms({code: build.warning(entry.model) for code, entry in sources.warnings.items()}),
        notices=tuple(_notices(sources)),
        lineage=sources.lineage,
    )


def _circumstances(sources: Sources) -> tuple[Circumstance, ...]:
    """In the order of the measure: no penalty, lighter or mitigated, heavier."""
    built = (build.circumstance(entry.model) for entry in sources.circumstances.values())
    return tuple(sorted(built, key=lambda one: build.EFFECTS.index(one.effect)))


def _cited_laws(circumstances: Iterable[Circumstance], laws: Mapping[str, Law]) -> tuple[Law, ...]:
    """The laws that any circumstance cites, each once."""
    codes = dict.fromkeys(citation.law for one in circumstances for citation in one.citations)
    return tuple(laws[code] for code in codes)


def _violations(sources: Sources, laws: Mapping[str, Law]) -> dict[str, Violation]:
    facts = [entry.model for entry in sources.facts.values()]
    rows = [entry.model for entry in sources.benchmarks.values()]
    return {
        name: build.violation(
            entry.model,
            laws[checks.law_of(entry)],
            facts,
            sources.common[name].model if name in sources.common else None,
            [row for row in rows if row.violation == name],
        )
        for name, entry in sources.violations.items()
    }


def _lists(sources: Sources) -> Mapping[str, tuple[ListItem, ...]]:
    lists: dict[str, list[ListItem]] = {"no_penalty": [], "mitigated": []}
    for key, entry in sources.lists.items():
        lists[key.partition("/")[0]].append(build.list_item(entry.model))
    return MappingProxyType({name: tuple(items) for name, items in lists.items()})


def _notices(sources: Sources) -> Iterator[str]:
    """What nobody has verified, what the system set by itself, what is unsettled: one line each."""
    unread = "未经与官方原文核对"
    laws = [entry.model for entry in sources.laws.values() if not entry.model.verified]
    circumstances = [entry.model for entry in sources.circumstances.values() if not entry.model.verified]
    violations = [entry.model for entry in sources.violations.values() if not entry.model.verified]
    settings = [entry.model for entry in sources.settings.values() if entry.model.status in _STATUS]
    rows = [entry.model for entry in sources.benchmarks.values() if entry.model.status in _STATUS]
    yield from (f"法律规范 {law.code}《{law.title}》{unread}" for law in laws)
    yield from (f"情节 {one.id}（{one.text}）{unread}" for one in circumstances)
    yield from (f"违法行为 {one.id}（{one.name}）{unread}：{one.read}" for one in violations)
    yield from (f"设定 {one.id}（{one.label}）{_STATUS[one.status]}：{one.source}" for one in settings)
    yield from (f"裁量基准 {row.id}（{row.grade}）{_STATUS[row.status]}：{row.source}" for row in rows)


def _digest(sources: Sources, head: RulebookFile) -> str:
    """SHA-256 of the canonical JSON of what was read: comments, order of keys and division into files do not matter."""
    values: dict[str, object] = {"rulebook": head.model_dump(mode="json")}
    for name in ("laws", "circumstances", "facts", "common", "benchmarks", "settings", "sentences", "warnings"):
        values[name] = [entry.raw for entry in getattr(sources, name).values()]
    if sources.materials:  # rulebooks from before these keep their digests
        values["materials"] = [entry.raw for entry in sources.materials.values()]
    values["violations"] = [[checks.law_of(entry), entry.raw] for entry in sources.violations.values()]
    values["lists"] = [[key, entry.raw] for key, entry in sources.lists.items()]
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
