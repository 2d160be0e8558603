"""Two provisions that look alike: each tells when it is the one."""

import pytest

from penalty_engine.rulebook import Rulebook
from ui.prose.choosing import together, which


@pytest.mark.parametrize("special", ["XWP-17", "XQF-78", "MCT-65-1", "MCT-65-2"])
def test_the_special_provision_and_the_general_one_name_each_other(special: str, zibo: Rulebook) -> None:
    own, general = zibo.violations[special], zibo.violations["MCF-64"]
    assert which(own, zibo).startswith(f"特别规定，罚则依照“{general.name}”")
    assert f"“{own.name}”" in which(general, zibo)
    assert which(general, zibo).startswith("一般规定")


def test_where_there_is_no_other_nothing_is_said(zibo: Rulebook) -> None:
    assert which(zibo.violations["JYF-76"], zibo) == ""


def test_a_general_provision_is_never_listed_without_the_special_ones(zibo: Rulebook) -> None:
    found = [zibo.violations[one] for one in ("MCF-64", "JYF-76")]
    listed = [one.id for one in together(found, zibo)]
    assert listed[:2] == ["MCF-64", "XWP-17"]  # the one of daily work first
    assert {"XQF-78", "MCT-65-1", "MCT-65-2"} < set(listed)
    assert listed[-1] == "JYF-76"
    assert [one.id for one in together([zibo.violations["XWP-17"]], zibo)] == ["XWP-17", "MCF-64"]
