"""What a wish for advice says about itself: how they want to meet, what it is to be about. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from intents import expressions as re
from intents.reading.plain import without_denied
from intents.telling.writing import Clause

_VISIT = re.compile(
    r"上门|到访|现场(?:指导|辅导|看)|(?:来|到)(?:我们|我|我司|给大家|给我们)?(?:公司|厂里?|园区|单位|企业|车间|"
    r"office)(?!咨询)|(?:来|到)我们?(?:这里|这边|这点|这儿|村里?|社里?|店里?|学校|乡里?|镇上)|派人来|请[^,。;!?]{0,10}(?:来|下来|到)(?:看|讲|教|指导|做)|下来看看|来讲|来给大家|"
    r"上一堂课|宣讲|onsite|过来(?:看|指导|教)|当面|做(?:一次|次)?(?:体检|诊断)",
    re.IGNORECASE,
)
# 「到局里面谈」, 「去你们那里当面问」: they come, and nobody comes to them.
_AT_THE_BUREAU = re.compile(
    r"(?:到|来|去|上)(?:你们|贵|区|市|县)?(?:的)?(?:局|所|单位|办公室|指导站|窗口|站)(?:里|上)?(?:面|来|去)?|(?:到|去|来)你们(?:那里?|这里?|那边|这边|处)|可携[^,。;]{0,10}到"
)
_TO_US = re.compile(r"上门|(?:来|到)(?:我们?|我司|我厂)")
_BY_PHONE = re.compile(
    r"电话(?:沟通|咨询|联系|聊|[里上](?:头|面)?(?:先)?(?:说|聊|问|讲|咨询|请教|了解|沟通)|说|就|预约|指导|问|里聊)|"
    r"打(?:个)?电话(?:[^,。;!?\d]{0,6})(?:沟通|咨询|聊|说|就|讲|教|指导|给我们)|方式:电话|电话就(?:行|可以)"
)
_ONLINE = re.compile(r"线上|视频|网上(?!看|填|说)|远程|腾讯会议")
_MODES = (("visit", _VISIT), ("phone", _BY_PHONE), ("online", _ONLINE))
_DENIED = re.compile(r"(?:不是要|不要|不用|不必|不需要|无需)[^,。;!?]{0,6}$")

_SHORTEST_QUESTION = 4
_BARE_QUESTION_CHARACTERS = 6
_SUBJECT_CHARACTERS = 30
_ABOUT = re.compile(r"(?:咨询|请教|了解|聊聊?|问)(?:一下|下)?(?P<topic>[^,。;!?]{4,60})")
_WORRIES = re.compile(
    r"徒弟|学徒|员工|师傅|骨干|离职|跳槽|要走|带出去|泄密|泄露|保密|竞业|制度|培训|课|宣讲|讲座|示范|申报|创建"
)
_TOPIC = re.compile(r"制度|保密|协议|竞业|离职|入职|员工|示范|创建|申报|培训|维权|侵权|体检|秘密")


_ASKS = re.compile(
    r"怎么|怎样|如何|咋|啷个|哪些|什么|啥|多少|归谁|吗$|[要算能是行可]不[要算能是行可]|有没有|是否|需不需要|合不合|区别|来不来得及|[得管收够]不[得管收够]|好多钱|好多$|啷个"
)
_NO_QUESTION = re.compile(
    r"(?:没有?|没得|莫得|不)[^,。;]{0,5}(?:啥子?|什么)(?:事|问题|情况)?|\d{7,}|腾讯会议|(?:到|来)(?:我们|我司|厂里)[^,。]{0,6}(?:看|讲)|联系我|联系人"
)
_BEFORE_A_QUESTION = re.compile(
    r"^(?:你好|您好|但是?|就是|主要|想要?|请|还|先|我们?|就|,|\s)*(?:问一?下?|咨询一?下?|了解一?下?|请教一?下?|请问|知道)?[:,\s]*(?:的?是)?"
)
_WISHES_TO_ASK = re.compile(r"(?:咨询|请教|想问|了解)(?:一下|下)?(?=[^,。]{4})")
_SEEN_BY_THE_STATION = re.compile(
    r"指导站(?:的?(?:老师|人))?[^,。;]{0,8}(?:也|一起|都)(?:可以|能|来|看)|指导站[^,。;]{0,6}都可以|(?:都可以|都能)看"
)
_NOT_BY_THE_STATION = re.compile(r"(?<!能)(?<!可)(?:不|别|莫)(?:给|让|要)?[^,。;]{0,4}指导站|只给(?:局|市场监管)")
_UNIT = re.compile(
    r"(?:我|我们|这里|这边)(?:这边|这里)?(?:就)?是(?P<unit>[\u4e00-\u9fff]{2,14}?(?:管委会|管理委员会|商会|行业协会|协会|孵化器|街道办事处|街道办|(?:企业|创业|中小企业|公共|产业|园区)?服务中心|服务站|促进中心|发展中心))"
)
# 「铜梁高新区管委会产业服务科，想请…」
_UNIT_FIRST = re.compile(
    r"(?:您好|你好|老师好?|领导好?|[,。:\s]){0,4}(?P<unit>(?!我|想|请|你|贵)[\u4e00-\u9fff]{2,12}?(?:管委会|管理委员会|商会|协会|孵化器|街道办事处|街道办|服务中心|促进中心|发展中心)"
    r"(?:[\u4e00-\u9fff]{2,8}?(?:科|部|办|处|局|中心))?)(?=[,。])"
)
_PARK = re.compile(
    r"(?P<park>[\u4e00-\u9fff]{2,8}?(?:高新园|(?:工业|产业|科技|物流|创业|创新|农业|生态|文创)园区?|软件园|孵化园|微电园|化工园|生物城"
    r"|产业城|科技城|数码城|集聚区|综保区|保税港?区|经开区|园区))"
)
# What is left of a name that says no more than which kind of park it is, or whose.
_NO_NAME_OF_A_PARK = re.compile(
    r"^(?:我们?|咱们?|本|面向|服务|这个?|那个?|一个|哪个?|某个?|什么|没有?|有|不|个|的|在|进|入|里|外|各类?|所在|当地|外地|同|市级?|区级?|国家级?|高新|重点|示范"
    r"|(?:工业|产业|科技|物流|创业|创新|农业|生态|文创|高新技术|经济技术)){0,4}园区?$"
)
_BEFORE_A_PARK = re.compile(r"^.*(?:位于|我们是|就在|在|是|的|代表|我代|表(?=.{4}))")


def questions_of(clauses: Sequence[Clause]) -> str:
    """Return what is asked, clause by clause and without 「想问一下」; empty where nothing is."""
    asked = (
        _with_its_subject(
            clauses, number, _BEFORE_A_QUESTION.sub("", _WISHES_TO_ASK.split(clause.text.strip())[-1])
        )
        for number, clause in enumerate(clauses)
        if (clause.asks or _ASKS.search(clause.text)) and not _NO_QUESTION.search(clause.text)
    )
    return ",".join(dict.fromkeys(one for one in asked if len(one) >= _SHORTEST_QUESTION))


def _with_its_subject(clauses: Sequence[Clause], number: int, question: str) -> str:
    """Return a question that says nothing alone with the clause before it: 「…的客户名单,能不能用」."""
    before = clauses[number - 1] if number else None
    is_bare = 0 < len(question) <= _BARE_QUESTION_CHARACTERS
    if before is None or not is_bare or before.asks or before.sentence != clauses[number].sentence:
        return question
    subject = before.text.strip()
    return f"{subject},{question}" if len(subject) <= _SUBJECT_CHARACTERS else question


def topic_of(text: str) -> str:
    """Return what the advice is to be about in the person's words, empty where it is no topic of ours."""
    about = _ABOUT.search(text)
    return about["topic"] if about and _TOPIC.search(about["topic"]) else ""


