"""The shape of a need."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from casebook.workflow.situation import Situation


class Need(NamedTuple):
    """`what` has to be, by `citation`; `unmet` gives a sentence for each thing that is missing, with what to do."""

    unmet: Callable[[Situation], Iterator[str]]
    what: str
    citation: str = ""
