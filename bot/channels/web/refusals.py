"""What a browser is shown when an address leads nowhere: a sentence, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from aiohttp import web

from bot.channels.web.looks import HEADERS, pages_of
from bot.settings import Settings


class _Refusal(NamedTuple):
    title: str
    hint: str


_OTHERWISE = _Refusal("这个请求办不了", "请从下面的页面重新进入。")
_REFUSALS: Mapping[int, _Refusal] = {
    400: _Refusal("发来的内容不完整", "没有收下。请返回上一页，再提交一次。"),
    404: _Refusal("没有这个页面", "地址可能写错了，或者链接已经过期。"),
    405: _Refusal("这个页面不能这样打开", "请从下面的页面重新进入，不要直接打开提交的地址。"),
    413: _Refusal("内容太长了", "没有收下。请返回上一页删短一些，或者分成几次提交。"),
    503: _Refusal(
        "现在有点忙，没有收下",
        "刚才的还没有收下，以前提交的和填过的都在。请过一会儿返回上一页再试一次，同一份不会重复提交。",
    ),
    415: _Refusal("这种编码方式不能用", "没有收下。内容请不要压缩，换一个浏览器再试。"),
}


def wants_a_page(request: web.Request) -> bool:
    """Say whether a person's browser asks, and not a program."""
    return "text/html" in request.headers.get("Accept", "")


def refusal_page(status: int, settings: Settings) -> web.Response:
    """Return the page for a refused request; nothing of what was asked stands on it."""
    words = _REFUSALS.get(status, _OTHERWISE)
    page = pages_of(settings).get_template("refused.html").render(title=words.title, hint=words.hint)
    return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)
