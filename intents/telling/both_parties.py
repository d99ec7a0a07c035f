"""Who reports and who is reported, each named after words that say so: 「我们公司叫A，被投诉的是B，在合川」. Pure.

And a reported party whose name is not known but where they are: 「不晓得叫啥名字，就在南坪万达对门二楼」.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.cues import cue
from intents.persons.parties import is_an_organisation
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 100
_MARKS = re.compile(r"[，,。；;！!\n]+")
_LED = r"^(?:那|嗯|你好|您好|哦|就|是){0,3}"
_CALLED = r"(?:的)?(?:全名|全称|名字|名称)?(?:就|应该)?(?:叫做?|是|为|[:：])"
_END = r"(?:的|哈|哦|嘛|啊|[。！!])*$"
_OURS = re.compile(
    rf"{_LED}(?:我们?|本|咱们?|权利人|举报人|投诉人)(?:这个?)?(?:公司|单位|厂子?|企业|这边|方|家)?{_CALLED}(?P<name>[^，,。；;！!：:]{{4,40}}?){_END}"
)
_THEIRS = re.compile(
    rf"{_LED}(?:我们?)?(?:要|想)?(?:(?:被)?(?:投诉|举报|告|控告|反映|检举)的?(?:对象|公司|单位|厂家?|那家|一方|人)?|对方(?:公司|单位|厂)?)"
    rf"{_CALLED}(?P<name>[^，,。；;！!：:]{{4,40}}?){_END}"
)
_NO_NAME = re.compile(
    r"^(?:我们?|也|真|具体|他们?|她们?|那家|对方|公司|店|的){0,8}"
    r"(?:(?:名字?|名称|店名|厂名|公司名|全称|全名|招牌|叫[啥什][么子]?名?字?)[^，,。；;]{0,4}(?:不晓得|不知道|不清楚|没记住|记不[得到清]|忘了|认不[到得]|没看清|不详)"
    r"|(?:不晓得|不知道|不清楚|没记住|记不[得到清]|忘了|没看清)[^，,。；;]{0,8}(?:名字?|名称|店名|全称|全名|招牌|叫[啥什]么?子?))"
    r"(?:名|字|了|的|哦|哈|嘛|啊){0,6}$"
)
_WHERE = re.compile(
    r"在|对[门面]|楼[上下]?|隔壁|旁边|附近|门口|地址|转角|路口|[0-9一二三四五六七八九十]+(?:号|栋|楼|层)|那[家个]"
)
_LEADS_TO_WHERE = re.compile(r"^(?:只晓得|只知道|反正|但|就|是|他们?|她们?|大概|地址(?:是|在)?|[:：]){0,6}")
# Without one of these nobody is named so.
MAY_NAME_BOTH = cue(
    r"(?:我们?|本|咱们?|权利人|[举投][报诉]人)[^，,。]{0,8}[叫是为:：]|[诉报告映举][的对][^，,。]{0,5}[叫是为:：]|"
    r"[诉报告]人[叫是为:：]|对方[^，,。]{0,4}[叫是为:：]",
    signs="叫是为:：",
)
MAY_LACK_A_NAME = cue(r"(?:不晓得|不知道|不清楚|没记住|记不|忘了|认不|没看清|不详)", signs="不没记忘认")


@dataclass(frozen=True, slots=True)
class BothParties:
    """What is named; "" where it is not.

    rest  what else is said, in its own words
    """

    ours: str
    theirs: str
    rest: str


def both_parties(text: str) -> BothParties | None:
    """Return who is named after words that say whose name it is; None where nobody is."""
    if len(text) > _MOST_CHARACTERS or looks_like_a_question(text):
        return None
    ours = theirs = ""
    rest = []
    for clause in filter(None, (clause.strip() for clause in _MARKS.split(text))):
        their = _THEIRS.match(clause)
        our = None if their else _OURS.match(clause)
        if their and not theirs and is_an_organisation(their["name"]):
            theirs = their["name"]
        elif our and not ours and is_an_organisation(our["name"]):
            ours = our["name"]
        else:
            rest.append(clause)
    return BothParties(ours, theirs, "，".join(rest)) if ours or theirs else None


def found_where(text: str) -> str:
    """Return where a party is whose name is not known; "" where that is not what is said."""
    clauses = [clause.strip() for clause in _MARKS.split(text) if clause.strip()]
    if not len(clauses) > 1 or len(text) > _MOST_CHARACTERS or not _NO_NAME.match(clauses[0]):
        return ""
    where = "、".join(_LEADS_TO_WHERE.sub("", clause) for clause in clauses[1:])
    return where if _WHERE.search("".join(clauses[1:])) else ""
