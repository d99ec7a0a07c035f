"""What people call a company for short: 「藏锋密钥公司」, 「藏锋密钥」 for 重庆藏锋密钥科技有限公司. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents.persons.organisations import companies_sheet, holds_a_full_name

# A brand of so many signs is no everyday word; a shorter one is meant where a form follows it.
_FEWEST_ALONE = 4
_LONGEST_NAME = 40
_FEWEST_WITH_A_FORM = 2
_FORMS = ("有限公司", "公司", "集团", "厂", "家")
_LEGAL_FORM = re.compile(
    r"(?:股份|集团|有限|责任|控股|总|分|实业)*(?:公司|合伙企业|合作社|中心|商行|经营部|工作室|厂)$"
)
_BRACKETS = re.compile(r"[（(][^）)]{1,12}[）)]")
_AREA = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:自治县|新区|区|县|市)(?=[\u4e00-\u9fff]{2})")


def short_names_of(name: str) -> tuple[str, ...]:
    """Return how a company may be called in running text, the longest first; nothing for what is no full name."""
    if len(name) > _LONGEST_NAME or not _LEGAL_FORM.search(name) or not holds_a_full_name(name):
        return ()
    stem = _stem_of(name)
    alone = [stem[:length] for length in range(len(stem), _FEWEST_ALONE - 1, -1)]
    with_a_form = [
        stem[:length] + form
        for length in range(min(len(stem), _FEWEST_ALONE - 1), _FEWEST_WITH_A_FORM - 1, -1)
        for form in _FORMS
    ]
    return (*alone, *with_a_form)


def _stem_of(name: str) -> str:
    """Return the part that tells it from others: no place before it, no legal form behind."""
    stem = _LEGAL_FORM.sub("", _BRACKETS.sub("", name))
    places = sorted(companies_sheet().places, key=len, reverse=True)
    while True:
        place = next((one for one in places if stem.startswith(one) and len(stem) - len(one) >= 2), "")
        area = _AREA.match(stem)
        cut = len(place) or (area.end() if area else 0)
        if not cut:
            return stem
        stem = stem[cut:]
