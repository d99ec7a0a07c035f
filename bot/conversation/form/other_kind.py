"""What plainly is another kind of thing than the open field asks for: it is asked again, not kept.

「沙坪坝区」 is no way of acting, 「五六十万吧」 no measure, 「是」 no name. What names another field is noted
there. Words that might be an answer all the same are taken when they are said again.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import words
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.form.unanswered import ask_once_more
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms import checks
from intake.forms.codes import FieldKind, Sealed
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Heard, Read, Understood
from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.reading import NotUnderstood, parts_of
from intents.telling.no_name import names_nobody
from intents.telling.plainly import Plainly, is_a_thing, is_only_a_greeting
from intents.telling.story import story_of

_SAYS_NOTHING = (Plainly.YES, Plainly.NO)
# No name and no text is one of these, however often it is said.
_NEVER = (*_SAYS_NOTHING, Plainly.PHONE, Plainly.EMAIL, Plainly.CODE)
_OPTIONS = (FieldKind.CHOICE, FieldKind.CHOICES)
# What was taken is asked in the first; it may be an answer to the others too.
_WHAT_IT_IS = "secret_kind"
_MAY_BE_INFORMATION = (_WHAT_IT_IS, "evidence_kinds", "topics")
_AND = re.compile("[和与跟及、，,；;。]|还有|以及")
_A_SORT_OF = re.compile("(?:资料|数据|信息|清单|明细|文件|方案|表)$")
_AT_THE_END = "的吧嘛哈啊哦！! "
# So short, own words for none of the options may have been meant for something else.
_SHORT_OWN_WORDS = 6


def asked_again(scene: FormScene) -> Turn | None:
    """Ask again; None where it was doubted once and is said again."""
    said = scene.plainly
    if said is None or _is_said_again(scene):
        return None
    if noted := _noted_where_it_belongs(scene, said):
        return noted
    if said in _SAYS_NOTHING:
        return ask_once_more(scene, scene.say("form.not_an_answer"))
    why = scene.say("form.another_kind", kind=scene.say(f"kinds.{said}"))
    if said in _NEVER or scene.field.kind in _OPTIONS:
        return ask_once_more(scene, why)
    return ask_once_more(_doubted(scene), f"{why}{scene.say('form.if_it_is')}")


def names_the_information(scene: FormScene) -> Turn | None:
    """Ask once more where words name what was taken and choose nothing: 「模具图纸和客户名单」 is no act."""
    said = information_named(scene, scene.field, scene.read)
    if said is None or scene.running.misread:
        return None
    running = replace(scene.running, misread=1)
    why = scene.say("form.another_kind", kind=said.label)
    if value_of(running.answers, said.name) is None and (read := _read(scene, said)) is not None:
        running = running.with_answer(said.name, Answer(read.value, read.typed, True))
        noted = scene.say("form.also_noted", facts=told_facts(scene.book, running, [said.name]))
        return ask(scene, running, noted, why)
    return ask(scene, running, why)


def information_named(scene: FormScene, asked: Field, read: Read | NotUnderstood) -> Field | None:
    """Return the field that asks what was taken, where the words name that and no option of the field asked."""
    field = scene.form.by_name.get(_WHAT_IT_IS)
    if field is None or not asked.options or asked.name in _MAY_BE_INFORMATION:
        return None
    if isinstance(read, Understood) and (read.heard is None or not _may_be_misheard(asked, read.heard)):
        return None
    parts = [_A_SORT_OF.sub("", part.rstrip(_AT_THE_END)) for part in _AND.split(scene.text) if part]
    own = [word for option in asked.options for word in option.words]
    words = tuple(word for option in field.options[:2] for word in option.words)
    names_it = all(part.endswith(words) and not part.endswith(tuple(own)) for part in parts)
    return field if parts and names_it else None


def _may_be_misheard(asked: Field, heard: Heard) -> bool:
    # 「用手机拍了图纸」 says how; 「客户名单」 holds 客户, and does not say who tells it.
    return heard is Heard.OWN_WORDS or asked.kind is FieldKind.CHOICE


def doubtful_name(scene: FormScene) -> Turn | None:
    """Ask once more where a thing stands for a name, or a filer is only greeted by theirs: 加工图纸, 陈老板."""
    if scene.field.kind is not FieldKind.NAME or _is_said_again(scene):
        return None
    if is_a_thing(scene.text):
        why = scene.say("form.another_kind", kind=scene.say("kinds.thing"))
        return ask_once_more(_doubted(scene), f"{why}{scene.say('form.if_it_is')}")
    is_filer = scene.field.sealed is Sealed.IDENTITY and is_only_a_greeting(scene.text)
    return ask_once_more(_doubted(scene), scene.say("form.full_name")) if is_filer else None


def short_words_for_an_option(scene: FormScene) -> Turn | None:
    """Ask once more where a word or two name none of the options: 「客户档案」 among kinds of evidence."""
    if scene.running.misread or len(scene.text) > _SHORT_OWN_WORDS:
        return None
    return ask_once_more(scene, scene.say("form.none_of_the_options"))


def _is_said_again(scene: FormScene) -> bool:
    return bool(scene.running.pending.doubted) and scene.running.pending.doubted == scene.text


def _doubted(scene: FormScene) -> FormScene:
    """Return the scene that remembers what was doubted, so that it is taken when it is said again."""
    running = scene.running
    return scene.with_running(replace(running, pending=replace(running.pending, doubted=scene.text)))


def _noted_where_it_belongs(scene: FormScene, said: Plainly) -> Turn | None:
    """Put it into the open field that the words name: 「损失五六十万」, 「地点在沙坪坝区」; the question stays."""
    running, form = scene.running, scene.form
    for field in form.fields:
        is_open = value_of(running.answers, field.name) is None and field.when(running.answers)
        if not is_open or field.name == scene.field.name or not _belongs(scene, field, said):
            continue
        read = _read(scene, field)
        if read is None or checks.problem_of(form, field, read.value, running.answers, scene.today) is not None:
            continue
        filled = running.with_answer(field.name, Answer(read.value, read.typed, True))
        facts = told_facts(scene.book, filled, [field.name])
        return ask(scene, filled, scene.say("form.also_noted", facts=facts))
    return None


def _belongs(scene: FormScene, field: Field, said: Plainly) -> bool:
    """Say whether the words are about the field; a number is the filer's where the field or they say so."""
    kind = kind_of(field)
    if kind.is_free or field.kind in _OPTIONS or not (kind.is_place or kind.takes(field, said, scene.text)):
        return False
    if kind.is_place and said is not Plainly.PLACE:
        return False
    if said is Plainly.PHONE:
        is_own = any(number.said for number in story_of(scene.text).numbers)
        return is_own or scene.field.sealed is Sealed.IDENTITY
    return any(word in scene.text for word in field.mentions)


