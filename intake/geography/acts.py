"""What was done at an address, by the words around it: taken there, used there, given away there. Pure.

Taking, disclosing and using are acts of their own (AUCL25 第10条第1款): a bureau of each place is competent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal

from intake.geography.addresses import Address
from intents import expressions as re

# done: it happened there, no more is said; moved: a person went there, where they use it is then likely, not said.
Deed = Literal["taken", "used", "disclosed", "done", "moved"]

_TAKE = (
    r"(?:偷|窃|盗(?![版名])|拷|[拿带弄搞抄卷导取套骗拍]走|[弄搞拷偷抄]来|拿来(?!用|做|生产|卖)|获取|取得|导出|下载|复制|翻拍|偷录|"
    r"拍(?![卖板摄])|截[屏图]|打印|抄录|抄(?=[了下去的])|弄到手|搞到手|得手)"
)
_TAKING = re.compile(_TAKE)
_CARRYING = re.compile(rf"{_TAKE}|[带拿弄搬转流传发寄运捎](?:[到去往进回来出走]|给)")
_USING = re.compile(
    r"(?<![费信作通日食药效])用(?![户品途工餐人具])|投产|在?生产|制造|仿制|仿造|量产|冒用|揽货|接单|抢单|抢客户|拉客户|拉单|打电话"
    r"|照[着到]|按(?:着|照)?(?:我们|我司|我的|这个|那个)|开的?(?:工?厂|作坊|公司|店)|[办设建]的?厂|在卖|(?<!的)销售|销售(?!公司|部|经理|中心|点|处|分公司|门店|总监|主管|员|办)|出售|上架"
)
_DISCLOSING = re.compile(r"泄[露漏密给]|披露|透露|公开(?!课)|发布|上传|外传|转发|发给|发到|发出|卖给|告诉|传给")

# What stands right before an address.
_AT = re.compile(r"(?:在|于|从|到|进入?|潜入|闯进)(?:了|我们|我司|咱们|他们|对方)?(?:公司|单位|厂)?(?:的)?$")
_FROM = re.compile(r"(?:从|由)(?:我们|我司|咱们|他们|对方)?(?:的)?$")
_BY_WHOM = re.compile(r"(?:被|叫|让|遭)(?:一家|那家|一个|那个)?$")
_CARRIED_TO = re.compile(
    r"(?:[拿带拷送寄传运弄搬转偷流卖]|转移|复制|披露|泄露)(?:[到去往进回]|到了|去了|给了?)(?:了|一家|那家|他们)?$"
)
_WENT_TO = re.compile(r"(?:跑|逃|跳槽|投奔|转|回|过|搬|人)?(?:[到去往回])(?:了|去了)?$")
_NAMES_THE_PLACE = r"(?:的)?(?:地点|地方|地|行为|时间)?(?:都|也|就)?(?:是)?(?:发生)?(?:在|于|：|:|是)"
_TAKEN_IS = re.compile(rf"(?:{_TAKE}|拿)(?:了|走|的|，)?{_NAMES_THE_PLACE}$")
_BOTH_ARE = re.compile(rf"{_TAKE}(?:走|了)?[、和跟与及]+(?:使用|用|披露|生产){_NAMES_THE_PLACE}$")

_HAPPENED = re.compile(
    r"(?:(?:案发|事发|发生|案件|行为|侵权|违法|作案)(?:行为)?(?:的)?(?:地点|地方|地)(?:就|都)?(?:是|在|：|:)?|(?:行为|事情|事|案子)(?:就)?发生在)$"
)

# What follows right after one that has no 在 before it.
_INSIDE_IT = re.compile(rf"[^把将]{{0,8}}?(?:里|内|现场)[头面边]?[^把将]{{0,6}}?{_TAKE}")
# 我们渝北的研发中心被人偷了: a company is robbed wherever its things are, a house where it stands.
_ROBBED = re.compile(
    r"的?[^，,把将]{0,6}?(?:中心|厂房?|车间|仓库|库房|办公室|机房|实验室|门店|店|工地|基地|展厅)(?:里)?(?:被|遭|让|叫)(?:人|他|她|员工|前员工)?"
    rf"[^，,把将]{{0,4}}?{_TAKE}"
)
# 渝中区化龙桥我们办公室拷走的: nobody but the filer is in their own house, so it is where that stands.
_TAKEN_AT_OURS = re.compile(
    r"(?:那边|这边)?的?(?:我们?|我司|咱们?|本)的?(?:公司|单位|办公室|厂房?|车间|仓库|机房|实验室|门店|店)(?:的?电脑)?(?:里面?|里头|上)?"
    rf"(?:直接|偷偷)?{_TAKE}[走了]?的"
)
_TAKEN_AT_ONCE = re.compile(rf"(?:那边|这边|那里|这里)?(?:被|遭|给|叫|让)?(?:人|他|她|员工|前员工)?{_TAKE}")

_THERE = re.compile(r"[在从](?:那里|那边|那儿|那头|当地|该处|这里|这边)([^，,。；;！!？?在从]{1,12})")
# 「公司在解放碑，厂在珞璜，图纸是在厂里头遭拷走的」: the room that is named again is where it was done.
_ROOMS = r"(?:工?厂房?|车间|仓库|库房|门店|店|办公室|机房|实验室|工地|基地|公司|总部|单位)"
_ROOM_AT = re.compile(rf"(?P<room>{_ROOMS})(?:就|都|是|又|则|也|却)?(?:在|位于|设在|：|:)$")
_IN_THE_ROOM = re.compile(
    rf"(?:在|从|由|是|到|进)(?:我们|我司|咱们|他们|对方)?(?:的)?(?P<room>{_ROOMS})(?:里头|里面|里边|里|内|那边|这边)?(?P<done>[^，,。；;！!？?]{{1,14}})"
)
_EVERYTHING = re.compile(
    r"(?:但是?|可是?|不过|反正|其实|因为|而且|就是|是)?(?:事情|事|行为|(?:侵权|违法)(?:行为)?|整个过程|整件事|经过|这些|一切|"
    r"(?:偷|盗|窃|拷|拿走?|带走|获取|披露|泄露|使用|用|生产|卖)(?:[、和跟与及]+(?:偷|盗|窃|拷|拿走?|带走|获取|披露|泄露|使用|用|生产|卖))*)?"
    r"(?:都|全都?|全部都?|均)(?:是|发生)?(?:在|于)"
)


def acts_at(address: Address) -> frozenset[Deed]:
    """Return what the words around an address say was done there; empty when they say nothing."""
    return frozenset(_acts(address))


def is_everything_at(address: Address) -> bool:
    """Say whether all that happened was there: 都发生在贵阳, 拿走、使用都在武汉."""
    return not address.follows and _EVERYTHING.fullmatch(address.before) is not None


def acts_told_later(text: str, found: Sequence[Address]) -> Mapping[Address, frozenset[Deed]]:
    """Return what a later clause says was done at an address named before: 对方在贵阳，是在那边用的."""
    told: dict[Address, frozenset[Deed]] = {}
    starts = [address.start for address in found]
    for there in _THERE.finditer(text):
        named = bisect_left(starts, there.start()) - 1
        act = _act_in(there[1])
        if named >= 0 and act is not None:
            told[found[named]] = told.get(found[named], frozenset()) | {act}
    rooms = {at["room"]: address for address in found if (at := _ROOM_AT.search(address.before))}
    for inside in _IN_THE_ROOM.finditer(text) if len(rooms) > 1 else ():
        address, act = rooms.get(inside["room"]), _act_in(inside["done"])
        if address is not None and act is not None and address.end <= inside.start():
            told[address] = told.get(address, frozenset()) | {act}
    return told


def came_from(address: Address) -> bool:
    """Say whether something or somebody comes from there: 从南坪搬走."""
    return _FROM.search(address.before) is not None


def _act_in(words: str) -> Deed | None:
    if _comes_first(_TAKING, words):
        return "taken"
    return "used" if _USING.search(words) else None


def _acts(address: Address) -> list[Deed]:
    acts: list[Deed] = []
    if _is_taken_there(address):
        acts.append("taken")
    elif _AT.search(address.before) and not came_from(address) and _DISCLOSING.search(address.after):
        acts.append("disclosed")
    if _is_used_there(address, "taken" in acts):
        acts.append("used")
    if _HAPPENED.search(address.before):
        acts.append("done")
    if _WENT_TO.search(address.before):
        acts.append("moved")
    return acts


def _is_taken_there(address: Address) -> bool:
    before, after = address.before, address.after
    if _TAKEN_IS.search(before) or _BOTH_ARE.search(before):
        return True
    if _BY_WHOM.search(before):
        # 被南岸一家公司弄走: it says who, not where.
        return False
    if came_from(address):
        return _CARRYING.search(after) is not None
    if _AT.search(before):
        return _comes_first(_TAKING, after)
    return any(pattern.match(after) for pattern in (_INSIDE_IT, _ROBBED, _TAKEN_AT_OURS, _TAKEN_AT_ONCE))


def _comes_first(pattern: re.Pattern[str], after: str) -> bool:
    """Say whether it is said before any use: 在南坪拷的 is, 在南坪用偷来的名单 is not."""
    found, use = pattern.search(after), _USING.search(after)
    return found is not None and (use is None or found.start() < use.start())


def _is_used_there(address: Address, taken: bool) -> bool:
    if _BOTH_ARE.search(address.before) or (_CARRIED_TO.search(address.before) and not taken):
        return True
    if taken:
        return False
    return _USING.search(address.before) is not None or _USING.search(address.after) is not None
