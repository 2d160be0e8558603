"""The casebook: killed at random moments, twenty users in two processes, a hundred thousand cases."""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, text

from bench.casebook_proof import Place, crowd, kill_at_random, places
from bench.casebook_user import OFFICER
from bench.timing import row
from casebook import schema
from casebook.actor import Actor
from casebook.book import Casebook, stamp
from casebook.cases import listing
from casebook.cases.listing import Search, find_cases
from casebook.cases.register import Filters, register
from casebook.cases.versions import Saved, create_case, open_case, save
from casebook.decisions.statistics import year
from casebook.plain import digest, to_text
from casebook.workflow.agenda import agenda

HEAD = Actor(OFFICER.id, "局某", frozenset({"head"}))
WRITES = 1_000
USERS, SECONDS = 20, 15
CASES = 100_000
NINETY_FIVE = 94  # of a hundred cuts
SAVE, LOOK = 0.150, 0.100  # seconds


def report() -> Iterator[str]:
    """The figures, both databases."""
    with places() as found:
        for name, place in found.items():
            killed = kill_at_random(place, WRITES)
            told = "没有丢失，校验通过" if not killed.wrong else "；".join(killed.wrong)
            yield f"{name}：{killed.kills} 次 SIGKILL，已确认的写入 {killed.acknowledged} 次，{told}"
    with places() as found:
        for pause in (0.25, 0.0):
            yield from _crowded(found["PostgreSQL"], pause)
    with places() as found:
        for name, place in found.items():
            yield from _many(name, place)


def _crowded(place: Place, pause: float) -> Iterator[str]:
    came = crowd(place, USERS, SECONDS, pause)
    p95 = statistics.quantiles(came.saves, n=100)[NINETY_FIVE]
    how = f"每次保存后停 {pause:g} 秒" if pause else "不停地保存"
    yield f"PostgreSQL，{USERS} 个用户、两个进程，{how}：{len(came.saves) / SECONDS:.0f} 次保存/秒，冲突 {came.conflicts} 次"
    yield row("  保存，95% 不超过", p95, SAVE)
    lost = "没有丢失更新" if came.counted == came.expected else f"丢失 {came.expected - came.counted} 次更新"
    twice = "没有重复文号" if len(set(came.numbers)) == len(came.numbers) else "文号重复"
    yield f"  {lost}；文号 {len(came.numbers)} 个，{twice}；{'；'.join(came.wrong) or '校验通过'}"


def _many(name: str, place: Place) -> Iterator[str]:
    book = place.open()
    ids = fill(book, CASES)
    calls: dict[str, Callable[[], object]] = {
        "列表第一页": lambda: find_cases(book, OFFICER),
        "按当事人搜索（全称的一部分）": lambda: find_cases(book, OFFICER, Search("启航77777")),
        "按当事人搜索（常见的词）": lambda: find_cases(book, OFFICER, Search("培训学校")),
        "按案号搜索": lambda: find_cases(book, OFFICER, Search("〔2020〕54321号")),
        "按违法行为搜索": lambda: find_cases(book, OFFICER, Search("MCF-64")),
        "搜索不存在的": lambda: find_cases(book, OFFICER, Search("没有这个名称")),
        "临近期限": lambda: find_cases(book, OFFICER, Search(due_by=datetime(2021, 3, 1, tzinfo=UTC).date())),
        "某一阶段": lambda: find_cases(book, OFFICER, Search(stages=("filed",))),
        "工作台（负责人）": lambda: agenda(book, HEAD),
        "台账第一页": lambda: register(book, HEAD, Filters()),
        "台账，某一违法行为": lambda: register(book, HEAD, Filters(violation="MCF-64")),
        "一年的统计": lambda: year(book, HEAD, 2020),
        "打开一个案件": lambda: open_case(book, OFFICER, ids[77_777]),
    }
    for what, call in calls.items():
        yield row(f"{name}，{CASES} 个案件：{what}，95% 不超过", _most(call), LOOK)
    made = create_case(book, OFFICER, {"party": {"name": "某某"}})
    times = []
    for version in range(1, 51):
        started = time.perf_counter()
        assert isinstance(save(book, OFFICER, made.id, version, {"party": {"name": f"某某{version}"}}), Saved)
        times.append(time.perf_counter() - started)
    yield row(f"{name}，{CASES} 个案件：保存，95% 不超过", statistics.quantiles(times, n=100)[NINETY_FIVE], SAVE)


def _most(call: Callable[[], object], rounds: int = 40) -> float:
    """Seconds that 95 of a hundred calls do not exceed, after the first."""
    call()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.quantiles(times, n=100)[NINETY_FIVE]


def fill(book: Casebook, count: int) -> list[str]:
    """So many cases, written past the functions: their rows alone, without entries in the trail."""
    names = ("启航", "星光", "未来", "博雅", "育才", "晨曦", "明德")
    violations = list(book.rulebook.violations)
    stages = ("filed", "investigated", "statement", "served", "closed")
    first = datetime(2016, 1, 4, tzinfo=UTC)
    ids, cases, versions = [], list[dict[str, object]](), list[dict[str, object]]()
    for serial in range(count):
        at = stamp(first + timedelta(minutes=serial * 50))
        content = {
            "number": f"淄教罚立〔{at[:4]}〕{serial}号",
            "party": {"name": f"淄博{names[serial % 7]}{serial}培训学校有限公司"},
            "conducts": [{"violation": violations[serial % len(violations)], "summary": "示例" * 200}],
            "filed_on": at[:10],
            "events": [{"type": "filed", "on": at[:10]}],
        }
        written, one = to_text(content), f"{serial:015x}{0:017x}"
        derived = listing.row(content, stages[serial % 5], book.rulebook)
        ids.append(one)
        rest = {"id": one, "no": serial, "version": 1, "stage": stages[serial % 5], "created_at": at, "updated_at": at}
        cases.append({**derived, **rest})
        versions.append(
            {"case_id": one, "version": 1, "content": written, "digest": digest(written), "why": "created", "saved_by": OFFICER.id, "saved_at": at}
        )  # fmt: skip
    with book.engine.begin() as connection:
        for start in range(0, count, 5_000):
            connection.execute(insert(schema.cases), cases[start : start + 5_000])
            connection.execute(insert(schema.versions), versions[start : start + 5_000])
    with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if book.engine.dialect.name == "postgresql" else "ANALYZE"))
    return ids
