"""What a filer's note to their own case is for."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """补充材料说明, 申请撤回 and that taken back, 提出异议, 要求删除."""

    SUPPLEMENT = "supplement"
    WITHDRAWAL_WISH = "withdrawal_wish"
    WITHDRAWAL_TAKEN_BACK = "withdrawal_taken_back"
    OBJECTION = "objection"
    DELETION_WISH = "deletion_wish"
