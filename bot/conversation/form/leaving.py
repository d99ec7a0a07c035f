"""Leaving a form: cancelled, put aside for a person, taken up again. What was filled in stays a draft."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing, own_cases
from bot.conversation.aside import fills_up, meant, others_told
from bot.conversation.estimating.kept import term_told
from bot.conversation.form.opening import restarted
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.form.taking_up import go_on_with
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.person.wanted import person_wanted
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import CONFIRM, Running, Special, State
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.telling.commands import Command, agrees, command_in, denies
from intents.telling.returning import comes_back, leaves_it, only_comes_back

_GOES_ON = ("继续", "接着", "接到", "没填完", "填完", "上次")
_NOT_ON = re.compile(r"不(?:想|要|再|用)?(?:继续|接着)")
_KEEPS = re.compile("[不别莫](?:要|用|想)?(?:删|清|重|从头)|留[着到起]|保留|点错|按错")
_DELETES = re.compile(
    "^(?:嗯|好的?|是的?|对|行|可以|确[定认]|那|就|都|全部|直接|我?要)*[，, ]*[删清](?:除|掉|空|了|吧|嘛)*[。！!]*$"
)
_STAYS = ("继续", "不取消", "别取消", "不要取消", "接着", "还要", "不是")


def ask_to_cancel(scene: FormScene) -> Turn:
    """Ask whether the form shall really be cancelled."""
    choices = (button(scene.book, "really_cancel"), button(scene.book, "stay"))
    asked = Reply(scene.say("form.cancel_ask"), choices)
    state = replace(scene.state, running=_with_special(scene, Special.CANCEL))
    return turn(state, asked, intent=scene.heard.intent, field="confirm")


def cancel_answered(scene: FormScene) -> Turn | None:
    """Take the answer to that question; None when the person simply goes on."""
    text = _NOT_ON.sub("", scene.text)
    if leaves_it(scene.text):
        return cancelled(scene, "form.cancelled")
    submits = agrees(scene.text) and "交" in scene.text
    # 「算了，还是举报」 in a consultation comes back to nothing.
    returns = scene.other_form is None and comes_back(scene.text)
    if submits or returns or any(word in text for word in _STAYS) or denies(scene.text):
        # 「确认提交」 is a yes to something else.
        return ask(scene, scene.running)
    cancels = scene.text == scene.say("choices.really_cancel") or scene.wants(
        "cancel", at_least=hearing.AT_SUMMARY
    )
    return cancelled(scene, "form.cancelled") if cancels or agrees(scene.text) else None


def ask_to_lose(scene: FormScene, special: Special) -> Turn:
    """Ask whether what was filled in shall really be gone: DISCARD or RESTART."""
    really = "really_restart" if special is Special.RESTART else "really_discard"
    choices = (button(scene.book, really), button(scene.book, "stay"))
    state = replace(scene.state, running=_with_special(scene, special))
    asked = Reply(scene.say(f"form.{special}_ask", form=_called(scene, scene.running)), choices)
    return turn(state, asked, intent=scene.heard.intent, field="confirm")


def come_back(scene: FormScene) -> Turn | None:
    """Ask the open field again where a message only says that the form goes on: it answers nothing."""
    goes_on = not scene.is_a_text and scene.other_form is None and only_comes_back(scene.text)
    return ask(scene, scene.running) if goes_on else None


def losing_answered(scene: FormScene, special: Special) -> Turn | None:
    """Take the answer to that question; None when the person simply goes on."""
    if _keeps(scene):
        return ask(scene, scene.running)
    if not _loses(scene, special, scene.command):
        return None
    return restarted(scene) if special is Special.RESTART else discarded(scene)


def ask_to_discard(scene: Scene) -> Turn:
    """Ask whether the draft that was put aside shall really be erased."""
    draft = meant(scene)
    if draft is None:
        return discarded(scene)
    asked = replace(draft, pending=replace(draft.pending, ask=Special.DISCARD))
    choices = (button(scene.book, "really_discard"), button(scene.book, "resume"))
    state = scene.state.without_aside(draft).with_aside(asked)
    told = scene.say("form.discard_ask", form=_called(scene, draft))
    return turn(state, Reply(told, choices), intent=scene.heard.intent)


def discarding_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the answer to that question, which is open for one message only; no turn when it is none."""
    draft = scene.state.shelved
    answered = draft and replace(draft, pending=replace(draft.pending, ask=None))
    # What is asked about lies on top.
    heard = scene.at(replace(scene.state, shelved=answered))
    command = command_in(scene.text)
    if _loses(scene, Special.DISCARD, command) and not _KEEPS.search(scene.text):
        return heard, discarded(heard)
    if command is Command.RESUME or not (_KEEPS.search(scene.text) or denies(scene.text)):
        return heard, None
    kept = Reply(scene.say("form.draft_kept"), (button(scene.book, "resume"),))
    return heard, turn(heard.state, kept, intent=scene.heard.intent)


def cancelled_at_summary(scene: FormScene) -> Turn:
    """Stop at the summary. Nothing is lost, so nothing is asked: the draft can be taken up again."""
    return cancelled(scene, "form.cancelled_at_summary")


