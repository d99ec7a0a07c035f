"""What a story tells that nobody asked for: keys to somewhere, and what is private of somebody. Pure.

Of whoever is accused a bureau needs a name, a post and a company: where they live, how they chat, whether they are
ill or divorced is not kept. Nor is a password,
or a link with the code that opens it: files have an upload of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re

_NOT_CHINESE = r"[^\s\u4e00-\u9fff，。；、)）]"
# A password with a figure or a sign in it; 「密码很简单」 tells none.
_PASSWORD = re.compile(
    rf"(?:(?:账号|帐号|账户|用户名|用户)(?:是|为|[:：=])?\s?[A-Za-z0-9_.@-]{{2,30}}[,，、\s]{{0,2}})?"
    r"(?:密码|口令|提取码|访问码|解压码|验证码|password|passwd|pwd)(?:就?是|为|[:：=])?\s?"
    rf"(?=[A-Za-z@#$%&*!.]{{0,20}}\d){_NOT_CHINESE}{{3,40}}",
    re.IGNORECASE,
)
_SHARED_FILE = re.compile(
    rf"(?:https?://)?(?:[a-z0-9-]{{1,20}}\.)?(?:pan\.baidu|pan\.quark|pan\.xunlei|aliyundrive|alipan|lanzou[a-z]?|weiyun|cowtransfer|123pan|115|cloud\.189|caiyun\.139|"
    rf"drive\.google|dropbox|1drv|onedrive\.live|jianguoyun|ctfile)\.(?:com|cn|net|ms)/{_NOT_CHINESE}{{1,120}}",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?:(?:家|现|就|都)?住(?:在|址|处)?[是:：]?|家(?:庭住址|庭地址)?在)(?P<home>[\u4e00-\u9fffA-Za-z]{0,16}?\d{1,4}\s?(?:栋|幢|座|单元|号楼|弄|号院)[\d\s-]{0,6}(?:单元|楼|层|室|号)?[\d\s-]{0,6}(?:楼|层|室|号)?)|"
    r"(?P<unit>\d{1,4}\s?(?:栋|幢|座|号楼)\s?\d{1,3}\s?单元[\d\s-]{0,6}(?:楼|层|室|号)?(?:\d{1,4}(?:室|号)?)?)"
)
_ACCOUNT = re.compile(
    r"(?:的?(?:微信|威信|薇信|QQ|抖音|快手|支付宝|陌陌|微博)(?:账号|帐号|号码?|ID)?(?:就?是|为|叫|[:：])?\s?(?=[A-Za-z_-]*\d|[A-Za-z_-]{6})[A-Za-z0-9_-]{5,30})",
    re.IGNORECASE,
)
_PRIVATE_AFFAIRS = re.compile(
    r"(?:得了?|患(?:有|了|上)?|查出|确诊)(?:了)?[^，,。;；]{0,6}(?:癌|病(?!毒|害|虫)|肿瘤|抑郁|艾滋|肝炎)|离过?婚|二婚|(?:有|养|包|找)了?(?:个)?(?:情人|情妇|小三|二奶|婚外情)|出轨|吸毒|嫖娼|"
    r"(?:欠|借)了?[^，,。;；]{0,8}(?:赌债|高利贷|网贷)|坐过牢|坐了[^，,。;；]{0,4}牢|蹲过(?:监狱|大牢)|刑满释放|家(?:就)?住(?:在)?[\u4e00-\u9fff]{2,12}|流产|打过?胎|不孕"
)
_CLAUSE = re.compile(r"[^,，。；;！!？?\n、]+")
_OF_ONESELF = re.compile(r"我(?!们?(?:的)?(?:前|原|老板|同事|徒弟|员工))|本人|联系")


# 「用微信号…卖名单」 is how something was done.
_BY_IT = re.compile("[用拿]|通过|发到|发给|转给|卖给")
_OTHERS = re.compile(r"他|她|对方|被举报|前员工|员工|离职|徒弟|嫌疑")
_TELLER = re.compile(r"我(?!们|司|厂|公司)|本人")
_SENTENCE_CHARACTERS = 60


def keys_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where passwords stand, and links to files that others keep, in order of their kind."""
    for pattern in (_PASSWORD, _SHARED_FILE):
        yield from (found.span() for found in pattern.finditer(text))


def private_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where something private stands: a home, an account that is not the teller's, somebody's affairs."""
    for found in _HOME.finditer(text):
        yield found.span("home" if found["home"] else "unit")
    for clause in _CLAUSE.finditer(text):
        if _OF_ONESELF.search(clause[0]):
            continue
        if _BY_IT.search(clause[0]) is None and _is_of_others(text, clause.start()):
            yield from (found.span() for found in _ACCOUNT.finditer(text, clause.start(), clause.end()))
        if _PRIVATE_AFFAIRS.search(clause[0]):
            yield clause.span()


def _is_of_others(text: str, start: int) -> bool:
    """Say whether the sentence so far speaks of somebody else and not of whoever tells it."""
    before = re.split(r"[。！!？?\n]", text[max(start - _SENTENCE_CHARACTERS, 0) : start])[-1]
    return _OTHERS.search(before) is not None and _TELLER.search(before) is None
