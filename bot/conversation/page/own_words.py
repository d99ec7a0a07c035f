"""Words of one's own beside options that are ticked: they stay together, whatever else is ticked. Pure."""

from __future__ import annotations

from bot.conversation.page.sent import SentField
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field


def own_words(asked: Field, answer: Answer) -> str:
    """Return what was said beside the options; the labels themselves are no words of one's own."""
    labels = {option.label for option in asked.options}
    is_made_of_labels = set(answer.typed.split("；")) <= labels
    return "" if is_made_of_labels or asked.kind is not FieldKind.CHOICES else answer.typed


def stand_already(asked: Field, answer: Answer | None, sent: SentField) -> bool:
    """Say whether only the ticks were changed: words that were read before are not read anew."""
    return bool(sent.words) and answer is not None and sent.words == own_words(asked, answer)


def may_stay_beside(asked: Field, sent: SentField) -> bool:
    """Say whether words that fit no option may stay beside what is ticked; a number names an option."""
    is_several = asked.kind is FieldKind.CHOICES and bool(sent.chosen)
    return is_several and any(character.isalpha() for character in sent.words)
