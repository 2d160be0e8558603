import copy
import hashlib
import json
import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penalty_engine.case import Case, Statement
from penalty_engine.inputs.casefile import digest, load_case, read_case
from penalty_engine.inputs.positioned import parse
from penalty_engine.problems import InputError, Problem
from penalty_engine.rulebook import Rulebook

FULL = """
number: 测罚立〔2026〕1号
rulebook: tiny
source: {kind: 举报, on: 2026-06-30, note: 电话}
party:
  kind: natural_person
  name: 王某
  capacity: 举办者
  id_number: 11010519491231002X
  guardian: {name: 王父, phone: 13800000000}
  phone: 05331234567
conducts:
  - violation: AA-1
    concurrent: [AA-2]
    from: 2026-03-01
    to: 2026-06-30
    discovered_on: 2026-07-02
    summary: 未经许可
    severity: serious
    harmful_consequences: no
    facts: {fees_collected: 46580, fees_refunded: "43580.50", students: 12, school_type: private, is_training: yes, ordered_on: 2026-05-01,
      illegal_gains: null, refused_to_correct: unknown}
    circumstances:
      MM-6-1: yes
      MM-5-4: {elements: {minor: yes, corrected_in_time: unknown, no_harm: no}, evidence: [E1], note: 现场}
    unlisted: no
    choose: mitigated
    proposal: {kinds: [fine, restrict_practice], fine: 1234.5, years: 1.25, reasons: 理由}
  - violation: AA-3
    from: 2026-05-01
    to: null
evidence:
  - {id: E1, kind: record, title: 笔录, pages: 3, obtained_on: 2026-07-03}
events:
  - {type: filed, on: 2026-07-05}
  - {type: noticed, on: 2026-08-01, present: [甲, 乙], amount: 3000}
decided_on: 2026-09-20
decided_by: county
business_activity: yes
officers: [{name: 李某, certificate: 3703001}]
contact: {name: 赵某}
letter: {number: 第1号, date: 2026-08-01}
"""
SMALL: dict[str, Any] = {
    "party": {"kind": "legal_person", "name": "某校"},
    "conducts": [{"violation": "AA-1", "from": "2026-03-01", "to": None}],
}


def _case(tmp_path: Path, text: str, rulebook: Rulebook, name: str = "case.yaml") -> Case:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return load_case(file, rulebook)


def _small(**conduct: object) -> dict[str, Any]:
    data = copy.deepcopy(SMALL)
    data["conducts"][0] |= conduct
    return data


def test_a_full_case_becomes_frozen_values(tmp_path: Path, tiny: Rulebook) -> None:
    case = _case(tmp_path, FULL, tiny)
    first, second = case.conducts
    assert case.party.birth_date == date(1949, 12, 31)
    assert case.party.guardian is not None
    assert case.party.guardian.phone == "13800000000"
    assert case.party.phone == "05331234567"
    assert dict(first.facts) == {
        "fees_collected": Decimal(46580),
        "fees_refunded": Decimal("43580.50"),
        "students": 12,
        "school_type": "private",
        "is_training": True,
        "ordered_on": date(2026, 5, 1),
    }
    assert first.circumstances["MM-6-1"] == Statement(True)
    assert first.circumstances["MM-5-4"] == Statement(
        None, {"minor": True, "corrected_in_time": None, "no_harm": False}, ("E1",), "现场"
    )
    assert (first.severity, first.harmful_consequences, first.unlisted, first.choose) == (
        "serious",
        False,
        False,
        "mitigated",
    )
    assert first.proposal is not None
    assert (first.proposal.fine, first.proposal.years) == (Decimal("1234.5"), Decimal("1.25"))
    assert (second.began, second.ended, second.established, second.severity) == (date(2026, 5, 1), None, True, None)
    assert (second.harmful_consequences, second.unlisted, second.proposal) == (None, None, None)
    assert case.filed_on == date(2026, 7, 5)
    assert case.events[1].present == ("甲", "乙")
    assert case.officers[0].certificate == "3703001"
    assert case.notes == ()


