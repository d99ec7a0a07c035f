"""Who is named in an answer that tells of them too: 「黄兵、刘敏，他们两个都是我以前的销售」. Pure.

Whole sentences are nobody's name. An answer is taken apart only where each of its clauses is a name, or talk that
plainly is none; whatever else it is stays as it was said.
"""

from __future__ import annotations

import re

from intents.persons.introduced import shop_sign_in, without_introduction
from intents.persons.parties import is_an_organisation, is_by_short_name, without_whose
from intents.persons.people import is_a_name, is_titled, name_at
from intents.reading.plain import as_written
from intents.wording import is_a_word

_CLAUSES = re.compile(r"[，,；;。！!\n]+|、(?:还有|以及|另外)?|(?<=[^另外第有中])(?:还有|以及)(?=[^了没得人一])")
_INTRODUCES = re.compile(
    r"^(?:(?:主要|首先|其次|其中|另外|还有|以及|再就是|然后|应该|好像|大概|一共|总共|第[一二三四]个|[一两二三四几](?:个|家|位)(?:人|公司)?|就|是|要|想|我们?|举报|告|投诉|的|"
    r"那个|这个|那家|这家|一个|一家|叫做?|名叫|名字|公司|单位|厂|店|老板|被举报人|[:：\s])+)(?=[\u4e00-\u9fffA-Za-z])"
)
_CALLED = re.compile(r"(?:叫做?|名叫|名字是?|是)$")
_TAIL = re.compile(
    r"(?:(?:这|那)(?:个|家|两)(?:人|公司|位)?|[嘛吧哈哦呢啊噻]|两个人?|他们|本人|也有份|也是|一起)+$"
)
# What no name is: somebody is spoken of, or something is told.
_TALK = re.compile(
    r"[他她它我你咱]|^[两三几](?:爷子|娘母|口子|兄弟|姐妹|弟兄|师徒|公婆|妯娌|个人|个|人|家)|^(?:都|就|也|还|是|在|从|把|平时|现在|目前|以前|原来|之前|后来|去年|今年|前年|上个?月|最近|一直|天天|听说|听人|据说|可能|应该|好像|估计|"
    r"不晓得|不知道|不清楚|具体|其他|别的|两个都|一共|总共|一个|另一个|负责|管|做|当|跳|离职|辞职)|"
    r"(?:的|了|过|着|上班|干活|做事|参与|有份|知情|晓得|清楚|知道|走人|离职|辞职)$|(?:图纸|资料|名单|配方|数据|东西|电脑|U盘).*[是被把在]|[是被把].*(?:图纸|资料|名单|配方|数据|东西)"
)
_UNNAMED = re.compile(
    r"^(?:那个|一个|某个|另一个|他们?的?|里面的)*(?P<who>[\u4e00-\u9fff]{1,14}?(?:员|师|工|人|经理|主管|老板|师傅|厂长|总监|徒弟|会计))(?:我|们|也|都|就|暂时)*"
    r"(?:不|没|记不)(?:晓得|知道|清楚|记得|得|打听到|到|起)+(?:他|她)?(?:的)?(?:具体)?(?:名字|姓名|姓啥|叫啥子?|叫什么|是哪个|全名)?$"
)
_RELATIVE = re.compile(
    r"^(?:他|她)(?:家|屋头)?的?(?P<who>(?:亲|堂|表|大|小|二|前)?(?:弟弟?|哥哥?|姐姐?|妹妹?|老婆|老公|爱人|妻子|丈夫|爸爸?|妈妈?|父亲|母亲|儿子|女儿|女婿|舅子|舅舅|叔叔?|侄儿|侄子|老表|师傅|徒弟|朋友|同学|合伙人))$"
)
_HIS_PEOPLE = re.compile(r"^(?:他|她)(?P<who>(?:现在|后来|新)的(?:老板|公司|东家|单位|领导|上司))$")
# 「一个是恒通电装」: whatever stands there and tells nothing is how one of them is called.
_COUNTED = re.compile(
    r"^(?:还有|另外)?(?:一|另外?一?|第[一二三四])(?:个|家)(?:人|公司|厂|店)?(?:就?是|叫做?|名叫|[:：])([^，,。；;]{2,12})$"
)
# 「前员工付成」, 「以前的销售经理刘敏」.
_POST_BEFORE = re.compile(
    r"^(?:我们?(?:公司|厂|店)?的?)?(?:前|原|以前的?|原来的?|离职的?)[\u4e00-\u9fff]{0,8}?(?:员工|员|师|工|经理|主管|总监|主任|长|合伙人|股东)(?:叫|是)?(?P<who>[\u4e00-\u9fff]{2,4})$"
)
_INSIDE = re.compile(
    r"^(?P<who>[一-鿿A-Za-z0-9]{2,16}?)(?:公司)?(?:里面?|里头|内部|那边)的(?:人|一个人|某个人|员工)$"
)
# 「刘敏和她的老板，老板姓谭」 names somebody after all.
_FAMILY_NAME = re.compile(
    r"^(?:那个)?(?:他|她)?(?:现在)?的?(?P<who>老板|公司|东家|单位|领导|上司|表弟|老婆|老公|徒弟|师傅|朋友)姓(?P<family>[一-鿿])$"
)
_HOW_MANY = re.compile(r"(?:他们|她们)?[两三几](?:爷子|娘母|口子|兄弟|姐妹|弟兄|师徒|公婆|妯娌|个人|个)")
_NAMELESS = "（姓名不详）"
_MOST_CHARACTERS, _FEWEST_TALKED = 160, 4


