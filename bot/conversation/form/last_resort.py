"""What is left of a message that nothing else took: the answer to the open question, or words that are none."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form import answer, confirming, other_kind, unanswered, words
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intents.persons.organisations import organisations_in
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees
from intents.telling.corrective import is_corrective
from intents.telling.plainly import is_a_thing, is_only_a_greeting


def declaration_not_given(scene: FormScene) -> Turn | None:
    if scene.field.kind is not FieldKind.DECLARATION or (scene.is_read and not is_corrective(scene.text)):
        return None
    return confirming.declaration_not_given(scene)


def nothing_to_say(scene: FormScene) -> Turn | None:
    lacks = not scene.is_read and kind_of(scene.field).lacks(scene.text)
    return unanswered.refused(scene) if lacks and not looks_like_a_question(scene.text) else None


def own_words(scene: FormScene) -> Turn | None:
    in_own_words = None if scene.is_read else kind_of(scene.field).in_own_words(scene.field, scene.text)
    if in_own_words is None:
        return None
    return other_kind.short_words_for_an_option(scene) or answer.taken(scene, in_own_words)


def misread(scene: FormScene) -> Turn | None:
    return unanswered.misread(scene, scene.read) if isinstance(scene.read, NotUnderstood) else None


def another_kind(scene: FormScene) -> Turn | None:
    """Keep nothing that plainly answers another question: 「沙坪坝区」 is no way of acting."""
    if scene.is_another_kind:
        return other_kind.asked_again(scene)
    if scene.field.kind is FieldKind.NAME and (is_a_thing(scene.text) or is_only_a_greeting(scene.text)):
        return other_kind.doubtful_name(scene)
    is_chosen = isinstance(scene.read, Understood) and scene.read.heard is None
    return other_kind.names_the_information(scene) if scene.field.options and not is_chosen else None


def no_answer(scene: FormScene) -> Turn | None:
    """Take no yes, and no button of another question, where words are asked for: 「属实」 is no name."""
    is_button = len(scene.text) <= hearing.SHORT_CHARACTERS and scene.text in scene.book.buttons
    if scene.field.takes_questions and (noted := other_kind.option_of_another(scene)):
        return noted
    if words.REFERS_BACK.match(scene.text) and not organisations_in(scene.text):
        return unanswered.ask_once_more(scene, scene.say("form.write_it_out"))
    is_no_name = scene.field.kind is FieldKind.NAME and other_kind.is_said_of_something_else(scene)
    if not scene.is_free or not ((agrees(scene.text) and not scene.field.keeps_no) or is_button or is_no_name):
        return None
    return unanswered.ask_once_more(scene, scene.say("form.not_an_answer"))


def the_answer(scene: FormScene) -> Turn | None:
    return None if isinstance(scene.read, NotUnderstood) else answer.taken(scene, scene.read)
