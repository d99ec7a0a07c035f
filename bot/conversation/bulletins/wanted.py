"""「订阅通知」, 「有什么培训」, 「退订」: asked step by step, told, and stopped by one word anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from bot.conversation.bulletins.exchanged import (
    BulletinsTold,
    Done,
    EndSubscription,
    FindBulletins,
    Subscribe,
)
from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.remembered import SubscribingTo
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.bulletins.bulletin import SUBJECT_NAMES, BulletinWish, Subject
from intake.routing.bureaus import BureauLevel
from intents.telling.subscribing import MAY_SUBSCRIBE, MOST_CHARACTERS, Subscribing, subscribing_in

_ALL = re.compile(r"全部|全市|所有|都要|都可以|都行|都想|随便|不限|全重庆|整个重庆")
_WHOLE_CITY = re.compile(r"全市|全重庆|整个重庆")
# What may stand around the name of a district, or of a subject, that is the whole answer.
_AROUND = re.compile(r"[区县市的在是要想收看只就和与跟、，,。！!嘛吧哈呢那我们\s]|重庆|新区|自治|通知|都要|面向")
_SUBJECTS: tuple[tuple[Subject, re.Pattern[str]], ...] = (
    (Subject.TRAINING, re.compile("培训|讲座|宣讲|宣传")),
    (Subject.POLICY, re.compile("政策|法规|法律|规定|文件")),
    (Subject.RECOGNITION, re.compile("示范|试点|创建|申报")),
    (Subject.WARNING, re.compile("风险|提示|警示|预警|案例")),
)
_RANK = re.compile(r"(?:(?:土家族|苗族)+自治县|(?<=..)新区|经开区|经济技术开发区|[区县])$")
# Longer words are no answer to either question.
_LONGEST_ANSWER = 20
_ALL_SUBJECTS = tuple(Subject)
_MOST_TOLD = 5
# Words that name no notices.
_NAME_NONE = (Subscribing.ENOUGH, Subscribing.ENDING)
_SAID: Mapping[Done, str] = {
    "subscribed": "notices.subscribed",
    "ended": "notices.ended",
    "none": "notices.none",
    "mine": "notices.mine",
    "listed": "notices.listed",
}


def heard(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take what is wanted of notices, or the answer to a question about it, which is open for one message only."""
    if scene.message.kind == "event" or scene.message.page is not None:
        return scene, None
    open_question = scene.state.subscribing
    if open_question is not None:
        scene = scene.at(replace(scene.state, subscribing=None))
    wanted = subscribing_in(scene.text) if MAY_SUBSCRIBE.search(scene.text) else None
    if wanted is Subscribing.STOP or (wanted in _NAME_NONE and _may_be_enough(scene, wanted, open_question)):
        dropped = (Reply(scene.say("notices.dropped")),) if open_question is not None else ()
        return scene, turn(scene.state, *dropped, intent="ask", request=EndSubscription())
    if scene.state.running is not None:
        return scene, None
    if open_question is not None and (answered := _answered(scene, open_question)) is not None:
        return scene, answered
    # The very words of an entry are answered by it, and it offers the same by a button.
    if wanted is None or wanted in _NAME_NONE or _is_of_an_entry(scene):
        return scene, None
    if wanted is Subscribing.SUBSCRIBE:
        return scene, _begun(scene)
    is_mine = wanted is Subscribing.MINE
    return scene, turn(scene.state, intent="ask", request=FindBulletins(mine=is_mine))


def _may_be_enough(scene: Scene, wanted: Subscribing, question: SubscribingTo | None) -> bool:
    """Say whether words that name no notices can mean them: in a form they may mean the form."""
    state = scene.state
    if state.running is not None or not (question is not None or state.hears):
        return False
    is_just_told = question is not None or scene.say("choices.unsubscribe") in state.offered
    # 「不要了」 may mean a draft that lies aside, or an appointment.
    return wanted is Subscribing.ENOUGH or is_just_told or not (state.put_aside or state.booked)


def told(state: State, event: BulletinsTold, book: Handbook, today: date) -> Turn:
    """Tell what was done, and what stands."""
    state = replace(state, hears=event.wish is not None)
    again = (question_now(book, state.running),) if state.running is not None and not book.off else ()
    said = [book.say(_SAID[event.done], wish=_in_words(event.wish, book, today))]
    shown = event.bulletins[:_MOST_TOLD] if event.done in ("subscribed", "listed") else ()
    if event.done == "listed" and not shown:
        said = [book.say("notices.nothing")]
    for one in shown:
        line = book.say("notices.one", title=one.title, when=one.when, address=one.address)
        said.append(" ".join(line.split()))
    if event.page and event.done != "ended":
        said.append(book.say("notices.page", address=event.page))
    undo = _undo(event, book, today)
    if undo is not None:
        said.append(book.say("notices.undo", words=undo.say))
    offers = {"listed": "subscribe", "none": "subscribe", "mine": "unsubscribe", "subscribed": "unsubscribe"}
    is_offered = event.done in offers and not (event.done == "listed" and event.wish is not None)
    choices = (undo,) if undo is not None else (button(book, offers[event.done]),) if is_offered else ()
    return turn(state, Reply("\n".join(said), () if again else choices), *again)


def _undo(event: BulletinsTold, book: Handbook, today: date) -> Choice | None:
    """Return what to say by which the same is subscribed again: nothing of it is kept here."""
    if event.done != "ended":
        return None
    words = book.say("notices.again", wish=_in_words(event.was, book, today)) if event.was is not None else ""
    if not words or len(words) > MOST_CHARACTERS:
        return button(book, "subscribe")
    return Choice(words, words)


