"""The kinds of documents: what each is called, the step it belongs to, what it needs. A new one is an entry and a template."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from letters.gates import needs
from letters.gates.characters import character_refusals
from letters.gates.needs import Need
from letters.matter import Matter
from letters.reasons import NoSuchStepError, PrintingError, Refusal
from penalty_engine.case import Event


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document; its template is ID.html. `event`: the type of event that it belongs to.

    `numbered`: whether it bears a document number of its own; `form`: whether it is also printed to be filled in by hand, and
    `form_needs`: what it then needs, where that is less.
    """

    id: str
    title: str
    event: str | None
    needs: tuple[Need, ...]
    numbered: bool = False
    form: bool = False
    form_needs: tuple[Need, ...] | None = None

    @property
    def template(self) -> str:
        """The template's file."""
        return f"{self.id}.html"

    def of(self, matter: Matter, which: int | None = None) -> Matter:
        """The matter as this kind sees it, at the step it belongs to.

        Args:
            matter: the case and all around it.
            which: the step meant, counted from 1; None: the latest that has been recorded.

        Raises:
            NoSuchStepError: fewer have been recorded.
        """
        happened = self.steps(matter)
        if self.event == "filed" and not happened and matter.filed_on:
            happened = (Event("filed", matter.filed_on),)
        if which is not None and not 0 < which <= max(
            len(happened), 1
        ):  # before the first step the first is a blank form
            raise NoSuchStepError(which)
        return matter._replace(kind=self.id, event=happened[(which or 0) - 1] if happened else None)

    def steps(self, matter: Matter) -> tuple[Event, ...]:
        """The steps that it may belong to, oldest first; what was done later with evidence preserved is none."""
        happened = matter.happened(self.event) if self.event else ()
        return tuple(event for event in happened if not event.is_handling)

    def refusals(self, matter: Matter) -> tuple[Refusal, ...]:
        """Every reason why the document cannot be made; none: it can."""
        seen = matter if matter.kind == self.id and matter.event else self.of(matter)
        own = self.needs if seen.event or self.form_needs is None else self.form_needs
        lacking = tuple(refusal for need in (*own, *needs.BEFORE) for refusal in need.refuse(seen))
        page = None if lacking else partial(_page, seen)
        return (*lacking, *character_refusals(seen, page))


def _page(seen: Matter) -> str:
    from letters.making import page_of  # noqa: PLC0415 -- it asks the kinds itself

    try:
        return page_of(seen)
    except PrintingError:  # told of when it is made
        return ""


NOTICED: Final = (
    needs.FOR_PENALTY,
    needs.PARTY,
    needs.PUNISHED_FACTS,
    needs.FILED,
    needs.EVIDENCE,
    needs.OFFICERS,
    needs.CONTACT,
    needs.SETTLED,
    needs.GROUNDED,
    needs.PROPOSAL,
)
DECIDED: Final = (
    needs.FOR_PENALTY,
    needs.COMPETENT,
    needs.PARTY,
    needs.PUNISHED_FACTS,
    needs.FILED,
    needs.EVIDENCE,
    needs.OFFICERS,
    needs.SETTLED,
    needs.GROUNDED,
    needs.PROPOSAL,
    needs.PAYEE,
    needs.GOVERNMENT,
    needs.NOTICE_SERVED,
    needs.ANSWERED,
    needs.HEARD,
    needs.HELD_IN_TIME,
    needs.REVIEWED,
    needs.DISCUSSED,
    needs.NOT_HEAVIER,
)
SPARED: Final = (
    needs.FOR_NO_PENALTY,
    needs.PARTY,
    needs.SPARED_FACTS,
    needs.FILED,
    needs.EVIDENCE,
    needs.OFFICERS,
    needs.SETTLED,
    needs.GROUNDED,
    needs.GOVERNMENT,
)
ON_THE_SPOT: Final = (
    needs.FOR_PENALTY,
    needs.COMPETENT,
    needs.FOR_SIMPLIFIED,
    needs.PARTY,
    needs.PUNISHED_FACTS,
    needs.OFFICERS,
    needs.SETTLED,
    needs.GROUNDED,
    needs.PROPOSAL,
    needs.PAYEE,
    needs.GOVERNMENT,
    needs.DECIDED_THERE,
)
EXAMINED: Final = (needs.FACTS, needs.FILED, needs.EVIDENCE, needs.OFFICERS, needs.SETTLED, needs.PROPOSAL)
BLANK: Final = (needs.FACTS, needs.OFFICERS)
CLOSED: Final = (needs.FACTS, needs.FILED_UNLESS_ON_THE_SPOT, needs.OFFICERS, needs.CLOSED, needs.FINISHED)