def test_what_is_left_out_is_unknown_or_the_default(tiny: Rulebook) -> None:
    case = read_case(SMALL, tiny)
    assert (case.rulebook, case.decided_by, case.party.role) == ("tiny", "municipal", "principal")
    assert (case.business_activity, case.suspected_crime, case.filed_on, case.decided_on) == (None, False, None, None)


def test_null_is_as_good_as_left_out(tiny: Rulebook) -> None:
    nulls = dict.fromkeys(
        ("number", "rulebook", "source", "joint_with", "evidence", "events", "filed_on", "decided_by", "officers")
    )
    conduct = dict.fromkeys(
        ("concurrent", "facts", "circumstances", "severity", "grade", "choose", "proposal", "unlisted")
    )
    assert read_case({**_small(**conduct), **nulls}, tiny) == read_case(SMALL, tiny)


def test_unknown_is_never_read_as_no(tiny: Rulebook) -> None:
    spelt = [
        read_case(_small(established=value), tiny).conducts[0].established for value in ("unknown", None, "no", "yes")
    ]
    assert spelt == [None, None, False, True]
    assert read_case({**SMALL, "suspected_crime": None}, tiny).suspected_crime is None


def test_the_digest_depends_on_what_is_said_not_on_how(tmp_path: Path, tiny: Rulebook) -> None:
    case = _case(tmp_path, FULL, tiny)
    again = FULL.replace("is_training: yes", "is_training: true").replace("MM-6-1: yes", "MM-6-1: {holds: 'yes'}")
    again = again.replace("fees_collected: 46580,", "fees_collected: 46580.00,").replace(
        "severity: serious", 'severity: "serious"'
    )
    again = again.replace("from: 2026-03-01\n    to: 2026-06-30", "to: 2026-06-30\n    from: '2026-03-01'")
    assert again != FULL
    assert _case(tmp_path, again, tiny).digest == case.digest
    assert case.digest.startswith("sha256:")
    other = _case(tmp_path, FULL.replace("46580", "46580.01"), tiny)
    assert other.digest != case.digest
    assert _case(tmp_path, FULL.replace("MM-6-1: yes", "MM-6-1: unknown"), tiny).digest != case.digest


def test_the_digest_is_of_the_canonical_json_of_the_values() -> None:
    values = {"b": (Decimal("1.50"), Decimal("0.00")), "a": date(2026, 1, 2), "c": {"中": True}}
    canonical = '{"a":"2026-01-02","b":["1.5","0"],"c":{"中":true}}'
    assert digest(values) == f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def test_json_and_yaml_give_the_same_case(tmp_path: Path, tiny: Rulebook) -> None:
    data = {
        **_small(facts={"fees_collected": 46580.25, "is_training": "yes"}, proposal={"kinds": ["fine"], "fine": 0.1}),
        "number": "𠮷1",
    }
    text = json.dumps(data, indent="\t")
    assert "\\ud842" in text
    from_json = _case(tmp_path, text, tiny, "case.json")
    assert from_json.conducts[0].facts["fees_collected"] == Decimal("46580.25")
    assert from_json.number == "𠮷1"
    plain = json.loads(text, parse_float=Decimal)
    assert read_case(plain, tiny) == from_json


def test_binary_floats_are_refused(tiny: Rulebook) -> None:
    with pytest.raises(InputError, match="二进制浮点数"):
        read_case(_small(facts={"fees_collected": 46580.5}), tiny)


@pytest.mark.parametrize(
    ("party", "notes"),
    [
        ({"kind": "legal_person", "id_number": "91370303MA3XXXXXX0"}, ["BAD_CHECK_DIGIT"]),
        ({"kind": "legal_person", "id_number": "91110000600037341L"}, []),
        ({"kind": "natural_person", "id_number": "110105194912310021"}, ["BAD_CHECK_DIGIT"]),
        ({"kind": "natural_person", "id_number": "3703031990****1234"}, ["BAD_CHECK_DIGIT"]),
        ({"kind": "natural_person", "id_number": "11010519491231002x"}, []),
        (
            {"kind": "natural_person", "id_number": "11010519491231002X", "birth_date": "1949-12-30"},
            ["BIRTH_DATE_MISMATCH"],
        ),
        ({"kind": "natural_person", "id_number": "11010519491231002X", "birth_date": "1949-12-31"}, []),
        ({"kind": "natural_person"}, []),
    ],
)
def test_identity_numbers_are_remarked_on_never_refused(
    party: Mapping[str, str], notes: list[str], tiny: Rulebook
) -> None:
    case = read_case({**SMALL, "party": {"name": "某", **party}}, tiny)
    assert [code for code, _, _ in case.notes] == notes


