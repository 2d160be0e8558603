"""Each file in invalid/ shows one mistake and the exact problems it must give, in its first lines."""

import re
import shutil
from pathlib import Path

import pytest

from penalty_engine.inputs.casefile import load_case
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.problems import InputError
from penalty_engine.rulebook import Rulebook

HERE = Path(__file__).parent
CASES = sorted((HERE / "invalid" / "cases").glob("*.yaml"))
RULEBOOKS = sorted((HERE / "invalid" / "rulebooks").glob("*.yaml"))
DISTRICT = 'id: bad\nversion: "1"\ntitle: 坏\nauthority: 局\nmeasure: MM\nextends: tiny\n'


def _expected(file: Path) -> list[str]:
    return re.findall(r"^# 预期: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)


def _told(error: InputError, file: Path) -> list[str]:
    return [line.removeprefix(f"{file}:") for line in str(error).split("\n")]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_bad_case_file_tells_exactly_its_mistakes(file: Path, tiny: Rulebook) -> None:
    with pytest.raises(InputError) as caught:
        load_case(file, tiny)
    assert _told(caught.value, file) == _expected(file)


@pytest.mark.parametrize("file", RULEBOOKS, ids=lambda file: file.stem)
def test_a_bad_rulebook_file_tells_exactly_its_mistakes(file: Path, tmp_path: Path) -> None:
    """The file takes its place (first line) in a district's folder beside the tiny rulebook."""
    text = file.read_text(encoding="utf-8")
    place = tmp_path / "bad" / text.split("\n", 1)[0].removeprefix("# 文件: ")
    shutil.copytree(HERE.parent / "rulebooks" / "tiny", tmp_path / "tiny")
    place.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "bad" / "rulebook.yaml").write_text(DISTRICT, encoding="utf-8")
    place.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_rulebook(tmp_path / "bad")
    told = [line.replace(f"{tmp_path}/bad/", "") for line in _told(caught.value, place)]
    assert told == _expected(file)
