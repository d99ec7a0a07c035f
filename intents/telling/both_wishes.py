"""Two wishes in one message of whoever has filed: what else is wanted beside the first. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.reading.plain import plain
from intents.telling.own_case import CaseWish, wish_about_a_case
from intents.telling.own_data import asks_what_is_kept

_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_WITHDRAWS = re.compile(
    r"(?:我|就|也|把?这个?(?:举报|案子)?|[，,\s]){0,6}(?:要|想|申请)?(?:撤了|撤回|撤销|撤案|撤掉)(?:举报|案子|申请)?(?:了|吧|嘛){0,3}"
)
_KEEPS_IT = re.compile(r"(?:不|莫|别|没)(?:想|要|用)?(?:再)?撤")
_DELETES = re.compile(r"(?:删|清)(?:除|掉|了|空)")
_LONGEST = 60


def withdraws_too(words: str) -> bool:
    """Say whether one clause of it wishes to withdraw: 「电话换成139…，另外我要撤回」."""
    clauses = [clause for clause in _CLAUSES.split(words) if clause]
    if _KEEPS_IT.search(words):
        return False
    return any(wish_about_a_case(one) is CaseWish.WITHDRAW or _WITHDRAWS.fullmatch(one) for one in clauses)


def takes_a_withdrawal_back(text: str) -> bool:
    """Say whether a short message only says that nothing is withdrawn: 「算了不撤了」."""
    return len(text) <= _LONGEST // 3 and _KEEPS_IT.search(text) is not None


def asks_what_is_kept_and_deletes(text: str) -> bool:
    """Say whether it is asked what is kept, and demanded in the same breath that some of it be deleted."""
    clauses = [clause for clause in _CLAUSES.split(plain(text)) if clause]
    if len(text) > _LONGEST or len(clauses) < 2:
        return False
    asks = [at for at, clause in enumerate(clauses) if asks_what_is_kept(clause)]
    return bool(asks) and any(_DELETES.search(clause) for at, clause in enumerate(clauses) if at not in asks)
