"""上一步: the item before this one is opened again, or the one that is named; what was answered there stands.

An item that was opened so is answered anew, or left as it is: 「不改」.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.conversation.form.question import answered_in_order, ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.summary import shown
from bot.conversation.turn import Turn
from intake.forms.form import parted, value_of
from intake.forms.kind import is_given
from intents import expressions as re
from intents.reading.unchanged import leaves_it_as_it_was, speaks_of_no_change

_GOES_BACK = re.compile("上一?(?:步|项|题|页|个问题)|前一(?:步|项|题)|返回|后退|重[填选答]|^[上前]一?个?[。！!]*$")
# What may stand around a wish to go back and names nothing.
_AROUND_GOING_BACK = re.compile(
    r"可不可以|可以|麻烦|前头|刚才|刚刚|重新|公司名?|手机号?|[回返倒退撤往跳修走改换填答写选说讲弄搞点按打问错漏补全题项步页条道问格处面到去来下哈"
    r"那这个的了过得我们要想再能不吗嘛吧啊哦噢嗯呀呢请帮先是有看对等从给让就还第里上前后一二两几\s，,。！!？?、~.]"
)
_A_THING_CHARACTERS = 2
_KEEPS = re.compile(
    r"^(?:那|就|还是|我|这个|这项|先|[，,\s])*(?:不改|不用改|不变|不动|没变|没错|照旧|保持|就这样|就这个|对的|是对的|继续|接着|往下|跳过|下一[项个题步]|过)"
    r"(?:了|吧|嘛|哈|填|走|原样|就行|就是)*[。！!]*$"
)
# 「算了，不改了」 where an item was to be changed: a skip would empty it.
_CHANGES_NOTHING = re.compile(
    r"^(?:算了|那|就|还是|我|都|也|先|这项|这个|[，,\s])*(?:不改|不用改|不想改|莫改|别改|不变|不动|照旧|保持原样|(?:还是)?原来的?(?:那个)?(?=就行|就好|吧|嘛|$))"
    r"(?:了|吧|嘛|哈|就行|就好)*[。！!]*$"
)


def tells_of_something(scene: FormScene) -> bool:
    """Say whether words only sound like going back and tell of a thing: 「上一次课」, 「退回去的样品」."""
    if scene.text.isascii() or _GOES_BACK.search(scene.text):
        return False
    rest = _AROUND_GOING_BACK.sub("", scene.text)
    for called in scene.form.called:
        rest = rest.replace(called, "")
    return len(rest) >= _A_THING_CHARACTERS


def back_in_form(scene: FormScene) -> Turn:
    """Open the item before this one again, or the one that is named."""
    running = scene.running
    if running.pending.correcting:
        return go_on(scene, running)
    given = answered_in_order(scene.form, running)
    before = _before(scene, given)
    name = _named_in(scene, given) or before
    if name is None:
        return ask(scene, running, scene.say("form.back_first"))
    value = shown(scene.book, running, scene.form.field(name).under(running.answers))
    is_filled = is_given(value_of(running.answers, name))
    told = scene.say("form.back_kept", value=value) if is_filled else scene.say("form.back")
    return ask(scene, running.at(name), told)


def kept_as_it_was(scene: FormScene) -> Turn | None:
    """Leave an item as it is that was opened again, and go on where the form stood: 「不改」, 「跳过」."""
    is_opened_again = is_given(value_of(scene.running.answers, scene.field.name))
    if is_opened_again and scene.running.pending.correcting and _CHANGES_NOTHING.match(scene.text):
        # Nor is any other item changed that was to be.
        waits = replace(scene.running.pending, to_change=())
        return go_on(scene, replace(scene.running, pending=waits), scene.say("form.kept"))
    says_so = leaves_it_as_it_was(scene.text) and speaks_of_no_change(scene.text)
    if says_so and not is_opened_again and not scene.running.pending.correcting:
        # Nothing was to be changed, and it answers nothing: 「算了，不改了」 gives no form up.
        return ask(scene, scene.running, scene.say("form.unchanged"))
    if not is_opened_again or scene.running.pending.correcting or not _KEEPS.match(scene.text):
        return None
    return go_on(scene, scene.running, scene.say("form.kept"))


def _before(scene: FormScene, given: Sequence[str]) -> str | None:
    """Return the item before the open one, as the form asks them; of one that was put off, the last of all."""
    order = [field.name for field in scene.form.fields]
    now = parted(scene.field.name)
    earlier = [
        name for name in given if (order.index(parted(name)[0]), parted(name)[1]) < (order.index(now[0]), now[1])
    ]
    if earlier:
        return earlier[-1]
    others = [name for name in scene.running.answers if name in given and name != scene.field.name]
    return others[-1] if others and scene.field.name not in given else None


def _named_in(scene: FormScene, given: Sequence[str]) -> str | None:
    mentions = [(word, name) for name in given for word in scene.form.field(name).mentions if word in scene.text]
    # 「上一步，名字要写全」 says why, 「回到问电话那里」 says where.
    return max(mentions, key=lambda pair: len(pair[0]))[1] if mentions and "回到" in scene.text else None
