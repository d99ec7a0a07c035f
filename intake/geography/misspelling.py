"""Districts and busy areas written as they sound or look: 江金区, 九龙破, 观因桥. Pure.

Only one character may differ, and only in sound or shape; what comes out is read back, never taken for granted.
Towns are not guessed: there are too many of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from intake.geography.meaning import Meaning
from intake.geography.mentions import Mention
from intake.geography.tables import OrdinaryWords
from intents import expressions as re
from intents.sounds import readings_of

_LEVELS = "区县"
_SHORT = 2
_WHOLE = ("district", "landmark", "town", "home", "no_place")
# Two characters alone are too few, and most people's names have two or three: the words after them must go on
# as after a place, and the words before them lead to one, or those after them leave nothing else.
_GOES_ON = re.compile(
    r"$|[，,。．.；;！!？?\n的、]|[那这](?:边|里|头|个|家)|一带|附近|有|某|工业|园区|用|开|办公|上班|生产|经营|加工|注册|区|县"
)
_ONLY_A_PLACE = re.compile(
    r"[那这](?:边|头)|一带|附近|本地|工业|园区|区|县|(?:[那这]|某|有|的)?一?(?:个|家)|的(?:公司|厂|店)"
)
_LEADS_TO_A_PLACE = re.compile(
    r"在(?:我们)?$|[到去往于回跑搬]$|位于$|来自$|从$|是$|重庆市?$|(?:地点|地址|发生地)[是为：:，,]?$"
)
_LEAD_CHARACTERS = 12
_END = re.compile(r"(?:[那这](?:边|里|头)|一带|附近|[吧嘛哈的了呢呀])*[，,。．.；;！!？?\n]?$")
# 「前员工何川」, 「给江波」, 「叫齐江」: whoever stands here is somebody.
_SOMEBODY = re.compile(
    r"(?:员工|职工|经理|主管|总监|主任|组长|班长|师傅|徒弟|工程师|技术员|业务员|销售员?|会计|采购员?|同事|股东|合伙人|老板|老婆|老公|"
    r"[妻儿女弟妹哥姐夫舅爸妈]|叫做?|名叫|姓名|[给由被让向和与跟同找把将])[是为：:，,]?$"
)


class Misspellings:
    """Finds what may be a misspelt name."""

    def __init__(self, names: Mapping[str, Meaning], words: OrdinaryWords) -> None:
        self._names = names
        self._alike = frozenset(frozenset(pair) for pair in words.look_alike)
        self._function_words = frozenset(words.function_words)
        self._characters = frozenset(character for name in names for character in name)
        self._lengths = sorted({len(name) for name in names}, reverse=True)
        self._by_rest: dict[tuple[int, str], list[str]] = defaultdict(list)
        for name in names:
            for place in range(len(name)):
                self._by_rest[place, _without(name, place)].append(name)

    def guesses(self, text: str, mentions: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
        """Return the misspelt names of a plain text, without overlaps: the same sound first, then the longest.

        mentions  the names found in it as they are written
        """
        starts = frozenset(mention.start for mention in mentions)
        whole = [mention for mention in mentions if mention.meaning.kind in _WHOLE]
        taken = bytearray(len(text))
        found: list[Mention] = []
        # With 区 or 县 behind it, it can hardly be anything else: one letter may differ. Else none.
        for distance in (0, 1) if any(level in text for level in _LEVELS) else (0,):
            for start, end, unknown in self._windows(text):
                mention = None if any(taken[start:end]) else self._guess(text, start, end, unknown, distance)
                if (
                    mention
                    and self._is_likely(mention, text, starts)
                    and not _is_another(mention, whole, mentions)
                ):
                    taken[start:end] = b"\1" * (end - start)
                    found.append(mention)
        return tuple(found)

    def _windows(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield where a name may stand: start, end, and the one place in it that fits no name at all, else -1."""
        strange = [character not in self._characters for character in text]
        before = [0, *accumulate(strange)]
        for length in self._lengths:
            for start in range(len(text) - length + 1):
                count = before[start + length] - before[start]
                if count == 0:
                    yield start, start + length, -1
                elif count == 1:
                    yield start, start + length, strange.index(True, start) - start

    def _guess(self, text: str, start: int, end: int, unknown: int, distance: int) -> Mention | None:
        written = text[start:end]
        has_level = _has_level(written)
        if distance and not has_level:
            return None
        for place in range(len(written)) if unknown < 0 else (unknown,):
            if written[place] in self._function_words and not has_level:
                continue
            for name in self._by_rest.get((place, _without(written, place)), ()):
                if self._is_alike(written[place], name[place], distance):
                    return Mention(start, end, name, replace(self._names[name], guessed=True))
        return None

    def _is_likely(self, mention: Mention, text: str, starts: frozenset[int]) -> bool:
        if len(mention.name) > _SHORT or _has_level(text[mention.start : mention.end]):
            return True
        lead = text[max(mention.start - _LEAD_CHARACTERS, 0) : mention.start]
        if mention.end in starts:
            return True
        if _SOMEBODY.search(lead) or not _GOES_ON.match(text, mention.end):
            return False
        if _ONLY_A_PLACE.match(text, mention.end):
            return True
        is_said_first = not lead and _END.match(text, mention.end) is not None
        return is_said_first or (bool(lead) and _LEADS_TO_A_PLACE.search(lead) is not None)

    def _is_alike(self, written: str, meant: str, distance: int) -> bool:
        if written == meant:
            return False
        if frozenset((written, meant)) in self._alike:
            return True
        return any(
            Levenshtein.distance(one, other) <= distance
            for one in readings_of(written)
            for other in readings_of(meant)
        )


def _is_another(guess: Mention, whole: list[Mention], found: Sequence[Mention]) -> bool:
    """Say whether the text is written as it is meant: 江新区 in 两江新区 is no 江津区."""
    lies_in = any(
        one.start <= guess.start and guess.end <= one.end and one.end - one.start > guess.end - guess.start
        for one in found
    )
    return lies_in or _holds_another(guess, whole)


def _holds_another(guess: Mention, found: list[Mention]) -> bool:
    """Say whether a name of another place, found as it is written, lies inside: 到高新区 is not 老高新区."""
    first = bisect_left(found, guess.start, key=lambda mention: mention.start)
    if first == len(found) or found[first].end > guess.end:
        return False
    return found[first].meaning.options != guess.meaning.options


def _without(name: str, place: int) -> str:
    return f"{name[:place]}*{name[place + 1 :]}"


def _has_level(written: str) -> bool:
    return len(written) > len(_LEVELS) and written[-1] in _LEVELS
