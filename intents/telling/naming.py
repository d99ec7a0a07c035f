"""Is a wish to stay unknown taken back? 「还是实名吧」, 「可以留名字」, not 「不想实名」. Pure."""

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


def gives_a_name(text: str) -> bool:
    """Say whether somebody wants to be known after all."""
    said = plain(text)
    return _GIVES.search(said) is not None and not _DENIED.search(said) and not looks_like_a_question(said)
