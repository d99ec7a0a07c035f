"""Corrections applied: at the summary by number or in words, at a field in passing."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation import checks
from bot.conversation.form import answer
from bot.conversation.form.corrections import correction_in, is_corrective
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.scene import touched, turn
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from bot.conversation.understanding import read_answer
from bot.conversation.understood import Understood
from intake.forms.form import Answer, Field
from intents.reading import NotUnderstood

_BARE_PHONE = re.compile(r"^\+?(?:86)?[ -]?(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})$")
# Another answer than the open one is only touched when the words say that it was wrong.
_SAYS_WRONG = re.compile(r"(?:写|填|说|打|搞|弄)错|错了|改一下|改成|更正|换成")


def answer_to_another_field(scene: FormScene) -> Turn | None:
    """Correct an earlier answer in passing (「电话写错了，是…」), or take a telephone number that stands alone."""
    running, form, open_one = scene.running, scene.form, scene.field
    phone = form.field("phone") if form.knows("phone") else None
    asks_phone = phone is not None and open_one is not phone and phone.when(running.answers)
    if phone is not None and asks_phone and _BARE_PHONE.match(scene.text):
        return _taken_in_passing(scene, phone, (scene.text,))
    if not _SAYS_WRONG.search(scene.text) or not is_corrective(scene.text):
        return None
    correction = correction_in(scene, running, numbered=False)
    if correction is None or correction.field.name == open_one.name:
        return None
    if correction.field.name not in (*running.answers, *running.pending.put_off):
        return None
    return _taken_in_passing(scene, correction.field, correction.texts)


def correction_at_summary(scene: FormScene) -> Turn | None:
    """Put the new value in; where none is said, ask the field anew and come back to the summary."""
    correction = correction_in(scene, scene.running)
    if correction is None:
        return None
    field, running = correction.field, scene.running
    waits = replace(running.pending, correcting=True)
    there = scene.with_running(replace(running, field=field.name, pending=waits))
    for text in correction.texts:
        try:
            read = read_answer(there, field, text)
        except NotUnderstood:
            continue
        return answer.taken(there, read)
    asked = scene.say("form.ask_again", label=scene.say(f"{running.form}.{field.name}.label"))
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
        if isinstance(read, Understood) and checks.problem_of(scene, running, field, read.value) is None:
            filled = running.with_answer(field.name, Answer(read.value, read.typed))
            return ask(scene, filled, corrected(scene, filled, field))
    return None
