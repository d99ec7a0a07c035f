"""A name told in two halves, the family's and one's own: 「免贵姓诸葛，单名一个亮字」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.people import is_a_name, name_at

_MARKS = r"[，,。；;、\s]*"
_SIGN = r"[\u4e00-\u9fff]"
# 「弓长张」, 「耳东的陈」, 「军队的军」, 「诸葛亮的诸葛」.
_HOW_WRITTEN = (
    rf"(?:(?:就?是)?{_SIGN}{{1,4}}的(?:那个)?{_SIGN}{{1,2}}(?:字)?|"
    rf"(?:耳东|双木|木子|弓长|立早|古月|言午|口天|草头|三横){_SIGN})"
)
_FAMILY_FIRST = re.compile(
    rf"^(?:我|本人|联系人)?(?:是|的)?(?:免贵|贵)?(?:复?姓)(?:是)?(?P<family>{_SIGN}{{1,2}}?)(?:的)?{_MARKS}(?:{_HOW_WRITTEN}{_MARKS})?"
    rf"(?:单名|双名|大名|名字|名)(?:就|只|是|叫|有|一个|单|[:：])*(?P<given>{_SIGN}{{1,2}}?)字?[嘛哈吧。！!]*"
    rf"(?:{_MARKS}{_HOW_WRITTEN}[嘛哈吧。！!]*)*$"
)


def name_in_halves(text: str) -> str:
    """Return 「诸葛亮」 of 「免贵姓诸葛，单名一个亮字」; "" where the words tell no name so."""
    found = _FAMILY_FIRST.match(text.strip())
    if found is None:
        return ""
    name = found["family"] + found["given"]
    return name if is_a_name(name) or name_at(name, 0, announced=True) == name else ""
