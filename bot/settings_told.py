"""What is wrong with a setting, in the operator's words: what it should be, never what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pydantic_core import ErrorDetails

# By the kinds of faults that pydantic names; what is not here is told in general.
_SAID: Final[Mapping[str, Callable[[Mapping[str, object]], str]]] = {
    "int_parsing": lambda _: "应为整数",
    "int_type": lambda _: "应为整数",
    "int_from_float": lambda _: "应为整数",
    "bool_parsing": lambda _: "应为 true 或者 false",
    "bool_type": lambda _: "应为 true 或者 false",
    "greater_than_equal": lambda found: f"应当不小于 {found['ge']}",
    "less_than_equal": lambda found: f"应当不大于 {found['le']}",
    "enum": lambda found: f"应为 {_choices(found)} 之一",
    "literal_error": lambda found: f"应为 {_choices(found)} 之一",
    "path_type": lambda _: "应为路径",
    "string_too_long": lambda found: f"最多 {found['max_length']} 个字",
    "string_too_short": lambda _: "不能为空",
    "too_short": lambda _: "不能为空",
    "missing": lambda _: "没有写",
    "extra_forbidden": lambda _: "没有这一项",
    "json_invalid": lambda _: "不是完整的 JSON",
    "tuple_type": lambda _: "应为 JSON 列表",
    "model_type": lambda _: "应为 JSON 对象",
    "string_type": lambda _: "应为文字",
}
# How pydantic begins what a check of our own says.
_OWN: Final = "Value error, "


def in_words(fault: ErrorDetails) -> str:
    """Return what a value should be. Our own checks say it in Chinese already."""
    message = str(fault["msg"])
    if message.startswith(_OWN):
        return message.removeprefix(_OWN)
    say = _SAID.get(str(fault["type"]))
    return say(fault.get("ctx") or {}) if say else "写法不对"


def _choices(found: Mapping[str, object]) -> str:
    return str(found["expected"]).replace(" or ", "、").replace(", ", "、").replace("'", "")
