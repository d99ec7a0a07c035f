"""Access codes in the conversation: said once, confirmed by the last group, and heard together with a reference.

They are looked for before anything else: a code must not be taken for an answer, a question or a story.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.conversation.estimating.before import results_looked_up
from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.remembered import CodeShown
from bot.conversation.scene import Scene, turn
from bot.conversation.state import State
from bot.conversation.turn import CodeGiven, CodeKept, CodeRefused, FindCases, Turn
from intake.filers.codes import Misspelt, last_group, read_code, read_group
from intake.forms.codes import ChannelStatus
from intake.ids import holds_a_misspelt_reference, read_reference
from intents import expressions as re
from intents.telling.estimating import SPEAKS_OF_ESTIMATES

_JUST_A_REFERENCE = re.compile(
    r"^(?:我的?|查一?下?|看一?下?|进度|编号|案号|是|为|请|帮我|办到哪一?步?了?|怎么样了?|[\s，,：:。]){0,10}"
    r"[0-9A-Za-z\-－—–]{8,16}(?:的?进度|到哪一?步?了?|怎么样了?|办得?|[\s，,。？?]){0,5}$"
)


def answer_about_a_code(scene: Scene) -> Turn | None:
    """Take a code, or the group that confirms one; None where the message holds neither."""
    # What was typed, not what a number stands for: a group may be made of digits.
    typed = scene.message.text
    code = read_code(typed)
    if code is None:
        group = read_group(typed)
        return (_confirmed(scene, group) if group else None) or _misspelt_reference(scene)
    if isinstance(code, Misspelt):
        return _said(scene, _what_is_wrong(scene, code))
    reference = read_reference(typed)
    if reference is not None:
        return turn(scene.state, intent="progress", request=FindCases(reference, code))
    if SPEAKS_OF_ESTIMATES.search(typed):
        return results_looked_up(scene, code)
    if holds_a_misspelt_reference(typed):
        return _said(scene, scene.say("codes.misspelt_reference"))
    return _confirmed(scene, last_group(code)) or _said(scene, scene.say("codes.needs_reference"))


def code_refused(state: State, event: CodeRefused, book: Handbook) -> Turn:
    """Tell that nothing was found: the same for a wrong code and for a case that is not there."""
    none = "progress.helper" if book.status is ChannelStatus.HELPER else "codes.none"
    sentence = book.say("codes.slower" if event.too_often else none)
    return turn(state, Reply(sentence), *_open_question(state, book), intent="progress")


def with_code_shown(state: State, given: CodeGiven | None) -> State:
    """Remember that a code waits for its last group."""
    if given is None:
        return state
    shown = CodeShown(last_group(given.code), given.key, given.until.isoformat())
    return replace(state, code=shown)


def code_told(given: CodeGiven | None, page: str, book: Handbook) -> Sequence[str]:
    """Return the sentences in which a code is given out, and where it is asked for."""
    if given is None:
        return ()
    # An address ends its line: else what follows it is taken for a part of it.
    lines = (book.say("codes.given", code=given.code), book.say("codes.write_down"))
    return (*lines, book.say("codes.page", page=page)) if page else lines


def _confirmed(scene: Scene, group: str) -> Turn | None:
    shown = scene.state.code
    if shown is None:
        return None
    if group != shown.last:
        # In a form four signs are rather an answer; with nothing open they can be meant for nothing else.
        return None if scene.state.running else _said(scene, scene.say("codes.another_group"))
    kept = CodeKept(shown.key, (Reply(scene.say("codes.not_again")),))
    state = replace(scene.state, code=None)
    replies = (Reply(scene.say("codes.kept")), *_open_question(state, scene.book))
    return turn(state, *replies, intent="confirm", request=kept)


def _misspelt_reference(scene: Scene) -> Turn | None:
    """Say of a reference alone that a sign of it is wrong; in a form it may be the number of something else."""
    typed = scene.message.text
    may_be = scene.state.running is None and scene.may_have_cases
    if not may_be or not _JUST_A_REFERENCE.match(typed) or not holds_a_misspelt_reference(typed):
        return None
    return _said(scene, scene.say("codes.misspelt_reference"))


def _what_is_wrong(scene: Scene, code: Misspelt) -> str:
    of_estimates = SPEAKS_OF_ESTIMATES.search(scene.message.text) is not None
    what = scene.say("codes.of_estimates" if of_estimates else "codes.of_a_case")
    if code.group is None:
        return scene.say("codes.misspelt", what=what)
    return scene.say("codes.misspelt_at", what=what, group=code.group, place=code.place)


def _said(scene: Scene, sentence: str) -> Turn:
    return turn(scene.state, Reply(sentence), *_open_question(scene.state, scene.book), intent="progress")


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running and not book.off else ()
