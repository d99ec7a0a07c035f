"""Passwords: argon2id, worked out in threads of its own since it takes a while on purpose, few at a time."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from intake.officers.turns import Turns
from intents.signs import has_control_characters

SHORTEST: Final = 10
LONGEST: Final = 200
_BESIDE_THE_NAME: Final = 8
# Each takes 46 MB and a core for a moment: more of them at once would only be slower together.
AT_ONCE: Final = 2
# Without signs that are taken for one another when they are read aloud or copied by hand.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4
# Of 0 to 4; 2 begins at a million guesses, which the pace of the sign-in makes years of.
_LEAST_SCORE: Final = 2
# What comes after is not looked at: it takes long, and makes nothing worse.
_LOOKED_AT: Final = 72
# What somebody thinks of first who knows whose service it is.
_NEAR_AT_HAND: Final = (
    "shangmi",
    "yushangmi",
    "shangyemimi",
    "chongqing",
    "zhongguo",
    "scjgj",
    "wechat",
    "weixin",
)
_KEYBOARD: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")

# What OWASP asks for at least, in the form that keeps one core busy for the shortest time.
_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_THREADS: Final = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")
_TURNS: Final = Turns(AT_ONCE)

# Compared with for names without an account, so that they take as long as those with one.
NOBODYS: Final = (
    "$argon2id$v=19$m=47104,t=1,p=1$6kS+49LU3gaai5nHh2A6aA$7nOC8NaCL6rSIsmPINuekvhsyvKkDlbPlcrrAL4YCAI"
)


def why_unfit(password: str, name: str = "") -> str:
    """Return what is wrong with a new password, as a sentence; "" for one that may be used.

    name  of the account
    """
    if has_control_characters(password):
        return "密码里不能有控制字符，请重新输入。"
    if len(password) < SHORTEST:
        return f"密码至少 {SHORTEST} 位。"
    if len(password) > LONGEST:
        return f"密码最多 {LONGEST} 位。"
    if len(set(password)) < SHORTEST // 2 or _is_a_row(password):
        return "密码太好猜：请不要用重复的或者连着的字符。"
    if name and len(password.replace(name, "")) < _BESIDE_THE_NAME:
        return "密码里不要用自己的姓名。"
    if _is_common(password, name):
        return "密码太常见，别人很快能猜到：请不要用常用的词、日期、键盘上连着的键，换几个不相干的词连起来。"
    return ""


def _is_common(password: str, name: str) -> bool:
    """Say whether a list of the commonest passwords, names and words leads to it within a million guesses."""
    # Twelve megabytes of lists, for whoever sets a password: no start needs them.
    from zxcvbn import zxcvbn

    found = zxcvbn(password[:_LOOKED_AT], user_inputs=[word for word in (name, *_NEAR_AT_HAND) if word])
    return int(found["score"]) < _LEAST_SCORE


def first_password() -> str:
    """Draw a password to be read from a screen once and changed at the first sign-in."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


async def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def fits(password: str, kept: str, *, is_known: bool = False) -> bool:
    """Say whether this is the password that `kept` was made of.

    is_known  it comes from a browser that was let in before: strangers who wait are behind it
    """
    async with _TURNS.turn(is_known=is_known):
        return await asyncio.get_running_loop().run_in_executor(_THREADS, _fits, password, kept)


def is_dated(kept: str) -> bool:
    """Say whether what is kept was made with another cost than today's: looking at it takes another time."""
    return _HASHER.check_needs_rehash(kept)


def _fits(password: str, kept: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _is_a_row(password: str) -> bool:
    """Say whether most signs stand beside the one before: 1234567890, qwertyuiop."""
    steps = [_stands_beside(before, after) for before, after in pairwise(password.lower())]
    return sum(steps) > 0.7 * len(steps)


def _stands_beside(before: str, after: str) -> bool:
    return abs(ord(after) - ord(before)) <= 1 or any(before + after in row for row in _KEYBOARD)
