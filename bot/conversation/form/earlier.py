"""Just before filing: the person filed something about the same before. Add to that one, or file another one?

Only their own cases under their name are looked at; a draft without a name is compared with nothing (decision 16).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.conversation.form import leaving
from bot.conversation.form.filed import submitted
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.page.sent import PageEarlier, PageTold
from bot.conversation.scene import button, turn
from bot.conversation.state import Special, State
from bot.conversation.summary import listed, shown
from bot.conversation.turn import AddNote, EarlierFound, Turn
from intake.cases.codes import STATES
from intake.forms.draft import KIND_NAMES
from intake.forms.forms import identity_fields
from intake.forms.saying import day_in_words
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.reading.agreement import denies

ADD: Final = "add"
ANOTHER: Final = "another"
_ADDS: Final = re.compile("补充|那一?件|原来|之前|合到一起|并到")
_ANOTHER: Final = re.compile(
    "另外|另一?件|重新|新的|单独|再提|(?:直接|还是|照样|仍然?)要?提交|不是一回事|不一样|不同"
)
_UNMEANT: Final = re.compile("^(?:不|别|莫)")


def earlier_found(state: State, event: EarlierFound, book: Handbook) -> Turn:
    """Ask whether what is about to be filed belongs to the case of before; nothing is filed yet."""
    running = state.running
    if running is None:
        return turn(state)
    waits = replace(running.pending, ask=Special.EARLIER, earlier=event.reference)
    state = replace(state, running=replace(running, pending=waits))
    choices = (button(book, "add_to_earlier"), button(book, "file_another"))
    said = told(event, book)
    asked = turn(state, Reply(said, choices), intent="confirm", field="confirm")
    return replace(asked, page=PageTold(earlier=PageEarlier(event.reference, said)))


def told(event: EarlierFound, book: Handbook) -> str:
    """Return what was filed before, and the question."""
    return book.say(
        "form.earlier_found",
        day=day_in_words(event.received_on.isoformat()),
        kind=KIND_NAMES[event.kind],
        reference=event.reference,
        state=STATES[event.state],
        why="、".join(event.reasons),
    )


def earlier_answered(scene: FormScene) -> Turn | None:
    """Take the answer; None where something else is said instead: the summary goes on."""
    settled = scene.with_running(replace(scene.running, pending=replace(scene.running.pending, ask=None)))
    if scene.text == scene.say("choices.not_now") or (denies(scene.text) and "交" in scene.text):
        return leaving.cancelled_at_summary(settled)
    means_neither = _UNMEANT.match(scene.text) is not None
    if _ADDS.search(scene.text) and not means_neither and not _ANOTHER.search(scene.text):
        return added_to_earlier(scene)
    if scene.text == scene.say("choices.file_another") or (_ANOTHER.search(scene.text) and not means_neither):
        return submitted(settled, anyway=True)
    # 「好」 and 「确认提交」 say nothing of which: what comes of them is this question again.
    return None


def added_to_earlier(scene: FormScene) -> Turn:
    """Add what was filled in, and the files, to the case of before; what names the filer stands there already."""
    running = scene.running
    naming = identity_fields()
    lines = [
        f"{field.label}：{shown(scene.book, running, field)}"
        for field in listed(scene.book, running)
        if field.name not in naming
    ]
    text = "\n".join((scene.say("form.added_to_earlier"), *lines))
    request = AddNote(running.pending.earlier, Purpose.SUPPLEMENT, text, running.draft_id)
    return turn(scene.state, intent="supplement", request=request)
