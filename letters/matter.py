"""What a letter speaks of: the case, its assessment, the rulebook it rests on, the bureau that writes."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from letters.bureau import NOBODY, BureauSettings
from penalty_engine.assessment import Assessment, ConductAssessment
from penalty_engine.case import Case, Conduct, Contact
from penalty_engine.rulebook import Rulebook


class Act(NamedTuple):
    """One act with its assessment; `place` counts from 0 in the case file."""

    place: int
    conduct: Conduct
    found: ConductAssessment

    @property
    def is_to_be_punished(self) -> bool:
        """Whether a penalty is intended: also where it might have been waived."""
        proposal = self.conduct.proposal
        if self.found.outcome == "penalty":
            return proposal is None or bool(proposal.kinds)
        return self.found.outcome == "no_penalty_discretionary" and proposal is not None and bool(proposal.kinds)


class Matter(NamedTuple):
    """All that a letter is made from."""

    case: Case
    assessment: Assessment
    rulebook: Rulebook
    bureau: BureauSettings

    def acts(self) -> Iterator[Act]:
        """Every act of the case."""
        for place, (conduct, found) in enumerate(zip(self.case.conducts, self.assessment.conducts, strict=True)):
            yield Act(place, conduct, found)

    def punished(self) -> tuple[Act, ...]:
        """The acts that a penalty is intended for."""
        return tuple(act for act in self.acts() if act.is_to_be_punished)

    @property
    def contact(self) -> Contact:
        """The case's contact; what it leaves out is the bureau's."""
        own, common = self.case.contact or NOBODY, self.bureau.contact
        return Contact(own.name or common.name, own.address or common.address, own.phone or common.phone)

    @property
    def written_on(self) -> date:
        """The date the officer gave the letter, else the day of the assessment."""
        given = self.case.letter.date if self.case.letter else None
        return given or self.assessment.assessed_on

    @property
    def filed_on(self) -> date | None:
        """立案日期: of the case, else of the event."""
        return self.case.filed_on or next((event.on for event in self.case.events if event.type == "filed"), None)
