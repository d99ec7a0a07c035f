"""In which district those are who want advice: their own place, not that of others and of nobody's name. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.telling.like_places import without_people
from intents.telling.message import Message
from intents.telling.whereabouts import Here

# 「去了铜梁的一家对手厂」, 「成都那边有家同行」, 「注册地在成都」: other places than where somebody has to come.
_ELSEWHERE = re.compile(
    r"(?:去|跳槽?|转|投奔)(?:了|到|去)[^,。;!?]{2,16}|[\u4e00-\u9fff]{2,6}(?:那边)?的?(?:一家|那家|有家)?(?:对手|同行|竞争)[^,。;!?]{0,6}|"
    r"(?:公司|单位)?(?:注册地?|执照|总部|母公司|老家)(?:是|就)?在[^,。;!?]{2,10}|(?:老东家|前东家|对方|客户|供应商)(?:公司)?(?:是|在)[^,。;!?]{2,10}"
)
_OFFICE = re.compile(r"(?:^|[,。;:的是])(?P<of>[\u4e00-\u9fff]{2,10}?)(?:管委会|管理委员会)")
_TOWN_FIRST = re.compile(r"(?:重庆市?)?(?P<town>[\u4e00-\u9fff]{1,8}?[区县])")
_ONES_OWN = re.compile(
    r"(?:我们?|我司|我厂|我店|公司|单位|厂|店|门面|办公|园区)[^,。;!?他她]{0,8}?(?:在|位于|是|就按)|^[\u4e00-\u9fff]{2,4}[区县]|的,|按[\u4e00-\u9fff]{2,6}算"
)


def where_to_come(told: Message) -> Here | None:
    """Return the one place of whoever wants advice, None where nothing surely says it."""
    named = without_people(told.story.written.text, told.story.people, told.gazetteer, told.today)
    own = _ELSEWHERE.sub(lambda found: "," * len(found[0]), named)
    # What says whose place it is comes before all that is named.
    for words in (own, _without_companies(own), *_ones_own(own), *_of_an_office(own), *_in_the_name(told)):
        located = told.gazetteer.locate(words, told.today)
        if located.outcome == "one" and located.place is not None and not located.hint:
            return located.place
    return None


def _without_companies(text: str) -> str:
    """Return the words without names of companies: of 「江津区珞璜工业园的重庆甲公司」 the park is left."""
    for one in organisations_in(text):
        text = text[: one.start] + "," * (one.end - one.start) + text[one.end :]
    return text


def _of_an_office(text: str) -> Iterator[str]:
    """Yield whose office it is: 铜梁高新区 of 「铜梁高新区管委会产业服务科」."""
    yield from (found["of"] for found in _OFFICE.finditer(text))


def _in_the_name(told: Message) -> Iterator[str]:
    """Yield the town that one's own name begins with: 「奉节县…合作社」."""
    company = told.story.cast.company
    if company is not None and (town := _TOWN_FIRST.match(company.name)):
        yield town["town"]


def _ones_own(text: str) -> Iterator[str]:
    yield from (clause for clause in re.split(r"[,。;!?:]", text) if _ONES_OWN.search(f"{clause},"))
