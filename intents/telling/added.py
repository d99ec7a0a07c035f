"""What is added to a case in the message that says that something is to be added. Pure.

「补充：他们上周又发了报价单」 and 「忘了说，他们还拷了报价表」 say it; 「我要补充材料」 only wants to.
"""

from __future__ import annotations

import re

from intents.reading.questions import looks_like_a_question

_MOST_WORDS = 1_000
_FEWEST_SIGNS = 6
_ADDS = re.compile(
    r"^(?:你好|您好|我们?|[跟给向]你们?|还|再|要|想|需要|有|另外|[，, ])*+(?:补充|追加)"
    r"(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句|个)*+[:：]\s*"
)
_WANTS_TO_ADD = re.compile(
    r"^(?:你好|您好|我们?|还|再|要|想|需要|又|另外|[，, ])*+(?:有|发现|找到)?(?:了|点|一些|些|一个|新的?)*+"
    r"(?:证据|材料|情况|线索|东西|内容)?(?:要|想|需要|得|可以)?(?:补充|追加)(?:说明|情况|材料|证据|线索|内容|一下|一点|一句|几句)*+[，,。；;]\s*"
)
# 「忘了说，…」, 「还有个事情要说，…」, 「另外他们还…」: nothing but what follows was to be said.
_GOES_ON = re.compile(
    r"^(?:哦|噢|啊|诶|欸|你好|您好|老师|还(?!有)|又|再|也|我们?|[跟给向]你们?|"
    r"刚才|刚刚|上次|上回|之前|前面|那天|[，, ])*+(?:"
    r"(?:忘(?:了|记)?(?:了)?(?:说|讲|写|提|填|告诉你们)|漏(?:了)?(?:说|写|讲|填)|想起来?)(?:了)?(?:一?[个件点句])?(?:事情?)?|"
    r"还?(?:有|想起)(?:一?[个件点]|些|几个)?(?:新)?(?:事情?|情况|线索)(?:要|想|没|忘了)?(?:说|讲|补充|反映)?(?=[，,:：。])|"
    r"(?:补|说|讲|加|补充)(?:一?[下哈句点个]|几句)(?:情况)?|对了|另外|还有|而且|后来)[:：，,。 ]*+"
)
# 「…，想补充进去」, 「…，麻烦加上」.
_TO_BE_ADDED = re.compile(
    r"[，,。；; ](?:我们?|想|要|请|麻烦|帮我|帮忙|把(?:这个|这些|它)|一起|也|再|给我)*(?:补充|补|加|添|写|记)"
    r"(?:进去|上去|进来|上|到案子里|到里面|到里头)(?:一下|了|嘛|吧|哈|[。！!])*$"
)
_NO_ADDITION = re.compile(
    r"举报|投诉|检举|咨询|预约|请问|想问|问一?下|问哈|上传|图片|照片|文件|截图|录音|视频|撤|取消|谢谢|回执|进度|人工|^(?:吗|没|不)|"
    r"(?:忘(?:了|记)?|没|要|想)(?:说|讲|写|交|给|补充)了?$"
)
_TELLS = re.compile(r"发现|他们?|她们?|对方|那边|上周|上个?月|昨天|前天|今天|刚才|又|现在是|\d{5,}|公司|厂")
_OTHERS = re.compile(
    r"(?:^|[，,。 ])(?:昨天|今天|前天|刚才|上周|现在|最近|又|听说|结果)*(?:他们?|她们?|对方|那边|被举报)"
)
_FILES = re.compile(r"上传|怎么|哪里|如何")
_WISH_TO_ADD = re.compile(
    r"我们?|还|再|要|想|需要|给|那|上次|之前|的|案子|有|补充|追加|补|加|交|点|个|一下|一点|材料|资料|证据|说明|情况|线索|新|[^\w]"
)
_SAID_BEFORE = re.compile(
    r"^(?:就是|就|是|用)?(?:我)?(?:上面|前面|刚才|刚刚|上一?条|之前|上头)(?:我)?(?:那|这|说|写|发|讲|打|的)(?:那|这|个|一?[句条段]话?|些|的|过|内容|了)*+[呀啊嘛吧。！!]*$"
)


def words_added(text: str) -> str:
    """Return the words that a message adds to a case, "" where it only wants to add something, or asks."""
    if len(text) > _MOST_WORDS or looks_like_a_question(text):
        return ""
    if (adds := _ADDS.match(text)) and len(text) - adds.end() >= _FEWEST_SIGNS:
        return text[adds.end() :]
    wants = _WANTS_TO_ADD.match(text)
    told = text[wants.end() :] if wants else ""
    if ends := _TO_BE_ADDED.search(text):
        return text[: ends.start()] if ends.start() >= _FEWEST_SIGNS else ""
    if len(told) >= _FEWEST_SIGNS and _TELLS.search(told) and not _FILES.search(told):
        return told
    goes_on = _GOES_ON.match(text)
    rest = text[goes_on.end() :] if goes_on else ""
    return rest if len(rest) >= _FEWEST_SIGNS and not _NO_ADDITION.search(rest) else ""


def says_more_than_to_add(text: str) -> bool:
    """Say whether a message that sounds like an addition tells something of its own: 「他走之前还加过班」."""
    if looks_like_a_question(text) or _NO_ADDITION.search(text):
        return False
    return len(_WISH_TO_ADD.sub("", text)) >= _FEWEST_SIGNS and _TELLS.search(text) is not None


def tells_of_others(text: str) -> bool:
    """Say whether a message tells what the other side did or is: 「对方昨天把网站关了」."""
    is_told = not looks_like_a_question(text) and not _NO_ADDITION.search(text)
    return is_told and _OTHERS.search(text) is not None


def points_back(text: str) -> bool:
    """Say whether a message only points to one before it: 「就是上面那句」."""
    return _SAID_BEFORE.match(text) is not None
