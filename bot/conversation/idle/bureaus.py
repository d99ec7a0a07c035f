"""「回兴街道归哪个局」, 「我在江津区」: the bureau of a place, by the table of names; the entries promise it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn
from intake.geography.place import Located, Place
from intents import expressions as re

_BUREAU = r"(?:区|县|(?:市监|市场监管|市场监督管理|监管)?局|单位|地方)"
ASKS_WHICH = re.compile(
    rf"(?:现在|如今|目前|到底|应该|该|是){{0,4}}(?:归|属于?|划到|划给|划归|分到|分给)(?:.{{1,8}}还是|(?:了|的)?(?:哪|谁|啥|什么))"
    rf"|(?:现在|该|应该|是|要|举报|侵权|材料){{0,5}}(?:找|去|到|交到?|报到?|由|是|在)(?:给)?(?:哪(?:个|一个|家|里的?)?|啥子?|什么){_BUREAU}"
    rf"|哪(?:个|家){_BUREAU}(?:管|办|接收|受理|负责)"
)

# What stands around the name of a place where nothing but a place is said.
_BEFORE = re.compile(
    r"^(?:您?你?好[，,]?)?(?:我们?|俺们?|咱们?|本人|公司|单位|厂子?|人){0,2}的?(?:[在是住]|来自|位于)?(?:重庆市?)?的?"
)
_AFTER = re.compile(
    r"(?:市|这边|这里|这儿|那边|那里|这个地方)?(?:的|人|公司|企业){0,2}[哈嘛哦呢啊。！!，, ]{0,3}$"
)


def place_alone(scene: Scene) -> Turn | None:
    """Tell whoever only names a place whose it is, and ask what is wanted: 「我在江津区」 asks nothing."""
    if len(scene.text) > hearing.SHORT_CHARACTERS or scene.titled is not None:
        return None
    where = _AFTER.sub("", _BEFORE.sub("", scene.text.strip()))
    if len(where) < hearing.SHORTEST_NAME_CHARACTERS:
        return None
    located = scene.book.gazetteer.locate(where, scene.today)
    places = [place for place in _named(located) if where in place.text]
    if not places or located.doubt == "name":
        return None
    asked = answering.menu_of_service(scene, "service.bureau_confirmed", "service.place_alone")
    told = "\n".join((*(_line(scene, place) for place in places), asked.replies[0].text))
    return replace(asked, replies=(replace(asked.replies[0], text=told),))


def bureau_told(scene: Scene, where: str) -> Turn | None:
    """Say who receives a report about this town or area; None where no such place is named.

    A district alone is left to the entries: they know what was regrouped.
    """
    places = _exact(scene.book.gazetteer.locate(where, scene.today))
    if not places:
        return None
    told = [_line(scene, place) for place in places]
    if len(places) > 1:
        told.insert(0, scene.say("service.bureau_of_several"))
    return turn(scene.state, Reply("\n".join((*told, scene.say("service.bureau_confirmed")))), intent="ask")


def _named(located: Located) -> tuple[Place, ...]:
    return (located.place,) if located.place else located.candidates


def _exact(located: Located) -> tuple[Place, ...]:
    """Return the places where each is more than a district, else none: one that is not known is not told."""
    places = _named(located)
    return places if located.doubt != "name" and all(_says_more(place) for place in places) else ()


def _says_more(place: Place) -> bool:
    return place.district is not None and place.text != place.district


def _line(scene: Scene, place: Place) -> str:
    office = scene.book.bureaus.public_name_of(place.bureau)
    return scene.say("service.bureau_of", place=place.text, office=office)
