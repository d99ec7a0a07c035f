"""What a whole message plainly is: an amount, a time, a telephone, a company, a person, a yes or no. Pure.

A field that asks for something else must not keep it. Only a message that is that and nothing more is told:
「五六十万吧」, 「周一三五下午」; what tells a story around it is words. A place is for the gazetteer to tell.
"""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.persons.organisations import holds_a_full_name, organisations_in
from intents.persons.people import is_titled
from intents.reading.agreement import agrees, denies
from intents.reading.plain import as_written, plain
from intents.reading.words import is_nothing

# A longer message tells something.
PLAIN_CHARACTERS = 40
_LONGEST_GREETING = 5


class Plainly(StrEnum):
    """What a message can be and nothing else."""

    YES = "yes"
    NO = "no"
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"
    AMOUNT = "amount"
    TIME = "time"
    COMPANY = "company"
    PERSON = "person"
    PLACE = "place"


_AROUND = r"大概|大约|差不多|估计|可能|应该|好像|也就|左右|上下|[吧嘛的了呢哈是就在约有,。!、:~\s]"
_NUMERALS = r"[\d零〇一二两三四五六七八九十几]"
_NUMBER = r"[\d.,零〇一二两三四五六七八九十百千万亿几多余来半好点]"
_MONEY = re.compile(
    rf"{_NUMBER}|元|块钱?|毛|钱|人民币|美元|美金|欧元|港币|日元|[wk]|损失|金额|亏|赔|至少|最少|最多|不到|不止|超过|将近|接近|起码|大几|[到至~—-]|{_AROUND}"
)
_A_SUM = re.compile(rf"{_NUMERALS}.*(?:元|块|钱|[万亿w]|美金|港币)|[万亿]元")
_PHONE_SIGNS = re.compile(
    r"[\d零〇○一二三四五六七八九幺洞拐+()—.·-]|电话|手机|座机|号码?|联系|方式|转|分机|打|我|"
    rf"{_AROUND}"
)
_A_DIGIT = re.compile(r"[\d零〇○一二三四五六七八九幺洞拐]")
_SHORTEST_PHONE = 7
# 「他把名单发到…@…去了」 tells something.
_EMAIL = re.compile(
    r"(?:[我们的电子邮箱件地址联系人是为就写:,，\s]{0,20}(?:e?mail[:,，\s]{0,4})?)[a-z0-9._%+-]{1,60}@[a-z0-9-]{1,40}\.[a-z0-9.-]{2,40}[的吧嘛。\s]{0,6}",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=[0-9A-Z]*[A-Z])(?=[0-9A-Z]*\d{4})[0-9A-Z]{15,20}")
_DAY = r"[一二三四五六日天末\d、]+"
_TIME_WORDS = re.compile(
    rf"{_NUMERALS}+(?:年半?|个?多?月|月份|[日号天周点])|(?:上{{1,2}}|下{{1,2}}|这|本)(?:个)?(?:月|周|星期|礼拜)(?:{_DAY})?|"
    rf"(?:周|星期|礼拜){_DAY}|大?[今昨前明后去]年|大?前天|[今昨明后]天|当年|年[初中底末]|月[初中底末]|[上中下]旬|[上下]半年|[春夏秋冬][天季]|半年|半个月|"
    r"春节|国庆|元旦|五一|中秋|端午|清明|元宵|上午|下午|早上|晚上|中午|早晨|工作日|周末|时间|日期|\d{1,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?"
)
_TIME = re.compile(
    rf"{_TIME_WORDS.pattern}|{_NUMERALS}+|个|多|半|年|月|份|[日号]|时候|开始|至今|现在|一直|以来|以?前|以?后|之[前后]|[初中底末]|点钟?|分|"
    rf"有空|方便|都可以|都行|可以|随时|我|每|[到至/~—-]|{_AROUND}"
)
# 「三号」 may be the third option.
_A_TIME = re.compile(
    r"年|月|周|星期|礼拜|[今昨前明后半\d一二两三四五六七八九十]天|午|早[上晨]|晚上|工作日|春节|国庆|元旦|中秋|端午|清明|元宵|[上中下]旬|\d[-/.]\d{1,2}[-/.]\d|[春夏秋冬][天季]"
)
_CALLED = re.compile(
    r"^(?:我是|我叫|叫我?|喊我?|联系人|名字|姓名|他叫|她叫|是|就是|[,:，：\s])++|[吧嘛的了哈,。!\s]+$"
)
# What shops and firms are called by too (模具, 设备, 数据, 机械) is none of these.
_THING = re.compile(
    r"[^，,。；;拿偷拷带盗用泄给发说]{0,12}(?:图纸|名单|清单|配方|源代码|报价单|价格表|标书|文件|协议|合同|参数|资料|档案|底价|"
    r"u盘|硬盘|电脑|笔记本)[吧嘛的了,。!\s]{0,4}|[一两几\d]{1,4}[台套份本张把][^，,。；;]{1,12}"
)
# How somebody is greeted: nobody is found by it.
_GREETED = re.compile(r"(?:老板娘?|老总)$")


def plainly(text: str) -> Plainly | None:
    """Return what the whole message is, None where it is words or a place."""
    if len(text) > PLAIN_CHARACTERS or not text.strip():
        return None
    if agrees(text):
        return Plainly.YES
    if denies(text) and not is_nothing(text):
        return Plainly.NO
    said = plain(text)
    if _EMAIL.fullmatch(said):
        return Plainly.EMAIL
    if _CODE.fullmatch(said.upper().replace(" ", "")):
        return Plainly.CODE
    return _figures(said) or _name(as_written(text))


def is_only_a_greeting(name: str) -> bool:
    """Say whether a name is no more than how somebody is greeted: 陈老板, 老板娘."""
    return _GREETED.search(name) is not None and len(name) <= _LONGEST_GREETING


def is_a_thing(name: str) -> bool:
    """Say whether a name is that of a thing or a paper, and of nobody: 减速器的加工图纸, 客户名单, 公司的U盘."""
    return _THING.fullmatch(plain(name)) is not None and not holds_a_full_name(name)


def _figures(said: str) -> Plainly | None:
    if _is_made_of(_TIME, said) and _A_TIME.search(said):
        return Plainly.TIME
    if _is_made_of(_MONEY, said) and _A_SUM.search(said):
        return Plainly.AMOUNT
    if _is_made_of(_PHONE_SIGNS, said) and len(_A_DIGIT.findall(said)) >= _SHORTEST_PHONE:
        return Plainly.PHONE
    return None


def _name(written: str) -> Plainly | None:
    bare = _CALLED.sub("", written)
    if holds_a_full_name(bare) and any(
        one.start == 0 and one.end == len(bare) and one.is_full for one in organisations_in(bare)
    ):
        return Plainly.COMPANY
    return Plainly.PERSON if is_titled(bare) else None


def _is_made_of(signs: re.Pattern[str], text: str) -> bool:
    return not signs.sub("", text)
