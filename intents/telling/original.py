"""The words of a story as they are sealed with what was read from them: without what must not be kept. Pure.

Stricter than what may be read: a clause that measures anything is left out whole, and so is every telephone that
is not surely the teller's own. Of somebody who stays unknown no sentence that speaks of themselves is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.telling.keeping import Cut, kept_of
from intents.telling.own_names import own_names_in
from intents.telling.quoting import quoted
from intents.telling.story import story_of

LEFT_OUT = "〔未保存〕"
_CLAUSE = re.compile(r"[^,，。;；!！?？\n、]+")
_PART = re.compile(r"[^，,；;]+[，,；;]*")
_TELLS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_SENTENCE = re.compile(r"[^。!！?？\n]+[。!！?？\n]*")
# What measures a recipe or a process; money, people and days are told otherwise.
_MEASURED = re.compile(
    r"(?:\d|[零〇一二两三四五六七八九十百千半几])\s*(?:多|来)?(?:成(?![立交功本为员果都])|份(?![月名额奖工合协文资材报图表清申说证礼钱])|克|公斤|千克|斤|钱(?!也|都)|毫升|升(?![级职])|"
    r"摄氏度|度(?![假过量])|℃|兆帕|千帕|帕|mpa|bar|大气压|转(?:每|/)|rpm|毫米|微米|丝(?!绸)|目(?![前标])|ppm|%|％|"
    r"个?小时(?!前|后|内|以)|分钟(?!前|后|内|以)|秒)|"
    r"百分之|[\d一二三四五六七八九]\s*两(?![个家人边年月天次百千万位名种])|(?:温度|压力|转速|流量|浓度|配比|比例|参数)(?:是|为|在|:|：)?[\d一二三四五六七八九十]",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
# 「电话一八零八三零零零一二三」
_SPELLED_OUT = re.compile(r"(?:[\d零〇一二三四五六七八九幺两][ -]?){7}")
_ONESELF = re.compile(r"我(?!们|司|厂)|本人|俺|咱(?!们)|自己|匿名|留名")
# Whoever else a clause begins with: what stands there is told of them again.
_OTHERS = re.compile(
    rf"^(?:{LEFT_OUT}|但是?|可是|不过|后来|结果|然后|现在|还有|而且|其实|就是|因为|听说|[，,\s])*(?:他|她|它|对方|老板|老总|公司|厂里|厂方|厂名|店里|那[个家边位]|这[个家位]|"
    r"被举报|某|车间里|师傅|经理|主管|负责人|人家|别人|有人|他人)"
)
# 「我们老板」 is told of the employer; by whom need not stand there.
_OUR_PEOPLE = re.compile(
    r"^([，,\s]*)(?:我们|咱们?|我)(?=(?:的)?(?:老板|老总|公司|厂|店|车间|经理|主管|单位|领导|负责人)[^，,。]{4})"
)
# Nothing but the wish for a form, and what is said around it.
_WISH = re.compile(
    r"你们?好|您好|请问|麻烦|谢谢|侵犯|商业秘密|侵权|违法|线索|行为|指导站|上门|服务|匿名|实名|举报|投诉|检举|反映|咨询|预约|维权|"
    r"告(?:人|他们?|别人|对方|一个人)|(?:填|交|报)(?:写|个|一下)?|保护|问题|情况|事情?|一[下个点哈]|我们?|你们?|单位|公司|这里|这边|"
    r"可以|能不能|能|想要?|要|来|去|向|给|帮|请|在|的|了|是|有|个|吗|嘛|吧|呢|啊|哈|怎么|如何|[^\u4e00-\u9fffA-Za-z0-9]"
)
_FEWEST_SIGNS = 5
_SHARES = re.compile(r"(?:损失|订单|单子|营业额|销售|生意|股|客户|价格?|报价|返点|毛利|便宜|低|涨|工资|年薪|员工)")
_CLAUSES = re.compile("[，,。；;！!]")
_SPEAKS_OF_ONESELF = re.compile("[我咱俺]")


@dataclass(frozen=True, slots=True)
class Original:
    """What is kept of a story in its own words, and what was cut out of it, each kind once."""

    text: str
    cut: tuple[Cut, ...]


def tells_something(text: str) -> bool:
    """Say whether a message says more than that it wants a form: 「我要举报」 tells nothing."""
    return len(_WISH.sub("", text)) >= _FEWEST_SIGNS


def original_of(text: str) -> Original:
    """Return what may be sealed of a story as typed."""
    kept = kept_of(text)
    rest = kept.text if not kept.cut else quoted(kept.text, [text], LEFT_OUT)
    cut: list[Cut] = list(kept.cut)
    own = story_of(text).cast.number
    own_number = own.number if own is not None else None

    def spared(found: re.Match[str]) -> str:
        if re.sub(r"[ -]", "", found[0]) == own_number:
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


def without_oneself(text: str) -> str:
    """Return what a story tells that says nothing of who tells it, marked where something is left out between.

    What follows on a clause about oneself goes on with that, until another is named: 「我是质检员，干了十年」.
    """
    told: list[str] = []
    for sentence in _SENTENCE.findall(_TELEPHONE.sub(LEFT_OUT, text)):
        is_oneself = False
        for clause in (_OUR_PEOPLE.sub(LEFT_OUT, part) for part in _PART.findall(sentence)):
            is_oneself = _is_about_oneself(clause) or (is_oneself and _OTHERS.match(clause) is None)
            told.append(LEFT_OUT if is_oneself or not _TELLS.search(clause.replace(LEFT_OUT, "")) else clause)
    kept = re.sub(rf"(?:{LEFT_OUT})+", LEFT_OUT, "".join(told))
    return kept.removeprefix(LEFT_OUT).removesuffix(LEFT_OUT).strip().rstrip("，,；;")


def place_without_oneself(told: str) -> str:
    """Return what is said of a place without the clauses that say who tells it: 「就在我们厂里，青杠」."""
    return "，".join(clause for clause in _CLAUSES.split(told) if clause and not _SPEAKS_OF_ONESELF.search(clause))


def _is_about_oneself(clause: str) -> bool:
    return bool(_ONESELF.search(clause) or _SPELLED_OUT.search(clause) or own_names_in(clause))
