"""Words that steer a form rather than fill it: 查看已填, 重新填写, 什么意思, 先提交."""

from __future__ import annotations

import re

from intents.sounds import is_heard_in

_END = r"(?:吧|嘛|了|一下|哈|哦|呢|啊|噻|我|内容|[。！!~，, ])*$"

_COMMANDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "filled",
            rf"^(?:我?想?(?:查看|看看|看一下|看下|看))?(?:我|都)?(?:已填|填了哪些|填了什么|填过的|已经填的|填好的)(?:内容)?{_END}",
        ),
        (
            "restart",
            rf"^(?:我要|我想)?(?:全部)?(?:重新填写?|重头来|从头(?:来|开始|填)|重来|重填|重新开始|重新来){_END}",
        ),
        (
            "repeat",
            rf"^(?:再说一遍|再说一次|重复一遍|重复|没看清|你?刚才问(?:的)?什么|问的什么|什么问题来着){_END}",
        ),
        ("discard", rf"^(?:请|帮我)?(?:把)?(?:草稿)?(?:删除|删掉|清除|清空)(?:我的|这个)?草?稿?(?:填的)?{_END}"),
        (
            "resume",
            rf"^(?:我要|我想|那就?|好[,，]?)?(?:继续|接着)(?:填写?|举报|上次|上次的|来|办|弄)?(?:填)?{_END}",
        ),
        (
            "put_aside",
            rf"(?:^|[，,。；;！! ])(?:我们?|那|就|先|等|到时候|帮我|给我|请)*"
            rf"(?:(?:把?草稿)?(?:存|保存|保留|留)(?:着|起|到|一下|个?草稿|好)|"
            rf"(?:下次|下回|改天|改日|明天|后天|今晚|晚上|下午|有空|有时间|空了|回家|回去|过几天|过两天|等几天|忙完)(?:我|了|的时候)*"
            rf"(?:再(?:来|接到|接着|继续)*(?:填写?|写|弄|整|办|搞|来)?|(?:来|接到|接着|继续)*(?:填写?|写)))"
            rf"(?:[，,]?(?:下次|下回|改天|改日|明天|有空|回头|以后|晚点|过几天)再?(?:来|接着|继续)*(?:填写?|写|弄|整|办|搞|来|说)?)?{_END}",
        ),
        (
            "submit_now",
            r"^(?:(?:后面的?|其他的?|剩下的?|别的)?(?:都|先|也|就)*"
            r"(?:不填|不写|懒得填|这些|这样|差不多|够|没得|没有)了?[，, ]*)?"
            r"(?:就|那就|我想|我要)?(?:先|确认|直接|赶快|快点)*(?:提交|交|报)(?:了|吧|嘛|上去|哈|噻)*"
            r"(?:[，,]?(?:以后|回头|后面)再补)?[。！!]*$",
        ),
        (
            "about",
            r"^(?:你|您|这)?(?:是谁|是什么|能做什么|能干(?:什么|嘛|啥)|会做?什么|有什么(?:用|功能)|怎么用)(?:[?？呢啊]|的)*$|"
            r"^(?:帮助|菜单|功能|首页|主菜单|help|menu)$",
        ),
        (
            "wait",
            r"^(?:等一[下等]|等等|等下|稍等|等会儿?|让?我想想|我[想查]一下|我看看)[。！!~，, ]*$",
        ),
        (
            "help",
            r"^(?:这个?|这项|那|它)?(?:是)?(?:什么|啥子?)意思|^(?:不懂|没懂|看不懂|不明白|没明白|听不懂)(?:是?什么意思)?[?？。]*$|"
            r"(?:为什么|为啥子?|为何|干嘛|凭什么)(?:还)?要?(?:问|填|写)|咋个?(?:还)?要(?:问|填|写)|问这个(?:干|做)|"
            r"^(?:这个?|这项|这里)?(?:一定|必须|非)?(?:要|得|可以不|能不能不|可不可以不)?(?:填|写|说)(?:不可)?(?:吗|嘛|不)?[?？]*$|"
            r"^(?:这个?|这项|这里)?(?:该|要)?(?:怎么|咋|如何|啷个)(?:填|写|回答|说|选)[?？呢嘛]*$|^(?:这个?|这项|这里)?(?:填|写)(?:什么|啥子?)[?？呢嘛]*$|"
            r"^(?:举个例子|比如|解释一下|说明一下)[?？呢嘛]*$",
        ),
    )
)

