"""Nothing is to be changed: 「不改了」, 「先不改」, 「还是用原来的」. Neither a yes nor a no by itself. Pure.

Where somebody is asked to confirm a change it takes the change back; where a form is to be submitted it says that
its items stand and leaves open whether it is submitted; of anything else it says nothing.
"""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.plain import plain

_MOST_CHARACTERS = 24
_CHANGES = r"(?:改动|改|换|变动|变|动|更正|更改|更换|修改|变更|订正)"
_NOT = r"(?:不|莫|别|甭)(?:用|要|想|必|需要?|消|得|打算|准备|忙)?(?:再|去|给我)?"
_OLD = r"(?:原来|以前|之前|原先|先前|从前|老|旧)"
_THING = r"(?:联系电话|联系方式|联系人|电话|手机号码|手机号|手机|号码|名字|姓名|那个|这个|号)"
_AS_BEFORE = (
    rf"(?:(?:就|还是|仍然?)*(?:继续)?(?:用|留|保留|按|照|打|要)回?{_OLD}的?(?:那个|那)?{_THING}{{0,2}}|{_OLD}(?:的|那个){_THING}{{0,2}})|"
    r"(?:照旧|保持原样|保持不变|维持原样|原样不动)"
)
_AROUND = (
    rf"(?:算了|那|就|还是|我们?|也|都|又|再|先|暂时|现在|目前|这次|这项|{_THING}|了|吧|嘛|哈|哦|噻|啦|呢|的|行|可以|好了|要得|得了|"
    r"就好|谢谢|多谢|麻烦|不好意思|对不起|抱歉|[想改搞弄发填说]错了?|[，,。！!、\s])*+"
)
_LEAVES_IT = re.compile(
    rf"{_AROUND}(?:{_NOT}{_CHANGES}|{_AS_BEFORE})(?:{_AROUND}(?:{_NOT}{_CHANGES}|{_AS_BEFORE}))?{_AROUND}"
)
_SAYS_SO = re.compile(rf"(?:{_NOT}{_CHANGES}|没(?:有|得|啥子?|什么)*(?:需?要)?改的?)了?")
MAY_LEAVE_IT = cue(rf"{_NOT}{_CHANGES}|{_OLD}|照旧|原样|不变", signs="改换变动更正订原前先老旧")


def leaves_it_as_it_was(text: str) -> bool:
    """Say whether the whole message says that nothing is changed, and no more than that."""
    return len(text) <= _MOST_CHARACTERS and _LEAVES_IT.fullmatch(plain(text)) is not None


def speaks_of_no_change(text: str) -> bool:
    """Say whether a message, a yes beside it or not, says that nothing is changed: 「没错，不改了」."""
    return _SAYS_SO.search(plain(text)) is not None


def beside_no_change(text: str) -> str:
    """Return what else is said beside that nothing is changed: 「不改了，就这样」 says 「就这样」."""
    return _SAYS_SO.sub("", plain(text)).strip("，,。！! ")
