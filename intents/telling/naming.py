"""Does somebody name themselves, or want to be known after all? 「还是实名吧」, not 「微信群是实名的」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.once import once_a_message
from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question
from intents.telling.own_names import own_names_in

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_WITH_ITS_MARK = re.compile(r"[^，,。；;！!？?\n]+[，,。；;！!？?\n]*")
_AGREES_FIRST = re.compile(r"^(?:好的?|行|可以|嗯|算了|那|要得|哦|ok|也|吧|嘛|\s)+$", re.IGNORECASE)
_BEFORE = (
    r"(?:那个?|算了|要不|好吧?|嗯|哦|行|我们?|本人|还是|就|也|都|现在|改成|改为|变成|换成|改|转|继续|选择?|可以|愿意|同意|决定|"
    r"想|要|希望|打算|申请|请|能|敢|是|走|去|再|直接|\s)*+"
)
_AFTER = (
    r"(?:举报|反映|投诉|提交|登记|来|的|吧|嘛|了|好了|算了|啊|哈|哦|给你们|就行|就是|(?:也|都)?(?:可以|行)|没问题|没关系|\s)*+"
    r"[.~]*$"
)
_NAME = r"(?:真实?)?(?:姓名|名字|真名|名)"
# A clause that is nothing but the wish.
_GIVES = re.compile(
    rf"^{_BEFORE}(?:用?(?:实名|真名)(?:就(?:用?实名|用?真名))?|(?:留|写|填|给|用|报)(?:下|个|上|出)?(?:我的?)?{_NAME}|"
    rf"(?:不用|不要|不必|不需要|不再|不想|不愿|别|取消|不|莫)(?:再)?匿名|公开(?:我的?)?身份){_AFTER}"
)
# The wish with what it is about: 「我要实名举报这家公司」, not 「我实名举报过」.
_FILES_UNDER_A_NAME = re.compile(
    r"^(?:那|就|我们?|本人|现在|\s)*+(?:要|想|愿意|决定|还是|可以|来|请求)(?:用)?实名(?:举报|反映|投诉)(?!过|了|人|没|[以之]?后)"
)
_OWN = re.compile("我|本人|还是|愿意|匿名")
# 「我还是实名嘛」 decides; 「可以实名嘛」 may ask.
_COAXES = re.compile(
    r"^(?!.*(?:可以|能|可不|是不|要不)).*(?:还是|就|算了|那)[^，,。；;]{0,4}(?:实名|真名)[^，,。；;？?吗]{0,4}嘛[。！!~]*$"
)
_DENIED = re.compile(
    r"(?:不|别|莫|没|无需|不想|不敢|不要|不用|不能|不愿意?|拒绝|怕|非)(?:是|要|想|敢|能|愿意?|用|再|去|走)?"
    r"(?:实名|用真名|留|写|填|给|公开)"
)
_TELLS_WHO = re.compile(
    r"(?:我|本人)的?(?:真?名|名字|姓名|大名)?(?:叫|姓)(?!做|我|他|她|你|什么|人|了|过)|我的?(?:真?名|名字|姓名)是|"
    r"(?:^|[，,。；;\s])(?:名字|姓名|真名)(?:叫|是|[:：])|"
    r"(?:我|本人)的?(?:联系)?(?:电话|手机|号码|微信|身份证)(?:号码?)?(?:是|[:：]|\d)"
)

# Every wish to be known holds one of the first, whatever tells who somebody is one of the others.
_SPEAKS_OF_A_NAME = frozenset("名份")
_NAMES_SOMEBODY = frozenset("我本名")
# What only announces a name, a number or an account and tells nothing without it.
_ANNOUNCES = re.compile(
    r"(?:我们?|本人|你们?|您|可以|能|请|直接|就|也|的|这|邮箱|邮件|邮件地址|微信|电话|手机|座机|同号|号码?|[qQ]{2}|[eE]?-?mail|联系|找|加|打|拨|发|"
    r"是|为|叫|[\s:：，,。；;！!、])*"
)


@once_a_message
def names_oneself(text: str) -> bool:
    """Say whether somebody tells who they are: 「我叫刘强，电话136…」, not 「对方电话136…」."""
    said = plain(text)
    tells = not _NAMES_SOMEBODY.isdisjoint(said) and _TELLS_WHO.search(said) is not None
    return tells or any(map(own_names_in, dict.fromkeys((said, text))))


def without_own_names(text: str) -> str:
    """Return a text without the words by which its writer names themselves, empty where nothing else is said."""
    rest, end = [], 0
    for start, stop in own_names_in(text):
        rest.append(text[end:start])
        end = max(end, stop)
    kept = "".join((*rest, text[end:]))
    # What names somebody in a way that has no piece to be cut out goes with its clause.
    clauses = (clause for clause in _WITH_ITS_MARK.findall(kept) if re.search(r"\w", clause))
    told = (clause.lstrip() for clause in clauses if not _TELLS_WHO.search(plain(clause)))
    return "".join(told).strip("，,；; \n")


def only_names_oneself(text: str) -> bool:
    """Say whether a message tells who somebody is or how to reach them, and no more: 「我叫李明，打我电话」."""
    return names_oneself(text) and _ANNOUNCES.fullmatch(without_own_names(text)) is not None


def gives_a_name(text: str) -> bool:
    """Say whether somebody wants to be known after all."""
    return _wish_in(text) is not None


def beside_the_wish(text: str) -> str:
    """Return what else is said beside the wish to be known: 「我愿意实名，亲眼看到的」."""
    wish = _wish_in(text)
    clauses = [clause[0].strip() for clause in _CLAUSE.finditer(text)]
    return "，".join(clause for number, clause in enumerate(clauses) if clause and number != wish)


def _wish_in(text: str) -> int | None:
    """Return which clause is the wish; another one than the first must say whose it is."""
    whole = plain(text)
    if _SPEAKS_OF_A_NAME.isdisjoint(whole) or (looks_like_a_question(whole) and not _COAXES.search(whole)):
        return None
    is_first = True
    for number, clause in enumerate(_CLAUSE.finditer(text)):
        said = plain(clause[0])
        is_wish = _GIVES.search(said) or _FILES_UNDER_A_NAME.search(said)
        if is_wish and not _DENIED.search(said) and (is_first or _OWN.search(said)):
            return number
        is_first = is_first and _AGREES_FIRST.match(said) is not None
    return None
