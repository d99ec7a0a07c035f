"""Is an answer none: refused, not known, or said in words that fit no option?"""

from __future__ import annotations

import re

from bot.conversation.understood import Read, Understood
from intake.forms.form import Field
from intents import reading as answers

_WITH_DIGITS = ("phone", "credit_code", "amount", "date", "period")
_NOT_THERE = re.compile(r"^(?:都|我们)?(?:不在|没在|不属于|不是|没进)(?:任何)?(?:园区)?(?:里)?[。！!]*$")
_NO = ("没", "无", "莫", "不")
_NOT_YET = re.compile(r"^(?:都|也|真的|暂时|目前|现在|还)*(?:没|无|莫得|不)|还在|正在收集|正在整理")
# 「不晓得全名，叫小鹿广告」 gives a name all the same.
_UNKNOWN_BUT = re.compile(
    r"^[^，,]{0,4}(?:不|没|记不)[^，,]{1,8}[，,]\s*(?:只?(?:知道|晓得)|好像|应该|大概|就?叫|就?是|外号|都?喊)(?!不)"
)
_OWN_WORDS = 4
_OWN_WORDS_LIMIT = 300
_EXPLICIT_REFUSAL = re.compile(
    r"^(?:先|就|那|我|这个|这项)*(?:跳过|略过|不填|不写|不说|不想说|不想填|不想写|不方便说|下一个|下一项|下一题|过|pass)(?:了|吧|嘛|哈)*[。！!]*$",
    re.I,
)


def is_refusal(text: str, field: Field, read: Read | None) -> bool:
    """Say whether the words decline the field rather than fill it."""
    if _EXPLICIT_REFUSAL.match(text.strip()):
        return True
    if field.kind in ("text", "name"):
        return _declines_words(text, field)
    if read is not None:
        # 「都没有」 is an answer where nothing has to be there.
        return isinstance(read, Understood) and (read.value is None or (field.core and read.value == []))
    return answers.is_skip(text) or answers.is_unknown(text)


def _declines_words(text: str, field: Field) -> bool:
    if field.keeps_no:
        # 「老板让我们保密」, 「仲裁过」 tell something.
        return answers.is_unknown(text)
    if field.kind == "name" and _UNKNOWN_BUT.match(text):
        return False
    declines = answers.is_skip(text) or answers.is_unknown(text) or answers.is_nothing(text)
    return declines or _NOT_THERE.match(text) is not None


def holds_nothing(text: str, field: Field) -> bool:
    """Say whether a field is declined without the words for it: 「没带执照」, 「没有电话」, 「暂时没得」."""
    if any(character.isdigit() for character in text):
        return False
    if field.kind in _WITH_DIGITS:
        return text.startswith(_NO)
    return field.kind == "choices" and _NOT_YET.search(text) is not None


def words_for_other(text: str, field: Field) -> Understood | None:
    """Keep own words that fit none of several options under 其他; a word or a number alone was meant for one."""
    if field.kind != "choices" or len(text) < _OWN_WORDS or not any(character.isalpha() for character in text):
        return None
    return Understood([field.options[-1].value], text[:_OWN_WORDS_LIMIT])
