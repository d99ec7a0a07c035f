"""What stands beside a value as the person's own words is what they wrote: looked at once, after every message.

A value may be put together, written out in full or follow from the whole; a quotation may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.form import Answer
from intents.telling.quoting import quoted


def in_own_words(scene: Scene, said: Turn) -> Turn:
    """Return the turn with nothing quoted but what was said in this message, or quoted before."""
    before, after = scene.state, said.state
    old = {answer.typed for draft in before.drafts for answer in draft.answers.values()}
    if all(answer.typed in old for draft in after.drafts for answer in draft.answers.values()):
        return said
    sent = [*_sent(scene), *filter(None, old)]
    running, shelved = (_quoting(draft, old, sent) if draft else None for draft in (after.running, after.shelved))
    below = tuple(_quoting(draft, old, sent) for draft in after.below)
    return replace(said, state=replace(after, running=running, shelved=shelved, below=below))


def _sent(scene: Scene) -> Iterator[str]:
    """Yield what the person said: typed, chosen, told before; or typed and ticked on a page."""
    yield scene.message.text
    yield scene.text
    if scene.state.running is not None:
        # A yes takes what was asked back about.
        waits = scene.state.running.pending
        yield from (waits.doubted, waits.corrected, waits.words)
    if scene.state.telling is not None:
        yield scene.state.telling.text
    page = scene.message.page
    if page is not None:
        yield from (field.words for field in page.fields.values())
        form = scene.book.forms.get(page.form)
        yield from (option.label for field in form.fields for option in field.options) if form else ()


def _quoting(draft: Running, old: set[str], sent: Sequence[str]) -> Running:
    answers = {
        name: answer if answer.typed in old else Answer(answer.value, quoted(answer.typed, sent), answer.stated)
        for name, answer in draft.answers.items()
    }
    return replace(draft, answers=answers)
