"""The journal's chains: how an entry gets its number and its hash. Pure; the ledger and the desk share it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from intake.storage.rows import Entry

# All that can happen to a case, and what the desk calls it.
CODES: Mapping[str, str] = {
    "case_opened": "来访人提交",
    "routed": "系统分送",
    "passed_down": "分送",
    "signed_for": "签收",
    "checking_started": "开始核查",
    "docketed": "立案",
    "not_docketed": "不予立案",
    "answered": "答复咨询",
    "closed": "办结",
    "note_added": "备注",
    "written_to_filer": "回复来访人",
    "filer_added": "来访人补充",
    "withdrawal_wished": "来访人申请撤回",
    "clock_started": "期限起算",
    "clock_met": "按期完成",
    "clock_stopped": "期限终止",
    "clock_extended": "期限延长",
    "viewed": "查阅案件",
    "identity_viewed": "查看来访人身份",
    "disputed": "提出管辖争议",
    "dispute_settled": "管辖争议已定",
    "transfer_proposed": "提出移送",
    "transferred": "移送",
    "transfer_refused": "退回移送",
    "assist_asked": "请求协助调查",
    "assist_given": "协助调查已回复",
    "evidence_added": "收到材料",
    "evidence_viewed": "查看材料",
    "evidence_removed": "销毁材料",
    "notice_given_up": "通知未送达",
    "purged": "内容已按期销毁",
}

Head = tuple[int, str]
# What a chain begins after.
NO_ENTRY: Head = (0, "")


def chained(entries: Iterable[Entry], heads: Mapping[str, Head], journal_key: bytes) -> list[dict[str, Any]]:
    """Return the rows of `journal` that continue the chains, in the order of the entries.

    heads  by case: number and hash of the last entry that stands; a case without one begins
    """
    ends = dict(heads)
    rows = []
    for entry in entries:
        if entry.code not in CODES:
            raise ValueError(f"{entry.code} is not in journal.CODES")
        seq, previous = ends.get(entry.case_id, NO_ENTRY)
        row: dict[str, Any] = {
            "case_id": entry.case_id,
            "seq": seq + 1,
            "at": entry.at.astimezone(UTC),
            "actor": entry.actor,
            "code": entry.code,
            "payload": dict(entry.payload),
            "previous": previous,
        }
        row["hash"] = hash_of(row, journal_key)
        ends[entry.case_id] = (seq + 1, row["hash"])
        rows.append(row)
    return rows


def hash_of(row: Mapping[str, Any], journal_key: bytes) -> str:
    """Return the HMAC-SHA256 of an entry, in hex; `row` has the columns of `journal`."""
    content = [row[name] for name in ("previous", "case_id", "seq", "actor", "code", "payload")]
    text = json.dumps([*content, row["at"].isoformat()], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hmac.digest(journal_key, text.encode(), "sha256").hex()
