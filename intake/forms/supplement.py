"""Adding to one's own case: 补充说明, 申请撤回, 提出异议. Which case first, then the words."""

from __future__ import annotations

from intake.forms.form import Dialog, Field

SUPPLEMENT = Dialog(
    name="supplement",
    version="supplement-1",
    fields=(
        Field("reference", "text", core=True, limit=20),
        Field("note", "text", core=True, limit=1000, keeps_no=True),
    ),
)

# What a note is for, by what the person says; the first that fits, `supplement` when none does.
PURPOSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("withdrawal_wish", ("撤回", "撤销", "撤诉", "撤案", "撤掉")),
    ("objection", ("异议", "不服", "不认可", "不同意处理")),
)
