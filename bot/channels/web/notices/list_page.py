"""`/notices`: what stands, by subject and district; and the feed for bureaus' own sites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from bot import metrics
from bot.channels.web.notices.feed import FEED_TYPE, feed_of
from bot.channels.web.notices.frame import NOTICES, Frame
from bot.shown.posted import Posted, first
from intake.bulletins.bulletin import BulletinWish, Subject
from intake.filers.browsers_told import BrowsersTold
from intake.filers.bulletins import PublicBulletins
from intake.filers.subscriptions import Subscriptions

FEED: Final = f"{NOTICES}/feed.atom"
# Readers ask again and again; the same words are good for a while.
_FEED_HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "public, max-age=300",
    "X-Content-Type-Options": "nosniff",
    # It holds nothing but what is public, and pages of bureaus' sites may load it.
    "Access-Control-Allow-Origin": "*",
}
_DONE: Final[Mapping[str, str]] = {
    "asked": "确认邮件已经寄出，请在两天内打开邮件里的网页确认；没有收到的，看看垃圾邮件。确认以前不会寄通知。",
    "kept": "已经订阅。有新通知，您下次用这个浏览器打开本页就标出来。",
    "stopped": "已经退订，不会再提醒。",
    "left": "报名已经取消，您填的内容已经删除。",
}


class NoticeListPage:
    """The handlers."""

    def __init__(
        self, frame: Frame, bulletins: PublicBulletins, subscriptions: Subscriptions, told: BrowsersTold
    ) -> None:
        """Take the parts."""
        self._frame = frame
        self._bulletins = bulletins
        self._subscriptions = subscriptions
        self._told = told

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(NOTICES, self._list),
            web.get(FEED, self._feed),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        return await self.page(request, done=_DONE.get(request.query.get("done", ""), ""))

    async def page(
        self,
        request: web.Request,
        status: int = 200,
        *,
        said: Posted | None = None,
        faults: Mapping[str, str] | None = None,
        done: str = "",
    ) -> web.Response:
        """Show the list, with what is new to this browser, and what was typed and could not be taken."""
        wish, frame = self._asked(request), self._frame
        secret = frame.secret_of(request)
        news = (
            await self._told.told(self._subscriptions.of_browser(secret), frame.today(), frame.now())
            if secret and request.method == "GET"
            else None
        )
        return frame.page(
            "notices.html",
            status,
            found=await self._bulletins.standing(frame.today(), wish),
            shown_subject=next(iter(wish.subjects), ""),
            shown_district=next(iter(wish.districts), ""),
            feed=self._feed_address(wish),
            news=news,
            sends_mails=frame.sends_mails,
            chosen=frozenset((said or {}).get("subjects", ())),
            wanted_district=first(said or {}, "of"),
            by=first(said or {}, "by"),
            mail=first(said or {}, "mail"),
            faults=faults or {},
            done=done,
            unknown=self._unknown(request),
        )

    async def _feed(self, request: web.Request) -> web.Response:
        wish, frame = self._asked(request), self._frame
        found = await self._bulletins.changed(frame.today(), wish)
        address = frame.settings.reached_at
        own = f"{address}{self._feed_address(wish)}"
        body = feed_of(found, own, address, frame.bureaus.public_name_of, frame.now())
        metrics.count("web_notices", "feed")
        return web.Response(body=body, content_type=FEED_TYPE, charset="utf-8", headers=_FEED_HEADERS)

    def _asked(self, request: web.Request) -> BulletinWish:
        """Return what is asked for; what there is not is left out."""
        subject, district = request.query.get("subject", ""), request.query.get("district", "")
        return BulletinWish(
            frozenset({Subject(subject)} if subject in set(Subject) else ()),
            frozenset({district} if district in self._frame.districts() else ()),
        )

    def _unknown(self, request: web.Request) -> str:
        """Say which filter there is not, so that nobody takes the whole list for what they asked for."""
        subject, district = request.query.get("subject", ""), request.query.get("district", "")
        names = [
            *(["主题"] if subject not in {"", *Subject} else ()),
            *(["区县"] if district not in {"", *self._frame.districts()} else ()),
        ]
        return f"地址里的{'和'.join(names)}这里没有，下面没有按它筛选。请重新选择。" if names else ""

    def _feed_address(self, wish: BulletinWish) -> str:
        asked = [f"subject={one}" for one in wish.subjects] + [f"district={one}" for one in wish.districts]
        return f"{FEED}?{'&'.join(asked)}" if asked else FEED
