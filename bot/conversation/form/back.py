"""上一步: the field answered last is opened again, or the one that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn

_GOES_BACK = re.compile("上一?(?:步|项|题|页|个问题)|前一(?:步|项|题)|返回|后退|重[填选答]|^[上前]一?个?[。！!]*$")
# What may stand around a wish to go back and names nothing.
_AROUND_GOING_BACK = re.compile(
    r"可不可以|可以|麻烦|前头|刚才|刚刚|重新|公司名?|手机号?|[回返倒退撤往跳修走改换填答写选说讲弄搞点按打问错漏补全题项步页条道问格处面到去来下哈"
    r"那这个的了过得我们要想再能不吗嘛吧啊哦噢嗯呀呢请帮先是有看对等从给让就还第里上前后一二两几\s，,。！!？?、~.]"
)
_A_THING_CHARACTERS = 2


def tells_of_something(scene: FormScene) -> bool:
    """Say whether words only sound like going back and tell of a thing: 「上一次课」, 「退回去的样品」."""
    if scene.text.isascii() or _GOES_BACK.search(scene.text):
        return False
    rest = _AROUND_GOING_BACK.sub("", scene.text)
    for called in scene.form.called:
        rest = rest.replace(called, "")
    return len(rest) >= _A_THING_CHARACTERS


def back_in_form(scene: FormScene) -> Turn:
    """Open the field answered last again, or the one that is named."""
    running = scene.running
    if running.pending.correcting:
        return go_on(scene, running)
    asked = {field.name for field in scene.form.fields if field.when(running.answers)}
    given = [name for name, answer in running.answers.items() if not answer.stated and name in asked]
    if not given:
        return ask(scene, running, scene.say("form.back_first"))
    name = _named_in(scene, given) or given[-1]
    return ask(scene, running.without(name).at(name), scene.say("form.back"))


def _named_in(scene: FormScene, given: Sequence[str]) -> str | None:
    mentions = [(word, name) for name in given for word in scene.form.field(name).mentions if word in scene.text]
    # 「上一步，名字要写全」 says why, 「回到问电话那里」 says where.
    return max(mentions, key=lambda pair: len(pair[0]))[1] if mentions and "回到" in scene.text else None
