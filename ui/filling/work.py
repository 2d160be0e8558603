"""What follows from a draft: the case and its assessment, or what stands in the way; what a prior notice still lacks."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Final, NamedTuple

from pydantic import ValidationError

from casebook.workflow.happened import events_of
from casebook.workflow.stages import stage_of
from casebook.workflow.words import STAGES
from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine import InputError, assess, read_case
from penalty_engine.assessment import Assessment, CircumstanceFinding, ConductAssessment
from penalty_engine.case import Case
from penalty_engine.inputs.positioned import KeyPath, spell
from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook, Violation
from ui.filling.draft import Draft, at, drop, key_path, put
from ui.filling.mistakes import in_form
from ui.words import NOT_FILLED, named

NOTICE = KINDS["prior-notice"]


class Work(NamedTuple):
    """A draft and what follows from it. `missing`: required fields still empty; `mistakes`: values that cannot stand.

    With mistakes, or with an act's or the party's own fields missing, there is no assessment.
    """

    draft: Draft
    rulebook: Rulebook
    today: date
    case: Case | None
    assessment: Assessment | None
    missing: tuple[str, ...]
    mistakes: tuple[Problem, ...]
    matter: Matter | None
    refusals: tuple[Refusal, ...]

    @property
    def acts(self) -> int:
        """How many acts the draft has."""
        return len(self.draft["conducts"])

    @property
    def stage(self) -> str:
        """Where the case is, in the words of the procedure; empty where its events cannot be read."""
        try:
            return STAGES[stage_of(events_of(self.draft))]
        except ValidationError:
            return ""

    def violation(self, act: int) -> Violation | None:
        """The violation chosen for an act, if the rulebook has it."""
        return self.rulebook.violations.get(str(at(self.draft, ("conducts", act, "violation"))))

    def violations(self, act: int) -> tuple[Violation, ...]:
        """The violation of an act and the provisions it breaks besides."""
        ids = [at(self.draft, ("conducts", act, "violation")), *(at(self.draft, ("conducts", act, "concurrent")) or ())]
        return tuple(self.rulebook.violations[one] for one in ids if one in self.rulebook.violations)

    def found(self, act: int) -> ConductAssessment | None:
        """The assessment of an act."""
        return self.assessment.conducts[act] if self.assessment else None

    def findings(self, act: int) -> dict[str, CircumstanceFinding]:
        """What was found on each circumstance of an act."""
        found = self.found(act)
        return {one.id: one for one in found.circumstances} if found else {}

    def mistakes_at(self, path: KeyPath) -> tuple[str, ...]:
        """What is wrong with the value at a key path."""
        place = spell(path)
        return tuple(problem.message for problem in self.mistakes if problem.path == place)

    def is_to_be_noticed(self) -> bool:
        """Whether a prior notice is what the case leads to."""
        return self.matter is not None and bool(self.matter.punished())


def work(draft: Draft, rulebook: Rulebook, bureau: BureauSettings, today: date) -> Work:
    """Reads and assesses a draft; never raises for what an officer typed.

    An unfinished piece of evidence, officer, guardian or source does not stand in the way of the result, only of the letter.
    """
    try:
        case, unfinished = _read(draft, rulebook)
    except InputError as error:
        missing = tuple(problem.path for problem in error.problems if _is_empty(draft, problem))
        wrong = (problem for problem in error.problems if problem.path not in missing)
        mistakes = tuple(in_form(one, rulebook, at(draft, key_path(one.path))) for one in wrong)
        return Work(draft, rulebook, today, None, None, missing, mistakes, None, ())
    assessment = assess(case, rulebook, today)
    matter = Matter(case, assessment, rulebook, bureau)
    lacking = (Refusal("missing_field", path, f"没有填写{named(path, rulebook)}，请补填") for path in unfinished)
    return Work(draft, rulebook, today, case, assessment, unfinished, (), matter, (*NOTICE.refusals(matter), *lacking))


def _read(draft: Draft, rulebook: Rulebook) -> tuple[Case, tuple[str, ...]]:
    """The case, and what is unfinished beside the acts. Raises InputError for all that stands in the way."""
    try:
        return read_case(draft, rulebook), ()
    except InputError as error:
        unfinished = tuple(problem.path for problem in error.problems if _is_empty(draft, problem))
        return read_case(_without(draft, unfinished), rulebook), unfinished


_STAND_INS: Final[Mapping[str, object]] = {"kind": "record", "title": NOT_FILLED}


def _without(draft: Draft, unfinished: Iterable[str]) -> Draft:
    """A copy in which what is unfinished beside the acts is left out; evidence keeps its place, it may be referred to."""
    copy = deepcopy(draft)
    gone: set[str] = set()
    for path in unfinished:
        group, _, part = path.rpartition(".")
        if group.startswith("evidence[") and part in _STAND_INS:
            put(copy, key_path(path), _STAND_INS[part])
        elif group.startswith("officers[") or group in {"party.guardian", "source"}:
            gone.add(group)
    for group in sorted(gone, reverse=True):
        drop(copy, key_path(group))
    return copy


def _is_empty(draft: Draft, problem: Problem) -> bool:
    """Whether the problem is only that a field has not been filled in yet."""
    return at(draft, key_path(problem.path)) in (None, "", {}, [])
