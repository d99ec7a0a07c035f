"""What the doctor says of one thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` is empty when it is in order."""

    what: str
    state: str
    remedy: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.remedy)

    def __str__(self) -> str:
        if self.is_wrong:
            return f"✗ {self.what}：{self.state}\n  怎么办：{self.remedy}"
        return f"✓ {self.what}：{self.state}"
