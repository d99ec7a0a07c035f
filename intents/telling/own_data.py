"""Whether somebody asks what is kept of them, or that it be deleted. Pure.

Only whole utterances: 「你们存了我什么」, 「要求删除我的信息」. What asks how it is done is a question.
"""

from __future__ import annotations

from typing import Final

from intents import expressions as re
from intents.reading.plain import plain

MOST_CHARACTERS: Final = 30
_POLITE: Final = r"(?:请问|请|麻烦|你好|您好|我?想|我?要|帮我|告诉我|说说|看看|查看|看|查|知道|一下|[，, ])*+"
_US: Final = r"(?:你们|您们|贵局|你|您|这里|这边|系统|平台|后台|局里)"
_KEEP: Final = r"(?:保存|留存|储存|存储|收集|记录|掌握|存|留|记)(?:着|了|下|的|起|过|在)*+"
_THINGS: Final = r"(?:个人信息|信息|资料|东西|数据|内容|记录|材料)"
_WHAT: Final = r"(?:什么|哪些|啥子|啥|多少|些什么|些啥)"
_END: Final = r"(?:啊|呢|呀|嘛|哦|来着|了|[？?。！!])*+$"
_SEES: Final = re.compile(
    rf"^{_POLITE}(?:"
    rf"{_US}(?:到底|究竟|都|现在|已经|那里|那儿|手上|这儿)*+{_KEEP}我们?的?{_WHAT}{_THINGS}?|"
    rf"{_US}(?:到底|都|那里|那儿|手上)*+有我们?的?{_WHAT}{_THINGS}|"
    rf"我们?的{_THINGS}{_US}(?:都)?{_KEEP}(?:了)?{_WHAT}|"
    rf"{_US}{_KEEP}我们?的{_THINGS}|"
    rf"我们?(?:在)?{_US}(?:这里|那里|这儿|那儿)?(?:都)?{_KEEP}{_WHAT}{_THINGS}?"
    rf"){_END}"
)
_MINE: Final = (
    r"(?:我们?|本人|我自己)的?(?:全部|所有|这些|那些|个人|身份|举报|提交|案件|的)*+(?:信息|资料|数据|记录)"
)
_PART: Final = (
    r"(?:联系电话|电话号码|手机号码?|电话|手机|号码|姓名|名字|名称|联系方式|联系人|身份证号?码?|邮箱|住址|地址|"
    r"聊天记录|聊天内容|对话记录|对话|提问|(?:刚才|刚刚|前面|之前|上面)?[说讲发]过?的(?:话|内容|东西|消息|这些|那些|一切|全部)?|微信号?|账号|照片|图片|材料|文件)"
)
_PARTS: Final = rf"(?:我们?|本人|我自己)?的?{_PART}(?:(?:[、和跟与及]|以及|还有)(?:我们?)?的?{_PART})*+"
_DELETES: Final = r"(?:删除|删掉|删了|清除|清空|抹掉|销毁|删)"
_WANTS: Final = (
    r"(?:请|麻烦|我们?|本人|要求|请求|申请|想要?|要|希望|需要|你们|您们|贵局|帮我|给我|立即|马上|现在|[，, ])*+"
)
_DELETION: Final = re.compile(
    rf"^{_WANTS}(?:{_DELETES}{_MINE}|{_DELETES}(?:我们?|本人)的?{_PARTS}|把(?:{_MINE}|{_PARTS})(?:都|全部|全|统统|给我|彻底)*+{_DELETES})"
    r"(?:掉|吧|了|嘛|谢谢|[。！!])*+$"
)
_WHICH: Final = re.compile(rf"全部|所有|一切|{_PART}")
_ASKS: Final = re.compile(r"[吗么？?]|能不能|可不可以|能否|可否|怎么|怎样|如何|多久|是不是")
# Without one of these nobody asks so: the pattern is not even looked for.
MAY_ASK: Final = re.compile("存|留|记|收集|掌握|有我")
MAY_DELETE: Final = re.compile("删|清除|清空|抹掉|销毁")


def asks_what_is_kept(text: str) -> bool:
    """Say whether somebody asks what is kept of them."""
    said = plain(text)
    return len(said) <= MOST_CHARACTERS and _SEES.match(said) is not None


def wants_deletion(text: str) -> bool:
    """Say whether somebody demands that what is kept of them be deleted; a question about it is none."""
    said = plain(text)
    return len(said) <= MOST_CHARACTERS and _ASKS.search(said) is None and _DELETION.match(said) is not None


def says_what_to_delete(text: str) -> bool:
    """Say whether such a demand names what: all of it, or which part."""
    return _WHICH.search(plain(text)) is not None
