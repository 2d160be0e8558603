"""Reads the files of a rulebook's folder into models that remember their place; a district's over its parent's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from penalty_engine.inputs import facts_models
from penalty_engine.inputs import rulebook_models as models
from penalty_engine.inputs.positioned import Document, KeyPath, read_document
from penalty_engine.inputs.validation import Fault, located, validated
from penalty_engine.problems import Problem

M_co = TypeVar("M_co", bound=BaseModel, covariant=True)


class Entry(NamedTuple, Generic[M_co]):
    """One item of the rulebook with its place."""

    model: M_co
    document: Document
    path: KeyPath

    @property
    def raw(self) -> object:
        """The item as it was read."""
        value: object = self.document.data
        for key in self.path:
            value = value[key]  # type: ignore[index]
        return value

    def problem(self, path: KeyPath, message: str) -> Problem:
        """A problem at a key path below this item."""
        return self.document.problem((*self.path, *path), message)

    def problems(self, faults: Iterator[Fault], *prefix: str | int) -> list[Problem]:
        """The faults as problems below this item."""
        return [self.problem((*prefix, *fault.path), fault.message) for fault in faults]


class Section(NamedTuple):
    """A kind of items: the list's key in the file, the item's model, what identifies an item."""

    name: str
    key: str
    item: type[BaseModel]
    identity: Callable[[Document, dict[str, object]], str]


def _by(key: str) -> Callable[[Document, dict[str, object]], str]:
    return lambda _, item: str(item.get(key, ""))


_LAWS: Final = Section("laws", "laws", models.LawModel, _by("code"))
_CIRCUMSTANCES: Final = Section("circumstances", "circumstances", models.CircumstanceModel, _by("id"))
_VIOLATIONS: Final = Section("violations", "violations", models.ViolationModel, _by("id"))
_FACTS: Final = Section("facts", "facts", facts_models.FactModel, _by("id"))
_COMMON: Final = Section("common", "common", facts_models.CommonModel, _by("violation"))
_MATERIALS: Final = Section("materials", "materials", facts_models.MaterialModel, _by("title"))
_BENCHMARKS: Final = Section("benchmarks", "benchmarks", models.BenchmarkModel, _by("id"))
_LISTS: Final = Section(
    "lists", "items", models.ListItemModel, lambda document, item: f"{document.data.get('list')}/{item.get('code')}"
)
_SETTINGS: Final = Section("settings", "settings", models.SettingModel, _by("id"))
_SENTENCES: Final = Section("sentences", "sentences", models.SentenceModel, _by("id"))
_WARNINGS: Final = Section("warnings", "warnings", models.WarningModel, _by("code"))
SECTIONS: Final = (
    _LAWS, _CIRCUMSTANCES, _VIOLATIONS, _FACTS, _COMMON, _MATERIALS, _BENCHMARKS, _LISTS, _SETTINGS, _SENTENCES, _WARNINGS
)  # fmt: skip
FILES: Final[dict[str, tuple[type[BaseModel], tuple[Section, ...]]]] = {
    "laws.yaml": (models.LawsFile, (_LAWS,)),
    "facts.yaml": (facts_models.FactsFile, (_FACTS, _COMMON, _MATERIALS)),
    "settings.yaml": (models.SettingsFile, (_SETTINGS,)),
    "procedure.yaml": (models.SettingsFile, (_SETTINGS,)),
    "reasoning.yaml": (models.SentencesFile, (_SENTENCES,)),
    "warnings.yaml": (models.WarningsFile, (_WARNINGS,)),
    "circumstances/*.yaml": (models.CircumstancesFile, (_CIRCUMSTANCES,)),
    "violations/*.yaml": (models.ViolationsFile, (_VIOLATIONS,)),
    "benchmarks/*.yaml": (models.BenchmarksFile, (_BENCHMARKS,)),
    "lists/*.yaml": (models.ListFile, (_LISTS,)),
}
_APART: Final = ("scenarios",)  # read by the command that runs them


class Sources(NamedTuple):
    """All items by section and id, in the order of reading; `named`: also the ids of items that are not valid."""

    head: Entry[models.RulebookFile] | None
    lineage: tuple[str, ...]
    laws: dict[str, Entry[models.LawModel]]
    circumstances: dict[str, Entry[models.CircumstanceModel]]
    violations: dict[str, Entry[models.ViolationModel]]
    facts: dict[str, Entry[facts_models.FactModel]]
    common: dict[str, Entry[facts_models.CommonModel]]
    materials: dict[str, Entry[facts_models.MaterialModel]]
    benchmarks: dict[str, Entry[models.BenchmarkModel]]
    lists: dict[str, Entry[models.ListItemModel]]
    settings: dict[str, Entry[models.SettingModel]]
    sentences: dict[str, Entry[models.SentenceModel]]
    warnings: dict[str, Entry[models.WarningModel]]
    named: dict[str, set[str]]


_NOTHING: Final = Sources(None, (), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})


def read_sources(folder: Path) -> tuple[Sources, list[Problem]]:
    """Everything in a rulebook's folder, over what it extends."""
    return _read(folder.resolve(), ())


