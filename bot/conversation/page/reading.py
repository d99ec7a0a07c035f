"""One field of a page: what was sent is read, checked and refused as the chat does it, without a turn of talk."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.conversation import stopping
from bot.conversation.cut import cut_in_words, dropped_in_words
from bot.conversation.form import places
from bot.conversation.form.other_kind import information_named
from bot.conversation.form.scene import FormScene, in_form, read_answer
from bot.conversation.page.own_words import may_stay_beside, stand_already
from bot.conversation.page.sent import PageFault, SentField
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.stops import STATE_SECRET
from intake.forms import checks
from intake.forms.codes import FieldKind, FormName, Sealed
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Heard, OutsidePlace, Read, Several, Understood
from intents.reading import NotUnderstood
from intents.reading.agreement import agrees
from intents.telling.keeping import KeptPart, Numbers, kept_of
from intents.telling.naming import names_oneself
from intents.telling.plainly import Plainly, is_a_thing, is_only_a_greeting

# A place outside, read in one of these, means that the matter is not ours at all.
_DECIDES_WHERE = ("act_place", "district")
# No name and no text is one of these, whatever stands beside it.
_NEVER = (Plainly.YES, Plainly.NO, Plainly.PHONE, Plainly.EMAIL, Plainly.CODE)
_SICHUAN = "四川"


@dataclass(frozen=True, slots=True)
class FieldRead:
    """What a field is to hold from now on.

    answer  None empties it
    beside  values for neighbouring fields that the same words gave
    apart   the words told where it was taken and where it is used, in words; "" where they did not
    notes   what should be known about it
    heard   for which options own words were taken, in words; "" where none were
    """

    answer: Answer | None
    beside: dict[str, Answer] = field(default_factory=dict)
    apart: str = ""
    notes: tuple[str, ...] = ()
    heard: str = ""


def field_read(scene: Scene, running: Running, asked: Field, sent: SentField) -> FieldRead | PageFault:
    """Read what was sent about a field of the form under way."""
    if sent.meanwhile and not sent.as_it_is:
        return PageFault(scene.say("page.meanwhile", value=sent.meanwhile), may_stand=True)
    if sent.is_empty:
        return FieldRead(None)
    if sent.unknown and not (sent.words or sent.chosen):
        return FieldRead(Answer(None, "不知道"))
    if sent.chosen and not sent.words:
        return FieldRead(_chosen(asked, sent))
    if sent.chosen and stand_already(asked, running.answers.get(asked.name), sent):
        return _with_words(_chosen(asked, sent), sent.words)
    there = _at(scene, running, asked)
    for words in sent.asked:
        there = _asked_before(there, asked, words)
    read = _words_read(there.saying(sent.words), asked, sent)
    return _with_ticks(read, _chosen(asked, sent)) if sent.chosen and isinstance(read, FieldRead) else read


def speaks_against(scene: Scene, running: Running, asked: Field, value: object) -> str | None:
    """Return what speaks against a value under the other answers, None where nothing does."""
    form = scene.book.forms[running.form]
    problem = checks.problem_of(form, asked, value, running.answers, scene.today)
    if problem is not None:
        return problem.sentence or scene.say(f"checks.{problem.check.rule}", value=problem.value)
    filled = {**running.answers, asked.name: Answer(value, "")}
    doubtful = checks.made_doubtful(form, asked, filled, scene.today)
    return doubtful.sentence if doubtful is not None else None


def outside_in_words(scene: Scene, running: Running, place: str) -> str:
    """Return which bureau is competent for a place that is not ours."""
    if running.form == FormName.CONSULTATION:
        return scene.say("stops.outside_consultation", place=place)
    sichuan = scene.say("stops.outside_sichuan") if _SICHUAN in place else ""
    return f"{scene.say('stops.outside', place=place)}{sichuan}"


def _at(scene: Scene, running: Running, asked: Field) -> FormScene:
    """Return the message as said at this field; what the chat waits for elsewhere is no matter here."""
    open_there = places.not_asked_any_more(running.at(asked.name))
    return in_form(scene.at(replace(scene.state, running=open_there)), open_there)


def _chosen(asked: Field, sent: SentField) -> Answer | None:
    by_value = {str(option.value): option for option in asked.options}
    options = [by_value[value] for value in sent.chosen if value in by_value]
    labels = "；".join(option.label for option in options)
    if not options or asked.kind is not FieldKind.CHOICES:
        return Answer(options[0].value, labels) if options else None
    return Answer([option.value for option in options], labels)


def _with_ticks(read: FieldRead, ticked: Answer | None) -> FieldRead:
    """Return what is ticked together with what own words say besides."""
    said = read.answer
    if ticked is None or said is None or not isinstance(said.value, list):
        return FieldRead(ticked)
    values = dict.fromkeys((*_values(ticked), *said.value))
    # Nothing need be told of options that are ticked as well.
    heard = "" if len(values) == len(_values(ticked)) else read.heard
    return dataclasses.replace(read, answer=Answer(list(values), said.typed), heard=heard)


def _with_words(ticked: Answer | None, words: str) -> FieldRead:
    return FieldRead(replace(ticked, typed=words) if ticked is not None else None)


def _values(answer: Answer) -> list[object]:
    return answer.value if isinstance(answer.value, list) else [answer.value]


def _asked_before(scene: FormScene, asked: Field, words: str) -> FormScene:
    """Return the scene after these words were asked back about; the same where they would not be."""
    read = _understood(scene.saying(words), asked)
    if not isinstance(read, Several):
        return scene
    waits = places.ask_which_place(scene.saying(words), read).state.running
    return scene.with_running(waits) if waits is not None else scene


def _words_read(scene: FormScene, asked: Field, sent: SentField) -> FieldRead | PageFault:
    numbers = _numbers_kept(scene, asked)
    kept = kept_of(scene.text, numbers)
    if kept.cut:
        # What must not be kept is shown nowhere again; the rest is read as if it alone had been typed.
        if not scene.takes_the_rest(kept, numbers):
            return PageFault(dropped_in_words(scene, kept), hides=True, rest=_rest_of(kept, numbers))
        rest = _words_read(scene.saying(kept.text), asked, dataclasses.replace(sent, words=kept.text))
        cut = cut_in_words(scene, kept)
        if isinstance(rest, PageFault):
            stands = rest.rest if rest.hides else kept.text
            return replace(rest, sentence=f"{cut}{rest.sentence}", hides=True, rest=stands)
        return dataclasses.replace(rest, notes=(cut, *rest.notes))
    if stopping.speaks_of_state_secrets(scene.text):
        return PageFault(scene.say(STATE_SECRET.phrase), hides=True)
    read = _understood(scene, asked)
    if fault := _doubted(scene, asked, read, sent):
        return fault
    return _taken(scene, asked, read, sent)


def _understood(scene: FormScene, asked: Field) -> Read | NotUnderstood:
    try:
        return read_answer(scene, asked, scene.text)
    except NotUnderstood as problem:
        return kind_of(asked).in_own_words(asked, scene.text) or problem


def _doubted(scene: FormScene, asked: Field, read: Read | NotUnderstood, sent: SentField) -> PageFault | None:
    """Return what is asked about words that may be no answer; ticked 「照记」 they are one."""
    kind = kind_of(asked)
    if kind.is_free and agrees(scene.text) and not asked.keeps_no:
        return PageFault(scene.say("form.not_an_answer"))
    if kind.is_loose and scene.plainly is not None and not kind.takes(asked, scene.plainly, scene.text):
        why = scene.say("form.another_kind", kind=scene.say(f"kinds.{scene.plainly}"))
        if scene.plainly in _NEVER:
            return PageFault(scene.say("form.not_an_answer") if scene.plainly in _NEVER[:2] else why)
        return None if sent.as_it_is else PageFault(why, may_stand=True)
    if sent.as_it_is:
        return None
    if named := information_named(scene, asked, read):
        return PageFault(scene.say("form.another_kind", kind=named.label), may_stand=True)
    if isinstance(read, NotUnderstood):
        return None
    if asked.kind is FieldKind.NAME and is_a_thing(scene.text):
        return PageFault(scene.say("form.another_kind", kind=scene.say("kinds.thing")), may_stand=True)
    is_filer = asked.kind is FieldKind.NAME and asked.sealed is Sealed.IDENTITY
    if is_filer and is_only_a_greeting(scene.text):
        return PageFault(scene.say("page.full_name"), may_stand=True)
    if _is_unnamed(scene) and (names_oneself(scene.text) or kept_of(scene.text, "none").cut):
        return PageFault(scene.say("page.names_you"), may_stand=True)
    return None


def _is_unnamed(scene: FormScene) -> bool:
    return scene.form.name == FormName.TIP and value_of(scene.running.answers, "anonymous") is True


def _numbers_kept(scene: FormScene, asked: Field) -> Numbers:
    """Return whose telephones are cut out: one's own, in what is told without a name, is asked about instead."""
    if not _is_unnamed(scene) or scene.numbers_kept != "none":
        return scene.numbers_kept
    return "own" if asked.kind is FieldKind.TEXT else "said"


