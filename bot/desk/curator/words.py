"""How the fields of an entry are called, and an entry's form: from what was typed to its fields and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intents import wording
from knowledge.content.overlay import texts_in
from knowledge.content.read_once import wordings_digest

FIELDS: Mapping[str, str] = {
    "title": "标题",
    "wordings": "问法",
    "answer": "答复",
    "more": "更多内容",
    "sources": "依据",
    "facts": "事实和数字",
    "changed": "最近变化",
    "polarity": "首句怎么答",
    "read": "问法核对记号",
    "stakes": "重要程度",
    "next": "接着问",
    "valid_from": "起始日期",
    "valid_until": "截止日期",
    "owner": "责任单位",
    "reviewed_on": "核对日期",
    "evidence": "证据等级",
}
STAKES: Mapping[str, str] = {"harmless": "一般", "important": "重要", "binding": "关键（日期、数额、处罚）"}
POLARITIES: Mapping[str, str] = {
    "": "按首句的字自动判断",
    "affirms": "答“是”",
    "denies": "答“否”",
    "depends": "看情况",
    "none": "不是能答“是”“否”的事",
}

# One in a line.
_LISTS: Final = ("wordings", "sources", "facts")
_TEXTS: Final = ("title", "answer", "more", "changed", "stakes", "polarity")
NEXT: Final = ("next_1", "next_2", "next_3")
_LONGEST: Final = 4_000

# What a new entry begins with; its days are set when it is published.
EMPTY: Mapping[str, object] = {
    "title": "",
    "wordings": [],
    "answer": "",
    "more": "",
    "sources": [],
    "facts": [],
    "evidence": "V",
    "changed": "",
    "owner": "municipal",
    "polarity": "",
    "read": "",
    "stakes": "important",
    "next": [],
}


def body_from(
    form: Mapping[str, str], before: Mapping[str, object], titles: Mapping[str, str]
) -> dict[str, object]:
    """Return the fields that a posted form describes; what the form does not ask for stays as it was.

    titles   of all entries by id: what is asked next may be given by its title
    """
    body = {**EMPTY, **before}
    for name in _TEXTS:
        body[name] = _text(form.get(name, ""))
    for name in _LISTS:
        body[name] = _lines(form.get(name, ""))
    named = [following for name in NEXT if (following := form.get(name, "").strip())]
    body["next"] = [entry_called(titles, following) for following in named]
    return with_wordings_read(body) if form.get("read") else body


def entry_called(titles: Mapping[str, str], called: str) -> str:
    """Return the id of the entry that is called so, by its id or its title; what is neither stays as it is.

    titles   of all entries by id
    """
    by_title = {wording.normalised(title): entry_id for entry_id, title in titles.items()}
    return called if called in titles else by_title.get(wording.normalised(called), called)


def with_wordings_read(body: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an entry whose wordings were read, each against the first sentence."""
    return {**body, "read": digest_of_fields(body)}


def wordings_are_read(body: Mapping[str, object]) -> bool:
    """Say whether these fields were read as they stand."""
    return body.get("read") == digest_of_fields(body)


def digest_of_fields(body: Mapping[str, object]) -> str:
    """Return the digest of what is read of an entry with these fields."""
    return wordings_digest(
        field_text(body.get("title")), field_text(body.get("answer")), texts_in(body, "wordings")
    )


def typed_from(body: Mapping[str, object], titles: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the fields of the form for an entry.

    titles   of all entries by id: what is asked next is shown as people read it
    """
    typed = {name: str(body.get(name) or "") for name in _TEXTS}
    typed |= {name: "\n".join(texts_in(body, name)) for name in _LISTS}
    following = [*(titles.get(name, name) for name in texts_in(body, "next")), "", "", ""]
    return typed | dict(zip(NEXT, following, strict=False))


def changed_fields(before: Mapping[str, object] | None, after: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Return (label, before, after) for every field that differs."""
    old = before or {}
    return [
        (label, *_differing(old.get(name), after.get(name)))
        for name, label in FIELDS.items()
        if field_text(old.get(name)) != field_text(after.get(name))
    ]


def _differing(before: object, after: object) -> tuple[str, str]:
    """Return both as text; of two lists only what the other one lacks, unless they differ in order alone."""
    if not isinstance(before, list | tuple) or not isinstance(after, list | tuple):
        return field_text(before), field_text(after)
    gone, new = [one for one in before if one not in after], [one for one in after if one not in before]
    return (field_text(gone), field_text(new)) if gone or new else (field_text(before), field_text(after))


def field_text(value: object) -> str:
    """Return a field as text, lists one a line."""
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()[:_LONGEST]


def _lines(typed: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in typed[: _LONGEST * 2].splitlines() if line.strip()))
