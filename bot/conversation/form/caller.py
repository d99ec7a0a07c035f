"""Whoever says who they are and at what number, while something else is asked: 「我叫周平，电话139…」."""

from __future__ import annotations

from bot.conversation.form.anonymity import named
from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import Answer, value_of
from intents.telling.caller import Caller, bare_caller_in, caller_in
from intents.telling.naming import beside_the_wish, gives_a_name

_NAME, _PHONE = "contact_name", "phone"


def caller_told(scene: FormScene) -> Turn | None:
    """Note who is to be called and at what number; None where the words say more, or name nobody."""
    told_of = caller_in(scene.text) or _named_by_wish(scene)
    # 「我叫周平，电话…」 at the name of the rights-holder answers it as well.
    if told_of is None or (scene.field.name == "reporter_name" and told_of.may_be_a_house):
        return None
    remark: tuple[str, ...] = ()
    stays_unknown = value_of(scene.running.answers, "anonymous")
    chooses = scene.field.name == "anonymous" and gives_a_name(scene.text)
    if stays_unknown is True or chooses:
        if scene.form.name != FormName.TIP or not gives_a_name(scene.text):
            return None
        scene, *rest = named(scene)
        remark = tuple(rest)
    given = {_NAME: told_of.name} if told_of.is_incomplete else {_NAME: told_of.name, _PHONE: told_of.phone}
    running = scene.running
    for name, value in given.items():
        if not scene.form.knows(name):
            return None
        running = running.with_answer(name, Answer(value, value, True))
    told = [scene.say("form.also_noted", facts=told_facts(scene.book, running, list(given)))]
    if told_of.is_incomplete:
        told.append(scene.say("form.number_without_area_code", digits=len(told_of.phone)))
    goes_on = chooses or scene.field.name in given
    return go_on(scene, running, *remark, *told) if goes_on else ask(scene, running, *remark, *told)


def _named_by_wish(scene: FormScene) -> Caller | None:
    """Return the bare name and number beside the wish for a name, or right behind it."""
    is_theirs = scene.running.pending.gives_name or gives_a_name(scene.text)
    return bare_caller_in(beside_the_wish(scene.text)) if is_theirs else None
