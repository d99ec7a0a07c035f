"""What failed or waits too long, for one officer, computed from how things stand now. It only reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import DECIDERS, HANDLERS, CaseState, Role
from intake.cases.crossing import CROSSINGS, STEPS
from intake.cases.letters import BY_MAIL, BY_WECHAT
from intake.clocks.calendar import day_in_shanghai
from intake.notices import outbox
from intake.notices.between import MOST_OVERDUE, overdue
from intake.notices.fault import Fault, FaultKind
from intake.notices.lying import drafts_left, left_lying, waiting_for_consent
from intake.notices.shown import standstills_for
from intake.officers import wall
from intake.officers.hooks import hooks_of
from intake.officers.officer import Officer
from intake.officers.rule_versions import published_in
from intake.officers.stand_ins import bureaus_without_principal
from intake.routing.bureaus import load_bureaus
from intake.routing.checking import naming_closed
from intake.routing.route import CLOSED_BUREAU
from intake.routing.rules import load_rules
from intake.storage.tables import CaseRow

_TO_FILERS: Final[Mapping[str, str]] = {BY_WECHAT: "给来访人的微信消息", BY_MAIL: "给来访人的提醒邮件"}
# Of whom more stand still, the page of clocks shows the rest.
_MOST_STANDSTILLS: Final = 500
# Who is told; an officer without a say in it sees their own clocks elsewhere.
TOLD: Final = DECIDERS | {Role.COORDINATOR}


async def faults_for(
    session: AsyncSession, officer: Officer, now: datetime, most_late: int = MOST_OVERDUE
) -> list[Fault]:
    """Return what this officer is to know of, the oldest first; of what crosses between bureaus so much."""
    if officer.role not in HANDLERS and officer.role != Role.COORDINATOR:
        return []
    today = day_in_shanghai(now)
    found = [*await _late(session, officer, today, most_late), *await _standstills(session, officer, today)]
    found += await _closed_bureaus(session, officer)
    found += await left_lying(session, officer, now)
    if officer.role in TOLD:
        found += await _without_principal(session, officer, today)
        found += await _hooks(session, officer)
        found += await waiting_for_consent(session, officer, now)
    if officer.role == Role.COORDINATOR:
        found += await _notices(session)
        found += await _rules(session, today)
        found += await drafts_left(session, now)
    return sorted(found, key=lambda one: (one.since or today, one.key))


async def _late(session: AsyncSession, officer: Officer, today: date, most: int) -> list[Fault]:
    return [
        Fault(
            f"crossing {one.id} {one.step} {one.due_on}",
            FaultKind.LATE,
            f"{CROSSINGS[one.kind]}：{STEPS[one.step]}",
            one.reference,
            one.owner,
            one.due_on,
        )
        for one in await overdue(session, officer, today, most)
    ]


async def _standstills(session: AsyncSession, officer: Officer, today: date) -> list[Fault]:
    return [
        Fault(
            f"standstill {one.reference} {one.name} {one.began_on} {one.expected_on}",
            FaultKind.STANDSTILL,
            "",
            one.reference,
            one.bureau,
            one.expected_on or one.began_on,
        )
        for one in (await standstills_for(session, officer, today, limit=_MOST_STANDSTILLS)).lines
    ]


async def _rules(session: AsyncSession, today: date) -> list[Fault]:
    """Return the rules in force that name a bureau that is no more: what they fit goes to triage meanwhile."""
    rules = await published_in(session) or load_rules()
    bureaus = load_bureaus()
    return [
        Fault(f"rule {rule.name} {rule.bureau}", FaultKind.CLOSED_RULE, f"“{rule.name}”", "", rule.bureau, None)
        for rule in naming_closed(rules.rules, bureaus, today)
    ]


async def _closed_bureaus(session: AsyncSession, officer: Officer) -> list[Fault]:
    found = await session.execute(
        select(col(CaseRow.reference), col(CaseRow.lead_bureau), col(CaseRow.received_at)).where(
            wall.visible(officer),
            col(CaseRow.state) == CaseState.SUBMITTED,
            col(CaseRow.route)["rule"].as_string() == CLOSED_BUREAU,
        )
    )
    return [
        Fault(
            f"closed_bureau {reference}",
            FaultKind.CLOSED_BUREAU,
            "",
            reference,
            bureau,
            day_in_shanghai(received_at),
        )
        for reference, bureau, received_at in found
    ]


async def _without_principal(session: AsyncSession, officer: Officer, today: date) -> list[Fault]:
    missing = await bureaus_without_principal(session, today)
    mine = missing if officer.role == Role.COORDINATOR else missing & {officer.bureau or ""}
    return [
        Fault(f"no_principal {bureau}", FaultKind.NO_PRINCIPAL, "", "", bureau, None) for bureau in sorted(mine)
    ]


async def _hooks(session: AsyncSession, officer: Officer) -> list[Fault]:
    """Return the addresses of other systems that are called no more, because nothing came through for days."""
    bureau = None if officer.role == Role.COORDINATOR else officer.bureau or ""
    return [
        Fault(
            f"hook {one.id} {one.stopped_at}",
            FaultKind.HOOK,
            "",
            "",
            one.bureau,
            day_in_shanghai(one.stopped_at),
        )
        for one in await hooks_of(session, bureau)
        if one.is_failed and one.stopped_at is not None
    ]


async def _notices(session: AsyncSession) -> list[Fault]:
    return [
        Fault(
            f"notice {one.id}",
            FaultKind.NOTICE,
            _TO_FILERS.get(one.kind, ""),
            one.reference or "",
            one.bureau or "",
            day_in_shanghai(one.created_at),
        )
        for one in await outbox.stuck(session)
    ]
