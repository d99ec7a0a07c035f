"""A change of mind about what was begun: 「再想想…还是要报」 comes back to it, 「不报了」 leaves it. Pure.

What is decided last counts: 「算了不报了…不行，还是报」 comes back. Only the clauses that decide are looked at;
what stands between them (「不能便宜了他」) gives a reason.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import plain

_MOST_CHARACTERS = 40
_CLAUSES = re.compile(r"[，,。；;！!…~\s]+|\.{2,}")
_DOES = r"(?:举报|投诉|检举|匿名举报|报|告|填写|填报|填|写|约|预约|咨询|弄|搞|整|办|来|走|问|交)"
_AROUND = (
    r"(?:算了|那|就|我们?|嗯|好的?|哦|唉|哎呀?|不|但是?|想了(?:又?想|哈|一?下)?|想通了?|"
    r"考虑(?:好|清楚)?了|所以|结果|最后|现在|今天|你)"
)
_ENDS = (
    r"(?:他们?|她们?|它|这个|这家|那家|一下|下去|完|到底|掉|"
    r"起走|起|上次的|举报|了|吧|嘛|哈|噻|嘞|算了|的|啊|呀|好了|要得|谢谢|老师)*"
)
_COMES_BACK = re.compile(
    rf"^{_AROUND}*+(?:还是|仍然|照样|照常|必须|一定|坚决|非)(?:要|得|想|去|来|给我|帮我|先|把|决定)*(?:继续|接着|接到)?{_DOES}{_ENDS}$|"
    rf"^(?:{_AROUND}|还是|先|我?要|想|请)*+(?:继续|接着|接到){_DOES}?{_ENDS}$|"
    rf"^{_AROUND}*+我?(?:还是|又)?(?:要|(?<=又)想){_DOES}{_ENDS}$|^{_AROUND}*+{_DOES}[吧嘛噻]{_ENDS}$|"
    rf"^(?:先|算了|那|就|还是|我们?|请|你|都)*+(?:不用|不要|不|别|莫)(?:要|想|忙|急到?)?(?:给我|帮我)?(?:取消|停|删){_ENDS}$|"
    rf"^(?:我|刚才|刚刚|不好意思|手滑)*+(?:点|按|说|发|打|搞|弄|选)(?:错|快)了?{_ENDS}$|^我?(?:反悔|后悔)了?{_ENDS}$"
)
_THINKS = re.compile(
    rf"^{_AROUND}*+(?:还|再|让|容|先|要|得|等|我|我们|去|多)*(?:想想|想一?[下哈]|想一想|想清楚|考虑(?:考虑|一?[下哈]|清楚)?|犹豫|商量一?[下哈]?|"
    rf"问一?[下哈]|(?:等|缓)(?:等|一?[下哈]|一缓)|没想好|没考虑好|拿不定主意?|看看?)(?:再说|再定|先)?{_ENDS}$"
)
_LEAVES = re.compile(
    rf"^(?:算了|那|就|我们?|嗯|好的?|哦|唉|哎呀?|确定|真的?|还是|是|对|先|决定)*+(?:不用|不要|不|莫|别|懒得)(?:想|要|敢|再|打算|得|继续|给你们?|能|太)*{_DOES}{_ENDS}$|"
    rf"^(?:那|就|我们?|嗯|好的?|对|是|还是|都|全部|给我|帮我|确定|请)*+(?:取消|算){_ENDS}$"
)

# 「我要投诉」 begins something, 「还是要投诉」 comes to it after all.
_REPORTS_AFTER_ALL = re.compile(
    "(?:还是|仍然|必须|坚决|一定|非)[要得想去来先]*(?:给我|帮我)?(?:匿名|实名)?(?:举报|投诉|检举|报(?!名)|告(?!诉|知|别))"
)

# 「不晓得该不该正式举报」, 「领导喊我先摸一下情况」.
MAY_BE_UNDECIDED = re.compile("该不该|要不要|举不举报|报不报|没想好|没决定|没定|先[摸了问打]")
_UNDECIDED = re.compile(
    r"(?:该不该|要不要|值不值得|有没有必要)(?:正式|去|先|就|马上|现在)?(?:举报|投诉|检举|报案|告)|举不举报|报不报|"
    r"(?:没想好|没决定|没定)[^，,。]{0,6}(?:举报|投诉|告)|先(?:摸|了解|打听|问)一?[下哈]?(?:情况|行情|底|政策)"
)


def doubts_reporting(text: str) -> bool:
    """Say whether somebody does not know yet whether to report."""
    return _UNDECIDED.search(text) is not None


def comes_back(text: str) -> bool:
    """Say whether somebody asked if they give up goes on after all, or thinks about it: 「我再考虑下」."""
    return bool(decisions := _decisions(text)) and decisions[-1] is not _LEAVES


def reports_after_all(text: str) -> bool:
    """Say whether somebody who had given it up, or never begun, now wants to report: 「还是报吧，我匿名」."""
    decisions = _decisions(text)
    return bool(decisions) and decisions[-1] is _COMES_BACK and _REPORTS_AFTER_ALL.search(text) is not None


def leaves_it(text: str) -> bool:
    """Say whether somebody asked if they give up does: 「嗯，确定不报了」."""
    return bool(decisions := _decisions(text)) and decisions[-1] is _LEAVES


def only_comes_back(text: str) -> bool:
    """Say whether a message says that it is gone on with and nothing else, so that it answers no question."""
    clauses = _clauses(text)
    backs = [clause for clause in clauses if _COMES_BACK.match(clause)]
    return bool(backs) and all(_decision_of(clause) for clause in clauses) and comes_back(text)


def _decisions(text: str) -> list[re.Pattern[str]]:
    return [decision for clause in _clauses(text) if (decision := _decision_of(clause))]


def _decision_of(clause: str) -> re.Pattern[str] | None:
    # 「不取消」 is no 「取消」, 「还是不报了」 no 「报」.
    return next((one for one in (_LEAVES, _COMES_BACK, _THINKS) if one.match(clause)), None)


def _clauses(text: str) -> list[str]:
    if len(text) > _MOST_CHARACTERS or "?" in text or "？" in text:
        return []
    return [clause for clause in _CLAUSES.split(plain(text)) if clause]
