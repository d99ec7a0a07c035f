"""One text for channels that show one text: choices as numbered lines, and pages for what is too long."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.messages import Choice, Reply
from intents import expressions as re

MORE = "回复“更多”查看余下内容"
# A summary has numbers of its own; a second row of numbers beneath it would say two things at once.
_HAS_NUMBERS = re.compile(r"^1\. ", re.MULTILINE)
_ENDS = ("\n", "。", "；", "！", "？", "，", "、")


def paged(replies: Sequence[Reply], page_bytes: int) -> tuple[Reply, tuple[str, ...]]:
    """Return the turn's replies as one text of at most `page_bytes` UTF-8 bytes, and the pages that wait.

    Choices are numbered through in the order shown, as `State.offered` has them. A page that is followed
    by another one ends with the hint at 「更多」; the waiting pages do not carry the hint.
    """
    whole = "\n\n".join(_texts(replies))
    pages = _pages(whole, page_bytes)
    source = next((reply.source for reply in replies if reply.source), "")
    return Reply(pages[0], source=source), tuple(pages[1:])


def _texts(replies: Sequence[Reply]) -> list[str]:
    texts = []
    number = 1
    for reply in replies:
        texts.append("\n".join((reply.text, *_choice_lines(reply, number))).strip())
        number += len(reply.choices)
    return [text for text in texts if text]


def _choice_lines(reply: Reply, first: int) -> tuple[str, ...]:
    if _HAS_NUMBERS.search(reply.text):
        return (_said(reply.choices),) if reply.choices else ()
    return tuple(f"{number} {choice.label}" for number, choice in enumerate(reply.choices, start=first))


def _said(choices: Sequence[Choice]) -> str:
    return "可以回复：" + "、".join(f"“{choice.say}”" for choice in choices)


def _pages(text: str, page_bytes: int) -> list[str]:
    pages = []
    while len(text.encode()) > page_bytes:
        page, text = _cut(text, page_bytes - len(f"\n{MORE}".encode()))
        pages.append(f"{page}\n{MORE}")
    return [*pages, text]


def _cut(text: str, page_bytes: int) -> tuple[str, str]:
    """Cut at the last line or sentence end that fits, else between two characters."""
    fitting = text.encode()[:page_bytes].decode(errors="ignore")
    for end in _ENDS:
        place = fitting.rfind(end)
        # An end in the first half would waste the page.
        if place > len(fitting) // 2:
            fitting = fitting[: place + 1]
            break
    return fitting.rstrip(), text[len(fitting) :].lstrip("\n")
