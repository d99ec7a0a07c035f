"""What is said while something else is asked, and is no answer to it: a refusal, a time, an addition, a sigh."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.between import answered_in_between
from bot.conversation.form.correcting import put_in
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.form.unanswered import ask_once_more
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field, value_of
from intents import expressions as re

_ADDITIONS, _TIMES, MODE = "description", "preferred_times", "mode"
_NOT = r"(?:不想|不愿意?|不方便|不能|没法|不)(?:给|留|填|写|提供|透露)"
_REFUSES = (
    re.compile(
        rf"^(?:那|我们?的?|这个|[，,\s])*+(?P<item>[^，,。；;！!\s不]{{2,8}}?)(?:号码?)?(?:我|就|也|都|还是|暂时|先)*+{_NOT}"
        r"(?:了|吧|哈|嘛|你们|给你们|出来)*+[。！!]*$"
    ),
    re.compile(
        r"^(?:那|我们?的?|这个|[，,\s])*+(?P<item>[^，,。；;！!\s不]{2,8}?)(?:那个|那项|这项)?(?:我|就|也|都|还是)*+"
        r"(?:没得|没有|莫得|没)[，,\s]*(?:就|先|那)?(?:不填|不写|跳过|不留|算了)(?:了|吧|哈|嘛)*[。！!]*$"
    ),
    re.compile(
        r"^(?:那|我们?的?|[，,\s])*+(?P<item>[^，,。；;！!\s不没]{4,10}?)(?:那个|那项)?(?:我们?)?(?:没得|没有|莫得)[啊哦嘛。！!]*$"
    ),
    re.compile(
        rf"^(?:那|我们?|就|也|还是|暂时|先|[，,\s])*+{_NOT}(?P<item>[^，,。；;！!\s]{{2,8}}?)(?:号码?)?[了吧哈嘛。！!]*$"
    ),
)
# Nothing but times of days.
_ONLY_TIMES = re.compile(
    r"^(?=.*(?:上午|下午|点|[周期拜][一二三四五六日天]|[明后]天))(?:(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|"
    r"今天|明天|后天|上午|下午|中午|早上|[\d零一二两三四五六七八九十]{1,3}(?:点钟?|月|日|号|分)|半|到|或者?是?|和|跟|、|[，,\s]|"
    r"都行|都可以|也行|也可以|可以|左右|方便|有空|有时间|我们?|吧|嘛|的话|行不行|可不可以|可以不|得行不|要得不|好不好|行吗|可以吗|[?？])++[。！!]*$"
)
_ASKS_IF_SUITS = re.compile("(?:行不行|可不可以|可以不|得行不|要得不|好不好|行吗|可以吗|[?？])+$")
_OTHER_WAY = re.compile(
    r"^(?:那|我们?|还是|就|算了|[，,\s])*+(?:不要|不用|不必|不|别|莫)(?:你们)?(?:来)?(?:上门|打电话|电话沟通|线上)(?:了|吧|嘛|服务)*(?:[，,。]|$)"
)
_CALLS_ME = re.compile(
    r"^(?:以后|有事|有什么事|就|请|你们?|可以|直接|[，,\s])*+(?:打|联系|找)我?(?:的|这个|下面这个)?(?:号码?|电话|手机)?(?:就行)?[嘛吧哈，,：:是\s]*+"
    r"(?P<phone>1[3-9]\d{9})[嘛吧哈。！!]*$"
)
_ADDS = re.compile(
    r"^(?:我|那|对了|哦|请|帮我|[，,\s])*+(?:(?:再|还|另外|想|要)(?:再|要|想|给我|帮我)*)(?:加|补充|补|说)(?:上)?"
    r"(?:一条|一点|一句|一下|几句|个情况)[，,：:。\s]+(?P<what>.{4,})$"
)
_ASKS = re.compile(
    r"^(?:那个?|我|我们|先|想|再|就|请|能不能|可以|[，,\s])*+(?:问一?[下哈]|问一句|请问|打听一?下|问[个你]{0,2}一?个?问题)[，,：:\s]*(?P<what>.{3,})$"
)
_INDIFFERENT = re.compile(
    r"^(?:真的?|[，,\s])*+(?:随便你?们?|随你们?便|都行|都可以|无所谓)(?:了|啊|哦|吧|嘛)*[，,。！!.~]*$"
)
# Weariness, whatever is asked: 「你们啷个这么啰嗦哦」, 「真的要命，问个没完」.
_SIGHS = re.compile(
    r"^(?:真的?是?|太|好|啊|哎呀?|唉|哦|我|都|你们?|这个|这些|什么|啥子?|填得?|人|这么|那么|怎么|啷个|咋个?|问|个|得|也|有点|硬是|确实|搞|[，,！!\s])*+"
    r"(?:烦(?:死|得很|人)?|气死|累|无语|啰里?啰?嗦|罗嗦|要命|恼火|麻烦|没完|多得很|多了|头[大痛疼]|脑壳[痛疼大]|破表|有完没完)"
    r"(?:死|了|啊|哦|吧|嘛|得很|呀|人|我|烦|问|你们?|个|得|真的?|没[完了]|太|多|要命|填得?|人|脑壳[痛疼大]|好麻烦|[，,！!\s])*+[。.~？?]*$"
)


def said_elsewhere(scene: FormScene) -> Turn | None:
    """Take what is said beside the open question; None where it may be the answer."""
    ways = (refused_elsewhere, _about_the_visit, _own_number, _added, _asked, _sighed)
    return next((said for way in ways if (said := way(scene)) is not None), None)


def refused_elsewhere(scene: FormScene) -> Turn | None:
    """Leave the item open that is refused, not the one that is asked: 「电话不想留」."""
    found = next((found for pattern in _REFUSES if (found := pattern.match(scene.text))), None)
    item = _item(scene, found["item"]) if found else None
    return left_open(scene, item) if item else None


def left_open(scene: FormScene, item: Field) -> Turn:
    """Leave an item open that is not asked now; one that must be filled is asked again before the end."""
    waits, running = scene.running.pending, scene.running.without(item.name)
    if item.core:
        later = replace(waits, put_off=tuple(dict.fromkeys((*waits.put_off, item.name))))
        return ask(scene, replace(running, pending=later), scene.say("form.put_off_item", label=item.label))
    left = running.with_answer(item.name, Answer(None, ""))
    return ask(scene, left, scene.say("form.left_out", label=item.label))


def _item(scene: FormScene, word: str) -> Field | None:
    answers = scene.running.answers
    fields = (field for field in scene.form.fields if field.asked and field.when(answers))
    called = [field.under(answers) for field in fields if word in (field.label, *field.mentions)]
    is_asked_now = any(field.name == scene.field.name for field in called)
    return called[0] if called and not is_asked_now else None


def _about_the_visit(scene: FormScene) -> Turn | None:
    """Put a wished time, or another way to be advised, where it belongs."""
    for name, pattern in ((_TIMES, _ONLY_TIMES), (MODE, _OTHER_WAY)):
        if scene.form.knows(name) and name != scene.field.name and pattern.match(scene.text):
            return put_in(scene, scene.form.field(name), _ASKS_IF_SUITS.sub("", scene.text))
    return None


def _own_number(scene: FormScene) -> Turn | None:
    """Note at what number the filer is to be called: 「打我这个号嘛，139…」."""
    found = _CALLS_ME.match(scene.text)
    phone = scene.form.by_name.get("phone")
    if found is None or phone is None or phone.name == scene.field.name or not phone.when(scene.running.answers):
        return None
    return put_in(scene, phone, found["phone"])


def _added(scene: FormScene) -> Turn | None:
    """Put what is added to the story with the story, where a name or a few words are asked for."""
    added = _ADDS.match(scene.text)
    if added is None or not scene.form.knows(_ADDITIONS) or scene.field.takes_questions or _is_the_story(scene):
        return None
    field, running = scene.form.field(_ADDITIONS), scene.running
    before = value_of(running.answers, _ADDITIONS)
    told = f"{before}；{added['what']}" if before else added["what"]
    if len(told) > field.limit:
        return None
    filled = running.with_answer(_ADDITIONS, Answer(told, told))
    return ask(scene, filled, corrected(scene, filled, field, is_new=before is None))


def _is_the_story(scene: FormScene) -> bool:
    return scene.field.kind is FieldKind.TEXT and scene.field.limit >= scene.form.field(_ADDITIONS).limit


def _asked(scene: FormScene) -> Turn | None:
    """Answer what is announced as a question where words would be taken for a name."""
    asks = _ASKS.match(scene.text)
    if asks is None or scene.field.takes_questions:
        return None
    return answered_in_between(scene.saying(asks["what"]))


def _sighed(scene: FormScene) -> Turn | None:
    if _SIGHS.match(scene.text):
        return ask(scene, scene.running, scene.say("form.sigh"))
    takes_any = scene.is_free or scene.kind.is_place
    if not _INDIFFERENT.match(scene.text) or (scene.is_read and not takes_any):
        return None
    return ask_once_more(scene, scene.say("form.not_an_answer"))
