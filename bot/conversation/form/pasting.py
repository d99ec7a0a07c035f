"""What must not be kept of words at a field: whose numbers may stand there, and whether the rest is an answer."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form import words
from bot.conversation.form.scene import FormScene
from bot.conversation.pattern import Context
from intake.forms.codes import FieldKind
from intake.forms.form import value_of
from intents.telling.keeping import Kept, Numbers, kept_of
from intents.telling.numbers import gives_their_own_later


def numbers_kept(scene: FormScene) -> Numbers:
    """Return whose telephones may be kept: a number is the filer's only where the field or the words say so."""
    if scene.where is Context.SUMMARY:
        return "any"
    if scene.where is Context.FIELD and scene.field.kind is FieldKind.PHONE:
        # 「对方的电话是139…」 leaves nobody a number to be called at.
        is_theirs = words.THEIR_NUMBER.search(scene.text) or gives_their_own_later(scene.text)
        return "own" if is_theirs else "any"
    if value_of(scene.running.answers, "anonymous") is True:
        return "none"
    is_about_others = scene.where is Context.FIELD and scene.field.name not in words.NAMED
    return "said" if is_about_others else "own"


def takes_the_rest(scene: FormScene, kept: Kept) -> bool:
    """Say whether what was left of an answer is one: 「王某」 of 「王某，手机号139…」, not 「配方是」."""
    if kept_of(kept.text, numbers_kept(scene)).cut:
        return False
    if kept.cut == ("number",):
        return len(kept.text) >= hearing.SHORTEST_NAME_CHARACTERS
    takes_words = scene.where is Context.NOTE or (scene.where is Context.FIELD and scene.is_free)
    return takes_words and kept.is_worth_reading
