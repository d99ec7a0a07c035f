"""What a message says by itself about the fields of a form: 「我是云脊物流的王珂，损失大概八十万」. Pure.

Precision before recall: a fact that nobody stated is worse than a question. A number or a name is the teller's
only where the words say so, a date the act's only where the act stands beside it. Which fact belongs to which form
is the form's business. What is kept of the words beside a fact is the fact's own words and no more: what stands
around it may be somebody else's number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from intents import expressions as re
from intents.reading import NotUnderstood, read_credit_code, read_times
from intents.telling import what, when
from intents.telling.advice import mode_of, park_in, questions_of, seen_by, topic_of, unit_in, worries_of
from intents.telling.authority import agent_in, authority_in
from intents.telling.clues import clues_in
from intents.telling.hearsay import is_hearsay, surmise_at, surmises_in
from intents.telling.losses import loss_in
from intents.telling.message import Fact, Message
from intents.telling.own_mail import own_mail_in
from intents.telling.places import in_order, one_place, places
from intents.telling.signals import heard_in, says
from intents.telling.story import story_of
from intents.telling.where_to_come import where_to_come
from intents.telling.whereabouts import Locating
from intents.telling.writing import Written

_SHANGHAI = ZoneInfo("Asia/Shanghai")

_CODE = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", re.IGNORECASE
)
_OTHERS_CODE = re.compile(r"对方|被举报|他们|该公司|那家|他公司|编号|单号")
# The commas of 1,350,000 end no clause.
_NAMED = re.compile(
    r"(?:要|愿意?|我|可以?)实名|实名(?:举报|投诉|反映|登记)|(?:不|别)匿名|不用匿名|不需要匿名|可以?留名|"
    r"愿意?署名|可留名|留名可以|(?:^|[,。;])(?:我(?:是)?|就)?实名(?:的)?(?=[,。;]|$)|(?:可以|能|愿意?|敢|就)用真(?:实姓)?名|用真(?:实姓)?名(?:举报|反映)|不怕(?:实名|留名)"
)
_DAY = re.compile(r"周[一二三四五六日天末]|星期|礼拜|\d{1,2}\s?[月/.-]\s?\d{1,2}|\d{1,2}[日号](?!码)|明天|后天")
# 「15号以后哪天都行」, 「周末我关不了门」 is no day that is wished.
_DOES_NOT_SUIT = re.compile(
    r"(?:[日号天]|周[一二三四五六日天])(?:以后|之后|过后|以前|之前|往后)|"
    r"(?:关不了|没有?空|没得空|不得空|走不开|来不了)|"
    r"(?:[日号天]|周[一二三四五六日天]|(?:星期|礼拜)[一二三四五六日天])(?:上午|下午|晚上|中午|那天|全天|都|也|是|就|我们?|公司|厂里|老板){0,4}"
    r"(?:不(?:行|得行|可以|方便|合适|成|要|变)|照旧|照常|按原来|有(?:会|事|安排)|[要得]?开[^,。;]{0,6}会|[要得]?出差|要去)|除(?:了|开|去)"
)
# 「他们是12月20号来」 is when others come.
_OTHERS_COME = re.compile(
    r"(?:他们?|她们?|客户|对方|人家|老板|外宾|考察团)(?:就|要|说|是|会|大概|应该|下个?月)*[^,。;!?我]{0,10}(?:来|到访|参观|过来|考察)(?:的|了)?$"
)
# 「15日或者16日都可以，上午最好」
_HALF_OF_IT = re.compile(
    r"(?:最好)?(?:是)?(?:上午|下午|早上)(?:最好|比较好|更好|方便|合适|都行|优先)|最好(?:是)?(?:上午|下午)"
)
_ONE_OR_THE_OTHER = re.compile(r"或者?|[,，、;；]|要么|不然")
_AT_LENGTH_CHARACTERS = 60
_MOST_CLUE_CHARACTERS = 300
_NUMBER_INSTEAD = "〔号码〕"


@dataclass(frozen=True, slots=True)
class ToldFact:
    """One fact that a message states.

    value  in the shape of the contract; acts by what they are: obtain, disclose, use, induce, breach
    typed  the person's own words it was read from; "" where it follows from the whole
    """

    value: Any
    typed: str


Value = TypeVar("Value")


def facts_in(
    text: str, now: datetime, gazetteer: Locating, opened: str = "", *, only: Collection[str] = ()
) -> dict[str, ToldFact]:
    """Return what is stated, by field name; each answer keeps the words it was read from.

    now     an instant; without a zone it is UTC
    opened  the form that is opened with it, empty where it is said in the middle of one
    only    the facts that are wanted, all of them where none is named
    """
    local = (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(_SHANGHAI)
    told = Message(story_of(text, opened), local, gazetteer)
    finders = [find for find, names in _FINDERS if not only or not names.isdisjoint(only)]
    found = {name: ToldFact(value, typed) for find in finders for name, value, typed in find(told)}
    return {name: fact for name, fact in found.items() if name in only} if only else found


# ------------------------------------------------------------------------------------- who


def _reached(told: Message) -> Iterator[Fact]:
    """Return how the teller is called and reached; nothing of somebody who wants to stay unknown."""
    cast = told.story.cast
    if told.story.unnamed:
        return
    if cast.number is not None:
        typed = told.story.written.text[cast.number.start : cast.number.end]
        yield "phone", cast.number.number, typed
    if cast.contact is not None:
        yield "contact_name", cast.contact.name, cast.contact.name
    if (mail := own_mail_in(told.story.written.text)) is not None:
        yield "mail", *mail


def _companies(told: Message) -> Iterator[Fact]:
    cast = told.story.cast
    if cast.company is not None and not told.story.unnamed:
        yield "reporter_name", cast.company.name, cast.company.name
        yield "company_name", cast.company.name, cast.company.name
    elif told.wants_a_meeting and (unit := unit_in(told.story.written.text)):
        yield "company_name", unit, unit
    if cast.agent is not None:
        yield "agent", cast.agent, cast.agent
    elif cast.company is not None and (agent := agent_in(told.story.written)):
        # 「我是律师，受…公司委托」: an agent without a name is one all the same.
        yield "agent", agent, agent


def _authority(told: Message) -> Iterator[Fact]:
    if (authority := authority_in(told.story.written)) is not None:
        yield "agent_authority", *authority


def _accused(told: Message) -> Iterator[Fact]:
    cast = told.story.cast
    if not cast.accused or not (told.story.is_told or told.story.want in ("complaint", "tip")):
        return
    # 「去了沙坪坝上班」 names no company.
    just = told.gazetteer.is_just_a_place
    # Whoever stands where only somebody can is no place: 「原来的教务忠县用校区的账号…」.
    people = {person.name for person in told.story.people if person.role}
    bare = [name for name in cast.accused if name not in people]
    here = {name for name in bare if just(name, told.today) and one_place(told, name)}
    named = [name for name in cast.accused if name not in here]
    accused = in_order(told, named, [name for name in cast.companies_accused if name in named])
    if not accused:
        return
    yield "reported_name", accused[0], accused[0]
    yield "reported_parties", list(accused), "、".join(accused)
    kinds = ["company" if name in cast.companies_accused else "person" for name in accused]
    yield "party_kinds", kinds, "、".join(accused)
    if "company" in kinds or not cast.has_open_companies:
        yield "reported_kind", kinds[0] if len(set(kinds)) == 1 else "both", accused[0]


def _credit_code(told: Message) -> Iterator[Fact]:
    written = told.story.written
    for code in _CODE.finditer(written.text):
        before = written.text[max(code.start() - 24, 0) : code.start()]
        if not _OTHERS_CODE.search(before):
            yield from _read("credit_code", read_credit_code, code[0])
            return


def _reporter_role(told: Message) -> Iterator[Fact]:
    if (role := told.story.role) is not None:
        yield "reporter_role", *role


def _anonymous(told: Message) -> Iterator[Fact]:
    text = told.story.written.text
    if told.story.unnamed:
        yield "anonymous", True, heard_in("anonymous", text) or heard_in("unnamed", text)
    elif named := _NAMED.search(text):
        yield "anonymous", False, named[0]
    elif told.story.cast.number is not None and (words := heard_in("named", text)):
        yield "anonymous", False, words


def _beside_the_fields(told: Message) -> Iterator[Fact]:
    """Return what stands in no field of its own: a name to be kept quiet, an employer that is only surmised."""
    said = (*_confidence(told), *_surmised(told))
    yield from _kept("description", ",".join(dict.fromkeys(said)))


def _confidence(told: Message) -> Iterator[str]:
    """Yield the words by which somebody who gives their name wants it kept from the other side."""
    story = told.story
    if story.unnamed or story.cast.number is None or not story.acts:
        return
    for clause in story.written.clauses:
        if says("confidential", clause.text):
            yield clause.text.strip().removeprefix("但").removeprefix("是")


def _surmised(told: Message) -> Iterator[str]:
    """Yield the clauses that say where somebody may be working: surmises stay what they are."""
    written = told.story.written
    if told.story.want not in ("complaint", "tip"):
        return
    for company in told.story.companies:
        if is_hearsay(written, company.name, company.start, company.end):
            yield surmise_at(written, company.start)
    if told.story.is_the_owners:
        yield from surmises_in(written)


# ------------------------------------------------------------------------------------ what


def _secret(told: Message) -> Iterator[Fact]:
    kind = what.secret_kind(told.story.hits, told.story.written.text, is_told=told.story.is_told)
    if kind is not None:
        yield "secret_kind", *kind


_SEEN_SOLD = re.compile(r"(?:看到|看见|见到|撞见)[^。;!?]{2,40}?(?:转卖|倒卖|卖给|兜售)(?:了|给|过)?")


def _acts(told: Message) -> Iterator[Fact]:
    """Return what was done, of a story that tells it at length; a sentence leaves it to the question."""
    story = told.story
    kinds, words = what.act_kinds(story.acts)
    if not story.is_at_length and (sold := _SEEN_SOLD.search(story.written.text)):
        # Nobody is named, but what was seen is said outright.
        yield "act_kinds", ["disclose"], sold[0]
    if not kinds or not story.is_at_length:
        return
    yield "act_kinds", list(kinds), words
    told_act = _without_numbers(what.clue(story.act_clauses, _MOST_CLUE_CHARACTERS))
    if told_act:
        yield "clue", told_act, told_act
    if clues := clues_in(story.written.text):
        yield "clue_kinds", list(clues), told_act


def _beside_the_act(told: Message) -> Iterator[Fact]:
    """Return what else a story tells: who the accused was, the measures, the evidence, how the teller knows."""
    story = told.story
    if not story.is_told:
        return
    if story.is_the_owners:
        if (relation := what.relation(story.written)) is not None:
            yield "reported_relation", *relation
        yield from _kept("measures", what.measures(story.written))
        yield from _kept("other_proceedings", what.other_proceedings(story.written))
        yield from _kept("similarity_basis", what.likeness(story.written))
    else:
        yield from _kept("how_known", what.how_known(story.written))
    yield from _kept("evidence_kinds", what.evidence_told(story.written))
    yield from _kept("handover_mode", what.handover_mode(story.written))


def _loss_amount(told: Message) -> Iterator[Fact]:
    if (loss := loss_in(told.story.written.text)) is not None:
        yield "loss_amount", *loss


# ------------------------------------------------------------------------- when and where


def _act_date(told: Message) -> Iterator[Fact]:
    story = told.story
    if dated := when.acted_on(story.written, story.hits, told.today):
        yield "act_date", dated.period.since, dated.typed
        if dated.period.until:
            yield "act_until", dated.period.until, dated.typed
    if story.acts and (goes_on := when.ongoing_in(story.written)):
        yield "ongoing", True, goes_on
    if story.is_told and (found := when.discovered_on(story.written, told.today)):
        yield "discovered_on", found.period.since, found.typed
    if story.is_the_owners and (formed := when.formed_on(story.written, told.today)):
        yield "formed_on", formed.period.since, formed.typed


# ---------------------------------------------------------------------------------- advice


def _advice(told: Message) -> Iterator[Fact]:
    if not told.wants_a_meeting:
        return
    text = told.story.written.text
    if (mode := mode_of(text)) is not None:
        yield "mode", *mode
    said = _when_it_suits(told.story.written)
    if said and (times := _times_that_suit(said, told.now)):
        yield "preferred_times", list(times), said
    asked = questions_of(told.story.written.clauses)
    # A sentence names the topic; whoever tells at length has said what they want to know.
    is_at_length = len(text) >= _AT_LENGTH_CHARACTERS
    if asked and is_at_length:
        yield "question", asked[:_MOST_CLUE_CHARACTERS], asked
    worries = worries_of(told.story.written.clauses) if is_at_length else ""
    if topic := ",".join(one for one in (asked or topic_of(text), worries) if one):
        yield "topics", [topic], topic
    if (seen := seen_by(text)) is not None:
        yield "visibility", *seen
    if park := park_in(text):
        yield "park", park, park
    if (place := where_to_come(told)) is not None:
        yield "district", place.district or place.text, place.text


def _times_that_suit(said: str, now: datetime) -> tuple[str, ...]:
    """Return the times wished for; of several those that can be kept, the evening is for the person to move."""
    try:
        return read_times(said, now)
    except NotUnderstood:
        parts = _ONE_OR_THE_OTHER.split(said)
    kept: list[str] = []
    for part in parts if len(parts) > 1 else ():
        try:
            kept += read_times(part, now)
        except NotUnderstood:
            continue
    return tuple(dict.fromkeys(kept))


def _when_it_suits(written: Written) -> str:
    """Return the clauses that name a day, as they stand: other clauses hold figures that are no time."""
    return "，".join(
        clause.text.strip()
        for clause in written.clauses
        if (_DAY.search(clause.text) or _HALF_OF_IT.match(clause.text.strip()))
        and not _DOES_NOT_SUIT.search(clause.text)
        and not _OTHERS_COME.search(clause.text)
    )


def _read(name: str, read: Callable[[str], Value], said: str) -> Iterator[tuple[str, Value, str]]:
    try:
        yield name, read(said), said
    except NotUnderstood:
        return


def _kept(name: str, said: str) -> Iterator[Fact]:
    if said:
        yield name, _without_numbers(said), _without_numbers(said)


def _without_numbers(said: str) -> str:
    """Leave out telephone numbers: whose they are, a text does not say any more."""
    return re.sub(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)", _NUMBER_INSTEAD, said)


_BESIDE_THE_ACT = frozenset(
    (
        "reported_relation",
        "measures",
        "other_proceedings",
        "similarity_basis",
        "how_known",
        "evidence_kinds",
        "handover_mode",
    )
)
# Who finds which facts.
_FINDERS: tuple[tuple[Callable[[Message], Iterator[Fact]], frozenset[str]], ...] = (
    (_reached, frozenset({"phone", "contact_name", "mail"})),
    (_companies, frozenset({"reporter_name", "company_name", "agent"})),
    (_authority, frozenset({"agent_authority"})),
    (_accused, frozenset({"reported_name", "reported_parties", "party_kinds", "reported_kind"})),
    (_credit_code, frozenset({"credit_code"})),
    (_reporter_role, frozenset({"reporter_role"})),
    (_anonymous, frozenset({"anonymous"})),
    (_beside_the_fields, frozenset({"description"})),
    (_secret, frozenset({"secret_kind"})),
    (_acts, frozenset({"act_kinds", "clue", "clue_kinds"})),
    (_beside_the_act, _BESIDE_THE_ACT),
    (_loss_amount, frozenset({"loss_amount"})),
    (_act_date, frozenset({"act_date", "act_until", "ongoing", "discovered_on", "formed_on"})),
    (places, frozenset({"act_place", "taken_place", "use_place", "reported_place"})),
    (_advice, frozenset({"mode", "preferred_times", "question", "topics", "visibility", "park", "district"})),
)
