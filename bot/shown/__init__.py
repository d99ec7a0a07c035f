"""What several doors show alike: the fields of a form as HTML, drawn from its blocks alone."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
