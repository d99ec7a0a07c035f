"""A standard as a form: one question an item, and how many points where somebody has it in part.

So the self-assessment keeps everything that people may say in the middle of a form, without a line of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from intake.forms.codes import FieldKind, FormName, Need, Sealed
from intake.forms.form import Answer, Answers, Condition, Field, Form, Group, Option, Predicate, value_of
from intents.telling.estimating import EstimateSubject
from knowledge.standards.estimate import Met, SaidOfItem, Sheet
from knowledge.standards.shelf import standard_on
from knowledge.standards.standard import Bonus, Item, Standard

FORM_OF: Final[Mapping[EstimateSubject, FormName]] = {
    EstimateSubject.COMPANY: FormName.ASSESS_COMPANY,
    EstimateSubject.PARK: FormName.ASSESS_PARK,
}
SUBJECT_OF: Final[Mapping[str, EstimateSubject]] = {form.value: subject for subject, form in FORM_OF.items()}
_DIGEST_CHARACTERS: Final = 12
_BONUS, _BONUS_POINTS = "bonus", "bonus_points"

# What people say of an item; the labels stand on the page and at the desk too.
MET_LABELS: Final[Mapping[Met, str]] = {
    Met.YES: "做到了",
    Met.PARTLY: "部分做到",
    Met.NO: "还没有",
    Met.UNSURE: "不确定",
}
_MET: Final = (
    Option(
        Met.YES.value,
        MET_LABELS[Met.YES],
        words=("都有", "做到", "齐全", "完全符合", "已经有", "都做了", "有的"),
        whole=("有", "是", "是的", "对", "符合", "达到", "达到了", "有了"),
    ),
    Option(
        Met.PARTLY.value,
        MET_LABELS[Met.PARTLY],
        words=("部分", "一半", "有一些", "有些有", "差一点", "差点", "不全", "不完全", "没做完", "基本"),
    ),
    Option(
        Met.NO.value,
        MET_LABELS[Met.NO],
        words=("没做", "没有做", "没得", "还没", "做不到", "没达到", "没做到", "不符合", "从来没"),
        whole=("没有", "没", "无", "否", "不是", "都没有"),
    ),
    Option(
        Met.UNSURE.value,
        MET_LABELS[Met.UNSURE],
        words=("不确定", "不清楚", "说不准", "说不好", "要问一下", "拿不准", "不晓得", "不知道"),
    ),
)


def estimate_forms(on: date | None) -> dict[str, Form]:
    """Return the form of each subject, by the standard that holds on a day, else by the newest."""
    return {FORM_OF[subject].value: form_of(standard_on(subject, on or date.max)) for subject in EstimateSubject}


def form_of(standard: Standard) -> Form:
    """Return the form that a standard asks."""
    groups = [Group(_group(number), part.name) for number, part in enumerate(standard.parts, start=1)]
    fields = [
        field
        for number, part in enumerate(standard.parts, start=1)
        for item in part.items
        for field in _of_item(item, _group(number), standard.division)
    ]
    if standard.bonus is not None:
        groups.append(Group(_BONUS, "酌情加分"))
        fields += _of_bonus(standard.bonus, standard.total)
    digest = hashlib.sha256(standard.model_dump_json().encode()).hexdigest()[:_DIGEST_CHARACTERS]
    name = FORM_OF[EstimateSubject(standard.subject)]
    return Form.of(name, standard.stamp, digest, tuple(groups), tuple(fields))


def points_name(key: str) -> str:
    """Return what the field is called that asks how many points an item in part is worth."""
    return f"{key}_points"


def is_points_name(field: str) -> bool:
    """Say whether a field of such a form asks for points."""
    return field.endswith("_points")


def sheet_of(standard: Standard, answers: Answers) -> Sheet:
    """Return what a filled form says of the items."""
    given = {item.key: one for item in standard.all_items if (one := _given(item, answers)) is not None}
    bonus = value_of(answers, _BONUS)
    points = value_of(answers, _BONUS_POINTS)
    keys = tuple(str(key) for key in bonus) if isinstance(bonus, list | tuple) else ()
    return Sheet(given, keys, points if isinstance(points, int) and keys else None)


def _given(item: Item, answers: Answers) -> SaidOfItem | None:
    if item.key not in answers:
        return None
    met = value_of(answers, item.key)
    if met is None:
        return SaidOfItem(Met.UNSURE)
    points = value_of(answers, points_name(item.key)) if met == Met.PARTLY else None
    return SaidOfItem(Met(str(met)), points if isinstance(points, int) else None)


def _group(number: int) -> str:
    return f"part{number}"


def _of_item(item: Item, group: str, division: str) -> Iterator[Field]:
    evidence = "、".join(item.evidence)
    yield Field(
        name=item.key,
        kind=FieldKind.CHOICE,
        group=group,
        need=Need.CORE,
        label=item.name,
        sealed=Sealed.CASE,
        ask=f"{item.name}（{item.points}分）：{item.question}",
        help=f"能说明做到了的，比如{evidence}；自己留着，不用发到这里。说不准就选“不确定”。",
        options=_MET,
        unknown=True,
        limit=item.points,
        beside={"points": points_name(item.key)},
        mentions=(item.name,),
    )
    yield Field(
        name=points_name(item.key),
        kind=FieldKind.POINTS,
        group=group,
        need=Need.LATER,
        label=f"{item.name}的估分",
        sealed=Sealed.CASE,
        ask=f"“{item.name}”满分{item.points}分，部分做到的，您自己估几分？说个整数就行，估不出就跳过。",
        help=f"{division}部分做到的，按您自己的估计算。满分{item.points}分，说0到{item.points}之间的整数；估不出可以跳过。",
        limit=item.points,
        mentions=(f"{item.name}的估分", f"{item.name}估分"),
        when=Condition({item.key: (Met.PARTLY.value,)}),
    )


def _of_bonus(bonus: Bonus, total: int) -> Iterator[Field]:
    names = "；".join(one.name for one in bonus.circumstances)
    yield Field(
        name=_BONUS,
        kind=FieldKind.CHOICES,
        group=_BONUS,
        need=Need.LATER,
        label="酌情加分情形",
        sealed=Sealed.CASE,
        ask="有没有可以酌情加分的情形？可以选几项，没有就跳过。",
        help=f"可以酌情加分的有：{names}。没有就跳过。",
        options=tuple(Option(one.key, one.name, one.words) for one in bonus.circumstances),
        mentions=("酌情加分情形", "加分情形", "加分项"),
    )
    yield Field(
        name=_BONUS_POINTS,
        kind=FieldKind.POINTS,
        group=_BONUS,
        need=Need.LATER,
        label="加分的估分",
        sealed=Sealed.CASE,
        ask="这些情形您自己估一共加几分？说个整数就行，估不出就跳过。",
        help=f"{bonus.says}说个整数就行，估不出可以跳过。",
        limit=total,
        mentions=("加分的估分", "加分估分"),
        when=Condition(predicate=Predicate(_has_bonus, {_BONUS: Answer([bonus.circumstances[0].key], "")})),
    )


def _has_bonus(answers: Answers) -> bool:
    return bool(value_of(answers, _BONUS))
