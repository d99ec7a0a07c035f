"""Is a message nothing but how its writer may be reached, or that it is to be kept quiet? Pure.

「不要打电话给我」, 「莫跟别个说」, 「我手机…打给我，但是莫写到表里头」: it calls nobody, and names nobody.
"""

from __future__ import annotations

from enum import StrEnum

from intents import expressions as re
from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question

_LONGEST = 48
_CLAUSES = re.compile(r"[，,。；;！!~\s]+")
_NOT = r"(?:不要|不用|不准|不许|不能|不想|不得|千万别|千万莫|请勿|请别|别|莫|勿)(?:再|去|来|乱)?"
_LEAD = (
    r"^(?:但是?|不过|只是|就是|而且|还有|那|你们?|可以|请|麻烦|希望|有事|要问的?|有问题|要核实|"
    r"就|也|直接|千万|、)*+"
)
_TAIL = r"(?:就行|就可以|就好|可以|都行|都可以|哈|嘛|吧|了|哦|啊|的|得行)*+$"
_NO_CALL = re.compile(
    rf"{_LEAD}{_NOT}(?:(?:给我)?打(?:我的?)?(?:电话|手机)?(?:给我|来|过来)?|(?:给我)?来电话?|联系我|找我|回访我?){_TAIL}"
)
_CALLS_ME = re.compile(
    rf"{_LEAD}(?:(?:给我)?打(?:我的?)?(?:电话|手机)(?:给我|联系我?)?|打给我|打过来|(?:给我)?来电话?|联系我|打这个(?:电话|号码?)?)"
    rf"(?:问|核实|联系)?{_TAIL}"
)
_OTHERS = r"(?:别个|别人|旁人|人家|他们?|她们?|对方|外人|外面|任何人|老板|公司|厂里|哪个|谁)"
_KEPT_QUIET = re.compile(
    rf"{_LEAD}{_NOT}(?:(?:跟|和|给|对|向|让|告诉){_OTHERS}(?:都|也)?(?:说|讲|提|摆|晓得|知道|透露|听到)?"
    rf"|(?:说|讲|传|漏|透露|泄露)(?:出去|给{_OTHERS}(?:听|晓得|知道)?)|外传|"
    rf"(?:写|填|记|登记?|留)(?:到|在|进)?(?:你们|这个)?(?:表格?|材料|上面|系统|里面)?(?:里头?|里面|上头?|上面)?){_TAIL}"
    rf"|{_LEAD}(?:要|帮我|替我|给我){{1,2}}保密{_TAIL}"
)
_TELLS_A_NUMBER = re.compile(
    rf"{_LEAD}(?:有|好的?|行|嗯|要得|我|的|电话|手机|号码?|座机|联系方式|是|[:：]|\d[\d -]{{5,}})++{_TAIL}"
)
_TELLS_A_NUMBER_FIRST = re.compile(
    rf"{_LEAD}(?:我|的|电话|手机|号码?|是|[:：]|\d[\d -]{{5,}})++(?=[你可打来联直就])"
)


class ReachWish(StrEnum):
    """What is wished of how they are reached."""

    NOT_CALLED = "not_called"
    CALLED = "called"
    QUIET = "quiet"


def reach_in(text: str) -> ReachWish | None:
    """Return what a message wishes that says nothing but how its writer may be reached; None for every other.

    Of several the last that is wished of others counts: quiet before a call.
    """
    said = plain(text)
    if len(said) > _LONGEST or looks_like_a_question(said):
        return None
    found: set[ReachWish] = set()
    for clause in filter(None, _CLAUSES.split(said)):
        # 「我手机…打给我」 is one clause.
        wish = _wish_of(clause) or _wish_of(_TELLS_A_NUMBER_FIRST.sub("", clause))
        if wish is not None:
            found.add(wish)
        elif not _TELLS_A_NUMBER.match(clause):
            return None
    return next(
        (wish for wish in (ReachWish.QUIET, ReachWish.NOT_CALLED, ReachWish.CALLED) if wish in found), None
    )


def _wish_of(clause: str) -> ReachWish | None:
    if _NO_CALL.match(clause):
        return ReachWish.NOT_CALLED
    if _KEPT_QUIET.match(clause):
        return ReachWish.QUIET
    return ReachWish.CALLED if _CALLS_ME.match(clause) else None
