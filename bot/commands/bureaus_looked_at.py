"""Look at the posts that the law reserves decisions to: a bureau whose principal is missing can decide nothing."""

from __future__ import annotations

from datetime import datetime

from bot.commands.finding import Finding
from bot.settings import Settings
from intake.clocks.calendar import day_in_shanghai
from intake.officers.stand_ins import bureaus_without_principal
from intake.routing.bureaus import load_bureaus
from intake.storage.database import Database


async def finding_on_principals(settings: Settings, now: datetime) -> Finding:
    """Tell which bureaus have officers, and neither a 主要负责人 nor anybody who 主持工作."""
    try:
        database = await Database.open(settings.database, make=False)
        try:
            async with database.reading() as session:
                missing = await bureaus_without_principal(session, day_in_shanghai(now))
        finally:
            await database.close()
    except Exception as error:
        # Said above already, with what to do about it.
        return Finding("主要负责人", f"看不到（{type(error).__name__}）")
    if not missing:
        return Finding("主要负责人", "有账号的局都有主要负责人或者主持工作的负责人")
    names = "、".join(bureau.name for bureau in load_bureaus().all if bureau.code in missing)
    remedy = "给主要负责人建账号，或者在工作台“账号—代理和主持工作”登记主持工作的负责人。"
    return Finding("主要负责人", f"这些局没有：{names}", remedy)
