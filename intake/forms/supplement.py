"""What a filer's note to their own case may be for."""

from __future__ import annotations

# What a note is for, by what the person says; the first that fits, `supplement` when none does.
PURPOSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("withdrawal_wish", ("撤回", "撤销", "撤诉", "撤案", "撤掉")),
    ("objection", ("异议", "不服", "不认可", "不同意处理")),
)
