"""Is an answer none? Words that decline any question; what else declines a question is a matter of its kind."""

from __future__ import annotations

import re

from intake.forms.form import Field
from intake.forms.kinds import kind_of
from intake.forms.understood import Read

_EXPLICIT_REFUSAL = re.compile(
    r"^(?:先|就|那|我|这个|这项)*(?:跳过|略过|不填|不写|不说|不想说|不想填|不想写|不方便说|下一个|下一项|下一题|过|pass)(?:了|吧|嘛|哈)*[。！!]*$",
    re.I,
)


def is_refusal(text: str, field: Field, read: Read | None) -> bool:
    """Say whether the words decline the field rather than fill it."""
    return _EXPLICIT_REFUSAL.match(text.strip()) is not None or kind_of(field).declines(field, text, read)
