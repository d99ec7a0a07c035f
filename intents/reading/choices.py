"""Which of the options a person means: by number, by position, by words, several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from intents import expressions as re
from intents.numerals import number_of
from intents.reading.numbered import numbers_beside_words
from intents.reading.plain import as_written
from intents.reading.refusal import NotUnderstood
from intents.sounds import is_heard_in
from intents.spelled import in_letters
from intents.undone import is_undone
from intents.wording import normalised

_CIRCLED = {chr(ord("①") + number): str(number + 1) for number in range(20)}
_CIRCLED |= {chr(ord("⑴") + number): str(number + 1) for number in range(20)}

_ALL = re.compile(
    r"^(?:以上|上面|前面|这些|那些|我们)*(?:全都?|都|全部|所有)(?:有|是|要|选|算|符合|涉及)?(?:的|了|上)?$"
    r"|^以上(?:都|全)?(?:有|是)?$"
)
_NONE = re.compile(r"^(?:以上|这些|上面)?(?:全|都|一个都)?(?:没有?|不是|不符合|无|没)(?:一个|的|过|任何)?$")
_ALL_BUT = re.compile(
    r"^(?:除了|除|不要|没有)(?P<left_out>.+?)(?:以外|之外|外)?(?:，|,)?(?:其[他余它]|别的|剩下的)?(?:的)?"
    r"(?:全|都)(?:有|是|要|选|算)?(?:的|了)?$"
)
_LAST = re.compile(r"^(?:第)?最后(?:那|的)?(?:1|一|那)?(?:个|项|条)?$")
_HOW_MANY = r"(\d{1,2}|[一二两三四五六七八九十])(?:个|项|条|种)?(?:都|全)?(?:有|是|要|选)?(?:的)?$"
_FIRST_N = re.compile(rf"^前(?:面)?{_HOW_MANY}")
_LAST_N = re.compile(rf"^(?:后|最后|后面){_HOW_MANY}")
_RANGE = re.compile(r"第?(\d{1,2})(?:个|项|条)?\s*(?:-|~|—|到|至)\s*第?(\d{1,2})(?:个|项|条)?")
# 两个 and 3个 without 第 say how many, not which.
_ORDINAL = re.compile(
    r"第(\d{1,2}|[一二三四五六七八九十]{1,2})(?:个|项|条|种|号)?|(\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d一二三四五六七八九十]?个)(?:项|条|号)?"
)
_LETTER = re.compile(r"(?<![a-z])([a-h])(?![a-z])")
# 「1跟2，3不确定」: the number is named and not chosen.
_IN_DOUBT = re.compile(
    r"第?(?:\d{1,2}|[一二三四五六七八九十])(?:个|项|条|种)?(?:我|就|还|有点|好像)?"
    r"(?:不太|不大|不|说不|搞不|没)(?:确定|清楚|清|准|好说|一定|把握|知道|晓得|敢肯定)"
)
# What may stand around numbers without being an answer of its own.
_AROUND_NUMBERS = re.compile(
    r"选项?|我|就|那|是|的|了|和|与|跟|及|或者?|还有|还|哦|嗯|对|加上?|另外|以及|都|有|要|应该|大概|可能|吧|嘛|哈|再|、"
    r"|[\s，,。.;；()（）&+/!！:：]"
)
# What stands between the parts of a label, each of which says it: 「对方单位的员工或者内部知情人」.
_BETWEEN_PARTS = re.compile("或者|[、（），,“”]|等(?:手段)?")
_SHORTEST_PART = 2
# What stands between several that are chosen.
_BETWEEN_CHOSEN = re.compile(r"[；;，,、\s]+")
# 「不准带手机」 is a measure. 「没跟员工签过协议」: what stands between is what was not done.
_DOES = r"[签订做搞弄建设装标盖办开上写定]"
_DENIES = re.compile(
    r"(?:没有?|无|不(?![准许能让可允])是?|未)[^，,。；;]{0,2}$"
    rf"|(?:没[有得]?|莫得|莫有|未|不曾)(?:(?!{_DOES}|人)[^，,。；;]){{0,6}}{_DOES}[^，,。；;有]{{0,3}}$"
)
# 「打款记录有，录音莫得」, 「其他没得啥子措施」, 「保密协议还没签过」.
_DENIED_BEHIND = re.compile(
    r"^(?:也|都|就|倒|是|还|确实|根本|从来|一直|压根儿?|这些|那些|资料|材料)*(?:没[有得]?|莫得|莫有|无|未)"
    rf"(?:什么|啥子?|来得及)?(?:措施|别的|{_DOES}|要求|组织|约定)?(?:的|了|呢|过|得|起|成|哈|哦|嘛)*$"
)
_CLAUSE_END = re.compile(r"[，,。；;！!？?\n]")
# What somebody is to somebody else stands behind the last 的.
_IS_SOMEBODYS = re.compile(r"(?:我|本人)(?:就|也|还|只|其实|现在)?(?:是|系).*的(?=[^的]+$)")
_LONGEST_MISHEARD = 10
_LONGEST_SPELLED = 24
# 「沙坪坝区和渝中区都有」 speaks of something else than the options.
_OF_EVERYTHING = re.compile(
    r"都[有是算会]?(?:涉及|包括)?|我|觉得|感觉|应该|可能|大概|好像|反正|基本上?|这些|那些|什么|啥子?|各种|里面?|里头|信息|资料|东西|[的了吧嘛哈]"
)
_LONGEST_BESIDE_EVERYTHING = 4
_EVERYTHING_WORDS = frozenset({"都有", "两种", "两者", "都涉及"})


class Choosable(Protocol):
    """What stands on a button, and what else people say for it."""

    @property
    def label(self) -> str: ...

    @property
    def words(self) -> tuple[str, ...]: ...

    @property
    def whole(self) -> tuple[str, ...]: ...

    @property
    def unless(self) -> tuple[str, ...]: ...


def read_choice(text: str, options: Sequence[Choosable]) -> int:
    """Return the position of the one option that is meant, from 0."""
    written = as_written(_with_digits(text))
    numbers = _numbers(written, len(options))
    if len(numbers) > 1:
        raise NotUnderstood("choice.only_one")
    if numbers:
        return numbers[0]
    if (exact := _exact(written, options)) is not None:
        return exact
    return _by_words(written, options)


def is_chosen_plainly(text: str, options: Sequence[Choosable]) -> bool:
    """Say whether options are named as they stand: by number, label or a word for one, not by a word inside."""
    written = as_written(_with_digits(text))
    parts = [part for part in _BETWEEN_CHOSEN.split(written) if part]
    if all(_exact(part, options) is not None for part in (written, *parts)[bool(parts[1:]) :]):
        return True
    try:
        return _positions(written, options) is not None
    except NotUnderstood:
        return False


def longest_word_in(text: str, words: Iterable[str]) -> str:
    """Return the longest of these words that is said, as it stands in the list; empty for none."""
    said = normalised(text)
    return max((word for word in words if normalised(word) in said), key=len, default="")


def read_choices(text: str, options: Sequence[Choosable]) -> tuple[int, ...]:
    """Return the positions of all options that are meant, in their order; empty is 「都没有」."""
    written = as_written(_with_digits(text))
    if (exact := _exact(written, options)) is not None:
        return (exact,)
    if (positions := _positions(written, options)) is not None:
        return positions
    found = {match.option for match in _matches(written, options) if not match.denied}
    found |= {_checked(number, len(options)) - 1 for number in numbers_beside_words(written)}
    if not found:
        raise NotUnderstood("choice.unclear", count=len(options))
    return tuple(sorted(found))


def denied_choices(text: str, options: Sequence[Choosable]) -> tuple[int, ...]:
    """Return the positions of the options that are only said not to be so; empty where any is chosen."""
    matches = _matches(as_written(_with_digits(text)), options)
    return tuple(sorted({match.option for match in matches})) if all(match.denied for match in matches) else ()


def _positions(written: str, options: Sequence[Choosable]) -> tuple[int, ...] | None:
    """Read numbers and places in the list; None when the text names things instead."""
    count = len(options)
    compared = normalised(written)
    if _NONE.match(compared):
        return ()
    if _ALL.match(compared):
        return tuple(range(count))
    if left_out := _ALL_BUT.match(written):
        but = _left_out(left_out["left_out"], options)
        return tuple(number for number in range(count) if number not in but) if but else None
    if first := _FIRST_N.match(compared):
        return tuple(range(min(_value(first[1]), count)))
    if last := _LAST_N.match(compared):
        return tuple(range(count - min(_value(last[1]), count), count))
    return _numbers(written, count) or None


def _left_out(text: str, options: Sequence[Choosable]) -> set[int]:
    numbers = _numbers(text, len(options))
    return set(numbers) or {match.option for match in _matches(text, options)}


def _numbers(written: str, count: int) -> tuple[int, ...]:
    """Return the positions when the text is numbers and nothing else; empty otherwise."""
    text = _IN_DOUBT.sub("", written.lower())
    if _LAST.match(_AROUND_NUMBERS.sub("", text)):
        return (count - 1,)
    spans = [range(int(first), int(last) + 1) for first, last in _RANGE.findall(text)]
    rest = _RANGE.sub("", text)
    single = [_value(after_di or alone) for after_di, alone in _ORDINAL.findall(rest)]
    rest = _ORDINAL.sub("", rest)
    letters = [ord(letter) - ord("a") + 1 for letter in _LETTER.findall(rest)]
    if _AROUND_NUMBERS.sub("", _LETTER.sub("", rest)):
        return ()
    numbers = dict.fromkeys([*(number for span in spans for number in span), *single, *letters])
    return tuple(sorted(_checked(number, count) - 1 for number in numbers))


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else number_of(numeral) or 0


def _checked(number: int, count: int) -> int:
    if not 1 <= number <= count:
        raise NotUnderstood("choice.no_such_number", number=number, count=count)
    return number


# --------------------------------------------------------------------------------- by words


class _Match(NamedTuple):
    """A word of an option found in the text; `denied` where the text says it is not."""

    start: int
    end: int
    option: int
    denied: bool


@cache
def _said_for(label: str, words: tuple[str, ...]) -> frozenset[str]:
    """Return what is said for an option, as it is compared. The options of all forms are a few dozen."""
    return frozenset(map(normalised, (label, *parts_of(label), *words)))


@cache
def parts_of(label: str) -> tuple[str, ...]:
    """Return the parts of a label that say the option as well as all of it: 内部知情人, 邮件."""
    return tuple(part for part in _BETWEEN_PARTS.split(label) if len(part) >= _SHORTEST_PART)


def _exact(written: str, options: Sequence[Choosable]) -> int | None:
    said = normalised(written)
    # What stands on a button comes before what is only said for another one.
    for words in (
        [_said_for(option.label, ()) for option in options],
        [_said_for("", (*option.words, *option.whole)) for option in options],
    ):
        if fitting := [number for number, said_for in enumerate(words) if said in said_for]:
            return fitting[0]
    return None


def _by_words(written: str, options: Sequence[Choosable]) -> int:
    found = _matches(written, options)
    matches = [match for match in found if not match.denied]
    if found and not matches and len(options) == 2:
        # Of two, denying one is choosing the other: 「我不想匿名」.
        return 1 - found[0].option
    if not matches:
        return _by_sound(written, options)
    matches = _of_the_head(written, matches)
    if _is_all_of_something_else(written, matches):
        raise NotUnderstood("choice.unclear", count=len(options))
    longest = max(match.end - match.start for match in matches)
    best = {match.option for match in matches if match.end - match.start >= longest - 1}
    if len(best) == 1:
        return best.pop()
    everything = _everything(options)
    if everything is not None:
        return everything
    return min(matches, key=lambda match: (match.start - match.end, match.start)).option


def _is_all_of_something_else(written: str, matches: Sequence[_Match]) -> bool:
    """Say whether only 都有, 都是 was found, beside the names of things that are no option."""
    said = normalised(written)
    if not all(said[match.start] == "都" for match in matches):
        return False
    return len(_OF_EVERYTHING.sub("", said)) > _LONGEST_BESIDE_EVERYTHING


def _of_the_head(written: str, matches: list[_Match]) -> list[_Match]:
    """Return what says who somebody is, all where nothing does: 「我是权利人的朋友」 is a friend."""
    is_of = _IS_SOMEBODYS.search(normalised(written))
    return [match for match in matches if is_of and match.end >= is_of.end()] or matches


def _by_sound(written: str, options: Sequence[Choosable]) -> int:
    """Return the one option of which a word is heard in a short message: 全力人, 经营新息, jishu."""
    said = normalised(written)
    is_heard = _is_spelled_by if said.isascii() else is_heard_in
    heard = {
        number
        for number, option in enumerate(options)
        if any(is_heard(word, said) for word in _said_for("", option.words) if word)
    }
    longest = _LONGEST_SPELLED if said.isascii() else _LONGEST_MISHEARD
    if len(said) > longest or len(heard) != 1:
        raise NotUnderstood("choice.unclear", count=len(options))
    return heard.pop()


def _is_spelled_by(word: str, letters: str) -> bool:
    return letters.replace(" ", "") == in_letters(word)


def _everything(options: Iterable[Choosable]) -> int | None:
    """Return the option that stands for all others together, such as 两种都有."""
    return next((number for number, option in enumerate(options) if _EVERYTHING_WORDS & set(option.words)), None)


def _matches(written: str, options: Sequence[Choosable]) -> list[_Match]:
    """Return every word found; one inside a longer one does not count."""
    text = normalised(written)
    clauses = [normalised(clause) for clause in _CLAUSE_END.split(written)]
    found = [
        _Match(match.start(), match.end(), number, _is_denied(word, clauses))
        for number, option in enumerate(options)
        for word in _said_for(option.label, option.words)
        if word and word in text
        for match in re.finditer(re.escape(word), _said_of(text, clauses, option.unless))
    ]
    return [match for match in found if not any(_covers(other, match) for other in found)]


def _said_of(text: str, clauses: Sequence[str], unless: tuple[str, ...]) -> str:
    """Return the text without the words that say nothing of an option, as long as before: 录用, 报价单.

    None reaches over the end of a clause: 「去投标，报价只低五千」 speaks of no 投标报价.
    """
    if not unless:
        return text
    return "".join(_without(part, unless) for part in (clauses if "".join(clauses) == text else [text]))


def _without(clause: str, unless: tuple[str, ...]) -> str:
    for word in _longest_first(unless):
        clause = clause.replace(word, "\0" * len(word))
    return clause


@cache
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    # Of two that share signs the longer one is meant, in every process: 投标报价 and 报价底.
    return tuple(sorted({normalised(word) for word in words} - {""}, key=lambda word: (-len(word), word)))


def _covers(other: _Match, match: _Match) -> bool:
    is_longer = other.end - other.start > match.end - match.start
    return is_longer and other.start <= match.start and match.end <= other.end


def _is_denied(word: str, clauses: Sequence[str]) -> bool:
    """Say whether every clause with this word denies it: 没有照片, 不匿名."""
    within = [clause for clause in clauses if word in clause]
    return bool(within) and all(_is_denied_in(clause, word) for clause in within)


def _is_denied_in(clause: str, word: str) -> bool:
    before, _, behind = clause.partition(word)
    is_denied = _DENIES.search(before) is not None or _DENIED_BEHIND.match(behind) is not None
    return is_denied or is_undone(clause, len(before), len(before) + len(word))


def _with_digits(text: str) -> str:
    # Before half width: NFKC turns ① into 1, and ①② into 12.
    return "".join(f" {_CIRCLED[sign]} " if sign in _CIRCLED else sign for sign in text[:1_000])
