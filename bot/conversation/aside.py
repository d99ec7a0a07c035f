"""Forms put aside: there may be several, each for 「继续填写」; the one put aside last comes first."""

from __future__ import annotations

from bot.conversation.handbook import Handbook
from bot.conversation.scene import Scene
from bot.conversation.state import MOST_ASIDE, Running, State
from intake.forms.codes import FormName
from intents import expressions as re

# What a form is called by whoever wants to go on with it, among others.
_CALLED = {
    FormName.COMPLAINT: re.compile("举报|投诉"),
    FormName.TIP: re.compile("举报|线索"),
    FormName.CONSULTATION: re.compile("咨询|预约|指导"),
    FormName.ASSESS_COMPANY: re.compile("自评"),
    FormName.ASSESS_PARK: re.compile("园区"),
}
_MOST_CHARACTERS = 30
# What may stand around the very name of a form: 「那就填企业自评那份嘛」.
_AROUND_A_NAME = re.compile(
    r"^(?:那|就|我|还是|先|要|想|再|去|来|接着|继续|回到?|换到?|填写?|弄|做|把|[，,\s])*+|"
    r"(?:这份|那份|这个|那个|表|草稿|[的吧嘛了哈哦。！!~\s])*+$"
)
_BACK_TO = re.compile(
    r"(?:回到|回去|回头|转回|换回|转到|换到|返回)(?:填|弄|做|写|搞)?[^，,。不没]{0,8}(?:举报|投诉|线索|咨询|预约|自评|园区)|"
    r"(?:继续|接着|接到)(?:填|弄|做|写|搞|报)?[^，,。不没]{0,8}(?:举报|投诉|线索|咨询|预约|自评|园区)|"
    r"(?:举报|投诉|线索|咨询|预约|自评|园区)(?:表|单|那个|那份|的)?(?:我|就|再|先|想|要|也|来)*(?:继续|接着|接到)(?:填|弄|做|写|搞|报|来)|"
    r"(?:先|还是|去)(?:填|弄|做|写|搞|报)(?:完)?(?:刚才|之前|先前|上面|前面|上次|存着|存起)(?:的|那个|那份)*(?:举报|投诉|线索|咨询|预约|自评|园区)"
)


def meant(scene: Scene) -> Running | None:
    """Return which form put aside is meant by whoever goes on: the one they name, else the latest."""
    aside = scene.state.put_aside
    named = (draft for draft in aside if _is_named(draft, scene.text))
    return next(named, aside[0] if aside else None)


def kept_of(state: State, form: str) -> Running | None:
    """Return the latest form of this name put aside that somebody can go on with; None where none is."""
    return next((draft for draft in state.put_aside if draft.form == form and not draft.pending.outside), None)


def others_told(state: State, book: Handbook) -> list[str]:
    """Return which forms lie aside, and how to go on with one of them; nothing where none does."""
    names = dict.fromkeys(book.say(f"forms.{draft.form}") for draft in state.put_aside)
    return [book.say("form.others_wait", names="、".join(names))] if names else []


def fills_up(state: State, book: Handbook) -> list[str]:
    """Return that the next form put aside would take the place of the earliest; nothing before."""
    return [book.say("form.aside_is_full", count=MOST_ASIDE)] if len(state.put_aside) >= MOST_ASIDE else []


def changed_over_to(scene: Scene) -> Running | None:
    """Return the form put aside that the words go over to: its very name, or back to what it is called.

    None where the form under way may be meant as well: 「接着填举报」 in a tip.
    """
    if len(scene.text) > _MOST_CHARACTERS:
        return None
    aside, here = scene.state.put_aside, scene.state.running
    said = _AROUND_A_NAME.sub("", scene.text)
    by_name = (draft for draft in aside if said == scene.book.say(f"forms.{draft.form}"))
    if (named := next(by_name, None)) is not None:
        return None if here is not None and here.form == named.form else named
    if _BACK_TO.search(scene.text) is None:
        return None
    if here is not None and _is_named(here, scene.text):
        return None
    return next((draft for draft in aside if _is_named(draft, scene.text)), None)


def _is_named(draft: Running, text: str) -> bool:
    called = _CALLED.get(FormName(draft.form))
    return called is not None and called.search(text) is not None
