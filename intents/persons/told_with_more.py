"""A name inside a sentence that tells more: 「对门厂叫…公司，在巴南界石，主任姓吴叫吴建国」. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.persons.beside_a_house import gives_own_name
from intents.persons.organisations import organisations_in
from intents.persons.parties import is_an_organisation
from intents.persons.people import is_a_name, name_at
from intents.reading.plain import as_written

_CLAUSES = re.compile(r"[，,。；;！!\n]+\s*")
_MOST_CHARACTERS, _MOST_CLAUSES = 160, 8
# What leads to the name of a house: 「对门厂叫」, 「他们公司全称是」.
_LEADS = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,12}(?:叫做?|名叫|名称是|名字是|全称是|全名是|就是|是)|"
    r"(?:被?举报|我要?举报|告|就是|那个?|对方|对门|隔壁)的?)?[:：]?$"
)
_POST = (
    r"(?:老板娘?|厂长|主任|经理|总经理|副总|老总|主管|总监|负责人|法人|法定代表人|股东|"
    r"合伙人|师傅|车间主任|技术员|工程师|业务员?|销售|会计|店长)"
)
_SOMEBODY = re.compile(
    rf"^(?:他们?|她|那边|里面|有个|那个|的|厂里|公司){{0,3}}[\u4e00-\u9fff]{{0,4}}?{_POST}(?:姓[\u4e00-\u9fff])?(?:就?是|叫做?|名叫|名字叫|[:：])(?P<name>[\u4e00-\u9fff]{{2,4}})$"
)
_SITS = re.compile(
    r"^(?:就|厂子?|公司|店|单位|地址|他们|人)?(?:就|是|都)?(?:开|位于|坐落)?(?:在|位于)(?P<there>[^\s]{2,20}?)(?:那边|那里|那块|的)?$"
)


@dataclass(frozen=True, slots=True)
class WithMore:
    """What such a sentence tells.

    names   the house, then whoever of it is named
    where   where it sits, "" where that is not said
    rest    the clauses that tell anything else, as they were said
    """

    names: tuple[str, ...]
    where: str
    rest: tuple[str, ...]


def told_with_more(text: str) -> WithMore | None:
    """Return the name of a house and what is told beside it; None for a bare name, or where no house is named."""
    said = as_written(text).strip()
    clauses = [clause.strip() for clause in _CLAUSES.split(said) if clause.strip()]
    if len(said) > _MOST_CHARACTERS or not 0 < len(clauses) <= _MOST_CLAUSES:
        return None
    if len(clauses) > 1 and gives_own_name(clauses[0]) and _house_in(clauses[1].rstrip("的")):
        # 「我是张德全，重庆张记老火锅底料厂的」
        clauses = [clauses[1].rstrip("的"), clauses[0], *clauses[2:]]
    house = _house_in(clauses[0])
    if not house or house == said:
        return None
    names, rest, where = [house], [], ""
    for clause in clauses[1:]:
        if (other := _house_in(clause)) or (other := _somebody_in(clause)):
            names.append(other)
        elif not where and (sits := _SITS.match(clause)):
            where = sits["there"]
        else:
            rest.append(clause)
    return WithMore(tuple(dict.fromkeys(names)), where, tuple(rest))


def _house_in(clause: str) -> str:
    """Return the house that a clause names and nothing more; "" for any other clause."""
    if (named := _HOUSE_IS.match(clause)) and is_an_organisation(named["house"]):
        return named["house"]
    if is_an_organisation(clause) and not _NAMES_BEFORE.match(clause):
        return clause
    for house in organisations_in(clause):
        before, _, behind = clause.partition(house.name)
        if not behind and _LEADS.match(before) and is_an_organisation(house.name):
            return house.name
    return ""


# 「单位是重庆张记老火锅底料厂」
_HOUSE_IS = re.compile(
    r"^(?:我们?|本|咱们)?的?(?:公司|单位|厂|店)(?:名|名字|名称|全称)?(?:就?是|叫做?)(?P<house>[\u4e00-\u9fff（）()]{4,30})$"
)
# 「对门厂叫…公司」 ends as a house does.
_NAMES_BEFORE = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:叫做?|名叫|全称是|全名是|名字是)[\u4e00-\u9fff（）()]{4}")


def _somebody_in(clause: str) -> str:
    found = _SOMEBODY.match(clause)
    if found is None:
        return ""
    name = found["name"]
    return name if is_a_name(name) or name_at(name, 0, announced=True) == name else ""
