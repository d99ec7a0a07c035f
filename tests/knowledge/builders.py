"""Entries and folders of content for tests; what does not matter is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

WORDINGS = {
    "park.who": ["哪些园区可以申报", "园区申报要什么条件", "特色小镇报得了吗", "我们是开发区，能申请不"],
    "award.deadline": ["示范单位哪天截止申报", "申报最晚哪一天", "6月10日是什么日子", "材料几号前要交上去"],
    "review.every": ["示范单位几年复核一次", "认定以后管多久", "牌子要不要重新审", "多长时间复查一回"],
    "station.does": ["指导站是干什么的", "指导站有哪些服务", "找指导站能办啥事", "园区的站子能帮我做什么"],
}


def raw_entry(name: str = "award.deadline", **changes: Any) -> dict[str, Any]:
    """Return an entry as it stands in a file, sound unless changed."""
    wordings = WORDINGS.get(name, [])
    raw = {
        "id": name,
        "title": f"{name} 的标题",
        "wordings": wordings + [f"{name} 的第{number}种问法" for number in range(8 - len(wordings))],
        "answer": "方案规定每年6月10日前报送市局。",
        "more": "",
        "sources": ["PLAN 附件1 五.1"],
        "facts": ["6月10日"],
        "evidence": "V",
        "valid_from": "2022-09-05",
        "changed": "",
        "owner": "municipal",
        "reviewed_on": "2026-11-23",
        "stakes": "binding",
        "next": [],
    }
    return {**raw, **changes}


PLAN = {
    "title": "某某工作实施方案（2022—2025年）",
    "number": "某发〔2022〕1号",
    "issued_on": "2022-09-05",
    "in_force_from": "2022-09-05",
    "in_force_until": "2025-12-31",
    "cite": "《某某工作实施方案（2022—2025年）》（某发〔2022〕1号）",
    "sections": {"附件1 五.1": {"figures": ["6月10日"], "terms": ["市局", "复核"]}},
}

RULE = {
    "title": "某某规定",
    "cite": "《某某规定》",
    "sections": {"第17条": {"figures": ["15个工作日"], "terms": ["初步证据"]}, "第18条": {"terms": ["线索"]}},
}


def write_content(
    folder: Path, entries: Sequence[dict[str, Any]], instruments: dict[str, Any] | None = None
) -> Path:
    """Write a content folder with one file of entries and one of sources; return the folder."""
    files = {
        "contents.yaml": {"entries": ["all.yaml"], "sources": ["all.yaml"]},
        "entries/all.yaml": {"subject": "试题", "entries": list(entries)},
        "sources/all.yaml": {"instruments": instruments or {"PLAN": PLAN, "RULE": RULE}},
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder
