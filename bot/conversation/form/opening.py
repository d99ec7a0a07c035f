"""Into a form with what the message already says; over to another one when the words or an answer say so."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.checks import remark_on_anonymity
from bot.conversation.form.anonymity import ask_about_anonymity
from bot.conversation.form.carrying import OTHERS, OWNERS, carried, carried_to_complaint, carried_to_tip
from bot.conversation.form.question import go_on
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.stated import refused_in, stated_in
from bot.conversation.stopping import urgent
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.form import Field, Form, value_of

# An answer to one of these may show that the person is in the wrong form.
DECIDES_THE_FORM = ("reporter_role", "anonymous")
_TIP_WORDS = ("线索", "匿名", "我不是权利人", "不是当事人")


def open_form(scene: Scene, name: str) -> Turn:
    """Open the form of this name with what the message already says."""
    name = _report_kind(scene) if name == "complaint" else name
    form = scene.book.forms[name]
    running = Running(name, "", stated_in(scene, form, scene.text))
    notes = [*urgent(scene), *_intro(scene, form), *refused_in(scene, form, scene.text)]
    return _opened(scene, running, notes)


def open_tip(scene: Scene) -> Turn:
    """Open the tip from its button, whose words are ours and state nothing about the person."""
    return _opened(scene, Running("tip", ""), _intro(scene, scene.book.forms["tip"]))


def change_form(scene: Scene, running: Running, name: str) -> Turn:
    """Leave the form under way for another one, with the answers that fit there, and what the message says."""
    name = _report_kind(scene) if name == "complaint" else name
    form = scene.book.forms[name]
    stated = {**carried(running.answers, form), **stated_in(scene, form, scene.text)}
    return _opened(scene, Running(name, "", stated), [*urgent(scene), scene.say(f"form.switched_to_{name}")])


def form_decided(scene: Scene, running: Running, field: Field) -> Turn | None:
    """Change forms where an answer shows that the person is in the wrong one; None where it does not."""
    value = value_of(running.answers, field.name)
    if running.form == "complaint" and field.name == "reporter_role" and value in OTHERS:
        return carried_to_tip(scene, running, scene.say("form.switched_to_tip"))
    role = value_of(running.answers, "reporter_role")
    if running.form != "tip" or role not in OWNERS:
        return None
    if value_of(running.answers, "anonymous") is True:
        return ask_about_anonymity(scene, running)
    return carried_to_complaint(scene, running)


def _opened(scene: Scene, running: Running, notes: list[str]) -> Turn:
    form = scene.book.forms[running.form]
    told = [name for name in running.answers if any(field.name == name and field.asked for field in form.fields)]
    if told:
        notes.append(scene.say("form.taken_over", facts=told_facts(scene.book, running, told)))
    role, anonymous = value_of(running.answers, "reporter_role"), value_of(running.answers, "anonymous")
    if running.form == "tip" and role == "insider":
        notes.append(scene.say("tip.anonymous.note_insider"))
    if running.form == "tip" and anonymous is not None:
        notes.append(remark_on_anonymity(scene, anonymous is True))
    opened = scene.at(replace(scene.state, running=None, signposted="", unsure=0))
    if running.form == "tip" and role in OWNERS and anonymous is True:
        return ask_about_anonymity(opened, running)
    return go_on(opened, running, *notes)


def _intro(scene: Scene, form: Form) -> list[str]:
    notes = [scene.say(f"form.intro_{form.name}")]
    # The very first message says it already.
    says_status = scene.book.status == "helper" and scene.state.greeted
    return [scene.say("form.intro_helper"), *notes] if says_status else notes


def _report_kind(scene: Scene) -> str:
    """Say whether an opening message is a rights-holder's filing or a tip; the role question decides the rest."""
    stated = stated_in(scene, scene.book.forms["tip"], scene.text)
    role, anonymous = value_of(stated, "reporter_role"), value_of(stated, "anonymous")
    if role in OTHERS or anonymous is True:
        return "tip"
    if role in OWNERS or anonymous is False:
        return "complaint"
    return "tip" if any(word in scene.text for word in _TIP_WORDS) else "complaint"
