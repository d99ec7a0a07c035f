"""The teller's own address of mail; 「发到abc@example.com」 tells of an act, and of nobody who tells. Pure."""

from __future__ import annotations

from typing import Final

from intents import expressions as re
from intents.reading import NotUnderstood, read_mail

_WORD: Final = r"(?:电子)?(?:邮箱|邮件|email|e-mail|mail)(?:地址)?(?:账号|帐号)?\s?(?:是|为|写|[:：])?\s*$"
# What stands right before an address that is surely the teller's own.
# 「联系人：法务部 苟莉 电话 023-… 邮箱 …」
_IN_A_SIGNATURE: Final = re.compile(
    rf"(?:电话|手机|座机|号码)[:：\s]*[\d\s-]{{7,20}}[,，、;；\s]*{_WORD}", re.IGNORECASE
)
_SURELY: Final = re.compile(
    rf"(?:(?:我|本人|咱)(?:们|自己)?(?:单位|公司|厂)?的?|联系(?:人)?的?)\s?{_WORD}|"
    r"(?:联系|通知|回复|答复|告诉|告知|发给|发邮件给|回)我[^，,。；;\n]{0,10}$",
    re.IGNORECASE,
)
# What may stand before one where nothing else is told beside it.
_PLAINLY: Final = re.compile(rf"^\s*(?:{_WORD})?$", re.IGNORECASE)
_OTHERS: Final = re.compile(r"对方|[他她它]|被举报|那边|员工|同事|客户|私人邮箱")
# 「把名单转发，邮箱…」: an act that an address belongs to.
_SENT: Final = re.compile(r"从|转|外发|发到|发往|发去|拷|导")
_BEFORE: Final = 32
_CLAUSE: Final = re.compile(r"[，,。；;！!？?\n]")
_SIGNS: Final = re.compile(r"[A-Za-z0-9._%+\-]", re.ASCII)


def own_mail_in(text: str) -> tuple[str, str] | None:
    """Return the address and the words it was read from; None where none is plainly the teller's own."""
    at = text.find("@")
    if at < 0:
        return None
    start = at
    while start > 0 and at - start < 64 and _SIGNS.match(text[start - 1]):
        start -= 1
    before = text[max(0, start - _BEFORE) : start]
    if not _is_own(before):
        return None
    try:
        mail = read_mail(text[start:])
    except NotUnderstood:
        return None
    return (mail, text[start : start + len(mail)]) if text.startswith(mail, start) else None


def _is_own(before: str) -> bool:
    clauses = _CLAUSE.split(before)
    said = next((clause for clause in reversed(clauses) if clause.strip()), "")
    if _OTHERS.search(said) or _SENT.search(said):
        return False
    return bool(_SURELY.search(said) or _IN_A_SIGNATURE.search(said)) or (
        _PLAINLY.fullmatch(clauses[-1]) is not None and not _SENT.search(before)
    )
