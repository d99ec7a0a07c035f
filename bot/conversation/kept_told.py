"""「你们存了我什么」: what is kept of somebody's cases, in words, why, and how to ask that it be deleted."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import button, turn
from bot.conversation.state import State
from bot.conversation.turn import CasesFound, Turn
from intake.cases.kept import KeptOf
from intake.clocks.calendar import day_in_shanghai
from intake.forms.codes import FormName
from intake.forms.draft import KIND_NAMES
from intake.forms.saying import day_in_words

Says = Callable[..., str]


def kept_told(state: State, event: CasesFound, book: Handbook) -> Turn:
    """Tell it: each case, drafts, what is kept of everybody, why, and what can be asked."""
    told = [
        book.say(
            "kept.case",
            reference=case.reference,
            kind=KIND_NAMES[case.kind],
            day=day_in_words(day_in_shanghai(case.received_at).isoformat()),
            parts="、".join(kept_parts(kept, book.say)),
        )
        for case, kept in zip(event.cases, event.kept or (), strict=True)
    ]
    lines = [book.say("kept.heading"), *told] if told else [book.say("kept.nothing")]
    drafts = [one for one in state.drafts if one.form != FormName.SUPPLEMENT]
    if drafts:
        lines.append(book.say("kept.drafts", count=len(drafts)))
    lines.append(book.say("kept.always"))
    if event.is_reachable:
        lines.append(book.say("kept.account"))
    if told:
        lines += [*why_kept(event.kept or (), book.say), book.say("kept.how")]
    choices = (button(book, "delete_mine"),) if told else ()
    return turn(state, Reply("\n".join(lines), choices), intent="progress")


def kept_parts(kept: KeptOf, say: Says) -> list[str]:
    """Return what is kept of one case, in words."""
    counted = (("files", kept.files), ("words", kept.words), ("letters", kept.letters))
    parts = [say("kept.filed"), say("kept.identity" if kept.is_named else "kept.unnamed")]
    parts += [say(f"kept.{name}", count=count) for name, count in counted if count]
    return [*parts, *([say("kept.code")] if kept.has_code else []), say("kept.steps")]


def why_kept(kept: tuple[KeptOf, ...], say: Says) -> list[str]:
    """Say why they are kept: those that run, those that are over."""
    running = any(not one.is_closed for one in kept)
    over = any(one.is_closed for one in kept)
    return [*([say("kept.running")] if running else []), *([say("kept.over")] if over else [])]
