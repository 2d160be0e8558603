"""The public copy of a whole file: nothing is left in print, and what no field names is pointed out."""

import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from letters.bureau import BureauSettings, load_bureau
from letters.making import make, make_file
from letters.masking import public, unmasked_suspects
from letters.matter import Matter
from penalty_engine.assess import assess
from penalty_engine.case import Contact
from penalty_engine.inputs.casefile import read_case
from penalty_engine.inputs.positioned import read_document

from .conftest import TODAY, MatterOf
from .masked import NOTICE, RULEBOOK, left_in

FILE = next((Path(__file__).resolve().parents[2] / "samples" / "files").glob("*全卷.yaml"))


def named_file() -> tuple[Matter, list[str]]:
    """A whole file with real names for those that stand masked in the sample, and numbers and homes in its texts."""
    names = {
        "张某某": "张骞懿",
        "王某某": "王彧",
        "李某某": "欧阳翀",
        "赵某": "赵婧",
        "孙某": "孙玥",
        "周某": "周霖",
        "吴某": "吴晗",
        "郑某": "郑翊",
        "冯某": "冯瑄",
    }
    text = json.dumps(read_document(FILE).data, ensure_ascii=False, default=str)
    for masked, name in names.items():
        text = text.replace(masked, name)
    values = json.loads(text)
    values["conducts"][0]["summary"] += "学生家长赵 婧（370303197906150007，电话13000000004）证实。"
    values["conducts"][0]["circumstances"]["ZB-6-1"]["fact"] += "，由欧\n阳翀经手退入6222020000000000123"
    case = read_case(values, RULEBOOK)
    bureau = load_bureau(FILE.parent / "bureau.yaml")
    bureau = replace(bureau, contact=Contact("王彧", "淄博市张店区联通路202号", "0533-2790001"))
    numbers = ["370303197906150007", "13000000004", "6222020000000000123", "2790001", "37030000001", "0533-0000008"]
    return Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, bureau), [*names.values(), *numbers]


def test_nothing_is_left_in_any_document_of_a_file() -> None:
    matter, originals = named_file()
    plainly = make_file(matter).html
    assert left_in(plainly, originals) == originals  # the file does speak of all of them
    letter = make_file(matter, public=True)
    assert left_in(letter.html, originals) == []
    assert left_in("\n".join(letter.names), originals) == []
    assert "欧阳某" in letter.html


def test_nothing_is_left_in_the_printed_letter(tmp_path: Path) -> None:
    """Text layer, metadata, bookmarks, tags and every other object of the PDF."""
    matter, originals = named_file()
    printed = make(NOTICE, matter, public=True).pdf()
    path = tmp_path / "公示.pdf"
    path.write_bytes(printed)
    shown = [
        subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
        for command in (
            ["pdftotext", str(path), "-"],
            ["pdfinfo", "-meta", str(path)],
            ["pdfinfo", str(path)],
            ["qpdf", "--json", str(path)],
        )
    ]
    assert left_in("\n".join(shown), originals) == []
    with pdfplumber.open(io.BytesIO(printed)) as document:
        outlines = [str(title) for _, title, *_ in document.doc.get_outlines()]
        strings = [*map(str, document.metadata.values()), *outlines]
        text = "".join(page.extract_text() for page in document.pages)
    assert "欧阳某" in text
    assert left_in("\n".join((*strings, text)), originals) == []
    for original in originals:
        assert original.encode("utf-16-be") not in printed


# What no field names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("证人李四称其子报名缴费5000元", ["李四"]),
        ("对王小明的询问笔录", ["王小明"]),
        ("李红的证言", ["李红"]),
        ("家长赵丽（身份证号370303199001011234）", ["赵丽"]),
        ("学员陈晓东、孙悦等12人", ["陈晓东", "孙悦"]),
        ("会计高丽，女，1985年生", ["高丽"]),
        ("教师欧阳娜娜授课", []),
        ("教师欧阳娜娜称", ["欧阳娜娜"]),
        ("学生家长的证言、当事人的陈述、对当事人的询问笔录、现场检查笔录", []),
        ("周末安排教师任课，学员于2026年7月报名，居民身份证复印件", []),
        ("对张某的询问笔录、教师王某某陈述", []),
    ],
)
def test_likely_names_that_no_field_gives_are_pointed_out(matter_of: MatterOf, text: str, names: list[str]) -> None:
    found = unmasked_suspects(matter_of("training", {"evidence.1.title": text}).case)
    assert [(one.path, one.text) for one in found] == [("evidence[1].title", name) for name in names]


def test_names_that_are_masked_are_not_pointed_out(matter_of: MatterOf) -> None:
    changes: dict[str, object] = {"evidence.1.title": "对李四的询问笔录", "named_persons": ["李四"]}
    assert unmasked_suspects(matter_of("training", changes).case) == ()


def test_who_took_part_and_is_not_surely_a_person_is_pointed_out(matter_of: MatterOf) -> None:
    events = [
        {
            "type": "inspected",
            "on": "2026-07-03",
            "by": "政策法规科",
            "whom": "当事人",
            "present": ["禚国维", "局负责人", "见证人"],
        }
    ]
    found = unmasked_suspects(matter_of("training", {"events": events}).case)
    assert [(one.path, one.text) for one in found] == [("events[0].present[0]", "禚国维")]
    assert str(found[0]) == (
        "events[0].present[0]: “禚国维”可能是人名，公开前请核对；确是自然人姓名的，请列入 named_persons"
    )


def test_the_samples_name_nobody() -> None:
    """They were written without names; nothing else in them is taken for one."""
    for path in sorted(FILE.parents[1].rglob("[0-9]*.yaml")):
        case = read_case(read_document(path).data, RULEBOOK)
        assert unmasked_suspects(case) == (), path.name
        assert public(Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, BureauSettings())).case.named_persons == ()
