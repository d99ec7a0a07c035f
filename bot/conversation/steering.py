"""In the middle of a form: is this an answer to the open field, or does it steer the form?"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation import (
    answering,
    checks,
    filling,
    leaving,
    lookup,
    media,
    special_question,
    stopping,
    switching,
)
from bot.conversation.asking import field_of, may_submit
from bot.conversation.confirming import answered as answered_at_summary
from bot.conversation.corrections import correction_in, is_corrective
from bot.conversation.declining import holds_nothing, is_refusal, words_for_other
from bot.conversation.form import (
    CONFIRM,
    ask,
    dialog_of,
    form_of,
    go_on,
    show_summary,
    with_answer,
    with_pending,
    without,
)
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.summary import corrected, lines
from bot.conversation.turn import Turn
from bot.conversation.understanding import read_answer
from bot.conversation.understood import Outside, Several, Understood
from intake.forms.form import Answer, Field
from intents.persons.pasted import looks_like_a_secret
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees, command_in, switches_to, wants_anonymity

# Words of people in free text are rarely commands: there a command must be heard clearly and be short.
_CLEAR = 0.55
_VERY_CLEAR = 0.8
_SHORT_CHARACTERS = 24
_ABOUT_THE_FORM_CHARACTERS = 8
_NAMED = ("reporter_role", "reporter_name", "contact_name", "phone")
_FREE = ("text", "name")
_BARE_PHONE = re.compile(r"^\+?(?:86)?[ -]?(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})$")
_OWN_CASE = re.compile(r"上次|上回|之前|原来|我的案|案子|那件|那个件|编号|进度|办到|查一?下")
# No name asks anything; a text may.
_ASKS_CLEARLY = re.compile(r"能不能|可不可以|是不是|会不会|要不要|需不需要|怎么|为什么|咋个|[吗不][?？]?$")
# Another answer than the open one is only touched when the words say that it was wrong.
_SAYS_WRONG = re.compile(r"(?:写|填|说|打|搞|弄)错|错了|改一下|改成|更正|换成")

Read = Understood | Several | Outside


def answered(scene: Scene) -> Turn:
    """Take any message that comes while a form is under way."""
    special = special_question.answered(scene)
    if special is not None:
        return special
    scene = scene.at(replace(scene.state, running=with_pending(form_of(scene), ask=None)))
    running = form_of(scene)
    shown = media.in_form(scene) or _pasted(scene) or _commanded(scene)
    if shown is not None:
        return shown
    if running.field == CONFIRM:
        return _left(scene) or answered_at_summary(scene)
    return _at_field(scene, field_of(dialog_of(scene), running))


def _pasted(scene: Scene) -> Turn | None:
    """Keep nothing of what must not be sent: say so, and ask again."""
    if kind := looks_like_a_secret(scene.text):
        return ask(scene, form_of(scene), scene.say(f"pasted.{kind}"))
    stop = stopping.stop_in(scene.text)
    if stop is not None and stop.name == "state_secret" and not looks_like_a_question(scene.text):
        return ask(scene, form_of(scene), scene.say(stop.phrase))
    return None


def _commanded(scene: Scene) -> Turn | None:
    running = form_of(scene)
    match command_in(scene.text):
        case "filled":
            filled = lines(scene.book, running)
            head = scene.say("form.filled" if filled else "form.filled_nothing")
            return ask(scene, running, first=(Reply("\n".join((head, *filled))),))
        case "restart":
            return leaving.restarted(scene)
        case "wait" if running.field != CONFIRM:
            return ask(scene, running, scene.say("form.wait"))
        case "repeat":
            return ask(scene, running, scene.say("form.repeat"))
        case "discard":
            return leaving.discarded(scene)
        case "resume":
            return ask(scene, running)
        case "put_aside":
            return leaving.put_aside(scene)
        case "submit_now" if running.field != CONFIRM:
            return _submit_now(scene, running)
        case "help" if running.field != CONFIRM and not _is_own_question(scene):
            return ask(scene, running, scene.say(f"{running.dialog}.{running.field}.help"))
    return None


def _is_own_question(scene: Scene) -> bool:
    """Say whether this is what a consultation is to be about: 「为什么要写保密协议」, not 「怎么填」."""
    takes_questions = field_of(dialog_of(scene), form_of(scene)).takes_questions
    return takes_questions and len(scene.text) > _ABOUT_THE_FORM_CHARACTERS


def _submit_now(scene: Scene, running: Running) -> Turn:
    """Leave out what can be added later; what must not be left out is asked next."""
    missing = not may_submit(dialog_of(scene), running)
    notes = (scene.say("form.core_still_open"),) if missing else ()
    return go_on(scene, with_pending(running, submit_now=True), *notes)


def _at_field(scene: Scene, field: Field) -> Turn:
    """Decide between answer, refusal and command; the answer wins where the field can read it."""
    running = form_of(scene)
    if running.dialog == "complaint" and field.name in _NAMED and wants_anonymity(scene.text):
        return switching.wants_no_name(scene, running)
    if answering.entry_by_title(scene):
        return answering.in_between(scene)
    if (elsewhere := _meant_for_another(scene, field)) is not None:
        return elsewhere
    return _answer_or_command(scene, field, _read_or_problem(scene, field))


def _says_nothing_of(scene: Scene, field: Field) -> bool:
    """Say whether a yes, or a button of another question, came where words are asked for: 「属实」 is no name."""
    if agrees(scene.text) and not field.keeps_no:
        return True
    return len(scene.text) <= _SHORT_CHARACTERS and scene.text in scene.book.buttons


def _answer_or_command(scene: Scene, field: Field, read: Read | NotUnderstood) -> Turn:
    understood = None if isinstance(read, NotUnderstood) else read
    if _gives_up(scene, field):
        return leaving.ask_to_cancel(scene)
    if is_refusal(scene.text, field, understood):
        return filling.refused(scene, field)
    steered = _steered(scene, field, understood)
    if steered is not None:
        return steered
    if field.kind == "yes" and (understood is None or is_corrective(scene.text)):
        # Something is not true yet: the person sees all items and says which.
        return show_summary(scene, form_of(scene), scene.say("form.confirm_which"))
    if isinstance(read, NotUnderstood):
        return _not_read(scene, field, read)
    if field.kind in _FREE and _says_nothing_of(scene, field):
        return ask(scene, form_of(scene), scene.say("form.not_an_answer"))
    return filling.taken(scene, field, read)


def _not_read(scene: Scene, field: Field, problem: NotUnderstood) -> Turn:
    if holds_nothing(scene.text, field) and not looks_like_a_question(scene.text):
        return filling.refused(scene, field)
    if in_own_words := words_for_other(scene.text, field):
        return filling.taken(scene, field, in_own_words)
    return filling.misread(scene, field, problem)


def _meant_for_another(scene: Scene, field: Field) -> Turn | None:
    """Correct an earlier answer in passing (「电话写错了，是…」), or take a telephone number that stands alone."""
    running, dialog = form_of(scene), dialog_of(scene)
    phone = dialog.field("phone") if dialog.knows("phone") else None
    if phone is not None and field is not phone and phone.when(running.answers) and _BARE_PHONE.match(scene.text):
        return _taken_in_passing(scene, phone, (scene.text,))
    if not _SAYS_WRONG.search(scene.text) or not is_corrective(scene.text):
        return None
    correction = correction_in(scene, running, numbered=False)
    if correction is None or correction.field.name == field.name:
        return None
    if correction.field.name not in (*running.answers, *running.pending.get("put_off", ())):
        return None
    return _taken_in_passing(scene, correction.field, correction.texts)


def _taken_in_passing(scene: Scene, field: Field, texts: tuple[str, ...]) -> Turn | None:
    running = form_of(scene)
    for text in texts:
        try:
            read = read_answer(scene, field, text)
        except NotUnderstood:
            continue
        if isinstance(read, Understood) and checks.problem_of(scene, running, field, read.value) is None:
            filled = with_answer(running, field.name, Answer(read.value, read.typed))
            return ask(scene, filled, corrected(scene, filled, field))
    return None


def _read_or_problem(scene: Scene, field: Field) -> Read | NotUnderstood:
    try:
        return read_answer(scene, field, scene.text)
    except NotUnderstood as problem:
        return problem


def _steered(scene: Scene, field: Field, read: Read | None) -> Turn | None:
    is_free = field.kind in _FREE
    sure = _VERY_CLEAR if is_free or read is not None else _CLEAR
    switched = _switched(scene)
    if switched is not None:
        return switched
    is_no_name = field.kind == "name" and _ASKS_CLEARLY.search(scene.text) is not None
    if is_no_name or (scene.wants("ask", at_least=sure) and _asks(scene, field, read)):
        return answering.in_between(scene)
    if is_free and len(scene.text) > _SHORT_CHARACTERS:
        return None
    if scene.wants("back", at_least=sure):
        return _back(scene)
    if scene.wants("progress", "supplement", at_least=sure) and (read is None or _OWN_CASE.search(scene.text)):
        return lookup.asked(scene)
    if scene.wants("greeting", "thanks", at_least=sure) and (read is None or is_free):
        return answering.in_between(scene)
    return leaving.for_a_person(scene) if scene.wants("human", at_least=sure) else None


def _gives_up(scene: Scene, field: Field) -> bool:
    """Say whether the whole form is given up: 「不想举报了」, not 「先不填」, not a story of giving up."""
    is_short = field.kind not in _FREE or len(scene.text) <= _SHORT_CHARACTERS
    return is_short and scene.wants("cancel", at_least=_VERY_CLEAR) and _switch_of(scene) is None


def _asks(scene: Scene, field: Field, read: Read | None) -> bool:
    # A consultation's own question is the answer, not a question in between.
    if field.takes_questions and read is not None:
        return False
    return looks_like_a_question(scene.text) or read is None


def _switched(scene: Scene) -> Turn | None:
    """Change over to the other form when the words say so."""
    there = _switch_of(scene)
    if there is None or looks_like_a_question(scene.text):
        return None
    return switching.switch(scene, there) if scene.wants("complaint", "consultation", "cancel") else None


def _switch_of(scene: Scene) -> str | None:
    there = switches_to(scene.text)
    here = "consultation" if form_of(scene).dialog == "consultation" else "complaint"
    return None if there == here else there


def _left(scene: Scene) -> Turn | None:
    return leaving.for_a_person(scene) if scene.wants("human", at_least=_CLEAR) else None


def _back(scene: Scene) -> Turn:
    """Open the field answered last again, or the one that is named."""
    running = form_of(scene)
    if running.pending.get("correcting"):
        return show_summary(scene, running)
    dialog = dialog_of(scene)
    asked = {field.name for field in dialog.fields if field.when(running.answers)}
    given = [name for name, answer in running.answers.items() if not answer.stated and name in asked]
    if not given:
        return ask(scene, running, scene.say("form.back_first"))
    named = _named_in(scene, given)
    name = named or given[-1]
    return ask(scene, replace(without(running, name), field=name, misread=0), scene.say("form.back"))


def _named_in(scene: Scene, given: list[str]) -> str | None:
    dialog = dialog_of(scene)
    mentions = [(word, name) for name in given for word in dialog.field(name).mentions if word in scene.text]
    # 「上一步，名字要写全」 says why, 「回到问电话那里」 says where.
    return max(mentions, key=lambda pair: len(pair[0]))[1] if mentions and "回到" in scene.text else None
