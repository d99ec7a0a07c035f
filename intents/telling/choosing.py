"""Which of the things just offered somebody means who says neither a button's words nor its number. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from intents import expressions as re

# Longer words tell or ask something of their own.
MOST_CHARACTERS = 16
_SHORTEST_PART = 2
# A few words that ask nothing; 「有什么区别」 is asked of what was offered.
MAY_CHOOSE = re.compile(r"^(?!.{0,16}(?:[吗？?]|多少|好多|怎么(?!分)|为什么|能不能|可不可以)).{1,16}$")

_ONE = r"[那这]一?[个种项条]"
_LEAD = re.compile(
    r"^(?:嗯|那|就|还是|先|我们?|咱们?|这边|[是要想选评办做走看搞开管给的，, ]|属于|(?:一|这)?[个家种]){0,6}"
)
_TAIL = re.compile(rf"(?:{_ONE}|[的吧嘛哈呢啊呀哦了。！!， ]|再说|一下|看看|试试){{0,4}}$")
_POINTS = re.compile(rf"{_ONE}|选|要(?=[第前后上下那这最])")
_WHICH_END = r"(?:[那的]?一?[个种项条]?)[吧嘛的]?$"
_LAST = re.compile(rf"^[我就]?[选要]?(?:最后|最下面|末尾){_WHICH_END}")
_FORMER = re.compile(rf"^[我就]?[选要]?(?:前者|[前上][面边]?{_WHICH_END})")
_LATTER = re.compile(rf"^[我就]?[选要]?(?:后者|[后下][面边]?{_WHICH_END})")
_BOTH = re.compile(r"^(?:我们?)?(?:都(?![不没是])|两[个种样]|二者|全部?|一起|随便|哪[个种]都)[^，,。不没]{0,6}$")
_WHICH_IS_WHICH = re.compile(
    r"不(?:知道|晓得|清楚|确定)|分不清|搞不[清懂]|区别|(?:有|是)(?:什么|啥|哪些)?(?:不同|不一样)|怎么分|算哪|哪[个种一]"
    r"|(?:什么|啥)意思"
)
_NONE = re.compile(
    r"^(?:都|这[些几]个?|哪个)?(?:不是|没有|不对|不像|不合适)(?:这[些几]个?|我[想要]?[问要]的?|的)?[的了吧。！!]{0,2}$"
)

_COMPANY = re.compile(r"^(?:.{0,8}(?:企业|公司|工厂|厂子?|厂家|集团|合作社|商行|事务所)|单位|示范单位|个体户?)$")
_PARK = re.compile(r"^(?:.{0,8}(?:园区?|产业园|开发区|集聚区|基地|小镇|管委会|园区协会)|园区协会|协会)$")
# What people call the service's own buttons, as a whole message.
OWN_WORDS: Mapping[str, re.Pattern[str]] = {
    "complaint": re.compile(r"^(?:实名)?(?:举报|投诉|检举|告)(?:侵权|他们?|对方|人)?$|^维权$|^实名$"),
    "tip": re.compile(r"^匿名(?:举报|线索)?$|^不(?:留|署)名(?:举报)?$|^实?不?名?(?:提供|举报)?线索$"),
    "consultation": re.compile(
        r"^(?=.{0,8}(?:咨询|预约|指导站))(?:预约|[约找去到])?一?个?(?:指导站)?(?:咨询|预约)?(?:指导站)?$"
    ),
    "progress": re.compile(r"^查?询?(?:一下)?(?:办理)?(?:进度|结果|进展)$|^查询$"),
    "supplement": re.compile(r"^(?:补|补充|补交|交)(?:材料|说明|资料)?$"),
    "question": re.compile(
        r"^(?:有|问|提|请教)?(?:个|一个|点)?(?:问题|事情?)(?:要问|想问)?$|^(?:提|询)?问(?:问|一问)?$"
    ),
    "human": re.compile(r"^(?:找|转)?(?:个)?(?:人工|真人|工作人员|客服|人)$"),
    "assess_company": _COMPANY,
    "assess_park": _PARK,
    "apply_list": re.compile(r"^(?:申报|准备|材料|申报材料|申报准备)?(?:的)?清单$|^(?:准备|申报)?材料$"),
    "visit_from_estimate": re.compile(r"^(?:请)?(?:指导站|指导员|人|你们)?(?:来|上门|约上门|预约)(?:指导|服务)?$"),
    "guide": re.compile(r"^(?:申请|要)?(?:一?个)?指导员$|^申请$"),
    "resume": re.compile(r"^(?:继续|接着)(?:填|评|写)?$"),
}


def position_in(text: str, count: int) -> int | None:
    """Return the position of the choice that is meant by where it stands, 0 for the first; None otherwise.

    count  how many there are to choose from
    """
    if count and _LAST.match(text):
        return count - 1
    if count == len(("former", "latter")):
        return 0 if _FORMER.match(text) else 1 if _LATTER.match(text) else None
    return None


def button_in(text: str, names: Sequence[str]) -> str | None:
    """Return the one of these buttons that is meant by what people call it; None where none or several are."""
    if len(text) > MOST_CHARACTERS:
        return None
    said = {text, _bare(text)} - {""}
    meant = [name for name in names if name in OWN_WORDS and any(map(OWN_WORDS[name].match, said))]
    return meant[0] if len(meant) == 1 else None


def points_at_one(text: str) -> bool:
    """Say whether words point at something that was offered: 「匿名的那个」."""
    return _POINTS.search(text) is not None


def title_in(text: str, titles: Sequence[str]) -> str | None:
    """Return the one of these titles of which a part was said; None where several have it, or none."""
    said = _bare(text)
    having = [title for title in titles if len(said) >= _SHORTEST_PART and said in title]
    return having[0] if len(having) == 1 else None


def wants_both(text: str) -> bool:
    """Say whether somebody wants both of two that are done one at a time."""
    return _BOTH.match(text) is not None


def asks_which_is_which(text: str) -> bool:
    """Say whether somebody asked to choose does not know which is theirs."""
    return len(text) <= MOST_CHARACTERS and _WHICH_IS_WHICH.search(text) is not None


def wants_none(text: str) -> bool:
    """Say whether nothing of what was offered is meant."""
    return _NONE.match(text) is not None


def _bare(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", text.strip()))
