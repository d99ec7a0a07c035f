"""One more place of an act beside the one that is noted: 「璧山青杠也有」, 「发生地点再加上江津双福」.

A place that comes to another takes nothing away: only what says that the first was wrong puts another there.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation import hearing
from bot.conversation.form.correcting import put_in
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.pattern import Context
from bot.conversation.summary import shown
from bot.conversation.turn import Turn
from bot.conversation.whereabouts import together
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intake.geography.place import KeptPlace, Place
from intents import expressions as re
from intents.cues import cue
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.corrective import is_corrective

_ACT, _TAKEN, _USED = "act_place", "taken_place", "use_place"
MAY_BE_ONE_MORE = cue("[也还再加补添都]|另外|两[处边]", signs="也还再加补添都另两")
_ADDS = re.compile(
    r"也(?:要|得|应该|应当|该|给我|帮我|请)*(?:有|是|在|算|写|加|填|补|添|记|发生|涉及|用|卖|生产)|还有|还要|还得|还涉及|另外|"
    r"[再加补添追][上个充加一]|(?:两|几)[处边个](?:地方)?都|都(?:有|是|要写|写上)"
)
_AROUND = re.compile(
    r"^(?:哦|对了|那个|请|帮我|给我|把|将|再|还有|还要|还得|另外|也|加上?|加一[个处]|补上?|补充|添上?|追加|有|在|是|一[个处]|地方|[，,：:、\s])+|"
    r"(?:那边|那里|那儿|那块|这边|这里)?(?:也|还|都)*(?:要|得|应该|应当|该|给我|帮我|请)*"
    r"(?:有|是|在用|算|发生|涉及|写|加|填|补|添|记|用|卖|生产)(?:过|了|的|上|进去|进来|一下|到)*[，,]?(?:(?:两|几)[处边个](?:地方)?都(?:有|是|要写|要))?[了的嘛哈吧哦。！!]*$"
)
# What says that the place that is noted is no more the one.
_INSTEAD = re.compile(r"改|换|搬|真正|注册|登记|不是|不在|不对|错|而是|其实|删|去掉|不要")


def one_more_place(scene: FormScene) -> Turn | None:
    """Put the place that is said beside the one that is noted; None where the words add none."""
    text = scene.text
    if not _ADDS.search(text) or looks_like_a_question(text) or not is_beside(scene):
        return None
    field = scene.form.field(_ACT)
    word = next((word for word in sorted((field.label, *field.mentions), key=len)[::-1] if word in text), "")
    said = text.replace(word, "", 1) if word else text
    bare = _AROUND.sub("", _AROUND.sub("", said))
    is_just_one = scene.book.gazetteer.is_just_a_place(bare, scene.today)
    if scene.where is Context.FIELD and not word and _may_answer(scene, is_just_one=is_just_one):
        return None
    return put_beside(scene, bare if is_just_one else said)


def _may_answer(scene: FormScene, *, is_just_one: bool) -> bool:
    """Say whether the words may answer what is asked: where another place is asked, one more is that."""
    return kind_of(scene.field).is_place or ((scene.is_free or scene.is_read) and not is_just_one)


def is_beside(scene: FormScene) -> bool:
    """Say whether a place of the act here is noted that another may come to, and nothing says it was wrong."""
    if not scene.form.knows(_ACT) or len(scene.text) > hearing.A_SENTENCE_CHARACTERS:
        return False
    noted = KeptPlace.of(value_of(scene.running.answers, _ACT))
    is_here = noted is not None and (noted.is_here or bool(noted.candidates))
    return is_here and not _INSTEAD.search(scene.text) and not is_corrective(scene.text)


def put_beside(scene: FormScene, text: str) -> Turn | None:
    """Note one more place; where the words told what was done where, each stands for itself."""
    field = scene.form.field(_ACT).under(scene.running.answers)
    located = scene.book.gazetteer.locate(text, scene.today)
    if located.outcome != "one" or located.place is None:
        return None
    before = value_of(scene.running.answers, _ACT)
    if not isinstance(before, Mapping):
        return None
    typed = scene.running.answers[_ACT].typed
    if _told_apart(scene, field, f"{typed}，{text}"):
        return put_in(scene, field, f"{typed}，{text}")
    filled = scene.running.with_answer(_ACT, Answer(_beside(before, located.place), f"{typed}；{text}"))
    now = shown(scene.book, filled, field)
    return ask(scene, filled, scene.say("form.place_added", label=field.label, value=now))


def _told_apart(scene: FormScene, field: Field, text: str) -> bool:
    """Say whether the words, taken together, tell where it was taken and where it is used."""
    if any(value_of(scene.running.answers, name) is not None for name in (_TAKEN, _USED)):
        return False
    try:
        read = read_answer(scene, field, text)
    except NotUnderstood:
        return False
    return isinstance(read, Understood) and {_TAKEN, _USED} <= read.beside.keys()


def _beside(before: Mapping[str, object], place: Place) -> Mapping[str, object]:
    """Return the noted place with another beside it; 「江津」 and then 「江津双福也有」 says where in it."""
    if not before.get("district") or before["district"] != place.district:
        return together(before, place.as_json())
    if before.get("unit") and place.unit and before["unit"] != place.unit:
        return together(before, place.as_json())
    return before if before.get("unit") or not place.unit else place.as_json()
