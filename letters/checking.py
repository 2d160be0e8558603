"""Whether every kind of document can be made with the templates at hand, the bureau's own ones included."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from letters.bureau import load_bureau
from letters.kinds import KINDS
from letters.making import Letter, make, make_file
from letters.matter import Matter
from letters.reasons import PrintingError, RefusedError
from letters.rendering import OWN_TEMPLATES
from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case
from penalty_engine.inputs.rulebook_reading import load_rulebook

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples" / "files"
TODAY: Final = date(2026, 11, 23)  # the samples' own: what they give does not change with the day


class Checked(NamedTuple):
    """A kind with its PDF, or with what is wrong."""

    kind: str
    title: str
    sample: str
    is_own: bool
    pdf: bytes | None
    fault: str


def sample_matters() -> dict[str, Matter]:
    """The sample cases that go through the whole procedure, by the names of their files."""
    rulebook, bureau = load_rulebook(), load_bureau(SAMPLES / "bureau.yaml")
    cases = {path.stem: load_case(path, rulebook) for path in sorted(SAMPLES.glob("[0-9]*.yaml"))}
    return {name: Matter(case, assess(case, rulebook, TODAY), rulebook, bureau) for name, case in cases.items()}


def check() -> Iterator[Checked]:
    """Every kind printed from the first sample that allows it, as PDF and as DOCX; then a whole file."""
    matters = sample_matters()
    for kind in KINDS.values():
        name = next((name for name, matter in matters.items() if not kind.refusals(kind.of(matter))), None)
        is_own = (OWN_TEMPLATES / kind.template).is_file()
        if name is None:
            yield Checked(kind.id, kind.title, "", is_own, None, "没有能够制作这种文书的示例案件")
        else:
            yield _printed(kind.id, kind.title, name, partial(make, kind, matters[name]), is_own=is_own)
    name, matter = next(iter(matters.items()))
    yield _printed("file", "行政处罚案卷", name, partial(make_file, matter), is_own=False)


def _printed(kind: str, title: str, sample: str, made: Callable[[], Letter], *, is_own: bool) -> Checked:
    try:
        letter = made()
        letter.docx()
        return Checked(kind, title, sample, is_own, letter.pdf(), "")
    except (RefusedError, PrintingError) as error:
        return Checked(kind, title, sample, is_own, None, str(error))
