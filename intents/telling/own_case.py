"""What somebody wants of a case that they filed: to withdraw it or not after all, to object. Pure.

A wish is one's own and about what was handed in: 「我想撤回举报」, 「点错了，不想交的」, 「对处理结果不服」. What
somebody else did (「他把聊天记录撤回了」) is told, and a question (「撤回要什么手续」) is asked.
"""

from __future__ import annotations

import re
from enum import StrEnum

from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question

# A longer message tells something, whatever it mentions.
WISH_CHARACTERS = 120


class CaseWish(StrEnum):
    """A wish that is neither an addition nor a question."""

    WITHDRAW = "withdraw"
    OBJECT = "object"
    KEEP = "keep"


_CASE = r"(?:举报|投诉|检举|线索|申请|案子|案件|材料|提交|登记|预约|咨询|件|事|单)"
_TAKE_BACK = r"(?:撤回|撤销|撤诉|撤案|撤掉|撤下来|撤下|撤了|撤走|收回|撤(?![回销诉案掉下了走]))"
_WITHDRAWS = re.compile(
    rf"(?:^|[，,。；;！! ]){_TAKE_BACK}(?!的|过|要|需|会|后|了他|了她|了我)|"
    rf"(?:我们?|想|要|请|帮忙?|申请|同意|决定|打算|可以|还是|希望|需要|先|给我|"
    rf"把[^，,。]{{0,12}}){_TAKE_BACK}(?!的[^，。])|"
    rf"{_TAKE_BACK}(?:我们?|这个|那个|这次|上次|之前|前面|刚才|已经|提交|交|的){{0,5}}{_CASE}|"
    rf"{_CASE}(?:我?想|要|就|先|请|帮我)?{_TAKE_BACK}|"
    r"(?:不想?|不要|莫|别)再?(?:继续)?(?:举报|投诉|告|追究)(?:他|她|他们|对方|了|下去|这件事|这个事){1,3}$|"
    r"(?:不用|不要|莫|别)再?(?:查|处理|办)了|"
    r"(?:不想?|不要|别|莫|不打算|不准备|懒得)再?(?:举报|投诉|告|追究|追)了|"
    r"(?:不想?|不要|不打算|不准备|懒得)再?(?:继续)?(?:举报|投诉|追究)(?:下去)?$|"
    r"(?:点|按|交|提交|发|报|填|搞|弄)错了[，,。 ]*(?:不是|不想|没想|不要|本来不|想撤|要撤)|"
    r"(?:取消|作废)(?:我的|我们的|这个|那个|这次|上次|之前|前面|刚才|提交|交|已经|的){0,5}(?:举报|投诉|检举|"
    r"案子|案件|预约|咨询)|"
    r"(?:当|就当)我没(?:举报|投诉|交|提交|报)|不想交的|没想(?:要)?(?:举报|提交|交)"
)
# A withdrawal taken back: 「不撤了」, 「取消撤回」, 「我反悔了，还是要查」.
_KEEPS = re.compile(
    rf"(?:(?<!撤)不|别|莫)(?:想|要|用|能|得|再|打算|准备)*(?:申请)?{_TAKE_BACK}|"
    rf"(?:取消|收回|撤销|作废|撤回)(?:我的|我们的|那个|这个|刚才|上次|之前|的|申请)*撤(?:回|销|诉|案)|"
    r"撤(?:回|销|诉|案)(?:的)?(?:申请|请求)?(?:也|就|请|先|帮我|给我)*(?:作废|取消|不算|不作数|收回|反悔|后悔)"
)
_REGRETS = re.compile("反悔|后悔|改(?:变)?(?:了)?主意|想通|想清楚")
_GOES_ON = re.compile(
    r"(?:还是|继续|接着|仍然?|照样|照常|又|依然|必须)(?:要|想|得|往下|给我|帮我|请|再|你们)*(?:查|办|处理|追究|核查|调查|告)"
)
_STOPS = re.compile(r"(?:不|别|莫)(?:想|要|用|能|得|再|必)*(?:查|办|处理|追究|核查|调查|告|举报|投诉)")
# 「撤了嘛」 asks nothing; 「可以撤嘛」 does.
_COAXES = re.compile(r"[嘛哈噻啊]+$")
_MAY_ASK = re.compile("可以|能|会|行|得不|要不")
_OBJECTS = re.compile(
    r"(?:提|有|提出|表示|持|存)(?:个|了|出)?异议|异议申请|申请异议|"
    r"不服(?!务|从|装)|不认可|不接受(?:这个|你们|处理|结果|决定)|不同意(?:你们|这个|处理|结果|决定|不立案|分到|"
    r"分给|移)|"
    r"(?:处理|结果|决定|结论)(?:得|的)?(?:太|很|有点|非常)?(?:不公|不合理|不对|有问题|不公正|不公平)|"
    r"(?:分到|分给|分送到?|转到|转给|派到|派给|移到)[^，,。]{1,12}(?:不对|错了|不合适|不行)|分错(?:了|局|地方)"
)
_OTHERS = re.compile(
    r"^(?:他|她|它|对方|他们|人家|员工|离职员工|前员工|老板|公司|客户|同事|法院|警察|派出所|公安|平台|有人|"
    r"那边|那个人|供应商|律师)"
    r"(?!们?(?:公司)?的?(?:举报|案子|事))"
)
# Who is fined, honoured or judged filed nothing: 「不服罚款」, 「示范 撤销 条件」.
_NOT_A_FILERS = re.compile(
    r"罚款|罚单|(?<![不免])(?<!不予)(?<!不给)处罚|示范|认定|称号|牌子|试点|判决|裁定|仲裁|一审|二审"
)
_OLD_NEWS = re.compile(rf"(?:已经|早就|后来|当时|之前|去年|昨天){_TAKE_BACK}(?:过|了)")
# What is left of a bare wish when its own words are taken away.
_WISH_WORDS = re.compile(
    rf"{_TAKE_BACK}|{_CASE}|异议|不服|不认可|不同意|不接受|处理|结果|决定|不想?|不要|取消|作废|告|追究|"
    r"我们?|想|要|请|帮忙?|申请|提出?|有|表示|把|对|于|这个|那个|这次|上次|之前|前面|刚才|已经|还是|决定|打算|"
    r"可以|一下|"
    r"先|那|就|的|了|吧|嘛|啊|哈|呢|你们|贵局|局里|他们?|她|继续|再|谢谢|麻烦|不好意思|你好|个|给|[^\w]"
)
_FEWEST_OF_A_REASON = 2


