"""What the templates speak of by the name `letter`: composed of case, assessment and rulebook alone, in Chinese."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from letters.evidence import EvidenceRow, Numbered, evidence_row, evidence_told
from letters.gates.hearing import hearing_requested_late
from letters.gates.notice import notice_served_on
from letters.gates.payment import still_owed, urged_surcharge
from letters.kinds import KINDS, Kind
from letters.matter import NOTICE, Act, Matter
from letters.numbering import blank
from letters.prose.acts import ActView, act_view, fines, name_of, total_fine
from letters.prose.entries import Entry
from letters.prose.findings import Finding, finding, warnings_told
from letters.prose.history import NOTHING, Step, course, history, investigation, step
from letters.prose.people import Row, contact_rows, names, party_rows
from letters.prose.periods import Periods, periods
from letters.review_points import Answered
from letters.review_points import read as read_points
from letters.words import PENALTY_LAW, day, listed, money_in_full, one_line
from penalty_engine.assessment import Procedure
from penalty_engine.case import Evidence
from penalty_engine.days import working_days_after

WORDS: Final = frozenset({"warning", "public_criticism"})
MONEY: Final = frozenset({"fine", "confiscate_gains"})
BRACKETED: Final = re.compile(r"[（(][^）)]*[）)]")
MINOR_OFFENCE: Final = "第三十三条第一款"


class View:
    """One document. What a template does not ask for is not composed."""

    def __init__(self, kind: Kind, matter: Matter, entries: tuple[Entry, ...] = (), *, bound: bool = False) -> None:
        """Keep what the document speaks of; `bound`: it stands in a file whose pages are counted through."""
        self._matter = matter
        self._kind = kind
        self._titles = {one.id: one.title for one in KINDS.values()}
        self.title = kind.title
        self.template = kind.template
        self.entries = entries
        self.bound = bound
        self.bureau = one_line(matter.authority)
        self.date = day(matter.written_on)
        self.iso_date = matter.written_on.isoformat()
        self.step: Step = step(matter.event)
        self.is_person = matter.case.party.is_natural_person
        self.you = "你" if self.is_person else "你单位"
        self.you_all = "你和你的监护人" if matter.case.party.guardian else self.you
        self.names = names(matter.case)
        self.procedure: Procedure = matter.assessment.procedure
        self.hearing = self.procedure.hearing
        self.nothing = NOTHING

    @property
    def number(self) -> str | None:
        """文号, or the official blank; None: this kind bears none."""
        if not self._kind.numbered:
            return None
        return one_line(self._matter.number) if self._matter.number else self._blank(self._kind.id)

    def _blank(self, kind: str) -> str:
        settings = self._matter.settings
        return blank(kind, settings.number_prefixes, settings.number_form)

    @cached_property
    def case_number(self) -> str | None:
        """立案号."""
        return one_line(self._matter.case.number) if self._matter.case.number else None

    @cached_property
    def cause(self) -> str:
        """案由: the acts by name."""
        return "；".join(name_of(act, self._matter.rulebook) for act in self._matter.acts())

    @cached_property
    def party(self) -> tuple[Row, ...]:
        """The rows of the party block."""
        return tuple(party_rows(self._matter.case))

    @cached_property
    def party_name(self) -> str:
        """当事人."""
        return one_line(self._matter.case.party.name)

    @cached_property
    def contact(self) -> tuple[Row, ...]:
        """Whom the party can turn to."""
        return tuple(contact_rows(self._matter))

    @cached_property
    def officers(self) -> tuple[Row, ...]:
        """执法人员: name and number of the certificate."""
        return tuple(Row(one_line(one.name), one_line(one.certificate or "")) for one in self._matter.case.officers)

    @cached_property
    def source(self) -> str | None:
        """案件来源, the bare kind: day, note and what stands in brackets stay inside, they may tell who reported."""
        source = self._matter.case.source
        return one_line(BRACKETED.sub("", source.kind)) if source else None

    @cached_property
    def source_in_full(self) -> str:
        """案件来源 with its day: for sheets that stay inside."""
        source = self._matter.case.source
        if source is None:
            return ""
        return one_line(source.kind) + (f"（{day(source.on)}）" if source.on else "")

    @cached_property
    def filed_on(self) -> str:
        """立案日期."""
        return day(self._matter.filed_on) if self._matter.filed_on else ""

    @cached_property
    def competence_ground(self) -> str:
        """管辖依据, where the provision names another body: for sheets that stay inside."""
        return one_line(self._matter.case.competence_ground or "")

    @cached_property
    def joint_with(self) -> tuple[str, ...]:
        """立案号 of the other parties' cases."""
        return tuple(map(one_line, self._matter.case.joint_with))

    @cached_property
    def acts(self) -> tuple[ActView, ...]:
        """The acts that a penalty is intended for."""
        return self._told(self._matter.punished())

    @cached_property
    def spared(self) -> tuple[ActView, ...]:
        """The acts that no penalty is given for."""
        return self._told(self._matter.spared())

    @cached_property
    def every_act(self) -> tuple[ActView, ...]:
        """All acts of the case."""
        return self._told(self._matter.acts())

    def _told(self, acts: Iterable[Act]) -> tuple[ActView, ...]:
        numbers = {item.id: place for place, item in enumerate(self._matter.case.evidence, 1)}
        return tuple(act_view(act, numbers, self._matter) for act in acts)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on each act: for sheets that stay inside."""
        return tuple(finding(act, self._matter) for act in self._matter.acts())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Every warning with its code: for sheets that stay inside."""
        return tuple(warnings_told(self._matter))

    @cached_property
    def evidence(self) -> tuple[Numbered, ...]:
        """The evidence of the acts that the document decides on, a sentence each."""
        return tuple(Numbered(number, evidence_told(item)) for number, item in self._evidence())

    @cached_property
    def evidence_rows(self) -> tuple[EvidenceRow, ...]:
        """The same, a row of a table each."""
        return tuple(evidence_row(number, item) for number, item in self._evidence())

    def _evidence(self) -> Iterator[tuple[int, Evidence]]:
        matter = self._matter
        decided = {
            "no-penalty-decision": matter.spared(),
            "penalty-decision": matter.punished(),
            NOTICE: matter.punished(),
        }
        acts = decided.get(matter.kind, tuple(matter.acts()))
        cited = (
            {one for act in acts for one in act.conduct.evidence}
            if acts and all(a.conduct.evidence for a in acts)
            else None
        )
        for number, item in enumerate(matter.case.evidence, 1):
            if cited is None or item.id in cited:
                yield number, item

    @cached_property
    def total_fine(self) -> str | None:
        """The sum of the fines, where more than one act is fined."""
        return total_fine(self._matter.punished())

    @cached_property
    def has_fine(self) -> bool:
        """Whether a fine is imposed."""
        return bool(fines(self._matter.punished()))

    @cached_property
    def has_money(self) -> bool:
        """Whether anything is to be paid."""
        owed = still_owed(self._matter)
        return self.has_fine or bool(owed.gains)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of penalty intended, all acts together."""
        proposals = [act.conduct.proposal for act in self._matter.punished()]
        return frozenset(kind for one in proposals if one for kind in one.kinds)

    @cached_property
    def has_other_kinds(self) -> bool:
        """Whether a penalty has to be carried out other than by paying: neither money nor words of reproof."""
        return bool(self.kinds - WORDS - MONEY)

    @cached_property
    def is_crime_suspected(self) -> bool:
        """Whether the case goes to the judicial organs (处罚法 27)."""
        return self._matter.assessment.outcome == "transfer"

    @cached_property
    def served_title(self) -> str:
        """What the service recorded delivered."""
        event = self._matter.event
        return self._titles.get(event.of, event.of) if event and event.of else ""

    @cached_property
    def recipient(self) -> str:
        """受送达人: the party, or the body that a case is transferred to."""
        event = self._matter.event
        transferred = self._matter.last("transferred")
        goes_to = event if event and event.type == "transferred" else None
        if event and event.type == "served" and event.of == "transfer-letter":
            goes_to = transferred
        if goes_to and goes_to.whom:
            return one_line(goes_to.whom)
        return f"{self.party_name}（监护人：{self.guardian}）" if self.guardian else self.party_name

    @cached_property
    def duties(self) -> tuple[str, ...]:
        """What has not been performed of the decision (行政强制法 35)."""
        told = [f"缴纳罚款{self.unpaid_fine}"] if self.unpaid_fine else []
        told += [f"缴纳没收的违法所得{self.unpaid_gains}"] if self.unpaid_gains else []
        if added := urged_surcharge(self._matter):
            told.append(
                "缴纳依照《中华人民共和国行政处罚法》第七十二条第一款第（一）项加处的罚款"
                f"{money_in_full(added)}（依照该法第七十三条第三款，行政复议、行政诉讼期间不予计算）"
            )
        return (*told, *self.step.items)

    @cached_property
    def points(self) -> tuple[Answered, ...]:
        """The points of legal review, with the reviewer's answers where he has given them."""
        return read_points(self.step.items)

    @cached_property
    def investigated(self) -> tuple[str, ...]:
        """The steps of the investigation, a sentence each."""
        events = self._matter.case.events
        return tuple(f"{day(event.on)}，{told}。" for event in events if (told := investigation(event)))

    def corrections_of(self, acts: Iterable[ActView]) -> tuple[str, ...]:
        """What the acts are ordered to correct, each once."""
        return tuple(dict.fromkeys(order for act in acts for order in act.corrections))

    def bases_of(self, acts: Iterable[ActView]) -> str:
        """The provisions of the acts, each once."""
        return listed(dict.fromkeys(act.basis for act in acts))

    @cached_property
    def has_term(self) -> bool:
        """Whether a penalty lasts for some time."""
        return any(act.conduct.proposal and act.conduct.proposal.years for act in self._matter.punished())

    @cached_property
    def is_minor_offence(self) -> bool:
        """Whether an act is spared for being slight and corrected (处罚法 33, 57)."""
        return any(
            MINOR_OFFENCE in citation
            for act in self._matter.spared()
            for one in act.found.circumstances
            if one.counted and one.effect.startswith("no_penalty")
            for citation in one.citations
        )

    @cached_property
    def guardian(self) -> str | None:
        """监护人."""
        guardian = self._matter.case.party.guardian
        return one_line(guardian.name) if guardian else None

    @cached_property
    def course(self) -> tuple[str, ...]:
        """The steps recorded until the document's own, a line each: for sheets that stay inside."""
        own = self._matter.event
        events = self._matter.case.events
        return tuple(
            told for one in events if (own is None or one.on <= own.on) and (told := course(one, self._titles))
        )

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """办案期限 and 追责期限 as computed: for sheets that stay inside."""
        due = self._matter.assessment.deadlines
        told = [f"处罚决定应当在{day(due.decision_due)}以前作出"] if due.decision_due else []
        return (*told, *((f"追责期限至{day(due.limitation_expires)}",) if due.limitation_expires else ()))

    @cached_property
    def unpaid_fine(self) -> str | None:
        """The fine that has not been paid; None: all is paid."""
        owed = still_owed(self._matter).fine
        return money_in_full(owed) if owed else None

    @cached_property
    def unpaid_gains(self) -> str | None:
        """The gains confiscated that have not been paid."""
        owed = still_owed(self._matter).gains
        return money_in_full(owed) if owed else None

    @cached_property
    def cash_fine(self) -> bool:
        """Whether a fine imposed on the spot may be collected on the spot for its smallness (处罚法 68)."""
        each = fines(self._matter.punished())
        return bool(each) and sum(each) <= self._matter.rulebook.rules.cash_fine

    @cached_property
    def payee(self) -> tuple[Row, ...]:
        """收款银行、户名、账号."""
        payee = self._matter.settings.payee
        rows = [("收款银行", payee.bank), ("户名", payee.account_name), ("账号", payee.account)]
        return tuple(Row(label, one_line(text)) for label, text in rows if text)

    @cached_property
    def government(self) -> str | None:
        """行政复议机关."""
        return self._matter.government

    @cached_property
    def court(self) -> str:
        """Where suit is brought."""
        return self._matter.settings.court or "有管辖权的人民法院"

    @cached_property
    def history(self) -> Mapping[str, tuple[Step, ...]]:
        """Every type of event with its steps until the document's own, oldest first; none: empty."""
        own = self._matter.event
        return history(tuple(one for one in self._matter.case.events if own is None or one.on <= own.on))

    @cached_property
    def ordered(self) -> tuple[Step, ...]:
        """责令改正 as it was given until the document's day, oldest first."""
        return tuple(step(event) for event in self._matter.past("correction_ordered"))

    @cached_property
    def period(self) -> Periods:
        """The periods in words."""
        return periods(self._matter.rulebook.rules)

    @cached_property
    def notice_served_on(self) -> str | None:
        """The day on which the party received the prior notice."""
        served = notice_served_on(self._matter)
        return day(served) if served else None

    @cached_property
    def is_hearing_requested_late(self) -> bool:
        """Whether the party asked for a hearing after its period had run."""
        return hearing_requested_late(self._matter)

    @cached_property
    def notice_number(self) -> str | None:
        """文号 of the prior notice."""
        noticed = self._matter.last("noticed")
        given = noticed.document if noticed else None
        return one_line(given) if given else None

    @cached_property
    def preserved_until(self) -> str:
        """The day by which what was preserved must be dealt with (处罚法 56)."""
        event = self._matter.event
        return day(event.until if event and event.until else self.after(self._matter.rulebook.rules.preservation_days))

    def after(self, days: int) -> date:
        """The last of so many working days after the document's own."""
        return working_days_after(self._matter.written_on, days)

    def law(self, of_the_law: str, of_the_measure: str = "") -> str:
        """The articles of 处罚法, and those of the bureau's measure while it is in force."""
        cited = f"{PENALTY_LAW}{of_the_law}"
        measure = self._matter.rulebook.laws.get(self._matter.rulebook.measure)
        if not of_the_measure or measure is None or not measure.period.covers(self._matter.written_on):
            return cited
        return f"{cited}和《{measure.title}》{of_the_measure}"
