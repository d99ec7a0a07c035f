"""What a message looks like to the recogniser: character n-grams, the last clause, cues and moods. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from intents import wording

# Of a long message the beginning says who is speaking and the end what is wanted.
_BEGINNING_CHARACTERS = 160
_END_CHARACTERS = 80

_CLAUSE_END = re.compile(r"[，,。.!！?？;；…~\n]+|\s{2,}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

# What gives away a kind of message wherever it stands. Cues are features of the classifier, not decisions.
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("when or how much", r"多少|多久|多长|什么时候|几[天个年次号分家条章月级倍回种项]"),
        ("what or how", r"什么|怎么|哪|谁|为什么|区别|不同|意思"),
        ("whether", r"吗|(\w)不\1|有没有|能不能|会不会|是不是|算不算|要不要"),
        ("either or", r"(?<!我)(?<!^)还是(?!想|要|直接|先|约|报)"),
        ("condition", r"如果|要是|的话|以后|之前必须"),
        ("act of reporting", r"举报|投诉|检举|维权|报案|告他|查处|追究"),
        ("turns down", r"(?:不|别|莫|算了)\w{0,3}(?:举报|投诉|报了|报$|弄|搞|填|交|约|要了|告了|咨询|继续)"),
        ("a meeting", r"约|派人|派个|上门|来人|请\w{0,8}(?:来|到)|当面|对接"),
        ("own case", r"(?:我|我们)(?:的|那|上|前|交|报|投诉|约|预约|反映)|上次|上回|之前|上个月|上周|前天|原来的"),
        ("how far", r"进度|进展|结果|哪一?步|回音|消息|立案了|办[完好得]|(?:查了|处理|收到)没|状态|下文|情况$"),
        ("adds", r"补|再交|再加|再传|加一|加个|加到|添|忘[了交]|漏|更新|没交"),
        ("a person", r"人工|客服|工作人员|机器|领导|专员|干部|打给|回电"),
        ("fetches someone", r"(?:找|喊|叫|换|接|让|跟|和)\w{0,6}(?:人|老师|同志)"),
        ("wrong", r"错|不对|有误|不正确|写反|不是\w+是"),
        ("change", r"改|返回|退回|回去|回到|倒回|上一|重新|重填|重选"),
        ("submits", r"提交|交[吧嘛了]|确认|报上|没问题|无误"),
        ("thanks", r"谢|感恩|辛苦|感谢"),
        ("greets", r"^(?:你好|您好|老师好|哈喽|hello|早|下午好|喂)"),
        ("speaks to us", r"你们?(?:会不会|能不能|可以|是不是|要不要|会|能|管)"),
        ("a company", r"公司$|厂$|店$|有限|集团"),
        ("only signs", r"^[\d\s\-+a-z]+$"),
        ("our trade", r"秘密|保密|举报|投诉|侵权|示范|试点|指导|园区|立案|管辖|竞业|泄露|技术|图纸|配方|客户"),
        ("work of others", r"商标|专利|执照|社保|医保|公积金|工资|食品|药|电梯|物业|税|房"),
        ("daily life", r"吃|快递|外卖|退款|退钱|天气|股票|门票|火锅|好耍|唱|故事|笑话|诗|段子"),
        ("a date", r"\d年|\d月|去年|前年|今年|年底|月初|周[一二三四五六日]"),
    )
)
_ASKS = re.compile(
    r"[?？]|吗|么$|什么|怎么|多少|多久|多长|哪|谁|为什么|几[天个年次号分家条章月级倍回种项]|(\w)不\1|有没有|区别"
    r"|(?<!我)(?<!^)还是(?!想|要|直接|先|约|报)"
)
_OWN_CASE = re.compile(
    r"我们?(?:的|那|上|前|交|报|投诉|约|预约|反映|举报的)|上次|上回|之前|上个月|上周|前天|前几天|原来的|以前(?:的|那|报)"
)
_ASKS_AT_THE_END = re.compile(r"(?:不|没|没有|吗)$")
_WANTS_TO_REPORT = re.compile(
    r"(?:要|想|来|帮我|申请|请|直接|改成|换成|向你们|^还是|我还是|^)\w{0,6}(?:举报|投诉|检举|维权|报案|查处)|告他|告诉你们"
)


# One turn asks what a message wants and what it does to a form.
@lru_cache(maxsize=64)
def features_of(text: str) -> frozenset[str]:
    """Describe a message: its n-grams, those of its last clause, the cues, the moods."""
    said = _shortened(text)
    whole = _NUMBER.sub("0", wording.normalised(said))
    clauses = _clauses(said)
    features = {f"length {min(len(whole) // 6, 6)}"} | _grams(whole) | _cues(whole, "")
    if len(clauses) > 1:
        features |= {f"last {gram}" for gram in _grams(clauses[-1])} | _cues(clauses[-1], "last ")
    features |= _cues(wording.normalised_with_politeness(said), "polite ")
    return frozenset(features | _moods(whole, clauses))


def _clauses(said: str) -> list[str]:
    parts = (wording.normalised(part) for part in _CLAUSE_END.split(said))
    return [_NUMBER.sub("0", part) for part in parts if part]


def _moods(whole: str, clauses: Sequence[str]) -> set[str]:
    """Say whether it asks and whether it wants to report: 「我要举报」 is an act, 「举报要什么」 a question."""
    ends = any(_ASKS_AT_THE_END.search(clause) for clause in clauses if len(clause) > 3)
    asks = ends or bool(_ASKS.search(whole))
    wants = any(_WANTS_TO_REPORT.search(clause) for clause in clauses)
    last_asks = bool(clauses) and bool(_ASKS.search(clauses[-1]) or _ASKS_AT_THE_END.search(clauses[-1]))
    own_case = f"own case {bool(_OWN_CASE.search(whole))} asks {asks} wants {wants}"
    return {own_case, f"asks {asks}", f"asks {asks} wants {wants}", f"ends asking {last_asks} wants {wants}"}


def _grams(text: str) -> set[str]:
    framed = f"^{text}$"
    return {framed[start : start + size] for size in (1, 2, 3) for start in range(len(framed) - size + 1)}


def _cues(text: str, where: str) -> set[str]:
    return {f"{where}<{name}>" for name, pattern in _CUES if pattern.search(text)}


def _shortened(text: str) -> str:
    if len(text) <= _BEGINNING_CHARACTERS + _END_CHARACTERS:
        return text
    return f"{text[:_BEGINNING_CHARACTERS]}，{text[-_END_CHARACTERS:]}"