KINDS: Final = {
    kind.id: kind
    for kind in (
        Kind(
            "filing-approval",
            "立案审批表",
            "filed",
            (needs.FACTS, needs.FILED, needs.OFFICERS, needs.FACTS_KNOWN),
            form=True,
        ),
        Kind("inspection-record", "现场检查笔录", "inspected", (needs.OFFICERS,), form=True),
        Kind("questioning-record", "询问笔录", "questioned", (needs.OFFICERS,), form=True),
        Kind(
            "preservation-notice",
            "先行登记保存通知书",
            "evidence_preserved",
            (needs.OFFICERS, needs.CONTACT, needs.PRESERVED, needs.PRESERVED_IN_TIME),
            numbered=True,
        ),
        Kind(
            "correction-order",
            "责令改正通知书",
            "correction_ordered",
            (
                needs.FOR_CORRECTION,
                needs.COMPETENT,
                needs.PARTY,
                needs.FACTS,
                needs.FACTS_KNOWN,
                needs.OFFICERS,
                needs.CONTACT,
                needs.ORDERED,
            ),
            numbered=True,
        ),
        Kind("investigation-report", "调查终结报告", "investigation_closed", (needs.PARTY, *EXAMINED)),
        Kind("prior-notice", "教育行政处罚事先告知书", "noticed", NOTICED, numbered=True),
        Kind(
            "hearing-right-notice",
            "教育行政处罚听证告知书",
            "noticed",
            (needs.FOR_HEARING, *NOTICED),
            numbered=True,
        ),
        Kind("reexamination", "陈述申辩复核意见书", "reexamined", (needs.FILED, needs.STATED, needs.REEXAMINED)),
        Kind(
            "hearing-notice",
            "听证通知书",
            "hearing_called",
            (needs.PARTY, needs.CONTACT, needs.HEARING_REQUESTED, needs.HEARING_CALLED, needs.HEARING_IN_TIME),
            numbered=True,
        ),
        Kind("hearing-record", "听证笔录", "hearing_held", (needs.OFFICERS,), form=True),
        Kind("legal-review", "法制审核意见书", "reviewed", EXAMINED, form=True, form_needs=BLANK),
        Kind("discussion-record", "集体讨论笔录", "discussed", EXAMINED, form=True, form_needs=BLANK),
        Kind("penalty-decision", "教育行政处罚决定书", "decided", DECIDED, numbered=True),
        Kind("no-penalty-decision", "不予行政处罚决定书", "decided", SPARED, numbered=True),
        Kind("on-the-spot-decision", "当场行政处罚决定书", "decided", ON_THE_SPOT, numbered=True),
        Kind("service-receipt", "送达回证", "served", (), form=True),
        Kind(
            "urging-notice",
            "履行行政处罚决定催告书",
            "urged",
            (
                needs.FOR_PENALTY,
                needs.PARTY,
                needs.PROPOSAL,
                needs.DECIDED,
                needs.PAYEE,
                needs.CONTACT,
                needs.PAYMENT_OVER,
                needs.WITHIN_OWED,
            ),
            numbered=True,
        ),
        Kind(
            "transfer-letter",
            "案件移送函",
            "transferred",
            (needs.FOR_TRANSFER, needs.FACTS, needs.EVIDENCE, needs.OFFICERS, needs.CONTACT, needs.TRANSFERRED),
            numbered=True,
        ),
        Kind("closing-report", "结案报告", "closed", CLOSED),
        Kind("file-cover", "案卷封面", None, (needs.FILED_UNLESS_ON_THE_SPOT,)),
        Kind("file-contents", "卷内目录", None, ()),
    )
}
