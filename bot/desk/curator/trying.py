"""A box to try a question in: what the service would do now, the three best entries, and why."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.desk.curator.shop import HOME, Shop
from bot.desk.pages import Visit

TRY: Final = f"{HOME}/try"
LONGEST: Final = 400
DECISIONS: Final = {
    "answer": "直接回答第一条",
    "menu": "列出标题让来访人选",
    "nothing": "说没有把握，请换个说法",
    "outside": "说明不归这里答，告诉该找谁",
}


class Trying:
    """The handlers of `/desk/knowledge/try`. The question is posted, so that it stands in no address."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(TRY, self._shop.look(self._show)),
            web.post(TRY, self._shop.form(self._show)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        question = visit.form.get("question", "").strip()[:LONGEST]
        trial = await self._shop.catalogue.tried(question) if question else None
        return self._shop.page("try.html", visit, question=question, trial=trial, decision_names=DECISIONS)
