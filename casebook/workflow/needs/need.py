"""The shape of a need."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from casebook.workflow.situation import Situation


class Need(NamedTuple):
    """`unmet` gives a sentence for each thing that is missing, with what to do; `citation` is the provision."""

    unmet: Callable[[Situation], Iterator[str]]
    citation: str = ""
