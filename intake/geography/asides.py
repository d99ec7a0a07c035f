"""Places that a sentence names beside the point: on papers, before a move, by hearsay, where customers are. Pure.

Some count where nothing better is told, and are read back; where customers are, or what lies near, never does.
"""

from __future__ import annotations

from intake.geography.addresses import Address
from intents import expressions as re

_PAPER = re.compile(r"说是|自称|号称|注册|执照|总部|总公司|登记|户籍|身份证|快递单")
_REGISTERED_AFTER = re.compile(r"(?:那边|市)?(?:注册|登记)的?")
_FORMER = re.compile(r"原来|以前|之前|曾经?|原先|过去|最早|起初|当时")
_HEARSAY = re.compile(
    r"(?:有人|别人|人家|网上|中介)(?:跟我)?(?:说|讲|传)|听(?:说|讲|人说)|传[说言闻]|误?以为|还当"
)
_CUSTOMERS = re.compile(
    r"(?:(?:客户|顾客|买家|市场|销路)(?:却|都|主要|大多|也|全|基本|多半|大部分)*(?:是|分布|集中)?在"
    r"|(?:货|产品)(?:却|都|主要|大多|也|全|基本|多半|大部分)*(?:卖|销|发|运|供|送)(?:[到往给]|去了?))$"
)
_NEAR_BEFORE = re.compile(r"(?:挨[到着近]|紧[邻靠挨]着?|邻近|靠[近到着]|毗邻|距离?|离)(?:我们|这边|那边)?的?$")
_NEAR_AFTER = re.compile(
    r"(?:那边|那里)?的?(?:隔壁|旁边|附近|边上|对面|不远|过去一?点|过去不远|交界)(?:点|处)?的?(?:那个|地方)?"
)
_THINGS_AFTER = re.compile(
    r"的?(?:服务器|设备|机器|原料|材料|模具|快递|物流(?!园|港|城|基地|中心|枢纽|仓)|会计|律师|法院|银行|仲裁)"
)
# 「服务器怕是在贵州」: where a machine stands is no place of use, all the less where it is only guessed.
_MACHINE_BEFORE = re.compile(
    r"(?:服务器|机房|主机|云盘|网盘|数据库|后台|[iI][pP](?:地址)?|域名)(?:怕|可能|好像|应该|估计|大概|多半|听说|据说|都|也|就|是|租|架设?|放|托管|设|部署|显示)*(?:在|于|是)$"
)
_ACTUALLY = re.compile(r"其实|实际|真正|事实上")
# 对方是香港公司，办事处在…
_HOME_OF_A_COMPANY_BEFORE = re.compile(r"(?<!还)是(?:一?家|一?个)?$")
_HOME_OF_A_COMPANY_AFTER = re.compile(r"的?(?:公司|企业|集团|厂)(?:$|[，,。])")


def is_registered(address: Address) -> bool:
    """Say whether it only stands on papers, or is the head office: the act need not have been there."""
    return _PAPER.search(address.before) is not None or is_where_registered(address)


def is_where_registered(address: Address) -> bool:
    """Say whether 注册的 stands right behind it."""
    return _REGISTERED_AFTER.match(address.after) is not None


def is_former(address: Address, moved_at: int) -> bool:
    """Say whether they were there before the move that is told at `moved_at`."""
    return _FORMER.search(address.before) is not None and address.end <= moved_at


def is_hearsay(address: Address) -> bool:
    """Say whether it is only what somebody says: 听说在垫江，其实在梁平."""
    return _HEARSAY.search(address.before) is not None


def is_stated_as_fact(address: Address) -> bool:
    """Say whether 其实, 实际 stands before it."""
    return _ACTUALLY.search(address.before) is not None


def is_home_of_a_company(address: Address) -> bool:
    """Say whether it only says from which city outside a company is: 对方是香港公司."""
    is_said = address.is_foreign and _HOME_OF_A_COMPANY_BEFORE.search(address.before) is not None
    return is_said and _HOME_OF_A_COMPANY_AFTER.match(address.after) is not None


def is_no_place_of_an_act(address: Address) -> bool:
    """Say whether customers or things are there, or another place lies near it: 客户都在荣昌; 秀山隔壁的松桃."""
    if _CUSTOMERS.search(address.before) or _NEAR_BEFORE.search(address.before):
        return True
    if _THINGS_AFTER.match(address.after) or (address.is_foreign and _MACHINE_BEFORE.search(address.before)):
        return True
    return address.goes_on and _NEAR_AFTER.fullmatch(address.after) is not None
