"""The doctor looks at the routing rules: which are in force, and whether one names a bureau that is no more."""

from __future__ import annotations

from datetime import datetime

from bot.commands.finding import Finding
from bot.settings import Settings
from intake.clocks.calendar import day_in_shanghai
from intake.officers.rule_versions import latest_published
from intake.routing.bureaus import load_bureaus
from intake.routing.checking import naming_closed
from intake.routing.rules import load_rules
from intake.storage.database import Database


async def finding_on_rules(settings: Settings, now: datetime) -> Finding:
    """Return what was found."""
    what = "分办规则"
    try:
        database = await Database.open(settings.database, make=False)
        try:
            published = await latest_published(database)
        finally:
            await database.close()
    except ValueError:
        return Finding(
            what, "发布的规则这个版本读不了，现在用随软件的", "在工作台“分办规则”按随软件的重新起草、发布。"
        )
    except Exception as error:
        # Said above already, with what to do about it.
        return Finding(what, f"看不到（{type(error).__name__}）")
    rules = published or load_rules()
    told = f"发布的第 {rules.edition[1:]} 版" if published else f"随软件的（{rules.edition}）"
    if closed := naming_closed(rules.rules, load_bureaus(), day_in_shanghai(now)):
        names = "、".join(rule.name for rule in closed)
        return Finding(what, f"{told}；{names} 指定的局已撤销，来件都到市局", "在工作台“分办规则”起草修改。")
    return Finding(what, told)
