"""「回兴街道归哪个局」: the bureau of a town or a busy area, by the table of names; the entries promise it."""

from __future__ import annotations

import re

from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn
from intake.geography.place import Located, Place

_BUREAU = r"(?:区|县|(?:市监|市场监管|市场监督管理|监管)?局|单位|地方)"
ASKS_WHICH = re.compile(
    rf"(?:现在|如今|目前|到底|应该|该|是){{0,4}}(?:归|属于?|划到|划给|划归|分到|分给)(?:.{{1,8}}还是|(?:了|的)?(?:哪|谁|啥|什么))"
    rf"|(?:现在|该|应该|是|要|举报|侵权|材料){{0,5}}(?:找|去|到|交到?|报到?|由|是|在)(?:给)?(?:哪(?:个|一个|家|里的?)?|啥子?|什么){_BUREAU}"
    rf"|哪(?:个|家){_BUREAU}(?:管|办|接收|受理|负责)"
)


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


def _exact(located: Located) -> tuple[Place, ...]:
    """Return the places where each is more than a district, else none: one that is not known is not told."""
    places = (located.place,) if located.place else located.candidates
    return places if located.doubt != "name" and all(_says_more(place) for place in places) else ()


def _says_more(place: Place) -> bool:
    return place.district is not None and place.text != place.district


def _line(scene: Scene, place: Place) -> str:
    office = scene.book.bureaus.public_name_of(place.bureau)
    return scene.say("service.bureau_of", place=place.text, office=office)
