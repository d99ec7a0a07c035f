"""Forms put aside: there may be several, each for 「继续填写」; the one put aside last comes first."""

from __future__ import annotations

from bot.conversation.handbook import Handbook
from bot.conversation.scene import Scene
from bot.conversation.state import MOST_ASIDE, Running, State
from intake.forms.codes import FormName
from intents import expressions as re

# What a form is called by whoever wants to go on with it, among others.
_CALLED = {
    FormName.COMPLAINT: re.compile("举报|投诉"),
    FormName.TIP: re.compile("举报|线索"),
    FormName.CONSULTATION: re.compile("咨询|预约|指导"),
    FormName.ASSESS_COMPANY: re.compile("自评"),
    FormName.ASSESS_PARK: re.compile("园区"),
}


def meant(scene: Scene) -> Running | None:
    """Return which form put aside is meant by whoever goes on: the one they name, else the latest."""
    aside = scene.state.put_aside
    named = (draft for draft in aside if _is_named(draft, scene.text))
    return next(named, aside[0] if aside else None)


def kept_of(state: State, form: str) -> Running | None:
    """Return the latest form of this name put aside that somebody can go on with; None where none is."""
    return next((draft for draft in state.put_aside if draft.form == form and not draft.pending.outside), None)


def others_told(state: State, book: Handbook, key: str = "form.others_wait") -> list[str]:
    """Return which forms lie aside, and how to go on with one of them; nothing where none does."""
    names = dict.fromkeys(book.say(f"forms.{draft.form}") for draft in state.put_aside)
    return [book.say(key, names="、".join(names))] if names else []


def fills_up(state: State, book: Handbook) -> list[str]:
    """Return that the next form put aside would take the place of the earliest; nothing before."""
    return [book.say("form.aside_is_full", count=MOST_ASIDE)] if len(state.put_aside) >= MOST_ASIDE else []


def _is_named(draft: Running, text: str) -> bool:
    called = _CALLED.get(FormName(draft.form))
    return called is not None and called.search(text) is not None