def _rest_of(kept: KeptPart, numbers: Numbers) -> str:
    is_clean = kept.is_worth_reading and not kept_of(kept.text, numbers).cut
    return kept.text if is_clean else ""


def _taken(scene: FormScene, asked: Field, read: Read | NotUnderstood, sent: SentField) -> FieldRead | PageFault:
    declines = kind_of(asked).declines(asked, scene.text, None if isinstance(read, NotUnderstood) else read)
    if declines or (isinstance(read, NotUnderstood) and kind_of(asked).lacks(scene.text)):
        return _declined(asked, sent)
    match read:
        case NotUnderstood() if may_stay_beside(asked, sent):
            # 「导走」 beside a tick: it says more of what is ticked.
            return FieldRead(Answer([], scene.text))
        case NotUnderstood():
            return PageFault(scene.say(f"unread.{read.phrase_key}", **read.values))
        case Several():
            return _asked_back(scene, read, sent)
        case OutsidePlace() if asked.name in _DECIDES_WHERE:
            return PageFault(outside_in_words(scene, scene.running, read.name))
        case OutsidePlace():
            return _checked(scene, asked, Understood(read.value, read.typed))
        case Understood() if read.shortened is not None:
            said = {"characters": len(scene.text), "limit": read.shortened}
            return PageFault(scene.say("unread.text.too_long", **said))
        case Understood():
            return _checked(scene, asked, read)


