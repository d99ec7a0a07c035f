"""Names of companies in a sentence, and whose side they are on by the words before them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Side = Literal["own", "other"]

_FULL_FORM = "有限责任公司|股份有限公司|有限公司|股份公司|集团公司"
_SHORT_FORM = "公司|集团|经营部|工作室|事务所|商行|合作社|研究院|研究所|中心|厂"
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff（）()A-Za-z0-9·]{{2,30}}?(?:{_FULL_FORM}|{_SHORT_FORM})(?!里|的?人)")

# What stands before a name and says whose it is; the name begins after it.
_OWN = re.compile(r".*(?:我是|我们是|我司是|我公司是|本公司是|我们公司(?:是|叫|名称是)|我代表|代表|受)")
_OTHER = re.compile(
    r".*(?:带到|带去|带给|带进|跳槽(?:到|去)|去了|到了|给了|卖给了?|泄露给|提供给|披露给|交给|发给|被|遭|举报|投诉|检举|揭发|控告|"
    r"对方(?:公司)?(?:是|叫)|被举报(?:人|方)(?:是|为)?|新(?:公司|东家)(?:是|叫)|对手(?:公司)?(?:是|叫)?)"
)
_PLACE_BEFORE = re.compile(r".*的(?=.{3})")
_GENERIC = re.compile(
    r"一家|一个|某|哪|这家|那家|这个|那个|别的|其他|其它|我们|我司|他们?|她|自己|隔壁|对面|对手|竞争|同行|前员工|新公司|老公司|原公司|"
    r"有家|有个|有人|公司公司|厂里|几家|多家|外地|本地|一些|所有|全部"
)
_AN_ACT = re.compile(r"偷|盗|窃|拷|泄|卖|抄|用|侵|举报|投诉|离职|跳槽|资料|名单|配方|图纸|客户")
_SHORTEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company named in full enough to be found, and whose it is: the writer's or the other side's."""

    name: str
    side: Side


def organisations_in(text: str) -> Iterator[Organisation]:
    """Yield the companies whose side the words before them tell; 「一家公司」 is no name."""
    for found in _ORGANISATION.finditer(text):
        stretch = found[0]
        before = text[max(found.start() - 12, 0) : found.start()]
        for side, lead in _LEADS:
            if name := _named(before, stretch, lead):
                if side == "other" or re.search(_FULL_FORM, name):
                    yield Organisation(name, side)
                break


def _named(before: str, stretch: str, lead: re.Pattern[str]) -> str | None:
    """Return the name after the leading words, without the place it stands in; None if it is none."""
    inside = lead.match(stretch)
    if inside:
        name = stretch[inside.end() :]
    elif (outside := lead.match(before)) and not before[outside.end() :].strip():
        name = stretch
    else:
        return None
    name = _PLACE_BEFORE.sub("", name)
    ordinary = _GENERIC.search(name) or _AN_ACT.search(name)
    return name if len(name) >= _SHORTEST_NAME and not ordinary else None


_LEADS: tuple[tuple[Side, re.Pattern[str]], ...] = (("own", _OWN), ("other", _OTHER))
