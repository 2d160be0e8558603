"""YAML or JSON text to plain values that remember their lines. JSON is read as the part of YAML that it is.

Values: mappings with text keys, lists, text, int, Decimal (from its source text, never binary), bool, date, None.
Refused, each with its line: duplicate keys, keys that are no text, anchors, aliases, tags, several documents, deep nesting.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple, cast

import yaml

from penalty_engine.problems import Problem

KeyPath = tuple[str | int, ...]
LineOf = Callable[[KeyPath], int]

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 64
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,40})")
_DECIMAL: Final = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,4})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PAIR: Final = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_NOT_FINITE: Final = {".inf": "Infinity", "+.inf": "Infinity", "-.inf": "-Infinity", ".nan": "NaN"}
_WORDS: Final[dict[str, bool | None]] = {
    spelling: value
    for word, value in {
        "yes": True,
        "true": True,
        "no": False,
        "false": False,
        "null": None,
        "~": None,
        "": None,
    }.items()
    for spelling in (word, word.capitalize(), word.upper())
}
_SYNTAX: Final = {
    "found unexpected end of stream": "引号没有成对",
    "mapping values are not allowed in this context": "冒号用错了地方：检查缩进，含冒号的文字要加引号",
    "did not find expected ',' or ']'": "方括号没有闭合，或者各项之间缺少逗号",
    "did not find expected ',' or '}'": "花括号没有闭合，或者各项之间缺少逗号",
    "did not find expected node content": "这里缺少内容，或者括号没有闭合",
    "did not find expected key": "这里应当是一个键：检查缩进和引号",
    "did not find expected '-' indicator": "列表的各项没有对齐：检查缩进",
    "could not find expected ':'": "键的后面缺少冒号",
    "found character that cannot start any token": "不能以这个字符开头：缩进不能用制表符，以 @ ` % 开头的文字要加引号",
    "found unknown escape character": "双引号中有不认识的转义字符",
    "found invalid Unicode character escape code": "双引号中有无效的 Unicode 转义",
}
_NO_ANCHORS: Final = "不支持锚点和引用（& 和 *）"


class Branch(NamedTuple):
    """The line of a mapping or list, and the lines of what it holds."""

    line: int
    parts: "Mapping[str | int, Lines]"


Lines = int | Branch


class Document(NamedTuple):
    """A file's values with their lines. With `problems` the data may be incomplete; unreadable: an empty mapping."""

    file: str
    data: dict[str, object]
    lines: Lines = 1
    problems: tuple[Problem, ...] = ()

    def line(self, path: KeyPath) -> int:
        """The line (1-based) of the value at a key path, or of the nearest thing around it that exists."""
        here = self.lines
        for key in path:
            inner = None if isinstance(here, int) else here.parts.get(key)
            if inner is None:
                break
            here = inner
        return _first(here)

    def problem(self, path: KeyPath, message: str) -> Problem:
        """A problem at a key path of this document."""
        return Problem(self.file, self.line(path), spell(path), message)


def spell(path: KeyPath) -> str:
    """A key path as people write it: conducts[0].facts.fees_collected."""
    parts = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return "".join(parts).removeprefix(".")


