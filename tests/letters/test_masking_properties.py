"""The public copy, whatever stands wherever: nothing is left of a person, nothing else is lost."""

import re
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letters.bureau import BureauSettings
from letters.making import make
from letters.masking import public
from letters.masking.copying import CLOSED, INDEX, PERSONS, changed, masking
from letters.masking.people import plain
from letters.matter import Matter
from penalty_engine.assess import assess
from penalty_engine.case import Case
from penalty_engine.inputs.casefile import read_case

from .conftest import TODAY, data_of
from .masked import NOTICE, RULEBOOK, left_in, texts

STABLE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SURNAMES = st.sampled_from(["赵", "钱", "欧阳", "诸葛", "慕容", "禤", "尉迟"])

GIVEN = st.text("骞彧翀懿瑄晗玥霖婧翊", min_size=1, max_size=2)

HAN_NAMES = st.builds(lambda surname, given: surname + given, SURNAMES, GIVEN)

FOREIGN = st.builds(lambda first, last: f"{first}·{last}", *[st.text("娅茜莎妮婕翀懿", min_size=2, max_size=4)] * 2)

NAMES = HAN_NAMES | FOREIGN

BETWEEN = st.sampled_from(["", "", "", " ", "\u3000", "\n", "·", " · "])

DAYS = st.dates(date(1940, 1, 1), date(2020, 12, 31))

IDS = st.builds(lambda day, tail: f"370303{day:%Y%m%d}{tail}", DAYS, st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True))

OLD_IDS = st.builds(lambda day, tail: f"370303{day:%y%m%d}{tail:03}", DAYS, st.integers(0, 999))

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)

LANDLINES = st.from_regex(r"0533-[2-9][0-9]{6}", fullmatch=True)

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})

AROUND = st.sampled_from(["", "，", "。", "（", "）", "、", "由", "向", "的", "在2026年7月1日", "收取46580元；"])


@st.composite
def spelt(draw: st.DrawFn, original: str) -> str:
    """The name or number as somebody may have typed it."""
    if original[0] in "0123456789":
        cuts = {11: (3, 7), 12: (5,), 15: (6, 12), 18: (6, 10, 14)}[len(original)]
        mark = draw(st.sampled_from(["", "", " ", "-", "\u3000", "\n"]))
        parts = [original[start:end] for start, end in zip((0, *cuts), (*cuts, None), strict=True)]
        written = mark.join(parts)
    else:
        written = "".join(one + draw(BETWEEN) for one in original[:-1]) + original[-1]
    return written.translate(WIDE) if draw(st.booleans()) else written


@st.composite
def secrets(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Names that a field gives, and numbers that stand only in running text."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=plain))
    return names, draw(st.lists(IDS | OLD_IDS | MOBILES | LANDLINES, max_size=4, unique=True))


def is_free(key: str) -> bool:
    """Whether officers write in their own words there."""
    kept = {"party.id_number", "party.name", "evidence.id", *PERSONS}
    return not CLOSED.search(key) and key not in kept and not key.endswith(".evidence")


def strewn(case: Case, originals: list[str], data: st.DataObject, *, most: int) -> Case:
    """The case with some of the originals in some of its texts, at the start, at the end, or in the middle."""
    chosen = data.draw(st.lists(st.integers(0, 200), min_size=1, max_size=most))
    place = 0

    def strew(path: str, text: str) -> str:
        nonlocal place
        key = INDEX.sub("", path)
        place += 1
        if place not in chosen or not is_free(key):
            return text
        before, after = data.draw(AROUND), data.draw(AROUND)
        said = before + data.draw(spelt(data.draw(st.sampled_from(originals)))) + after
        where = data.draw(st.sampled_from([0, len(text) // 2, len(text)]))
        return f"{text[:where]}，{said}。{text[where:]}"

    strewn_case: Case = changed(case, strew)
    return strewn_case


def matter_with(data: dict[str, Any], names: list[str]) -> Matter:
    case = read_case({**data, "named_persons": names}, RULEBOOK)
    return Matter(case, assess(case, RULEBOOK, TODAY), RULEBOOK, BureauSettings())


@settings(STABLE, max_examples=150)
@given(data=st.data(), secret=secrets(), name=st.sampled_from(["training", "exam", "several"]))
def test_nothing_is_left_in_a_letter_whatever_stands_wherever(
    data: st.DataObject, secret: tuple[list[str], list[str]], name: str
) -> None:
    names, numbers = secret
    matter = matter_with(data_of(name), names)
    case = strewn(matter.case, names + numbers, data, most=40)
    told = public(matter._replace(case=case, assessment=assess(case, RULEBOOK, TODAY)))
    originals = [*names, *numbers, "李䶮", "李喆", "欧阳昇", "370303200910120034", "13800000000", "2793900"]
    assert left_in(make(NOTICE, told).html, originals) == []
    assert left_in("\n".join(texts(told.case) + texts(told.assessment)), originals) == []


@settings(STABLE, max_examples=150)
@given(data=st.data(), secret=secrets())
def test_whoever_a_field_names_is_found_in_every_text(data: st.DataObject, secret: tuple[list[str], list[str]]) -> None:
    """The same, with the names in the fields for persons and not in the list of others."""
    names, numbers = secret
    first, last = names[0], names[-1]
    values = data_of("exam")
    values["party"] |= {"name": first, "phone": "13912345678", "guardian": {"name": last, "phone": "15812345678"}}
    values["officers"][0]["name"], values["contact"]["name"] = last, first
    matter = matter_with(values, [])
    case = strewn(matter.case, [first, last, "13912345678", *numbers], data, most=40)
    told = public(matter._replace(case=case))
    assert left_in("\n".join(texts(told.case)), [first, last, "13912345678", "15812345678", *numbers]) == []


@settings(STABLE, max_examples=300)
@given(text=st.text("张三丰李王2026年7月1日收取-0533 第号（），。元《》行政处罚法·\n某×", max_size=60))
def test_text_without_a_name_or_number_keeps_every_other_character(text: str) -> None:
    """Masking only replaces: what stands between the masks is the text itself, in its order."""
    case = read_case({**data_of("training"), "named_persons": ["张三", "张三丰", "李三"]}, RULEBOOK)
    told = masking(case, BureauSettings(), RULEBOOK).text(text)
    kept = re.split("×××|张某[甲乙]|李某甲", told)
    place = 0
    for part in kept:
        found = text.find(part, place)
        assert found >= 0
        place = found + len(part)
