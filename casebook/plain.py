"""Plain values and their bytes: the canonical JSON that is stored and digested. Money stays exact; floats are refused."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import simplejson

Plain = Any  # dict, list, str, int, bool, Decimal or None, all the way down


def plain(value: object) -> Plain:
    """The value in words of JSON: days as ISO text, mappings as dicts, sequences as lists.

    Raises:
        TypeError: a float, or something else that JSON cannot hold exactly.
    """
    if value is None or isinstance(value, bool | int | str | Decimal):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(type(value))


def to_text(value: object) -> str:
    """Canonical JSON: equal values give equal bytes."""
    return str(
        simplejson.dumps(plain(value), ensure_ascii=False, use_decimal=True, sort_keys=True, separators=(",", ":"))
    )


def from_text(text: str) -> Plain:
    """The values that `to_text` wrote."""
    return simplejson.loads(text, use_decimal=True)


def digest(content: bytes | str) -> str:
    """SHA-256, as receipts write it."""
    data = content.encode() if isinstance(content, str) else content
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
