"""Who tells it: the owner of the secret, somebody inside the company accused, somebody else. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from intents import expressions as re
from intents.telling.lexicon import ACTS, THINGS, Hit
from intents.telling.secrecy import stays_unknown
from intents.telling.signals import heard_in, says
from intents.telling.writing import Written

_PASSIVE = re.compile(r"[被遭][^,。?!;\n]{0,26}$")
_MARK = re.compile(r"[,。;!?]")
_TELLS_OF_A_FRIEND = re.compile(r"我(?:妹|弟|姐|哥|老[公婆]|爱人|[女男]朋友|对象|前|屋|儿子|女儿|亲戚|朋友|同学)")
# 「帮朋友举报」, 「我朋友的公司…，他叫我帮他问」: whose it is, is not the writer's; a firm of the family is.
_FOR_A_FRIEND = re.compile(
    r"(?:帮|替|代|给)(?:我的?|一?个|别个)*(?:好|老)?(?:朋友|亲戚|老乡|同学|邻居|熟人|别人|人家|闺蜜|哥们)(?:们|来|去|公司|的公司)?"
    r"(?:举报|投诉|反映|告|问|咨询|打听|写|填|报)|"
    r"我(?:有)?(?:一?个|的)?(?:好|老)?(?:朋友|亲戚|老乡|同学|邻居|熟人|闺蜜|哥们)(?:的|开的|他们|她们|家)?(?:公司|厂子?|店|单位|企业)|"
    r"(?:他|她)(?:们)?(?:叫|让|喊|托|请)我(?:来)?(?:帮|替)(?:他|她)们?(?:问|举报|告|反映|投诉|打听|填|写)"
)
# Who speaks for a house: 「我是…公司的招商总监」, 「我是计调主管…，代公司来的」.
_MY_POST = re.compile(
    r"我(?:就)?是[^,。;!?他她]{0,20}?(?:总监|主管|总经理|副总|经理|主任|助理|专员|部长|厂长|校长|园长|法务|行政|人事|老板娘|老板|"
    r"经营部|[\u4e00-\u9fff]{2}部)(?!的(?:同学|朋友|亲戚|老乡|邻居))[\u4e00-\u9fff]{2,4}[,。(]|(?:代|代表)(?:我们)?(?:公司|单位|厂里?|企业)来的?"
)
_THEIR_FORMER_HOUSE = re.compile(
    r"[他她](?:的)?(?:老东家|前东家|原东家|上家|(?:原来?|以前|之前)的?(?:公司|单位|东家|厂))"
)
# 「我是被侵权公司的员工」
_STAFF_OF_THE_ROBBED = re.compile(
    r"(?:我|本人)(?:们)?(?:就|也|只)?是(?:一?个|一名)?(?:被侵权|被偷|被盗|被害|受害|被抄|吃亏|权利人)(?:的)?(?:那[个家]|这[个家])?(?:公司|单位|企业|厂子?|一?方|那边|这边)?(?:的|里面?的|里头的)?"
    r"[\u4e00-\u9fff]{0,4}?(?:员工|职工|工人|打工的|技术员|工程师|人|销售|会计|文员|主管)"
)
_BESIDE_CHARACTERS = 10
_REACH_CHARACTERS = 30


class Teller(StrEnum):
    """Who tells something."""

    OWNER = "owner"
    INSIDER = "insider"
    OTHER = "other"
    UNKNOWN = "unknown"


def teller_of(written: Written, hits: Sequence[Hit]) -> Teller:
    """Return who tells it, by whose the secret is and what they say of themselves; else UNKNOWN."""
    text = written.text
    own = (
        2 * _things_of("own", written, hits)
        + 2 * says("owner", text)
        + says("harm", text)
        + 4 * says("runs_a_firm", text)
        + _speaks_for_a_house(text, hits)
        + _is_taken_from_nobody(text, hits)
    )
    is_for_a_friend = _FOR_A_FRIEND.search(text) is not None
    if says("not_the_owner", text) or is_for_a_friend:
        own = 0
    if _STAFF_OF_THE_ROBBED.search(text):
        # Whose secret it is they belong to: nobody inside the other side.
        return Teller.OTHER if stays_unknown(written) else Teller.OWNER
    # An owner has no reason to stay unknown; 「我们主管」, 「我们的产线」 are an insider's as well.
    is_unnamed = stays_unknown(written)
    if is_unnamed and says("insider", text) and not says("owner", text) and not _is_taken_from_nobody(text, hits):
        return Teller.INSIDER
    inside = 2 * says("insider", text) * (2 if is_unnamed else 1)
    other = 2 * says("third_person", text) + 2 * _things_of("third", written, hits)
    if own > max(inside, other):
        return Teller.OWNER
    if other and _TELLS_OF_A_FRIEND.match(heard_in("insider", text)) and says("not_the_owner", text):
        # 「我朋友在那里做销售，跟我没有利益关系」
        return Teller.OTHER
    if is_for_a_friend:
        # Who they are to the matter is asked.
        return Teller.UNKNOWN
    if inside or other:
        # What others were robbed of an insider tells as well: what they say of themselves decides.
        return Teller.INSIDER if inside else Teller.OTHER
    return Teller.UNKNOWN


_SIGNALS = {
    Teller.OWNER: ("owner",),
    Teller.INSIDER: ("insider",),
    Teller.OTHER: ("third_person", "not_the_owner"),
}


def words_of(teller: Teller, written: Written) -> str:
    """Return the words by which somebody says who they are, empty where only the story shows it."""
    signals = _SIGNALS.get(teller, ())
    return next((words for signal in signals if (words := heard_in(signal, written.text))), "")


def _speaks_for_a_house(text: str, hits: Sequence[Hit]) -> int:
    """Return three where a post is named and 「我们」 is said: 「我是…公司的招商总监…，我们…」; else nothing."""
    speaks = _MY_POST.search(text) is not None and any(hit.kind == "own" for hit in hits)
    # What a newcomer brought along is the secret of where they were before.
    return 3 * (speaks and _THEIR_FORMER_HOUSE.search(text) is None)


def _things_of(side: str, written: Written, hits: Sequence[Hit]) -> int:
    """Count the things behind a word of this side in its clause, up to two: 我们的图纸, 别家的名单."""
    reach = _REACH_CHARACTERS if side == "own" else _BESIDE_CHARACTERS
    count = 0
    for owner, thing in pairwise(hits):
        is_pair = owner.kind == side and thing.kind in THINGS and thing.start - owner.end <= reach
        if is_pair and not _MARK.search(written.text, owner.end, thing.start):
            count += 1
    return min(count, 2)


def _is_taken_from_nobody(text: str, hits: Sequence[Hit]) -> bool:
    """Say whether something was taken from nobody in particular: 「名单被人拷走了」 is one's own."""
    return any(
        _PASSIVE.search(text, max(hit.start - _REACH_CHARACTERS, 0), hit.start)
        for hit in hits
        if hit.kind in ACTS and hit.kind != "use"
    )
