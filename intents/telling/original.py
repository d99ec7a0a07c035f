"""The words of a story as they are sealed with what was read from them: without what must not be kept. Pure.

Stricter than what may be read: a clause that measures anything is left out whole, and so is every telephone that
is not surely the teller's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.telling.keeping import Cut, kept_of
from intents.telling.quoting import quoted
from intents.telling.story import story_of
from intents.telling.unknown_teller import LEFT_OUT

_CLAUSE = re.compile(r"[^,，。;；!！?？\n、]+")
# What measures a recipe or a process; money, people and days are told otherwise.
_MEASURED = re.compile(
    r"(?:\d|[零〇一二两三四五六七八九十百千半几])\s*(?:多|来)?(?:成(?![立交功本为员果都])|份(?![月名额奖工合协文资材报图表清申说证礼钱收卖要给赚]|\s?[\d一二两三四五六七八九十百]{1,5}(?:元|块|万|千(?!克)))|克|公斤|千克|斤|钱(?!也|都)|毫升|升(?![级职])|"
    r"摄氏度|度(?![假过量])|℃|兆帕|千帕|帕|mpa|bar|大气压|转(?:每|/)|rpm|毫米|微米|丝(?!绸)|目(?![前标])|ppm|%|％|"
    r"个?小时(?!前|后|内|以)|分钟(?!前|后|内|以)|秒)|"
    r"百分之|[\d一二三四五六七八九]\s*两(?![个家人边年月天次百千万位名种])|(?:温度|压力|转速|流量|浓度|配比|比例|参数)(?:是|为|在|:|：)?[\d一二三四五六七八九十]",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
# Nothing but the wish for a form, and what is said around it.
_WISH = re.compile(
    r"你们?好|您好|请问|麻烦|谢谢|侵犯|商业秘密|侵权|违法|线索|行为|指导站|上门|服务|匿名|实名|举报|投诉|检举|反映|咨询|预约|维权|"
    r"告(?:人|他们?|别人|对方|一个人)|(?:填|交|报)(?:写|个|一下)?|保护|问题|情况|事情?|一[下个点哈]|我们?|你们?|单位|公司|这里|这边|"
    r"可以|能不能|能|想要?|要|来|去|向|给|帮|请|在|的|了|是|有|个|吗|嘛|吧|呢|啊|哈|怎么|如何|[^\u4e00-\u9fffA-Za-z0-9]"
)
_FEWEST_SIGNS = 5
_SHARES = re.compile(r"(?:损失|订单|单子|营业额|销售|生意|股|客户|价格?|报价|返点|毛利|便宜|低|涨|工资|年薪|员工)")


@dataclass(frozen=True, slots=True)
class Original:
    """What is kept of a story in its own words, and what was cut out of it, each kind once."""

    text: str
    cut: tuple[Cut, ...]


def tells_something(text: str) -> bool:
    """Say whether a message says more than that it wants a form: 「我要举报」 tells nothing."""
    return len(_WISH.sub("", text)) >= _FEWEST_SIGNS


def digits(number: str) -> str:
    """Return the figures of a telephone, without what dials on from there: 「02363001234转805」."""
    return re.sub(r"\D", "", number.split("转")[0])


def original_of(text: str) -> Original:
    """Return what may be sealed of a story as typed."""
    kept = kept_of(text)
    rest = kept.text if not kept.cut else quoted(kept.text, [text], LEFT_OUT)
    cut: list[Cut] = list(kept.cut)
    own = {digits(number.number) for number in story_of(text).numbers if number.owner == "own"}

    def spared(found: re.Match[str]) -> str:
        if digits(found[0]) in own:
            return found[0]
        cut.append("number")
        return LEFT_OUT

    def unmeasured(found: re.Match[str]) -> str:
        if not _MEASURED.search(found[0]) or _SHARES.search(found[0]):
            return found[0]
        cut.append("secret")
        return LEFT_OUT

    told = _TELEPHONE.sub(spared, _CLAUSE.sub(unmeasured, rest))
    return Original(re.sub(rf"(?:{LEFT_OUT}[,，、]?)+", LEFT_OUT, told).strip(), tuple(dict.fromkeys(cut)))
