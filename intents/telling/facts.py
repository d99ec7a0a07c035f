"""What a message says by itself about the fields of a form: 「我是云脊物流的王珂，损失大概八十万」. Pure.

Precision before recall: a fact that nobody stated is worse than a question. A number or a name is the teller's
only where the words say so, a date the act's only where the act stands beside it. Which fact belongs to which form
is the form's business. What is kept of the words beside a fact is the fact's own words and no more: what stands
around it may be somebody else's number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from intents.reading import NotUnderstood, read_credit_code, read_times
from intents.telling import what, when
from intents.telling.advice import mode_of, park_in, questions_of, seen_by, topic_of, unit_in, worries_of
from intents.telling.clues import clues_in
from intents.telling.losses import loss_in
from intents.telling.signals import heard_in, says
from intents.telling.sites import UNCLEAR, Sites, sites_of, where_accused
from intents.telling.story import Story, story_of
from intents.telling.surroundings import without_surroundings
from intents.telling.whereabouts import Here, Locating, Whereabouts
from intents.telling.writing import Written

_SHANGHAI = ZoneInfo("Asia/Shanghai")

_CODE = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", re.IGNORECASE
)
_OTHERS_CODE = re.compile(r"对方|被举报|他们|该公司|那家|他公司|编号|单号")
# The commas of 1,350,000 end no clause.
_NAMED = re.compile(
    r"(?:要|愿意?|我|可以?)实名|实名(?:举报|投诉|反映|登记)|(?:不|别)匿名|不用匿名|不需要匿名|可以?留名|"
    r"愿意?署名|可留名"
)
_DAY = re.compile(r"周[一二三四五六日天末]|星期|礼拜|\d{1,2}\s?[月/.-]\s?\d{1,2}|\d{1,2}[日号](?!码)|明天|后天")
# 「15号以后哪天都行」, 「周末我关不了门」 is no day that is wished.
_DOES_NOT_SUIT = re.compile(
    r"(?:[日号天]|周[一二三四五六日天])(?:以后|之后|过后|以前|之前|往后)|"
    r"(?:关不了|没有?空|没得空|不得空|走不开|来不了)"
)
_ANY_AFTERNOON = re.compile(r"(?<=[上下]午)都?(?:行|可以|有空|要得|得行)")
_OWN_PLACE = re.compile(
    r"(?:我们|我司|我厂|我店|我家|我屋|本公司|敝公司|咱)(?:(?!他|她|对方|被|前员工|离职)[^,。;!?]){0,30}$"
)
# 「我在涪陵一家榨菜厂做质检」
_WORKS_IN = re.compile(
    r"我(?:就|还|也|现在|目前)?在(?P<place>[\u4e00-\u9fff]{2,12}?)(?:的)?(?:一家|一个|那家|这家|某家|某个)[^,。;!?]{0,14}(?:公司|厂|店|企业|单位|馆|院|所|作坊)"
)
_AT_LENGTH_CHARACTERS = 60
_MOST_CLUE_CHARACTERS = 300
_NUMBER_INSTEAD = "〔号码〕"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact that a message states.

    value  in the shape of the contract; acts by what they are: obtain, disclose, use, induce, breach
    typed  the person's own words it was read from
    """

    value: Any
    typed: str


@dataclass(frozen=True, slots=True)
class _Message:
    """A story, when it is told, and who knows the places."""

    story: Story
    now: datetime
    gazetteer: Locating

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def wants_a_meeting(self) -> bool:
        want = self.story.want
        if want is not None:
            return want == "consultation"
        return not self.story.tells_of_an_act and says("meeting", self.story.written.text)


Fact = tuple[str, object, str]
Value = TypeVar("Value")


