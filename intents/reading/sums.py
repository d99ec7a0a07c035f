"""Is a number of a text a sum of money? What stands beside it says so: a currency, what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intents import expressions as re
from intents.reading.money import YUAN
from intents.reading.quantities import Quantity

_BESIDE = 12

_CURRENCIES = {
    "USD": "美元|美金|美刀|usdt?|us\\$|\\$",
    "EUR": "欧元|eur|€",
    "HKD": "港币|港元|港纸|hkd|hk\\$",
    "JPY": "日元|日币|日圆|jpy|円",
    "GBP": "英镑|gbp|£",
    "KRW": "韩元|韩币|krw|₩",
    "TWD": "新?台币|twd|nt\\$",
    "SGD": "新加坡元|新币|sgd",
    "AUD": "澳元|澳币|aud",
    "CAD": "加元|加币|cad",
    "CHF": "瑞士法郎|瑞郎|chf",
    "RUB": "卢布|rub",
    "THB": "泰铢|thb",
    "VND": "越南盾|vnd",
    "BTC": "比特币|btc",
}
_FOREIGN = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
_FOREIGN_AFTER = re.compile(rf" ?(?:[多来余几]|左右|的)? ?(?:{_FOREIGN})")
_FOREIGN_BEFORE = re.compile(rf"(?<![\d十百千万亿多])(?:{_FOREIGN})[^\d,;。]{{0,3}}$")
_FOREIGN_ANYWHERE = re.compile(_FOREIGN)
_YUAN_AFTER = re.compile(r" ?(?:[多来余几]|左右)? ?(?:元|块|人民币|rmb|cny|¥)")
_YUAN_BEFORE = re.compile(r"(?:人民币|rmb|cny|¥)[: ]*$")
# What else may be counted. What begins like a measure word and is none stands behind it.
_COUNTED = re.compile(
    r" ?[多来余几]?(?:[条件套份次名位户吨斤克米页辆只箱天号岁倍成折股桶瓶盒批期届楼层栋室秒周季代种类款票度字行]|"
    r"[%月强张]|台(?!币)|人(?!民币)|家(?!里)|个(?![亿万人])|年(?!薪)|日(?![元币圆])|点(?!左右|钱)|平(?!均)|本(?!金|钱)|部(?!分)|"
    r"项(?!目)|单(?!位)|分(?!之|期|成)|公[斤里]|千[克瓦]|小时|星期|礼拜|kg|km|gb|mb|g\b|m\b)"
)
# 千万别说 counts nothing: a unit without a digit is a sum at the end or beside money only.
_ENDS = re.compile(r" ?(?:$|[,;。!?)、]|元|块|人民币|左右|上下|以[上下内]|出头|多|余|级|吧|嘛|的?损失)")
_UNIT_WORDS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100}
_UNIT = "亿|千万|百万|十万|万|千|百"
_NAMES_THE_UNIT = re.compile("元?[):]")
_UNIT_BEFORE = re.compile(rf"(?:\(|单位|金额|数额)[:为是]?({_UNIT})元?\)?[^\d]{{0,4}}$")
_UNIT_AFTER = re.compile(rf" ?\(({_UNIT})元?\)")
_ONE = "一(?:[件单台斤次套张瓶箱吨户]|个(?!月))"
_RATE_BEFORE = re.compile(rf"每[^\d]{{0,6}}$|单价[^\d]{{0,4}}$|{_ONE}[^\d]{{0,4}}$")
_RATE_AFTER = re.compile(rf"(?:元|块)?钱?(?:/|每|{_ONE})")
_JOINT = re.compile(
    r" ?(?P<money>元|块)? ?(?:-+|~+|—+|–|到|至|或者?|、) ?|,? ?(?:最多|顶多|不超过|多则|最高)(?:到|有|是)?"
)


def is_sum(said: str, quantity: Quantity) -> bool:
    """Say whether a quantity is money by what is said with it; a small bare number is not."""
    before, after = _beside(said, quantity)
    names_money = bool(
        _YUAN_AFTER.match(after)
        or _YUAN_BEFORE.search(before)
        or _FOREIGN_AFTER.match(after)
        or _FOREIGN_BEFORE.search(before)
        or unit_beside(said, quantity) > 1
    )
    if not quantity.has_digit:
        return quantity.top_unit >= 100 and _ENDS.match(after) is not None and not _NAMES_THE_UNIT.match(after)
    # 三百 may be 300 or 300万; 0.01万 and 三千 say it.
    return names_money or quantity.top_unit >= (10_000 if quantity.value < 1000 else 100)


def is_counted(said: str, quantity: Quantity) -> bool:
    """Say whether the quantity counts something else than money: 20万条, 2024年, 第三."""
    before, after = _beside(said, quantity)
    return before.endswith("第") or _COUNTED.match(after) is not None


def is_rate(said: str, quantity: Quantity) -> bool:
    """Say whether it is so much for one: 每月3万, 199元一件."""
    before, after = _beside(said, quantity)
    return _RATE_BEFORE.search(before) is not None or _RATE_AFTER.match(after) is not None


def currency_of(said: str, quantity: Quantity) -> str:
    """Return the currency that stands beside a quantity, yuan where none does."""
    before, after = _beside(said, quantity)
    if _YUAN_AFTER.match(after):
        return YUAN
    found = _FOREIGN_AFTER.match(after) or _FOREIGN_BEFORE.search(before)
    return (found and found.lastgroup) or YUAN


def foreign_currency_in(said: str) -> str | None:
    """Return the first currency that is named anywhere and is not yuan."""
    found = _FOREIGN_ANYWHERE.search(said)
    return found.lastgroup if found else None


def unit_beside(said: str, quantity: Quantity) -> int:
    """Return what a form's 「金额（万元）：30」 multiplies the quantity by, 1 where it says nothing."""
    if quantity.units > 1:
        return 1
    before, after = _beside(said, quantity)
    found = _UNIT_AFTER.match(after) or _UNIT_BEFORE.search(before)
    return _UNIT_WORDS[found[1]] if found else 1


