"""What the casebook answers when it does not do what was asked: values where it is a matter of the case, else exceptions."""

from typing import NamedTuple


class Reason(NamedTuple):
    """One reason: the need that is not met, what is missing and what to do, the provision."""

    need: str
    message: str
    citation: str = ""


class Refused(NamedTuple):
    """A gate that stays shut, with all its reasons."""

    reasons: tuple[Reason, ...]


class CasebookError(Exception):
    """Something asked for that cannot be; the message is for people."""


class NotPermittedError(CasebookError):
    """Somebody without the right to do it."""


class NotFoundError(CasebookError):
    """There is no such case, person, document."""


class UnfitError(CasebookError):
    """A value that cannot be stored: too large, of a kind that is not taken, not exact."""
