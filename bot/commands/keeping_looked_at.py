"""How long cases and backups are kept, as far as somebody has said it."""

from __future__ import annotations

from typing import Final

from bot.commands.finding import Finding
from bot.settings import Settings
from intake.cases.retention import load_schedule
from intents.sheet import SheetFaults

WHAT: Final = "保存期限"


def finding_on_keeping(settings: Settings) -> Finding:
    """Tell whether there is a schedule, and whether what goes would come back out of a backup."""
    try:
        schedule = load_schedule(settings.retention)
    except SheetFaults as refusal:
        return Finding(WHAT, "；".join(refusal.faults), "按上面逐条修改 SHANGMI_RETENTION 指的文件，再运行一次。")
    backups = f"备份保存 {settings.backup_days} 天" if settings.backup_days else "备份保存多久没有写明"
    if not schedule.periods:
        return Finding(WHAT, f"没有确定（SHANGMI_RETENTION），案件一律继续保存；{backups}")
    told = f"{len(schedule.periods)} 种结果有期限；{backups}；销毁清单在 {settings.purged_at}"
    remedies = []
    if settings.data_dir.resolve() in settings.purged_at.resolve().parents:
        remedies.append("销毁清单请用 SHANGMI_PURGE_LIST 放到另一块盘上：数据目录丢了，恢复备份时还要靠它。")
    if settings.backup_days is None:
        remedies.append("用 SHANGMI_BACKUP_DAYS 写明备份保存多少天。")
    return Finding(WHAT, told, "".join(remedies))
