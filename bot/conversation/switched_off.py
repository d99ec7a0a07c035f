"""The switch is off: nothing is understood and nothing filed. What people have here stays and can be seen."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import codes, hearing
from bot.conversation.messages import SILENT_KINDS, Reply
from bot.conversation.page.sent import PageAct, PageTold
from bot.conversation.scene import Scene, turn
from bot.conversation.state import State
from bot.conversation.turn import FindCases, Turn
from intake.filers.codes import may_hold_a_code
from intake.ids import read_reference
from intents.reading import is_more

# What is saved or left on a page holds without anybody reading it.
_KEPT_ON_PAGES = frozenset({PageAct.SAVE, PageAct.DISCARD})


def answered_when_off(scene: Scene) -> Turn | None:
    """Say that nothing is answered now, and what can be done elsewhere; None for what goes on all the same."""
    message = scene.message
    if message.kind == "event":
        return _event(scene)
    if message.page is not None:
        return None if message.page.act in _KEPT_ON_PAGES else _page_refused(scene, message.page.act)
    if is_more(scene.text) and scene.state.more:
        return None
    if may_hold_a_code(message.text) and codes.answer_about_a_code(scene) is not None:
        return None
    return _own_cases(scene) if _asks_for_cases(scene) else _told(scene)


def with_welcome(scene: Scene, said: Turn) -> Turn:
    """Say first that answers are given again, and how many messages nobody has read meanwhile."""
    speaks = bool(said.replies) or said.request is not None
    if not said.state.unheard or not speaks or scene.message.page is not None:
        return said
    again = Reply(scene.say("paused.on_again", count=said.state.unheard))
    return replace(said, state=replace(said.state, unheard=0), replies=(again, *said.replies))


def off_in_words(scene: Scene) -> str:
    """Return the operator's sentence, what is kept, and where else to go."""
    state = scene.state
    lines = [scene.book.off]
    if state.drafts:
        lines.append(scene.say("paused.draft_kept"))
    if scene.may_have_cases and scene.book.web:
        lines.append(scene.say("progress.while_off", address=f"{scene.book.web}/mycase"))
    return "\n".join((*lines, scene.say("paused.elsewhere")))


def _event(scene: Scene) -> Turn | None:
    match scene.message.event:
        case "unsubscribe":
            return None
        case "click" if scene.message.event_key == "progress":
            return _own_cases(scene)
        case "subscribe" | "click":
            return turn(scene.state, Reply(off_in_words(scene)))
    return turn(scene.state)


def _page_refused(scene: Scene, act: PageAct) -> Turn:
    """Confirm nothing and begin nothing; the page itself says why."""
    return replace(
        turn(scene.state), page=PageTold(unseen=act is PageAct.CONFIRM, gone=act is not PageAct.CONFIRM)
    )


def _asks_for_cases(scene: Scene) -> bool:
    wants = scene.text == scene.say("choices.progress") or scene.wants("progress", at_least=hearing.CLEAR)
    return scene.may_have_cases and (wants or read_reference(scene.text) is not None)


def _own_cases(scene: Scene) -> Turn:
    return _unmoved(
        scene.state, turn(scene.state, intent="progress", request=FindCases(read_reference(scene.text)))
    )


def _told(scene: Scene) -> Turn:
    """Say that this message was not read; it is counted, so that whoever wrote it is told once more."""
    lost = "paused.file_not_kept" if scene.message.kind in SILENT_KINDS else "paused.not_read"
    text = "\n".join((off_in_words(scene), scene.say(lost)))
    heard = replace(scene.state, unheard=scene.state.unheard + 1)
    return _unmoved(heard, turn(heard, Reply(text)))


def _unmoved(state: State, said: Turn) -> Turn:
    """Leave what was offered before: a number said later still means it."""
    return replace(said, state=replace(said.state, offered=state.offered))
