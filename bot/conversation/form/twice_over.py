"""What ends something and is said twice over is heard as if it had been said once: 「没得了没得了」."""

from __future__ import annotations

from bot.conversation.form import note
from bot.conversation.form.scene import FormScene
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.persons.people import is_a_name
from intents.reading import is_nothing, is_skip, is_unknown
from intents.telling.added import says_nothing_more
from intents.telling.doubled import said_once

# Said once it may be a yes; said again it wants an end.
_ENOUGH = re.compile("(?:行|好|可以|要得|得行|对)了[嘛吧哈]?|就这样[嘛吧了哈]?")


def heard_once(scene: FormScene) -> Turn | FormScene | None:
    """Return the message with the words once; None where they may be an answer and stand as they were said."""
    once = said_once(scene.text)
    if once and _is_addition(scene) and _ENOUGH.fullmatch(once):
        return note.leave_note(scene, "progress.not_added", "cancel")
    if once and scene.where is Context.FIELD and scene.field.kind is FieldKind.NAME and is_a_name(once):
        # 「张伟张伟」 is one name.
        return scene.saying(once)
    ends = once and (is_nothing(once) or is_skip(once) or is_unknown(once) or says_nothing_more(once))
    return scene.saying(once) if ends else None


def _is_addition(scene: FormScene) -> bool:
    is_note = scene.where is Context.NOTE and scene.running.field == "note"
    return is_note and scene.running.pending.purpose is Purpose.SUPPLEMENT
