"""A form opened by mistake is left: 「我不是举报，我只是问…」. The question is answered, or another opened."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import opening
from bot.conversation.form.scene import FormScene
from bot.conversation.idle import answering, pressure
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.codes import REPORTS, FormName
from intake.forms.draft import TOLD
from intake.forms.form import value_of
from intents.telling.not_meant import NotMeant, not_meant
from intents.telling.returning import doubts_reporting
from intents.telling.story import story_of

_FEWEST_CHARACTERS = 4


def form_not_meant(scene: FormScene) -> Turn | None:
    """Leave the form for what is wanted instead; what the person answered in it themselves stays a draft."""
    meant = not_meant(scene.text)
    books = scene.form.name == FormName.CONSULTATION
    if meant is None or meant.books != books or not (books or scene.form.name in REPORTS):
        return None
    if meant.reports:
        return opening.change_form(scene.saying(_story_of(scene)), scene.running, FormName.COMPLAINT)
    told = value_of(scene.running.answers, TOLD)
    is_kept = _has_answers(scene.running)
    state = replace(scene.state.idle(), telling=None, asks_anew=scene.state.unnamed)
    state = state.with_aside(scene.running) if is_kept else state
    idle = Scene(state, scene.message, "", scene.book, scene.now)
    form = scene.say(f"forms.{scene.running.form}")
    left = Reply(scene.say("form.not_meant_kept" if is_kept else "form.not_meant", form=form))
    said = _answered(idle, meant, told if isinstance(told, str) else "")
    return replace(said, replies=(left, *said.replies))


def _story_of(scene: FormScene) -> str:
    """Return what is to be reported: what was written as the question of a consultation goes with it."""
    asked = value_of(scene.running.answers, "question")
    tells = isinstance(asked, str) and story_of(asked).tells_of_an_act
    return f"{asked}\n{scene.text}" if tells else scene.text


def nothing_meant(scene: Scene) -> Turn | None:
    """Answer what is asked beside words that deny a filing: they open none."""
    meant = not_meant(scene.text)
    if meant is not None and meant.reports:
        # 「我是要举报，不是咨询」 reports, as said.
        return None
    wish = story_of(scene.text).wish if meant is not None else None
    if wish is not None and wish.want == "consultation":
        # 「不是要举报哪个，想找指导站咨询，电话130…」 wants advice, and is read as what it tells.
        return None
    return _answered(scene, meant, "") if meant is not None and meant.rest else None


def _answered(scene: Scene, meant: NotMeant, told: str) -> Turn:
    if meant.visits:
        return opening.open_told(scene.saying(meant.rest), FormName.CONSULTATION)
    if (warned := pressure.asked_to_pay(scene.saying(meant.rest))) is not None:
        return warned
    if doubts_reporting(meant.rest):
        return answering.asked_back(scene)
    # 「我只是问一下」 asks what was said before.
    asked = meant.rest if len(meant.rest) >= _FEWEST_CHARACTERS else told
    if asked and (meant.rest == asked or answering.has_an_answer(scene.saying(asked))):
        return answering.question_answered(scene.saying(asked))
    return answering.menu_of_service(scene, "answering.your_question")


def _has_answers(running: Running) -> bool:
    """Say whether the person answered anything themselves: what was only read from their words is not kept."""
    given = (one for name, one in running.answers.items() if name != TOLD)
    return bool(running.draft_id) or any(one.value is not None and not one.stated for one in given)
