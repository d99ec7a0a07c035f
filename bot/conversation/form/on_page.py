"""From the chat to the form's page and back: a link is given out, and what the page added is shown."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.estimating.form import SUBJECT_OF
from bot.conversation.estimating.kept import kept_for_the_page
from bot.conversation.form.question import ask, ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.remembered import LinkGiven
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import CONFIRM, Running, State
from bot.conversation.summary import summary_lines
from bot.conversation.turn import LinkToPage, PageLinked, Turn
from intake.forms.codes import ESTIMATES, FormName
from intents.reading.questions import looks_like_a_question


def to_the_page(scene: Scene) -> Turn:
    """Give out a link to the page of the form under way; of a draft put aside, after it is taken up again."""
    state = scene.state
    draft = next(iter(state.drafts), None)
    if draft is not None and draft.form in ESTIMATES:
        # The page of a standard is a sheet of its own: it shows what is kept.
        if (there := kept_for_the_page(scene, draft)) is not None:
            return there
        told = Reply(scene.say("estimate.page", address=f"{scene.book.web}/assess/{SUBJECT_OF[draft.form]}"))
        return turn(state, told) if state.running is None else ask_again(scene, draft, told)
    if state.running is None and draft is not None and draft.form != FormName.SUPPLEMENT:
        state = replace(state.without_aside(draft), running=draft)
    return turn(state, intent=scene.heard.intent, request=LinkToPage(to_draft=state.running is not None))


def page_linked(state: State, event: PageLinked, book: Handbook) -> Turn:
    """Tell where it is."""
    if event.until is None:
        return turn(state, Reply(book.say("page.address", address=event.address)))
    given = LinkGiven(event.secret, event.until.isoformat(timespec="seconds"))
    told = Reply(book.say("page.linked", address=event.address), (button(book, "resume"),))
    return turn(replace(state, link=given), told)


def shown_first(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn:
    """Show what the page added before anything is taken for an answer; what asks for more is answered."""
    if not asks_for_something_else(scene):
        return back_from_the_page(scene)
    there = scene.with_running(seen(scene.running))
    said = answer(there)
    return replace(said, replies=(Reply(filled_there(there)), *said.replies))


def back_from_the_page(scene: FormScene) -> Turn:
    """Show what the form holds since it was filled on its page; the words answered another question."""
    running = seen(scene.running)
    if running.field == CONFIRM:
        # The summary shows it all.
        return ask(scene, running, scene.say("page.back"))
    return ask(scene, running, first=(Reply(filled_there(scene)),))


def asks_for_something_else(scene: FormScene) -> bool:
    """Say whether what is said first after the page is no answer to any question: 「查进度」, 「转人工」."""
    is_sure = scene.wants("progress", "supplement", "human", "ask", at_least=hearing.VERY_CLEAR)
    return is_sure or looks_like_a_question(scene.text)


def seen(running: Running) -> Running:
    """Return the form with what its page added shown."""
    return replace(running, pending=replace(running.pending, on_page=False))


def filled_there(scene: FormScene) -> str:
    """Return what the form holds since it was filled on its page."""
    return "\n".join((scene.say("page.back"), *summary_lines(scene.book, scene.running)))
