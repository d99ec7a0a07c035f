"""A place that is not ours: which bureau is competent, and that nothing is filed here until one is ours."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form.scene import FormScene, in_form
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.understood import OutsidePlace
from intake.geography.place import Elsewhere
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import denies

_SICHUAN = "四川"
_SLIP = re.compile(
    r"(?:说|写|填|打|搞|记|弄)错|口误|(?:地点|地方|那里|位置)(?:不对|有误)|不在那|不是那|^在重庆|是在重庆"
)

# 「我要举报另一家，在渝北」 is about something else.
_ANOTHER = re.compile(r"另外?[一有再个]|别的|第二家|再举报|我要?(?:想|要)?(?:举报|投诉|咨询|预约)")


def turned_away(scene: FormScene, place: OutsidePlace) -> Turn:
    """Say which place is competent; nothing is filed, the form is kept in case the place was a slip."""
    if scene.running.form == FormName.CONSULTATION:
        text = scene.say("stops.outside_consultation", place=place.name)
    else:
        text = scene.say("stops.outside", place=place.name)
        if _SICHUAN in place.name:
            text = f"{text}{scene.say('stops.outside_sichuan')}"
    wrong = Choice(scene.say("choices.wrong_place"), scene.say("choices.resume"))
    waits = replace(
        scene.running.pending, candidates=(), hinted=None, beside={}, taken_asked=False, outside=place.name
    )
    state = replace(scene.state, running=None).with_aside(replace(scene.running, pending=waits))
    return turn(state, Reply(text, (wrong,)), intent=scene.heard.intent)


def place_after_all(scene: Scene, draft: Running) -> FormScene | None:
    """Return the form that was turned away, heard again where a place in Chongqing is told, or a slip admitted.

    What was said of the other place stands: 「不是，是在渝中区被拷走的」 leaves the use where it was.
    """
    if len(scene.text) > hearing.A_SENTENCE_CHARACTERS or _ANOTHER.search(scene.text):
        return None
    located = scene.book.gazetteer.locate(scene.text, scene.today)
    is_here = located.outcome in ("one", "several")
    is_slip = located.outcome == "none" and (denies(scene.text) or _SLIP.search(scene.text) is not None)
    if looks_like_a_question(scene.text) or not (is_here or is_slip):
        return None
    elsewhere = Elsewhere(draft.pending.outside).as_json()
    other = {"use_place": elsewhere} if located.taken and not located.used else {}
    other = {"taken_place": elsewhere} if located.used and not located.taken else other
    waits = replace(draft.pending, outside="", beside=other, hinted=draft.field if other else None)
    return in_form(scene.at(scene.state.without_aside(draft)), replace(touched(draft, scene.now), pending=waits))
