"""Is this asking? What kind of question it is, and which sentences of a message ask. Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from intents import expressions as re
from intents.literals import LiteralGuard, guard_of
from intents.once import once_a_message

# Longer messages tell a story first; the question is one of their sentences.
LONG_CHARACTERS = 45
# Of a story, so many sentences are looked at, from the end.
MOST_SENTENCES = 3
SHORTEST_CHARACTERS = 4

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_QUESTION_MARK = re.compile(r"[？?]")
_OF_FEES = re.compile(
    r"(?:律师|鉴定|公证|诉讼|官司|代理|收费|要钱)[^。；;]{0,10}(?:多少钱|好多钱|几多钱|多少费用|贵不贵|高不高|咋收|怎么收|啷个收|收好多)"
)
# 「其他没得啥子措施」, 「没得哪个晓得」 say that there is none.
_NOT_NONE = "(?<!没)(?<!没有)(?<!没得)(?<!莫得)"
QUESTION = re.compile(
    rf"[?？]|吗|{_NOT_NONE}什么|怎么|咋|{_NOT_NONE}啥|有没得|为何|多少|多久|好久|区别|会不会|回不回|查不查|罚不罚|管不管|收不收|给不给|办不办|抓不抓|赔不赔|判不判|能不能|可不可以|可以不|是不是|要不要|有没有|需不需要|算不算|{_NOT_NONE}哪[里些个一]|{_NOT_NONE}谁|[得行要]不$|嘛$|啵[。?？!！]?$|"
    r"(?:得[到倒了成起]|[会能要算有是敢用]|可以|知道|晓得)[^，,。；;！!]{0,8}不[嘛哦啊呀哟咯]?[?？]?$|算[^，,。；;！!]{1,6}不算|好多(?:字|天|钱|久)|"
    r"你们[^，,。；;！!]{1,8}没(?:有|得)$|违不违|犯不犯|行不行|用不用|归不归|扣不扣|退不退|报不报|停不停|撤不撤|转不转|合不合"
)

KINDS_OF_QUESTION: dict[str, re.Pattern[str]] = {
    "who": re.compile(r"谁|哪个部门|哪些部门|哪个局|哪级|哪一级|什么部门|找哪|哪个单位|什么人|哪家"),
    "where": re.compile(r"哪里|哪儿|什么地方|在哪|去哪|到哪"),
    "when": re.compile(r"什么时候|何时|几月|几号|哪天|哪年|哪一天|哪一年|日期|截止|期限|时间点|什么时间"),
    "how_long": re.compile(
        r"多久|多长|多快|几天|几年|几个月|几个工作日|多少天|多少个工作日|多少年|期限|时限|时效|最长"
    ),
    "how_much": re.compile(
        r"多少(?!天|年|个工作日)|几个(?!月|工作日)|几家|几分|几次|几项|几大|几倍|几条|占比|金额|分值|数量"
    ),
    "how": re.compile(r"怎么(?!算|回事|样)|如何|怎样|流程|步骤|程序|办法"),
    "whether": re.compile(r"吗|是否|能否|可否|(.)不\1|有没有|算不|行不|不$|能用|可以"),
    "what": re.compile(r"什么(?!时候|时间|地方|部门|人)|哪些(?!部门)|哪几|内容|包括|含义|意思|定义|怎么回事"),
    "why": re.compile(r"为什么|为何|原因|凭什么"),
}


@once_a_message
def looks_like_a_question(text: str) -> bool:
    """Say whether the words ask something, whatever they are about."""
    return QUESTION.search(text) is not None or _OF_FEES.search(text) is not None


def asks_of_fees(text: str) -> bool:
    """Say whether somebody asks what a lawyer, an opinion or a suit costs: no answer to anything."""
    return _OF_FEES.search(text) is not None


def questions_in(text: str) -> list[str]:
    """Return the message itself, and its sentences from the last on if it is long or asks more than once."""
    whole = text.strip()
    sentences = [part.strip() for part in _SENTENCE.findall(whole) if len(part.strip()) >= SHORTEST_CHARACTERS]
    if len(whole) <= LONG_CHARACTERS and len(_QUESTION_MARK.findall(whole.rstrip("？?"))) == 0:
        return [whole]
    return [whole, *reversed(sentences[-MOST_SENTENCES:])]


def kinds_of(asked: str) -> frozenset[str]:
    """Return which kinds of question a text asks: who, when, how_much ..."""
    return _shared(frozenset(_kinds().found_in(asked)))


@cache
def _kinds() -> LiteralGuard[str]:
    return guard_of(KINDS_OF_QUESTION)


@lru_cache(maxsize=256)
def _shared(kinds: frozenset[str]) -> frozenset[str]:
    """Return one and the same set for equal ones: thousands of wordings share a few dozen."""
    return kinds
