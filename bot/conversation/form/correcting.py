"""Corrections applied: at the summary by number or in words, at a field in passing."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import answer
from bot.conversation.form.corrections import Correction, correction_in, instead_of
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.messages import Reply
from bot.conversation.scene import touched, turn
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field
from intake.forms.understood import Understood
from intents.reading import NotUnderstood
from intents.telling.corrective import is_corrective


def phone_in_passing(scene: FormScene) -> Turn | None:
    """Take a telephone number that stands alone while something else is asked."""
    phone = scene.form.by_name.get("phone")
    if phone is None or not phone.when(scene.running.answers):
        return None
    return _taken_in_passing(scene, phone, (scene.text,))


def corrected_in_passing(scene: FormScene) -> Turn | None:
    """Correct an earlier answer in the middle of the form: 「电话写错了，是…」, 「第3项不对」."""
    correction = correction_in(scene, scene.running)
    return _corrected(scene, correction) if correction and _is_earlier(scene, correction) else None


def replaced_in_passing(scene: FormScene) -> Turn | None:
    """Correct the earlier answer that holds what is denied: 「不是华兴，是华星」."""
    correction = instead_of(scene, scene.running)
    if correction is None or not _is_earlier(scene, correction) or _reads_well(scene):
        return None
    # 「不是离职后，是在职时」 goes on with a text; 「不是员工，是合作方」 may choose among what is asked now.
    kind = correction.field.kind
    is_chosen = kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    if kind is FieldKind.TEXT or (is_chosen and (scene.is_free or scene.is_read)):
        return None
    return _corrected(scene, correction)


def correction_at_summary(scene: FormScene) -> Turn | None:
    """Put the new value in; where none is said, ask the field anew and come back to the summary."""
    correction = correction_in(scene, scene.running)
    if correction is None:
        return None
    # 「要是不公开名字就交」 names an item and changes nothing.
    changes = correction.texts or is_corrective(scene.text) or len(scene.text) <= hearing.A_WORD_CHARACTERS
    return _corrected(scene, correction) if changes else None


def _reads_well(scene: FormScene) -> bool:
    """Say whether the open field knows what to make of the words: 「不在重庆，在成都」 answers 「哪里」."""
    if scene.is_free or not isinstance(scene.read, Understood):
        return not isinstance(scene.read, NotUnderstood) and not scene.is_free
    value = scene.read.value
    return not isinstance(value, dict) or bool(value.get("district"))


def _is_earlier(scene: FormScene, correction: Correction) -> bool:
    name, running = correction.field.name, scene.running
    return name != scene.field.name and name in (*running.answers, *running.pending.put_off)


def _corrected(scene: FormScene, correction: Correction) -> Turn:
    field, running = correction.field, scene.running
    waits = replace(running.pending, correcting=True)
    there = scene.with_running(replace(running.at(field.name), pending=waits))
    for text in correction.texts:
        try:
            read = read_answer(there, field, text)
        except NotUnderstood:
            continue
        return answer.taken(there, read)
    asked = scene.say("form.ask_again", label=field.label)
    return ask(scene, there.running, asked)


def ask_which(scene: FormScene) -> Turn:
    """Ask which item is not right."""
    running = touched(scene.running, scene.now)
    reply = Reply(scene.say("form.confirm_which"))
    return turn(replace(scene.state, running=running), reply, intent=scene.heard.intent)


def _taken_in_passing(scene: FormScene, field: Field, texts: tuple[str, ...]) -> Turn | None:
    running = scene.running
    for text in texts:
        try:
            read = read_answer(scene, field, text)
        except NotUnderstood:
            continue
        if isinstance(read, Understood) and answer.problem_of(scene, field, read.value) is None:
            filled = running.with_answer(field.name, Answer(read.value, read.typed))
            return ask(scene, filled, corrected(scene, filled, field))
    return None
