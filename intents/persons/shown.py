"""Names that nothing but what stands around them shows, whatever they are made of: 石柱红, 白马. Pure.

A word that is a place everywhere else is a name where only somebody can stand: 「我是经营部谭永川，」,
「原来的教务忠县用校区的账号…」, 「龙溪（女）」. Where a place can stand too, nothing is said of it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from intents import expressions as re
from intents.persons.names import names_sheet
from intents.persons.people_sheet import people_sheet
from intents.wording import is_a_word

_ENDS = r"(?=[,，。;；、()（\s:：]|1[3-9]\d|$)"
# Who tells it, behind a post or a house, up to the end of the clause.
_ONESELF = (
    r"(?:我(?:就)?是|本人(?:是|系)?|联系人[:：是为]?|联络人[:：是为]?|对接人[:：是为]?|经办人[:：是为]?)[^,，。;；!！?？]{{0,24}}?"
    r"(?P<role>{roles}|[员师工长]|主管|经理|总监|主任|助理|专员|顾问|代表|部|科|处|室|中心|公司|事务所|[厂店院所会的])"
    rf"(?P<name>[\u4e00-\u9fff]{{{{2,4}}}}){_ENDS}"
)
# What somebody does or did, or when, behind their name.
_DOES = (
    r"(?=[(（\d]|去年|今年|前年|上?上个?月|上?上个?(?:周|星期|礼拜)|用|把|将|趁|从(?!来)|带(?!领)|拿|拷|导出|发给|传|提(?!供)|登[录进入]|离职|离开|辞|"
    r"跳槽|私自|偷|抄|截图|打印|利用|通过|走的?时候)"
)
_SOMEBODY = (
    r"(?P<before>前|原来?的?|离职的?|以前的?)?(?P<role>{roles}|[\u4e00-\u9fff]{{1,2}}员)"
    rf"(?P<name>[\u4e00-\u9fff]{{{{2,3}}}}?)(?:{_DOES}|{_ENDS})"
)
# 「仲柏（原研发经理）」, 「龙溪（女）」
_IN_A_LIST = re.compile(
    r"(?:^|[:：,，、;；。\s]|还有|[和与跟])(?P<name>[\u4e00-\u9fff]{2,4})(?=[(（](?:原|前|现|女[)）,，]|男[)）,，]|系|离职|我[司公厂们]|"
    r"[^()（）]{0,6}(?:经理|主管|员|师|长|总监|会计|助理|主任)[)）,，]))"
)
_NO_NAME = re.compile(r"[人员工户头家商方民众友事东理师管监匠长总者主手生客部门期度边级]$|公司|单位|负责|有限")
# 「我姓冉，冉启发」: what follows is the whole of it, be it a word.
_FIRST_BY_FAMILY = re.compile(
    r"姓(?P<family>[\u4e00-\u9fff])[,，、\s]{1,2}(?P<name>(?P=family)[\u4e00-\u9fff]{1,2})(?=[,，。;；\s(（]|1[3-9]\d|$)"
)
# 「我叫常乐，139…」
_CALLED_AT_A_NUMBER = re.compile(
    r"我叫(?P<name>(?![你我他她什小老大])[\u4e00-\u9fff]{2,3})[,，\s]{0,2}(?:(?:联系)?(?:电话|手机)(?:号码?)?)?[:：是]?\s?(?=1[3-9]\d|0\d{2,3}-?\d{7})"
)
# Signs that are family names, and begin other words far more often.
_MOSTLY_OTHERWISE = frozenset("都还通终满须但却便应该当却全言那后从云自")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    roles = "|".join(sorted(people_sheet().roles, key=lambda word: (-len(word), word)))
    return re.compile(_ONESELF.format(roles=roles)), re.compile(_SOMEBODY.format(roles=roles))


def shown_by_what_is_around(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where such names stand in a text in half width, and what they are called beside it."""
    oneself, somebody = _patterns()
    for plainly in (_FIRST_BY_FAMILY, _CALLED_AT_A_NUMBER):
        yield from ((*found.span("name"), "") for found in plainly.finditer(text))
    for found in oneself.finditer(text):
        if _is_a_name(found["name"], is_sure=True):
            role = found["role"]
            yield (*found.span("name"), role if role in people_sheet().roles else "")
    for found in somebody.finditer(text):
        if _is_a_name(found["name"], is_sure=found["before"] is not None or found["role"][0] in "前原"):
            yield (*found.span("name"), f"{found['before'] or ''}{found['role']}")
    for found in _IN_A_LIST.finditer(text):
        if _is_a_name(found["name"], is_sure=False):
            yield (*found.span("name"), "")


def _is_a_name(name: str, *, is_sure: bool) -> bool:
    """Say whether these signs may be one where somebody stands.

    is_sure  nothing but somebody can stand there: then a word, too, is a name
    """
    names, people = names_sheet(), people_sheet()
    if _NO_NAME.search(name):
        return False
    if name[:2] in people.districts:
        return len(name) == 3 or (is_sure and len(name) == 2)
    family = name[:2] if name[:2] in names.double else name[:1]
    known = family in names.double or family in names.family | names.doubtful | people.rare_families
    given = name[len(family) :]
    if not known or not given or len(given) > 2 or family in _MOSTLY_OTHERWISE:
        return False
    if given in people.districts:
        return True
    if given in people.no_given_words or name[:2] in people.no_given_words:
        return False
    held = [sign for sign in given if sign in people.no_given]
    # 郎向明
    in_the_middle = len(given) == 2 and held == [given[0]] and given[1] in names.given and given[0] in "在向先"
    if held and not in_the_middle:
        return False
    return not is_a_word(name) or (is_sure and len(name) == 2 and not _is_a_usual_word(name))


def _is_a_usual_word(name: str) -> bool:
    return name in people_sheet().no_given_words or name[-1] in "者力量性化法式率品物事情话"
