"""Words that steer a form rather than fill it: 查看已填, 重新填写, 什么意思, 先提交."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.once import once_a_message
from intents.reading.agreement import agrees, denies
from intents.reading.questions import looks_like_a_question
from intents.sheet import Block, Words, read_sheet
from intents.telling.about_the_form import asks_who_answers
from intents.telling.leaving_now import goes_to_look, must_leave
from intents.whole import Vocabularies, Vocabulary, is_short, said

__all__ = [
    "Command",
    "agrees",
    "command_in",
    "denies",
    "found_helpful",
    "holds_back",
    "ordinal_in",
    "switches_to",
    "wants_anonymity",
    "wishes_no_name",
]

# Questions about the open field itself, in the one form that messages are compared in; whether it must be filled:
# about_the_form.py.
_ABOUT_THE_FIELD = re.compile(
    r"^(?:你|你们|这里|这个)*(?:是)?(?:问|指)的?(?:是)?[^，。]{1,12}还是[^，。]{1,12}$|^你?们?问的?是(?:哪个|哪一个|什么|啥)[^，。]{0,6}$|"
    r"为什么(?:还)?要?(?:问|填|写)|怎么(?:还)?要(?:问|填|写)|问这个(?:干|做)|"
    r"^(?:只|就|我)*(?:写|填|说|留|选|用|大概|估计|随便)[^，。]{0,8}(?:能不能|可以不|可以吗|"
    r"可以嘛|行不|行吗|得不)$"
)
# In the one form of wordings it were 好, which is a yes.
_READY = re.compile(r"我?好[了啦][。！!~]*")
# 「我把上传链接发到群里去了，快点关了」: what is to be closed is ours, in whatever words.
_LINK = r"(?:链接|网址|上传(?:页面|地址|入口))"
_CLOSE = (
    r"(?:作废|失效|停用|关[了掉闭起]|收回|撤[了回掉]|取消|废[了掉]|"
    r"(?:莫|别|不要|不准|不许)(?:再)?(?:让|给|准)[^，,。]{0,6}(?:用|进|点|打开|传))"
)
_REVOKES = re.compile(rf"{_LINK}[^。?？]{{0,20}}{_CLOSE}|{_CLOSE}[^，,。?？]{{0,8}}{_LINK}")
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_ASKS_HOW = re.compile(r"怎么|怎样|如何|咋|哪里|哪儿|能|可以")
# 「我可以发截图」 at the end of a story offers it.
_OFFERS = re.compile(r"我们?(?:也|还|都|随时)?(?:可以|能)[^?？吗不]{2,12}")
_HOLDS_BACK = re.compile(
    r"再(?:想|考虑|看看|商量|核对|检查|看一)|先[别不莫]|等等|等一?下|等我|缓一缓|莫慌|莫忙|且慢|"
    r"(?:过几|改|明|后)天再|(?:考虑|商量|核对|检查)一下"
)
_ORDINAL = re.compile(
    r"^(?:(?:选|我选|就|那就)?第?([0-9]{1,2}|[①-⑩]|[一二三四五六七八九十])(?:个|项|条)?"
    r"|(?:选|我?要|我?想[要选问看]|上面|就|那就|评){0,2}的?第([0-9]{1,2}|[一二三四五六七八九十])(?:个|项|条|种|类|样)?)"
    r"[.、。)）吧嘛 ]*$"
)
_COUNTS_ORDERS = re.compile(r"退了?[\d一二两三四五六七八九十百几]+(?:多|来)?(?:单|件|台|套|户|家|个客户)")
_ORDINALS = "一二三四五六七八九十"
_REALLY_A_NUMBER = re.compile(r"^\d")

_WANTS_ANONYMITY = re.compile(
    r"(?<!不)(?<!不要)匿名|不想?留(?:名|真名|姓名|名字)|不(?:想|敢|愿意?)(?:实名|露(?:面|脸|名字?|身份)|暴露)|"
    r"(?:不要|别|莫|不能|不准|不许|不得)(?:写|留|填|说|提|用|记|登记?|录|讲|透露|暴露|公开|"
    r"泄露)(?:出|下|到)?(?:我们?的?)?(?:真?名|名字|姓名|身份|是我)|"
    r"(?:不想?|不愿意?|不敢|懒得|不得)(?:再)?(?:写|填|用)(?:我们?的?|本人的?|"
    r"自己的?)?(?:真名|名字|姓名|实名)|"
    r"(?:名字|姓名|真名)(?:我)?(?:就|也|都)?(?:不想?|不愿意?|不敢)(?:写|填)|"
    r"不(?:想|愿意?|敢|能)让[^，,。；;]{1,8}(?:晓得|知道|发现|查到)(?:是)?(?:我|哪个|谁)|"
    r"(?:不要|别|莫)(?:暴露|把我的?(?:真?名|名字|姓名))|(?:不要|别|莫|不想|不敢|不得)[^，,。]{0,8}实名"
)
# 「换成匿名的得不得行嘛」 asks politely and wants it; 「匿名举报有没有奖励」 asks.
_TURNS_ANONYMOUS = re.compile(
    r"(?:换|改|转|变)(?:成|为|到|一?下)?(?:个)?匿名|(?:能不能|可不可以)(?:就)?不(?:写|留|填|"
    r"用)(?:我的?)?(?:真名|名字|姓名|名)"
)
# 「不想留电话，可以匿名不」: whoever wants to be reached by nobody wants to stay unknown.
_KEEPS_THE_NUMBER = re.compile(
    r"(?:不想?|不愿意?|不敢|不得)(?:留|写|给|说|填)[^，,。；;]{0,4}(?:电话|手机|号码|联系方式)"
)
# 「不想让他们晓得是哪个告的」 asks nothing.
_HIDES = re.compile(
    r"不(?:想|愿意?|敢|能)让[^，,。；;]{1,8}(?:晓得|知道|发现|查到|猜到)(?:是)?(?:我|哪个|"
    r"谁)[^吗?？]*$"
)
# 「我不是不想实名，就是怕老板知道」 wants the name kept from somebody, and gives it all the same.
_NOT_UNWILLING = re.compile(
    r"(?:不是|并非|没有|没说|没得)(?:我|说)?(?:不想?|不愿意?|不敢|不肯|不要|要|想|非要)(?:再)?(?:实名|匿名|留名|留(?:真|姓)?名)"
)
_TELLS_OWN_NAME = re.compile(
    r"我(?:名字)?叫(?!做|什么|啥|你|他|她|人)[\u4e00-\u9fff]{2,4}|我的?(?:名字|姓名)(?:是|叫)[\u4e00-\u9fff]{2,4}"
)
_SWITCH_TO_REPORT = re.compile(
    r"(?:直接|还是|改|我要|我想|就|转|先|另外|再|重新)(?:成|为|来|去|走|另外|再|还|又|重新|"
    r"另)*(?:举报|投诉|检举|报案)"
)
_SWITCH_TO_CONSULT = re.compile(r"(?:还是|改|我要|我想|就|转|先)(?:成|为|来|去|想|先)*(?:约|预约|咨询)")


class Command(StrEnum):
    """What a whole message can want of the form under way; how it is said stands in `commands.yaml`."""

    FILLED = "filled"
    ORIGINAL = "original"
    RESTART = "restart"
    REPEAT = "repeat"
    DISCARD = "discard"
    RESUME = "resume"
    PUT_ASIDE = "put_aside"
    GIVE_UP = "give_up"
    SUBMIT_NOW = "submit_now"
    GUIDE = "guide"
    ABOUT = "about"
    SELF = "self"
    WAIT = "wait"
    READY = "ready"
    BEGIN = "begin"
    HELP = "help"
    ON_PAGE = "on_page"
    UPLOAD = "upload"
    REVOKE = "revoke"


# 「先这样 我去开会 明天再说」, 「开会去了，晚点再填」: somebody leaves for now, and says when they go on.
_LEAVES_FOR_NOW = re.compile(
    r"^(?:那|好|我)*(?:先(?:这样|到这里|到这儿|到这)|今天(?:就|先)到这)[^\d]{0,24}"
    r"(?:再(?:说|填|弄|来|搞|写|讲)|去了|走了)[吧嘛哈啦了。！!~ ]*$|"
    r"^(?:我|要|先|得|有点|有|马上|现在|[，,\s])*(?:开会|事|忙|接娃儿?|接孩子|下班|吃饭|睡觉|出门|上课|开车|上班)"
    r"(?:去|要|了|的|[，,\s])*"
    r"[^，,。\d]{0,4}(?:晚点|等会儿?|等下|回头|明天|改天|下次|过后|晚上|空了)[^，,。\d]{0,4}"
    r"再(?:说|填|弄|来|搞|写)[吧嘛哈啦了。！!~ ]*$"
)


def holds_back(text: str) -> bool:
    """Say whether somebody at the summary wants to think first: 「等等，先别交」."""
    return _HOLDS_BACK.search(text) is not None


def command_in(text: str) -> Command | None:
    """Return which command of the form the whole message is, None for everything else; how files are handed in may
    be one question of it.

    filled, original, restart, repeat, discard, resume, put_aside, give_up, submit_now, guide, about, self, wait,
    ready, begin, help, on_page
    """
    return _command_of(text) if is_short(text) else None


@lru_cache(maxsize=4096)
def _command_of(text: str) -> Command | None:
    if _READY.fullmatch(text.strip()):
        return Command.READY
    if _REVOKES.search(said(text)):
        return Command.REVOKE
    if _LEAVES_FOR_NOW.match(text.strip()) or must_leave(text):
        return Command.PUT_ASIDE
    if asks_who_answers(text):
        return Command.SELF
    if goes_to_look(text):
        return Command.WAIT
    made_of = _commands().made_of(text) or _asked_how(text)
    if made_of is Command.GIVE_UP and _COUNTS_ORDERS.search(text):
        # 「退了12单，…算下来三十三万六」 counts what was lost.
        return None
    return made_of or (Command.HELP if _ABOUT_THE_FIELD.search(said(text)) else None)


def _asked_how(text: str) -> Command | None:
    """Return that files are to be handed in where one clause asks how: 「还有扫描件要交，怎么上传图片？」."""
    asking = (
        clause for clause in _CLAUSES.split(text) if _ASKS_HOW.search(clause) and not _OFFERS.fullmatch(clause)
    )
    return Command.UPLOAD if any(_commands().made_of(clause) is Command.UPLOAD for clause in asking) else None


def ordinal_in(text: str) -> int | None:
    """Return the number of a choice when the whole message is one: 2, 第二个, ②; else None."""
    found = _ORDINAL.match(text.strip())
    if found is None:
        return None
    digit = found.group(1) or found.group(2)
    if _REALLY_A_NUMBER.match(digit):
        return int(digit)
    return _ORDINALS.index(digit) + 1 if digit in _ORDINALS else ord(digit) - ord("①") + 1


def wants_anonymity(text: str) -> bool:
    """Say whether somebody does not want to give a name."""
    return _WANTS_ANONYMITY.search(text) is not None


def wishes_no_name(text: str) -> bool:
    """Say whether one clause of it wishes to stay unknown and asks nothing: 「我不想写我名字了，可以匿名不」."""
    if wants_discretion(text):
        return False
    if "匿名" in text and _KEEPS_THE_NUMBER.search(text):
        return True
    if _TURNS_ANONYMOUS.search(text) or any(map(_HIDES.search, _CLAUSES.split(text))):
        return True
    # 「莫写我的名字嘛」 coaxes and asks nothing.
    clauses = (clause.rstrip("嘛吧哈") for clause in _CLAUSES.split(text))
    return any(wants_anonymity(clause) and not looks_like_a_question(clause) for clause in clauses)


def wants_discretion(text: str) -> bool:
    """Say whether somebody is ready to give a name, or gives it, and only wants it kept from others."""
    if _NOT_UNWILLING.search(text):
        return True
    return "匿名" not in text and _TELLS_OWN_NAME.search(text) is not None


@once_a_message
def switches_to(text: str) -> str | None:
    """Return complaint or consultation when the words change over to it, else None."""
    if _SWITCH_TO_REPORT.search(text):
        return "complaint"
    return "consultation" if _SWITCH_TO_CONSULT.search(text) else None


def found_helpful(text: str) -> bool | None:
    """Return whether the whole message says that an answer was of use; None where it says nothing of that."""
    helpful, useless = _verdicts()
    if useless.makes_up(text):
        return False
    return True if helpful.makes_up(text) else None


class _Command(Block):
    """One block of `commands.yaml`: of each list of `said` one word, of `beside` as many as one likes."""

    name: Command
    said: tuple[tuple[Words, ...], ...]
    beside: tuple[Words, ...]
    may_ask: bool = False
    particles: bool = True


class _Verdicts(Block):
    """What people make of an answer."""

    helpful: tuple[Words, ...]
    useless: tuple[Words, ...]
    beside: tuple[Words, ...]


class CommandsSheet(Block):
    """`commands.yaml`."""

    particles: tuple[Words, ...]
    commands: tuple[_Command, ...]
    verdicts: _Verdicts


@cache
def commands_sheet() -> CommandsSheet:
    """Return what `commands.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("commands.yaml"), TypeAdapter(CommandsSheet))


@cache
def _commands() -> Vocabularies[Command]:
    return Vocabularies((command.name, _vocabulary_of(command)) for command in commands_sheet().commands)


def _vocabulary_of(command: _Command) -> Vocabulary:
    particles = commands_sheet().particles if command.particles else ()
    return Vocabulary(command.said, (*command.beside, *particles), may_ask=command.may_ask)


@cache
def _verdicts() -> tuple[Vocabulary, Vocabulary]:
    verdicts = commands_sheet().verdicts
    return Vocabulary((verdicts.helpful,), verdicts.beside), Vocabulary((verdicts.useless,), verdicts.beside)
