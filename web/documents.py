"""Routes of documents and attachments: to download, and page by page to look at. Rights are asked for below, by the casebook."""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebook.actor import Actor
from casebook.cases.attachments import attachment_file
from casebook.cases.documents import document_file
from casebook.cases.looks import look_at_issued
from casebook.refusals import CasebookError, NotFoundError, NotPermittedError
from letters.kinds import KINDS
from letters.paper.fonts import FontsMissingError
from letters.reasons import PrintingError, RefusedError
from penalty_engine import InputError
from web.office import casebook
from web.pages import message
from web.papers import MEDIA, PDF, WHOLE_FILE, WantedPaper, looked_at, picture, printed
from web.settings import bureau

Answer = Callable[[Actor, Request], Response]
NOT_YET: Final = "还不能制作"


async def document(request: Request) -> Response:
    """A document of a case, made now: PDF or DOCX, in full or as the public copy."""
    return await _answered(_document, request)


async def prior_notice(request: Request) -> Response:
    """The prior notice."""
    request.path_params.update(kind="prior-notice", form="pdf")
    return await _answered(_document, request)


async def page_of_document(request: Request) -> Response:
    """A page of a document of a case as a picture."""
    return await _answered(_page_of_document, request)


async def issued(request: Request) -> Response:
    """An issued document: the very bytes that were issued."""
    return await _answered(_issued, request)


async def page_of_issued(request: Request) -> Response:
    """A page of an issued document as a picture."""
    return await _answered(_page_of_issued, request)


async def attachment(request: Request) -> Response:
    """A file that was added to a case."""
    return await _answered(_attachment, request)


async def _answered(answer: Answer, request: Request) -> Response:
    return await run_in_threadpool(_or_why_not, answer, request.scope["actor"], request)


def _or_why_not(answer: Answer, actor: Actor, request: Request) -> Response:
    try:
        return answer(actor, request)
    except NotPermittedError as error:
        return message("没有办理", f"{error}。", 403)
    except CasebookError as error:
        return message("没有办理", f"{error}。", 404 if isinstance(error, NotFoundError) else 409)
    except InputError as error:
        return message(NOT_YET, "；".join(one.message for one in error.problems), 409)
    except RefusedError as error:
        return message(NOT_YET, "；".join(one.message for one in error.refusals), 409)
    except (PrintingError, FontsMissingError) as error:
        return message("没有印成", f"{error}。", 500)


def _document(actor: Actor, request: Request) -> Response:
    made = printed(casebook(), actor, request.path_params["case"], bureau(), _wanted(request))
    return _file(made.name, made.content, made.media)


def _page_of_document(actor: Actor, request: Request) -> Response:
    return _picture(looked_at(casebook(), actor, request.path_params["case"], bureau(), _wanted(request)), request)


def _issued(actor: Actor, request: Request) -> Response:
    found = document_file(casebook(), actor, request.path_params["document"])
    title = KINDS[found.kind].title if found.kind in KINDS else "文书"
    return _file(f"{title}-{found.number}.pdf", found.content, PDF)


def _page_of_issued(actor: Actor, request: Request) -> Response:
    return _picture(look_at_issued(casebook(), actor, request.path_params["document"]), request)


def _attachment(actor: Actor, request: Request) -> Response:
    found = attachment_file(casebook(), actor, request.path_params["attachment"])
    return _file(found.name, found.content, found.media_type)


def _wanted(request: Request) -> WantedPaper:
    """What an address asks for.

    Raises:
        NotFoundError: there is no such kind or form.
    """
    kind, form = request.path_params["kind"], request.path_params.get("form", "pdf")
    which = request.query_params.get("which", "")
    if (kind not in KINDS and kind != WHOLE_FILE) or form not in MEDIA:
        raise NotFoundError("没有这种文书")
    if which and not (which.isascii() and which.isdecimal() and 0 < int(which) < 1000):  # noqa: PLR2004 -- nobody has so many
        raise NotFoundError("没有这一次")
    return WantedPaper(kind, form, int(which) if which else None, request.query_params.get("public") == "1")


def _file(name: str, content: bytes, media: str) -> Response:
    """To be saved, never shown in place of a page of ours."""
    told = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media, headers=told)


def _picture(pdf: bytes, request: Request) -> Response:
    shown = picture(pdf, request.path_params["page"])
    if shown is None:
        raise NotFoundError("没有这一页")
    return Response(shown, media_type="image/png")


ROUTES: Final = (
    Route("/cases/{case}/prior-notice.pdf", prior_notice),
    Route("/cases/{case}/documents/{kind}.{form}", document),
    Route("/cases/{case}/documents/{kind}/{page:int}.png", page_of_document),
    Route("/documents/{document}.pdf", issued),
    Route("/documents/{document}/{page:int}.png", page_of_issued),
    Route("/attachments/{attachment}", attachment),
)
