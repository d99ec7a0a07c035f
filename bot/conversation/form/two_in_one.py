"""One message that says two things: an answer put right in one breath, an answer and something besides."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import correcting, named_first, opening, parties
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, in_form, read_answer
from bot.conversation.messages import Reply
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from intake.forms.codes import REPORTS, FieldKind
from intake.forms.form import Answer, value_of
from intents import expressions as re
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.own_mail import own_mail_in
from intents.telling.story import story_of

# 「8月29号，哦不对，是8月28号晚上」.
_ONESELF = re.compile(
    r"^(?P<said>[^，,。；;]{2,40})[，,。；;\s]+(?:哦|诶|哎|啊|呃|等等|[，,\s])*(?:不对|说错了?|错了|记错了?|搞错了?|打错了?)(?:不对|错了|[，,。！!\s])*"
    r"(?:应该)?(?:是|为)?(?P<right>[^，,。；;！!？?]{2,60})[。！!]*$"
)
# 「就叫冷却工艺嘛，另外我电话换成…了」.
_BESIDES = re.compile(
    r"^(?P<answer>[^。；;]{1,80}?)[，,。；;\s]+(?:(?:另外|对了|哦对了|顺便|还有)[，,\s]*|(?=(?:再|还要|也要)(?:要)?(?:加|添|补|告|举报)))(?P<more>.{4,60})$"
)

_REPORTED, _MAIL = "reported_name", "mail"
_BLANKS = re.compile(r"\s+")
_LEADS_TO_MAIL = re.compile(
    r"[，,。；;、\s]{0,6}(?:另外|对了|还有|顺便|再|也|就|发|到|[，,\s]){0,6}(?:我们?|本人|公司|联系)?(?:自己)?的?(?:电子)?(?:邮箱|邮件|email|mail)?(?:地址)?"
    r"(?:就?是|为|写|留|[:：])?\s{0,4}$",
    re.IGNORECASE,
)
# 「……发给同事抢客户。还想问一下保密制度怎么建。」
_ASKS_LAST = re.compile(r"^(?P<story>.{20,}[。！!；;\n])(?P<question>[^。！!；;\n]{4,80})[。]?$", re.DOTALL)


def story_of_somebody(scene: FormScene) -> Turn | None:
    """Hear a story where it is asked who tells it, or of whom: its facts are noted, words in it choose nobody.

    A question at its end is told to be asked apart.
    """
    is_name = scene.field.name == _REPORTED
    if scene.form.name not in REPORTS or (is_name and len(scene.text) <= hearing.SHORT_CHARACTERS):
        return None
    if not is_name and scene.field.name not in opening.DECIDES_THE_FORM:
        return None
    found = _ASKS_LAST.match(scene.text)
    story, question = scene.text, ""
    if found is not None and looks_like_a_question(found["question"]):
        story, question = found["story"], found["question"].strip("？?，, ")
    if looks_like_a_question(story) or not story_of(story).tells_of_an_act:
        return None
    besides = (scene.say("form.asked_besides", question=question),) if question else ()
    return opening.story_noted(scene.saying(story), *besides)


def put_right(scene: FormScene) -> FormScene | None:
    """Return the message as if only what is right had been said; None where nothing was taken back."""
    found = _ONESELF.match(scene.text)
    if found is None or scene.field.kind is FieldKind.TEXT:
        return None
    is_both = _reads(scene, found["said"]) and _reads(scene, found["right"])
    return scene.saying(found["right"]) if is_both else None


def mail_besides(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn | None:
    """Note the filer's own address of mail, wherever it is said, then take the rest: 「大概80万，邮箱是…」."""
    field = scene.form.by_name.get(_MAIL)
    own = own_mail_in(_BLANKS.sub("，", scene.text))
    if own is None or field is None or scene.field.kind is FieldKind.MAIL or not field.when(scene.running.answers):
        return None
    mail, typed = own
    # A bare address does not say whose it is.
    if scene.text.strip() == typed:
        return None
    before = value_of(scene.running.answers, _MAIL)
    filled = scene.running.with_answer(_MAIL, Answer(mail, typed))
    noted = corrected(scene, filled, field, is_new=before is None)
    there, rest = scene.with_running(filled), _without_mail(scene.text, typed)
    if len(rest) < hearing.SHORTEST_NAME_CHARACTERS:
        return ask(there, filled, noted)
    answered = answer(there.saying(rest))
    return replace(answered, replies=(Reply(noted), *answered.replies))


def _without_mail(text: str, typed: str) -> str:
    """Return the answer alone, without the address and what leads to it."""
    before, _, behind = text.partition(typed)
    return f"{_LEADS_TO_MAIL.sub('', before)}{behind}".strip(" ，,。；;、")


def answered_with_more(scene: FormScene, answer: Callable[[FormScene], Turn]) -> Turn | None:
    """Take the answer, then what is said besides: 「就叫冷却工艺嘛，另外我电话换成…了」."""
    both = answer_and_more(scene)
    first = answer(scene.saying(both[0])) if both else None
    running = first.state.running if first else None
    if both is None or first is None or running is None or running.field == scene.running.field:
        return None
    return answer(in_form(scene.at(first.state).saying(both[1]), running))


def answer_and_more(scene: FormScene) -> tuple[str, str] | None:
    """Return the answer and what is said besides of another item; None where it is one answer."""
    found = _BESIDES.match(scene.text)
    if found is None:
        return None
    more = scene.saying(found["more"])
    is_other = (
        parties.party_added(more) or correcting.answer_to_another_field(more) or named_first.named_first(more)
    )
    return (found["answer"], found["more"]) if is_other and _reads(scene, found["answer"]) else None


def _reads(scene: FormScene, text: str) -> bool:
    try:
        read_answer(scene, scene.field, text)
    except NotUnderstood:
        return False
    return True
