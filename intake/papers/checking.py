"""Looks at a template before it is kept: what it holds, what it would run. A refusal names the place. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from intake.papers.context import NUMBER
from intake.papers.grammar import ONLY, BadTag, TagReading, has_tag

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_PARTS: Final = 200
_MOST_UNPACKED: Final = 12 * 1024 * 1024
_PIECE: Final = 64 * 1024
_BODY: Final = "word/document.xml"
_RUN: Final = re.compile(r"word/(?:document|header\d{0,3}|footer\d{0,3})\.xml")
# Beginnings of names, with what is said of what stands there.
_FORBIDDEN: Final = (
    ("word/vbaproject", "含有宏，不能用；请另存为不含宏的 .docx"),
    ("word/vbadata", "含有宏，不能用；请另存为不含宏的 .docx"),
    ("word/activex", "含有控件，不能用，请删去"),
    ("word/embeddings", "嵌有别的文件，不能用，请删去"),
    ("word/afchunk", "嵌有别的文件，不能用，请删去"),
    ("word/media", "含有图片；文书不印图片和印章，请删去"),
    ("word/comments", "含有批注，会随文书送出去，请删去"),
    ("customui", "带有自定义功能区，不能用，请删去"),
)
# Kinds of relations to another document that is put in where the reader opens it.
_OTHER_FILES: Final = frozenset(
    {"afchunk", "oleobject", "package", "subdocument", "control", "frame", "mailmergesource"}
)
_LEADS_OUT: Final = re.compile(r"\s{0,9}(?:[A-Za-z][A-Za-z0-9+.-]{0,40}:|//|\\\\)")
# What puts another document in, by the names that Word's elements have.
_PUTS_IN: Final = frozenset({"altChunk", "subDoc", "object", "control", "OLEObject", "movie", "frameset"})
# Word's own fields that only count pages.
_COUNTING: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"


class TemplateRefused(Exception):
    """A file that cannot be a template. The text names the place and what to do."""


def checked(content: bytes) -> None:
    """Look at a template. Raises TemplateRefused."""
    # With the first template, not with the start.
    from docx import Document

    parts = _unpacked(content)
    for name, part in parts.items():
        _refuse_part(name, part)
    try:
        document = Document(io.BytesIO(content))
    except Exception:
        # Whatever it was: the library says it in many ways, and none is for people.
        raise TemplateRefused("文件打不开，可能已经损坏；请用 WPS 或者 Word 打开后重新另存为 .docx。") from None
    used: set[str] = set()
    for where, name, element in _running(document):
        _refuse_hidden(where, parts[name])
        used |= _read_part(where, element)
    if NUMBER not in used:
        raise TemplateRefused(f"正文里没有 {{{{ {NUMBER} }}}}：每份文书都要有内部编号，请加上。")


def _unpacked(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        raise TemplateRefused(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，文书模板不会这么大，请核对。")
    if content.startswith(_OLD_WORD):
        raise TemplateRefused("这是旧的 .doc 格式，或者加了密码；请用 WPS 或者 Word 另存为不加密的 .docx。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = _inflated(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise TemplateRefused(
            "这不是 Word 文档（.docx），或者文件不完整；请用 WPS 或者 Word 另存为 .docx。"
        ) from None
    if _BODY not in parts or "[Content_Types].xml" not in parts:
        raise TemplateRefused(f"这不是 Word 文档（.docx）：里面没有 {_BODY}。")
    return parts


def _inflated(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the parts by name; what a header says of their size is believed by nobody."""
    listed = archive.infolist()
    if len(listed) > _MOST_PARTS:
        raise TemplateRefused(f"里面有 {len(listed)} 个部件，超过 {_MOST_PARTS} 个，不像文书模板。")
    parts: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    for one in listed:
        if one.filename in parts:
            raise TemplateRefused(f"里面有两个 {one.filename}，不能用。")
        pieces = []
        with archive.open(one) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise TemplateRefused(f"{one.filename} 解开以后太大，不像文书模板，没有收下。")
                pieces.append(piece)
        parts[one.filename] = b"".join(pieces)
    return parts


def _refuse_part(name: str, part: bytes) -> None:
    for beginning, why in _FORBIDDEN:
        if name.lower().startswith(beginning):
            raise TemplateRefused(f"{name}：{why}。")
    if not name.lower().endswith((".xml", ".rels")):
        if name.endswith("/") or name.lower().startswith("docprops/thumbnail"):
            return
        raise TemplateRefused(f"{name}：不是文字部件（例如嵌入的字体），不能用，请删去后另存。")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise TemplateRefused(f"{name}：含有 DTD 或者实体声明，不能用。")
    text = _text_of(name, part)
    if name.lower().endswith(".rels"):
        _refuse_relations(name, part)
    elif name == "[Content_Types].xml":
        if "macroenabled" in text.lower():
            raise TemplateRefused(f"{name}：这是启用宏的文档（.docm），请另存为不含宏的 .docx。")
    elif not _RUN.fullmatch(name) and has_tag(text):
        raise TemplateRefused(f"{name}：标签只能写在正文、页眉、页脚里。")


