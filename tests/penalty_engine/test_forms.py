"""Every sentence and warning that the code says is declared in forms.py and stands in the live rulebook."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from penalty_engine.forms import SENTENCES, WARNINGS, Forms, missing
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

PACKAGE = Path(__file__).resolve().parents[2] / "penalty_engine"


def _said() -> Iterator[tuple[str, str]]:
    """(function, pattern) of every call that names a form; blanks of an f-string match anything."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or len(node.args) < 2:
                continue
            if node.func.id in ("say", "phrase", "cite", "doubt", "warn"):
                for literal in ast.walk(node.args[1]):
                    if isinstance(literal, ast.JoinedStr):
                        parts = [str(p.value) if isinstance(p, ast.Constant) else "*" for p in literal.values]
                        yield node.func.id, "".join(parts)
                    elif isinstance(literal, ast.Constant) and re.fullmatch(
                        r"[A-Z_]{6,}|[a-z_]+\.[a-z_.]+[a-z]", str(literal.value)
                    ):
                        yield node.func.id, str(literal.value)


def test_every_form_that_the_code_says_is_declared() -> None:
    for function, pattern in _said():
        known = WARNINGS if function == "warn" else SENTENCES
        matching = [key for key in known if re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), key)]
        assert matching, f"{function}({pattern})"


def test_the_live_rulebook_lacks_none(zibo: Rulebook) -> None:
    assert list(missing(zibo.sentences, zibo.warnings)) == []


def test_a_missing_form_is_told_as_a_mistake_in_the_rulebook() -> None:
    with pytest.raises(InputError, match="规则缺少这一语句"):
        Forms[str]()["whether.penalty"]
