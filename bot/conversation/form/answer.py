"""The open field: what is an answer to it, what only looks like one, and what an answer does to the form."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import other_kind, places, unanswered, words
from bot.conversation.form.anonymity import unnamed_answers
from bot.conversation.form.between import answered_first
from bot.conversation.form.contact_number import number_of_the_contact
from bot.conversation.form.name_and_more import name_taken_out
from bot.conversation.form.opening import DECIDES_THE_FORM, form_decided
from bot.conversation.form.outside import turned_away
from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.summary import corrected, told_facts
from bot.conversation.turn import Turn
from intake.forms import checks
from intake.forms.codes import FieldKind, FormName, Sealed
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intake.forms.saying import place_in_words
from intake.forms.understood import Heard, OutsidePlace, Several, Understood
from intents import expressions as re
from intents.persons.beside_a_house import own_name_in
from intents.persons.introduced import FORMER_STAFF, is_former_staff
from intents.persons.organisations import organisations_in
from intents.persons.people import is_a_name, is_titled
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.caller import somebody_with_a_number
from intents.telling.commands import agrees
from intents.telling.facts import ToldFact, facts_in
from intents.telling.plainly import is_a_thing, is_only_a_greeting
from intents.telling.unknown_teller import place_without_oneself

_SEVERAL_CLAUSES = re.compile(r"[，,。；;]")
_CONTACT = "contact_name"
# Facts that may fill a later field when they stand in the answer to another one: their shape leaves no doubt.
_UNMISTAKABLE = ("loss_amount",)
_PARTY, _RELATION = "reported_name", "reported_relation"
_OWN_HOUSES = ("reporter_name", "company_name")
_OF_THE_FILER = ("phone", "credit_code", "mail", _CONTACT)
_OWN = re.compile(
    r"我们?(?:公司|单位|厂|司)?的?(?:联系)?(?:电话|手机|座机|号码|邮箱|信用代码|统一社会信用代码)|联系我|打我|本人(?:的)?(?:电话|手机)"
)
# What stands around a name beside a telephone.
_BESIDE_A_PHONE = re.compile(
    r"我叫|我是|姓名|名字|联系人|联系|电话|手机|座机|号码?|我们?|本人|你们?|可以|直接|打|找|叫|是|的|就行|可以|[吧嘛哈]|[\d零〇一二三四五六七八九幺+()（）:：-]{7,}"
)
_A_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
_A_WORD = re.compile("[\u4e00-\u9fff]+")
# A name of several clauses may be more than one.
_CLAUSES = re.compile(r"[，,；;]")
# A place outside, read in one of these, means that the matter is not ours at all.
_DECIDES_WHERE = ("act_place", "district")


def taken(scene: FormScene, read: Understood | Several | OutsidePlace) -> Turn:
    """Put an understood answer into the form and go on, or ask back where it leaves something open."""
    match read:
        case Several():
            return places.ask_which_place(scene, read)
        case OutsidePlace() if scene.field.name in _DECIDES_WHERE:
            return turned_away(scene, read)
        case OutsidePlace():
            return _put_in(scene, Understood(read.value, read.typed))
        case Understood():
            is_a_sentence = scene.field.kind is FieldKind.NAME and _SEVERAL_CLAUSES.search(str(read.value))
            if is_a_sentence and (apart := name_taken_out(scene, read)) is not None:
                there, name, notes = apart
                named = _put_in(there, name)
                return replace(named, replies=(*map(Reply, notes), *named.replies))
            taken = _put_in(scene, read)
            return answered_first(scene, taken) if scene.field.takes_questions else taken


def what_speaks_against(scene: FormScene, field: Field, value: object) -> str | None:
    """Return what speaks against an answer under the others, as a sentence; None if nothing does."""
    problem = checks.problem_of(scene.form, field, value, scene.running.answers, scene.today)
    if problem is None:
        return None
    return problem.sentence or scene.say(f"checks.{problem.check.rule}", value=problem.value)


def _put_in(scene: FormScene, read: Understood) -> Turn:
    field, running = scene.field, scene.running
    if field.name == "anonymous":
        scene = scene.at(replace(scene.state, unnamed=read.value is True))
    if problem := what_speaks_against(scene, field, read.value):
        # It was understood; which of the two is wrong only the person knows.
        return ask(scene, running, problem)
    hinted = running.pending.hinted
    # What is said of another item meanwhile leaves open which place is meant.
    is_settled = hinted is not None and (hinted == field.name or hinted in running.answers)
    settled = places.not_asked_any_more(running) if is_settled else running
    if field.name == "anonymous" and read.value is True:
        settled = unnamed_answers(settled)
    typed = place_without_oneself(read.typed) if kind_of(field).is_place and scene.state.unnamed else read.typed
    filled = settled.with_answer(field.name, Answer(read.value, typed))
    if field.name in DECIDES_THE_FORM and (decided := form_decided(scene, filled, field)):
        return replace(decided, replies=(*map(Reply, _taken_as(scene, read)), *decided.replies))
    filled, noted = _with_surplus(scene, filled, read.beside)
    if field.name in places.OF_THE_ACT:
        that_alone = running.pending.correcting and places.names_where_it_was_done(scene.text)
        filled = places.in_step(running, filled, field.name, is_that_alone=that_alone)
        if there := places.all_outside(filled):
            return turned_away(scene, OutsidePlace(there, read.value, read.typed))
    correcting = running.pending.correcting
    # A correction is read back as such.
    taken_as = () if correcting else _taken_as(scene, read)
    notes = [*scene.urgent(), *taken_as, *noted, *scene.remark_on(field, read.value)]
    if kind_of(field).is_place and scene.book.gazetteer.ended_in(scene.text, scene.today):
        notes += places.named_otherwise_now(scene, read)
    if field.name in places.OF_THE_ACT:
        notes += places.others_now(scene, running, filled, field.name)
    if doubtful := checks.made_doubtful(scene.form, field, filled.answers, scene.today):
        # An earlier answer cannot be right if this one is: it is asked again.
        name = doubtful.field.name
        return ask(scene, replace(filled.without(name), field=name), *notes, doubtful.sentence)
    if correcting:
        is_new = value_of(running.answers, field.name) is None
        notes.insert(0, corrected(scene, filled, field, is_new=is_new))
    return go_on(scene, filled, *notes)


def _taken_as(scene: FormScene, read: Understood) -> tuple[str, ...]:
    """Return what the person must be told about how their words were taken."""
    if read.shortened is not None:
        return (scene.say("form.shortened", limit=read.shortened),)
    if read.guessed is not None:
        both = tuple(places.both_told(scene, read)) if scene.field.name in places.OF_THE_ACT else ()
        return (scene.say("form.noted_place_guess", place=read.guessed), *both)
    is_doubtful_name = scene.field.kind is FieldKind.NAME and _CLAUSES.search(str(read.value)) is not None
    if read.heard is not None or is_doubtful_name:
        return (heard_in_words(scene, scene.field, read),)
    both = tuple(places.both_told(scene, read)) if scene.field.name in places.OF_THE_ACT else ()
    if both:
        return both
    if isinstance(read.value, Mapping) and read.value.get("district"):
        return (scene.say("form.noted_place", place=place_in_words(read.value)),)
    return ()


def heard_in_words(scene: Scene, field: Field, read: Understood) -> str:
    """Return for which options one's own words were taken, or that they are kept as they are."""
    if read.heard is Heard.LUNAR:
        return scene.say("form.noted_lunar", label=field.label, words=read.typed, value=_days_told(field, read))
    if read.heard is Heard.COUNTED:
        return scene.say("form.noted_counted", label=field.label, words=read.typed, value=_days_told(field, read))
    if read.heard is Heard.OWN_WORDS:
        return scene.say("form.noted_own_words", label=field.label, words=read.typed)
    return scene.say("form.noted_option", label=field.label, value=kind_of(field).shown(field, read.value))


