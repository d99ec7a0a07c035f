"""Into a form with what the message already says; over to another one when the words or an answer say so."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.conversation.aside import kept_of
from bot.conversation.estimating.kept import term_told
from bot.conversation.form import places
from bot.conversation.form.anonymity import unnamed_answers
from bot.conversation.form.carrying import (
    OTHERS,
    OWNERS,
    carried,
    carried_to_complaint,
    carried_to_tip,
    refused_there,
)
from bot.conversation.form.original import original_kept, original_told
from bot.conversation.form.outside import turned_away
from bot.conversation.form.question import ask, ask_about_a_name, go_on
from bot.conversation.form.scene import FormScene, in_form
from bot.conversation.form.taking_up import go_on_with
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, touched
from bot.conversation.state import Running
from bot.conversation.stated import refused_in, stated_in
from bot.conversation.summary import told_card, told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import ESTIMATES, ChannelStatus, FieldKind, FormName
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Field, Form, value_of
from intake.forms.understood import OutsidePlace
from intents.telling.asked_beside import without_what_is_asked
from intents.telling.naming import gives_a_name
from intents.telling.secrecy import only_wishes_no_name

# An answer to one of these may show that the person is in the wrong form.
DECIDES_THE_FORM = ("reporter_role", "anonymous")
_WHERE = "act_place"
_FIGURES = (FieldKind.DATE, FieldKind.PERIOD, FieldKind.AMOUNT)
_REPORTS = (FormName.COMPLAINT, FormName.TIP)
_TIP_WORDS = ("线索", "匿名", "我不是权利人", "不是当事人")


def open_form(scene: Scene, name: str) -> Turn:
    """Open the form of this name with what the message, and what was told before it, already says."""
    scene = _heard_about_a_name(scene)
    kind = _report_kind(scene, told_text(scene)) if name == FormName.COMPLAINT else name
    # What kind of report it is shows only in the course of it: that which was begun goes on.
    return open_about(scene, kind, {}, goes_on=_REPORTS if kind == name == FormName.COMPLAINT else (kind,))


def open_told(scene: Scene, name: str) -> Turn:
    """Open the very form that a story wants: a complaint or a tip, or a consultation.

    Whoever wanted to stay unknown before gets the tip, unless the story is the owner's: they are asked.
    """
    if name == FormName.COMPLAINT and scene.state.unnamed and not gives_a_name(scene.text):
        stated = stated_in(scene, scene.book.forms[FormName.COMPLAINT], told_text(scene), opened=name)
        name = name if value_of(stated, "reporter_role") in OWNERS else FormName.TIP
    return open_about(scene, name, {})


def open_about(
    scene: Scene, name: str, known: Mapping[str, Answer], *, goes_on: tuple[str, ...] | None = None
) -> Turn:
    """Open a form with what is known already, beside what was told; one that waits goes on if nothing new is.

    goes_on  which forms are the same for it, if put aside; None: the form itself
    """
    scene = _heard_about_a_name(scene)
    form = scene.book.forms[name]
    text = told_for(scene, form)
    told = told_at_the_opening(scene, form, text)
    if waits := _waiting(scene, goes_on or (name,), {**told, **known}):
        return go_on_with(scene, waits, "form.taken_up")
    original = original_kept(form, text)
    running = _begun(scene, name, {**told, **known})
    notes = [*scene.urgent(), *original.said(scene), *_intro(scene, form), *refused_in(scene, form, text)]
    opened = _opened(scene, running, notes)
    if name in ESTIMATES:
        return opened
    intent = "consultation" if name == FormName.CONSULTATION else "complaint"
    return replace(opened, trace=replace(opened.trace, intent=intent))


def _waiting(scene: Scene, forms: tuple[str, ...], told: Mapping[str, Answer]) -> Running | None:
    """Return the form put aside that goes on: nothing is told that it does not hold already."""
    for waits in filter(None, (kept_of(scene.state, form) for form in forms)):
        if all(value_of(waits.answers, name) == one.value for name, one in told.items()):
            return waits
    return None


def told_at_the_opening(scene: Scene, form: Form, text: str) -> dict[str, Answer]:
    """Return what is read from what was told before a form was open, and the words themselves."""
    stated = stated_in(scene, form, text, opened=form.name)
    return {**stated, **_figures_said_last(scene, form), **original_kept(form, text).answers}


def _figures_said_last(scene: Scene, form: Form) -> dict[str, Answer]:
    """Return the days and amounts of this message: they win over those of what was asked or told before."""
    if scene.state.telling is None or scene.text in scene.book.buttons:
        return {}
    now = stated_in(scene, form, scene.text, opened=form.name)
    return {name: one for name, one in now.items() if form.field(name).kind in _FIGURES}


def told_for(scene: Scene, form: Form) -> str:
    """Return what was told before and is said now; of a report, without what was only asked before."""
    telling = scene.state.telling
    if telling is None or form.name not in _REPORTS:
        return told_text(scene)
    before = replace(telling, text=without_what_is_asked(telling.text))
    return told_text(scene.at(replace(scene.state, telling=before)))


def told_text(scene: Scene) -> str:
    """Return what was told before and what is said now; the words of a button are ours and state nothing."""
    telling = scene.state.telling
    said = "" if scene.text in scene.book.buttons else scene.text
    return "\n".join(part for part in (telling.text if telling else "", said) if part)


def change_form(scene: Scene, running: Running, name: str) -> Turn:
    """Leave the form under way for another one, with the answers that fit there, and what the message says.

    What does not fit there is not lost: the form is put aside. One of that name that lies aside goes on.
    """
    scene = _heard_about_a_name(scene)
    name = _report_kind(scene, scene.text) if name == FormName.COMPLAINT else name
    form = scene.book.forms[name]
    brought, told = carried(running.answers, form), stated_in(scene, form, scene.text)
    stays = _stays_behind(running, name, brought)
    there = scene.at(scene.state.with_aside(running)) if stays else scene
    if waits := _waiting(scene, _REPORTS if name in _REPORTS else (name,), told):
        filled = replace(waits, answers={**brought, **waits.answers})
        laid = there.state.without_aside(waits).with_aside(filled)
        return go_on_with(there.at(laid), filled, "form.taken_up")
    stated = {**brought, **told}
    stated |= original_kept(form, "" if scene.text in scene.book.buttons else scene.text, stated).answers
    draft_id = "" if stays else running.draft_id
    begun = replace(_begun(scene, name, stated), draft_id=draft_id, refused=refused_there(running, form))
    if running.form in ESTIMATES:
        return _opened(there, begun, [*scene.urgent(), scene.say("estimate.put_aside"), *_intro(scene, form)])
    left = [scene.say("form.left_aside", form=scene.say(f"forms.{running.form}"))] if stays else []
    return _opened(there, begun, [*scene.urgent(), scene.say(f"form.switched_to_{name}"), *left])


def _stays_behind(running: Running, name: str, brought: Mapping[str, Answer]) -> bool:
    """Say whether a form left for another one holds what does not fit there, files too."""
    if running.form in ESTIMATES:
        return True
    if (running.form in _REPORTS) == (name in _REPORTS):
        return False
    given = sum(answer.value is not None for key, answer in running.answers.items() if key != TOLD)
    return bool(running.draft_id) or given > sum(key != TOLD for key in brought)


def story_noted(scene: FormScene, *besides: str) -> Turn | None:
    """Note what a story says where it is asked who tells it, or of whom; what it does not answer is asked again.

    besides  what else is said of the message; a story that names nobody where a name is asked is none (None)
    """
    running, form = scene.running, scene.form
    stated = stated_in(scene, form, scene.text)
    new = {name: one for name, one in stated.items() if value_of(running.answers, name) is None}
    if value_of({**running.answers, **new}, "anonymous") is True and value_of(new, "reporter_role") in OWNERS:
        # Whoever wants to stay unknown is no owner by what a story only sounds like.
        new.pop("reporter_role")
    if scene.field.kind is FieldKind.NAME and scene.field.name not in new:
        return None
    filled = replace(running, answers={**running.answers, **new})
    told = [name for name in new if _is_told(form, name)]
    facts = (scene.say("form.also_noted", facts=told_facts(scene.book, filled, told)),) if told else ()
    for name in DECIDES_THE_FORM:
        if name in new and (decided := form_decided(scene, filled, form.field(name))):
            return decided
    return go_on(scene, filled, *scene.urgent(), *facts, *besides)


def restarted(scene: FormScene) -> Turn:
    """Begin the form anew; the old one is gone."""
    empty = _begun(scene, scene.running.form, {})
    return go_on(scene, empty, scene.say("form.restarted"))


def form_decided(scene: Scene, running: Running, field: Field) -> Turn | None:
    """Change forms where an answer shows that the person is in the wrong one; None where it does not."""
    value = value_of(running.answers, field.name)
    if running.form == FormName.COMPLAINT and field.name == "reporter_role" and value in OTHERS:
        return carried_to_tip(scene, running, scene.say("form.switched_to_tip"))
    role = value_of(running.answers, "reporter_role")
    if running.form != FormName.TIP or role not in OWNERS:
        return None
    if value_of(running.answers, "anonymous") is True:
        # They said that they want to stay unknown before they said who they are.
        return go_on(scene, unnamed_answers(running), scene.say("form.anonymous_kept"))
    return carried_to_complaint(scene, running)


def _heard_about_a_name(scene: Scene) -> Scene:
    return scene.at(replace(scene.state, unnamed=False)) if gives_a_name(scene.text) else scene


def _begun(scene: Scene, name: str, stated: Mapping[str, Answer]) -> Running:
    """Return a form with what is known; a wish to stay unknown said earlier still holds."""
    holds = name == FormName.TIP and scene.state.unnamed and not scene.state.asks_anew
    kept = {"anonymous": Answer(True, "", True)} if holds else {}
    return Running(name, "", {**kept, **stated})


def _opened(scene: Scene, running: Running, notes: list[str]) -> Turn:
    form = scene.book.forms[running.form]
    # Whoever stays unknown is noted as somebody who knows: whether they own the secret is looked at before.
    owner = running.answers.get("reporter_role") if value_of(running.answers, "reporter_role") in OWNERS else None
    if value_of(running.answers, "anonymous") is True:
        running = unnamed_answers(running)
    told = [name for name in running.answers if _is_told(form, name)]
    if form.name in _REPORTS and (there := places.all_outside(running)):
        return _told_outside(scene, running, there, told)
    if told:
        shown = list(dict.fromkeys((*told, *places.apart(running.answers))))
        notes.append(scene.say("form.taken_over", facts=told_card(scene.book, running, shown)))
    notes += original_told(scene, running)
    for name in told:
        notes += scene.remark_on(form.field(name), value_of(running.answers, name))
    notes += term_told(scene, running)
    anonymous = value_of(running.answers, "anonymous")
    begun = replace(scene.state, running=None, signposted="", unsure=0, telling=None, asks_anew=False)
    opened = scene.at(begun)
    if scene.state.asks_anew and running.form == FormName.TIP and anonymous is None:
        return ask(opened, running.at("anonymous"), *notes)
    if owner is not None and anonymous is True and not (scene.state.unnamed or only_wishes_no_name(scene.text)):
        # Said in one breath: 「我是权利人，想匿名举报」.
        asked = running.at("anonymous").without("anonymous").with_answer("reporter_role", owner)
        return ask_about_a_name(_unnamed(opened), asked, *scene.urgent())
    if owner is not None and anonymous is True:
        notes.append(scene.say("form.anonymous_kept"))
    return go_on(_unnamed(opened) if anonymous is True else opened, running, *notes)


def _told_outside(scene: Scene, running: Running, there: str, told: list[str]) -> Turn:
    """Say at once which place is competent, where a story tells that all of it was done elsewhere."""
    state = replace(scene.state, running=None, signposted="", unsure=0, telling=None, asks_anew=False)
    is_unnamed = value_of(running.answers, "anonymous") is True
    heard = _unnamed(scene.at(state)) if is_unnamed else scene.at(state)
    opened = in_form(heard, touched(running.at(_WHERE), scene.now))
    away = turned_away(opened, OutsidePlace(there, value_of(running.answers, "use_place"), ""))
    noted = scene.say("form.taken_over", facts=told_card(scene.book, running, told))
    return replace(away, replies=(Reply("\n".join((*scene.urgent(), noted))), *away.replies))


def _is_told(form: Form, name: str) -> bool:
    # The words themselves are spoken of apart.
    return form.knows(name) and name != TOLD


def _unnamed(scene: Scene) -> Scene:
    return scene.at(replace(scene.state, unnamed=True))


def _intro(scene: Scene, form: Form) -> list[str]:
    notes = [scene.say(f"form.intro_{form.name}")]
    if form.name in ESTIMATES:
        return notes
    if scene.can.has_pages:
        notes.append(scene.say("form.intro_page"))
    # The very first message says it already.
    says_status = scene.book.status is ChannelStatus.HELPER and scene.state.greeted
    return [scene.say("form.intro_helper"), *notes] if says_status else notes


def _report_kind(scene: Scene, text: str) -> str:
    """Say whether an opening message is a rights-holder's filing or a tip; the role question decides the rest."""
    if scene.state.unnamed:
        return "tip"
    stated = stated_in(scene, scene.book.forms["tip"], text)
    role, anonymous = value_of(stated, "reporter_role"), value_of(stated, "anonymous")
    if role in OTHERS or anonymous is True:
        return "tip"
    if role in OWNERS or anonymous is False:
        return "complaint"
    return "tip" if any(word in text for word in _TIP_WORDS) else "complaint"
