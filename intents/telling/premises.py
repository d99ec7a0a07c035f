"""Where the words themselves say it was: one's own rooms, there, a room that was placed before, a business opened.

「在我们永川店里」, 「在那里做的」, 「厂在珞璜，…在厂里头」, 「在荣昌开了个…」. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.telling.lexicon import ACTS, Hit
from intents.telling.writing import Clause, Written

_HAN = r"[\u4e00-\u9fff]"
_ROOM = (
    r"(?:门店|分店|店|办公室|办公楼|办公区|车间|厂房|厂区|厂子?|仓库|库房|机房|实验室|会议室|公司|基地|工地|展厅|档案室|资料室|财务室|"
    r"研发中心|研发部|培训中心|校区|餐厅|后厨|厨房|工作室|作坊)"
)
_OURS = r"(?:我们|我司|我厂|我店|咱们?|我公司|我单位|本公司|敝公司|我家)"
# 「在我们永川店里」, 「从我们万州周家坝的办公室」; 「从我们公司」 names no place.
_OWN_PREMISES = re.compile(
    rf"(?:在|从|到|进|进入|潜入|溜进|跑到|来){_OURS}(?:公司|厂|店)?(?:的|在|位于)?(?P<place>{_HAN}{{2,12}}?)(?:那边|这边)?的?{_ROOM}"
)
_MOST_CLAUSES_ON = 2
_THERE = re.compile(
    r"[在到](?:那里|那边|那儿|那头|当地|该处)(?:去)?(?:做|用|生产|搞|弄|投|卖|干|加工|开模|接单|报|试|算|编|写|上线)"
)
_THERE_TAKEN = re.compile(
    r"[在从](?:那里|那边|那儿|那头|当地|该处)(?:被|遭|给)?(?:人|他|她)?(?:拷|偷|拍|抄|拿走|带走|下载|导出|复制|复印)"
)
# 「厂在北碚歇马，办公室在渝中」: which room is where.
_ROOM_IS_AT = re.compile(
    rf"(?:^|[,。;:的])(?:{_OURS}|公司)?(?:的)?(?P<room>{_ROOM})(?:就|都|是|又|则|也)*(?:在|位于|设在|放在)(?P<place>{_HAN}{{2,14}}?)(?=[,。;!?]|$)"
)
_IN_THE_ROOM = re.compile(rf"(?:在|从|进|到)(?:我们|我司|咱们?)?的?(?P<room>{_ROOM})(?:里头|里面|里边|里|内|头)?")
_OPENED = re.compile(
    rf"(?:在|到|去|回)(?P<place>{_HAN}{{2,14}}?)(?:那边|那里|这边)?(?:自己|合伙|偷偷|悄悄|又|就|重新|另外|单独|一起|租了?门面){{0,2}}"
    r"(?:开|办|注册|成立|设立|搞|弄|盘|支)(?:了?起?(?:了|一|个|家|间|自己的|新)|的?(?:工?厂|作坊|公司|店))"
)


def own_premises(written: Written, acts: list[Hit]) -> Iterator[str]:
    """Yield the places of one's own rooms in which something was taken, as they are named."""
    for clause in written.clauses:
        for found in _OWN_PREMISES.finditer(clause.text):
            if _takes_soon(written, clause, acts):
                yield found["place"]


def used_there(written: Written) -> Iterator[Clause]:
    """Yield the clauses before 「报价也是在那里做的」, the nearest first."""
    yield from _before(written, _THERE)


def taken_there(written: Written) -> Iterator[Clause]:
    """Yield the clauses before 「从那边拷走的」, the nearest first."""
    yield from _before(written, _THERE_TAKEN)


def where_rooms_are(written: Written) -> dict[str, str]:
    """Return which room is where, by its kind: 厂 is 北碚歇马."""
    return {found["room"]: found["place"] for found in _ROOM_IS_AT.finditer(written.text)}


def room_of(said: str) -> str:
    """Return in which kind of room something was done: 「在厂里头遭拷走」; empty where none is named."""
    found = _IN_THE_ROOM.search(said)
    return found["room"] if found else ""


def opened_at(text: str) -> Iterator[str]:
    """Yield the places where somebody opened a business of their own."""
    yield from (found["place"] for found in _OPENED.finditer(text))


def _takes_soon(written: Written, clause: Clause, acts: list[Hit]) -> bool:
    """Say whether the act is told in the clause or in the next ones of its sentence."""
    at = written.clauses.index(clause)
    near = [one for one in written.clauses[at : at + 1 + _MOST_CLAUSES_ON] if one.sentence == clause.sentence]
    kinds = [hit.kind for hit in acts if hit.kind in ACTS and near[0].start <= hit.start < near[-1].end]
    return "obtain" in kinds


def _before(written: Written, there: re.Pattern[str]) -> Iterator[Clause]:
    for number, clause in enumerate(written.clauses):
        if there.search(clause.text):
            yield from (one for one in reversed(written.clauses[:number]) if clause.sentence - one.sentence <= 1)
            return
