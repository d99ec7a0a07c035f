"""What was said lately outside of any form: kept as briefly as replies are, should a person be asked for.

Nothing of a form, of a case or of a code is kept; what must not be sent is cut out; long words are shortened.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.remembered import SaidLately
from bot.conversation.scene import Scene
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.filers.codes import holds_a_piece, may_hold_a_code
from intake.ids import read_reference
from intake.talks.talk import LineBy, SaidLine
from intents.telling.keeping import kept_of

MOST = 6
_LONGEST = 200
_CUT = "…"


def with_lately(scene: Scene, said: Turn) -> Turn:
    """Return the turn, which began outside of any form, with what was just said kept, where it may be."""
    if scene.message.kind != "text" or not _may_be_kept(scene, said):
        return said
    words = _shortened(kept_of(scene.message.text.strip()).text)
    # The very first reply of all says what the service is.
    answer = _shortened(said.replies[0 if scene.state.greeted else -1].text)
    if not words:
        return said
    until = (scene.now + scene.can.repeats_within).isoformat(timespec="seconds")
    known = said.state.lately.lines if said.state.lately is not None else ()
    lately = SaidLately((*known, (words, answer))[-MOST // 2 :], until)
    return replace(said, state=replace(said.state, lately=lately))


def lines_of(state: State) -> tuple[SaidLine, ...]:
    """Return what would be handed over."""
    pairs = state.lately.lines if state.lately is not None else ()
    both = (
        (SaidLine(LineBy.PERSON_BEFORE, words), SaidLine(LineBy.BOT_BEFORE, answer)) for words, answer in pairs
    )
    return tuple(line for pair in both for line in pair)


def _may_be_kept(scene: Scene, said: Turn) -> bool:
    after = said.state
    in_a_form = after.running is not None
    of_a_case = said.trace.case is not None or said.trace.intent in ("progress", "supplement", "human")
    text = scene.message.text
    named = may_hold_a_code(text) or holds_a_piece(text) or read_reference(text) is not None
    return bool(said.replies) and not (in_a_form or of_a_case or named or after.code or said.request)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + _CUT