def _text_of(name: str, part: bytes) -> str:
    """Return a part as text: in UTF-8, so that what is looked for above cannot hide in another encoding."""
    declared = re.search(r"encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})", part[:200].decode("latin-1"))
    is_ours = declared is None or declared[1].lower() in ("utf-8", "utf8", "us-ascii", "ascii")
    try:
        text = part.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_ours, text = False, ""
    if not is_ours or "\0" in text:
        raise TemplateRefused(f"{name}：不是 UTF-8 编码的 XML，不能用。")
    return text


def _refuse_relations(name: str, part: bytes) -> None:
    """Refuse what leads out of the file or into another one in it, as a parser reads it: not as it is written."""
    for relation in _tree(name, part).iter():
        kind = relation.get("Type", "").strip().rpartition("/")[2]
        if kind.lower() in _OTHER_FILES:
            raise TemplateRefused(f"{name}：嵌有别的文件，不能用，请删去。")
        target = relation.get("Target", "")
        if relation.get("TargetMode", "Internal").strip().lower() != "internal" or _LEADS_OUT.match(target):
            what = {"hyperlink": "超链接", "attachedTemplate": "附加的模板"}.get(kind, "外部文件")
            raise TemplateRefused(f"{name}：链接到外部（{what}），不能用；请取消链接，只留文字。")


def _tree(name: str, part: bytes) -> ElementTree.Element:
    # Without a DTD, which was refused before, there is nothing to be expanded.
    try:
        return ElementTree.fromstring(part)  # noqa: S314
    except ElementTree.ParseError:
        raise TemplateRefused(f"{name}：不是完整的 XML，文件可能已经损坏。") from None


def _running(document: Document) -> Iterator[tuple[str, str, BaseOxmlElement]]:
    """Yield what is run: the body, headers and footers, each with what it is called and its part's name."""
    parts = [("正文", document.part)]
    for relation in document.part.rels.values():
        for end, where in (("/header", "页眉"), ("/footer", "页脚")):
            if relation.reltype.endswith(end):
                parts.append((where, relation.target_part))
    for where, part in parts:
        name = part.partname.lstrip("/")
        if not _RUN.fullmatch(name):
            raise TemplateRefused(f"{name}：{where}不在通常的位置，不能用；请用 WPS 或者 Word 重新另存。")
        yield where, name, part.element


def _read_part(where: str, root: BaseOxmlElement) -> set[str]:
    reading = TagReading()
    for paragraph in root.iter(_named("p")):
        text = "".join(piece.text or "" for piece in _own_texts(paragraph))
        try:
            reading.read(text)
        except BadTag as bad:
            raise TemplateRefused(f"{_place(where, root, paragraph)}：{bad}。") from None
    try:
        reading.end()
    except BadTag as bad:
        raise TemplateRefused(f"{where}：{bad}。") from None
    return reading.used


def _own_texts(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the pieces of text of a paragraph, without those of a text box in it."""
    for piece in paragraph.iter(_named("t")):
        above = next(one for one in piece.iterancestors() if one.tag == _named("p"))
        if above is paragraph:
            yield piece


def _refuse_hidden(where: str, part: bytes) -> None:
    """Refuse what would run although nobody reads it as text, and fields of Word's own that fetch something."""
    if b"<!--" in part or b"<?" in part.removeprefix(b"\xef\xbb\xbf")[2:]:
        raise TemplateRefused(f"{where}：含有 XML 注释或者处理指令，不能用。")
    for element in _tree(where, part).iter():
        text = element.text or ""
        if element.tag.rpartition("}")[2] in _PUTS_IN:
            raise TemplateRefused(f"{where}：嵌有别的文件，不能用，请删去。")
        if any(has_tag(value) for value in element.attrib.values()):
            raise TemplateRefused(f"{where}：有标签写在看不见的属性里；{ONLY}。")
        if (element.tag != _named("t") and has_tag(text)) or has_tag(element.tail or ""):
            raise TemplateRefused(f"{where}：有标签写在看不见的文字里；{ONLY}。")
        instruction = text if element.tag == _named("instrText") else element.get(_named("instr"), "")
        if (words := instruction.split()) and words[0].upper() not in _COUNTING:
            raise TemplateRefused(f"{where}：含有域 {words[0][:20]}；只能用页码（PAGE、NUMPAGES）。")


def _place(where: str, root: BaseOxmlElement, paragraph: BaseOxmlElement) -> str:
    """Say where a paragraph stands: 正文第 3 段, 正文表格 1 第 2 行第 1 格."""
    cell = next((one for one in paragraph.iterancestors() if one.tag == _named("tc")), None)
    if cell is None:
        alone = [
            one for one in root.iter(_named("p")) if not any(up.tag == _named("tc") for up in one.iterancestors())
        ]
        return f"{where}第 {alone.index(paragraph) + 1} 段"
    row = next(one for one in cell.iterancestors() if one.tag == _named("tr"))
    table = next(one for one in row.iterancestors() if one.tag == _named("tbl"))
    tables = list(root.iter(_named("tbl")))
    rows, cells = list(table.iter(_named("tr"))), list(row.iter(_named("tc")))
    return f"{where}表格 {tables.index(table) + 1} 第 {rows.index(row) + 1} 行第 {cells.index(cell) + 1} 格"


def _named(element: str) -> str:
    """Return the name of one of Word's elements as it stands in the tree."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{element}"
