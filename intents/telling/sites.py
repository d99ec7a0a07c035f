"""Where in a story something was taken, and where it is used: read act by act, from the words around each. Pure.

A clause that tells an act, and those before it in its sentence, say where it was; one's own address does not.
Two places for one kind of act are none: that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from intents import expressions as re
from intents.telling.lexicon import Hit
from intents.telling.premises import opened_at, own_premises, room_of, taken_there, used_there, where_rooms_are
from intents.telling.story import Story
from intents.telling.writing import Clause

# A place of a clause as a form keeps it; None where the clause names none, UNCLEAR where it may be one of several.
Located = Callable[[str], Mapping[str, object] | None]
UNCLEAR: Final[Mapping[str, object]] = MappingProxyType({})

_OWN = re.compile(
    r"(?:我们|我司|我厂|我店|我家|我公司|本公司|敝公司|咱)(?:公司|厂|店|单位)?(?:的)?[^,。;]{0,24}(?:在|位于|注册|办公|坐)|地址|注册|总部"
)
_OTHERS_SIDE = re.compile(r"被|他|她|对方|拿走|拷|偷|带[走到去着了]")
# 「从潼南那家厂的人手里买的」, 「贵州另一家厂的记录」: whose it was, not where it was done.
_WHOSE = re.compile(
    r"从[^,。;]{1,10}(?:厂|公司|家|人|同行|那里|手里|手上)[^,。;]{0,4}|[\u4e00-\u9fff]{2,4}(?:另外?|那|某)一?家[^,。;]{0,8}"
)
_SITS_BEFORE = re.compile(
    r"(?:^|[到至在去是给,。:了])([\u4e00-\u9fff]{2,10}?)(?:(?:注册|那边|这边|里面)?的|(?:那边|这边)?有一?[家个](?:公司|厂子?|店|企业|单位)(?:的?名字|名)?就?叫)$"
)
_SITS = re.compile(
    r"[(,。]([\u4e00-\u9fff]{2,8})注册|(?:该公司|被举报人?|对方|他们)(?:公司)?(?:就)?(?:在|位于|住所地)([\u4e00-\u9fff]{2,14})"
)
# 「跑去九龙坡的公司上班」, 「被綦江的厂挖走」: where somebody works now, nothing was taken there.
_WORKPLACE = re.compile(
    r"(?:(?:跑|跳槽?|转|投奔|入职|加盟|加入|应聘|去|到|在|于|被|给)[去到了在给进往]{0,2})[^,。;!?]{2,18}?"
    r"(?:上班|工作|入职|任职|就职|做事|干活|打工|挖[走去过到]|[当做任](?:起|了|上)?[^,。;!?]{0,4}(?:长|经理|总监|主管|顾问|总工|合伙人|股东))"
    r"(?!的?(?:时候?|期间|那)|过程|以前|之前|前)"
)
_AWAY = "到去至给往进"
# 「拿着这些去泸州谈」: what was taken before is carried there; nothing was taken there.
_CARRIES = re.compile(r"[拿带揣捏背提]着?(?:着|起)[^,。;!?]{0,12}?[去到往跑]")
# 「带走配方跑到贵阳开厂」: whoever took it went on; nothing was taken there.
_MOVED_ON = re.compile(r"(?:跑|跳|逃|溜|躲|回|转|搬|去)(?:到|去|回|往|至|了)(?![我自])")
# 「深圳那边一家叫微感智能的公司指使的」: where a house sits that is spoken of.
_A_HOUSE_THERE = re.compile(
    r"(?:是|由|被|怀疑|和|跟|给)[\u4e00-\u9fff]{2,6}?(?:那边|这边|那里)?的?(?:有)?一?(?:家|个)(?=叫|名叫|[^,。;在]{0,10}(?:公司|厂|企业|店))"
)
_MOST_BEFORE = 3
_NO_PLACE = "某某"


@dataclass(frozen=True, slots=True)
class ToldSites:
    """Where something was taken and where it is used, as a form keeps places; None where that is not clear.

    goes_away  it is said where something was taken to: that is no place where it was taken
    unclear    kinds of acts of which one names a place that may be one of several: nothing else decides it then
    worked     the districts in which somebody is said to work now; nothing was taken there
    """

    taken: Mapping[str, object] | None
    used: Mapping[str, object] | None
    goes_away: bool
    worked: tuple[object, ...]
    unclear: frozenset[str] = frozenset()

    @property
    def asks(self) -> bool:
        """Whether the place that decides, of use before that of taking, has to be asked."""
        return "use" in self.unclear or ("obtain" in self.unclear and self.used is None)


def sites_of(story: Story, text: str, located: Located) -> ToldSites:
    """Return the two places of a story.

    text     the story, blank where places are named in which nothing was done
    located  reads the place in a few words
    """
    taken, used, told = (
        list(_places(story, words, [hit for hit in story.acts if hit.kind == kind], located))
        for kind, words in (("obtain", _without_workplaces(text)), ("use", text), ("disclose", text))
    )
    sits = (located(found[0]) for found in _WORKPLACE.finditer(text))
    worked = tuple(site["district"] for site in sits if site is not None and site.get("district"))
    unclear = {kind for kind, sites in (("obtain", taken), ("use", used), ("disclose", told)) if UNCLEAR in sites}
    if any(located(went) is UNCLEAR for went in _went_to(story, text)):
        unclear.add("use")
    goes_away = any(_goes_away(hit) or _moved_on(story, hit) >= 0 for hit in story.acts)
    at_home = _first_of(own_premises(story.written, list(story.hits)), located) or _first_of(
        (clause.text for clause in taken_there(story.written)), located
    )
    there = _first_of((clause.text for clause in used_there(story.written)), located)
    opened = list(filter(None, map(located, opened_at(text)))) if story.acts else []
    if at_home:
        unclear.discard("obtain")
    return ToldSites(
        at_home or _only(taken), there or _only(used or told or opened), goes_away, worked, frozenset(unclear)
    )


def _first_of(words: Iterable[str], located: Located) -> Mapping[str, object] | None:
    """Return the first place that is surely named in one of these words."""
    return next((place for said in words if (place := located(said))), None)


def _without_workplaces(text: str) -> str:
    """Return a story as long as it is, with blanks where it says where somebody works."""
    return _WORKPLACE.sub(lambda found: " " * len(found[0]), text)


def where_accused(story: Story) -> Iterator[str]:
    """Yield the words that say where one of those accused sits: 「江津双福的…公司」, 「该公司在…」."""
    text = story.written.text
    # The address is told of the first one who is accused.
    first = story.cast.companies_accused[:1]
    for company in story.companies:
        if company.name in first:
            yield from (
                found[1] for found in _SITS_BEFORE.finditer(text[max(company.start - 14, 0) : company.start])
            )
    if len(story.cast.companies_accused) == 1:
        yield from (found[1] or found[2] for found in _SITS.finditer(text))


def _places(story: Story, told: str, acts: list[Hit], located: Located) -> Iterator[Mapping[str, object]]:
    rooms = where_rooms_are(story.written) if acts else {}
    for hit in acts:
        own = story.written.clause_at(hit.start)
        if hit.kind == "obtain" and _CARRIES.match(story.written.text, hit.start, own.end):
            continue
        # 「厂在珞璜，图纸是在厂里头遭拷走的」
        if (room := room_of(own.text)) in rooms and (place := located(rooms[room])) is not None:
            yield place
            continue
        for clause in _said_with(story, hit):
            begin = clause.start
            if clause is not own and hit.kind != "obtain" and _takes(story, clause):
                # Where it was taken is not where it is used; where it was taken to may be.
                begin = next((one.start for one in story.acts if _is_in(one, clause) and _goes_away(one)), -1)
                if begin < 0:
                    break
            if clause is not own and hit.kind == "obtain" and _tells_what_came_of_it(story, clause):
                # Where it is used, or a business was opened, it was not taken.
                break
            if _is_ones_own(clause):
                continue
            place = located(_without_companies(story, told, clause, _until(story, hit, clause), begin))
            if place is not None:
                yield place
                break


def _takes(story: Story, clause: Clause) -> bool:
    return any(one.kind == "obtain" and _is_in(one, clause) for one in story.acts)


def _tells_what_came_of_it(story: Story, clause: Clause) -> bool:
    is_used = any(one.kind in ("use", "disclose") and _is_in(one, clause) for one in story.acts)
    return is_used or any(True for _ in opened_at(clause.text))


def _is_in(hit: Hit, clause: Clause) -> bool:
    return clause.start <= hit.start < clause.end


def _said_with(story: Story, hit: Hit) -> Iterator[Clause]:
    """Yield the clause of the act, then those before it in its sentence, the nearest first."""
    clauses = story.written.clauses
    at = clauses.index(story.written.clause_at(hit.start))
    for clause in reversed(clauses[max(at - _MOST_BEFORE, 0) : at + 1]):
        if clause.sentence == clauses[at].sentence:
            yield clause


def _is_ones_own(clause: Clause) -> bool:
    return _OWN.search(clause.text) is not None and _OTHERS_SIDE.search(clause.text) is None


def _until(story: Story, hit: Hit, clause: Clause) -> int:
    """Return where the words end that say where it was taken: behind 「带到」 stands where it went."""
    if hit.kind != "obtain":
        return clause.end
    away = [one.start for one in story.acts if _goes_away(one) and clause.start <= one.start < clause.end]
    moved = _moved_on(story, hit)
    return min((*away, moved) if clause.start <= moved < clause.end else away, default=clause.end)


def _moved_on(story: Story, hit: Hit) -> int:
    """Return where the words of an act go on to where somebody went with it; -1 where they do not."""
    end = story.written.clause_at(hit.start).end
    moved = _MOVED_ON.search(story.written.text, hit.end, end) if hit.kind == "obtain" else None
    return moved.start() if moved else -1


def _went_to(story: Story, text: str) -> Iterator[str]:
    """Yield the words that say where something went once it was taken: 「带到大学城的新公司」."""
    for hit in story.acts:
        if _goes_away(hit):
            clause = story.written.clause_at(hit.start)
            # With the verb: a name that is an everyday word too is a place only behind one.
            yield text[hit.start : clause.end]


def _goes_away(hit: Hit) -> bool:
    return hit.kind == "obtain" and hit.word[-1] in _AWAY


def _without_companies(story: Story, told: str, clause: Clause, until: int, begin: int) -> str:
    """Return the words of a clause without names of companies: a place in one says nothing."""
    text: list[str] = []
    for company in story.companies:
        if begin <= company.start and company.end <= until:
            text.append(told[begin : company.start])
            begin = company.end
    return _WHOSE.sub("", _A_HOUSE_THERE.sub(" ", _NO_PLACE.join((*text, told[begin:until]))))


def _only(found: Sequence[Mapping[str, object]]) -> Mapping[str, object] | None:
    if UNCLEAR in found:
        return None
    names = {(place.get("district"), place.get("outside")) for place in found}
    return max(found, key=lambda place: len(str(place.get("unit") or ""))) if len(names) == 1 else None
