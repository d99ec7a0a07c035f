"""Does what is told belong to what was told before, or is it another matter? Pure.

「石桥铺那个公司现在搬到大渡口了」 points back; 「还有另一家公司…」 and 「我要举报…」 begin something.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import plain

_POINTS_BACK = re.compile(
    r"[那这](?:个|家|边|间|处)(?:公司|厂子?|店|单位|人|老板|地方|员工|业务员|企业)|^(?:他们?|她们?|对方)|[，,](?:但是?|不过)?(?:他们?|对方|事情)|"
    r"刚才|前面[说讲填]|我[说讲]的那|^补充|^还有一?[点个句](?!公司|厂|家|人)"
)
_BEGINS_ANEW = re.compile(
    r"另外?(?:一?[家个件]|的)|别的|别家|又有|新的|第二[家个件]|还有(?:一|个|家)*(?:家|公司|厂)|(?:我|想|要|再|来)[^，,。]{0,4}(?:举报|投诉|检举|告)"
)


def points_back(text: str) -> bool:
    """Say whether a message speaks of somebody or something told of before, and begins nothing new."""
    said = plain(text)
    return _POINTS_BACK.search(said) is not None and _BEGINS_ANEW.search(said) is None
