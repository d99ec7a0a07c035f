"""Points: items by their place, by name or by what they are worth, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from intents import expressions as re
from knowledge.standards.standard import ScoreRow
from knowledge.tables.ordinals import ordinals_in
from knowledge.tables.own_points import ASKS_WORTH, own_points, own_total
from knowledge.tables.table import Composed, ScoreTable, pattern, tables_sheet
from knowledge.tables.telling import rows_told, whole_told, worth_told

# 「反不正当竞争法第10条」 and 「主要任务第2项」 count no item of a table.
_ELSEWHERE = re.compile(
    r"[1一]分(?:钱|毛)?(?:都|也)?(?:没|未|不)|[1一]分钱|(?:法|规定|办法|解释|条例|民法典)第|处罚|举报|罚款|案件|主要任务|正文|工作要求|保障措施|附件[13]"
)
POINTS = re.compile(r"(?<![部区充])分(?![别局送析享布开配成])|分值|占比")
_SUM = re.compile(r"合计|[一1]共|总共|加起来|加[一1]起|加在[一1]起|合起来|合在[一1]起|相加|总和|拢共|总计")
_MOST, _LEAST = (
    re.compile(rf"(?:哪[^，]{{0,6}}|分值?|占比){most}|{most}的?(?:分?是|有)?哪")
    for most in ("最[高多大重]", "最[低少小轻]")
)
_MOST_WORD, _LEAST_WORD = re.compile(r"最[高多大重]"), re.compile(r"最[低少小轻]")
# 「示范单位那块5分和10分分别对应啥」: items of a part by their worth.
_WORTHS = re.compile(r"\d分[和与跟及 ]{0,2}\d+分")
_COUNTED = re.compile(r"(?<![第\d])(\d+)个?大?小?(?:项|块|部分)")
_JOINED = re.compile(r"(?:企业|公司|园区|试点)(?:标准|指标)?[和与跟及]?的?(?:企业|公司|园区|试点)")
# Why the figures of the text do not fit is told by entries.
_WHY = re.compile(r"为什么|为何|怎么会|不[一1]致|对不上|矛盾")
# 「发津贴能加几分」 asks for a bonus, which no item is worth; entries tell it.
BONUS = re.compile(
    r"(?:能|可以?|可|会|算)不?(?:能)?加(?:多少|几|好多|点)?分|加分|(?:添|多[给得拿打])[点些几]?个?分"
)
# Whoever doubts the figures is told what they know of it by an entry, whatever place they name.
_DOUBTS = re.compile(r"[印写算标打]错|对不上|不[1一]致|矛盾")
_EACH = re.compile(r"各|每|分别|都是|怎么分|如何分|几项|哪几[项块]|几大?块|几部分")
_MARK = re.compile(
    r"(?:多少|几)分.{0,4}(?:过|合格|及格|通过|达标|成功|评上|认定)|(?:合格|及格|通过|过关|达标)[^，]{0,4}(?:多少|几)分|分数线|(?:合格|及格)线"
)
# In a longer text it is not clear what a word of points belongs to.
_ONE_QUESTION = 60


def scored(text: str) -> Composed | None:
    """Return what the tables of points answer to a normalised text; None where they are not asked."""
    if _ELSEWHERE.search(text):
        return None
    tables = _named(text)
    for ask in (own_points, own_total):
        if (composed := ask(text, tables)) is not None:
            return composed
    if len(tables) > 1:
        return _side_by_side(text, tables)
    table = tables[0] if tables else _table_of_names(text)
    return _of_one(text, table) if table is not None else None


def _of_one(text: str, table: ScoreTable) -> Composed | None:
    if _DOUBTS.search(text):
        return None
    rows = _by_place(text, table)
    if rows:
        return _rows(table, rows, text)
    if len(text) > _ONE_QUESTION or not POINTS.search(text) or _WHY.search(text) or BONUS.search(text):
        return None
    if (both := _most_and_worth(text, table)) is not None:
        return both
    for ask in (_mark, _by_worth, _extreme, _by_name, _whole):
        if (composed := ask(text, table)) is not None:
            return composed
    return None


# ------------------------------------------------------------------------------------- which table


def _named(text: str) -> list[ScoreTable]:
    """Return the tables a text names, of the park only the one it counts in."""
    found = [table for table in tables_sheet().scores if pattern(table.said).search(text)]
    return [table for table in found if not _is_counted_otherwise(table, found, text)]


def _is_counted_otherwise(table: ScoreTable, found: Sequence[ScoreTable], text: str) -> bool:
    if not table.key.startswith("park"):
        return False
    parts, items = (other for other in tables_sheet().scores if other.key.startswith("park"))
    if parts not in found or items not in found:
        return False
    counts_items = bool(ordinals_in(text, items.counted, len(items.rows))) or "分项" in text or "小项" in text
    names_items = len(_rows_named(text, items)) > len(_rows_named(text, parts))
    wanted = items if counts_items or (names_items and not ordinals_in(text, parts.counted, 5)) else parts
    return table is not wanted


def _table_of_names(text: str) -> ScoreTable | None:
    """Return the one table whose items are named, though nothing else of it is."""
    if not POINTS.search(text):
        return None
    named = {table.key: len(_rows_named(text, table)) for table in tables_sheet().scores}
    best = max(named, key=named.__getitem__)
    rivals = [key for key, number in named.items() if number == named[best]]
    if not named[best] or len(rivals) > 1 or (named[best] == 1 and best != "park_items"):
        return None
    return next(table for table in tables_sheet().scores if table.key == best)


def _side_by_side(text: str, tables: Sequence[ScoreTable]) -> Composed | None:
    """Return the items counted off in several tables: 「企业第5项和园区第5项分别是什么」.

    Where one table's items are counted off, another word tells what they are about: 「附件4第2项保护哪些企业」.
    """
    parts = _parts(text, tables)
    counting = [(table, part) for table, part in parts if _by_place(part, table)]
    if len(counting) == 1 and not _JOINED.search(text):
        parts = counting
    told = [_rows(table, _by_place(part, table) or _by_place(text, table), part) for table, part in parts]
    if any(one is None for one in told):
        return None
    each = [one for one in told if one is not None]
    if len(each) == 1:
        return each[0]
    asks = "，".join(one.asks for one in each)
    return Composed.of(asks, "".join(one.answer for one in each), [name for one in each for name in one.sources])


def _parts(text: str, tables: Sequence[ScoreTable]) -> list[tuple[ScoreTable, str]]:
    """Return the tables in the order of the text, each with what is said from its name to the next one."""
    named = {table.key: pattern(table.said).search(text) for table in tables}
    starts = {key: found.start() for key, found in named.items() if found}
    order = sorted(tables, key=lambda table: starts[table.key])
    places = [0, *(starts[table.key] for table in order[1:]), len(text)]
    return [(table, text[first:last]) for table, (first, last) in zip(order, pairwise(places), strict=True)]


# --------------------------------------------------------------------------------------- which rows


def _by_place(text: str, table: ScoreTable) -> list[ScoreRow]:
    return [table.rows[place - 1] for place in ordinals_in(text, table.counted, len(table.rows))]


def _rows_named(text: str, table: ScoreTable) -> list[ScoreRow]:
    return [row for row in table.rows if row.name in text or pattern(row.said).search(text)]


def _by_name(text: str, table: ScoreTable) -> Composed | None:
    rows = _rows_named(text, table)
    # What a single large item asks, an entry of its own tells better.
    if len(rows) < 2 and table.key != "park_items":
        return None
    # 「这三项合起来」 asks for as many as are named, or one of them is not known to us.
    counted = _COUNTED.search(text)
    return _rows(table, rows, text) if not counted or int(counted.group(1)) == len(rows) else None


def _rows(table: ScoreTable, rows: Sequence[ScoreRow], text: str) -> Composed | None:
    return rows_told(table, rows, bool(_SUM.search(text)) and len(rows) > 1) if rows else None


def _by_worth(text: str, table: ScoreTable) -> Composed | None:
    part = _part_of_the_park(text) if table.key.startswith("park") else None
    if part is not None and _WORTHS.search(text):
        return _items_of(part, is_summed=False)
    found = ASKS_WORTH.search(text)
    return worth_told(table, int(found.group(1) or found.group(2))) if found else None


def _most_and_worth(text: str, table: ScoreTable) -> Composed | None:
    """Return both where two things are asked: 「哪条分最重，15分的有几条」."""
    first, second = _extreme(text, table), _by_worth(text, table)
    if first is None or second is None or first.answer == second.answer:
        return None
    ends = [word for word, asks in (("最高", _MOST_WORD), ("最低", _LEAST_WORD)) if asks.search(text)]
    asks = f"{table.title}里{'和'.join(f'分值{end}的' for end in ends)}是哪几项，{second.asks}"
    return Composed.of(asks, f"{first.answer}{second.answer}", [*first.sources, *second.sources])


def _extreme(text: str, table: ScoreTable) -> Composed | None:
    """Return what is worth most or least, or both: 「分最高的是哪一项，最低的呢」."""
    asked: list[Callable[..., int]] = [
        choose for choose, asks in ((max, _MOST), (min, _LEAST)) if asks.search(text) is not None
    ]
    if asked and _MOST_WORD.search(text) and _LEAST_WORD.search(text):
        asked = [max, min]
    told = [worth_told(table, choose(row.points for row in table.rows)) for choose in asked]
    if len(told) < 2:
        return told[0] if told else None
    return Composed.of(
        f"{table.title}里分值最高的和分值最低的是哪几项",
        "".join(one.answer for one in told),
        [source for one in told for source in one.sources],
    )


def _whole(text: str, table: ScoreTable) -> Composed | None:
    if not (_EACH.search(text) or _SUM.search(text)):
        return None
    part = _part_of_the_park(text) if table.key.startswith("park") else None
    if part is not None:
        return _items_of(part)
    if _rows_named(text, table):
        return None
    # 「这两项合起来」 asks for two that are not named as we know them.
    counted = _COUNTED.search(text)
    return whole_told(table) if not counted or int(counted.group(1)) == len(table.rows) else None


def _part_of_the_park(text: str) -> ScoreRow | None:
    """Return the one part of the park's standard that is named: what it holds is not told by all of them."""
    named = _rows_named(text, next(table for table in tables_sheet().scores if table.key == "park"))
    return named[0] if len(named) == 1 else None


def _items_of(part: ScoreRow, is_summed: bool = True) -> Composed:
    """Return the items of one part of the park's standard, with their sum or with what each of them asks."""
    items = next(table for table in tables_sheet().scores if table.key == "park_items")
    return rows_told(items, [row for row in items.rows if row.source == part.source], is_summed)


def _mark(text: str, table: ScoreTable) -> Composed | None:
    says = table.no_mark
    if table.mark is not None:
        says = f"{table.title}总分{table.mark}分以上为创建成功，加分后不超过100分；以评审打分为准。"
    if not says or not _MARK.search(text):
        return None
    return Composed.of(f"{table.title}多少分算合格", says, [table.mark_source], table.mark_entry)
