"""The moves as forms: what each one asks for, what it warns of, and how it is carried out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from bot.desk.pages import Visit
from intake.cases.case import OUTCOMES, NotAllowed
from intake.cases.casework import Casework, Incomplete, is_kept_above, outcomes_for, receivers
from intake.cases.handling import Seen
from intake.officers import wall
from intake.officers.officer import Officer
from intake.routing.bureaus import Bureaus
from intake.storage.tables import CaseRow

CONFIRMED: Final = "confirmed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a move's form asks for.

    options  for kind "select" and "choice": value and label
    """

    name: str
    label: str
    kind: Literal["text", "select", "choice"]
    hint: str = ""
    required: bool = True
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """How a move looks: the button, what it warns of, and what it asks.

    effect  what will happen, said before it does
    grave   it cannot be taken back: set apart, and confirmed by a tick
    """

    button: str
    effect: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move that this officer may make now, ready to be shown."""

    name: str
    label: str
    face: Face
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an officer had entered when a move was refused, and what is wrong with it, by field name."""

    move: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


_FACES: Mapping[str, Face] = {
    "pass_down": Face("分送", "案件将交给所选的局，由其签收后负责。期限不重新计算，分送后不能收回。"),
    "sign_for": Face("签收", "签收后由本局负责办理。签收不等于立案。"),
    "check": Face("开始核查", "核查后由负责人决定是否立案。"),
    "docket": Face("立案", "核查期限到此为止；自立案之日起九十日内作出处理决定。"),
    "not_docket": Face("不予立案", "案件将转为“不予立案”，核查期限到此为止，此后只能办结。", grave=True),
    "answer": Face("发送答复", "答复会发给来访人，咨询转为“已答复”。"),
    "close": Face("办结", "案件不再计算期限，来访人查询时看到“已办结”。办结后不能恢复。", grave=True),
    "close_consultation": Face("办结", "来访人查询时看到“已办结”。办结后不能恢复。", grave=True),
    "write": Face("发送", "来访人在网页上立即看到，在微信里随下一次对话收到。请勿写入商业秘密的具体内容。"),
    "note": Face("记下", "只有能看到这个案件的工作人员看得到，来访人看不到。"),
}

# What a consultation is told instead.
_FACES_OF_A_CONSULTATION: Mapping[str, Face] = {
    "sign_for": Face("签收", "签收后由本局负责答复来访人。"),
}

# These belong to the timeline, where they are written; the others to what comes next.
WRITTEN: Final = ("write", "note")

_TELL: Final = Asked(
    "tell",
    "同时告知来访人",
    "text",
    "选填。实名举报并提供相关事实和证据的，应当将处理结果及时告知举报人（《反不正当竞争法》第二十条）。",
    required=False,
)


_SURELY_NOT_TECHNICAL: Final = frozenset({"business"})
_NOT_TECHNICAL: Final = "来访人不确定信息类型。技术秘密案件不分送区县；请写明为什么判断不涉及技术秘密。"


def forms_for(officer: Officer, case: CaseRow, bureaus: Bureaus, now: datetime) -> tuple[MoveForm, ...]:
    """Return the moves this officer may make with the case now, in the order of the table."""
    return tuple(
        MoveForm(move.name, move.label, _face(move.name, case.kind), _asked(move.name, case, bureaus, now))
        for move in wall.moves_of(officer, case)
        if not (move.name == "pass_down" and is_kept_above(case))
    )


async def carry_out(casework: Casework, move: str, visit: Visit, seen: Seen) -> None:
    """Do what the form says. Raises Incomplete, NotAllowed, NoSuchCase or ChangedMeanwhile."""
    act = _ACTS.get(move)
    if act is None:
        raise NotAllowed("没有这个操作，请刷新页面后重试。")
    if _FACES[move].grave and visit.form.get(CONFIRMED) != "yes":
        raise Incomplete(CONFIRMED, "请先勾选，确认您了解会发生什么。")
    await act(casework, visit, seen)


def _face(move: str, kind: str) -> Face:
    faces = {**_FACES, **_FACES_OF_A_CONSULTATION} if kind == "consultation" else _FACES
    return faces[move]


def _asked(move: str, case: CaseRow, bureaus: Bureaus, now: datetime) -> tuple[Asked, ...]:
    match move:
        case "pass_down":
            options = tuple((bureau.code, bureau.name) for bureau in receivers(bureaus, now))
            is_sure = case.kind == "consultation" or case.secret_kind in _SURELY_NOT_TECHNICAL
            hint = "" if is_sure else _NOT_TECHNICAL
            return (Asked("bureau", "分送给", "select", options=options), Asked("reason", "理由", "text", hint))
        case "docket":
            return (_TELL,)
        case "not_docket":
            return (Asked("reason", "理由和依据", "text", "内部留存，来访人看不到。"), _TELL)
        case "close" | "close_consultation":
            outcomes = tuple((name, OUTCOMES[name]) for name in outcomes_for(case.kind, case.state))
            return (Asked("outcome", "办理结果", "choice", options=outcomes), _TELL)
        case "answer":
            return (Asked("text", "给来访人的答复", "text"),)
        case "write":
            return (Asked("text", "给来访人的话", "text"),)
        case "note":
            return (Asked("text", "备注", "text"),)
        case _:
            return ()


Act = Callable[[Casework, Visit, Seen], Awaitable[None]]


async def _pass_down(casework: Casework, visit: Visit, seen: Seen) -> None:
    form = visit.form
    await casework.pass_down(visit.officer, seen, form.get("bureau", ""), form.get("reason", ""), visit.now)


async def _sign_for(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.sign_for(visit.officer, seen, visit.now)


async def _check(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.check(visit.officer, seen, visit.now)


async def _docket(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.docket(visit.officer, seen, visit.form.get("tell", ""), visit.now)


async def _not_docket(casework: Casework, visit: Visit, seen: Seen) -> None:
    form = visit.form
    await casework.not_docket(visit.officer, seen, form.get("reason", ""), form.get("tell", ""), visit.now)


async def _answer(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.answer(visit.officer, seen, visit.form.get("text", ""), visit.now)


async def _close(casework: Casework, visit: Visit, seen: Seen) -> None:
    form = visit.form
    await casework.close(visit.officer, seen, form.get("outcome", ""), form.get("tell", ""), visit.now)


async def _note(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.note(visit.officer, seen, visit.form.get("text", ""), visit.now)


async def _write(casework: Casework, visit: Visit, seen: Seen) -> None:
    await casework.write(visit.officer, seen, visit.form.get("text", ""), visit.now)


_ACTS: Mapping[str, Act] = {
    "pass_down": _pass_down,
    "sign_for": _sign_for,
    "check": _check,
    "docket": _docket,
    "not_docket": _not_docket,
    "answer": _answer,
    "close": _close,
    "close_consultation": _close,
    "note": _note,
    "write": _write,
}
