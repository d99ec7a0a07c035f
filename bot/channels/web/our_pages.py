"""Addresses of our own pages in what we say: a page shows what they are, not the signs they are made of.

Only ours: anybody else's address is shown as it is, so that nobody is led elsewhere under our words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from intake.forms.codes import ChannelStatus

# By the beginning of the path. The script of the chat reads the same list.
OUR_PAGES: Final[Mapping[str, str]] = {
    "/file/continue/": "去网页填写",
    "/file": "打开填写页面",
    "/assess/continue/": "打开自评结果",
    "/assess/apply": "打开申报准备清单",
    "/assess": "打开自评页面",
    "/guides": "打开联络员名单",
    "/notices/": "看这一条",
    "/notices": "打开通知和培训",
    "/upload/": "上传材料",
    "/receipt/": "打开回执",
    "/visit/": "下载日历文件",
    "/mycase": "打开查询页面",
}
# As `ADDRESS` in chat.js.
_ADDRESS: Final = re.compile(r"https?://[\w\-.~:/?#@!$&*+,;=%]*[\w/]", re.ASCII)


def names_in(status: ChannelStatus) -> Mapping[str, str]:
    """Return the names of the pages that there are in this status: as a mere helper we take no files."""
    if status is not ChannelStatus.HELPER:
        return OUR_PAGES
    return {begin: name for begin, name in OUR_PAGES.items() if begin != "/upload/"}


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text.

    address    where it leads; empty for mere words
    is_alone   an address on a line of its own: it can be shown as a button
    """

    text: str
    address: str = ""
    is_alone: bool = False


def pieces_of(text: str, reached_at: str) -> tuple[TextPiece, ...]:
    """Return the text in pieces, each address a link, ours by name.

    reached_at  where this service is reached, without a slash at the end
    """
    pieces, start = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [TextPiece(text[start : found.start()]), _link(found, reached_at)]
        start = found.end()
    return tuple(piece for piece in (*pieces, TextPiece(text[start:])) if piece.text)


def _link(found: re.Match[str], reached_at: str) -> TextPiece:
    name = _name_of(found[0], reached_at)
    before, after = found.string[: found.start()], found.string[found.end() :]
    is_alone = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
    return TextPiece(name or found[0], found[0], is_alone and bool(name))


def _name_of(address: str, reached_at: str) -> str:
    if not reached_at or not address.startswith(reached_at):
        return ""
    path = address[len(reached_at) :]
    return next((name for begin, name in OUR_PAGES.items() if path.startswith(begin)), "")
