"""Words that a filer adds to their case on a page: taken as they are, or shown once more before they are filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.channels.web.saying import Says
from intents.telling.keeping import kept_of
from intents.telling.naming import names_oneself, without_own_names

LONGEST_WORDS: Final = 1_000
_NAMES_YOU: Final = (
    "您提交时没有留名。这段话里有姓名、电话或者账号，记下以后办理单位就会知道您是谁，所以还没有提交。"
    "可以让本页替您去掉，看过再提交；仍要照原样记下的，请勾选下面一项再提交。"
)
_CUT: Final = "已经去掉认出是您的部分，还没有提交。请看一看下面剩下的内容，需要时再改，然后提交。"
_NOTHING_LEFT: Final = "去掉姓名、电话和账号以后没有剩下内容，没有提交。请重新写。"


@dataclass(frozen=True, slots=True)
class NotFiled:
    """Why words were not filed yet, and what stands in the box.

    asks  whether it is asked if the names in them shall go; false where they went, and are to be looked at
    """

    sentence: str
    shown: str
    asks: bool = False


def words_in(form: Mapping[str, str]) -> str:
    """Return what was typed, without blanks at its ends."""
    return form.get("text", "").replace("\r\n", "\n").strip()


def not_to_be_filed(form: Mapping[str, str], say: Says, *, anonymous: bool) -> NotFiled | None:
    """Return why these words are not filed now; None where they are.

    In an anonymous case what names its filer is cut on request, and filed only when they have seen what is left.
    """
    text = words_in(form)
    kept = kept_of(text)
    if kept.cut:
        # What must not be sent is not shown again either.
        return NotFiled(say(f"pasted.{kept.cut[0]}"), "")
    if len(text) > LONGEST_WORDS:
        return NotFiled(f"最多{LONGEST_WORDS}个字，您写了{len(text)}个，请删减或者分两次写。", text)
    if not anonymous:
        return None
    if form.get("cut"):
        rest = without_own_names(text)
        return NotFiled(_CUT if rest else _NOTHING_LEFT, rest)
    if names_oneself(text) and not form.get("as_it_is"):
        return NotFiled(_NAMES_YOU, text, asks=True)
    return None
