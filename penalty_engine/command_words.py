"""What argparse itself says, in Chinese: of mistakes in a command, and in the help."""

import argparse
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CHINESE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "usage: ": "用法：",
        "positional arguments": "必填",
        "options": "选项",
        "show this help message and exit": "显示这段说明",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
        "the following arguments are required: %s": "没有写明 %s",
        "one of the arguments %s is required": "没有写明下列之一：%s",
        "unrecognized arguments: %s": "不认识 %s",
        "not allowed with argument %s": "不能与 %s 合用",
        "ignored explicit argument %r": "后面不应写 %r",
        "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)s，可以是 %(choices)s",
        "invalid %(type)s value: %(value)r": "不能是 %(value)s",
        "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可以是 %(matches)s",
        "expected one argument": "后面要写一项",
        "expected at most one argument": "后面最多写一项",
        "expected at least one argument": "后面至少写一项",
    }
)


def in_chinese(text: str) -> str:
    """The Chinese of argparse's own text; what it says to programmers alone stays as it is."""
    return CHINESE.get(text, text)


def install() -> None:
    """Have argparse speak Chinese from now on: it looks its texts up by gettext, under this name."""
    argparse._ = in_chinese  # type: ignore[attr-defined]
