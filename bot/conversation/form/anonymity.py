"""With or without a name: a wish to stay unknown, kept until it is taken back in words."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import words
from bot.conversation.form.carrying import OWNERS, carried_to_complaint, carried_to_tip
from bot.conversation.form.question import ask, ask_about_a_name, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.stated import stated_in
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, FormName
from intake.forms.draft import TOLD, UNNAMED_OWNER
from intake.forms.form import Answer, Answers, parted, value_of
from intents import expressions as re
from intents.telling.commands import agrees, wants_anonymity, wishes_no_name
from intents.telling.naming import beside_the_wish, gives_a_name, names_oneself, without_own_names
from intents.telling.no_name import names_nobody
from intents.telling.secrecy import only_wishes_no_name
from intents.telling.unknown_teller import without_oneself

# 「算了我还是匿名吧，把我电话删了」, where it is a tip without a name already.
_DECIDES_ANEW = re.compile(
    r"(?:还是|改成?|换成?|就|要)匿名|匿名(?:吧|嘛|算了)|"
    r"(?:电话|号码|手机|名字)[^，,。]{0,4}[删去抹]"
)
# Fields that a tip without a name has no answers to.
NAMES_OF_A_FILER = ("contact_name", "phone", "mail", "reporter_name")
# What an owner is noted as who stays unknown; whoever gives their name after all is asked anew.
_SOMEBODY_WHO_KNOWS = Answer(UNNAMED_OWNER, "", True)


def wish_for_no_name(scene: FormScene) -> Turn | None:
    """Hear it everywhere; where a text is asked for, only words that can be nothing else."""
    if scene.form.name not in words.REPORTS or not wants_anonymity(scene.text):
        return None
    is_known = scene.state.unnamed and value_of(scene.running.answers, "anonymous") is True
    is_own = scene.running.field in (*words.NAMED, "anonymous") or (
        words.OWN_WISH.search(scene.text) and len(scene.text) <= hearing.SHORT_CHARACTERS
    )
    only_asks = words.IMAGINES.match(scene.text) is not None and words.ASKS_OF_AN_OPTION.search(scene.text)
    if not is_own or only_asks or not wishes_no_name(scene.text):
        return None
    if is_known:
        # Said again where a name is asked, it names nobody.
        said_again = (
            _asks_a_name(scene) or only_wishes_no_name(scene.text) or _DECIDES_ANEW.search(scene.text) is not None
        )
        return ask(scene, scene.running, scene.say("form.unnamed_already")) if said_again else None
    return keep_unnamed(scene)


def _asks_a_name(scene: FormScene) -> bool:
    return scene.where is Context.FIELD and scene.field.kind is FieldKind.NAME and names_nobody(scene.text)


def keep_unnamed(scene: FormScene) -> Turn:
    """Take 「我要匿名」: a tip goes on without a name, others become a tip, an owner is asked."""
    unnamed = scene.at(replace(scene.state, unnamed=True))
    if scene.running.form == FormName.TIP:
        return _without_a_name(unnamed)
    stated = stated_in(scene, scene.book.forms["tip"], scene.text)
    answers = {**scene.running.answers, **stated, "anonymous": Answer(True, scene.text, True)}
    known = unnamed_answers(replace(scene.running, answers=answers))
    if value_of(answers, "reporter_role") in OWNERS or "权利人" in scene.text:
        owner = Answer(value_of(answers, "reporter_role") or "right_holder", scene.text, True)
        answers = {**scene.running.answers, "reporter_role": owner}
        return ask_about_a_name(unnamed, replace(scene.running, answers=answers))
    return carried_to_tip(unnamed, known, *_names_gone(scene), *_remark(scene, answers))


def take_name(scene: FormScene) -> Turn:
    """Take it back: 「还是实名吧」. An owner goes on with a complaint, others with a tip that has a name."""
    named = scene.at(replace(scene.state, unnamed=False))
    running = _asked_anew(scene.running.without("anonymous"))
    if value_of(running.answers, "reporter_role") in OWNERS:
        if running.form == FormName.COMPLAINT:
            return _name_follows(go_on(named, running))
        return _name_follows(carried_to_complaint(named, running))
    running = running.with_answer("anonymous", Answer(False, scene.text))
    return _name_follows(go_on(named, running, *_remark(scene, running.answers)))


def _name_follows(said: Turn) -> Turn:
    """Return the turn with a bare name and number expected next, whatever is asked: 「李建国，139…」."""
    running = said.state.running
    if running is None:
        return said
    waits = replace(running.pending, gives_name=True)
    return replace(said, state=replace(said.state, running=replace(running, pending=waits)))


def wish_for_a_name(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn | None:
    """Hear at every field that a report is to have a name: 「算了我还是实名嘛」 is nobody's."""
    is_report = scene.form.name in words.REPORTS and not (
        scene.where is Context.FIELD and scene.field.name == "anonymous"
    )
    if not is_report or len(scene.text) > hearing.SHORT_CHARACTERS or not gives_a_name(scene.text):
        return None
    if scene.state.unnamed or (scene.form.name == FormName.TIP and scene.where is Context.FIELD):
        is_named = value_of(scene.running.answers, "anonymous") is False
        return _named_already(scene) if is_named else name_given(scene, answer)
    return _named_already(scene)


