"""Documents to download, made from what the casebook holds: whichever process is asked gives the same."""

import re
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from casebook.actor import Actor
from casebook.cases.drafts import draft
from casebook.cases.versions import open_case
from casebook.plain import Plain
from casebook.refusals import NotFoundError, NotPermittedError
from letters.kinds import KINDS
from letters.making import make
from letters.matter import Matter
from letters.reasons import RefusedError
from penalty_engine import InputError, assess, read_case
from penalty_engine.case import Case
from web.office import casebook
from web.pages import message
from web.settings import bureau

NOTICE: Final = KINDS["prior-notice"]
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')
_ENDINGS: Final = re.compile(r"^教育行政处罚")


async def prior_notice(request: Request) -> Response:
    """The prior notice of a case as its officer has it before him: his draft, else the case as it stands."""
    actor, case_id = request.scope["actor"], request.path_params["case"]
    return await run_in_threadpool(_prior_notice, actor, case_id)


def _prior_notice(actor: Actor, case_id: str) -> Response:
    book = casebook()
    try:
        case = read_case(_content(actor, case_id), book.rulebook)
        matter = Matter(case, assess(case, book.rulebook, book.today()), book.rulebook, bureau())
        pdf = make(NOTICE, matter).pdf()
    except NotFoundError as error:
        return message("没有办理", f"{error}。", 404)
    except NotPermittedError as error:
        return message("没有办理", f"{error}。", 403)
    except InputError as error:
        return message("还不能打印", "；".join(one.message for one in error.problems), 409)
    except RefusedError as error:
        return message("还不能打印", "；".join(one.message for one in error.refusals), 409)
    name = quote(file_name(case))
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


def _content(actor: Actor, case_id: str) -> Plain:
    """What the actor is filling in; else the case file."""
    book = casebook()
    try:
        own = draft(book, actor, case_id)
    except NotPermittedError:
        own = None
    return own.content if own else open_case(book, actor, case_id).content


def file_name(case: Case) -> str:
    """事先告知书-某某公司-淄教罚告字〔2026〕第1号.pdf."""
    parts = (_ENDINGS.sub("", NOTICE.title), case.party.name, case.letter.number if case.letter else None)
    return _UNSAFE.sub("", "-".join(part for part in parts if part)) + ".pdf"
