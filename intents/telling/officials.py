"""A complaint about officials: that they took money, shield the other side, behave badly. No 举报 of ours. Pure.

「我要举报市监局的人收了黑钱」 says 举报 and is about no trade secret.
"""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.reading.plain import plain

# Longer messages tell a story, and are read as one.
_MOST_CHARACTERS = 120
_OFFICE = (
    r"(?:市监|市场监管|监管|工商|质监|市监管|市局|区局|县局|省局|局里|局头|贵局|你们局|你们单位|所里|"
    r"派出所|公安|法院|检察院|街道办|纪委|政府|执法队|执法大队|总队)(?:局|所|部门|机关)?"
)
_OFFICIAL = (
    rf"(?:{_OFFICE}的?(?:人|领导|干部|科长|处长|局长|所长|队长|人员|同志|老师|哪个|那个|一个)?|"
    r"你们(?:那边|那头|里面|内部|这边)(?:有|的)?(?:个|哪个)?人|你们的?(?:人|领导|干部|科长|处长|局长|所长|人员|主任)|"
    r"执法(?:人员|的人?|员|干部)?|办案(?:人员|的人?|人|民警)?|承办(?:人员|人|的人?|单位)?|经办(?:人员|人|的人?)|"
    r"(?<!公司)(?<!公司的)(?<!厂里)(?<!厂里的)(?<!他们)(?<!对方)工作人员|公务员|当官的|国家干部|法官|民警|警察|局长)"
)
_ACCUSES = r"(?:举报|投诉|检举|控告|告发|反映|告)(?:一?下|哈)?(?:你们的?|这个|那个|一个|几个|某些|有些)*"
_COMPLAINS_OF = re.compile(
    rf"{_ACCUSES}{_OFFICIAL}(?!举报|投诉|申请)|{_ACCUSES}你们(?:不作为|乱作为|推诿|包庇|拖|$)"
)
_SPEAKS_OF_ONE = re.compile(_OFFICIAL)
_GRAFT = re.compile(
    r"(?:收|拿|吃|得)(?:了|到|过|起)?(?:人家|别人|对方|他们?|老板)?的?(?:黑?钱|红包|好处费?|礼|贿|回扣|烟酒|购物卡)|受贿|行贿|索贿|"
    r"要(?:红包|好处|回扣)|(?:问|找|向|跟)我要钱|"
    r"吃拿卡要|吃请|吃(?:了|过)?(?:他|她|对方|人家|老板|王)[^，,。]{0,4}(?:酒席|饭|宴|喜酒)|(?:一起|跟[^，,。]{1,6})(?:喝酒|吃饭|打牌|打麻将|钓鱼)|请(?:他们?|客)?(?:吃饭|喝酒)|贪(?:污|钱|官)|塞(?:了)?(?:钱|红包)|打点|权钱|官商勾结|腐败"
)
_PARTIAL = re.compile(
    r"亲戚|亲家|老表|同村|(?:一个|同一个)(?:村|班|学校|单位)|熟得很|很熟|好熟|认得到|走得近|熟人|老乡|同学|关系(?:好|硬|户)|一伙|一家人|包庇|护到|护着|偏袒|袒护|偏心|"
    r"穿一条裤子|串通|勾结|回避|换(?:个|一个)?人(?:来)?(?:办|查|管)?|帮(?:到|着|倒)?(?:对方|他们|老板)(?:说话)?"
)
_LEAK = re.compile(
    r"(?:透露|泄露|泄漏|漏|告诉|说|捅|透)(?:出去|给|了)?(?:给)?(?:了)?(?:他|她|对方|人家|别人|老板|王|被举报)|说出去|走漏|通风报信|泄密"
)
_CONDUCT = re.compile(
    r"态度|推诿|踢皮球|敷衍|刁难|卡我|骂(?:我|人)|轰(?:我|出)|凶(?:我|得很)|乱来|乱作为|乱罚|耍(?:大牌|官威)|官僚"
)


class Grievance(StrEnum):
    """What officials are reproached with; each has ways of its own.

    GRAFT    they took something
    PARTIAL  they stand close to the other side: 回避
    LEAK     they told the other side who had reported
    CONDUCT  how they treat people
    """

    GRAFT = "graft"
    PARTIAL = "partial"
    LEAK = "leak"
    CONDUCT = "conduct"


def grievance_in(text: str) -> Grievance | None:
    """Return what a message reproaches officials with, None where it speaks of nobody in office."""
    if len(text) > _MOST_CHARACTERS:
        return None
    said = plain(text)
    if _SPEAKS_OF_ONE.search(said) is None:
        return None
    if _GRAFT.search(said):
        return Grievance.GRAFT
    if _LEAK.search(said):
        return Grievance.LEAK
    if _PARTIAL.search(said):
        return Grievance.PARTIAL
    complains = _CONDUCT.search(said) is not None or _COMPLAINS_OF.search(said) is not None
    return Grievance.CONDUCT if complains else None


# 「你们局长的手机号给我一个」, 「把承办人微信发我」; what the office's own telephone is is another question.
MAY_NAME_AN_OFFICER = re.compile("[局科处所队站]长|领导|书记|主任|承办|经办|办案|工作人员|执法")
_OFFICER = (
    r"(?:(?:你们|市局|区局|局里|市监局|市场监管局|科室)的?)?"
    r"(?:局长|副局长|科长|处长|所长|队长|站长|领导|书记|主任|承办人?|经办人?|办案(?:人员|的人?)?|工作人员|执法(?:人员|的人?)?)"
)
_OWN_NUMBER = r"(?:个人|私人|本人)?的?(?:手机号?|电话号?|号码|微信号?|联系方式|联系电话|私人电话|qq|QQ)码?"
_GIVES_IT = re.compile(
    rf"{_OFFICER}(?:们|本人)?的?{_OWN_NUMBER}[^，,。；;]{{0,4}}(?:给|发|报|说|告诉|是|多少|好多|有没|有不|有吗|能|可|要|$|[?？])|"
    rf"(?:给|发|要|加|告诉|有没有|有得|找|查|说一?下)[^，,。；;]{{0,6}}{_OFFICER}(?:们|本人)?的?{_OWN_NUMBER}"
)
_OF_A_STORY = re.compile("他们公司|对方|被举报|我们?公司|厂|泄露|泄密|收了|举报人")
_MOST_OF_A_NUMBER = 24


def asks_for_an_officers_number(text: str) -> bool:
    """Say whether somebody asks for an officer's own telephone or WeChat."""
    is_short = len(text) <= _MOST_OF_A_NUMBER and _OF_A_STORY.search(text) is None
    return is_short and _GIVES_IT.search(text) is not None
