"""Who is let out of the list of reported parties, and who stands there instead: 「刘长海我不举报他了」. Pure.

Every clause must say it, or why: a clause more, and it is something that people tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intents import expressions as re
from intents.persons.parties import is_an_organisation
from intents.persons.people import is_a_name, name_at

_CLAUSES = re.compile(r"[，,。；;！!\s]+")
_MOST_CHARACTERS = 60
_AROUND = r"(?:我们?|就|也|还是|都|先|现在|那|那个|这个|把|将|请|帮我|给我|麻烦|其实|根本|完全|再|要|哦|诶){0,8}"
_THEM = r"(?:[他她它]们?|这个?人|那个?人|这家|那家|那个|这个)"
_NO_MORE = r"(?:不想|不要|不用|不得|不|别|莫)(?:再)?(?:举报|告|投诉|追究|写|填|列|算|加)(?:进去|上|起)?"
_OUT = r"(?:删(?:除|掉|去|了)?|去掉|划掉|拿掉|撤掉|抹掉|(?:就|还是)?算了|不算|不要)"
_END = r"(?:了|吧|嘛|哈|掉|哦|的|噻){0,5}"
_SAYS_OUT = re.compile(rf"{_AROUND}{_THEM}?{_AROUND}(?:{_NO_MORE}|{_OUT}){_THEM}?{_END}")
_DELETES = re.compile(r"删|去掉|划掉|拿掉|抹掉")
_IT = r"(?:这|那|此)?(?:个|件)?(?:事情|事|案子)"
_WHY = re.compile(
    rf"{_AROUND}{_THEM}?(?:不?是)?{_AROUND}(?:(?:搞|弄|记|写|说|认)错(?:了人|人)?|没(?:有|得)?(?:参与|份|关系|掺和)|"
    rf"(?:跟|和|与)?{_IT}?没(?:有|得)?(?:啥子?|什么)?关系|不关{_THEM}的?事|(?:跟|和|与){_IT}无关|不(?:是|算)(?:同伙|一伙|被举报人?)){_END}"
)
# 「不是唐国梁」, 「刘长海那个」: a clause that only names somebody.
_JUST_THEM = re.compile(rf"(?:不是|不告|不举报)?{_AROUND}{_THEM}{{1,2}}{_END}")
_INSTEAD = re.compile(
    r"^(?:还是|就|要|我|应该)*(?:换成|换作|换|改成|改为|加上|加个|举报的?是|告的?是|说的?是|是说|应该是|而是)(?:那个|这个|一个|叫)*"
    r"(?P<who>[^，,。；;！!\s]{2,30}?)(?:这个人|那个人|才对|才是)?[了嘛吧哈。！!]*$"
)
_THE_LAST = re.compile(r"(?:后头|后面|刚才|刚刚|最后|后来)(?:说的?|加的?|那)*个?(?:人|家|公司)?")


@dataclass(frozen=True, slots=True)
class LetOut:
    """Who is let out.

    numbers  of the parties that are named; empty where only 「他」 is said
    instead  who stands there from now on; "" for nobody
    deletes  they are to be taken out of the list in so many words
    """

    numbers: tuple[int, ...]
    instead: str
    deletes: bool


def let_out(text: str, parties: Mapping[int, str]) -> LetOut | None:
    """Return who is let out of the list; None where anything else is told as well."""
    if not parties or len(text) > _MOST_CHARACTERS:
        return None
    clauses = [clause for clause in _CLAUSES.split(text.strip()) if clause]
    instead = named_instead(text)
    if instead:
        clauses = [clause for clause in clauses if not _INSTEAD.match(clause)]
    numbers: list[int] = []
    said = []
    for clause in clauses:
        bare, named = _without_names(clause, parties)
        numbers += named
        said.append(bare)
    says_out = any(_SAYS_OUT.fullmatch(clause) for clause in said)
    is_all = all(pattern for pattern in map(_kind_of, said))
    is_why = bool(numbers) and any(_WHY.fullmatch(clause) for clause in said)
    if not said or not is_all or not (says_out or is_why):
        return None
    return LetOut(tuple(dict.fromkeys(numbers)), instead, _DELETES.search(text) is not None)


def named_instead(text: str) -> str:
    """Return who is named in the place of somebody who is let out: 「…，换成唐小梁」."""
    clauses = (_INSTEAD.match(clause) for clause in _CLAUSES.split(text.strip())[1:])
    who = next((found["who"] for found in clauses if found), "")
    is_one = is_a_name(who) or is_an_organisation(who) or name_at(who, 0, announced=True) == who
    return who if is_one else ""


def _kind_of(clause: str) -> bool:
    return any(pattern.fullmatch(clause) for pattern in (_SAYS_OUT, _WHY, _JUST_THEM))


def _without_names(clause: str, parties: Mapping[int, str]) -> tuple[str, list[int]]:
    """Return the clause with 「他」 in the place of each party, and whose names those were."""
    numbers = []
    for number, name in parties.items():
        if name in clause:
            clause = clause.replace(name, "他")
            numbers.append(number)
    if len(parties) > 1 and _THE_LAST.search(clause):
        clause = _THE_LAST.sub("他", clause)
        numbers.append(max(parties))
    return clause, numbers
