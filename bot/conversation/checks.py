"""What one answer says about another: dates that contradict each other, remarks that a choice calls for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.summary import day_in_words
from intake.forms.form import Field, value_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers that cannot both be right: the form with the doubtful one open again, and what to say."""

    running: Running
    sentence: str


def decides_where(field: Field) -> bool:
    """Say whether a place outside, read in this field, means that the matter is not ours at all."""
    return field.name in ("act_place", "district")


def problem_of(scene: Scene, running: Running, field: Field, value: Any) -> str | None:
    """Return what speaks against an answer under the others, as a sentence; None if nothing does."""
    formed = value_of(running.answers, "formed_on")
    if field.name == "act_date" and formed and value and _is_before(value, formed):
        return scene.say("form.act_before_formed", act=day_in_words(value), formed=day_in_words(formed))
    return None


def conflict_after(scene: Scene, running: Running, field: Field) -> Conflict | None:
    """Return the earlier answer that the new one makes doubtful, to be asked again."""
    acted, formed = value_of(running.answers, "act_date"), value_of(running.answers, "formed_on")
    if field.name != "formed_on" or not acted or not formed or not _is_before(acted, formed):
        return None
    sentence = scene.say("form.formed_after_act", act=day_in_words(acted), formed=day_in_words(formed))
    return Conflict(replace(running.without("act_date"), field="act_date"), sentence)


def remarks_on(scene: Scene, running: Running, field: Field) -> tuple[str, ...]:
    """Return what a person should know once they have given this answer."""
    value = value_of(running.answers, field.name)
    if field.name == "secret_kind" and value != "business":
        return (scene.say("form.technical"),)
    if field.name == "anonymous":
        return (remark_on_anonymity(scene, value is True),)
    if field.name == "reporter_role" and value == "insider":
        return (scene.say("tip.anonymous.note_insider"),)
    return ()


def remark_on_anonymity(scene: Scene, anonymous: bool) -> str:
    """Return what the choice between 匿名 and 实名 means in this channel (wording.md)."""
    if not anonymous:
        return scene.say("tip.anonymous.note_named")
    is_known = scene.message.can.knows_account
    return scene.say("tip.anonymous.note_anonymous_wechat" if is_known else "tip.anonymous.note_anonymous")


def _is_before(day: str, other: str) -> bool:
    # As far as both are known: 2025 is not before 2025-02.
    shared = min(len(day), len(other))
    return day[:shared] < other[:shared]
