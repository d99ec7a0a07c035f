"""Several items are to be changed, and it is not said yet what they become: 「第3项和第5项都要改」.

The first is asked now; the others wait in the form and are asked after it, before the list is shown again.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.correcting import asked_again
from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.cues import cue

_NUMBER = r"第? ?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?: ?[项条点])?"
_JOINS = r" ?(?:和|、|跟|还有|以及|与|及|同|，|,| ) ?"
_WRONG = r"(?:改一?[下哈]?|错|不对|换一?下?|重新?填|重写|有误|有问题|填错|写错|要改)"
_SEVERAL = re.compile(
    rf"^(?:我|还|想|要|请|帮我|给我|把|将|麻烦|那|改一?下?|重填|[，,\s]){{0,5}}(?P<numbers>{_NUMBER}(?:{_JOINS}{_NUMBER}){{1,5}})"
    rf"(?:这?[两几三四]?[项条个])?(?:都|也|全|给我|帮我|我|好像|要|得|需要|想|填|写|弄|搞|选){{0,4}}(?P<wrong>{_WRONG})?(?:了|的|一下|嘛|吧|哈|[。！!])*$"
)
_BEGINS_WITH_IT = re.compile(r"改|重填")
_ONE = re.compile(r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}")
MAY_NUMBER_SEVERAL = cue(r"改|错|不对|换|重[新填写]|有误|有问题", signs="改错不换重有")


def several_numbered(scene: FormScene) -> Turn | None:
    """Ask the first of several items that are called by their numbers; None where fewer than two are."""
    found = _SEVERAL.match(scene.text)
    if found is None:
        return None
    before = scene.text[: found.start("numbers")]
    if not found["wrong"] and not _BEGINS_WITH_IT.search(before):
        return None
    numbers = _ONE.findall(found["numbers"])
    items = [numbered_item(scene, scene.running, f"第{number}项") for number in numbers]
    fields = list(dict.fromkeys(item.name for item in items if item is not None))
    if len(fields) != len(numbers):
        return None
    waits = replace(scene.running.pending, to_change=tuple(fields[1:]))
    there = scene.with_running(replace(scene.running, pending=waits))
    return asked_again(there, scene.form.field(fields[0]).under(scene.running.answers))
