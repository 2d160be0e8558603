"""The routes beside the pages: signing in and out, the first administrator, one's own account, health."""

import asyncio
from datetime import datetime
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from casebook.actor import Actor
from casebook.book import OFFICE
from casebook.people import passwords, sessions
from casebook.people.accounts import NewAccount, change_password
from casebook.people.signing_in import (
    Rejected,
    SignedIn,
    awaits_first_administrator,
    become_first_administrator,
    sign_in,
)
from casebook.refusals import NotPermittedError, UnfitError
from web import cookies, documents
from web.forms import STALE, is_ours, read_form, way_on
from web.ledger import register_sheet, year_sheet
from web.office import casebook
from web.pages import described, message, page

NOTICES: Final = {"out": "已经退出。", "changed": "密码已经修改，所有地方都已退出。请用新密码登录。"}
_hashing: Final = asyncio.Semaphore(2)  # argon2 takes 64 MiB each time: more at once would only take memory


async def health(_: Request) -> PlainTextResponse:
    """Whether the process answers."""
    return PlainTextResponse("ok")


async def session(_: Request) -> Response:
    """Asked by open pages: whether the session goes on. The gate has said so when this is reached."""
    return Response(status_code=204)


async def sign_in_page(request: Request) -> Response:
    """The form; not for whoever is signed in, and not before there is an administrator."""
    on = way_on(request.query_params.get("next"))
    if await _still_signed_in(request):
        return RedirectResponse(on, 303)
    if await run_in_threadpool(awaits_first_administrator, casebook()):
        return RedirectResponse("/set-up", 303)
    return page(request, "sign-in", next=on, login="", notice=NOTICES.get(request.query_params.get("told", ""), ""))


async def take_sign_in(request: Request) -> Response:
    """Signs in, or says why not."""
    form = await read_form(request)
    login, on = form.get("login", ""), way_on(form.get("next"))
    if not is_ours(request, form):
        return page(request, "sign-in", 400, next=on, login=login, error=STALE)
    async with _hashing:
        answer = await run_in_threadpool(sign_in, casebook(), login, form.get("password", ""))
    if isinstance(answer, Rejected):
        return page(request, "sign-in", 429 if answer.until else 401, next=on, login=login, error=_rejected(answer))
    return await _welcomed(request, answer, on)


async def set_up_page(request: Request) -> Response:
    """The form for the first administrator, as long as there is none."""
    if not await run_in_threadpool(awaits_first_administrator, casebook()):
        return RedirectResponse("/sign-in", 303)
    return page(request, "set-up", form={})


async def take_set_up(request: Request) -> Response:
    """Makes the first administrator; who gives a certificate is an officer too."""
    form = await read_form(request)
    if not is_ours(request, form):
        return page(request, "set-up", 400, form=form, error=STALE)
    if form.get("password") != form.get("again"):
        return page(request, "set-up", 400, form=form, error="两次输入的密码不一样，请重新输入。")
    certificate = form.get("certificate", "").strip() or None
    roles = ("officer",) if certificate else ()
    new = NewAccount(form.get("login", ""), form.get("name", ""), roles, form.get("password", ""), certificate)
    try:
        async with _hashing:
            answer = await run_in_threadpool(become_first_administrator, casebook(), form.get("code", ""), new)
    except (NotPermittedError, UnfitError) as error:
        return page(request, "set-up", 400, form=form, error=f"{error}。")
    return await _welcomed(request, answer, "/")


async def account_page(request: Request) -> Response:
    """One's own account: another password, signing out here or everywhere."""
    return page(request, "account", who=described(_actor(request)))


async def to_account(_: Request) -> Response:
    """Whoever opens the address of a form finds the page that it stands on."""
    return RedirectResponse("/account", 303)


async def take_password(request: Request) -> Response:
    """Changes one's own password; that ends all sessions."""
    form = await read_form(request)
    actor = _actor(request)
    error = "" if is_ours(request, form) else STALE
    if not error and form.get("new") != form.get("again"):
        error = "两次输入的新密码不一样，请重新输入。"
    if not error:
        try:
            async with _hashing:
                await run_in_threadpool(change_password, casebook(), actor, form.get("old", ""), form.get("new", ""))
        except (NotPermittedError, UnfitError) as refused:
            error = f"{refused}。"
    if error:
        return page(request, "account", 400, who=described(actor), error=error)
    return _out("changed")


async def take_sign_out(request: Request) -> Response:
    """Signs out here, or everywhere."""
    form = await read_form(request)
    actor, token = _actor(request), cookies.session_token(request) or ""
    if not is_ours(request, form):
        return page(request, "account", 400, who=described(actor), error=STALE)
    if form.get("everywhere"):
        await run_in_threadpool(sessions.sign_out_everywhere, casebook(), actor)
    else:
        await run_in_threadpool(sessions.sign_out, casebook(), actor, token)
    return _out("out")


async def refused(request: Request, error: Exception) -> Response:
    """What cannot be done, in words."""
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {404: "没有这一页。", 405: "这一页不能这样打开。"}.get(status) or str(getattr(error, "detail", ""))
    return message("没有办理", words, status)


async def broken(request: Request, error: Exception) -> Response:
    """An error of the program or of the database: the log has it, the visitor reads what is safe."""
    del request, error
    return message(
        "暂时不能使用", "系统出了错，这一步没有完成；已经保存的内容都还在。请稍后再试，仍然不行的告诉管理员。", 500
    )


async def _still_signed_in(request: Request) -> bool:
    token = cookies.session_token(request)
    return token is not None and await run_in_threadpool(sessions.actor_of, casebook(), token) is not None


async def _welcomed(request: Request, answer: SignedIn, on: str) -> Response:
    """Hands out the new session; the one that this browser had before ends."""
    before = cookies.session_token(request)
    if before is not None and (actor := await run_in_threadpool(sessions.actor_of, casebook(), before)):
        await run_in_threadpool(sessions.sign_out, casebook(), actor, before)
    response = RedirectResponse(on, 303)
    cookies.sign_in(response, request, answer.token)
    return response


def _out(told: str) -> Response:
    response = RedirectResponse(f"/sign-in?told={told}", 303)
    cookies.sign_out(response)
    return response


def _actor(request: Request) -> Actor:
    """Who asks: the gate has seen to it that it is somebody."""
    actor = request.scope["actor"]
    if not isinstance(actor, Actor):
        raise HTTPException(401)
    return actor


def _rejected(answer: Rejected) -> str:
    if answer.until is None:
        return f"{answer.message}，请重新输入。"
    until = datetime.fromisoformat(answer.until).astimezone(OFFICE)
    return f"{answer.message}。请在 {until:%H:%M:%S} 以后再试；忘记密码的，请管理员重设。"


def get_ready() -> None:
    """So that the first unknown login takes no longer than any other."""
    passwords.fits(None, "")


ROUTES: Final = (
    Route("/health", health),
    Route("/session", session),
    Route("/sign-in", sign_in_page),
    Route("/sign-in", take_sign_in, methods=["POST"]),
    Route("/set-up", set_up_page),
    Route("/set-up", take_set_up, methods=["POST"]),
    Route("/account", account_page),
    Route("/password", to_account),
    Route("/password", take_password, methods=["POST"]),
    Route("/sign-out", to_account),
    Route("/sign-out", take_sign_out, methods=["POST"]),
    *documents.ROUTES,
    Route("/ledger.xlsx", register_sheet),
    Route("/statistics.xlsx", year_sheet),
)
HANDLERS: Final = {HTTPException: refused, 500: broken}
