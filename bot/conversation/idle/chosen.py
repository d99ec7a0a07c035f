"""Whoever was just asked which, and answers in their own words, gets it: 「企业」, 「后面那个」, 「举报那个」.

What was offered is remembered for one message (`State.offered`), so a choice of before swallows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.estimating import wanted
from bot.conversation.idle import answering
from bot.conversation.scene import Scene
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.appointment import names_a_day
from intents.telling.choosing import (
    MAY_CHOOSE,
    OWN_WORDS,
    button_in,
    points_at_one,
    position_in,
    title_in,
    wants_none,
)

__all__ = ["MAY_CHOOSE", "chosen_in_own_words"]

# They stand beneath an answer or a menu, and are not what is asked.
_BESIDE = ("helpful", "not_helpful", "none_of_these", "more")
# A menu of everything asks nothing in particular: there only what points at one of it is a choice.
_OF_THE_MENU = frozenset(answering.MENU)
_FEWEST = 2
_UNNAMED = re.compile("匿名|不[留署]名")
_UNNAMED_TIP = "我要匿名举报"
_NOT_THEN = re.compile("不|没空|没得空|有事")


def chosen_in_own_words(scene: Scene) -> Scene | Turn | None:
    """Take a message as the choice that it means; None where it means none of them, or more than one."""
    offered = scene.state.offered
    if len(offered) < _FEWEST or scene.text in (*offered, _UNNAMED_TIP):
        return None
    if (when := _another_time(scene)) is not None:
        return when
    beside = _said_by(scene, _BESIDE)
    asked = [said for said in offered if said not in beside]
    position = position_in(scene.text, len(asked))
    if position is not None:
        return scene.saying(asked[position])
    if scene.say("choices.none_of_these") in offered:
        return _of_a_menu(scene, asked)
    return _of_buttons(scene, asked) if scene.book.buttons.issuperset(asked) else None


def _another_time(scene: Scene) -> Scene | None:
    """Take the time that was asked for where an appointment is to be moved: 「下周三上午」."""
    moved = scene.say("choices.other_times")
    times = [said for said in scene.state.offered if said.startswith(moved) and said != moved]
    if not times or not names_a_day(scene.text):
        return None
    is_none = _NOT_THEN.search(scene.text) or looks_like_a_question(scene.text)
    return None if is_none else scene.saying(f"{moved}{scene.text}")


def _of_a_menu(scene: Scene, titles: Sequence[str]) -> Scene | Turn | None:
    if wants_none(scene.text):
        return answering.none_of_these(scene)
    # What has an answer of its own is a question of its own, unless it points at one of these.
    if answering.has_an_answer(scene) and not points_at_one(scene.text):
        return None
    title = title_in(scene.text, titles)
    return scene.saying(title) if title is not None else None


def _of_buttons(scene: Scene, asked: Sequence[str]) -> Scene | Turn | None:
    names = [name for name in OWN_WORDS if scene.say(f"choices.{name}") in asked]
    if set(names) == set(wanted.BUTTONS) and (explained := wanted.which_explained(scene)) is not None:
        return explained
    if looks_like_a_question(scene.text) or (_OF_THE_MENU.issubset(names) and not points_at_one(scene.text)):
        return None
    name = button_in(scene.text, names)
    if name == "tip" and _UNNAMED.search(scene.text):
        # The button says nothing of a name: whoever wants none keeps that.
        return scene.saying(_UNNAMED_TIP)
    return scene.saying(scene.say(f"choices.{name}")) if name is not None else None


def _said_by(scene: Scene, names: Sequence[str]) -> set[str]:
    return {scene.say(f"choices.{name}") for name in names}
