"""What a filled form hands over to be filed. A value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What can be filed, and what the case is called then.
KINDS: Mapping[str, str] = {
    "complaint": "侵权举报（权利人）",
    "tip": "违法线索举报",
    "consultation": "指导站咨询",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a dialog hands over to be filed.

    fields        by field name, in the shapes of the contract: amounts are yuan, dates YYYY[-MM[-DD]],
                  places {"text", "district", "unit"}; None is declined or unknown
    typed         the person's own words, by field name
    form_version  the version of the form that asked, e.g. "complaint-1"
    """

    kind: str
    anonymous: bool
    fields: Mapping[str, Any]
    typed: Mapping[str, str]
    form_version: str
