"""Whoever says that they do not report, or book, and only ask: 「我不是举报，我只是问…」. Pure.

A word that is denied is never what somebody wants: what stands beside the denial is.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 120
_CLAUSES = re.compile(r"[^，,。；;！!？?\s]+[？?]?")
_AROUND = (
    r"(?:我们?|这个?|那|先|暂时|目前|但是?|可|其实|真的?|本来|根本|都|也|现在|你们?|老师|又|哪里|并|在这[里儿]|"
    r"是说|说了?|哈){0,8}"
)
_ACTS = r"举报|投诉|检举|维权|报案|告状|揭发"
_BOOKS = r"预约|约时间|约|咨询|报名"
_WHOM = r"(?:哪个|谁|哪家|任何人|别个|别人|他们?|她们?|人家|啥子?|什么|东西|侵权|线索){0,2}"
_END = r"(?:的意思|的|哦|哈|嘛|啊|呀|噻|哟|嘞){0,3}"
_NOT = r"(?:不是|没有?(?:说过?)?|没得|莫|不用|不需要|不)"
_DENIED = re.compile(
    rf"{_AROUND}{_NOT}(?:来|要|想|在|说|去|是|给我|帮我){{0,4}}(?:(?P<report>{_ACTS}|告(?!诉|知))|(?P<book>(?:预?约一?[下个]?)?(?:{_BOOKS}))){_WHOM}{_END}"
)
# 「你咋个给我开起举报了嘛」.
_OPENED_BY_MISTAKE = re.compile(
    rf"{_AROUND}(?:怎么|咋个?|为啥子?|为什么|何必)(?:就|给我|一下子?|直接|喊我|叫我|让我){{0,3}}"
    rf"(?:开|弄|搞|变|进|填|整)(?:始|成|起|到|上|入){{0,2}}(?:填|了){{0,2}}(?:(?P<report>{_ACTS})|(?P<book>{_BOOKS}))"
    r"(?:表|单)?(?:了|嘛|啊|哦|的){0,3}[？?]?"
)
_MISTAKEN = re.compile(
    r"(?:你们?|我)?(?:莫|别)?(?:误会|搞错|弄错|理解错|听错|整错|点错|按错)(?:了|我)?(?:哈|哦|嘛|啊|吧){0,2}|"
    r"不好意思哈?|对不起|等一?[下哈]|哎呀?|不不?|哦"
)
# 「不是举报，是投诉」 names it otherwise and goes on.
_FILES_ALL_THE_SAME = re.compile(rf"^(?:我们?|而?是|要|就|想|来|直接){{0,5}}(?:{_ACTS}|告(?!诉))")
_ONLY_ASKS = re.compile(
    r"(?:只|就|是|光|来|想|要)(?:是|想|要|来|在|为了|有点|先){0,3}(?:问|咨询|打听|了解|请教|搞懂|弄清|晓得|知道|学|约|预约)"
)
_WANTS_A_VISIT = re.compile(r"约|上门|讲课|面谈|当面|来(?:我们|厂|公司|单位)[^，,。]{0,6}(?:讲|看|指导)")
_LEADS_TO_IT = re.compile(
    rf"^{_AROUND}(?:只|就|是|光|来|想|要){{0,4}}(?:问|咨询|打听|了解|请教)(?:问题|政策|个事|点事)?(?:一?[下哈]|个)?(?:的|嘛|哈|而已){{0,2}}[：:]?"
)
# Without one of these nothing is denied.
MAY_DENY = cue(
    rf"[不没莫].{{0,8}}(?:{_ACTS}|{_BOOKS}|告)|[怎咋为何].{{0,10}}(?:{_ACTS}|{_BOOKS})", signs="不没莫怎咋为何"
)


@dataclass(frozen=True, slots=True)
class NotMeant:
    """What somebody says they do not want, and what they do want.

    books    a booking is denied; else a report
    rest     what they want instead, in their words; "" where nothing is said of that
    visits   that is a visit or an appointment
    reports  that is a report
    """

    books: bool
    rest: str
    visits: bool
    reports: bool = False


def not_meant(text: str) -> NotMeant | None:
    """Return what is denied and what is wanted instead; None where nothing is denied, or something is told."""
    if len(text) > _MOST_CHARACTERS:
        return None
    clauses = _CLAUSES.findall(text)
    denied = [found for found in map(_denied, clauses) if found]
    if not denied:
        return None
    others = [clause for clause in clauses if not _denied(clause) and not _MISTAKEN.fullmatch(clause)]
    rest, books = "，".join(others), denied[0]["book"] is not None
    if any(map(_FILES_ALL_THE_SAME.match, others)):
        # 「我是要举报…，不是咨询」 is in the wrong form; 「不是举报，是投诉」 in the right one.
        return NotMeant(True, rest, False, reports=True) if books and not looks_like_a_question(rest) else None
    if rest and not (_ONLY_ASKS.search(rest) or looks_like_a_question(rest)):
        return None
    visits = _WANTS_A_VISIT.search(rest) is not None and not looks_like_a_question(rest)
    return NotMeant(books, rest if visits else _asked(rest), visits)


def _denied(clause: str) -> re.Match[str] | None:
    return _DENIED.fullmatch(clause) or _OPENED_BY_MISTAKE.fullmatch(clause)


def _asked(rest: str) -> str:
    """Return the question without the words that only lead to it: 「我只是问哈…」."""
    return _LEADS_TO_IT.sub("", rest, count=1).strip("，, ")
