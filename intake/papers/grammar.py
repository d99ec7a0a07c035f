"""What a template may say: a documented field, `if` over fields, `for` over one list; nothing else. Pure.

The grammar is smaller than Jinja's: no filter, no call, no test, no literal, no loop in a loop. So a template can
compute nothing, and what it makes is never longer than its text once for each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from intake.papers.context import FIELDS

_TEXTS: Final = frozenset(one.name for one in FIELDS if not one.columns)
_LISTS: Final = {one.name: frozenset(one.columns) for one in FIELDS if one.columns}
_NAME: Final = re.compile(r"[^\W\d]\w{0,40}")
_OPENS: Final = ("{{", "{%", "{#")
_CLOSES: Final = {"{{": "}}", "{%": "%}"}
# {%p …%} takes its paragraph away, {%tr …%} its row of a table: nothing of the tag is left in the paper.
_PLACES: Final = ("p", "tr")
ONLY: Final = "只能写字段（如 {{ 编号 }}）、{% if 字段 %}…{% endif %}、{% for 行 in 清单 %}…{% endfor %}"


class BadTag(Exception):
    """A tag that is not allowed. The text is a sentence without the place."""


@dataclass(slots=True)
class TagReading:
    """The tags of a part of a document, read in order.

    blocks  what stands open: "if" or "for"; loops: the variable of the open loop, and its list
    used    the fields that were named
    """

    blocks: list[str] = field(default_factory=list)
    loops: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def read(self, text: str) -> None:
        """Read the tags of one paragraph. Raises BadTag."""
        for kind, inner in tags_in(text):
            if kind == "{{":
                self._refer(inner.strip())
            else:
                self._statement(inner)

    def end(self) -> None:
        """Raise BadTag where something was not closed."""
        if self.blocks:
            raise BadTag(f"有 {{% {self.blocks[-1]} … %}} 没有对应的 {{% end{self.blocks[-1]} %}}")

    def _statement(self, inner: str) -> None:
        words = inner.split()
        if words and words[0] in _PLACES and inner.startswith(words[0]):
            del words[0]
        match words:
            case ["if", *condition]:
                self._condition(condition)
                self.blocks.append("if")
            case ["elif", *condition] if self.blocks[-1:] == ["if"]:
                self._condition(condition)
            case ["else"] if self.blocks[-1:] == ["if"]:
                pass
            case ["for", name, "in", listed]:
                self._loop(name, listed)
            case ["endif"] if self.blocks[-1:] == ["if"]:
                self.blocks.pop()
            case ["endfor"] if self.blocks[-1:] == ["for"]:
                self.blocks.pop()
                self.loops.clear()
            case [("else" | "elif" | "endif" | "endfor") as word, *_]:
                raise BadTag(f"{{% {word} %}} 没有对应的开头")
            case _:
                raise BadTag(f"不认识标签 {{%{inner}%}}；{ONLY}")

    def _condition(self, words: Sequence[str]) -> None:
        expects = True
        for word in words:
            if expects and word == "not":
                continue
            if not expects and word in ("and", "or"):
                expects = True
                continue
            if not expects:
                break
            self._refer(word, may_be_list=True)
            expects = False
        else:
            if not expects:
                return
        raise BadTag(f"条件 {' '.join(words)} 看不懂；条件只能是字段，可以用 not、and、or 连接")

    def _loop(self, name: str, listed: str) -> None:
        if self.loops:
            raise BadTag("循环里不能再套循环")
        if listed not in _LISTS:
            raise BadTag(f"“{listed}”不是可以逐行列出的字段；可以用：{'、'.join(_LISTS)}")
        if not _NAME.fullmatch(name) or name in _TEXTS or name in _LISTS or name == "loop":
            raise BadTag(f"循环变量不能叫“{name}”，请换一个名称，例如“行”")
        self.used.add(listed)
        self.loops[name] = listed
        self.blocks.append("for")

    def _refer(self, words: str, *, may_be_list: bool = False) -> None:
        name, dot, column = words.partition(".")
        if dot and name in self.loops:
            if column not in _LISTS[self.loops[name]]:
                listed = self.loops[name]
                raise BadTag(f"“{listed}”没有“{column}”这一栏；有：{'、'.join(sorted(_LISTS[listed]))}")
            return
        if not dot and (name in _TEXTS or (may_be_list and name in _LISTS)):
            self.used.add(name)
            return
        if not dot and name in _LISTS:
            raise BadTag(f"“{name}”有很多行，要用 {{% for 行 in {name} %}} 逐行列出")
        if dot and _NAME.fullmatch(name) and _NAME.fullmatch(column):
            raise BadTag(f"“{words}”不在循环里，或者循环变量不叫“{name}”")
        if _NAME.fullmatch(words):
            raise BadTag(f"没有“{words}”这个字段，请对照字段表")
        raise BadTag(f"看不懂 {{{{ {words} }}}}；{ONLY}")


def tags_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the tags of a paragraph: how each opens, and what stands in it. Raises BadTag."""
    at = 0
    while (begin := text.find("{", at)) >= 0:
        _refuse_braces(text[at:begin])
        opens = text[begin : begin + 2]
        if opens == "{#":
            raise BadTag(f"不能用注释标签 {{# #}}；{ONLY}")
        if opens not in _CLOSES:
            raise BadTag("有单独的 {；标签的两个括号要写在一起，文字里不要用 { 和 }")
        end = text.find(_CLOSES[opens], begin + 2)
        if end < 0:
            raise BadTag(f"标签没有写完：{text[begin : begin + 20]}；一个标签要写在同一段里")
        yield opens, text[begin + 2 : end]
        at = end + 2
    _refuse_braces(text[at:])


def _refuse_braces(text: str) -> None:
    # The library would join a lone brace with one of the next paragraph.
    if "}" in text:
        raise BadTag("有多余的 }；文字里不要用 { 和 }")


def has_tag(text: str) -> bool:
    """Say whether something in it would be run."""
    return any(one in text for one in _OPENS)
