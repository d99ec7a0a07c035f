"""Into a form, and from one form into another: what was said already is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.checks import remark_on_anonymity
from bot.conversation.form import go_on, with_pending, without
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import Running
from bot.conversation.stated import refused_in, stated_in
from bot.conversation.stopping import urgent
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.form import Answer, Dialog, Field, value_of
from intents.telling.commands import wants_anonymity

_OWNERS = ("right_holder", "licensee")
_OTHERS = ("insider", "other")
_TIP_WORDS = ("线索", "匿名", "我不是权利人", "不是当事人")
# What the same thing is called in another form.
_CALLED = {"company_name": "reporter_name", "reporter_name": "company_name"}


def start(scene: Scene, name: str) -> Turn:
    """Open the form of this name with what the message already says."""
    name = _report_kind(scene) if name == "complaint" else name
    dialog = scene.book.dialogs[name]
    running = Running(name, "", stated_in(scene, dialog, scene.text))
    notes = [*urgent(scene), *_intro(scene, dialog), *refused_in(scene, dialog, scene.text)]
    return _opened(scene, running, notes)


def start_tip(scene: Scene) -> Turn:
    """Open the tip from its button, whose words are ours and state nothing about the person."""
    return _opened(scene, Running("tip", ""), _intro(scene, scene.book.dialogs["tip"]))


def switch(scene: Scene, name: str) -> Turn:
    """Leave the form under way for another one, with the answers that fit there, and what the message says."""
    running = scene.state.running
    if running is None:
        return start(scene, name)
    name = _report_kind(scene) if name == "complaint" else name
    dialog = scene.book.dialogs[name]
    stated = {**carried(running.answers, dialog), **stated_in(scene, dialog, scene.text)}
    return _opened(scene, Running(name, "", stated), [*urgent(scene), scene.say(f"form.switched_to_{name}")])


def after(scene: Scene, running: Running, field: Field) -> Turn | None:
    """Change forms where an answer shows that the person is in the wrong one; None where it does not."""
    value = value_of(running.answers, field.name)
    if running.dialog == "complaint" and field.name == "reporter_role" and value in _OTHERS:
        return _to_tip(scene, running, scene.say("form.switched_to_tip"))
    role = value_of(running.answers, "reporter_role")
    if running.dialog != "tip" or field.name not in ("reporter_role", "anonymous") or role not in _OWNERS:
        return None
    if value_of(running.answers, "anonymous") is True:
        return ask_about_anonymity(scene, running)
    return _to_complaint(scene, running)


def wants_no_name(scene: Scene, running: Running) -> Turn:
    """Take 「我要匿名」 said to a form that asks for names: others go on with a tip, an owner is asked."""
    stated = stated_in(scene, scene.book.dialogs["tip"], scene.text)
    answers = {**running.answers, **stated, "anonymous": Answer(True, scene.text, True)}
    known = replace(running, answers=answers)
    if value_of(answers, "reporter_role") in _OWNERS or "权利人" in scene.text:
        owner = Answer(value_of(answers, "reporter_role") or "right_holder", scene.text, True)
        return ask_about_anonymity(scene, replace(known, answers={**answers, "reporter_role": owner}))
    return _to_tip(scene, known, remark_on_anonymity(scene, True))


def ask_about_anonymity(scene: Scene, running: Running) -> Turn:
    """Ask an owner who wants no name: a tip without a name, or a complaint with one."""
    # Whoever leaves this question unanswered has not said 匿名 for good.
    open_one = "anonymous" if running.dialog == "tip" else running.field
    running = replace(without(running, "anonymous"), field=open_one)
    running = touched(with_pending(running, ask="anonymity"), scene.now)
    choices = (button(scene.book, "to_tip"), button(scene.book, "stay_named"))
    asked = Reply(scene.say("form.anonymous_owner"), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent, field="anonymous")


def anonymity_answered(scene: Scene, running: Running) -> Turn:
    """Take the answer to that question: 匿名 leads to the tip, anything else goes on with a name."""
    running = with_pending(running, ask=None)
    if wants_anonymity(scene.text) and "实名" not in scene.text.replace("不实名", ""):
        anonymous = {**running.answers, "anonymous": Answer(True, scene.text, True)}
        return _to_tip(scene, replace(running, answers=anonymous), remark_on_anonymity(scene, True))
    return _to_complaint(scene, running)


def carried(answers: Mapping[str, Answer], dialog: Dialog) -> dict[str, Answer]:
    """Return the answers that fit another form, under the names they have there, as given without asking."""
    fitting: dict[str, Answer] = {}
    for name, answer in answers.items():
        there = name if dialog.knows(name) else _CALLED.get(name, "")
        if there and dialog.knows(there) and answer.value is not None and _is_alike(answer, dialog.field(there)):
            fitting[there] = Answer(answer.value, answer.typed, True)
    return fitting


def _to_complaint(scene: Scene, running: Running) -> Turn:
    dialog = scene.book.dialogs["complaint"]
    return go_on(scene, Running("complaint", "", carried(running.answers, dialog)))


def _to_tip(scene: Scene, running: Running, *notes: str) -> Turn:
    dialog = scene.book.dialogs["tip"]
    tip = Running("tip", "", carried(running.answers, dialog))
    insider = value_of(tip.answers, "reporter_role") == "insider"
    return go_on(scene, tip, *notes, *((scene.say("tip.anonymous.note_insider"),) if insider else ()))


def _opened(scene: Scene, running: Running, notes: list[str]) -> Turn:
    dialog = scene.book.dialogs[running.dialog]
    told = [name for name in running.answers if any(field.name == name and field.asked for field in dialog.fields)]
    if told:
        notes.append(scene.say("form.taken_over", facts=told_facts(scene.book, running, told)))
    role, anonymous = value_of(running.answers, "reporter_role"), value_of(running.answers, "anonymous")
    if running.dialog == "tip" and role == "insider":
        notes.append(scene.say("tip.anonymous.note_insider"))
    if running.dialog == "tip" and anonymous is not None:
        notes.append(remark_on_anonymity(scene, anonymous is True))
    opened = scene.at(replace(scene.state, running=None, signposted="", unsure=0))
    if running.dialog == "tip" and role in _OWNERS and anonymous is True:
        return ask_about_anonymity(opened, running)
    return go_on(opened, running, *notes)


def _intro(scene: Scene, dialog: Dialog) -> list[str]:
    notes = [scene.say(f"form.intro_{dialog.name}")]
    # The very first message says it already.
    says_status = scene.book.status == "helper" and scene.state.greeted
    return [scene.say("form.intro_helper"), *notes] if says_status else notes


def _report_kind(scene: Scene) -> str:
    """Say whether an opening message is a rights-holder's filing or a tip; the role question decides the rest."""
    stated = stated_in(scene, scene.book.dialogs["tip"], scene.text)
    role, anonymous = value_of(stated, "reporter_role"), value_of(stated, "anonymous")
    if role in _OTHERS or anonymous is True:
        return "tip"
    if role in _OWNERS or anonymous is False:
        return "complaint"
    return "tip" if any(word in scene.text for word in _TIP_WORDS) else "complaint"


def _is_alike(answer: Answer, field: Field) -> bool:
    # 方式 of a consultation is no 方式 of an act; only fields of one meaning share a name, places apart:
    # a consultation's district is a name, a report's place is not.
    return field.kind != "place" or isinstance(answer.value, dict)
