"""Does whoever tells it want to stay unknown, or give their name and only have it kept from others? Pure.

「匿名」 is a wish to stay unknown wherever it stands. Beside a name and a telephone 「莫说是我讲的」 and
「不要打我座机」 ask for secrecy, and both are kept.
"""

from __future__ import annotations

from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import wants_discretion, wishes_no_name
from intents.telling.naming import names_oneself
from intents.telling.signals import says
from intents.telling.writing import Written

# 「会不会让对方知道」 asks; 「能不能不写我名字」 asks for something.
_ASKS_WHETHER = re.compile(r"会不会|会[^,。?!;]{0,12}(?:吗|不)$|是不是|是否|算不算")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
# 「电话139…可以留，姓税」
_FAMILY_NAME = re.compile(r"(?:^|[,。;\s])(?:我|免贵)?姓[\u4e00-\u9fff](?:$|[,。;\s])")


# 「不要问我是哪个」 asks nothing.
_ASKS_ME_NOT = re.compile(
    r"(?:不要|不准|不许|不用|不想|莫|别|勿|甭)(?:来|去|再|要|让人)?(?:问|打听|追问|查|说|讲|写|登记?|留|透露)[^,，。；;]{0,5}(?:谁|哪个|哪样名字|啥子?名字?|什么名字?|名字|姓名|身份)[了的哈嘛吧]*"
)
_TIPS_UNNAMED = re.compile(
    r"(?:^|[,，。；;\s])(?P<wishes>(?:你好|我们?|想|要|来|请|可以|能|那|就|只|准备|打算){0,5})匿名(?:的|地|来)?(?:举报|反映|投诉|检举|揭发|报料|爆料|提供线索)"
    r"(?:一?[个家件下]|点|他们?|公司|厂|单位|老板|事情?|情况|问题|线索){0,4}(?:$|[,，。；;！!\s])"
)
_MOST_OF_A_WISH = 40
_MOST_OF_A_STORY = 400
# 「匿名举报我老板…」 reports somebody; 「匿名举报的流程」, 「匿名举报有奖励」 are about such reports.
_REPORTS_SOMEBODY = re.compile(
    r"^(?:你好|您好|我们?|想|要|来|请|可以|能|那|就|只|准备|打算|现在|[，,。\s]){0,6}(?:匿名|不[留署]名)(?:的|地|来)?"
    r"(?:举报|反映|投诉|检举|揭发|报料|爆料|提供线索)[:：，,\s]*"
    r"(?!会|能|可以|是|的|了|不|怎|咋|如何|以?后|和|与|跟|或|需|要|行|奖|流程|方式|电话|渠道|信箱|邮箱|材料|"
    r"有(?:没|奖|用|效|什么|哪|啥|风险))[^，,。；;\s]{2}"
)
_ONLY_THE_WISH = re.compile(
    r"^(?:你好|您好|我们?|想|要|来|请|可以|能|那|就|只|准备|打算|还是|选|[，,\s]){0,6}匿名(?:的|地|来)?"
    r"(?:举报|反映|投诉|检举|揭发|报料|爆料|提供线索)?(?:线索|侵权|侵犯商业秘密|吧|哈|了|[。！!，,\s])*$"
)
_REPORTS = re.compile("举报|投诉|检举|反映|揭发")
_OF_THE_OWNER = re.compile("权利人|被许可人|商业秘密")


def wants_to_tip_unnamed(text: str) -> bool:
    """Say whether all that is said is that a report is to be made without a name; nothing is asked."""
    found = _TIPS_UNNAMED.search(text) if len(text) <= _MOST_OF_A_WISH else None
    rest = _ASKS_ME_NOT.sub("", text)
    if found is None or looks_like_a_question(rest):
        return False
    return bool(found["wishes"]) or rest != text


def reports_unnamed(text: str) -> bool:
    """Say whether somebody is reported without a name, 「匿名举报我老板偷别人技术」; nothing is asked."""
    found = _REPORTS_SOMEBODY.match(text) if len(text) <= _MOST_OF_A_STORY else None
    return found is not None and not looks_like_a_question(text)


def owner_reports_unnamed(text: str) -> bool:
    """Say whether it is reported of the right-holder, and without a name: 「我是权利人，不想留名」."""
    is_of_it = _REPORTS.search(text) is not None and _OF_THE_OWNER.search(text) is not None
    return len(text) <= _MOST_OF_A_WISH and is_of_it and wishes_no_name(text) and not looks_like_a_question(text)


def only_wishes_no_name(text: str) -> bool:
    """Say whether the whole message is the wish to stay unknown: 「匿名举报」, 「我要匿名」."""
    return _ONLY_THE_WISH.match(text) is not None and not looks_like_a_question(text)


def stays_unknown(written: Written) -> bool:
    """Say whether the teller wants to stay unknown."""
    text = written.text
    clauses = [clause.text for clause in written.clauses if not _ASKS_WHETHER.search(clause.text)]
    if wants_discretion(text):
        return False
    if any(says("anonymous", clause) for clause in clauses):
        return True
    gives_a_name = _PHONE.search(text) is not None and _is_named(text)
    return any(says("nameless" if gives_a_name else "unnamed", clause) for clause in clauses)


def _is_named(text: str) -> bool:
    return says("named", text) or names_oneself(text) or _FAMILY_NAME.search(text) is not None