_AGREES = re.compile(
    r"^(?=.*(?:嗯|好|是|对|行|可以|要得|确[认定]|没[得有]?错|没[得有]?问题|无误|ok|同意|提交|交|报|生成|属实))"
    r"(?:嗯|好的?|是的?|对[头的]?|行|可以了?|要得|确[认定]|没[得有]?错|[没莫][得有]?问题|无误|ok|同意|提交|交|报|就这样|都对|现在|"
    r"正确|上去|属实|真实|都是?|全部?|真的|生成|材料|草稿|了|吧|嘛|噻|哈|哦|啊|[，,。！! ])+$",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(r"再(?:想|考虑|看看|商量)|先[别不]|等等|等一?下|缓一缓|(?:过几|改)天再|(?:考虑|商量)一下")
_ORDINAL = re.compile(
    r"^(?:选|我选|就|那就)?第?([0-9]{1,2}|[①-⑩]|[一二三四五六七八九十])(?:个|项|条)?[.、。)）吧嘛 ]*$"
)
_CLEAR_YES = ("确认提交", "没有问题", "内容属实")
_LONGEST_YES = 6
_ORDINALS = "一二三四五六七八九十"
_REALLY_A_NUMBER = re.compile(r"^\d")

_WANTS_ANONYMITY = re.compile(
    r"(?<!不)(?<!不要)匿名|不想?留(?:名|真名|姓名|名字)|不(?:想|敢|愿意?)(?:实名|露面|暴露)|不要暴露"
)
_SWITCH_TO_REPORT = re.compile(r"(?:直接|还是|改|我要|我想|就|转|先)(?:成|为|来|去|走)?(?:举报|投诉|检举|报案)")
_SWITCH_TO_CONSULT = re.compile(r"(?:还是|改|我要|我想|就|转|先)(?:成|为|来|去|想|先)*(?:约|预约|咨询)")


def holds_back(text: str) -> bool:
    """Say whether somebody at the summary wants to think first: 「等等，先别交」."""
    return _HOLDS_BACK.search(text) is not None


def agrees(text: str) -> bool:
    """Say whether the whole message says yes: 确定, 好的, 可以了，提交."""
    return _AGREES.match(text.strip()) is not None


def mishears_a_yes(text: str) -> bool:
    """Say whether a short message only sounds like 确认提交: 「确认题交」."""
    return len(text) <= _LONGEST_YES and any(is_heard_in(word, text) for word in _CLEAR_YES)


def command_in(text: str) -> str | None:
    """Return which command of the form this is, None for everything else.

    filled, restart, repeat, discard, resume, put_aside, submit_now, about, wait, help
    """
    plain = text.strip()
    return next((name for name, pattern in _COMMANDS if pattern.search(plain)), None)


def ordinal_in(text: str) -> int | None:
    """Return the number of a choice when the whole message is one: 2, 第二个, ②; else None."""
    found = _ORDINAL.match(text.strip())
    if found is None:
        return None
    digit = found.group(1)
    if _REALLY_A_NUMBER.match(digit):
        return int(digit)
    return _ORDINALS.index(digit) + 1 if digit in _ORDINALS else ord(digit) - ord("①") + 1


def wants_anonymity(text: str) -> bool:
    """Say whether somebody does not want to give a name."""
    return _WANTS_ANONYMITY.search(text) is not None


def switches_to(text: str) -> str | None:
    """Return complaint or consultation when the words change over to it, else None."""
    if _SWITCH_TO_REPORT.search(text):
        return "complaint"
    return "consultation" if _SWITCH_TO_CONSULT.search(text) else None