def _declined(asked: Field, sent: SentField) -> FieldRead | PageFault:
    if not asked.core or (asked.unknown and (sent.as_it_is or not asked.push)):
        return FieldRead(Answer(None, sent.words))
    return PageFault(asked.push or asked.help, may_stand=asked.unknown)


def _asked_back(scene: FormScene, read: Several, sent: SentField) -> FieldRead | PageFault:
    if sent.as_it_is and read.settled and read.places:
        place = {**read.places[0], "text": read.text or read.places[0]["text"]}
        return FieldRead(Answer(place, read.text))
    asked = places.ask_which_place(scene, read).replies[-1]
    return PageFault(asked.text, tuple(choice.say for choice in asked.choices), asks_back=True)


def _checked(scene: FormScene, asked: Field, read: Understood) -> FieldRead | PageFault:
    if problem := speaks_against(scene, scene.running, asked, read.value):
        return PageFault(problem)
    beside = {name: Answer(value, read.typed, True) for name, value in read.beside.items()}
    apart = "\n".join(places.both_told(scene, read))
    guessed = scene.say("page.noted_place_guess", place=read.guessed) if read.guessed is not None else ""
    notes = tuple(filter(None, (guessed,)))
    return FieldRead(Answer(read.value, read.typed), beside, apart, notes, _heard_in_words(scene, asked, read))


def _heard_in_words(scene: FormScene, asked: Field, read: Understood) -> str:
    if read.heard is Heard.OWN_WORDS:
        return scene.say("page.noted_own_words")
    # What is kept as it was said has no value to show.
    if read.heard is None:
        return ""
    shown = kind_of(asked).shown(asked, read.value)
    if read.heard is Heard.NAME:
        return scene.say("page.noted_name", value=shown)
    if read.heard is Heard.LUNAR:
        return scene.say("page.noted_lunar", value=shown)
    if read.heard is Heard.COUNTED:
        return scene.say("page.noted_counted", value=shown)
    return scene.say("page.noted_option", value=shown) if read.heard is Heard.OPTION else ""