def read_document(path: Path, file: str | None = None) -> Document:
    """A file's values; `file` is its name in problems (default: the path as given). Never raises for bad input."""
    name = file or str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(
            name, 0, "文件不存在" if isinstance(error, FileNotFoundError) else f"文件无法读取（{error.strerror}）"
        )
    if len(content) > MAX_BYTES:
        return _unreadable(name, 0, f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
    try:
        return parse(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(name, line, "不是 UTF-8 编码，请用编辑器另存为 UTF-8")


def parse(text: str, file: str) -> Document:
    """The values of a YAML or JSON text. Never raises for bad input: see `Document.problems`."""
    text = _PAIR.sub(_one_character, text)  # JSON spells a rare character as two escapes, which YAML does not know
    builder = _Builder(file)
    try:
        data, lines = builder.document(text)
    except yaml.MarkedYAMLError as error:
        return _unreadable(file, *_syntax(error))
    except yaml.reader.ReaderError as error:
        return _unreadable(file, text.count("\n", 0, error.position) + 1, "含有不可见的控制字符")
    except _TooDeepError as error:
        return _unreadable(file, error.line, f"嵌套超过 {MAX_DEPTH} 层")
    if isinstance(data, dict):
        return Document(file, data, lines, tuple(builder.problems))
    message = "文件是空的" if data is None else "最外层应当是“键: 值”的形式"
    return Document(file, {}, 1, (*builder.problems, Problem(file, 1, "", message)))


def _unreadable(file: str, line: int, message: str) -> Document:
    return Document(file, {}, line, (Problem(file, line, "", message),))


def _one_character(pair: re.Match[str]) -> str:
    high, low = int(pair[0][2:6], 16), int(pair[0][8:12], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)


def _syntax(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Line and message in Chinese of a syntax error; an opened quote or bracket is told by where it opens."""
    mark, opened = error.problem_mark, error.context_mark
    line = mark.line + 1 if mark else 0
    message = _SYNTAX.get(error.problem or "", f"YAML 格式有误（{error.problem}）")
    if (
        opened
        and opened.line + 1 != line
        and (error.context or "").startswith(("while scanning a", "while parsing a flow"))
    ):
        message += f"（从第 {opened.line + 1} 行开始）"
    return line, message


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Builder:
    """Builds values and lines together from the parser's events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.path: list[str | int] = []
        self.problems: list[Problem] = []

    def document(self, text: str) -> tuple[object, Lines]:
        """The values of the only document; None when there is none."""
        self.next_event = cast("Callable[[], yaml.Event]", yaml.CSafeLoader(text).get_event)
        self.next_event()
        event = self.next_event()
        if isinstance(event, yaml.StreamEndEvent):
            return None, 1
        result = self.value(self.next_event())
        self.next_event()
        event = self.next_event()
        if isinstance(event, yaml.DocumentStartEvent):
            self.refuse(event, "一个文件只能有一个 YAML 文档（多余的 ---）")
        return result

    def value(self, event: yaml.Event) -> tuple[object, Lines]:
        """The value that starts with this event, and its lines."""
        if isinstance(event, yaml.ScalarEvent):
            self.plain_only(event)
            text: str = event.value
            return (_resolve(text) if event.implicit[0] else text), _line(event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, _NO_ANCHORS)
            return None, _line(event)
        if len(self.path) >= MAX_DEPTH:
            raise _TooDeepError(_line(event))
        self.plain_only(event)
        return self.mapping(event) if isinstance(event, yaml.MappingStartEvent) else self.sequence(event)

    def mapping(self, start: yaml.Event) -> tuple[object, Branch]:
        """The mapping that starts with this event."""
        data: dict[str, object] = {}
        lines: dict[str | int, Lines] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            line = _line(event)
            key, _ = self.value(event)
            self.path.append(event.value if isinstance(event, yaml.ScalarEvent) else "?")
            if not isinstance(key, str):
                self.refuse(event, "键应当是文字；数字、日期、是否一类的键要加引号")
            elif key in data:
                self.refuse(event, f"键“{key}”重复，第 {_first(lines[key])} 行已经有了")
            value, inner = self.value(self.next_event())
            if isinstance(key, str) and key not in data:
                data[key] = value
                lines[key] = line if isinstance(inner, int) else inner._replace(line=line)
            self.path.pop()
        return data, Branch(_line(start), lines)

    def sequence(self, start: yaml.Event) -> tuple[object, Branch]:
        """The list that starts with this event."""
        data: list[object] = []
        lines: dict[str | int, Lines] = {}
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            self.path.append(len(data))
            value, lines[len(data)] = self.value(event)
            self.path.pop()
            data.append(value)
        return data, Branch(_line(start), lines)

    def plain_only(self, event: yaml.Event) -> None:
        """Anchors and tags are refused: a lawyer's file has no use for them."""
        if getattr(event, "anchor", None) is not None:
            self.refuse(event, _NO_ANCHORS)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            self.refuse(event, f"不支持类型标签（{tag}）")

    def refuse(self, event: yaml.Event, message: str) -> None:
        """Keep a problem at the current path."""
        self.problems.append(Problem(self.file, _line(event), spell(tuple(self.path)), message))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _first(lines: Lines) -> int:
    return lines if isinstance(lines, int) else lines.line


def _resolve(text: str) -> object:
    """What an unquoted scalar means. on, off, octal, sexagesimal and the like stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-.":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        return _date(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    not_finite = _NOT_FINITE.get(text.lower())
    return Decimal(not_finite) if not_finite else text


def _date(text: str) -> date | str:
    """The day, or the text itself when there is no such day: the reader of the field says so."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
