"""Told: what kind of thing an answer tells - points, days, money, times - and whether that is what was asked."""

from __future__ import annotations

from functools import cache

from intents import expressions as re
from intents.literals import LiteralGuard, guard_of

# What a normalised question asks for, and how an answer that tells it is written.
_KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "points": (
        re.compile(r"几分|多少分|分值|占分|占比|满分|得分|加分"),
        re.compile(r"\d分|加分|得分|及格分"),
    ),
    "time": (
        re.compile(
            r"多久|多长|几天|几年|几个?月|几个?工作日|多少(?:天|年|个?工作日|个月|小时)|几月|几号|哪[天年月]|"
            r"什么时候|何时|截止|期限|时限|最长|最晚|最迟|几小时|有效期"
        ),
        re.compile(r"\d个?(?:工作日|天|日|年|个?月|小时)|年限|期限|以前|以后|之前|为止|时|定期|及时"),
    ),
    "money": (
        re.compile(r"多少钱|罚多少|赔多少|多少万|几万|几百万|多少元|金额|罚款.{0,4}多少|多少罚款"),
        re.compile(r"\d万|\d元|\d倍|数额|金额|收费|费用|奖"),
    ),
    "times": (re.compile(r"几次|几回|多少次"), re.compile(r"\d次|次数|定期")),
    "number": (
        re.compile(r"[几多]少?(?:家|个(?!月|工作日)|名|人)|多少(?:家|个|人)"),
        re.compile(r"\d|[两三四五六七]|人数|数量"),
    ),
    "which_office": (
        re.compile(r"哪个(?:局|部门|法院|单位|机关|区)|哪级|哪1级|归谁|谁管|找谁|交给谁|向谁|谁(?:来)?批|去哪"),
        re.compile(r"局|部门|法院|机关|机构|仲裁|公安|政府|单位|负责人|委员会|平台|热线"),
    ),
}
ASKED_FOR = {kind: asked for kind, (asked, _) in _KINDS.items()}
# Who is told that nothing is written has been told.
_LEFT_OPEN = re.compile(r"没有(?:写|规定|固定|说)|未(?:写|规定)|请问")

Kinds = frozenset[str]


def kinds_told(answer: str) -> Kinds:
    """Return what kinds of thing a normalised answer tells; all where there is none, or something is left open."""
    if not answer or _LEFT_OPEN.search(answer):
        return frozenset(_KINDS)
    return frozenset(kind for kind, (_, told) in _KINDS.items() if told.search(answer))


def kinds_wanted(question: str) -> Kinds:
    """Return what kinds of thing a normalised question asks for."""
    return frozenset(_asked().found_in(question))


@cache
def _asked() -> LiteralGuard[str]:
    return guard_of(ASKED_FOR)


def untold(wanted: Kinds, told: Kinds) -> float:
    """Return the feature `untold`: the share of what is asked for that the answer does not tell."""
    return len(wanted - told) / len(wanted) if wanted else 0.0
