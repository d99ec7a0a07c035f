"""Words that a filer adds to their case on a page: taken as they are, or shown once more before they are filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.channels.web.saying import Says
from intake.forms.codes import FormName
from intake.forms.form import Option
from intake.forms.forms import forms
from intake.forms.supplement import Purpose
from intents.telling.keeping import kept_of
from intents.telling.naming import names_oneself, without_own_names
from intents.telling.own_case import CaseWish, wish_about_a_case
from intents.telling.threats import is_threatened

LONGEST_WORDS: Final = 1_000
# What a wish or an objection has beside its words; the same fields as in the conversation.
_FIELDS: Final[Mapping[str, str]] = {
    Purpose.WITHDRAWAL_WISH: "withdraws_because",
    Purpose.OBJECTION: "objects_to",
}
_NAMES_YOU: Final = (
    "您提交时没有留名。这段话里有姓名、电话或者账号，记下以后办理单位就会知道您是谁，所以还没有提交。"
    "可以让本页替您去掉，看过再提交；仍要照原样记下的，请勾选下面一项再提交。"
)
_THREATENED: Final = (
    "有危险请马上拨打110；受到威胁、伤害的，请向公安机关报案（报警）。撤不撤由您自己决定，不用因为受威胁就撤回，"
    "所以还没有提交。可以只把这段话写给办理单位知道；仍要撤回的，请勾选下面一项再提交。"
)
_CUT: Final = "已经去掉认出是您的部分，还没有提交。请看一看下面剩下的内容，需要时再改，然后提交。"
# Whoever gives their own name gives their own number with it.
_I_AM: Final = ("我叫", "我是", "我姓", "本人")
_LOOK: Final = "还没有提交，请看一看下面剩下的内容，需要时再改，然后提交。"
_NOTHING_LEFT: Final = "去掉姓名、电话和账号以后没有剩下内容，没有提交。请重新写。"
_WHICH: Final = "请选一项，再提交。"


@dataclass(frozen=True, slots=True)
class NotFiled:
    """Why words were not filed yet, and what stands in the box.

    asks  what is asked before they are: whether the names in them shall go, whether a threat makes the wish;
          "" where they went, and are to be looked at
    """

    sentence: str
    shown: str
    asks: Literal["", "names", "threat"] = ""


def options_of(purpose: str) -> tuple[Option, ...]:
    """Return what can be chosen beside the words: why one withdraws, what one objects to."""
    name = _FIELDS.get(purpose)
    return forms()[FormName.SUPPLEMENT].field(name).options if name else ()


def words_in(form: Mapping[str, str]) -> str:
    """Return what was typed, without blanks at its ends."""
    return form.get("text", "").replace("\r\n", "\n").strip()


def words_to_file(form: Mapping[str, str], purpose: str) -> str:
    """Return what is filed: what was chosen, and what was typed."""
    chosen = next((option.label for option in options_of(purpose) if option.value == form.get("about")), "")
    return "：".join(part for part in (chosen, words_in(form)) if part)


def purpose_in(form: Mapping[str, str]) -> str:
    """Return what the words are for: a wish made under threat can be told instead, 「不撤了」 takes one back."""
    purpose = Purpose.SUPPLEMENT if form.get("only_told") else form.get("purpose", "")
    if purpose == Purpose.SUPPLEMENT and wish_about_a_case(words_in(form)) is CaseWish.KEEP:
        return Purpose.WITHDRAWAL_TAKEN_BACK
    return purpose


def not_to_be_filed(form: Mapping[str, str], say: Says, *, anonymous: bool) -> NotFiled | None:
    """Return why these words are not filed now; None where they are.

    In an anonymous case what names its filer is cut on request, and filed only when they have seen what is left.
    """
    text, purpose = words_in(form), purpose_in(form)
    # As in the conversation: where somebody else is spoken of, only a telephone said to be one's own may be kept.
    kept = kept_of(text, "own" if any(one in text for one in _I_AM) else "said")
    if set(kept.cut) == {"number"}:
        return NotFiled(f"{say('pasted.cut_number')}{_LOOK}", kept.text)
    if kept.cut:
        # What must not be sent is not shown again either.
        return NotFiled(say(f"pasted.{kept.cut[0]}"), "")
    if len(text) > LONGEST_WORDS:
        return NotFiled(f"最多{LONGEST_WORDS}个字，您写了{len(text)}个，请删减或者分两次写。", text)
    if not text and purpose == Purpose.WITHDRAWAL_WISH and not form.get("about") and form.get("may_choose"):
        return NotFiled(_WHICH, text)
    if purpose == Purpose.WITHDRAWAL_WISH and is_threatened(text) and not form.get("all_the_same"):
        return NotFiled(_THREATENED, text, "threat")
    if not anonymous:
        return None
    if form.get("cut"):
        rest = without_own_names(text)
        return NotFiled(_CUT if rest else _NOTHING_LEFT, rest)
    if names_oneself(text) and not form.get("as_it_is"):
        return NotFiled(_NAMES_YOU, text, "names")
    return None
