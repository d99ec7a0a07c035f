"""What a message says beyond what was asked: facts of an opening message, a telephone beside a name."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.form.scene import read_answer
from bot.conversation.scene import Scene
from intake.forms.acts import ACT_OPTIONS
from intake.forms.form import Answer, Field, Form, nth
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intents.reading import NotUnderstood
from intents.telling.facts import ToldFact, facts_in
from intents.telling.recusal import recusal_asked_in

_TIMES = "preferred_times"
_KIND = "reported_kind"
# Where it is noted who in office is to keep out of it.
RECUSAL_ITEM = "recusal"


def stated_in(scene: Scene, dialog: Form, text: str, opened: str = "") -> dict[str, Answer]:
    """Return what a message says by itself about the fields of a form, each marked as stated.

    opened  the form that is opened with it, empty where it is only mentioned
    """
    found = facts_in(text, scene.now, scene.book.gazetteer, opened)
    stated: dict[str, Answer] = {}
    for field in dialog.fields:
        fact = found.get(field.name)
        if fact is not None and field.name not in stated and (kept := _as_kept(scene, field, fact)) is not None:
            stated[field.name] = kept
        if field.several and field.name in stated and (others := found.get("reported_parties")):
            stated |= {
                nth(field.name, number): Answer(name, name, True)
                for number, name in enumerate(others.value[1:], start=2)
            }
    return _kind_of_each(found, _with_recusal(dialog, text, stated))


def _with_recusal(dialog: Form, text: str, stated: dict[str, Answer]) -> dict[str, Answer]:
    """Return what is stated with who is to keep out of it; nobody is in a consultation."""
    asked = recusal_asked_in(text) if dialog.knows(RECUSAL_ITEM) else ""
    return {**stated, RECUSAL_ITEM: Answer(asked, asked, True)} if asked else stated


def _kind_of_each(found: Mapping[str, ToldFact], stated: dict[str, Answer]) -> dict[str, Answer]:
    """Return what is stated where 「个人和单位都有」 is said party by party: each is one of the two."""
    both, kinds = stated.get(_KIND), found.get("party_kinds")
    if both is None or kinds is None or both.value != "both":
        return stated
    each = {nth(_KIND, number): Answer(kind, both.typed, True) for number, kind in enumerate(kinds.value, start=1)}
    return {**stated, **each}


def refused_in(scene: Scene, dialog: Form, text: str) -> tuple[str, ...]:
    """Return why a wished time of the opening message cannot be taken: 周六 is no working day."""
    if not dialog.knows(_TIMES):
        return ()
    fact = facts_in(text, scene.now, scene.book.gazetteer, only=(_TIMES,)).get(_TIMES)
    if fact is None:
        return ()
    try:
        read_answer(scene, dialog.field(_TIMES), fact.typed)
    except NotUnderstood as problem:
        return (scene.say(f"unread.{problem.phrase_key}", **problem.values),)
    return ()


def _as_kept(scene: Scene, field: Field, fact: ToldFact) -> Answer | None:
    """Return a stated fact in the shape of the form, None where it does not fit there."""
    if field.name == "act_kinds":
        return Answer([ACT_OPTIONS[kind] for kind in fact.value], fact.typed, True)
    if kind_of(field).is_own and not _is_chosen(field, fact.value):
        try:
            read = read_answer(scene, field, fact.typed)
        except NotUnderstood:
            return None
        return Answer(read.value, fact.typed, True) if isinstance(read, Understood) and read.value else None
    return Answer(fact.value, fact.typed, True)


def _is_chosen(field: Field, value: object) -> bool:
    """Say whether the fact names the field's own options already."""
    return isinstance(value, list) and bool(value) and {option.value for option in field.options} >= set(value)
