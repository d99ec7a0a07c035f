"""Said of the telephone and of the pace while a form is open: no wish for a person, and the form stays."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import anonymity, unanswered
from bot.conversation.form.question import ask, ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import REPORTS, FieldKind
from intake.forms.draft import TOLD
from intake.forms.form import Answer, value_of
from intents import expressions as re
from intents.telling.being_called import wants_a_person

_PHONE, _ADDITIONS = "phone", "description"
_NO_TELEPHONE = re.compile(
    r"(?:没得|没有|莫得|没|不用|不想留|不留|不想给|不方便留|不想填|不要留)(?:手机|电话|座机|号码)|(?:电话|手机|号码)[^，,。]{0,4}(?:没得|没有|莫得|不想留|不留)"
)
_BY_LETTER = re.compile(r"(?:写|寄|发|邮)(?:个|封|一封)?(?:信|邮件|快递|短信)|邮寄|寄给我|信件")
_NO_NAME = re.compile("匿名|不留名|不署名")
_FASTER = re.compile(
    r"加急|^(?:你们?|那|请|[，, ])*(?:能不能|可不可以|能|可以|麻烦)(?:搞|整|办)?(?:得)?快(?:点|些|一点)|"
    r"搞快点?[嘛吧。！!]*$|"
    r"优先(?:办|处理|查)|插个?队|(?:快|搞快|早|赶快|尽快|赶紧)(?:点|些|一点)?(?:帮我们?|给我们?)?(?:办|处理|查)(?!法|理人)"
)


def no_telephone(scene: FormScene) -> Turn | None:
    """Take it that there is no telephone, and how else they may be reached: 「没得电话，写信给我」."""
    lacks, letter = _NO_TELEPHONE.search(scene.text), _BY_LETTER.search(scene.text)
    is_asked = scene.where is Context.FIELD and scene.field.kind is FieldKind.PHONE
    is_short = len(scene.text) <= hearing.A_SENTENCE_CHARACTERS
    if not is_short or not scene.form.knows(_PHONE) or not (lacks or (letter and is_asked)):
        return None
    if _NO_NAME.search(scene.text) and scene.form.name in REPORTS:
        return anonymity.keep_unnamed(scene)
    if not letter:
        # A bare 「没得电话」 is declined as ever.
        return None
    noted, told = _noted(scene)
    if is_asked:
        return _after(unanswered.refused(noted), told)
    return ask(noted, noted.running, told)


def asked_to_be_faster(scene: FormScene) -> Turn | None:
    """Say that nothing is hurried here, and what to do where evidence goes; the question stays."""
    is_short = len(scene.text) <= hearing.SHORT_CHARACTERS
    if not is_short or scene.is_a_text or not _FASTER.search(scene.text) or wants_a_person(scene.text):
        return None
    said = f"{scene.say('form.no_faster')}{scene.say('service.urgent')}"
    return ask_again(scene, scene.running, Reply(said))


def noted_in_the_account(scene: FormScene) -> tuple[FormScene, tuple[str, ...]]:
    """Return the form with the words in its account, for whoever works on it, and that they stand there."""
    item = _ADDITIONS if scene.form.knows(_ADDITIONS) else TOLD
    before = value_of(scene.running.answers, item)
    both = f"{before}；{scene.text}" if isinstance(before, str) and before else scene.text
    if not scene.form.knows(item) or len(both) > scene.form.field(item).limit:
        return scene, ()
    running = scene.running.with_answer(item, Answer(both, scene.text if item != TOLD else "", True))
    facts = told_facts(scene.book, running, [item])
    return scene.with_running(running), (scene.say("form.also_noted", facts=facts),)


def _noted(scene: FormScene) -> tuple[FormScene, str]:
    noted, told = noted_in_the_account(scene)
    return noted, "".join((*told, scene.say("form.no_letters")))


def _after(said: Turn, told: str) -> Turn:
    return replace(said, replies=(Reply(told), *said.replies))
