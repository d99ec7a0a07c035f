"""Does whoever tells it want to stay unknown, or give their name and only have it kept from others? Pure.

「匿名」 is a wish to stay unknown wherever it stands. Beside a name and a telephone 「莫说是我讲的」 and
「不要打我座机」 ask for secrecy, and both are kept.
"""

from __future__ import annotations

from intents import expressions as re
from intents.telling.commands import wants_discretion
from intents.telling.naming import names_oneself
from intents.telling.signals import says
from intents.telling.writing import Written

# 「会不会让对方知道」 asks; 「能不能不写我名字」 asks for something.
_ASKS_WHETHER = re.compile(r"会不会|会[^,。?!;]{0,12}(?:吗|不)$|是不是|是否|算不算")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
# 「电话139…可以留，姓税」
_FAMILY_NAME = re.compile(r"(?:^|[,。;\s])(?:我|免贵)?姓[\u4e00-\u9fff](?:$|[,。;\s])")


def stays_unknown(written: Written) -> bool:
    """Say whether the teller wants to stay unknown."""
    text = written.text
    clauses = [clause.text for clause in written.clauses if not _ASKS_WHETHER.search(clause.text)]
    if wants_discretion(text):
        return False
    if any(says("anonymous", clause) for clause in clauses):
        return True
    gives_a_name = _PHONE.search(text) is not None and _is_named(text)
    return any(says("nameless" if gives_a_name else "unnamed", clause) for clause in clauses)


def _is_named(text: str) -> bool:
    return says("named", text) or names_oneself(text) or _FAMILY_NAME.search(text) is not None
