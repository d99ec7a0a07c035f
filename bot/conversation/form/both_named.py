"""Both parties in one message go to their items; a party without a name is noted by where they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from bot.conversation.form import answer
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.messages import Reply
from bot.conversation.state import Running
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import Answer, value_of
from intake.forms.understood import Understood
from intents.persons.beside_a_house import own_name_in
from intents.reading import NotUnderstood
from intents.telling.both_parties import both_parties, found_where
from intents.telling.corrective import is_corrective
from intents.telling.plainly import Plainly

_OURS, _THEIRS, _THEIR_PLACE, _ROLE = "reporter_name", "reported_name", "reported_place", "reporter_role"


def each_named(scene: FormScene, answer_in_form: Callable[[FormScene], Turn]) -> Turn | None:
    """Put who reports and who is reported where they belong; what the open item asks is its answer."""
    named = both_parties(scene.text)
    if named is None or not scene.form.knows(_THEIRS) or is_corrective(scene.text):
        return None
    at, running = scene.field.name, scene.running
    if named.theirs and value_of(running.answers, _OURS) == named.theirs:
        # 「对方叫A」: it was noted as the name of whoever reports.
        running = running.without(_OURS)
    told = {_OURS: named.ours, _THEIRS: named.theirs, **({_THEIR_PLACE: named.rest} if at != _THEIRS else {})}
    running, new = _noted(scene, running, {name: text for name, text in told.items() if text and name != at})
    here = {_OURS: named.ours, _THEIRS: named.theirs}.get(at, "")
    if not new and not here:
        return None
    noted = scene.say("form.also_noted", facts=told_facts(scene.book, running, new)) if new else ""
    there = scene.with_running(running)
    if here:
        rest = "" if at == _OURS and not own_name_in(named.rest) else named.rest
        said = "，".join(part for part in (here, rest) if part)
        there = there.saying(said)
    elif at != _ROLE or not scene.is_read:
        return ask(scene, running, noted)
    answered = answer_in_form(there)
    return replace(answered, replies=(Reply(noted), *answered.replies)) if noted else answered


def own_name_first(scene: FormScene) -> Turn | None:
    """Note the company that is named where it is asked who reports: its own item is not asked again."""
    is_asked = scene.field.name == _ROLE and scene.form.name == FormName.COMPLAINT and not scene.state.unnamed
    if not is_asked or scene.plainly is not Plainly.COMPANY or value_of(scene.running.answers, _OURS) is not None:
        return None
    running, new = _noted(scene, scene.running, {_OURS: scene.text})
    return ask(scene, running, scene.say("form.own_name_first", name=scene.text)) if new else None


def found_by_place(scene: FormScene) -> Turn | None:
    """Take it for a party when it is said where they are, and that their name is not known."""
    where = found_where(scene.text) if scene.field.name == _THEIRS else ""
    if not where:
        return None
    if scene.is_named and isinstance(scene.read, Understood):
        return answer.taken(scene, scene.read)
    return answer.taken(scene, Understood(scene.say("form.found_where", where=where), scene.text))


def _noted(scene: FormScene, running: Running, told: dict[str, str]) -> tuple[Running, list[str]]:
    """Return the form with what is open and can be read filled in, and which items these are."""
    new = []
    for name, text in told.items():
        if not scene.form.knows(name) or value_of(running.answers, name) is not None:
            continue
        if scene.state.unnamed and name == _OURS:
            continue
        try:
            read = read_answer(scene, scene.form.field(name), text)
        except NotUnderstood:
            continue
        is_nowhere = name == _THEIR_PLACE and not (isinstance(read, Understood) and _has_district(read.value))
        if isinstance(read, Understood) and read.value is not None and not is_nowhere:
            running = running.with_answer(name, Answer(read.value, text, True))
            new.append(name)
    return running, new


def _has_district(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value.get("district"))
