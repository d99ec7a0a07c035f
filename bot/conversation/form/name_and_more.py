"""A sentence where a name is asked: the name alone is the name, the rest is kept where it belongs, or as words."""

from __future__ import annotations

from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.state import Running
from bot.conversation.summary import told_facts
from intake.forms.form import Answer, nth, parted, value_of
from intake.forms.understood import Heard, Understood
from intents.persons.beside_a_house import gives_own_name
from intents.persons.told_with_more import told_with_more
from intents.reading import NotUnderstood

_PARTY, _WHERE, _WORDS = "reported_name", "reported_place", "description"


def name_taken_out(scene: FormScene, read: Understood) -> tuple[FormScene, Understood, tuple[str, ...]] | None:
    """Return the form with the rest in it, the name alone, and what is told of that; None for a bare name."""
    field = scene.field
    told = told_with_more(scene.text)
    if told is None:
        return None
    first, *others = told.names
    if not field.several:
        others = []
    own, number = parted(field.name)
    beside = {nth(own, at): name for at, name in enumerate(others, start=number + 1)}
    # Who writes is noted as who is to be called, and tells nothing of the matter.
    running, rest, noted = scene.running, [clause for clause in told.rest if not gives_own_name(clause)], []
    if told.where and own == _PARTY and (sits := _place_read(scene, told.where)) is not None:
        running = running.with_answer(_WHERE, Answer(sits, told.where, True))
        noted.append(_WHERE)
    elif told.where:
        rest.insert(0, told.where)
    if rest and (kept := _with_words(scene, running, "，".join(rest))) is not None:
        running = kept
        noted.append(_WORDS)
    notes = (scene.say("form.also_noted", facts=told_facts(scene.book, running, noted)),) if noted else ()
    return scene.with_running(running), Understood(first, read.typed, beside, heard=Heard.NAME), notes


def _place_read(scene: FormScene, words: str) -> object | None:
    if not scene.form.knows(_WHERE) or value_of(scene.running.answers, _WHERE) is not None:
        return None
    try:
        read = read_answer(scene, scene.form.field(_WHERE), words)
    except NotUnderstood:
        return None
    return read.value if isinstance(read, Understood) else None


def _with_words(scene: FormScene, running: Running, words: str) -> Running | None:
    """Return the form with these words behind what is told of the matter; None where they have no room."""
    if not scene.form.knows(_WORDS):
        return None
    before = value_of(running.answers, _WORDS)
    told = f"{before}；{words}" if before else words
    if len(told) > scene.form.field(_WORDS).limit:
        return None
    return running.with_answer(_WORDS, Answer(told, told, True))
