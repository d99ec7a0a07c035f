"""Somebody wants the receipt of what they filed: 「把回执再发我一次」, 「收据搞不见了」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import plain

_MOST_CHARACTERS = 40
_IT = (
    r"(?:回执单?|收据|收条|回单|收件单|登记单|举报凭证|提交凭证|凭证|凭据|pdf|"
    r"(?:举报|提交|交材料|交)(?:了|过|成功)?的?(?:那个|那张)?(?:单子|单据|证明|条子|文件))"
)
# Without one of these no message speaks of it.
MAY_BE_A_RECEIPT = re.compile(rf"{_IT}|证明", re.IGNORECASE)
_WANTS = (
    r"(?:下载|在哪|哪里|哪儿|再[发给来弄传]|发[我给一下过]|重发|重新发|补发|补一|给我|给一?[份个张]|弄丢|搞丢|丢|掉了|"
    r"[不没]见|没收到|没得|没看到|看不到|找不到|找不着|打不开|点不开|打印|存|看|要|呢|有没有|啷个|咋个|怎么弄|怎么拿|怎么得)"
)
_WANTS_IT = re.compile(rf"{_IT}[^，,。]{{0,8}}{_WANTS}|{_WANTS}[^，,。]{{0,10}}{_IT}")
_JUST_IT = re.compile(rf"^(?:我们?|那个|看|查|要|个|一下|请|麻烦|的|[，, ])*+{_IT}[嘛吧哈啊呢。！!]*$")
_PLAINLY_IT = re.compile("回执|收据|收条|回单")
_PROOF = re.compile(r"证明我们?(?:举报|投诉|交|提交|报)过?")
_ASKS_ABOUT = re.compile(
    rf"{_IT}[^，,。]{{0,4}}(?:是什么|是啥|有什么用|有啥用|做什么|干啥|算|等于|证明什么|代表|能(?:不能)?(?:证明|当|作)|上(?:面)?(?:写|有)|多久给|好久给|什么时候给)|(?:给不给|会不会给|有没有|会给|出不出){_IT}"
)
_LOST = re.compile(r"再[发给来弄传]|重发|重新发|补发|丢|掉了|[不没]见|没收到|找不到|找不着|打不开|点不开|我的")


def asks_for_the_receipt(text: str, *, has_filed: bool) -> bool:
    """Say whether a message wants one's own receipt; what a receipt is worth is asked.

    has_filed  else only words that speak of one that was there: 「回执丢了」
    """
    said = plain(text)
    if len(said) > _MOST_CHARACTERS or (_ASKS_ABOUT.search(said) and not (has_filed and _LOST.search(said))):
        return False
    wants = _WANTS_IT.search(said) or _JUST_IT.match(said)
    if has_filed:
        # Whoever has one and speaks of it, in few words, wants it.
        wants = wants or _PLAINLY_IT.search(said) or _PROOF.search(said)
    return bool(wants) and (has_filed or _LOST.search(said) is not None)
