"""What is wrong with an input, where, and what to do: small values, collected and shown all at once."""

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong: file, line (1-based; 0 when there is none), key path, message in Chinese."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        """FILE:LINE: key.path: message."""
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.path, self.message) if part)


class InputError(Exception):
    """An input that cannot be used, with all of its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