def _begun(scene: Scene) -> Turn:
    subjects, districts = _subjects_in(scene.text), _districts_in(scene)
    if districts is not None:
        # Whoever names a district and no subject wants all of it.
        return _subscribed(scene, subjects or (), districts)
    return _district_asked(scene, subjects) if subjects is not None else _subject_asked(scene)


def _answered(scene: Scene, question: SubscribingTo) -> Turn | None:
    if len(scene.text) > _LONGEST_ANSWER:
        return None
    return _subject_answered(scene, question) if question.subjects is None else _district_answered(scene, question)


def _subject_answered(scene: Scene, question: SubscribingTo) -> Turn | None:
    subjects, named = _subjects_in(scene.text), _districts_in(scene)
    is_of_the_city = _WHOLE_CITY.search(scene.text) is not None
    if subjects is None or (subjects == () and is_of_the_city):
        # The other question was answered first: it is kept, and this one is asked again.
        is_place = named is not None and (is_of_the_city or _is_only(scene.text, _names_of(scene, named)))
        return _subject_asked(scene, named) if is_place else None
    districts = (named or ()) if named or is_of_the_city else question.districts
    return _district_asked(scene, subjects) if districts is None else _subscribed(scene, subjects, districts)


def _district_answered(scene: Scene, question: SubscribingTo) -> Turn | None:
    districts, known = _districts_in(scene), question.subjects or ()
    if districts is None and (bureau := _bureau_of_a_place(scene)):
        districts = (bureau,)
    if districts is not None:
        return _subscribed(scene, known, districts)
    more = _subjects_in(scene.text)
    is_subject = more is not None and _is_only(scene.text, SUBJECT_NAMES.values(), *(one for _, one in _SUBJECTS))
    # A second thought on the subject: theirs now, and the district is asked again.
    return _district_asked(scene, more) if more is not None and is_subject else None


def _subject_asked(scene: Scene, districts: tuple[str, ...] | None = None) -> Turn:
    names = [*SUBJECT_NAMES.values(), scene.say("choices.all_subjects")]
    said = scene.say("notices.which_subject")
    if districts is not None:
        said = scene.say("notices.which_subject_there", places=_places(districts, scene.book, scene.today))
    asked = Reply(said, tuple(Choice(name, name) for name in names))
    return turn(replace(scene.state, subscribing=SubscribingTo(None, districts)), asked, intent="ask")


def _district_asked(scene: Scene, subjects: tuple[str, ...]) -> Turn:
    asked = Reply(scene.say("notices.which_district"), (scene.choice("all_districts"),))
    return turn(replace(scene.state, subscribing=SubscribingTo(subjects)), asked, intent="ask")


def _is_only(text: str, names: Iterable[str], *words: re.Pattern[str]) -> bool:
    """Say whether nothing else is said than these names or words, and what stands around them."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    for one in words:
        text = one.sub("", text)
    return not _AROUND.sub("", text)


def _names_of(scene: Scene, districts: tuple[str, ...]) -> list[str]:
    """Return what people call these districts, long and short, former ones too."""
    bureaus = [one for one in scene.book.bureaus.on(scene.today) if one.code in districts]
    return [called for one in bureaus for name in (one.name, *one.serves) for called in (name, _short(name))]


def _subscribed(scene: Scene, subjects: tuple[str, ...], districts: tuple[str, ...]) -> Turn:
    wish = BulletinWish(frozenset(map(Subject, subjects)), frozenset(districts))
    return turn(replace(scene.state, unsure=0), intent="ask", request=Subscribe(wish))


def _subjects_in(text: str) -> tuple[str, ...] | None:
    """Return the subjects that are named, none for all of them; None where nothing is said of it."""
    found = tuple(subject.value for subject, words in _SUBJECTS if words.search(text))
    if found:
        return () if len(found) == len(_ALL_SUBJECTS) else found
    return () if _ALL.search(text) else None


def _districts_in(scene: Scene) -> tuple[str, ...] | None:
    """Return the districts that are named, by code, none for all of them; None where nothing is said of it."""
    bureaus = [one for one in scene.book.bureaus.on(scene.today) if one.level is not BureauLevel.MUNICIPAL]
    # Former districts too: people go on saying their names.
    found = tuple(
        one.code for one in bureaus if any(_short(name) in scene.text for name in (one.name, *one.serves))
    )
    return found or (() if _ALL.search(scene.text) else None)


def _bureau_of_a_place(scene: Scene) -> str:
    """Return the bureau of a street, a park or the like that is the whole answer; "" for other words."""
    if not scene.book.gazetteer.is_just_a_place(scene.text, scene.today):
        return ""
    place = scene.book.gazetteer.locate(scene.text, scene.today).place
    return place.bureau if place is not None else ""


def _short(district: str) -> str:
    """Return how people call a district: 忠县 keeps its last sign."""
    return _RANK.sub("", district) if len(district) > len("忠县") else district


def _is_of_an_entry(scene: Scene) -> bool:
    return scene.titled is not None or scene.book.library.finder.exactly(scene.text) is not None


def _in_words(wish: BulletinWish | None, book: Handbook, today: date) -> str:
    if wish is None:
        return ""
    subjects = "、".join(SUBJECT_NAMES[one] for one in Subject if one in wish.subjects)
    return f"{subjects or book.say('choices.all_subjects')}，{_places(wish.districts, book, today)}"


def _places(districts: Collection[str], book: Handbook, today: date) -> str:
    names = "、".join(one.name for one in book.bureaus.on(today) if one.code in districts)
    return names or book.say("choices.all_districts")
