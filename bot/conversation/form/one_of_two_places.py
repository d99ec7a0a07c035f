"""One of the two places of an act put right, where it was taken and where it is used; the other one stands.

「不是巴南，是綦江」 after 「在渝中拿走的，在巴南用」, 「用的地方错了，是大渡口区」, 「第二个地方错了，是荣昌区」.
"""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form.correcting import ask_which, asked_again, put_in
from bot.conversation.form.denied import pairs_in
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intake.forms.form import Field, value_of
from intake.forms.saying import place_in_words
from intake.geography.place import KeptPlace
from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

_ACT, _TAKEN, _USED = "act_place", "taken_place", "use_place"
_BOTH = (_TAKEN, _USED)
MAY_BE_ONE_OF_TWO = cue(
    r"不是.{1,20}是|是.{1,20}不是|(?:地方|地点|那里|那处|处|那个).{0,8}(?:错|不对|有误|拐|改)", signs="不错拐改有"
)
_BEFORE = r"^(?:不对|错了|等一?下|诶|哦|那个|[，,。！!\s])*(?:他们?|对方|现在|我[说写填]的)?"
_PLACE = r"(?:的|过)?(?:那个|那一?)?(?:地方|地点|那里|那处|那边|处)"
_WRONG = (
    r"(?:是|都|好像|我|给|[写说填记搞弄打])*(?:错了?|不对头?|有误|拐了?|要改|改一?下)(?:了|的|哈|嘛)*"
    r"(?:[，,。！!：:\s]*(?:应该是|应该|应为|改成|改为|换成|是|在)*(?P<right>[^，,。；;！!？?]{2,30}?)?(?:才对)?)[的了嘛哈吧。！!]*$"
)
_BY_ACT = {
    _TAKEN: re.compile(rf"{_BEFORE}(?:被)?(?:拿走?|拷走?|偷走?|盗走?|带走|下载|导出|获取){_PLACE}{_WRONG}"),
    _USED: re.compile(rf"{_BEFORE}(?:使用|在用|用|生产|销售|卖){_PLACE}{_WRONG}"),
}
_BY_ORDER = tuple(
    re.compile(rf"{_BEFORE}(?:{which})(?:的)?(?:那个|那一?)?(?:个|处)?(?:地方|地点|处|那个|个)?{_WRONG}")
    for which in (
        r"第[一1](?:个|处)|前面那?(?:个|处)|前一(?:个|处)",
        r"第[二2两](?:个|处)|后面那?(?:个|处)|后一(?:个|处)",
    )
)
_NAMES_A_PLACE = re.compile(r"地方|地点|处")


def one_of_two_put_right(scene: FormScene) -> Turn | None:
    """Change the place that is meant and leave the other; None where no two are noted or none is meant."""
    noted = _noted(scene)
    if noted is None or len(scene.text) > hearing.A_SENTENCE_CHARACTERS or looks_like_a_question(scene.text):
        return None
    return _by_what_was_done(scene) or _by_order(scene, noted) or _by_what_is_denied(scene, noted)


def _noted(scene: FormScene) -> dict[str, KeptPlace] | None:
    """Return where it was taken and where it is used, if both are noted and are not the same."""
    answers = scene.running.answers
    kept = {name: KeptPlace.of(value_of(answers, name)) for name in _BOTH if scene.form.knows(name)}
    found = {name: place for name, place in kept.items() if place is not None}
    return found if len(found) == len(_BOTH) and not found[_TAKEN].is_same_as(found[_USED]) else None


def _by_what_was_done(scene: FormScene) -> Turn | None:
    for name, pattern in _BY_ACT.items():
        if found := pattern.match(scene.text):
            return _changed(scene, name, found["right"])
    return None


def _by_order(scene: FormScene, noted: dict[str, KeptPlace]) -> Turn | None:
    for number, pattern in enumerate(_BY_ORDER):
        found = pattern.match(scene.text)
        if found is None or not _NAMES_A_PLACE.search(scene.text):
            continue
        right = found["right"] or ""
        if _were_told_in_order(scene, noted):
            return _changed(scene, _BOTH[number], right)
        # The person told them one way, we read them back the other: first and second say nothing then.
        return ask_which(scene, right, _fields(scene)) if _is_a_place(scene, right) else None
    return None


def _by_what_is_denied(scene: FormScene, noted: dict[str, KeptPlace]) -> Turn | None:
    for said, right in pairs_in(scene.text):
        right = right.rstrip("的了嘛哈吧才对。！!")
        if not _is_a_place(scene, right):
            continue
        meant = [name for name, place in noted.items() if _is_called(scene, name, place, said)]
        if len(meant) == 1:
            return put_in(scene, scene.form.field(meant[0]), right)
        if meant:
            return ask_which(scene, right, _fields(scene))
    return None


def _changed(scene: FormScene, name: str, right: str | None) -> Turn | None:
    field = scene.form.field(name)
    if not right:
        return asked_again(scene, field)
    return put_in(scene, field, right) if _is_a_place(scene, right) else None


def _fields(scene: FormScene) -> tuple[Field, ...]:
    return tuple(scene.form.field(name) for name in _BOTH)


def _is_a_place(scene: FormScene, text: str) -> bool:
    if not text:
        return False
    located = scene.book.gazetteer.locate(text, scene.today)
    return scene.book.gazetteer.is_just_a_place(text, scene.today) or located.outcome == "outside"


def _is_called(scene: FormScene, name: str, place: KeptPlace, said: str) -> bool:
    """Say whether a place is the one that is denied: by its own name, or by that of what it lies in."""
    words = place_in_words(value_of(scene.running.answers, name))
    if said in words or (place.outside is not None and said in place.outside):
        return True
    there = scene.book.gazetteer.locate(said, scene.today).place
    return there is not None and there.district == place.district and there.unit in (None, place.unit)


def _were_told_in_order(scene: FormScene, noted: dict[str, KeptPlace]) -> bool:
    """Say whether the person named where it was taken before where it is used, as both are read back."""
    typed = scene.running.answers[_ACT].typed if _ACT in scene.running.answers else ""
    at = [_position(typed, scene, name, place) for name, place in noted.items()]
    return -1 not in at and at[0] < at[1]


def _position(typed: str, scene: FormScene, name: str, place: KeptPlace) -> int:
    whole, part = place_in_words(value_of(scene.running.answers, name)), place.district or place.outside or ""
    names = (whole, part, *(one[:2] for one in (part, whole) if one))
    return next((at for word in names if word and (at := typed.find(word)) >= 0), -1)
