"""What a filer's note to their own case is for."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """补充材料说明, 申请撤回, 提出异议."""

    SUPPLEMENT = "supplement"
    WITHDRAWAL_WISH = "withdrawal_wish"
    OBJECTION = "objection"
