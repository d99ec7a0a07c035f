"""A reported party is taken out again: 「把新捷那个删了」, 「只告王强」. It is told how it comes back."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from bot.conversation.form.correcting import put_in
from bot.conversation.form.let_out import let_out, named_instead
from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.form import Answer, nth, parted, value_of
from intents import expressions as re
from intents.persons.parties import is_an_organisation, is_by_short_name
from intents.telling.more_parties import accused_instead_in, another_party_in, chief_accused_in

PARTY = "reported_name"
_WHO = r"(?P<who>[^，,。；;！!\s]{2,30}?)"
_BEFORE = r"^(?:请|帮我|麻烦|那|就|还是|我们?|现在|[，,\s])*+"
_THAT = r"(?:那个|这个|那家|这家|那条|这条|那项|这一?方)?"
_OUT = r"(?:删|去|划|撤|拿)(?:了|掉|除|去)(?:吧|了|嘛|哈)*"
_REMOVES = (
    re.compile(rf"{_BEFORE}(?:把|将){_WHO}{_THAT}(?:给我)?{_OUT}(?=[，,。；;！!]|$)"),
    re.compile(
        rf"{_BEFORE}{_WHO}(?:那个人?|这个人?|那家|这家|那条|这条)(?:就|我|也)*(?:不要|{_OUT})(?:了|吧|嘛|哈)+[。！!]*$"
    ),
    re.compile(
        rf"{_BEFORE}(?:删掉|删除|删去|删了|去掉|划掉|不要(?!再?(?:告|举报|投诉|追究))){_WHO}{_THAT}(?:了|吧|嘛|哈)*(?=[，,。；;！!]|$)"
    ),
)
# 「刘长海我不举报他了，删掉」
_NAMED_THEN_GIVEN_UP = re.compile(
    rf"{_BEFORE}{_WHO}(?:这个人|那个人)?[，,]?(?:我|我们)?(?:就)?不(?:想|要|用)?(?:再)?(?:举报|告|投诉)(?:他|她|它|他们)?了?(?:[，,](?:把他)?(?:删|去|划)(?:掉|了|除)?(?:了|吧|嘛)*)?[。！!]*$"
)
_GIVES_UP = re.compile(
    rf"{_BEFORE}(?:不|别|莫|不想|不用|不要)(?:再)?(?:举报|告|投诉|追究){_WHO}{_THAT}(?:了|吧|嘛)+(?=[，,。；;！!]|$)"
)
_LEAVES_OFF = re.compile(
    rf"{_BEFORE}{_WHO}{_THAT}(?:就|我们?|也|先)*(?:不|别|莫)(?:想|用|要)?(?:再)?(?:举报|告|投诉|追究|搞|管)(?:了|吧|嘛)+(?=[，,。；;！!]|$)"
)
# 「明湛不是被举报人，明湛是被偷的」.
_IS_NOT_ACCUSED = re.compile(
    rf"{_BEFORE}{_WHO}(?:公司)?(?:其实|根本|又|并)*(?:不是|不算)(?:被举报|被告|我们?要(?:举报|告)|对方|侵权|偷)(?:的)?(?:人|方|公司|单位)?(?=[，,。；;！!的]|$)"
)
_IS_THE_VICTIM = re.compile(
    rf"{_BEFORE}{_WHO}(?:公司)?(?:才|其实|就|也)*是(?:被偷|受害|被侵权|被害|失主|权利人|苦主)(?:的)?(?:人|方|者|公司|单位|那家)?[啊哈嘛哦。！!]*$"
)
_ONLY = re.compile(
    rf"{_BEFORE}(?:只|就)(?:举报|告|投诉|追究){_WHO}(?:一个人?|一家)?(?:就行|就是)?(?:了|吧|嘛)*[。！!]*$"
)

_AROUND_A_NAME = re.compile(r"^(?:[那这]?[个家])|(?:那个|这个)?(?:公司|厂|个人|本人|人)$")


def party_removed(scene: FormScene) -> Turn | None:
    """Take the party out that is named, or put another in its place; None where the words name none that stands.

    Of several of whom only 「他」 is said it is asked which.
    """
    parties = dict(_parties(scene.running))
    said = let_out(scene.text, parties)
    numbers = _meant(scene) or (said.numbers if said else ())
    instead = named_instead(scene.text)
    if said is not None and not numbers and (instead or len(parties) > 1):
        # 「不举报他了」: of one alone it is clear who.
        if len(parties) > 1:
            return ask(scene, scene.running, scene.say("form.party_which", names="、".join(parties.values())))
        numbers = tuple(parties)
    if len(numbers) == 1 and instead:
        return put_in(scene, scene.form.field(nth(PARTY, numbers[0])), instead)
    is_whole_report = len(numbers) == len(parties) and said is not None and not said.deletes and not _meant(scene)
    return taken_out(scene, numbers) if numbers and not is_whole_report else None


def taken_out(scene: FormScene, numbers: Collection[int]) -> Turn:
    """Take the parties of these numbers out; where none is left, it is asked anew."""
    names = "、".join(str(value_of(scene.running.answers, nth(PARTY, number))) for number in numbers)
    running = scene.running
    for number in sorted(numbers, reverse=True):
        running = _without(scene, running, number)
    said = scene.say("form.party_removed", names=names)
    if value_of(running.answers, PARTY) is None or parted(running.field)[1] > 1:
        return go_on(scene, running, said)
    return ask(scene, running, said)


def party_added(scene: FormScene) -> Turn | None:
    """Put in one more party in everyday words: 「再加一个人，叫冉小军，是他们的业务经理」."""
    if not scene.form.knows(PARTY):
        return None
    if (instead := _put_in_place(scene)) is not None:
        return instead
    who = another_party_in(scene.text) or _chief_of_a_house(scene)
    # Where it is asked who is reported, 「还有一个，叫…」 answers that.
    if not who or (parted(scene.running.field)[0] == PARTY and value_of(scene.running.answers, PARTY) is None):
        return None
    number = 1
    while (there := value_of(scene.running.answers, nth(PARTY, number))) is not None:
        if there == who:
            return ask(scene, scene.running, scene.say("form.party_there", name=who))
        number += 1
    return put_in(scene, scene.form.field(nth(PARTY, number)), who)


def _put_in_place(scene: FormScene) -> Turn | None:
    """Put one party in the place of another, or of words that were taken for one: 「不是A，被举报人是B」."""
    old, new = accused_instead_in(scene.text)
    parties = _parties(scene.running)
    meant = [number for number, name in parties if old and (old in name or name in old or len(parties) == 1)]
    # The one who is not meant says nothing against the one who is.
    said = scene.saying(f"被举报人是{new}")
    return put_in(said, scene.form.field(nth(PARTY, meant[0])), new) if len(meant) == 1 else None


def _chief_of_a_house(scene: FormScene) -> str:
    """Return the chief who is reported beside the house that stands already: it is not taken out for them."""
    stands = value_of(scene.running.answers, PARTY)
    is_house = isinstance(stands, str) and (is_an_organisation(stands) or is_by_short_name(stands))
    return chief_accused_in(scene.text) if is_house else ""


def _meant(scene: FormScene) -> tuple[int, ...]:
    parties = dict(_parties(scene.running))
    # Whoever reports nobody else gives the whole report up: 「不举报新捷了」.
    always = (*_REMOVES, _NAMED_THEN_GIVEN_UP, _IS_NOT_ACCUSED, _IS_THE_VICTIM)
    for pattern in (*always, _GIVES_UP, _LEAVES_OFF) if len(parties) > 1 else always:
        if found := pattern.search(scene.text):
            return _called(parties, found["who"])
    if (only := _ONLY.search(scene.text)) and len(stays := _called(parties, only["who"])) == 1:
        return tuple(number for number in parties if number not in stays)
    return ()


def _parties(running: Running) -> list[tuple[int, str]]:
    named = []
    for name, answer in running.answers.items():
        own, number = parted(name)
        if own == PARTY and isinstance(answer.value, str):
            named.append((number, answer.value))
    return named


def _called(parties: dict[int, str], who: str) -> tuple[int, ...]:
    """Return which party is called so; none where two might be."""
    exact = tuple(number for number, name in parties.items() if name == who)
    called = _AROUND_A_NAME.sub("", who) or who
    found = exact or tuple(number for number, name in parties.items() if called in name)
    return found if len(found) == 1 else ()


def _without(scene: FormScene, running: Running, number: int) -> Running:
    """Return the form without the party of this number; those behind it move up."""
    group = scene.form.by_name[PARTY].group
    answers: dict[str, Answer] = {}
    for name, answer in running.answers.items():
        own, of = parted(name)
        if not scene.form.knows(name) or scene.form.field(name).group != group or of < number:
            answers[name] = answer
        elif of > number:
            answers[nth(own, of - 1)] = answer
    return replace(running, answers=answers)