def test_a_stated_date_of_birth_stands_against_the_number(tiny: Rulebook) -> None:
    party = {"kind": "natural_person", "name": "某", "id_number": "11010519491231002X", "birth_date": "1949-12-30"}
    case = read_case({**SMALL, "party": party}, tiny)
    assert case.party.birth_date == date(1949, 12, 30)
    assert case.notes == (
        ("BIRTH_DATE_MISMATCH", "出生日期 1949-12-30 与身份证号中的 1949-12-31 不一致，请核对", "party.birth_date"),
    )


def test_a_district_takes_cases_of_the_rulebook_that_it_extends(district: Rulebook) -> None:
    assert read_case({**SMALL, "rulebook": "tiny"}, district).rulebook == "tiny"
    assert read_case(SMALL, district).rulebook == "tiny-district"


def test_evidence_that_this_file_does_not_list_is_remarked_on(tiny: Rulebook) -> None:
    """A joint party's file may hold it."""
    case = read_case(_small(circumstances={"MM-6-1": {"holds": "yes", "evidence": ["E9"]}}), tiny)
    assert case.notes == (
        (
            "EVIDENCE_NOT_LISTED",
            "证据清单中没有编号“E9”，请补列或者核对",
            "conducts[0].circumstances.MM-6-1.evidence[0]",
        ),
    )


def test_the_contracts_own_example_is_a_case(zibo: Rulebook) -> None:
    case = load_case(Path(__file__).parent / "valid" / "contract.yaml", zibo)
    assert case.conducts[0].concurrent == ("JYF-75",)
    assert [code for code, _, _ in case.notes] == ["BAD_CHECK_DIGIT", "EVIDENCE_NOT_LISTED"]


def test_a_duplicate_key_does_not_hide_other_problems(tmp_path: Path, tiny: Rulebook) -> None:
    text = FULL.replace("severity: serious", "severity: serious\n    severity: base").replace(
        "fine: 1234.5", "fine: -1"
    )
    with pytest.raises(InputError) as caught:
        _case(tmp_path, text, tiny)
    assert [problem.path for problem in caught.value.problems] == ["conducts[0].severity", "conducts[0].proposal.fine"]


def _nodes(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(node for key, inner in parts for node in _nodes(inner, (*path, key)))]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=5),
    st.sampled_from(["yes", "E1", "AA-1", "2026-01-01", "-1", "1e9", "\ud800", "MM-5-4"]),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers()), max_size=3),
    st.dictionaries(
        st.sampled_from(["holds", "elements", "id", "kind", "from", "?"]), st.none() | st.booleans(), max_size=3
    ),
)


@settings(max_examples=400, deadline=None)
@given(seed=st.integers(0, 10**6), odd=st.lists(ODD, min_size=1, max_size=3))
def test_whatever_stands_in_a_case_it_is_read_or_refused(
    seed: int, odd: list[object], tiny: Rulebook, full: dict[str, Any]
) -> None:
    """Several values of a good case are exchanged for odd ones, or left out: never anything but InputError."""
    data = copy.deepcopy(full)
    chance = random.Random(seed)  # noqa: S311 -- no secret
    for value in odd:
        path = chance.choice([node for node in _nodes(data) if node])
        parent = data
        for key in path[:-1]:
            parent = parent[key]
        if chance.random() < 0.2:
            del parent[path[-1]]
        else:
            parent[path[-1]] = value
    case, problems = _outcome(data, tiny)
    assert (case is None) == bool(problems)
    assert all(problem.message for problem in problems)
    assert _outcome(data, tiny) == (case, problems)


def _outcome(data: dict[str, Any], rulebook: Rulebook) -> tuple[Case | None, tuple[Problem, ...]]:
    try:
        return read_case(data, rulebook), ()
    except InputError as error:
        return None, error.problems


@pytest.fixture(scope="module")
def full() -> dict[str, Any]:
    return parse(FULL, "full").data
