"""Whether every kind of document can be made with the templates at hand, the bureau's own included, and says what it must."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from letters import rendering
from letters.binding import TITLE
from letters.bureau import Templates, load_bureau
from letters.contents import lacking
from letters.kinds import KINDS, Kind
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.reasons import PrintingError, RefusedError
from letters.view import View
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.inputs.rulebook_reading import load_rulebook

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples" / "files"
TODAY: Final = date(2026, 11, 23)  # the samples' own: what they give does not change with the day
FILE: Final = "file"


class Checked(NamedTuple):
    """A kind with its PDF, or with what is wrong."""

    kind: str
    title: str
    sample: str
    is_own: bool
    pdf: bytes | None
    fault: str


def sample_matters(own: Templates = ()) -> dict[str, Matter]:
    """The sample cases that go through the whole procedure, by the names of their files."""
    rulebook, bureau = load_rulebook(), replace(load_bureau(SAMPLES / "bureau.yaml"), templates=own)
    cases = {path.stem: load_case(path, rulebook) for path in sorted(SAMPLES.glob("[0-9]*.yaml"))}
    return {name: Matter(case, assess(case, rulebook, TODAY), rulebook, bureau) for name, case in cases.items()}


def check(own: Templates = (), template: str | None = None) -> Iterator[Checked]:
    """Every kind printed from the first sample that allows it, as PDF and as DOCX; then a whole file.

    Args:
        own: templates that come before those in the folders.
        template: only the kinds that use this one.
    """
    matters = sample_matters(own)
    for kind in KINDS.values():
        fault = _fault_in_parts(kind.template, own, template)
        if fault is None:
            continue
        is_own = kind.template in dict(own) or (rendering.OWN_TEMPLATES / kind.template).is_file()
        fitting = {name: matter for name, matter in matters.items() if not kind.refusals(kind.of(matter))}
        if fault or not fitting:
            yield Checked(kind.id, kind.title, "", is_own, None, fault or "没有能够制作这种文书的示例案件")
        else:
            yield _of_kind(kind, fitting, is_own=is_own)
    if (fault := _fault_in_parts("file.html", own, template)) is not None:
        name, matter = next(iter(matters.items()))
        whole = _printed(FILE, TITLE, name, partial(make_file, matter), is_own=False)
        yield whole._replace(pdf=None, fault=fault) if fault else whole


def _fault_in_parts(name: str, own: Templates, template: str | None) -> str | None:
    """What is wrong with a template as it is read; nothing when it can be; None when it does not use the one asked for."""
    try:
        if template is not None and template not in rendering.parts_of(name, own):
            return None
        return "" if rendering.is_bindable(name, own) else f"文书模板 {name} 没有 block body，不能装订成卷"
    except PrintingError as error:
        return str(error)


def _of_kind(kind: Kind, matters: Mapping[str, Matter], *, is_own: bool) -> Checked:
    """Printed from the first sample, set from all of them: each goes other ways through the template."""
    first, *_ = matters
    printed = _printed(kind.id, kind.title, first, partial(make, kind, matters[first]), is_own=is_own)
    faults = ((name, _fault_as_set(kind, matter)) for name, matter in matters.items() if not printed.fault)
    name, fault = next((one for one in faults if one[1]), (first, ""))
    return printed._replace(sample=name, pdf=None, fault=fault) if fault else printed


def _fault_as_set(kind: Kind, matter: Matter) -> str:
    """Why the document is not set, or what it leaves out; nothing when it is as it should be."""
    try:
        letter = make(kind, matter)
    except (RefusedError, PrintingError) as error:
        return str(error)
    return "；".join(lacking(kind.id, View(kind, kind.of(matter)), letter.html))


def _printed(kind: str, title: str, sample: str, made: Callable[[], Letter], *, is_own: bool) -> Checked:
    try:
        letter = made()
        letter.docx()
        return Checked(kind, title, sample, is_own, letter.pdf(), "")
    except (RefusedError, PrintingError) as error:
        return Checked(kind, title, sample, is_own, None, str(error))
