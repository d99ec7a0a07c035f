"""What the words of one field say of its neighbours: each keeps its own words, and what follows is told. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Set

from bot.conversation.page.reading import FieldRead
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from intake.forms.form import Field, nth, parted, value_of
from intake.forms.kind import is_given


def put_in(running: Running, asked: Field, read: FieldRead, own_words: Container[str]) -> Running:
    """Return the form with what was read at a field, and what the same words say where nothing else was said.

    own_words  the fields of the same page about which something is said
    """
    changed = running
    for name in _from_old_words(running, asked):
        # What only followed from words that stand there no more goes with them.
        if name not in own_words:
            changed = changed.without(name)
    if read.answer is None:
        return changed.without(asked.name)
    changed = changed.with_answer(asked.name, read.answer)
    for name, answer in read.beside.items():
        further = _free(changed, name) if asked.several else name
        if (
            name not in own_words
            and further not in changed.refused
            and not _holds_its_own(changed, asked, further)
        ):
            changed = changed.with_answer(further, answer)
    return changed


def followed(before: Running, changed: Running, asked: Field, read: FieldRead) -> set[str]:
    """Return which neighbours hold something else now."""
    names = {*_from_old_words(before, asked), *_instances(changed, read)} - {asked.name}
    return {name for name in names if before.answers.get(name) != changed.answers.get(name)}


def told(scene: Scene, changed: Running, asked: Field, read: FieldRead, followed: Set[str]) -> Iterator[str]:
    """Yield which neighbours are emptied, and which do not follow because they hold words of their own."""
    form = scene.book.forms[changed.form]
    if not _kept(changed, asked, read):
        yield read.apart
    emptied = [form.field(name).label for name in sorted(followed) if name not in changed.answers]
    if emptied:
        yield scene.say("page.beside_emptied", labels="、".join(emptied))
    kept = [form.field(name).label for name in _kept(changed, asked, read)]
    if kept:
        yield scene.say("page.beside_kept", labels="、".join(kept))


def _kept(changed: Running, asked: Field, read: FieldRead) -> list[str]:
    """Return the neighbours of which the words say one thing, and which hold another."""
    if asked.several:
        return []
    return [
        name
        for name, answer in read.beside.items()
        if name != asked.name and value_of(changed.answers, name) not in (None, answer.value)
    ]


def _from_old_words(running: Running, asked: Field) -> list[str]:
    """Return the neighbours that hold only what the words that stood at the field said of them."""
    old = running.answers.get(asked.name)
    if old is None or not old.typed:
        return []
    return [
        name
        for name, answer in running.answers.items()
        if name != asked.name and answer.stated and answer.typed == old.typed
    ]


def _holds_its_own(running: Running, asked: Field, name: str) -> bool:
    return name != asked.name and is_given(value_of(running.answers, name))


def _instances(changed: Running, read: FieldRead) -> Iterator[str]:
    own = {parted(name)[0] for name in read.beside}
    return (name for name in changed.answers if parted(name)[0] in own)


def _free(running: Running, name: str) -> str:
    """Return the first instance from this one on that has no answer yet."""
    own, number = parted(name)
    while value_of(running.answers, nth(own, number)) is not None:
        number += 1
    return nth(own, number)
