"""Whose place is it? What a sentence says about an address, by the words around it. Pure.

Only the place of the act and of the other side counts (令第121号 第29条: 违法行为发生地); never the filer's.
"""

from __future__ import annotations

import re
from enum import IntEnum

from intake.geography.mentions import Address, Mention
from intake.geography.tables import Words


class Weight(IntEnum):
    """How much an address says about where the act was; only the heaviest count.

    DETAIL is a town's stem without its district: it may add to what others say, never say anything itself.
    """

    NOT_MEANT = 0
    DETAIL = 1
    OWN = 2
    ASIDE = 3
    NAMED = 4
    THERE = 5
    USED = 6


_OWN = re.compile(
    r"(?:但是?|而|因为|虽然|就|其实|现在|目前|[“\"])?"
    r"(?:我们?|我司|我方|我厂|我店|我家|本公司|本司|本厂|咱们?|俺们?|权利人|举报人|投诉人|申请人|咨询人|来访人|委托人)"
    r"(?:这边|自己|本人|人)?(?:的)?(?:公司|总公司|厂子?|店|企业|单位|家)?(?:的)?"
    r"(?:总部|注册地址?|住所地?|地址|办公室|工厂|门店|户籍|老家)?(?:现在|目前|都|也|一直|就)?"
    r"(?:是|在|住在?|位于|注册[在于]|设在|开在|来自|人在|上班在|：|:|为)?(?:一家)?"
)
_TRADE_MARK = re.compile(
    r"(?:名叫|叫做?|名称|名为|店名|牌子|品牌|商标|字号|招牌|商号|姓名|姓)(?:是|叫|为|：|:)?[“”\"「『《]?.{0,2}"
)
_PLACE_CALLED = re.compile(
    r"(?:以前|原来|现在|过去|曾|改)叫做?|(?:地方|那里|街道|[镇街村乡]|园区|地名|小区).{0,3}叫做?[“\"「]?"
)
_NEGATED = re.compile(r"(?<!是)(?:不是|并非|不在|没在|而非|不属于|不算)(?:说的?|指|在|在说)?")
_EITHER_OR = re.compile(r"不是.+就是")
_WITHDRAWN = re.compile(r"不对|说错|搞错|写错|记错|弄错|错了|口误|更正")
_ORIGIN_AFTER = re.compile(r"(?:那边的?|本地)?(?:人(?![和民才力事])|籍|口音|老乡|户口|户籍|方言)")
_ORIGIN_BEFORE = re.compile(r"(?:(?<!回)老家|籍贯|祖籍|户籍|口音)(?:是|在)?")
_PRODUCT_KIND = re.compile(r"[^的在卖做产种开有，]{0,2}")
_LEVELS = ("区", "县", "镇", "乡", "街道")
_COMPANY = re.compile(r"(?![某一的那这几])[\u4e00-\u9fff]{2,10}?(?:有限|股份|集团|商贸(?:$|[，,]))")
_PAPER = re.compile(r"说是|自称|号称|注册|执照|总部|登记|户籍|身份证|快递单")
_FORMER = re.compile(r"原来|以前|之前|曾经?|原先|过去|最早|起初|当时")
_MOVED = re.compile(r"搬|迁|现在|如今|目前|后来")
_FROM = re.compile(r"(?:从|由|离开)(?:了)?")
_USE = re.compile(
    r"(?<![费信作通日食药效])用(?![户品途工餐人具])|投产|在?生产|制造|仿制|冒用|揽货|抢单|抢客户|拉客户|拉单|打电话"
)
_LOCATIVE = re.compile(
    r"(?:在|到|去|位于|于|往|至|[搬跑来回流进卖发送寄拿带]|落户|设立?|开|被|给|是)(?:了|去了|来了)?(?:一家|个|我们)?"
)
_INSIDE = re.compile(r"(?:在|到|去|位于|[搬跑迁]到)")
_OTHER_SIDE = re.compile(
    r"对方|对家|被举报|被投诉|侵权|被告|他们?|她们?|那家|这家|该公司|嫌疑|竞争|同行|前员工|离职|跳槽|实际|经营地|办公|那边|违法|发生"
)
_PLACE_AFTER = re.compile(
    r"$|[那这](?:边|里|头|个|家|一)|一带|附近|旁边|境内|里面?|里头|[县主老新]?城|老街|街上|镇上|乡下|上|的(?:一?家|个?厂|公司|仓库|作坊|门店|店|企业|车间)"
    r"|一家|某|、|有|[经高][开新]区|工业|园区|新区|客运|车站|火车站|高铁"
    r"|用|开|办公|上班|生产|经营|加工|注册"
)


