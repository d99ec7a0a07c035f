"""What may be kept of a message: the rest, without a recipe, a card, a key, what is somebody else's. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intents import expressions as re
from intents.once import by_heart
from intents.persons.pasted import is_a_paste, is_a_table, pieces_in
from intents.telling.story import story_of

Cut = Literal["secret", "identity_card", "bank_card", "access", "private", "number"]
# Which telephones may be kept. any: where one is asked for; own: all but those that are somebody else's;
# said: only one that is said to be the writer's, where the other side is spoken of; none: of somebody who wants to
# stay unknown.
Numbers = Literal["any", "own", "said", "none"]

# What stands around a number and says nothing without it.
# Figures, in whatever script, Latin letters, signs: what is told in Chinese characters alone holds no share, no
# code and no number that would have to be cut out.
_MAY_HOLD_MORE = re.compile(
    r"[^\u4e00-\u9fff\s，。？！、；：“”‘’（）《》?!,]|[零〇一二两三四五六七八九十百千半点成幺万亿兩壹贰叁肆伍陆柒捌玖拾佰仟萬億]"
)
# Whose it is: 「该公司官网留的」, 「他们老板的」; what is called so at the end of a name is left: 「云山公司」.
_WHOSE = (
    r"(?:(?:(?<![\u4e00-\u9fff])(?:他们?|她们?|其|对方|对家|该|这[家个]|那[家个]|被举报)(?:公司|单位|店里?|厂里?|企业)?的?"
    r"(?:官网|网站|网页|前台|总台|客服|办公室|门卫|值班室|老板|负责人|联系人)?上?(?:写|留|公布)?的?)|他的?|她的?|其|对方的?|我的)?"
)
_LABEL = re.compile(
    rf"(?:[,，、;；(（\s]{{0,4}}{_WHOSE}(?:(?:打|拨|拨打|找|联系|加|呼)(?:给)?(?:我|本人)的?)?(?:手机号?码?|电话号?码?|(?:微信|手机|电话)同号|微信号?|联系电话|联系方式|联系号码|号码|手机|座机|总机|热线|致电)?"
    r"(?:是|为|[:：])?\s{0,4})$"
)
_CLOSING = re.compile(r"\s*[)）]")
# 「电话 135… 是他的」 says whose it is, behind it.
_WHOSE_BEHIND = re.compile(r"[\s,，]{0,3}(?:这个?|那个?)?是(?:他|她|对方)们?(?:自己|本人)?的(?:电话|手机|号码)?")
_DOUBLED = re.compile(r"([,，、:：;；。])(?:\s*[,，、;；。])+|^[\s,，、;；。]+")
_LONGEST_LABEL = 24
_A_REST_CHARACTERS = 12
_HAS_A_NUMBER = re.compile(r"\d(?:[ -]?\d){6,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class KeptPart:
    """What may be kept of a message.

    text   the rest; as typed when nothing was cut
    cut    what was cut out, each kind once
    typed  how many characters were typed
    """

    text: str
    cut: tuple[Cut, ...]
    typed: int

    @property
    def is_worth_reading(self) -> bool:
        """Say whether the rest still tells something, and more than what was cut out."""
        return len(_WORD.findall(self.text)) >= _A_REST_CHARACTERS and 2 * len(self.text) >= self.typed


@by_heart
def kept_of(text: str, numbers: Numbers = "own") -> KeptPart:
    """Return what may be kept of a message as typed."""
    if not _MAY_HOLD_MORE.search(text):
        return KeptPart(text, (), len(text))
    is_a_story = numbers == "own" and story_of(text).is_at_length
    if is_a_paste(text) or (is_a_table(text) and not is_a_story):
        return _prose_of(text) if is_a_story else KeptPart("", ("secret",), len(text))
    written = story_of(text).written.text
    spans: list[tuple[int, int, Cut]] = [(piece.start, piece.end, piece.verdict) for piece in pieces_in(written)]
    for start, end in _numbers_to_cut(text, written, numbers):
        spans.append((*_with_label(written, start, end), "number"))
    if not spans:
        return KeptPart(text, (), len(text))
    rest = _DOUBLED.sub(lambda found: (found[1] and found[0].strip()[-1]) or "", _without(written, spans)).strip()
    return KeptPart(rest, tuple(dict.fromkeys(kind for _, _, kind in spans)), len(text))


def _prose_of(text: str) -> KeptPart:
    """Return the lines of a story that are neither program nor prices; nothing where they are mixed up with it."""
    prose = "\n".join(line for line in text.splitlines() if _CHINESE.search(line) and not is_a_paste(line))
    return KeptPart(prose if prose != text and not is_a_paste(prose) else "", ("secret",), len(text))


def _numbers_to_cut(text: str, written: str, numbers: Numbers) -> list[tuple[int, int]]:
    if numbers == "any" or not _HAS_A_NUMBER.search(written):
        return []
    found = story_of(text).numbers
    if numbers == "own":
        return [(number.start, number.end) for number in found if number.owner == "others"]
    return [(number.start, number.end) for number in found if numbers == "none" or not number.said]


def _with_label(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a number stands with what only announces it: 「，手机号139…」, 「（电话139…）」."""
    label = _LABEL.search(text, max(start - _LONGEST_LABEL, 0), start)
    begin = start - len(label[0]) if label else start
    if behind := _WHOSE_BEHIND.match(text, end):
        return begin, behind.end()
    closing = _CLOSING.match(text, end)
    return begin, closing.end() if closing and text[begin : begin + 1] in "(（" else end


def _without(text: str, spans: list[tuple[int, int, Cut]]) -> str:
    kept: list[str] = []
    reached = 0
    for start, end, _ in sorted(spans):
        kept.append(text[reached : max(start, reached)])
        reached = max(reached, end)
    return "".join((*kept, text[reached:]))
