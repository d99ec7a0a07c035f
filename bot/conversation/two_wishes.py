"""New contact data and a wish to withdraw in one message: both are heard, one after the other. Pure.

「电话换成138…，另外我要撤回」: what is said first is done first; the wish behind it is not lost.
"""

from __future__ import annotations

from intents import expressions as re

_WITHDRAWS = re.compile(
    r"^(?P<first>.*\d{7,}[^，,。；;\d]{0,6})[，,。；;！!\s]+"
    r"(?P<then>(?:另外|然后|还有|顺便|而且|再就是|哦|算了|那|就|同时|[，,\s])*(?:我们?)?(?:还|想|要|就|也|决定|准备)*(?:把)?(?:这个|我的|这份|那个)?(?:举报|投诉|预约|案子)?"
    r"(?:撤回|撤销|撤了|撤掉|撤诉|取消|不(?:想|要)?(?:再)?(?:举报|告|投诉|追究))(?:这个|我的|这份|那个)?(?:举报|投诉|预约|填写|案子|申请)?(?:了|吧|嘛|算了)*[。！!]*)$"
)


def parted_wishes(text: str) -> tuple[str, str] | None:
    """Return the contact data and the wish to withdraw behind them, None where a message is not these two."""
    found = _WITHDRAWS.match(text.strip())
    return (found["first"], found["then"].lstrip("，,。；; ")) if found else None
