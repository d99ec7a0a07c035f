"""What was stored as JSON and is read again: only who reads it knows what stands under a name. Pure.

What is handed on, compared or shown alone is an `object`; these names are for what is looked into.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

# A JSON object that was read.
Stored: TypeAlias = Mapping[str, Any]
# The same, as a row holds it.
StoredObject: TypeAlias = dict[str, Any]
# A JSON list, as a row holds it.
StoredList: TypeAlias = list[Any]
