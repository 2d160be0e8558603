"""The register and the yearly figures to download as spreadsheets: whichever process is asked gives the same."""

from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from casebook.actor import Actor
from casebook.cases.register import Entry, whole_register
from casebook.decisions.statistics import Year, exported_year
from casebook.refusals import NotPermittedError
from casebook.workflow.words import STAGES
from penalty_engine.days import in_chinese
from penalty_engine.rendering import DIRECTIONS
from penalty_engine.rulebook import Rulebook
from penalty_engine.wording import KINDS
from web import figures
from web.filters import wanted_of
from web.office import casebook
from web.pages import message
from web.sheets import MEDIA_TYPE, Column, Sheet, Value, workbook

REGISTER: tuple[Column, ...] = (
    Column("序号", 6), Column("案号", 24), Column("当事人", 32), Column("违法行为", 36), Column("阶段", 12), Column("承办人", 16),
    Column("立案日期", 12), Column("决定日期", 12), Column("决定结果", 16), Column("决定书文号", 24), Column("裁量方向", 12),
    Column("处罚种类", 24), Column("罚款（元）"), Column("没收违法所得（元）", 18), Column("是否偏离建议", 12), Column("结案日期", 12),
    Column("最近期限", 12), Column("期限事项", 20),
)  # fmt: skip


async def register_sheet(request: Request) -> Response:
    """The register with the filters of the address."""
    return await run_in_threadpool(_told, lambda: _register(request.scope["actor"], dict(request.query_params)))


async def year_sheet(request: Request) -> Response:
    """The figures of a year."""
    return await run_in_threadpool(_told, lambda: _year(request.scope["actor"], request.query_params.get("year", "")))


def _told(make: Callable[[], Response]) -> Response:
    try:
        return make()
    except NotPermittedError as error:
        return message("没有办理", f"{error}。", 403)


def _register(actor: Actor, query: dict[str, str]) -> Response:
    book = casebook()
    found = whole_register(book, actor, wanted_of(query, book.rulebook))
    today = book.today()
    above = [
        f"行政处罚案件台账（{in_chinese(today)}导出，共 {found.total} 件{'，另有更多未列出，请缩小范围' if found.more else ''}）"
    ]
    rows = (_row(place, one, book.rulebook) for place, one in enumerate(found.entries, 1))
    return _file(f"案件台账-{today.isoformat()}.xlsx", [Sheet("台账", above, REGISTER, rows)])


def _row(place: int, one: Entry, rulebook: Rulebook) -> tuple[Value, ...]:
    names = (rulebook.violations[id].name if id in rulebook.violations else id for id in one.violations)
    return (
        place, one.number, one.party, "；".join(names), STAGES[one.stage], "、".join(one.officers), one.filed_on, one.decided_on,
        one.result, one.document, "、".join(DIRECTIONS[id] for id in one.directions),
        "、".join(KINDS.get(id, id) for id in one.kinds), one.fine, one.confiscated,
        ("是" if one.departs else "否") if one.decided_on else None, one.closed_on, one.due_on, one.due_what,
    )  # fmt: skip


def _year(actor: Actor, asked: str) -> Response:
    book = casebook()
    if not (asked.isdecimal() and len(asked) == len("2026") and MINYEAR <= int(asked) <= MAXYEAR):
        return message("没有办理", "请写明是哪一年，例如 2026。", 404)
    told = exported_year(book, actor, int(asked))
    return _file(f"行政处罚统计-{asked}年.xlsx", list(_sheets(told, book.rulebook)))


def _sheets(told: Year, rulebook: Rulebook) -> Iterator[Sheet]:
    above = [f"{told.year}年行政处罚统计", figures.OWN]
    rows = ((one.name, one.value, one.unit, one.defined) for one in figures.figures(told))
    yield Sheet("年度统计", above, (Column("项目", 36), Column("数", 16), Column("单位", 8), Column("含义", 80)), rows)
    cells = (
        (rulebook.violations[one.violation].name if one.violation in rulebook.violations else one.violation,
         DIRECTIONS.get(one.direction or "", figures.NOT_PUNISHED), one.acts, one.fines, one.departures)
        for one in told.cells
    )  # fmt: skip
    columns = (Column("违法行为", 40), Column("裁量方向", 16), Column("个数"), Column("罚款（元）"), Column("偏离建议"))
    yield Sheet("按违法行为", above, columns, cells)
    months = ((f"{one.month}月", one.within, one.departing, one.within + one.departing) for one in told.months)
    heads = (Column("月份"), Column("在建议之内（元）", 18), Column("偏离建议（元）", 18), Column("合计（元）", 18))
    yield Sheet("按月份", above, heads, months)


def _file(name: str, sheets: list[Sheet]) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(workbook(sheets), media_type=MEDIA_TYPE, headers=headers)
