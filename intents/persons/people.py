"""People named in a text: where their names stand and what they are called beside them. Pure.

A name is believed behind a word that announces one (技术员赵小宝, 叫贺小兵, 姓龚), with a title (罗女士), veiled
(丁某峰), or where a telephone stands right behind it. How long it is, the signs around it decide: 向敏给的.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from intents import expressions as re
from intents.persons.names import names_sheet
from intents.persons.people_sheet import people_sheet
from intents.persons.shown import shown_by_what_is_around
from intents.wording import is_a_word

NameKind = Literal["full", "veiled", "titled", "family", "nick", "latin"]

# 高管, 路人, 包工头: a family name may begin an ordinary word.
_NO_NAME = re.compile(r"[人员工户头家商方民众友事东理师管监匠长总者主手生客]$|公司|单位|负责")
_CALLED = re.compile(
    r"(?:我叫|我本人(?:是|叫)?|本人|留名[:,]?|名叫|名字(?:就)?叫|真名(?:叫|是)?|大名(?:叫|是)?|叫做?|"
    r"姓名[:是为]?|喊|联系人[:是为]?|联络人[:是为]?|对接人[:是为]?|经办人[:是为]?|被举报人(?:[一二三四五123])?[:是为])"
)
# A clause that gives one's name and nothing else: whatever signs it is made of, 任开荣 too.
_OWN_NAME = re.compile(r"(?:我叫|我名叫|本人叫)(?P<name>[\u4e00-\u9fff]{2,3})(?=[,，。;；\s(]|1[3-9]\d|$)")
_LATIN = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:\s?[\u4e00-\u9fff](?![\u4e00-\u9fff]))?")
_IN_BRACKETS = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,3})\)")
# 「聂华 137…」, 「聂华（行政）137…」, 「韦小玲，联系方式158…」
_BEFORE_A_NUMBER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:\([^()]{1,8}\))?[\s:,]{0,3}(?:(?:联系)?(?:电话|手机|方式)|手机号码?|号码|座机)?[:\s]{0,2}\(?(?=\+?1[3-9]\d|0\d{2,3}-?\d{7})"
)
_LABEL_OF_A_PARTY = re.compile(
    r"(?:被?(?:举报|投诉|反映|控告)人|报案人|申请人|证人|代理人|嫌疑人|权利人)(?:[一二三四五1-5],|[一二三四五1-5]?[:是为]?)\s?"
)
# 「13896110002 田小翠。」
_BEHIND_A_NUMBER = re.compile(r"(?<=\d)[\s(]\s?(?P<name>[\u4e00-\u9fff]{2,3})(?=[)。,;!\s]|$)")
# 「研发部的林浩」, 「在那边上班的林浩」
_DEPARTMENT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:部|科|车间|班组|中心)(?:里|门)?|上班|做事|任职|打工|干活|当班)的(?=[\u4e00-\u9fff]{2})"
)
_BEFORE_LAWYER = re.compile(r"([\u4e00-\u9fff]{2,4})律师(?!事务所|函|费|所)")
_LONGEST_ROLE = 8
# What somebody is, by how such words end: 采购员, 班长, 前运营; in front of a family name only.
_BY_ITS_END = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}(?:员|师|工|匠|主管|经理|总监|主任|助理|专员|顾问|代表|队长|班长|组长|厂长|店长|部长|科长)|"
    r"(?:前(?![几两三天段阵不面后年])|原|以前的|原来的|离职的?)[\u4e00-\u9fff]{2,4}?)(?:叫|是|:)?"
)
# 「我是董事长助理骆冰」: whoever says so gives a name.
_OF_A_HOUSE = re.compile(
    r"我(?:就)?是[^,。;!?]{2,24}?(?:的|公司|中心|管委会)(?P<post>老板娘|老板|负责人|会长|站长|干部|主任|科长)?(?P<name>[\u4e00-\u9fff]{2,4})(?=[,。;]|$)"
)
_SOME_OF_A_KIND = re.compile(
    r"[两二三四几](?:个|名|位)(?P<kind>老师|教练|员工|销售|业务员|技术员|师傅|工人|主管|经理|设计师|店员|主播|司机|徒弟|合伙人|同事|医生|护士)[,:是](?P<names>[\u4e00-\u9fff和跟与、]{4,16})(?=[,。;]|$)"
)
_SELF_BEFORE = re.compile(r"(?:我(?:们)?是|我叫|本人(?:是|系)?|联系人[:是]?|联系我)[^。;!?]{0,14}$")
_BEFORE_A_POST = 20
# 「联系人产业发展科赵鹏」
_OF_A_SECTION = re.compile(
    r"(?:联系人|联络人|对接人|经办人)[:是为]?[\u4e00-\u9fff]{2,8}?(?:科|部|处|室|中心)(?P<name>[\u4e00-\u9fff]{2,4})(?=[,。;\s\d]|$)"
)
# Behind these marks no name goes on.
_DOES = frozenset({"经营", "经手", "负责", "管理", "经办", "开办"})
# 「李倩上上个月走的」, 「邓芳去年底离职」
_WHEN = re.compile(r"(?:上上?|下下?|这|前|大前)个?(?:月|周|星期|礼拜|年|天)|[今去前明]年|[昨前今]天")
_BEGINS_A_CLAUSE = frozenset("(,，。;；:： \n")
_ENDS_A_NAME = frozenset("(,，。;；、 ")
# Who does something stands first: 「左明哲在…」, 「，赖文平是…」.
_FIRST = re.compile(
    r"(?:^|[,。;!?:\s])(?P<name>[\u4e00-\u9fff]{3})(?=[在于将把是从利用通过已经曾去到入离跳偷拿带拷今前上\d])"
)


class _Families(NamedTuple):
    """Family names: sure ones, those that are mostly other words, and double ones; the signs of given names."""

    sure: frozenset[str]
    doubtful: frozenset[str]
    double: frozenset[str]
    given: frozenset[str]


class _PeoplePatterns(NamedTuple):
    """How people are named: behind what they are, veiled, with a title, by family name alone, by a nickname."""

    role: re.Pattern[str]
    role_before: re.Pattern[str]
    veiled: re.Pattern[str]
    titled: re.Pattern[str]
    surnamed: re.Pattern[str]
    nick: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _families() -> _Families:
    names, people = names_sheet(), people_sheet()
    return _Families(
        names.family, names.doubtful | (people.rare_families - names.family), names.double, names.given
    )


@cache
def _patterns() -> _PeoplePatterns:
    families, people = _families(), people_sheet()
    double = "|".join(sorted(families.double))
    single = "".join(sorted(families.sure | families.doubtful))
    family = f"(?:{double}|[{single}])"
    usual = "".join(sorted(families.sure | names_sheet().doubtful))
    roles, titles = _longest_first(people.roles), _longest_first(people.titles)
    return _PeoplePatterns(
        role=re.compile(rf"(?P<role>{roles})(?:本人)?(?:[:\s]*(?:是|叫|为|名叫)?[:\s]*)?", re.IGNORECASE),
        role_before=re.compile(rf"(?:{roles})[:\s]*$", re.IGNORECASE),
        veiled=re.compile(rf"{family}某(?!公司|厂|单位|家|个|地)某?"),
        titled=re.compile(
            rf"(?<![\u4e00-\u9fff][小老]){family}(?:{titles})(?![函某共数分额体则局部量和结是业商艺资程具])"
        ),
        surnamed=re.compile(
            rf"姓(?P<family>{family})(?=$|[\s,，。、;()的是]|电话|手机|号|叫|在|把|真名|现在|去年|今年|我)"
        ),
        nick=re.compile(rf"(?<=[找叫喊是控员营人我办,，。\s\d])[小老]{family}(?=$|[\s,，。;(就把在走被]|\d)"),
        whole=re.compile(rf"(?:{double}|[{usual}])[\u4e00-\u9fff]{{1,2}}"),
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text.

    kind  full: 赵小宝; veiled: 丁某峰, 钟某; titled: 罗女士; family: 姓龚; nick: 小潘; latin: Kevin Luo
    role  what stands before the name and says who they are, else empty
    """

    name: str
    start: int
    end: int
    kind: NameKind
    role: str = ""


