"""How much money, in whole yuan, as people say it: 三十来万, 120万左右, 1.5亿, 8万多."""

from __future__ import annotations

import re

from intents.numerals import number_of
from intents.reading.plain import plain, without_denied
from intents.reading.refusal import NotUnderstood

_UNITS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100}
_UNITS |= {"w": 10**4, "k": 1000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_LARGEST = 10**13
_SMALLEST_WITHOUT_UNIT = 1000

_UNKNOWN = re.compile(
    r"说不(?:清|准|好|上)|不好(?:算|估|说)|算不(?:清|出|了|来)|不(?:清楚|知道|晓得|确定|太清楚)|没(?:有)?(?:算|统计|估)|"
    r"难(?:以)?(?:算|估|计算|统计)|无法|估不|估计不|跳过|不(?:想|愿|便|方便)?(?:填|说)|还没"
)
_NO_LOSS = re.compile(r"^(?:目前|暂时|还)?(?:没有?|无)(?:什么|造成|产生)*(?:经济|实际)?损失")
_FOREIGN = re.compile(r"美元|美金|欧元|港币|港元|日元|英镑|usd|\$|€")
# 三十来万, 二十几万, 好几十万: the number that is said counts.
_ABOUT = re.compile(r"(?<=[十百千万亿\d])(?:来|多|余|几|好几)(?=\s*[十百千万亿元块])")
# 百把万, 万把块: about one of it.
_ROUGHLY_ONE = re.compile(r"(?<![零一二两三四五六七八九\d])([十百千万])[把来](?=\s*[万亿元块])")
# 五六万, 一两百万, 二三十万: the smaller one counts.
_PAIR = re.compile(r"([一二两三四五六七八九])([两二三四五六七八九])(?=[十百千万亿])")
_SPAN = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*(?:-|~|—|到|至)\s*\d+(?:\.\d+)?(?=\s*[百千万亿])")
# 大几十万 is anything from fifty to ninety: taken as ten it would be wrong.
_SOME = re.compile(r"(?<![十百千万亿\d])大?几(?:十|百|千)(?=[来多]?[万亿])")
_VAGUE = re.compile(r"(?:好?几|数|上)(?:十|百|千|万|亿)")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百千万亿][零一二两三四五六七八九十百千万亿]*")
# A number is read from its beginning only: thousands of digits would be tried from each one anew.
_PART = r"(?<![\d,])\d[\d,]*(?:\.\d+)?\s*(?:亿|千万|百万|十万|万|千|百|[wk](?![a-z]))"
_MIXED = re.compile(rf"(?<![\d.])((?:{_PART}\s*)+(?:\d(?!\d))?)")
_IN_YUAN = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(?:元|块|人民币|rmb|¥)")
_BARE = re.compile(r"^\D{0,6}?(\d[\d,]*(?:\.\d+)?)\D{0,4}$")
_ONE_PART = re.compile(r"(?<![\d,])(\d[\d,]*(?:\.\d+)?)\s*(亿|千万|百万|十万|万|千|百|w|k)")


def read_amount(text: str) -> int | None:
    """Return yuan, or None when the person cannot or will not say."""
    said = without_denied(plain(text)).translate(_FORMAL)
    if _FOREIGN.search(said):
        raise NotUnderstood("amount.foreign_currency")
    if _SOME.search(said):
        raise NotUnderstood("amount.too_vague")
    amount = _amount_in(_ROUGHLY_ONE.sub(r"一\1", _ABOUT.sub("", said)))
    if amount is not None:
        return _within_reason(amount)
    if _NO_LOSS.search(said):
        return 0
    if _UNKNOWN.search(said):
        return None
    raise _why_no_amount(said)


def _amount_in(said: str) -> int | None:
    spelled = _SPAN.sub(r"\1", _PAIR.sub(r"\1", said))
    if mixed := _MIXED.search(spelled):
        return _of_parts(mixed[1])
    for numeral in _NUMERAL.findall(spelled):
        if any(unit in numeral[1:] for unit in "百千万亿") and (number := number_of(numeral)):
            return number
    if yuan := _IN_YUAN.search(spelled):
        return round(_number(yuan[1]))
    if (spoken := re.search(rf"({_NUMERAL.pattern})(?:元|块)", spelled)) and (number := number_of(spoken[1])):
        return number
    return _bare_amount(spelled)


def _of_parts(mixed: str) -> int:
    """Add up 1亿2000万, 3万5千 and 1万5, whose last digit counts in thousands."""
    parts = _ONE_PART.findall(mixed)
    total = sum(_number(number) * _UNITS[unit] for number, unit in parts)
    rest = _ONE_PART.sub("", mixed).strip()
    return round(total + (int(rest) * _UNITS[parts[-1][1]] // 10 if rest.isdigit() else 0))


def _bare_amount(said: str) -> int | None:
    bare = _BARE.match(said)
    if bare is None:
        return None
    number = _number(bare[1])
    if 0 < number < _SMALLEST_WITHOUT_UNIT:
        raise NotUnderstood("amount.unit_missing", number=bare[1])
    return round(number)


def _number(digits: str) -> float:
    # No amount has more digits; more of them are somebody leaning on a key.
    return float(digits.replace(",", "")[:20])


def _within_reason(amount: int) -> int:
    if amount > _LARGEST:
        raise NotUnderstood("amount.too_large")
    return amount


def _why_no_amount(said: str) -> NotUnderstood:
    return NotUnderstood("amount.too_vague" if _VAGUE.search(said) else "amount.none")
