"""The open field: what an answer to it does to the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.conversation import checks, hearing, stopping
from bot.conversation.form import places
from bot.conversation.form.opening import DECIDES_THE_FORM, form_decided
from bot.conversation.form.outside import turned_away
from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.state import Running
from bot.conversation.stated import surplus_in
from bot.conversation.summary import corrected, told_facts
from bot.conversation.turn import Turn
from intake.forms.form import Answer, Field
from intake.forms.saying import place_in_words
from intake.forms.understood import Outside, Several, Understood
from intents.reading import NotUnderstood


def taken(scene: FormScene, read: Understood | Several | Outside) -> Turn:
    """Put an understood answer into the form and go on, or ask back where it leaves something open."""
    match read:
        case Several():
            return places.ask_which(scene, read)
        case Outside() if checks.decides_where(scene.field):
            return turned_away(scene, read)
        case Outside():
            return _put_in(scene, Understood(read.value, read.typed))
        case Understood():
            return _put_in(scene, read)


def refused(scene: FormScene) -> Turn:
    """Take a refusal: an optional field is skipped, a core one is explained first, then put off or left open."""
    field, running = scene.field, scene.running
    waits = running.pending
    if field.kind == "yes":
        return ask(scene, running, scene.say("form.truth_needed"))
    if not field.core:
        return go_on(scene, running.with_answer(field.name, Answer(None, "")), scene.say("form.skipped"))
    if waits.taken_asked and waits.hinted == field.name:
        return _taken_unknown(scene)
    reason = _reason_for(field)
    if reason and field.name not in waits.pushed:
        pushed = replace(waits, pushed=(*waits.pushed, field.name))
        return ask(scene, replace(running, pending=pushed), reason)
    if field.unknown:
        return go_on(scene, running.with_answer(field.name, Answer(None, "")), scene.say("form.skipped"))
    return _put_off(scene)


def _taken_unknown(scene: FormScene) -> Turn:
    """Take 「不知道」 to where it was taken: then not every act is known to lie outside, and it is filed here."""
    running = _without_place_asked(scene.running).with_answer(scene.field.name, Answer(None, scene.text))
    for name, value in scene.running.pending.beside.items():
        running = running.with_answer(name, Answer(value, scene.text, True))
    return go_on(scene, running, scene.say("form.taken_unknown"))


def _without_place_asked(running: Running) -> Running:
    waits = replace(running.pending, candidates=(), hinted=None, beside={}, taken_asked=False)
    return replace(running, pending=waits)


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


def _put_in(scene: FormScene, read: Understood) -> Turn:
    field, running = scene.field, scene.running
    if field.name == "anonymous":
        scene = scene.at(replace(scene.state, unnamed=read.value is True))
    if problem := checks.problem_of(scene, running, field, read.value):
        # It was understood; which of the two is wrong only the person knows.
        return ask(scene, running, problem)
    filled = _without_place_asked(running).with_answer(field.name, Answer(read.value, read.typed))
    if field.name in DECIDES_THE_FORM and (decided := form_decided(scene, filled, field)):
        return decided
    filled, noted = _with_surplus(scene, filled, read.beside)
    filled = places.in_step(running, filled, field.name)
    if field.name in places.OF_THE_ACT and (there := places.all_outside(filled)):
        return turned_away(scene, Outside(there, read.value, read.typed))
    correcting = running.pending.correcting
    # A correction is read back as such.
    taken_as = () if correcting else _taken_as(scene, read)
    notes = [*stopping.urgent(scene), *taken_as, *noted, *checks.remarks_on(scene, field, filled.answers)]
    if conflict := checks.conflict_after(scene, filled, field):
        return ask(scene, conflict.running, *notes, conflict.sentence)
    if correcting:
        notes.insert(0, corrected(scene, filled, field))
    return go_on(scene, filled, *notes)


def _taken_as(scene: FormScene, read: Understood) -> tuple[str, ...]:
    """Return what the person must be told about how their words were taken."""
    if read.shortened is not None:
        return (scene.say("form.shortened", limit=read.shortened),)
    if read.guessed is not None:
        return (scene.say("form.noted_place_guess", place=read.guessed),)
    if read.beside.get("taken_place") and read.beside.get("use_place"):
        taken, used = (place_in_words(read.beside[name]) for name in ("taken_place", "use_place"))
        return (scene.say("form.noted_places", taken=taken, used=used),)
    if isinstance(read.value, Mapping) and read.value.get("district"):
        return (scene.say("form.noted_place", place=place_in_words(read.value)),)
    return ()


def _with_surplus(scene: FormScene, running: Running, beside: Mapping[str, Any]) -> tuple[Running, list[str]]:
    """Fill later fields from what else the answer says; read it back."""
    found = {
        **surplus_in(scene, running),
        **{name: Answer(value, scene.text, True) for name, value in beside.items()},
    }
    form = scene.form
    new = [name for name in found if form.knows(name) and (name in beside or name not in running.answers)]
    for name in new:
        running = running.with_answer(name, found[name])
    told = [name for name in new if form.field(name).asked]
    if not told:
        return running, []
    return running, [scene.say("form.also_noted", facts=told_facts(scene.book, running, told))]


def _put_off(scene: FormScene) -> Turn:
    field, running = scene.field, scene.running
    put_off = running.pending.put_off
    if field.name in put_off:
        return ask(scene, running, scene.say("form.core_needed"), scene.say("form.draft_or_person"))
    waits = replace(running.pending, put_off=(*put_off, field.name))
    later = replace(running, pending=waits)
    return go_on(scene, later, scene.say("form.put_off"), scene.say("form.draft_or_person"))
