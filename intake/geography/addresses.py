"""Group the names that stand beside each other into addresses: 渝北区 + 统景镇. Pure.

Names that touch, or have only a filler between them, are one address; the words around it stay with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from intake.geography.meaning import Meaning, meant_together
from intake.geography.mentions import Mention
from intents import expressions as re

_CLAUSE_END = re.compile(r"[，,。．.；;！!？?\n]")
_FILLER = re.compile(
    r"[的·/\-—~（(）)：:]?|[那这](?:个|边|边的|里的|儿的)?的?|[市省区县]|境内的?|辖区的?|下面的?|去|有个|有一?家"
)
# Inside a foreign address anything goes that does not begin a new statement: 成都市天府大道那边的高新区.
_FOREIGN_FILLER = re.compile(r"[^在到去是和与或从、]{0,6}")
# How the name of a school, a bank or a house ends.
_HOUSE = (
    r"大学|学院|学校|[中小]学|医院|银行|[分支]行|证券|保险|饭店|酒店|宾馆|大厦|商会|会馆|同乡会|协会|商城|商厦|研究[院所]|设计院|"
    r"科学院|饭馆|菜馆|面馆|酒楼|餐厅|食府|小吃|拉面|剧院|驻渝"
)
_A_HOUSE = re.compile(_HOUSE)
_CONJUNCTION = re.compile(r"、|[和与跟及或]|还是|或者|以及|还有|(?:那边)?[和跟]")
# What decides about an address stands near it; looking no farther keeps the work linear in the text.
_NEAR_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Address:
    """Names that belong together, with the words of their clause around them.

    before  from the start of the clause, or from the end of the address before it
    after   up to the end of the clause, or up to the next address; addresses joined by 和 share both
    clause  all near words of the clause
    follows whether another address comes before it in the same clause
    leads   whether an address of Chongqing comes right behind `after`
    previous  the clause before it, or its end
    following  the clause behind it, or its beginning
    goes_on   whether another address comes behind it in the same clause
    joined    whether 和 joins it to another one: both are meant, though one may lie in the other
    """

    mentions: tuple[Mention, ...]
    before: str
    after: str
    clause: str
    follows: bool = False
    leads: bool = False
    previous: str = ""
    following: str = ""
    goes_on: bool = False
    joined: bool = False

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.mentions[-1].end

    @property
    def is_home_only(self) -> bool:
        """Whether it says no more than 重庆."""
        return all(mention.meaning.kind == "home" for mention in self.mentions)

    @property
    def is_foreign(self) -> bool:
        """Whether it names a province, a city or a county outside, and not after a name of Chongqing."""
        for mention in self.mentions:
            if mention.meaning.kind == "outside":
                return True
            if mention.meaning.kind in ("home", "town") or _is_our_district(mention.meaning):
                return False
        return False


def addresses(text: str, mentions: tuple[Mention, ...]) -> tuple[Address, ...]:
    """Group the mentions of a plain text into addresses."""
    names = [mention for mention in mentions if mention.meaning.kind != "no_place"]
    found: list[Address] = []
    position = 0
    previous = ""
    for start, end in _clauses(text):
        first = position
        while position < len(names) and names[position].start < end:
            position += 1
        found += _in_clause(text, start, end, _grouped(text, names[first:position]), previous)
        previous = text[max(start, end - _NEAR_CHARACTERS) : end]
    return tuple(found)


def names_a_house(text: str) -> bool:
    """Say whether the words hold the end of a school's, a bank's or a house's name."""
    return _A_HOUSE.search(text) is not None


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _CLAUSE_END.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _grouped(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    foreign = False
    for mention in mentions:
        gap = text[groups[-1][-1].end : mention.start] if groups else ""
        filler = _FOREIGN_FILLER if foreign and mention.meaning.kind != "home" else _FILLER
        if groups and filler.fullmatch(gap) and not _starts_anew(mention, groups[-1], gap, foreign):
            groups[-1].append(mention)
        else:
            groups.append([mention])
            foreign = False
        foreign = foreign or mention.meaning.kind == "outside"
    return groups


def _starts_anew(mention: Mention, group: list[Mention], gap: str, foreign: bool) -> bool:
    if mention.meaning.kind == "home":
        # 「重庆」 in the middle begins another address: 成都的，重庆北碚.
        return not (group[-1].meaning.kind == "home" or gap == "")
    if mention.meaning.kind == "outside":
        # 解放碑的新疆饭店, 重庆四川外国语大学: no address of ours goes on outside.
        return not foreign
    if not foreign and _is_another_district(mention, group[-1]):
        # 南岸区的江津米花糖店: no district lies in another one.
        return True
    # 北京同仁堂永川店, 四川美术学院虎溪校区: nor does a name that only begins with a foreign place.
    return foreign and not _FILLER.fullmatch(gap) and (_is_our_district(mention.meaning) or names_a_house(gap))


def _is_another_district(mention: Mention, before: Mention) -> bool:
    """Say whether both are districts, the first by its whole name, and nowhere the same."""
    both = _is_our_district(before.meaning) and _is_our_district(mention.meaning)
    is_whole = before.name.endswith(("区", "县"))
    return both and is_whole and not meant_together(before.meaning.options, mention.meaning.options)


def _in_clause(text: str, start: int, end: int, groups: list[list[Mention]], previous: str) -> Iterator[Address]:
    opened = start
    following = text[end + 1 : end + 1 + _NEAR_CHARACTERS]
    runs = _runs(text, groups)
    for number, run in enumerate(runs):
        first, last = run[0][0].start, run[-1][-1].end
        closed = runs[number + 1][0][0].start if number + 1 < len(runs) else end
        before = text[max(opened, first - _NEAR_CHARACTERS) : first]
        after = text[last : min(closed, last + _NEAR_CHARACTERS)]
        clause = text[max(start, first - _NEAR_CHARACTERS) : min(end, last + _NEAR_CHARACTERS)]
        goes_on = number + 1 < len(runs)
        joined = any(text[one[-1].end : other[0].start] != "、" for one, other in pairwise(run))
        leads = goes_on and closed - last <= _NEAR_CHARACTERS and _is_ours(runs[number + 1][0][0])
        for group in run:
            yield Address(
                tuple(group), before, after, clause, number > 0, leads, previous, following, goes_on, joined
            )
        opened = last


def _runs(text: str, groups: list[list[Mention]]) -> list[list[list[Mention]]]:
    """Put addresses together that are only joined by 和: what is said of one is said of all."""
    runs: list[list[list[Mention]]] = []
    for group in groups:
        if runs and _CONJUNCTION.fullmatch(text[runs[-1][-1][-1].end : group[0].start]):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _is_ours(mention: Mention) -> bool:
    return mention.meaning.kind not in ("outside", "county")


def _is_our_district(meaning: Meaning) -> bool:
    return meaning.kind == "district" and not meaning.asks
