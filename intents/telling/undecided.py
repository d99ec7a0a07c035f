"""Nothing is decided yet: 「等我们老板回来再定」, 「我还没想好」, 「问哈律师再说」, 「先放着」. Pure.

Whoever is asked why they withdraw and says so has given no reason: nothing is noted of it.
"""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.plain import plain

_MOST_CHARACTERS = 40
_CLAUSES = re.compile(r"[，,。；;！!~…\s]+")
_WHO = (
    r"(?:我们?|咱们?|本人|自己|(?:我们?)?"
    r"(?:老板娘?|领导|公司|单位|厂里|厂头|厂长|经理|老总|家里|屋头|合伙人|股东|法务|律师))"
)
_BEFORE = (
    rf"(?:算了|那|就|这个?事?|其实|不过|但是?|嗯|唉|哦|额|呃|还是|{_WHO}|也|都|暂时|现在|目前|今天|一时|先|再|还|又|容|让|要|得|去|"
    r"多|在|你们?|等){0,6}?"
)
_END = r"(?:了|吧|嘛|哈|啊|哦|噻|呢|的|先|哒|看|要得|行不|好不好|谢谢|再说|再定|再决定|再看){0,6}"
# 「想清楚了」 has decided, 「想清楚了再说」 has not.
_LOOKS = (
    r"(?:想一?[想下哈]|想想|考虑(?:考虑|一?[下哈]|几天)?(?!好|清楚)|斟酌|商量(?:商量|一?[下哈])?(?!好)|缓(?:一缓|缓|一?[下哈])|(?<=再)看看|"
    r"(?:想|考虑|商量)(?:好|清楚)了?(?=再))"
)
_THINKS = re.compile(
    rf"{_BEFORE}(?:(?:跟|和|同|找|问)[^，,。]{{1,8}})?{_LOOKS}{_END}|"
    rf"{_BEFORE}(?:跟|和|同|找|问|听)(?:问|听)?(?:一?[下哈])?[^，,。]{{1,8}}(?:说|谈|讨论|意见|怎么说)?(?:一?[下哈])?(?:再|才)(?:说|定|决定|看|讲|答复|回复){_END}"
)
_OPEN = re.compile(
    rf"{_BEFORE}(?:没|没有|没得|未)(?:完全|最后|最终)?(?:想好|想清楚|想通|考虑好|考虑清楚|决定(?:好|下来)?|定(?:好|下来)?|"
    rf"拿定主意|商量好|说好|想过){_END}(?:要不要.{{0,8}})?|"
    rf"{_BEFORE}(?:拿不定主意?|定不下来|犹豫(?:得很)?|决定不了|纠结|不确定|没确定|说不准){_END}(?:要不要.{{0,8}})?"
)
_UNTIL = re.compile(
    rf"{_BEFORE}(?:等|等到|要等|待)[^，,。]{{1,16}}(?:再|才)(?:来|给你们|给您|跟你们)?(?:说|定|决定|看|讲|回|答复|回复|弄|搞|办|考虑|商量|撤)[^，,。]{{0,4}}"
)
_NOT_NOW = re.compile(
    rf"{_BEFORE}(?:不|莫|别|不要)(?:忙|急|慌|着急)(?:到)?(?:撤回?|记|写|办|弄|搞|报|定)?{_END}|"
    rf"{_BEFORE}(?<!不)(?:放(?:着|起|一?放|一?[下哈])|搁(?:着|起)|缓(?:一?缓|一?[下哈]|几天)?|拖(?:一?[下哈]|几天)){_END}|"
    rf"{_BEFORE}(?:过(?:几|两|一)?(?:天|周)|改天|下次|下回|以后|回头|到时候?|晚点|慢慢)(?:再)(?:说|定|决定|看|来|弄|办|考虑){_END}|"
    rf"(?:算了|那|就|还是|先){{0,4}}再(?:说|看|定)(?:了|吧|嘛|哈|噻|看){{0,4}}"
)
MAY_BE_UNDECIDED = cue(
    "[没未定想再放搁缓拖忙急慌]|商量|考虑|犹豫|纠结|斟酌", signs="没未定想再放搁缓拖忙急慌商考犹纠斟"
)


def is_undecided(text: str) -> bool:
    """Say whether the whole message says that nothing is decided."""
    clauses = _clauses(text)
    return bool(clauses) and all(map(_is_open, clauses))


def leaves_it_undecided(text: str) -> bool:
    """Say whether one clause does, so that what stands beside it decides nothing: 「和解了，等他打钱再说」."""
    return any(map(_is_open, _clauses(text)))


def _is_open(clause: str) -> bool:
    return any(one.fullmatch(clause) for one in (_THINKS, _OPEN, _UNTIL, _NOT_NOW))


def _clauses(text: str) -> list[str]:
    if len(text) > _MOST_CHARACTERS or "?" in text or "？" in text:
        return []
    return [clause for clause in _CLAUSES.split(plain(text)) if clause]