def cancelled(scene: FormScene, phrase: str) -> Turn:
    """Put the form aside as a draft and say so."""
    choices = (button(scene.book, "resume"), button(scene.book, "discard"))
    state = _put_aside(scene)
    told = "\n".join((scene.say(phrase), *fills_up(state, scene.book)))
    return turn(state, Reply(told, choices), intent=scene.heard.intent)


def put_aside(scene: FormScene) -> Turn:
    """Keep the form for another day because the person asks for it."""
    return cancelled(scene, "form.put_aside")


def for_a_person(scene: FormScene) -> Turn:
    """Say honestly how to reach a person; the form is kept as a draft."""
    if (called := person_wanted(scene)) is not None:
        return called
    reply = Reply(scene.say("service.person_draft_kept"), (button(scene.book, "resume"),))
    return turn(_put_aside(scene), reply, intent="human")


def stopped_still(scene: Scene) -> Turn:
    """Tell whoever says 「确认提交」 after they have stopped that nothing was filed, and how to go on."""
    choices = (button(scene.book, "resume"), button(scene.book, "discard"))
    return turn(scene.state, Reply(scene.say("form.stopped_still"), choices), intent=scene.heard.intent)


def discarded(scene: Scene) -> Turn:
    """Erase the form under way, or else the draft put aside last; what else lies aside is told, and stays."""
    state = scene.state
    if not state.drafts:
        return turn(state, Reply(scene.say("form.discard_nothing")), intent=scene.heard.intent)
    left = state.idle() if state.running is not None else state.without_aside(state.put_aside[0])
    told = [scene.say("form.discarded"), *others_told(left, scene.book)]
    left = replace(left, asks_anew=state.unnamed)
    return turn(left, Reply("\n".join(told)), intent=scene.heard.intent)


def taken_up(scene: Scene) -> Turn:
    """Go on with the draft that was put aside: the one that is named, else the latest."""
    draft = meant(scene)
    if draft is None and scene.state.filed:
        # What was filled, here or on its page, is filed: whoever wants to go on with it is told where it is.
        return own_cases.look_up(scene)
    if draft is None:
        choices = (button(scene.book, "complaint"), button(scene.book, "consultation"))
        return turn(scene.state, Reply(scene.say("form.no_draft"), choices), intent=scene.heard.intent)
    return go_on_with(scene, draft)


def welcomed_back(scene: FormScene) -> Turn:
    """Go on with the form when the message says so, else ask whether to."""
    running = scene.running
    if any(word in _NOT_ON.sub("", scene.text) for word in _GOES_ON):
        return _gone_on_with(scene)
    label = scene.say("form.at_summary") if running.field == CONFIRM else scene.field.label
    text = scene.say("form.resume_ask", form=_called(scene, running), label=label)
    ways = ("resume", "no_note") if scene.where is Context.NOTE else ("resume", "restart", "discard")
    choices = tuple(button(scene.book, name) for name in ways)
    state = replace(scene.state, running=_with_special(scene, Special.RESUME))
    return turn(state, Reply(text, choices), intent=scene.heard.intent, field="resume")


def welcome_answered(scene: FormScene) -> Turn | None:
    """Take the answer to that question; None when the person simply goes on with the form."""
    text = _NOT_ON.sub("", scene.text)
    # 「不继续」 only has the word of what goes on.
    returns = comes_back(scene.text) and text == scene.text
    goes_on = agrees(scene.text) or returns or scene.command is Command.BEGIN
    if goes_on or any(word in text for word in _GOES_ON):
        return _gone_on_with(scene)
    if scene.where is Context.NOTE:
        return None
    if scene.command is Command.RESTART or "重新" in scene.text:
        return ask_to_lose(scene, Special.RESTART)
    cancels = scene.wants("cancel", at_least=hearing.AT_SUMMARY) or denies(scene.text) or text != scene.text
    return cancelled(scene, "form.cancelled") if cancels else None


def _gone_on_with(scene: FormScene) -> Turn:
    return ask(scene, scene.running, scene.say("form.resumed"), *term_told(scene, scene.running))


def _keeps(scene: FormScene) -> bool:
    return (
        any(word in scene.text for word in _STAYS)
        or _KEEPS.search(scene.text) is not None
        or denies(scene.text)
        or comes_back(scene.text)
    )


def _loses(scene: Scene, special: Special, command: Command | None) -> bool:
    """Say whether the whole message says that it shall go; 「确认提交」 is a yes to something else."""
    if scene.text == scene.say(f"choices.really_{special}") or command == Command(special):
        return True
    if special is Special.DISCARD and _DELETES.match(scene.text):
        return True
    return agrees(scene.text) and "交" not in scene.text


def _with_special(scene: FormScene, special: Special) -> Running:
    waits = replace(scene.running.pending, ask=special)
    return touched(replace(scene.running, pending=waits), scene.now)


def _called(scene: Scene, draft: Running) -> str:
    return scene.say(f"forms.{draft.form}")


def _put_aside(scene: FormScene) -> State:
    return replace(scene.state.idle().with_aside(scene.running), asks_anew=scene.state.unnamed)