def _read(folder: Path, above: tuple[Path, ...]) -> tuple[Sources, list[Problem]]:
    if not (folder / "rulebook.yaml").is_file():
        return _NOTHING, [Problem(shown(folder), 0, "", "这个文件夹里没有 rulebook.yaml，不是规则文件夹")]
    document = read_document(folder / "rulebook.yaml", shown(folder / "rulebook.yaml"))
    model, faults = validated(models.RulebookFile, document.data)
    problems = [*document.problems, *(() if document.problems else located(faults, document.file, document.line))]
    found: dict[str, dict[str, Entry[BaseModel]]] = {section.name: {} for section in SECTIONS}
    named: dict[str, set[str]] = {section.name: set() for section in SECTIONS}
    lineage: tuple[str, ...] = ()
    if parent := document.data.get("extends"):
        beside = _beside(folder, parent)
        if beside is None or beside in (*above, folder):
            return _NOTHING, [*problems, document.problem(("extends",), f"旁边没有可以沿用的规则文件夹“{parent}”")]
        base, inherited = _read(beside, (*above, folder))
        problems += inherited
        lineage = (str(parent), *base.lineage)
        for section in SECTIONS:
            found[section.name].update(getattr(base, section.name))
            named[section.name] |= base.named.get(section.name, set())
    problems += _read_files(folder, found, named)
    head = Entry(model, document, ()) if model else None
    return Sources(head, lineage, **found, named=named), problems  # type: ignore[arg-type]  # each section has its model


def _beside(folder: Path, name: object) -> Path | None:
    """The folder of that name beside this one, if there is one."""
    if not isinstance(name, str) or Path(name).name != name:
        return None
    return found if (found := folder.resolve().parent / name).is_dir() else None


def _read_files(
    folder: Path, found: dict[str, dict[str, Entry[BaseModel]]], named: dict[str, set[str]]
) -> Iterator[Problem]:
    """Adds what the folder's own files state to what was found so far."""
    own: dict[tuple[str, str], str] = {}
    for path in sorted(folder.rglob("*.y*ml")):
        place = path.relative_to(folder)
        kind = FILES.get(place.as_posix()) or FILES.get(f"{place.parent.as_posix()}/*.yaml")
        if place.as_posix() == "rulebook.yaml" or place.parts[0] in _APART:
            continue
        document = read_document(path, shown(path))
        if kind is None or path.suffix != ".yaml":
            yield Problem(document.file, 0, "", "规则文件夹里没有这种文件，请核对文件名和所在的文件夹")
            continue
        yield from document.problems
        if document.data or not document.problems:
            yield from _read_file(document, kind, found, named, own)


def _read_file(
    document: Document,
    kind: tuple[type[BaseModel], tuple[Section, ...]],
    found: dict[str, dict[str, Entry[BaseModel]]],
    named: dict[str, set[str]],
    own: dict[tuple[str, str], str],
) -> Iterator[Problem]:
    """Adds a file's items; where the file as a whole is not valid, those that are valid by themselves."""
    model, faults = validated(kind[0], document.data)
    yield from located(faults, document.file, document.line)
    for section in kind[1]:
        raw = document.data.get(section.key)
        valid = getattr(model, section.key) if model else None
        for index, item in enumerate(raw if isinstance(raw, list) else ()):
            if not isinstance(item, dict):
                continue
            path = (section.key, index)
            identity = section.identity(document, item)
            if (section.name, identity) in own:
                first = own[section.name, identity]
                yield document.problem(path, f"“{identity}”重复，{first} 已经有了")
            own[section.name, identity] = f"{document.file}:{document.line(path)}"
            named[section.name].add(identity)
            one = valid[index] if valid is not None else validated(section.item, item)[0]
            if one is not None:
                found[section.name][identity] = Entry(one, document, path)


def shown(path: Path) -> str:
    """A path as problems show it: from the current folder where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)
