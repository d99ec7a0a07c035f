"""One more party that is to be reported, in everyday words: 「我还想加一个人，他堂弟吴江也有份」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.persons.parties import is_an_organisation, is_by_short_name
from intents.persons.people import is_a_name, is_titled, name_at, people_in
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 60
# 「都对，但是…」, 「内容没得问题，就是…」: what stands is right.
_RIGHT_SO_FAR = re.compile(
    r"^(?:(?:内容|其他|其它|别的|上面|前面|这些|那些|都|全部?|"
    r"我看了?一?下?)*(?:是)?(?:都)?(?:对(?!方)头?|没得问题|没有?问题|没错|可以|正确|要得|好)(?:的|了|"
    r"嘛)*[，,。；;\s]*)?"
    r"(?:但是?|不过|就是|只是|哦|对了|诶|那|[，,\s])*"
)
_A_PARTY = (
    r"(?:一?[个家名位](?:人|公司|单位|厂|店|同伙|被举报的?人?|被告)?|被举报的?人?|"
    r"被举报的?(?:公司|单位)|同伙|[两二三](?:个人|家))"
)
_ADDS = re.compile(
    rf"^(?:我们?|想|要|请|帮我|麻烦|能不能|可以|[，,\s])*+(?:再|还|另外|还要再?|也|"
    rf"(?=[漏少差忘]))(?:再|要|想|需要|得|"
    rf"应该|给我|帮我)*(?:加|添|增加|补|补上|告|举报|有|漏|少|差|忘)"
    rf"(?:上|了|进去)*(?:的)?{_A_PARTY}[，,：:。\s]*(?:名字|人名|名称)?(?:就?是|叫做?|名叫|"
    rf"喊)?[：:，,\s]*(?P<who>[^。；;！!？?\n]{{2,40}})"
)
# 「被举报人少写了一个，还有重庆佰川商贸有限公司，它是前员工开的」
_LEFT_OUT = re.compile(
    r"^(?:被举报的?(?:人|方|单位|公司)?|对方|这里|那里|我|们|[，,\s])*+(?:还|又|好像|是|都)*[少漏差忘](?:写|填|报|说|列|加|记|掉|了)*"
    r"一?[个家位名](?![字数号点零月日地项材])(?:人|公司|单位|厂|店|被举报的?人?)?[，,：:。；;\s]*(?:还有|就?是|叫做?|名叫|漏的是|少的是)*(?:一?[个家位])?[：:，,\s]*(?P<who>[^。；;！!？?\n]{2,40})"
)
# 「他堂弟吴江也有份」, 「他老婆刘芳也参与了，把她也加上」.
_TOOK_PART = re.compile(
    r"^(?P<who>[^，,。；;！!？?\n]{2,24}?)(?:也|都|同样|一样)(?:是)?(?:有份|有一份|参与|参加|参加|"
    r"掺和|搞了?|在?用|拿了|偷了|晓得|脱不了干系|一伙的?|一起|帮忙|要告|要举报|要加|得加|要算)"
)
# 「收东西的宏运电子也要告」, 「还有我们销售总监，叫吴勇，他也要告」; in 「我老公也要告他」 it is who reports.
_REPORTED_TOO = re.compile(
    r"^(?:还有|另外|再就是|以及)?[，,\s]*(?P<who>[^。；;！!？?\n]{2,30}?)[，,]?(?:他|她|它|他们|这个人|这家)?(?:我们?)?(?:也|同样)(?:都|一样|一起)?"
    r"(?:是)?(?:要|想|得|应该|必须)(?:一起|一并)?(?:告|举报|投诉|检举)(?:进去|的|上|嘛|哈)?(?=[，,。；;！!]|$)"
)
# 「还要告宏运电子」, 「另外我还要举报他老板刘洋」.
_REPORTS_TOO = re.compile(
    r"^(?:另外|再就是|我们?|[，,\s])*(?:还|也)(?:要|想|得)(?:一起|一并)?(?:告|举报|投诉|检举)(?P<who>[^。；;！!？?\n]{2,30})"
)
_OF_WHAT_THEY_DO = re.compile(r"^[^，,]{1,8}的(?=[\u4e00-\u9fff]{2})")
# 「被举报人是法人叫赵强」 beside the company that is his.
_ITS_CHIEF = re.compile(
    r"^(?:被举报|被告|被投诉)的?(?:人|方|对象)?(?:还|就|应该)?是(?:它|他们?|这个?公司|那个?公司|公司)?的?"
    r"(?:法定代表人|法人代表|法人|老板娘?|负责人|实际控制人|实控人|股东|总经理|厂长|店长)[，,]?(?:就?是|叫做?|名叫|[:：])?(?P<who>[\u4e00-\u9fff]{2,4})(?=[，,。；;！!\s]|$)"
)
# 「不是从我们公司拷走，被举报人是王某」
_INSTEAD = re.compile(
    r"^不(?:是|叫)(?P<old>[^，,。；;]{2,40})[，,。；;\s]+(?:被举报|被告|被投诉)的?(?:人|方|对象)?(?:应该|其实|就)?(?:是|叫)(?P<new>[^，,。；;！!]{2,40})[。！!嘛哈]*$"
)
_TO_BE_ADDED = re.compile(
    r"(?:把|将)(?:他|她|它|这个人|那个人|这家|那家|他们|她们)?(?:也|一起|一并|都)?(?:给我|一起|"
    r"一并)*(?:加|添|写|算|补|告|报|列)(?:上|进去|进来|起|了)"
    r"|也?(?:要|得|一起|一并)(?:加上|加进去|举报|告|写上|算上)"
)
_RELATIVE = (
    r"(?:他|她|他们|她们|对方|这个人)?(?:家|屋头)?的?(?:亲|堂|表|大|小|二|三|幺|前)?"
    r"(?:弟弟?|哥哥?|姐姐?|妹妹?|兄弟|姐夫|妹夫|老婆|老公|媳妇|爱人|妻子|丈夫|爸|妈|父亲|母亲|"
    r"儿子|女儿|女婿|舅子|舅舅|叔叔?|侄儿|侄子|外甥|老表|师傅|师父|徒弟|徒儿|"
    r"同事|同伙|朋友|合伙人|老板|司机|会计|助理|秘书|手下|下属|上司|领导|经理|技术员|业务员|工程师|股东|法人)的?"
)
_BEFORE_A_NAME = re.compile(
    rf"^(?:就?是|叫做?|名叫|那个|这个|还有|{_RELATIVE}){{1,3}}+(?:就?是|叫做?|名叫|[：:])?"
)
_AFTER_A_NAME = re.compile(r"(?:也|都|同样|就|他|她|是|在|一起|跟)(?:.*)$")
_APART = re.compile(r"[，,、；;\s]+|和|跟|以及")


def another_party_in(text: str) -> str:
    """Return who is reported as well; "" where nobody is named, or it is only asked."""
    if len(text) > _MOST_CHARACTERS or looks_like_a_question(text):
        return ""
    said = _RIGHT_SO_FAR.sub("", text, count=1)
    if adds := _ADDS.match(said) or _LEFT_OUT.match(said):
        return _named_in(adds["who"])
    if too := _REPORTED_TOO.match(said) or _REPORTS_TOO.match(said):
        return _named_in(_OF_WHAT_THEY_DO.sub("", too["who"])) or _named_in(too["who"])
    took_part = _TOOK_PART.match(said)
    # 「他老婆刘芳也参与了」 alone tells something; with the wish to add her it is one more.
    return _named_in(took_part["who"]) if took_part and _TO_BE_ADDED.search(said[took_part.end() :]) else ""


def chief_accused_in(text: str) -> str:
    """Return which chief of a house is said to be reported: 「被举报人是法人叫赵强」; "" for none."""
    found = _ITS_CHIEF.match(text)
    return found["who"] if found and (is_a_name(found["who"]) or _is_announced(found["who"])) else ""


def accused_instead_in(text: str) -> tuple[str, str]:
    """Return who is not reported and who is in their place: 「不是A，被举报人是B」; ("", "") for neither."""
    found = _INSTEAD.match(text)
    return (found["old"].strip(), found["new"].strip()) if found else ("", "")


def _is_announced(name: str) -> bool:
    """Say whether it is a name where one was announced: 「再补一个被举报人，杨梅」."""
    return name_at(name, 0, announced=True) == name != ""


def _named_in(words: str) -> str:
    if named := organisations_in(words):
        return named[0].name
    for piece in filter(None, _APART.split(words)):
        bare = _BEFORE_A_NAME.sub("", piece)
        for name in (bare, _AFTER_A_NAME.sub("", bare)):
            is_house = is_an_organisation(name) or is_by_short_name(name)
            if is_a_name(name) or is_titled(name) or is_house or _is_announced(name):
                return name
    people = people_in(words)
    return people[0].name if people else ""
