"""Whether a few signs are made as a person's name is, be the family a rare one: 巴南雁, 荣昌明. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.names import names_sheet
from intents.persons.people_sheet import people_sheet
from intents.wording import is_a_word

_SIGNS = re.compile(r"[\u4e00-\u9fff]{2,4}")


def may_be_a_name(text: str) -> bool:
    """Say whether the whole text may be somebody's name; no ordinary word is."""
    names = names_sheet()
    families = names.family | names.doubtful | people_sheet().rare_families
    known = text[:1] in families or text[:2] in names.double
    return known and _SIGNS.fullmatch(text) is not None and not is_a_word(text)
