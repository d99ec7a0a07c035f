"""Does somebody name themselves, or want to be known after all? 「还是实名吧」, not 「不想实名」. Pure."""

from __future__ import annotations

import re

from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question

_GIVES = re.compile(
    r"实名|用真名|(?:可以|愿意|同意|还是|就|那|我)(?:留|写|填|给|用)(?:下|个|上)?(?:我的?)?(?:真?名|名字|姓名)|"
    r"(?:不用|不要|不必|不需要|别|取消|不|莫)(?:再)?匿名|公开(?:我的)?身份"
)
_DENIED = re.compile(
    r"(?:不|别|莫|没|无需|不想|不敢|不要|不用|不能|不愿意?|拒绝|怕|非)(?:是|要|想|敢|能|愿意?|用|再|去|走)?"
    r"(?:实名|用真名|留|写|填|给|公开)"
)


_TELLS_WHO = re.compile(
    r"(?:我|本人)的?(?:真?名|名字|姓名|大名)?(?:叫|姓)(?!做|我|他|她|你|什么|人|了|过)|我的?(?:真?名|名字|姓名)是|"
    r"(?:^|[，,。；; ])(?:名字|姓名|真名)(?:叫|是|[:：])|"
    r"(?:我|本人)的?(?:联系)?(?:电话|手机|号码|微信|身份证)(?:号码?)?(?:是|[:：]|\d)"
)
_PHONE = re.compile(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)")
_OTHERS = re.compile("对方|他|她|被举报|那边|那家|老板|法人|法定代表|客户|证人|员工|同事")


def names_oneself(text: str) -> bool:
    """Say whether somebody tells who they are: 「我叫刘强，电话136…」, not 「对方电话136…」."""
    said = plain(text)
    if _TELLS_WHO.search(said):
        return True
    return _PHONE.search(said) is not None and _OTHERS.search(said) is None


def gives_a_name(text: str) -> bool:
    """Say whether somebody wants to be known after all."""
    said = plain(text)
    return _GIVES.search(said) is not None and not _DENIED.search(said) and not looks_like_a_question(said)
