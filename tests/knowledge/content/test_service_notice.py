"""Answers about the service itself rest on docs/service_notice.md: what is cited must stand there."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.content.files import read_content
from knowledge.content.instrument import Section

NOTICE = Path(__file__).parents[3] / "docs" / "service_notice.md"


def sections_of(notice: str) -> dict[str, str]:
    """Return each section's text by its heading, lines joined as a reader joins them."""
    parts = re.split(r"^## (.+)$", notice, flags=re.MULTILINE)[1:]
    return {head: "".join(text.split()) for head, text in zip(parts[::2], parts[1::2], strict=True)}


def cited_sections() -> dict[str, Section]:
    """Return what knowledge/content/sources says the notice carries."""
    _, instruments = read_content()
    return dict(instruments["SERVICE"].sections)


def test_every_cited_section_stands_in_the_notice() -> None:
    assert set(cited_sections()) <= set(sections_of(NOTICE.read_text(encoding="utf-8")))


def test_a_section_carries_only_what_the_notice_says() -> None:
    notice = sections_of(NOTICE.read_text(encoding="utf-8"))
    missing = [
        (name, text)
        for name, section in cited_sections().items()
        for text in (*section.figures, *section.terms)
        if "".join(text.split()) not in notice[name]
    ]
    assert missing == []
