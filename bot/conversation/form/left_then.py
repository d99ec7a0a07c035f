"""When somebody left is no date of what was done: 「他2025年1月5号走的，走了就开始抢」. The act's day is asked."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.reading import NotUnderstood
from intents.telling.commands import agrees

# What is asked back at each question that a day may answer.
_ASKED = {"act_date": "form.left_then", "formed_on": "form.left_then_formed"}
_LEFT = re.compile(
    r"(?:就|才|正式)?(?:(?<![拷拿带偷搬转挖抱])走|离职|离开|辞职|辞工|跳槽|退休|退伙|不干|不做|被开除|被辞退)"
    r"(?:公司|我们公司|我们厂)?(?:的|了){0,2}(?=[，,。；;！!\s]|$|以后|之后|过后|后)"
)
_CLAUSE_ENDS = re.compile(r"[，,。；;！!\n]")
_WHO = re.compile(r"^(?:他|她|他们|人|那个人|我们的?|是|大概|应该|好像|[\u4e00-\u9fff]{1,4}?(?=[今去前上\d]))*+")
_A_DAY = re.compile(r".*[年月日号底初末旬天]")
_IT_WAS_THEN = re.compile(r"^(?:是的?|对的?|嗯|就是|就从|从)*(?:那时候?|那个时候|那天|当时|走了就|马上)")


def left_then(scene: FormScene) -> Turn | FormScene | None:
    """Read the other date of the answer, or ask whether it began when they left; a yes to that takes the day."""
    if scene.field.name not in _ASKED:
        return None
    asked = scene.running.pending.doubted
    if asked and _LEFT.search(asked):
        begun = agrees(scene.text) or _IT_WAS_THEN.match(scene.text)
        return scene.saying(_day(asked)) if begun and _reads(scene, _day(asked)) else None
    left = _LEFT.search(scene.text)
    if left is None or not _reads(scene, _day(scene.text)):
        return None
    rest = scene.text[: _begin(scene.text, left)] + scene.text[left.end() :]
    if _reads(scene, rest):
        return scene.saying(rest.lstrip("，,。；; "))
    waits = replace(scene.running.pending, doubted=scene.text)
    said = scene.say(_ASKED[scene.field.name], said=_day(scene.text))
    return ask(scene, replace(scene.running, pending=waits), said)


def _day(text: str) -> str:
    """Return what stands of a day before the words that somebody left, in their clause; "" for none."""
    left = _LEFT.search(text)
    said = text[_begin(text, left) : left.start()] if left else ""
    day = _A_DAY.match(_WHO.sub("", said))
    return day[0].strip() if day else ""


def _begin(text: str, left: re.Match[str]) -> int:
    """Return where the clause begins in which somebody left."""
    return max((end.end() for end in _CLAUSE_ENDS.finditer(text, 0, left.start())), default=0)


def _reads(scene: FormScene, text: str) -> bool:
    try:
        read = read_answer(scene, scene.field, text)
    except NotUnderstood:
        return False
    return getattr(read, "value", None) is not None
