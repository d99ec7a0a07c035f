"""Whether somebody wants to hear of notices and trainings, stops it, or asks what there is. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from intents.cues import cue
from intents.wording import simplified

# Longer words tell something.
MOST_CHARACTERS = 40
MAY_SUBSCRIBE = cue(
    "[订訂][阅閱]|退[订訂定]|通知|培[训訓]|[讲講]座|宣[讲講]|推送|TD|td|"
    "[别別莫不][^，,。]{0,5}[发發推]|不[^，,。]{0,3}收|^(?:请|[全都快先给帮我]|麻烦){0,3}(?:停|不要|不想要|不用|取消|够了|夠了).{0,6}$",
    signs="订訂定通培讲講发發推收停不取够夠Tt",
)


class Subscribing(StrEnum):
    """What is wanted.

    ENOUGH names no notices: it stops them where there are some, and means other things elsewhere. ENDING may mean
    a draft or an appointment as well, where there is one.
    """

    STOP = "stop"
    ENOUGH = "enough"
    ENDING = "ending"
    SUBSCRIBE = "subscribe"
    MINE = "mine"
    LIST = "list"


# One word is enough; whoever writes more than that writes it in these ways.
_STOP = re.compile(
    r"(?:我要|我想|帮我|给我|请)?(?:退[订定]|取消订阅|不订阅?了|停止订阅)(?:了|吧|通知|培训)*|TD|td"
    r"|(?:我|请|麻烦)?(?:你们?)?(?:别|不要|莫|不想|不用|不必)再?(?:给我们?|跟我|往我这)?(?:发|收|推)到?(?:这些|这种|你们的|任何)?"
    r"(?:通知|培训通知|推送)(?:消息)?[了嘛吧哈]*"
    r"|(?:我要|我想|帮我|给我|请)?(?:(?:取消|关闭|关掉|停止|停掉)(?:通知|推送)|(?:别|不要|莫|不用)再?(?:给我)?推送)(?:通知|消息)?[了嘛吧哈]*"
)
_ENOUGH = re.compile(
    r"(?:我们?|请|麻烦|好了)?(?:你们?)?(?:(?:别|不要|莫|莫要|不用)再?(?:给我们?|跟我)?[发推](?:消息|信息|这些|这种|东西)?了?"
    r"|(?:不想|不要|不)再?收到?(?:这些|这种)?(?:消息|信息|东西)?了|(?:不想|不要)再收到?(?:这些|这种)?(?:消息|信息|东西)?)[嘛吧哈]*"
)
# A bare word, of whoever just subscribed.
_HALT = re.compile(
    r"(?:请|麻烦|给我|帮我|快|全部|都|先){0,2}停(?:止|掉|了|下|下来|一下)?(?:发|发送|推送|接收)?[了吧嘛哈]*"
    r"|(?:都|全部)?(?:不想|不)(?:收|看|听)(?:了|啦)[吧嘛哈]*|够了"
)
_ENDING = re.compile(r"(?:都|全部|我)?(?:不要|不想要|不用|不需要)(?:了|啦)?[吧嘛哈]*|取消(?:掉|了)?[吧嘛哈]*")
_MINE = re.compile(r"(?:看看|查看|查一?下)?我的订阅|我(?:都)?订阅了(?:什么|啥子?|哪些)(?:通知)?")
_SUBSCRIBE = re.compile(
    r"订阅|(?:以后|今后|下次)[^，,。]{0,6}(?:有|来)[^，,。]{0,8}(?:培训|讲座|通知)[^。]{0,8}(?:告诉|通知|提醒|喊|叫)(?:我|一声)"
)
# These ask how it works for others, or deny it.
_NO_WISH = re.compile(r"[没不未]有?订阅|订阅号|为什么|凭什么|是什么|收费|怎么收到|要钱")
_LIST = re.compile(
    r"(?:看通知和培训|(?:请问|想问|问一?下|你们|最近|近期|现在|这个月|下个月|本月|今年)*"
    r"(?:有没有|都有|有得?|还有)?(?:什么时候|好久|几时|什么|啥子?|哪些)?(?:有|办|搞|开)?(?:商业秘密|保护|的|新)*"
    r"(?:培训|讲座|宣讲|通知)(?:活动|安排|通知|课|会)?"
    r"(?:可以|能|好)?(?:参加|报名|听)?(?:的)?(?:吗|没有|没得|嘛|呢|不)?)"
)
_SOME = re.compile(r"看|有|时候|好久|几时|什么|啥|哪些|最近|近期|报名|参加")
_END = re.compile(r"[。！!？?，,～~\s]+$")


def subscribing_in(text: str) -> Subscribing | None:
    """Return what is wanted of notices; None for everything else."""
    said = _END.sub("", simplified(text.strip()))
    if not said or len(said) > MOST_CHARACTERS:
        return None
    if _STOP.fullmatch(said):
        return Subscribing.STOP
    if _ENOUGH.fullmatch(said) or _HALT.fullmatch(said):
        return Subscribing.ENOUGH
    if _ENDING.fullmatch(said):
        return Subscribing.ENDING
    if _MINE.fullmatch(said):
        return Subscribing.MINE
    if _SUBSCRIBE.search(said) and not _NO_WISH.search(said):
        return Subscribing.SUBSCRIBE
    return Subscribing.LIST if _LIST.fullmatch(said) and _SOME.search(said) else None