def weight(address: Address, text: str, words: Words) -> Weight:
    """Return how much the address counts.

    text  the whole plain text: what was withdrawn or left behind may be said in another clause
    """
    if _is_not_meant(address, text, words):
        return Weight.NOT_MEANT
    if not address.follows and _OWN.fullmatch(address.before):
        return Weight.OWN
    if _is_aside(address, text):
        return Weight.ASIDE
    if _USE.search(address.before) or _USE.search(address.after):
        return Weight.USED
    if is_clearly_a_place(address) or _OTHER_SIDE.search(address.before):
        return Weight.THERE
    return Weight.NAMED


def counts(mention: Mention, address: Address, text: str) -> bool:
    """Say whether a name in an address is a place at all, and no everyday word.

    A town's stem needs its district beside it, or 在, 到, 位于 before it; an everyday word needs more than others.
    """
    if mention.meaning.kind == "county":
        return False
    if mention.name == text:
        return True
    if len(address.mentions) > 1:
        return not _is_everyday_word_at_the_end(mention, address) or reads_as_a_place(address)
    if mention.meaning.kind == "stem":
        return is_clearly_a_place(address) and (not mention.meaning.common or reads_as_a_place(address))
    return not mention.meaning.common or is_clearly_a_place(address) or reads_as_a_place(address)


def _is_everyday_word_at_the_end(mention: Mention, address: Address) -> bool:
    # 綦江的青年员工 is not in 青年镇, 綦江青年那边 is.
    everyday = mention.meaning.kind == "stem" and mention.meaning.common
    return everyday and mention is address.mentions[-1]


def is_clearly_a_place(address: Address) -> bool:
    """Say whether the words before it (在, 到, 位于 …) make it a place."""
    return _ends_with(_LOCATIVE, address.before)


def reads_as_a_place(address: Address) -> bool:
    """Say whether the words after it (那边, 附近, the end …) let it be a place."""
    return _PLACE_AFTER.match(address.after) is not None


def is_trade_name(address: Address) -> bool:
    """Say whether it begins a company's name: 重庆江津某某有限公司 may be anywhere."""
    return _COMPANY.match(address.after) is not None


def _is_not_meant(address: Address, text: str, words: Words) -> bool:
    before, after = address.before, address.after
    negated = _ends_with(_NEGATED, before) and not _EITHER_OR.search(address.clause)
    named = _ends_with(_TRADE_MARK, before) and not _PLACE_CALLED.search(before)
    origin = _ORIGIN_AFTER.match(after) or _ends_with(_ORIGIN_BEFORE, before)
    product = _is_product(address, words) and not _ends_with(_INSIDE, before)
    return bool(negated or named or origin or product or _is_withdrawn(address, text))


def _is_product(address: Address, words: Words) -> bool:
    # 江津米花糖 and 南川方竹笋 are products; 江津区火锅店 is a shop in 江津区.
    if address.mentions[-1].name.endswith(_LEVELS):
        return False
    kind = _PRODUCT_KIND.match(address.after)
    start = kind.end() if kind else 0
    return any(address.after.startswith(words.products, skipped) for skipped in range(start + 1))


def _is_withdrawn(address: Address, text: str) -> bool:
    return _WITHDRAWN.search(text, address.end) is not None


def _is_aside(address: Address, text: str) -> bool:
    if is_trade_name(address) or _PAPER.search(address.before) or _ends_with(_FROM, address.before):
        return True
    return bool(_FORMER.search(address.before) and _MOVED.search(text, address.end))


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return re.search(f"(?:{pattern.pattern})$", text) is not None
