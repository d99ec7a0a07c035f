"""A template may say a documented field, `if` and `for`; whatever else is in it is refused with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from docx import Document

from intake.papers.checking import TemplateRefused, checked
from intake.papers.codes import TITLES, PaperKind
from intake.papers.context import FIELDS, PaperContext, example
from intake.papers.rendering import rendered, with_number
from intake.papers.standard import standard_template
from intake.papers.trying import Trials
from tests.intake.papers.building import a_template, changed, in_body, texts_of, with_parts

DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_OUTSIDE: Final = 'Target="http://example.org/x" TargetMode="External"'
HYPERLINK: Final = f'<Relationship Id="rId99" Type="{_KIND}" {_OUTSIDE}/></Relationships>'

# How it is made, by the test that tries it, and what is said of it.
Bad = tuple[Callable[[], bytes], str]

BAD_TAGS: Final[Mapping[str, Bad]] = {
    "an unknown field": (lambda: a_template("当事人：{{ 身份证号 }}"), "正文第 2 段：没有“身份证号”这个字段"),
    "one in a table": (
        lambda: a_template(cells=("甲", "{{ 密码 }}")),
        "正文表格 1 第 1 行第 2 格：没有“密码”这个字段",
    ),
    "an attribute": (lambda: a_template("{{ 编号.__class__ }}"), "“编号.__class__”不在循环里"),
    "a filter": (lambda: a_template("{{ 编号|upper }}"), "看不懂"),
    "a call": (lambda: a_template("{{ 编号() }}"), "看不懂"),
    "a sum": (lambda: a_template("{{ 7*7 }}"), "看不懂"),
    "an include": (lambda: a_template("{% include 'x' %}"), "不认识标签"),
    "a macro of Jinja": (lambda: a_template("{% macro x() %}", "{% endmacro %}"), "不认识标签"),
    "a variable set": (lambda: a_template("{% set x = 编号 %}"), "不认识标签"),
    "a comment": (lambda: a_template("{# 编号 #}"), "不能用注释标签"),
    "markup": (lambda: a_template("{{r 编号 }}"), "看不懂"),
    "an unknown list": (
        lambda: a_template("{% for 行 in 编号 %}", "{% endfor %}"),
        "“编号”不是可以逐行列出的字段",
    ),
    "a list as text": (lambda: a_template("{{ 材料 }}"), "“材料”有很多行"),
    "an unknown column": (
        lambda: a_template("{% for 行 in 材料 %}{{ 行.大小 }}{% endfor %}"),
        "“材料”没有“大小”这一栏",
    ),
    "a row outside": (lambda: a_template("{{ 行.名称 }}"), "不在循环里"),
    "a loop in a loop": (
        lambda: a_template("{% for 行 in 材料 %}{% for 甲 in 材料 %}{% endfor %}{% endfor %}"),
        "循环里不能再套循环",
    ),
    "a condition with a figure": (lambda: a_template("{% if 编号 == 1 %}{% endif %}"), "条件 编号 == 1 看不懂"),
    "an if without an end": (lambda: a_template("{% if 编号 %}"), "正文：有 {% if … %} 没有对应的 {% endif %}"),
    "an end without an if": (lambda: a_template("{% endif %}"), "没有对应的开头"),
    "a tag over two paragraphs": (lambda: a_template("{{ 编", "号 }}"), "标签没有写完"),
    "lone braces that would meet": (lambda: a_template("{", "% include 'x' %", "}"), "有单独的 {"),
    "no number at all": (
        lambda: changed(a_template(), DOCUMENT, lambda part: part.replace("{{ 编号 }}".encode(), b"x")),
        "每份文书都要有内部编号",
    ),
}
BAD_FILES: Final[Mapping[str, Bad]] = {
    "no file of Word's": (lambda: b"%PDF-1.7 not a document", "这不是 Word 文档"),
    "an old document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧的 .doc 格式"),
    "half a document": (lambda: a_template()[:9000], "文件不完整"),
    "another archive": (
        lambda: with_parts(a_template(), {})[:0] or b"PK\x05\x06" + b"\0" * 18,
        "里面没有 word/document.xml",
    ),
    "a file too large": (lambda: b"PK\x03\x04" + b"\0" * 2_100_000, "超过 2 MB"),
    "a macro": (lambda: with_parts(a_template(), {"word/vbaProject.bin": b"x"}), "word/vbaProject.bin：含有宏"),
    "a document with macros by its type": (
        lambda: changed(
            a_template(), "[Content_Types].xml", lambda part: part.replace(b"document.main", b"macroEnabled.main")
        ),
        "启用宏的文档",
    ),
    "a link to elsewhere": (
        lambda: changed(
            a_template(), RELATIONS, lambda part: part.replace(b"</Relationships>", HYPERLINK.encode())
        ),
        "word/_rels/document.xml.rels：链接到外部（超链接）",
    ),
    "another file inside": (lambda: with_parts(a_template(), {"word/embeddings/a.xlsx": b"x"}), "嵌有别的文件"),
    "a picture": (lambda: with_parts(a_template(), {"word/media/image1.png": b"x"}), "含有图片"),
    "a bomb": (lambda: with_parts(a_template(), {"word/filler.xml": b"<a>" + b" " * 30_000_000}), "解开以后太大"),
    "too many parts": (
        lambda: with_parts(a_template(), {f"x/{n}.xml": b"<a/>" for n in range(250)}),
        "超过 200 个",
    ),
    "entities": (
        lambda: changed(
            a_template(),
            DOCUMENT,
            lambda part: part.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", 1),
        ),
        "实体声明",
    ),
    "another encoding": (
        lambda: changed(
            a_template(), DOCUMENT, lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        ),
        "不是 UTF-8",
    ),
    "a tag in an attribute": (
        lambda: changed(
            a_template(), DOCUMENT, in_body('<w:p><w:pPr><w:pStyle w:val="{{ 编号 }}"/></w:pPr></w:p>')
        ),
        "看不见的属性",
    ),
    "a tag in a comment of XML": (
        lambda: changed(a_template(), DOCUMENT, in_body("<!-- {{ 7*7 }} -->")),
        "XML 注释",
    ),
    "a tag beside the text": (
        lambda: changed(
            a_template(), "docProps/core.xml", lambda part: part.replace(b"python-docx", b"{{ 7*7 }}")
        ),
        "标签只能写在正文、页眉、页脚里",
    ),
    "a field that fetches": (
        lambda: changed(
            a_template(),
            DOCUMENT,
            in_body('<w:p><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>'),
        ),
        "含有域 INCLUDETEXT",
    ),
}
_ELSEWHERE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(raw: str) -> bytes:
    """Return a template with one more relation of its document."""
    return changed(
        a_template(), RELATIONS, lambda part: part.replace(b"</Relationships>", f"{raw}</Relationships>".encode())
    )


LEADING_OUT: Final[Mapping[str, Bad]] = {
    "external, written with a figure": (
        lambda: _related(
            f'<Relationship Id="r9" Type="{_ELSEWHERE}/image" Target="x" TargetMode="&#69;xternal"/>'
        ),
        "链接到外部",
    ),
    "external, behind a sign that ends a tag": (
        lambda: _related(f'<Relationship Id="r>9" Type="{_ELSEWHERE}/image" Target="x" TargetMode="External"/>'),
        "链接到外部",
    ),
    "external, behind a very long name": (
        lambda: _related(
            f'<Relationship Id="{"r" * 5000}" Type="{_ELSEWHERE}/image" Target="x" TargetMode="External"/>'
        ),
        "链接到外部",
    ),
    "an address without a mode": (
        lambda: _related(
            f'<Relationship Id="r9" Type="{_ELSEWHERE}/attachedTemplate" Target="https://example.org/t"/>'
        ),
        "链接到外部（附加的模板）",
    ),
    "a share without a mode": (
        lambda: _related(f'<Relationship Id="r9" Type="{_ELSEWHERE}/image" Target="\\\\example.org\\x"/>'),
        "链接到外部",
    ),
    "another document, written with a figure": (
        lambda: _related(f'<Relationship Id="r9" Type="{_ELSEWHERE}&#47;aFChunk" Target="x.xml"/>'),
        "嵌有别的文件",
    ),
    "another document under an ordinary name": (
        lambda: with_parts(
            _related(f'<Relationship Id="r9" Type="{_ELSEWHERE}/afChunk" Target="notes.xml"/>'),
            {"word/notes.xml": b"<html/>"},
        ),
        "嵌有别的文件",
    ),
    "a place for another document": (
        lambda: changed(a_template(), DOCUMENT, in_body('<w:altChunk xmlns:r="urn:r" r:id="rId1"/>')),
        "正文：嵌有别的文件",
    ),
    "a document below": (
        lambda: changed(a_template(), DOCUMENT, in_body("<w:p><w:subDoc/></w:p>")),
        "正文：嵌有别的文件",
    ),
    "relations that are no XML": (
        lambda: changed(a_template(), RELATIONS, lambda part: part + b"<"),
        "不是完整的 XML",
    ),
}


@pytest.mark.parametrize("name", LEADING_OUT)
def test_no_template_leads_out_of_its_file_however_it_is_written(name: str) -> None:
    made, sentence = LEADING_OUT[name]

    with pytest.raises(TemplateRefused, match=sentence):
        checked(made())


@pytest.mark.parametrize("name", [*BAD_TAGS, *BAD_FILES])
def test_what_no_template_may_hold_is_refused_with_its_place(name: str) -> None:
    made, sentence = {**BAD_TAGS, **BAD_FILES}[name]

    with pytest.raises(TemplateRefused) as refused:
        checked(made())

    assert sentence in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("kind", PaperKind)
def test_every_standard_template_passes_and_is_filled(kind: PaperKind) -> None:
    template = standard_template(kind)

    checked(template)
    paper = with_number(
        rendered(template, PaperContext(number="Nabc", bureau="江津区").values()), "Nabc", "江津区-1"
    )

    text = "\n".join(texts_of(paper))
    assert text.startswith(f"江津区\n{TITLES[kind]}\n内部编号：江津区-1")
    assert "文号：＿＿" in text
    assert "{" not in text


def test_what_is_filled_in_stays_text_whatever_signs_it_has() -> None:
    template = a_template("{{ 情况 }}", "{% for 行 in 材料 %}{{ 行.名称 }}；{% endfor %}", "{{ 意见 }}")
    context = PaperContext(
        number="1",
        facts="<w:p>&amp; {{ 7*7 }} {% x %}",
        materials=({"序号": "1", "名称": "“甲”.pdf", "种类": "", "校验": ""},),
        opinion="第一行\n第二行",
    )

    found = texts_of(rendered(template, context.values()))

    assert found == ["1", "<w:p>&amp; {{ 7*7 }} {% x %}", "“甲”.pdf；", "第一行\n第二行"]


def test_nothing_of_whoever_wrote_the_template_goes_out() -> None:
    document = Document(io.BytesIO(rendered(a_template(), example(is_full=True).values())))

    assert document.core_properties.author == document.core_properties.comments == ""
    assert not [name for name in document.part.package.rels.values() if name.reltype.endswith("thumbnail")]


async def test_a_template_is_tried_in_a_process_of_its_own() -> None:
    trials = Trials()

    await trials.accept(standard_template(PaperKind.DOCKET_APPROVAL))
    with pytest.raises(TemplateRefused, match="试填不成功"):
        # Fine by its tags, but no row of a table is there for the library to take away.
        await trials.accept(a_template("{% if 编号 %}</w:p>", "{%tr endif %}"))


def test_the_fields_stand_in_the_officers_handbook() -> None:
    handbook = (Path(__file__).parents[3] / "docs" / "officers.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \|$", handbook, re.MULTILINE)

    assert listed == [(one.name, _said(one.means, one.columns)) for one in FIELDS]


def _said(means: str, columns: Mapping[str, str]) -> str:
    rows = "、".join(f"`{name}`（{what}）" for name, what in columns.items())
    return f"{means}；逐行列出：{rows}" if rows else means