def wish_about_a_case(text: str) -> CaseWish | None:
    """Return what the person wants of a case of theirs, None when they tell, add or ask something."""
    if len(text) > WISH_CHARACTERS:
        return None
    said = _coaxing_apart(plain(text))
    if _OTHERS.search(said) or _OLD_NEWS.search(said) or looks_like_a_question(said):
        return None
    if _NOT_A_FILERS.search(said) and "举报" not in said:
        return None
    if _KEEPS.search(said) or (_REGRETS.search(said) and _goes_on(said)):
        return CaseWish.KEEP
    if _WITHDRAWS.search(said):
        return CaseWish.WITHDRAW
    return CaseWish.OBJECT if _OBJECTS.search(said) else None


def goes_on_with_the_case(text: str) -> bool:
    """Say whether somebody asked why they withdraw wants it to go on: 「还是要查」, 「不撤了」."""
    if len(text) > WISH_CHARACTERS:
        return False
    said = _coaxing_apart(plain(text))
    return not looks_like_a_question(said) and (_KEEPS.search(said) is not None or _goes_on(said))


def says_why(text: str) -> bool:
    """Say whether a wish says more than itself: 「我想撤回，已经和解了」, 「分到江津不对，该渝北管」."""
    return len(_WISH_WORDS.sub("", plain(text))) >= _FEWEST_OF_A_REASON


def _goes_on(said: str) -> bool:
    return _GOES_ON.search(said) is not None and _STOPS.search(said) is None


def _coaxing_apart(said: str) -> str:
    return said if _MAY_ASK.search(said) else _COAXES.sub("", said)
