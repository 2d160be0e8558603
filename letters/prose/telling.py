"""One act as its reasoning is told: what is asked of case, assessment and rulebook on the way."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from letters.matter import Act, Matter
from penalty_engine.assessment import ConductAssessment
from penalty_engine.case import Conduct
from penalty_engine.rulebook import Rulebook, Tier, Violation
from penalty_engine.wording import phrase

HIGHER: Final = ("found", "event", "benchmark")  # how a tier above the base is reached


class Telling(NamedTuple):
    """One act to be told about. `numbers` are those of the evidence; `intend`: 拟, or nothing in a decision."""

    act: Act
    matter: Matter
    numbers: Mapping[str, int]
    intend: str

    @property
    def conduct(self) -> Conduct:
        """The act in the case file."""
        return self.act.conduct

    @property
    def found(self) -> ConductAssessment:
        """Its assessment."""
        return self.act.found

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that the assessment rests on."""
        return self.matter.rulebook

    @property
    def ruling(self) -> Violation:
        """The act under the law applied: the stated one, or a milder later one."""
        return self.rulebook.violations[self.found.law_applied.provision or self.found.violation.id]

    @property
    def tier(self) -> Tier:
        """The tier that the assessment rests on."""
        return self.ruling.tier(self.found.tier or "base") or self.ruling.tiers[0]

    @property
    def how(self) -> str:
        """How the tier was found: single | found | event | benchmark | none_higher | unknown."""
        tiers = (sentence.id for sentence in self.found.explanation if sentence.id.startswith("tier."))
        return next(tiers, "tier.unknown").removeprefix("tier.")

    @property
    def last_day(self) -> date:
        """The act's last day; still going on: the day of the decision."""
        return self.conduct.ended or self.matter.case.decided_on or self.matter.assessment.assessed_on

    @property
    def is_spared(self) -> bool:
        """Whether no penalty is given, or none that is known yet where it might be waived."""
        return self.found.outcome != "penalty" and not self.act.is_to_be_punished

    def say(self, form: str, **blanks: object) -> str:
        """The rulebook's words for it, blanks filled; 拟 is filled everywhere."""
        return phrase(self.rulebook, f"letter.{form}", intend=self.intend, **blanks)
