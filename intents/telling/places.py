"""Where it was done, as a story tells it: what the words say of each act, then what all of it names. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from intents import expressions as re
from intents.once import once_a_message
from intents.telling import what, when
from intents.telling.like_places import without_people
from intents.telling.message import Fact, Message
from intents.telling.own_seat import seats_told
from intents.telling.sites import UNCLEAR, ToldSites, sites_of, where_accused
from intents.telling.surroundings import without_surroundings
from intents.telling.whereabouts import Here, Locating, Whereabouts
from intents.telling.writing import Written

_OWN_PLACE = re.compile(
    r"(?:我们|我司|我厂|我店|我家|我屋|本公司|敝公司|咱)(?:(?!他|她|对方|被|前员工|离职)[^,。;!?]){0,30}$"
)
# 「我在涪陵一家榨菜厂做质检」
_WORKS_IN = re.compile(
    r"我(?:就|还|也|现在|目前)?在(?P<place>[\u4e00-\u9fff]{2,12}?)(?:的)?(?:一家|一个|那家|这家|某家|某个)[^,。;!?]{0,14}(?:公司|厂|店|企业|单位|馆|院|所|作坊)"
)
# 「我是万州五桥那边一个包装厂的会计」, 「我是开州临江镇的，在厂里打工」
_IS_FROM = re.compile(
    r"我是(?P<place>[\u4e00-\u9fff]{2,8}?)(?:那边|这边|那里)?(?:一个|一家)[^,。;!?]{1,10}(?:厂|公司|店|企业)的|"
    r"我是(?P<home>[\u4e00-\u9fff]{2,8}?(?:镇|街道|乡|区|县))的,在(?:厂|公司|店|这边厂)"
)


# Behind the time, or of the matter: where the teller sits is said otherwise.
_AT_LAST = re.compile(
    r"(?:(?:时间|日期)[^,。;!?]{0,24},(?:地点)?(?:就)?(?:是|在)|(?:[,。;]|^)(?:事情|地点|这事|这个事|案子)(?:就|都)?(?:是|发生)?(?:在|是|:))(?P<place>[\u4e00-\u9fff]{3,16}?)(?:那边|那里|这边)?[。!]?$"
)


@once_a_message
def _located(gazetteer: Locating, words: str, today: date) -> Whereabouts:
    """Look words up once: a few of them stand behind several acts of a story."""
    return gazetteer.locate(words, today)


def places(told: Message) -> Iterator[Fact]:
    """Return where it was taken, where it is used, which place decides, and where the accused sit."""
    if not told.story.is_told:
        yield from _by_the_words_alone(told)
        return
    text = without_surroundings(told.story)
    named = without_people(text, told.story.people, told.gazetteer, told.today)
    located = _located(told.gazetteer, told.story.written.with_breaths(named), told.today)
    if located.misspelt:
        # Nothing but a sound says it, and a story is not read back: the form asks where.
        return
    sites = sites_of(told.story, named, lambda words: _place_or_unclear(told, words))
    known = {
        "taken_place": None if sites.goes_away or "obtain" in sites.unclear else located.taken,
        "use_place": None if "use" in sites.unclear else located.used,
    }
    kept = {name: dict(site.as_json()) for name, site in known.items() if site is not None}
    if kept.get("taken_place", {}).get("district") in sites.worked:
        del kept["taken_place"]
    kept |= {name: dict(site) for name, site in (("taken_place", sites.taken), ("use_place", sites.used)) if site}
    if sites.taken is None and sites.used is not None and _is_one_district(kept):
        # Nothing but the whole text says that it was taken where it is used.
        kept.pop("taken_place")
    if sites.used is None and (worked_at := _where_an_insiders_firm_uses_it(told)) is not None:
        kept["use_place"] = worked_at
    elif sites.taken is not None and sites.used is None and kept.get("use_place") == kept.get("taken_place"):
        # What only the whole text says is not said twice.
        kept.pop("use_place", None)
    is_sure = sites.used is not None and sites.taken not in (None, sites.used) and "use" not in sites.unclear
    act = kept.get("use_place") if _is_an_insider(told) or is_sure else None
    act = act if act and act.get("district") else None
    act = act or (
        None
        if sites.asks
        else _place_of_the_act(told, located, sites)
        or next((kept[name] for name in ("use_place", "taken_place") if kept.get(name, {}).get("district")), None)
    )
    if act is None and not sites.asks:
        act = _where_an_insider_works(told) or _said_at_last(told)
    if act is not None:
        yield "act_place", act, str(act["text"])
    if text != told.story.written.text and not told.story.is_the_owners:
        # Whoever was robbed sits elsewhere; where it was taken is not told.
        kept.pop("taken_place", None)
    kept |= {} if "taken_place" in kept else _own_seat(told, sites)
    yield from ((name, site, str(site["text"])) for name, site in kept.items())
    cast = told.story.cast
    is_of_a_company = cast.companies_accused[:1] == in_order(told, cast.accused, cast.companies_accused)[:1]
    for words in where_accused(told.story) if is_of_a_company else ():
        if (site := one_place(told, words)) is not None:
            yield "reported_place", dict(site), words
            return


def _by_the_words_alone(told: Message) -> Iterator[Fact]:
    """Return both places of a filing that names no thing: 「在渝中区公司里被拷走，拿到成都使用」."""
    if told.story.want not in ("complaint", "tip"):
        return
    located = _located(told.gazetteer, told.story.written.text, told.today)
    taken, used = located.taken, located.used
    if taken is None or used is None or located.misspelt or located.doubt:
        return
    known = {"taken_place": taken.as_json(), "use_place": used.as_json()}
    here = next((known[name] for name in ("use_place", "taken_place") if known[name].get("district")), None)
    if here is None or taken == used:
        return
    yield "act_place", dict(here), str(here["text"])
    yield from ((name, dict(site), str(site["text"])) for name, site in known.items())


def _own_seat(told: Message, sites: ToldSites) -> dict[str, dict[str, object]]:
    """Return where the owner's company sits as where it was taken, of a story that tells so and is clear of it."""
    if "obtain" in sites.unclear or not any(hit.kind == "obtain" for hit in told.story.acts):
        return {}
    seats = [one_place(told, words) for words in seats_told(told.story)]
    found = [dict(seat) for seat in seats if seat is not None and seat.get("district")]
    return {"taken_place": found[0]} if len({seat["district"] for seat in found}) == 1 else {}


