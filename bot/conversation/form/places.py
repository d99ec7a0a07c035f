"""The places of an act in a form: asking which is meant, and keeping those that depend on each other in step.

`act_place` decides which bureau is competent: it is where the secret is used, if that is in Chongqing, else where
it was taken. Only where every place lies outside is nobody here competent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace as replace_read

from msgspec.structs import replace

from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from bot.conversation.two_places import WHICH_IS_WHICH
from intake.forms.form import Answer, Answers, value_of
from intake.forms.saying import place_in_words
from intake.forms.understood import Several, Understood
from intake.geography.place import KeptPlace
from intents import expressions as re
from intents.telling.own_seat import seat_in

_ACT, _TAKEN, _USED = "act_place", "taken_place", "use_place"
_APART = "apart"
OF_THE_ACT = (_ACT, _TAKEN, _USED)
_WHERE_IT_WAS_DONE = re.compile(r"发生|行为地|事发|案发|出事|获取地|[拿拷偷盗带导下][走载出]")


def ask_which_place(scene: FormScene, read: Several) -> Turn:
    """Ask which of several places is meant, what is missing of one, or where else something was done."""
    seat = _own_seat(scene, read)
    read = replace_read(read, places=(seat,), settled=True) if seat else read
    waits = replace(
        scene.running.pending,
        candidates=tuple(dict(place) for place in read.places),
        asked_as=WHICH_IS_WHICH if read.hint == WHICH_IS_WHICH else _APART if read.apart else "",
        hinted=scene.running.field,
        beside=read.beside,
        taken_asked=read.asks_taken,
    )
    running = touched(replace(scene.running, pending=waits), scene.now)
    own = (scene.say("form.seat_told", place=seat["text"]),) if seat else ()
    asked = Reply("\n".join((*_sentences(scene, read), *own)), tuple(_choices(scene, read)))
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent)


def _own_seat(scene: FormScene, read: Several) -> Mapping[str, object] | None:
    """Return the district in which the filer said that their house is, where it is asked where it was taken."""
    told = value_of(scene.running.answers, "told")
    where_asked = read.hint in ("taken_where", "what_there") and not read.places
    words = seat_in(told) if where_asked and isinstance(told, str) else ""
    located = scene.book.gazetteer.locate(words, scene.today) if words else None
    if located is None or located.outcome != "one" or located.place is None or located.misspelt:
        return None
    return located.place.as_json()


def both_told(scene: Scene, read: Understood) -> Iterator[str]:
    """Yield where it was taken and where it is used, if the words told both."""
    if read.beside.get(_TAKEN) and read.beside.get(_USED):
        taken, used = (place_in_words(read.beside[name]) for name in (_TAKEN, _USED))
        yield scene.say("form.noted_places", taken=taken, used=used)


def named_otherwise_now(scene: Scene, read: Understood) -> Iterator[str]:
    """Yield why another name stands there than was said: the district of that name is there no more."""
    value = read.value
    now = value.get("district") if isinstance(value, Mapping) else value
    for name in scene.book.gazetteer.ended_in(scene.text, scene.today):
        if isinstance(now, str) and now != name and now not in scene.text:
            yield scene.say("form.ended_district", old=name, new=now)


def apart(answers: Answers) -> list[str]:
    """Return the places of taking and using that are known, none where all that is known is one and the same."""
    known = [name for name in OF_THE_ACT if value_of(answers, name) is not None]
    places = {place_in_words(value_of(answers, name)) for name in known}
    return [name for name in known if name != _ACT] if len(places) > 1 or _ACT not in known else []


def not_asked_any_more(running: Running) -> Running:
    """Return the form in which no place is asked back about."""
    waits = replace(running.pending, candidates=(), asked_as="", hinted=None, beside={}, taken_asked=False)
    return replace(running, pending=waits)


def in_step(before: Running, running: Running, changed: str, *, is_that_alone: bool = False) -> Running:
    """Return the form with the other places of the act brought into step with the one that was just filled in.

    before         the form as it was, to tell what the old answer stood for
    is_that_alone  the words name the place that they change: what was noted of the others stands
    """
    if changed == _ACT and is_that_alone and _is_here(_place(running, _USED)):
        return _taken_with_the_act(running)
    if changed == _ACT:
        return _around_the_act(running)
    if changed == _USED and _is_noted_apart(before):
        return running
    if changed in (_TAKEN, _USED):
        return _act_from(before, running, changed)
    return running


def names_where_it_was_done(text: str) -> bool:
    """Say whether the words change where it was done, by that name: 「发生地点改成…」, not 「地点不对」."""
    return _WHERE_IT_WAS_DONE.search(text) is not None


def others_now(scene: Scene, before: Running, running: Running, changed: str) -> Iterator[str]:
    """Yield what became of the other places when one was changed: nothing that was noted goes untold."""
    form = scene.book.forms[running.form]
    for name in OF_THE_ACT:
        was, now = _place(before, name), _place(running, name)
        if name == changed or was is None or not form.knows(name):
            continue
        label = form.field(name).label
        if now is None:
            yield scene.say("form.place_gone", label=label, value=place_in_words(value_of(before.answers, name)))
        elif running.pending.correcting and not _is_same(now, _place(running, changed)):
            yield scene.say("form.place_stays", label=label, value=place_in_words(value_of(running.answers, name)))


def all_outside(running: Running) -> str | None:
    """Return what lies outside where every place of the act is known and does; else None."""
    used, taken = _place(running, _USED), _place(running, _TAKEN)
    if taken is None or used is None or any(_is_here(_place(running, name)) for name in OF_THE_ACT):
        return None
    return used.outside


def _sentences(scene: FormScene, read: Several) -> Iterator[str]:
    names = _names(read)
    if read.hint == WHICH_IS_WHICH:
        yield scene.say("form.which_is_which", places="、".join(names))
    elif read.apart and len(names) > 1:
        yield scene.say("form.which_of_these", places="、".join(names))
        yield from _what_each_decides(scene, read)
    elif len(names) > 1:
        # A point on the map may come without words.
        if read.text:
            yield scene.say("form.which_place", text=read.text)
        yield _hint(scene, read)
    else:
        yield _hint(scene, read)


def _what_each_decides(scene: FormScene, read: Several) -> Iterator[str]:
    if value_of(scene.running.answers, "secret_kind") not in (None, "business"):
        yield scene.say("form.which_of_these_technical")
        return
    bureaus = scene.book.bureaus
    for place in read.places:
        office = bureaus.public_name_of(str(place["bureau"]))
        yield scene.say("form.which_decides", place=place["text"], office=office)


def _hint(scene: FormScene, read: Several) -> str:
    if read.hint is None:
        return scene.say("form.which_place_hint")
    place = next(iter(_names(read)), "")
    return scene.say(f"hints.{read.hint}", outside=read.outside or "", place=place)


def _choices(scene: FormScene, read: Several) -> Iterator[Choice]:
    names = _names(read)
    if read.hint == WHICH_IS_WHICH:
        yield from _of_two(scene.book, names)
        return
    if len(names) > 1 or read.settled:
        yield from (Choice(name, name) for name in names)
    if read.apart and len(names) > 1:
        yield button(scene.book, "all_of_these")
    if read.hint == "what_there":
        yield button(scene.book, "taken_there")
        yield button(scene.book, "used_there")
    if read.outside and read.asks_taken:
        yield button(scene.book, "outside_too")


def _of_two(book: Handbook, names: tuple[str, ...]) -> Iterator[Choice]:
    one, other = names
    for taken, used in ((one, other), (other, one)):
        label = book.say("form.taken_and_used", taken=taken, used=used)
        yield Choice(label, label)
    yield button(book, "all_of_these")


def offered_again(book: Handbook, running: Running) -> tuple[str, tuple[Choice, ...]] | None:
    """Return the question which place is meant once more, with its buttons; None where none is open.

    Whatever else was said meanwhile, the places that were named are still to choose from.
    """
    waits = running.pending
    names = tuple(dict.fromkeys(str(place["text"]) for place in waits.candidates))
    if waits.hinted != running.field or len(names) < 2:
        return None
    if waits.asked_as == WHICH_IS_WHICH:
        return book.say("form.which_is_which", places="、".join(names)), tuple(_of_two(book, names))
    choices = tuple(Choice(name, name) for name in names)
    if waits.asked_as != _APART:
        return book.say("form.which_place_hint"), choices
    return book.say("form.which_of_these", places="、".join(names)), (*choices, button(book, "all_of_these"))


def _names(read: Several) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(place["text"]) for place in read.places))


def _around_the_act(running: Running) -> Running:
    """Drop what an earlier answer said of a place in Chongqing that the new one does not bear out."""
    act, used, taken = _place(running, _ACT), _place(running, _USED), _place(running, _TAKEN)
    if _is_here(used) and not _is_same(used, act):
        running, used = running.without(_USED), None
    if _is_here(taken) and not _is_same(taken, act) and not _is_here(used):
        running = running.without(_TAKEN)
    return running


def _taken_with_the_act(running: Running) -> Running:
    """Let where it was taken be what is now said of where it was done; where it is used stands."""
    taken, act = _place(running, _TAKEN), running.answers[_ACT]
    if not _is_here(taken) or _is_same(taken, _place(running, _ACT)):
        return running
    return running.with_answer(_TAKEN, Answer(act.value, act.typed, True))


def _is_noted_apart(before: Running) -> bool:
    """Say whether the place of the act was told by itself, and nothing else keeps it."""
    act = _place(before, _ACT)
    return _is_here(act) and not _is_same(act, _place(before, _USED)) and _place(before, _TAKEN) is None


def _act_from(before: Running, running: Running, changed: str) -> Running:
    for name in (_USED, _TAKEN):
        answer = running.answers.get(name)
        if answer is not None and _is_here(KeptPlace.of(answer.value)):
            return running.with_answer(_ACT, Answer(answer.value, answer.typed, True))
    if _is_same(_place(before, changed), _place(running, _ACT)):
        return running.with_answer(_ACT, Answer(None, ""))
    return running


def _place(running: Running, name: str) -> KeptPlace | None:
    return KeptPlace.of(value_of(running.answers, name))


def _is_here(place: KeptPlace | None) -> bool:
    return place is not None and place.is_here


def _is_same(one: KeptPlace | None, other: KeptPlace | None) -> bool:
    return one is not None and other is not None and one.is_same_as(other)