def people_in(text: str) -> tuple[Person, ...]:
    """Return the people named in a text in half width, in order, none twice at one place."""
    kept: list[Person] = []
    for find in _FINDERS:
        for one in find(text):
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
    kept += [
        one
        for one in _again(text, kept)
        if all(one.end <= other.start or other.end <= one.start for other in kept)
    ]
    return tuple(sorted(kept, key=lambda one: one.start))


def name_at(text: str, start: int, announced: bool = False) -> str:
    """Return the name of two to four characters that begins here, empty for none.

    announced  「我叫」 stands before it: then 耿直 is a name as well
    """
    family = text[start : start + 2] if text[start : start + 2] in _families().double else text[start : start + 1]
    if not any(family in names for names in (_families().double, _families().sure, _families().doubtful)):
        return ""
    first = start + len(family)
    given = text[first : first + 2]
    if (
        not given
        or given[0] == "某"
        or not _is_given(given[0])
        or text[start : first + 1] in people_sheet().no_given_words
        or given in people_sheet().no_given_words
    ):
        return ""
    two = (
        len(given) == 2
        and _is_given(given[1])
        and text[first + 1 : first + 3] not in people_sheet().no_given_words
        and not _goes_on(text, first + 1)
    )
    if not two and _goes_on(text, first):
        return ""
    name = family + (given if two else given[0])
    return name if announced or _is_believed(family, name[len(family) :], name) else ""


