"""Somebody in office is to keep out of it (回避): said in a message of its own, or inside a story. Pure.

「开州局有个科长是对方老板的舅子，请他回避」 asks for it and says why; 「他一直回避我们的问题」 does not.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 200
_OFFICE = (
    r"[^，,。；;]{0,6}(?:科长|处长|局长|所长|队长|主任|副局长|书记|科员|民警|干部|领导|承办人?|"
    r"经办人?|办案(?:人员|的人?|人)|执法(?:人员|的人?)|"
    r"工作人员|(?:局|所|队|科|处)(?:里|头|上)?(?:的|有)?(?:个|一个|那个|哪个)?(?:人|同志|领导|姓[\u4e00-\u9fff]))"
)
# 「请他回避」, 「申请开州局的那个科长回避」, 「我要填回避申请」 without a word of whom asks for nothing yet.
_ASKS = re.compile(
    r"(?:申请|要求|请求?|希望|应当|应该|必须|需要|最好|建议|想|要|让|喊|叫|麻烦|"
    r"得)[^，,。；;！!？?]{0,24}回避(?!不了|的问题|问题|责任|检查|调查|风险)|"
    r"回避(?:一下|申请)[：:，,]"
)
_KEEPS_OUT = re.compile(
    r"(?:不要|莫要|莫|别|不能|不准|不许|不该)(?:再)?(?:让|叫|喊|给|派|"
    r"由)?[^，,。；;！!？?]{0,8}(?:经手|插手|来?办(?!法|理期)|来?查|来?管(?!辖)|参与|过手|负责)|"
    r"换(?:一?个|别个|别的)?人(?:来)?(?:办|查|管|处理|经手)"
)
_IN_OFFICE = re.compile(_OFFICE)
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_STOPS = re.compile(r"[。！!？?\n]")
_ONLY_NAMES_IT = re.compile(
    r"^(?:我|想|要|需要|[，,\s])*(?:申请|填|写|补|加|改|"
    r"提)*(?:一?[下个])?回避(?:申请)?(?:那?项)?(?:怎么\S{1,4})?[。！!吧嘛]*$"
)
_ENDS = "，,。；;！!、 "
_REASON_CHARACTERS = 80


def recusal_asked_in(text: str) -> str:
    """Return the words that ask for somebody to keep out of it, with the reason before them; "" where none do."""
    if "回避" not in text and _KEEPS_OUT.search(text) is None:
        return ""
    clauses = list(_CLAUSE.finditer(text))
    for at, clause in enumerate(clauses):
        if _asks(clause[0], text, clauses, at):
            first, last = _with_reasons(clauses, at)
            return text[clauses[first].start() : clauses[last].end()].strip(_ENDS)[:_MOST_CHARACTERS]
    return ""


def _asks(clause: str, text: str, clauses: list[re.Match[str]], at: int) -> bool:
    said = clause.strip(_ENDS)
    if _ONLY_NAMES_IT.match(said) or looks_like_a_question(clause):
        return False
    if _ASKS.search(clause):
        return True
    # 「请莫让他经手」 speaks of somebody in office who was named just before.
    first, _ = _with_reasons(clauses, at)
    named = text[clauses[first].start() : clauses[at].end()]
    return _KEEPS_OUT.search(clause) is not None and _IN_OFFICE.search(named) is not None


def _with_reasons(clauses: list[re.Match[str]], at: int) -> tuple[int, int]:
    """Return from which clause to which the wish goes: who in office it is, and why, in the same sentence."""
    last = min(at + 1, len(clauses) - 1) if not _STOPS.search(clauses[at][0]) else at
    names_them = _IN_OFFICE.search(clauses[at][0]) is not None
    if names_them and last > at:
        # 「请李队长回避，他老婆在那家公司上班」: what stands before it is another matter.
        return at, last
    first = at
    while first > 0 and not _STOPS.search(clauses[first - 1][0]):
        is_far = clauses[at].end() - clauses[first - 1].start() > _REASON_CHARACTERS
        names_them_before = _IN_OFFICE.search(clauses[first - 1][0]) is not None
        if is_far or (names_them and first < at and not names_them_before):
            break
        first, names_them = first - 1, names_them or names_them_before
    return first, last