def joined(said: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with the two ends of spans put together: 3-5万, 三到五万; 1 亿 2000 万 is one."""
    return tuple(_joined(said, quantities))


def _joined(said: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    last: Quantity | None = None
    for quantity in quantities:
        one = last and (_continued(said, last, quantity) or _span(said, last, quantity))
        if last is not None and one is None:
            yield last
        last = one or quantity
    if last is not None:
        yield last


def _continued(said: str, first: Quantity, second: Quantity) -> Quantity | None:
    is_rest = first.units > second.value > 0 and first.until is None and not first.vague
    if not is_rest or said[first.end : second.start].strip() or not second.top_unit >= 100:
        return None
    return first._replace(end=second.end, value=first.value + second.value, units=second.units)


def _span(said: str, first: Quantity, second: Quantity) -> Quantity | None:
    joint = _JOINT.fullmatch(said, first.end, second.start)
    if joint is None or first.vague or second.vague or first.until is not None:
        return None
    value = first.value * (1 if joint["money"] else _shared_unit(first, second))
    until = second.until or second.value
    if not value < until:
        return None
    return second._replace(start=first.start, value=value, until=until, about=first.about or second.about)


def _shared_unit(first: Quantity, second: Quantity) -> int:
    """Return the unit that is said once for both: 万 in 三百到五百万, 百万 in 3-5百万."""
    units = second.units if first.top_unit == 1 else second.large_unit if first.large_unit == 1 else 1
    return units if first.value * units <= second.value else 1


def _beside(said: str, quantity: Quantity) -> tuple[str, str]:
    start, end = quantity.start, quantity.end
    return said[max(start - _BESIDE, 0) : start], said[end : end + _BESIDE]
