"""类案, driven without a browser: by violation, and for a case."""

from streamlit.testing.v1 import AppTest

from casebook.actor import Actor
from casebook.book import Casebook
from casebook.cases.versions import create_case
from penalty_engine.inputs.positioned import read_document

from .case_page import PAGE, written
from .conftest import SAMPLES

FIRST = "similar"


def start(case: str | None = None) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    if case:
        page.query_params["case"] = case
    page.run()
    assert not page.exception
    return page


def test_without_a_case_a_violation_is_chosen() -> None:
    page = start()
    assert "先选一个违法行为" in written(page)
    page.selectbox(key="similar-violation").select("MCF-64").run()
    assert not page.exception
    assert "没有同类的处罚决定可以比较" in written(page)


def test_a_case_is_compared_by_what_was_found_on_it(office: Casebook, officer: Actor) -> None:
    content = {key: value for key, value in read_document(SAMPLES[0]).data.items() if key != "events"}
    made = create_case(office, officer, content)
    page = start(made.id)
    labels = [one.label for one in page.checkbox]
    assert labels == ["同一档次（基本）", "同一方向（从轻）", "违法所得相近"]
    assert page.number_input(key="similar-factor").value == 2
    assert "淄博某某教育咨询有限公司" in written(page)


def test_a_case_that_cannot_be_assessed_yet_leaves_the_choice(office: Casebook, officer: Actor) -> None:
    made = create_case(office, officer, {"party": {"name": "某公司"}, "conducts": []})
    page = start(made.id)
    assert "不能按案情比较" in written(page)
    assert "similar-violation" in [one.key for one in page.selectbox]


def test_a_case_that_is_not_there_is_told() -> None:
    assert "没有这个案件" in written(start("nowhere"))
