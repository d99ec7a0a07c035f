"""An officer has the talk, or is waited for: what a message does then. The bot answers nothing ordinary."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import codes, stopping
from bot.conversation.cut import cut_in_words, dropped_in_words
from bot.conversation.form import leaving
from bot.conversation.messages import Reply
from bot.conversation.person.asked import EndTalk, TellOfficer
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn
from intake.filers.codes import holds_a_piece, is_a_group, may_hold_a_code
from intake.talks.talk import LONGEST_WORDS, Talk, TalkState
from intents import expressions as re
from intents.reading import is_more
from intents.telling.keeping import kept_of
from intents.telling.own_case import CaseWish, wish_about_a_case
from intents.telling.threats import tells_of_a_threat, withdraws_under_threat

_BEFORE = r"^(?:请|帮我|我要|我想|那就?|好了?|先)?[，,]?"
_ENDS = re.compile(
    rf"{_BEFORE}(?:结束|退出|取消|关闭|停止|不要|不用|不转|不等)(?:人工|转人工|真人|工作人员)(?:服务|对话|客服)?了?(?:吧|嘛)?[。！!]*$|"
    rf"{_BEFORE}(?:回到?|转回?|换回?|切回?)(?:机器人|自动答复|自动回复|程序)(?:服务|答复|回答)?了?(?:吧|嘛)?[。！!]*$|"
    rf"{_BEFORE}(?:不等了|结束对话)(?:吧|嘛)?[。！!]*$"
)
_ASKS_AGAIN = re.compile(rf"{_BEFORE}(?:转|找|要|接|换)?(?:人工|真人|工作人员)(?:服务|客服)?(?:吧|嘛)?[。！!]*$")


def heard_by_the_officer(scene: Scene, talk: Talk) -> Turn | None:
    """Take a message while a person has the talk; None for what is answered as ever."""
    message = scene.message
    if message.page is not None or (message.kind == "event" and message.event in ("subscribe", "unsubscribe")):
        return None
    if message.kind == "event":
        return _pressed(scene)
    if is_more(scene.text) and scene.state.more:
        return None
    if may_hold_a_code(message.text) and codes.answer_about_a_code(scene) is not None:
        # A code is for nobody else to read.
        return None
    before, is_group = scene.state.said_group, is_a_group(message.text)
    if before is not is_group:
        scene = scene.at(replace(scene.state, said_group=is_group))
    if holds_a_piece(message.text) or (before and is_group):
        # Whoever sends a code bit by bit gives it away as well: the first bit alone opens nothing.
        return turn(scene.state, Reply(scene.say("talk.piece_of_a_code")), intent="human")
    if _ENDS.match(scene.text):
        return _ended(scene, talk)
    if not scene.text:
        return _without_text(scene, talk)
    if _ASKS_AGAIN.match(scene.text):
        return _asked_again(scene, talk)
    if talk.is_full:
        return turn(scene.state, Reply(scene.say("talk.full")), intent="human")
    return _told(scene, talk)


def _told(scene: Scene, talk: Talk) -> Turn:
    """Put the words before the officer; say at once what cannot wait for one."""
    if stopping.speaks_of_state_secrets(scene.text):
        warned = Reply(scene.say("stops.state_secret"))
        return _forwarded(scene, talk, scene.say("talk.left_out"), warned)
    kept = kept_of(scene.text)
    if kept.cut:
        is_read = kept.is_worth_reading and not kept_of(kept.text).cut
        left = f"{kept.text}\n{scene.say('talk.left_out')}" if is_read else scene.say("talk.left_out")
        said = cut_in_words(scene, kept) if is_read else dropped_in_words(scene, kept)
        return _forwarded(scene, talk, left, Reply(said))
    return _forwarded(scene, talk, scene.text[:LONGEST_WORDS], *_said_at_once(scene))


def _said_at_once(scene: Scene) -> tuple[Reply, ...]:
    said = []
    if tells_of_a_threat(scene.text) or withdraws_under_threat(scene.text):
        said.append(Reply(scene.say("stops.danger")))
    elif wish_about_a_case(scene.text) in (CaseWish.WITHDRAW, CaseWish.OBJECT):
        said.append(Reply(scene.say("talk.wish_is_no_record")))
    said += [Reply(words) for words in scene.urgent()]
    if len(scene.text) > LONGEST_WORDS:
        said.append(Reply(scene.say("talk.shortened", limit=LONGEST_WORDS)))
    return tuple(said)


def _forwarded(scene: Scene, talk: Talk, text: str, *said: Reply) -> Turn:
    replies = said
    if scene.state.heard_by != talk.id and not said:
        replies = (Reply(scene.say(f"talk.heard_{talk.state}", office=_office(scene, talk))),)
    state = replace(scene.state, heard_by=talk.id)
    return turn(state, *replies, intent="human", request=TellOfficer(text))


def _without_text(scene: Scene, talk: Talk) -> Turn:
    place = scene.message.location
    if place is not None and place.label:
        return _forwarded(scene, talk, scene.say("talk.location", label=place.label))
    key = "talk.no_voice" if scene.message.kind == "voice" else "talk.no_files"
    return turn(scene.state, Reply(scene.say(key)), intent="human")


def _asked_again(scene: Scene, talk: Talk) -> Turn:
    waits = talk.state is TalkState.WAITING
    told = scene.say("talk.still_waiting" if waits else "talk.still_held", office=_office(scene, talk))
    return turn(scene.state, Reply(told), intent="human")


def _pressed(scene: Scene) -> Turn:
    is_click = scene.message.event == "click"
    return turn(scene.state, *((Reply(scene.say("talk.menu_waits")),) if is_click else ()), intent="human")


def _ended(scene: Scene, talk: Talk) -> Turn:
    """Give the talk back to the bot; a form that was put aside for it goes on."""
    said, request = Reply(scene.say("talk.ended_by_person")), EndTalk(scene.say("talk.person_ended"))
    there = scene.at(replace(scene.state, heard_by=""))
    if not talk.resumes or there.state.shelved is None:
        return turn(there.state, said, intent="human", request=request)
    resumed = leaving.taken_up(there)
    return replace(resumed, replies=(said, *resumed.replies), request=request)


def _office(scene: Scene, talk: Talk) -> str:
    return scene.book.bureaus.public_name_of(talk.bureau)