def _days_told(field: Field, read: Understood) -> str:
    """Return 「2026年1月至2026年2月」."""
    until = next((day for name, day in read.beside.items() if name != field.name and isinstance(day, str)), None)
    return "至".join(kind_of(field).shown(field, day) for day in (read.value, until) if day)


def _surplus(scene: FormScene, running: Running) -> dict[str, Answer]:
    """Return what an answer says beyond the open field, as far as it cannot be mistaken.

    A number is the filer's only when the field asks about the filer, or the words say so.
    """
    is_own = scene.field.sealed is Sealed.IDENTITY or _OWN.search(scene.text) is not None
    names = (*_UNMISTAKABLE, *_OF_THE_FILER) if is_own else _UNMISTAKABLE
    found = facts_in(scene.text, scene.now, scene.book.gazetteer, only=names)
    found |= _name_beside(scene) | _own_name_beside(scene) | _relation_beside(scene)
    return {
        name: Answer(found[name].value, found[name].typed, True)
        for name in (*names, _RELATION)
        if name in found
        and name != scene.field.name
        and value_of(running.answers, name) is None
        and _is_asked(scene, running, name)
    }


def _name_beside(scene: FormScene) -> dict[str, ToldFact]:
    """Return who is to be called, where a name stands beside the telephone that is asked for: 「李四，电话…」."""
    if scene.field.kind is not FieldKind.PHONE:
        return {}
    name = "".join(_A_WORD.findall(_BESIDE_A_PHONE.sub("", scene.text)))
    return {_CONTACT: ToldFact(name, name)} if is_a_name(name) or is_titled(name) else {}


