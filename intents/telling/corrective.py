"""Do the words speak of something wrong, or to be changed? 「第3项不对」, not 「没有问题」. Pure."""

from __future__ import annotations

from intents import expressions as re

_NO_FAULT = re.compile(
    r"[没莫](?:有|得)?(?:什么|啥子?)?错|[没莫](?:有|得)?(?:什么|啥子?)?问题|(?:不用|不要|不需要|不必|不)再?改了?|无误|没有要改的"
)
_CORRECTIVE = re.compile(
    r"不对|错|改|删掉|删了|去掉|有误|不正确|应该是|应为|不是|[说搞弄整写填记报]拐|少写|多写|写成|填成|换成|漏|不该?归(?![还纳零案])|第\s*[0-9一二三四五六七八九十]+\s*[项条个点]"
)


def is_corrective(text: str) -> bool:
    """Say whether the words speak of something wrong or to be changed."""
    return _CORRECTIVE.search(_NO_FAULT.sub("", text)) is not None
