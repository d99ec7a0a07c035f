"""How much money somebody says: 三十来万, 1.5亿, 每月3万，一共36万, 五六万吧, 大约15,000欧元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intents import expressions as re
from intents.reading.money import YUAN, Amount
from intents.reading.plain import plain, without_denied
from intents.reading.quantities import Quantity, quantities_in
from intents.reading.refusal import NotUnderstood
from intents.reading.sums import currency_of, foreign_currency_in, is_counted, is_rate, is_sum, joined, unit_beside

_LARGEST = 10**13
# Without a unit a number is asked about below, and above it is a telephone.
_SMALLEST_WITHOUT_UNIT, _LARGEST_WITHOUT_UNIT = 1000, 10**10
_LEAD = 12
# 「大概50吧」 is a bare number, 「我们2018年成立」 is not one.
_MOST_BEFORE_BARE, _MOST_AFTER_BARE = 6, 4
_LONGEST_QUOTE = 60

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆俩", "一二三四五六七八九十百千元两")
_UNKNOWN = re.compile(
    r"说不(?:清|准|好|上)|不好(?:算|估|说)|算不(?:清|出|了|来)|不(?:清楚|知道|晓得|确定|太清楚)|没(?:有)?(?:算|统计|估)|"
    r"难(?:以)?(?:算|估|计算|统计)|无法|估不|估计不|跳过|不(?:想|愿|便|方便)?(?:填|说)|还没"
)
_NO_LOSS = re.compile(r"^(?:目前|暂时|还)?(?:没有?|无|零)(?:什么|任何|造成|产生)*(?:经济|实际|直接)?损失")
_TOTAL = re.compile(r"一共|总共|合计|共计|总计|累计|总额|总数|总的|总损失|加起来|加一起|加在一起|全部")
_LOSS = re.compile(r"损失|亏|少赚|赔了|被骗")
# What was put into it is not what was lost: 「研发投了1.2个亿，损失还没算」.
_SPENT = re.compile(
    r"研发|研制|开发|投入|投资|投了|成本|造价|经费|[花用砸](?:了|掉|出去)|估值|合同(?:额|总价|金额)|标的|注册资本|产值"
)
_SPENT_BEHIND = re.compile(
    r"[多来余万亿元块钱左右]{0,4}的?(?:研发|研制|开发|投入|投资|成本|经费|标的|合同|订单总价)"
)
_IS_LOST = re.compile(
    r"损失(?!(?:多少|金额|有好多|我们?|都|也|还|真|目前|暂时|具体)*(?:没|不|说不|估不|算不|难|无法))|亏|少(?:赚|卖|收|做|接)|赔了|被骗|没了|打水漂|白(?:花|费|投|搞|做)|泡汤|全(?:没|完)"
)
_CORRECTS = re.compile(r"不对|错了|改成|改为|应该是|更正")
_ABOUT_BEFORE = re.compile(
    r"大概|大约|约(?!定)|差不多|估|可能|好像|应该(?!是)|至少|起码|最少|不低于|不少于|不止|超|过|不到|不足|近|上$|有个"
)
_ABOUT_AFTER = re.compile(r"左右|上下|出头|以[上下内]|不止|不到|多(?!少)|吧|[+]|估")
# 「-3万」, 「负3万」: nobody loses less than nothing; 「3-5万」 and 「3万-5万」 are spans.
_BELOW_NOTHING = re.compile(
    r"(?:(?:^|[^\d万千百亿元块钱wk年月日号\s-])\s{0,3}[-−–—]{1,2}|负)\s?[\d一二两三四五六七八九十]"
)
_CLAUSE_ENDS = re.compile("[,;。!?\n]")


class _Sum(NamedTuple):
    """One sum of a text, and the words of its clause before it."""

    amount: Amount
    start: int
    end: int
    lead: str
    is_rate: bool


# 一百亿亿: no sum of anybody's; read one unit at a time it would be another number.
_UNIT_TWICE = re.compile(r"(?<=[\d一二两三四五六七八九十百千])(?:亿[万亿]|万万)")


def read_amount(text: str) -> int | None:
    """Return whole yuan, of a span the smaller figure; None when they cannot or will not say, or not in yuan."""
    amount = read_money(text)
    return amount.yuan if amount else None


def read_money(text: str) -> Amount | None:
    """Return what is said about how much; None when the person cannot or will not say."""
    said = without_denied(plain(text)).translate(_FORMAL)
    if _BELOW_NOTHING.search(said):
        raise NotUnderstood("amount.none")
    if _UNIT_TWICE.search(said):
        raise NotUnderstood("amount.too_large")
    found = joined(said, quantities_in(said))
    sums = [*_sums(said, [one for one in found if not one.vague])]
    if lost := [one for one in sums if not _is_spent(said, one)]:
        return _within_reason(_the_one_meant(said, lost))
    if sums:
        if _UNKNOWN.search(said):
            return None
        raise NotUnderstood("amount.spent")
    if any(one.vague and not is_counted(said, one) for one in found):
        raise NotUnderstood("amount.too_vague")
    if bare := _bare(said, found):
        return _within_reason(bare)
    if _NO_LOSS.search(said):
        return Amount(0)
    if _UNKNOWN.search(said):
        return None
    raise NotUnderstood("amount.none")


def amount_in_words(yuan: int | None, typed: str) -> str:
    """Return a kept amount with the person's words where the figure does not say it all, "" for a declined one.

    30万元; 5万元至6万元（原话：五六万吧）; 大约15,000欧元

    yuan   as the contract keeps it: of a span the smaller figure, None for another currency
    typed  the words it was read from; "" when the field was declined
    """
    quote = typed.strip()[:_LONGEST_QUOTE]
    if yuan is None:
        return quote
    amount = _read_again(typed)
    if amount is None or amount.yuan != yuan:
        amount = Amount(yuan)
    return amount.in_words() if amount.says_all else f"{amount.in_words()}（原话：{quote}）"


# ------------------------------------------------------------------------------- which sum is meant


def _sums(said: str, quantities: Sequence[Quantity]) -> Iterator[_Sum]:
    for quantity in quantities:
        if is_sum(said, quantity) and not is_counted(said, quantity):
            amount = _amount(said, quantity)
            yield _Sum(amount, quantity.start, quantity.end, _lead(said, quantity), is_rate(said, quantity))


def _is_spent(said: str, one: _Sum) -> bool:
    """Say whether a sum is what was put in, and not said to be lost: 「研发费花了800万」, 「800万的投入」."""
    begin = one.start - len(one.lead)
    clause = said[begin : one.start] + _CLAUSE_ENDS.split(said[one.end : one.end + _LEAD])[0]
    if _IS_LOST.search(clause):
        return False
    return _SPENT.search(one.lead) is not None or _SPENT_BEHIND.match(said, one.end) is not None


def _the_one_meant(said: str, sums: list[_Sum]) -> Amount:
    """Return the corrected sum, the total, the loss, or the only one; of several others we ask which."""
    corrections = [found.end() for found in _CORRECTS.finditer(said)]
    if corrections and (corrected := [one for one in sums if one.start >= corrections[-1]]):
        sums = corrected
    whole = [one for one in sums if not one.is_rate]
    if (native := [one for one in whole if one.amount.currency == YUAN]) and len(native) < len(whole):
        whole = native  # 10万美元，折合70万
    totals = [one for one in whole if _TOTAL.search(one.lead)]
    losses = [one for one in whole if _LOSS.search(one.lead)]
    meant = {one.amount for one in totals or losses or whole}
    figures = {(amount.yuan, amount.until_yuan, amount.currency) for amount in meant}
    if len(figures) != 1:
        raise NotUnderstood("amount.which_total")
    return next(iter(meant))


def _amount(said: str, quantity: Quantity) -> Amount:
    currency = currency_of(said, quantity)
    if currency != YUAN:
        return Amount(None, currency=currency, approximate=_is_about(said, quantity))
    unit = unit_beside(said, quantity)
    until = None if quantity.until is None else round(quantity.until * unit)
    return Amount(round(quantity.value * unit), until, approximate=_is_about(said, quantity))


def _is_about(said: str, quantity: Quantity) -> bool:
    before = said[max(quantity.start - _LEAD, 0) : quantity.start]
    after = _CLAUSE_ENDS.split(said[quantity.end : quantity.end + _LEAD], maxsplit=1)[0]
    return quantity.about or _ABOUT_BEFORE.search(before) is not None or _ABOUT_AFTER.search(after) is not None


def _lead(said: str, quantity: Quantity) -> str:
    """Return the words of the clause before a quantity, the last dozen of them."""
    return _CLAUSE_ENDS.split(said[max(quantity.start - _LEAD, 0) : quantity.start])[-1]


def _bare(said: str, quantities: Sequence[Quantity]) -> Amount | None:
    """Read a number that stands alone; a small one may be yuan or 万, so it is asked about."""
    counting = [one for one in quantities if one.has_digit and not is_counted(said, one)]
    if len(counting) != 1:
        return None
    bare = counting[0]
    if bare.start > _MOST_BEFORE_BARE or len(said) - bare.end > _MOST_AFTER_BARE:
        return None
    amount = _amount(said, bare)
    if foreign := foreign_currency_in(said):
        return Amount(None, currency=foreign, approximate=amount.approximate)
    if bare.value >= _LARGEST_WITHOUT_UNIT:
        raise NotUnderstood("amount.too_large")
    if 0 < bare.value < _SMALLEST_WITHOUT_UNIT:
        raise NotUnderstood("amount.unit_missing", number=said[bare.start : bare.end].strip())
    return amount


def _within_reason(amount: Amount) -> Amount:
    if max(amount.yuan or 0, amount.until_yuan or 0) > _LARGEST:
        raise NotUnderstood("amount.too_large")
    return amount


def _read_again(typed: str) -> Amount | None:
    try:
        return read_money(typed)
    except NotUnderstood:
        return None
