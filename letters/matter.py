"""What a letter speaks of: the case, its assessment, the rulebook it rests on, the bureau that writes, the step it belongs to."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from letters.bureau import NOBODY, BureauSettings
from letters.numbering import kind_of
from penalty_engine.assessment import Assessment, ConductAssessment
from penalty_engine.case import Case, Conduct, Contact, Event, Letter
from penalty_engine.rulebook import Rulebook

NOTICE: Final = "prior-notice"
SPARING: Final = ("no_penalty", "not_established")


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

    @property
    def is_to_be_spared(self) -> bool:
        """Whether it is to be decided that no penalty is given (处罚法 57)."""
        proposal = self.conduct.proposal
        if self.found.outcome == "no_penalty_discretionary":
            return proposal is not None and not proposal.kinds
        return self.found.outcome in SPARING


class Matter(NamedTuple):
    """All that a letter is made from. `kind` is its id; `event` the step that it belongs to, where that has been recorded."""

    case: Case
    assessment: Assessment
    rulebook: Rulebook
    bureau: BureauSettings
    kind: str = NOTICE
    event: Event | None = None

    def acts(self) -> Iterator[Act]:
        """Every act of the case."""
        for place, (conduct, found) in enumerate(zip(self.case.conducts, self.assessment.conducts, strict=True)):
            yield Act(place, conduct, found)

    def punished(self) -> tuple[Act, ...]:
        """The acts that a penalty is intended for."""
        return tuple(act for act in self.acts() if act.is_to_be_punished)

    def spared(self) -> tuple[Act, ...]:
        """The acts that no penalty is to be given for."""
        return tuple(act for act in self.acts() if act.is_to_be_spared)

    def happened(self, kind: str) -> tuple[Event, ...]:
        """The events of a type, oldest first."""
        return tuple(event for event in self.case.events if event.type == kind)

    def last(self, kind: str) -> Event | None:
        """The latest event of a type."""
        return next((event for event in reversed(self.case.events) if event.type == kind), None)

    def past(self, kind: str) -> tuple[Event, ...]:
        """The events of a type until the document's day, oldest first: what a decision may rest on."""
        return tuple(event for event in self.happened(kind) if event.on <= self.written_on)

    def latest(self, kind: str) -> Event | None:
        """The latest event of a type until the document's day."""
        return next(reversed(self.past(kind)), None)

    def at(self, event: Event, field: str) -> str:
        """The key path of a field of an event."""
        return f"events[{self.case.events.index(event)}].{field}"

    @property
    def settings(self) -> BureauSettings:
        """The settings of the bureau that decides: those at hand, unless the case names another bureau."""
        named = self.case.authority
        if named in {None, self.bureau.name or self.rulebook.authority}:
            return self.bureau
        return BureauSettings(name=named, number_prefixes={})

    @property
    def authority(self) -> str:
        """The bureau in whose name letters go out."""
        return self.case.authority or self.bureau.name or self.rulebook.authority

    @property
    def is_of_this_bureau(self) -> bool:
        """Whether the rulebook's own bureau decides, so that what is known of it holds."""
        return self.authority == self.rulebook.authority

    @property
    def government(self) -> str | None:
        """Who hears reconsideration: the government of the deciding bureau's level (行政复议法 24)."""
        return self.settings.government or (self.rulebook.government if self.is_of_this_bureau else None)

    @property
    def contact(self) -> Contact:
        """The case's contact; what it leaves out is the bureau's."""
        own, common = self.case.contact or NOBODY, self.settings.contact
        return Contact(own.name or common.name, own.address or common.address, own.phone or common.phone)

    @property
    def letter(self) -> Letter:
        """Number and date that the officer gave, unless the number bears the prefix of another kind."""
        given = self.case.letter or Letter()
        return given if self._is_own(given.number) else Letter()

    def _is_own(self, number: str | None) -> bool:
        """Whether no prefix tells that the number is of another kind."""
        return not number or kind_of(number, self.settings.number_prefixes) in {None, self.kind}

    @property
    def number(self) -> str | None:
        """文号: of the step recorded, else the officer's, never one of another kind; None: to be filled in by hand."""
        recorded = self.event.document if self.event else None
        return (recorded if self._is_own(recorded) else None) or self.letter.number

    @property
    def written_on(self) -> date:
        """The day of the step recorded, else the date the officer gave, else the day of the assessment."""
        return (self.event.on if self.event else None) or self.letter.date or self.assessment.assessed_on

    @property
    def filed_on(self) -> date | None:
        """立案日期: of the case, else of the event."""
        return self.case.filed_on or next((event.on for event in self.case.events if event.type == "filed"), None)
