"""Whether somebody asks who their liaison or guidance officer is (联络员, 指导员), or wants one. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 40
MAY_CONCERN = cue("指导员|联络员", signs="员")
_WHO = re.compile(
    r"是谁|是哪个|是哪位|是哪一位|谁是|哪个是|哪位是|叫什么|叫啥|联系|电话|找谁|找哪个|名单|有没有"
    r"|(?:想|要|去|帮我?|我)找"
)
_OURS = re.compile(
    r"(?:我|我们|咱|咱们|本|我厂|我司|我们厂)(?:的|分?公司|集团|企业|单位|厂|家|们|这边|园区){0,3}"
    r"(?:商业秘密)?(?:保护)?指导员"
)
_WANTS = re.compile(
    r"(?:申请|想要|要|想请|请|需要|配|派|安排|指派|指定)(?:一|1)?(?:个|位|名)?(?:商业秘密)?(?:保护)?指导员"
    # Whoever wants one to come wants a visit.
    r"(?!来|过来|上门|到|去|看)"
)
# Of a park, a district, or of ours; else it is asked of liaison officers in general.
_HERE = re.compile(
    r"(?:我|咱|本)[^，,。]{0,8}联络员|[区县镇园](?:的|里|里的)?(?:商业秘密)?(?:保护)?联络员"
    r"|联络员的?(?:是谁|怎么联系|联系方式|电话|名单)|(?:谁是|联系|[想要去帮我]找)[^，,。]{0,8}联络员"
)
# Whose guidance officer is asked for, by a name: nothing else is asked, and it ends there.
_BY_NAME = re.compile(
    r"^(?:您?你?好[，,]?)?(?:请问|想问一?下|问一?下)?(?:"
    r"(?P<first>[^，,。？?]{2,30}?)的?(?:商业秘密)?(?:保护)?指导员的?"
    r"(?:是谁|是哪个|是哪位|是哪一位|叫什么|叫啥|联系方式|电话(?:是?多少|号码)?|怎么联系|找谁)"
    r"|(?:谁是|哪个是|哪位是|怎么联系|想找|我找|要找)(?P<last>[^，,。？?]{2,30}?)的?(?:商业秘密)?(?:保护)?指导员)"
    r"[啊呀呢嘛吗哦了]{0,2}[？?。！!]{0,2}$"
)
# These are nobody's name.
_NOBODY = re.compile(
    r"^(?:方案|标准|每?[个家]?|各个?|一?[家个]|这[个家]?|那[个家]?|所有的?|你们?|你?局里?|市|区|县){0,2}"
    r"(?:企业|公司|园区|单位|厂|局里?|区县?|市局|市监局|市场监管局|市场监管部门)?(?:商业秘密)?(?:保护)?$"
)
_OURS_SAID = re.compile(r"我|咱|本(?:公司|企业|单位|厂|园区|区|县)")
_OF_THE_DISTRICT = re.compile(r"(?:我们?|咱们?|本)(?:的|这个?|那个?)?[区县](?!域)")
# What is left without these is the name of a place.
_NO_NAME = re.compile(
    r"请问|想问一?下?|问一?下|麻烦|您好|你好|帮我?|谁是|是谁|是?哪一?[个位]是?|是|叫什么|叫啥|找谁|[想要去]?找|有没有"
    r"|怎么联系|联系方式|联系|电话号?码?|多少|名单|联络员|商业秘密|保护|我们?|咱们?|本|这边|这里|那边|在|就|属于|位于"
    r"|公司|企业|单位|工厂|厂|家|的|[啊呀呢嘛吗哦了吧哈，,。！!？?\s]"
)
_NO_PLACE = re.compile(r"^(?:(?:工业|产业)?园区?|区县?|县|市|重庆市?|哪个?|什么|都?不?知道|不清楚|没有?|不){0,5}$")
_ENDS_LIKE_A_PLACE = re.compile(r"(?:园区?|[区县镇乡]|街道|基地|开发区|高新城|新城|[谷港])$")
_HOW = re.compile(r"(?:怎么|如何|咋个?|啷个|在哪里?|哪里|能不能|可不可以|可以)[^，,。]{0,6}(?:申请|请|要)")
# These ask of the standard, or of the officers in general.
_IN_GENERAL = re.compile(
    r"方案|几次|(?<!电话)(?<!电话是)(?<!号码)(?<!号码是)多少|几个|工资|培训|标准|要求|收费|费用|职责|干什么|做什么|怎么扣|分(?!公司|厂|店|部|局|中心)"
)


def asks_for_own_guide(text: str) -> bool:
    """Say whether a message asks who the guidance officer of the person's own company is."""
    return _fits(text) and _OURS.search(text) is not None and _WHO.search(text) is not None


def asks_for_liaison(text: str) -> bool:
    """Say whether a message asks who the liaison officer of a park or district is."""
    return _fits(text) and _HERE.search(text) is not None and _WHO.search(text) is not None


def guided_by_name(text: str) -> str:
    """Return whose guidance officer is asked for by name, 「X公司的指导员是谁」; "" for one's own, or none's."""
    said = _BY_NAME.match(text) if len(text) <= _MOST_CHARACTERS else None
    if said is None:
        return ""
    name = (said["first"] or said["last"] or "").strip()
    return "" if _OURS_SAID.search(name) or _NOBODY.match(name) else name


def of_their_district(text: str) -> bool:
    """Say whether a message speaks of the person's own district as such: 「我们区的联络员」."""
    return _OF_THE_DISTRICT.search(text) is not None


def place_said(text: str) -> str:
    """Return the name of the park or district that a message speaks of; "" where it names none."""
    name = _NO_NAME.sub("", text)
    return "" if _NO_PLACE.match(name) else name


def may_be_a_place(text: str) -> bool:
    """Say whether words that answer 「哪个园区或者区县」 look like the name of one, whether it is known or not."""
    return _ENDS_LIKE_A_PLACE.search(place_said(text)) is not None


def wants_a_guide(text: str) -> bool:
    """Say whether a message wants a guidance officer to be assigned: 「申请指导员」."""
    if not _fits(text) or _WANTS.search(text) is None:
        return False
    return not looks_like_a_question(text) or _HOW.search(text) is not None


def _fits(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and _IN_GENERAL.search(text) is None
