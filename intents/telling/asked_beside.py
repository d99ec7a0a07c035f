"""What is asked beside a story and tells nothing of it: 「…都拷走了，这个算不算偷商业秘密哦」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
# What points back at the story, or asks of the service and the law: no fact stands there.
_ASKS = re.compile(
    r"^(?:请问|想问|我想问|我就?想知道|问一?下|那|[哦嗯诶]|到底|究竟|[，,\s])*+"
    r"(?:(?:他们?|她们?|对方)?(?:这|那|他|她|对方)(?:个|种|样|们|样子|种情况|种行为|件事|事|么做)*(?:到底|究竟)?(?:[算属]|是不是|是否|合不?合|违|犯|能|可以|该|归|得|有没有|[咋啷怎])|"
    r"[算属]不?[算属]?|是不是|合不?合?法|违不?违?法|犯不?犯?法|能不能|可不可以|可以|能|该|要不要|有没有|怎么|咋个?|啷个|如何|找谁|找哪|归谁|归哪|"
    r"你们?(?:这里|这边|局)?(?:[管受收能可会要多几]|怎么|咋|啷个)|我们?(?:能|可以|该|应该|要不要|怎么|咋个?|啷个)|(?:需要|要)(?:什么|啥|哪些|多久|多少|好久)|"
    r"多久|好久|几天|会不会|会判)"
)
_SURELY = re.compile(r"([算属是合违犯能管可])不\1|可不可以|什么|啥|怎么|咋|啷个|多久|好久|[吗不]$")


def without_what_is_asked(text: str) -> str:
    """Return a text without the clauses that only ask."""
    clauses = _CLAUSE.findall(text)
    left = [clause for clause in clauses if not _only_asks(clause)]
    return text if len(left) == len(clauses) else "".join(left).rstrip("，,、；; \n")


def _only_asks(clause: str) -> bool:
    if not _ASKS.match(clause):
        return False
    return looks_like_a_question(clause) or _SURELY.search(clause.rstrip("，,。；;！!？? \n")) is not None