def _own_name_beside(scene: FormScene) -> dict[str, ToldFact]:
    """Return who writes, where they say so beside the name of their house: 「…厂，我本人姓张叫张德全」."""
    name = own_name_in(scene.text) if scene.field.name in _OWN_HOUSES else ""
    return {_CONTACT: ToldFact(name, name)} if name else {}


def _relation_beside(scene: FormScene) -> dict[str, ToldFact]:
    """Return what the first of those who are reported was here: 「我们以前的销售经理，名字叫付成」."""
    is_owner = scene.form.name == FormName.COMPLAINT and scene.field.name == _PARTY
    if not is_owner or not is_former_staff(scene.text):
        return {}
    return {_RELATION: ToldFact(FORMER_STAFF, scene.text)}


def caller_noted(scene: FormScene) -> Turn | None:
    """Note who calls and at what number where a consultation asks for something else: 「张伟 13700137000」."""
    if scene.form.name != FormName.CONSULTATION or scene.where is not Context.FIELD:
        return None
    number = _A_PHONE.search(scene.text)
    if scene.field.sealed is Sealed.IDENTITY or number is None:
        return None
    name = somebody_with_a_number(scene.text) or "".join(_A_WORD.findall(_BESIDE_A_PHONE.sub("", scene.text)))
    if name and not (is_a_name(name) or is_titled(name)):
        return None
    said = {**({_CONTACT: name} if name else {}), "phone": re.sub(r"\D", "", number[0])}
    filled = scene.running
    for field, value in said.items():
        filled = filled.with_answer(field, Answer(value, value, True))
    return ask(scene, filled, scene.say("form.also_noted", facts=told_facts(scene.book, filled, list(said))))


def _is_asked(scene: FormScene, running: Running, name: str) -> bool:
    # Of somebody who stays unknown not even a number that they write is kept.
    return scene.form.knows(name) and scene.form.field(name).when(running.answers)


def _with_surplus(scene: FormScene, running: Running, beside: Mapping[str, object]) -> tuple[Running, list[str]]:
    """Fill later fields from what else the answer says; read it back."""
    found = {
        **_surplus(scene, running),
        **{name: Answer(value, scene.text, True) for name, value in beside.items()},
    }
    form = scene.form
    new = [
        name for name in found if form.knows(name) and (name in beside or value_of(running.answers, name) is None)
    ]
    for name in new:
        running = running.with_answer(name, found[name])
    told = [name for name in new if form.field(name).asked or name == "mail"]
    if not told:
        return running, []
    return running, [scene.say("form.also_noted", facts=told_facts(scene.book, running, told))]


def nothing_to_say(scene: FormScene) -> Turn | None:
    lacks = not scene.is_read and kind_of(scene.field).lacks(scene.text)
    return unanswered.refused(scene) if lacks and not looks_like_a_question(scene.text) else None


def own_words(scene: FormScene) -> Turn | None:
    in_own_words = None if scene.is_read else kind_of(scene.field).in_own_words(scene.field, scene.text)
    if in_own_words is None:
        return None
    return other_kind.short_words_for_an_option(scene) or taken(scene, in_own_words)


def misread(scene: FormScene) -> Turn | None:
    if not isinstance(scene.read, NotUnderstood):
        return None
    if scene.field.kind is FieldKind.PHONE and (of_the_contact := number_of_the_contact(scene)) is not None:
        return taken(scene, of_the_contact)
    return unanswered.misread(scene, scene.read)


def another_kind(scene: FormScene) -> Turn | None:
    """Keep nothing that plainly answers another question: 「沙坪坝区」 is no way of acting."""
    if scene.is_another_kind:
        return other_kind.asked_again(scene)
    if scene.field.kind is FieldKind.NAME and (is_a_thing(scene.text) or is_only_a_greeting(scene.text)):
        return other_kind.doubtful_name(scene)
    is_chosen = isinstance(scene.read, Understood) and scene.read.heard is None
    return other_kind.names_the_information(scene) if scene.field.options and not is_chosen else None


def no_answer(scene: FormScene) -> Turn | None:
    """Take no yes, and no button of another question, where words are asked for: 「属实」 is no name."""
    is_button = len(scene.text) <= hearing.SHORT_CHARACTERS and scene.text in scene.book.buttons
    if scene.field.takes_questions and (noted := other_kind.option_of_another(scene)):
        return noted
    if words.REFERS_BACK.match(scene.text) and not organisations_in(scene.text):
        return unanswered.ask_once_more(scene, scene.say("form.write_it_out"))
    is_no_name = scene.field.kind is FieldKind.NAME and other_kind.is_said_of_something_else(scene)
    if not scene.is_free or not ((agrees(scene.text) and not scene.field.keeps_no) or is_button or is_no_name):
        return None
    return unanswered.ask_once_more(scene, scene.say("form.not_an_answer"))


def the_answer(scene: FormScene) -> Turn | None:
    return None if isinstance(scene.read, NotUnderstood) else taken(scene, scene.read)
