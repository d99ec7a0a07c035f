"""The words of a story as they are sealed with what was read from them: without what must not be kept. Pure.

Stricter than what may be read: a clause that measures anything is left out whole, and so is every telephone that
is not surely the teller's own. Of somebody who stays unknown no sentence that speaks of themselves is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intents.telling.keeping import Cut, kept_of
from intents.telling.own_names import own_names_in
from intents.telling.story import story_of

LEFT_OUT = "〔未保存〕"
_CLAUSE = re.compile(r"[^,，。;；!！?？\n、]+")
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
_SHARES = re.compile(r"(?:损失|订单|单子|营业额|销售|生意|股|客户|价格?|报价|返点|毛利|便宜|低|涨|工资|年薪|员工)")


@dataclass(frozen=True, slots=True)
class Original:
    """What is kept of a story in its own words, and what was cut out of it, each kind once."""

    text: str
    cut: tuple[Cut, ...]


def original_of(text: str) -> Original:
    """Return what may be sealed of a story as typed."""
    kept = kept_of(text)
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

    told = _TELEPHONE.sub(spared, _CLAUSE.sub(unmeasured, kept.text))
    return Original(re.sub(rf"(?:{LEFT_OUT}[,，、]?)+", LEFT_OUT, told).strip(), tuple(dict.fromkeys(cut)))


def without_oneself(text: str) -> str:
    """Return the sentences of a story that say nothing of who tells it."""
    sentences = (found[0] for found in _SENTENCE.finditer(_TELEPHONE.sub(LEFT_OUT, text)))
    told = (one for one in sentences if not _ONESELF.search(one) and not _SPELLED_OUT.search(one))
    return "".join(one for one in told if not own_names_in(one)).strip()
