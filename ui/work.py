"""What follows from a draft: the case and its assessment, or what stands in the way; what a prior notice still lacks."""

from datetime import date
from typing import NamedTuple

from letters.bureau import BureauSettings
from letters.kinds import KINDS
from letters.matter import Matter
from letters.reasons import Refusal
from penalty_engine import InputError, assess, read_case
from penalty_engine.assessment import Assessment, CircumstanceFinding, ConductAssessment
from penalty_engine.case import Case
from penalty_engine.positioned import KeyPath, spell
from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rulebook, Violation
from ui.draft import Draft, at, key_path

NOTICE = KINDS["prior-notice"]


class Work(NamedTuple):
    """A draft and what follows from it. `missing`: required fields still empty; `mistakes`: values that cannot stand."""

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
    """Reads and assesses a draft; never raises for what an officer typed."""
    try:
        case = read_case(draft, rulebook)
    except InputError as error:
        missing = tuple(problem.path for problem in error.problems if _is_empty(draft, problem))
        mistakes = tuple(problem for problem in error.problems if problem.path not in missing)
        return Work(draft, rulebook, today, None, None, missing, mistakes, None, ())
    assessment = assess(case, rulebook, today)
    matter = Matter(case, assessment, rulebook, bureau)
    return Work(draft, rulebook, today, case, assessment, (), (), matter, NOTICE.refusals(matter))


def _is_empty(draft: Draft, problem: Problem) -> bool:
    """Whether the problem is only that a field has not been filled in yet."""
    return at(draft, key_path(problem.path)) in (None, "", {}, [])
