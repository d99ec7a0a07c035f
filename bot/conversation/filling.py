"""The open field: what an answer to it does to the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.conversation import checks, stopping, switching
from bot.conversation.form import ask, dialog_of, form_of, go_on, with_answer, with_pending
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Running
from bot.conversation.stated import surplus_in
from bot.conversation.summary import corrected, told_facts
from bot.conversation.turn import Turn
from bot.conversation.understood import Outside, Several, Understood
from intake.forms.form import Answer, Field
from intents.reading import NotUnderstood


def taken(scene: Scene, field: Field, read: Understood | Several | Outside) -> Turn:
    """Put an understood answer into the form and go on, or ask back where it leaves something open."""
    match read:
        case Several():
            return _which_place(scene, read)
        case Outside() if checks.decides_where(field):
            return stopping.outside(scene, read)
        case Outside():
            return _put_in(scene, field, Understood(read.value, read.typed))
        case Understood():
            return _put_in(scene, field, read)


def refused(scene: Scene, field: Field) -> Turn:
    """Take a refusal: an optional field is skipped, a core one is explained first, then put off or left open."""
    running = form_of(scene)
    pushed = tuple(running.pending.get("pushed", ()))
    if field.kind == "yes":
        return ask(scene, running, scene.say("form.truth_needed"))
    if not field.core:
        return go_on(scene, with_answer(running, field.name, Answer(None, "")), scene.say("form.skipped"))
    reason = _reason_for(running, field)
    if reason and field.name not in pushed:
        running = with_pending(running, pushed=[*pushed, field.name])
        return ask(scene, running, scene.say(reason))
    if field.unknown:
        return go_on(scene, with_answer(running, field.name, Answer(None, "")), scene.say("form.skipped"))
    return _put_off(scene, field)


def _reason_for(running: Running, field: Field) -> str | None:
    """Return the sentence that says why a core field is asked, None where a refusal is taken at once."""
    if field.explained:
        return f"{running.dialog}.{field.name}.push"
    return None if field.unknown else f"{running.dialog}.{field.name}.help"


def misread(scene: Scene, field: Field, problem: NotUnderstood) -> Turn:
    """Say what was not understood and ask again; the second time say how to get past it."""
    running = form_of(scene)
    sentence = scene.say(f"unread.{problem.phrase_key}", **problem.values)
    if running.misread == 0:
        return ask(scene, replace(running, misread=1), sentence)
    way_out = scene.say("form.misread_help" if field.core else "form.misread_skip")
    return ask(scene, replace(running, misread=running.misread + 1), sentence, way_out)


def _put_in(scene: Scene, field: Field, read: Understood) -> Turn:
    running = form_of(scene)
    if problem := checks.problem_of(scene, running, field, read.value):
        return ask(scene, replace(running, misread=running.misread + 1), problem)
    filled = with_answer(
        with_pending(running, candidates=None, hinted=None), field.name, Answer(read.value, read.typed)
    )
    if switch := switching.after(scene, filled, field):
        return switch
    filled, noted = _with_surplus(scene, filled, read.beside)
    correcting = running.pending.get("correcting")
    # A correction is read back as such.
    taken_as = () if correcting else read.notes(scene)
    notes = [*stopping.urgent(scene), *taken_as, *noted, *checks.remarks_on(scene, filled, field)]
    if conflict := checks.conflict_after(scene, filled, field):
        return ask(scene, conflict.running, *notes, conflict.sentence)
    if correcting:
        notes.insert(0, corrected(scene, filled, field))
    return go_on(scene, filled, *notes)


def _with_surplus(scene: Scene, running: Running, beside: Mapping[str, Any]) -> tuple[Running, list[str]]:
    """Fill later fields from what else the answer says; read it back."""
    found = {
        **surplus_in(scene, running),
        **{name: Answer(value, scene.text, True) for name, value in beside.items()},
    }
    dialog = dialog_of(scene)
    new = [name for name in found if dialog.knows(name) and name not in running.answers]
    for name in new:
        running = with_answer(running, name, found[name])
    told = [name for name in new if dialog.field(name).asked]
    if not told:
        return running, []
    return running, [scene.say("form.also_noted", facts=told_facts(scene.book, running, told))]


def _which_place(scene: Scene, read: Several) -> Turn:
    """Ask which of several places is meant, once more by its street where that decides."""
    names = tuple(dict.fromkeys(str(place["text"]) for place in read.places))
    sentences = [scene.say(f"hints.{read.hint}" if read.hint else "form.which_place_hint")]
    if len(names) > 1:
        sentences.insert(0, scene.say("form.which_place", text=read.text))
    pending = {"candidates": [dict(place) for place in read.places], "hinted": form_of(scene).field}
    running = touched(with_pending(form_of(scene), **pending), scene.now)
    choices = tuple(Choice(name, name) for name in names) if len(names) > 1 or read.settled else ()
    asked = Reply("\n".join(sentences), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent)


def _put_off(scene: Scene, field: Field) -> Turn:
    running = form_of(scene)
    put_off = tuple(running.pending.get("put_off", ()))
    if field.name in put_off:
        return ask(scene, running, scene.say("form.core_needed"), scene.say("form.draft_or_person"))
    later = with_pending(running, put_off=[*put_off, field.name])
    return go_on(scene, later, scene.say("form.put_off"), scene.say("form.draft_or_person"))
