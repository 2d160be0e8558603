"""What a gate looks at: the case as it would be with the event, its assessment, what has happened, who is who."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from casebook.plain import Plain
from casebook.workflow.happened import Happened
from penalty_engine.assessment import Assessment, ConductAssessment
from penalty_engine.case import Case, Conduct, Event, Officer
from penalty_engine.problems import Problem
from penalty_engine.rulebook import Rules


class RestingAct(NamedTuple):
    """One act as a notice or decision told it: kinds, yuan, years, yuan confiscated."""

    violation: str
    kinds: tuple[str, ...]
    fine: Decimal | None
    years: Decimal | None
    confiscated: Decimal | None


class Resting(NamedTuple):
    """What a notice or decision told, from the receipt that it rests on."""

    acts: tuple[RestingAct, ...]
    evidence: frozenset[str]
    hearing: bool
    file_with_government: bool

    @property
    def due(self) -> Decimal:
        """Yuan to be paid."""
        sums = ((act.fine or 0) + (act.confiscated or 0) for act in self.acts)
        return sum(map(Decimal, sums), Decimal(0))


class Person(NamedTuple):
    """Somebody with an account."""

    id: str
    name: str
    certificate: str | None = None

    def is_officer(self, officer: Officer) -> bool:
        """Whether the officer named in the case file is this person: by certificate, else by name."""
        if self.certificate and officer.certificate:
            return self.certificate == officer.certificate
        return self.name == officer.name


@dataclass(frozen=True)
class Situation:
    """A case at the gate of an event. `happened` is what stands before the event."""

    event: Event
    actor: Person
    content: dict[str, Plain]
    case: Case | None
    problems: tuple[Problem, ...]
    found: Assessment | None
    rules: Rules
    happened: tuple[Happened, ...]
    matter: str
    noticed: Resting | None = None
    decided: Resting | None = None
    investigators: tuple[Person, ...] = ()
    recused: tuple[Person, ...] = ()
    pending: tuple[Person, ...] = ()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What has happened, oldest first."""
        return tuple(one.event for one in self.happened)

    @property
    def on(self) -> date:
        """The day of the event."""
        return self.event.on

    def last(self, kind: str, *results: str) -> int | None:
        """The place of the latest event of a type (with one of these results)."""
        places = range(len(self.happened) - 1, -1, -1)
        fits = (i for i in places if self.events[i].type == kind and (not results or self.events[i].result in results))
        return next(fits, None)

    def since(self, place: int | None, *kinds: str) -> tuple[Happened, ...]:
        """The events of these types after a place (None: all)."""
        rest = self.happened[0 if place is None else place + 1 :]
        return tuple(one for one in rest if one.event.type in kinds)

    def since_notice(self, *kinds: str) -> tuple[Happened, ...]:
        """The events of these types after the last notice; none without a notice."""
        noticed = self.last("noticed")
        return () if noticed is None else self.since(noticed, *kinds)

    def acts(self) -> Iterator[tuple[int, Conduct, ConductAssessment]]:
        """Every act with its assessment; none while the case cannot be assessed."""
        if self.case is not None and self.found is not None:
            for place, (conduct, found) in enumerate(zip(self.case.conducts, self.found.conducts, strict=True), 1):
                yield place, conduct, found

    def officers(self) -> tuple[Officer, ...]:
        """The officers in the case file, in whatever state it is, without those who stay away."""
        return tuple(one for one in self.named_officers() if not any(person.is_officer(one) for person in self.recused))

    def named_officers(self) -> tuple[Officer, ...]:
        """The same with those who stay away."""
        stated = self.content.get("officers")
        values = [one for one in stated if isinstance(one, dict)] if isinstance(stated, list) else []
        return tuple(Officer(str(one.get("name") or ""), _text(one.get("certificate"))) for one in values)


def _text(value: Plain) -> str | None:
    return str(value).strip() or None if value is not None else None


def is_punished(conduct: Conduct, found: ConductAssessment) -> bool:
    """Whether a penalty is intended for the act: also where it might have been waived."""
    if found.outcome == "penalty":
        return conduct.proposal is None or bool(conduct.proposal.kinds)
    return found.outcome == "no_penalty_discretionary" and bool(conduct.proposal and conduct.proposal.kinds)


def is_spared(conduct: Conduct, found: ConductAssessment) -> bool:
    """Whether no penalty is to be given for the act (处罚法 33, 57)."""
    if found.outcome == "no_penalty_discretionary":
        return not (conduct.proposal and conduct.proposal.kinds)
    return found.outcome in {"no_penalty", "order_only", "not_established", "not_punishable"}


def resting(situation: Situation) -> Resting:
    """What a notice or decision made now would tell."""
    acts = tuple(
        RestingAct(
            conduct.violation,
            conduct.proposal.kinds if conduct.proposal else (),
            conduct.proposal.fine if conduct.proposal else None,
            conduct.proposal.years if conduct.proposal else None,
            found.gains.confiscable if conduct.proposal and "confiscate_gains" in conduct.proposal.kinds else None,
        )
        for _, conduct, found in situation.acts()
        if is_punished(conduct, found)
    )
    evidence = frozenset(one.id for one in situation.case.evidence) if situation.case else frozenset()
    procedure = situation.found.procedure if situation.found else None
    return Resting(
        acts, evidence, bool(procedure and procedure.hearing), bool(procedure and procedure.file_with_government)
    )
