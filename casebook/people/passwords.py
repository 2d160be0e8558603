"""Passwords: argon2id, and what a password must be like."""

from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casebook.refusals import UnfitError

HASHER: Final = PasswordHasher()  # argon2id, RFC 9106's second recommendation
SHORTEST: Final = 12
LONGEST: Final = 200


def hashed(password: str, login: str) -> str:
    """The stored form.

    Raises:
        UnfitError: too short, too long, too even, or the login's own name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UnfitError(f"密码应当是{SHORTEST}至{LONGEST}个字符")
    if len(set(password)) < SHORTEST // 2 or login.casefold() in password.casefold():
        raise UnfitError("密码过于简单：不能含有登录名，也不能由少数几个字符重复而成")
    return HASHER.hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long where there is none, so that time does not tell which logins exist."""
    try:
        HASHER.verify(stored or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(stored)


@cache
def _nobody() -> str:
    return HASHER.hash("nobody has this password")
