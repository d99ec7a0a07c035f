"""Who tells it is put right in other words than the field's: 「不是知情人，我就是被偷客户本的老板」."""

from __future__ import annotations

from bot.conversation.form.carrying import OTHERS, OWNERS
from bot.conversation.form.correcting import put_in
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.summary import told_facts
from bot.conversation.turn import Turn
from intake.forms.form import value_of
from intents import expressions as re
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question

_WHO = ("reporter_role", "reporter_name", "reported_name")
_ROLE, _OWNER = "reporter_role", "权利人"
_BEFORE = r"^(?:不对|错了|(?:你们?|这里|系统)?(?:[搞弄写记说]错|[搞弄]反)了?嘛?|诶|哦|其实|[，,\s])*+"
_DENIES = re.compile(
    rf"{_BEFORE}我?(?:真的|其实|又|并)?不是(?:什么|那个)?(?:其他)?(?P<role>知情人|权利人|老板|旁人|外人|路人|同行|员工|内部人|内部知情人|被许可人)"
    r"[，,。；;\s]+(?P<rest>.{2,60})$"
)
_OWNS = re.compile(
    r"(?:我|我们)(?:公司|自己|本人)?(?:就|才|自己)*是[^，,。]{0,10}(?:老板|权利人|负责人|法人|股东|店主|厂长|失主|被偷的|受害人|被侵权的)(?=[，,。！!]|$)|"
    r"是(?:我|我们)(?:自己|公司|店|厂)*的(?=[，,。！!]|$)"
)
_SAYS_ONLY = re.compile(
    rf"{_BEFORE}(?:我|我们)(?:公司|自己)?(?:就|才)(?:自己)?是[^，,。]{{0,10}}(?:老板|权利人|失主|被偷的|受害人|被侵权的)[啊哈嘛哦。！!]*$"
)


def role_corrected(scene: FormScene) -> Turn | None:
    """Take who somebody is instead of what was noted; the form follows."""
    if not scene.form.knows(_ROLE) or looks_like_a_question(scene.text):
        return None
    noted = value_of(scene.running.answers, _ROLE)
    denied = _DENIES.match(scene.text)
    says = denied["rest"] if denied else scene.text
    owns = _OWNS.search(says) if denied else _SAYS_ONLY.match(scene.text)
    if owns:
        if noted in OTHERS:
            return put_in(scene, scene.form.field(_ROLE), _OWNER)
        # They are noted as that: it is shown, so that both can see it.
        told = told_facts(scene.book, scene.running, [name for name in _WHO if name in scene.running.answers])
        return ask(scene, scene.running, scene.say("form.noted_so", facts=told)) if noted in OWNERS else None
    if denied is None or noted not in OWNERS:
        return None
    try:
        read_answer(scene, scene.form.field(_ROLE), says)
    except NotUnderstood:
        return None
    return put_in(scene, scene.form.field(_ROLE), says)