def facts_in(
    text: str, now: datetime, gazetteer: Locating, opened: str = "", *, only: Collection[str] = ()
) -> dict[str, Told]:
    """Return what is stated, by field name; each answer keeps the words it was read from.

    now     an instant; without a zone it is UTC
    opened  the form that is opened with it, empty where it is said in the middle of one
    only    the facts that are wanted, all of them where none is named
    """
    local = (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(_SHANGHAI)
    told = _Message(story_of(text, opened), local, gazetteer)
    finders = [find for find, names in _FINDERS if not only or not names.isdisjoint(only)]
    found = {name: Told(value, typed) for find in finders for name, value, typed in find(told)}
    return {name: fact for name, fact in found.items() if name in only} if only else found


# ------------------------------------------------------------------------------------- who


def _reached(told: _Message) -> Iterator[Fact]:
    """Return how the teller is called and reached; nothing of somebody who wants to stay unknown."""
    cast = told.story.cast
    if told.story.unnamed:
        return
    if cast.number is not None:
        typed = told.story.written.text[cast.number.start : cast.number.end]
        yield "phone", cast.number.number, typed
    if cast.contact is not None:
        yield "contact_name", cast.contact.name, cast.contact.name


def _companies(told: _Message) -> Iterator[Fact]:
    cast = told.story.cast
    if cast.company is not None and not told.story.unnamed:
        yield "reporter_name", cast.company.name, cast.company.name
        yield "company_name", cast.company.name, cast.company.name
    elif told.wants_a_meeting and (unit := unit_in(told.story.written.text)):
        yield "company_name", unit, unit
    if cast.agent is not None:
        yield "agent", cast.agent, cast.agent


def _accused(told: _Message) -> Iterator[Fact]:
    cast = told.story.cast
    if not cast.accused or not told.story.is_told:
        return
    # 「去了沙坪坝上班」 names no company.
    just = told.gazetteer.is_just_a_place
    here = {name for name in cast.accused if just(name, told.today) and _one_place(told, name)}
    named = [name for name in cast.accused if name not in here]
    accused = _in_order(told, named, [name for name in cast.companies_accused if name in named])
    if not accused:
        return
    yield "reported_name", accused[0], accused[0]
    yield "reported_parties", list(accused), "、".join(accused)
    kinds = ["company" if name in cast.companies_accused else "person" for name in accused]
    yield "party_kinds", kinds, "、".join(accused)
    if "company" in kinds or not cast.has_open_companies:
        yield "reported_kind", kinds[0] if len(set(kinds)) == 1 else "both", accused[0]


def _in_order(told: _Message, accused: Sequence[str], companies: Sequence[str]) -> tuple[str, ...]:
    """Return the accused as the form asks for them: the first one is whom the relation is told of."""
    relation = what.relation(told.story.written)
    if relation is None or relation[0] not in what.OF_PEOPLE:
        return tuple(accused)
    return (*(name for name in accused if name not in companies), *companies)


def _credit_code(told: _Message) -> Iterator[Fact]:
    written = told.story.written
    for code in _CODE.finditer(written.text):
        before = written.text[max(code.start() - 24, 0) : code.start()]
        if not _OTHERS_CODE.search(before):
            yield from _read("credit_code", read_credit_code, code[0])
            return


def _reporter_role(told: _Message) -> Iterator[Fact]:
    if (role := told.story.role) is not None:
        yield "reporter_role", *role


def _anonymous(told: _Message) -> Iterator[Fact]:
    text = told.story.written.text
    if told.story.unnamed:
        yield "anonymous", True, "匿名"
    elif named := _NAMED.search(text):
        yield "anonymous", False, named[0]
    elif told.story.cast.number is not None and (words := heard_in("named", text)):
        yield "anonymous", False, words


def _confidence(told: _Message) -> Iterator[Fact]:
    """Return the words by which somebody who gives their name wants it kept from the other side."""
    story = told.story
    if story.unnamed or story.cast.number is None or not story.acts:
        return
    wished = (
        clause.text.strip().removeprefix("但").removeprefix("是")
        for clause in story.written.clauses
        if says("confidential", clause.text)
    )
    yield from _kept("description", ",".join(dict.fromkeys(wished)))


# ------------------------------------------------------------------------------------ what


def _secret(told: _Message) -> Iterator[Fact]:
    kind = what.secret_kind(told.story.hits, is_told=told.story.is_told)
    if kind is not None:
        yield "secret_kind", *kind


def _acts(told: _Message) -> Iterator[Fact]:
    """Return what was done, of a story that tells it at length; a sentence leaves it to the question."""
    story = told.story
    kinds, words = what.act_kinds(story.acts)
    if not kinds or not story.is_at_length:
        return
    yield "act_kinds", list(kinds), words
    told_act = _without_numbers(what.clue(story.act_clauses, _MOST_CLUE_CHARACTERS))
    if told_act:
        yield "clue", told_act, told_act
    if clues := clues_in(story.written.text):
        yield "clue_kinds", list(clues), told_act


def _beside_the_act(told: _Message) -> Iterator[Fact]:
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


def _loss_amount(told: _Message) -> Iterator[Fact]:
    if (loss := loss_in(told.story.written.text)) is not None:
        yield "loss_amount", *loss


# ------------------------------------------------------------------------- when and where


def _act_date(told: _Message) -> Iterator[Fact]:
    story = told.story
    if dated := when.acted_on(story.written, story.hits, told.today):
        yield "act_date", dated.period.since, dated.typed
        if dated.period.until:
            yield "act_until", dated.period.until, dated.typed
    if story.acts and when.is_ongoing(story.written):
        yield "ongoing", True, "现在还在继续"
    if story.is_told and (found := when.discovered_on(story.written, told.today)):
        yield "discovered_on", found.period.since, found.typed
    if story.is_the_owners and (formed := when.formed_on(story.written, told.today)):
        yield "formed_on", formed.period.since, formed.typed


def _places(told: _Message) -> Iterator[Fact]:
    if not told.story.is_told:
        return
    text = without_surroundings(told.story)
    located = told.gazetteer.locate(told.story.written.with_breaths(text), told.today)
    sites = sites_of(told.story, text, lambda words: _place_or_unclear(told, words))
    known = {
        "taken_place": None if sites.goes_away or "obtain" in sites.unclear else located.taken,
        "use_place": None if "use" in sites.unclear else located.used,
    }
    kept = {name: dict(site.as_json()) for name, site in known.items() if site is not None}
    if kept.get("taken_place", {}).get("district") in sites.worked:
        del kept["taken_place"]
    kept |= {name: dict(site) for name, site in (("taken_place", sites.taken), ("use_place", sites.used)) if site}
    if sites.used is None and (worked_at := _where_an_insiders_firm_uses_it(told)) is not None:
        kept["use_place"] = worked_at
    elif sites.taken is not None and sites.used is None and kept.get("use_place") == kept.get("taken_place"):
        # What only the whole text says is not said twice.
        kept.pop("use_place", None)
    act = kept.get("use_place") if _is_an_insider(told) else None
    act = act or (
        None
        if sites.asks
        else _place_of_the_act(told, located, sites)
        or next((kept[name] for name in ("use_place", "taken_place") if kept.get(name, {}).get("district")), None)
    )
    if act is None and not sites.asks:
        act = _where_an_insider_works(told)
    if act is not None:
        yield "act_place", act, str(act["text"])
    if text != told.story.written.text and not told.story.is_the_owners:
        # Whoever was robbed sits elsewhere; where it was taken is not told.
        kept.pop("taken_place", None)
    yield from ((name, site, str(site["text"])) for name, site in kept.items())
    cast = told.story.cast
    is_of_a_company = cast.companies_accused[:1] == _in_order(told, cast.accused, cast.companies_accused)[:1]
    for words in where_accused(told.story) if is_of_a_company else ():
        if (site := _one_place(told, words)) is not None:
            yield "reported_place", dict(site), words
            return


def _where_an_insider_works(told: _Message) -> dict[str, Any] | None:
    """Return the place of the company accused, as whoever works there tells it: 「我在北碚歇马一个厂上班」."""
    role = told.story.role
    if role is None or not _is_an_insider(told):
        return None
    works_in = _WORKS_IN.search(told.story.written.text)
    located = told.gazetteer.locate(works_in["place"] if works_in else role[1], told.today)
    return located.place.as_json() if located.outcome == "one" and located.place and not located.hint else None


def _where_an_insiders_firm_uses_it(told: _Message) -> dict[str, Any] | None:
    """Return where an insider works, of a story that tells that it is used there: 「我们车间天天照着做」."""
    story = told.story
    is_used = any(hit.kind == "use" for hit in story.acts) or when.is_ongoing(story.written)
    return _where_an_insider_works(told) if is_used else None


def _is_an_insider(told: _Message) -> bool:
    role = told.story.role
    return role is not None and role[0] == "insider"


def _place_of_the_act(told: _Message, located: Whereabouts, sites: Sites) -> dict[str, Any] | None:
    """Return the one place that the whole story names, where it is no more than that of the teller."""
    if located.outcome != "one" or located.place is None or located.confirm or located.hint or located.doubt:
        return None
    told_there = any(site and site.get("district") == located.place.district for site in (sites.taken, sites.used))
    if not told_there and _is_where_the_teller_is(told.story.written, located.place):
        return None
    return located.place.as_json()


def _one_place(told: _Message, words: str) -> Mapping[str, object] | None:
    """Return the place that a few words surely name, here or elsewhere."""
    located = told.gazetteer.locate(words, told.today)
    if located.outcome == "outside" and located.outside:
        return {"text": located.outside, "district": None, "unit": None, "outside": located.outside}
    if located.outcome != "one" or located.place is None or located.hint or located.doubt:
        return None
    return located.place.as_json()


def _place_or_unclear(told: _Message, words: str) -> Mapping[str, object] | None:
    """Return the one place that a few words name, UNCLEAR where they name one of several."""
    is_one_of_several = told.gazetteer.locate(words, told.today).outcome == "several"
    return UNCLEAR if is_one_of_several else _one_place(told, words)


def _is_where_the_teller_is(written: Written, place: Here) -> bool:
    """Say whether the place is only named as one's own: 「我们屋头做米粉机的在梁平」."""
    name = (place.district or place.text)[:2]
    position = written.text.find(name)
    if position < 0:
        return False
    clause = written.clause_at(position)
    return _OWN_PLACE.search(written.text, clause.start, position) is not None


# ---------------------------------------------------------------------------------- advice


def _advice(told: _Message) -> Iterator[Fact]:
    if not told.wants_a_meeting:
        return
    text = told.story.written.text
    if (mode := mode_of(text)) is not None:
        yield "mode", *mode
    said = _when_it_suits(told.story.written)
    for name, times, typed in (
        _read("preferred_times", lambda said: read_times(said, told.now), said) if said else ()
    ):
        if times:
            yield name, list(times), typed
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
    located = told.gazetteer.locate(text, told.today)
    if located.outcome == "one" and located.place is not None and not located.hint:
        yield "district", located.place.district or located.place.text, located.place.text


def _when_it_suits(written: Written) -> str:
    """Return the clauses that name a day, as they stand: other clauses hold figures that are no time."""
    days = "，".join(
        clause.text.strip()
        for clause in written.clauses
        if _DAY.search(clause.text) and not _DOES_NOT_SUIT.search(clause.text)
    )
    # 「下午都行」 is the afternoon of each day, not the whole of it.
    return _ANY_AFTERNOON.sub("", days)


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
_FINDERS: tuple[tuple[Callable[[_Message], Iterator[Fact]], frozenset[str]], ...] = (
    (_reached, frozenset({"phone", "contact_name"})),
    (_companies, frozenset({"reporter_name", "company_name", "agent"})),
    (_accused, frozenset({"reported_name", "reported_parties", "party_kinds", "reported_kind"})),
    (_credit_code, frozenset({"credit_code"})),
    (_reporter_role, frozenset({"reporter_role"})),
    (_anonymous, frozenset({"anonymous"})),
    (_confidence, frozenset({"description"})),
    (_secret, frozenset({"secret_kind"})),
    (_acts, frozenset({"act_kinds", "clue", "clue_kinds"})),
    (_beside_the_act, _BESIDE_THE_ACT),
    (_loss_amount, frozenset({"loss_amount"})),
    (_act_date, frozenset({"act_date", "act_until", "ongoing", "discovered_on", "formed_on"})),
    (_places, frozenset({"act_place", "taken_place", "use_place", "reported_place"})),
    (_advice, frozenset({"mode", "preferred_times", "question", "topics", "visibility", "park", "district"})),
)
