from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penalty_engine.inputs.positioned import MAX_BYTES, parse, read_document, spell


def _value(text: str) -> object:
    document = parse(f"a: {text}\n", "f")
    assert not document.problems
    return document.data["a"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Yes", True),
        ("true", True),
        ("NO", False),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.10", Decimal("1.10")),
        ("1e3", Decimal(1000)),
        ("0.1", Decimal("0.1")),
        ("2026-07-02", date(2026, 7, 2)),
        ("2026-02-30", "2026-02-30"),
        ("2026-07-02 10:00:00", "2026-07-02 10:00:00"),
        ("unknown", "unknown"),
        ("on", "on"),
        ("off", "off"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("'yes'", "yes"),
        ('"12"', "12"),
        ("05332345678", "05332345678"),
        ("46,580", "46,580"),
        ('"-"', "-"),
    ],
)
def test_scalars_mean_what_an_officer_means(text: str, value: object) -> None:
    found = _value(text)
    assert found == value
    assert type(found) is type(value)


def test_decimals_come_from_their_source_text() -> None:
    assert str(_value("1.10")) == "1.10"
    assert str(_value("0.30000000000000000001")) == "0.30000000000000000001"


def test_lines_of_values_and_of_what_is_missing() -> None:
    document = parse("a: 1\nb:\n  - c: 2\n\n    d: [3,\n      4]\n  - 5\n", "f")
    assert document.line(("a",)) == 1
    assert document.line(("b",)) == 2
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 0, "d")) == 5
    assert document.line(("b", 0, "d", 1)) == 6
    assert document.line(("b", 1)) == 7
    assert document.line(("b", 1, "x", 7)) == 7
    assert document.line(("b", 0, "missing")) == 3
    assert document.line(("missing",)) == 1
    assert str(document.problem(("b", 0, "d"), "错")) == "f:5: b[0].d: 错"


def test_key_paths_are_spelt_as_people_write_them() -> None:
    assert spell(("conducts", 0, "facts", "fees_collected")) == "conducts[0].facts.fees_collected"
    assert spell(()) == ""


def test_json_is_read_too() -> None:
    text = '{\n\t"a": 1.10,\n\t"b": [true, null, "2026-07-02", "\\ud842\\udfb7某", "yes", 1e2],\n\t"c":{"d":"\\u4e2d\\n\\/"}\n}'
    document = parse(text, "f.json")
    assert not document.problems
    assert document.data == {
        "a": Decimal("1.10"),
        "b": [True, None, "2026-07-02", "𠮷某", "yes", Decimal(100)],
        "c": {"d": "中\n/"},
    }
    assert document.line(("b",)) == 3


def test_duplicate_keys_are_told_and_the_first_one_stands() -> None:
    document = parse("a: 1\nb: {c: 1, c: 2}\na: 3\n", "f")
    assert document.data == {"a": 1, "b": {"c": 1}}
    assert [str(problem) for problem in document.problems] == [
        "f:2: b.c: 键“c”重复，第 2 行已经有了",
        "f:3: a: 键“a”重复，第 1 行已经有了",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f:1: 文件是空的"),
        ("# 只有注释\n", "f:1: 文件是空的"),
        ("- 1\n", "f:1: 最外层应当是“键: 值”的形式"),
        ("text", "f:1: 最外层应当是“键: 值”的形式"),
        ("a: 'x\n", "f:2: 引号没有成对（从第 1 行开始）"),
        ("a: 1\nb: c: d\n", "f:2: 冒号用错了地方：检查缩进，含冒号的文字要加引号"),
        ("\ta: 1\n", "f:1: 不能以这个字符开头：缩进不能用制表符，以 @ ` % 开头的文字要加引号"),
        ("a: 1\nb: 2\x07\n", "f:2: 含有不可见的控制字符"),
        ("a: " + "[" * 100_000, "f:1: 嵌套超过 64 层"),
        ("a: " + '{"a":' * 70, "f:1: 嵌套超过 64 层"),
        ("a: &x 1\n", "f:1: a: 不支持锚点和引用（& 和 *）"),
        ("a: *x\n", "f:1: a: 不支持锚点和引用（& 和 *）"),
        ("a: !!python/object:os.system x\n", "f:1: a: 不支持类型标签（tag:yaml.org,2002:python/object:os.system）"),
        ("? [a]\n: 1\n", "f:1: ?: 键应当是文字；数字、日期、是否一类的键要加引号"),
        ("yes: 1\n", "f:1: yes: 键应当是文字；数字、日期、是否一类的键要加引号"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, problem: str) -> None:
    document = parse(text, "f")
    assert str(document.problems[0]) == problem


def test_a_billion_laughs_does_not_laugh() -> None:
    layers = "\n".join(
        f"{name}: &{name} [*{above}, *{above}, *{above}]" for above, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = parse(f"a: &a [ha, ha]\n{layers}\n", "f")
    assert len(document.problems) == 33
    assert document.data["i"] == [None, None, None]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: 1\nb: 中\n".encode("gb18030"), "2: 不是 UTF-8 编码，请用编辑器另存为 UTF-8"),
        (b"a: 1\n" * (MAX_BYTES // 5 + 1), "0: 文件超过 4 MB"),
    ],
)
def test_what_is_no_text_is_told(content: bytes, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(content)
    assert [str(one) for one in read_document(file).problems] == [f"{file}:{problem}"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes("\ufeffa: 中\n".encode())
    assert read_document(file).data == {"a": "中"}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [one.message for one in read_document(tmp_path / "none.yaml").problems] == ["文件不存在"]
    assert read_document(tmp_path).problems[0].message.startswith("文件无法读取")
