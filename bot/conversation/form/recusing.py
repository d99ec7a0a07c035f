"""Somebody in office is to keep out of it: noted as the item 回避申请 wherever it is said, and read back."""

from __future__ import annotations

from bot.conversation.form import words
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.stated import RECUSAL_ITEM
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.form import Answer, value_of
from intents.reading.questions import looks_like_a_question
from intents.telling.recusal import recusal_asked_in
from intents.telling.story import story_of


def recusal_wanted(scene: FormScene) -> Turn | None:
    """Note who is to keep out of it, and ask the open question again; None where nobody is."""
    if words.NAMES_AN_ITEM.match(scene.text):
        # 「回避申请：经办的张某…」 says where it belongs.
        return None
    asked = recusal_asked_in(scene.text)
    if not asked or looks_like_a_question(scene.text) or story_of(scene.text).tells_of_an_act:
        return None
    if not scene.form.knows(RECUSAL_ITEM) or scene.running.field == RECUSAL_ITEM:
        return None
    field, before = scene.form.field(RECUSAL_ITEM), value_of(scene.running.answers, RECUSAL_ITEM)
    # Said alone it stands as it was said.
    told = scene.text if len(scene.text) <= field.limit else asked
    both = f"{before}；{told}" if isinstance(before, str) and before and told not in before else told
    if len(both) > field.limit:
        return None
    noted = scene.running.with_answer(RECUSAL_ITEM, Answer(both, both))
    facts = told_facts(scene.book, noted, [RECUSAL_ITEM])
    return ask(scene, noted, scene.say("form.also_noted", facts=facts), scene.say("form.recusal_noted"))
