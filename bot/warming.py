"""Before anybody is served: a few messages that nobody said, so that no person waits for a table to be read.

Names, places, holidays and telephone numbers are looked up in tables that are read when they are first needed.
What those messages did not need is compiled when the service listens already, while nobody speaks.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid
from intents import expressions

# A question, a whole story, answers of several kinds, a look at what is filled, and away again.
_SAID = (
    "商业秘密示范单位好久申报？",
    "我们是重庆某某饲料有限公司，前员工李小明今年三月在合川钱塘镇把客户名单拷走了，大概值20万，我叫王建国，13000000000",
    "某某公司",
    "在渝北区鸳鸯街道",
    "上个月中旬",
    "什么意思",
    "查看已填",
    "取消",
    "确定取消",
    "我要约指导站下周三下午上门",
    "陈家桥的企业",
    "李小明",
    "取消",
)

# Whoever waited for the restart goes first.
_WAITS_SECONDS = 1.0
# Between two expressions: whoever writes meanwhile is heard after a millisecond.
_PAUSE_SECONDS = 0.002


def warm(handbook: Handbook, now: datetime) -> None:
    """Say them to nobody; nothing is kept of it.

    now  UTC
    """
    state = State()
    for number, text in enumerate(_SAID):
        message = Inbound(ChannelName.CONSOLE, "nobody", str(number), "text", now, text=text)
        state = advance(state, PersonSaid(message), handbook, now).state


def compile_all() -> None:
    """Compile every expression at once: before workers are forked, who then share them."""
    for expression in expressions.waiting():
        _ = expression.groups


async def compile_between() -> None:
    """Compile every expression that nobody needed yet, one at a time, which nobody notices."""
    await asyncio.sleep(_WAITS_SECONDS)
    for expression in expressions.waiting():
        _ = expression.groups
        await asyncio.sleep(_PAUSE_SECONDS)
