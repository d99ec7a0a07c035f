"""Material that somebody hands over in person: taken under a register number of the case, and given back. Pure.

The number follows from the journal, so it is never given twice: a case is held while it is written to, and
entries stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, CaseWords, Changes, Rulebook
from intake.cases.codes import FINAL_STATES, HANDLERS, CaseState
from intake.cases.materials import RETURNED, SORTS, TAKEN, WHO, Material, materials_of
from intake.cases.measure_moves import ON, effective_at_of
from intake.cases.move import Input, Move, Options
from intake.cases.passing_moves import EVERY_KIND

# In general words: what is longer tends to be the content.
_MOST: Final = 60
_ON: Final = replace(ON, hint="可以早于今天，不早于收到案件之日。")


def material_taken(case: Case, act: Act, _: Rulebook) -> Changes:
    """Enter what was handed over, under the next number of the case."""
    number = max((one.number for one in materials_of(case.events)), default=0) + 1
    payload: dict[str, object] = {
        "number": number,
        "material": act.said("material"),
        "pieces": int(act.said("pieces")),
        "came_from": act.said("came_from"),
        **({"pages": int(act.said("pages"))} if act.said("pages") else {}),
    }
    words = CaseWords("material", act.said("text"))
    return TAKE_MATERIAL.made(case, act, payload, words=words, effective_at=effective_at_of(act))


def material_returned(case: Case, act: Act, _: Rulebook) -> Changes:
    """Give back what was handed over; its number stays its own."""
    (material,) = [one for one in _here(case) if str(one.number) == act.said("which")]
    if act.said("on") < material.taken_on.isoformat():
        raise Incomplete("on", "退还的日期不能早于收下的日期。")
    payload = {"number": material.number, "went_to": act.said("went_to")}
    return RETURN_MATERIAL.made(case, act, payload, effective_at=effective_at_of(act))


def _here(case: Case) -> tuple[Material, ...]:
    return tuple(one for one in materials_of(case.events) if one.returned_on is None)


def _those_here(case: Case, _: Rulebook, __: datetime) -> Options:
    return tuple((str(one.number), f"当面材料{one.number}（{one.in_words}）") for one in _here(case))


def _nothing_here(case: Case) -> str:
    return "" if _here(case) else "没有当面收下、还没有退还的材料。"


def _chosen(name: str, label: str, missing: str, among: Mapping[str, str], hint: str = "") -> Input:
    return Input(name, label, "select", missing, hint, options=lambda _, __, ___: tuple(among.items()))


TAKE_MATERIAL: Final = Move(
    "take_material",
    "登记当面收下的材料",
    kinds=EVERY_KIND,
    before=frozenset(CaseState) - FINAL_STATES - {CaseState.SPLIT},
    after=None,
    by=HANDLERS,
    asks=(
        _chosen("material", "是哪一类", "请选择是哪一类材料。", SORTS, "来访人和回执上看到的是这一项。"),
        Input(
            "text",
            "是什么材料（概括）",
            "text",
            "请概括写明是什么材料。",
            "例如“工艺文件复印件”。只写名称，不写商业秘密的具体内容，不写姓名；只有承办的人看得到。",
            most=_MOST,
        ),
        Input("pieces", "件数", "number", "请填写几件（份），从1起。"),
        Input("pages", "页数", "number", "页数请填从1起的整数，不计页的不填。", "选填。", required=False),
        _chosen("came_from", "谁交来的", "请选择是谁交来的。", WHO, "不登记姓名。"),
        _ON,
    ),
    effect="编一个本案的登记号（案件编号加“D”和顺序号），不重号；写入案件日志，列入材料清单和收到回执。",
    button="登记，编号",
    journal=TAKEN,
    recorded_as="当面收下材料",
    group="material",
    does=material_taken,
)
RETURN_MATERIAL: Final = Move(
    "return_material",
    "退还当面收下的材料",
    kinds=EVERY_KIND,
    before=frozenset(CaseState),
    after=None,
    by=HANDLERS,
    asks=(
        Input("which", "哪一件", "select", "请选择退还哪一件材料。", options=_those_here),
        _chosen("went_to", "退给谁", "请选择退给谁。", WHO, "不登记姓名。"),
        _ON,
    ),
    effect="写入案件日志，清单和回执上注明退还的日期；登记号保留，不再使用。",
    bars=_nothing_here,
    journal=RETURNED,
    recorded_as="退还当面收下的材料",
    group="material",
    does=material_returned,
)

MATERIAL_MOVES: Final = (TAKE_MATERIAL, RETURN_MATERIAL)
