"""What must not be sent was pasted into a form: it is kept nowhere, and the rest of the words may stand."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.conversation.cut import cut_in_words, dropped_in_words, stays_unknown, with_a_way_to_hand_it_over
from bot.conversation.form import words
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, FormName
from intents.telling.caller import somebody_with_a_number
from intents.telling.keeping import KeptPart
from intents.telling.naming import only_names_oneself


def without_what_was_cut(scene: FormScene, kept: KeptPart, hear: Callable[[FormScene], Turn]) -> Turn:
    """Say what was cut and why; where words are asked for, the rest of them is heard.

    hear  takes the rest, as any message
    """
    if kept.cut == ("number",) and (words.BARE_PHONE.match(scene.text) or _is_nobodys(scene)):
        # Nobody said whose number it is.
        told = "pasted.unnamed" if stays_unknown(scene) else "pasted.bare_number"
        return ask(scene, scene.running, scene.say(told))
    if stays_unknown(scene) and kept.cut == ("number",) and only_names_oneself(kept.text):
        return ask(scene, scene.running, scene.say("pasted.unnamed"))
    if not scene.takes_the_rest(kept):
        return ask(scene, scene.running, _handed_over(scene, kept, dropped_in_words(scene, kept)))
    said = hear(scene.saying(kept.text))
    return replace(said, replies=(Reply(_handed_over(scene, kept, cut_in_words(scene, kept))), *said.replies))


def _is_nobodys(scene: FormScene) -> bool:
    """Say whether a name and a number stand alone where nobody's name is asked for."""
    names_nobody = scene.where is Context.FIELD and scene.field.kind is not FieldKind.NAME
    return names_nobody and scene.field.name not in words.NAMED and somebody_with_a_number(scene.text) != ""


def _handed_over(scene: FormScene, kept: KeptPart, told: str) -> str:
    # A consultation and a self-assessment need no content at all.
    files = scene.form.name in (FormName.COMPLAINT, FormName.TIP, FormName.SUPPLEMENT)
    return with_a_way_to_hand_it_over(scene, kept, told) if files else told
