"""Whether somebody wants to estimate themselves against a standard, or to see the list for applying. Pure."""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.cues import cue
from intents.reading.questions import looks_like_a_question

# A longer message tells something, and what holds figures asks whether these are enough.
_MOST_CHARACTERS = 30
MAY_ESTIMATE = cue("自评|自我评|自己评|自己打分|自查打分|评估自己|申报清单|申报准备清单|示范", signs="评打清示")
_WANTS = re.compile(r"自评|自我评[估价]|自己(?:先)?(?:来)?评(?:一?评|估|一下)?|自己(?:先)?打分|自查打分|评估自己")
# 「怎么自评」 wants it, 「自评要多少分」 asks.
_HOW = re.compile(
    r"(?:怎么|如何|咋个?|啷个|在哪里?|哪里|能不能|可不可以|想|要|帮我?|开始|做|来)[^，,。]{0,12}(?:自|评)"
)
_ASKS = re.compile(r"多少分|几分|够不够|合格|及格|算不算|有用|算数|准不准|谁看|给谁|结果|保存|删")
_TO_BECOME_ONE = re.compile(
    r"^(?:你好[，,]?)?(?:我们?|咱们?|本)?(?:公司|企业|单位|厂|园区)?(?:也|就)?(?:想|要|打算|准备|希望)"
    r"(?:要|去)?(?:当|做|成为|创建|争创|申报|申请|评上?)(?:个|一个)?(?:商业秘密保护)?示范(?:单位|基地|企业)[了的吧嘛。！!]*$"
)
_LIST = re.compile(r"申报(?:准备)?清单")
_PARK = re.compile(r"园区|产业园|工业园|科技园|开发区|集聚区|基地|特色小镇|管委会|协会")
_COMPANY = re.compile(r"企业|公司|单位|我们?厂|工厂")


class Subject(StrEnum):
    """Who estimates themselves."""

    COMPANY = "company"
    PARK = "park"


def wants_to_estimate(text: str) -> bool:
    """Say whether a message wants a self-assessment."""
    if len(text) > _MOST_CHARACTERS or not _WANTS.search(text) or any(sign.isdigit() for sign in text):
        return False
    if _ASKS.search(text):
        return False
    return not looks_like_a_question(text) or _HOW.search(text) is not None


def wants_to_become_one(text: str) -> bool:
    """Say whether a message says no more than that somebody wants to be recognised: 「我们想当示范单位」."""
    return len(text) <= _MOST_CHARACTERS and _TO_BECOME_ONE.match(text) is not None


def wants_the_list(text: str) -> bool:
    """Say whether a message wants the list for applying."""
    return len(text) <= _MOST_CHARACTERS and _LIST.search(text) is not None and not _ASKS.search(text)


def subject_in(text: str) -> Subject | None:
    """Return who it is about, where the words say so: 「园区自评」; a park of companies is a park."""
    if _PARK.search(text):
        return Subject.PARK
    return Subject.COMPANY if _COMPANY.search(text) and "示范单位" not in _without_own_name(text) else None


def _without_own_name(text: str) -> str:
    """「企业示范单位自评」 names the company, 「示范单位自评」 does not say which of the two."""
    return "" if re.search(r"企业|公司|厂|我们单位", text) else text
