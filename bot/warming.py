"""A few messages that nobody said, so that no person waits for a table to be read or an expression to be compiled.

Names, places, holidays and telephone numbers are looked up in tables that are read when they are first needed.
Whoever keeps workers says them before the first is forked. One process alone listens first and says them between
what people write: who comes in the first seconds waits for what their own message needs, and not for all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid
from intents import expressions

# Each by itself, and each needs a part of what a story needs: nobody waits for all of it in one piece.
_SHORT = ("你好", "商业秘密", "公司", "李小明", "今年三月", "在合川钱塘镇", "13000000000")
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
    for _ in _said_to_nobody(handbook, now):
        pass


async def warm_between(handbook: Handbook, now: datetime) -> None:
    """Compile and say all of it a piece at a time: whoever writes meanwhile is heard in between.

    now  UTC
    """
    await compile_between()
    for _ in _said_to_nobody(handbook, now):
        await asyncio.sleep(_PAUSE_SECONDS)


def _said_to_nobody(handbook: Handbook, now: datetime) -> Iterator[State]:
    for text in _SHORT:
        yield _after(text, State(), handbook, now)
    state = State()
    for text in _SAID:
        state = _after(text, state, handbook, now)
        yield state


def _after(text: str, state: State, handbook: Handbook, now: datetime) -> State:
    message = Inbound(ChannelName.CONSOLE, "nobody", "0", "text", now, text=text)
    return advance(state, PersonSaid(message), handbook, now).state


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
