"""What an item is not, without what it is: 「使用地不是深圳」, 「使用地改成不清楚」, 「把深圳删了」.

The item is emptied, or asked again where it must be filled; no word of the denial becomes its value, and no other
item is touched. Where nothing holds what is denied it is said so.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.question import ask
from bot.conversation.form.removing import emptied
from bot.conversation.form.scene import FormScene
from bot.conversation.pattern import Context
from bot.conversation.summary import shown
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.draft import TOLD
from intake.forms.form import Field
from intake.forms.kind import is_given
from intake.forms.kinds import kind_of
from intents import expressions as re
from intents.cues import cue

_BEFORE = r"^(?:不对|错了|那个?|我们?的?|你|刚才|前面|上面|请|帮我|给我|麻烦|把|将|[，,\s])*+"
_ITEM = r"(?P<item>第\s*[0-9一二三四五六七八九十]{1,3}\s*[项条]|[^，,。；;！!？?\s\d]{2,10}?)(?:那一?项|这一?项)?"
_TAIL = r"(?:了|吧|嘛|哈|哦|噻|算了|就行|就是|[。！!\s])*$"
_UNKNOWN = re.compile(
    rf"{_BEFORE}{_ITEM}(?:就|也|还是|先|给我|帮我|请)*(?:改成?|改为|换成|写成?|填成?|记成?)?(?:个|一个)?"
    rf"(?:不清楚|不知道|不晓得|搞不清楚?|说不清楚?|未知|不详|待查){_TAIL}"
)
# What may stand behind without saying what it is.
_NO_VALUE = (
    r"(?:我们?(?:从来|又|都|也|并)?(?:没有?|没得)(?:说|讲|写|填|提)过?[^，,。；;]{0,12}|(?:我|你们?)?[写填说弄搞打整记报听选]?[错拐岔]了?|不对|"
    r"(?:把)?(?:第?\s*[0-9一二三四五六七八九十]{1,3}\s*项|这一?项|那一?项|它)?(?:请|帮我|给我|都|就)?(?:删|去)(?:掉|了|除)?|"
    r"(?:我|我们)?(?:也|还)?(?:不知道|不清楚|不晓得|没查到)[^，,。；;]{0,10})"
)
_DENIED = re.compile(
    rf"{_BEFORE}{_ITEM}(?:并|根本|其实|又|也|压根|应该|都){{0,2}}(?:不是|不在|没在|不叫|并非)(?P<said>[^，,。；;！!？?\s]{{2,20}}?)"
    rf"(?:的|了|哈|嘛|哦|啊)?(?:[，,。；;\s]+{_NO_VALUE})*[。！!]?$"
)
_OUT = re.compile(
    r"^(?:请|帮我|给我|麻烦|那个?|算了|就|还是|[，,\s])*+(?:把|将)(?P<said>[^，,。；;！!？?\s]{2,12}?)(?:那个|这个|给我|帮我|都|也|几个字|两个字)*"
    r"(?:删除|删掉|删去|删了|删|去掉|去了|划掉|拿掉|抹掉|清掉)(?:了|吧|嘛|哈|[。！!])*$"
)
# A way to say the whole form, a file, or a party, which others see to.
_NOT_A_VALUE = re.compile(
    r"草稿|全部|所有|都|内容|举报|材料|记录|原话|文件|图片|照片|电话|名字|姓名|第.{1,3}项|这|那|它|信息|资料"
)
_OF_ONE_SHAPE = (FieldKind.PHONE, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.PERIOD)
MAY_BE_DENIED = cue(
    r"(?:不是|不在|没在|不叫|并非).{2}|[删去划拿抹清][掉了除去]|删$|不清楚|不知道|不晓得|搞不清|说不清|未知|不详|待查",
    signs="是在叫非删去划拿抹清知晓详待",
)


def value_denied(scene: FormScene) -> Turn | None:
    """Empty the item that is denied or unknown; None where the words say anything else."""
    if unknown := _UNKNOWN.match(scene.text):
        field = _called(scene, unknown["item"])
        return emptied(scene, field) if field is not None and _is_filled(scene, field) else None
    if denied := _DENIED.match(scene.text):
        return _denied(scene, denied["item"], denied["said"])
    out = _OUT.match(scene.text)
    return _taken_out(scene, out["said"]) if out else None


def _denied(scene: FormScene, item: str, said: str) -> Turn | None:
    field = _called(scene, item)
    if field is None or field.kind in (FieldKind.DECLARATION, FieldKind.TEXT, FieldKind.CHOICES):
        return None
    is_filled = _is_filled(scene, field)
    if is_filled and said in _told(scene, field):
        return emptied(scene, field)
    if not kind_of(field).is_place and field.kind not in _OF_ONE_SHAPE:
        # 「对方不是我们员工」 answers what is asked.
        return None
    if not is_filled:
        # Where the open question is about the same it may be its answer; a stated item was never asked.
        return None if field.asked else ask(scene, scene.running, _not_filled(scene, field))
    value = shown(scene.book, scene.running, field)
    return ask(scene, scene.running, scene.say("form.not_in_it", label=field.label, value=value))


def _taken_out(scene: FormScene, said: str) -> Turn | None:
    """Empty the one item that holds no more than what is to be taken out; never give the form up for it."""
    if _NOT_A_VALUE.search(said) or any(said in (field.label, *field.mentions) for field in scene.form.fields):
        return None
    holding = [field for field in _filled(scene) if said in _told(scene, field)]
    texts = [field for field in holding if field.kind in (FieldKind.TEXT, FieldKind.CHOICES)]
    held = [field for field in holding if field not in texts]
    if len(held) == 1 and held[0].kind is not FieldKind.NAME:
        return emptied(scene, held[0])
    if held or texts or (scene.where is Context.FIELD and scene.field.kind is FieldKind.TEXT):
        return None
    return ask(scene, scene.running, scene.say("form.no_item_holds", value=said))


def _called(scene: FormScene, item: str) -> Field | None:
    """Return the item that is called so, the one given last of several; None for the open one."""
    if item.startswith("第"):
        return numbered_item(scene, scene.running, item)
    answers = scene.running.answers
    given = list(answers)
    open_now = scene.field.name if scene.where is Context.FIELD else ""
    fields = (field.under(answers) for field in scene.form.fields if field.when(answers))
    called = [
        field for field in fields if item in (field.label, *field.mentions) and field.name not in (open_now, TOLD)
    ]
    return max(called, key=lambda field: given.index(field.name) if field.name in given else -1, default=None)


def _filled(scene: FormScene) -> Iterator[Field]:
    for name in scene.running.answers:
        if scene.form.knows(name) and name != TOLD:
            field = scene.form.field(name).under(scene.running.answers)
            if _is_filled(scene, field):
                yield field


def _is_filled(scene: FormScene, field: Field) -> bool:
    answer = scene.running.answers.get(field.name)
    return answer is not None and is_given(answer.value)


def _told(scene: FormScene, field: Field) -> str:
    return f"{scene.running.answers[field.name].typed}\n{shown(scene.book, scene.running, field)}"


def _not_filled(scene: FormScene, field: Field) -> str:
    return scene.say("form.nothing_to_take_out", label=field.label)