def _named_already(scene: FormScene) -> Turn | None:
    """Say so where nothing else is said; what stands beside it is answered as ever."""
    rest = beside_the_wish(scene.text)
    is_all = len(rest) < hearing.SHORTEST_NAME_CHARACTERS or agrees(rest)
    return ask(scene, scene.running, scene.say("form.named_already")) if is_all else None


def name_given(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn:
    """Take the wish for a name; 「我愿意实名，亲眼看到的」 is the answer as well."""
    rest = beside_the_wish(scene.text)
    is_text = scene.where is Context.FIELD and scene.is_free
    if not is_text or len(rest) < hearing.SHORTEST_NAME_CHARACTERS or agrees(rest):
        return take_name(scene)
    there, *remark = named(scene)
    answered = answer(there.saying(rest))
    return replace(answered, replies=(*map(Reply, remark), *answered.replies))


def named(scene: FormScene) -> tuple[FormScene, *tuple[str, ...]]:
    """Return a tip that has a name after all, and what is to be said of it."""
    running = _asked_anew(scene.running).with_answer("anonymous", Answer(False, ""))
    there = scene.at(replace(scene.state, unnamed=False)).with_running(running)
    return there, *_remark(scene, running.answers)


def _asked_anew(running: Running) -> Running:
    """Return the form without what an owner was noted as while they wanted to stay unknown."""
    is_ours = running.answers.get("reporter_role") == _SOMEBODY_WHO_KNOWS
    return running.without("reporter_role") if is_ours else running


def unnamed_answers(running: Running) -> Running:
    """Return what was answered so far without what says who its filer is: their name, and whose the secret is."""
    answers = {
        name: _unnamed(name, answer)
        for name, answer in running.answers.items()
        if parted(name)[0] not in NAMES_OF_A_FILER
    }
    if value_of(running.answers, "reporter_role") in OWNERS:
        # Whose secret it is names them; somebody who knows of it they are in any case.
        answers["reporter_role"] = _SOMEBODY_WHO_KNOWS
    kept = {name: one for name, one in running.refused.items() if not names_oneself(one.sent.words)}
    named = {name: answer for name, answer in answers.items() if answer is not None}
    return replace(running, answers=named, refused=kept)


def _unnamed(name: str, answer: Answer) -> Answer | None:
    if name == TOLD and isinstance(answer.value, str):
        told = without_oneself(answer.value)
        return Answer(told, "", True) if told else None
    if not isinstance(answer.value, str) or not names_oneself(answer.value):
        return answer
    rest = without_own_names(answer.value)
    return Answer(rest, rest, answer.stated) if rest else None


def name_decided(scene: FormScene) -> Turn:
    """Take the answer to 「匿名还是实名」. What is neither is asked once more; then the wish is kept."""
    if scene.text == scene.say("choices.stay_named") or gives_a_name(scene.text):
        return take_name(scene)
    if wants_anonymity(scene.text) or scene.running.misread:
        anonymous = unnamed_answers(scene.running.with_answer("anonymous", Answer(True, "", True)))
        return carried_to_tip(scene, anonymous, *_names_gone(scene), *_remark(scene, anonymous.answers))
    return ask_about_a_name(scene, replace(scene.running, misread=1), scene.say("answering.not_sure"))


def _without_a_name(scene: FormScene) -> Turn:
    running = unnamed_answers(scene.running.with_answer("anonymous", Answer(True, "")))
    return go_on(scene, running, *_names_gone(scene), *_remark(scene, running.answers))


def _names_gone(scene: FormScene) -> tuple[str, ...]:
    """Return which of the filer's names and numbers were filled in and are kept no more."""
    labels = [
        scene.form.field(name).label
        for name in NAMES_OF_A_FILER
        if scene.form.knows(name) and value_of(scene.running.answers, name) is not None
    ]
    return (scene.say("form.names_gone", labels="、".join(labels)),) if labels else ()


def _remark(scene: Scene, answers: Answers) -> tuple[str, ...]:
    field = scene.book.forms[FormName.TIP].field("anonymous")
    return scene.remark_on(field, value_of(answers, field.name))
