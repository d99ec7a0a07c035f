"""Whether somebody wants to estimate themselves against a standard, or to see the list for applying. Pure."""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

# A code that is said with this is one of a self-assessment.
SPEAKS_OF_ESTIMATES = re.compile("自评|自我评")
# A longer message tells something, and what holds figures asks whether these are enough.
_MOST_CHARACTERS = 30
MAY_ESTIMATE = cue(
    "自评|自我评|自己评|自己打分|自查打分|评估自己|申报清单|申报准备清单|示范|[上前][次回]|之前|以前|评[了过得出的]",
    signs="评打清示上前",
)
_WANTS = re.compile(r"自评|自我评[估价]|自己(?:先)?(?:来)?评(?:一?评|估|一下)?|自己(?:先)?打分|自查打分|评估自己")
# 「怎么自评」 wants it, 「自评要多少分」 asks.
_HOW = re.compile(
    r"(?:怎么|如何|咋个?|啷个|在哪里?|哪里|能不能|可不可以|想|要|帮我?|开始|做|来)[^，,。]{0,12}(?:自|评)"
)
_SAYS_SO = re.compile(
    r"^(?:所以|那|就|我们?|公司|单位|园区|也|现在|今天|先|还|\s){0,6}(?:想|要|准备|打算|帮我?们?|请)[^\d]{0,10}"
    r"(?:自评|自我评[估价]|自己(?:先)?(?:来)?评|自己(?:先)?打分|自查打分)[^\d]{0,12}$"
)
_CLAUSES = re.compile(r"[，,。；;！!\n]+")
_LAST_CLAUSES = 3
# Who tells of others wants them looked into.
_OF_OTHERS = re.compile("偷|举报|投诉|泄露|侵犯|查一?查|查他")
_ASKS = re.compile(r"多少分|几分|够不够|合格|及格|算不算|有用|算数|准不准|谁看|给谁|结果|保存|删")
_TO_BECOME_ONE = re.compile(
    r"^(?:你好[，,]?)?(?:我们?|咱们?|本)?(?:公司|企业|单位|厂|园区)?(?:也|就)?(?:想|要|打算|准备|希望)"
    r"(?:要|去)?(?:当|做|成为|创建|争创|申报|申请|评上?)(?:个|一个)?(?:商业秘密保护)?示范(?:单位|基地|企业)[了的吧嘛。！!]*$"
)
_LAST_TIME = r"(?:上次|上回|前次|之前|以前|前面|那次|刚才|刚刚)"
_ESTIMATED = r"(?:自评|自我评估?|自己评|评(?![审选比为论价上]))"
_RESULT = re.compile(
    rf"(?<!保存)自评的?(?:结果|得分|分数|成绩)$|{_LAST_TIME}[^，,。]{{0,6}}{_ESTIMATED}[^，,。]{{0,8}}"
    r"(?:结果|多少分|好多分|几分|得分|分数|成绩|哪|看|找)"
    rf"|(?:我们?|咱们?)(?:公司|单位|园区|厂|企业)?{_LAST_TIME}?{_ESTIMATED}[了过得出]{{1,2}}(?:多少|好多|几)分"
    r"|自评(?:的?(?:结果|得分|分数|成绩))?(?:保存|存)?(?:在|到|去)?(?:哪里?|哪儿|怎么|咋个?|如何|啷个)(?:去|能)?(?:看|找|查|打开)"
    rf"|(?:看|查|找|打开|翻)(?:一下|看|下)?(?:我们?的?)?{_LAST_TIME}?的?自评(?:的?(?:结果|得分|分数))?$"
    rf"|{_LAST_TIME}的?自评$"
)
# These ask of results in general.
_OF_RESULTS = re.compile(
    r"有用|算数|作数|准不准|谁[能会可]?|给谁|保存多|保存几|多久|删|合格|及格|够不够|算不算|要多少"
)
_ENDING = re.compile(r"[了呢啊呀吗嘛吧哦？?。！!\s]{1,4}$")
_LIST = re.compile(r"申报(?:准备)?清单")
_PARK = re.compile(r"园区|产业园|工业园|科技园|开发区|集聚区|基地|特色小镇|管委会|协会")
_COMPANY = re.compile(r"企业|公司|单位|我们?厂|工厂")


class EstimateSubject(StrEnum):
    """Who estimates themselves."""

    COMPANY = "company"
    PARK = "park"


def wants_to_estimate(text: str) -> bool:
    """Say whether a message wants a self-assessment; a longer one that tells who they are says so in a clause."""
    if _OF_OTHERS.search(text):
        return False
    if len(text) > _MOST_CHARACTERS:
        is_asked = looks_like_a_question(text) or _ASKS.search(text) is not None
        return not is_asked and any(_SAYS_SO.match(clause) for clause in _CLAUSES.split(text)[-_LAST_CLAUSES:])
    if not _WANTS.search(text) or any(sign.isdigit() for sign in text):
        return False
    if _ASKS.search(text):
        return False
    return not looks_like_a_question(text) or _HOW.search(text) is not None


def asks_for_the_result(text: str) -> bool:
    """Say whether a message asks what somebody's own self-assessment came to: 「上次自评的结果」."""
    if len(text) > _MOST_CHARACTERS or any(sign.isdigit() for sign in text) or _OF_RESULTS.search(text):
        return False
    return _RESULT.search(_ENDING.sub("", text)) is not None


def wants_to_become_one(text: str) -> bool:
    """Say whether a message says no more than that somebody wants to be recognised: 「我们想当示范单位」."""
    return len(text) <= _MOST_CHARACTERS and _TO_BECOME_ONE.match(text) is not None


def wants_the_list(text: str) -> bool:
    """Say whether a message wants the list for applying."""
    return len(text) <= _MOST_CHARACTERS and _LIST.search(text) is not None and not _ASKS.search(text)


def subject_in(text: str) -> EstimateSubject | None:
    """Return who it is about, where the words say so: 「园区自评」; a park of companies is a park."""
    if _PARK.search(text):
        return EstimateSubject.PARK
    return EstimateSubject.COMPANY if _COMPANY.search(text) and "示范单位" not in _without_own_name(text) else None


def _without_own_name(text: str) -> str:
    """「企业示范单位自评」 names the company, 「示范单位自评」 does not say which of the two."""
    return "" if re.search(r"企业|公司|厂|我们单位", text) else text
