"""What is asked when a transfer begins, and what speaks against it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act
from intake.cases.codes import (
    FINAL_STATES,
    Outcome,
)
from intake.clocks.calendar import day_in_shanghai
from intake.transfers.body import BodyKind, beside
from intake.transfers.codes import CHECKS, CHECKS_OF, TransferKind, TransferState
from intake.transfers.parts import names_nobody
from intake.transfers.step import Office, Options, StepField, day_of, ticked
from intake.transfers.transfer import Transfer

# 催告书送达十个工作日后 and within three months (APP 第76条).
_AFTER_REMINDER: Final = 10
_ENFORCED_WITHIN_MONTHS: Final = 3


def bodies_of(*kinds: BodyKind, same_level: bool = False) -> Callable[..., Options]:
    """Return what offers the bodies of these kinds, of the same level and place where that is asked for."""

    def offered(case: Case, _: Transfer | None, office: Office, act: Act) -> Options:
        found = office.bodies.on(day_in_shanghai(act.at), *kinds)
        return tuple((body.code, body.name) for body in found if not same_level or beside(body, case.lead_bureau))

    return offered


def team(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    """Return who can be in the team."""
    return tuple(office.colleagues.items())


def parts_offered(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    """Return what of the case can be sent."""
    return office.parts


def parts_without_names(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    """Return what of the case can be sent and names nobody."""
    return tuple((code, label) for code, label in office.parts if names_nobody(code))


def one_way_to_the_police(_: Case, transfers: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    """Refuse a second way to the police while one runs."""
    if any(one.kind is TransferKind.POLICE and not one.is_over for one in transfers):
        return "这个案件已经有一件正在办理的移送公安机关，请在那一件里继续。"
    return ""


def police_entered(_: Case, act: Act, __: Office) -> None:
    """Raise Incomplete where the gate and its checks do not go together."""
    ticks, gate = set(ticked(act.said("checks"))), act.said("gate")
    lacking = [CHECKS[one] for one in CHECKS if one in CHECKS_OF[gate] - ticks]
    if lacking:
        raise Incomplete("checks", f"按所选的标准，还要逐项确认：{'；'.join(lacking)}（TRF 第3条）。")
    if len(ticked(act.said("team"))) < 2:
        raise Incomplete("team", "应当指定两名以上行政执法人员组成专案组（TRF 第5条）。")


def not_passed_on(_: Case, transfers: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    """Refuse to pass on what came by transfer."""
    came = (one for one in transfers if one.kind is TransferKind.INBOUND)
    if any(one.facts.get("came_as") == "jurisdiction" and one.state is not TransferState.VOID for one in came):
        return "移送管辖来的案件不能再自行移送；对管辖有异议的，报请共同的上一级指定管辖（APP 第14条）。"
    return ""


def penalised(case: Case, _: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    """Refuse where nothing was decided that could be enforced."""
    if case.state in FINAL_STATES and case.outcome is not Outcome.PENALISED:
        return "没有作出行政处罚决定的案件，不能申请强制执行；损害赔偿由当事人自行起诉（APP 第76条）。"
    return ""


def may_be_enforced(_: Case, act: Act, office: Office) -> None:
    """Raise Incomplete where it is too early, or too late."""
    today = day_in_shanghai(act.at)
    reminded, expired = day_of(act.said("reminded_on")), day_of(act.said("expired_on"))
    if reminded is None or reminded > today:
        raise Incomplete("reminded_on", "请核对催告书送达的日期，最晚填今天。")
    if expired is None or expired > today:
        raise Incomplete("expired_on", "复议和诉讼期限还没有届满，不能申请（APP 第76条）。")
    calendar = office.rules.clocks.calendar
    waited = sum(calendar.is_workday(day) for day in _days(reminded + timedelta(days=1), today))
    if waited <= _AFTER_REMINDER:
        raise Incomplete(
            "reminded_on", f"催告书送达后要等满十个工作日仍不履行，才能申请；现在是第 {waited} 个（APP 第76条）。"
        )
    if today > _months_after(expired, _ENFORCED_WITHIN_MONTHS):
        raise Incomplete("expired_on", "自期限届满之日起已经超过三个月，不能再申请（APP 第76条）。")


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def body(label: str, options: Callable[..., Options], name: str = "bodies") -> StepField:
    """Ask to whom it goes."""
    return StepField(name, label, "select", f"请选择{label}。", options=options)


PARTS: Final = StepField(
    "parts",
    "送出的内容",
    "ticks",
    "请勾选送出的内容；至少一项。",
    "只勾对方办事必需的；没有勾的会记为“未送”。举报人身份默认不送。",
    options=parts_offered,
)
PARTS_WITHOUT_NAMES: Final = StepField(
    "parts",
    "通报的内容",
    "ticks",
    "请勾选通报的内容；至少一项。",
    "信息通报不带举报人的任何信息，也不带举报人自己写的话。",
    options=parts_without_names,
)
WHY: Final = StepField("text", "事由", "text", "请写明事由。", "内部留存，来访人看不到。", kept="words")
