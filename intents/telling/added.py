"""What is added to a case in the message that says that something is to be added. Pure.

「补充：他们上周又发了报价单」 and 「我电话换了，现在是13700001111」 say it; 「我要补充材料」 only wants to.
"""

from __future__ import annotations

import re

from intents.reading.questions import looks_like_a_question

_MOST_WORDS = 1_000
_FEWEST_SIGNS = 6
_ADDS = re.compile(
    r"^(?:你好|您好|我们?|还|再|要|想|需要|有|另外|[，, ])*+(?:补充|追加)"
    r"(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句|个)*+[:：]\s*"
)
_WANTS_TO_ADD = re.compile(
    r"^(?:你好|您好|我们?|还|再|要|想|需要|又|另外|[，, ])*+(?:有|发现|找到)?(?:了|点|一些|些|一个|新的?)*+"
    r"(?:证据|材料|情况|线索|东西|内容)?(?:要|想|需要|得|可以)?(?:补充|追加)(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句)*+[，,。；;]\s*"
)
_OTHER_NUMBER = re.compile(
    r"(?:电话|手机|号码|联系方式|微信|邮箱)(?:号码?)?(?:已经|现在|刚)?(?:换|改|变|更换)(?:了|成|为|到|过)?[^?？吗]{0,20}?\d{5,}"
)
_TELLS = re.compile(r"发现|他们?|她们?|对方|那边|上周|上个?月|昨天|前天|今天|刚才|又|现在是|\d{5,}|公司|厂")
_FILES = re.compile(r"上传|怎么|哪里|如何")
_SAID_BEFORE = re.compile(
    r"^(?:就是|就|是|用)?(?:我)?(?:上面|前面|刚才|刚刚|上一?条|之前|上头)(?:我)?(?:那|这|说|写|发|讲|打|的)(?:那|这|个|一?[句条段]话?|些|的|过|内容|了)*+[呀啊嘛吧。！!]*$"
)


def words_added(text: str) -> str:
    """Return the words that a message adds to a case, "" where it only wants to add something, or asks."""
    if len(text) > _MOST_WORDS or looks_like_a_question(text):
        return ""
    if (adds := _ADDS.match(text)) and len(text) - adds.end() >= _FEWEST_SIGNS:
        return text[adds.end() :]
    if _OTHER_NUMBER.search(text):
        return text
    wants = _WANTS_TO_ADD.match(text)
    told = text[wants.end() :] if wants else ""
    return told if len(told) >= _FEWEST_SIGNS and _TELLS.search(told) and not _FILES.search(told) else ""


def points_back(text: str) -> bool:
    """Say whether a message only points to one before it: 「就是上面那句」."""
    return _SAID_BEFORE.match(text) is not None
