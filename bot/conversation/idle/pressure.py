"""Somebody is threatened, told to withdraw, complains about officials, or urges us: the right ways come first."""

from __future__ import annotations

from bot.conversation import hearing, stopping
from bot.conversation.form import note
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import FindCases, Turn
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.fraud import is_asked_to_pay
from intents.telling.officials import Grievance, grievance_in
from intents.telling.own_case import WISH_CHARACTERS, is_pressed
from intents.telling.story import story_of
from intents.telling.threats import tells_of_danger, withdraws_under_threat

# Where to turn, below `stops`.
WAYS = {
    Grievance.GRAFT: "of_graft",
    Grievance.PARTIAL: "recusal",
    Grievance.LEAK: "of_leak",
    Grievance.CONDUCT: "of_staff",
}

_SPAN = r"(?:半个?|[一二两三四五六七八九十几\d]{1,3}多?个?)多?(?:天|周|星期|礼拜|月|年)"
# 「都等了半个月了还没得消息」: somebody has waited, and hears nothing.
_WAITED = re.compile(
    rf"(?:等|交|过|提交|报|举报)(?:上去|上来|了|都|去|到现在)*{_SPAN}[^。？?]{{0,8}}(?:没|莫得|不)|"
    rf"{_SPAN}了?[，,\s]*[^，,。]{{0,6}}(?:没得?|没有|还没|不见|莫得)(?:任何|一点)?(?:消息|动静|结果|回音|答复|回复|说法|人)|"
    rf"{_SPAN}了?[，,\s]*一点(?:动静|消息|音信|回音)(?:都|也)?(?:没|莫)|"
    r"(?:等|交|提交)(?:上去)?了?(?:这么|恁个|那么|好)(?:久|多天)了?[^。]{0,10}(?:没|不|管)|"
    r"把(?:我们?|我)的?(?:举报|案子|事情?|材料)[^，,。]{0,4}忘|(?:没|不)(?:得|有)?人?理我们?(?:了|的)?$|是不是不想管"
)
_ASKS_OF_THE_LAW = re.compile(r"怎么办|怎么算|诉讼|起诉|仲裁|法院|保密措施|过期|时效")
URGES = re.compile(
    rf"{_WAITED.pattern}|"
    r"(?:再|还|一直|老是|到现在都?|都)(?:是)?(?:不|没|没得)(?:人)?(?:给我|帮我|来)?(?:办|查|管|处理|答复|回复|动静|说法|回音|结果)|"
    r"(?:搞|办|查|整)快(?:点|些)|(?:快|赶紧|抓紧)(?:点)?(?:给我)?(?:办|查|处理)|催一?[下哈催]|加急|优先(?:办|处理|查)|拖(?:到|了|起)|"
    r"(?:来|到|去)你们(?:局|单位)?(?:里|门口)?(?:坐|闹|等|蹲|守)"
)

_FOR_THE_BUREAU = (Grievance.PARTIAL, Grievance.LEAK)


def pressed(scene: Scene) -> Turn | None:
    """Name their safety first; offer to tell whoever has the case. Nothing is withdrawn, nothing told unasked."""
    text = scene.text
    # What is told at length is a story, whatever else it tells.
    is_short = len(text) <= WISH_CHARACTERS
    under_threat = is_short and tells_of_danger(text) and not _tells_of_a_secret(text)
    under_threat = under_threat or withdraws_under_threat(text)
    if not under_threat and not is_pressed(text):
        return None
    if not scene.may_have_cases:
        return _safety_named(scene) if under_threat else None
    is_of_a_case = scene.state.filed or is_pressed(text) or withdraws_under_threat(text)
    return note.offer_word(scene) if is_of_a_case else _safety_named(scene)


def _safety_named(scene: Scene) -> Turn:
    """Say where help is; nothing is sent elsewhere by it: 「我要举报」 behind it opens a form as ever."""
    return turn(scene.state, Reply(scene.say("stops.threat")), intent="other")


def asked_to_pay(scene: Scene) -> Turn | None:
    """Warn whoever is asked for money in the name of an office, or asks whether that is a fraud; no form opens."""
    is_asked = not scene.titled and is_asked_to_pay(scene.text)
    return turn(scene.state, Reply(scene.say("stops.fraud")), intent="ask") if is_asked else None


def grieved(scene: Scene) -> Turn | None:
    """Say where a complaint about officials belongs; of one close to the other side the bureau can be told."""
    grievance = grievance_in(scene.text)
    if grievance is None or scene.titled or _tells_of_a_secret(scene.text):
        return None
    if looks_like_a_question(scene.text) and answering.has_an_answer(scene):
        return None
    if scene.state.filed and grievance in _FOR_THE_BUREAU:
        return note.offer_word(scene, why=grievance.value)
    return stopping.sent_elsewhere(scene, WAYS[grievance])


def _tells_of_a_secret(text: str) -> bool:
    return story_of(text).tells_of_an_act


def urged(scene: Scene) -> Turn | None:
    """Show whoever presses for their case how far it is, and who can be reached: 「再不给我办我就天天来坐起」."""
    if not scene.state.filed or len(scene.text) > hearing.A_SENTENCE_CHARACTERS:
        return None
    if _WAITED.search(scene.text) and not _ASKS_OF_THE_LAW.search(scene.text):
        return turn(scene.state, Reply(scene.say("progress.waited")), intent="progress", request=FindCases())
    if looks_like_a_question(scene.text) and answering.has_an_answer(scene):
        return None
    return turn(scene.state, Reply(scene.say("progress.urged")), intent="progress", request=FindCases())
