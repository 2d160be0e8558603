"""The kinds of documents: what each is called, its template, what refuses it and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from letters.matter import Matter
from letters.reasons import Refusal
from letters.refusals import prior_notice_refusals
from letters.view import PriorNotice, prior_notice


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. A new one is an entry here, a template, a view and its refusals."""

    id: str
    title: str
    template: str
    refusals: Callable[[Matter], tuple[Refusal, ...]]
    view: Callable[[Matter], PriorNotice]


KINDS: Final = {
    kind.id: kind
    for kind in (
        Kind("prior-notice", "教育行政处罚事先告知书", "prior-notice.html", prior_notice_refusals, prior_notice),
    )
}
