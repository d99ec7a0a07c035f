"""Whether somebody asks who their liaison or guidance officer is (联络员, 指导员), or wants one. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 40
MAY_CONCERN = cue("指导员|联络员", signs="员")
_WHO = re.compile(r"是谁|是哪个|是哪位|是哪一位|谁是|哪个是|哪位是|叫什么|叫啥|联系|电话|找谁|找哪个|名单|有没有")
_OURS = re.compile(
    r"(?:我|我们|咱|咱们|本|我厂|我司|我们厂)(?:的|公司|企业|单位|厂|家|们|这边){0,3}(?:商业秘密)?(?:保护)?指导员"
)
_WANTS = re.compile(
    r"(?:申请|想要|要|想请|请|需要|配|派|安排|指派|指定)(?:一|1)?(?:个|位|名)?(?:商业秘密)?(?:保护)?指导员"
    # Whoever wants one to come wants a visit.
    r"(?!来|过来|上门|到|去|看)"
)
# Of a park, a district, or of ours; else it is asked of liaison officers in general.
_HERE = re.compile(
    r"(?:我|咱|本)[^，,。]{0,8}联络员|[区县镇园](?:的|里|里的)?(?:商业秘密)?(?:保护)?联络员"
    r"|联络员的?(?:是谁|怎么联系|联系方式|电话|名单)|(?:谁是|联系)[^，,。]{0,8}联络员"
)
_HOW = re.compile(r"(?:怎么|如何|咋个?|啷个|在哪里?|哪里|能不能|可不可以|可以)[^，,。]{0,6}(?:申请|请|要)")
# These ask of the standard, or of the officers in general.
_IN_GENERAL = re.compile(r"方案|几次|多少|几个|工资|培训|标准|要求|收费|费用|职责|干什么|做什么|怎么扣|分")


def asks_for_own_guide(text: str) -> bool:
    """Say whether a message asks who the guidance officer of the person's own company is."""
    return _fits(text) and _OURS.search(text) is not None and _WHO.search(text) is not None


def asks_for_liaison(text: str) -> bool:
    """Say whether a message asks who the liaison officer of a park or district is."""
    return _fits(text) and _HERE.search(text) is not None and _WHO.search(text) is not None


def wants_a_guide(text: str) -> bool:
    """Say whether a message wants a guidance officer to be assigned: 「申请指导员」."""
    if not _fits(text) or _WANTS.search(text) is None:
        return False
    return not looks_like_a_question(text) or _HOW.search(text) is not None


def _fits(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and _IN_GENERAL.search(text) is None
