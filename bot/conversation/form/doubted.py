"""An item that was answered is named and doubted, or is to be changed: 「信息类别我拿不准，改成两种都有」.

What is right, where it is said too, is put in there; otherwise the item is asked again. The open question is never
answered by such words.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.form.correcting import asked_again, put_in
from bot.conversation.form.corrections import called_by_kind, instead_of
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intents import expressions as re
from intents.cues import cue
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question

MAY_DOUBT = cue(
    "拿不准|[不没]太?准|不太?对|想了想|问题|重新|[要想]改|[要想]换|改下|改一下|更正|多[打写]|说[错拐]|弄错|搞错|要不|回[去头]改|那[里儿栏项]|[说讲填写选]的?是"
)
_BEFORE = (
    r"(?:那个|这个|上面|前面|前头|先头|上头|起先|刚才|刚刚|之前|我|你|的|对了|哦|诶|等等|等一下|不好意思|请|麻烦|帮我|把|将|给|"
    r"填|写|说|那|要|想|需要|可以|能不能|[，,\s]){0,8}"
)
_THERE = r"(?:那一?[里儿栏项条个]|这一?[里儿栏项条个]|的|里面)?"
_SAYS = r"(?:我|刚才|刚刚|前面|上面|好像|有点|可能|也许|应该|还是|又|都|给|帮我|是|[写填说选打]得?|[弄搞]){0,6}"
_DOUBT = (
    r"(?:拿不准|不太?确定|不太?准确?|没说准|不太?对头?|不怎么对|错了?|拐了?|有误|有[点些]?问题|要改一?下?|想改一?下?|改一?下|改下|"
    r"换一?下|要改|想改|更正一?下?|重新[说写填]一?[下遍]?|想了想|多[打写]了?一?个?字|少[打写]了?一?个?字)"
)
_TO = r"(?:改成|改为|换成|还是|应该是|应为|就|应该|写成?|填成?|选|是|叫){0,3}"
_ENDS = r"(?:了|的|吧|嘛|哈|哦|才对|[。！!\s])*$"
_NAMED = re.compile(
    rf"^{_BEFORE}(?P<item>[\u4e00-\u9fff]{{2,12}}?){_THERE}{_SAYS}{_DOUBT}(?:了|哈|的|嘛|哦)?"
    rf"(?:[，,。；;：:\s]+(?:想改一?下?|要改|{_TO}(?P<right>[^，,。；;！!？?]{{1,40}}?))|{_TO}(?P<behind>(?<=[成为是])[^，,。；;！!？?]{{1,40}}?))?{_ENDS}"
)
_RATHER = re.compile(
    rf"^{_BEFORE}(?P<item>[\u4e00-\u9fff]{{2,12}}?){_THERE}(?:我)?(?:想了想|要不)(?:还是|就)?(?:改成|写|填|选|是)?(?P<right>[^，,。；;！!？?]{{1,40}}?){_ENDS}"
)
_RIGHT_FIRST = re.compile(
    rf"^(?:应该)?(?:是|叫)(?P<right>[^，,。；;！!？?]{{1,40}}?)[，,]\s*(?P<item>[\u4e00-\u9fff]{{2,12}}?){_THERE}{_SAYS}(?:错|拐|不对){_ENDS}"
)
_GOES_BACK = re.compile(
    rf"^(?:我|要|想|先|请|帮我){{0,4}}(?:回去|回头|倒回去|返回去?)(?:改|修改|换)(?:一?下)?(?P<item>[\u4e00-\u9fff]{{2,12}}?){_THERE}{_ENDS}"
)
# 「我刚才说的是经营信息不是技术信息」: what was said names the item.
_SAID_BEFORE = re.compile(
    r"^(?:不好意思|哦|诶|[，,\s]){0,3}我?(?:刚才|刚刚|前面|上面|之前)[说讲填写选]的?是[^，,。；;]{1,40}不[是叫]"
)
# 「是去年5月不是今年5月」, and not 「应该不是」.
_DENIED_BEHIND = re.compile(r"(?:是|叫|为)[^，,。；;是叫]{1,20}[，,]?(?:不是|不叫|而不是)[^，,。；;]")
_SHAPES = (_RIGHT_FIRST, _RATHER, _NAMED, _GOES_BACK)


def doubted(scene: FormScene) -> Turn | None:
    """Ask the item again that is doubted, or put in what is right; None where none is named so."""
    if looks_like_a_question(scene.text):
        return None
    # Where a value is denied beside the right one, its holder is meant (`denied`): 「是王刚，不叫王强」.
    for shape in () if _DENIED_BEHIND.search(scene.text) else _SHAPES:
        found = shape.match(scene.text)
        field = _called(scene, found["item"]) if found else None
        if found is None or field is None:
            continue
        said = found.groupdict()
        right = (said.get("right") or said.get("behind") or "").strip()
        if right and not _reads(scene, field, right):
            # In a text it goes on with the story; elsewhere the item that is named is asked.
            return None if scene.field.kind is FieldKind.TEXT else asked_again(scene, field)
        return put_in(scene, field, right) if right else asked_again(scene, field)
    return _said_before(scene)


def _said_before(scene: FormScene) -> Turn | None:
    correction = instead_of(scene, scene.running) if _SAID_BEFORE.match(scene.text) else None
    if correction is None or correction.field.name == scene.field.name:
        return None
    return put_in(scene, correction.field, correction.texts[0])


def _called(scene: FormScene, item: str) -> Field | None:
    """Return the other answered item that the word calls; the one given last where it calls several."""
    given = [field for field in _given(scene) if item in (field.label, *field.mentions)]
    given = given or [field for field in _given(scene) if item in called_by_kind(field)]
    return given[0] if given else None


def _given(scene: FormScene) -> Iterator[Field]:
    """Yield the other items that hold an answer or were put off, the last one first."""
    running = scene.running
    for name in reversed((*running.pending.put_off, *running.answers)):
        if scene.form.knows(name) and name != scene.field.name:
            yield scene.form.field(name).under(running.answers)


def _reads(scene: FormScene, field: Field, text: str) -> bool:
    try:
        read_answer(scene, field, text)
    except NotUnderstood:
        return False
    return True
