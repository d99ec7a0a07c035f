"""The chat page, and the same chat as a plain form for a browser without JavaScript.

`GET /chat` shows the page, `POST /chat` one exchange, `GET /privacy` what happens to what people write.
The form's session stands in a cookie that scripts cannot read and other sites cannot send.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, quote

from aiohttp import web

from bot import metrics
from bot.channels.web.looks import HEADERS, pages_of, static
from bot.channels.web.our_pages import TextPiece, names_in, pieces_of
from bot.channels.web.session import WebSessions
from bot.conversation.messages import Choice, Reply
from bot.memory import Answered
from bot.reception import TooBusy
from bot.settings import Settings
from bot.shown.requests import body_of, is_from_here
from bot.shown.sources import address_of
from intake.cases.filer import Filer
from intake.forms.codes import FormName
from intake.pace import Beginnings, Sayings

COOKIE = "shangmi_chat"
# The number of the last letter that this browser was shown.
HEARD_COOKIE = "shangmi_chat_heard"

# What the buttons of a dialog say; the conversation understands them as words. The third one, 存着下次再填,
# is the script's own: the draft is kept with every answer, and only a browser with a memory finds it again.
SKIP = "跳过"
DIALOG_MOVES = (Choice("上一步", "上一步"), Choice(SKIP, SKIP))
# A note on one's own case, a wish to withdraw, another telephone: no form with items, and one way out of it.
NOTE_MOVES = (Choice("不补充了", "不补充了"),)

TOO_LONG = "内容太长了，没有收下。请分几条发。"
TOO_FAST = "您发得太快了，这条没有收下。请过十几秒再试。"
BUSY = "现在有点忙，这条没有收下。内容还在下面，请稍后再发一次，不会重复。"
FROM_ELSEWHERE = "这条消息不是从本页发出的，没有收下。请在本页重新发送。"

# Of a number of a letter, which the database takes.
_MOST_DIGITS = 19
_PROGRESS = re.compile(r"第 ?(\d+)/(\d+) ?项")
_DIALOGS = {"complaint": "举报", "consultation": "咨询"}
_OF_ONES_CASE = "已提交的事项"


def page_routes(
    sessions: WebSessions,
    settings: Settings,
    clock: Callable[[], datetime],
    openings: Beginnings,
    sayings: Sayings,
) -> list[web.RouteDef]:
    """Return the addresses of the pages and of what they load."""
    page = _Page(sessions, settings, clock, openings, sayings)
    return [
        web.get("/chat", page.show),
        web.post("/chat", page.say),
        web.get("/privacy", page.privacy),
        web.get("/static/chat/{name}", static),
    ]


@dataclass(frozen=True, slots=True)
class Bubble:
    """A reply taken apart for a page: what it says, and what a page shows beside it.

    source      the source line, folded out below; then it is not repeated in the text
    statements  what the source says further, folded out below
    notice      words of the service itself that came outside of a turn
    """

    text: tuple[TextPiece, ...]
    source: str
    statements: tuple[str, ...]
    choices: tuple[Choice, ...]
    download_name: str
    download_address: str
    notice: bool = False

    @classmethod
    def of(cls, reply: Reply, reached_at: str) -> Bubble:
        """Take a reply apart; where we are reached, its addresses have names."""
        text = reply.text
        source_line = f"依据：{reply.source}"
        if reply.source and source_line in text:
            text = text.replace(source_line, "").replace("\n\n\n", "\n\n")
        download = reply.download
        return cls(
            text=pieces_of(text.strip(), reached_at),
            source=reply.source,
            statements=reply.statements,
            choices=reply.choices,
            download_name=download.name if download else "",
            download_address=f"data:text/plain;charset=utf-8,{quote(download.text)}" if download else "",
            notice=reply.notice,
        )


@dataclass(frozen=True, slots=True)
class ShownExchange:
    """What the plain form shows of the conversation: the last thing said and its answer.

    greeting  what was said first, shown once, with the answer to the first message
    is_note   the dialog is about a case of one's own, not a form
    progress  「举报 · 第 3/12 项」 in a dialog, else empty
    takes_files  there is a dialog or a case that files can be handed in for
    may_skip  what is asked may be left open
    """

    greeting: tuple[Bubble, ...]
    said: str
    bubbles: tuple[Bubble, ...]
    in_dialog: bool
    is_note: bool
    progress: str
    takes_files: bool
    may_skip: bool


class _Page:
    def __init__(
        self,
        sessions: WebSessions,
        settings: Settings,
        clock: Callable[[], datetime],
        openings: Beginnings,
        sayings: Sayings,
    ) -> None:
        self._sessions = sessions
        self._settings = settings
        self._clock = clock
        self._openings = openings
        self._sayings = sayings
        self._templates = pages_of(settings)
        self._templates.globals.update(
            moves=DIALOG_MOVES,
            note_moves=NOTE_MOVES,
            of_ones_case=_OF_ONES_CASE,
            in_moves=frozenset(move.say for move in (*DIALOG_MOVES, *NOTE_MOVES)),
            reached_at=settings.reached_at,
            our_pages=json.dumps(dict(names_in(settings.channel_status)), ensure_ascii=False),
        )

    async def show(self, request: web.Request) -> web.Response:
        """Show the page with the letters that wait. It makes no session: a crawler is not a person."""
        try:
            filer = await self._sessions.filer_of(request.cookies.get(COOKIE, ""))
            letters, heard = await self._letters(request, filer)
        except TooBusy:
            letters, heard = (), 0
        return self._heard(self._chat(None, letters=letters), heard)

    async def privacy(self, _: web.Request) -> web.Response:
        """Show what happens to what people write."""
        page = self._templates.get_template("privacy.html").render(backup_days=self._settings.backup_days)
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def say(self, request: web.Request) -> web.Response:
        """Take what the form sends, and show it with its answer."""
        if not is_from_here(request, self._settings):
            return self._refused("forged", FROM_ELSEWHERE, status=403)
        body = await body_of(request)
        if body is None:
            return self._refused("too_large", TOO_LONG, status=413)
        form = parse_qs(body.decode(errors="replace"), keep_blank_values=True)
        said = _first(form, "say") or _first(form, "text")
        said_id = _first(form, "id")[:64] or secrets.token_hex(8)
        if not said.strip():
            return self._chat(None)
        return await self._exchange(request, said.replace("\r\n", "\n"), said_id)

    async def _exchange(self, request: web.Request, said: str, said_id: str) -> web.Response:
        try:
            token, filer, greeting = await self._session(request)
            address = address_of(request, self._settings.trusted_proxy)
            if filer is None or not self._sayings.allows(filer.person, address):
                return self._refused("too_many_requests", TOO_FAST, 429, said, said_id)
            answered = await self._sessions.say(filer, said_id, said)
            letters, heard = await self._letters(request, filer)
        except TooBusy:
            return self._refused("busy", BUSY, 503, said, said_id)
        metrics.count("web_form", "answered")
        shown = _exchange_of(said, greeting, answered, self._settings.reached_at)
        response = self._heard(self._chat(shown, letters=letters), heard)
        if greeting is not None:
            self._give_cookie(response, token)
        return response

    async def _letters(self, request: web.Request, filer: Filer | None) -> tuple[tuple[Bubble, ...], int]:
        """Return what officers wrote since this browser was last shown a letter, and the number of the last."""
        written = request.cookies.get(HEARD_COOKIE, "")
        after = int(written) if written.isascii() and written.isdigit() and len(written) < _MOST_DIGITS else 0
        if filer is None:
            return (), 0
        replies, last = await self._sessions.letters(filer, after)
        return tuple(
            Bubble.of(reply, self._settings.reached_at) for reply in replies
        ), last if last != after else 0

    def _heard(self, response: web.Response, last: int) -> web.Response:
        """Let the browser say with its next request that it was shown the letters up to this one."""
        if last:
            secure = self._settings.is_https
            response.set_cookie(
                HEARD_COOKIE, str(last), path="/chat", httponly=True, samesite="Strict", secure=secure
            )
        return response

    async def _session(self, request: web.Request) -> tuple[str, Filer | None, Answered | None]:
        """Return the form's session, opened now if it has none; nobody when that is too fast."""
        token = request.cookies.get(COOKIE, "")
        filer = await self._sessions.filer_of(token)
        if filer is not None:
            return token, filer, None
        if not self._openings.allows(address_of(request, self._settings.trusted_proxy)):
            return "", None, None
        return await self._sessions.open()

    def _give_cookie(self, response: web.Response, token: str) -> None:
        response.set_cookie(
            COOKIE, token, path="/chat", httponly=True, samesite="Strict", secure=self._settings.is_https
        )

    def _refused(
        self, outcome: str, trouble: str, status: int, typed: str = "", said_id: str = ""
    ) -> web.Response:
        metrics.count("web_form", outcome)
        return self._chat(None, trouble, typed, said_id, status)

    def _chat(
        self,
        exchange: ShownExchange | None,
        trouble: str = "",
        typed: str = "",
        said_id: str = "",
        status: int = 200,
        letters: tuple[Bubble, ...] = (),
    ) -> web.Response:
        page = self._templates.get_template("chat.html").render(
            letters=letters,
            exchange=exchange,
            trouble=trouble,
            typed=typed,
            said_id=said_id or secrets.token_hex(8),
        )
        return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)


def _exchange_of(said: str, greeting: Answered | None, answered: Answered, reached_at: str) -> ShownExchange:
    return ShownExchange(
        greeting=tuple(Bubble.of(reply, reached_at) for reply in greeting.replies) if greeting else (),
        said=said,
        bubbles=tuple(Bubble.of(reply, reached_at) for reply in answered.replies),
        in_dialog=answered.trace.dialog is not None,
        is_note=answered.trace.dialog == FormName.SUPPLEMENT,
        progress=_progress(answered),
        takes_files=answered.trace.dialog is not None or answered.trace.case is not None,
        may_skip=any(choice.say == SKIP for reply in answered.replies for choice in reply.choices),
    )


def _progress(answered: Answered) -> str:
    if answered.trace.dialog == FormName.SUPPLEMENT:
        return _OF_ONES_CASE
    found = _PROGRESS.search(answered.replies[-1].text) if answered.replies else None
    dialog = _DIALOGS.get(answered.trace.dialog or "")
    return f"{dialog} · 第 {found[1]}/{found[2]} 项" if found and dialog else ""


def _first(form: Mapping[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]