def _read(scene: FormScene, field: Field) -> Understood | None:
    try:
        read = read_answer(scene, field, scene.text)
    except NotUnderstood:
        return None
    return read if isinstance(read, Understood) and read.value is not None else None


def option_of_another(scene: FormScene) -> Turn | None:
    """Put what is just an option of another field into that one: 「线上沟通」 is no text of a question."""
    said = scene.text.strip(_AT_THE_END)
    if scene.field.kind is not FieldKind.TEXT or not scene.field.takes_questions:
        return None
    for field in scene.form.fields:
        chosen = [option for option in field.options if said == option.label or said in option.words]
        is_open = value_of(scene.running.answers, field.name) is None and field.when(scene.running.answers)
        if field.kind is FieldKind.CHOICE and len(said) >= words.A_WORD_OF_TWO and len(chosen) == 1 and is_open:
            filled = scene.running.with_answer(field.name, Answer(chosen[0].value, scene.text, True))
            facts = told_facts(scene.book, filled, [field.name])
            return ask(scene, filled, scene.say("form.also_noted", facts=facts))
    return None


def is_said_of_something_else(scene: FormScene) -> bool:
    """Say whether it is a wish, a part of an option, or what somebody does, and names nobody: 「我要举报」."""
    if names_nobody(scene.text):
        return True
    parts = (part for field in scene.form.fields for option in field.options for part in parts_of(option.label))
    if words.ONLY_WISHES.match(scene.text) or scene.text in (
        part for part in parts if len(part) > words.A_WORD_OF_TWO
    ):
        return True
    if organisations_in(scene.text):
        return False
    return words.WHAT_WE_DO.match(scene.text) is not None or words.ONLY_DESCRIBES.match(scene.text) is not None
