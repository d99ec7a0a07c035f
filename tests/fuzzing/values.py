"""What nobody sends who means well: values of every kind, and what is well made damaged a little."""

from __future__ import annotations

from random import Random
from typing import Any, Final

# Signs that readers stumble over: ends, blanks of no width, directions, halves of pairs, marks of markup.
_SIGNS: Final = (
    "\0", "\x01", "\x1b", "\x7f", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff", "\uffff", "\ud800",
    "\U0001f600", "\U000e0001",
    "́", "０", "①", "Ⅻ", "㈠", "½", "٣", "零", "〇", "兆", "'", '"', "`", "<", ">",
    "&", "%", "%s", "{", "}}", "{{7*7}}", "${x}", "\\", "/", "../", ";", "--", "]]>", "<![CDATA[", "\r\n",
    "\n", "\t", "=", "+", "@", "|", "#",
)  # fmt: skip
_WHOLE: Final = (
    "", " ", "\0", "null", "None", "true", "0", "-0", "-1", "1e999", "NaN", "Infinity", "0x10", "9" * 400,
    "99999999999999999999", "2147483648", "9223372036854775808", "-9223372036854775809",
    "1.7976931348623157e309", "2026-02-30", "9999-12-31", "0001-01-01", "10000-01-01",
    "2026-11-29T25:61:61Z", "+1000000-01-01", "24:00", "K7M2-9QXT-4", "23AB-45CD-67EF-89GH-2345", "0" * 32,
    "f" * 32, "jiangjin", "municipal", "complaint", "tip", "all", "' OR 1=1 --",
    "<script>alert(1)</script>", "../../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/",
    "我要举报", "确认提交", "跳过", "不知道", "上一项", "更多", "1", "重庆半坡茶业有限公司",
    "2021年3月", "去年冬月初三", "一百二十万亿兆",
    "19900001101", "五千万千百十元",
    "江津双福", "年" * 500, "一" * 2_001, "二〇二六年十三月四十五日",
    "（" * 300, "百" * 900,
    "今年" * 300, "a" * 70_000,
)  # fmt: skip


def a_text(chance: Random) -> str:
    """Return a text: one of those that are known to hurt, or some signs, often very many of one."""
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(_WHOLE)
    if kind < 0.7:
        return "".join(chance.choice(_SIGNS) for _ in range(chance.randrange(1, 12)))
    if kind < 0.85:
        return chance.choice(_SIGNS) * chance.choice((1, 2, 63, 64, 255, 256, 2_000, 2_001, 5_000))
    return "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(1, 40)))


def sent(text: str) -> str:
    """Return a text as it can be sent: without halves of pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")


def a_value(chance: Random, depth: int = 0) -> Any:
    """Return a value as JSON has them."""
    kind = chance.randrange(9 if depth < 3 else 6)
    simple: tuple[Any, ...] = (None, True, False, 0, -1, 1.5, 10**30, float("inf"), float("nan"))
    if kind < 3:
        return a_text(chance)
    if kind < 6:
        return chance.choice(simple)
    if kind == 6:
        return [a_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 7:
        nested: Any = 1
        for _ in range(chance.choice((5, 200, 900))):
            nested = [nested]
        return nested
    return {a_text(chance)[:200]: a_value(chance, depth + 1) for _ in range(chance.randrange(4))}


def damaged(chance: Random, whole: str) -> str:
    """Return a text with something taken out, put in, doubled or exchanged, at a few places."""
    for _ in range(chance.randrange(1, 4)):
        at, width = chance.randrange(len(whole) + 1), chance.choice((0, 1, 1, 2, 8, 40))
        piece = whole[at : at + width]
        put = chance.choice(("", piece * 2, piece[::-1], chance.choice(_SIGNS), a_text(chance)))
        whole = whole[:at] + put + whole[at + width :]
    return whole


def damaged_bytes(chance: Random, whole: bytes) -> bytes:
    """Return bytes damaged in the same way."""
    for _ in range(chance.randrange(1, 5)):
        at, width = chance.randrange(len(whole) + 1), chance.choice((0, 1, 1, 4, 60))
        put = chance.choice(
            (b"", chance.randbytes(chance.randrange(1, 9)), whole[at : at + width] * 3, b"\r\n", b"\0")
        )
        whole = whole[:at] + put + whole[at + width :]
    return whole