def parties_told(text: str) -> tuple[str, ...]:
    """Return the parties among talk about them, in order; nothing where no clause is talk, or one is neither."""
    said = as_written(text).strip()
    clauses = [clause.strip() for clause in _CLAUSES.split(said) if clause.strip()]
    if len(clauses) < 2 or len(said) > _MOST_CHARACTERS:
        return ()
    named: list[str] = []
    talks = False
    for clause in clauses:
        if names := _names_in(clause, named):
            named += (name for name in names if name not in named)
            talks = talks or _NAMELESS in names[0]
        elif _with_family_name(named, clause):
            talks = True
        elif not _is_talk(clause, named):
            return ()
        else:
            talks = True
    return tuple(named) if named and talks else ()


def _with_family_name(named: list[str], clause: str) -> bool:
    """Put in the family name of whoever was named by what they are: 「…的老板，老板姓谭」."""
    found = _FAMILY_NAME.match(clause)
    if not found or not named or not named[-1].endswith(f"{found['who']}{_NAMELESS}"):
        return False
    named[-1] = f"{named[-1].removesuffix(_NAMELESS)}（姓{found['family']}，全名不详）"
    return True


def _names_in(clause: str, known: list[str]) -> tuple[str, ...]:
    """Return whom a clause names and nothing more: 「一个叫谭波」, 「刘敏和向红」, 「他表弟」."""
    if relative := _RELATIVE.match(clause):
        return (f"{known[0]}的{relative['who']}{_NAMELESS}",) if known else ()
    if unnamed := _UNNAMED.match(clause):
        return (f"{unnamed['who']}{_NAMELESS}",)
    if inside := _INSIDE.match(clause):
        return (f"{inside['who']}的人{_NAMELESS}",) if known else ()
    if (shop := shop_sign_in(clause)) and not _TALK.search(shop):
        return (shop,)
    lead = _INTRODUCES.match(clause)
    post = _POST_BEFORE.match(clause)
    bares = (
        clause,
        clause[lead.end() :] if lead else clause,
        without_whose(clause),
        without_introduction(clause),
        post["who"] if post else clause,
    )
    for bare in dict.fromkeys(bares):
        is_called = lead is not None and bare is not clause and _CALLED.search(lead[0]) is not None
        name = _TAIL.sub("", bare)
        if _is_party(name, announced=is_called or not known):
            return (name,)
        if halves := _two_of(name):
            return halves
    return (
        (_TAIL.sub("", counted[1]),)
        if (counted := _COUNTED.match(clause)) and not _TALK.search(counted[1])
        else ()
    )


def _two_of(name: str) -> tuple[str, ...]:
    """Return the two that are joined: 「刘敏和向红」, 「刘敏和她现在的老板」."""
    halves = re.split(r"[和跟与及]", name)
    if len(halves) != 2 or not _is_party(halves[0], announced=False):
        return ()
    if whose := _HIS_PEOPLE.match(halves[1]):
        return (halves[0], f"{halves[0]}的{whose['who']}{_NAMELESS}")
    return tuple(halves) if _is_party(halves[1], announced=False) else ()


def _is_party(name: str, *, announced: bool) -> bool:
    if _TALK.search(name):
        return False
    is_person = is_titled(name) or name_at(name, 0, announced=announced) == name != ""
    is_usual = is_a_name(name) and not is_a_word(name)
    return is_person or is_usual or is_an_organisation(name) or is_by_short_name(name)


def _is_talk(clause: str, known: list[str]) -> bool:
    begins_with_one = any(clause.startswith(name) and len(clause) > len(name) + 1 for name in known)
    return (
        begins_with_one
        or _HOW_MANY.fullmatch(clause) is not None
        or (len(clause) >= _FEWEST_TALKED and _TALK.search(clause) is not None)
    )
