"""Another place, and with it another bureau, in one word: 「不对，应该是渝北」, at the summary just 「渝北」."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.scene import Scene
from bot.conversation.state import CONFIRM, Running
from intake.forms.form import Field
from intake.forms.kinds import kind_of
from intents import expressions as re
from intents.telling.corrective import is_corrective

_DECIDES_THE_BUREAU = ("act_place", "district")
# 「不是这里，是巴南」, 「不该是高新区，该渝北局管」.
_NOT_THERE = re.compile(
    r"^(?:不对|错了)?[，,]?(?:不是|不该是|不归|不该归|不属于)(?:这里|这边|那里|这儿|他们|(?:这个|那个)局|(?P<denied>[^，,。]{2,12}?))管?[，,。]"
)
_WRONG_BUREAU = re.compile(
    r"(?:不归|不该归|不属于)[^，,。]{1,12}管|归错|分错|(?:局|管辖|归属|接收单位|接收的单位)(?:好像|写|填|分|搞)?(?:不对|错了?|有误)"
)
_BEFORE = re.compile(
    r"^(?:不对|错了|[搞弄写说填记]错了|有误|刚才|刚刚|上面|前面|发生|那个地方|[哦噢嗯啊]|[，,。！!、；;\s]|地方|地点|应[该当]?|该|是|归|属于?|由|转[到给]?|提?交给?|报给|送到?|给|去|在|划到?"
    r"|改成|改为|换成|要|我|请|帮我|的)+"
)
_AFTER = re.compile(
    r"(?:[那这][边里])?的?(?:市场监督管理(?:局|部门)|市场监管(?:局|部门)?|市监局|工商局|局|部门)?来?(?:管|接收?|办理?|受理|负责)?"
    r"(?:的|才对|才是|[吧嘛哈了哟呢]){0,5}[。！!]{0,3}$"
)


def another_place(scene: Scene, running: Running) -> tuple[Field, str] | None:
    """Return the answered field that decides the bureau, and the place that the words put there.

    None where they speak of no other place; an empty one where they only say that the bureau is wrong.
    """
    form = scene.book.forms[running.form]
    name = next((name for name in _DECIDES_THE_BUREAU if form.knows(name) and name in running.answers), None)
    if name is None or len(scene.text) > hearing.A_SENTENCE_CHARACTERS:
        return None
    if running.field != CONFIRM:
        # Where a place is asked, one is an answer.
        is_asked = form.knows(running.field) and kind_of(form.field(running.field)).is_place
        if is_asked or not is_corrective(scene.text):
            return None
    field = form.field(name).under(running.answers)
    said = _AFTER.sub("", _BEFORE.sub("", _without_what_is_denied(scene)))
    if _is_place(scene, said):
        return field, said
    return (field, "") if _WRONG_BUREAU.search(scene.text) else None


def _without_what_is_denied(scene: Scene) -> str:
    found = _NOT_THERE.match(scene.text)
    if found is None or (found["denied"] and not _is_place(scene, found["denied"])):
        return scene.text
    return scene.text[found.end() :]


def _is_place(scene: Scene, text: str) -> bool:
    return scene.book.gazetteer.is_just_a_place(text, scene.today)


# 「是我们公司在南岸」, 「江津是他们」: whose place it is, which is no place of the act yet.
_WHOSE_PLACE = re.compile(
    r"^(?:不对|错了|搞反了|弄反了|是|其实|应该|那个|[，,\s])*(?P<whose>我们?|咱们?|他们?|她们?|对方|人家|那家)(?:那个|那边|这边)?(?:公司|单位|厂子?|店)?(?:才|就)?(?:是?在)(?P<there>[^，,。；;！!？?\s]{2,12}?)[的嘛哈吧啊]*$|"
    r"^(?:不对|错了|搞反了|弄反了|其实|应该|[，,\s])*(?P<place>[^，,。；;！!？?\s]{2,8}?)(?:才|就)?是(?P<owner>我们|咱们|他们|对方)(?:公司|单位|厂|这边|那边)?(?:的)?(?:嘛|哈)?$"
)
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")


def whose_places(scene: Scene) -> bool:
    """Say whether it is put right where the two sides are: 「搞反了，我们在南岸，他们在江津」."""
    if not is_corrective(scene.text) and "反" not in scene.text:
        return False
    found = (_WHOSE_PLACE.match(clause) for clause in _CLAUSES.split(scene.text) if clause)
    there = [match["there"] or match["place"] for match in found if match]
    return any(scene.book.gazetteer.is_just_a_place(place, scene.today) for place in there)
