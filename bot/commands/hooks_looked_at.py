"""What `shangmi doctor` says of the addresses of other systems: whether calls come through."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.finding import Finding
from intake.officers.hooks import Hook

_REMEDY = "在工作台“账号、回调地址”看原因，与对方核对；修好后恢复，或者再发一次。"


def findings_on_hooks(hooks: Sequence[Hook]) -> list[Finding]:
    """Return what is to be said; nothing where nobody entered an address."""
    if not hooks:
        return []
    failed = sum(hook.is_failed for hook in hooks)
    failing = sum(hook.failing_since is not None and hook.stopped_at is None for hook in hooks)
    given_up = sum(hook.given_up for hook in hooks if not hook.stopped_at)
    called = sum(hook.stopped_at is None for hook in hooks)
    told = f"在用 {called} 个"
    for number, what in ((failing, "个正在不通"), (failed, "个连续三天不通已停用"), (given_up, "次回调没有送达")):
        told += f"，{number} {what}" if number else ""
    return [Finding("回调地址", told, _REMEDY if failed or failing or given_up else "")]
