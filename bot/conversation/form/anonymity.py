"""With or without a name: a wish said anywhere, and the question to an owner who wants none."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.checks import remark_on_anonymity
from bot.conversation.form.carrying import OWNERS, carried_to_complaint, carried_to_tip
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import Running, Special
from bot.conversation.stated import stated_in
from bot.conversation.turn import Turn
from intake.forms.form import Answer, value_of
from intents.telling.commands import wants_anonymity


def wants_no_name(scene: FormScene) -> Turn:
    """Take 「我要匿名」 said to a form that asks for names: others go on with a tip, an owner is asked."""
    stated = stated_in(scene, scene.book.forms["tip"], scene.text)
    answers = {**scene.running.answers, **stated, "anonymous": Answer(True, scene.text, True)}
    known = replace(scene.running, answers=answers)
    if value_of(answers, "reporter_role") in OWNERS or "权利人" in scene.text:
        owner = Answer(value_of(answers, "reporter_role") or "right_holder", scene.text, True)
        return ask_about_anonymity(scene, replace(known, answers={**answers, "reporter_role": owner}))
    return carried_to_tip(scene, known, remark_on_anonymity(scene, True))


def ask_about_anonymity(scene: Scene, running: Running) -> Turn:
    """Ask an owner who wants no name: a tip without a name, or a complaint with one."""
    # Whoever leaves this question unanswered has not said 匿名 for good.
    open_one = "anonymous" if running.form == "tip" else running.field
    waits = replace(running.pending, ask=Special.ANONYMITY)
    running = touched(replace(running.without("anonymous"), field=open_one, pending=waits), scene.now)
    choices = (button(scene.book, "to_tip"), button(scene.book, "stay_named"))
    asked = Reply(scene.say("form.anonymous_owner"), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent, field="anonymous")


def anonymity_answered(scene: FormScene) -> Turn:
    """Take the answer to that question: 匿名 leads to the tip, anything else goes on with a name."""
    if wants_anonymity(scene.text) and "实名" not in scene.text.replace("不实名", ""):
        anonymous = {**scene.running.answers, "anonymous": Answer(True, scene.text, True)}
        return carried_to_tip(scene, replace(scene.running, answers=anonymous), remark_on_anonymity(scene, True))
    return carried_to_complaint(scene, scene.running)
