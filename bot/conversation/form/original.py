"""What was told in its own words, kept with the form: what was not taken over reaches the officer too.

However a form is opened, what opened it is kept; so is a story that is told to one of its questions afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.conversation.scene import Scene
from bot.conversation.state import CONFIRM, Running
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Form, parted, value_of
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.keeping import Cut
from intents.telling.original import original_of, tells_something
from intents.telling.story import story_of
from intents.telling.unknown_teller import without_oneself

PARTY = "reported_name"
_TALK_CHARACTERS = 5
_A_NUMBER = re.compile(
    r"[，,、：:\s]{0,6}(?:该公司)?(?:的)?(?:联系)?(?:电话|手机|座机|号码)?号?(?:是|为)?[：:\s]{0,4}"
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|[2-8]\d{7})(?!\d)"
)
# What is shorter and asks, asks.
_A_QUESTION_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class OriginalKept:
    """What is kept of a message in its own words, by field, and what was cut out of it."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    cut: tuple[Cut, ...] = ()

    def said(self, scene: Scene) -> list[str]:
        """Return what is to be said of what was cut out."""
        return [scene.say(f"pasted.cut_{kind}") for kind in self.cut]


def original_kept(form: Form, text: str, answers: Mapping[str, Answer] = {}) -> OriginalKept:
    """Return what is kept of a message in its own words, behind what is kept already.

    Nothing of a bare wish, of what is kept already, or where it would be more than may be kept; or in a form that
    keeps none.
    """
    if not form.knows(TOLD) or not tells_something(text):
        return OriginalKept()
    original = original_of(text)
    before = value_of(answers, TOLD)
    told = f"{before}\n{original.text}" if isinstance(before, str) and before else original.text
    if not original.text or len(told) > form.field(TOLD).limit or original.text in str(before):
        return OriginalKept()
    return OriginalKept({TOLD: Answer(told, "", True)}, original.cut)


def original_told(scene: Scene, running: Running) -> list[str]:
    """Say that the words are kept; of a tip, that nothing about whoever gives it is."""
    told = value_of(running.answers, TOLD)
    if not isinstance(told, str):
        return []
    if running.form != FormName.TIP:
        # What was told before the form was asked for goes with it: that is said.
        before = scene.state.telling is not None and "\n" in told
        return [scene.say("form.original_kept_with_earlier" if before else "form.original_kept")]
    return [scene.say("form.original_kept_of_a_tip")] if without_oneself(told) else []


def original_shown(scene: Scene, running: Running) -> str:
    """Return the words as they are handed in."""
    told = value_of(running.answers, TOLD)
    kept = without_oneself(told) if isinstance(told, str) and running.form == FormName.TIP else told
    return scene.say("form.original_shown", told=kept) if kept else scene.say("form.original_none")


def with_original(scene: Scene, said: Turn) -> Turn:
    """Return the turn with a story kept that was told to a question which takes less of it."""
    before, running = scene.state.running, said.state.running
    if before is None or running is None or before.field == CONFIRM or running.pending.untold:
        return said
    form, text = scene.book.forms[running.form], scene.text
    asks = looks_like_a_question(text) and len(text) < _A_QUESTION_CHARACTERS
    if not form.knows(TOLD) or asks or text in scene.book.buttons:
        return said
    is_of_parties = _is_told_of_parties(before, running, text)
    # A number beside a party is theirs.
    text = _A_NUMBER.sub("", text) if is_of_parties else text
    if not story_of(text).tells_of_an_act and not is_of_parties:
        return said
    if not is_of_parties and any(
        isinstance(answer.value, str) and _is_kept_in(answer.value, text) for answer in running.answers.values()
    ):
        return said
    kept = replace(running, answers={**running.answers, **original_kept(form, text, running.answers).answers})
    return replace(said, state=replace(said.state, running=kept))


def _is_told_of_parties(before: Running, running: Running, text: str) -> bool:
    """Say whether more was told of the parties than their names: 「黄兵，听说他在…上班」."""
    if parted(before.field)[0] != PARTY or running.field == before.field:
        return False
    new = [
        answer.value
        for key, answer in running.answers.items()
        if parted(key)[0] == PARTY and key not in before.answers
    ]
    names = [value for value in new if isinstance(value, str)]
    return bool(names) and sum(map(len, names)) + _TALK_CHARACTERS < len(_A_NUMBER.sub("", text))


def _is_kept_in(value: str, text: str) -> bool:
    """Say whether an item holds a message, or all of it but the words that led to it: 「再加一条，…」."""
    return text in value or (value in text and 2 * len(value) > len(text))