def is_a_name(text: str) -> bool:
    """Say whether the whole text is a person's name: 张三, 欧阳峰, 李某某; no ordinary word, no post."""
    return _patterns().whole.fullmatch(text) is not None and not _NO_NAME.search(text)


def is_titled(text: str) -> bool:
    """Say whether the whole text is how somebody is addressed: 陈老板, 林小姐, 任工, 丁某."""
    patterns = _patterns()
    return any(pattern.fullmatch(text) is not None for pattern in (patterns.titled, patterns.veiled))


def _is_given(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" and sign not in people_sheet().no_given


def _goes_on(text: str, position: int) -> bool:
    """Say whether a word of its own begins with this sign: 魏东|跳槽, 向敏|电话."""
    sign, following = text[position], text[position : position + 2]
    if following in _DOES or _WHEN.match(text, position):
        return True
    return len(following) == 2 and sign not in _families().given and is_a_word(following)


def _is_believed(family: str, given: str, name: str) -> bool:
    if family in _families().double:
        return True
    if family in _families().sure:
        return not (is_a_word(name) and len(given) == 1 and given not in _families().given)
    return all(sign in _families().given for sign in given) or (
        len(given) == 2 and not is_a_word(name) and not is_a_word(name[:2])
    )


def _after_roles(text: str) -> list[Person]:
    found = []
    for role in _patterns().role.finditer(text):
        announced = _SELF_BEFORE.search(text, max(role.start() - _BEFORE_A_POST, 0), role.start()) is not None
        name = name_at(text, role.end(), announced)
        if not name:
            # 「原来的CTO 马骁 」: with a blank or a mark behind it, it is a name.
            name = name_at(text, role.end(), announced=True)
            end = role.end() + len(name)
            name = name if name and (end == len(text) or text[end] in _ENDS_A_NAME) else ""
        if name:
            found.append(Person(name, role.end(), role.end() + len(name), "full", role["role"]))
        elif latin := _LATIN.match(text, role.end()):
            found.append(Person(latin[0], latin.start(), latin.end(), "latin", role["role"]))
    return found


def _after_posts(text: str) -> list[Person]:
    """Return who stands behind a post that no list has: only with a family name that is hardly anything else."""
    found = []
    for post in _BY_ITS_END.finditer(text):
        name = name_at(text, post.end())
        announced = _SELF_BEFORE.search(text, max(post.start() - _BEFORE_A_POST, 0), post.start()) is not None
        is_plain = post.end() + len(name) < len(text) and text[post.end() + len(name)] in _ENDS_A_NAME
        if name and (announced or is_plain or name[0] in _families().sure or name[:2] in _families().double):
            found.append(Person(name, post.end(), post.end() + len(name), "full", post[0]))
    return found


def _who_stands_first(text: str) -> list[Person]:
    return [
        Person(first["name"], first.start("name"), first.end("name"), "full")
        for first in _FIRST.finditer(text)
        if name_at(text, first.start("name")) == first["name"] and first["name"][0] in _families().sure
    ]


def _veiled(text: str) -> list[Person]:
    found = []
    for veiled in _patterns().veiled.finditer(text):
        if is_a_word(text[max(veiled.start() - 1, 0) : veiled.start() + 1]):
            # 成都某公司 is no 都某.
            continue
        sign, after = text[veiled.end() : veiled.end() + 1], text[veiled.end() + 1 : veiled.end() + 2]
        # 丁某峰2025年, 周某财。: a last sign of the name is left.
        shown = (
            sign in _families().given
            and not (sign == "之" and after)
            and sign not in people_sheet().no_given
            and (not after or not _is_given(after))
        )
        end = veiled.end() + shown
        found.append(
            Person(text[veiled.start() : end], veiled.start(), end, "veiled", _role_before(text, veiled.start()))
        )
    return found


def _after_called(text: str) -> list[Person]:
    found = []
    for called in _CALLED.finditer(text):
        if name := name_at(text, called.end(), announced=True):
            found.append(
                Person(name, called.end(), called.end() + len(name), "full", _role_before(text, called.start()))
            )
    found += (
        Person(own["name"], own.start("name"), own.end("name"), "full")
        for own in (*_OWN_NAME.finditer(text), *_OF_A_SECTION.finditer(text))
        if any(own["name"][0] in names for names in (_families().sure, _families().doubtful))
    )
    return found


def _titled(text: str) -> list[Person]:
    return [
        Person(titled[0], titled.start(), titled.end(), "titled", _role_before(text, titled.start()))
        for titled in _patterns().titled.finditer(text)
        if text[titled.start() : titled.start() + 2] not in people_sheet().no_given_words
        and not is_a_word(text[max(titled.start() - 1, 0) : titled.start() + 1])
    ]


def _surnamed(text: str) -> list[Person]:
    return [
        Person(
            surnamed["family"], surnamed.start(), surnamed.end(), "family", _role_before(text, surnamed.start())
        )
        for surnamed in _patterns().surnamed.finditer(text)
    ]


def _nicks(text: str) -> list[Person]:
    return [
        Person(nick[0], nick.start(), nick.end(), "nick", _role_before(text, nick.start()))
        for nick in _patterns().nick.finditer(text)
    ]


def _again(text: str, known: list[Person]) -> Iterator[Person]:
    """Yield where somebody is named once more: 向敏 after 前内勤向敏, 康胜利 after 姓康."""
    for name in dict.fromkeys(person.name for person in known if person.kind == "full"):
        for found in re.finditer(re.escape(name), text):
            yield Person(name, found.start(), found.end(), "full")
    by_family = [person.name[0] for person in known if person.kind in ("family", "titled")]
    by_nick = [person.name[1] for person in known if person.kind == "nick"]
    for family in dict.fromkeys((*by_family, *by_nick)):
        for found in re.finditer(rf"(?<=[,。\s(叫]){family}", text):
            if name := name_at(text, found.start(), announced=True):
                yield Person(name, found.start(), found.start() + len(name), "full")


def _in_brackets(text: str) -> list[Person]:
    found = []
    for bracket in _IN_BRACKETS.finditer(text):
        if name_at(text, bracket.start("name")) == bracket["name"]:
            found.append(Person(bracket["name"], bracket.start("name"), bracket.end("name"), "full"))
    return found


def _before_numbers(text: str) -> list[Person]:
    found = []
    for beside in _BEFORE_A_NUMBER.finditer(text):
        for start in range(beside.start("name"), beside.end("name") - 1):
            # A clause of its own announces it: 「重庆钢城结构 闻莺 136…」.
            name = name_at(text, start, announced=not start or text[start - 1] in _BEGINS_A_CLAUSE)
            if name and start + len(name) == beside.end("name"):
                found.append(Person(name, start, beside.end("name"), "full", _role_before(text, start)))
                break
    return found


def _labelled(text: str) -> list[Person]:
    """Return who stands behind a label without a mark: 「举报人王芳，系…；被举报人刘洋，…」."""
    found = []
    for label in _LABEL_OF_A_PARTY.finditer(text):
        name = name_at(text, label.end(), announced=True)
        end = label.end() + len(name)
        if name and (
            end == len(text) or text[end] in _ENDS_A_NAME or text[end].isdigit() or text[end] in "原系于在"
        ):
            found.append(Person(name, label.end(), end, "full"))
    return found


def _behind_numbers(text: str) -> list[Person]:
    """Return who signs behind their number."""
    return [
        Person(behind["name"], behind.start("name"), behind.end("name"), "full")
        for behind in _BEHIND_A_NUMBER.finditer(text)
        if text[max(behind.start() - 7, 0) : behind.start()].replace("-", "").isdigit()
        and name_at(text, behind.start("name")) == behind["name"]
    ]


def _of_departments(text: str) -> list[Person]:
    """Return whom a department is named before: 研发部的林浩上周五."""
    found = []
    for department in _DEPARTMENT.finditer(text):
        name = name_at(text, department.end())
        if name and (name[0] in _families().sure or name[-1] in _families().given):
            found.append(Person(name, department.end(), department.end() + len(name), "full", department[0]))
    return found


def _lawyers(text: str) -> list[Person]:
    """Return whose name stands before what they are: 陶立群律师."""
    found = []
    for lawyer in _BEFORE_LAWYER.finditer(text):
        starts = range(lawyer.start(1), lawyer.end(1) - 1)
        named = next((one for one in starts if one + len(name_at(text, one)) == lawyer.end(1)), None)
        if named is not None:
            found.append(Person(text[named : lawyer.end(1)], named, lawyer.end(1), "full", "律师"))
    return found


def _of_ones_house(text: str) -> list[Person]:
    """Return who says which house they are of: 「我是铜梁高新区企业服务中心的郎建军，」, 「…的老板娘龙春燕」."""
    found = []
    for said in _OF_A_HOUSE.finditer(text):
        start, end = said.span("name")
        if name_at(text, start, announced=True) == said["name"]:
            found.append(Person(said["name"], start, end, "full", said["post"] or ""))
    return found


def _several_of_a_kind(text: str) -> list[Person]:
    """Return who is named behind how many they are: 「两个老师，罗倩和田小娟，」."""
    found = []
    for said in _SOME_OF_A_KIND.finditer(text):
        for name in re.finditer(r"[\u4e00-\u9fff]{2,4}(?=[和跟与、,]|$)|[\u4e00-\u9fff]{2,4}$", said["names"]):
            start = said.start("names") + name.start()
            for begin in (start, start + 1):
                if (whole := name_at(text, begin, announced=True)) and begin + len(whole) == start + len(name[0]):
                    found.append(Person(whole, begin, begin + len(whole), "full", said["kind"]))
                    break
    return found


def _shown(text: str) -> list[Person]:
    return [
        Person(text[start:end], start, end, "full", role) for start, end, role in shown_by_what_is_around(text)
    ]


def _role_before(text: str, start: int) -> str:
    found = _patterns().role_before.search(text[max(start - _LONGEST_ROLE, 0) : start])
    return found[0].strip(": ") if found else ""


def _longest_first(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# Of names that overlap the one found first is kept.
_FINDERS = (
    _shown, _after_roles, _veiled, _after_called, _after_posts, _who_stands_first, _titled, _surnamed, _nicks,
    _in_brackets, _lawyers, _of_departments, _labelled, _before_numbers, _behind_numbers,
    _of_ones_house, _several_of_a_kind,
)  # fmt: skip
