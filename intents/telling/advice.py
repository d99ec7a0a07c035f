"""What a wish for advice says about itself: how they want to meet, what it is to be about. Pure."""

from __future__ import annotations

import re

from intents.reading.plain import without_denied

_VISIT = re.compile(
    r"上门|到访|现场(?:指导|辅导|看)|(?:来|到)(?:我们|我|我司|给大家|给我们)?(?:公司|厂里?|园区|单位|企业|车间|"
    r"office)(?!咨询)|派人来|请[^,。;!?]{0,10}(?:来|下来|到)(?:看|讲|教|指导|做)|下来看看|来讲|来给大家|"
    r"上一堂课|宣讲|onsite|过来(?:看|指导|教)|当面|做(?:一次|次)?(?:体检|诊断)",
    re.IGNORECASE,
)
_BY_PHONE = re.compile(
    r"电话(?:沟通|咨询|联系|聊|里(?:说|聊|问|讲)|说|就|预约|指导|问|里聊)|"
    r"打(?:个)?电话(?:[^,。;!?\d]{0,6})(?:沟通|咨询|聊|说|就|讲|教|指导|给我们)|方式:电话|电话就(?:行|可以)"
)
_ONLINE = re.compile(r"线上|视频|网上(?!看|填|说)|远程|腾讯会议")
_MODES = (("visit", _VISIT), ("phone", _BY_PHONE), ("online", _ONLINE))
_DENIED = re.compile(r"(?:不是要|不要|不用|不必|不需要|无需)[^,。;!?]{0,6}$")

_ABOUT = re.compile(r"(?:咨询|请教|了解|聊聊?|问)(?:一下|下)?(?P<topic>[^,。;!?]{4,60})")
_TOPIC = re.compile(r"制度|保密|协议|竞业|离职|入职|员工|示范|创建|申报|培训|维权|侵权|体检|秘密")


def mode_of(text: str) -> tuple[str, str] | None:
    """Return visit, phone or online with the words that say so; None where none or several are named.

    text  half width and simplified
    """
    said = without_denied(text)
    named = []
    for mode, pattern in _MODES:
        found = next(
            (one for one in pattern.finditer(said) if not _DENIED.search(said[: one.start()][-12:])), None
        )
        if found:
            named.append((mode, found[0]))
    return named[0] if len(named) == 1 else None


def topic_of(text: str) -> str:
    """Return what the advice is to be about in the person's words, empty where it is no topic of ours."""
    about = _ABOUT.search(text)
    return about["topic"] if about and _TOPIC.search(about["topic"]) else ""
