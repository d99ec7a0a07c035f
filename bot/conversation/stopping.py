"""Where a matter does not belong here, and what must be said before anything else."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.stops import MARKED_PAPERS, OFFICIAL_SECRET, OURS, STATE_SECRET, STOPS, Stop
from bot.conversation.turn import Turn

_COMES_BACK = (
    "你们",
    "这里",
    "这边",
    "一起",
    "不能",
    "不管",
    "不办",
    "凭什么",
    "为什么",
    "为啥",
    "那我",
    "那怎么",
    "那找谁",
    "投诉",
    "举报",
)
_STILL = {"consumer": "stops.still", "state_secret": "stops.still_state_secret"}
_REACHES_BACK_CHARACTERS = 30


def stop_in(text: str) -> Stop | None:
    """Return the first subject of `stops.py` that the text is about, None when it is ours."""
    if holds_an_official_secret(text):
        return STATE_SECRET
    return next((stop for stop in STOPS if _is_about(stop, text)), None)


def speaks_of_state_secrets(text: str) -> bool:
    """Say whether it is about state secrets, which must not be sent; a company's own marks are none."""
    return any(_is_about(stop, text) for stop in (STATE_SECRET, MARKED_PAPERS)) or holds_an_official_secret(text)


def holds_an_official_secret(text: str) -> bool:
    """Say whether papers of the state are told of, be it beside a question: 「标着“机密”的国防科研文件」."""
    return OFFICIAL_SECRET.search(text) is not None and not any(word in text for word in STATE_SECRET.unless)


def is_ours(text: str) -> bool:
    """Say whether the words sound like a matter of trade secrets."""
    return any(word in text for word in OURS)


def stopped(scene: Scene, stop: Stop) -> Turn:
    """Say where to turn; no form is opened."""
    state = replace(scene.state, running=None, signposted=stop.name)
    return turn(state, Reply(scene.say(stop.phrase)), intent=scene.heard.intent)


def sent_elsewhere(scene: Scene, topic: str) -> Turn:
    """Say where to turn with what has nothing to do with secrets; no form is opened."""
    state = replace(scene.state, running=None, signposted=topic)
    return turn(state, Reply(scene.say(f"stops.{topic}")), intent="other")


def still_stopped(scene: Scene) -> Turn | None:
    """Say it once more to somebody who comes back to it; None when they speak of something else."""
    text = scene.text
    comes_back = len(text) <= _REACHES_BACK_CHARACTERS and any(word in text for word in _COMES_BACK)
    if not scene.state.signposted or not comes_back or is_ours(text):
        return None
    key = _STILL.get(scene.state.signposted, f"stops.{scene.state.signposted}")
    return turn(scene.state, Reply(scene.say(key), (button(scene.book, "complaint"),)), intent=scene.heard.intent)


def _is_about(stop: Stop, text: str) -> bool:
    return any(word in text for word in stop.words) and not any(word in text for word in stop.unless)
