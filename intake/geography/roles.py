"""Whose place is it? What a sentence says about an address, by the words around it. Pure.

Only the place of the act and of the other side counts (令第121号 第29条: 违法行为发生地); never the filer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from intake.geography.acts import Deed, came_from
from intake.geography.addresses import Address
from intake.geography.asides import (
    is_former,
    is_hearsay,
    is_home_of_a_company,
    is_no_place_of_an_act,
    is_registered,
    is_stated_as_fact,
    is_where_registered,
)
from intake.geography.mentions import Mention
from intake.geography.proper import is_part_of_a_name, says_who_somebody_is
from intake.geography.reported import is_excluded, is_meant, is_of_kind, reported_kind
from intake.geography.tables import OrdinaryWords
from intents import expressions as re


class Weight(IntEnum):
    """How much an address says about where the act was; the heaviest counts.

    DETAIL is a town's stem without its district: it may add to what others say, never say anything itself.
    NAME is part of the name of a company or a school; TAKEN includes where it was given away, or just happened.
    MEANT is what the person says they report: 只举报永川那家.
    """

    NOT_MEANT = 0
    DETAIL = 1
    NAME = 2
    OWN = 3
    ASIDE = 4
    NAMED = 5
    THERE = 6
    TAKEN = 7
    USED = 8
    MEANT = 9


@dataclass(frozen=True, slots=True)
class Clues:
    """What one clause says about another.

    withdrawn_at  where something was taken back last (说错了); what stands before it does not count; else -1
    moved_at      where a move is told last (搬到, 现在); a former place before it is an aside; else -1
    reported      what is reported, where it is named by its kind: 我举报的是公司; else empty
    """

    withdrawn_at: int
    moved_at: int
    reported: str


_OWN = re.compile(
    r"(?:但是?|而|因为|虽然|就|其实|现在|目前|[“\"])?"
    r"(?:我们?|我司|我方|我厂|我店|我家|我单位|本公司|本司|本厂|敝公司|敝司|敝厂|咱们?|俺们?|权利人|举报人|投诉人|申请人|咨询人|来访人|委托人|原告|受害(?:人|方|单位|企业)|被害(?:人|单位))"
    r"(?:这边|自己|本人|人)?(?:的)?(?:公司|总公司|厂子?|店|企业|单位|家)?(?:的)?"
    r"(?:总部|注册地址?|住所地?|地址|办公室|工厂|门店|户籍|老家)?(?:现在|目前|都|也|一直|就)?(?:坐?办公|做生意|上班|经营)?"
    r"(?:是|在|住在?|位于|注册[在于]|设在|开在|来自|人在|上班在|：|:|为)?(?:一家)?"
)
# 我是做模具的在璧山
_OWN_TRADE = re.compile(r"我们?(?:是|就)?(?:做|搞|开|经营)[^，,他她]{1,10}的?(?:就|一直)?(?:在|位于)$")
_OWN_SUBJECT = re.compile(
    r"(?:但|而|而且|因为)?(?:我们?|我司|我方|我厂|我店|本公司|本司|本厂|敝公司|敝司|咱们?)(?!的?(?:客户|图纸|技术|资料))"
)
_OWN_HOUSE = re.compile(r"(?:我们?|本|敝)(?:的)?(?:公司|单位|厂|店)|我司|本司")
_GOES_ON = re.compile(r"(?:就|也|一直|现在|都)?(?:在|位于|地址(?:就)?(?:在|是|：|:)|设在|开在)")
_SOMETHING_DONE = re.compile(r"[偷盗窃拷抄骗卖用被遭他她]|泄|带走|拿走|对方|离职|发现")
_TRADE_MARK = re.compile(
    r"(?:名叫|叫做?|名称|名为|打着|挂着|店名|牌子|品牌|商标|字号|招牌|商号|姓名|姓)(?:是|叫|为|：|:)?[“”\"「『《]?.{0,2}$"
)
_PLACE_CALLED = re.compile(
    r"(?:以前|原来|现在|过去|曾|改)叫做?|(?:地方|那里|街道|[镇街村乡]|园区|地名|小区).{0,3}叫做?[“\"「]?"
)
_NEGATED = re.compile(r"(?<!是)(?:不是|并非|不在|没在|而非|不属于|不算)(?:说的?|指|在|在说)?$")
_EITHER_OR = re.compile(r"不是.+就是")
_WITHDRAWN = re.compile(r"不对|说错|搞错|写错|记错|弄错|错了|口误|更正")
_ORIGIN_AFTER = re.compile(r"(?:那边的?|本地)?(?:人(?![和民才力事])|籍|口音|老乡|户口|户籍|方言)")
_ORIGIN_BEFORE = re.compile(r"(?:(?<!回)老家|籍贯|祖籍|户籍|口音)(?:是|在)?$")
_PRODUCT_KIND = re.compile(r"[^的在卖做产种开有，]{0,2}")
_LEVELS = ("区", "县", "镇", "乡", "街道")
_MOVED = re.compile(r"搬|迁|现在|如今|目前|后来")
# 搬之前就在用: then the former place is no aside.
_USED_BEFORE = re.compile(r"搬(?:走|家|迁|过去|过来)?(?:之|以)?前(?:就|已经?|一直|都)")
_NOTHING_HERE = re.compile(
    r"[跟和与](?:你们)?重庆(?:这边|那边|市)?(?:没|无|不沾|不相干)|重庆(?:这边|那边|这里|市内|本地)?(?:都)?(?:没有|没得|没在|没用|没发生|没(?=$|[，,。]))"
    r"|(?:都|全|均|事情|行为)不(?:是|发生)?在重庆"
)
_LOCATIVE = re.compile(
    r"(?:在|到|去|位于|于|往|至|[搬跑来回流进卖发送寄拿带]|落户|设立?|开|被|给|是)(?:了|去了|来了)?(?:一家|个|我们|他们|她们|对方)?$"
)
_INSIDE = re.compile(r"(?:在|到|去|位于|[搬跑迁]到)$")
_OTHER_SIDE = re.compile(
    r"对方|对家|被举报|被投诉|侵权|被告|他们?|她们?|那家|这家|该公司|嫌疑|竞争|同行|前员工|离职|跳槽|实际|经营地|办公|那边|违法|发生"
)
_PLACE_AFTER = re.compile(
    r"$|[那这](?:边|里|头|个|家|一)|一带|附近|旁边|境内|里面?|里头|[县主老新]?城|老街|街上|镇上|乡下|上|的(?:一?家|个?厂|公司|仓库|作坊|门店|店|企业|车间|办公室|写字楼|机房|工地|园区)"
    r"|一家|某|、|有|[经高][开新]区|工业|园区|新区|[东南西北中]部|[东南西北]?站|客运|车站|火车站|高铁|市场监|市监局|法院|政府"
    r"|用|开|办公|上班|生产|经营|加工|注册"
)


def clues_in(text: str) -> Clues:
    """Return what the whole plain text says beyond its clauses."""
    moved_at = -1 if _USED_BEFORE.search(text) else _last(_MOVED, text)
    return Clues(_last(_WITHDRAWN, text), moved_at, reported_kind(text))


def says_nothing_here(text: str) -> bool:
    """Say whether nothing is said to have happened in Chongqing: 跟重庆没有关系, 重庆这边没有."""
    return _NOTHING_HERE.search(text) is not None


def weight(address: Address, clues: Clues, acts: frozenset[Deed], words: OrdinaryWords) -> Weight:
    """Return how much the address counts.

    acts  what was done there, as `acts_at` tells it
    """
    if _is_not_meant(address, clues, words):
        return Weight.NOT_MEANT
    if _is_meant(address) or (clues.reported and is_of_kind(address, clues.reported)):
        return Weight.MEANT
    if is_part_of_a_name(address):
        return Weight.NAME
    if is_own(address):
        return Weight.TAKEN if "taken" in acts else Weight.OWN
    if "taken" in acts:
        return Weight.TAKEN
    if is_no_place_of_an_act(address):
        return Weight.DETAIL
    if _is_aside(address, clues):
        return Weight.ASIDE
    return _by_what_was_done(address, acts)


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


def is_own(address: Address) -> bool:
    """Say whether it is where the filer sits."""
    if address.follows:
        return False
    said = _OWN.fullmatch(address.before) or _OWN_TRADE.search(address.before)
    return said is not None or _goes_on_about_the_filer(address)


def _goes_on_about_the_filer(address: Address) -> bool:
    """Say whether 「我们是民企，」 stands before 「在开州」, and nothing was done meanwhile."""
    if not _GOES_ON.fullmatch(address.before) or _SOMETHING_DONE.search(address.previous):
        return False
    of_address = address.before.startswith("地址") and _OWN_HOUSE.search(address.previous)
    return bool(_OWN_SUBJECT.match(address.previous) or of_address)


def is_clearly_a_place(address: Address) -> bool:
    """Say whether the words before it (在, 到, 位于 …) make it a place."""
    return _LOCATIVE.search(address.before) is not None


def reads_as_a_place(address: Address) -> bool:
    """Say whether the words after it (那边, 附近, the end …) let it be a place."""
    return _PLACE_AFTER.match(address.after) is not None


def is_negated(address: Address) -> bool:
    """Say whether it is said not to be there: 不是江津; 不是江津人 says nothing about a place."""
    if _ORIGIN_AFTER.match(address.after):
        return False
    return _NEGATED.search(address.before) is not None and not _EITHER_OR.search(address.clause)


def _is_meant(address: Address) -> bool:
    return is_meant(address) and not is_part_of_a_name(address) and not is_where_registered(address)


def _is_aside(address: Address, clues: Clues) -> bool:
    if is_registered(address) or is_former(address, clues.moved_at):
        return True
    if is_hearsay(address) or is_home_of_a_company(address):
        return True
    return came_from(address) and not is_stated_as_fact(address)


def _by_what_was_done(address: Address, acts: frozenset[Deed]) -> Weight:
    if "used" in acts:
        return Weight.USED
    if acts & {"disclosed", "done"}:
        return Weight.TAKEN
    if is_clearly_a_place(address) or _OTHER_SIDE.search(address.before):
        return Weight.THERE
    return Weight.NAMED


def _is_everyday_word_at_the_end(mention: Mention, address: Address) -> bool:
    # 綦江的青年员工 is not in 青年镇, 綦江青年那边 is.
    everyday = mention.meaning.kind == "stem" and mention.meaning.common
    return everyday and mention is address.mentions[-1]


def _is_not_meant(address: Address, clues: Clues, words: OrdinaryWords) -> bool:
    before, after = address.before, address.after
    named = _TRADE_MARK.search(before) and not _PLACE_CALLED.search(before)
    origin = _ORIGIN_AFTER.match(after) or _ORIGIN_BEFORE.search(before)
    product = _is_product(address, words) and not _INSIDE.search(before)
    withdrawn = address.end <= clues.withdrawn_at
    of_a_school = says_who_somebody_is(address)
    return bool(
        is_negated(address) or named or origin or product or of_a_school or is_excluded(address) or withdrawn
    )


def _is_product(address: Address, words: OrdinaryWords) -> bool:
    # 江津米花糖 and 南川方竹笋 are products; 江津区火锅店 is a shop in 江津区.
    if address.mentions[-1].name.endswith(_LEVELS):
        return False
    kind = _PRODUCT_KIND.match(address.after)
    start = kind.end() if kind else 0
    return any(address.after.startswith(words.products, skipped) for skipped in range(start + 1))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
