"""A name said before has a sign too few, too many or wrong: 「公司名字少打了个“渝”字」. Pure."""

from __future__ import annotations

from typing import Literal

from intents import expressions as re

_MOST_CHARACTERS = 40
Whose = Literal["ours", "theirs", "open"]

_NAME = (
    r"(?:公司|单位|企业|厂|店|被举报人?|对方|权利人|他们?|我们?)[^，,。；;]{0,6}?名(?:字|称)?|"
    r"(?:公司|单位|厂|店)名|全称|(?:那|这)个名字"
)
_WRONG = (
    r"(?:写|打|填|说|输|报|发|搞)?(?:少|漏|掉|落)(?:写|打|填|输|说)?(?:了|掉)?(?:一?[个两二]|"
    r"[几俩])?(?:[“\"「『][^”\"」』]{1,6}[”\"」』])?(?:[两二三几一]?个?字)|"
    r"多(?:写|打|填|输|说)(?:了|出)?(?:一?[个两二]|[几俩])?(?:[“\"「『][^”\"」』]{1,6}[”\"」』])?("
    r"?:[两二三几一]?个?字)|"
    r"(?:有|里|里头|里面|中间|那个)[^，,。]{0,6}字[^，,。]{0,3}(?:写|打|填|输|搞|弄|说)?(?:错|拐|"
    r"漏|掉|反)了?|(?:写|打|填)(?:错|拐|掉)了?[一两几]?个?字"
)
_SAYS = re.compile(rf"(?:{_NAME})[^，,。；;]{{0,10}}?(?:{_WRONG})|(?:{_WRONG})[^，,。；;]{{0,6}}(?:{_NAME})")
_OURS = re.compile(r"我们(?:公司|单位|厂|店|自己)?|我(?:公司|单位|厂|店|的公司|自己)|本公司|权利人|咱们")
_THEIRS = re.compile(r"对方|被举报|他们|她们|那家|人家|那边")
# 「应该是…」 says what is right, and is read as any correction.
_SAYS_RIGHT = re.compile(r"应该是|应为|改成|改为|正确的?是|是[^，,。]{4,}$")

# 「谢某不姓谢姓解」, 「他不姓谢，姓解」
_SURNAME = re.compile(
    r"(?:不(?:是)?姓|不该姓)(?P<wrong>[\u4e00-\u9fff]{1,2}?)(?:的)?[，,；;、\s]{0,2}(?:他|她|人家)?(?:是|而是|应该|其实|该|本来)?(?:是)?姓"
    r"(?P<right>[\u4e00-\u9fff]{1,2}?)(?:的|哈|哦|嘛|才对|[。！!，,]|$)"
)


def surname_put_right(text: str) -> tuple[str, str] | None:
    """Return the surname that was wrong and the right one, None where none is put right."""
    found = _SURNAME.search(text) if len(text) <= _MOST_CHARACTERS else None
    return (found["wrong"], found["right"]) if found else None


def name_said_wrong(text: str) -> Whose | None:
    """Return whose name was said wrong, "open" where the words leave it; None where they say no such thing."""
    if _SAYS.search(text) is None or _SAYS_RIGHT.search(text):
        return None
    is_ours, is_theirs = _OURS.search(text) is not None, _THEIRS.search(text) is not None
    if is_ours == is_theirs:
        return "open"
    return "ours" if is_ours else "theirs"
