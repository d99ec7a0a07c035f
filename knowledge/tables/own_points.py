"""One's own points: whether those that somebody tells are enough."""

from __future__ import annotations

from collections.abc import Sequence

from intents import expressions as re
from knowledge.standards.standard import ScoreRow
from knowledge.tables.table import Composed, ScoreTable, tables_sheet
from knowledge.tables.telling import sources_of

ASKS_WORTH = re.compile(
    r"(\d+)分的?[^\d]{0,8}(?:哪|几|多少)[\d一]?(?:项|条|块|些|个)|(?:哪些|哪几|哪[两23]|几)个?(?:分?项|条|块)[^\d，]{0,6}(\d+)分"
)
# 「78分加2个加分项」 says how many, not how much.
_BONUS_ITEMS = re.compile(r"加(?:了|上)?\d?个?加分项|\d个加分项?")
_BONUS = re.compile(r"加(?:了|上|分)?[^\d分]{0,6}(\d{1,2})分|加分项?[^\d]{0,8}(\d{1,2})分")
_TOTAL = re.compile(r"(?<!\d)(\d{1,3})分(?!的|以上|钟|之)")
_OWN = re.compile(r"得分|得了|自评|打[了出]?|考|只有|才|总分|我们|咱|我[厂区司]|基础|拿|已有|现在|企业标准")
_ENOUGH = re.compile(
    r"够|过|行不|要得|合格|及格|成功|通过|会怎|怎么样|怎样|最后|按多少|算多少|能不能|可以|达到|封顶|有戏"
)
# 「总分能超过100分吗」 asks for the bound itself; nobody has these points.
_A_BOUND = re.compile(
    r"(?:超过|大于|高于|多于|突破|最多|最高|至多|上限|满分)[^\d，。]{0,4}\d{1,3}分|\d{1,3}分(?:封顶|上限|为限|以内|以下)"
)
_OWN_ROWS = 3
_FIGURE = re.compile(r"\d")


def own_points(text: str, tables: Sequence[ScoreTable]) -> Composed | None:
    """Add up the points somebody gives for each item: 「组织15人员8基础8制度18活动14示范12」."""
    if not _FIGURE.search(text):
        return None
    for table in tables or tables_sheet().scores:
        own = [(row, int(found.group(1))) for row in table.rows if (found := _own_of(row, text))]
        if len(own) >= _OWN_ROWS and any(points != row.points for row, points in own):
            return _told_own(table, own)
    return None


def _own_of(row: ScoreRow, text: str) -> re.Match[str] | None:
    return re.search(rf"(?:{row.name}|{row.said})[^\d]{{0,3}}(\d{{1,2}})(?![\d项条块个])", text)


def _told_own(table: ScoreTable, own: Sequence[tuple[ScoreRow, int]]) -> Composed:
    asks = f"{table.title}：{''.join(f'{row.name}{points}分，' for row, points in own)}总分够不够"
    total = sum(points for _, points in own)
    parts = [f"这{len(own)}项相加{total}分。"]
    parts += [f"{row.name}满分是{row.points}分。" for row, points in own if points > row.points]
    left = [row for row in table.rows if row not in [one for one, _ in own]]
    if left:
        parts.append(f"没有说到的还有{'、'.join(f'{row.name}{row.points}分' for row in left)}。")
    parts.append(_against_the_mark(table, total))
    return Composed.of(asks, "".join(parts), [*sources_of(table.rows), table.mark_source or table.whole_source])


def own_total(text: str, tables: Sequence[ScoreTable]) -> Composed | None:
    """Compare a total of one's own with the mark: 「77分，酌情加了4分，算创建成功吗」."""
    is_own = _OWN.search(text) or _BONUS_ITEMS.search(text)
    if not (is_own and _ENOUGH.search(text)) or ASKS_WORTH.search(text) or _A_BOUND.search(text):
        return None
    bonus = [int(one or other) for one, other in _BONUS.findall(text)]
    base = [int(number) for number in _TOTAL.findall(_BONUS.sub("", text))]
    named = [table for table in tables if table.mark or table.no_mark]
    table = (
        named[0]
        if len(named) == 1
        else tables_sheet().scores[0]
        if bonus or "加" in text or "创建" in text
        else None
    )
    if table is None or len(base) != 1 or base[0] > 100 or base[0] == table.mark:
        return None
    total = base[0] + sum(bonus)
    asks = f"{table.title}：总分{base[0]}分{''.join(f'，加了{points}分' for points in bonus)}，够不够"
    summed = f"{base[0]}分{''.join(f'加{points}分' for points in bonus)}是{total}分。" if bonus else ""
    capped = "加分后总分不能超过100分，按100分计。" if total > 100 else ""
    says = f"{summed}{capped}{_against_the_mark(table, min(total, 100))}"
    return Composed.of(asks, says, [table.mark_source])


def _against_the_mark(table: ScoreTable, total: int) -> str:
    if table.mark is None:
        return table.no_mark or table.whole
    if total >= table.mark:
        return (
            f"达到了：{table.title}总分{table.mark}分以上为创建成功。"
            "以评审打分为准，还要公示并经市局批准才算认定。"
        )
    lacking = table.mark - total
    return (
        f"还不够：{table.title}总分{table.mark}分以上为创建成功，{total}分还差{lacking}分。"
        "另有6种情况可以酌情加分（设保密津贴、员工受训全覆盖、协助办案等），每种加几分没有写，能不能补上，以评审打分为准。"
    )
