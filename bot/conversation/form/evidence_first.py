"""At a note, what is told is evidence first: it is added whatever is asked beside it, and nothing said is lost."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import noting
from bot.conversation.form.note import take_words
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.turn import Turn
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.reading.agreement import agrees, speaks_of_agreeing
from intents.reading.questions import looks_like_a_question
from intents.telling.added import tells_and_asks, words_added
from intents.telling.own_contact import new_contact_in

_CLAUSE = re.compile(r"[，,。；;！!\n]+")


def told_and_asked(scene: FormScene) -> Turn | None:
    """Add what tells something and asks something; what has a sure answer is answered beside it."""
    waits = scene.running.pending
    if waits.purpose is not Purpose.SUPPLEMENT or waits.asks_contact or new_contact_in(scene.text) is not None:
        return None
    if not looks_like_a_question(scene.text):
        return None
    words = words_added(scene.text) or (scene.text if tells_and_asks(scene.text) else "")
    if not words:
        return None
    added = take_words(scene, words)
    beside = _answered(scene) if words == scene.text else ()
    return replace(added, replies=(*beside, *added.replies))


def nothing_said(scene: FormScene) -> Turn | None:
    """Add what was asked before when a yes follows; a yes to nothing, and a button, add nothing."""
    kept = scene.running.pending.asked
    if kept and (agrees(scene.text) or speaks_of_agreeing(scene.text)):
        return take_words(scene, kept)
    return noting.nothing_said_in_a_note(scene)


def _answered(scene: FormScene) -> tuple[Reply, ...]:
    asking = next((clause for clause in reversed(_CLAUSE.split(scene.text)) if looks_like_a_question(clause)), "")
    found = scene.saying(asking).found if asking else None
    if found is None or found.decision != "answer" or found.outside is not None:
        return (Reply(scene.say("progress.asked_beside")),)
    shown = scene.book.library.given(found, asking, scene.today)
    return (Reply(shown.text, source=shown.source, statements=shown.statements),)
