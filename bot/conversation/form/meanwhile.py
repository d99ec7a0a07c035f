"""Said while a form is open, and not about it: a threat, money asked for, a complaint about officials."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import answer, note, words
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.idle.pressure import WAYS
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.stated import RECUSAL_ITEM
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer
from intake.forms.supplement import Purpose
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.fraud import is_asked_to_pay
from intents.telling.officials import Grievance, grievance_in
from intents.telling.story import story_of
from intents.telling.threats import is_threatened, tells_of_a_threat, tells_of_danger, withdraws_under_threat


def threatened(scene: FormScene) -> Turn | None:
    """Name their safety first; what was said is a note or an answer as well where words are asked for."""
    if scene.where is Context.NOTE:
        return _threatened_at_a_note(scene)
    if not tells_of_danger(scene.text) or story_of(scene.text).tells_of_an_act:
        return None
    safety = Reply(scene.say("stops.threat"))
    is_text = scene.where is Context.FIELD and scene.field.kind is FieldKind.TEXT
    if is_text and not isinstance(scene.read, NotUnderstood):
        said = answer.taken(scene, scene.read)
        return replace(said, replies=(safety, *said.replies))
    return ask(scene, scene.running, first=(safety,))


def _threatened_at_a_note(scene: FormScene) -> Turn | None:
    """Leave a wish that a threat has made; an addition that tells of one stands."""
    is_addition = scene.running.pending.purpose is Purpose.SUPPLEMENT
    if (not is_addition and is_threatened(scene.text)) or withdraws_under_threat(scene.text):
        return note.offer_word_instead(scene)
    if not tells_of_a_threat(scene.text):
        return None
    said = note.take_words(scene, scene.text)
    return replace(said, replies=(Reply(scene.say("stops.danger")), *said.replies))


def asked_to_pay(scene: FormScene) -> Turn | None:
    """Warn whoever is asked for money in the name of an office; the question stays, an addition is taken."""
    if not is_asked_to_pay(scene.text):
        return None
    warning = Reply(scene.say("stops.fraud"))
    is_addition = scene.where is Context.NOTE and scene.running.pending.purpose is Purpose.SUPPLEMENT
    if is_addition and not looks_like_a_question(scene.text):
        said = note.take_words(scene, scene.text)
        return replace(said, replies=(warning, *said.replies))
    return ask(scene, scene.running, first=(warning,))


def grieved(scene: FormScene) -> Turn | None:
    """Say where a complaint about officials belongs; the question stays.

    Who stands close to whom the bureau shall read: in a note it is the note, in a complaint it asks for 回避.
    """
    grievance = grievance_in(scene.text)
    # 「回避申请：经办的张某…」 says where it belongs.
    if words.NAMES_AN_ITEM.match(scene.text):
        return None
    if grievance is None or looks_like_a_question(scene.text) or story_of(scene.text).tells_of_an_act:
        return None
    if grievance in (Grievance.PARTIAL, Grievance.LEAK) and scene.where is Context.NOTE:
        withdraws = scene.running.pending.purpose is Purpose.WITHDRAWAL_WISH
        return note.take_words(scene, scene.text, is_confirmed=not withdraws)
    if grievance is Grievance.PARTIAL and scene.form.knows(RECUSAL_ITEM):
        noted = scene.running.with_answer(RECUSAL_ITEM, Answer(scene.text, scene.text))
        facts = told_facts(scene.book, noted, [RECUSAL_ITEM])
        return ask(scene, noted, scene.say("form.also_noted", facts=facts))
    return ask(scene, scene.running, first=(Reply(scene.say(f"stops.{WAYS[grievance]}")),))
