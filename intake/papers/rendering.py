"""Fills a template that was looked at (`checking`) and tried (`trial`): docxtpl over plain strings, sandboxed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.text.paragraph import Paragraph
    from docxtpl import DocxTemplate

DEMO_MARK: Final = "演示"
DEMO_HEAD: Final = "演示环境制作，不是正式文书"
# Whatever the file says of itself, its moment is none of anybody's business.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def rendered(template: bytes, values: Mapping[str, object], *, is_demo: bool = False) -> bytes:
    """Return the paper as DOCX. Takes some hundredths of a second: not within the event loop.

    is_demo  no paper of an office: so it says at its head and on every page, whatever the template
    """
    # With the first paper, not with the start: few requests need them.
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    document = DocxTemplate(io.BytesIO(template))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(dict(values), environment)
    if is_demo:
        _mark_as_demo(document.docx)
    _forget_who_wrote_the_template(document)
    written = io.BytesIO()
    document.save(written)
    return _rewritten(written.getvalue(), {})


def with_number(paper: bytes, placeholder: str, number: str) -> bytes:
    """Return a paper in which the placeholder has become the number; quick enough for a transaction."""
    return _rewritten(paper, {placeholder.encode(): number.encode()})


def _mark_as_demo(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    body = document.element.body
    body.insert(0, _said(document.add_paragraph(), DEMO_HEAD, WD_ALIGN_PARAGRAPH.CENTER)._p)
    for section in document.sections:
        others = (section.first_page_header, section.even_page_header)
        for header in (section.header, *(one for one in others if not one.is_linked_to_previous)):
            header.is_linked_to_previous = False
            added = _said(header.add_paragraph(), DEMO_MARK, WD_ALIGN_PARAGRAPH.RIGHT)
            header._element.insert(0, added._p)


def _said(paragraph: Paragraph, words: str, alignment: WD_ALIGN_PARAGRAPH) -> Paragraph:
    from docx.shared import Pt

    paragraph.alignment = alignment
    run = paragraph.add_run(words)
    run.bold = True
    run.font.size = Pt(12)
    return paragraph


def _forget_who_wrote_the_template(document: DocxTemplate) -> None:
    properties = document.docx.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject", "title"):
        setattr(properties, name, "")
    relations = document.docx.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _rewritten(paper: bytes, replaced: Mapping[bytes, bytes]) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(paper)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            for old, new in replaced.items():
                content = content.replace(old, new)
            after.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
