"""Two places in one answer, and not a word of which was which: 「渝北两路那边，他公司在江北观音桥」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.scene import Scene
from intake.forms.understood import Several
from intake.geography.place import Located, Place
from intents import expressions as re

WHICH_IS_WHICH = "which_is_which"
_JOINTS = re.compile(r"[，,。；;、]|(?<=[\u4e00-\u9fff]{2})(?:和|跟|与|还有|以及)(?=[\u4e00-\u9fff]{2})")
_MOST_CHARACTERS = 60
_TAKEN = re.compile(r"拿走|拷走?|偷|盗|带走|下载|获取|被拿")
_USED = re.compile(r"使用|在用|用的|生产|卖|销售|加工")
# Whoever puts something right names the wrong place too.
_DENIES = re.compile("不是|不在|不对|而是|原来|以前|搬")


def two_places(scene: Scene, located: Located, text: str) -> Several | None:
    """Return the two streets or towns that are named apart, to be asked which is which.

    None where it is one place, or where it is said already what was done where.
    """
    if located.outcome != "one" or located.taken or located.used or len(text) > _MOST_CHARACTERS:
        return None
    pieces = [piece for piece in _JOINTS.split(text) if piece.strip()]
    if len(pieces) < 2 or _DENIES.search(text):
        return None
    found = {place.text: place for piece in pieces if (place := _place_in(scene, piece)) is not None}
    if len(found) != 2:
        return None
    return Several(text, tuple(place.as_json() for place in found.values()), WHICH_IS_WHICH)


def told_apart(scene: Scene, offered: Sequence[Mapping[str, object]], text: str) -> str:
    """Return the answer to which is which in full: 「两路拿走的，观音桥在用」; any other text as it is."""
    taken, used = (_which(scene, offered, text, words) for words in (_TAKEN, _USED))
    if len(offered) != 2 or taken == used or not (taken or used):
        return text
    other = {str(place["text"]) for place in offered} - {taken, used}
    return scene.say("form.taken_and_used", taken=taken or other.pop(), used=used or other.pop())


def _which(scene: Scene, offered: Sequence[Mapping[str, object]], text: str, words: re.Pattern[str]) -> str:
    pieces = [piece for piece in _JOINTS.split(text) if words.search(piece)]
    names = {str(place["text"]) for place in offered}
    said = (place.text for piece in pieces if (place := _place_in(scene, piece)) is not None)
    return next((name for name in said if name in names), "")


def _place_in(scene: Scene, piece: str) -> Place | None:
    there = scene.book.gazetteer.locate(piece, scene.today)
    return there.place if there.outcome == "one" and there.place is not None and there.place.unit else None
