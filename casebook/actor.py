"""Who does it: every function of the casebook is told."""

from typing import Final, NamedTuple


class Actor(NamedTuple):
    """A person at work, with what he may be."""

    id: str
    name: str
    roles: frozenset[str]


# Whoever runs the commands of the casebook on its own machine: looks after it, reads for exports, decides nothing.
CONSOLE: Final = Actor("console", "系统命令行", frozenset({"administrator", "auditor"}))
