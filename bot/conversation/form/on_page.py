"""From the chat to the form's page and back: a link is given out, and what the page added is shown."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import CONFIRM, LinkGiven, State
from bot.conversation.summary import summary_lines
from bot.conversation.turn import LinkToPage, PageLinked, Turn
from intake.forms.codes import FormName


def to_the_page(scene: Scene) -> Turn:
    """Give out a link to the page of the form under way; of a draft put aside, after it is taken up again."""
    state = scene.state
    if state.running is None and state.shelved is not None and state.shelved.form != FormName.SUPPLEMENT:
        state = replace(state, running=state.shelved, shelved=None)
    return turn(state, intent=scene.heard.intent, request=LinkToPage(to_draft=state.running is not None))


def page_linked(state: State, event: PageLinked, book: Handbook) -> Turn:
    """Tell where it is."""
    if event.until is None:
        return turn(state, Reply(book.say("page.address", address=event.address)))
    given = LinkGiven(event.secret, event.until.isoformat(timespec="seconds"))
    told = Reply(book.say("page.linked", address=event.address), (button(book, "resume"),))
    return turn(replace(state, link=given), told)


def back_from_the_page(scene: FormScene) -> Turn:
    """Show what the form holds since it was filled on its page; the words answered another question."""
    running = replace(scene.running, pending=replace(scene.running.pending, on_page=False))
    if running.field == CONFIRM:
        # The summary shows it all.
        return ask(scene, running, scene.say("page.back"))
    filled = "\n".join((scene.say("page.back"), *summary_lines(scene.book, running)))
    return ask(scene, running, first=(Reply(filled),))
