"""The points of legal review: written into the event, read again, printed."""

from letters.kinds import KINDS
from letters.making import make
from letters.review_points import POINTS, read, written

from .conftest import text_of
from .samples import WHOLE, SampleOf, event_at

ANSWERS = {"competence": (True, ""), "facts": (False, "租金\n没有查明：见 E3。"), "documents": (True, "文号补正。")}


def test_what_is_written_is_read_again_and_what_is_not_answered_stays_open() -> None:
    items = written(ANSWERS)
    assert items == [
        "是否具有主体资格和管辖权：是",
        "事实是否清楚：否。租金 没有查明：见 E3。",
        "文书是否规范：是。文号补正。",
    ]
    found = {one.question: (one.holds, one.remark) for one in read(items)}
    assert list(found) == [one.question for one in POINTS]
    assert found["是否具有主体资格和管辖权"] == (True, "")
    assert found["事实是否清楚"] == (False, "租金 没有查明：见 E3。")
    assert found["程序是否合法"] == (None, "")


def test_other_items_answer_nothing() -> None:
    assert {one.holds for one in read(["收费账册一本", "事实是否清楚", "事实是否清楚：大体清楚"])} == {None}


def test_the_opinion_prints_the_answers(sample: SampleOf) -> None:
    matter = sample(WHOLE, {f"events.{event_at(WHOLE, 'reviewed')}.items": written(ANSWERS)})
    told = "".join(text_of(make(KINDS["legal-review"], matter)).split())
    assert "是否具有主体资格和管辖权√是□否" in told
    assert "事实是否清楚□是√否租金没有查明：见E3。" in told
    assert "程序是否合法□是□否" in told