def worries_of(clauses: Sequence[Clause]) -> str:
    """Return the clauses that say what it is about where nothing is asked: 「怕他们把手艺带出去」."""
    return ",".join(clause.text.strip() for clause in clauses if _WORRIES.search(clause.text))


def seen_by(text: str) -> tuple[str, str] | None:
    """Return whether the station may see it too, with the words that say so; None where nothing is said."""
    if refused := _NOT_BY_THE_STATION.search(text):
        return "bureau", refused[0]
    allowed = _SEEN_BY_THE_STATION.search(text)
    return ("station", allowed[0]) if allowed else None


def unit_in(text: str) -> str:
    """Return the office or association that the teller is from, no company: 「我是长寿经开区管委会的」."""
    found = _UNIT.search(text) or _UNIT_FIRST.match(text)
    return found["unit"] if found else ""


def park_in(text: str) -> str:
    """Return the park that is named, empty for none."""
    found = _PARK.search(text)
    name = _BEFORE_A_PARK.sub("", found["park"]) if found else ""
    return "" if _NO_NAME_OF_A_PARK.match(name) else name


def mode_of(text: str) -> tuple[str, str] | None:
    """Return visit, phone or online with the words that say so; None where none or several are named.

    text  half width and simplified
    """
    said = without_denied(text)
    if _AT_THE_BUREAU.search(said) and not _TO_US.search(said):
        return None
    named = []
    for mode, pattern in _MODES:
        found = next(
            (one for one in pattern.finditer(said) if not _DENIED.search(said[: one.start()][-12:])), None
        )
        if found:
            named.append((mode, found[0]))
    return named[0] if len(named) == 1 else None
