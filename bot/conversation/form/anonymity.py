"""With or without a name: a wish to stay unknown, kept until it is taken back in words."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.carrying import OWNERS, carried_to_complaint, carried_to_tip
from bot.conversation.form.question import ask_about_a_name, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.scene import Scene
from bot.conversation.stated import stated_in
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import Answer, Answers, value_of
from intents.telling.commands import wants_anonymity
from intents.telling.naming import gives_a_name

# Fields that a tip without a name has no answers to.
_NAMES = ("contact_name", "phone", "reporter_name")


def keep_unnamed(scene: FormScene) -> Turn:
    """Take 「我要匿名」: a tip goes on without a name, others become a tip, an owner is asked."""
    unnamed = scene.at(replace(scene.state, unnamed=True))
    if scene.running.form == FormName.TIP:
        return _without_a_name(unnamed)
    stated = stated_in(scene, scene.book.forms["tip"], scene.text)
    answers = {**scene.running.answers, **stated, "anonymous": Answer(True, scene.text, True)}
    known = replace(scene.running, answers=answers)
    if value_of(answers, "reporter_role") in OWNERS or "权利人" in scene.text:
        owner = Answer(value_of(answers, "reporter_role") or "right_holder", scene.text, True)
        answers = {**scene.running.answers, "reporter_role": owner}
        return ask_about_a_name(unnamed, replace(scene.running, answers=answers))
    return carried_to_tip(unnamed, known, *_remark(scene, answers))


def take_name(scene: FormScene) -> Turn:
    """Take it back: 「还是实名吧」. An owner goes on with a complaint, others with a tip that has a name."""
    named = scene.at(replace(scene.state, unnamed=False))
    running = scene.running.without("anonymous")
    if value_of(running.answers, "reporter_role") in OWNERS:
        if running.form == FormName.COMPLAINT:
            return go_on(named, running)
        return carried_to_complaint(named, running)
    running = running.with_answer("anonymous", Answer(False, scene.text))
    return go_on(named, running, *_remark(scene, running.answers))


def name_decided(scene: FormScene) -> Turn:
    """Take the answer to 「匿名还是实名」. What is neither is asked once more; then the wish is kept."""
    if scene.text == scene.say("choices.stay_named") or gives_a_name(scene.text):
        return take_name(scene)
    if wants_anonymity(scene.text) or scene.running.misread:
        anonymous = scene.running.with_answer("anonymous", Answer(True, scene.text, True))
        return carried_to_tip(scene, anonymous, *_remark(scene, anonymous.answers))
    return ask_about_a_name(scene, replace(scene.running, misread=1), scene.say("answering.not_sure"))


def _without_a_name(scene: FormScene) -> Turn:
    running = scene.running
    for name in _NAMES:
        running = running.without(name)
    running = running.with_answer("anonymous", Answer(True, scene.text))
    return go_on(scene, running, *_remark(scene, running.answers))


def _remark(scene: Scene, answers: Answers) -> tuple[str, ...]:
    field = scene.book.forms[FormName.TIP].field("anonymous")
    return scene.remark_on(field, value_of(answers, field.name))
