"""What has not happened, or nobody knows whether it has: 「还没卖」, 「怕他用」, 「用没用不晓得」. Pure.

What did not happen is no act that happened. What stands between the denial and the act is a closed list: of
「没打招呼就拷走了」 only the greeting is denied.
"""

from __future__ import annotations

import re

_NOT = r"(?:(?<!有)没(?:有|得)?(?!多久|几天|过多久)|未(?!经)|尚未|莫得|莫有|不曾)"
_UP_TO_THE_ACT = (
    r"(?:(?:来得及|来得赢|机会|开始|正式|真的?|真正|实际上?|直接|公开|对外|向外|往外|大规模|大批量?|进一步|再|先|能|敢|想|说|"
    r"拿出去|拿去|拿来|拿到外面|拿起|出去|去|在|被|遭|地|"
    r"把(?!我)[^,，。;；就]{1,8}|(?:给|向|对|跟|和|同|往|被|遭)[^,，。;；就把]{1,6}?|(?:任何)?(?:人|哪个|哪家|谁)(?:在|来|去)?)){0,3}"
)
_DENIED = re.compile(rf"{_NOT}{_UP_TO_THE_ACT}$")
# 「没有发现他用」, 「目前还没看到他们拿去投标」
_NOT_SEEN = re.compile(
    r"(?:没有?|没得|未|尚未|莫得)(?:发现|看到|看见|见到|听说|查到|证据|证明|迹象)[^,，。;；!！?？]{0,10}$"
)
# 「怕他卖给别人」, 「打算拿去投产」: feared or planned, and not done.
_FEARED = re.compile(
    r"(?:怕|担心|生怕|唯恐|以防|防止|万一|如果|要是|假如)"
    r"(?:我们?|他们?|她们?|对方|它|那边|别人|有人|竞争对手|同行|新公司|会|要|再|将来|以后|今后|哪天|又|也|把(?!我)[^,，。;；就]{1,8}|"
    r"把我们的?[^,，。;；就]{1,6}|拿去|拿到外面|拿给|去|被|遭|(?:给|向)[^,，。;；就]{1,4}|"
    r"[去到在了][^,，。;；就]{2,14}(?:以后|之后|后|上班|公司|厂))*$"
)
_PLANNED = re.compile(
    r"(?:准备|打算|计划(?=着|要|把|将|拿|再|去)着?|扬言|威胁)(?:说)?(?:要|会)?(?:(?:再|拿去|拿到外面|拿给|去|将来|以后|对外|把(?!我)[^,，。;；就]{1,8}|把我们的?[^,，。;；就]{1,6}|"
    r"(?:给|向)[^,，。;；就]{1,4}))*$"
)
# 「申请了专利就要公开」 says what follows, and not what somebody did.
_FOLLOWS = re.compile(r"就(?:要|会|得|该|必须)(?:把[^,，。;；]{1,8}|拿去|对外|全部|都)?$")
_WHETHER = re.compile(r"(?:是不是|是否|有没有?|有无|会不会|到底|究竟|还是)[^,，。;；]{0,10}$")
_DOES_NOT_KNOW = (
    r"(?:不(?:太|大|是很|敢|好)?(?:清楚|晓得|知道|确定|肯定|了解|好说|敢说|得而知)|无法(?:确定|确认|知道)|没法(?:确定|确认|知道|查)|"
    r"没(?:有|得)?(?:底|把握|数|证据|查到|查清)|说不(?:准|清|好)|拿不准|搞不清|(?:还|尚)?待查|有待核实|未知)"
)
_UNKNOWN_BEHIND = re.compile(
    rf"^[^,，。;；!！?？]{{0,12}}[,，]?(?:我们?|我司|暂时|目前|现在|这个|还|也|就|都|真的?)*{_DOES_NOT_KNOW}"
)
_UNKNOWN_BEFORE = re.compile(rf"{_DOES_NOT_KNOW}[^,，。;；]{{0,6}}$")
# 「用没用不晓得」, 「卖没卖」
_OR_NOT = re.compile(r"^没有?[\u4e00-\u9fff]")
# 「用都还没用」, 「卖都没卖」
# 「现在公司说我偷了图纸」: of what somebody is accused of, it is not told that it was done.
_ACCUSED_OF = re.compile(r"(?:说|讲|告|冤枉|诬陷|诬赖|怀疑|认定)(?:是)?我(?:们)?$")
_NOT_EVEN = re.compile(r"^(?:倒|都|也|还|是|却|又)+(?:没有?|没得|未)")
_MOST_BEFORE = 24
_CLAUSE_MARKS = re.compile(r"[,，。;；:：!！?？\n]")


def is_undone(text: str, start: int, end: int) -> bool:
    """Say whether the words of an act, from `start` up to `end`, tell of one that did not surely happen."""
    before = _CLAUSE_MARKS.split(text[max(start - _MOST_BEFORE, 0) : start])[-1]
    behind = text[end : end + _MOST_BEFORE]
    denials = (_DENIED, _NOT_SEEN, _FEARED, _PLANNED, _FOLLOWS, _ACCUSED_OF)
    if any(denies.search(before) for denies in denials) or _NOT_EVEN.match(behind):
        return True
    asks_whether = _WHETHER.search(before) is not None or _OR_NOT.match(behind) is not None
    return asks_whether and (
        _UNKNOWN_BEHIND.match(behind) is not None or _UNKNOWN_BEFORE.search(before) is not None
    )