def _is_one_district(kept: Mapping[str, Mapping[str, object]]) -> bool:
    taken, used = kept.get("taken_place"), kept.get("use_place")
    if not taken or not used or not taken.get("district"):
        return False
    return bool(taken["district"] == used.get("district"))


def _where_an_insider_works(told: Message) -> dict[str, object] | None:
    """Return the place of the company accused, as whoever works there tells it: 「我在北碚歇马一个厂上班」."""
    role = told.story.role
    if role is None or not _is_an_insider(told):
        return None
    works_in = _WORKS_IN.search(told.story.written.text) or _IS_FROM.search(told.story.written.text)
    located = _located(told.gazetteer, _place_in(works_in) if works_in else role[1], told.today)
    return located.place.as_json() if located.outcome == "one" and located.place and not located.hint else None


def _said_at_last(told: Message) -> dict[str, object] | None:
    """Return the place that a clause of its own ends the story with: 「…。时间是9月初，在渝北光电园」."""
    found = _AT_LAST.search(told.story.written.text)
    located = _located(told.gazetteer, found["place"], told.today) if found else None
    if located is None or located.outcome != "one" or located.place is None or located.hint or located.doubt:
        return None
    return None if located.misspelt else located.place.as_json()


def _place_in(found: re.Match[str]) -> str:
    return str(found["place"] or found["home"])


def _where_an_insiders_firm_uses_it(told: Message) -> dict[str, object] | None:
    """Return where an insider works, of a story that tells that it is used there: 「我们车间天天照着做」."""
    story = told.story
    is_used = any(hit.kind == "use" for hit in story.acts) or bool(when.ongoing_in(story.written))
    return _where_an_insider_works(told) if is_used else None


def _is_an_insider(told: Message) -> bool:
    role = told.story.role
    return role is not None and role[0] == "insider"


def _place_of_the_act(told: Message, located: Whereabouts, sites: ToldSites) -> dict[str, object] | None:
    """Return the one place that the whole story names, where it is no more than that of the teller."""
    if located.outcome != "one" or located.place is None or located.confirm or located.hint or located.doubt:
        return None
    told_there = any(site and site.get("district") == located.place.district for site in (sites.taken, sites.used))
    if not told_there and _is_where_the_teller_is(told.story.written, located.place):
        return None
    return located.place.as_json()


def one_place(told: Message, words: str) -> Mapping[str, object] | None:
    """Return the place that a few words surely name, here or elsewhere."""
    located = _located(told.gazetteer, words, told.today)
    if located.outcome == "outside" and located.outside:
        return {"text": located.outside, "district": None, "unit": None, "outside": located.outside}
    if located.outcome != "one" or located.place is None or located.hint or located.doubt or located.misspelt:
        return None
    return located.place.as_json()


def _place_or_unclear(told: Message, words: str) -> Mapping[str, object] | None:
    """Return the one place that a few words name, UNCLEAR where they name one of several."""
    is_one_of_several = _located(told.gazetteer, words, told.today).outcome == "several"
    return UNCLEAR if is_one_of_several else one_place(told, words)


def _is_where_the_teller_is(written: Written, place: Here) -> bool:
    """Say whether the place is only named as one's own: 「我们屋头做米粉机的在梁平」."""
    name = (place.district or place.text)[:2]
    position = written.text.find(name)
    if position < 0:
        return False
    clause = written.clause_at(position)
    return _OWN_PLACE.search(written.text, clause.start, position) is not None


def in_order(told: Message, accused: Sequence[str], companies: Sequence[str]) -> tuple[str, ...]:
    """Return the accused as the form asks for them: the first one is whom the relation is told of."""
    relation = what.relation(told.story.written)
    if relation is None or relation[0] not in what.OF_PEOPLE:
        return tuple(accused)
    return (*(name for name in accused if name not in companies), *companies)
