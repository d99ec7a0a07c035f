"""An open field without an answer: refused, not known, not understood. It is asked three times at most."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import places
from bot.conversation.form.question import ask, go_on, is_asked_next, show_summary
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from bot.conversation.whereabouts import is_online
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field
from intake.forms.kinds import kind_of
from intents.reading import NotUnderstood, fears_to_tell


def refused(scene: FormScene) -> Turn:
    """Take a refusal: an optional field is skipped, a core one is explained first, then put off or left open."""
    field, running = scene.field, scene.running
    waits = running.pending
    if field.kind is FieldKind.DECLARATION:
        return ask(scene, running, scene.say("form.truth_needed"))
    if not field.core and field.push and fears_to_tell(scene.text) and field.name not in waits.pushed:
        # No content is wanted: whoever fears to tell it is told so once.
        pushed = replace(waits, pushed=(*waits.pushed, field.name))
        return ask(scene, replace(running, pending=pushed), field.push)
    if not field.core:
        return go_on(scene, running.with_answer(field.name, Answer(None, "")), scene.say("form.skipped"))
    if waits.taken_asked and waits.hinted == field.name:
        return _taken_unknown(scene)
    reason = _reason_for(field)
    if kind_of(field).is_place and is_online(scene.text):
        # 「网上，哪点不晓得」: where they trade decides then.
        reason = scene.say("unread.place.online")
    if reason and field.name not in waits.pushed:
        pushed = replace(waits, pushed=(*waits.pushed, field.name))
        return ask(scene, replace(running, pending=pushed), reason)
    if field.unknown:
        return go_on(scene, running.with_answer(field.name, Answer(None, "")), scene.say("form.skipped"))
    return _put_off(scene)


def _taken_unknown(scene: FormScene) -> Turn:
    """Take 「不知道」 to where it was taken: then not every act is known to lie outside, and it is filed here."""
    running = places.not_asked_any_more(scene.running).with_answer(scene.field.name, Answer(None, scene.text))
    for name, value in scene.running.pending.beside.items():
        running = running.with_answer(name, Answer(value, scene.text, True))
    return go_on(scene, running, scene.say("form.taken_unknown"))


def _reason_for(field: Field) -> str:
    """Return the sentence that says why a core field is asked, "" where a refusal is taken at once."""
    return field.push or ("" if field.unknown else field.help)


def misread(scene: FormScene, problem: NotUnderstood) -> Turn:
    """Say what was not understood and ask again."""
    return ask_once_more(scene, scene.say(f"unread.{problem.phrase_key}", **problem.values))


def ask_once_more(scene: FormScene, sentence: str) -> Turn:
    """Ask the field again, the second time with a way around it; the third time it is left."""
    running = replace(scene.running, misread=scene.running.misread + 1)
    if running.misread >= hearing.ASKED_AT_MOST:
        return _left(scene)
    if running.misread == 1:
        return ask(scene, running, sentence)
    way_out = scene.say("form.misread_help" if scene.field.core else "form.misread_skip")
    return ask(scene, running, sentence, way_out)


def _left(scene: FormScene) -> Turn:
    """Leave a field that was not understood three times: open where it may be, else put off to the end."""
    field, running = scene.field, scene.running
    if running.pending.correcting and field.name in running.answers:
        return go_on(scene, running, scene.say("form.left_as_it_was"))
    if field.core and not field.unknown:
        return _put_off(scene)
    return go_on(scene, running.with_answer(field.name, Answer(None, "")), scene.say("form.left_open"))


def _put_off(scene: FormScene) -> Turn:
    """Put a core field off to the end; refused there too, it stays open, and the summary says what is missing."""
    field, running = scene.field, scene.running
    put_off = running.pending.put_off
    waits = replace(running.pending, put_off=tuple(dict.fromkeys((*put_off, field.name))))
    later = replace(running, pending=waits)
    if field.name not in put_off and not is_asked_next(scene.form, later, field.name):
        return go_on(scene, later, scene.say("form.put_off"), scene.say("form.draft_or_person"))
    left_open = later.with_answer(field.name, Answer(None, "", stated=True))
    # The summary says what is missing.
    return show_summary(scene, left_open)
