"""What a message costs grows with its length, and not with the square of it: wherever it is said.

Counted in CPU seconds of the quietest of several tries, and compared with a shorter text in the same place.
"""

from __future__ import annotations

import time
from functools import cache

import pytest

from bot.conversation.channels import ChannelName
from bot.conversation.engine import MESSAGE_CHARACTERS, advance
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid
from tests.bot.conversation.harness import Conversation, handbook
from tests.builders import NOW

TIMES = 4
# What grows with the square costs sixteen times as much; what is looked up once costs nothing more.
MOST_TIMES_DEARER = 8
# Below this a tick of the clock, a pass of the collector or a neighbour counts for more than the text.
AT_LEAST_SECONDS = 0.003
TRIES = 5
PLACES = {
    "idle": (),
    "name": ("我要举报", "权利人"),
    "how": ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司"),
    "story": ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走", "江津双福"),
}
PIECES = (
    "1", "a", "的", "，", "（", "@", "1斤", "第一，", "他他", "13800138000，", "13800138000、", "2026年3月5日，",
    "渝北区龙溪街道，", "损失五十万元，", "他们又拿走了。", "张伟说李强把图纸给了重庆明月机械有限公司，",
    "？立案要多久", "不晓得",
)  # fmt: skip


@cache
def stands(place: str) -> State:
    """Return the state in which somebody is asked there, all that is loaded late being loaded."""
    talk = Conversation()
    for line in PLACES[place]:
        talk.say(line)
    for piece in PIECES:
        cost(talk.state, piece, 200)
    return talk.state


def cost(state: State, piece: str, characters: int, tries: int = 1) -> float:
    """Return the CPU seconds of a turn, of the quietest try."""
    text = (piece * characters)[:characters]
    message = Inbound(ChannelName.WECHAT, "person", "key", "text", NOW, text=text)
    spent = []
    for _ in range(tries):
        began = time.process_time()
        advance(state, PersonSaid(message), handbook(), NOW)
        spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_four_times_the_length_costs_no_more_than_some_times_as_much(place: str, piece: str) -> None:
    state = stands(place)

    short = cost(state, piece, MESSAGE_CHARACTERS // TIMES, TRIES)
    long = cost(state, piece, MESSAGE_CHARACTERS, TRIES)

    assert long < MOST_TIMES_DEARER * max(short, AT_LEAST_SECONDS)
