"""Whoever says who they are and at what number, while something else is asked: 「我叫周平，电话139…」."""

from __future__ import annotations

from bot.conversation.form.anonymity import named
from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import Answer, value_of
from intents import expressions as re
from intents.persons.people import is_a_name
from intents.telling.naming import gives_a_name

_CALLER = re.compile(
    r"(?:^|[，,。；;\s])(?:那|我的?)?(?P<cue>我叫|我是|联系人|名字叫|叫)(?:是|叫|为|[:：])?\s?(?P<name>[\u4e00-\u9fff]{2,4}?)[，,、;；\s]{1,3}"
    r"(?:我的?|本人的?)?(?:联系)?(?:电话|手机)?(?:号码?)?(?:是|为|[:：])?\s?(?P<phone>1[3-9]\d{9})(?!\d)"
)
_MAIL = re.compile(
    r"[，,、;；\s]{0,6}(?:我的)?(?:邮箱|邮件)?(?:是|为|[:：])?\s?[\w.+-]{1,64}@[\w.-]{1,80}", re.ASCII
)
# What may be said beside it, and tells nothing of its own.
_BESIDE_CHARACTERS = 16
_NAME, _PHONE = "contact_name", "phone"


def caller_told(scene: FormScene) -> Turn | None:
    """Note who is to be called and at what number; None where the words say more, or name nobody."""
    found = _CALLER.search(scene.text)
    if found is None or not is_a_name(found["name"]) or not _says_nothing_else(scene.text, found):
        return None
    # 「我叫周平，电话…」 at the name of the rights-holder answers it as well.
    if scene.field.name == "reporter_name" and found["cue"] != "联系人":
        return None
    remark: tuple[str, ...] = ()
    if value_of(scene.running.answers, "anonymous") is True:
        if scene.form.name != FormName.TIP or not gives_a_name(scene.text):
            return None
        scene, *rest = named(scene)
        remark = tuple(rest)
    running = scene.running
    for name, value in ((_NAME, found["name"]), (_PHONE, found["phone"])):
        if not scene.form.knows(name):
            return None
        running = running.with_answer(name, Answer(value, value, True))
    told = scene.say("form.also_noted", facts=told_facts(scene.book, running, [_NAME, _PHONE]))
    goes_on = scene.field.name in (_NAME, _PHONE)
    return go_on(scene, running, *remark, told) if goes_on else ask(scene, running, *remark, told)


def _says_nothing_else(text: str, found: re.Match[str]) -> bool:
    rest = _MAIL.sub("", text[: found.start()] + text[found.end() :])
    return len(rest) <= _BESIDE_CHARACTERS and not re.search(r"\d{7}", rest)
